/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules and goals, reckoned from the amounts. */
#include "reports/sheets.h"

/* --- rules ---------------------------------------------------------------------------------- */

static enum look look_of(const struct rule *rule) {
    return rule_in_dollars(rule) ? LOOK_MONEY : rule->counts ? LOOK_CODE : LOOK_NUMBER;
}

static bool put_bound(const struct sheets *sheets, struct spot at, const struct rule *rule,
                      const struct amount *amount) {
    struct text formula = {0};
    if (amount->kind == AMOUNT_NONE) {
        put_blank(at);
        return true;
    }
    if (amount->kind == AMOUNT_FIXED) {
        put_number(at, amount->value);
        return true;
    }
    text_add(&formula, "=");
    formula_amount(sheets, &formula, amount, &rule->member);
    return put_built(at, &formula, amount_now(sheets, amount, &rule->member));
}

/* What is no more than rounding in the row's figures. */
static void add_dust(const struct sheets *sheets, struct text *out, const struct rule *rule,
                     uint32_t number) {
    if (rule_in_dollars(rule) && ratio_sign(sheets->plan->unit) > 0) {
        text_add(out, sheets->dust);
    } else {
        text_format(out, "0.000000001*(1+ABS(C%u)+ABS(D%u)+ABS(E%u))", number, number, number);
    }
}

static void put_margin(const struct sheets *sheets, uint32_t row, const struct rule *rule) {
    const struct rule_answer *told = &sheets->answer->rules[row - sheets->first_rule];
    bool floor = rule->at_least.kind != AMOUNT_NONE,
         ceiling = rule->at_most.kind != AMOUNT_NONE;
    uint32_t number = row + 1;
    struct text formula = {0};
    if (floor && ceiling) {
        text_format(&formula, "=MIN(C%u-D%u,E%u-C%u)", number, number, number, number);
    } else if (floor) {
        text_format(&formula, "=C%u-D%u", number, number);
    } else {
        text_format(&formula, "=E%u-C%u", number, number);
    }
    put_built(spot(sheets->rules, row, RULE_MARGIN, look_of(rule)), &formula, told->slack);
}

/* By how much a soft rule is missed on one side. */
static void put_miss(const struct sheets *sheets, uint32_t row, const struct rule *rule,
                     bool shortfall) {
    const struct rule_answer *told = &sheets->answer->rules[row - sheets->first_rule];
    const struct amount *bound = shortfall ? &rule->at_least : &rule->at_most;
    struct spot at =
        spot(sheets->rules, row, shortfall ? RULE_SHORTFALL : RULE_EXCESS, look_of(rule));
    struct text formula = {0};
    if (!rule->soft || bound->kind == AMOUNT_NONE) {
        put_blank(at);
        return;
    }
    text_format(&formula, shortfall ? "=MAX(0,D%u-C%u)" : "=MAX(0,C%u-E%u)", row + 1, row + 1);
    put_built(at, &formula, shortfall ? told->shortfall : told->excess);
}

static void put_rule_state(const struct sheets *sheets, uint32_t row, const struct rule *rule,
                           bool follows) {
    const struct rule_answer *told = &sheets->answer->rules[row - sheets->first_rule];
    const char *bad = rule->soft ? sheets->missed : sheets->bad;
    bool holds = !rule->soft || !ratio_known(told->slack) || ratio_sign(told->slack) >= 0;
    struct spot at = spot(sheets->rules, row, RULE_STATE, LOOK_STATE);
    struct text formula = {0};
    if (!follows) {
        put_text(at, say(sheets, "ne suit pas", "does not follow"));
        return;
    }
    text_format(&formula, "=IF(F%u>=-", row + 1);
    add_dust(sheets, &formula, rule, row + 1);
    text_format(&formula, ",\"%s\",\"%s\")", sheets->good, bad);
    put_word_formula(at, text_string(&formula), holds ? sheets->good : bad);
    text_free(&formula);
}

/* Whether it is reckoned, not typed. */
static bool put_rule(const struct sheets *sheets, uint32_t index) {
    const struct rule *rule = &sheets->plan->rules[index];
    struct sheet *sheet = sheets->rules;
    uint32_t row = sheets->first_rule + index;
    struct text formula = {0};
    put_text(spot(sheet, row, RULE_NAME, LOOK_TEXT),
             sheets->plan->rule_families[rule->family].name);
    put_text(spot(sheet, row, RULE_MEMBER, LOOK_TEXT), teller_member(&sheets->teller, rule));
    text_add(&formula, "=");
    formula_terms(sheets, &formula, rule->terms, rule->term_count, &rule->member);
    bool follows = put_built(spot(sheet, row, RULE_ACTIVITY, look_of(rule)), &formula,
                             sheets->answer->rules[index].activity);
    follows &= put_bound(sheets, spot(sheet, row, RULE_AT_LEAST, look_of(rule)), rule,
                         &rule->at_least);
    follows &=
        put_bound(sheets, spot(sheet, row, RULE_AT_MOST, look_of(rule)), rule, &rule->at_most);
    put_margin(sheets, row, rule);
    put_rule_state(sheets, row, rule, follows);
    put_miss(sheets, row, rule, true);
    put_miss(sheets, row, rule, false);
    put_text(spot(sheet, row, RULE_SOURCE, LOOK_TEXT),
             rule->entity.source != NULL ? rule->entity.source
             : rule->entity.illustrative ? say(sheets, "illustratif", "illustrative")
                                         : "");
    return follows;
}

void put_rule_rows(const struct sheets *sheets, bool *follows) {
    for (uint32_t i = 0; i < sheets->plan->rule_count; i++) {
        follows[i] = put_rule(sheets, i);
    }
}

void put_rule_heads(const struct sheets *sheets, const char *title, const char *note) {
    struct sheet *sheet = sheets->rules;
    put_heads(sheet, title, note,
              (const char *const[]){
                  say(sheets, "Règle", "Rule"), say(sheets, "Pour", "For"),
                  say(sheets, "Réalisé", "Actual"), say(sheets, "Au moins", "At least"),
                  say(sheets, "Au plus", "At most"), say(sheets, "Marge", "Margin"),
                  say(sheets, "État", "State"), say(sheets, "Manque", "Shortfall"),
                  say(sheets, "Dépassement", "Excess"), say(sheets, "Source", "Source"), NULL});
    sheet_width(sheet, RULE_NAME, RULE_NAME, 38);
    sheet_width(sheet, RULE_MEMBER, RULE_MEMBER, 22);
    sheet_width(sheet, RULE_ACTIVITY, RULE_EXCESS, sheets->money_width);
    sheet_width(sheet, RULE_SOURCE, RULE_SOURCE, 50);
    sheet_freeze(sheet, FIRST_ROW, RULE_NAME + 1);
}

void sheets_rules(struct sheets *sheets) {
    struct sheet *sheet = sheets->rules;
    uint32_t count = sheets->plan->rule_count, last = FIRST_ROW + (count > 0 ? count - 1 : 0);
    put_rule_heads(sheets, say(sheets, "Règles", "Rules"),
                   say(sheets, "Chaque règle, aux montants présents.",
                       "Every rule, at the present amounts."));
    sheet_filter(&(struct area){sheet, HEAD_ROW, 0, last, RULE_SOURCE});
    sheet_print(sheet, last, RULE_SOURCE, FIRST_ROW, 1);
    struct area states = {sheet, FIRST_ROW, RULE_STATE, last, RULE_STATE};
    sheet_states(&states, sheets->good, sheets->bad);
    sheet_states(&states, sheets->good, sheets->missed);
    put_rule_rows(sheets, ARENA_ARRAY(sheets->arena, bool, count + 1));
}

/* --- goals ---------------------------------------------------------------------------------- */

/* One of those between whom a goal shares: what it gets, and how far that is from its target. */
static void put_sharer(const struct sheets *sheets, uint32_t row, uint32_t goal_index,
                       uint32_t i) {
    const struct goal *goal = &sheets->plan->goals[goal_index];
    const struct sharer *sharer = &goal->sharers[i];
    struct ratio share = sheets->answer->goals[goal_index].shares[i];
    struct sheet *sheet = sheets->goals;
    struct text formula = {0};
    put_text(spot(sheet, row, GOAL_TEXT, LOOK_TEXT), sharer->label);
    text_add(&formula, "=(");
    formula_terms(sheets, &formula, goal->terms, goal->term_count, &sharer->member);
    text_add(&formula, ")/(");
    formula_ratio(&formula, goal->kind == WANT_FAIR ? sharer->weight : RATIO_ONE);
    text_add(&formula, ")");
    put_built(spot(sheet, row, GOAL_NOW, LOOK_NUMBER), &formula, share);
    if (goal->kind != WANT_CLOSEST) {
        return;
    }
    struct ratio target = amount_now(sheets, &goal->to, &sharer->member);
    struct ratio over = ratio_sub(share, target);
    text_add(&formula, "=");
    formula_amount(sheets, &formula, &goal->to, &sharer->member);
    put_built(spot(sheet, row, GOAL_FOUND, LOOK_NUMBER), &formula, target);
    text_format(&formula, "=ABS(B%u-C%u)", row + 1, row + 1);
    put_built(spot(sheet, row, GOAL_CHANGE, LOOK_NUMBER), &formula,
              ratio_max(over, ratio_neg(over)));
}

/* The sharers of a goal below its own table; returns the row after them. */
static uint32_t put_sharers(const struct sheets *sheets, uint32_t row, uint32_t index) {
    const struct goal *goal = &sheets->plan->goals[index];
    struct sheet *sheet = sheets->goals;
    put_text(spot(sheet, row, GOAL_TEXT, LOOK_HEAD), teller_goal(&sheets->teller, goal));
    put_text(spot(sheet, row, GOAL_NOW, LOOK_HEAD), say(sheets, "Part", "Share"));
    if (goal->kind == WANT_CLOSEST) {
        put_text(spot(sheet, row, GOAL_FOUND, LOOK_HEAD), say(sheets, "Cible", "Target"));
        put_text(spot(sheet, row, GOAL_CHANGE, LOOK_HEAD), say(sheets, "Écart", "Deviation"));
    }
    for (uint32_t i = 0; i < goal->sharer_count; i++) {
        put_sharer(sheets, row + 1 + i, index, i);
    }
    return row + goal->sharer_count + 2;
}

/* `sharers`: the row of the heads of those it shares between. */
static void put_goal(const struct sheets *sheets, uint32_t row, uint32_t index,
                     uint32_t sharers) {
    const struct goal *goal = &sheets->plan->goals[index];
    struct ratio value = sheets->answer->goals[index].value;
    struct sheet *sheet = sheets->goals;
    uint32_t column = goal->kind == WANT_FAIR ? GOAL_NOW : GOAL_CHANGE;
    struct text formula = {0};
    text_add(&formula, "=");
    if (goal->sharer_count == 0) {
        formula_terms(sheets, &formula, goal->terms, goal->term_count, NULL);
    } else {
        text_add(&formula, goal->kind == WANT_FAIR ? "MIN(" : "SUM(");
        text_add_area(&formula, &(struct area){sheet, sharers + 1, column,
                                               sharers + goal->sharer_count, column});
        text_add(&formula, ")");
    }
    put_text(spot(sheet, row, GOAL_TEXT, LOOK_TEXT), teller_goal(&sheets->teller, goal));
    put_built(spot(sheet, row, GOAL_NOW, LOOK_NUMBER), &formula, value);
    put_number(spot(sheet, row, GOAL_FOUND, LOOK_NUMBER), value);
    text_format(&formula, "=B%u-C%u", row + 1, row + 1);
    put_built(spot(sheet, row, GOAL_CHANGE, LOOK_NUMBER_CHANGE), &formula, RATIO_ZERO);
}

uint32_t put_goal_rows(const struct sheets *sheets, uint32_t first) {
    uint32_t below = first + sheets->plan->goal_count + 1;
    for (uint32_t i = 0; i < sheets->plan->goal_count; i++) {
        put_goal(sheets, first + i, i, below);
        if (sheets->plan->goals[i].sharer_count > 0) {
            below = put_sharers(sheets, below, i);
        }
    }
    return below;
}

void put_goal_heads(const struct sheets *sheets) {
    struct sheet *sheet = sheets->goals;
    put_heads(sheet, say(sheets, "Buts", "Goals"),
              say(sheets, "Dans leur ordre\u00a0: le premier passe avant le deuxième.",
                  "In their order: the first comes before the second."),
              (const char *const[]){
                  say(sheets, "But", "Goal"),
                  say(sheets, "Valeur aux montants présents", "Value at the present amounts"),
                  say(sheets, "Valeur de la solution trouvée", "Value of the solution found"),
                  say(sheets, "Écart", "Difference"), NULL});
    sheet_width(sheet, GOAL_TEXT, GOAL_TEXT, 70);
    sheet_width(sheet, GOAL_NOW, GOAL_CHANGE, 20);
    sheet_freeze(sheet, FIRST_ROW, 0);
}

void sheets_goals(struct sheets *sheets) {
    put_goal_heads(sheets);
    uint32_t below = put_goal_rows(sheets, FIRST_ROW);
    sheet_print(sheets->goals, below - 1, GOAL_CHANGE, 0, 1);
}

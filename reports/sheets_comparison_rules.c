/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every scenario's rules, funds and goals, reckoned from the amounts of a comparison's workbook. */
#include "base/numbers.h"
#include "reports/sheets_comparison_own.h"

/* --- what lines are worth --------------------------------------------------------------------- */

/* A step for each two points: its slope times what of it is covered. */
static void add_curve(struct text *out, const struct curve *curve, const char *dollars) {
    if (curve->points == NULL) {
        text_format(out, "%s*(", dollars);
        formula_ratio(out, curve->per_dollar);
        text_add(out, ")");
        return;
    }
    formula_ratio(out, curve->points[0].value);
    for (uint32_t i = 1; i < curve->point_count; i++) {
        const struct point *low = &curve->points[i - 1], *high = &curve->points[i];
        struct ratio step = ratio_sub(high->dollars, low->dollars);
        text_add(out, "+(");
        formula_ratio(out, ratio_div(ratio_sub(high->value, low->value), step));
        text_format(out, ")*MAX(0,MIN(%s,", dollars);
        formula_ratio(out, high->dollars);
        text_add(out, ")-");
        formula_ratio(out, low->dollars);
        text_add(out, ")");
    }
}

static struct ratio put_worth(const struct own *own, uint32_t index, uint32_t measure) {
    const struct line *line = &own->sheets.plan->lines[index];
    const uint32_t row = FIRST_ROW + own->things[index];
    struct spot at = spot(own->b->worths, row, own->worths + measure, LOOK_NUMBER);
    for (uint32_t i = 0; i < line->curve_count; i++) {
        if (line->curves[i].measure == measure) {
            struct text formula = {0}, dollars = {0};
            struct ratio value =
                curve_value(&line->curves[i], own->sheets.answer->lines[index].amount);
            text_add_cell(&dollars, own->b->lines, row, 1 + own->number);
            text_add(&formula, "=");
            add_curve(&formula, &line->curves[i], text_string(&dollars));
            put_built(at, &formula, value);
            text_free(&dollars);
            return value;
        }
    }
    put_blank(at);
    return RATIO_ZERO;
}

static void put_worths(const struct own *own) {
    const struct plan *plan = own->sheets.plan;
    const uint32_t total = FIRST_ROW + own->b->comparison->lines.count;
    for (uint32_t m = 0; m < plan->measure_count; m++) {
        const uint32_t column = own->worths + m;
        struct ratio sum = RATIO_ZERO;
        put_text(spot(own->b->worths, HEAD_ROW, column, LOOK_HEAD),
                 m == 0 ? shown_name(own->b, own->number)
                        : teller_format(&own->b->teller, "%s – %s", "%s – %s",
                                        shown_name(own->b, own->number), plan->measures[m]));
        for (uint32_t i = 0; i < plan->line_count; i++) {
            sum = ratio_total(sum, put_worth(own, i, m));
        }
        put_sum(spot(own->b->worths, total, column, LOOK_NUMBER),
                &(struct area){own->b->worths, FIRST_ROW, column, total - 1, column}, sum);
    }
}

static void put_all_worths(const struct beside *b, struct own *owns) {
    const struct comparison *c = b->comparison;
    const uint32_t total = FIRST_ROW + c->lines.count;
    struct sheet *sheet = b->worths;
    uint32_t column = 1;
    put_heads(sheet, teller_format(&b->teller, "Points", "Points"),
              teller_format(&b->teller, "Ce que vaut chaque ligne, par ce qu’elle reçoit.",
                            "What each line is worth, by what it gets."),
              (const char *const[]){teller_word(&b->teller, WORD_LINE), NULL});
    for (uint32_t i = 0; i < c->lines.count; i++) {
        put_text(spot(sheet, FIRST_ROW + i, 0, LOOK_TEXT), c->lines.names[i]);
    }
    put_text(spot(sheet, total, 0, LOOK_TOTAL), teller_word(&b->teller, WORD_TOTAL));
    for (uint32_t k = 0; k < b->shown_count; k++) {
        owns[k].worths = column;
        put_worths(&owns[k]);
        column += owns[k].sheets.plan->measure_count;
    }
    sheet_width(sheet, 0, 0, 42);
    sheet_width(sheet, 1, column, b->width);
    sheet_freeze(sheet, FIRST_ROW, 1);
    sheet_print(sheet, total, column - 1, FIRST_ROW, 1);
}

/* --- rules and funds, scenario by scenario ---------------------------------------------------- */

/* A limited fund as a rule of its own: what it pays, and what it has. */
static void put_fund(const struct own *own, uint32_t row, uint32_t thing, uint32_t fund) {
    const struct fund_answer *told = &own->sheets.answer->funds[fund];
    const struct beside *b = own->b;
    struct sheet *sheet = b->details;
    struct area codes = payment_column(b, payment_code(b, CODE_FUND));
    struct area amounts = payment_column(b, PAYMENT_FIRST + own->number);
    struct text formula = {0};
    put_text(spot(sheet, row, RULE_NAME, LOOK_TEXT), b->comparison->funds.names[thing]);
    put_text(spot(sheet, row, RULE_MEMBER, LOOK_TEXT),
             teller_format(&b->teller, "fonds", "fund"));
    text_add(&formula, "=SUMIF(");
    text_add_area(&formula, &codes);
    text_format(&formula, ",%u,", (unsigned)thing + 1);
    text_add_area(&formula, &amounts);
    text_add(&formula, ")");
    put_built(spot(sheet, row, RULE_ACTIVITY, LOOK_MONEY), &formula, told->allocated);
    put_blank(spot(sheet, row, RULE_AT_LEAST, LOOK_MONEY));
    put_number(spot(sheet, row, RULE_AT_MOST, LOOK_MONEY), told->available);
    text_format(&formula, "=E%u-C%u", row + 1, row + 1);
    put_built(spot(sheet, row, RULE_MARGIN, LOOK_MONEY), &formula,
              ratio_less(told->available, told->allocated));
    text_format(&formula, "=IF(F%u>=-%s,\"%s\",\"%s\")", row + 1, own->sheets.dust,
                own->sheets.good, own->sheets.bad);
    put_word_formula(spot(sheet, row, RULE_STATE, LOOK_STATE), text_string(&formula),
                     own->sheets.good);
    text_free(&formula);
}

/* Returns the row below the scenario's. */
static uint32_t put_details(struct own *own, uint32_t row) {
    const struct comparison *c = own->b->comparison;
    put_text(spot(own->b->details, row++, RULE_NAME, LOOK_SECTION),
             shown_name(own->b, own->number));
    own->sheets.first_rule = row;
    put_rule_rows(&own->sheets, own->follows);
    row += own->sheets.plan->rule_count;
    own->first_fund = row;
    for (uint32_t f = 0; f < c->funds.count; f++) {
        uint32_t at = c->funds.at[own->scenario][f];
        if (at != NONE && ratio_known(own->sheets.answer->funds[at].available)) {
            put_fund(own, row++, f, at);
        }
    }
    return row + 1;
}

static void put_all_details(struct beside *b, struct own *owns) {
    struct sheets *first = &owns[0].sheets;
    uint32_t row = FIRST_ROW;
    bool soft = false;
    put_rule_heads(first,
                   say(first, "Règles et fonds, en détail", "Rules and funds, in detail"),
                   say(first, "Chaque règle de chaque scénario, aux montants présents.",
                       "Every rule of every scenario, at the present amounts."));
    b->rule_rows = ARENA_ARRAY(b->arena, uint32_t, b->shown_count + 1);
    for (uint32_t k = 0; k < b->shown_count; k++) {
        b->rule_rows[k] = row;
        row = put_details(&owns[k], row);
        b->rule_rows[k + 1] = row;
        for (uint32_t i = 0; i < owns[k].sheets.plan->rule_count; i++) {
            soft = soft || owns[k].sheets.plan->rules[i].soft;
        }
    }
    struct area states = {b->details, FIRST_ROW, RULE_STATE, row, RULE_STATE};
    sheet_states(&states, first->good, first->bad);
    sheet_states(&states, first->good, first->missed);
    sheet_print(b->details, row, soft ? RULE_EXCESS : RULE_STATE, FIRST_ROW, 1);
}

static void put_all_goals(const struct beside *b, struct own *owns) {
    uint32_t row = FIRST_ROW;
    put_goal_heads(&owns[0].sheets);
    for (uint32_t k = 0; k < b->shown_count; k++) {
        put_text(spot(b->goals, row++, GOAL_TEXT, LOOK_SECTION), shown_name(b, k));
        owns[k].first_goal = row;
        b->goal_rows[k] = row;
        row = put_goal_rows(&owns[k].sheets, row) + 1;
    }
    sheet_print(b->goals, row, GOAL_CHANGE, FIRST_ROW, 1);
}

/* --- rules by scenarios ----------------------------------------------------------------------- */

/* A margin below which no more fits. */
static struct ratio tight(const struct own *own, bool in_dollars) {
    struct ratio unit = own->sheets.plan->unit;
    return in_dollars && ratio_sign(unit) > 0 ? ratio_mul(unit, ratio_of(999, 1000))
                                              : ratio_of(1, 1000000);
}

/* What the details say in a row; of what holds, whether it binds. */
static void put_turn(const struct own *own, struct spot at, uint32_t row, bool in_dollars,
                     struct ratio margin) {
    const struct beside *b = own->b;
    const char *binds = teller_format(&b->teller, "limite", "binds");
    const struct ratio least = tight(own, in_dollars);
    struct text formula = {0};
    text_add(&formula, "=IF(");
    text_add_cell(&formula, b->details, row, RULE_STATE);
    text_format(&formula, "<>\"%s\",", own->sheets.good);
    text_add_cell(&formula, b->details, row, RULE_STATE);
    text_add(&formula, ",IF(");
    text_add_cell(&formula, b->details, row, RULE_MARGIN);
    text_add(&formula, "<");
    formula_ratio(&formula, least);
    text_format(&formula, ",\"%s\",\"\"))", binds);
    put_word_formula(at, text_string(&formula),
                     ratio_sign(margin) < 0         ? own->sheets.missed
                     : ratio_cmp(margin, least) < 0 ? binds
                                                    : "");
    text_free(&formula);
}

static void put_rule_turn(const struct own *own, struct spot at, uint32_t thing) {
    const struct comparison *c = own->b->comparison;
    const uint32_t rule = c->rules.at[own->scenario][thing];
    if (rule == NONE) {
        put_text(at, teller_format(&own->b->teller, "absente", "not there"));
    } else if (!own->follows[rule]) {
        put_text(at, say(&own->sheets, "ne suit pas", "does not follow"));
    } else {
        put_turn(own, at, own->sheets.first_rule + rule,
                 rule_in_dollars(&own->sheets.plan->rules[rule]),
                 own->sheets.answer->rules[rule].slack);
    }
}

/* Funds that some scenario limits; returns the row below them. */
static uint32_t put_fund_turns(const struct beside *b, const struct own *owns, uint32_t row) {
    const struct comparison *c = b->comparison;
    uint32_t *next = ARENA_ARRAY(b->arena, uint32_t, b->shown_count);
    for (uint32_t k = 0; k < b->shown_count; k++) {
        next[k] = owns[k].first_fund;
    }
    for (uint32_t f = 0; f < c->funds.count; f++) {
        bool any = false;
        for (uint32_t k = 0; k < b->shown_count; k++) {
            const uint32_t at = c->funds.at[owns[k].scenario][f];
            const struct fund_answer *told =
                at == NONE ? NULL : &owns[k].sheets.answer->funds[at];
            if (told != NULL && ratio_known(told->available)) {
                put_turn(&owns[k], spot(b->rules, row, 1 + k, LOOK_STATE), next[k]++, true,
                         ratio_less(told->available, told->allocated));
                any = true;
            }
        }
        if (any) {
            put_text(
                spot(b->rules, row++, 0, LOOK_TEXT),
                teller_format(&b->teller, "Fonds\u00a0: %s", "Fund: %s", c->funds.names[f]));
        }
    }
    return row;
}

static void put_all_turns(const struct beside *b, const struct own *owns) {
    const struct comparison *c = b->comparison;
    const struct teller *t = &b->teller;
    struct sheet *sheet = b->rules;
    put_heads(
        sheet, teller_format(t, "Règles et fonds", "Rules and funds"),
        teller_format(t,
                      "Aux montants présents. Limite\u00a0: il n’en reste rien\u00a0; "
                      "rien\u00a0: il reste de la marge. Les chiffres sont à la feuille "
                      "suivante.",
                      "At the present amounts. Binds: nothing of it is left; empty: there "
                      "is some margin. The figures are on the next sheet."),
        (const char *const[]){teller_word(t, WORD_RULE), NULL});
    put_names(b, spot(sheet, HEAD_ROW, 1, LOOK_HEAD), false);
    for (uint32_t r = 0; r < c->rules.count; r++) {
        put_text(spot(sheet, FIRST_ROW + r, 0, LOOK_TEXT), c->rules.names[r]);
        for (uint32_t k = 0; k < b->shown_count; k++) {
            put_rule_turn(&owns[k], spot(sheet, FIRST_ROW + r, 1 + k, LOOK_STATE), r);
        }
    }
    uint32_t last = put_fund_turns(b, owns, FIRST_ROW + c->rules.count);
    struct area states = {sheet, FIRST_ROW, 1, last, b->shown_count};
    sheet_states(&states, NULL, owns[0].sheets.bad);
    sheet_states(&states, NULL, owns[0].sheets.missed);
    sheet_width(sheet, 0, 0, 42);
    sheet_width(sheet, 1, b->shown_count, b->width);
    sheet_freeze(sheet, FIRST_ROW, 1);
    sheet_print(sheet, last, b->shown_count, FIRST_ROW, 1);
}

void beside_rules(struct beside *b, struct own *owns) {
    b->goal_rows = ARENA_ARRAY(b->arena, uint32_t, b->shown_count);
    put_all_worths(b, owns);
    put_all_details(b, owns);
    put_all_goals(b, owns);
    put_all_turns(b, owns);
}

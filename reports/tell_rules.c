/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules: those that are reached and what easing them would be worth; then those with room. */
#include <math.h>
#include <string.h>

#include "base/numbers.h"
#include "reports/teller.h"

/* Dollars, or a plain number: only sums of dollars counted once are money. */
static bool is_money(const struct rule *rule) {
    for (uint32_t i = 0; i < rule->term_count; i++) {
        if (rule->terms[i].kind != TERM_SUM || !ratio_equal(rule->terms[i].times, RATIO_ONE)) {
            return false;
        }
    }
    return true;
}

static struct cell amount_cell(const struct rule *rule, struct ratio amount) {
    bool zero =
        ratio_known(amount) && ratio_sign(amount) == 0; /* a bound of 0 is not nothing */
    return is_money(rule) && ratio_known(amount) && !zero ? cell_money(amount)
                                                          : cell_number(amount);
}

static enum word sense_of(const struct rule_answer *its) {
    static const enum word words[] = {
        [SIDE_FLOOR] = WORD_AT_LEAST,
        [SIDE_CEILING] = WORD_AT_MOST,
        [SIDE_BOTH] = WORD_EXACTLY,
    };
    return words[rule_answer_side(its)];
}

/* --- rules reached ------------------------------------------------------------------------- */

/* What easing a rule changes, and up to which bound: a ceiling is raised, a floor lowered, and what
 * is exact goes where that is worth more. */
static bool eases_upwards(const struct teller *teller, const struct rule_answer *its) {
    enum side side = rule_answer_side(its);
    double gain = teller->plan->goals[0].maximize ? its->price.above + its->price.below
                                                  : -its->price.above - its->price.below;
    return side == SIDE_CEILING || (side == SIDE_BOTH && !(gain < 0));
}

enum { NAME, SENSE, BOUND, EASE, TO, TIGHTEN, COLUMNS };

static void add_prices(struct teller *teller, struct cell *row, const struct rule *rule,
                       const struct rule_answer *its) {
    double bound = ratio_double(rule_answer_bound(its));
    struct ratio step = is_money(rule) ? teller->step : RATIO_ONE;
    struct price_change up = change_up(&its->price, bound),
                        down = change_down(&its->price, bound);
    bool upwards = eases_upwards(teller, its);
    row[EASE] = cell_change(teller, upwards ? up : down, step);
    row[TO] = amount_cell(rule, ratio_shown(upwards ? its->price.to : its->price.from));
    row[TIGHTEN] = cell_change(teller, upwards ? down : up, step);
}

static void add_reached(struct teller *teller, struct table *table, uint32_t index) {
    const struct rule *rule = &teller->plan->rules[index];
    const struct rule_answer *its = &teller->answer->rules[index];
    struct cell *row = table_row(teller->report, table);
    row[NAME] = cell_name(teller, &rule->entity, teller_rule_name(teller, rule));
    row[SENSE] = cell_text(teller_word(teller, sense_of(its)));
    row[BOUND] = amount_cell(rule, rule_answer_bound(its));
    if (table->column_count == COLUMNS) {
        add_prices(teller, row, rule, its);
    }
}

static bool is_reached(const struct teller *teller, uint32_t index, bool money) {
    return teller->answer->rules[index].binding &&
           is_money(&teller->plan->rules[index]) == money;
}

static bool any_price(const struct answer *answer) {
    for (uint32_t i = 0; i < answer->plan->rule_count; i++) {
        const struct price *price = &answer->rules[i].price;
        if (answer->rules[i].binding && (!isnan(price->above) || !isnan(price->below))) {
            return true;
        }
    }
    return false;
}

static void note_prices(struct teller *teller, struct table *table) {
    teller_note_changes(teller, table,
                        teller_format(teller, "Assouplir, resserrer", "Easing, tightening"));
    table_note(teller->report, table,
               teller_format(teller,
                             "Assouplir : relever un plafond ou abaisser un plancher ; "
                             "resserrer : l’inverse. « — » : cela ne change rien.",
                             "Easing: raising a ceiling or lowering a floor; tightening: the "
                             "reverse. “—”: that changes nothing."));
    if (teller->answer->has_yes_no) {
        table_note(teller->report, table,
                   teller_format(teller,
                                 "Certaines lignes sont en tout ou rien : chaque valeur vient "
                                 "d’un nouveau calcul où tout est décidé de nouveau. Une case "
                                 "vide : le calcul serait trop long.",
                                 "Some lines are all or nothing: each worth comes from solving "
                                 "again with everything decided anew. An empty cell: that "
                                 "would take too long."));
    }
}

/* Rules in dollars, or those that count something else. */
static void tell_reached(struct teller *teller, bool money) {
    const struct answer *answer = teller->answer;
    uint32_t count = 0;
    for (uint32_t i = 0; i < teller->plan->rule_count; i++) {
        count += is_reached(teller, i, money) ? 1 : 0;
    }
    if (count == 0) {
        return;
    }
    const char *step = money ? teller_step(teller) : "1";
    const struct column_head heads[COLUMNS] = {
        {teller_word(teller, WORD_RULE), "rule", CELL_TEXT, false},
        {teller_word(teller, WORD_SENSE), "sense", CELL_TEXT, false},
        {teller_word(teller, WORD_BOUND), "bound", CELL_MONEY, true},
        {teller_format(teller, "Assouplir de %s", "Easing by %s", step), "ease", CELL_PRICE,
         false},
        {teller_word(teller, WORD_HOLDS_TO), "to", CELL_MONEY, true},
        {teller_format(teller, "Resserrer de %s", "Tightening by %s", step), "tighten",
         CELL_PRICE, false},
    };
    bool priced = any_price(answer);
    const char *title =
        money ? teller_format(teller, "Règles à leur limite", "Rules at their limit")
              : teller_format(teller, "Règles à leur limite qui ne sont pas en dollars",
                              "Rules at their limit, not in dollars");
    struct table *table =
        report_table(teller->report, title, money ? "reached" : "reached_other", heads,
                     priced ? COLUMNS : EASE);
    for (uint32_t i = 0; i < teller->plan->rule_count; i++) {
        if (is_reached(teller, i, money)) {
            add_reached(teller, table, i);
        }
    }
    if (priced) {
        note_prices(teller, table);
    }
}

/* --- rules with room ----------------------------------------------------------------------- */

/* Of a family's rules that have room, how many there are and which has the least. */
static uint32_t tightest(const struct teller *teller, const struct family *family,
                         uint32_t *count) {
    const struct rule_answer *rules = teller->answer->rules;
    uint32_t least = NONE;
    *count = 0;
    for (uint32_t i = family->first; i < family->first + family->count; i++) {
        if (rules[i].binding) {
            continue;
        }
        ++*count;
        if (least == NONE || (ratio_known(rules[i].slack) && ratio_known(rules[least].slack) &&
                              ratio_cmp(rules[i].slack, rules[least].slack) < 0)) {
            least = i;
        }
    }
    return least;
}

#define ROOMY_COLUMNS 6 /* one less where no rule has members */

static void add_roomy(struct teller *teller, struct table *table, const struct family *family) {
    uint32_t count = 0, index = tightest(teller, family, &count);
    if (index == NONE) {
        return;
    }
    const struct rule *rule = &teller->plan->rules[index];
    const struct rule_answer *its = &teller->answer->rules[index];
    const char *name = rule->entity.name;
    if (family->count > 1) {
        name = teller_format(teller, "%s (%u\u00a0sur\u00a0%u)", "%s (%u\u00a0of\u00a0%u)",
                             family->name, count, family->count);
    }
    const char *member = family->count > 1 ? teller_member(teller, rule) : "";
    struct cell *row = table_row(teller->report, table);
    uint32_t next = 0;
    row[next++] = cell_name(teller, &rule->entity, name);
    if (table->column_count == ROOMY_COLUMNS) {
        row[next++] = cell_text(member);
    }
    row[next++] = cell_text(teller_word(teller, sense_of(its)));
    row[next++] = amount_cell(rule, rule_answer_bound(its));
    row[next++] = amount_cell(rule, its->activity);
    row[next] = amount_cell(rule, its->slack);
}

static bool has_members(const struct plan *plan) {
    for (uint32_t i = 0; i < plan->rule_family_count; i++) {
        if (plan->rule_families[i].count > 1) {
            return true;
        }
    }
    return false;
}

static void tell_roomy(struct teller *teller) {
    const struct plan *plan = teller->plan;
    const struct column_head where = {teller_word(teller, WORD_WHERE), "where", CELL_TEXT,
                                      false};
    struct column_head heads[ROOMY_COLUMNS] = {
        {teller_word(teller, WORD_RULE), "rule", CELL_TEXT, false},
    };
    uint32_t count = 1;
    uint32_t roomy = 0;
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        roomy += teller->answer->rules[i].binding ? 0 : 1;
    }
    if (roomy == 0) {
        return;
    }
    if (has_members(plan)) {
        heads[count++] = where;
    }
    const struct column_head numbers[] = {
        {teller_word(teller, WORD_SENSE), "sense", CELL_TEXT, false},
        {teller_word(teller, WORD_BOUND), "bound", CELL_MONEY, true},
        {teller_word(teller, WORD_REACHED), "actual", CELL_MONEY, false},
        {teller_word(teller, WORD_MARGIN), "margin", CELL_MONEY, true},
    };
    memcpy(heads + count, numbers, sizeof numbers);
    count += 4;
    const char *title =
        teller_format(teller, "Règles respectées avec une marge", "Rules with room to spare");
    struct table *table = report_table(teller->report, title, "roomy", heads, count);
    for (uint32_t i = 0; i < plan->rule_family_count; i++) {
        add_roomy(teller, table, &plan->rule_families[i]);
    }
    if (has_members(plan)) {
        table_note(
            teller->report, table,
            teller_format(teller,
                          "Une règle répétée par territoire, axe ou fonds est montrée là où sa "
                          "marge est la plus petite.",
                          "A rule repeated by territory, axis or fund is shown where its room "
                          "is smallest."));
    }
}

void tell_rules(struct teller *teller) {
    tell_reached(teller, true);
    tell_reached(teller, false);
    tell_roomy(teller);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Soft rules that the allocation misses, and by how much. */
#include "reports/teller.h"

enum { NAME, SENSE, BOUND, ACTUAL, MISSED, COLUMNS };

static bool is_positive(struct ratio amount) {
    return ratio_known(amount) && ratio_sign(amount) > 0;
}

static struct cell amount_cell(const struct rule *rule, struct ratio amount) {
    return rule_in_dollars(rule) ? cell_money(amount) : cell_number(amount);
}

static void add_missed(struct teller *teller, struct table *table, uint32_t index) {
    const struct rule *rule = &teller->plan->rules[index];
    const struct rule_answer *its = &teller->answer->rules[index];
    bool short_of = is_positive(its->shortfall);
    struct cell *row = table_row(teller->report, table);
    row[NAME] = cell_name(teller, &rule->entity, teller_rule_name(teller, rule));
    row[SENSE] = cell_text(teller_word(teller, short_of ? WORD_AT_LEAST : WORD_AT_MOST));
    row[BOUND] = amount_cell(rule, short_of ? its->at_least : its->at_most);
    row[ACTUAL] = amount_cell(rule, its->activity);
    row[MISSED] = amount_cell(rule, short_of ? its->shortfall : its->excess);
}

void tell_missed(struct teller *teller) {
    const struct column_head heads[COLUMNS] = {
        {teller_word(teller, WORD_RULE), "rule", CELL_TEXT, false},
        {teller_word(teller, WORD_SENSE), "sense", CELL_TEXT, false},
        {teller_word(teller, WORD_BOUND), "bound", CELL_MONEY, false},
        {teller_word(teller, WORD_REACHED), "actual", CELL_MONEY, false},
        {teller_word(teller, WORD_MISSED_BY), "missed", CELL_MONEY, false},
    };
    struct table *table = NULL;
    for (uint32_t i = 0; i < teller->plan->rule_count; i++) {
        const struct rule_answer *its = &teller->answer->rules[i];
        if (!is_positive(its->shortfall) && !is_positive(its->excess)) {
            continue;
        }
        if (table == NULL) {
            const char *title =
                teller_format(teller, "Règles souples manquées", "Soft rules that are missed");
            table = report_table(teller->report, title, "missed", heads, COLUMNS);
        }
        add_missed(teller, table, i);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Earmarked parts of a fund (rules with part_of), and whether they add up to its amount. */
#include "base/numbers.h"
#include "reports/teller.h"

static uint32_t parts_of(const struct plan *plan, uint32_t fund) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        count += plan->rules[i].part_of == fund ? 1 : 0;
    }
    return count;
}

/* "Écart de conciliation : les volets totalisent X, l'enveloppe Y ; il y a Z de trop." */
static const char *reconciliation(const struct teller *teller, struct ratio sum,
                                  struct ratio available) {
    const char *parts = teller_money(teller, sum), *amount = teller_money(teller, available);
    struct ratio gap = ratio_sub(sum, available);
    if (!ratio_known(gap)) {
        return NULL;
    }
    if (ratio_sign(gap) == 0) {
        return teller_format(teller, "Les volets totalisent %s : exactement l’enveloppe.",
                             "The components add up to %s: exactly the envelope.", parts);
    }
    if (ratio_sign(gap) > 0) {
        return teller_format(
            teller,
            "Écart de conciliation : les volets totalisent %s pour une "
            "enveloppe de %s, soit %s de trop. Ils ne peuvent donc pas tous "
            "être remplis.",
            "Reconciliation gap: the components add up to %s against an envelope "
            "of %s, %s too much. They cannot all be filled.",
            parts, amount, teller_money(teller, gap));
    }
    return teller_format(
        teller,
        "Écart de conciliation : les volets totalisent %s pour une enveloppe "
        "de %s ; %s ne sont d’aucun volet.",
        "Reconciliation gap: the components add up to %s against an envelope of "
        "%s; %s is in no component.",
        parts, amount, teller_money(teller, ratio_neg(gap)));
}

static void add_part(struct teller *teller, struct table *table, uint32_t rule) {
    const struct rule *its = &teller->plan->rules[rule];
    const struct rule_answer *answer = &teller->answer->rules[rule];
    struct cell *row = table_row(teller->report, table);
    row[0] = cell_name(teller, &its->entity, teller_rule_name(teller, its));
    row[1] = cell_money(answer->at_most);
    row[2] = cell_money(answer->activity);
    row[3] = cell_money(ratio_sub(answer->at_most, answer->activity));
}

static void tell_fund_parts(struct teller *teller, uint32_t fund) {
    const struct column_head heads[] = {
        {teller_word(teller, WORD_PART), "part", CELL_TEXT, false},
        {teller_word(teller, WORD_CEILING), "ceiling", CELL_MONEY, false},
        {teller_word(teller, WORD_GRANTED), "granted", CELL_MONEY, false},
        {teller_word(teller, WORD_MARGIN), "margin", CELL_MONEY, false},
    };
    const char *title =
        teller_format(teller, "Volets réservés – %s, en %s", "Earmarked components – %s, in %s",
                      teller->plan->funds[fund].entity.name, teller->report->currency_sign);
    struct table *table = report_table(teller->report, title, "parts", heads, 4);
    struct ratio ceilings = RATIO_ZERO, granted = RATIO_ZERO;
    for (uint32_t i = 0; i < teller->plan->rule_count; i++) {
        const struct rule_answer *answer = &teller->answer->rules[i];
        if (teller->plan->rules[i].part_of == fund && ratio_known(answer->at_most)) {
            add_part(teller, table, i);
            ceilings = ratio_total(ceilings, answer->at_most);
            granted = ratio_total(granted, answer->activity);
        }
    }
    struct cell *row = table_row(teller->report, table);
    row[0] = cell_text(teller_word(teller, WORD_TOTAL));
    row[1] = cell_money(ceilings);
    row[2] = cell_money(granted);
    row[3] = cell_money(ratio_sub(ceilings, granted));
    table->has_total = true;
    const char *note = reconciliation(teller, ceilings, teller->answer->funds[fund].available);
    if (note != NULL) {
        table_note(teller->report, table, note);
    }
}

void tell_parts(struct teller *teller) {
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        if (parts_of(teller->plan, i) > 0) {
            tell_fund_parts(teller, i);
        }
    }
}

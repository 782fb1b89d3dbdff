/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A section for each scenario, where there is room: its own tables, as of one plan alone. */
#include "reports/tell_comparison_parts.h"

#define SCENARIOS_IN_FULL                                                                      \
    8 /* with the funding of every line; beyond, the report would be heavy */

/* From what the base grants to what the scenario grants, cause by cause. */
static void tell_steps(struct comparison_teller *t, uint32_t scenario) {
    const struct compared *compared = &t->comparison->scenarios[scenario];
    const struct column_head heads[] = {
        {teller_format(&t->teller, "Changement", "Change"), "change", CELL_TEXT, false},
        {teller_format(&t->teller, "Accordé, %s", "Granted, %s", t->report->currency_sign),
         "granted", CELL_MONEY, false},
    };
    if (compared->cause_count < 2) {
        return;
    }
    const char *title = teller_format(&t->teller, "Ce que chaque changement a déplacé",
                                      "What each change moved");
    struct table *table = report_table(t->report, title, "steps", heads, 2);
    struct cell *row = table_row(t->report, table);
    row[0] = cell_text(comparison_base(t)->scenario->names[t->teller.language]);
    row[1] = cell_money(comparison_base(t)->outcome.all[OUTCOME_TOTAL]);
    for (uint32_t i = 0; i < compared->cause_count; i++) {
        row = table_row(t->report, table);
        row[0] = cell_text(changes_told(t, &compared->causes[i]));
        row[1] = cell_money(compared->causes[i].share.all[OUTCOME_TOTAL]);
    }
    row = table_row(t->report, table);
    row[0] = cell_text(compared->scenario->names[t->teller.language]);
    row[1] = cell_money(compared->outcome.all[OUTCOME_TOTAL]);
    report_chart(
        t->report,
        &(struct chart){.kind = CHART_WATERFALL,
                        .title = title,
                        .summary = teller_format(
                            &t->teller,
                            "De la base au scénario, un pas par changement ; les "
                            "montants sont dans le tableau.",
                            "From the base to the scenario, a step for each change; the "
                            "amounts are in the table."),
                        .unit = t->report->currency_sign,
                        .table = table,
                        .first = 1,
                        .count = 1});
}

static void tell_one(struct comparison_teller *t, uint32_t scenario) {
    const struct compared *compared = &t->comparison->scenarios[scenario];
    report_heading(t->report, compared->scenario->names[t->teller.language]);
    if (compared->answer == NULL) {
        report_paragraph(t->report,
                         compared->notes->count > 0 ? compared->notes->list[0].what : "");
        return;
    }
    struct teller teller = teller_new(compared->answer, t->report);
    if (!compared->has_amounts) {
        tell_verdict(&teller);
        return;
    }
    tell_sharing(&teller);
    tell_steps(t, scenario);
    if (t->comparison->scenario_count <= SCENARIOS_IN_FULL) {
        tell_envelope(&teller);
        tell_lines(&teller);
    }
}

void tell_each(struct comparison_teller *t) {
    for (uint32_t s = 0; s < t->comparison->scenario_count; s++) {
        t->report->about = t->numbers[s];
        tell_one(t, s);
    }
    t->report->about = 0;
}

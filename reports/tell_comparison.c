/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/tell_comparison.h"

#include <string.h>

#include "reports/numbers.h"
#include "reports/tell_comparison_parts.h"

const struct compared *comparison_base(const struct comparison_teller *t) {
    return &t->comparison->scenarios[t->comparison->base];
}

struct cell *scenario_row(struct comparison_teller *t, struct table *table, uint32_t scenario) {
    struct cell *row = table_row(t->report, table);
    table_row_scenario(table, t->numbers[scenario]);
    row[0] = cell_text(t->comparison->scenarios[scenario].scenario->name);
    return row;
}

/* --- the sentences that decide ---------------------------------------------------------------- */

/* "4 lignes sont financées" */
static const char *funded_told(const struct teller *teller, uint32_t count) {
    return count == 1 ? teller_format(teller, "1 ligne est financée", "1 line is funded")
                      : teller_format(teller, "%u lignes sont financées", "%u lines are funded",
                                      count);
}

static void tell_core_sentence(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    const struct teller *teller = &t->teller;
    uint32_t everywhere = 0, alike = 0;
    for (uint32_t i = 0; i < c->lines.count; i++) {
        everywhere += c->core[i].everywhere;
        alike += c->core[i].everywhere && c->core[i].alike;
    }
    if (c->core_scenarios < 2) {
        return;
    }
    if (everywhere == 0) {
        report_paragraph(t->report,
                         teller_format(teller, "Aucune ligne n’est financée quoi qu’il arrive.",
                                       "No line is funded whatever happens."));
        return;
    }
    const char *same = alike == 0 ? teller_format(teller, "aucune au même montant partout",
                                                  "none with the same amount everywhere")
                       : alike == everywhere
                           ? teller_format(teller, "au même montant partout",
                                           "with the same amount everywhere")
                           : teller_format(teller, "dont %u au même montant partout",
                                           "%u of them with the same amount everywhere", alike);
    report_paragraph(t->report,
                     teller_format(teller, "Quoi qu’il arrive, %s, pour %s au moins, %s.",
                                   "Whatever happens, %s, with at least %s, %s.",
                                   funded_told(teller, everywhere),
                                   teller_money(teller, c->core_total), same));
}

#define PARTS_TOLD 6 /* of a contradiction, by name; then how many more */

static const char *part_name(const struct teller *teller, const struct conflict_part *part) {
    const struct plan *plan = teller->plan;
    switch (part->kind) {
    case CONFLICT_RULE:
        return teller_rule_name(teller, &plan->rules[part->position]);
    case CONFLICT_FUND:
        return plan->funds[part->position].entity.name;
    case CONFLICT_LINE:
        return plan->lines[part->position].entity.name;
    }
    return "";
}

/* Which rules, funds and lines leave no allocation; NULL: not known. */
static const char *contradiction(const struct teller *teller) {
    const struct answer *answer = teller->answer;
    struct teller_list list = {NULL, NULL};
    uint32_t rest =
        answer->conflict_count > PARTS_TOLD ? answer->conflict_count - PARTS_TOLD : 0;
    for (uint32_t i = 0; i < answer->conflict_count - rest; i++) {
        teller_list_add(teller, &list,
                        teller_format(teller, "«\u00a0%s\u00a0»", "“%s”",
                                      part_name(teller, &answer->conflict[i])));
    }
    if (rest > 0) {
        const char *more = rest == 1 ? teller_format(teller, "une autre", "one more")
                                     : teller_format(teller, "%u autres", "%u more", rest);
        teller_list_add(teller, &list, more);
    }
    return teller_list_end(teller, &list);
}

static void tell_contradiction(struct comparison_teller *t, const struct compared *compared) {
    struct teller own = teller_new(compared->answer, t->report);
    const char *name = compared->scenario->name, *parts = contradiction(&own);
    const char *reason = compared->hopeless[own.language];
    const char *none =
        teller_format(&own, "%s\u00a0: aucune répartition ne respecte toutes les règles",
                      "%s: no allocation keeps all the rules", name);
    report_paragraph(
        t->report,
        reason != NULL  ? teller_format(&own, "%s\u00a0; %s.", "%s; %s.", none, reason)
        : parts == NULL ? teller_format(&own, "%s.", "%s.", none)
                        : teller_format(&own, "%s\u00a0; ne tiennent pas ensemble\u00a0: %s.",
                                        "%s; these cannot hold together: %s.", none, parts));
}

static void tell_failures(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        const struct compared *compared = &c->scenarios[s];
        const char *name = compared->scenario->name;
        if (compared->interrupted) {
            continue; /* there may be hundreds, and the table says so */
        }
        if (compared->answer == NULL) {
            const char *why = compared->notes->count > 0 ? compared->notes->list[0].what : "?";
            report_paragraph(t->report,
                             teller_format(&t->teller, "%s\u00a0: %s.", "%s: %s.", name, why));
        } else if (compared->answer->status == STATUS_INFEASIBLE) {
            tell_contradiction(t, compared);
        } else if (compared->answer->status == STATUS_UNBOUNDED) {
            report_paragraph(t->report,
                             teller_format(&t->teller, "%s\u00a0: rien ne borne le but.",
                                           "%s: nothing limits the goal.", name));
        } else if (compared->answer->status == STATUS_UNKNOWN) {
            report_paragraph(
                t->report,
                teller_format(&t->teller,
                              "%s\u00a0: la limite est venue avant toute répartition.",
                              "%s: the limit came before any allocation.", name));
        }
    }
}

/* --- at a glance ------------------------------------------------------------------------------ */

static uint32_t count_fates(const struct comparison *c, uint32_t scenario, enum fate fate) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->lines.count; i++) {
        count += comparison_fate(c, scenario, i) == fate;
    }
    return count;
}

const char *comparison_status(const struct teller *teller, const struct compared *compared) {
    static const char *const words[][2] = {
        [STATUS_OPTIMAL] = {"la meilleure", "the best"},
        [STATUS_FEASIBLE] = {"la meilleure trouvée", "the best found"},
        [STATUS_INFEASIBLE] = {"aucune", "none"},
        [STATUS_UNBOUNDED] = {"sans borne", "unbounded"},
        [STATUS_UNKNOWN] = {"inconnue", "unknown"},
    };
    if (compared->interrupted) {
        return teller_format(teller, "interrompu", "interrupted");
    }
    if (compared->answer == NULL) {
        return teller_format(teller, "calcul arrêté", "solver stopped");
    }
    return words[compared->answer->status][teller->language];
}

static void tell_glance(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    bool french = t->teller.language == FRENCH;
    const struct column_head heads[] = {
        {french ? "Scénario" : "Scenario", "scenario", CELL_TEXT, false},
        {french ? "Répartition" : "Allocation", "status", CELL_TEXT, false},
        {french ? "But 1" : "Goal 1", "goal", CELL_NUMBER, false},
        {french ? "Écart" : "Change", "goal_change", CELL_PRICE, true},
        {french ? "Accordé" : "Granted", "granted", CELL_MONEY, false},
        {french ? "Écart" : "Change", "granted_change", CELL_MONEY, true},
        {french ? "Lignes gagnées" : "Lines gained", "gained", CELL_NUMBER, false},
        {french ? "Lignes perdues" : "Lines lost", "lost", CELL_NUMBER, false},
    };
    struct table *table = report_table(
        t->report, french ? "Les scénarios d’un coup d’œil" : "The scenarios at a glance",
        "scenarios", heads, (sizeof heads / sizeof *heads) - (t->page ? 2 : 0));
    table_column_change(table, 3, 2);
    table_column_change(table, 5, 4);
    const struct outcome *base = &comparison_base(t)->outcome;
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        const struct compared *compared = &c->scenarios[s];
        const struct outcome *its = &compared->outcome;
        struct cell *row = scenario_row(t, table, s);
        row[1] = cell_text(comparison_status(&t->teller, compared));
        if (!compared->has_amounts) {
            continue;
        }
        struct ratio change = ratio_less(its->all[OUTCOME_GOAL], base->all[OUTCOME_GOAL]);
        row[2] = cell_number(its->all[OUTCOME_GOAL]);
        row[4] = cell_money(its->all[OUTCOME_TOTAL]);
        if (s != c->base && ratio_known(change)) {
            row[3] = (struct cell){.kind = CELL_PRICE, .number = change};
            row[5] = cell_money(ratio_less(its->all[OUTCOME_TOTAL], base->all[OUTCOME_TOTAL]));
        }
        if (s != c->base && ratio_known(change) && !t->page) {
            row[6] = cell_number(ratio_of(count_fates(c, s, FATE_GAINED), 1));
            row[7] = cell_number(ratio_of(count_fates(c, s, FATE_LOST), 1));
        }
    }
    if (!t->page) {
        table_note(t->report, table,
                   teller_format(&t->teller, "Écarts avec «\u00a0%s\u00a0».",
                                 "Changes from “%s”.", comparison_base(t)->scenario->name));
    }
}

/* --- the core --------------------------------------------------------------------------------- */

static void tell_core(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    bool french = t->teller.language == FRENCH;
    const struct column_head heads[] = {
        {french ? "Ligne" : "Line", "line", CELL_TEXT, false},
        {french ? "Au moins" : "At least", "least", CELL_MONEY, false},
        {french ? "Au plus" : "At most", "most", CELL_MONEY, false},
    };
    if (c->core_scenarios < 2) {
        return;
    }
    struct table *table = report_table(
        t->report, french ? "Financées quoi qu’il arrive" : "Funded whatever happens", "core",
        heads, sizeof heads / sizeof *heads);
    for (uint32_t i = 0; i < c->lines.count; i++) {
        if (c->core[i].everywhere) {
            struct cell *row = table_row(t->report, table);
            row[0] = cell_text(c->lines.names[i]);
            row[1] = cell_money(c->core[i].least);
            row[2] = cell_money(c->core[i].most);
        }
    }
}

/* --- the whole -------------------------------------------------------------------------------- */

static struct report *tell(const struct comparison *comparison, enum language language,
                           bool page) {
    const struct compared *base = &comparison->scenarios[comparison->base];
    struct report *report = teller_report(base->plan, language);
    struct answer *none = answer_new(base->plan);
    struct comparison_teller t = {
        comparison, teller_new(base->answer != NULL ? base->answer : none, report), report,
        NULL, page};
    t.numbers = ARENA_ARRAY(report->arena, uint32_t, comparison->scenario_count);
    for (uint32_t s = 0; s < comparison->scenario_count; s++) {
        t.numbers[s] = report_scenario(report, comparison->scenarios[s].scenario->name);
    }
    report->base = t.numbers[comparison->base];
    report_heading(report, comparison->title);
    tell_movements(&t);
    tell_core_sentence(&t);
    tell_failures(&t);
    tell_glance(&t);
    tell_inputs(&t);
    tell_dollars(&t);
    if (page) {
        tell_sides_taken(&t);
    } else {
        tell_turns(&t);
    }
    tell_causes(&t);
    tell_regret(&t);
    tell_core(&t);
    if (page) {
        tell_each(&t);
    }
    answer_free(none);
    return report;
}

struct report *tell_comparison(const struct comparison *comparison, enum language language) {
    return tell(comparison, language, false);
}

struct report *tell_comparison_page(const struct comparison *comparison,
                                    enum language language) {
    return tell(comparison, language, true);
}

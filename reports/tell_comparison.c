/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/tell_comparison.h"

#include <string.h>

#include "base/numbers.h"
#include "reports/tell_comparison_parts.h"

const struct compared *comparison_base(const struct comparison_teller *t) {
    return &t->comparison->scenarios[t->comparison->base];
}

struct cell *scenario_row(struct comparison_teller *t, struct table *table, uint32_t scenario) {
    struct cell *row = table_row(t->report, table);
    table_row_scenario(table, t->numbers[scenario]);
    row[0] = cell_text(t->comparison->scenarios[scenario].scenario->names[t->teller.language]);
    return row;
}

/* --- the sentences that decide ---------------------------------------------------------------- */

const char *goal_word(const struct comparison_teller *t) {
    return teller_first_goal_is_benefit(comparison_base(t)->plan)
               ? teller_format(&t->teller, "Retombées", "Benefit")
               : teller_format(&t->teller, "But 1", "Goal 1");
}

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
    const char *whatever =
        c->core_scenarios == c->scenario_count
            ? teller_format(teller, "Quoi qu’il arrive", "Whatever happens")
            : teller_format(teller, "Quoi qu’il arrive, dans les %u scénarios possibles",
                            "Whatever happens, in the %u possible scenarios",
                            c->core_scenarios);
    const char *same = alike == 0 ? teller_format(teller, "aucune au même montant partout",
                                                  "none with the same amount everywhere")
                       : alike == everywhere
                           ? teller_format(teller, "au même montant partout",
                                           "with the same amount everywhere")
                           : teller_format(teller, "dont %u au même montant partout",
                                           "%u of them with the same amount everywhere", alike);
    report_paragraph(t->report, teller_format(teller, "%s, %s, pour %s au moins, %s.",
                                              "%s, %s, with at least %s, %s.", whatever,
                                              funded_told(teller, everywhere),
                                              teller_money(teller, c->core_total), same));
}

#define PARTS_TOLD 6 /* of a contradiction, by name; then how many more */
#define LINES_TOLD 5 /* of these; more are counted */

/* A line with two of its conditions is one part. */
static bool is_told(const struct answer *answer, uint32_t position) {
    const struct conflict_part *part = &answer->conflict[position];
    return position > 0 && part[-1].kind == part->kind && part[-1].position == part->position;
}

static uint32_t parts_of(const struct answer *answer, enum conflict_kind kind, uint32_t first,
                         uint32_t count) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < answer->conflict_count; i++) {
        const struct conflict_part *part = &answer->conflict[i];
        found += part->kind == kind && part->position >= first &&
                 part->position < first + count && !is_told(answer, i);
    }
    return found;
}

static void add_part(const struct teller *teller, struct teller_list *list, const char *name) {
    teller_list_add(teller, list, teller_format(teller, "«\u00a0%s\u00a0»", "“%s”", name));
}

/* A family's rules together: "Plancher" (4 of 6). Returns how many of them there are. */
static uint32_t add_family(const struct teller *teller, struct teller_list *list,
                           const struct family *family) {
    uint32_t count = parts_of(teller->answer, CONFLICT_RULE, family->first, family->count);
    if (count > 1) {
        teller_list_add(teller, list,
                        teller_format(teller, "«\u00a0%s\u00a0» (%u\u00a0sur\u00a0%u)",
                                      "“%s” (%u\u00a0of\u00a0%u)", family->name, count,
                                      family->count));
    }
    for (uint32_t r = family->first; count == 1 && r < family->first + family->count; r++) {
        if (parts_of(teller->answer, CONFLICT_RULE, r, 1) > 0) {
            add_part(teller, list, teller_rule_name(teller, &teller->plan->rules[r]));
        }
    }
    return count;
}

/* Which rules, funds and lines leave no allocation; NULL: not known. */
static const char *contradiction(const struct teller *teller) {
    const struct plan *plan = teller->plan;
    const struct answer *answer = teller->answer;
    struct teller_list list = {NULL, NULL};
    const uint32_t lines = parts_of(answer, CONFLICT_LINE, 0, plan->line_count);
    uint32_t told = 0, left = lines + parts_of(answer, CONFLICT_RULE, 0, plan->rule_count) +
                              parts_of(answer, CONFLICT_FUND, 0, plan->fund_count);
    for (uint32_t f = 0; f < plan->rule_family_count && told < PARTS_TOLD; f++) {
        uint32_t count = add_family(teller, &list, &plan->rule_families[f]);
        left -= count;
        told += count > 0;
    }
    for (uint32_t i = 0; i < answer->conflict_count && told < PARTS_TOLD; i++) {
        const struct conflict_part *part = &answer->conflict[i];
        const bool is_fund = part->kind == CONFLICT_FUND;
        if (!is_told(answer, i) &&
            (is_fund || (part->kind == CONFLICT_LINE && lines <= LINES_TOLD))) {
            add_part(teller, &list,
                     is_fund ? plan->funds[part->position].entity.name
                             : plan->lines[part->position].entity.name);
            left--;
            told++;
        }
    }
    if (lines > LINES_TOLD) {
        teller_list_add(teller, &list,
                        teller_format(teller, "les conditions de %u lignes",
                                      "the terms of %u lines", lines));
        left -= lines;
    }
    if (left > 0) {
        teller_list_add(teller, &list, teller_format(teller, "%u de plus", "%u more", left));
    }
    return teller_list_end(teller, &list);
}

static const char *contradiction_told(const struct comparison_teller *t,
                                      const struct compared *compared) {
    struct teller own = teller_new(compared->answer, t->report);
    const char *parts = contradiction(&own), *reason = compared->hopeless[own.language];
    const char *start =
        teller_format(&own, "«\u00a0%s\u00a0» est impossible", "“%s” is impossible",
                      compared->scenario->names[t->teller.language]);
    return reason != NULL ? teller_format(&own, "%s\u00a0: %s.", "%s: %s.", start, reason)
           : parts == NULL
               ? teller_format(&own,
                               "%s\u00a0: aucune répartition ne respecte toutes ses règles à "
                               "la fois.",
                               "%s: no allocation keeps all its rules at once.", start)
               : teller_format(&own, "%s\u00a0: aucune répartition ne respecte à la fois %s.",
                               "%s: no allocation keeps all of these at once: %s.", start,
                               parts);
}

/* Why a scenario has no allocation; NULL: it has one, or was interrupted, of which there may be
 * hundreds, and the table says so. */
static const char *failure_told(const struct comparison_teller *t,
                                const struct compared *compared) {
    const char *name = compared->scenario->names[t->teller.language];
    if (compared->interrupted) {
        return NULL;
    }
    if (compared->answer == NULL) {
        const char *why = compared->notes->count > 0 ? compared->notes->list[0].what : "?";
        return teller_format(&t->teller, "%s\u00a0: %s.", "%s: %s.", name, why);
    }
    switch (compared->answer->status) {
    case STATUS_INFEASIBLE:
        return contradiction_told(t, compared);
    case STATUS_UNBOUNDED:
        return teller_format(&t->teller, "%s\u00a0: rien ne borne le but.",
                             "%s: nothing limits the goal.", name);
    case STATUS_UNKNOWN:
        return teller_format(&t->teller,
                             "%s\u00a0: la limite est venue avant toute répartition.",
                             "%s: the limit came before any allocation.", name);
    case STATUS_OPTIMAL:
    case STATUS_FEASIBLE:
        break;
    }
    return NULL;
}

#define FAILURES_NAMED 4

/* Several, of which `told` [scenario_count] says why: which they are. */
static void tell_failed(struct comparison_teller *t, const char *const *told, uint32_t count) {
    struct teller_list list = {NULL, NULL};
    uint32_t named = 0;
    for (uint32_t s = 0; s < t->comparison->scenario_count && named < FAILURES_NAMED; s++) {
        if (told[s] != NULL) {
            add_part(&t->teller, &list,
                     t->comparison->scenarios[s].scenario->names[t->teller.language]);
            named++;
        }
    }
    if (count > named) {
        teller_list_add(
            &t->teller, &list,
            teller_format(&t->teller, "%u de plus", "%u more", (unsigned)(count - named)));
    }
    report_paragraph(
        t->report, teller_format(&t->teller, "%u scénarios n’ont aucune répartition\u00a0: %s.",
                                 "%u scenarios have no allocation: %s.", count,
                                 teller_list_end(&t->teller, &list)));
}

static void tell_failures(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    const char **told = ARENA_ARRAY(t->report->arena, const char *, c->scenario_count);
    uint32_t count = 0;
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        told[s] = failure_told(t, &c->scenarios[s]);
        count += told[s] != NULL;
    }
    if (t->page && count > 1) {
        tell_failed(t, told, count);
    }
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        if (told[s] != NULL) {
            (count > 1 ? report_detail : report_paragraph)(t->report, told[s]);
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
        [STATUS_INFEASIBLE] = {"impossible", "impossible"},
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
        {goal_word(t), "goal", CELL_NUMBER, false},
        {french ? "Écart" : "Change", "goal_change", CELL_PRICE, true},
        {french ? "Accordé" : "Granted", "granted", CELL_MONEY, false},
        {french ? "Écart" : "Change", "granted_change", CELL_CHANGE, true},
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
            row[5] = cell_signed(ratio_less(its->all[OUTCOME_TOTAL], base->all[OUTCOME_TOTAL]));
        }
        if (s != c->base && ratio_known(change) && !t->page) {
            row[6] = cell_number(ratio_of(count_fates(c, s, FATE_GAINED), 1));
            row[7] = cell_number(ratio_of(count_fates(c, s, FATE_LOST), 1));
        }
    }
    if (!t->page) {
        table_note(t->report, table,
                   teller_format(&t->teller, "Écarts avec «\u00a0%s\u00a0».",
                                 "Changes from “%s”.",
                                 comparison_base(t)->scenario->names[t->teller.language]));
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
        t.numbers[s] =
            report_scenario(report, comparison->scenarios[s].scenario->names[language]);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each change moved, and what not knowing costs. */
#include <string.h>

#include "base/numbers.h"
#include "reports/tell_comparison_parts.h"

/* --- causes ----------------------------------------------------------------------------------- */

const char *changes_told(const struct comparison_teller *t, const struct cause *cause) {
    static const char *const kinds[][2] = {[CHANGE_SET] = {"", ""},
                                           [CHANGE_SCALE] = {"", ""},
                                           [CHANGE_ADD] = {"ajout\u00a0: ", "added: "},
                                           [CHANGE_REMOVE] = {"retrait\u00a0: ", "removed: "}};
    struct text text = {0};
    for (uint32_t i = 0; i < cause->change_count; i++) {
        const char *without = t->teller.language == FRENCH ? "sans " : "without ";
        text_format(&text, "%s%s%s%s", i > 0 ? " + " : "", cause->withdrawn[i] ? without : "",
                    t->teller.language == FRENCH ? kinds[cause->changes[i]->kind][0]
                                                 : kinds[cause->changes[i]->kind][1],
                    path_told(t, cause->changes[i]->path));
    }
    const char *told = teller_format(&t->teller, "%s", "%s", text_string(&text));
    text_free(&text);
    return told;
}

static void tell_scenario_causes(struct comparison_teller *t, struct table *table,
                                 uint32_t scenario) {
    const struct compared *compared = &t->comparison->scenarios[scenario];
    scenario_row(t, table, scenario);
    for (uint32_t i = 0; i < compared->cause_count; i++) {
        const struct cause *cause = &compared->causes[i];
        struct cell *row = table_row(t->report, table);
        table_row_scenario(table, t->numbers[scenario]);
        row[0] = cell_text(changes_told(t, cause));
        row[1] = (struct cell){.kind = CELL_PRICE, .number = cause->share.all[OUTCOME_GOAL]};
        row[2] = cell_signed(cause->share.all[OUTCOME_TOTAL]);
        row[3] = cell_text(place_told(t, cause->changes[0]->place));
    }
}

void tell_causes(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    bool french = t->teller.language == FRENCH, any = false, in_order = false;
    const struct column_head heads[] = {
        {french ? "Changement" : "Change", "change", CELL_TEXT, false},
        {goal_word(t), "goal", CELL_PRICE, false},
        {french ? "Accordé, $" : "Granted, $", "granted", CELL_CHANGE, false},
        {french ? "Écrit à" : "Written at", "place", CELL_TEXT, false},
    };
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        any = any || c->scenarios[s].cause_count > 1;
        in_order = in_order || c->scenarios[s].method == CAUSES_WATERFALL;
    }
    if (!any) {
        return;
    }
    struct table *table = report_table(
        t->report, french ? "Quel changement a déplacé quoi" : "Which change moved what",
        "causes", heads, sizeof heads / sizeof *heads);
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        if (c->scenarios[s].cause_count > 1) {
            tell_scenario_causes(t, table, s);
        }
    }
    table_note(t->report, table,
               teller_format(&t->teller,
                             "Les parts d’un scénario s’additionnent à son écart avec la base "
                             "(valeurs de Shapley).",
                             "The shares of a scenario add up to its change from the base "
                             "(Shapley values)."));
    if (in_order) {
        table_note(t->report, table,
                   teller_format(&t->teller,
                                 "Au-delà de %d changements, ou quand certains n’ont pas de "
                                 "sens seuls\u00a0: l’un après l’autre, dans leur ordre.",
                                 "Beyond %d changes, or where some make no sense alone: one "
                                 "after the other, in their order.",
                                 CAUSES_MOST));
    }
}

/* --- regret ----------------------------------------------------------------------------------- */

static struct cell regret_cell(const struct comparison_teller *t, const struct regret *regret) {
    if (regret->status == STATUS_INFEASIBLE) {
        return cell_text(teller_format(&t->teller, "impossible", "impossible"));
    }
    return cell_number(regret->regret);
}

void tell_regret(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    bool french = t->teller.language == FRENCH;
    uint32_t n = c->scenario_count;
    if (c->regrets == NULL) {
        return;
    }
    struct column_head *heads = ARENA_ARRAY(t->report->arena, struct column_head, n + 1);
    heads[0] = (struct column_head){french ? "Décidé pour" : "Decided for", "made_for",
                                    CELL_TEXT, false};
    for (uint32_t s = 0; s < n; s++) {
        heads[s + 1] = (struct column_head){
            c->scenarios[s].scenario->id,
            arena_format(t->report->arena, "happens_%u", (unsigned)s + 1), CELL_NUMBER, false};
    }
    struct table *table = report_table(
        t->report,
        french ? "Regret\u00a0: ce qu’on perd au but 1 quand un autre scénario arrive"
               : "Regret: what is lost of goal 1 when another scenario happens",
        "regret", heads, n + 1);
    for (uint32_t a = 0; a < n; a++) {
        if (!c->scenarios[a].has_amounts) {
            continue;
        }
        struct cell *row = scenario_row(t, table, a);
        for (uint32_t b = 0; b < n; b++) {
            row[b + 1] = regret_cell(t, &c->regrets[a * n + b]);
        }
    }
    table_note(t->report, table,
               teller_format(&t->teller,
                             "Ce qui est accordé le reste tant que l’argent suffit\u00a0; ce "
                             "qui ne peut être payé est coupé au moindre mal, et rien d’autre "
                             "n’est accordé.",
                             "What is granted stays so while the money suffices; what cannot "
                             "be paid is cut where it hurts least, and nothing else is "
                             "granted."));
}

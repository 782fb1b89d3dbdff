/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each scenario changes, what each change moved, and what not knowing costs. */
#include <string.h>

#include "reports/numbers.h"
#include "reports/tell_comparison_parts.h"

#define MOST_INPUTS 12 /* of a scenario, before "and n more" */

/* --- inputs ----------------------------------------------------------------------------------- */

static bool same_value(const struct input_value *a, const struct input_value *b) {
    return a->text == NULL || b->text == NULL ? a->text == b->text
                                              : strcmp(a->text, b->text) == 0;
}

/* scenarios.yaml:12 */
static const char *place_told(const struct comparison_teller *t, struct place place) {
    if (place.source == NULL) {
        return "";
    }
    const char *slash = strrchr(place.source->name, '/');
    return teller_format(&t->teller, "%s:%u", "%s:%u",
                         slash != NULL ? slash + 1 : place.source->name,
                         (unsigned)source_position(place.source, place.offset).line);
}

static struct cell value_cell(const struct comparison_teller *t,
                              const struct input_value *value) {
    return cell_text(value->text != NULL
                         ? value->text
                         : teller_format(&t->teller, "(absent)", "(not there)"));
}

static void tell_input(struct comparison_teller *t, struct table *table, uint32_t scenario,
                       const struct input *input) {
    const struct input_value *base = &input->values[t->comparison->base];
    const struct input_value *its = &input->values[scenario];
    struct cell *row = table_row(t->report, table);
    table_row_scenario(table, t->numbers[scenario]);
    row[0] = cell_text(input->path);
    row[1] = value_cell(t, base);
    row[2] = value_cell(t, its);
    row[3] = cell_text(place_told(t, base->place));
    row[4] = cell_text(place_told(t, its->place));
}

static void tell_scenario_inputs(struct comparison_teller *t, struct table *table,
                                 uint32_t scenario) {
    const struct comparison *c = t->comparison;
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->input_count; i++) {
        const struct input *input = &c->inputs[i];
        if (same_value(&input->values[c->base], &input->values[scenario])) {
            continue;
        }
        if (count++ == 0) {
            scenario_row(t, table, scenario);
        }
        if (count <= MOST_INPUTS) {
            tell_input(t, table, scenario, input);
        }
    }
    if (count > MOST_INPUTS) {
        struct cell *row = table_row(t->report, table);
        table_row_scenario(table, t->numbers[scenario]);
        row[0] = cell_text(
            teller_format(&t->teller, "et %u autres", "and %u more", count - MOST_INPUTS));
        row[1] = cell_text("…");
    }
}

void tell_inputs(struct comparison_teller *t) {
    bool french = t->teller.language == FRENCH;
    const struct column_head heads[] = {
        {french ? "Donnée" : "Input", "path", CELL_TEXT, false},
        {french ? "Dans la base" : "In the base", "base", CELL_TEXT, false},
        {french ? "Ici" : "Here", "value", CELL_TEXT, false},
        {french ? "Écrite à" : "Written at", "base_place", CELL_TEXT, false},
        {french ? "Changée à" : "Changed at", "place", CELL_TEXT, false},
    };
    if (t->comparison->input_count == 0) {
        return;
    }
    struct table *table = report_table(
        t->report, french ? "Ce que chaque scénario change" : "What each scenario changes",
        "inputs", heads, sizeof heads / sizeof *heads);
    for (uint32_t s = 0; s < t->comparison->scenario_count; s++) {
        if (s != t->comparison->base) {
            tell_scenario_inputs(t, table, s);
        }
    }
}

/* --- causes ----------------------------------------------------------------------------------- */

const char *changes_told(const struct comparison_teller *t, const struct cause *cause) {
    static const char *const kinds[] = {[CHANGE_SET] = "set",
                                        [CHANGE_SCALE] = "scale",
                                        [CHANGE_ADD] = "add",
                                        [CHANGE_REMOVE] = "remove"};
    struct text text = {0};
    for (uint32_t i = 0; i < cause->change_count; i++) {
        const char *without = t->teller.language == FRENCH ? "sans " : "without ";
        text_format(&text, "%s%s%s %s", i > 0 ? " + " : "", cause->withdrawn[i] ? without : "",
                    kinds[cause->changes[i]->kind], cause->changes[i]->path);
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

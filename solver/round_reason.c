/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why rounding costs much: exact shares whose parts are multiples of the unit in long steps. */
#include "solver/round.h"
#include "solver/round_parts.h"

#define LONG 10 /* units */

/* The least common denominator of a row of amounts that leaves no room; 1: of another row. */
static wide denominator_of(const struct program *program, const struct row *row) {
    wide common = 1;
    if (!ratio_known(row->lower) || !ratio_equal(row->lower, row->upper))
        return 1;
    for (uint32_t k = row->start; k < row->start + row->count; k++) {
        const struct entry *entry = &program->entries[k];
        if (!program->columns[entry->column].money)
            return 1;
        common = common / wide_divisor(common, entry->coefficient.den) * entry->coefficient.den;
    }
    return common;
}

/* The line whose dollars move by the longest steps; NONE: none by more than LONG units. */
static uint32_t coarsest_line(struct rounding *r, struct ratio *step) {
    uint32_t line = NONE;
    *step = ratio_mul(ratio_of(LONG, 1), r->program->plan->unit);
    for (uint32_t j = 0; j < r->program->column_count; j++) {
        const struct column *c = &r->program->columns[j];
        if (!c->money || c->line == NONE || c->kind == COLUMN_SELECTED)
            continue;
        struct ratio own = ratio_mul(r->step[rounding_root(r, j)], rounding_scale(r, j));
        if (ratio_known(own) && ratio_cmp(own, *step) > 0) {
            *step = own;
            line = c->line;
        }
    }
    return line;
}

static const struct rule *coarsest_rule(const struct program *program) {
    const struct rule *rule = NULL;
    wide most = LONG;
    for (uint32_t i = 0; i < program->row_count; i++) {
        const struct row *row = &program->rows[i];
        wide common = row->kind == ROW_RULE ? denominator_of(program, row) : 1;
        if (common > most) {
            most = common;
            rule = &program->plan->rules[row->line];
        }
    }
    return rule;
}

void round_explain(const struct program *program, struct notes *notes) {
    struct rounding r = rounding_new(program);
    struct ratio step;
    uint32_t line = coarsest_line(&r, &step);
    const struct rule *rule = coarsest_rule(program);
    struct text by = {0}, unit = {0};
    text_add_ratio(&by, step, 2);
    text_add_ratio(&unit, program->plan->unit, 9);
    if (line != NONE) {
        const struct entity *its = &program->plan->lines[line].entity;
        notes_add(
            notes, NOTE_WARNING, its->place,
            "les parts exactes de « %s » ne tombent sur des multiples de %s $ que par pas "
            "de %s $, et l’arrondi en coûte",
            "the exact shares of '%s' are multiples of $%s only in steps of $%s, which is "
            "what rounding costs",
            its->id, text_string(&unit), text_string(&by));
    } else if (rule != NULL) {
        notes_add(
            notes, NOTE_WARNING, rule->entity.place,
            "la part exacte de « %s » ne tombe sur des multiples de %s $ que par longs pas, "
            "et l’arrondi en coûte",
            "the exact share of '%s' is a multiple of $%s only in long steps, which is what "
            "rounding costs",
            rule->entity.id, text_string(&unit));
    }
    if (line != NONE || rule != NULL)
        notes_advise(
            notes,
            "prenez une unité plus fine (0.01), des parts plus rondes, ou « at_least » "
            "et « at_most » au lieu de « exactly »",
            "take a finer unit (0.01), rounder shares, or `at_least` and `at_most` "
            "instead of `exactly`");
    text_free(&by);
    text_free(&unit);
    rounding_free(&r);
}

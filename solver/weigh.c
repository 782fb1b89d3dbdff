/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "solver/kernel.h"
#include "solver/weigh_parts.h"

#define PASSES 8 /* over the rows, to imply bounds */

struct weighing *weighing_new(const struct program *program) {
    struct weighing *w = memory_grow(NULL, 1, sizeof *w);
    *w = (struct weighing){.program = program,
                           .whole = memory_grow(NULL, program->column_count, sizeof(wide)),
                           .cost =
                               memory_grow(NULL, program->column_count, sizeof(struct ratio)),
                           .sign = memory_grow(NULL, program->column_count, 1),
                           .end_unit = weigh_end_unit(program),
                           .rows = whole_rows_new(program)};
    mpq_inits(w->bound, w->rest, w->work, w->negated, NULL);
    return w;
}

void weighing_free(struct weighing *w) {
    if (w == NULL)
        return;
    fractions_free(w->reduced, w->program->column_count);
    mpq_clears(w->bound, w->rest, w->work, w->negated, NULL);
    free(w->whole);
    free(w->cost);
    free(w->sign);
    whole_rows_free(&w->rows);
    free(w->lower);
    free(w->upper);
    free(w);
}

/* --- bounds that rows imply: (65) --------------------------------------------------------- */

static bool draw_outwards(struct ratio *end, struct ratio to, bool above) {
    if (ratio_known(to))
        *end = ratio_of_wide(above ? ratio_ceil(to) : ratio_floor(to), 1);
    return ratio_known(to);
}

/* The end of a column at which a * x is least. */
static struct ratio least_end(const struct weighing *w, struct ratio a, uint32_t column) {
    return ratio_sign(a) > 0 ? w->lower[column] : w->upper[column];
}

/* The other end, where it has none, from what `left` the other columns leave it at most. */
static bool imply_end(struct weighing *w, struct ratio a, uint32_t column, struct ratio left) {
    bool above = ratio_sign(a) > 0;
    struct ratio *end = above ? &w->upper[column] : &w->lower[column];
    return !ratio_known(*end) && draw_outwards(end, ratio_div(left, a), above);
}

/* sign * row <= bound: every column has what the least of the others leaves it. */
static bool imply(struct weighing *w, const struct row *row, int sign) {
    const struct entry *entries = w->program->entries + row->start;
    struct ratio times = ratio_of(sign, 1),
                 rest = sign > 0 ? row->upper : ratio_neg(row->lower);
    uint32_t open = 0;
    bool changed = false;
    for (uint32_t k = 0; k < row->count && open < 2 && ratio_known(rest); k++) {
        struct ratio a = ratio_mul(times, entries[k].coefficient);
        struct ratio end = least_end(w, a, entries[k].column);
        open += ratio_known(end) ? 0 : 1;
        rest = ratio_known(end) ? ratio_sub(rest, ratio_mul(a, end)) : rest;
    }
    for (uint32_t k = 0; k < row->count && open < 2 && ratio_known(rest); k++) {
        struct ratio a = ratio_mul(times, entries[k].coefficient);
        struct ratio end = least_end(w, a, entries[k].column);
        if (open == (ratio_known(end) ? 0u : 1u)) {
            struct ratio own = ratio_known(end) ? ratio_mul(a, end) : RATIO_ZERO;
            changed = imply_end(w, a, entries[k].column, ratio_add(rest, own)) || changed;
        }
    }
    return changed;
}

void weigh_imply(struct weighing *w) {
    if (w->lower != NULL)
        return;
    const struct program *program = w->program;
    bool changed = true;
    w->lower = memory_grow(NULL, program->column_count, sizeof *w->lower);
    w->upper = memory_grow(NULL, program->column_count, sizeof *w->upper);
    for (uint32_t j = 0; j < program->column_count; j++) {
        w->lower[j] = program->columns[j].lower;
        w->upper[j] = program->columns[j].upper;
    }
    for (int pass = 0; pass < PASSES && changed; pass++) {
        changed = false;
        for (uint32_t i = 0; i < program->row_count; i++) {
            bool above = imply(w, &program->rows[i], 1);
            bool below = imply(w, &program->rows[i], -1);
            changed = changed || above || below;
        }
    }
}

/* --- multipliers -------------------------------------------------------------------------- */

/* Adds the most that times * value can be, value between its bounds; false: without end. */
static bool add_most(struct weighing *w, mpq_srcptr times, struct ratio lower,
                     struct ratio upper) {
    struct ratio end = mpq_sgn(times) > 0 ? upper : lower;
    if (mpq_sgn(times) == 0)
        return true;
    if (!ratio_known(end))
        return false;
    big_add_product(w->bound, end, times, w->work);
    return true;
}

static bool add_column(struct weighing *w, uint32_t j, const struct column *column) {
    if (add_most(w, w->reduced[j], column->lower, column->upper))
        return true;
    weigh_imply(w);
    return add_most(w, w->reduced[j], w->lower[j], w->upper[j]);
}

static void start_from_costs(struct weighing *w, const struct objective *objective) {
    if (w->reduced == NULL)
        w->reduced = fractions_new(w->program->column_count);
    mpq_set_ui(w->bound, 0, 1);
    for (uint32_t j = 0; j < w->program->column_count; j++)
        mpq_set_ui(w->reduced[j], 0, 1);
    for (uint32_t k = 0; objective != NULL && k < objective->count; k++) {
        mpq_t *cost = &w->reduced[objective->entries[k].column];
        ratio_to_big(*cost, objective->entries[k].coefficient);
        if (!objective->maximize)
            mpq_neg(*cost, *cost);
    }
}

bool weigh(struct weighing *w, const struct program *now, const struct objective *objective,
           mpq_t *y) {
    bool ends = true;
    whole_rows_extend(&w->rows, now);
    w->is_whole = weigh_whole(w, now, objective, y, &ends);
    if (w->is_whole)
        return ends;
    ends = true;
    start_from_costs(w, objective);
    for (uint32_t i = 0; i < now->row_count && ends; i++) {
        const struct row *row = &now->rows[i];
        ends = add_most(w, y[i], row->lower, row->upper);
        if (mpq_sgn(y[i]) == 0)
            continue;
        mpq_neg(w->negated, y[i]);
        for (uint32_t k = row->start; k < row->start + row->count; k++)
            big_add_product(w->reduced[now->entries[k].column], now->entries[k].coefficient,
                            w->negated, w->work);
    }
    for (uint32_t j = 0; j < now->column_count && ends; j++)
        ends = add_column(w, j, &now->columns[j]);
    return ends;
}

int weigh_sign(const struct weighing *w, uint32_t column) {
    return w->is_whole ? w->sign[column] : mpq_sgn(w->reduced[column]);
}

void weigh_reduced(const struct weighing *w, uint32_t column, mpq_t reduced) {
    if (!w->is_whole) {
        mpq_set(reduced, w->reduced[column]);
        return;
    }
    mpq_t cost;
    mpq_init(cost);
    ratio_to_big(cost, w->cost[column]);
    ratio_to_big(reduced, ratio_of_wide(w->whole[column], w->unit));
    mpq_add(reduced, reduced, cost);
    mpq_clear(cost);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "solver/round_parts.h"

#define NEARLY_WHOLE 1e-3 /* of a step: an amount this near a multiple is one */

uint32_t rounding_root(struct rounding *r, uint32_t column) {
    uint32_t parent = r->parent[column];
    if (parent == column)
        return column;
    uint32_t root = rounding_root(r, parent);
    r->scale[column] = ratio_mul(r->scale[column], r->scale[parent]);
    r->parent[column] = root;
    return root;
}

/* a * x + b * y = 0 makes one class of two. */
static void unite(struct rounding *r, struct entry a, struct entry b) {
    uint32_t p = rounding_root(r, a.column), q = rounding_root(r, b.column);
    if (p == q)
        return;
    /* x = s p, y = t q, so p = -(b t) / (a s) q */
    struct ratio s = p == a.column ? RATIO_ONE : r->scale[a.column];
    struct ratio t = q == b.column ? RATIO_ONE : r->scale[b.column];
    struct ratio by =
        ratio_neg(ratio_div(ratio_mul(b.coefficient, t), ratio_mul(a.coefficient, s)));
    if (!ratio_known(by) || ratio_sign(by) <= 0)
        return;
    r->parent[p] = q;
    r->scale[p] = by;
}

static void find_classes(struct rounding *r) {
    const struct program *program = r->program;
    for (uint32_t j = 0; j < program->column_count; j++) {
        r->parent[j] = j;
        r->scale[j] = RATIO_ONE;
    }
    for (uint32_t i = 0; i < program->row_count; i++) {
        const struct row *row = &program->rows[i];
        const struct entry *entry = program->entries + row->start;
        if (row->count == 2 && ratio_equal(row->lower, RATIO_ZERO) &&
            ratio_equal(row->upper, RATIO_ZERO) && program->columns[entry[0].column].money &&
            program->columns[entry[1].column].money)
            unite(r, entry[0], entry[1]);
    }
}

struct ratio rounding_scale(struct rounding *r, uint32_t column) {
    return rounding_root(r, column) == column ? RATIO_ONE : r->scale[column];
}

/* The least step of the root that keeps every member a multiple of the unit: (32). */
static void find_steps(struct rounding *r) {
    struct ratio unit = r->program->plan->unit;
    uint32_t count = r->program->column_count;
    for (uint32_t j = 0; j < count; j++)
        r->step[j] = unit;
    for (uint32_t j = 0; j < count; j++) {
        uint32_t root = rounding_root(r, j);
        struct ratio needed = ratio_mul(r->step[root], rounding_scale(r, j));
        struct ratio units = ratio_div(needed, unit);
        enum column_kind kind = r->program->columns[j].kind;
        r->has_slot[root] = r->has_slot[root] || kind == COLUMN_PAID;
        r->has_sum[root] = r->has_sum[root] || kind != COLUMN_PAID;
        if (root != j && r->program->columns[j].money && ratio_known(units))
            r->step[root] = ratio_mul(r->step[root], (struct ratio){units.den, 1});
    }
}

void rounding_find_bases(struct rounding *r) {
    memset(r->uneven, 0, r->program->plan->line_count);
    for (uint32_t j = 0; j < r->program->column_count; j++) {
        if (!r->program->columns[j].money) {
            r->base[j] = r->program->columns[j].whole
                             ? ratio_of((int64_t)llround(r->x[j]), 1)
                             : ratio_of_wide((wide)(r->x[j] * 1e6), 1000000);
            continue;
        }
        if (rounding_root(r, j) != j)
            continue;
        double steps = r->x[j] / ratio_double(r->step[j]);
        double below = floor(steps + NEARLY_WHOLE);
        r->still[j] = steps - below < NEARLY_WHOLE && r->has_slot[j];
        if (!r->still[j] && steps - below >= NEARLY_WHOLE)
            r->uneven[r->program->columns[j].line] = true;
        r->base[j] = ratio_mul(ratio_of_wide((wide)below, 1), r->step[j]);
    }
    for (uint32_t j = 0; j < r->program->column_count; j++)
        if (r->program->columns[j].money) {
            r->base[j] = ratio_mul(r->base[rounding_root(r, j)], rounding_scale(r, j));
            if (r->uneven[r->program->columns[j].line])
                r->still[rounding_root(r, j)] = false;
        }
}

/* What the entries of a row add up to at least, or at most; unknown where nothing limits one. */
static struct ratio extreme_of(const struct rounding *r, const struct row *row, bool least) {
    const struct entry *entry = r->program->entries + row->start;
    struct ratio sum = RATIO_ZERO;
    for (uint32_t k = 0; k < row->count; k++) {
        uint32_t j = entry[k].column;
        bool low = (ratio_sign(entry[k].coefficient) > 0) == least;
        struct ratio at = low ? r->program->columns[j].lower : r->most[j];
        sum = ratio_add(sum, ratio_mul(entry[k].coefficient, at));
    }
    return sum;
}

/* No column can take more than the others leave it, at their extremes. */
static void limit_by_row(struct rounding *r, const struct row *row, bool upper) {
    const struct entry *entry = r->program->entries + row->start;
    struct ratio room = ratio_sub(upper ? row->upper : row->lower, extreme_of(r, row, upper));
    for (uint32_t k = 0; k < row->count && ratio_known(room); k++) {
        uint32_t j = entry[k].column;
        if ((ratio_sign(entry[k].coefficient) > 0) != upper)
            continue;
        struct ratio more = ratio_div(room, entry[k].coefficient);
        struct ratio most = ratio_add(r->program->columns[j].lower, more);
        if (ratio_known(most) && ratio_known(r->most[j]))
            r->most[j] = ratio_min(r->most[j], most);
        else if (ratio_known(most))
            r->most[j] = most;
    }
}

static void find_most(struct rounding *r) {
    for (uint32_t j = 0; j < r->program->column_count; j++)
        r->most[j] = r->program->columns[j].upper;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < r->program->row_count; i++) {
            limit_by_row(r, &r->program->rows[i], true);
            limit_by_row(r, &r->program->rows[i], false);
        }
}

struct rounding rounding_new(const struct program *program) {
    struct rounding r = {.program = program, .arena = arena_new(), .deadline = INFINITY};
    uint32_t count = program->column_count;
    assert(ratio_sign(program->plan->unit) > 0);
    r.kept = ARENA_ARRAY(r.arena, struct ratio, program->objective_count);
    r.x = ARENA_ARRAY(r.arena, double, count);
    r.parent = ARENA_ARRAY(r.arena, uint32_t, count);
    r.scale = ARENA_ARRAY(r.arena, struct ratio, count);
    r.step = ARENA_ARRAY(r.arena, struct ratio, count);
    r.most = ARENA_ARRAY(r.arena, struct ratio, count);
    r.base = ARENA_ARRAY(r.arena, struct ratio, count);
    r.still = ARENA_ARRAY(r.arena, bool, count);
    r.uneven = ARENA_ARRAY(r.arena, bool, program->plan->line_count);
    r.has_sum = ARENA_ARRAY(r.arena, bool, count);
    r.has_slot = ARENA_ARRAY(r.arena, bool, count);
    r.moving = ARENA_ARRAY(r.arena, uint32_t, count);
    r.exact = ARENA_ARRAY(r.arena, struct ratio, count);
    r.trial = ARENA_ARRAY(r.arena, struct ratio, count);
    r.amounts = ARENA_ARRAY(r.arena, struct ratio, program->plan->slot_count);
    find_classes(&r);
    find_steps(&r);
    find_most(&r);
    return r;
}

void rounding_free(struct rounding *r) {
    arena_free(r->arena);
}

void rounding_from(struct rounding *r, const double *x) {
    memcpy(r->x, x, r->program->column_count * sizeof(double));
    rounding_find_bases(r);
}

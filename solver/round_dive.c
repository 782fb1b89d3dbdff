/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dive to whole steps: the amounts nearest to whole are fixed, many at a time, and the linear
 * program is solved again, until all are whole. Where a batch proves impossible a smaller one is
 * tried, and at last the other side of one amount. A few dozen linear programs, each a few pivots
 * from the last, where a search would need thousands. */
#include <math.h>
#include <stdlib.h>

#include "solver/round_parts.h"

#define WHOLE 1e-6
#define BATCH 0.3 /* of the fractional amounts at a time */
#define MOST_DIVES 400

struct near_whole {
    uint32_t column;
    double value, distance;
    uint32_t rank; /* sums before their parts: else a fraction only wanders from part to part */
};

static int by_rank(const void *a, const void *b) {
    const struct near_whole *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

/* The fractional columns of the first rank that has any. */
static uint32_t fractional(const struct engine *engine, const struct program *small,
                           bool sums_first, struct near_whole *list) {
    uint32_t count = 0, first = 0;
    for (uint32_t j = 0; j < small->column_count; j++) {
        const struct column *c = &small->columns[j];
        double value = engine_column(engine, j), distance = fabs(value - round(value));
        if (c->whole && distance > WHOLE)
            list[count++] = (struct near_whole){j, value, distance, sums_first ? c->fund : 1};
    }
    qsort(list, count, sizeof *list, by_rank);
    while (first < count && list[first].rank == list[0].rank)
        first++;
    return first;
}

static void free_column(struct engine *engine, const struct program *small, uint32_t column) {
    engine_set_column(engine, column, ratio_double(small->columns[column].lower),
                      ratio_double(small->columns[column].upper));
}

/* Fixes a sum; bounds a part on one side only, so that it may still move away. */
static void round_column(struct engine *engine, const struct program *small,
                         const struct near_whole *one, bool up) {
    double lower = ratio_double(small->columns[one->column].lower);
    double upper = ratio_double(small->columns[one->column].upper);
    double whole = up ? ceil(one->value) : floor(one->value);
    bool sum = one->rank == 0;
    engine_set_column(engine, one->column, up || sum ? whole : lower,
                      up && !sum ? upper : whole);
}

/* Fixes the first `count` of the list; on failure frees them again. */
static enum engine_status fix_batch(struct engine *engine, const struct program *small,
                                    const struct near_whole *list, uint32_t count,
                                    const struct engine_limits *limits) {
    for (uint32_t i = 0; i < count; i++)
        round_column(engine, small, &list[i], round(list[i].value) > list[i].value);
    enum engine_status status = engine_solve_linear(engine, limits);
    for (uint32_t i = 0; i < count && status != ENGINE_OPTIMAL; i++)
        free_column(engine, small, list[i].column);
    return status;
}

/* The nearest amount on its other side. */
static enum engine_status fix_other_side(struct engine *engine, const struct program *small,
                                         const struct near_whole *one,
                                         const struct engine_limits *limits) {
    round_column(engine, small, one, round(one->value) < one->value);
    return engine_solve_linear(engine, limits);
}

static bool dive_on(struct engine *engine, const struct program *small, bool sums_first,
                    struct near_whole *list, const struct engine_limits *limits) {
    for (uint32_t dives = 0; dives < MOST_DIVES; dives++) {
        uint32_t count = fractional(engine, small, sums_first, list);
        if (count == 0)
            return true;
        uint32_t batch = (uint32_t)ceil(BATCH * count);
        enum engine_status status = fix_batch(engine, small, list, batch, limits);
        for (; status == ENGINE_INFEASIBLE && batch > 1; dives++) {
            batch = (batch + 3) / 4;
            status = fix_batch(engine, small, list, batch, limits);
        }
        if (status == ENGINE_INFEASIBLE)
            status = fix_other_side(engine, small, &list[0], limits);
        if (status != ENGINE_OPTIMAL)
            return false;
    }
    return false;
}

bool round_dive(const struct program *small, bool sums_first, double deadline, double *moves) {
    struct engine_limits limits = {.deadline = deadline};
    struct near_whole *list = memory_grow(NULL, small->column_count, sizeof *list);
    struct engine *engine = engine_new(small);
    engine_set_objective(engine, &small->objectives[0]);
    bool done = engine_solve_linear(engine, &limits) == ENGINE_OPTIMAL &&
                dive_on(engine, small, sums_first, list, &limits);
    for (uint32_t j = 0; done && j < small->column_count; j++)
        moves[j] = engine_column(engine, j);
    engine_free(engine);
    free(list);
    return done;
}

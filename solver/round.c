/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/round.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/complete.h"
#include "solver/judge.h"
#include "solver/round_parts.h"

#define DIGIT 1e-9
#define SMALL 300        /* columns: here the best multiples are always proved */
#define MOST_NODES 2000  /* of the search for other decisions … */
#define FIRST_NODES 8000 /* … and for the first that have multiples */

/* Decisions that were rounded already. */
struct tried {
    double *decisions; /* [count * whole_count] */
    uint32_t count, capacity, whole_count;
};

struct hunt {
    struct rounding *r;
    struct tried tried;
    double tolerance;
    double doubt; /* best value that decisions tried may still have, for want of a proof */
};

static double sign_of(const struct program *program) {
    return program->objectives[0].maximize ? 1 : -1;
}

static bool is_small(const struct program *program) {
    return program->column_count <= SMALL;
}

/* --- other decisions ---------------------------------------------------------------------- */

static double *next_decisions(struct tried *tried) {
    if (tried->count == tried->capacity) {
        tried->capacity = tried->capacity == 0 ? 16 : 2 * tried->capacity;
        tried->decisions = memory_grow(
            tried->decisions, (size_t)tried->capacity * tried->whole_count + 1, sizeof(double));
    }
    return tried->decisions + (size_t)tried->count * tried->whole_count;
}

/* Notes the point's decisions; false when they were noted before. */
static bool is_new(struct tried *tried, const struct program *program, const double *x) {
    double *now = next_decisions(tried);
    uint32_t count = 0;
    for (uint32_t j = 0; j < program->column_count; j++)
        if (program->columns[j].whole)
            now[count++] = round(x[j]) + 0.0; /* never -0 */
    for (uint32_t i = 0; i < tried->count; i++)
        if (memcmp(now, tried->decisions + (size_t)i * count, count * sizeof *now) == 0)
            return false;
    tried->count++;
    return true;
}

/* Rounds with the decisions of x; true when the best multiples so far come of it. */
static bool try_decisions(struct hunt *hunt, const double *x, double reach,
                          enum effort effort) {
    struct rounding *r = hunt->r;
    double sign = sign_of(r->program);
    bool found = r->found;
    struct ratio before = r->value;
    bool best = is_small(r->program) && !judge_gives_room(r->program, 0);
    r->enough = best ? reach : reach - sign * hunt->tolerance;
    rounding_from(r, x);
    round_near(r, effort);
    if (!r->proved && sign * (reach - hunt->doubt) > 0)
        hunt->doubt = reach;
    return r->found && (!found || ratio_cmp(before, r->value) != 0);
}

/* The decisions settled: near the allocation taken among equals, and where that costs more than it
 * should, from where the goals ended. */
static void try_settled(struct hunt *hunt, const struct settled *settled, enum effort effort) {
    struct rounding *r = hunt->r;
    double reach = settled->values[0];
    r->is_taken = true;
    try_decisions(hunt, settled->x, reach, settled->vertex == NULL ? effort : EFFORT_LEAST);
    r->is_taken = false;
    if (settled->vertex != NULL && !rounding_is_enough(r))
        try_decisions(hunt, settled->vertex, reach, effort);
}

/* For solver/branch. */
static bool admit(void *context, const double *x, double *value) {
    struct hunt *hunt = context;
    const struct program *program = hunt->r->program;
    if (!is_new(&hunt->tried, program, x) ||
        !try_decisions(hunt, x, objective_at(&program->objectives[0], x), EFFORT_MOST))
        return false;
    *value = ratio_double(hunt->r->value);
    return true;
}

/* What every value of a row of amounts with whole coefficients is a multiple of; 0: another row. */
static struct ratio row_step(const struct program *program, const struct row *row) {
    wide step = 0;
    for (uint32_t k = row->start; k < row->start + row->count; k++) {
        const struct entry *entry = &program->entries[k];
        if (!program->columns[entry->column].money || entry->coefficient.den != 1)
            return RATIO_ZERO;
        step = wide_divisor(step, entry->coefficient.num);
    }
    return ratio_mul(ratio_of_wide(step, 1), program->plan->unit);
}

/* Rows of whole coefficients keep their bounds drawn inwards to multiples: (33). False when that
 * leaves one of them no value. */
static bool draw_rows_inwards(struct engine *engine, const struct program *program) {
    for (uint32_t i = 0; i < program->row_count; i++) {
        const struct row *row = &program->rows[i];
        struct ratio step = row_step(program, row);
        double lower = -INFINITY, upper = INFINITY;
        if (!ratio_known(step) || ratio_sign(step) == 0)
            continue;
        if (ratio_known(row->lower))
            lower = ratio_double(ratio_ceil_to(row->lower, step));
        if (ratio_known(row->upper))
            upper = ratio_double(ratio_floor_to(row->upper, step));
        if (lower > upper)
            return false;
        engine_set_row(engine, i, lower, upper);
    }
    return true;
}

static struct branch leaves_again(struct engine *engine, const struct program *program,
                                  const struct branch *tree) {
    if (tree->node_count == 0)
        return branch_new(engine, program, NULL, 0);
    struct branch again = branch_again(tree, 0);
    for (uint32_t i = 0; i < tree->node_count; i++)
        if (branch_is_leaf(&tree->nodes[i]) && tree->nodes[i].state != NODE_IMPOSSIBLE)
            branch_open(&again, i, tree->nodes[i].bound);
    return again;
}

/* Goes on in the tree until no other decisions can do better by more than the tolerance. */
static enum engine_status search_decisions(struct hunt *hunt, const struct round_task *task,
                                           double *bound) {
    const struct program *program = hunt->r->program;
    struct engine_limits search = *task->limits;
    double sign = sign_of(program);
    engine_release(task->engine);
    if (!draw_rows_inwards(task->engine, program))
        return ENGINE_INFEASIBLE;
    hunt->doubt = -sign * INFINITY; /* the decisions settled are tried again, from these rows */
    engine_set_objective(task->engine, &program->objectives[0]);
    struct branch again = leaves_again(task->engine, program, &task->settled->tree);
    again.admit = admit;
    again.context = hunt;
    again.found = hunt->r->found;
    again.value = hunt->r->found ? ratio_double(hunt->r->value) : 0;
    search.nodes = MOST_NODES;
    search.first = FIRST_NODES;
    search.gap = is_small(program) ? 0 : hunt->tolerance / fmax(1, fabs(*bound));
    hunt->r->deadline = task->limits->deadline;
    enum engine_status status = branch_search(&again, &search);
    double reach = branch_bound(&again);
    if (sign * (hunt->doubt - reach) > 0)
        reach = hunt->doubt;
    if (sign * (reach - *bound) < 0)
        *bound = reach;
    branch_free(&again);
    return status;
}

/* --- all of it ---------------------------------------------------------------------------- */

/* The point of fractions with the decisions of the multiples found: as settled, or those
 * multiples themselves. */
static const double *point_of(const struct rounding *r, const double *settled, double *own) {
    bool same = true;
    for (uint32_t j = 0; j < r->program->column_count; j++) {
        own[j] = ratio_double(r->exact[j]);
        same = same && (!r->program->columns[j].whole || own[j] == round(settled[j]));
    }
    return same ? settled : own;
}

/* A value of the goal that lies so much below its bound, or above when it is minimised. */
static double short_of(const struct program *program, uint32_t goal, double bound) {
    double tolerance = judge_tolerance(program, goal, bound);
    return program->objectives[goal].maximize ? bound - tolerance : bound + tolerance;
}

/* The stages before keep what they have; with `enough`, those that rounding has cost something
 * already keep only what is good enough of it. What gives room keeps what was settled. */
static void keep_stages(struct rounding *r, const struct settled *settled, const double *bounds,
                        bool enough) {
    for (uint32_t g = 0; g < r->goal; g++) {
        const struct objective *goal = &r->program->objectives[g];
        double best = judge_gives_room(r->program, g) ? settled->values[g] : bounds[g];
        r->kept[g] = objective_value(goal, r->exact);
        bool lost = fabs(best - ratio_double(r->kept[g])) > DIGIT * fmax(1, fabs(best));
        struct ratio least = ratio_near(short_of(r->program, g, best), DIGIT);
        if (lost && (enough || judge_gives_room(r->program, g)) && ratio_known(least))
            r->kept[g] =
                goal->maximize ? ratio_min(r->kept[g], least) : ratio_max(r->kept[g], least);
    }
}

/* A later stage: near the allocation taken among equals, and else from where the goals ended. */
static bool round_stage(struct rounding *r, const struct settled *settled, double *own,
                        enum effort effort) {
    const double *x = point_of(r, settled->x, own);
    bool tied = x == settled->x && settled->vertex != NULL;
    r->is_taken = x == settled->x;
    rounding_from(r, x);
    bool done = round_near(r, tied ? EFFORT_LEAST : effort);
    r->is_taken = false;
    if (done || !tied)
        return done;
    rounding_from(r, settled->vertex);
    return round_near(r, effort);
}

/* The stages after the first, in order of rank. */
static void round_later(struct rounding *r, const struct settled *settled,
                        struct rounded *rounded) {
    const struct program *program = r->program;
    enum effort effort = is_small(program) ? EFFORT_MOST : EFFORT_LEAST;
    double *own = ARENA_ARRAY(r->arena, double, program->column_count);
    for (r->goal = 1; r->goal < program->objective_count; r->goal++) {
        double bound = rounded->bounds[r->goal] = settled->bounds[r->goal];
        bool done = judge_gives_room(program, r->goal);
        r->value = objective_value(&program->objectives[r->goal], r->exact);
        r->enough = short_of(program, r->goal, bound);
        for (int enough = 0; enough < 2 && !done; enough++) {
            keep_stages(r, settled, rounded->bounds, enough);
            done = round_stage(r, settled, own, effort);
        }
    }
}

static bool round_first(struct hunt *hunt, const struct round_task *task,
                        struct rounded *rounded) {
    struct rounding *r = hunt->r;
    const struct settled *settled = task->settled;
    double sign = sign_of(r->program), *bound = &rounded->bounds[0];
    bool over = engine_is_over(task->limits);
    try_settled(hunt, settled, over ? EFFORT_ANY : EFFORT_MOST);
    double loss = r->found ? sign * (*bound - ratio_double(r->value)) : INFINITY;
    if (loss <= (is_small(r->program) ? 0 : hunt->tolerance) ||
        (r->found && judge_gives_room(r->program, 0)))
        return true;
    if (engine_is_over(task->limits)) {
        rounded->limited = true;
        return true;
    }
    enum engine_status status = search_decisions(hunt, task, bound);
    rounded->limited = engine_is_over(task->limits);
    rounded->none = !r->found && status == ENGINE_INFEASIBLE && isinf(hunt->doubt);
    return status != ENGINE_FAILED;
}

bool round_settled(const struct program *program, const struct round_task *task,
                   struct arena *arena, struct rounded *rounded) {
    struct rounding r = rounding_new(program);
    struct hunt hunt = {.r = &r, .doubt = -sign_of(program) * INFINITY};
    for (uint32_t j = 0; j < program->column_count; j++)
        hunt.tried.whole_count += program->columns[j].whole ? 1 : 0;
    *rounded =
        (struct rounded){.exact = ARENA_ARRAY(arena, struct ratio, program->column_count),
                         .bounds = ARENA_ARRAY(arena, double, program->objective_count)};
    rounded->bounds[0] = task->settled->bounds[0];
    hunt.tolerance = judge_tolerance(program, 0, task->settled->bounds[0]);
    r.deadline = task->first;
    r.before = task->settled->values;
    bool good = round_first(&hunt, task, rounded);
    rounded->found = r.found;
    rounded->near_taken = r.from_taken;
    if (r.found) {
        round_later(&r, task->settled, rounded);
        memcpy(rounded->exact, r.exact, program->column_count * sizeof *r.exact);
    }
    free(hunt.tried.decisions);
    rounding_free(&r);
    return good;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/round.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/branch.h"
#include "solver/complete.h"
#include "solver/round_parts.h"

#define FEW_NODES 200     /* after which the first multiples found will do */
#define MANY_NODES 4000   /* where the unit is coarse */
#define NOTICEABLE 1e-5   /* relative loss of the first goal */
#define NEAR 30           /* steps: ratios such as 85 % make amounts move by 20 */
#define NONE_AT_ALL 1e-12 /* likewise */
#define SMALL 300         /* columns */
#define FAR 1000000       /* steps */
#define WIDEST 256        /* steps of room left in rows before rounding, at most */

static bool accept(struct rounding *r, const double *moves, struct ratio *exact) {
    const struct plan *plan = r->program->plan;
    struct ratio *amounts = ARENA_ARRAY(r->arena, struct ratio, plan->slot_count);
    for (uint32_t i = 0; i < plan->slot_count; i++) {
        uint32_t j = r->program->slot_column[i];
        amounts[i] = RATIO_ZERO;
        if (j == NONE)
            continue;
        uint32_t root = rounding_root(r, j);
        struct ratio steps = RATIO_ZERO;
        if (moves != NULL && r->moving[root] != NONE)
            steps = ratio_of((int64_t)llround(moves[r->moving[root]]), 1);
        struct ratio value = ratio_add(r->base[root], ratio_mul(steps, r->step[root]));
        amounts[i] = ratio_mul(value, rounding_scale(r, j));
    }
    complete(r->program, amounts, exact);
    return first_broken(r->program, exact) == NONE;
}

/* Looks for whole steps, and takes the best that a search of so many nodes finds:
 * ENGINE_OPTIMAL when none within reach are better. */
static enum engine_status take_steps(struct rounding *r, struct move move, uint32_t nodes,
                                     struct ratio *exact) {
    struct engine_limits limits = {r->deadline, 0, nodes};
    struct program *small = small_program(r, move);
    if (small == NULL)
        return ENGINE_INFEASIBLE;
    struct engine *engine = engine_new(small);
    struct branch tree = branch_new(engine, small, NULL, 0);
    engine_set_objective(engine, &small->objectives[0]);
    enum engine_status status = branch_search(&tree, &limits);
    if (tree.found && !accept(r, tree.x, exact))
        status = ENGINE_FAILED;
    branch_free(&tree);
    engine_free(engine);
    program_free(small);
    return status;
}

/* Moves the point, still in fractions, to one whose rows leave room for rounding. */
static bool make_room(struct rounding *r, struct move move) {
    struct engine_limits limits = {r->deadline, 0, 0};
    struct program *small = small_program(r, move);
    if (small == NULL)
        return false;
    struct engine *engine = engine_new(small);
    engine_set_objective(engine, &small->objectives[0]);
    bool moved = engine_solve_linear(engine, &limits) == ENGINE_OPTIMAL;
    double unit = ratio_double(r->program->plan->unit);
    for (uint32_t j = 0; moved && j < r->program->column_count; j++) {
        bool money = r->program->columns[j].money;
        uint32_t root = money ? rounding_root(r, j) : j;
        double step =
            money ? ratio_double(ratio_mul(r->step[root], rounding_scale(r, j))) : unit;
        double steps = r->moving[root] == NONE ? 0 : engine_column(engine, r->moving[root]);
        r->x[j] = ratio_double(r->base[j]) + steps * step;
    }
    engine_free(engine);
    program_free(small);
    if (moved)
        rounding_find_bases(r);
    return moved;
}

static bool has_steps(enum engine_status status) {
    return status == ENGINE_OPTIMAL || status == ENGINE_FEASIBLE;
}

/* As take_steps, by diving. */
static bool dive(struct rounding *r, struct move move, struct ratio *exact) {
    struct program *small = small_program(r, move);
    if (small == NULL)
        return false;
    double *moves = ARENA_ARRAY(r->arena, double, small->column_count);
    bool done = (round_dive(small, false, r->deadline, moves) && accept(r, moves, exact)) ||
                (round_dive(small, true, r->deadline, moves) && accept(r, moves, exact));
    program_free(small);
    return done;
}

static bool round_here(struct rounding *r, struct ratio *exact) {
    struct move few = {false, NEAR, 0};
    return accept(r, NULL, exact) || dive(r, few, exact);
}

static bool round_near(struct rounding *r, struct ratio *exact) {
    bool done = round_here(r, exact);
    for (uint32_t room = 1; !done && room <= WIDEST; room *= 2) {
        struct move move = {true, NEAR * room, room};
        done = make_room(r, move) && round_here(r, exact);
    }
    struct move all = {true, WIDEST, 0};
    struct move far = {true, FAR, 0};
    return done || dive(r, all, exact) || has_steps(take_steps(r, all, FEW_NODES, exact)) ||
           has_steps(take_steps(r, far, FEW_NODES, exact));
}

/* Where the unit costs the goal more than NOTICEABLE, and in small plans always, all multiples are
 * searched, not only those near. True when that proves the point found the best one. */
static bool search_all(struct rounding *r, struct ratio *exact) {
    const struct objective *goal = &r->program->objectives[0];
    struct ratio *other = ARENA_ARRAY(r->arena, struct ratio, r->program->column_count);
    struct ratio value = objective_value(goal, exact);
    double best = ratio_double(goal->constant), reached = ratio_double(value);
    for (uint32_t i = 0; i < goal->count; i++)
        best += ratio_double(goal->entries[i].coefficient) * r->x[goal->entries[i].column];
    double loss = fabs(best - reached) / fmax(1, fabs(best));
    if (loss <= NOTICEABLE && (loss <= NONE_AT_ALL || r->program->column_count > SMALL))
        return false;
    /* not far where there are later goals: they are not looked at here */
    struct move all = {true, r->program->objective_count > 1 ? NEAR : FAR, 0};
    enum engine_status status = take_steps(r, all, MANY_NODES, other);
    if (!has_steps(status))
        return false;
    int order = ratio_cmp(objective_value(goal, other), value);
    if (goal->maximize ? order > 0 : order < 0)
        memcpy(exact, other, r->program->column_count * sizeof *other);
    return status == ENGINE_OPTIMAL && r->program->objective_count == 1;
}

bool round_amounts(const struct program *program, const double *x, double deadline,
                   struct ratio *exact, bool *best) {
    struct rounding r = rounding_new(program, x, deadline);
    uint32_t count = program->column_count;
    bool done = round_near(&r, exact);
    memcpy(r.x, x, count * sizeof(double));
    *best = done && search_all(&r, exact);
    arena_free(r.arena);
    return done;
}

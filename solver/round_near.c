/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best multiples near a point, its decisions held. Dives come first, from the shortest moves
 * to the longest: each takes a few dozen linear programs and mostly ends within a unit's worth of
 * the point. Only when none fits are the rows asked for room, and only a small program, or one
 * whose multiples are still far from good enough, is searched. */
#include <math.h>
#include <stdlib.h>

#include "solver/branch.h"
#include "solver/complete.h"
#include "solver/round_parts.h"

#define NEAR 30             /* steps: ratios such as 85 % make amounts move by 20 */
#define WIDEST 256          /* steps of room left in rows before rounding, at most */
#define MOST_NODES 4000     /* of a search … */
#define SEARCH_WORK 1500000 /* … and nodes times columns … */
#define LEAST_NODES 10      /* … but at least so many */

static double sign_of(const struct rounding *r) {
    return r->program->objectives[r->goal].maximize ? 1 : -1;
}

bool rounding_is_enough(const struct rounding *r) {
    return r->found && sign_of(r) * (ratio_double(r->value) - r->enough) >= 0;
}

/* The trial against the best point: by the goal, then by those after it. */
static bool is_better(const struct rounding *r, struct ratio value) {
    int order = r->found ? ratio_cmp(value, r->value) : 0;
    if (!r->found || order != 0)
        return !r->found || (sign_of(r) > 0 ? order > 0 : order < 0);
    for (uint32_t g = r->goal + 1; g < r->program->objective_count && order == 0; g++) {
        const struct objective *later = &r->program->objectives[g];
        order = ratio_cmp(objective_value(later, r->trial), objective_value(later, r->exact));
        order = later->maximize ? order : -order;
    }
    return order > 0;
}

static bool keeps_goals(const struct rounding *r) {
    for (uint32_t g = 0; g < r->goal; g++) {
        const struct objective *goal = &r->program->objectives[g];
        int order = ratio_cmp(objective_value(goal, r->trial), r->kept[g]);
        if (goal->maximize ? order < 0 : order > 0)
            return false;
    }
    return true;
}

/* The point with moves[] steps made; false when it breaks a rule. NULL: none made. */
static bool accept(struct rounding *r, const double *moves) {
    for (uint32_t i = 0; i < r->program->plan->slot_count; i++) {
        uint32_t j = r->program->slot_column[i];
        r->amounts[i] = RATIO_ZERO;
        if (j == NONE)
            continue;
        uint32_t root = rounding_root(r, j);
        struct ratio steps = RATIO_ZERO;
        if (moves != NULL && r->moving[root] != NONE)
            steps = ratio_of((int64_t)llround(moves[r->moving[root]]), 1);
        struct ratio value = ratio_add(r->base[root], ratio_mul(steps, r->step[root]));
        r->amounts[i] = ratio_mul(value, rounding_scale(r, j));
    }
    complete(r->program, r->amounts, r->trial);
    if (first_broken(r->program, r->trial) != NONE || !keeps_goals(r))
        return false;
    struct ratio value = objective_value(&r->program->objectives[r->goal], r->trial);
    if (is_better(r, value)) {
        struct ratio *before = r->exact;
        r->exact = r->trial;
        r->trial = before;
        r->value = value;
        r->found = true;
        r->from_taken = r->is_taken;
    }
    return true;
}

/* Both kinds of dive, until one is good enough; true when one was accepted. */
static bool dive(struct rounding *r, struct move move) {
    struct program *small = small_program(r, move);
    if (small == NULL)
        return false;
    double *moves = memory_grow(NULL, small->column_count, sizeof(double));
    bool done = round_dive(small, false, r->deadline, moves) && accept(r, moves);
    if (!rounding_is_enough(r))
        done = (round_dive(small, true, r->deadline, moves) && accept(r, moves)) || done;
    free(moves);
    program_free(small);
    return done;
}

/* Moves the point, still in fractions, to one whose rows leave room for rounding. */
static bool make_room(struct rounding *r, struct move move) {
    struct engine_limits limits = {.deadline = r->deadline};
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

static void dive_from_room(struct rounding *r) {
    bool done = false;
    for (uint32_t room = 1; !done && room <= WIDEST; room *= 2) {
        struct move move = {true, NEAR * room, room, false, false};
        done = make_room(r, move) &&
               (accept(r, NULL) || dive(r, (struct move){false, NEAR, 0, true, false}));
    }
}

/* The value of the goal, in units, from which the small program counts. */
static double base_value(const struct rounding *r) {
    struct tally sum;
    tally_init(&sum);
    const struct objective *goal = &r->program->objectives[r->goal];
    tally_add(&sum, goal->constant);
    for (uint32_t i = 0; i < goal->count; i++)
        tally_add_product(&sum, goal->entries[i].coefficient, r->base[goal->entries[i].column]);
    double value = tally_double(&sum);
    tally_clear(&sum);
    return value;
}

static bool reaches_all(const struct rounding *r) {
    for (uint32_t j = 0; j < r->program->column_count; j++)
        if (r->program->columns[j].money && !ratio_known(r->most[j]))
            return false;
    return true;
}

/* All multiples, within as many nodes as the size of the program allows. */
static void search_all(struct rounding *r) {
    struct move all = {true, NONE, 0, false, false};
    struct program *small = small_program(r, all);
    if (small == NULL) {
        r->proved = true; /* some amount has no multiple between its bounds */
        return;
    }
    uint32_t nodes = SEARCH_WORK / small->column_count;
    nodes = nodes < LEAST_NODES ? LEAST_NODES : nodes > MOST_NODES ? MOST_NODES : nodes;
    struct engine_limits limits = {.deadline = r->deadline, .nodes = nodes};
    struct engine *engine = engine_new(small);
    struct branch tree = branch_new(engine, small, NULL, 0);
    engine_set_objective(engine, &small->objectives[0]);
    tree.found = r->found;
    if (r->found)
        tree.value =
            (ratio_double(r->value) - base_value(r)) / ratio_double(r->program->plan->unit);
    enum engine_status status = branch_search(&tree, &limits);
    bool sound = !tree.improved || accept(r, tree.x);
    bool ended = status == ENGINE_OPTIMAL || status == ENGINE_INFEASIBLE;
    r->proved = sound && ended && reaches_all(r);
    branch_free(&tree);
    engine_free(engine);
    program_free(small);
}

static bool goes_on(const struct rounding *r, enum effort effort) {
    return effort == EFFORT_MOST && !rounding_is_enough(r);
}

bool round_near(struct rounding *r, enum effort effort) {
    static const uint32_t reaches[] = {NEAR, 100, 1000, 10000, NONE}; /* steps */
    static const size_t reach_count = sizeof reaches / sizeof *reaches;
    r->proved = false;
    accept(r, NULL);
    if (!rounding_is_enough(r))
        dive(r, (struct move){false, NEAR, 0, true, false});
    if (effort == EFFORT_LEAST)
        return rounding_is_enough(r);
    bool later = r->goal + 1 < r->program->objective_count;
    for (size_t i = 1; i < reach_count && later && goes_on(r, effort); i++)
        dive(r, (struct move){true, reaches[i], 0, true, true});
    for (size_t i = 0; i < reach_count && goes_on(r, effort); i++)
        dive(r, (struct move){true, reaches[i], 0, true, false});
    if (!r->found)
        dive_from_room(r);
    if (!r->found || goes_on(r, effort))
        search_all(r);
    return rounding_is_enough(r);
}

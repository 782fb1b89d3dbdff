/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best multiples near a point, its decisions held, from the shortest moves to the longest.
 * Where few amounts are fractions, a short search mostly ends within a unit's worth of the point
 * after some dozen linear programs; where many are, a dive (round_dive.c) makes them whole many at
 * a time. Only when none fits are the rows asked for room, and only a small program, or one whose
 * multiples are still far from good enough, is searched as a whole. */
#include <math.h>
#include <stdlib.h>

#include "solver/branch.h"
#include "solver/complete.h"
#include "solver/round_parts.h"

#define NEAR 30    /* steps: ratios such as 85 % make amounts move by 20 */
#define WIDEST 256 /* steps of room left in rows before rounding, at most */
#define FEW 100    /* fractions that a short search can make whole */
#define WHOLE 1e-6 /* of a step */

/* How much a search may take: nodes, by the size of the program. */
struct effort_limits {
    uint32_t cells;       /* nodes times columns … */
    uint32_t least, most; /* … but so many nodes */
    uint32_t first;       /* times as many, up to FIRST, while nothing is found */
};
static const struct effort_limits SHORT = {60000, 20, 1000, 1}, LONG = {1500000, 10, 4000, 20};
#define FIRST 8000

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

static uint32_t count_fractions(const struct engine *engine, const struct program *small) {
    uint32_t count = 0;
    for (uint32_t j = 0; j < small->column_count; j++) {
        double value = engine_column(engine, j);
        count += small->columns[j].whole && fabs(value - round(value)) > WHOLE;
    }
    return count;
}

static struct engine_limits limits_of(const struct rounding *r, const struct program *small,
                                      struct effort_limits effort) {
    uint32_t nodes = effort.cells / small->column_count;
    nodes = nodes < effort.least ? effort.least : nodes > effort.most ? effort.most : nodes;
    uint32_t first = nodes * effort.first;
    return (struct engine_limits){
        .deadline = r->deadline, .nodes = nodes, .first = first < FIRST ? first : FIRST};
}

/* For solver/branch: solutions count that keep every rule. */
static bool admit(void *context, const double *moves, double *value) {
    (void)value;
    return accept(context, moves);
}

/* Searches for multiples better than those found, until they are `enough`; NAN: for the best. */
static enum engine_status search(struct rounding *r, struct branch *tree,
                                 const struct engine_limits *limits) {
    double unit = ratio_double(r->program->plan->unit);
    tree->admit = admit;
    tree->context = r;
    tree->found = r->found;
    tree->value = r->found ? (ratio_double(r->value) - base_value(r)) / unit : 0;
    enum engine_status status = branch_search(tree, limits);
    branch_free(tree);
    return status;
}

/* Two short searches for what is good enough, the second along another path: sums before their
 * parts, and not from where the first was lost. The engine has solved the small program in
 * fractions. */
static void search_near(struct rounding *r, const struct program *small,
                        struct engine *engine) {
    struct engine_limits limits = limits_of(r, small, SHORT);
    double enough = (r->enough - base_value(r)) / ratio_double(r->program->plan->unit);
    bool can_be = sign_of(r) * (engine_objective(engine) - enough) >= 0;
    bool *sums = memory_grow(NULL, small->column_count, sizeof(bool));
    for (uint32_t j = 0; j < small->column_count; j++)
        sums[j] = small->columns[j].fund == 0;
    for (int path = 0; path < 2 && !rounding_is_enough(r) && (can_be || !r->found); path++) {
        struct branch tree = branch_new(engine, small, NULL, 0);
        tree.enough = enough;
        tree.from_best = path == 1;
        tree.first = path == 1 ? sums : NULL;
        search(r, &tree, &limits);
    }
    free(sums);
}

/* Both kinds of dive, until one is good enough. */
static void dive(struct rounding *r, const struct program *small) {
    double *moves = memory_grow(NULL, small->column_count, sizeof(double));
    for (int sums_first = 0; sums_first < 2 && !rounding_is_enough(r); sums_first++)
        if (round_dive(small, sums_first != 0, r->deadline, moves))
            accept(r, moves);
    free(moves);
}

static void look(struct rounding *r, struct move move) {
    struct engine_limits limits = {.deadline = r->deadline};
    struct program *small = small_program(r, move);
    if (small == NULL)
        return;
    struct engine *engine = engine_new(small);
    engine_set_objective(engine, &small->objectives[0]);
    bool possible = engine_solve_linear(engine, &limits) == ENGINE_OPTIMAL;
    bool few = possible && count_fractions(engine, small) <= FEW;
    if (few)
        search_near(r, small, engine);
    engine_free(engine);
    if (possible && !few)
        dive(r, small);
    program_free(small);
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

static void look_from_room(struct rounding *r) {
    for (uint32_t room = 1; !r->found && room <= WIDEST; room *= 2) {
        struct move move = {true, NEAR * room, room, false, false};
        if (make_room(r, move) && !accept(r, NULL))
            look(r, (struct move){false, NEAR, 0, true, false});
    }
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
    struct engine_limits limits = limits_of(r, small, LONG);
    struct engine *engine = engine_new(small);
    engine_set_objective(engine, &small->objectives[0]);
    struct branch tree = branch_new(engine, small, NULL, 0);
    enum engine_status status = search(r, &tree, &limits);
    r->proved = (status == ENGINE_OPTIMAL || status == ENGINE_INFEASIBLE) && reaches_all(r);
    engine_free(engine);
    program_free(small);
}

static bool goes_on(const struct rounding *r, enum effort effort) {
    return effort == EFFORT_MOST && !rounding_is_enough(r);
}

bool round_near(struct rounding *r, enum effort effort) {
    static const uint32_t reaches[] = {NEAR, 1000, NONE}; /* steps */
    static const size_t reach_count = sizeof reaches / sizeof *reaches;
    r->proved = false;
    accept(r, NULL);
    if (!rounding_is_enough(r))
        look(r, (struct move){false, NEAR, 0, true, false});
    if (effort == EFFORT_LEAST)
        return rounding_is_enough(r);
    bool later = r->goal + 1 < r->program->objective_count;
    for (size_t i = 1; i < reach_count && later && goes_on(r, effort); i++)
        look(r, (struct move){true, reaches[i], 0, true, true});
    for (size_t i = 0; i < reach_count && goes_on(r, effort); i++)
        look(r, (struct move){true, reaches[i], 0, true, false});
    if (!r->found)
        look_from_room(r);
    if (!r->found || goes_on(r, effort))
        search_all(r);
    return rounding_is_enough(r);
}

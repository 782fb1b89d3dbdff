/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/price_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST 200 /* linear programs for all prices, beside as many as the search itself took */
#define EACH 16   /* … and for each; half as many each time that was not enough */
#define NOTHING 1e-13 /* a slope nearer to nothing is none */
#define HELD 0.999999 /* of a contradiction: less taken of it leaves it one */
#define SAME 1e-10    /* relative: objectives nearer than this are not told apart */

struct anew {
    const struct program *program;
    struct engine *engine;
    const struct engine_limits *limits;
    struct settled *settled;
    struct branch *tree;
    double sign;   /* +1: the goal is maximised */
    double best;   /* its value */
    double same;   /* absolute */
    bool holds;    /* the present decisions reach it */
    uint32_t left; /* linear programs that may still be solved, … */
    uint32_t now;  /* … and for the movement at hand */
    bool failed;
    bool stopped; /* the movement at hand has taken all it may */
    /* the movement at hand */
    const struct movement *movement;
    int sense;           /* +1 upwards, -1 downwards */
    uint32_t at[2];      /* positions of its rows among those watched */
    double target;       /* what the present decisions give */
    double slope, reach; /* … and how for more than one unit */
};

static enum engine_status solve_linear(struct anew *a) {
    if (a->left == 0 || a->now == 0) {
        a->stopped = true;
        return ENGINE_LIMIT;
    }
    a->left--;
    a->now--;
    enum engine_status status = engine_solve_linear(a->engine, a->limits);
    a->failed = a->failed || status == ENGINE_FAILED;
    a->stopped = a->stopped || status == ENGINE_LIMIT;
    return status;
}

static void move_row(struct anew *a, uint32_t row, double lower, double upper) {
    const struct row *r = &a->program->rows[row];
    engine_set_row(a->engine, row,
                   ratio_known(r->lower) ? ratio_double(r->lower) + lower : -INFINITY,
                   ratio_known(r->upper) ? ratio_double(r->upper) + upper : INFINITY);
}

static void move(struct anew *a, double by) {
    for (uint32_t i = 0; i < a->movement->count; i++) {
        const struct engine_shift *shift = &a->movement->shifts[i];
        move_row(a, shift->row, shift->lower ? by : 0, shift->upper ? by : 0);
    }
}

/* The goal with the present decisions held; -INFINITY times sign where they are not possible. */
static double held_value(struct anew *a) {
    for (uint32_t j = 0; j < a->program->column_count; j++)
        if (a->program->columns[j].whole)
            engine_set_column(a->engine, j, a->settled->x[j], a->settled->x[j]);
    enum engine_status status = solve_linear(a);
    for (uint32_t j = 0; j < a->program->column_count; j++) {
        const struct column *c = &a->program->columns[j];
        if (c->whole)
            engine_set_column(a->engine, j, ratio_double(c->lower),
                              ratio_known(c->upper) ? ratio_double(c->upper) : INFINITY);
    }
    return status == ENGINE_OPTIMAL ? engine_objective(a->engine) : -a->sign * INFINITY;
}

/* --- leaves --------------------------------------------------------------------------------- */

/* +1: the move eases its rows; -1: it tightens them; 0: they are equalities. */
static int eases(const struct anew *a) {
    const struct engine_shift *shift = &a->movement->shifts[0];
    if (a->movement->count == 2 && a->movement->shifts[1].upper != shift->upper)
        return 0;
    const struct row *row = &a->program->rows[shift->row];
    if (ratio_equal(row->lower, row->upper))
        return 0;
    return shift->upper ? a->sense : -a->sense;
}

/* How the bound of a leaf moves at most, per unit: (37); that of an impossible one goes from -1
 * towards 0, where a solution is no longer ruled out: (70). NAN: not known. */
static double leaf_slope(const struct anew *a, uint32_t node) {
    double slope = 0;
    double sign = a->tree->nodes[node].state == NODE_IMPOSSIBLE ? 1 : a->sign;
    for (uint32_t i = 0; i < a->movement->count; i++) {
        const struct engine_shift *shift = &a->movement->shifts[i];
        double dual = branch_dual(a->tree, node, a->at[i]);
        bool upper = sign * dual > 0; /* the bound that the dual value belongs to */
        if (isnan(dual) || (upper ? shift->upper : shift->lower))
            slope += a->sense * dual;
    }
    return slope;
}

/* The present decisions' piece is the best for sure up to where a leaf, now at `bound` after
 * `from` units and no steeper than `slope`, may pass it. */
static void cut_reach(struct anew *a, double from, double bound, double slope) {
    double gains = a->sign * (slope - a->slope);
    double behind = a->sign * (a->best + a->slope * from - bound);
    if (gains > 0)
        a->reach = fmin(a->reach, from + fmax(0, behind + a->same) / gains);
}

/* Whether what is known of a leaf shows that it does no better than the target, with the movement
 * made by one unit; then also how far that goes on. */
static bool stays_behind(struct anew *a, uint32_t node) {
    const struct branch_node *leaf = &a->tree->nodes[node];
    double slope = leaf_slope(a, node); /* comparisons with NAN are false */
    if (leaf->state == NODE_IMPOSSIBLE) {
        if (eases(a) < 0)
            return true;
        if (slope > 0 && slope < HELD)
            a->reach = fmin(a->reach, HELD / slope);
        return slope < HELD;
    }
    if (!(a->sign * (leaf->bound + slope - a->target) <= a->same))
        return false;
    cut_reach(a, 0, leaf->bound, slope);
    return true;
}

/* Most leaves that were cut off at the best value are far below it: solved to their end, they need
 * not be looked at again in every movement. */
static void sharpen_leaves(struct anew *a) {
    for (uint32_t i = 0; i < a->tree->node_count; i++) {
        const struct branch_node *leaf = &a->tree->nodes[i];
        if (branch_is_leaf(leaf) && leaf->state != NODE_IMPOSSIBLE &&
            a->sign * (leaf->bound - a->best) >= -a->same && a->left > 0) {
            branch_sharpen(a->tree, i, a->limits);
            a->left--;
        }
    }
    branch_enter(a->tree, NONE);
}

/* Opens the leaves that may do better than the target, with the movement made by one unit. */
static void open_leaves(struct anew *a, struct branch *again) {
    for (uint32_t i = 0; i < a->tree->node_count; i++) {
        const struct branch_node *leaf = &a->tree->nodes[i];
        if (!branch_is_leaf(leaf) || stays_behind(a, i))
            continue;
        bool bounded = leaf->state != NODE_IMPOSSIBLE;
        branch_open(again, i, bounded ? leaf->bound + leaf_slope(a, i) : NAN);
        a->reach = fmin(a->reach, 1);
    }
}

/* --- one movement --------------------------------------------------------------------------- */

/* The goal's value with the movement made by one unit; NAN where a limit came first. */
static double moved_value(struct anew *a) {
    struct branch again = branch_again(a->tree, a->tree->goal);
    again.found = isfinite(a->target);
    again.value = a->target;
    again.from_best = true;
    open_leaves(a, &again);
    uint32_t most = (a->left < a->now ? a->left : a->now) + 1;
    struct engine_limits limits = {a->limits->deadline, a->limits->stop, 0, most, most};
    uint32_t before = again.node_count;
    enum engine_status status = a->stopped ? ENGINE_LIMIT : branch_search(&again, &limits);
    uint32_t taken = again.node_count - before;
    a->left -= a->left < taken ? a->left : taken;
    a->failed = a->failed || status == ENGINE_FAILED;
    a->stopped = a->stopped || status == ENGINE_LIMIT || status == ENGINE_FEASIBLE;
    double value = again.found ? again.value : -a->sign * INFINITY;
    branch_free(&again);
    return a->stopped ? NAN : value;
}

/* A difference of two goals' values is known to fewer digits than they are. */
static double difference(const struct anew *a, double value) {
    double digit = pow(10, ceil(log10(a->same)));
    return isfinite(value) ? round((value - a->best) / digit) * digit : value;
}

static uint32_t position_of(const struct branch *tree, uint32_t row) {
    uint32_t position = 0;
    while (tree->watched[position] != row)
        position++;
    return position;
}

/* Whether anything is left when whole columns may be fractional; asked where the present decisions
 * are not possible, because to search all leaves for nothing is long. */
static bool is_possible(struct anew *a) {
    return isfinite(a->target) || solve_linear(a) != ENGINE_INFEASIBLE;
}

static void price_move(struct anew *a, const struct movement *movement, int direction,
                       struct piece *piece) {
    a->movement = movement;
    a->sense = direction == UPWARDS ? 1 : -1;
    for (uint32_t i = 0; i < movement->count; i++)
        a->at[i] = position_of(a->tree, movement->shifts[i].row);
    bool goes_on = a->holds && piece->reach >= 1;
    a->slope = piece->slope;
    a->reach = piece->reach;
    if (eases(a) < 0 && goes_on && fabs(piece->slope) <= NOTHING)
        return; /* what is best now stays possible, and nothing gets better */
    move(a, a->sense);
    a->target = goes_on ? a->best + piece->slope : held_value(a);
    if (isinf(a->target)) /* every leaf may be the next best: it takes long, or not at all */
        a->now = (a->now + 1) / 2;
    double value = is_possible(a) ? moved_value(a) : -a->sign * INFINITY;
    move(a, 0);
    if (goes_on && a->sign * (value - a->target) <= a->same) {
        piece->reach = a->reach > 1 ? a->reach : NAN;
        return;
    }
    *piece = (struct piece){difference(a, value), isfinite(value) ? NAN : 0};
}

bool price_decisions(const struct ranged *of, const struct movement *movements, uint32_t count,
                     struct piece (*pieces)[2]) {
    struct branch *tree = &of->settled->tree;
    const struct objective *goal = &of->program->objectives[0];
    double best = tree->value; /* later goals may have chosen less of it */
    struct anew a = {.program = of->program,
                     .engine = of->engine,
                     .limits = of->limits,
                     .settled = of->settled,
                     .tree = tree,
                     .best = best,
                     .left = LEAST + tree->node_count,
                     .now = UINT32_MAX,
                     .sign = goal->maximize ? 1 : -1,
                     .same = SAME * fmax(1, fabs(best))};
    engine_release(of->engine);
    engine_set_objective(of->engine, goal);
    sharpen_leaves(&a);
    a.holds = fabs(held_value(&a) - best) <= a.same;
    uint32_t each = EACH + tree->node_count / EACH;
    for (uint32_t i = 0; i < 2 * count; i++) {
        struct piece *piece = &pieces[i / 2][i % 2];
        a.now = each;
        a.stopped = false;
        if (!a.failed)
            price_move(&a, &movements[i / 2], (int)(i % 2), piece);
        if (a.failed || a.stopped)
            *piece = (struct piece){NAN, NAN};
        if (a.stopped && each > 1)
            each /= 2;
    }
    return !a.failed;
}

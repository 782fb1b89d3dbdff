/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/price.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BUDGET 4    /* linear programs for all prices, times those of the search itself … */
#define LEAST 20000 /* … and at least so many */
#define SAME 1e-10  /* relative: objectives nearer than this are not told apart */

struct pricing {
    const struct program *program;
    struct engine *engine;
    const struct engine_limits *limits;
    const struct settled *settled;
    const struct branch *tree;
    double sign;      /* +1: the goal is maximised */
    double same;      /* absolute */
    bool *impossible; /* [node_count] leaves without solutions even with every ceiling raised */
    uint32_t left;    /* linear programs that may still be solved */
    bool failed, stopped;
};

uint32_t *priced_rows(const struct program *program, struct arena *arena, uint32_t *count) {
    const struct plan *plan = program->plan;
    uint32_t years = plan->fund_count * plan->year_count;
    uint32_t *rows =
        ARENA_ARRAY(arena, uint32_t, plan->fund_count + years + 2 * (size_t)plan->rule_count);
    *count = 0;
    for (uint32_t i = 0; i < plan->fund_count; i++)
        if (program->fund_row[i] != NONE)
            rows[(*count)++] = program->fund_row[i];
    for (uint32_t i = 0; i < years; i++)
        if (program->fund_year_row[i] != NONE)
            rows[(*count)++] = program->fund_year_row[i];
    for (uint32_t i = 0; i < 2 * plan->rule_count; i++)
        if (program->rule_rows[i] != NONE &&
            (i % 2 == 0 || program->rule_rows[i] != program->rule_rows[i - 1]))
            rows[(*count)++] = program->rule_rows[i];
    return rows;
}

uint32_t price_companion(const struct program *program, uint32_t row) {
    const struct row *r = &program->rows[row];
    return r->kind == ROW_FUND_YEAR ? program->fund_row[r->fund] : NONE;
}

static void raise_row(struct pricing *p, uint32_t row, double lower, double upper) {
    const struct row *r = &p->program->rows[row];
    engine_set_row(p->engine, row,
                   ratio_known(r->lower) ? ratio_double(r->lower) + lower : -INFINITY,
                   ratio_known(r->upper) ? ratio_double(r->upper) + upper : INFINITY);
}

static enum engine_status solve_linear(struct pricing *p) {
    if (p->left == 0) {
        p->stopped = true;
        return ENGINE_LIMIT;
    }
    p->left--;
    enum engine_status status = engine_solve_linear(p->engine, p->limits);
    p->failed = p->failed || status == ENGINE_FAILED;
    p->stopped = p->stopped || status == ENGINE_LIMIT;
    return status;
}

/* The goal with the present decisions held; -INFINITY times sign where they are not possible. */
static double held_value(struct pricing *p) {
    for (uint32_t j = 0; j < p->program->column_count; j++)
        if (p->program->columns[j].whole)
            engine_set_column(p->engine, j, p->settled->x[j], p->settled->x[j]);
    enum engine_status status = solve_linear(p);
    for (uint32_t j = 0; j < p->program->column_count; j++) {
        const struct column *c = &p->program->columns[j];
        if (c->whole)
            engine_set_column(p->engine, j, ratio_double(c->lower),
                              ratio_known(c->upper) ? ratio_double(c->upper) : INFINITY);
    }
    return status == ENGINE_OPTIMAL ? engine_objective(p->engine) : -p->sign * INFINITY;
}

/* Leaves without solutions: one linear program with every ceiling raised at once tells for nearly
 * all of them that no single one would open them. Raising a floor never does. */
static void find_impossible(struct pricing *p, struct branch *walk) {
    for (uint32_t i = 0; i < p->tree->watched_count; i++)
        raise_row(p, p->tree->watched[i], 0, 1);
    for (uint32_t i = 0; i < p->tree->node_count; i++)
        if (p->tree->nodes[i].state == NODE_IMPOSSIBLE) {
            branch_enter(walk, i);
            p->impossible[i] = solve_linear(p) == ENGINE_INFEASIBLE;
        }
    branch_enter(walk, NONE);
    for (uint32_t i = 0; i < p->tree->watched_count; i++)
        raise_row(p, p->tree->watched[i], 0, 0);
}

static uint32_t position_of(const struct branch *tree, uint32_t row) {
    uint32_t position = 0;
    while (tree->watched[position] != row)
        position++;
    return position;
}

/* Whether a leaf, with the position'th watched row raised by one, may do better than `target`.
 * The row is raised in the engine. */
static bool may_beat(struct pricing *p, struct branch *walk, uint32_t node, uint32_t position,
                     double target) {
    const struct branch_node *leaf = &p->tree->nodes[node];
    const struct row *row = &p->program->rows[p->tree->watched[position]];
    if (leaf->state == NODE_IMPOSSIBLE && p->impossible[node] &&
        !ratio_equal(row->lower, row->upper))
        return false;
    if (leaf->state != NODE_IMPOSSIBLE) {
        double bound = leaf->bound + branch_dual(p->tree, node, position);
        uint32_t companion = price_companion(p->program, p->tree->watched[position]);
        if (companion != NONE)
            bound += branch_dual(p->tree, node, position_of(p->tree, companion));
        if (p->sign * (bound - target) <= p->same)
            return false; /* not when the dual value is NAN */
    }
    branch_enter(walk, node);
    enum engine_status status = solve_linear(p);
    return status != ENGINE_INFEASIBLE &&
           !(status == ENGINE_OPTIMAL &&
             p->sign * (engine_objective(p->engine) - target) <= p->same);
}

/* The goal's value with the position'th watched row raised by one. */
static double raised_value(struct pricing *p, uint32_t position) {
    double target = held_value(p);
    struct branch again = branch_again(p->tree, p->tree->goal);
    again.found = isfinite(target);
    again.value = target;
    for (uint32_t i = 0; i < p->tree->node_count && !p->failed && !p->stopped; i++)
        if (branch_is_leaf(&p->tree->nodes[i]) && may_beat(p, &again, i, position, target))
            branch_open(&again, i, NAN);
    struct engine_limits limits = {p->limits->deadline, 0, p->left + 1};
    uint32_t before = again.node_count;
    enum engine_status status = branch_search(&again, &limits);
    p->left -= p->left < again.node_count - before ? p->left : again.node_count - before;
    p->failed = p->failed || status == ENGINE_FAILED;
    p->stopped = p->stopped || status == ENGINE_LIMIT || status == ENGINE_FEASIBLE;
    double value = again.found ? again.value : NAN;
    branch_free(&again);
    return value;
}

/* A difference of two goals' values is known to fewer digits than they are. */
static double difference(const struct pricing *p, double value, double dual) {
    double change = value - p->settled->values[0];
    if (fabs(change - dual) <= p->same)
        return dual; /* the same, without the cancellation */
    double digit = pow(10, ceil(log10(p->same)));
    return round(change / digit) * digit;
}

bool price_by_solving(struct engine *engine, const struct program *program,
                      const struct engine_limits *limits, const struct settled *settled,
                      double *prices) {
    const struct branch *tree = &settled->tree;
    struct pricing p = {.program = program,
                        .engine = engine,
                        .limits = limits,
                        .settled = settled,
                        .tree = tree,
                        .left = BUDGET * tree->node_count < LEAST ? LEAST
                                                                  : BUDGET * tree->node_count,
                        .sign = program->objectives[0].maximize ? 1 : -1,
                        .same = SAME * fmax(1, fabs(settled->values[0]))};
    p.impossible = memory_grow(NULL, tree->node_count, sizeof(bool));
    memset(p.impossible, 0, tree->node_count);
    engine_release(engine);
    engine_set_objective(engine, &program->objectives[0]);
    struct branch walk = branch_again(tree, tree->goal);
    find_impossible(&p, &walk);
    branch_free(&walk);
    for (uint32_t i = 0; i < program->row_count; i++)
        prices[i] = NAN;
    for (uint32_t i = 0; i < tree->watched_count && !p.failed && !p.stopped; i++) {
        uint32_t row = tree->watched[i];
        uint32_t companion = price_companion(program, row);
        double dual = settled->row_dual[row];
        raise_row(&p, row, 1, 1);
        if (companion != NONE) {
            raise_row(&p, companion, 1, 1);
            dual += settled->row_dual[companion];
        }
        double value = raised_value(&p, i);
        if (!p.stopped)
            prices[row] = difference(&p, value, dual);
        raise_row(&p, row, 0, 0);
        if (companion != NONE)
            raise_row(&p, companion, 0, 0);
    }
    free(p.impossible);
    return !p.failed;
}

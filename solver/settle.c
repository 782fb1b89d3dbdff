/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/settle.h"

#include <math.h>
#include <string.h>

#define GOAL_SLACK 1e-9 /* relative: room that later searches leave to a goal's row */

struct settling {
    struct engine *engine;
    const struct program *program;
    const struct engine_limits *limits;
    struct settled *settled;
    uint32_t *goal_rows; /* [goal_count] rows that keep the goals' values; NONE: not yet made */
    enum engine_status status; /* of the last search */
};

static enum status status_of(enum engine_status status) {
    switch (status) {
    case ENGINE_OPTIMAL:
        return STATUS_OPTIMAL;
    case ENGINE_FEASIBLE:
        return STATUS_FEASIBLE;
    case ENGINE_INFEASIBLE:
        return STATUS_INFEASIBLE;
    case ENGINE_UNBOUNDED:
        return STATUS_UNBOUNDED;
    default:
        return STATUS_UNKNOWN;
    }
}

static void keep_values(struct settling *s) {
    for (uint32_t j = 0; j < s->program->column_count; j++)
        s->settled->x[j] = engine_column(s->engine, j);
}

static void keep_duals(struct settling *s) {
    for (uint32_t i = 0; i < s->program->row_count; i++)
        s->settled->row_dual[i] = engine_row_dual(s->engine, i);
}

/* All goals as linear programs, each on the optimal face of those before. */
static enum engine_status settle_linear(struct settling *s) {
    for (uint32_t g = 0; g < s->program->objective_count; g++) {
        engine_set_objective(s->engine, &s->program->objectives[g]);
        enum engine_status status = engine_solve_linear(s->engine, s->limits);
        if (status == ENGINE_LIMIT && g > 0) {
            s->settled->limited = true; /* the point of the goal before stands */
            return ENGINE_OPTIMAL;
        }
        if (status != ENGINE_OPTIMAL)
            return status;
        if (g == 0)
            keep_duals(s);
        keep_values(s);
        s->settled->values[g] = engine_objective(s->engine);
        if (g + 1 < s->program->objective_count)
            engine_fix_face(s->engine);
    }
    return ENGINE_OPTIMAL;
}

/* Later goals may not lose what this one has reached. */
static void keep_goal(struct settling *s, uint32_t goal, double value) {
    const struct objective *o = &s->program->objectives[goal];
    double room = GOAL_SLACK * fmax(1, fabs(value));
    value -= ratio_double(o->constant);
    if (s->goal_rows[goal] == NONE)
        s->goal_rows[goal] =
            engine_add_row(s->engine, o->entries, o->count, -INFINITY, INFINITY);
    engine_set_row(s->engine, s->goal_rows[goal], o->maximize ? value - room : -INFINITY,
                   o->maximize ? INFINITY : value + room);
}

/* The leaves in which this goal's value can still be had, for the next goal: (38). */
static struct branch narrowed(const struct branch *tree, const struct objective *objective) {
    double sign = objective->maximize ? 1 : -1;
    double keep = tree->value - sign * 2 * GOAL_SLACK * fmax(1, fabs(tree->value));
    struct branch next = branch_again(tree, tree->goal + 1);
    for (uint32_t i = 0; i < tree->node_count; i++) {
        const struct branch_node *node = &tree->nodes[i];
        if (branch_is_leaf(node) && node->state != NODE_IMPOSSIBLE &&
            sign * node->bound >= sign * keep)
            branch_open(&next, i, NAN);
    }
    return next;
}

/* Searches for one goal; true when it found a solution. */
static bool search_goal(struct settling *s, struct branch *tree, uint32_t goal) {
    engine_set_objective(s->engine, &s->program->objectives[goal]);
    s->status = branch_search(tree, s->limits);
    s->settled->bounds[goal] = branch_bound(tree);
    bool stopped =
        s->status == ENGINE_LIMIT || s->status == ENGINE_FEASIBLE ||
        (s->limits->gap > 0 && tree->found && s->settled->bounds[goal] != tree->value);
    s->settled->limited = s->settled->limited || stopped;
    if (tree->found) {
        memcpy(s->settled->x, tree->x, s->program->column_count * sizeof(double));
        s->settled->values[goal] = tree->value;
    }
    return tree->found;
}

/* One search per goal, each in what the searches before have left of the tree. */
static bool settle_whole(struct settling *s) {
    uint32_t goals = s->program->objective_count;
    bool found = search_goal(s, &s->settled->tree, 0);
    struct branch last = {0};
    const struct branch *tree = &s->settled->tree;
    for (uint32_t g = 1; g < goals && found && tree->found && s->status != ENGINE_FAILED; g++) {
        keep_goal(s, g - 1, tree->value);
        struct branch next = narrowed(tree, &s->program->objectives[g - 1]);
        branch_free(&last);
        last = next;
        tree = &last;
        search_goal(s, &last, g);
    }
    branch_free(&last);
    return found;
}

static void fix_decisions(struct settling *s) {
    for (uint32_t j = 0; j < s->program->column_count; j++) {
        if (!s->program->columns[j].whole)
            continue;
        double value = s->settled->x[j] = round(s->settled->x[j]);
        engine_set_column(s->engine, j, value, value);
    }
}

/* Decisions first, then the dollars on them: a linear program, whatever time is left, because
 * without it nothing can be shown. */
static enum engine_status decide_and_settle(struct settling *s) {
    static const struct engine_limits open = {INFINITY, 0, 0};
    if (!settle_whole(s))
        return s->status;
    enum engine_status searched = s->settled->limited ? ENGINE_FEASIBLE : s->status;
    engine_release(s->engine);
    fix_decisions(s);
    branch_start_from_root(&s->settled->tree);
    s->limits = &open;
    enum engine_status status = settle_linear(s);
    return status == ENGINE_OPTIMAL ? searched : status;
}

bool settle(struct engine *engine, const struct program *program,
            const struct engine_limits *limits, struct arena *arena, struct settled *settled) {
    uint32_t goals = program->objective_count;
    settled->x = ARENA_ARRAY(arena, double, program->column_count);
    settled->values = ARENA_ARRAY(arena, double, goals);
    settled->bounds = ARENA_ARRAY(arena, double, goals);
    settled->row_dual = ARENA_ARRAY(arena, double, program->row_count);
    struct settling s = {
        engine, program, limits, settled, ARENA_ARRAY(arena, uint32_t, goals), ENGINE_FAILED};
    memset(s.goal_rows, 0xff, goals * sizeof(uint32_t));
    enum engine_status status = program->has_whole ? decide_and_settle(&s) : settle_linear(&s);
    if (!program->has_whole)
        memcpy(settled->bounds, settled->values, goals * sizeof(double));
    settled->status = status_of(status);
    settled->limited = settled->limited || status == ENGINE_LIMIT;
    if (settled->limited && settled->status == STATUS_OPTIMAL)
        settled->status = STATUS_FEASIBLE;
    return status != ENGINE_FAILED;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/settle.h"

#include <math.h>
#include <string.h>

#define GOAL_SLACK 1e-9 /* relative: room that later searches leave to a goal's row */
#define MOST_RETRIES 50 /* decisions that turn out impossible once fixed */

struct settling {
    struct engine *engine;
    const struct program *program;
    const struct engine_limits *limits;
    struct settled *settled;
    uint32_t *goal_rows; /* [goal_count] rows that keep the goals' values; NONE: not yet made */
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

static void release_goals(struct settling *s) {
    for (uint32_t g = 0; g < s->program->objective_count; g++)
        if (s->goal_rows[g] != NONE)
            engine_set_row(s->engine, s->goal_rows[g], -INFINITY, INFINITY);
}

/* One search per goal. */
static enum engine_status settle_whole(struct settling *s) {
    struct settled *settled = s->settled;
    for (uint32_t g = 0; g < s->program->objective_count; g++) {
        engine_set_objective(s->engine, &s->program->objectives[g]);
        enum engine_status status = engine_solve_linear(s->engine, s->limits);
        if (status == ENGINE_OPTIMAL)
            status = engine_solve_whole(s->engine, s->limits, &settled->bounds[g]);
        bool stopped = status == ENGINE_LIMIT || status == ENGINE_FEASIBLE;
        settled->limited = settled->limited || stopped;
        if (status == ENGINE_LIMIT && g > 0)
            return ENGINE_FEASIBLE;
        if (status != ENGINE_OPTIMAL && status != ENGINE_FEASIBLE)
            return status;
        keep_values(s);
        settled->values[g] = engine_objective(s->engine);
        if (g + 1 < s->program->objective_count)
            keep_goal(s, g, settled->values[g]);
    }
    return ENGINE_OPTIMAL;
}

/* Cuts off the decisions at x: at least one yes must become no, or one no become yes. Only
 * yes/no columns take part; a program whose other whole columns differ is cut off all the same, which
 * is why this is done only where x is proved impossible with all of them as they are. */
static void forbid_decisions(struct settling *s, struct arena *arena) {
    const struct program *program = s->program;
    struct entry *entries = ARENA_ARRAY(arena, struct entry, program->column_count);
    uint32_t count = 0;
    double least = 1;
    for (uint32_t j = 0; j < program->column_count; j++) {
        const struct column *c = &program->columns[j];
        if (!c->whole || c->kind == COLUMN_BLOCKS)
            continue;
        bool yes = s->settled->x[j] > 0.5;
        entries[count++] = (struct entry){j, ratio_of(yes ? -1 : 1, 1)};
        least -= yes;
    }
    engine_add_row(s->engine, entries, count, least, INFINITY);
}

static void fix_decisions(struct settling *s, bool fixed) {
    for (uint32_t j = 0; j < s->program->column_count; j++) {
        const struct column *c = &s->program->columns[j];
        if (!c->whole)
            continue;
        double value = round(s->settled->x[j]);
        double upper = ratio_known(c->upper) ? ratio_double(c->upper) : INFINITY;
        engine_set_column(s->engine, j, fixed ? value : ratio_double(c->lower),
                          fixed ? value : upper);
    }
}

/* Searches until decisions are found that still hold once they are fixed. */
static enum engine_status decide_and_settle(struct settling *s, struct arena *arena) {
    const struct engine_limits *limits = s->limits, open = {INFINITY, 0, 0};
    enum engine_status status = ENGINE_FAILED;
    for (int i = 0; i < MOST_RETRIES; i++) {
        status = settle_whole(s);
        release_goals(s);
        if (status != ENGINE_OPTIMAL && status != ENGINE_FEASIBLE)
            return status;
        fix_decisions(s, true);
        s->limits = &open; /* a linear program is quick, and the answer known so far needs it */
        enum engine_status fixed = settle_linear(s);
        s->limits = limits;
        if (fixed == ENGINE_OPTIMAL)
            return status;
        if (fixed != ENGINE_INFEASIBLE)
            return fixed;
        fix_decisions(s, false);
        forbid_decisions(s, arena);
    }
    return ENGINE_FAILED;
}

bool settle(struct engine *engine, const struct program *program,
            const struct engine_limits *limits, struct arena *arena, struct settled *settled) {
    uint32_t goals = program->objective_count;
    *settled = (struct settled){
        .x = ARENA_ARRAY(arena, double, program->column_count),
        .values = ARENA_ARRAY(arena, double, goals),
        .bounds = ARENA_ARRAY(arena, double, goals),
        .row_dual = ARENA_ARRAY(arena, double, program->row_count),
    };
    struct settling s = {engine, program, limits, settled, ARENA_ARRAY(arena, uint32_t, goals)};
    memset(s.goal_rows, 0xff, goals * sizeof(uint32_t));
    enum engine_status status =
        program->has_whole ? decide_and_settle(&s, arena) : settle_linear(&s);
    if (!program->has_whole)
        memcpy(settled->bounds, settled->values, goals * sizeof(double));
    settled->status = status_of(status);
    settled->limited = settled->limited || status == ENGINE_LIMIT;
    if (settled->limited && settled->status == STATUS_OPTIMAL)
        settled->status = STATUS_FEASIBLE;
    return status != ENGINE_FAILED;
}

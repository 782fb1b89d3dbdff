/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/settle_parts.h"

#include <math.h>
#include <string.h>

#include "solver/complete.h"
#include "solver/judge.h"
#include "solver/leaves.h"
#include "solver/merge.h"
#include "solver/prove.h"
#include "solver/ties.h"

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
    if (engine_polish(s->engine, s->settled->x, s->program->column_count))
        return;
    for (uint32_t j = 0; j < s->program->column_count; j++)
        s->settled->x[j] = engine_column(s->engine, j);
}

void settle_note_history(struct settling *s, uint32_t stage) {
    const struct program *program = s->program;
    uint32_t goals = program->plan->goal_count, goal = program->objectives[stage].goal;
    complete_goals(program, s->settled->x);
    for (uint32_t g = 0; g <= goal; g++)
        s->settled->history[(size_t)goal * goals + g] =
            objective_at(&program->objectives[program->goal_stage[g]], s->settled->x);
}

bool settle_ends_goal(const struct program *program, uint32_t stage) {
    return stage + 1 == program->goal_stage[program->objectives[stage].goal + 1];
}

double settle_room_of(const struct settling *s, uint32_t stage, double value) {
    const struct goal *goal = &s->program->plan->goals[s->program->objectives[stage].goal];
    return ratio_double(goal->within) * fabs(value);
}

double settle_least(const struct settling *s, uint32_t stage, double slack) {
    double reached = s->settled->reached[stage], settled = s->settled->attained[stage];
    double sign = s->program->objectives[stage].maximize ? 1 : -1;
    double least = fmin(sign * reached - settle_room_of(s, stage, reached), sign * settled);
    return sign * (least - slack * fmax(1, fabs(reached)));
}

void settle_keep_value(struct settling *s, uint32_t stage, double room) {
    const struct objective *o = &s->program->objectives[stage];
    double value = s->settled->reached[stage];
    if (s->program->has_whole) /* else the point at hand has exactly this value */
        room += s->slack * fmax(1, fabs(value));
    value = o->maximize ? fmin(value - room, s->settled->attained[stage])
                        : fmax(value + room, s->settled->attained[stage]);
    value -= ratio_double(o->constant);
    if (s->settled->goal_rows[stage] == NONE)
        s->settled->goal_rows[stage] =
            engine_add_row(s->engine, o->entries, o->count, -INFINITY, INFINITY);
    engine_set_row(s->engine, s->settled->goal_rows[stage], o->maximize ? value : -INFINITY,
                   o->maximize ? INFINITY : value);
}

void settle_keep_stage(struct settling *s, uint32_t stage) {
    const struct program *program = s->program;
    settle_keep_value(s, stage, 0);
    if (!settle_ends_goal(program, stage))
        return;
    for (uint32_t i = program->goal_stage[program->objectives[stage].goal]; i <= stage; i++)
        settle_keep_value(s, i, settle_room_of(s, i, s->settled->reached[i]));
}

static void start(struct settling *s) {
    if (s->settled->like != NULL) {
        engine_start_like(s->engine, s->settled->like);
        return;
    }
    struct basis *basis = merge_start(s->program, &s->program->objectives[0], s->limits);
    if (basis != NULL)
        engine_start_from(s->engine, basis);
    basis_release(basis);
}

/* The allocation to take among the best; prices and duals are those of the goals, kept before. */
static void break_ties(struct settling *s) {
    struct settled *settled = s->settled;
    if (settled->limited)
        return;
    settled->vertex = ARENA_ARRAY(s->arena, double, s->program->column_count);
    memcpy(settled->vertex, settled->x, s->program->column_count * sizeof(double));
    settled->ties = ties_break(s->engine, s->limits, settled->x, &settled->end);
    if (!settled->ties.told || settled->ties.unique)
        settled->vertex = NULL;
    else if (s->program->has_whole && settled->decided_by > settled->ties.broken_by)
        settled->ties.broken_by = settled->decided_by;
}

/* Decisions that are held show nothing of others: their evidence are the trees, and the point that
 * the goals have come to. */
static void keep_stage_evidence(struct settling *s) {
    struct settled *settled = s->settled;
    struct simplex *exact = engine_exact(s->engine);
    if (settled->keep != NULL && !s->program->has_whole)
        evidence_add(&settled->evidence, settled->keep, exact->weight, s->program->row_count,
                     false);
    else if (settled->keep != NULL && exact != NULL)
        settled->evidence.point = sparse_keep(settled->keep, exact->value + exact->row_count,
                                              s->program->column_count);
}

/* All stages as linear programs, each on the optimal face of those before, or within the room that
 * their goals leave. Where decisions were searched, what a goal reached stands from the search:
 * with the decisions of later goals it may be out of reach. */
static enum engine_status settle_linear(struct settling *s) {
    bool searched = s->program->has_whole;
    for (uint32_t g = 0; g < s->program->objective_count; g++) {
        engine_set_objective(s->engine, &s->program->objectives[g]);
        if (g == 0 && !searched)
            start(s);
        enum engine_status status = engine_solve_linear(s->engine, s->limits);
        if (status == ENGINE_LIMIT && g > 0) {
            s->settled->limited = true; /* the point of the stage before stands */
            return ENGINE_OPTIMAL;
        }
        if (status == ENGINE_OPTIMAL)
            status = prove_stage(s->engine, s->certificate, g, s->limits);
        if (searched || certificate_goals(s->certificate) == g + 1)
            keep_stage_evidence(s);
        if (status != ENGINE_OPTIMAL)
            return status;
        if (g == 0)
            s->settled->home = engine_basis(s->engine);
        keep_values(s);
        s->settled->attained[g] = engine_objective(s->engine);
        if (!searched)
            s->settled->bounds[g] = s->settled->reached[g] = engine_objective(s->engine);
        if (!searched && settle_ends_goal(s->program, g))
            settle_note_history(s, g);
        if (g + 1 == s->program->objective_count)
            break_ties(s);
        else if (judge_gives_room(s->program, g))
            settle_keep_stage(s, g);
        else
            engine_fix_face(s->engine);
    }
    return ENGINE_OPTIMAL;
}

static void fix_decisions(struct settling *s, const double *x) {
    for (uint32_t j = 0; j < s->program->column_count; j++)
        if (s->program->columns[j].whole)
            engine_set_column(s->engine, j, round(x[j]), round(x[j]));
}

/* Decisions first, then the dollars on them: a linear program, whatever time is left, because
 * without it nothing can be shown. */
static enum engine_status decide_and_settle(struct settling *s) {
    static const struct engine_limits open = {.deadline = INFINITY};
    if (!settle_search(s))
        return s->status;
    enum engine_status searched = s->settled->limited ? ENGINE_FEASIBLE : s->status;
    engine_release(s->engine);
    fix_decisions(s, s->settled->x);
    branch_start_from_solution(&s->settled->tree);
    s->limits = &open;
    enum engine_status status = settle_linear(s);
    return status == ENGINE_OPTIMAL ? searched : status;
}

static void keep_refusal_evidence(struct settling *s, bool none) {
    struct settled *settled = s->settled;
    struct simplex *exact = engine_exact(s->engine);
    uint32_t columns = s->program->column_count;
    settled->evidence = (struct evidence){0};
    if (settled->keep == NULL)
        return;
    if (none) {
        evidence_add(&settled->evidence, settled->keep, exact->weight, s->program->row_count,
                     true);
        return;
    }
    settled->evidence.point =
        sparse_keep(settled->keep, exact->value + exact->row_count, columns);
    settled->evidence.ray =
        sparse_keep(settled->keep, exact->change + exact->row_count, columns);
}

/* (57): with decisions the leaves of the trees are the proof: each has multipliers that show its
 * bound, or that there is none, and solutions are exact. */
static void keep_proof(struct settling *s, enum engine_status status, struct arena *arena) {
    const struct program *program = s->program;
    struct proof *proof = &s->settled->proof;
    if (program->has_whole) {
        bool ended = status == ENGINE_OPTIMAL && !s->settled->limited;
        proof->goals = ended ? program->plan->goal_count : 0;
        proof->exact = ended || status == ENGINE_INFEASIBLE;
        proof->within = BRANCH_TIE;
    } else if (status == ENGINE_OPTIMAL) {
        uint32_t shown = certificate_goals(s->certificate);
        while (proof->goals < program->plan->goal_count &&
               program->goal_stage[proof->goals + 1] <= shown)
            proof->goals++;
        proof->exact = proof->goals == program->plan->goal_count;
    }
    if (status == ENGINE_INFEASIBLE || status == ENGINE_UNBOUNDED) {
        bool *part = ARENA_ARRAY(
            arena, bool, (size_t)program->row_count + 2 * (size_t)program->column_count);
        if (prove_refusal(s->engine, s->certificate, s->limits, part)) {
            s->settled->part = status == ENGINE_INFEASIBLE ? part : NULL;
            proof->exact = true;
            keep_refusal_evidence(s, status == ENGINE_INFEASIBLE);
        }
    }
}

static void keep_final(struct settling *s) {
    complete_goals(s->program, s->settled->x);
    for (uint32_t g = 0; g < s->program->objective_count; g++)
        s->settled->values[g] = objective_at(&s->program->objectives[g], s->settled->x);
}

bool settle(struct engine *engine, const struct program *program,
            const struct engine_limits *limits, struct arena *arena, struct settled *settled) {
    uint32_t stages = program->objective_count, goals = program->plan->goal_count;
    settled->x = ARENA_ARRAY(arena, double, program->column_count);
    settled->values = ARENA_ARRAY(arena, double, stages);
    settled->bounds = ARENA_ARRAY(arena, double, stages);
    settled->later = ARENA_ARRAY(arena, struct branch, stages);
    memset(settled->later, 0, stages * sizeof *settled->later);
    settled->history = ARENA_ARRAY(arena, double, (size_t)goals *goals);
    settled->reached = ARENA_ARRAY(arena, double, stages);
    settled->attained = ARENA_ARRAY(arena, double, stages);
    settled->goal_rows = ARENA_ARRAY(arena, uint32_t, stages);
    memset(settled->goal_rows, 0xff, stages * sizeof(uint32_t));
    struct settling s = {.engine = engine,
                         .program = program,
                         .limits = limits,
                         .settled = settled,
                         .arena = arena,
                         .slack = GOAL_SLACK,
                         .status = ENGINE_FAILED,
                         .certificate = certificate_new(program)};
    settled->decided_by = BY_SEARCH;
    for (uint32_t i = 0; i < stages; i++)
        settled->attained[i] = NAN; /* which fmin and fmax leave out */
    enum engine_status status = program->has_whole ? decide_and_settle(&s) : settle_linear(&s);
    if (status == ENGINE_OPTIMAL || status == ENGINE_FEASIBLE)
        keep_final(&s);
    keep_proof(&s, status, arena);
    certificate_free(s.certificate);
    settled->status = status_of(status);
    settled->limited = settled->limited || status == ENGINE_LIMIT;
    if (settled->limited && settled->status == STATUS_OPTIMAL)
        settled->status = STATUS_FEASIBLE;
    return status != ENGINE_FAILED;
}

/* --- once more ---------------------------------------------------------------------------- */

static bool is_missed(const struct settling *s, uint32_t stage, double value) {
    double least = settle_least(s, stage, GOAL_SLACK);
    return s->program->objectives[stage].maximize ? value < least : value > least;
}

bool settle_hold(struct engine *engine, const struct engine_limits *limits,
                 struct settled *settled, const double *x) {
    const struct program *program = engine_present(engine);
    struct settling s = {
        .engine = engine, .program = program, .settled = settled, .slack = GOAL_SLACK};
    engine_release(engine);
    fix_decisions(&s, x);
    if (x == settled->x && settled->home != NULL)
        engine_start_from(engine, settled->home);
    for (uint32_t g = 0; g < program->objective_count; g++) {
        engine_set_objective(engine, &program->objectives[g]);
        if (engine_solve_linear(engine, limits) != ENGINE_OPTIMAL ||
            is_missed(&s, g, engine_objective(engine)))
            return false;
        if (g + 1 < program->objective_count && judge_gives_room(program, g))
            settle_keep_stage(&s, g);
        else
            engine_fix_face(engine);
    }
    return true;
}

void settle_keep(struct engine *engine, struct settled *settled, uint32_t stages) {
    const struct program *program = engine_present(engine);
    struct settling s = {
        .engine = engine, .program = program, .settled = settled, .slack = GOAL_SLACK};
    engine_release(engine);
    for (uint32_t g = 0; g < stages; g++) {
        bool last = program->objectives[g].goal + 1 == program->plan->goal_count;
        settle_keep_value(&s, g, last ? 0 : settle_room_of(&s, g, settled->reached[g]));
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/ties.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/preference.h"

#define SAME 1e-9  /* relative: preferences nearer than this are not told apart */
#define APART 1e-6 /* relative: amounts further from each other than this are others */

struct tying {
    struct engine *engine; /* holds the face */
    const struct program *program;
    const struct engine_limits *limits;
    struct arena *arena;
    double *x;          /* [program.column_count] the last point found */
    uint32_t row_count; /* without those that keep goals */
    struct start *end;  /* where the point preferred stands */
};

static bool solve_for(struct tying *t, const struct objective *objective) {
    engine_set_objective(t->engine, objective);
    return engine_solve_linear(t->engine, t->limits) == ENGINE_OPTIMAL;
}

static void keep_point(struct tying *t) {
    for (uint32_t j = 0; j < t->program->column_count; j++)
        t->x[j] = engine_column(t->engine, j);
}

/* The point at which the engine stands, as the one to take. */
static void take_point(struct tying *t) {
    keep_point(t);
    engine_polish(t->engine, t->x, t->program->column_count);
    free(t->end);
    t->end = engine_start(t->engine, t->row_count, t->program->column_count);
}

/* What is found for the preference becomes the point. A preference without ties has the same most
 * and least only where there is one allocation; the least need not be asked for when the point
 * before had another value. False when that could not be found out. */
static bool prefer(struct tying *t, struct objective *preference, bool *single) {
    double before = objective_at(preference, t->x);
    if (!solve_for(t, preference))
        return false;
    take_point(t);
    double most = objective_at(preference, t->x), least = before;
    double digit = SAME * fmax(1, fabs(most));
    if (fabs(most - least) <= digit) {
        preference->maximize = false;
        bool solved = solve_for(t, preference);
        preference->maximize = true;
        if (!solved)
            return false;
        least = engine_objective(t->engine);
    }
    *single = fabs(most - least) <= digit;
    return true;
}

/* Nearest to the distance's least, then by place. False when it was not found out. */
static bool take(struct tying *t, struct preference *preference, struct ties *ties) {
    bool single = false,
         near = preference->distance.count > 0 && solve_for(t, &preference->distance);
    if (near) {
        keep_point(t);
        engine_fix_face(t->engine);
    }
    if (!prefer(t, &preference->place, &single))
        return false;
    ties->broken_by = near && single ? BY_PROPORTION : BY_PLACE;
    ties->unique = single && !near;
    return true;
}

static bool is_elsewhere(const struct tying *t, const double *x) {
    bool elsewhere = false;
    for (uint32_t j = 0; j < t->program->column_count && !elsewhere; j++)
        elsewhere = t->program->columns[j].kind == COLUMN_PAID &&
                    fabs(t->x[j] - x[j]) > APART * fmax(1, fabs(x[j]));
    return elsewhere;
}

static struct ties break_tie(struct tying *t, struct preference *preference, double *x) {
    struct ties ties = {.told = true, .unique = preference->place.count == 0};
    if (ties.unique)
        return ties;
    ties.told = take(t, preference, &ties);
    if (ties.told && !ties.unique && !is_elsewhere(t, x)) {
        struct tying whole = *t; /* x is the one to take: is there another? */
        engine_release(t->engine);
        whole.x = ARENA_ARRAY(t->arena, double, t->program->column_count);
        memcpy(whole.x, x, t->program->column_count * sizeof(double));
        whole.end = NULL;
        ties.told = prefer(&whole, &preference->place, &ties.unique);
        free(whole.end);
    }
    if (ties.unique)
        ties.broken_by = BY_NOTHING;
    else if (ties.told)
        memcpy(x, t->x, t->program->column_count * sizeof(double));
    return ties;
}

struct ties ties_break(struct engine *engine, const struct engine_limits *limits, double *x,
                       struct start **end) {
    const struct program *present = engine_present(engine);
    uint32_t columns = present->column_count, rows = engine_program(engine)->row_count;
    *end = NULL;
    if (columns > PREFERENCE_COLUMNS)
        return (struct ties){.told = false};
    engine_fix_face(engine);
    if (engine_is_point(engine)) {
        *end = engine_start(engine, rows, columns);
        return (struct ties){.told = true, .unique = true};
    }
    struct tying t = {
        .program = present, .limits = limits, .arena = arena_new(), .row_count = rows};
    struct preference preference = preference_new(present, t.arena);
    t.x = ARENA_ARRAY(t.arena, double, columns);
    memcpy(t.x, x, columns * sizeof(double));
    struct start *like = engine_start(engine, present->row_count, columns);
    t.engine = engine_new_like(preference.program, like);
    free(like);
    struct basis *own = engine_basis(engine);
    struct basis *basis = preference_start(&preference, own, columns, x);
    engine_start_from(t.engine, basis);
    struct ties ties = break_tie(&t, &preference, x);
    basis_release(basis);
    basis_release(own);
    *end = t.end;
    engine_free(t.engine);
    arena_free(t.arena);
    return ties;
}

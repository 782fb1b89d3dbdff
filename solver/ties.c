/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/ties.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_COLUMNS 5000 /* of larger programs ties are left as the solver leaves them */
#define SAME 1e-9         /* relative: preferences nearer than this are not told apart */
#define APART 1e-6        /* relative: amounts further from each other than this are others */

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

/* --- by place: (44) ----------------------------------------------------------------------- */

/* Weights fall with the square of the place, so that an exchange between four amounts is no tie;
 * what is added in the last ten bits leaves none among larger exchanges. */
static struct objective by_place(const struct tying *t) {
    const struct program *program = t->program;
    struct objective preference = {.maximize = true, .constant = RATIO_ZERO};
    preference.entries = ARENA_ARRAY(t->arena, struct entry, program->column_count);
    for (uint32_t j = 0; j < program->column_count; j++) {
        int64_t left = (int64_t)(program->column_count - j);
        if (program->columns[j].kind == COLUMN_PAID)
            preference.entries[preference.count++] = (struct entry){
                j, ratio_of(left * left * 1024 + (int64_t)((j * 2654435761u) >> 22), 1)};
    }
    return preference;
}

static double value_at(const struct objective *preference, const double *x) {
    double value = 0;
    for (uint32_t i = 0; i < preference->count; i++)
        value +=
            ratio_double(preference->entries[i].coefficient) * x[preference->entries[i].column];
    return value;
}

/* What is found for the preference becomes the point. A preference without ties has the same most
 * and least only where there is one allocation; the least need not be asked for when the point
 * before had another value. False when that could not be found out. */
static bool prefer(struct tying *t, struct objective *preference, bool *single) {
    double before = value_at(preference, t->x);
    if (!solve_for(t, preference))
        return false;
    take_point(t);
    double most = value_at(preference, t->x), least = before;
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

/* --- proportional sharing: (43) ------------------------------------------------------------- */

/* The part of each territory: by population where all have one, else the same for all; unknown for
 * those without lines. */
static uint32_t find_parts(const struct tying *t, struct ratio *part) {
    const struct plan *plan = t->program->plan;
    uint32_t population = plan_find(plan->attributes, plan->attribute_count, "population");
    struct ratio total = RATIO_ZERO, value;
    uint32_t count = 0;
    bool *has_lines = ARENA_ARRAY(t->arena, bool, plan->territory_count);
    for (uint32_t i = 0; i < plan->line_count; i++)
        if (plan->lines[i].territory != NONE)
            has_lines[plan->lines[i].territory] = true;
    for (uint32_t m = 0; m < plan->territory_count && population != NONE; m++)
        if (has_lines[m] &&
            (!entity_attribute(&plan->territories[m].entity, population, &value) ||
             ratio_sign(value) < 0))
            population = NONE;
    for (uint32_t m = 0; m < plan->territory_count; m++) {
        part[m] = has_lines[m] ? RATIO_ONE : RATIO_UNKNOWN;
        if (has_lines[m] && population != NONE)
            entity_attribute(&plan->territories[m].entity, population, &part[m]);
        if (has_lines[m]) {
            total = ratio_add(total, part[m]);
            count++;
        }
    }
    for (uint32_t m = 0; m < plan->territory_count; m++)
        part[m] = has_lines[m] ? ratio_div(part[m], total) : part[m];
    return ratio_known(total) && ratio_sign(total) > 0 ? count : 0;
}

/* The face as a program of its own, with room for what measures the deviation. */
static struct program *copy_face(struct arena *arena, const struct program *face) {
    struct program *copy = ARENA_NEW(arena, struct program);
    uint32_t territories = face->plan->territory_count;
    *copy = *face;
    copy->columns = ARENA_ARRAY(arena, struct column, face->column_count + 2 * territories + 1);
    copy->rows = ARENA_ARRAY(arena, struct row, face->row_count + territories + 1);
    copy->entries = ARENA_ARRAY(arena, struct entry,
                                face->entry_count + 2 * (size_t)face->column_count +
                                    4 * (size_t)territories + 1);
    memcpy(copy->columns, face->columns, face->column_count * sizeof *face->columns);
    memcpy(copy->rows, face->rows, face->row_count * sizeof *face->rows);
    memcpy(copy->entries, face->entries, face->entry_count * sizeof *face->entries);
    return copy;
}

static uint32_t add_column(struct program *face) {
    face->columns[face->column_count] = (struct column){.kind = COLUMN_SELECTED,
                                                        .line = NONE,
                                                        .fund = NONE,
                                                        .year = NONE,
                                                        .lower = RATIO_ZERO,
                                                        .upper = RATIO_UNKNOWN};
    return face->column_count++;
}

static void add_entry(struct program *face, uint32_t column, struct ratio coefficient) {
    face->entries[face->entry_count++] = (struct entry){column, coefficient};
    face->rows[face->row_count - 1].count++;
}

/* A row that must be 0, with the dollars of one territory, or of all. */
static void add_row(struct program *face, uint32_t territory, uint32_t columns) {
    face->rows[face->row_count++] = (struct row){
        .kind = ROW_GOAL, .lower = RATIO_ZERO, .upper = RATIO_ZERO, .start = face->entry_count};
    for (uint32_t j = 0; j < columns; j++) {
        const struct column *c = &face->columns[j];
        uint32_t its = c->kind == COLUMN_PAID ? face->plan->lines[c->line].territory : NONE;
        if (its != NONE && (territory == NONE || its == territory))
            add_entry(face, j, RATIO_ONE);
    }
}

/* Sum of |dollars of a territory - its part of those of all|; without entries when there is no such
 * sharing. */
static struct objective add_deviation(const struct tying *t, struct program *face) {
    const struct plan *plan = face->plan;
    uint32_t columns = face->column_count;
    struct objective distance = {.maximize = false, .constant = RATIO_ZERO};
    struct ratio *part = ARENA_ARRAY(t->arena, struct ratio, plan->territory_count);
    if (plan->territory_count < 2 || find_parts(t, part) < 2)
        return distance;
    distance.entries = ARENA_ARRAY(t->arena, struct entry, 2 * (size_t)plan->territory_count);
    uint32_t all = add_column(face);
    add_row(face, NONE, columns);
    add_entry(face, all, ratio_of(-1, 1));
    for (uint32_t m = 0; m < plan->territory_count; m++) {
        if (!ratio_known(part[m]))
            continue;
        uint32_t less = add_column(face), more = add_column(face);
        add_row(face, m, columns);
        if (ratio_sign(part[m]) > 0)
            add_entry(face, all, ratio_neg(part[m]));
        add_entry(face, less, RATIO_ONE);
        add_entry(face, more, ratio_of(-1, 1));
        distance.entries[distance.count++] = (struct entry){less, RATIO_ONE};
        distance.entries[distance.count++] = (struct entry){more, RATIO_ONE};
    }
    return distance;
}

/* Where the deviation is told: the bounded columns that are not 0 at x are basic, so that x is the
 * point to start from. */
static void start_from(struct tying *t, const struct engine *engine,
                       const struct program *face) {
    uint32_t rows = t->program->row_count, columns = t->program->column_count;
    struct basis *own = engine_basis(engine);
    struct basis *basis = basis_new(face->row_count, face->column_count);
    memcpy(basis->standing, own->standing, rows);
    memcpy(basis->standing + face->row_count, own->standing + rows, columns);
    memset(basis->standing + rows, STANDS_FIXED, face->row_count - rows);
    uint8_t *added = basis->standing + face->row_count;
    memset(added + columns, STANDS_LOWER, face->column_count - columns);
    double all = 0;
    for (uint32_t i = rows; i < face->row_count; i++) {
        const struct row *row = &face->rows[i];
        double rest = 0;
        for (uint32_t k = row->start; k < row->start + row->count; k++) {
            const struct entry *entry = &face->entries[k];
            double at = entry->column < columns    ? t->x[entry->column]
                        : entry->column == columns ? all
                                                   : 0;
            rest += ratio_double(entry->coefficient) * at;
        }
        uint32_t last = face->entries[row->start + row->count - 1].column;
        if (i == rows)
            all = rest;
        added[i > rows && rest < 0 ? last - 1 : last] = STANDS_BASIC;
    }
    engine_start_from(t->engine, basis);
    basis_release(basis);
    basis_release(own);
}

/* Nearest to the distance's least, then by place. False when it was not found out. */
static bool take(struct tying *t, const struct objective *distance,
                 struct objective *preference, struct ties *ties) {
    bool single = false, near = distance->count > 0 && solve_for(t, distance);
    if (near) {
        keep_point(t);
        engine_fix_face(t->engine);
    }
    if (!prefer(t, preference, &single))
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

static struct ties break_tie(struct tying *t, const struct objective *distance, double *x) {
    struct objective preference = by_place(t);
    struct ties ties = {.told = true, .unique = preference.count == 0};
    if (ties.unique)
        return ties;
    ties.told = take(t, distance, &preference, &ties);
    if (ties.told && !ties.unique && !is_elsewhere(t, x)) {
        struct tying whole = *t; /* x is the one to take: is there another? */
        engine_release(t->engine);
        whole.x = ARENA_ARRAY(t->arena, double, t->program->column_count);
        memcpy(whole.x, x, t->program->column_count * sizeof(double));
        whole.end = NULL;
        ties.told = prefer(&whole, &preference, &ties.unique);
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
    if (columns > MOST_COLUMNS)
        return (struct ties){.told = false};
    engine_fix_face(engine);
    if (engine_is_point(engine)) {
        *end = engine_start(engine, rows, columns);
        return (struct ties){.told = true, .unique = true};
    }
    struct tying t = {
        .program = present, .limits = limits, .arena = arena_new(), .row_count = rows};
    struct program *face = copy_face(t.arena, present);
    struct objective distance = add_deviation(&t, face);
    t.x = ARENA_ARRAY(t.arena, double, columns);
    memcpy(t.x, x, columns * sizeof(double));
    struct start *own = engine_start(engine, present->row_count, columns);
    t.engine = engine_new_like(face, own);
    free(own);
    start_from(&t, engine, face);
    struct ties ties = break_tie(&t, &distance, x);
    *end = t.end;
    engine_free(t.engine);
    arena_free(t.arena);
    return ties;
}

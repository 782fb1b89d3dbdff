/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/ties.h"

#include <math.h>
#include <string.h>

#define MOST_COLUMNS 5000 /* of larger programs ties are left as the solver leaves them */
#define SAME 1e-9         /* relative: preferences nearer than this are not told apart */

struct tying {
    struct engine *engine;
    const struct program *program;
    const struct engine_limits *limits;
    struct arena *arena;
};

static bool solve_for(struct tying *t, const struct objective *objective, double *value) {
    engine_set_objective(t->engine, objective);
    bool solved = engine_solve_linear(t->engine, t->limits) == ENGINE_OPTIMAL;
    *value = solved ? engine_objective(t->engine) : NAN;
    return solved;
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

/* A preference without ties has the same most and least only where there is one allocation. */
static bool is_single(struct tying *t, struct objective *preference) {
    double most, least;
    bool solved = solve_for(t, preference, &most);
    preference->maximize = false;
    solved = solved && solve_for(t, preference, &least);
    preference->maximize = true;
    return solved && fabs(most - least) <= SAME * fmax(1, fabs(most));
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

static struct ties break_tie(struct tying *t, struct objective *distance, bool *moved) {
    struct objective preference = by_place(t);
    struct ties ties = {.told = true};
    double value;
    if (preference.count == 0 || is_single(t, &preference)) {
        ties.unique = true;
        return ties;
    }
    ties.broken_by = BY_PLACE;
    if (distance->count > 0 && solve_for(t, distance, &value)) {
        engine_fix_face(t->engine);
        if (is_single(t, &preference))
            ties.broken_by = BY_PROPORTION;
    }
    *moved = ties.told = solve_for(t, &preference, &value);
    return ties;
}

struct ties ties_break(struct engine *engine, const struct engine_limits *limits, double *x) {
    const struct program *present = engine_present(engine);
    uint32_t columns = present->column_count;
    bool moved = false;
    if (columns > MOST_COLUMNS)
        return (struct ties){.told = false};
    engine_fix_face(engine);
    if (engine_is_point(engine))
        return (struct ties){.told = true, .unique = true};
    struct tying t = {NULL, present, limits, arena_new()};
    struct program *face = copy_face(t.arena, present);
    struct objective distance = add_deviation(&t, face);
    t.engine = engine_new(face);
    struct ties ties = break_tie(&t, &distance, &moved);
    for (uint32_t j = 0; j < columns && moved; j++)
        x[j] = engine_column(t.engine, j);
    engine_free(t.engine);
    arena_free(t.arena);
    return ties;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/preference.h"

#include <string.h>

/* --- proportional sharing: (43) ------------------------------------------------------------- */

/* The part of each territory: by population where all have one, else the same for all; unknown for
 * those without lines. */
static uint32_t find_parts(const struct plan *plan, struct arena *arena, struct ratio *part) {
    uint32_t population = plan_find(plan->attributes, plan->attribute_count, "population");
    struct ratio total = RATIO_ZERO, value;
    uint32_t count = 0;
    bool *has_lines = ARENA_ARRAY(arena, bool, plan->territory_count);
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

/* The program, with room for what measures the deviation. */
static struct program *copy_of(const struct program *face, struct arena *arena) {
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

/* The territories in the order of their identifiers, so that the order of the file has no say. */
static uint32_t *in_order(const struct plan *plan, struct arena *arena) {
    uint32_t *order = ARENA_ARRAY(arena, uint32_t, plan->territory_count);
    for (uint32_t m = 0; m < plan->territory_count; m++) {
        uint32_t at = m;
        for (; at > 0 && strcmp(plan->territories[order[at - 1]].entity.id,
                                plan->territories[m].entity.id) > 0;
             at--)
            order[at] = order[at - 1];
        order[at] = m;
    }
    return order;
}

/* Sum of |dollars of a territory - its part of those of all|; without entries when there is no such
 * sharing. */
static struct objective add_deviation(struct program *face, struct arena *arena) {
    const struct plan *plan = face->plan;
    uint32_t columns = face->column_count;
    struct objective distance = {.maximize = false, .constant = RATIO_ZERO};
    struct ratio *part = ARENA_ARRAY(arena, struct ratio, plan->territory_count);
    if (plan->territory_count < 2 || find_parts(plan, arena, part) < 2)
        return distance;
    distance.entries = ARENA_ARRAY(arena, struct entry, 2 * (size_t)plan->territory_count);
    uint32_t all = add_column(face);
    add_row(face, NONE, columns);
    add_entry(face, all, ratio_of(-1, 1));
    const uint32_t *order = in_order(plan, arena);
    for (uint32_t i = 0; i < plan->territory_count; i++) {
        uint32_t m = order[i];
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

/* --- by place: (44) ----------------------------------------------------------------------- */

/* Weights fall with the square of the place, so that an exchange between four amounts is no tie;
 * what is added in the last ten bits leaves none among larger exchanges. */
static struct objective by_place(const struct program *program, struct arena *arena) {
    struct objective preference = {.maximize = true, .constant = RATIO_ZERO};
    preference.entries = ARENA_ARRAY(arena, struct entry, program->column_count);
    for (uint32_t j = 0; j < program->column_count; j++) {
        int64_t left = (int64_t)(program->column_count - j);
        if (program->columns[j].kind == COLUMN_PAID)
            preference.entries[preference.count++] = (struct entry){
                j, ratio_of(left * left * 1024 + (int64_t)((j * 2654435761u) >> 22), 1)};
    }
    return preference;
}

struct preference preference_new(const struct program *program, struct arena *arena) {
    struct preference preference = {.program = copy_of(program, arena)};
    preference.place = by_place(program, arena);
    preference.distance = add_deviation(preference.program, arena);
    return preference;
}

struct basis *preference_start(const struct preference *preference, const struct basis *own,
                               uint32_t columns, const double *x) {
    const struct program *program = preference->program;
    uint32_t rows = own->row_count;
    struct basis *basis = basis_new(program->row_count, program->column_count);
    memcpy(basis->standing, own->standing, rows);
    memcpy(basis->standing + program->row_count, own->standing + rows, columns);
    memset(basis->standing + rows, STANDS_FIXED, program->row_count - rows);
    uint8_t *added = basis->standing + program->row_count;
    memset(added + columns, STANDS_LOWER, program->column_count - columns);
    double all = 0;
    for (uint32_t i = rows; i < program->row_count; i++) {
        const struct row *row = &program->rows[i];
        double rest = 0;
        for (uint32_t k = row->start; k < row->start + row->count; k++) {
            const struct entry *entry = &program->entries[k];
            double at = entry->column < columns    ? x[entry->column]
                        : entry->column == columns ? all
                                                   : 0;
            rest += ratio_double(entry->coefficient) * at;
        }
        uint32_t last = program->entries[row->start + row->count - 1].column;
        if (i == rows)
            all = rest;
        added[i > rows && rest < 0 ? last - 1 : last] = STANDS_BASIC;
    }
    return basis;
}

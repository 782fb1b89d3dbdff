/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/export.h"

#include "solver/export_parts.h"

static char row_letter(const struct row *row) {
    if (ratio_equal(row->lower, row->upper))
        return 'E';
    if (ratio_known(row->upper))
        return 'L';
    return ratio_known(row->lower) ? 'G' : 'N';
}

static void mps_pair(struct export *e, const char *first, const char *second,
                     struct ratio value) {
    text_format(e->out, " %s %s ", first, second);
    export_number(e->out, value);
    text_add_char(e->out, '\n');
}

/* Entries of each column: the transpose of the rows. */
struct transpose {
    uint32_t *start, *rows;
    struct ratio *values;
};

static struct transpose transpose(const struct program *program, struct arena *arena) {
    struct transpose t;
    t.start = ARENA_ARRAY(arena, uint32_t, (size_t)program->column_count + 2);
    t.rows = ARENA_ARRAY(arena, uint32_t, program->entry_count);
    t.values = ARENA_ARRAY(arena, struct ratio, program->entry_count);
    for (uint32_t k = 0; k < program->entry_count; k++)
        t.start[program->entries[k].column + 2]++;
    for (uint32_t j = 0; j < program->column_count; j++)
        t.start[j + 2] += t.start[j + 1];
    for (uint32_t i = 0; i < program->row_count; i++) {
        const struct row *row = &program->rows[i];
        for (uint32_t k = row->start; k < row->start + row->count; k++) {
            uint32_t at = t.start[program->entries[k].column + 1]++;
            t.rows[at] = i;
            t.values[at] = program->entries[k].coefficient;
        }
    }
    return t;
}

static struct ratio *dense_objective(const struct export *e, const struct objective *o) {
    struct ratio *costs = ARENA_ARRAY(e->arena, struct ratio, e->program->column_count);
    for (uint32_t j = 0; j < e->program->column_count; j++)
        costs[j] = RATIO_ZERO;
    for (uint32_t i = 0; i < o->count; i++)
        costs[o->entries[i].column] = o->entries[i].coefficient;
    return costs;
}

static void mps_columns(struct export *e, const struct objective *o, const char *goal) {
    struct transpose t = transpose(e->program, e->arena);
    struct ratio *costs = dense_objective(e, o);
    bool inside = false;
    unsigned markers = 0;
    for (uint32_t j = 0; j < e->program->column_count; j++) {
        if (e->program->columns[j].whole != inside) {
            inside = !inside;
            text_format(e->out, " M%u 'MARKER' '%s'\n", markers++,
                        inside ? "INTORG" : "INTEND");
        }
        bool empty = t.start[j] == t.start[j + 1];
        if (ratio_sign(costs[j]) != 0 || empty)
            mps_pair(e, e->columns[j], goal, o->maximize ? ratio_neg(costs[j]) : costs[j]);
        for (uint32_t k = t.start[j]; k < t.start[j + 1]; k++)
            mps_pair(e, e->columns[j], e->rows[t.rows[k]], t.values[k]);
    }
    if (inside)
        text_format(e->out, " M%u 'MARKER' 'INTEND'\n", markers);
    if (ratio_sign(o->constant) != 0)
        mps_pair(e, EXPORT_CONSTANT, goal, o->maximize ? ratio_neg(o->constant) : o->constant);
}

static void mps_right_sides(struct export *e) {
    text_add(e->out, "RHS\n");
    for (uint32_t i = 0; i < e->program->row_count; i++) {
        const struct row *row = &e->program->rows[i];
        struct ratio side = ratio_known(row->upper) ? row->upper : row->lower;
        if (ratio_known(side) && ratio_sign(side) != 0)
            mps_pair(e, "RHS", e->rows[i], side);
    }
    text_add(e->out, "RANGES\n");
    for (uint32_t i = 0; i < e->program->row_count; i++) {
        const struct row *row = &e->program->rows[i];
        if (ratio_known(row->lower) && ratio_known(row->upper) &&
            !ratio_equal(row->lower, row->upper))
            mps_pair(e, "RNG", e->rows[i], ratio_sub(row->upper, row->lower));
    }
}

static void mps_bounds(struct export *e, const struct objective *o) {
    text_add(e->out, "BOUNDS\n");
    for (uint32_t j = 0; j < e->program->column_count; j++) {
        const struct column *c = &e->program->columns[j];
        if (!ratio_known(c->lower)) { /* nor has it the other bound */
            text_format(e->out, " FR BND %s\n", e->columns[j]);
            continue;
        }
        bool fixed = ratio_known(c->upper) && ratio_equal(c->lower, c->upper);
        if (fixed) {
            mps_pair(e, "FX BND", e->columns[j], c->lower);
            continue;
        }
        if (ratio_sign(c->lower) != 0)
            mps_pair(e, "LO BND", e->columns[j], c->lower);
        if (ratio_known(c->upper))
            mps_pair(e, "UP BND", e->columns[j], c->upper);
        else if (c->whole) /* some readers take a whole column without bounds as yes/no */
            text_format(e->out, " PL BND %s\n", e->columns[j]);
    }
    if (ratio_sign(o->constant) != 0)
        mps_pair(e, "FX BND", EXPORT_CONSTANT, RATIO_ONE);
}

void export_mps(const struct program *program, uint32_t goal, struct text *out) {
    struct export e = {.program = program, .out = out, .arena = arena_new()};
    const struct objective *o = &program->objectives[program->goal_stage[goal]];
    const char *name = o->maximize ? "minus_goal" : "goal";
    export_names(&e);
    text_add(out, "NAME plan FREE\nROWS\n");
    text_format(out, " N %s\n", name);
    for (uint32_t i = 0; i < program->row_count; i++)
        text_format(out, " %c %s\n", row_letter(&program->rows[i]), e.rows[i]);
    text_add(out, "COLUMNS\n");
    mps_columns(&e, o, name);
    mps_right_sides(&e);
    mps_bounds(&e, o);
    text_add(out, "ENDATA\n");
    arena_free(e.arena);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program as GLPK has it: loaded, scaled, and given other bounds and objectives. */
#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/engine_parts.h"

/* --- scaling ------------------------------------------------------------------------------ */

static double power_of_two_near(double value) {
    if (!(value > 0) || !isfinite(value))
        return 1;
    int exponent;
    frexp(value, &exponent);
    return ldexp(1, exponent - 1);
}

static double bound_or(struct ratio bound, double otherwise) {
    return ratio_known(bound) ? ratio_double(bound) : otherwise;
}

/* Floors are dollars per unit of an attribute where there is one. */
static bool is_dollars_of_goal(const struct goal *goal, enum column_kind kind) {
    bool of_floor = kind == COLUMN_FLOOR || kind == COLUMN_BELOW;
    return !goal->counts && !(of_floor && !ratio_equal(goal->sharers[0].weight, RATIO_ONE));
}

static bool is_dollars(const struct program *program, uint32_t column) {
    const struct column *c = &program->columns[column];
    if (column_is_of_goal(c))
        return is_dollars_of_goal(&program->plan->goals[c->fund], c->kind);
    if (column_is_miss(c))
        return !program->plan->rules[c->line].counts;
    return c->kind != COLUMN_FUNDED && c->kind != COLUMN_BLOCKS && c->kind != COLUMN_PIECE_FULL;
}

/* The largest bound of the program is the size of its money; a thousandth of it is the unit. */
static double money_scale(const struct program *program) {
    double most = 1;
    for (uint32_t i = 0; i < program->row_count; i++)
        most = fmax(most, fmax(fabs(bound_or(program->rows[i].lower, 0)),
                               fabs(bound_or(program->rows[i].upper, 0))));
    return power_of_two_near(most / 1000);
}

static void scale_columns(struct engine *engine) {
    const struct program *program = engine->program;
    double money = money_scale(program);
    engine->column_scale = memory_grow(NULL, program->column_count, sizeof(double));
    for (uint32_t j = 0; j < program->column_count; j++)
        engine->column_scale[j] = is_dollars(program, j) ? money : 1;
}

/* --- loading ------------------------------------------------------------------------------ */

static int bound_kind(double lower, double upper) {
    if (isinf(lower) && isinf(upper))
        return GLP_FR;
    if (isinf(upper))
        return GLP_LO;
    if (isinf(lower))
        return GLP_UP;
    return lower == upper ? GLP_FX : GLP_DB;
}

void engine_set_cutoff(struct engine *engine, double objective) {
    engine->cutoff = objective;
}

void engine_be_quick(struct engine *engine, bool quick) {
    engine->is_quick = quick;
}

/* A bound that came as a double: the exact one of the program that it stands for, or the simplest
 * fraction that reads the same. */
static struct ratio exact_bound(double bound, const struct ratio *own) {
    if (isinf(bound))
        return RATIO_UNKNOWN;
    if (own != NULL && ratio_known(*own) && ratio_double(*own) == bound)
        return *own;
    if (bound == floor(bound) && fabs(bound) < 1e15)
        return ratio_of((int64_t)bound, 1);
    return ratio_near(bound, 2 * DBL_EPSILON * fabs(bound));
}

static void give_row(struct engine *engine, uint32_t row, double lower, double upper) {
    double scale = engine->row_scale[row];
    glp_set_row_bnds(engine->prob, (int)row + 1, bound_kind(lower, upper), lower / scale,
                     upper / scale);
}

static void give_column(struct engine *engine, uint32_t column, double lower, double upper) {
    double scale = engine->column_scale[column];
    glp_set_col_bnds(engine->prob, (int)column + 1, bound_kind(lower, upper), lower / scale,
                     upper / scale);
}

static bool is_same(struct ratio a, struct ratio b) {
    return a.num == b.num && a.den == b.den;
}

void engine_set_row(struct engine *engine, uint32_t row, double lower, double upper) {
    assert(row < engine->row_count && !isnan(lower) && !isnan(upper));
    const struct program *program = engine->program;
    const struct row *own = row < program->row_count ? &program->rows[row] : NULL;
    struct row *now = &engine->present.rows[row];
    struct ratio low = exact_bound(lower, own == NULL ? NULL : &own->lower);
    struct ratio high = exact_bound(upper, own == NULL ? NULL : &own->upper);
    if (is_same(now->lower, low) && is_same(now->upper, high))
        return;
    now->lower = low;
    now->upper = high;
    if (engine->opinion != NULL)
        opinion_set_row(engine->opinion, row, low, high);
    give_row(engine, row, lower, upper);
}

void engine_set_column(struct engine *engine, uint32_t column, double lower, double upper) {
    assert(!isnan(lower) && !isnan(upper));
    const struct column *own = &engine->program->columns[column];
    struct column *now = &engine->present.columns[column];
    struct ratio low = exact_bound(lower, &own->lower);
    struct ratio high = exact_bound(upper, &own->upper);
    if (is_same(now->lower, low) && is_same(now->upper, high))
        return;
    now->lower = low;
    now->upper = high;
    if (engine->opinion != NULL)
        opinion_set_column(engine->opinion, column, low, high);
    give_column(engine, column, lower, upper);
}

/* A row as GLPK takes it, from position 1 on; grows as it must. */
struct form {
    int *indices;
    double *values;
    uint32_t capacity;
};

static void form_free(struct form *form) {
    free(form->indices);
    free(form->values);
}

static void load_row(struct engine *engine, uint32_t row, const struct entry *entries,
                     uint32_t count, struct form *form) {
    double largest = 0;
    if (count + 1 > form->capacity) {
        form->capacity = 2 * count + 1;
        form->indices = memory_grow(form->indices, form->capacity, sizeof *form->indices);
        form->values = memory_grow(form->values, form->capacity, sizeof *form->values);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t column = entries[i].column;
        form->indices[i + 1] = (int)column + 1;
        form->values[i + 1] =
            ratio_double(entries[i].coefficient) * engine->column_scale[column];
        largest = fmax(largest, fabs(form->values[i + 1]));
    }
    double scale = engine->row_scale[row] = power_of_two_near(largest);
    for (uint32_t i = 1; i <= count; i++)
        form->values[i] /= scale;
    glp_set_mat_row(engine->prob, (int)row + 1, (int)count, form->indices, form->values);
}

static void grow_rows(struct engine *engine, uint32_t count) {
    engine->row_count += count;
    if (engine->row_count > engine->row_capacity) {
        engine->row_capacity = engine->row_count + 64;
        engine->row_scale =
            memory_grow(engine->row_scale, engine->row_capacity, sizeof(double));
        engine->multipliers =
            memory_grow(engine->multipliers, engine->row_capacity, sizeof(double));
        engine->present.rows =
            memory_grow(engine->present.rows, engine->row_capacity, sizeof(struct row));
    }
    glp_add_rows(engine->prob, (int)count);
}

void engine_release(struct engine *engine) {
    const struct program *program = engine->program;
    for (uint32_t j = 0; j < program->column_count; j++)
        engine_set_column(engine, j, bound_or(program->columns[j].lower, -INFINITY),
                          bound_or(program->columns[j].upper, INFINITY));
    for (uint32_t i = 0; i < engine->row_count; i++) {
        bool own = i < program->row_count;
        engine_set_row(engine, i, own ? bound_or(program->rows[i].lower, -INFINITY) : -INFINITY,
                       own ? bound_or(program->rows[i].upper, INFINITY) : INFINITY);
    }
    if (engine->opinion != NULL)
        opinion_narrow(engine->opinion);
}

static void set_scale(struct engine *engine, const struct start *like) {
    uint32_t rows = like->row_count, columns = like->column_count;
    for (uint32_t i = 0; i < engine->row_count && i < rows; i++)
        glp_set_rii(engine->prob, (int)i + 1, like->variables[i].factor);
    for (uint32_t j = 0; j < engine->program->column_count && j < columns; j++)
        glp_set_sjj(engine->prob, (int)j + 1, like->variables[rows + j].factor);
}

/* A copy whose bounds may change; its entries are the program's own until a row is added. */
static void copy_program(struct engine *engine) {
    const struct program *program = engine->program;
    engine->present = *program;
    engine->present.columns = memory_grow(NULL, program->column_count, sizeof(struct column));
    memcpy(engine->present.columns, program->columns,
           program->column_count * sizeof(struct column));
    engine->present.rows = memory_grow(NULL, program->row_count, sizeof(struct row));
    memcpy(engine->present.rows, program->rows, program->row_count * sizeof(struct row));
}

void engine_load(struct engine *engine, const struct start *like) {
    const struct program *program = engine->program;
    copy_program(engine);
    scale_columns(engine);
    glp_add_cols(engine->prob, (int)program->column_count);
    if (program->row_count > 0)
        grow_rows(engine, program->row_count);
    struct form form = {0};
    for (uint32_t i = 0; i < program->row_count; i++)
        load_row(engine, i, program->entries + program->rows[i].start, program->rows[i].count,
                 &form);
    form_free(&form);
    if (like != NULL)
        set_scale(engine, like);
    else
        glp_scale_prob(engine->prob, GLP_SF_AUTO);
    for (uint32_t i = 0; i < program->row_count; i++)
        give_row(engine, i, bound_or(program->rows[i].lower, -INFINITY),
                 bound_or(program->rows[i].upper, INFINITY));
    for (uint32_t j = 0; j < program->column_count; j++)
        give_column(engine, j, bound_or(program->columns[j].lower, -INFINITY),
                    bound_or(program->columns[j].upper, INFINITY));
}

static void append_row(struct engine *engine, const struct entry *entries, uint32_t count) {
    struct program *present = &engine->present;
    bool shared = present->entries == engine->program->entries;
    struct entry *grown = memory_grow(shared ? NULL : present->entries,
                                      (size_t)present->entry_count + count, sizeof *grown);
    if (shared)
        memcpy(grown, present->entries, present->entry_count * sizeof *grown);
    memcpy(grown + present->entry_count, entries, count * sizeof *grown);
    present->entries = grown;
    present->rows[present->row_count++] = (struct row){.kind = ROW_GOAL,
                                                       .lower = RATIO_UNKNOWN,
                                                       .upper = RATIO_UNKNOWN,
                                                       .start = present->entry_count,
                                                       .count = count};
    present->entry_count += count;
}

uint32_t engine_add_row(struct engine *engine, const struct entry *entries, uint32_t count,
                        double lower, double upper) {
    uint32_t row = engine->row_count;
    grow_rows(engine, 1);
    struct form form = {0};
    load_row(engine, row, entries, count, &form);
    form_free(&form);
    append_row(engine, entries, count);
    if (engine->opinion != NULL)
        opinion_add_row(engine->opinion, entries, count, RATIO_UNKNOWN, RATIO_UNKNOWN);
    engine_set_row(engine, row, lower, upper);
    return row;
}

void engine_set_objective(struct engine *engine, const struct objective *objective) {
    double largest = 0;
    for (uint32_t i = 0; i < objective->count; i++)
        largest = fmax(largest, fabs(ratio_double(objective->entries[i].coefficient)) *
                                    engine->column_scale[objective->entries[i].column]);
    engine->objective_scale = power_of_two_near(largest);
    if (engine->objective != NULL)
        for (uint32_t i = 0; i < engine->objective->count; i++)
            glp_set_obj_coef(engine->prob, (int)engine->objective->entries[i].column + 1, 0);
    engine->objective = objective;
    engine->has_new_objective = true;
    if (engine->opinion != NULL)
        opinion_set_objective(engine->opinion, objective);
    for (uint32_t i = 0; i < objective->count; i++) {
        const struct entry *entry = &objective->entries[i];
        glp_set_obj_coef(engine->prob, (int)entry->column + 1,
                         ratio_double(entry->coefficient) *
                             engine->column_scale[entry->column] / engine->objective_scale);
    }
    glp_set_obj_dir(engine->prob, objective->maximize ? GLP_MAX : GLP_MIN);
}

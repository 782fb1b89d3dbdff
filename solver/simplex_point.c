/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/simplex_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct ratio simplex_lower(const struct simplex *s, uint32_t variable) {
    return variable < s->row_count ? s->program->rows[variable].lower
                                   : s->program->columns[variable - s->row_count].lower;
}

struct ratio simplex_upper(const struct simplex *s, uint32_t variable) {
    return variable < s->row_count ? s->program->rows[variable].upper
                                   : s->program->columns[variable - s->row_count].upper;
}

int simplex_violation(struct simplex *s, uint32_t variable) {
    struct ratio lower = simplex_lower(s, variable), upper = simplex_upper(s, variable);
    if (ratio_known(lower) && big_cmp(s->value[variable], lower, s->work) < 0)
        return -1;
    return ratio_known(upper) && big_cmp(s->value[variable], upper, s->work) > 0 ? 1 : 0;
}

/* --- making and starting ------------------------------------------------------------------ */

static uint32_t *numbers(size_t count) {
    uint32_t *list = memory_grow(NULL, count, sizeof *list);
    memset(list, 0, count * sizeof *list);
    return list;
}

static void list_columns(struct simplex *s) {
    const struct program *program = s->program;
    s->column_start = numbers((size_t)program->column_count + 2);
    s->column_rows = numbers(program->entry_count);
    s->column_entries = numbers(program->entry_count);
    for (uint32_t e = 0; e < program->entry_count; e++)
        s->column_start[program->entries[e].column + 2]++;
    for (uint32_t j = 1; j < program->column_count; j++)
        s->column_start[j + 1] += s->column_start[j];
    for (uint32_t i = 0; i < program->row_count; i++) {
        const struct row *row = &program->rows[i];
        for (uint32_t e = row->start; e < row->start + row->count; e++) {
            uint32_t at = s->column_start[program->entries[e].column + 1]++;
            s->column_rows[at] = i;
            s->column_entries[at] = e;
        }
    }
}

void simplex_make_room(struct simplex *s) {
    if (s->change != NULL)
        return;
    s->change = fractions_new(s->variable_count);
    s->solution = fractions_new(s->variable_count);
    s->kernel_rows = numbers(s->variable_count);
    s->kernel_columns = numbers(s->variable_count);
    s->place = numbers(s->variable_count);
    list_columns(s);
}

struct simplex *simplex_new(const struct program *program, const struct objective *objective) {
    struct simplex *s = memory_grow(NULL, 1, sizeof *s);
    uint32_t rows = program->row_count, all = rows + program->column_count;
    *s = (struct simplex){.program = program,
                          .objective = objective,
                          .row_count = rows,
                          .variable_count = all,
                          .state = memory_grow(NULL, all, 1),
                          .value = fractions_new(all),
                          .weight = fractions_new(rows),
                          .reduced = fractions_new(program->column_count)};
    mpq_inits(s->work, s->other, NULL);
    memset(s->state, AT_LOWER, all);
    memset(s->state, BASIC, rows);
    simplex_start(s, s->state);
    return s;
}

void simplex_free(struct simplex *s) {
    if (s == NULL)
        return;
    free(s->state);
    fractions_free(s->value, s->variable_count);
    fractions_free(s->weight, s->row_count);
    fractions_free(s->reduced, s->variable_count - s->row_count);
    fractions_free(s->change, s->variable_count);
    fractions_free(s->solution, s->variable_count);
    kernel_free(s->kernel);
    free(s->kernel_rows);
    free(s->kernel_columns);
    free(s->place);
    free(s->column_start);
    free(s->column_rows);
    free(s->column_entries);
    mpq_clears(s->work, s->other, NULL);
    free(s);
}

static uint8_t mended(const struct simplex *s, uint32_t variable, uint8_t state) {
    bool lower = ratio_known(simplex_lower(s, variable));
    bool upper = ratio_known(simplex_upper(s, variable));
    if (state == BASIC || (state == AT_LOWER && lower) || (state == AT_UPPER && upper))
        return state;
    return lower ? AT_LOWER : upper ? AT_UPPER : AT_ZERO;
}

void simplex_start(struct simplex *s, const uint8_t *state) {
    for (uint32_t v = 0; v < s->variable_count; v++)
        s->state[v] = mended(s, v, state[v]);
    kernel_free(s->kernel);
    s->kernel = NULL;
    s->placed = s->bland = false;
    s->pivots = 0;
}

/* --- where the variables stand ------------------------------------------------------------ */

void simplex_stand(struct simplex *s, uint32_t variable) {
    if (s->state[variable] == AT_LOWER)
        ratio_to_big(s->value[variable], simplex_lower(s, variable));
    else if (s->state[variable] == AT_UPPER)
        ratio_to_big(s->value[variable], simplex_upper(s, variable));
    else
        mpq_set_ui(s->value[variable], 0, 1);
}

void simplex_add_columns(struct simplex *s, mpq_t *amounts) {
    for (uint32_t i = 0; i < s->row_count; i++)
        if (s->state[i] == BASIC)
            mpq_set_ui(amounts[i], 0, 1);
    for (uint32_t v = s->row_count; v < s->variable_count; v++) {
        uint32_t j = v - s->row_count;
        if (mpq_sgn(amounts[v]) == 0)
            continue;
        for (uint32_t k = s->column_start[j]; k < s->column_start[j + 1]; k++)
            if (s->state[s->column_rows[k]] == BASIC)
                big_add_product(amounts[s->column_rows[k]],
                                s->program->entries[s->column_entries[k]].coefficient,
                                amounts[v], s->work);
    }
}

static void reckon_values(struct simplex *s) {
    for (uint32_t v = 0; v < s->variable_count; v++)
        if (s->state[v] != BASIC)
            simplex_stand(s, v);
    for (uint32_t k = 0; k < s->kernel_size; k++) {
        const struct row *row = &s->program->rows[s->kernel_rows[k]];
        mpq_neg(s->solution[k], s->value[s->kernel_rows[k]]);
        for (uint32_t e = row->start; e < row->start + row->count; e++) {
            const struct entry *entry = &s->program->entries[e];
            uint32_t v = s->row_count + entry->column;
            if (s->state[v] != BASIC)
                big_add_product(s->solution[k], entry->coefficient, s->value[v], s->work);
        }
        mpq_neg(s->solution[k], s->solution[k]);
    }
    kernel_solve(s->kernel, s->solution);
    for (uint32_t k = 0; k < s->kernel_size; k++)
        mpq_set(s->value[s->kernel_columns[k]], s->solution[k]);
    simplex_add_columns(s, s->value);
    s->placed = true;
}

static bool make_kernel(struct simplex *s) {
    uint32_t rows = 0, columns = 0;
    for (uint32_t v = 0; v < s->variable_count; v++) {
        if (v < s->row_count && s->state[v] != BASIC)
            s->kernel_rows[s->place[v] = rows++] = v;
        if (v >= s->row_count && s->state[v] == BASIC)
            s->kernel_columns[s->place[v] = columns++] = v;
    }
    if (rows != columns)
        return false;
    s->kernel_size = rows;
    kernel_free(s->kernel);
    s->kernel = kernel_new(rows);
    for (uint32_t k = 0; k < rows; k++) {
        const struct row *row = &s->program->rows[s->kernel_rows[k]];
        for (uint32_t e = row->start; e < row->start + row->count; e++) {
            uint32_t v = s->row_count + s->program->entries[e].column;
            if (s->state[v] == BASIC)
                kernel_add(s->kernel, k, s->place[v], s->program->entries[e].coefficient);
        }
    }
    return kernel_factorize(s->kernel);
}

void simplex_place(struct simplex *s) {
    if (s->kernel == NULL && !make_kernel(s)) {
        for (uint32_t v = 0; v < s->variable_count; v++) {
            bool row = v < s->row_count;
            s->state[v] = mended(s, v,
                                 row                       ? BASIC
                                 : s->state[v] == AT_UPPER ? AT_UPPER
                                                           : AT_LOWER);
        }
        s->placed = false;
        s->pivots++;
        make_kernel(s);
    }
    if (!s->placed)
        reckon_values(s);
}

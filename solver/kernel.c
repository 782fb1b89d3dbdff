/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/kernel.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct element {
    uint32_t column;
    mpq_t value;
};

struct line_of {
    struct element *elements; /* [count] of a row; at its pivot's turn it is a row of U */
    uint32_t count, capacity;
};

struct places {
    uint32_t *rows; /* [count] rows in which a column stands, or stood */
    uint32_t count, capacity;
};

/* row `to` lost `times` its pivot row. */
struct step {
    uint32_t from, to;
    mpq_t times;
};

struct kernel {
    uint32_t size;
    struct line_of *rows;   /* [size] */
    struct places *columns; /* [size] */
    uint32_t *in_column;    /* [size] entries of a column in rows not yet chosen */
    bool *row_done, *column_done;
    uint32_t *pivot_row, *pivot_column; /* [size] in order */
    struct step *steps;
    uint32_t step_count, step_capacity;
    uint32_t *thin_rows, *thin_columns; /* stacks of those with one entry left, perhaps */
    uint32_t thin_row_count, thin_row_capacity, thin_column_count, thin_column_capacity;
    uint32_t *at; /* [size] where a column stands in the row at work, + 1 */
    mpq_t work;
    mpq_t *held; /* [size] */
};

mpq_t *fractions_new(size_t count) {
    mpq_t *fractions = memory_grow(NULL, count, sizeof(mpq_t));
    for (size_t i = 0; i < count; i++)
        mpq_init(fractions[i]);
    return fractions;
}

void fractions_free(mpq_t *fractions, size_t count) {
    for (size_t i = 0; fractions != NULL && i < count; i++)
        mpq_clear(fractions[i]);
    free(fractions);
}

static void *zeros(size_t count, size_t size) {
    void *block = memory_grow(NULL, count, size);
    memset(block, 0, count * size);
    return block;
}

struct kernel *kernel_new(uint32_t size) {
    struct kernel *k = zeros(1, sizeof *k);
    k->size = size;
    k->rows = zeros(size, sizeof *k->rows);
    k->columns = zeros(size, sizeof *k->columns);
    k->in_column = zeros(size, sizeof *k->in_column);
    k->row_done = zeros(size, sizeof(bool));
    k->column_done = zeros(size, sizeof(bool));
    k->pivot_row = zeros(size, sizeof(uint32_t));
    k->pivot_column = zeros(size, sizeof(uint32_t));
    k->at = zeros(size, sizeof(uint32_t));
    k->held = fractions_new(size);
    mpq_init(k->work);
    return k;
}

void kernel_free(struct kernel *k) {
    if (k == NULL)
        return;
    for (uint32_t i = 0; i < k->size; i++) {
        for (uint32_t e = 0; e < k->rows[i].count; e++)
            mpq_clear(k->rows[i].elements[e].value);
        free(k->rows[i].elements);
        free(k->columns[i].rows);
    }
    for (uint32_t s = 0; s < k->step_count; s++)
        mpq_clear(k->steps[s].times);
    free(k->rows);
    free(k->columns);
    free(k->in_column);
    free(k->row_done);
    free(k->column_done);
    free(k->pivot_row);
    free(k->pivot_column);
    free(k->steps);
    free(k->thin_rows);
    free(k->thin_columns);
    free(k->at);
    fractions_free(k->held, k->size);
    mpq_clear(k->work);
    free(k);
}

/* --- entries ------------------------------------------------------------------------------ */

static void note_thin_row(struct kernel *k, uint32_t row) {
    if (k->rows[row].count != 1)
        return;
    ARRAY_RESERVE(k->thin_rows, k->thin_row_count, k->thin_row_capacity);
    k->thin_rows[k->thin_row_count++] = row;
}

static void note_thin_column(struct kernel *k, uint32_t column) {
    if (k->in_column[column] != 1)
        return;
    ARRAY_RESERVE(k->thin_columns, k->thin_column_count, k->thin_column_capacity);
    k->thin_columns[k->thin_column_count++] = column;
}

static struct element *add_element(struct kernel *k, uint32_t row, uint32_t column) {
    struct line_of *line = &k->rows[row];
    struct places *places = &k->columns[column];
    ARRAY_RESERVE(line->elements, line->count, line->capacity);
    ARRAY_RESERVE(places->rows, places->count, places->capacity);
    places->rows[places->count++] = row;
    k->in_column[column]++;
    struct element *element = &line->elements[line->count++];
    element->column = column;
    mpq_init(element->value);
    return element;
}

void kernel_add(struct kernel *k, uint32_t row, uint32_t column, struct ratio value) {
    assert(row < k->size && column < k->size && ratio_sign(value) != 0);
    ratio_to_big(add_element(k, row, column)->value, value);
}

/* The last element takes its place. */
static void drop_element(struct kernel *k, uint32_t row, uint32_t position) {
    struct line_of *line = &k->rows[row];
    struct element *last = &line->elements[--line->count];
    uint32_t column = line->elements[position].column;
    mpq_swap(line->elements[position].value, last->value);
    line->elements[position].column = last->column;
    mpq_clear(last->value);
    k->in_column[column]--;
    note_thin_column(k, column);
}

static struct element *find(const struct kernel *k, uint32_t row, uint32_t column) {
    const struct line_of *line = &k->rows[row];
    for (uint32_t e = 0; e < line->count; e++)
        if (line->elements[e].column == column)
            return &line->elements[e];
    return NULL;
}

/* --- elimination -------------------------------------------------------------------------- */

/* Takes `times` the pivot row away from another; the pivot's own column vanishes. */
static void take_away(struct kernel *k, uint32_t pivot, uint32_t column, uint32_t row) {
    const struct element *own = find(k, pivot, column);
    ARRAY_RESERVE(k->steps, k->step_count, k->step_capacity);
    struct step *step = &k->steps[k->step_count++];
    *step = (struct step){.from = pivot, .to = row};
    mpq_init(step->times);
    mpq_div(step->times, find(k, row, column)->value, own->value);
    for (uint32_t e = 0; e < k->rows[row].count; e++)
        k->at[k->rows[row].elements[e].column] = e + 1;
    for (uint32_t e = 0; e < k->rows[pivot].count; e++) {
        const struct element *from = &k->rows[pivot].elements[e];
        if (from->column == column)
            continue;
        mpq_mul(k->work, step->times, from->value);
        uint32_t at = k->at[from->column];
        struct element *to =
            at > 0 ? &k->rows[row].elements[at - 1] : add_element(k, row, from->column);
        mpq_sub(to->value, to->value, k->work);
    }
    for (uint32_t e = k->rows[row].count; e-- > 0;) {
        const struct element *to = &k->rows[row].elements[e];
        k->at[to->column] = 0;
        if (to->column == column || mpq_sgn(to->value) == 0)
            drop_element(k, row, e);
    }
    note_thin_row(k, row);
}

static void eliminate(struct kernel *k, uint32_t turn, uint32_t row, uint32_t column) {
    k->pivot_row[turn] = row;
    k->pivot_column[turn] = column;
    k->row_done[row] = true;
    k->column_done[column] = true;
    for (uint32_t e = 0; e < k->rows[row].count; e++)
        k->in_column[k->rows[row].elements[e].column]--;
    for (uint32_t i = 0; k->in_column[column] > 0; i++) {
        uint32_t other = k->columns[column].rows[i];
        if (!k->row_done[other] && find(k, other, column) != NULL)
            take_away(k, row, column, other);
    }
    for (uint32_t e = 0; e < k->rows[row].count; e++)
        note_thin_column(k, k->rows[row].elements[e].column);
}

/* --- choice of pivots --------------------------------------------------------------------- */

struct pivot {
    uint32_t row, column;
};

static bool thin_row(struct kernel *k, struct pivot *pivot) {
    while (k->thin_row_count > 0) {
        uint32_t row = k->thin_rows[--k->thin_row_count];
        if (k->row_done[row] || k->rows[row].count != 1)
            continue;
        *pivot = (struct pivot){row, k->rows[row].elements[0].column};
        return true;
    }
    return false;
}

static bool thin_column(struct kernel *k, struct pivot *pivot) {
    while (k->thin_column_count > 0) {
        uint32_t column = k->thin_columns[--k->thin_column_count];
        if (k->column_done[column] || k->in_column[column] != 1)
            continue;
        for (uint32_t i = 0; i < k->columns[column].count; i++) {
            uint32_t row = k->columns[column].rows[i];
            if (k->row_done[row] || find(k, row, column) == NULL)
                continue;
            *pivot = (struct pivot){row, column};
            return true;
        }
    }
    return false;
}

/* The least (entries of the row - 1) * (entries of the column - 1). */
static bool least_fill(const struct kernel *k, struct pivot *pivot) {
    uint64_t least = UINT64_MAX;
    for (uint32_t i = 0; i < k->size; i++) {
        if (k->row_done[i])
            continue;
        for (uint32_t e = 0; e < k->rows[i].count; e++) {
            uint32_t column = k->rows[i].elements[e].column;
            uint64_t fill = (uint64_t)(k->rows[i].count - 1) * (k->in_column[column] - 1);
            if (fill >= least)
                continue;
            least = fill;
            *pivot = (struct pivot){i, column};
        }
    }
    return least < UINT64_MAX;
}

bool kernel_factorize(struct kernel *k) {
    for (uint32_t i = 0; i < k->size; i++) {
        note_thin_row(k, i);
        note_thin_column(k, i);
    }
    for (uint32_t turn = 0; turn < k->size; turn++) {
        struct pivot pivot;
        if (!thin_column(k, &pivot) && !thin_row(k, &pivot) && !least_fill(k, &pivot))
            return false;
        eliminate(k, turn, pivot.row, pivot.column);
    }
    return true;
}

/* --- solving ------------------------------------------------------------------------------ */

static void lose_product(struct kernel *k, mpq_t from, const mpq_t a, const mpq_t b) {
    mpq_mul(k->work, a, b);
    mpq_sub(from, from, k->work);
}

void kernel_solve(struct kernel *k, mpq_t *x) {
    for (uint32_t s = 0; s < k->step_count; s++)
        if (mpq_sgn(x[k->steps[s].from]) != 0)
            lose_product(k, x[k->steps[s].to], k->steps[s].times, x[k->steps[s].from]);
    for (uint32_t turn = k->size; turn-- > 0;) {
        uint32_t row = k->pivot_row[turn], column = k->pivot_column[turn];
        const struct element *pivot = NULL;
        for (uint32_t e = 0; e < k->rows[row].count; e++) {
            const struct element *element = &k->rows[row].elements[e];
            if (element->column == column)
                pivot = element;
            else if (mpq_sgn(k->held[element->column]) != 0)
                lose_product(k, x[row], element->value, k->held[element->column]);
        }
        if (mpq_sgn(x[row]) != 0)
            mpq_div(k->held[column], x[row], pivot->value);
        else
            mpq_set_ui(k->held[column], 0, 1);
    }
    for (uint32_t i = 0; i < k->size; i++)
        mpq_swap(x[i], k->held[i]);
}

void kernel_solve_transposed(struct kernel *k, mpq_t *y) {
    for (uint32_t turn = 0; turn < k->size; turn++) {
        uint32_t row = k->pivot_row[turn], column = k->pivot_column[turn];
        mpq_t *value = &k->held[row];
        mpq_set_ui(*value, 0, 1);
        if (mpq_sgn(y[column]) == 0)
            continue;
        mpq_div(*value, y[column], find(k, row, column)->value);
        for (uint32_t e = 0; e < k->rows[row].count; e++) {
            const struct element *element = &k->rows[row].elements[e];
            if (element->column != column)
                lose_product(k, y[element->column], *value, element->value);
        }
    }
    for (uint32_t i = 0; i < k->size; i++)
        mpq_swap(y[i], k->held[i]);
    for (uint32_t s = k->step_count; s-- > 0;)
        if (mpq_sgn(y[k->steps[s].to]) != 0)
            lose_product(k, y[k->steps[s].from], k->steps[s].times, y[k->steps[s].to]);
}

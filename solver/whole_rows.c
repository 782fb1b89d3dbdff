/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/whole_rows.h"

#include <assert.h>
#include <stdlib.h>

#define MOST_COMMON ((wide)1 << 40) /* denominator of a row's coefficients, or of a point */

wide whole_common(wide unit, wide den, wide most) {
    assert(0 <= unit && unit <= most);
    if (unit == 0 || den <= 0 || den > most)
        return 0;
    if (den == 1 || den == unit)
        return unit;
    wide multiple;
    bool fits = !__builtin_mul_overflow(unit / wide_divisor(unit, den), den, &multiple);
    return fits && multiple <= most ? multiple : 0;
}

/* --- rows --------------------------------------------------------------------------------- */

wide whole_row_common(const struct program *program, const struct row *row) {
    wide unit = 1;
    for (uint32_t k = row->start; k < row->start + row->count && unit != 0; k++)
        unit = whole_common(unit, program->entries[k].coefficient.den, MOST_COMMON);
    return unit;
}

/* times * a, if that is a whole number that fits. */
static bool take_whole(struct ratio a, wide times, int64_t *whole) {
    wide product;
    if (__builtin_mul_overflow(a.num, a.den == 1 ? times : times / a.den, &product))
        return false;
    *whole = (int64_t)product;
    return *whole == product && *whole != INT64_MIN;
}

static void take_row(struct whole_rows *rows, const struct program *now, uint32_t i) {
    const struct row *row = &now->rows[i];
    wide common = whole_row_common(now, row);
    bool fits = common != 0;
    for (uint32_t k = row->start; k < row->start + row->count && fits; k++)
        fits = take_whole(now->entries[k].coefficient, common, &rows->entries[k]);
    rows->common[i] = fits ? common : 0;
}

static void take_from(struct whole_rows *rows, const struct program *now, uint32_t first) {
    if (now->row_count > rows->row_capacity) {
        rows->row_capacity = now->row_count;
        rows->common = memory_grow(rows->common, rows->row_capacity, sizeof *rows->common);
    }
    if (now->entry_count > rows->entry_capacity) {
        rows->entry_capacity = now->entry_count;
        rows->entries = memory_grow(rows->entries, rows->entry_capacity, sizeof *rows->entries);
    }
    for (uint32_t i = first; i < now->row_count; i++)
        take_row(rows, now, i);
}

struct whole_rows whole_rows_new(const struct program *program) {
    struct whole_rows rows = {.row_count = program->row_count};
    take_from(&rows, program, 0);
    return rows;
}

void whole_rows_extend(struct whole_rows *rows, const struct program *now) {
    assert(now->row_count >= rows->row_count);
    take_from(rows, now, rows->row_count);
}

void whole_rows_free(struct whole_rows *rows) {
    free(rows->common);
    free(rows->entries);
}

/* --- points ------------------------------------------------------------------------------- */

static wide denominator_of(mpq_t x) {
    return mpz_fits_slong_p(mpq_denref(x)) ? mpz_get_si(mpq_denref(x)) : 0;
}

void whole_point_take(struct whole_point *point, mpq_t *x, uint32_t column_count) {
    if (column_count > point->column_capacity) {
        point->column_capacity = column_count;
        point->amount = memory_grow(point->amount, column_count, sizeof *point->amount);
    }
    point->unit = 1;
    for (uint32_t j = 0; j < column_count; j++)
        point->unit = whole_common(point->unit, denominator_of(x[j]), MOST_COMMON);
    for (uint32_t j = 0; j < column_count && point->unit != 0; j++) {
        mpz_srcptr num = mpq_numref(x[j]);
        struct ratio amount = {mpz_fits_slong_p(num) ? mpz_get_si(num) : 0,
                               denominator_of(x[j])};
        if (!mpz_fits_slong_p(num) || !take_whole(amount, point->unit, &point->amount[j]))
            point->unit = 0;
    }
}

void whole_point_free(struct whole_point *point) {
    free(point->amount);
}

bool whole_rows_value(const struct whole_rows *rows, const struct program *now, uint32_t row,
                      const struct whole_point *point, wide *value) {
    uint32_t start = now->rows[row].start, end = start + now->rows[row].count;
    bool fits = rows->common[row] != 0 && point->unit != 0;
    wide sum = 0;
    for (uint32_t k = start; k < end && fits; k++) {
        wide product = (wide)rows->entries[k] * point->amount[now->entries[k].column];
        fits = !__builtin_add_overflow(sum, product, &sum);
    }
    *value = sum;
    return fits;
}

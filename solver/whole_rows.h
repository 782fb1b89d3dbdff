/* SPDX-License-Identifier: GPL-3.0-or-later */
/* whole_rows: the rows of a program in whole numbers.
 *
 * Coefficients are the plan's percentages and ratios: short fractions. Times the least common
 * denominator of its coefficients a row has whole ones, and what it adds up to, or what a
 * multiplier makes of it, is reckoned without fractions, at a small part of their cost. */
#ifndef SOLVER_WHOLE_ROWS_H
#define SOLVER_WHOLE_ROWS_H

#include "solver/program.h"

struct whole_rows {
    uint32_t row_count; /* of the program that they were made of */
    uint32_t row_capacity, entry_capacity;
    wide *common; /* [row_capacity] least common denominator of a row's coefficients; 0: it, or
                         one of the entries, is too large */
    int64_t
        *entries; /* [entry_capacity] coefficients times that, where program.entries has them */
};

struct whole_rows whole_rows_new(const struct program *program);
void whole_rows_free(struct whole_rows *rows);
/* Takes the rows that `now`, the same program, has beyond those it was made of. */
void whole_rows_extend(struct whole_rows *rows, const struct program *now);

/* A point in whole numbers of 1 / unit. */
struct whole_point {
    wide unit;       /* 0: its denominators, or amounts, are too large */
    int64_t *amount; /* [column_capacity] */
    uint32_t column_capacity;
};
void whole_point_take(struct whole_point *point, mpq_t *x, uint32_t column_count);
void whole_point_free(struct whole_point *point);
/* Row number `row` there, in parts of unit * common. False: it does not fit. */
bool whole_rows_value(const struct whole_rows *rows, const struct program *now, uint32_t row,
                      const struct whole_point *point, wide *value);

/* The least common denominator of a row's coefficients; 0: it is too large. Multipliers that are
 * parts of it, all with one short denominator, are weighed quickly (solver/weigh). */
wide whole_row_common(const struct program *program, const struct row *row);
/* The least common multiple of a unit, at most `most`, and a denominator; 0: it is more than that,
 * or one was 0. */
wide whole_common(wide unit, wide den, wide most);

#endif

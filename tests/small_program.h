/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs of a few rows and columns, written down in whole numbers. */
#ifndef TESTS_SMALL_PROGRAM_H
#define TESTS_SMALL_PROGRAM_H

#include "solver/program.h"
#include "tests/close.h"

#define NO_END INT64_MAX /* a bound that is not there */

/* Coefficients, in lists of them. */
#define R(number)                                                                              \
    { (number), 1 }
#define F(num, den)                                                                            \
    { (num), (den) }

enum { SMALL_ROWS = 6, SMALL_COLUMNS = 8 };

struct small {
    struct program program;
    struct objective objective;
    struct column columns[SMALL_COLUMNS];
    struct row rows[SMALL_ROWS];
    struct entry entries[SMALL_ROWS * SMALL_COLUMNS], costs[SMALL_COLUMNS];
};

static inline struct ratio small_end(int64_t bound) {
    return bound == NO_END ? RATIO_UNKNOWN : ratio_of(bound, 1);
}

static inline void small_begin(struct small *s, bool maximize) {
    *s = (struct small){.objective = {.maximize = maximize, .constant = {0, 1}}};
    s->program.columns = s->columns;
    s->program.rows = s->rows;
    s->program.entries = s->entries;
    s->objective.entries = s->costs;
}

static inline void small_column(struct small *s, struct ratio cost, int64_t lower,
                                int64_t upper) {
    uint32_t j = s->program.column_count++;

    s->columns[j] = (struct column){
        .kind = COLUMN_PAID, .lower = small_end(lower), .upper = small_end(upper)};
    if (ratio_sign(cost) != 0) {
        s->costs[s->objective.count++] = (struct entry){j, cost};
    }
}

/* coefficients[column_count] */
static inline void small_row(struct small *s, const struct ratio *coefficients, int64_t lower,
                             int64_t upper) {
    struct row *row = &s->rows[s->program.row_count++];

    *row = (struct row){.kind = ROW_RULE,
                        .lower = small_end(lower),
                        .upper = small_end(upper),
                        .start = s->program.entry_count};
    for (uint32_t j = 0; j < s->program.column_count; j++) {
        if (ratio_sign(coefficients[j]) != 0) {
            s->entries[s->program.entry_count++] = (struct entry){j, coefficients[j]};
            row->count++;
        }
    }
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* start: where the solve of a plan has ended, for that of a like plan to start from.
 *
 * A basis of the last of several goals, each settled on the best of those before, is one of the
 * first goal too (docs/mathematics.md (73)): a plan of which a few numbers have changed is settled
 * from it in a tenth of the pivots. It is a hint: it changes how long a solve takes, not what it
 * comes to. One block without pointers: copied with memcpy, released with free. */
#ifndef SOLVER_START_H
#define SOLVER_START_H

#include <stddef.h>
#include <stdint.h>

/* How variables stand: basic, as many as there are rows, or at a bound. */
enum standing { STANDS_BASIC = 1, STANDS_LOWER, STANDS_UPPER, STANDS_FREE, STANDS_FIXED };

struct start {
    uint32_t row_count, column_count;
    struct variable_start {
        double factor; /* by which GLPK multiplies a row, or a column */
        enum standing standing;
    } variables[]; /* [row_count + column_count] of the rows, then of the columns */
};

static inline size_t start_size(uint32_t row_count, uint32_t column_count) {
    return sizeof(struct start) +
           ((size_t)row_count + column_count) * sizeof(struct variable_start);
}

#endif

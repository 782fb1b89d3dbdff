/* SPDX-License-Identifier: GPL-3.0-or-later */
/* weigh: what multipliers of the rows prove of a linear program, in fractions.
 *
 * Any multipliers y bound it (docs/mathematics.md (50)); with the objective 0 and a bound below 0
 * it has no point (51). A column without a bound has the one that the rows of the whole program
 * leave it (52), drawn outwards to a whole number so that figures stay short. */
#ifndef SOLVER_WEIGH_H
#define SOLVER_WEIGH_H

#include "solver/whole_rows.h"

struct weighing {
    const struct program *program;
    mpq_t bound;    /* what the last multipliers prove, without the objective's constant */
    mpq_t *reduced; /* [column_count] c - A'y of them, in fractions (NULL: never were); or, if
                       is_whole, … */
    bool is_whole;
    wide *whole, unit;  /* [column_count] … whole numbers of 1 / unit, to be added to … */
    struct ratio *cost; /* [column_count] … these */
    int8_t *sign;       /* [column_count] of the sum */
    wide end_unit;      /* bounds are whole numbers of 1 / this, most of them */
    wide whole_bound;   /* in whole numbers of 1 / (unit * end_unit) */
    struct whole_rows rows;
    mpq_t rest, work, negated;
    struct ratio *lower, *upper; /* [column_count] implied bounds; NULL: not needed so far */
};

/* Keeps `program` by reference. */
struct weighing *weighing_new(const struct program *program);
void weighing_free(struct weighing *weighing); /* NULL is allowed */

/* `now` is the program, perhaps with tighter bounds; y[row_count]. True when the objective, as if
 * to maximise (NULL: 0), is at most `bound` there; false: nothing is proved. */
bool weigh(struct weighing *weighing, const struct program *now,
           const struct objective *objective, mpq_t *y);

/* -1, 0, 1: of c - A'y for a column. */
int weigh_sign(const struct weighing *weighing, uint32_t column);
/* That itself. */
void weigh_reduced(const struct weighing *weighing, uint32_t column, mpq_t reduced);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simplex: the simplex method in fractions, without any error: the last word on a linear program.
 *
 * Primal simplex with bounded variables (Dantzig 1963, ch. 18), phase 1 on the sum of what bounds
 * are missed by (54), Bland's rule (1977, Mathematics of Operations Research 2) as long as steps
 * are of length 0. It starts from any basis; from one that floating point has found it needs a few
 * pivots or none.
 *
 * A variable is a row (0 … row_count - 1: what its entries add up to) or a column (row_count …). */
#ifndef SOLVER_SIMPLEX_H
#define SOLVER_SIMPLEX_H

#include "solver/kernel.h"
#include "solver/program.h"
#include "solver/twin.h"

enum variable_state {
    AT_LOWER,
    AT_UPPER,
    AT_ZERO, /* without bounds, and not basic */
    BASIC
};

enum simplex_status {
    SIMPLEX_OPTIMAL,
    SIMPLEX_INFEASIBLE,
    SIMPLEX_UNBOUNDED,
    SIMPLEX_STOPPED /* after so many pivots; may be run again */
};

struct simplex {
    const struct program *program;
    const struct objective *objective;
    uint32_t row_count, variable_count;
    uint8_t *state; /* [variable_count] enum variable_state */
    mpq_t *value;   /* [variable_count] exactly */
    mpq_t *weight;  /* [row_count] multipliers that prove the last verdict: dual values as if to
                       maximise, or a Farkas combination of the rows */
    mpq_t *reduced; /* [column_count] reduced costs, as if to maximise */
    mpq_t *change; /* [variable_count] the last direction: the ray when unbounded; NULL: none */
    /* the kernel: rows that are not basic, columns that are */
    struct kernel *kernel;                               /* NULL: to be made */
    uint32_t *kernel_rows, *kernel_columns, kernel_size; /* [kernel_size] variables */
    uint32_t *place; /* [variable_count] in the kernel, of a variable that is in it */
    mpq_t *solution; /* [variable_count] workspace; as all of this, NULL until simplex_run */
    uint32_t *column_start, *column_rows; /* the rows of each column … */
    uint32_t *column_entries;             /* … and where in the program its entries are */
    bool bland, placed;                   /* placed: values are up to date */
    uint32_t pivots;                      /* since simplex_start */
    mpq_t work, other;
};

/* Both are kept by reference. Everything is nonbasic but the rows until simplex_start. */
struct simplex *simplex_new(const struct program *program, const struct objective *objective);
void simplex_free(struct simplex *simplex); /* NULL is allowed */
/* The state of every variable, as many BASIC ones as there are rows; where a state names a bound
 * that is not there it is mended. */
void simplex_start(struct simplex *simplex, const uint8_t *state);
/* Before a run: a point of the start's basis, value[column_count], and its dual values,
 * weight[row_count], as floating point has them, are taken for the simplest fractions that they may
 * be (Steffy 2011, INFORMS Journal on Computing 23). False when they are none. */
bool simplex_guess(struct simplex *simplex, const struct twin *value,
                   const struct twin *weight);
/* Whether what was guessed is right, and so the best point: SIMPLEX_OPTIMAL without any
 * factorization. */
bool simplex_is_shown(struct simplex *simplex);
enum simplex_status simplex_run(struct simplex *simplex, uint32_t most_pivots);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kernel: a sparse square matrix of fractions, factorised without any error.
 *
 * Gaussian elimination with Markowitz's choice of pivots (1957, Management Science 3): a row or
 * column with one entry left costs nothing, and the bases of allocation programs are nearly made
 * of those. Numbers grow only in what is left: docs/mathematics.md (53). */
#ifndef SOLVER_KERNEL_H
#define SOLVER_KERNEL_H

#include "base/exact.h"

struct kernel;

struct kernel *kernel_new(uint32_t size);
void kernel_free(struct kernel *kernel); /* NULL is allowed */
/* Entries are added row by row, a column at most once in a row, never 0. */
void kernel_add(struct kernel *kernel, uint32_t row, uint32_t column, struct ratio value);
/* False when the matrix is singular. Afterwards nothing can be added. */
bool kernel_factorize(struct kernel *kernel);
/* x := solution of K x = b, with b[row] in x before and x[column] in it afterwards. */
void kernel_solve(struct kernel *kernel, mpq_t *x);
/* y := solution of K'y = c, with c[column] in y before and y[row] in it afterwards. */
void kernel_solve_transposed(struct kernel *kernel, mpq_t *y);

/* [count] zeros; release with fractions_free. */
mpq_t *fractions_new(size_t count);
void fractions_free(mpq_t *fractions, size_t count);

#endif

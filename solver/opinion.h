/* SPDX-License-Identifier: GPL-3.0-or-later */
/* opinion: a second opinion on a linear program, in floating point that never says too much.
 *
 * Any multipliers y of the rows prove a bound, wherever they come from (docs/mathematics.md (50);
 * Neumaier & Shcherbina 2004, Mathematical Programming 99):
 *
 *     c'x = y'(Ax) + (c - A'y)'x  <=  sum_i max y_i r_i  +  sum_j max (c - A'y)_j x_j
 *
 * with r_i and x_j anywhere between their bounds. Everything is reckoned in doubles, or to twice
 * their precision where that is not sharp, and what may still be lost is added back, so that a
 * bound that is told holds for the exact program. A column without a bound, or with a wide one,
 * gets the one that the rows imply; where they imply none and the weights would send the column
 * there by a hair, they are mended.
 *
 * A program is given in its own units; bounds may be changed and rows added as in an engine. */
#ifndef SOLVER_OPINION_H
#define SOLVER_OPINION_H

#include "solver/program.h"

struct opinion;

struct opinion *opinion_new(const struct program *program);
void opinion_free(struct opinion *opinion); /* NULL is allowed */

/* Bounds, RATIO_UNKNOWN where there is none. */
void opinion_set_row(struct opinion *opinion, uint32_t row, struct ratio lower,
                     struct ratio upper);
void opinion_set_column(struct opinion *opinion, uint32_t column, struct ratio lower,
                        struct ratio upper);
void opinion_add_row(struct opinion *opinion, const struct entry *entries, uint32_t count,
                     struct ratio lower, struct ratio upper);
/* Bounds that rows imply hold for the widest bounds seen: from now on, for the present ones, which
 * stay the widest for a while. */
void opinion_narrow(struct opinion *opinion);

/* Objective of the bounds from now on; it is copied. */
void opinion_set_objective(struct opinion *opinion, const struct objective *objective);
/* No point of the program has a better objective; infinite when y (one for each row) does not tell.
 * As a dual value: what the objective changes by for one more unit of the row's bound. A bound
 * within OPINION_NEAR (relative) of `near` is not sharpened. */
#define OPINION_NEAR 1e-11
double opinion_bound(struct opinion *opinion, const double *y, double near);
/* Whether y shows that the program has no point: rows weighted by y, or by -y, that add up to
 * what no columns within their bounds do (Farkas 1902). */
bool opinion_impossible(struct opinion *opinion, const double *y);
/* After it has shown that: what one unit more of the row's bound, above where this is positive and
 * below where it is negative, takes of the contradiction; at 1 it may be gone. */
double opinion_refutation(const struct opinion *opinion, uint32_t row);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* certificate: what is claimed of a linear program, shown from the program itself.
 *
 * In fractions, from the rows and bounds as they are written, without GLPK and without a basis:
 * a point and multipliers of the rows are added up and compared. Whoever found them need not be
 * trusted. docs/mathematics.md (50), (51), (55) and (56) say why this is enough. */
#ifndef SOLVER_CERTIFICATE_H
#define SOLVER_CERTIFICATE_H

#include "solver/program.h"

struct certificate;

/* Keeps `program` by reference. */
struct certificate *certificate_new(const struct program *program);
void certificate_free(struct certificate *certificate); /* NULL is allowed */

/* The next goal in rank: x[column_count] keeps every row and bound, and the multipliers
 * y[row_count] (as if to maximise) prove that none does better, among the best for the goals shown
 * before. `face` is the program, with its very entries, and with rows and columns fixed where those
 * goals' multipliers fix them. Each goal that is shown counts; one that is not may be tried with
 * other numbers. */
bool certificate_goal(struct certificate *certificate, const struct program *face,
                      const struct objective *objective, mpq_t *x, mpq_t *y);
/* A goal could not be shown: none counts from now on. */
void certificate_give_up(struct certificate *certificate);
uint32_t certificate_goals(const struct certificate *certificate);

/* x[column_count] keeps every row and bound of a program. */
bool certificate_keeps(const struct program *program, mpq_t *x);
/* No point keeps every row and bound: y combines rows into what no columns add up to. On success
 * part[row_count + 2 * column_count] tells the rows that it takes, then of each column whether it
 * takes its lower bound and its upper one; lower bounds for which 0 would do are left out. */
bool certificate_impossible(struct certificate *certificate, mpq_t *y, bool *part);
/* x keeps every row and bound, and so does x + t * ray for t >= 0, ever better. */
bool certificate_unbounded(struct certificate *certificate, const struct objective *objective,
                           mpq_t *x, mpq_t *ray);

#endif

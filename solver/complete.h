/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete: from exact amounts to an exact point of the program.
 *
 * The amounts of the slots say everything else: totals, whether a line is funded, blocks, pieces
 * of curves, money left. The point so made is tested in exact arithmetic against every row and
 * every bound, so that no tolerance of a solver comes near money. */
#ifndef SOLVER_COMPLETE_H
#define SOLVER_COMPLETE_H

#include "solver/program.h"

/* amounts[plan.slot_count] $ -> x[column_count]. */
void complete(const struct program *program, const struct ratio *amounts, struct ratio *x);
/* What goals and soft rules measure, brought to its true value at x[column_count]: where a goal
 * leaves room, the solver need not do so. */
void complete_goals(const struct program *program, double *x);
/* The first row or, counted from row_count, column that x breaks; NONE when x keeps all. */
uint32_t first_broken(const struct program *program, const struct ratio *x);
/* Exact value of a goal at x. */
struct ratio objective_value(const struct objective *objective, const struct ratio *x);

#endif

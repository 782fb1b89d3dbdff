/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interpret: an exact point of the program and its duals, back in the words of the plan. */
#ifndef SOLVER_INTERPRET_H
#define SOLVER_INTERPRET_H

#include "model/answer.h"
#include "solver/program.h"

/* Fills amounts, sums, rules' activities and bounds, and the goals' values.
 * x[column_count] is exact. Prices are left NAN. */
void interpret(const struct program *program, const struct ratio *x, struct answer *answer);
/* Prices of funds and rules from those of their rows [row_count]: change of the first goal's value
 * for one more unit of the row's bound. */
void interpret_prices(const struct program *program, const double *row_price,
                      struct answer *answer);
/* A double without the last digits that floating-point arithmetic makes up. */
double without_noise(double value);

#endif

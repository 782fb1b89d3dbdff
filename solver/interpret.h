/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interpret: an exact point of the program, back in the words of the plan. */
#ifndef SOLVER_INTERPRET_H
#define SOLVER_INTERPRET_H

#include "model/answer.h"
#include "solver/program.h"

/* Fills amounts, sums, rules' activities and bounds, and the goals' values.
 * x[column_count] is exact. Prices are left as they are. */
void interpret(const struct program *program, const struct ratio *x, struct answer *answer);
/* What contradicts itself: part[row_count + column_count], from solver/certificate. Rules come
 * first. */
void interpret_conflicts(const struct program *program, const bool *part,
                         struct answer *answer);
/* A double without the last digits that floating-point arithmetic makes up. */
double without_noise(double value);

#endif

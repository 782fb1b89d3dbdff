/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interpret: an exact point of the program, back in the words of the plan. */
#ifndef SOLVER_INTERPRET_H
#define SOLVER_INTERPRET_H

#include "model/answer.h"
#include "solver/program.h"

/* Fills amounts, sums, rules' activities and bounds, and the goals' values.
 * x[column_count] is exact. Prices are left as they are. */
void interpret(const struct program *program, const struct ratio *x, struct answer *answer);
/* What of the plan a row stands for, or a column's lower or upper bound; false: nothing that could
 * be eased, a sum or that no one pays less than nothing. */
bool interpret_row(const struct row *row, struct conflict_part *part);
bool interpret_end(const struct program *program, uint32_t column, bool upper,
                   struct conflict_part *part);
/* What contradicts itself: `part` as solver/certificate tells it. Rules come first. */
void interpret_conflicts(const struct program *program, const bool *part,
                         struct answer *answer);
/* A double without the last digits that floating-point arithmetic makes up. */
double without_noise(double value);

#endif

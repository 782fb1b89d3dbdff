/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export: the program as a file that any other solver reads.
 *
 * The objective is that of one goal; `fixed` goals before it can be kept at given values. MPS
 * (free format) always minimises: a goal to maximise has its signs turned, and the objective row
 * is then named after it with `minus_` in front. LP format (CPLEX) keeps the sense. Numbers are
 * decimal, exact when a decimal ends within 17 digits, else the nearest double. */
#ifndef SOLVER_EXPORT_H
#define SOLVER_EXPORT_H

#include "base/text.h"
#include "solver/program.h"

void export_mps(const struct program *program, uint32_t goal, struct text *out);
void export_lp(const struct program *program, uint32_t goal, struct text *out);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* price: what one more dollar is worth where there are yes/no decisions.
 *
 * Duality is silent there, so each fund, year and rule is asked in earnest: its bound is raised by
 * one (a dollar, a line, a unit of the rule) and the first goal is settled again
 * (docs/mathematics.md (36)). */
#ifndef SOLVER_PRICE_H
#define SOLVER_PRICE_H

#include "model/answer.h"
#include "solver/engine.h"

/* Sets the prices of `answer`. `best` is the first goal's value before rounding; row_dual
 * [row_count] its duals with the decisions held. Prices that a limit cuts short stay NAN. False
 * when the engine failed. */
bool price_by_solving(const struct program *program, double best, const double *row_dual,
                      const struct engine_limits *limits, struct answer *answer);

#endif

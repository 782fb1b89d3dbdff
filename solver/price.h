/* SPDX-License-Identifier: GPL-3.0-or-later */
/* price: what one more dollar is worth where there are yes/no decisions.
 *
 * Duality is silent there: the price of a bound is the change of the first goal's value when the
 * bound is raised by one and everything is decided anew (docs/mathematics.md (36)). What the
 * present decisions give then is a linear program. That no other decisions give more is shown leaf
 * by leaf on the tree that proved the goal: most leaves stay below by their dual values alone
 * ((37)), the others are solved again with the bound raised, and searched where that does not
 * settle it. */
#ifndef SOLVER_PRICE_H
#define SOLVER_PRICE_H

#include "solver/settle.h"

/* Rows that have a price: of funds, of their years, of rules. Belongs to `arena`. */
uint32_t *priced_rows(const struct program *program, struct arena *arena, uint32_t *count);

/* The row that is raised together with another, or NONE: a dollar more that arrives in a year
 * can be paid only if the fund may pay a dollar more in all. */
uint32_t price_companion(const struct program *program, uint32_t row);

/* Prices [row_count] of the priced rows, NAN for those that a limit cut short. `settled` holds the
 * finished tree of the first goal, whose watched rows are the priced ones. The engine's bounds
 * and objective are set anew. False when the engine failed. */
bool price_by_solving(struct engine *engine, const struct program *program,
                      const struct engine_limits *limits, const struct settled *settled,
                      double *prices);

#endif

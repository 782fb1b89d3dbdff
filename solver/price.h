/* SPDX-License-Identifier: GPL-3.0-or-later */
/* price: what one more or one less of a bound is worth.
 *
 * In a linear program that is the slope of the first goal's best value on either side of the bound
 * (solver/ranging). Duality is silent where there are yes/no decisions: the price is then the
 * change of the best value when the bound moves by one and everything is decided anew
 * (docs/mathematics.md (36)). What the present decisions give is a linear program again. That no
 * other decisions give more is shown leaf by leaf on the tree that proved the goal: most leaves
 * stay below by their dual values alone ((37)), the others are solved again with the bound moved,
 * and searched where that does not settle it. */
#ifndef SOLVER_PRICE_H
#define SOLVER_PRICE_H

#include "solver/settle.h"

/* Rows that have a price: of funds, of their years, of rules. Belongs to `arena`. */
uint32_t *priced_rows(const struct program *program, struct arena *arena, uint32_t *count);

/* Sets the prices of funds, years and rules of an interpreted answer; those that a limit cut short
 * stay NAN. `settled` holds the finished tree of the first goal, whose watched rows are the priced
 * ones. Bounds and objective of the engine are set
 * anew. False when the engine failed. */
bool price(struct engine *engine, const struct program *program,
           const struct engine_limits *limits, struct settled *settled, struct answer *answer);

#endif

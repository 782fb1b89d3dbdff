/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of verify: goals and refusals (verify.c), prices (verify_price.c). Private to verify
 * and evidence. */
#ifndef SOLVER_VERIFY_PARTS_H
#define SOLVER_VERIFY_PARTS_H

#include "solver/leaves.h"
#include "solver/movement.h"

/* How far a price is said to hold in a direction, from its bound, more than 0; unknown: that is not
 * said, or it is no distance. For ever is one unit, with *endless set. */
struct ratio price_distance(const struct price *price, struct ratio bound, int direction,
                            bool *endless);
/* The program with the movement's bounds so far along; its rows [row_count] are the caller's. */
struct program price_moved(const struct program *program, struct row *rows,
                           const struct movement *movement, int direction,
                           struct ratio distance);

/* Makes the prices anew that the evidence shows, with `best`, the first goal's bound as if to
 * maximise and without its constant. *all: every price told is shown. False where evidence does
 * not show its price; with `mend` that evidence is dropped instead. */
bool verify_prices(const struct program *program, struct answer *answer, mpq_t best, bool mend,
                   bool *all);

#endif

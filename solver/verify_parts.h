/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of verify: goals and refusals (verify.c), prices (verify_price.c). Private to verify.
 */
#ifndef SOLVER_VERIFY_PARTS_H
#define SOLVER_VERIFY_PARTS_H

#include "solver/leaves.h"

/* Makes the prices anew that the evidence shows, with `best`, the first goal's bound as if to
 * maximise and without its constant. *all: every price told is shown. False where evidence does
 * not show its price; with `mend` that evidence is dropped instead. */
bool verify_prices(const struct program *program, struct answer *answer, mpq_t best, bool mend,
                   bool *all);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* round: amounts that are whole multiples of the plan's unit, every rule still exactly true.
 *
 * The best allocation of the program with whole columns fixed is a point of fractions of a cent.
 * Near it, a small integer program is solved (docs/mathematics.md (31) to (34)): amounts tied to
 * each other by a fixed ratio move together in steps that keep the ratio; each may move by a few
 * steps from the multiple below; what the first goal loses is least. First only the amounts that
 * are not multiples already may move, then, with some room made in the rows, all of them. Where the
 * unit is so coarse that the goal loses noticeably, all multiples are searched. The point found
 * is completed and tested exactly, and only an exact one is returned. */
#ifndef SOLVER_ROUND_H
#define SOLVER_ROUND_H

#include "solver/engine.h"

/* x[column_count]: the point to start from. exact[column_count]: the point found. False when none
 * was found near, or before the deadline. *best: no multiples do better with the same
 * decisions. The plan has a unit. */
bool round_amounts(const struct program *program, const double *x, double deadline,
                   struct ratio *exact, bool *best);

#endif

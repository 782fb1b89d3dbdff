/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formulate: from a plan to its program. docs/mathematics.md numbers the formulas. */
#ifndef SOLVER_FORMULATE_H
#define SOLVER_FORMULATE_H

#include "solver/program.h"

/* NULL after notes (a number that cannot be kept exact, a count without any limit …). */
struct program *formulate(const struct plan *plan, struct notes *notes);

#endif

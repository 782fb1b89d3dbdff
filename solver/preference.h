/* SPDX-License-Identifier: GPL-3.0-or-later */
/* preference: which of several best allocations is wanted.
 *
 * The one nearest to proportional sharing between territories (docs/mathematics.md (43)), and among
 * these the one that gives most to the amounts that stand first in the order of identifiers (44).
 * Both are linear, so that ties between amounts (solver/ties) and between yes/no decisions
 * (solver/settle) are broken like any goal. */
#ifndef SOLVER_PREFERENCE_H
#define SOLVER_PREFERENCE_H

#include "solver/engine.h"

#define PREFERENCE_COLUMNS 5000 /* of larger programs ties are left as the solver leaves them */

struct preference {
    struct program *program; /* the one given; after its rows and columns those that measure the
                                  deviation */
    struct objective distance; /* dollars, to minimize; without entries where there are no two
                                  territories to share between */
    struct objective place;    /* to maximize; without entries where nothing is paid */
};

/* All of it belongs to `arena`; the objectives of the program stay those of the one given. */
struct preference preference_new(const struct program *program, struct arena *arena);

/* The basis for its program at the point x[columns], whose basis in the program given, with as many
 * rows and columns, is `own`: what measures the deviation is basic where it is not 0. Owed a
 * basis_release. */
struct basis *preference_start(const struct preference *preference, const struct basis *own,
                               uint32_t columns, const double *x);

#endif

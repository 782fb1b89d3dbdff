/* SPDX-License-Identifier: GPL-3.0-or-later */
/* solve: the answer to a plan.
 *
 * Formulates, settles the goals in rank order, makes amounts whole multiples of the unit, prices
 * the rules and funds, interprets, and audits. What it returns has passed model/audit. */
#ifndef SOLVER_SOLVE_H
#define SOLVER_SOLVE_H

#include <signal.h>

#include "model/answer.h"
#include "solver/start.h"

struct solve_options {
    double time_limit; /* seconds for the whole call; 0: none */
    double gap;        /* relative distance to the bound at which to stop; 0: prove the best */
    bool prices;       /* reckon what one more dollar is worth */
    bool evidence;     /* gather what the answer can be checked by (solver/verify) */
    bool ranges;       /* … and what lines may get in other best allocations */
    const struct start *like; /* where the solve of a like plan ended; NULL: nowhere */
    struct start **end;       /* receives where this one did, owed a free; NULL, or where yes/no
                           decisions are to be made: nothing */
    /* Called with an answer that has passed the audit and lacks what takes longer: prices, other
     * allocations. NULL: not. */
    void (*found)(const struct answer *answer, void *context);
    void *context;
    const volatile sig_atomic_t
        *stop; /* once not 0, what is known so far is the answer, as when
                                          the time is up; NULL: nobody stops it */
};

/* NULL after notes: the plan cannot be formulated, the solver failed, or the audit did. */
struct answer *solve(const struct plan *plan, const struct solve_options *options,
                     struct notes *notes);

/* Whether the plan has no yes/no decision to make: `end` is told, and `like` of use. */
bool solve_is_linear(const struct plan *plan);

#endif

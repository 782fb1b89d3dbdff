/* SPDX-License-Identifier: GPL-3.0-or-later */
/* conflict: the parts of an infeasible plan that contradict each other, and no more of them.
 *
 * A deletion filter (Chinneck & Dravnieks 1991, ORSA Journal on Computing 3; docs/mathematics.md
 * (74)) over what the plan's author can change: rules, funds, the conditions of lines. A part stays
 * when the others can be kept without it, shown by an exact point; it goes when they still
 * contradict each other, shown by multipliers. Where the linear program alone is infeasible the
 * filter starts from the parts that its multipliers name; else every test is a search. */
#ifndef SOLVER_CONFLICT_H
#define SOLVER_CONFLICT_H

#include "solver/settle.h"

/* Sets the conflict of an answer that is infeasible; `settled` has come to that. What a limit, or
 * the filter's own, leaves undecided stays in, and `conflict_irreducible` tells so; a search that
 * has not come down to a few parts names none. Where evidence is kept it becomes that of these
 * parts. */
void conflict_find(const struct program *program, const struct engine_limits *limits,
                   struct settled *settled, struct answer *answer);

#endif

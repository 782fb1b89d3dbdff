/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evidence: what lets a reader check an answer without a solver, gathered while there is one.
 *
 * A linear program's stages keep the multipliers that solver/prove has shown; with yes/no decisions
 * each leaf of the goals' trees has those with which the search has left it, rounded as far as they
 * still show it; few leaves are solved once more (docs/mathematics.md (63), (64)). */
#ifndef SOLVER_EVIDENCE_H
#define SOLVER_EVIDENCE_H

#include "solver/leaves.h"
#include "solver/settle.h"

/* The trees that were searched to their end, of the goals' stages in order of rank as far as they
 * can be shown; or of a plan without an allocation. Bounds and objective of the engine are set
 * anew. False when the engine failed. */
bool evidence_of_trees(struct engine *engine, const struct settled *settled,
                       const struct engine_limits *limits, struct arena *arena,
                       struct evidence *evidence);

/* Of a linear program's prices, of an answer that has them; none for large ones. */
void evidence_of_prices(const struct program *program, const struct settled *settled,
                        const struct engine_limits *limits, struct answer *answer);

#endif

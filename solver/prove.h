/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prove: what GLPK ended with, once more in fractions, and shown from the program itself. */
#ifndef SOLVER_PROVE_H
#define SOLVER_PROVE_H

#include "solver/certificate.h"
#include "solver/engine.h"

/* After a linear solve for the objective of a stage that was OPTIMAL: what the first stage ends
 * with in fractions stands. A later one keeps what floating point found where fractions are not
 * had, unless getting them was the engine's end. What is shown counts in the certificate. */
enum engine_status prove_stage(struct engine *engine, struct certificate *certificate,
                               uint32_t stage, const struct engine_limits *limits);
/* Shows that the program without its decisions has no point, with the `part` that contradicts
 * itself (certificate_impossible), or, where nothing is whole, that its first goal has no end. */
bool prove_refusal(struct engine *engine, struct certificate *certificate,
                   const struct engine_limits *limits, bool *part);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit: an answer held against the plan, without knowing that a linear program exists.
 *
 * Every amount is added up again and every rule, line condition, fund and goal is tested in exact
 * arithmetic, straight from the plan's own words. With a unit, everything must hold exactly; with
 * `unit: none` amounts come from floating-point arithmetic, and a rule may be missed by at most
 * AUDIT_TOLERANCE times the largest figure in it, one dollar at what it is worth there included. */
#ifndef MODEL_AUDIT_H
#define MODEL_AUDIT_H

#include "model/answer.h"

#define AUDIT_TOLERANCE 1e-9

/* True when nothing is wrong; else NOTE_INTERNAL notes, one for each thing that is. An answer
 * without amounts (infeasible …) has nothing to audit and passes. */
bool audit(const struct answer *answer, struct notes *notes);

#endif

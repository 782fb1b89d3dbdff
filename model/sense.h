/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sense: whether a plan, each of whose parts is sound, makes sense as a whole.
 *
 * Finds before any solving what no allocation could satisfy, and says so with both places: cycles
 * of `requires`, lines that require and exclude each other, commitments that the money cannot
 * meet, floors above the envelope, rules that pin one thing to two amounts. Every test is a
 * certainty, none a guess: what it notes as an error has no solution, or cannot be put to the
 * solver. Warnings point at what is allowed but surely not meant. */
#ifndef MODEL_SENSE_H
#define MODEL_SENSE_H

#include "model/plan.h"

/* Where things stand that a plan does not keep places for. NOWHERE: not given. */
struct line_places {
    struct place min, max, requires, excludes;
};

struct sense_places {
    struct line_places *lines; /* [plan.line_count] */
};

/* `sound`: no part of the plan was refused. When some were, the tests that a missing part could
 * mislead are left out. */
void sense(const struct plan *plan, const struct sense_places *places, bool sound,
           struct notes *notes);

#endif

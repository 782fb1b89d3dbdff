/* SPDX-License-Identifier: GPL-3.0-or-later */
/* apply: the plan of a scenario.
 *
 * Changes are made on a copy of the document's tree, one after the other, and the plan is read
 * from it: the schema judges a changed value as if it had stood in the file. Every error names
 * both places: the change, and what it changed. */
#ifndef SCENARIOS_APPLY_H
#define SCENARIOS_APPLY_H

#include "model/plan.h"
#include "scenarios/scenario.h"

/* The plan with a scenario's changes made, one after the other. `tree` must give a sound plan
 * without them. NULL after notes, each of which begins with the scenario's id, unless that is NULL;
 * warnings are told by the plan itself, not again by each of its scenarios. `changed`, unless NULL,
 * receives the changed tree, without its scenarios, to be released by tree_free. Where the notes
 * bear what is hopeless, such a plan comes with the notes that say why. */
struct plan *apply(const struct tree *tree, const struct scenario *scenario,
                   struct notes *notes, struct tree **changed);

#endif

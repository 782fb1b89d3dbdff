/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read: from a document's tree to a plan.
 *
 * First model/check holds the tree against the schema, then every name is looked up and the plan's
 * own sense is tested (min above max, shares that do not add up, empty selections, commitments
 * above a fund, floors above the envelope …). All errors are noted in one go; a part that is wrong
 * is passed over so that it does not breed further errors. That holds for what tree_read or
 * path_set refused too: go on to plan_read all the same, with the same notes.
 *
 * A plan that nothing can satisfy is refused as NOTE_HOPELESS; notes that bear it get the plan all
 * the same, which the solver finds infeasible. */
#ifndef MODEL_READ_H
#define MODEL_READ_H

#include "model/plan.h"
#include "model/tree.h"

/* Speaks the language that a document seems to ask for, by a line `language: fr` or `language: en`
 * at the margin, so that what keeps it from being read is told in that language too. */
void plan_speak(const struct source *source, struct notes *notes);

/* A plan of its own memory (the tree may be freed; its sources are kept for places in later
 * notes), or NULL when the notes hold errors, earlier ones included. The notes speak the plan's
 * language unless `language_is_set`. */
struct plan *plan_read(struct tree *tree, bool language_is_set, struct notes *notes);

#endif

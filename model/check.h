/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check: a document held against the schema.
 *
 * Notes unknown keys (with "did you mean"), blanks, wrong types, numbers outside the grammar or
 * out of range, missing keys, keys that do not go together, and what this version cannot do yet.
 * All of a file's faults of form come in one go. A value that is refused is marked `bad`; whoever
 * reads the tree afterwards passes over bad nodes without a word, so that no fault is told twice.
 * Names are not looked up here. */
#ifndef MODEL_CHECK_H
#define MODEL_CHECK_H

#include "base/notes.h"
#include "model/tree.h"

/* False when the document is no plan at all, so that reading it further would make no sense. */
bool check_plan(const struct tree *tree, struct notes *notes);

/* Whether a document, by its keys, holds the scenarios of a plan that it names. */
bool check_is_scenarios(const struct node *document);
/* Such a document, the root of a tree or of a piece of it. True when nothing was noted. */
bool check_scenarios(const struct tree *tree, struct node *document, struct notes *notes);

#endif

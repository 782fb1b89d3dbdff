/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stored: an answer as `solve` wrote it down in JSON, read back.
 *
 * Only what cannot be added up again from the plan is taken: the status, the amounts, and what is
 * claimed of goals, prices and ties, with the evidence. Nothing is checked here, and what is
 * missing or makes no sense stays unknown: whoever reads writes the answer down again and
 * compares (reports/alike). Lines, funds, rules and goals stand in the order of the plan. */
#ifndef MODEL_STORED_H
#define MODEL_STORED_H

#include "model/answer.h"
#include "model/tree.h"

/* False after a note when the document is no result at all. `answer` is new. */
bool stored_read(const struct tree *tree, struct answer *answer, struct notes *notes);
/* The SHA-256 of the plan that the result names; NULL when it names none. */
const struct node *stored_plan(const struct tree *tree);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario: what-if changes to a plan, as they are written.
 *
 * A scenario is a list of changes. Those of the scenarios that it is made `from` come first, in
 * their order; a change that is reached twice that way is made once. `base` is the plan as it
 * stands: it may be written down to give it a name, but changes nothing. A grid adds a scenario
 * for every combination of its values, in the order of a counter whose last wheel turns first;
 * each is identified by its values as they are written, `envelope=90%,partner=0`, or by their
 * numbers in the list, `#2`, where that could be another's; no two scenarios are identified alike.
 * It is named after them as people read numbers: "Envelope 90%, partner 60,000". A whole number of
 * four digits may be a year and stays as it is.
 *
 * Whether the changes fit the plan is not known here: see scenarios/apply. */
#ifndef SCENARIOS_SCENARIO_H
#define SCENARIOS_SCENARIO_H

#include "model/tree.h"

#define SCENARIOS_MOST 10000 /* with those of the grid */

enum change_kind { CHANGE_SET, CHANGE_SCALE, CHANGE_ADD, CHANGE_REMOVE };

struct change {
    enum change_kind kind;
    const char *path;         /* as written */
    struct place place;       /* of the path, in the document of the scenarios */
    const struct node *value; /* a node of the plan's tree; NULL: remove */
};

struct scenario {
    const char *id;
    /* [language] As written; of a grid, from those of its wheels and its values; else the id. */
    const char *names[2];
    const char *source;            /* where the idea comes from; NULL when not said */
    bool illustrative;             /* it has no public source */
    struct place place;            /* its key; NOWHERE for a base that nobody wrote */
    const struct change **changes; /* [change_count] in the order in which they are made */
    uint32_t change_count;
    bool unsound; /* something in it, or in what it is made from, was noted: not to be made */
};

struct scenarios {
    struct arena *arena;
    const char *title;     /* of the document; NULL: none, or that of the plan itself */
    struct scenario *list; /* [count] in the order of the document; the grid's last */
    uint32_t count;
    uint32_t base; /* position of the plan as it stands: where it is written, else 0 */
};

/* Reads `scenarios` and `grid` of a document, the root of the plan's own tree (which check_plan has
 * seen) or of a piece of it (tree_read_piece). All that is wrong is noted, and the scenarios that
 * it touches are unsound: the others can still be tried. NULL after a note when there are too many.
 * Places and values point into the tree, which must outlive it. */
struct scenarios *scenarios_read(const struct tree *tree, struct node *document,
                                 struct notes *notes);
void scenarios_free(struct scenarios *scenarios);
/* The scenario of that name; NULL after a note that says which one may be meant, or which there
 * are. */
const struct scenario *scenarios_find(const struct scenarios *scenarios, const char *id,
                                      struct notes *notes);

#endif

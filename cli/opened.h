/* SPDX-License-Identifier: GPL-3.0-or-later */
/* opened: a plan and its scenarios with the documents they were read from, which places in notes
 * point into.
 *
 * Scenarios stand in the plan, in the document that --scenarios names, or in one that was given in
 * the place of a plan and names it. Open, use, tell the notes, close. */
#ifndef CLI_OPENED_H
#define CLI_OPENED_H

#include "cli/options.h"
#include "model/plan.h"
#include "scenarios/scenario.h"

struct opened {
    struct source *source;           /* of the plan */
    struct source *scenarios_source; /* NULL: the scenarios, if any, stand in the plan */
    struct tree *tree;               /* of the plan, with the changes of --set */
    struct plan *plan;               /* NULL when it could not be read */
    struct node *document;           /* where the scenarios stand */
    struct scenarios *scenarios;     /* NULL before opened_scenarios */
};

/* Reads a plan, as it stands or as --scenario says, and the document of scenarios, if any; makes
 * the changes of --set. False after notes, all the errors of both in one go; close it all the
 * same. */
bool opened_read(struct opened *opened, const char *path, const struct options *options,
                 struct notes *notes);
/* Reads the scenarios: there is one at least, the plan as it stands. False after notes; those that
 * are sound can still be tried. */
bool opened_scenarios(struct opened *opened, struct notes *notes);
/* Whether any scenario was written down, and could be read. */
bool opened_has_scenarios(const struct opened *opened);
/* True when writing to `path` (NULL: standard output) leaves what was read intact; false after a
 * note when it is the plan itself, or its scenarios. */
bool opened_spares(const char *path, const struct opened *opened, struct notes *notes);
/* Of reports on a plan: --lang first, then the plan's own language, then the system's. */
enum language opened_language(const struct plan *plan, const struct options *options);
void opened_close(struct opened *opened);

#endif

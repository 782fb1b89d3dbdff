/* SPDX-License-Identifier: GPL-3.0-or-later */
/* opened: a plan with the documents it was read from, which places in notes point into.
 *
 * Open, use, tell the notes, close. */
#ifndef CLI_OPENED_H
#define CLI_OPENED_H

#include "cli/options.h"
#include "model/plan.h"
#include "model/tree.h"

struct opened {
    struct source *source;
    struct tree *tree;
    struct plan *plan; /* NULL when it could not be read */
};

/* Reads a plan and makes the changes of --set. False after notes, all the errors there are in one
 * go; close it all the same. */
bool opened_read(struct opened *opened, const char *path, const struct options *options,
                 struct notes *notes);
/* True when writing to `path` (NULL: standard output) leaves what was read intact; false after a
 * note when it is the plan itself. */
bool opened_spares(const char *path, const struct opened *opened, struct notes *notes);
void opened_close(struct opened *opened);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path: places of a plan named by dots, and changes made there.
 *
 * `funds.parsis.amount` names one place. `*` stands for all entries of a map or list. Behind a
 * template (a line or rule with `for_each`) stands one of its members, whose place is the
 * template's `each`: `lines.mobilisation.minganie.max`; with two dimensions
 * `lines.aide.minganie.axe2.max`, or one alone. `*` there is the template itself and whatever of
 * its `each` says otherwise. In a list by year a year's name stands for its value.
 *
 * What is changed is the tree, before the plan is read from it: the schema judges new values as if
 * they had stood in the file. Entries of territories, axes, funds, lines and rules must exist;
 * keys inside them that the file left out are made. */
#ifndef MODEL_PATH_H
#define MODEL_PATH_H

#include "model/tree.h"

/* The values that a path names; those of keys left out are made, blank, when `make` is set. */
struct path_values {
    struct node **list; /* [count] */
    uint32_t count, capacity;
};

/* Adds to `values` (start with {0}, release `list` with free). `path` is text with a place in a
 * source of the tree. False after a note; a path that meets nothing is noted. */
bool path_find(struct tree *tree, struct place path, bool make, struct path_values *values,
               struct notes *notes);
/* Makes a value that of a copy of another node of the tree. */
void path_put(struct tree *tree, struct node *value, const struct node *other);

/* `PATH=VALUE`, the value in YAML. False after notes, whose places are in a source named --set
 * that lives as long as the tree. */
bool path_set(struct tree *tree, const char *assignment, struct notes *notes);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path: places of a plan named by dots, and changes made there.
 *
 * `funds.parsis.amount` names one place. `*` stands for all entries of a map or list. Behind a
 * template (a line or rule with `for_each`) stands one of its members, whose place is the
 * template's `each`: `lines.mobilisation.minganie.max`; with two dimensions
 * `lines.aide.minganie.axe2.max`, or one alone. `*` there is the template itself and whatever of
 * its `each` says otherwise. In a list by year a year's name stands for its value.
 *
 * In a document the path may stand in quotes, as one with `*` in it must.
 *
 * What is changed is the tree, before the plan is read from it: the schema judges new values as if
 * they had stood in the file. Entries of territories, axes, funds, lines and rules must exist;
 * keys inside them that the file left out are made. */
#ifndef MODEL_PATH_H
#define MODEL_PATH_H

#include "model/tree.h"

enum path_use {
    PATH_READ, /* the values there are */
    PATH_MAKE, /* those of keys left out are made, blank */
    PATH_DROP  /* what path_drop takes away */
};

/* The values that a path names. */
struct path_values {
    struct node **list; /* [count] */
    uint32_t count, capacity;
};

/* What is inside the quotes that a path may stand in. */
struct place path_unquoted(struct place path);

/* Adds to `values` (start with {0}, release `list` with free). `path` is text with a place in a
 * source of the tree. False after a note; a path that meets nothing is noted. */
bool path_find(struct tree *tree, struct place path, enum path_use use,
               struct path_values *values, struct notes *notes);
/* Makes a value that of a copy of another node of the tree. */
void path_put(struct tree *tree, struct node *value, const struct node *other);
/* Adds a copy of a node: as an entry that does not exist yet, under the last name of the path; at
 * the end, where the path names a list. False after notes. */
bool path_add(struct tree *tree, struct place path, const struct node *node,
              struct notes *notes);
/* Takes away what a path names: keys with their values, entries, members of lists; a member of a
 * template is excepted from it. False after a note. */
bool path_drop(struct tree *tree, struct place path, struct notes *notes);

/* `PATH=VALUE`, the value in YAML. False after notes, whose places are in a source named --set
 * that lives as long as the tree. */
bool path_set(struct tree *tree, const char *assignment, struct notes *notes);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check_parts: what the two halves of check share: check.c walks lists, maps and records,
 * check_scalar.c judges single values. */
#ifndef MODEL_CHECK_PARTS_H
#define MODEL_CHECK_PARTS_H

#include "base/names.h"
#include "model/check.h"
#include "model/schema.h"

struct checker {
    const struct tree *tree;
    struct notes *notes;
    struct names used;          /* attributes that some rule uses */
    const struct shape *record; /* the innermost one */
    int hints;                  /* how often "did you mean" may still be worked out */
};

struct place check_place(const struct checker *c, const struct node *node);
/* The word of the notes' language. */
const char *check_say(const struct checker *c, const char *french, const char *english);
const char *check_shown(const struct checker *c, const struct node *node);

/* `key` is the nearest key above the node, or NULL at the root. */
void check_refuse_kind(struct checker *c, const struct node *key, struct node *node,
                       const struct shape *shape);
/* Notes that the value is a blank. */
void check_refuse_blank(struct checker *c, const struct node *key, struct node *node);
void check_scalar(struct checker *c, const struct node *key, struct node *node,
                  const struct shape *shape);
/* The identifier of something new, an item of `shape`; a year's may begin with a digit. */
void check_identifier(struct checker *c, struct node *node, const struct shape *shape);
bool check_is_one_of(const struct node *node, const char *const *words);
/* The key of the innermost record that a person may have meant, or NULL. */
const char *check_meant_key(struct checker *c, const struct node *node);

#endif

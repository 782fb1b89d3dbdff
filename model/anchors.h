/* SPDX-License-Identifier: GPL-3.0-or-later */
/* anchors: what the anchors (`&name`) of a document stand for, and copies for their aliases
 * (`*name`). Private to tree.
 *
 * An anchor that is written again stands for its last node. {0} is ready for use. */
#ifndef MODEL_ANCHORS_H
#define MODEL_ANCHORS_H

#include "base/names.h"
#include "model/tree.h"

struct anchors {
    struct names names;
    struct node **nodes; /* [names.count] */
    uint32_t capacity;
};

void anchors_free(struct anchors *anchors);
/* Where the node of an anchor is kept; NULL when it is new. The place is good until the next call;
 * the name, of `length` bytes, is copied into the arena. */
struct node **anchors_enter(struct anchors *anchors, struct arena *arena, const char *name,
                            size_t length);
/* NULL: no such anchor. */
struct node *anchors_find(const struct anchors *anchors, const char *name, size_t length);
/* A copy for a place inside `levels` maps and lists, which adds its nodes to *nodes; NULL when it
 * would pass a limit of the tree, that of nodes if *nodes has come to it. */
struct node *anchors_copy(struct arena *arena, const struct node *node, uint32_t levels,
                          uint32_t *nodes);

#endif

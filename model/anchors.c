/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/anchors.h"

#include <stdlib.h>

void anchors_free(struct anchors *anchors) {
    names_free(&anchors->names);
    free(anchors->nodes);
}

struct node **anchors_enter(struct anchors *anchors, struct arena *arena, const char *name,
                            size_t length) {
    uint32_t position = names_find(&anchors->names, name, length);

    if (position == NAMES_NONE) {
        position = names_add(&anchors->names, arena_copy(arena, name, length), NULL);
        ARRAY_RESERVE(anchors->nodes, position, anchors->capacity);
        anchors->nodes[position] = NULL;
    }
    return &anchors->nodes[position];
}

struct node *anchors_find(const struct anchors *anchors, const char *name, size_t length) {
    uint32_t position = names_find(&anchors->names, name, length);

    return position != NAMES_NONE ? anchors->nodes[position] : NULL;
}

struct node *anchors_copy(struct arena *arena, const struct node *node, uint32_t levels,
                          uint32_t *nodes) {
    struct node *copy;
    struct node **tail;

    if (*nodes == TREE_MOST_NODES ||
        (node->kind != NODE_SCALAR && levels == TREE_MOST_LEVELS)) {
        return NULL;
    }
    ++*nodes;
    copy = ARENA_NEW(arena, struct node);
    *copy = *node;
    copy->next = NULL;
    tail = &copy->first;
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        *tail = anchors_copy(arena, child, levels + 1, nodes);
        if (*tail == NULL) {
            return NULL;
        }
        tail = &(*tail)->next;
    }
    return copy;
}

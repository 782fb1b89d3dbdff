/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/quick_scan.h"

static bool may_be_in_name(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
}

/* Of the name that begins at `at`; 0 when there is none. */
static size_t length_of_name(const char *at) {
    size_t length = 0;

    while (may_be_in_name(at[length])) {
        length++;
    }
    return length;
}

bool quick_anchor(struct quick *q, struct quick_anchor *anchor) {
    anchor->name = q->at + 1;
    anchor->length = length_of_name(anchor->name);
    if (anchor->length == 0 || !is_blank_or_end(anchor->name[anchor->length])) {
        return false;
    }
    /* Stands for nothing as long as it is being read, so that no node contains itself. */
    *anchors_enter(&q->anchors, q->tree->arena, anchor->name, anchor->length) = NULL;
    q->at = anchor->name + anchor->length;
    return true;
}

struct node *quick_anchored(struct quick *q, const struct quick_anchor *anchor,
                            struct node *node) {
    const uint32_t start = (uint32_t)(anchor->name - 1 - q->bytes);
    struct node **kept;

    if (node == NULL || (node->kind == NODE_SCALAR && node->length == 0 && !node->quoted)) {
        return NULL;
    }
    node->extent += node->offset - start;
    node->offset = start;
    kept = anchors_enter(&q->anchors, q->tree->arena, anchor->name, anchor->length);
    if (*kept == NULL) { /* not written again inside */
        *kept = node;
    }
    return node;
}

struct node *quick_alias(struct quick *q) {
    const char *name = q->at + 1;
    const size_t length = length_of_name(name);
    const char after = name[length];
    const struct node *node = anchors_find(&q->anchors, name, length);

    if (node == NULL ||
        !(is_blank_or_end(after) || after == ',' || after == ']' || after == '}')) {
        return NULL;
    }
    q->at = q->end = name + length;
    return anchors_copy(q->tree->arena, node, q->levels, &q->nodes);
}

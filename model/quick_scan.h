/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quick_scan: what quick reads within a line, and how it goes from line to line.
 *
 * A function that reads something begins at its first byte, q->at, and leaves q->at after its last
 * one, or returns NULL to give up. */
#ifndef MODEL_QUICK_SCAN_H
#define MODEL_QUICK_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/anchors.h"
#include "model/keys.h"
#include "model/tree.h"

enum { QUICK_CHUNK = 64 };

enum quick_where { IN_BLOCK = 2, IN_FLOW = 4 };

struct quick {
    const char *at;
    const char *line;  /* first byte of the line that `at` is in */
    ptrdiff_t column;  /* from 0; -1 at the end of the document */
    const char *end;   /* after the last node read, as it stands in the text */
    const char *bytes; /* of the source; NUL after the last */
    struct node *spare, *spare_end;
    uint32_t nodes, levels;
    uint8_t index;
    struct tree *tree;
    struct keys keys;
    struct anchors anchors;
};

struct quick_anchor {
    const char *name; /* after the `&` */
    size_t length;
};

static inline bool is_blank_or_end(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\0';
}

static inline bool is_dash(const char *at) {
    return at[0] == '-' && is_blank_or_end(at[1]);
}

static inline const char *after_spaces(const char *at) {
    while (*at == ' ') {
        at++;
    }
    return at;
}

/* NULL when there are too many. */
static inline struct node *quick_node(struct quick *q, enum node_kind kind) {
    struct node *node;

    if (q->nodes == TREE_MOST_NODES) {
        return NULL;
    }
    q->nodes++;
    if (q->spare == q->spare_end) {
        q->spare = ARENA_ARRAY(q->tree->arena, struct node, QUICK_CHUNK);
        q->spare_end = q->spare + QUICK_CHUNK;
    }
    node = q->spare++;
    node->kind = (uint8_t)kind;
    node->source = q->index;
    node->offset = (uint32_t)(q->at - q->bytes);
    return node;
}

/* Passes over spaces, comments and line endings. Returns whether a line ended, or the document;
 * stops at a `#` that nothing sets apart from what is before it. */
bool quick_skip_space(struct quick *q, bool at_line_start);
struct node *quick_plain(struct quick *q, enum quick_where where);
struct node *quick_quoted(struct quick *q);
/* `*name`: a copy of what the anchor stands for. */
struct node *quick_alias(struct quick *q);
/* `&name`, with a space or the end of the line behind it. */
bool quick_anchor(struct quick *q, struct quick_anchor *anchor);
/* The node behind an anchor (NULL: doubtful), which is in its place from the anchor on. */
struct node *quick_anchored(struct quick *q, const struct quick_anchor *anchor,
                            struct node *node);
/* A text in lines below `|` or `>`, the value of a key in this column; q->at is then at the start
 * of the next line. */
struct node *quick_lines(struct quick *q, ptrdiff_t column);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions that read a whole block end by skip_lines, so that q->at is at the first byte of the
 * next line that says anything, and q->column its column.
 *
 * Indentation needs no stack: whoever reads a block goes on while the next line begins at its
 * column, and whoever called it gives up when that line begins further right than its own. At the
 * end of the document the column is -1, which ends every block. */
#include "model/quick.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "model/encoding.h"
#include "model/quick_scan.h"

/* YAML allows 1,024 characters from the start of a key to its colon. */
enum { LONGEST_KEY = 1000 };

static struct node *block_node(struct quick *q);
static struct node *flow_node(struct quick *q);

/* A map or list that begins here. */
static struct node *open_node(struct quick *q, enum node_kind kind) {
    if (q->levels == TREE_MOST_LEVELS) {
        return NULL;
    }
    q->levels++;
    return quick_node(q, kind);
}

/* Ends it where the last node did; of brackets that is the closing one. */
static void close_node(struct quick *q, struct node *node) {
    q->levels--;
    node->extent = (uint32_t)(q->end - q->bytes) - node->offset;
}

/* Is there no more than a comment on the rest of the line? */
static bool line_is_over(const struct quick *q) {
    const char *at = after_spaces(q->at);

    return *at == '#' ? at > q->at : is_blank_or_end(*at);
}

/* Leaves a line on which nothing more may stand. */
static bool skip_lines(struct quick *q, bool at_line_start) {
    bool ended = quick_skip_space(q, at_line_start);

    q->column = *q->at != '\0' ? q->at - q->line : -1;
    return ended;
}

static struct node *scalar(struct quick *q, enum quick_where where) {
    return *q->at == '"' || *q->at == '\'' ? quick_quoted(q) : quick_plain(q, where);
}

static bool is_bracket(char byte) {
    return byte == '{' || byte == '[';
}

/* Passes over the colon that makes a key of the scalar just read, and enters that key. In brackets
 * nothing need set the value apart from it: JSON may be written without spaces. */
static bool pass_colon(struct quick *q, struct node *key, enum quick_where where) {
    const char *at = after_spaces(q->at);

    if (*at != ':' || at - q->bytes - (ptrdiff_t)key->offset > LONGEST_KEY) {
        return false;
    }
    if (where == IN_BLOCK && !is_blank_or_end(at[1])) {
        return false;
    }
    q->at = at + 1;
    keys_enter(&q->keys, key);
    return true;
}

/* --- in brackets ------------------------------------------------------------------------------ */

static inline void skip_flow_space(struct quick *q) {
    if (q->at[0] == ' ' && q->at[1] > '#') { /* by far the most frequent */
        q->at++;
    } else if (q->at[0] <= '#') {
        quick_skip_space(q, false);
    }
}

/* A key, its colon and what sets its value apart. */
static struct node *flow_key(struct quick *q) {
    struct node *key = scalar(q, IN_FLOW);

    if (key == NULL || !pass_colon(q, key, IN_FLOW)) {
        return NULL;
    }
    skip_flow_space(q);
    return key;
}

static struct node *flow_collection(struct quick *q) {
    bool is_a_map = *q->at == '{';
    char close = is_a_map ? '}' : ']';
    const size_t first_key = q->keys.count;
    struct node *node = open_node(q, is_a_map ? NODE_MAP : NODE_LIST);
    struct node **tail;

    if (node == NULL) {
        return NULL;
    }
    tail = &node->first;
    do {
        q->at++; /* the bracket or a comma */
        skip_flow_space(q);
        if (*q->at == close) {
            break;
        }
        if (is_a_map) {
            *tail = flow_key(q);
            if (*tail == NULL) {
                return NULL;
            }
            tail = &(*tail)->next;
        }
        *tail = flow_node(q);
        if (*tail == NULL) {
            return NULL;
        }
        tail = &(*tail)->next;
        node->count++;
        skip_flow_space(q);
    } while (*q->at == ',');
    if (*q->at != close) {
        return NULL;
    }
    q->end = ++q->at;
    close_node(q, node);
    return keys_differ(&q->keys, first_key) ? node : NULL;
}

static struct node *flow_node(struct quick *q) {
    struct quick_anchor anchor;

    if (*q->at == '*') {
        return quick_alias(q);
    }
    if (*q->at == '&') {
        if (!quick_anchor(q, &anchor)) {
            return NULL;
        }
        q->at = after_spaces(q->at);
        return quick_anchored(q, &anchor,
                              is_bracket(*q->at) ? flow_collection(q) : scalar(q, IN_FLOW));
    }
    return is_bracket(*q->at) ? flow_collection(q) : scalar(q, IN_FLOW);
}

/* --- by indentation --------------------------------------------------------------------------- */

/* What stands below a `key:` or a dash of this column that has nothing after it on its line. */
static struct node *node_below(struct quick *q, ptrdiff_t column, bool of_key) {
    const char *after = q->at;
    struct node *blank;

    if (!skip_lines(q, false)) {
        return NULL;
    }
    if (q->column > column || (of_key && q->column == column && is_dash(q->at))) {
        return block_node(q);
    }
    blank = quick_node(q, NODE_SCALAR);
    if (blank != NULL) {
        blank->text = q->end = after;
        blank->offset = (uint32_t)(after - q->bytes);
    }
    return blank;
}

static struct node *block_list(struct quick *q) {
    const ptrdiff_t column = q->column;
    struct node *list = open_node(q, NODE_LIST), *item = NULL;
    struct node **tail;

    if (list == NULL) {
        return NULL;
    }
    tail = &list->first;
    do {
        q->at++;
        if (line_is_over(q)) {
            item = node_below(q, column, false);
        } else {
            q->at = after_spaces(q->at);
            q->column = q->at - q->line;
            item = block_node(q);
        }
        if (item == NULL) {
            return NULL;
        }
        *tail = item;
        tail = &item->next;
        list->count++;
    } while (q->column == column && is_dash(q->at));
    close_node(q, list);
    return list;
}

/* The value of a key in this column, behind its anchor if there is one. */
static struct node *bare_value(struct quick *q, ptrdiff_t column) {
    struct node *value;
    bool in_lines;

    if (line_is_over(q)) {
        return node_below(q, column, true);
    }
    q->at = after_spaces(q->at);
    in_lines = *q->at == '|' || *q->at == '>';
    value = in_lines             ? quick_lines(q, column)
            : is_bracket(*q->at) ? flow_collection(q)
                                 : scalar(q, IN_BLOCK);
    return value != NULL && skip_lines(q, in_lines) ? value : NULL;
}

static struct node *map_value(struct quick *q, ptrdiff_t column) {
    const char *word = after_spaces(q->at);
    struct quick_anchor anchor;
    struct node *value;

    if (*word == '*') {
        q->at = word;
        value = quick_alias(q);
        return value != NULL && skip_lines(q, false) ? value : NULL;
    }
    if (*word == '&') {
        q->at = word;
        return quick_anchor(q, &anchor) ? quick_anchored(q, &anchor, bare_value(q, column))
                                        : NULL;
    }
    return bare_value(q, column);
}

/* The map whose first key has been read, with its colon. */
static struct node *block_map(struct quick *q, struct node *key) {
    const ptrdiff_t column = q->column;
    const size_t first_key = q->keys.count - 1; /* that first key */
    struct node *map = open_node(q, NODE_MAP), *value;
    struct node **tail;

    if (map == NULL) {
        return NULL;
    }
    map->offset = key->offset;
    tail = &map->first;
    for (;;) {
        value = map_value(q, column);
        if (value == NULL) {
            return NULL;
        }
        *tail = key;
        key->next = value;
        tail = &value->next;
        map->count++;
        if (q->column != column) {
            break;
        }
        key = scalar(q, IN_BLOCK);
        if (key == NULL || !pass_colon(q, key, IN_BLOCK)) {
            return NULL;
        }
    }
    close_node(q, map);
    return keys_differ(&q->keys, first_key) ? map : NULL;
}

static struct node *block_node(struct quick *q) {
    struct node *node;

    if (is_dash(q->at)) {
        return block_list(q);
    }
    if (is_bracket(*q->at)) {
        node = flow_collection(q);
    } else {
        node = scalar(q, IN_BLOCK);
        if (node != NULL && pass_colon(q, node, IN_BLOCK)) {
            return block_map(q, node);
        }
    }
    return node != NULL && skip_lines(q, false) ? node : NULL;
}

/* --- the document ----------------------------------------------------------------------------- */

/* A CR alone ends a line too, but nobody writes that any more. */
static bool returns_are_paired(const char *bytes, size_t length) {
    const char *end = bytes + length, *at = bytes;

    while ((at = memchr(at, '\r', (size_t)(end - at))) != NULL) {
        at++;
        if (*at != '\n') {
            return false;
        }
    }
    return true;
}

static bool open_document(struct quick *q) {
    skip_lines(q, true);
    if (q->column == 0 && strncmp(q->at, "---", 3) == 0) {
        q->at += 3;
        return skip_lines(q, false);
    }
    return true;
}

struct node *quick_read(struct tree *tree, uint8_t index) {
    const struct source *source = tree->sources[index];
    struct quick q = {.tree = tree, .index = index, .bytes = source->bytes};
    struct node *root = NULL;

    q.at = q.line = q.bytes + encoding_mark(source);
    if (returns_are_paired(source->bytes, source->length) && open_document(&q)) {
        root = block_node(&q);
    }
    if (root != NULL && (root->kind != NODE_MAP || q.column != -1)) {
        root = NULL;
    }
    keys_free(&q.keys);
    anchors_free(&q.anchors);
    return root;
}

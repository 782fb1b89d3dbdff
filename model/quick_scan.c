/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/quick_scan.h"

#include <string.h>

/* Bytes at which a plain scalar must be looked at more closely: it may end there, or not be one. */
enum { IN_BOTH = IN_BLOCK | IN_FLOW };

static const uint8_t stops[256] = {
    ['\0'] = IN_BOTH, ['\t'] = IN_BOTH, ['\n'] = IN_BOTH, ['\r'] = IN_BOTH,
    ['#'] = IN_BOTH,  [':'] = IN_BOTH,  [','] = IN_FLOW,  ['?'] = IN_FLOW,
    ['['] = IN_FLOW,  [']'] = IN_FLOW,  ['{'] = IN_FLOW,  ['}'] = IN_FLOW,
};

/* YAML allows more: the others are rare or have traps. */
static bool begins_plain(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (unsigned char)byte >= 0x80 ||
           (byte != '\0' && strchr("$(+/_~", byte) != NULL);
}

static const char *comment_end(const char *at) {
    const char *end = strchr(at, '\n');

    return end != NULL ? end : at + strlen(at);
}

bool quick_skip_space(struct quick *q, bool at_line_start) {
    const char *from = q->at;

    for (;;) {
        const char *word = after_spaces(from);

        if (*word == '#' && (at_line_start || word > from)) {
            word = comment_end(word);
        } else if (*word == '\r') {
            word++; /* LF follows: quick_read has made sure */
        }
        if (*word != '\n') {
            q->at = word;
            return at_line_start || *word == '\0';
        }
        from = q->line = word + 1;
        at_line_start = true;
    }
}

/* The bytes from node->offset to `end` are the scalar as it is written. */
static struct node *end_scalar(struct quick *q, struct node *node, const char *end) {
    node->extent = (uint32_t)(end - q->bytes) - node->offset;
    q->at = q->end = end;
    return node;
}

/* End of the plain scalar that begins at `at`, with the spaces after it; NULL: doubtful. */
static const char *plain_end(const char *at, enum quick_where where) {
    for (;; at++) {
        while ((stops[(unsigned char)*at] & where) == 0) {
            at++;
        }
        if (*at == ':') {
            if (is_blank_or_end(at[1])) {
                return at;
            }
            if (where == IN_FLOW && (stops[(unsigned char)at[1]] & IN_FLOW) != 0) {
                return NULL;
            }
        } else if (*at != '#' || at[-1] == ' ') {
            return at;
        }
    }
}

struct node *quick_plain(struct quick *q, enum quick_where where) {
    const char *end = NULL;
    struct node *node = NULL;

    if (begins_plain(q->at[q->at[0] == '-' ? 1 : 0])) {
        end = plain_end(q->at, where);
    }
    if (end != NULL) {
        node = quick_node(q, NODE_SCALAR);
    }
    if (node == NULL) {
        return NULL;
    }
    while (end[-1] == ' ') {
        end--;
    }
    node->text = q->at;
    node->length = (uint32_t)(end - q->at);
    return end_scalar(q, node, end);
}

/* A copy in which every pair of single quotes has become one. */
static char *without_pairs(struct quick *q, const char *text, size_t length, size_t pairs) {
    char *copy = ARENA_ARRAY(q->tree->arena, char, length - pairs + 1), *to = copy;

    for (const char *from = text; from < text + length; from++) {
        *to++ = *from;
        if (*from == '\'') {
            from++;
        }
    }
    return copy;
}

struct node *quick_quoted(struct quick *q) {
    const char quote = *q->at, *start = q->at + 1, *at = start;
    struct node *node = quick_node(q, NODE_SCALAR);
    size_t pairs = 0;

    if (node == NULL) {
        return NULL;
    }
    for (;; at++) {
        if (*at == quote) {
            if (quote != '\'' || at[1] != '\'') {
                break;
            }
            at++;
            pairs++;
        } else if ((unsigned char)*at < ' ' || (*at == '\\' && quote == '"')) {
            return NULL;
        }
    }
    node->quoted = true;
    node->length = (uint32_t)((size_t)(at - start) - pairs);
    node->text = pairs == 0 ? start : without_pairs(q, start, (size_t)(at - start), pairs);
    return end_scalar(q, node, at + 1);
}

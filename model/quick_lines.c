/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Block scalars: the lines below `|` or `>`, of which the first sets the indentation. Doubtful are
 * blank lines made of spaces, tabs in the indentation, and in a folded text lines that stand
 * further right than the first: YAML does not fold around those. */
#include "model/quick_scan.h"

#include <string.h>

struct lines {
    const char *first,
        *end; /* of the first line; after the ending of the last that says anything */
    ptrdiff_t indent;
    bool folded;
};

static const char *after_return(const char *at) {
    return *at == '\r' ? at + 1 : at;
}

/* First byte of the line below a header such as `|` or `>-`, from behind it; NULL: doubtful. With
 * what a header may say besides, a comment or the indentation, nobody bothers. */
static const char *line_below(const char *at) {
    at = after_return(after_spaces(at));
    return *at == '\n' ? at + 1 : NULL;
}

static const char *after_empty_lines(const char *at) {
    while (*after_return(at) == '\n') {
        at = after_return(at) + 1;
    }
    return at;
}

/* Sets where the lines end; false: doubtful. */
static bool find_end(struct lines *lines) {
    const char *at = lines->first;

    for (;;) {
        const char *line = after_empty_lines(at), *word = after_spaces(line);

        if (is_blank_or_end(*word) || *word == '\t') {
            return line == word && *word == '\0';
        }
        if (word - line < lines->indent) {
            return true;
        }
        if (lines->folded && word - line > lines->indent) {
            return false;
        }
        at = strchr(word, '\n');
        if (at == NULL) {
            return false;
        }
        lines->end = ++at;
    }
}

/* Bytes of the line without its ending. */
static size_t length_of(const char *line) {
    size_t length = (size_t)(strchr(line, '\n') - line);

    return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
}

/* The breaks before a line that follows `empty` empty ones: folded, one alone becomes a space. */
static char *put_breaks(char *to, size_t empty, bool folded) {
    if (folded && empty == 0) {
        *to++ = ' ';
        return to;
    }
    for (size_t i = folded ? 1 : 0; i <= empty; i++) {
        *to++ = '\n';
    }
    return to;
}

/* The text of the lines, without the last ending; returns its length. */
static size_t put_lines(const struct lines *lines, char *text) {
    const char *at = lines->first;
    size_t empty = 0;
    char *to = text;

    while (at < lines->end) {
        const char *line = after_return(at);

        if (*line == '\n') {
            empty++;
            at = line + 1;
            continue;
        }
        if (to > text) {
            to = put_breaks(to, empty, lines->folded);
        }
        empty = 0;
        line = at + lines->indent;
        memcpy(to, line, length_of(line));
        to += length_of(line);
        at = strchr(line, '\n') + 1;
    }
    return (size_t)(to - text);
}

struct node *quick_lines(struct quick *q, ptrdiff_t column) {
    struct node *node = quick_node(q, NODE_SCALAR);
    const bool stripped = q->at[1] == '-';
    struct lines lines = {.folded = *q->at == '>'};
    const char *end;
    char *text;

    lines.first = line_below(q->at + (stripped ? 2 : 1));
    if (node == NULL || lines.first == NULL) {
        return NULL;
    }
    lines.indent = after_spaces(lines.first) - lines.first;
    if (lines.indent <= column || !find_end(&lines) || lines.end == NULL) {
        return NULL;
    }
    text = ARENA_ARRAY(q->tree->arena, char, lines.end - lines.first);
    node->quoted = true;
    node->length = (uint32_t)put_lines(&lines, text);
    node->text = text;
    if (!stripped) {
        text[node->length++] = '\n';
    }
    end = lines.end;
    while (is_blank_or_end(end[-1]) || end[-1] == '\t') {
        end--;
    }
    node->extent = (uint32_t)(end - q->bytes) - node->offset;
    q->end = end;
    q->at = q->line = lines.end;
    return node;
}

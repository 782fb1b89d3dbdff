/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/source.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

static char *copy_of(const char *bytes, size_t length) {
    char *copy = memory_grow(NULL, length + 1, 1);

    if (length > 0) {
        memcpy(copy, bytes, length);
    }
    copy[length] = '\0';
    return copy;
}

struct source *source_new(const char *name, const char *bytes, size_t length) {
    return source_adopt(name, copy_of(bytes, length), length);
}

struct source *source_adopt(const char *name, char *bytes, size_t length) {
    struct source *source = memory_grow(NULL, 1, sizeof *source);

    assert(length <= SOURCE_MOST_BYTES);
    bytes[length] = '\0';
    source->name = copy_of(name, strlen(name));
    source->bytes = bytes;
    source->length = length;
    return source;
}

void source_free(struct source *source) {
    if (source == NULL) {
        return;
    }
    free(source->name);
    free(source->bytes);
    free(source);
}

/* Offset after the line ending at `i`, or `i` when there is none. */
static size_t after_ending(const struct source *source, size_t i) {
    if (source->bytes[i] == '\n') {
        return i + 1;
    }
    if (source->bytes[i] == '\r') { /* the NUL after the last byte makes i + 1 readable */
        return source->bytes[i + 1] == '\n' ? i + 2 : i + 1;
    }
    return i;
}

static uint32_t characters(const char *bytes, size_t length) {
    uint32_t count = 0;

    for (size_t i = 0; i < length; count++) {
        size_t size = utf8_character(bytes + i, length - i, NULL);

        i += size > 0 ? size : 1;
    }
    return count;
}

/* A byte order mark is not part of the first line: editors do not count it. */
static size_t first_line_start(const struct source *source) {
    return source->length >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

struct position source_position(const struct source *source, size_t offset) {
    struct position position = {.line = 1, .line_start = first_line_start(source)};
    size_t i = position.line_start, end;

    while (i < source->length && i < offset) {
        size_t next = after_ending(source, i);

        if (next > offset) { /* between CR and LF */
            break;
        }
        if (next > i) {
            position.line++;
            position.line_start = next;
        }
        i = next > i ? next : i + 1;
    }
    while (i < source->length && source->bytes[i] != '\n' && source->bytes[i] != '\r') {
        i++;
    }
    position.line_end = i;
    end = offset < position.line_end ? offset : position.line_end;
    position.column = 1;
    if (end > position.line_start) {
        const char *line = source->bytes + position.line_start;

        position.column += characters(line, end - position.line_start);
    }
    return position;
}

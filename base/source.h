/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source: the bytes a document was read from, and places in it.
 *
 * A place is a run of bytes. Lines and columns are reckoned only when a note is shown: lines from
 * 1, columns from 1 in characters. LF, CRLF and lone CR end a line; a byte order mark at the start
 * is no column. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include <stddef.h>
#include <stdint.h>

struct source {
    char *name;    /* as shown: path, "<stdin>", "--set" */
    char *bytes;   /* [length], then NUL; may hold NUL bytes inside */
    size_t length; /* at most SOURCE_MOST_BYTES */
};

#define SOURCE_MOST_BYTES ((size_t)64 << 20) /* 64 MiB: the contract's limit */

struct place {
    const struct source *source; /* NULL: no place */
    uint32_t offset, length;     /* bytes */
};

struct position {
    uint32_t line, column;       /* from 1 */
    size_t line_start, line_end; /* offsets of the line without its ending */
};

#define NOWHERE ((struct place){NULL, 0, 0})

/* Takes copies of both. */
struct source *source_new(const char *name, const char *bytes, size_t length);
/* Takes over `bytes`, which must be a heap block of length + 1 bytes. */
struct source *source_adopt(const char *name, char *bytes, size_t length);
void source_free(struct source *source);
struct position source_position(const struct source *source, size_t offset);

#endif

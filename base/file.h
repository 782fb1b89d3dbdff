/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file: whole files in, whole files out.
 *
 * A file is written beside its final name, flushed to disk and renamed: after any failure the old
 * file is intact and nothing is left beside it. A file that is there keeps its mode, a symbolic
 * link stays one and what it points to is replaced. "-" is standard input or output; a device or
 * a pipe is written to directly.
 *
 * Failures are NOTE_SYSTEM, except those of naming the wrong file to read, which are NOTE_INPUT:
 * a directory, a file that is missing, may not be read or is too long. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>

#include "base/notes.h"
#include "base/source.h"

/* NULL after a note. */
struct source *file_read(const char *path, struct notes *notes);
bool file_write(const char *path, const char *bytes, size_t length, struct notes *notes);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* encoding: may these bytes be read as a document at all? Private to tree.
 *
 * A document is UTF-8, with or without a byte order mark at its start. Refused, each at its exact
 * place: UTF-16 and UTF-32, bytes that are not UTF-8, NUL and the other control characters, and
 * what YAML or an editor takes for a line break though nobody sees it (U+0085, U+2028, U+2029) or
 * for nothing at all (U+FEFF inside). What passes holds no NUL, so that the NUL after the last
 * byte of a source marks its end. */
#ifndef MODEL_ENCODING_H
#define MODEL_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/notes.h"
#include "base/source.h"

bool encoding_check(const struct source *source, struct notes *notes);
/* Bytes of the byte order mark that the text begins with: 3, or 0 without one. */
size_t encoding_mark(const struct source *source);

#endif

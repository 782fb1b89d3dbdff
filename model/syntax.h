/* SPDX-License-Identifier: GPL-3.0-or-later */
/* syntax: libyaml's terse problems as sentences that say what to do. Private to tree. */
#ifndef MODEL_SYNTAX_H
#define MODEL_SYNTAX_H

#include <stddef.h>

#include "base/notes.h"
#include "base/source.h"

struct syntax_problem {
    const char *problem, *context; /* libyaml's words, each may be NULL */
    size_t at, context_at; /* offsets in the source, bytes; context_at without context: 0 */
};

void syntax_tell(const struct source *source, const struct syntax_problem *problem,
                 struct notes *notes);

#endif

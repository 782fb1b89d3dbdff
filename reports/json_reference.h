/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_reference: what the members of a JSON document mean, as Markdown: a section of
 * docs/format.md. */
#ifndef REPORTS_JSON_REFERENCE_H
#define REPORTS_JSON_REFERENCE_H

#include "base/notes.h"
#include "base/text.h"

struct json_member {
    const char *name; /* NULL: a heading */
    const char *about[2];
};

void json_reference(const char *title, const struct json_member *members, size_t count,
                    enum language language, struct text *out);

#endif

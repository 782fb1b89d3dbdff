/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/json_reference.h"

void json_reference(const char *title, const struct json_member *members, size_t count,
                    enum language language, struct text *out) {
    text_format(out, "\n## %s\n", title);
    for (size_t i = 0; i < count; i++) {
        const struct json_member *member = &members[i];
        const char *about = member->about[language];
        if (member->name == NULL) {
            text_format(out, "\n%s\n\n", about);
        } else {
            text_format(out, language == FRENCH ? "- `%s` : %s\n" : "- `%s`: %s\n",
                        member->name, about);
        }
    }
}

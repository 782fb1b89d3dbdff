/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of a JSON document, one after the other. */
#ifndef TESTS_JSON_KEYS_H
#define TESTS_JSON_KEYS_H

#include <stddef.h>
#include <string.h>

/* The next key of an object, a word before a colon; NULL: no more. */
static inline const char *next_key(const char *at, size_t *length) {
    while ((at = strchr(at, '"')) != NULL) {
        const char *end = ++at;
        while (*end != '"') {
            end += *end == '\\' ? 2 : 1;
        }
        if (end[1] == ':') {
            *length = (size_t)(end - at);
            return at;
        }
        at = end + 1;
    }
    return NULL;
}

#endif

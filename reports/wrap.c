/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/wrap.h"

#include <string.h>

#include "base/text.h"

static size_t character(const char *bytes, size_t *width) {
    size_t length = utf8_character(bytes, strlen(bytes) < 4 ? strlen(bytes) : 4, NULL);
    if (length == 0) {
        length = 1;
    }
    *width = wrap_width(bytes, length);
    return length;
}

size_t wrap_width(const char *string, size_t length) {
    struct text part = {0};
    text_add_bytes(&part, string, length);
    size_t width = utf8_width(text_string(&part));
    text_free(&part);
    return width;
}

#define DASH "–"
#define DASH_LENGTH (sizeof DASH - 1)

/* A dash begins the line below rather than end the one above. */
static bool breaks_at(const char *string, size_t at) {
    bool after_dash =
        at >= DASH_LENGTH && memcmp(string + at - DASH_LENGTH, DASH, DASH_LENGTH) == 0;
    return string[at] == ' ' && !after_dash;
}

/* `2012-13` and `0-5` stay whole. */
static bool breaks_after(const char *string, size_t at) {
    char next = string[at + 1];
    bool digit = next >= '0' && next <= '9';
    return (string[at] == '-' || string[at] == '_') && next != '\0' && next != ' ' && !digit;
}

size_t wrap_line(const char *string, size_t width, size_t *next) {
    size_t at = 0, used = 0, end = 0, resume = 0;
    while (string[at] != '\0') {
        size_t columns = 0, length = character(string + at, &columns);
        if (breaks_at(string, at)) {
            end = at;
            resume = at + strspn(string + at, " ");
        } else if (used + columns > width && at > 0) {
            *next = end > 0 ? resume : at;
            return end > 0 ? end : at;
        }
        used += columns;
        at += length;
        if (breaks_after(string, at - 1)) {
            end = resume = at;
        }
    }
    *next = at;
    return at;
}

size_t wrap_count(const char *string, size_t width) {
    size_t count = 0, next = 0;
    do {
        string += next;
        wrap_line(string, width, &next);
        count++;
    } while (string[next] != '\0');
    return count;
}

size_t wrap_widest_piece(const char *string) {
    size_t widest = 0, piece = 0;
    for (size_t at = 0, length = 0; string[at] != '\0'; at += length) {
        size_t columns = 0;
        length = character(string + at, &columns);
        piece = breaks_at(string, at) ? 0 : piece + columns;
        widest = piece > widest ? piece : widest;
        piece = breaks_after(string, at) ? 0 : piece;
    }
    return widest;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text: a growing string, and what UTF-8 asks for.
 *
 * `bytes` is always ended by NUL and never NULL after the first addition; start with
 * `struct text t = {0};` and end with text_free. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *bytes;
    size_t length, capacity; /* in bytes; capacity counts the NUL */
};

void text_free(struct text *text); /* leaves an empty text */
void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const char *bytes, size_t length);
void text_drop(struct text *text, size_t length); /* the first bytes; at most all */
void text_add_char(struct text *text, char byte);
void text_add_repeated(struct text *text, const char *string, size_t times);
void text_format(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void text_format_list(struct text *text, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
const char *text_string(const struct text *text); /* "" when empty, never NULL */

/* Length in bytes of the well-formed UTF-8 character at `bytes` (1 to 4), 0 when it is not
 * well-formed (overlong, surrogate, above U+10FFFF, cut short). `*code` may be NULL. */
size_t utf8_character(const char *bytes, size_t length, uint32_t *code);
/* Offset of the first byte that is not UTF-8, or `length`. */
size_t utf8_valid_prefix(const char *bytes, size_t length);
/* Terminal columns of a UTF-8 string; control characters count as printed by text_add_visible. */
size_t utf8_width(const char *string);
/* Adds user text for a terminal: control characters, and the marks that end a line or turn the
 * direction of writing (U+061C, U+200E-200F, U+2028-202E, U+2066-2069), come out as \u{1B}, and
 * bytes that are not UTF-8 as \x{FF}, so that nothing acts. */
void text_add_visible(struct text *text, const char *bytes, size_t length);
/* Adds a JSON string with its quotes; a byte that is not UTF-8 becomes U+FFFD. */
void text_add_json_string(struct text *text, const char *string);

#endif

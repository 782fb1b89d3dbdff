/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* wcwidth */

#include "base/text.h"

#include <assert.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>
#include <wchar.h>

#include "base/arena.h"

/* Room for `more` bytes and the NUL. */
static void reserve(struct text *text, size_t more) {
    size_t needed, capacity = text->capacity > 0 ? text->capacity : 32;

    if (__builtin_add_overflow(text->length, more, &needed) ||
        __builtin_add_overflow(needed, 1, &needed) || needed > SIZE_MAX / 4) {
        memory_exhausted();
    }
    if (needed <= text->capacity) {
        return;
    }
    while (capacity < needed) {
        capacity *= 2;
    }
    text->bytes = memory_grow(text->bytes, capacity, 1);
    text->capacity = capacity;
}

void text_free(struct text *text) {
    free(text->bytes);
    *text = (struct text){0};
}

void text_add_bytes(struct text *text, const char *bytes, size_t length) {
    reserve(text, length);
    if (length > 0) {
        memcpy(text->bytes + text->length, bytes, length);
    }
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_add(struct text *text, const char *string) {
    text_add_bytes(text, string, strlen(string));
}

void text_drop(struct text *text, size_t length) {
    text->length -= length;
    if (text->length > 0) {
        memmove(text->bytes, text->bytes + length, text->length);
        text->bytes[text->length] = '\0';
    }
}

void text_add_char(struct text *text, char byte) {
    text_add_bytes(text, &byte, 1);
}

void text_add_repeated(struct text *text, const char *string, size_t times) {
    size_t length = strlen(string), total;

    if (__builtin_mul_overflow(length, times, &total)) {
        memory_exhausted();
    }
    reserve(text, total);
    for (size_t i = 0; i < times; i++) {
        text_add_bytes(text, string, length);
    }
}

void text_format(struct text *text, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    text_format_list(text, format, arguments);
    va_end(arguments);
}

void text_format_list(struct text *text, const char *format, va_list arguments) {
    va_list again;
    size_t room;
    int length;

    va_copy(again, arguments);
    reserve(text, 64); /* most additions are short and then need one pass */
    room = text->capacity - text->length;
    length = vsnprintf(text->bytes + text->length, room, format, arguments);
    assert(length >= 0);
    if ((size_t)length >= room) {
        reserve(text, (size_t)length);
        room = text->capacity - text->length;
        vsnprintf(text->bytes + text->length, room, format, again);
    }
    va_end(again);
    text->length += (size_t)length;
}

const char *text_string(const struct text *text) {
    return text->bytes != NULL ? text->bytes : "";
}

/* Length that the first byte announces, and the bits of the code it holds. */
static size_t announced(unsigned char first, uint32_t *bits) {
    if (first < 0x80) {
        *bits = first;
        return 1;
    }
    if (first >= 0xC2 && first < 0xE0) {
        *bits = first & 0x1FU;
        return 2;
    }
    if (first >= 0xE0 && first < 0xF0) {
        *bits = first & 0x0FU;
        return 3;
    }
    if (first >= 0xF0 && first < 0xF5) {
        *bits = first & 0x07U;
        return 4;
    }
    return 0;
}

size_t utf8_character(const char *bytes, size_t length, uint32_t *code) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t bits;
    size_t size = length > 0 ? announced((unsigned char)bytes[0], &bits) : 0;

    if (size == 0 || size > length) {
        return 0;
    }
    for (size_t i = 1; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        if ((byte & 0xC0) != 0x80) {
            return 0;
        }
        bits = bits << 6 | (byte & 0x3FU);
    }
    if (bits < least[size] || bits > 0x10FFFF || (bits >= 0xD800 && bits <= 0xDFFF)) {
        return 0;
    }
    if (code != NULL) {
        *code = bits;
    }
    return size;
}

size_t utf8_valid_prefix(const char *bytes, size_t length) {
    size_t i = 0;

    while (i < length) {
        size_t size = utf8_character(bytes + i, length - i, NULL);

        if (size == 0) {
            break;
        }
        i += size;
    }
    return i;
}

static bool acts_on_a_terminal(uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0x200E ||
           code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

/* wcwidth asks the locale of the thread; the answer must not depend on the user's. */
static locale_t unicode;

static void open_unicode(void) {
    unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

static size_t columns_of(uint32_t code) {
    static once_flag once = ONCE_FLAG_INIT;
    locale_t before;
    int columns;

    if (code < 0x300) { /* Latin: nothing wide, nothing combining */
        return 1;
    }
    call_once(&once, open_unicode);
    if (unicode == (locale_t)0) {
        return 1;
    }
    before = uselocale(unicode);
    columns = wcwidth((wchar_t)code);
    uselocale(before);
    return columns >= 0 ? (size_t)columns : 1; /* unassigned: terminals show one box */
}

size_t utf8_width(const char *string) {
    size_t length = strlen(string), width = 0;

    for (size_t i = 0; i < length;) {
        uint32_t code;
        size_t size = utf8_character(string + i, length - i, &code);

        if (size == 0) {
            width += strlen("\\x{FF}");
        } else if (acts_on_a_terminal(code)) {
            width += (size_t)snprintf(NULL, 0, "\\u{%X}", (unsigned)code);
        } else {
            width += columns_of(code);
        }
        i += size > 0 ? size : 1;
    }
    return width;
}

void text_add_visible(struct text *text, const char *bytes, size_t length) {
    for (size_t i = 0; i < length;) {
        uint32_t code;
        size_t size = utf8_character(bytes + i, length - i, &code);

        if (size == 0) {
            text_format(text, "\\x{%02X}", (unsigned char)bytes[i]);
        } else if (acts_on_a_terminal(code)) {
            text_format(text, "\\u{%X}", (unsigned)code);
        } else {
            text_add_bytes(text, bytes + i, size);
        }
        i += size > 0 ? size : 1;
    }
}

static void add_json_control(struct text *text, unsigned char byte) {
    switch (byte) {
    case '\b':
        text_add(text, "\\b");
        break;
    case '\f':
        text_add(text, "\\f");
        break;
    case '\n':
        text_add(text, "\\n");
        break;
    case '\r':
        text_add(text, "\\r");
        break;
    case '\t':
        text_add(text, "\\t");
        break;
    default:
        text_format(text, "\\u%04x", byte);
    }
}

void text_add_json_string(struct text *text, const char *string) {
    size_t length = strlen(string);

    text_add_char(text, '"');
    for (size_t i = 0; i < length;) {
        uint32_t code;
        size_t size = utf8_character(string + i, length - i, &code);

        if (size == 0) {
            text_add(text, "\xEF\xBF\xBD");
        } else if (code < 0x20) {
            add_json_control(text, (unsigned char)code);
        } else {
            if (code == '"' || code == '\\') {
                text_add_char(text, '\\');
            }
            text_add_bytes(text, string + i, size);
        }
        i += size > 0 ? size : 1;
    }
    text_add_char(text, '"');
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/scalar.h"

#include <string.h>

#include "base/text.h"

#define MOST_DIGITS 18
#define MOST_DECIMALS 9

/* --- numbers ---------------------------------------------------------------------------------- */

struct cursor {
    const char *at, *end;
};

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool at_digit(const struct cursor *cursor) {
    return cursor->at < cursor->end && is_digit(*cursor->at);
}

static bool take(struct cursor *cursor, const char *bytes, size_t length) {
    if ((size_t)(cursor->end - cursor->at) < length || memcmp(cursor->at, bytes, length) != 0) {
        return false;
    }
    cursor->at += length;
    return true;
}

/* A space, a no-break space (U+00A0) or a narrow one (U+202F). */
static bool take_space(struct cursor *cursor) {
    return take(cursor, " ", 1) || take(cursor, "\xC2\xA0", 2) ||
           take(cursor, "\xE2\x80\xAF", 3);
}

struct digits {
    int64_t value;
    int count, decimals; /* without leading zeros; of which behind the point */
    bool too_long;
};

static void add_digit(struct digits *digits, char byte) {
    if (digits->count == MOST_DIGITS) {
        digits->too_long = true;
        return;
    }
    digits->value = 10 * digits->value + (byte - '0');
    if (digits->value != 0) {
        digits->count++;
    }
}

static int take_run(struct cursor *cursor, struct digits *digits) {
    int run = 0;
    while (at_digit(cursor)) {
        add_digit(digits, *cursor->at++);
        run++;
    }
    return run;
}

/* The digits before the point. False when a group is not of three. */
static bool take_whole_part(struct cursor *cursor, struct digits *digits) {
    int first = take_run(cursor, digits);
    bool sound = true, grouped = false;
    while (cursor->at < cursor->end && *cursor->at != '.') {
        struct cursor before = *cursor;
        bool underline = take(cursor, "_", 1);
        if (!underline && !take_space(cursor)) {
            break;
        }
        if (!at_digit(cursor)) {
            if (underline) {
                sound = false;
            }
            *cursor = before; /* the space before % or $ */
            break;
        }
        grouped = true;
        sound = take_run(cursor, digits) == 3 && sound;
    }
    return sound && (!grouped || first <= 3);
}

static bool take_decimals(struct cursor *cursor, struct digits *digits) {
    while (at_digit(cursor)) {
        add_digit(digits, *cursor->at++);
        digits->decimals++;
    }
    return digits->decimals > 0;
}

/* What is wrong with a text that is not a number; `otherwise` when its bytes are those of one. */
static enum number_fault fault_of(const char *text, size_t length,
                                  enum number_fault otherwise) {
    bool comma = false, exponent = false;
    for (size_t i = 0; i < length; i++) {
        char byte = text[i];
        bool after_digit = i > 0 && is_digit(text[i - 1]);
        if (byte == ',' && after_digit) {
            comma = true;
        } else if ((byte == 'e' || byte == 'E') && after_digit) {
            exponent = true;
        } else if (!is_digit(byte) && strchr(" _.%$+-", byte) == NULL && (byte & 0x80) == 0) {
            return NUMBER_OTHER;
        }
    }
    return comma ? NUMBER_COMMA : exponent ? NUMBER_EXPONENT : otherwise;
}

static struct ratio ratio_of_digits(const struct digits *digits, bool negative, bool percent) {
    int64_t den = 1;
    int64_t num = digits->value;
    int decimals = digits->decimals + (percent ? 2 : 0);
    int twos = decimals, fives = decimals; /* the prime factors of the denominator */
    if (num == 0) {
        return RATIO_ZERO;
    }
    for (; twos > 0 && num % 2 == 0; twos--) {
        num /= 2;
    }
    for (; fives > 0 && num % 5 == 0; fives--) {
        num /= 5;
    }
    for (; twos > 0; twos--) {
        den *= 2;
    }
    for (; fives > 0; fives--) {
        den *= 5;
    }
    return (struct ratio){negative ? -num : num, den};
}

/* Most numbers are a few digits and nothing else. */
static bool is_plain(const char *text, size_t length, int64_t *value) {
    if (length == 0 || length > MOST_DIGITS) {
        return false;
    }
    *value = 0;
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(text[i])) {
            return false;
        }
        *value = 10 * *value + (text[i] - '0');
    }
    return true;
}

enum number_fault number_read(const char *text, size_t length, struct number *number) {
    int64_t plain;
    if (is_plain(text, length, &plain)) {
        *number = (struct number){.value = {plain, 1}};
        return NUMBER_FINE;
    }
    struct cursor cursor = {text, text + length};
    struct digits digits = {0};
    bool negative = take(&cursor, "-", 1);
    if (!negative) {
        (void)take(&cursor, "+", 1);
    }
    if (!at_digit(&cursor)) {
        return fault_of(text, length, NUMBER_OTHER);
    }
    bool groups_are_sound = take_whole_part(&cursor, &digits);
    if (take(&cursor, ".", 1) && !take_decimals(&cursor, &digits)) {
        return fault_of(text, length, NUMBER_OTHER);
    }
    struct number found = {.percent = false};
    struct cursor before_space = cursor;
    (void)take_space(&cursor);
    found.percent = take(&cursor, "%", 1);
    found.dollars = !found.percent && take(&cursor, "$", 1);
    if (!found.percent && !found.dollars) {
        cursor = before_space;
    }
    if (!groups_are_sound) {
        return fault_of(text, length, NUMBER_GROUPS);
    }
    if (cursor.at != cursor.end) {
        return fault_of(text, length, NUMBER_OTHER);
    }
    if (digits.too_long || digits.decimals > MOST_DECIMALS) {
        return NUMBER_LONG;
    }
    found.value = ratio_of_digits(&digits, negative, found.percent);
    *number = found;
    return NUMBER_FINE;
}

/* --- words ------------------------------------------------------------------------------------ */

static bool text_is(const struct node *node, const char *word) {
    size_t length = strlen(word);
    return node->length == length && memcmp(node->text, word, length) == 0;
}

bool scalar_is_blank(const struct node *node) {
    if (node->kind != NODE_SCALAR || node->quoted || node->length > 4) {
        return false; /* longer than any of them */
    }
    return node->length == 0 || text_is(node, "~") || text_is(node, "null") ||
           text_is(node, "Null") || text_is(node, "NULL");
}

bool scalar_yes_no(const struct node *node, bool *value) {
    if (node->kind != NODE_SCALAR) {
        return false;
    }
    if (text_is(node, "yes") || text_is(node, "true")) {
        *value = true;
        return true;
    }
    *value = false;
    return text_is(node, "no") || text_is(node, "false");
}

/* --- identifiers ------------------------------------------------------------------------------ */

/* Blocks of letters beyond ASCII (The Unicode Standard 15.0, chapters 7 to 18), by their first and
 * last characters; a few unassigned or rare marks inside a block are let through. */
static const struct {
    uint32_t first, last;
} letters[] = {
    {0xAA, 0xAA},       {0xB5, 0xB5},       {0xBA, 0xBA},     {0xC0, 0xD6},
    {0xD8, 0xF6},       {0xF8, 0x2C1},      {0x370, 0x373},   {0x376, 0x37D},
    {0x37F, 0x37F},     {0x386, 0x386},     {0x388, 0x3FF},   {0x400, 0x481},
    {0x48A, 0x556},     {0x561, 0x587},     {0x5D0, 0x5EA},   {0x620, 0x64A},
    {0x66E, 0x6D3},     {0x904, 0xDFF},     {0xE01, 0xE30},   {0x10A0, 0x10FF},
    {0x1401, 0x166C},   {0x166F, 0x167F},   {0x18B0, 0x18F5}, {0x1E00, 0x1FBC},
    {0x1FC2, 0x1FFC},   {0x2C00, 0x2DDE},   {0x3041, 0x3096}, {0x30A1, 0x30FA},
    {0x3400, 0x4DBF},   {0x4E00, 0xA48C},   {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
    {0x11AB0, 0x11ABF}, {0x20000, 0x323AF},
};

static bool is_letter(uint32_t code) {
    if (code < 0x80) {
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    }
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        if (code <= letters[i].last) {
            return code >= letters[i].first;
        }
    }
    return false;
}

/* Accents typed as characters of their own. */
static bool is_combining(uint32_t code) {
    return code >= 0x300 && code <= 0x36F;
}

static bool name_is_sound(const char *text, size_t length, bool digit_may_begin) {
    size_t at = 0;
    while (at < length) {
        uint32_t code = 0;
        size_t size = utf8_character(text + at, length - at, &code);
        bool digit = code >= '0' && code <= '9';
        bool inside = at > 0 && (digit || code == '_' || code == '-' || is_combining(code));
        if (size == 0 || !(is_letter(code) || inside || (digit && digit_may_begin))) {
            return false;
        }
        at += size;
    }
    return length > 0;
}

bool identifier_is_sound(const char *text, size_t length) {
    return name_is_sound(text, length, false);
}

bool year_is_sound(const char *text, size_t length) {
    return name_is_sound(text, length, true);
}

/* --- in messages ------------------------------------------------------------------------------ */

#define MOST_SHOWN 48 /* bytes */

static bool is_space(const struct node *node) {
    struct cursor cursor = {node->text, node->text + node->length};
    while (cursor.at < cursor.end && take_space(&cursor)) {
    }
    return cursor.at == cursor.end;
}

const char *scalar_shown(struct arena *arena, const struct node *node) {
    size_t length = node->length;
    if (length > MOST_SHOWN) {
        length = MOST_SHOWN;
        while (length > 0 && ((unsigned char)node->text[length] & 0xC0) == 0x80) {
            length--; /* not in the middle of a character */
        }
    }
    struct text text = {0};
    const char *quote = is_space(node) ? "\"" : ""; /* or nothing would be seen */
    text_add(&text, quote);
    text_add_visible(&text, node->text, length);
    text_add(&text, quote);
    if (length < node->length) {
        text_add(&text, "\xE2\x80\xA6");
    }
    const char *shown = arena_copy(arena, text_string(&text), text.length);
    text_free(&text);
    return shown;
}

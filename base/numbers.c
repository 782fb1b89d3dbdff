/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/numbers.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define NO_BREAK_SPACE "\u00a0"
#define NARROW_SPACE "\u202f"
#define MINUS "\u2212"

enum zeros { ZEROS_DROPPED, ZEROS_KEPT };

/* Adds the digits of a number that is not negative, in groups of three. */
static void add_digits(struct text *out, struct ratio number, int decimals, enum zeros zeros,
                       enum language language) {
    struct text digits = {0};
    text_add_ratio(&digits, number, decimals);
    const char *bytes = text_string(&digits);
    size_t whole = strcspn(bytes, ".");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) {
            text_add(out, language == FRENCH ? NARROW_SPACE : ",");
        }
        text_add_char(out, bytes[i]);
    }
    const char *fraction = bytes[whole] == '.' ? bytes + whole + 1 : "";
    size_t written = strlen(fraction);
    size_t wanted = zeros == ZEROS_KEPT && decimals > 0 ? (size_t)decimals : written;
    if (wanted > 0) {
        text_add_char(out, language == FRENCH ? ',' : '.');
        text_add(out, fraction);
        text_add_repeated(out, "0", wanted - written);
    }
    text_free(&digits);
}

/* Whether rounding to `decimals` leaves nothing, so that no "-0" is printed. */
static bool rounds_to_zero(struct ratio number, int decimals) {
    struct text digits = {0};
    text_add_ratio(&digits, number, decimals);
    bool zero = strpbrk(text_string(&digits), "123456789") == NULL;
    text_free(&digits);
    return zero;
}

/* Adds the minus when there is one to show; returns the number without it. */
static struct ratio add_minus(struct text *out, struct ratio number, int decimals) {
    if (ratio_sign(number) >= 0) {
        return number;
    }
    if (!rounds_to_zero(number, decimals)) {
        text_add(out, MINUS);
    }
    return ratio_neg(number);
}

static bool unknown(struct text *out, struct ratio number) {
    if (ratio_known(number)) {
        return false;
    }
    text_add(out, "?");
    return true;
}

/* The sign of a currency stands before the digits in English, behind them in French. */
static void add_sign(struct text *out, const char *sign, enum language side,
                     enum language language) {
    bool apart = language == FRENCH ? sign[0] != '\0'
                                    : strlen(sign) > 1 && sign[0] >= 'A' && sign[0] <= 'Z';
    if (side != language) {
        return;
    }
    text_add(out, apart && language == FRENCH ? NO_BREAK_SPACE : "");
    text_add(out, sign);
    text_add(out, apart && language == ENGLISH ? NO_BREAK_SPACE : "");
}

void text_add_money(struct text *out, struct ratio dollars, int decimals, const char *sign,
                    enum language language) {
    if (unknown(out, dollars)) {
        return;
    }
    dollars = add_minus(out, dollars, decimals);
    add_sign(out, sign, ENGLISH, language);
    add_digits(out, dollars, decimals, ZEROS_KEPT, language);
    add_sign(out, sign, FRENCH, language);
}

void text_add_small_money(struct text *out, struct ratio dollars, const char *sign,
                          enum language language) {
    if (unknown(out, dollars)) {
        return;
    }
    assert(ratio_sign(dollars) >= 0);
    add_sign(out, sign, ENGLISH, language);
    text_add_significant(out, dollars, language);
    add_sign(out, sign, FRENCH, language);
}

void text_add_number(struct text *out, struct ratio number, int decimals,
                     enum language language) {
    if (unknown(out, number)) {
        return;
    }
    number = add_minus(out, number, decimals);
    add_digits(out, number, decimals, ZEROS_DROPPED, language);
}

void text_add_share(struct text *out, struct ratio share, int decimals,
                    enum language language) {
    struct ratio percent = ratio_mul(share, ratio_of(100, 1));
    if (unknown(out, percent)) {
        return;
    }
    percent = add_minus(out, percent, decimals);
    add_digits(out, percent, decimals, ZEROS_KEPT, language);
    text_add(out, language == FRENCH ? NO_BREAK_SPACE "%" : "%");
}

void text_add_significant(struct text *out, struct ratio number, enum language language) {
    if (unknown(out, number)) {
        return;
    }
    int decimals = 0;
    for (double size = fabs(ratio_double(number)); size < 99.95 && decimals < 9; size *= 10) {
        decimals++;
        if (size == 0) {
            break;
        }
    }
    text_add_number(out, number, decimals, language);
}

bool is_plural(struct ratio quantity, enum language language) {
    if (!ratio_known(quantity)) {
        return true;
    }
    struct ratio size = ratio_size(quantity);
    if (language == FRENCH) {
        return ratio_cmp(size, ratio_of(2, 1)) >= 0;
    }
    return !ratio_equal(size, RATIO_ONE);
}

struct ratio ratio_less(struct ratio a, struct ratio b) {
    return ratio_total(a, ratio_known(b) ? ratio_neg(b) : b);
}

struct ratio ratio_shown(double value) {
    if (!isfinite(value)) {
        return RATIO_UNKNOWN;
    }
    double size = fabs(value);
    return ratio_near(value, size > 1e-6 ? size * 1e-9 : 1e-15);
}

struct ratio ratio_total(struct ratio a, struct ratio b) {
    struct ratio sum = ratio_add(a, b);
    if (ratio_known(sum) || !ratio_known(a) || !ratio_known(b)) {
        return sum;
    }
    return ratio_shown(ratio_double(a) + ratio_double(b));
}

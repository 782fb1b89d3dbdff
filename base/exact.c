/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/exact.h"

#include <assert.h>
#include <math.h>
#include <string.h>

__extension__ typedef unsigned __int128 uwide;

static uwide magnitude(wide a) {
    return a < 0 ? -(uwide)a : (uwide)a;
}

/* Binary: Knuth, The Art of Computer Programming 2, 4.5.2, algorithm B. */
static uint64_t gcd_narrow(uint64_t a, uint64_t b) {
    int twos;

    if (a == 0 || b == 0) {
        return a | b;
    }
    twos = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    while (b != 0) {
        b >>= __builtin_ctzll(b);
        if (a > b) {
            uint64_t swapped = a;

            a = b;
            b = swapped;
        }
        b -= a;
    }
    return a << twos;
}

static uwide gcd(uwide a, uwide b) {
    while (a > UINT64_MAX || b > UINT64_MAX) {
        uwide rest;

        if (b == 0) {
            return a;
        }
        rest = a % b;
        a = b;
        b = rest;
    }
    return gcd_narrow((uint64_t)a, (uint64_t)b);
}

wide wide_divisor(wide a, wide b) {
    return (wide)gcd(magnitude(a), magnitude(b));
}

struct ratio ratio_of(int64_t num, int64_t den) {
    return ratio_of_wide(num, den);
}

struct ratio ratio_of_wide(wide num, wide den) {
    uwide above = magnitude(num), below = magnitude(den), shared;
    bool negative = (num < 0) != (den < 0);

    assert(den != 0);
    if (below != 1) {
        shared = gcd(above, below);
        above /= shared;
        below /= shared;
    }
    if (above > (uwide)WIDE_MAX || below > (uwide)WIDE_MAX) {
        return RATIO_UNKNOWN;
    }
    return (struct ratio){negative ? -(wide)above : (wide)above, (wide)below};
}

/* -2^127 is left out, so that every numerator has its opposite. */
static struct ratio in_range(wide num, wide den) {
    return num < -WIDE_MAX ? RATIO_UNKNOWN : (struct ratio){num, den};
}

/* For sums whose steps do not fit, although the result may. */
static struct ratio sum_at_length(struct ratio a, struct ratio b) {
    struct tally tally;
    struct ratio sum;

    tally_init(&tally);
    tally_add(&tally, a);
    tally_add(&tally, b);
    sum = tally_ratio(&tally);
    tally_clear(&tally);
    return sum;
}

/* Unequal denominators: Knuth, The Art of Computer Programming 2, 4.5.1. */
static struct ratio sum_apart(struct ratio a, struct ratio b) {
    wide shared = (wide)gcd((uwide)a.den, (uwide)b.den);
    wide left, right, num, den, common;

    if (__builtin_mul_overflow(a.num, b.den / shared, &left) ||
        __builtin_mul_overflow(b.num, a.den / shared, &right) ||
        __builtin_add_overflow(left, right, &num)) {
        return sum_at_length(a, b);
    }
    common = (wide)gcd(magnitude(num), (uwide)shared);
    if (__builtin_mul_overflow(a.den / shared, b.den / common, &den)) {
        return RATIO_UNKNOWN;
    }
    return in_range(num / common, den);
}

struct ratio ratio_add(struct ratio a, struct ratio b) {
    wide num;

    if (!ratio_known(a) || !ratio_known(b)) {
        return RATIO_UNKNOWN;
    }
    if (a.den != b.den) {
        return sum_apart(a, b);
    }
    if (__builtin_add_overflow(a.num, b.num, &num)) {
        return sum_at_length(a, b);
    }
    return ratio_of_wide(num, a.den);
}

struct ratio ratio_sub(struct ratio a, struct ratio b) {
    return ratio_add(a, ratio_neg(b));
}

/* Divides both by what they have in common. */
static void take_out(wide *num, wide *den) {
    wide common = *den == 1 ? 1 : (wide)gcd(magnitude(*num), (uwide)*den);

    if (common != 1) {
        *num /= common;
        *den /= common;
    }
}

struct ratio ratio_mul(struct ratio a, struct ratio b) {
    wide num, den;

    if (!ratio_known(a) || !ratio_known(b)) {
        return RATIO_UNKNOWN;
    }
    if (a.den != 1 || b.den != 1) {
        take_out(&a.num, &b.den);
        take_out(&b.num, &a.den);
    }
    if (__builtin_mul_overflow(a.num, b.num, &num) ||
        __builtin_mul_overflow(a.den, b.den, &den)) {
        return RATIO_UNKNOWN;
    }
    return in_range(num, den);
}

struct ratio ratio_div(struct ratio a, struct ratio b) {
    if (!ratio_known(b) || b.num == 0) {
        return RATIO_UNKNOWN;
    }
    if (b.num < 0) {
        return ratio_mul(a, (struct ratio){-b.den, -b.num});
    }
    return ratio_mul(a, (struct ratio){b.den, b.num});
}

static bool is_narrow(struct ratio a) {
    return a.num >= INT64_MIN && a.num <= INT64_MAX && a.den <= INT64_MAX;
}

static int compare(wide a, wide b) {
    return (a > b) - (a < b);
}

/* Integer parts first; when they are equal, the reciprocals of what is left, the other way
 * round. Every number gets smaller, so nothing overflows. */
int ratio_cmp(struct ratio a, struct ratio b) {
    int way = 1;

    assert(ratio_known(a) && ratio_known(b));
    if (a.den == b.den) {
        return compare(a.num, b.num);
    }
    if (is_narrow(a) && is_narrow(b)) {
        return compare(a.num * b.den, b.num * a.den);
    }
    for (;;) {
        wide whole_a = ratio_floor(a), whole_b = ratio_floor(b);
        wide rest_a = a.num - whole_a * a.den, rest_b = b.num - whole_b * b.den;

        if (whole_a != whole_b) {
            return way * compare(whole_a, whole_b);
        }
        if (rest_a == 0 || rest_b == 0) {
            return way * compare(rest_a, rest_b);
        }
        a = (struct ratio){a.den, rest_a};
        b = (struct ratio){b.den, rest_b};
        way = -way;
    }
}

struct ratio ratio_min(struct ratio a, struct ratio b) {
    if (!ratio_known(a) || !ratio_known(b)) {
        return RATIO_UNKNOWN;
    }
    return ratio_cmp(a, b) <= 0 ? a : b;
}

struct ratio ratio_max(struct ratio a, struct ratio b) {
    if (!ratio_known(a) || !ratio_known(b)) {
        return RATIO_UNKNOWN;
    }
    return ratio_cmp(a, b) >= 0 ? a : b;
}

wide ratio_floor(struct ratio a) {
    assert(ratio_known(a));
    return a.num / a.den - (a.num % a.den < 0);
}

wide ratio_ceil(struct ratio a) {
    assert(ratio_known(a));
    return a.num / a.den + (a.num % a.den > 0);
}

struct ratio ratio_floor_to(struct ratio a, struct ratio step) {
    struct ratio steps = ratio_div(a, step);

    if (!ratio_known(steps)) {
        return RATIO_UNKNOWN;
    }
    return ratio_mul(ratio_of_wide(ratio_floor(steps), 1), step);
}

struct ratio ratio_ceil_to(struct ratio a, struct ratio step) {
    return ratio_neg(ratio_floor_to(ratio_neg(a), step));
}

/* The quotient to at least 66 bits, the last one set when anything is left over: rounding it to
 * a double is then rounding the fraction itself. */
static double quotient(uwide num, uwide den) {
    uwide bits = num / den, rest = num % den;
    int shift = 0;

    while (rest != 0 && bits >> 66 == 0) {
        rest <<= 1;
        bits = bits << 1 | (rest >= den);
        rest -= rest >= den ? den : 0;
        shift++;
    }
    return ldexp((double)(bits | (rest != 0)), -shift);
}

double ratio_quotient(struct ratio a) {
    const wide exact = (wide)1 << 53;
    double size;

    if (!ratio_known(a)) {
        return (double)NAN;
    }
    if (a.num <= exact && a.num >= -exact && a.den <= exact) {
        return (double)a.num / (double)a.den;
    }
    size = quotient(magnitude(a.num), (uwide)a.den);
    return a.num < 0 ? -size : size;
}

/* Ten times the remainder `*rest` (< den) over den: the digit, and the new remainder. By doubling
 * and adding, because ten times it need not fit. */
static unsigned next_digit(uwide *rest, uwide den) {
    static const bool add[] = {false, true, false}; /* 10 = ((1 * 2) * 2 + 1) * 2 */
    uwide at = *rest;
    unsigned digit = 0;

    for (int i = 0; i < 3; i++) {
        at <<= 1;
        digit = 2 * digit + (at >= den);
        at -= at >= den ? den : 0;
        if (add[i]) {
            at += *rest;
            digit += at >= den;
            at -= at >= den ? den : 0;
        }
    }
    *rest = at;
    return digit;
}

static void add_whole(struct text *text, uwide whole) {
    char digits[40];
    size_t at = sizeof digits;

    do {
        digits[--at] = (char)('0' + (int)(whole % 10));
        whole /= 10;
    } while (whole != 0);
    text_add_bytes(text, digits + at, sizeof digits - at);
}

void text_add_ratio(struct text *text, struct ratio a, int decimals) {
    char digits[64];
    size_t length = 0;
    uwide whole, rest;

    assert(decimals >= 0 && (size_t)decimals <= sizeof digits);
    if (!ratio_known(a)) {
        text_add_char(text, '?');
        return;
    }
    whole = magnitude(a.num) / (uwide)a.den;
    rest = magnitude(a.num) % (uwide)a.den;
    while (length < (size_t)decimals && rest != 0) {
        digits[length++] = (char)('0' + (int)next_digit(&rest, (uwide)a.den));
    }
    if (rest >= (uwide)a.den - rest) { /* half away from zero; a nine becomes a dropped zero */
        while (length > 0 && digits[length - 1] == '9') {
            length--;
        }
        if (length > 0) {
            digits[length - 1]++;
        } else {
            whole++;
        }
    }
    while (length > 0 && digits[length - 1] == '0') {
        length--;
    }
    if (a.num < 0 && (whole != 0 || length > 0)) {
        text_add_char(text, '-');
    }
    add_whole(text, whole);
    if (length > 0) {
        text_add_char(text, '.');
        text_add_bytes(text, digits, length);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The half of base/exact.h that needs numbers of any length: tallies, and fractions near a
 * double. */
#include <assert.h>
#include <limits.h>
#include <math.h>

#include "base/exact.h"

#define MOST_IN_DOUBLE ((wide)1 << 53) /* integers below are doubles */

__extension__ typedef unsigned __int128 uwide;

static void set_wide(mpz_t z, wide value) {
    if (value >= LONG_MIN && value <= LONG_MAX) {
        mpz_set_si(z, (long)value);
    } else {
        uwide size = value < 0 ? -(uwide)value : (uwide)value;
        uint64_t halves[] = {(uint64_t)size, (uint64_t)(size >> 64)};

        mpz_import(z, 2, -1, sizeof halves[0], 0, 0, halves);
        if (value < 0) {
            mpz_neg(z, z);
        }
    }
}

/* The value must have at most 127 bits. */
static wide wide_of(const mpz_t z) {
    uint64_t halves[2] = {0, 0};
    wide size;

    mpz_export(halves, NULL, -1, sizeof halves[0], 0, 0, z);
    size = (wide)((uwide)halves[1] << 64 | halves[0]);
    return mpz_sgn(z) < 0 ? -size : size;
}

static bool same_as_wide(const mpz_t z, wide value) {
    mpz_t other;
    bool same;

    if (value >= LONG_MIN && value <= LONG_MAX) {
        return mpz_cmp_si(z, (long)value) == 0;
    }
    mpz_init(other);
    set_wide(other, value);
    same = mpz_cmp(z, other) == 0;
    mpz_clear(other);
    return same;
}

static void add_wide(mpz_t z, wide value) {
    if (value >= 0 && value <= LONG_MAX) {
        mpz_add_ui(z, z, (unsigned long)value);
    } else if (value < 0 && value >= -LONG_MAX) {
        mpz_sub_ui(z, z, (unsigned long)-value);
    } else {
        mpz_t other;

        mpz_init(other);
        set_wide(other, value);
        mpz_add(z, z, other);
        mpz_clear(other);
    }
}

void tally_init(struct tally *tally) {
    mpz_init(tally->num);
    mpz_init_set_ui(tally->den, 1);
}

void tally_clear(struct tally *tally) {
    mpz_clear(tally->num);
    mpz_clear(tally->den);
}

void tally_reset(struct tally *tally) {
    mpz_set_ui(tally->num, 0);
    mpz_set_ui(tally->den, 1);
}

static bool is_known(const struct tally *tally) {
    return mpz_sgn(tally->den) != 0;
}

/* The denominator becomes the least common multiple of both. Uses num and den up. */
static void add_apart(struct tally *tally, mpz_t num, mpz_t den) {
    mpz_t shared;

    mpz_init(shared);
    mpz_gcd(shared, tally->den, den);
    mpz_divexact(den, den, shared);
    mpz_divexact(shared, tally->den, shared);
    mpz_mul(tally->num, tally->num, den);
    mpz_addmul(tally->num, num, shared);
    mpz_mul(tally->den, tally->den, den);
    mpz_clear(shared);
}

void tally_add(struct tally *tally, struct ratio a) {
    mpz_t num, den;

    if (!is_known(tally) || !ratio_known(a)) {
        mpz_set_ui(tally->den, 0);
        return;
    }
    if (a.num == 0) {
        return;
    }
    if (same_as_wide(tally->den, a.den)) {
        add_wide(tally->num, a.num);
        return;
    }
    mpz_inits(num, den, NULL);
    set_wide(num, a.num);
    if (a.den == 1) {
        mpz_addmul(tally->num, num, tally->den);
    } else {
        set_wide(den, a.den);
        add_apart(tally, num, den);
    }
    mpz_clears(num, den, NULL);
}

void tally_add_product(struct tally *tally, struct ratio a, struct ratio b) {
    struct ratio product = ratio_mul(a, b);
    mpz_t num, den, factor;

    if (ratio_known(product) || !ratio_known(a) || !ratio_known(b) || !is_known(tally)) {
        tally_add(tally, product);
        return;
    }
    mpz_inits(num, den, factor, NULL);
    set_wide(num, a.num);
    set_wide(factor, b.num);
    mpz_mul(num, num, factor);
    set_wide(den, a.den);
    set_wide(factor, b.den);
    mpz_mul(den, den, factor);
    add_apart(tally, num, den);
    mpz_clears(num, den, factor, NULL);
}

int tally_cmp(const struct tally *tally, struct ratio b) {
    mpz_t left, right;
    int order;

    assert(is_known(tally) && ratio_known(b));
    mpz_inits(left, right, NULL);
    set_wide(left, b.den);
    mpz_mul(left, left, tally->num);
    set_wide(right, b.num);
    mpz_mul(right, right, tally->den);
    order = mpz_cmp(left, right);
    mpz_clears(left, right, NULL);
    return (order > 0) - (order < 0);
}

void ratio_to_big(mpq_t big, struct ratio a) {
    assert(ratio_known(a));
    set_wide(mpq_numref(big), a.num);
    set_wide(mpq_denref(big), a.den);
}

static struct ratio ratio_of_parts(const mpz_t num, const mpz_t den) {
    bool fits = mpz_sizeinbase(num, 2) <= 127 && mpz_sizeinbase(den, 2) <= 127;
    return fits ? (struct ratio){wide_of(num), wide_of(den)} : RATIO_UNKNOWN;
}

struct ratio ratio_of_big(const mpq_t big) {
    return ratio_of_parts(mpq_numref(big), mpq_denref(big));
}

struct ratio tally_ratio(const struct tally *tally) {
    struct ratio ratio = RATIO_UNKNOWN;
    mpz_t num, den;

    if (!is_known(tally)) {
        return ratio;
    }
    mpz_inits(num, den, NULL);
    mpz_gcd(den, tally->num, tally->den);
    mpz_divexact(num, tally->num, den);
    mpz_divexact(den, tally->den, den);
    ratio = ratio_of_parts(num, den);
    mpz_clears(num, den, NULL);
    return ratio;
}

double tally_double(const struct tally *tally) {
    struct ratio ratio = tally_ratio(tally);
    mpq_t quotient;
    double value;

    if (!is_known(tally)) {
        return (double)NAN;
    }
    if (ratio_known(ratio)) {
        return ratio_double(ratio);
    }
    mpq_init(quotient);
    mpz_set(mpq_numref(quotient), tally->num);
    mpz_set(mpq_denref(quotient), tally->den);
    mpq_canonicalize(quotient);
    value = mpq_get_d(quotient);
    mpq_clear(quotient);
    return value;
}

double ratio_rest(struct ratio a, double near) {
    mpq_t exact, other;
    double rest;

    if (a.den == 1 && a.num == (wide)near) { /* |near| < 2^127, as the ratio */
        return 0;
    }
    if (a.den < MOST_IN_DOUBLE && a.num < MOST_IN_DOUBLE && a.num > -MOST_IN_DOUBLE) {
        return fma(-near, (double)a.den, (double)a.num) / (double)a.den;
    }
    mpq_inits(exact, other, NULL);
    ratio_to_big(exact, a);
    mpq_set_d(other, near);
    mpq_sub(exact, exact, other);
    rest = mpq_get_d(exact);
    mpq_clears(exact, other, NULL);
    return rest;
}

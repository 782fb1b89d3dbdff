/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simplest fraction near a double. */
#include <assert.h>
#include <math.h>
#include <stddef.h>

#include "base/exact.h"

/* --- in 128 bits, where the interval fits ----------------------------------------------------- */

#define BITS 120
#define LEAST 1e-15
#define MOST 1e15

/* What least_denominator does, with the numerator; low = parts[0] / parts[1], high = parts[2] /
 * parts[3]. Convergents of what fits do fit. */
static struct ratio simplest(wide *parts) {
    wide num = 1, num_before = 0, den = 0, den_before = 1;
    for (;;) {
        wide whole = parts[0] / parts[1];
        bool between = whole * parts[1] == parts[0];
        if (!between && parts[2] / parts[3] > whole) {
            whole++;
            between = true;
        }
        wide next_num = num_before + whole * num, next_den = den_before + whole * den;
        if (between)
            return (struct ratio){next_num, next_den};
        num_before = num, den_before = den;
        num = next_num, den = next_den;
        wide low = parts[0] - whole * parts[1], high = parts[2] - whole * parts[3];
        wide turned[] = {parts[3], high, parts[1], low};
        for (int i = 0; i < 4; i++)
            parts[i] = turned[i];
    }
}

/* Near value = at / 2^shift > 0, off / 2^shift at most away from it. */
static struct ratio near_by_parts(wide at, wide off, int shift) {
    wide one = (wide)1 << shift, nearest = (at + one / 2) >> shift, low = at - off;
    wide parts[] = {low, one, at + off, one};
    bool is_near = low <= nearest << shift && at + off >= nearest << shift;
    return is_near ? (struct ratio){nearest, 1} : simplest(parts);
}

/* value * 2^shift, an integer; below 0 when it is none or does not fit. */
static wide shifted(double value, int shift) {
    int exponent;
    double mantissa = ldexp(frexp(value, &exponent), 53);
    int left = exponent - 53 + shift;
    bool fits = left >= 0 && exponent + shift <= BITS;
    return fits ? (wide)mantissa << left : -1;
}

/* Unknown where it does not fit. */
static struct ratio near_quickly(double value, double tolerance) {
    int exponent;
    frexp(value + tolerance, &exponent);
    int shift = BITS - 1 - (exponent > 0 ? exponent : 0);
    wide at = shift > 0 ? shifted(value, shift) : -1;
    wide off = shift > 0 ? shifted(tolerance, shift) : -1;
    return at < 0 || off < 0 ? RATIO_UNKNOWN : near_by_parts(at, off, shift);
}

struct ratio ratio_near_twin(double high, double low, double tolerance) {
    double size = fabs(high);
    int exponent;
    if (high == 0)
        return RATIO_ZERO;
    if (!(size >= LEAST && size <= MOST && tolerance > 0 && tolerance < size))
        return RATIO_UNKNOWN;
    frexp(2 * size, &exponent);
    int shift = BITS - 1 - (exponent > 0 ? exponent : 0);
    wide at = shifted(size, shift) + (wide)ldexp(high < 0 ? -low : low, shift);
    struct ratio ratio = near_by_parts(at, (wide)ldexp(tolerance, shift), shift);
    return high < 0 ? ratio_neg(ratio) : ratio;
}

/* --- whatever its size ------------------------------------------------------------------------ */

/* Least denominator of the fractions from low to high, 0 < low < high: as long as no integer
 * lies between them both have the same integer part; take it off, turn both over, and go on. The
 * parts are the continued fraction of the answer, and `den` its convergents' denominators. Uses
 * low and high up. */
static void least_denominator(mpz_t den, mpq_t low, mpq_t high) {
    mpz_t part, before;
    mpq_t rest;

    mpz_inits(part, before, NULL);
    mpq_init(rest);
    mpz_set_ui(before, 1); /* k(-2) = 1, k(-1) = 0 */
    mpz_set_ui(den, 0);
    for (;;) {
        mpz_cdiv_q(part, mpq_numref(low), mpq_denref(low));
        mpq_set_z(rest, part);
        if (mpq_cmp(rest, high) <= 0) {
            break;
        }
        mpz_sub_ui(part, part, 1);
        mpz_addmul(before, part, den);
        mpz_swap(before, den);
        mpq_set_z(rest, part);
        mpq_sub(low, low, rest);
        mpq_sub(high, high, rest);
        mpq_swap(low, high);
        mpq_inv(low, low);
        mpq_inv(high, high);
    }
    mpz_addmul(before, part, den);
    mpz_swap(before, den);
    mpz_clears(part, before, NULL);
    mpq_clear(rest);
}

static struct ratio near_slowly(double value, double tolerance) {
    struct tally near;
    struct ratio ratio;
    mpq_t exact, low, high;

    tally_init(&near);
    mpq_inits(exact, low, high, NULL);
    mpq_set_d(exact, value);
    mpq_set_d(high, tolerance);
    mpq_sub(low, exact, high);
    mpq_add(high, exact, high);
    if (mpq_sgn(low) > 0) { /* else 0 is near, and so are integers */
        least_denominator(near.den, low, high);
    }
    /* of that denominator, the nearest: the floor of value * den + 1/2 */
    mpz_mul(near.num, mpq_numref(exact), near.den);
    mpz_mul_2exp(near.num, near.num, 1);
    mpz_add(near.num, near.num, mpq_denref(exact));
    mpz_mul_2exp(mpq_denref(exact), mpq_denref(exact), 1);
    mpz_fdiv_q(near.num, near.num, mpq_denref(exact));
    ratio = tally_ratio(&near);
    mpq_clears(exact, low, high, NULL);
    tally_clear(&near);
    return ratio;
}

struct ratio ratio_near(double value, double tolerance) {
    assert(tolerance > 0);
    if (!isfinite(value) || !isfinite(tolerance)) {
        return RATIO_UNKNOWN;
    }
    struct ratio ratio = near_quickly(fabs(value), tolerance);
    if (!ratio_known(ratio)) {
        ratio = near_slowly(fabs(value), tolerance);
    }
    return value < 0 ? ratio_neg(ratio) : ratio;
}

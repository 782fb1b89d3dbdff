/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exact: numbers as they were written, and sums that lose nothing.
 *
 * A ratio is a fraction of two 128-bit integers in lowest terms with a positive denominator. What
 * does not fit becomes RATIO_UNKNOWN (denominator 0), which sticks to every result made from it,
 * so that one test at the end suffices. A decimal of the plan format has at most 18 digits and
 * 9 decimals, so products of two always fit.
 *
 * A tally is an exact sum without any limit (GMP). */
#ifndef BASE_EXACT_H
#define BASE_EXACT_H

#include <assert.h>
#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

__extension__ typedef __int128 wide;

/* 2^127 - 1; its opposite is the least numerator, so that every one has an opposite. */
#define WIDE_MAX ((((wide)1 << 126) - 1) * 2 + 1)

struct ratio {
    wide num, den;
};

#define RATIO_UNKNOWN ((struct ratio){0, 0})
#define RATIO_ZERO ((struct ratio){0, 1})
#define RATIO_ONE ((struct ratio){1, 1})

struct ratio ratio_of(int64_t num, int64_t den); /* den != 0 */
struct ratio ratio_of_wide(wide num, wide den);  /* den != 0 */
/* The greatest common divisor, never negative; of 0 and b: the size of b. */
wide wide_divisor(wide a, wide b);
static inline bool ratio_known(struct ratio a) {
    return a.den != 0;
}
struct ratio ratio_add(struct ratio a, struct ratio b);
struct ratio ratio_sub(struct ratio a, struct ratio b);
struct ratio ratio_mul(struct ratio a, struct ratio b);
struct ratio ratio_div(struct ratio a, struct ratio b); /* by zero: unknown */
static inline struct ratio ratio_neg(struct ratio a) {
    return (struct ratio){-a.num, a.den};
}
/* Without its sign; an unknown ratio stays unknown. */
static inline struct ratio ratio_size(struct ratio a) {
    return a.num < 0 ? ratio_neg(a) : a;
}
/* -1, 0, 1; the ratio must be known */
static inline int ratio_sign(struct ratio a) {
    assert(ratio_known(a));
    return (a.num > 0) - (a.num < 0);
}
int ratio_cmp(struct ratio a, struct ratio b); /* exact for any two known ratios */
/* false when either is unknown */
static inline bool ratio_equal(struct ratio a, struct ratio b) {
    return ratio_known(a) && a.num == b.num && a.den == b.den;
}
struct ratio ratio_min(struct ratio a, struct ratio b);
struct ratio ratio_max(struct ratio a, struct ratio b);
wide ratio_floor(struct ratio a); /* greatest integer not above */
wide ratio_ceil(struct ratio a);
/* Greatest multiple of `step` (> 0) not above, least not below. */
struct ratio ratio_floor_to(struct ratio a, struct ratio step);
struct ratio ratio_ceil_to(struct ratio a, struct ratio step);
double ratio_quotient(struct ratio a); /* what ratio_double does, of any fraction */
/* Nearest, to within one unit in the last place; NAN: unknown. */
static inline double ratio_double(struct ratio a) {
    bool whole = a.den == 1 && a.num == (int64_t)a.num;
    return whole ? (double)(int64_t)a.num : ratio_quotient(a);
}
/* What a double lacks: a - near, to within one unit in the last place. Both are finite. */
double ratio_rest(struct ratio a, double near);
/* A fraction near a finite double: the one of least denominator within `tolerance` (absolute, > 0)
 * by continued fractions (Hardy & Wright, An Introduction to the Theory of Numbers, ch. X).
 * Unknown when the double is not finite or does not fit. */
struct ratio ratio_near(double value, double tolerance);
/* The same of high + low, which have no bit in common; unknown also when it is not 0 nor from 1e-15
 * to 1e15 in size. */
struct ratio ratio_near_twin(double high, double low, double tolerance);
/* Decimal digits: exact when the fraction ends within `decimals` digits, else rounded half away
 * from zero; trailing zeros are dropped. An unknown ratio is "?". */
void text_add_ratio(struct text *text, struct ratio a, int decimals);

struct tally {
    mpz_t num, den; /* not reduced; den > 0, or 0 for good once an unknown ratio was added */
};

void tally_init(struct tally *tally); /* zero; release with tally_clear */
void tally_clear(struct tally *tally);
void tally_reset(struct tally *tally);
void tally_add(struct tally *tally, struct ratio a);
void tally_add_product(struct tally *tally, struct ratio a, struct ratio b);
int tally_cmp(const struct tally *tally, struct ratio b); /* -1, 0, 1; both must be known */
struct ratio tally_ratio(const struct tally *tally);      /* unknown when it does not fit */
double tally_double(const struct tally *tally);           /* NaN when unknown */

/* Between ratios and GMP's own fractions. The fraction is initialised; the ratio is known, or
 * unknown when it does not fit. */
void ratio_to_big(mpq_t big, struct ratio a);
struct ratio ratio_of_big(const mpq_t big); /* big: in lowest terms */
/* From now on GMP ends the process as memory_grow does, instead of aborting. */
void big_mind_memory(void);
/* sum += a * times, a known. `work` is another fraction, for what comes between. */
void big_add_product(mpq_t sum, struct ratio a, const mpq_t times, mpq_t work);
/* Below 0, 0 or above it, as big is below a, equal or above, a known. */
int big_cmp(const mpq_t big, struct ratio a, mpq_t work);

#endif

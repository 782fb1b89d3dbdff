/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/exact.h"

#include "tests/close.h"

#include <float.h>

#define LARGEST ((wide)INT64_MAX * ((wide)1 << 64) + (wide)UINT64_MAX) /* 2^127 - 1 */

static const struct ratio third = {1, 3};

/* A small generator of our own, so that every run tests the same numbers:
 * Marsaglia, Xorshift RNGs, Journal of Statistical Software 8(14), 2003, p. 4. */
static uint64_t next_random(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static struct ratio random_ratio(uint64_t *seed) {
    wide num = (wide)next_random(seed) << 62 | (wide)(next_random(seed) >> 2);
    wide den = (wide)next_random(seed) << 62 | (wide)(next_random(seed) >> 2);
    int less = (int)(next_random(seed) % 120), more = (int)(next_random(seed) % 120);

    num >>= less;
    den >>= more;
    return ratio_of_wide(next_random(seed) % 2 == 0 ? num : -num, den + 1);
}

static void set_mpz(mpz_t z, wide value) {
    wide size = value < 0 ? -value : value;

    mpz_set_ui(z, (unsigned long)(size >> 64));
    mpz_mul_2exp(z, z, 64);
    mpz_add_ui(z, z, (unsigned long)(size & (wide)UINT64_MAX));
    if (value < 0) {
        mpz_neg(z, z);
    }
}

static void set_mpq(mpq_t q, struct ratio a) {
    set_mpz(mpq_numref(q), a.num);
    set_mpz(mpq_denref(q), a.den);
    mpq_canonicalize(q);
}

/* The ratio is what GMP found, or unknown because that does not fit. */
static void assert_mpq(struct ratio a, const mpq_t expected) {
    mpq_t actual;

    if (!ratio_known(a)) {
        assert_true(mpz_sizeinbase(mpq_numref(expected), 2) > 127 ||
                    mpz_sizeinbase(mpq_denref(expected), 2) > 127);
        return;
    }
    mpq_init(actual);
    set_mpz(mpq_numref(actual), a.num);
    set_mpz(mpq_denref(actual), a.den);
    assert_true(mpq_equal(actual, expected)); /* not canonicalized: lowest terms are ours */
    mpq_clear(actual);
}

static void fractions_are_kept_in_lowest_terms(void **state) {
    struct ratio a = ratio_of(-2385, -1000), b = ratio_of(6, -8);

    (void)state;
    assert_true(a.num == 477 && a.den == 200); /* 2.385 */
    assert_true(b.num == -3 && b.den == 4);
    assert_ratio_equal(ratio_of(0, -7), RATIO_ZERO);
    assert_true(ratio_of(INT64_MIN, 2).num == INT64_MIN / 2);
    assert_ratio_equal(ratio_of(INT64_MIN, INT64_MIN), RATIO_ONE);
}

static void the_four_operations_are_exact(void **state) {
    struct ratio a = ratio_of(2385, 1000), b = ratio_of(-7, 12);

    (void)state;
    /* 477/200 and -7/12 over 600: 1431/600 - 350/600 */
    assert_ratio(ratio_add(a, b), 1081, 600);
    assert_ratio(ratio_sub(a, b), 1781, 600);
    assert_ratio(ratio_mul(a, b), -3339, 2400);
    assert_ratio(ratio_div(a, b), -5724, 1400); /* 477 * 12 / (200 * 7) */
    assert_ratio(ratio_neg(b), 7, 12);
    assert_ratio(ratio_add(third, ratio_of(1, 6)), 1, 2);
}

static void arithmetic_agrees_with_gmp_on_any_size(void **state) {
    uint64_t seed = 2385;
    mpq_t a, b, result;

    (void)state;
    mpq_inits(a, b, result, NULL);
    for (int i = 0; i < 20000; i++) {
        struct ratio x = random_ratio(&seed), y = random_ratio(&seed);
        int order;

        set_mpq(a, x);
        set_mpq(b, y);
        mpq_add(result, a, b);
        assert_mpq(ratio_add(x, y), result);
        mpq_sub(result, a, b);
        assert_mpq(ratio_sub(x, y), result);
        mpq_mul(result, a, b);
        assert_mpq(ratio_mul(x, y), result);
        if (y.num != 0) {
            mpq_div(result, a, b);
            assert_mpq(ratio_div(x, y), result);
        }
        order = mpq_cmp(a, b);
        assert_int_equal(ratio_cmp(x, y), (order > 0) - (order < 0));
        mpz_fdiv_q(mpq_numref(result), mpq_numref(a), mpq_denref(a));
        mpz_set_ui(mpq_denref(result), 1);
        assert_mpq(ratio_of_wide(ratio_floor(x), 1), result);
    }
    mpq_clears(a, b, result, NULL);
}

static void what_does_not_fit_is_unknown_and_stays_so(void **state) {
    struct ratio most = {LARGEST, 1}, lost = ratio_add(most, RATIO_ONE);

    (void)state;
    assert_ratio_unknown(lost);
    assert_ratio_unknown(ratio_mul(most, ratio_of(2, 1)));
    assert_ratio_unknown(ratio_mul((struct ratio){1, LARGEST}, third));
    assert_ratio_unknown(ratio_div(RATIO_ONE, RATIO_ZERO));
    assert_ratio_unknown(ratio_sub(ratio_neg(most), RATIO_ONE)); /* -2^127 has no opposite */
    assert_ratio_unknown(ratio_mul(lost, RATIO_ZERO));
    /* the denominator is the product of two neighbours, which share no factor */
    assert_ratio_unknown(ratio_add((struct ratio){1, LARGEST}, (struct ratio){1, LARGEST - 1}));
    assert_ratio_unknown(ratio_min(third, lost));
    assert_ratio_unknown(ratio_max(lost, third));
    assert_ratio_unknown(ratio_neg(lost));
    assert_ratio_unknown(ratio_floor_to(lost, third));
    assert_false(ratio_equal(lost, lost));
}

static void a_sum_that_fits_is_found_though_its_steps_do_not(void **state) {
    struct ratio most = {LARGEST, 1};
    /* (2^127 - 1)/2 + 1/2 = 2^126; its numerators add up to 2^127 */
    struct ratio half_way = {LARGEST, 2};

    (void)state;
    assert_ratio_equal(ratio_add(half_way, ratio_of(1, 2)),
                       ((struct ratio){(wide)1 << 126, 1}));
    assert_ratio_equal(ratio_sub(most, most), RATIO_ZERO);
}

static void comparing_neighbours_of_full_size_is_exact(void **state) {
    /* n/(n+1) < (n+1)/(n+2), apart by 2^-252 or so */
    struct ratio a = {LARGEST - 2, LARGEST - 1}, b = {LARGEST - 1, LARGEST};

    (void)state;
    assert_int_equal(ratio_cmp(a, b), -1);
    assert_int_equal(ratio_cmp(b, a), 1);
    assert_int_equal(ratio_cmp(ratio_neg(a), ratio_neg(b)), 1);
    assert_int_equal(ratio_cmp(a, a), 0);
    assert_int_equal(ratio_cmp(ratio_of(-5, 2), ratio_of(-7, 3)), -1); /* -2.5 < -2.33 */
    assert_ratio_equal(ratio_max(a, b), b);
    assert_ratio_equal(ratio_min(a, b), a);
    assert_int_equal(ratio_sign(ratio_of(-5, 2)), -1);
}

static void rounding_to_integers_goes_the_right_way_below_zero(void **state) {
    (void)state;
    assert_true(ratio_floor(ratio_of(-5, 2)) == -3);
    assert_true(ratio_ceil(ratio_of(-5, 2)) == -2);
    assert_true(ratio_floor(ratio_of(5, 2)) == 2);
    assert_true(ratio_ceil(ratio_of(5, 2)) == 3);
    assert_true(ratio_floor(ratio_of(-6, 2)) == -3);
    assert_true(ratio_ceil(ratio_of(-6, 2)) == -3);
}

static void amounts_are_rounded_to_multiples_of_a_unit(void **state) {
    struct ratio amount = ratio_of(2385, 1000), cent = ratio_of(1, 100);

    (void)state;
    assert_ratio(ratio_floor_to(amount, cent), 238, 100);
    assert_ratio(ratio_ceil_to(amount, cent), 239, 100);
    assert_ratio(ratio_floor_to(ratio_neg(amount), cent), -239, 100);
    assert_ratio(ratio_floor_to(ratio_of(215317, 1), ratio_of(500, 1)), 215000, 1);
    assert_ratio(ratio_ceil_to(ratio_of(215000, 1), ratio_of(500, 1)), 215000, 1);
}

static void a_ratio_becomes_the_nearest_double(void **state) {
    (void)state;
    /* IEEE 754 division of exact operands is correctly rounded, and so are C's literals */
    assert_true(ratio_double(ratio_of(2385, 1000)) == 2.385);
    assert_true(ratio_double(third) == 1.0 / 3.0);
    assert_true(ratio_double((struct ratio){LARGEST, 1}) == 0x1p127);
    assert_true(ratio_double((struct ratio){-1, LARGEST}) == -0x1p-127);
    assert_true(ratio_double((struct ratio){LARGEST - 1, LARGEST}) == 1.0);
    /* 2^53 + 1 is half way: to even; a little more goes up */
    assert_true(ratio_double(ratio_of(((int64_t)1 << 53) + 1, 1)) == 0x1p53);
    assert_true(ratio_double(ratio_of(3 * (((int64_t)1 << 53) + 1) + 1, 3)) == 0x1p53 + 2);
    assert_true(isnan(ratio_double(RATIO_UNKNOWN)));
}

static void a_large_ratio_becomes_a_double_within_one_unit(void **state) {
    uint64_t seed = 215317;
    mpq_t exact;

    (void)state;
    mpq_init(exact);
    for (int i = 0; i < 5000; i++) {
        struct ratio a = random_ratio(&seed);
        double value = ratio_double(a), truncated;

        set_mpq(exact, a);
        truncated = mpq_get_d(exact); /* GMP rounds towards zero */
        assert_true(value == truncated || value == nextafter(truncated, INFINITY) ||
                    value == nextafter(truncated, -INFINITY));
    }
    mpq_clear(exact);
}

static void the_fraction_of_least_denominator_near_a_double_is_found(void **state) {
    (void)state;
    assert_ratio(ratio_near(2.385, 1e-9), 477, 200);
    assert_ratio(ratio_near(1.0 / 3.0, 1e-12), 1, 3);
    assert_ratio(ratio_near(-0.1, 1e-15), -1, 10);
    assert_ratio(ratio_near(215317.0, 1e-9), 215317, 1);
    assert_ratio(ratio_near(0.0, 1e-9), 0, 1);
    assert_ratio(ratio_near(4e-10, 1e-9), 0, 1);
    assert_ratio(ratio_near(59999.9999999999, 1e-6), 60000, 1);
    /* pi: the convergents 22/7 (off by 0.00126) and 355/113 (Hardy & Wright, section 10.15), and
     * between them (22 k + 3)/(7 k + 1), of which k = 9 is off by 0.00097 and k = 8 by 0.00124 */
    assert_ratio(ratio_near(3.14159265358979, 0.0013), 22, 7);
    assert_ratio(ratio_near(3.14159265358979, 0.0012), 201, 64);
    assert_ratio(ratio_near(3.14159265358979, 1e-6), 355, 113);
    /* of denominator 1 there are many; the nearest */
    assert_ratio(ratio_near(2.4, 3.0), 2, 1);
}

/* Every smaller denominator is tried. */
static void no_smaller_denominator_is_as_near(void **state) {
    uint64_t seed = 7;

    (void)state;
    for (int i = 0; i < 300; i++) {
        double value = (double)(next_random(&seed) % 1000000) / 70001.0;
        double tolerance = 1.0 / (double)(100 + next_random(&seed) % 100000);
        struct ratio a = ratio_near(value, tolerance);

        assert_true(fabs(ratio_double(a) - value) <= tolerance * (1 + 1e-9));
        for (wide den = 1; den < a.den; den++) {
            double num = round(value * (double)den);

            assert_true(fabs(num / (double)den - value) > tolerance * (1 - 1e-9));
        }
    }
}

/* Fractions of 12-digit denominators, which a double cannot tell apart. */
static void the_fraction_near_a_number_of_twice_a_doubles_digits_is_found(void **state) {
    uint64_t seed = 11;

    (void)state;
    for (int i = 0; i < 300; i++) {
        int64_t den = (int64_t)(next_random(&seed) % 1000000000000) + 1;
        int64_t num = (int64_t)(next_random(&seed) % 100000000000000) + 1;
        struct ratio a = ratio_of(i % 2 == 0 ? num : -num, den);
        double high = ratio_double(a), low = ratio_rest(a, high);

        assert_ratio_equal(ratio_near_twin(high, low, 0x1p-96 * fabs(high)), a);
    }
    assert_ratio(ratio_near_twin(0, 0, 0x1p-90), 0, 1);
    assert_ratio(ratio_near_twin(60000, 1e-22, 1e-20), 60000, 1);
    assert_ratio_unknown(ratio_near_twin(1e16, 0, 1));
    assert_ratio_unknown(ratio_near_twin(1e-16, 0, 1e-40));
}

static void a_double_without_a_fraction_that_fits_is_unknown(void **state) {
    (void)state;
    assert_ratio_unknown(ratio_near(NAN, 1e-9));
    assert_ratio_unknown(ratio_near(INFINITY, 1e-9));
    assert_ratio_unknown(ratio_near(1e300, 1e-9));
    assert_ratio_unknown(ratio_near(1e-60, DBL_MIN)); /* needs a denominator near 1e60 */
    assert_ratio_equal(ratio_near(0x1p100, 1e-9), ((struct ratio){(wide)1 << 100, 1}));
}

static void assert_digits(struct ratio a, int decimals, const char *expected) {
    struct text text = {0};

    text_add_ratio(&text, a, decimals);
    assert_text_equal(&text, expected);
    text_free(&text);
}

static void decimals_are_exact_when_they_end_and_rounded_when_not(void **state) {
    (void)state;
    assert_digits(ratio_of(2385, 1000), 9, "2.385");
    assert_digits(ratio_of(2385, 1000), 3, "2.385");
    assert_digits(ratio_of(2385, 1000), 2, "2.39"); /* half away from zero */
    assert_digits(ratio_of(-2385, 1000), 2, "-2.39");
    assert_digits(ratio_of(2384999, 1000000), 2, "2.38");
    assert_digits(third, 4, "0.3333");
    assert_digits(ratio_of(-2, 3), 4, "-0.6667");
    assert_digits(ratio_of(19996, 10000), 3, "2"); /* 1.9996: the carry runs through */
    assert_digits(ratio_of(13996, 10000), 3, "1.4");
    assert_digits(ratio_of(-1, 1000), 2, "0"); /* no minus before nothing */
    assert_digits(ratio_of(60000, 1), 2, "60000");
    assert_digits(ratio_of(5, 2), 0, "3");
    assert_digits(ratio_of(1005, 100), 9, "10.05");
    assert_digits(RATIO_UNKNOWN, 2, "?");
}

static void decimals_of_the_largest_numbers_are_right(void **state) {
    (void)state;
    /* 2^127 - 1, a Mersenne prime (Lucas 1876) */
    assert_digits((struct ratio){LARGEST, 1}, 9, "170141183460469231731687303715884105727");
    assert_digits((struct ratio){-LARGEST, 1}, 9, "-170141183460469231731687303715884105727");
    assert_digits((struct ratio){LARGEST - 1, LARGEST}, 30, "1");
    /* 1 - 5.877e-39 */
    assert_digits((struct ratio){LARGEST - 1, LARGEST}, 40,
                  "0.9999999999999999999999999999999999999941");
}

static void a_tally_of_decimals_and_fractions_is_exact(void **state) {
    struct tally tally;

    (void)state;
    tally_init(&tally);
    assert_ratio(tally_ratio(&tally), 0, 1);
    for (int i = 0; i < 1000; i++) {
        tally_add(&tally, ratio_of(1, 10)); /* doubles would give 99.9999999999986 */
    }
    assert_ratio(tally_ratio(&tally), 100, 1);
    tally_add(&tally, ratio_of(-2385, 1000));
    tally_add(&tally, third);
    tally_add(&tally, ratio_of(7, 1));
    /* 107 - 2.385 + 1/3 over 600: 64200 - 1431 + 200 */
    assert_ratio(tally_ratio(&tally), 62969, 600);
    assert_true(tally_double(&tally) == 62969.0 / 600.0);
    assert_int_equal(tally_cmp(&tally, ratio_of(62969, 600)), 0);
    assert_int_equal(tally_cmp(&tally, ratio_of(104, 1)), 1);
    assert_int_equal(tally_cmp(&tally, ratio_of(105, 1)), -1);
    tally_reset(&tally);
    tally_add_product(&tally, ratio_of(2385, 1000), ratio_of(-7, 12));
    assert_ratio(tally_ratio(&tally), -3339, 2400);
    tally_clear(&tally);
}

static void a_tally_has_no_limit(void **state) {
    struct ratio most = {LARGEST, 1}, least = {1, LARGEST};
    struct tally tally;

    (void)state;
    tally_init(&tally);
    tally_add_product(&tally, most, most);
    assert_ratio_unknown(tally_ratio(&tally));
    assert_close(tally_double(&tally), 0x1p254, 1e-15);
    assert_int_equal(tally_cmp(&tally, most), 1);
    tally_add_product(&tally, most, ratio_neg(most));
    assert_ratio(tally_ratio(&tally), 0, 1);
    tally_add_product(&tally, least, third);
    assert_ratio_unknown(tally_ratio(&tally));
    assert_int_equal(tally_cmp(&tally, least), -1);
    tally_add_product(&tally, least, ratio_of(2, 3));
    assert_ratio_equal(tally_ratio(&tally), least);
    tally_clear(&tally);
}

static void a_tally_agrees_with_gmp_on_any_sizes(void **state) {
    struct tally tally;
    uint64_t seed = 17;
    mpq_t sum, a, b;

    (void)state;
    mpq_inits(sum, a, b, NULL);
    tally_init(&tally);
    for (int i = 0; i < 60; i++) {
        struct ratio x = random_ratio(&seed), y = random_ratio(&seed);

        set_mpq(a, x);
        set_mpq(b, y);
        mpq_add(sum, sum, a);
        tally_add(&tally, x);
        mpq_mul(a, a, b);
        mpq_add(sum, sum, a);
        tally_add_product(&tally, x, y);
        mpz_set(mpq_numref(a), tally.num);
        mpz_set(mpq_denref(a), tally.den);
        mpq_canonicalize(a);
        assert_true(mpq_equal(a, sum));
    }
    tally_clear(&tally);
    mpq_clears(sum, a, b, NULL);
}

static void an_unknown_ratio_makes_the_tally_unknown_until_reset(void **state) {
    struct tally tally;

    (void)state;
    tally_init(&tally);
    tally_add(&tally, RATIO_UNKNOWN);
    tally_add(&tally, ratio_of(2385, 1000));
    tally_add_product(&tally, third, third);
    assert_ratio_unknown(tally_ratio(&tally));
    assert_true(isnan(tally_double(&tally)));
    tally_reset(&tally);
    tally_add(&tally, third);
    assert_ratio(tally_ratio(&tally), 1, 3);
    tally_add_product(&tally, RATIO_UNKNOWN, RATIO_ZERO);
    assert_ratio_unknown(tally_ratio(&tally));
    tally_clear(&tally);
}

/* Against the same sum in ratios. */
static void products_are_added_to_big_fractions(void **state) {
    static const int64_t parts[] = {0, 1, -1, 7, -7, 60000, -60000};
    uint64_t seed = 3;
    mpq_t sum, times, work;

    (void)state;
    mpq_inits(sum, times, work, NULL);
    for (int i = 0; i < 2000; i++) {
        bool whole = i % 3 == 0;
        struct ratio a = ratio_of(parts[next_random(&seed) % 7],
                                  whole ? 1 : (int64_t)(next_random(&seed) % 9) + 1);
        struct ratio b = ratio_of(parts[next_random(&seed) % 7],
                                  whole ? 1 : (int64_t)(next_random(&seed) % 9) + 1);
        struct ratio c = ratio_of(parts[next_random(&seed) % 7], 1 + i % 2);
        ratio_to_big(sum, a);
        ratio_to_big(times, b);
        big_add_product(sum, c, times, work);
        struct ratio expected = ratio_add(a, ratio_mul(c, b));
        assert_ratio_equal(ratio_of_big(sum), expected);
        assert_int_equal(big_cmp(sum, expected, work), 0);
        assert_true(big_cmp(sum, ratio_add(expected, ratio_of(1, 60000)), work) < 0);
        assert_true(big_cmp(sum, ratio_sub(expected, RATIO_ONE), work) > 0);
    }
    mpq_clears(sum, times, work, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_are_added_to_big_fractions),
        cmocka_unit_test(fractions_are_kept_in_lowest_terms),
        cmocka_unit_test(the_four_operations_are_exact),
        cmocka_unit_test(arithmetic_agrees_with_gmp_on_any_size),
        cmocka_unit_test(what_does_not_fit_is_unknown_and_stays_so),
        cmocka_unit_test(a_sum_that_fits_is_found_though_its_steps_do_not),
        cmocka_unit_test(comparing_neighbours_of_full_size_is_exact),
        cmocka_unit_test(rounding_to_integers_goes_the_right_way_below_zero),
        cmocka_unit_test(amounts_are_rounded_to_multiples_of_a_unit),
        cmocka_unit_test(a_ratio_becomes_the_nearest_double),
        cmocka_unit_test(a_large_ratio_becomes_a_double_within_one_unit),
        cmocka_unit_test(the_fraction_of_least_denominator_near_a_double_is_found),
        cmocka_unit_test(no_smaller_denominator_is_as_near),
        cmocka_unit_test(the_fraction_near_a_number_of_twice_a_doubles_digits_is_found),
        cmocka_unit_test(a_double_without_a_fraction_that_fits_is_unknown),
        cmocka_unit_test(decimals_are_exact_when_they_end_and_rounded_when_not),
        cmocka_unit_test(decimals_of_the_largest_numbers_are_right),
        cmocka_unit_test(a_tally_of_decimals_and_fractions_is_exact),
        cmocka_unit_test(a_tally_has_no_limit),
        cmocka_unit_test(a_tally_agrees_with_gmp_on_any_sizes),
        cmocka_unit_test(an_unknown_ratio_makes_the_tally_unknown_until_reset),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What multipliers prove, against the same sums in GMP's fractions: in whole numbers while they
 * fit, and right where they no longer do. */
#include "solver/weigh.h"

#include "tests/small_program.h"

#define DRAWN 2000

static struct small small;
static mpq_t y[SMALL_ROWS];

static int begin(void **state) {
    (void)state;
    small_begin(&small, true);
    for (int i = 0; i < SMALL_ROWS; i++) {
        mpq_init(y[i]);
    }
    return 0;
}

static int end(void **state) {
    (void)state;
    for (int i = 0; i < SMALL_ROWS; i++) {
        mpq_clear(y[i]);
    }
    return 0;
}

static void add_times(mpq_t sum, struct ratio a, mpq_t times) {
    mpq_t term;

    mpq_init(term);
    ratio_to_big(term, a);
    mpq_mul(term, term, times);
    mpq_add(sum, sum, term);
    mpq_clear(term);
}

/* c - A'y of a column, as if to maximise. */
static void reckon_reduced(uint32_t column, mpq_t reduced) {
    mpq_t one;

    mpq_init(one);
    mpq_set_si(one, small.objective.maximize ? 1 : -1, 1);
    mpq_set_si(reduced, 0, 1);
    for (uint32_t k = 0; k < small.objective.count; k++) {
        if (small.costs[k].column == column) {
            add_times(reduced, small.costs[k].coefficient, one);
        }
    }
    for (uint32_t i = 0; i < small.program.row_count; i++) {
        for (uint32_t k = 0; k < small.rows[i].count; k++) {
            const struct entry *entry = &small.entries[small.rows[i].start + k];

            if (entry->column == column) {
                add_times(reduced, ratio_neg(entry->coefficient), y[i]);
            }
        }
    }
    mpq_clear(one);
}

/* Every multiplier, and every reduced cost, times the end at which that is most. */
static void assert_weighed(bool in_whole_numbers) {
    struct weighing *weighing = weighing_new(&small.program);
    mpq_t bound, reduced, told;

    mpq_inits(bound, reduced, told, NULL);
    assert_true(weigh(weighing, &small.program, &small.objective, y));
    assert_int_equal(weighing->is_whole, in_whole_numbers);
    for (uint32_t i = 0; i < small.program.row_count; i++) {
        if (mpq_sgn(y[i]) != 0) {
            add_times(bound, mpq_sgn(y[i]) > 0 ? small.rows[i].upper : small.rows[i].lower,
                      y[i]);
        }
    }
    for (uint32_t j = 0; j < small.program.column_count; j++) {
        reckon_reduced(j, reduced);
        weigh_reduced(weighing, j, told);
        assert_true(mpq_equal(reduced, told));
        assert_int_equal(weigh_sign(weighing, j), mpq_sgn(reduced));
        if (mpq_sgn(reduced) != 0) {
            add_times(bound,
                      mpq_sgn(reduced) > 0 ? small.columns[j].upper : small.columns[j].lower,
                      reduced);
        }
    }
    assert_true(mpq_equal(weighing->bound, bound));
    mpq_clears(bound, reduced, told, NULL);
    weighing_free(weighing);
}

static uint64_t drawn = 20120425;

static int64_t draw(int64_t below) {
    drawn = drawn * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((drawn >> 33) % (uint64_t)below);
}

static struct ratio draw_ratio(void) {
    return ratio_of(draw(2001) - 1000, 1 + draw(12));
}

static void drawn_multipliers_prove_the_same_as_in_fractions(void **state) {
    (void)state;
    for (int n = 0; n < DRAWN; n++) {
        struct ratio coefficients[SMALL_COLUMNS];

        small_begin(&small, n % 2 == 0);
        for (int j = 0; j < SMALL_COLUMNS; j++) {
            small_column(&small, draw_ratio(), draw(100) - 50, 50 + draw(100000));
        }
        for (int i = 0; i < SMALL_ROWS; i++) {
            for (int j = 0; j < SMALL_COLUMNS; j++) {
                coefficients[j] = draw_ratio();
            }
            small_row(&small, coefficients, -draw(5000), draw(5000));
            mpq_set_si(y[i], draw(2001) - 1000, (unsigned long)(1 + draw(9)));
            mpq_canonicalize(y[i]);
        }
        assert_weighed(true);
    }
}

/* 1 / (2^bits - less) */
static void set_part(mpq_t part, unsigned long bits, unsigned long less) {
    mpq_set_si(part, 1, 1);
    mpz_ui_pow_ui(mpq_denref(part), 2, bits);
    mpz_sub_ui(mpq_denref(part), mpq_denref(part), less);
}

/* 2^k - 1 and 2^k - 3 have nothing in common, and their product has 2k bits. */
static void multipliers_without_a_unit_that_fits_are_weighed_in_fractions(void **state) {
    (void)state;
    small_column(&small, ratio_of(5, 2), 0, 7);
    small_row(&small, (struct ratio[]){F(3, 1)}, NO_END, 11);
    small_row(&small, (struct ratio[]){F(2, 1)}, NO_END, 13);
    for (unsigned long bits = 8; bits <= 94; bits++) {
        set_part(y[0], bits, 1);
        set_part(y[1], bits, 3);
        assert_weighed(bits <= 48);
    }
}

/* A denominator of the row, in the parts of which the multiplier is no short number. */
static void a_multiplier_too_long_for_its_row_is_weighed_in_fractions(void **state) {
    (void)state;
    small_column(&small, ratio_of(5, 2), 0, 7);
    small_row(&small, (struct ratio[]){F(3, 1000000007)}, NO_END, 11);
    for (unsigned long bits = 60; bits <= 126; bits++) {
        set_part(y[0], bits, 1);
        assert_weighed(bits <= 66);
    }
}

/* What the bounds' common denominator, 2^20, makes of the longer one no longer fits. */
static void a_bound_too_long_for_the_unit_of_bounds_is_still_exact(void **state) {
    (void)state;
    small_column(&small, RATIO_ZERO, 0, 7);
    small_column(&small, RATIO_ZERO, 0, 7);
    small.columns[0].upper = ratio_of(5, 1 << 20);
    small_row(&small, (struct ratio[]){F(-1, 1), F(-3, 1)}, NO_END, 11);
    mpq_set_si(y[0], 1, 1);
    for (int bits = 40; bits <= 126; bits++) {
        small.columns[1].upper = ratio_of_wide(((wide)1 << bits) + 1, 1);
        assert_weighed(true);
    }
}

/* -2^127 has no opposite among 128 bits. */
static void the_least_number_is_left_to_fractions(void **state) {
    (void)state;
    small_column(&small, ratio_of(1, 3), 0, 7);
    small_row(&small, (struct ratio[]){F((wide)1 << 62, 1)}, NO_END, 11);
    small_row(&small, (struct ratio[]){F((wide)1 << 62, 1)}, NO_END, 13);
    for (int i = 0; i < 2; i++) {
        mpq_set_si(y[i], 1, 1);
        mpq_mul_2exp(y[i], y[i], 64);
    }
    assert_weighed(false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(drawn_multipliers_prove_the_same_as_in_fractions, begin,
                                        end),
        cmocka_unit_test_setup_teardown(
            multipliers_without_a_unit_that_fits_are_weighed_in_fractions, begin, end),
        cmocka_unit_test_setup_teardown(
            a_multiplier_too_long_for_its_row_is_weighed_in_fractions, begin, end),
        cmocka_unit_test_setup_teardown(a_bound_too_long_for_the_unit_of_bounds_is_still_exact,
                                        begin, end),
        cmocka_unit_test_setup_teardown(the_least_number_is_left_to_fractions, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

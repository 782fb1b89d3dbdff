/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/opinion.h"

#include "tests/small_program.h"

/* max 3 x + 2 y, x + y <= 100, 0 <= x <= 70, 0 <= y */
static void begin(struct small *s) {
    small_begin(s, true);
    small_column(s, ratio_of(3, 1), 0, 70);
    small_column(s, ratio_of(2, 1), 0, NO_END);
    small_row(s, (struct ratio[]){R(1), R(1)}, NO_END, 100);
}

/* The dual value 2: 2 * 100 + (3 - 2) * 70. */
static void the_right_multipliers_prove_the_optimum(void **state) {
    struct small s;
    double y[] = {2};

    (void)state;
    begin(&s);
    struct opinion *opinion = opinion_new(&s.program);
    opinion_set_objective(opinion, &s.objective);
    double bound = opinion_bound(opinion, y, NAN);
    assert_close(bound, 270, 1e-12);
    assert_true(bound >= 270);
    opinion_free(opinion);
}

/* y has no bound of its own, but no more than the 100 that the row leaves: with 1, 100 + 2 * 70 +
 * 1 * 100; with -5 the row proves nothing, which leaves 3 * 70 + 2 * 100. */
static void other_multipliers_prove_less(void **state) {
    struct small s;
    double low[] = {1}, wrong[] = {-5};

    (void)state;
    begin(&s);
    struct opinion *opinion = opinion_new(&s.program);
    opinion_set_objective(opinion, &s.objective);
    assert_close(opinion_bound(opinion, low, NAN), 340, 1e-8);
    assert_close(opinion_bound(opinion, wrong, NAN), 410, 1e-8);
    assert_false(opinion_impossible(opinion, low));
    opinion_free(opinion);
}

/* Two rows imply bounds one after the other: z <= 60, then y <= 2 * 60. */
static void bounds_are_implied_through_rows(void **state) {
    struct small s;
    double none[] = {0, 0};

    (void)state;
    small_begin(&s, true);
    small_column(&s, ratio_of(1, 1), 0, NO_END);
    small_column(&s, ratio_of(0, 1), 0, NO_END);
    small_row(&s, (struct ratio[]){R(1), R(-2)}, NO_END, 0);
    small_row(&s, (struct ratio[]){R(0), R(1)}, NO_END, 60);
    struct opinion *opinion = opinion_new(&s.program);
    opinion_set_objective(opinion, &s.objective);
    assert_close(opinion_bound(opinion, none, NAN), 120, 1e-8);
    /* and follow a bound that is raised */
    opinion_set_row(opinion, 1, RATIO_UNKNOWN, ratio_of(70, 1));
    assert_close(opinion_bound(opinion, none, NAN), 140, 1e-8);
    opinion_free(opinion);
}

/* min 5 x + 4 y, 2 x + y >= 9, x, y in [0, 6]: y = 5/2 proves 45/2; the 3/2 that y's reduced cost
 * leaves is 0 at y = 0. */
static void least_values_are_proved_too(void **state) {
    struct small s;
    double y[] = {2.5};

    (void)state;
    small_begin(&s, false);
    small_column(&s, ratio_of(5, 1), 0, 6);
    small_column(&s, ratio_of(4, 1), 0, 6);
    small_row(&s, (struct ratio[]){R(2), R(1)}, 9, NO_END);
    struct opinion *opinion = opinion_new(&s.program);
    opinion_set_objective(opinion, &s.objective);
    double bound = opinion_bound(opinion, y, NAN);
    assert_close(bound, 22.5, 1e-12);
    assert_true(bound <= 22.5);
    opinion_free(opinion);
}

/* min 3 s + 2 e, with s - e = 7 and nothing to hold s and e: 21. What is missing from 3 by a
 * rounding must not let s run away; what is too much, only cost a hair. */
static void multipliers_are_mended_for_columns_without_end(void **state) {
    static const double near[] = {3, 3 + 4e-16, 3 + 1e-12, 3 - 1e-12};

    (void)state;
    for (int i = 0; i < 4; i++) {
        struct small s;
        double y[] = {near[i]};

        small_begin(&s, false);
        small_column(&s, ratio_of(3, 1), 0, NO_END);
        small_column(&s, ratio_of(2, 1), 0, NO_END);
        small_row(&s, (struct ratio[]){R(1), R(-1)}, 7, 7);
        struct opinion *opinion = opinion_new(&s.program);
        opinion_set_objective(opinion, &s.objective);
        assert_true(opinion_bound(opinion, y, NAN) <= 21);
        assert_close(opinion_bound(opinion, y, NAN), 21, 1e-11);
        opinion_free(opinion);
    }
}

/* x <= 4 and y <= 7 make no 12, but they make 11, and no tolerance makes 11 of 11 + 1e-9. */
static void rows_that_cannot_be_kept_are_shown(void **state) {
    static const struct ratio least[] = {R(12), {11000000001, 1000000000}, R(11), R(10)};

    (void)state;
    for (int i = 0; i < 4; i++) {
        struct small s;
        double y[] = {1};

        small_begin(&s, true);
        small_column(&s, ratio_of(0, 1), 0, 4);
        small_column(&s, ratio_of(0, 1), 0, 7);
        small_row(&s, (struct ratio[]){R(1), R(1)}, 12, NO_END);
        struct opinion *opinion = opinion_new(&s.program);
        opinion_set_objective(opinion, &s.objective);
        opinion_set_row(opinion, 0, least[i], RATIO_UNKNOWN);
        assert_int_equal(opinion_impossible(opinion, y), i < 2);
        opinion_free(opinion);
    }
}

/* 1/3 is no double: three of it must not pass for more, nor for less, than 1. */
static void rounding_is_added_back(void **state) {
    struct small s;
    double y[] = {1};
    struct ratio third = ratio_of(1, 3);

    (void)state;
    small_begin(&s, true);
    for (int j = 0; j < 3; j++) {
        small_column(&s, third, 0, 1);
    }
    small_row(&s, (struct ratio[]){third, third, third}, 1, 1);
    struct opinion *opinion = opinion_new(&s.program);
    opinion_set_objective(opinion, &s.objective);
    assert_false(opinion_impossible(opinion, y));
    assert_true(opinion_bound(opinion, y, NAN) >= 1);
    assert_close(opinion_bound(opinion, y, NAN), 1, 1e-13);
    opinion_free(opinion);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_multipliers_prove_the_optimum),
        cmocka_unit_test(other_multipliers_prove_less),
        cmocka_unit_test(bounds_are_implied_through_rows),
        cmocka_unit_test(least_values_are_proved_too),
        cmocka_unit_test(multipliers_are_mended_for_columns_without_end),
        cmocka_unit_test(rows_that_cannot_be_kept_are_shown),
        cmocka_unit_test(rounding_is_added_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/simplex.h"

#include "tests/small_program.h"

#define ENOUGH 1000

static enum simplex_status run(struct small *s, struct simplex **simplex) {
    *simplex = simplex_new(&s->program, &s->objective);
    return simplex_run(*simplex, ENOUGH);
}

static void assert_objective(const struct small *s, const struct simplex *simplex, int64_t num,
                             int64_t den) {
    struct tally value;

    tally_init(&value);
    for (uint32_t k = 0; k < s->objective.count; k++) {
        mpq_srcptr x = simplex->value[simplex->row_count + s->costs[k].column];
        tally_add_product(&value, s->costs[k].coefficient, ratio_of_big(x));
    }
    assert_ratio(tally_ratio(&value), num, den);
    tally_clear(&value);
}

/* Beale 1955, Naval Research Logistics Quarterly 2: the largest reduced cost, with the first row
 * among ties, goes round in a circle of six bases. x = (1/25, 0, 1, 0), -1/20. */
static void beales_program_does_not_cycle(void **state) {
    struct small s;
    struct simplex *simplex;

    (void)state;
    small_begin(&s, false);
    small_column(&s, ratio_of(-3, 4), 0, NO_END);
    small_column(&s, ratio_of(150, 1), 0, NO_END);
    small_column(&s, ratio_of(-1, 50), 0, NO_END);
    small_column(&s, ratio_of(6, 1), 0, NO_END);
    small_row(&s, (struct ratio[]){F(1, 4), R(-60), F(-1, 25), R(9)}, NO_END, 0);
    small_row(&s, (struct ratio[]){F(1, 2), R(-90), F(-1, 50), R(3)}, NO_END, 0);
    small_row(&s, (struct ratio[]){R(0), R(0), R(1), R(0)}, NO_END, 1);
    assert_int_equal(run(&s, &simplex), SIMPLEX_OPTIMAL);
    assert_objective(&s, simplex, -1, 20);
    assert_ratio(ratio_of_big(simplex->value[3]), 1, 25);
    simplex_free(simplex);
}

/* Kuhn's example, in Balinski & Tucker 1969, SIAM Review 11: it cycles too. (2, 0, 2, 0), -2. */
static void kuhns_program_does_not_cycle(void **state) {
    struct small s;
    struct simplex *simplex;

    (void)state;
    small_begin(&s, false);
    small_column(&s, ratio_of(-2, 1), 0, NO_END);
    small_column(&s, ratio_of(-3, 1), 0, NO_END);
    small_column(&s, ratio_of(1, 1), 0, NO_END);
    small_column(&s, ratio_of(12, 1), 0, NO_END);
    small_row(&s, (struct ratio[]){R(-2), R(-9), R(1), R(9)}, NO_END, 0);
    small_row(&s, (struct ratio[]){F(1, 3), R(1), F(-1, 3), R(-2)}, NO_END, 0);
    small_row(&s, (struct ratio[]){R(2), R(3), R(-1), R(-12)}, NO_END, 2);
    assert_int_equal(run(&s, &simplex), SIMPLEX_OPTIMAL);
    assert_objective(&s, simplex, -2, 1);
    simplex_free(simplex);
}

/* max 3 x + 2 y + z, x + y + z <= 100, x - y >= -20, x in [5, 30], y in [0, 45], z free but
 * z <= 40: x = 30, y = 45, z = 25. */
static void bounds_on_both_sides_are_kept(void **state) {
    struct small s;
    struct simplex *simplex;

    (void)state;
    small_begin(&s, true);
    small_column(&s, ratio_of(3, 1), 5, 30);
    small_column(&s, ratio_of(2, 1), 0, 45);
    small_column(&s, ratio_of(1, 1), NO_END, 40);
    small_row(&s, (struct ratio[]){R(1), R(1), R(1)}, NO_END, 100);
    small_row(&s, (struct ratio[]){R(1), R(-1), R(0)}, -20, NO_END);
    assert_int_equal(run(&s, &simplex), SIMPLEX_OPTIMAL);
    assert_objective(&s, simplex, 205, 1);
    assert_ratio(ratio_of_big(simplex->value[4]), 25, 1);
    assert_ratio(ratio_of_big(simplex->weight[0]), 1, 1);
    simplex_free(simplex);
}

/* What the weights make of the rows, between the rows' bounds, and what the columns can make of
 * it: nothing in common. Reckoned here in the open. */
static void assert_farkas(const struct small *s, const struct simplex *simplex) {
    struct ratio rows = RATIO_ZERO, columns = RATIO_ZERO;

    for (uint32_t i = 0; i < s->program.row_count; i++) {
        struct ratio y = ratio_of_big(simplex->weight[i]);
        struct ratio end = ratio_sign(y) > 0 ? s->rows[i].upper : s->rows[i].lower;
        if (ratio_sign(y) != 0) {
            assert_true(ratio_known(end));
            rows = ratio_add(rows, ratio_mul(y, end));
        }
    }
    for (uint32_t j = 0; j < s->program.column_count; j++) {
        struct ratio sum = RATIO_ZERO;
        for (uint32_t i = 0; i < s->program.row_count; i++) {
            for (uint32_t e = s->rows[i].start; e < s->rows[i].start + s->rows[i].count; e++) {
                if (s->entries[e].column == j) {
                    struct ratio y = ratio_of_big(simplex->weight[i]);
                    sum = ratio_add(sum, ratio_mul(y, s->entries[e].coefficient));
                }
            }
        }
        struct ratio end = ratio_sign(sum) > 0 ? s->columns[j].lower : s->columns[j].upper;
        if (ratio_sign(sum) != 0) {
            assert_true(ratio_known(end));
            columns = ratio_add(columns, ratio_mul(sum, end));
        }
    }
    assert_true(ratio_cmp(columns, rows) > 0);
}

/* x + y >= 10 and x + 2 y <= 9 with y >= 0 and x <= 8: y >= 2, so x <= 5, and 5 + 2 < 10. */
static void a_conflict_is_proved_by_weights(void **state) {
    struct small s;
    struct simplex *simplex;

    (void)state;
    small_begin(&s, true);
    small_column(&s, ratio_of(1, 1), 0, 8);
    small_column(&s, ratio_of(1, 1), 0, NO_END);
    small_row(&s, (struct ratio[]){R(1), R(1)}, 10, NO_END);
    small_row(&s, (struct ratio[]){R(1), R(2)}, NO_END, 9);
    assert_int_equal(run(&s, &simplex), SIMPLEX_INFEASIBLE);
    assert_farkas(&s, simplex);
    simplex_free(simplex);
}

/* A hundred-millionth too much is too much: 3 x <= 1 and 3 x >= 1 + 1e-9, in fractions. */
static void the_smallest_conflict_is_seen(void **state) {
    struct small s;
    struct simplex *simplex;

    (void)state;
    small_begin(&s, true);
    small_column(&s, ratio_of(1, 1), 0, NO_END);
    small_row(&s, (struct ratio[]){R(3000000000)}, NO_END, 1000000000);
    small_row(&s, (struct ratio[]){R(3000000000)}, 1000000001, NO_END);
    assert_int_equal(run(&s, &simplex), SIMPLEX_INFEASIBLE);
    assert_farkas(&s, simplex);
    s.rows[1].lower = ratio_of(1000000000, 1);
    simplex_free(simplex);
    assert_int_equal(run(&s, &simplex), SIMPLEX_OPTIMAL);
    assert_objective(&s, simplex, 1, 3);
    simplex_free(simplex);
}

/* max x - y, x - y may grow along (1, 1/2). */
static void what_grows_for_ever_is_unbounded(void **state) {
    struct small s;
    struct simplex *simplex;

    (void)state;
    small_begin(&s, true);
    small_column(&s, ratio_of(1, 1), 0, NO_END);
    small_column(&s, ratio_of(-1, 1), 0, NO_END);
    small_row(&s, (struct ratio[]){R(1), R(-2)}, NO_END, 4);
    assert_int_equal(run(&s, &simplex), SIMPLEX_UNBOUNDED);
    struct ratio x = ratio_of_big(simplex->change[1]), y = ratio_of_big(simplex->change[2]);
    assert_true(ratio_cmp(x, y) > 0);
    assert_true(ratio_cmp(x, ratio_mul(ratio_of(2, 1), y)) <= 0);
    simplex_free(simplex);
}

/* From a basis that is neither possible nor good, or singular, the same is found. */
static void it_starts_from_any_basis(void **state) {
    static const uint8_t bases[][4] = {{BASIC, BASIC, AT_LOWER, AT_LOWER},
                                       {BASIC, AT_UPPER, BASIC, AT_LOWER},
                                       {AT_LOWER, BASIC, BASIC, AT_UPPER},
                                       {AT_UPPER, AT_UPPER, BASIC, BASIC},
                                       {AT_LOWER, AT_LOWER, BASIC, BASIC}};

    (void)state;
    for (int dependent = 0; dependent < 2; dependent++) {
        for (int i = 0; i < 5; i++) {
            struct small s;
            small_begin(&s, true);
            small_column(&s, ratio_of(3, 1), 0, NO_END);
            small_column(&s, ratio_of(5, 1), 0, NO_END);
            small_row(&s, (struct ratio[]){R(2), R(3)}, NO_END, 12);
            small_row(&s, (struct ratio[]){R(4), R(dependent == 1 ? 6 : 1)}, NO_END, 24);
            struct simplex *simplex = simplex_new(&s.program, &s.objective);
            simplex_start(simplex, bases[i]);
            assert_int_equal(simplex_run(simplex, ENOUGH), SIMPLEX_OPTIMAL);
            assert_objective(&s, simplex, 20, 1); /* y = 4 */
            simplex_free(simplex);
        }
    }
}

/* One pivot at a time comes to the same end. */
static void a_run_may_be_stopped_and_go_on(void **state) {
    struct small s;
    int runs = 0;

    (void)state;
    small_begin(&s, true);
    small_column(&s, ratio_of(3, 1), 0, NO_END);
    small_column(&s, ratio_of(5, 1), 0, NO_END);
    small_row(&s, (struct ratio[]){R(1), R(0)}, NO_END, 4);
    small_row(&s, (struct ratio[]){R(0), R(2)}, NO_END, 12);
    small_row(&s, (struct ratio[]){R(3), R(2)}, NO_END, 18);
    struct simplex *simplex = simplex_new(&s.program, &s.objective);
    while (simplex_run(simplex, 1) == SIMPLEX_STOPPED) {
        runs++;
    }
    assert_true(runs > 0);
    assert_objective(&s, simplex, 36, 1); /* Hillier & Lieberman, Wyndor: (2, 6) */
    simplex_free(simplex);
}

/* Hillier & Lieberman, Wyndor, with hours in thirds: at (2, 6) rows 2 and 3 hold, at dual values
 * 3/2 and 3 per third of an hour; the doubles nearest to thirds stand for thirds. */
static void a_guess_is_right_only_for_the_best_point(void **state) {
    static const uint8_t basis[] = {BASIC, AT_UPPER, AT_UPPER, BASIC, BASIC};
    static const struct twin best[] = {{2, 0}, {6, 0}}, weights[] = {{0, 0}, {1.5, 0}, {3, 0}};
    static const struct twin beside[] = {{2, 1e-30}, {6, 0}}, off[] = {{2.5, 0}, {6, 0}};
    static const struct twin heavy[] = {{0, 0}, {1.5, 0}, {3.0000001, 0}};
    const struct {
        const struct twin *value, *weight;
        bool right;
    } guesses[] = {{best, weights, true},
                   {beside, weights, true},
                   {off, weights, false},
                   {best, heavy, false}};

    (void)state;
    for (int i = 0; i < 4; i++) {
        struct small s;
        small_begin(&s, true);
        small_column(&s, ratio_of(3, 1), 0, NO_END);
        small_column(&s, ratio_of(5, 1), 0, NO_END);
        small_row(&s, (struct ratio[]){R(1), R(0)}, NO_END, 4);
        small_row(&s, (struct ratio[]){R(0), R(2)}, NO_END, 12);
        small_row(&s, (struct ratio[]){R(1), F(2, 3)}, NO_END, 6);
        struct simplex *simplex = simplex_new(&s.program, &s.objective);
        simplex_start(simplex, basis);
        assert_true(simplex_guess(simplex, guesses[i].value, guesses[i].weight));
        assert_int_equal(simplex_is_shown(simplex), guesses[i].right);
        simplex_free(simplex);
    }
}

/* (2, 6) again, from the basis where neither product is made: its point, (0, 0), is no best one. */
static void a_point_that_is_not_best_is_not_shown(void **state) {
    static const struct twin nothing[] = {{0, 0}, {0, 0}, {0, 0}};
    struct small s;

    (void)state;
    small_begin(&s, true);
    small_column(&s, ratio_of(3, 1), 0, NO_END);
    small_column(&s, ratio_of(5, 1), 0, NO_END);
    small_row(&s, (struct ratio[]){R(3), R(2)}, NO_END, 18);
    struct simplex *simplex = simplex_new(&s.program, &s.objective);
    assert_true(simplex_guess(simplex, nothing, nothing));
    assert_false(simplex_is_shown(simplex));
    assert_int_equal(simplex_run(simplex, ENOUGH), SIMPLEX_OPTIMAL);
    assert_objective(&s, simplex, 45, 1); /* 9 of the second */
    simplex_free(simplex);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beales_program_does_not_cycle),
        cmocka_unit_test(kuhns_program_does_not_cycle),
        cmocka_unit_test(bounds_on_both_sides_are_kept),
        cmocka_unit_test(a_conflict_is_proved_by_weights),
        cmocka_unit_test(the_smallest_conflict_is_seen),
        cmocka_unit_test(what_grows_for_ever_is_unbounded),
        cmocka_unit_test(it_starts_from_any_basis),
        cmocka_unit_test(a_guess_is_right_only_for_the_best_point),
        cmocka_unit_test(a_point_that_is_not_best_is_not_shown),
        cmocka_unit_test(a_run_may_be_stopped_and_go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

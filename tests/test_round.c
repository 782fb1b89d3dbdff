/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts in whole multiples of the unit, every rule exactly true, and never over by a cent. */
#include "solver/round.h"

#include "tests/plans.h"

/* The one goal's value before rounding, and after. */
#define assert_rounded(p, before, num, den)                                                    \
    do {                                                                                       \
        assert_status(plan_solve(p), STATUS_OPTIMAL);                                          \
        assert_close((p)->answer->goals[0].before_rounding, (before), 1e-9);                   \
        assert_ratio((p)->answer->goals[0].value, (num), (den));                               \
    } while (0)

static void amounts_that_are_multiples_already_stay(void **state) {
    struct planned p = plan_of_text("funds: {a: {amount: 238.57}}\n"
                                    "lines: {p: {funds: [a], benefit: 1}}\n");

    (void)state;
    assert_rounded(&p, 238.57, 23857, 100);
    assert_ratio(line_told(&p, "p")->amount, 23857, 100);
    plan_end(&p);
}

/* 238.5 $ in steps of 5 $ are 235 $. */
static void a_coarse_unit_rounds_down_to_what_fits(void **state) {
    struct planned p = plan_of_text("unit: 5\n"
                                    "funds: {a: {amount: 238.5}}\n"
                                    "lines: {p: {funds: [a], benefit: 1}}\n");

    (void)state;
    assert_rounded(&p, 238.5, 235, 1);
    plan_end(&p);
}

/* A fifth and four fifths of whole dollars: the total is a multiple of 5 $, 95 of 98. */
static void a_schedule_forces_steps_of_five_dollars(void **state) {
    struct planned p =
        plan_of_text("unit: 1\nyears: [y1, y2]\n"
                     "funds: {a: {amount: 98}}\n"
                     "lines: {p: {funds: [a], benefit: 1, schedule: {y1: 20%, y2: 80%}}}\n");

    (void)state;
    assert_rounded(&p, 98, 95, 1);
    assert_ratio(paid_told(&p, "p", 0, 0), 19, 1);
    assert_ratio(paid_told(&p, "p", 0, 1), 76, 1);
    plan_end(&p);
}

/* 45 % and 55 %: steps of 20 $, 80 of 99; 36 and 44. */
static void a_schedule_in_twentieths_forces_steps_of_twenty(void **state) {
    struct planned p =
        plan_of_text("unit: 1\nyears: [y1, y2]\n"
                     "funds: {a: {amount: 99}}\n"
                     "lines: {p: {funds: [a], benefit: 1, schedule: {y1: 45%, y2: 55%}}}\n");

    (void)state;
    assert_rounded(&p, 99, 80, 1);
    assert_ratio(paid_told(&p, "p", 0, 1), 44, 1);
    plan_end(&p);
}

/* The north has to get a third, the south two thirds: 33.33 and 66.66 of 100 $. */
static void thirds_of_cents_are_not_paid(void **state) {
    struct planned p =
        plan_of_text("territories: {n: {name: N, people: 1}, s: {name: S, people: 2}}\n"
                     "funds: {a: {amount: 100}}\n"
                     "lines:\n"
                     "  north: {territory: n, funds: [a], benefit: 1}\n"
                     "  south: {territory: s, funds: [a], benefit: 1}\n"
                     "rules:\n"
                     "  fair: {for_each: territory, sum: {fund: a}, at_least: "
                     "{share: 100%, of: {fund: a}, by: people}}\n");

    (void)state;
    assert_rounded(&p, 100, 9999, 100);
    assert_ratio(line_told(&p, "north")->amount, 3333, 100);
    assert_ratio(line_told(&p, "south")->amount, 6666, 100);
    plan_end(&p);
}

/* 3 p <= 100 without a unit: a third, as the solver gives it. */
static void without_a_unit_nothing_is_rounded(void **state) {
    struct planned p =
        plan_of_text("unit: none\n"
                     "funds: {a: {amount: 90}}\n"
                     "lines: {p: {funds: [a], benefit: 1}}\n"
                     "rules: {r: {terms: [{times: 3, sum: {line: p}}], at_most: 100}}\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_close(ratio_double(p.answer->goals[0].value), 100.0 / 3, 1e-12);
    plan_end(&p);
}

/* b pays exactly a quarter of what a pays, both whole dollars: 48 and 12, though a has 50.7. */
static void an_exact_match_moves_both_funds_together(void **state) {
    struct planned p = plan_of_text("unit: 1\n"
                                    "funds: {a: {amount: 50.7}, b: {amount: 100}}\n"
                                    "lines: {p: {funds: [a, b], benefit: 2, match: "
                                    "[{fund: b, with: a, exactly: 0.25}]}}\n");

    (void)state;
    assert_rounded(&p, 2 * 50.7 * 1.25, 120, 1);
    assert_ratio(paid_told(&p, "p", 0, 0), 48, 1);
    assert_ratio(paid_told(&p, "p", 1, 0), 12, 1);
    plan_end(&p);
}

/* a <= 0.8 (a + b) is a <= 4 b. b has 33.7, so 33; a 132. */
static void an_aid_limit_holds_after_rounding(void **state) {
    struct planned p =
        plan_of_text("unit: 1\n"
                     "funds: {a: {amount: 900}, b: {amount: 33.7, counts_as_public_aid: 0}}\n"
                     "lines: {p: {funds: [a, b], benefit: 1, public_aid_at_most: 80%}}\n");

    (void)state;
    assert_rounded(&p, 33.7 * 5, 165, 1);
    assert_ratio(paid_told(&p, "p", 0, 0), 132, 1);
    plan_end(&p);
}

/* 10.01 $ of the first year, paid in the second: half is 5.005, at 8 % 10.8108. */
static void carried_money_is_rounded_to_the_cent(void **state) {
    static const char *const worth[] = {"0.5", "1.08"};
    static const double before[] = {5.005, 10.8108};
    static const int64_t cents[] = {500, 1081};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct text text = {0};
        struct planned p;

        text_format(&text,
                    "years: [y1, y2]\n"
                    "funds: {a: {by_year: [10.01, 0], carry_over: %s}}\n"
                    "lines: {p: {years: [y2], funds: [a], benefit: 1}}\n",
                    worth[i]);
        p = plan_of_text(text_string(&text));
        assert_rounded(&p, before[i], cents[i], 100);
        plan_end(&p);
        text_free(&text);
    }
}

/* Telfa (Winston, Operations Research 4e, 9.3): 3.75 and 2.25 tables and chairs are worth
 * 41.25; of whole ones the best are 5 and 0, 40, and not 3 and 2 or 4 and 1 next to them. */
static void the_best_multiples_need_not_be_the_nearest(void **state) {
    struct planned p = plan_of_text(
        "unit: 1\n"
        "funds: {wood: {amount: 6}}\n"
        "lines: {tables: {funds: [wood], benefit: 8}, chairs: {funds: [wood], benefit: 5}}\n"
        "rules: {hours: {terms: [{times: 9, sum: {line: tables}}, "
        "{times: 5, sum: {line: chairs}}], at_most: 45}}\n");

    (void)state;
    assert_rounded(&p, 41.25, 40, 1);
    plan_end(&p);
}

/* Two lines share 10 $ half and half, worth the same as one with all of it: the solver's
 * vertex may be anywhere on that face, the rounded value is 10 all the same. */
static void rounding_costs_nothing_where_it_need_not(void **state) {
    struct planned p = plan_of_text(
        "unit: 1\n"
        "funds: {a: {amount: 11}}\n"
        "lines: {p: {funds: [a], benefit: 1}, q: {funds: [a], benefit: 1}}\n"
        "rules: {even: {terms: [{sum: {line: p}}, {times: -2, sum: {line: q}}], at_most: 0.5}}\n");

    (void)state;
    assert_rounded(&p, 11, 11, 1);
    plan_end(&p);
}

/* Of 33.3 %, 33.3 % and 33.4 % all are whole dollars only in a multiple of 1,000 $; a line with
 * 1,500 $ gets 1,000 $, and it is said why. */
static void a_schedule_that_costs_much_is_told(void **state) {
    struct planned p = plan_of_text(
        "unit: 1\nyears: [y1, y2, y3]\n"
        "funds: {a: {amount: 1_500}}\n"
        "lines: {p: {funds: [a], benefit: 1, schedule: {y1: 33.3%, y2: 33.3%, y3: 33.4%}}}\n");

    (void)state;
    assert_rounded(&p, 1500, 1000, 1);
    assert_int_equal(p.notes.count, 1);
    assert_string_equal(p.notes.list[0].what,
                        "the exact shares of 'p' are multiples of $1 only in steps of $1000, "
                        "which is what rounding costs");
    plan_end(&p);
}

/* A third to nine digits, exactly: no dollars up to 900 $ have that share but none. */
static void an_exact_share_that_allows_nothing_is_told(void **state) {
    struct planned p = plan_of_text(
        "unit: 1\n"
        "funds: {a: {amount: 900}}\n"
        "lines: {p: {funds: [a], benefit: 1}, q: {funds: [a], benefit: 1}}\n"
        "rules: {r: {sum: {line: p}, exactly: {share: 33.333333333%, of: {line: [p, q]}}}}\n");

    (void)state;
    assert_rounded(&p, 900, 0, 1);
    assert_int_equal(p.notes.count, 1);
    assert_non_null(strstr(p.notes.list[0].what, "exact share"));
    plan_end(&p);
}

/* --- other decisions ---------------------------------------------------------------------- */

/* The dearer line takes exactly 10 $ or nothing, a third of it in the first year: 3.30 $ are no
 * whole dollars, so that the other one it is, for 49 points and not 50. */
static void a_line_that_admits_no_multiples_gives_way_to_the_next_best(void **state) {
    struct planned p = plan_of_text(
        "unit: 1\nyears: [y1, y2]\n"
        "funds: {a: {amount: 10}}\n"
        "lines:\n"
        "  p: {funds: [a], benefit: 5, min: 10, max: 10, schedule: {y1: 33%, y2: 67%}}\n"
        "  q: {funds: [a], benefit: 4.9, min: 10, max: 10}\n");

    (void)state;
    assert_rounded(&p, 50, 49, 1);
    assert_int_equal(p.answer->goals[0].known, GOAL_BEST);
    assert_false(line_told(&p, "p")->funded);
    plan_end(&p);
}

/* 45 % and 55 % make the first line move by 20 $: 80 of 99 $, 80 points. The other has no such
 * steps: 99 $ at 0.9 are 89.1 points. Only one may be funded. */
static void a_line_that_loses_much_gives_way_to_the_next_best(void **state) {
    struct planned p =
        plan_of_text("unit: 1\nyears: [y1, y2]\n"
                     "funds: {a: {amount: 99}}\n"
                     "lines:\n"
                     "  p: {funds: [a], benefit: 1, schedule: {y1: 45%, y2: 55%}, max: 99}\n"
                     "  q: {funds: [a], benefit: 0.9, max: 99}\n"
                     "rules: {one: {count: {line: [p, q]}, at_most: 1}}\n");

    (void)state;
    assert_rounded(&p, 99, 891, 10);
    assert_int_equal(p.answer->goals[0].known, GOAL_BEST);
    plan_end(&p);
}

/* Neither of two lines worth the same can be paid in whole dollars together with the required
 * one, 7.50 $ and 2.50 $ of it; a third, worth nothing, can. */
static void where_every_decision_of_worth_fails_the_worthless_one_stands(void **state) {
    struct planned p = plan_of_text(
        "unit: 1\nyears: [y1, y2]\n"
        "funds: {a: {amount: 10}}\n"
        "lines:\n"
        "  p: {funds: [a], benefit: 1, min: 10, max: 10, schedule: {y1: 25%, y2: 75%}}\n"
        "  q: {funds: [a], benefit: 1, min: 10, max: 10, schedule: {y1: 75%, y2: 25%}}\n"
        "  r: {funds: [a], benefit: 0, min: 10, max: 10}\n"
        "rules: {one: {count: {line: [p, q, r]}, exactly: 1}}\n");

    (void)state;
    assert_rounded(&p, 10, 0, 1);
    assert_true(line_told(&p, "r")->funded);
    plan_end(&p);
}

/* --- what is known of each goal ----------------------------------------------------------- */

/* 2 q <= 67.4: 33.7 before rounding, 33 of whole dollars; a dollar is worth 1 to that goal. */
static void a_later_goal_says_what_is_known_of_it(void **state) {
    struct planned p =
        plan_of_text("unit: 1\n"
                     "funds: {a: {amount: 90}, b: {amount: 90}}\n"
                     "lines: {p: {funds: [a], benefit: 2}, q: {funds: [b], benefit: 0}}\n"
                     "rules: {r: {terms: [{times: 2, sum: {line: q}}], at_most: 67.4}}\n"
                     "goals: [{maximize: benefit}, {maximize: [{sum: {line: q}}]}]\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_int_equal(p.answer->goals[0].known, GOAL_BEST);
    assert_ratio(p.answer->goals[1].value, 33, 1);
    assert_int_equal(p.answer->goals[1].known, GOAL_WITHIN_UNIT);
    assert_close(p.answer->goals[1].bound, 33.7, 1e-9);
    plan_end(&p);
}

/* The example's first goal is worth at most a cent of a point for a dollar, its second at most 3
 * for one; so near their bounds both have to come, whatever makes the dollars awkward. */
static void both_goals_of_the_example_end_within_a_unit_of_their_bounds(void **state) {
    static const char *const sets[] = {"unit=1", "rules.plancher.caniapiscau.at_least=214_317",
                                       "rules.premier_appel.at_most=1000"};

    (void)state;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        struct planned p = plan_of_file_but("examples/cote-nord/plan.yaml", sets[i]);

        assert_status(plan_solve(&p), STATUS_OPTIMAL);
        assert_false(p.answer->limited);
        for (int g = 0; g < 2; g++) {
            const struct goal_answer *goal = &p.answer->goals[g];
            assert_int_not_equal(goal->known, GOAL_OPEN);
            assert_true(goal->bound - ratio_double(goal->value) <= 1e-6 * goal->bound);
        }
        plan_end(&p);
    }
}

/* --- never over by a cent ----------------------------------------------------------------- */

/* 10 x1 + x2 where x1 costs 10,000,000.00 $, x2 3,000,000.00 $ and there are 9,999,999.50 $: in
 * floating point x1 = 0.99999995 passes for 1. */
static void a_whole_line_half_a_dollar_too_dear_is_not_funded(void **state) {
    struct planned p =
        plan_of_text("funds: {a: {amount: 9_999_999.50}}\n"
                     "lines:\n"
                     "  x1: {max: 10_000_000, whole: true, funds: [a], benefit: {total: 10}}\n"
                     "  x2: {max: 3_000_000, whole: true, funds: [a], benefit: {total: 1}}\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(p.answer->goals[0].value, 1, 1);
    assert_false(line_told(&p, "x1")->funded);
    assert_ratio(line_told(&p, "x2")->amount, 3000000, 1);
    plan_end(&p);
}

static void a_cent_decides_on_a_billion(void **state) {
    static const char *const amounts[] = {"999_999_999.99", "1_000_000_000"};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct text text = {0};
        struct planned p;

        text_format(
            &text,
            "funds: {a: {amount: %s}}\n"
            "lines:\n"
            "  big: {max: 1_000_000_000, whole: true, funds: [a], benefit: {total: 9}}\n"
            "  small: {max: 10, whole: true, funds: [a], benefit: {total: 2.385}}\n",
            amounts[i]);
        p = plan_of_text(text_string(&text));
        assert_status(plan_solve(&p), STATUS_OPTIMAL);
        assert_int_equal(line_told(&p, "big")->funded, i == 1);
        assert_ratio(p.answer->goals[0].value, i == 1 ? 9000 : 2385, 1000);
        plan_end(&p);
        text_free(&text);
    }
}

/* A minimum of 40.01 $ is not viable with 40 $, however little is missing. */
static void a_minimum_a_cent_too_high_is_not_funded(void **state) {
    struct planned p =
        plan_of_text("funds: {a: {amount: 4_000_000}}\n"
                     "lines:\n"
                     "  p: {min: 4_000_000.01, max: 5_000_000, funds: [a], benefit: 3}\n"
                     "  q: {funds: [a], benefit: 2}\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(p.answer->goals[0].value, 8000000, 1);
    assert_false(line_told(&p, "p")->funded);
    plan_end(&p);
}

/* Two floors a cent above the fund: relative to it that is less than any tolerance. */
static void floors_a_cent_above_the_fund_are_not_kept_by_tolerance(void **state) {
    struct planned p =
        plan_of_text("funds: {a: {amount: 1_000_000_000}}\n"
                     "lines: {p: {funds: [a], benefit: 1}, q: {funds: [a], benefit: 1}}\n"
                     "rules:\n"
                     "  r: {sum: {line: p}, at_least: 600_000_000}\n"
                     "  s: {sum: {line: q}, at_least: 400_000_000.01}\n");

    (void)state;
    assert_false(answer_has_amounts(plan_solve(&p)));
    plan_end(&p);
}

/* Half a dollar cannot be paid in whole dollars. */
static void where_no_multiples_fit_there_is_no_answer(void **state) {
    struct planned p = plan_of_text("unit: 1\n"
                                    "funds: {a: {amount: 100}}\n"
                                    "lines: {p: {funds: [a], benefit: 1}, q: {funds: [a], "
                                    "benefit: 2}}\n"
                                    "rules: {r: {terms: [{times: 2, sum: {line: p}}, "
                                    "{times: 4, sum: {line: q}}], exactly: 23}}\n");

    (void)state;
    assert_false(answer_has_amounts(plan_solve(&p)));
    plan_end(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_that_are_multiples_already_stay),
        cmocka_unit_test(a_coarse_unit_rounds_down_to_what_fits),
        cmocka_unit_test(a_schedule_forces_steps_of_five_dollars),
        cmocka_unit_test(a_schedule_in_twentieths_forces_steps_of_twenty),
        cmocka_unit_test(thirds_of_cents_are_not_paid),
        cmocka_unit_test(without_a_unit_nothing_is_rounded),
        cmocka_unit_test(an_exact_match_moves_both_funds_together),
        cmocka_unit_test(an_aid_limit_holds_after_rounding),
        cmocka_unit_test(carried_money_is_rounded_to_the_cent),
        cmocka_unit_test(the_best_multiples_need_not_be_the_nearest),
        cmocka_unit_test(rounding_costs_nothing_where_it_need_not),
        cmocka_unit_test(a_schedule_that_costs_much_is_told),
        cmocka_unit_test(an_exact_share_that_allows_nothing_is_told),
        cmocka_unit_test(a_line_that_admits_no_multiples_gives_way_to_the_next_best),
        cmocka_unit_test(a_line_that_loses_much_gives_way_to_the_next_best),
        cmocka_unit_test(where_every_decision_of_worth_fails_the_worthless_one_stands),
        cmocka_unit_test(a_later_goal_says_what_is_known_of_it),
        cmocka_unit_test(both_goals_of_the_example_end_within_a_unit_of_their_bounds),
        cmocka_unit_test(a_whole_line_half_a_dollar_too_dear_is_not_funded),
        cmocka_unit_test(a_cent_decides_on_a_billion),
        cmocka_unit_test(a_minimum_a_cent_too_high_is_not_funded),
        cmocka_unit_test(floors_a_cent_above_the_fund_are_not_kept_by_tolerance),
        cmocka_unit_test(where_no_multiples_fit_there_is_no_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors within one fund or one line: bounds, shares, schedules, payers, conditions, curves. */
#include "tests/given.h"

#define TWO_FUNDS "funds: {parsis: {amount: 60_000}, rap: {amount: 9_000}}\n"
#define ONE(more)                                                                              \
    HEAD TWO_FUNDS YEARS AXES "lines: {a: {funds: [parsis, rap], benefit: 1, " more "}}\n"

/* --- funds ------------------------------------------------------------------------------------ */

static void a_fund_says_its_amount(void **state) {
    (void)state;
    refused_with_advice(HEAD "funds: {@parsis: {name: A}}\n" LINE, "has no 'amount'",
                        "unlimited");
    accepted(HEAD YEARS "funds: {parsis: {by_year: [5, 0, 7.25]}}\n" LINE);
    accepted(HEAD "funds: {parsis: {amount: unlimited}}\n" LINE);
}

static void money_by_year_is_for_the_plans_years(void **state) {
    (void)state;
    refused(HEAD YEARS "funds: {parsis: {by_year: @[5, 0]}}\n" LINE, "3 values, not 2");
    refused(HEAD YEARS "funds: {parsis: {by_year: {@2011-12: 5}}}\n" LINE, "unknown year");
    refused_with_advice(HEAD "funds: {parsis: {by_year: {@2012-13: 5}}}\n" LINE, "unknown year",
                        "no 'years'");
    refused(HEAD "funds: {parsis: {by_year: @[5]}}\n" LINE, "0 values, not 1");
}

static void pays_for_picks_lines_and_not_funds(void **state) {
    (void)state;
    refused(HEAD "funds: {parsis: {amount: 5, pays_for: {fund: @parsis}}}\n" LINE,
            "does not pick by fund");
    refused(HEAD PLACES "funds: {parsis: {amount: 5, pays_for: @{territory: nord}}}\n" LINE,
            "picks no line");
    refused(HEAD PLACES "funds: {parsis: {amount: 5, pays_for: {territory: @each}}}\n" LINE,
            "needs 'for_each: territory'");
}

/* --- how much --------------------------------------------------------------------------------- */

static void min_is_not_above_max(void **state) {
    (void)state;
    refused(ONE("min: @50_000.01, max: ^50_000"), "'min' is above 'max'");
    refused(ONE("cost: ^40_000, min: @50_000"), "'min' is above 'cost'");
    accepted(ONE("cost: 40_000, min: 40_000"));
    refused(
        HEAD TWO_FUNDS
        "lines: {a: {benefit: 1, funds: {parsis: {min: @5.5, max: ^5}, rap: {}}, max: 9}}\n",
        "'min' is above 'max'");
    refused(HEAD TWO_FUNDS
            "lines: {a: {benefit: 1, funds: {parsis: {min: @9.5}, rap: {}}, max: ^9}}\n",
            "above the line's max");
}

static void whole_needs_a_max_that_is_a_multiple_of_the_unit(void **state) {
    (void)state;
    refused(ONE("whole: @yes"), "'whole' needs 'max' or 'cost'");
    refused(ONE("whole: yes, max: @0.015"), "a whole multiple of the unit, $0.01");
    refused("unit: 100\n" ONE("whole: yes, cost: @2_385"), "$100");
    accepted("unit: 100\n" ONE("whole: yes, cost: 2_300"));
    accepted("unit: none\n" ONE("whole: yes, cost: 2_300.005"));
}

static void required_says_the_least(void **state) {
    (void)state;
    refused(ONE("required: @yes, max: 9"), "'required' needs 'min' or 'whole'");
    accepted(ONE("required: yes, whole: yes, max: 9"));
    refused(ONE("required: ^yes, whole: yes, max: @0"), "needs more than 0");
    accepted(ONE("whole: yes, max: 0"));
    accepted(ONE("required: yes, min: 3"));
}

/* --- where and when --------------------------------------------------------------------------- */

static void shares_of_axes_add_up_to_one(void **state) {
    (void)state;
    refused(ONE("axis: @{axe2: 30%, axe3: 69.9%}"), "add up to 99.9%, not 100%");
    refused(ONE("axis: @{axe2: 0.6, axe3: 0.6}"), "add up to 120%");
    accepted(ONE("axis: {axe2: 33.3%, axe3: 66.7%}"));
    accepted(ONE("axis: {axe2: 100%, axe3: 0}"));
}

static void a_schedule_adds_up_to_one_exactly(void **state) {
    (void)state;
    refused(ONE("schedule: @{2012-13: 33.3%, 2013-14: 33.3%, 2014-15: 33.3%}"), "99.9%");
    refused(ONE("schedule: {2012-13: 50%, @2016-17: 50%}"), "unknown year");
    accepted(ONE("schedule: {2012-13: 33.3%, 2013-14: 33.3%, 2014-15: 33.4%}"));
    accepted(ONE("schedule: [20%, 0, 80%]"));
}

static void a_schedule_stays_within_the_lines_years(void **state) {
    (void)state;
    refused(ONE("years: ^[2012-13], schedule: {2012-13: 40%, 2013-14: @60%}"),
            "2013-14 is not among the line's 'years'");
    refused(ONE("years: ^[2012-13], cost: {2013-14: @5}"), "2013-14 is not among");
    refused(ONE("cost: ^{2012-13: 5}, schedule: @{2012-13: 100%}"), "do not go together");
    refused(ONE("cost: @{2012-13: 0}"), "the cost is zero");
}

/* --- conditions ------------------------------------------------------------------------------- */

static void a_condition_is_between_funds_of_the_line(void **state) {
    (void)state;
    refused(HEAD TWO_FUNDS
            "lines: {a: {funds: ^[parsis], benefit: 1, max: 5, match: [{fund: @rap,"
            " with: total, at_most: 1}]}}\n",
            "'rap' is not among the line's funds");
    refused(HEAD TWO_FUNDS "lines: {a: {funds: ^[parsis], benefit: 1, max: 5, match: [{fund:"
                           " parsis, with: @rap, at_most: 1}]}}\n",
            "'rap' is not among the line's funds");
    refused(ONE("match: [{fund: rap, with: @rap, at_most: 1}]"), "not compared with itself");
    refused(ONE("match: [{fund: rap, at_most: @1}]"), "'with' is missing");
    refused(ONE("match: [{fund: rap, with: total, at_least: @10}]"), "from 0% to 100%");
    accepted(ONE("match: [{fund: rap, with: parsis, at_most: 3}]"));
}

static void a_block_is_a_multiple_of_the_unit(void **state) {
    (void)state;
    refused("unit: 100\n" ONE("max: 9, match: [{fund: rap, block: @250}]"), "unit, $100");
    refused(ONE("max: 9, match: [{fund: rap, block: @0}]"), "more than 0");
    refused(ONE("max: 9, match: [{fund: rap, block: ^5, with: @parsis}]"),
            "'with' does not go with 'block'");
}

static void money_is_committed_by_a_fund_of_the_line_in_its_years(void **state) {
    (void)state;
    refused(HEAD TWO_FUNDS
            "lines: {a: {funds: ^parsis, benefit: 1, max: 5, committed: {@rap: 3}}}\n",
            "'rap' is not among the line's funds");
    refused(ONE("years: [2012-13], committed: {rap: {2013-14: @5}}"), "not paid in 2013-14");
    refused(ONE("schedule: [100%, 0, 0], committed: {rap: {2013-14: @5}}"),
            "not paid in 2013-14");
}

static void a_line_does_not_name_itself(void **state) {
    (void)state;
    refused(ONE("max: 5, excludes: @[a]"), "the line 'a' names itself");
    refused(ONE("max: 5, requires: @a"), "the line 'a' names itself");
}

static void lines_of_a_template_may_exclude_each_other(void **state) {
    struct given given =
        give(HEAD FUND PLACES "lines: {t: {for_each: territory, cost: 5, funds:"
                              " parsis, benefit: 1, excludes: t}}\n");

    (void)state;
    assert_int_equal(given.plan->lines[0].excludes.count, 1);
    assert_int_equal(given.plan->lines[0].excludes.list[0], 1);
    take_back(&given);
}

/* --- curves ----------------------------------------------------------------------------------- */

#define CURVE(more) HEAD FUND "lines: {a: {funds: parsis, " more "}}\n"

static void a_total_needs_a_max(void **state) {
    (void)state;
    refused(CURVE("benefit: {total: @14}"), "'total' needs a 'max' or 'cost'");
    refused(CURVE("max: ^0, benefit: {total: @14}"), "of more than 0");
    accepted(CURVE("max: 0.5, benefit: {total: 14}"));
}

static void points_rise_from_zero(void **state) {
    (void)state;
    refused(CURVE("benefit: {points: [[@5, 0], [9, 3]]}"), "is at 0 dollars");
    refused(CURVE("benefit: {points: [[0, 0], [9, 3], [@9, 4]]}"), "rise from point to point");
    refused(CURVE("benefit: {points: [[0, 0], [9, 3], [@-2, 4]]}"), "rise from point to point");
    accepted(CURVE("benefit: {points: [[0, 2.5], [9, -3], [9.5, 4]]}"));
}

static void benefit_is_said_once(void **state) {
    (void)state;
    refused(CURVE("benefit: ^1, measures: {@benefit: 2}"), "are the same measure");
    accepted(CURVE("measures: {benefit: 2, cost: 3}"));
}

static void the_form_of_a_measure_is_an_identifier(void **state) {
    (void)state;
    refused(CURVE("benefit: 1, measures: {@a b: 2}"), "cannot be an identifier");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fund_says_its_amount),
        cmocka_unit_test(money_by_year_is_for_the_plans_years),
        cmocka_unit_test(pays_for_picks_lines_and_not_funds),
        cmocka_unit_test(min_is_not_above_max),
        cmocka_unit_test(whole_needs_a_max_that_is_a_multiple_of_the_unit),
        cmocka_unit_test(required_says_the_least),
        cmocka_unit_test(shares_of_axes_add_up_to_one),
        cmocka_unit_test(a_schedule_adds_up_to_one_exactly),
        cmocka_unit_test(a_schedule_stays_within_the_lines_years),
        cmocka_unit_test(a_condition_is_between_funds_of_the_line),
        cmocka_unit_test(a_block_is_a_multiple_of_the_unit),
        cmocka_unit_test(money_is_committed_by_a_fund_of_the_line_in_its_years),
        cmocka_unit_test(a_line_does_not_name_itself),
        cmocka_unit_test(lines_of_a_template_may_exclude_each_other),
        cmocka_unit_test(a_total_needs_a_max),
        cmocka_unit_test(points_rise_from_zero),
        cmocka_unit_test(benefit_is_said_once),
        cmocka_unit_test(the_form_of_a_measure_is_an_identifier),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program of a plan, row by row, written as in docs/mathematics.md. */
#include "solver/formulate.h"

#include "tests/program_text.h"

/* --- funds -------------------------------------------------------------------------------- */

static void a_fund_pays_at_most_its_amount(void **state) {
    struct planned p = plan_of_text("funds: {a: {amount: 2_385}, b: {amount: unlimited}}\n"
                                    "lines:\n"
                                    "  p: {max: 900, funds: [a, b], benefit: 1.2}\n"
                                    "  q: {funds: [a], benefit: 0.7}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "fund.a", "paid.p.a + paid.q.a <= 2385");
    assert_row(program, "fund.b", NULL);
    assert_row(program, "max.p", "paid.p.a + paid.p.b <= 900");
    assert_goal(program, 0, "1.2 paid.p.a + 1.2 paid.p.b + 0.7 paid.q.a");
    plan_end(&p);
}

/* (4): what is left of the first year is worth half, or 1.08 times as much, in the second. */
static void money_left_is_carried_over_at_its_worth(void **state) {
    struct planned p = plan_of_text("years: [y1, y2]\n"
                                    "funds:\n"
                                    "  half: {by_year: [70, 30], carry_over: 0.5}\n"
                                    "  grows: {by_year: [70, 30], carry_over: 1.08}\n"
                                    "  lapses: {by_year: [70, 30], carry_over: 0}\n"
                                    "lines: {p: {funds: [half, grows, lapses], benefit: 1}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "year.half.y1", "paid.p.half.y1 + left.half.y1 <= 70");
    assert_row(program, "year.half.y2", "paid.p.half.y2 - 0.5 left.half.y1 <= 30");
    assert_row(program, "year.grows.y2", "paid.p.grows.y2 - 1.08 left.grows.y1 <= 30");
    assert_row(program, "year.lapses.y1", "paid.p.lapses.y1 <= 70");
    assert_row(program, "year.lapses.y2", "paid.p.lapses.y2 <= 30");
    assert_column(program, "left.half.y1", "0 <= ");
    assert_column(program, "left.lapses.y1", "no such column");
    plan_end(&p);
}

/* --- lines -------------------------------------------------------------------------------- */

/* (2): at most 10.7 $ in whole dollars is 10 $, at least 3.2 $ is 4 $. */
static void bounds_are_drawn_in_to_the_unit(void **state) {
    struct planned p = plan_of_text(
        "unit: 1\n"
        "funds: {a: {amount: 50}}\n"
        "lines: {p: {min: 3.2, max: 10.7, required: true, funds: [a], benefit: 1}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_column(program, "paid.p.a", "4 <=  <= 10");
    plan_end(&p);
}

/* (5): nothing, or between min and max. */
static void a_line_with_a_minimum_is_decided_upon(void **state) {
    struct planned p = plan_of_text("funds: {a: {amount: 50}}\n"
                                    "lines: {p: {min: 12, max: 40, funds: [a], benefit: 1}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_true(program->has_whole);
    assert_column(program, "funded.p", "0 <=  <= 1, whole");
    assert_row(program, "max.p", "paid.p.a - 40 funded.p <= 0");
    assert_row(program, "min.p", "0 <= paid.p.a - 12 funded.p");
    plan_end(&p);
}

/* (15) */
static void a_whole_line_is_all_or_nothing(void **state) {
    struct planned p =
        plan_of_text("funds: {a: {amount: 50}}\n"
                     "lines: {p: {max: 23.85, whole: true, funds: [a], benefit: 1}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "max.p", "paid.p.a - 23.85 funded.p = 0");
    assert_row(program, "min.p", NULL);
    plan_end(&p);
}

/* (16): no max, so the funds are the limit: 50 from a, 7 of b by its own max. */
static void what_the_funds_can_give_limits_a_line_without_max(void **state) {
    struct planned p =
        plan_of_text("funds: {a: {amount: 50}, b: {amount: 90}}\n"
                     "lines: {p: {min: 2, funds: {a: {}, b: {max: 7}}, benefit: 1}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "max.p", "total.p - 57 funded.p <= 0");
    plan_end(&p);
}

/* (6): b pays at least 5 $ once the line is funded, at most 7 $. */
static void a_payers_minimum_holds_when_the_line_is_funded(void **state) {
    struct planned p = plan_of_text(
        "funds: {a: {amount: 50}, b: {amount: 90}}\n"
        "lines: {p: {max: 40, funds: {a: {}, b: {min: 5, max: 7}}, benefit: 1}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "payer.p.b", "0 <= paid.p.b - 5 funded.p");
    assert_column(program, "paid.p.b", "0 <=  <= 7");
    plan_end(&p);
}

/* (7): b pays for axis x only, which is 30 % of the line, and only in y1. */
static void a_fund_pays_no_more_than_the_share_it_pays_for(void **state) {
    struct planned p =
        plan_of_text("years: [y1, y2]\naxes: {x: {name: X}, y: {name: Y}}\n"
                     "funds:\n"
                     "  a: {amount: 50}\n"
                     "  b: {amount: 90, pays_for: {axis: x, year: y1}}\n"
                     "lines: {p: {axis: {x: 30%, y: 70%}, funds: [a, b], benefit: 1}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "eligible.p.b",
               "-0.3 paid.p.a.y1 - 0.3 paid.p.a.y2 + 0.7 paid.p.b.y1 <= 0");
    assert_column(program, "paid.p.b.y2", "no such column");
    plan_end(&p);
}

/* (8) */
static void matches_tie_a_fund_to_another_or_to_the_total(void **state) {
    struct planned p =
        plan_of_text("funds: {a: {amount: 50}, b: {amount: 90}, c: {amount: 9}}\n"
                     "lines:\n"
                     "  p:\n"
                     "    funds: [a, b, c]\n"
                     "    benefit: 1\n"
                     "    match:\n"
                     "      - {fund: b, with: a, exactly: 1.5}\n"
                     "      - {fund: c, with: total, at_least: 10%}\n"
                     "      - {fund: c, with: a, at_most: 0.25}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "match.p.1", "-1.5 paid.p.a + paid.p.b = 0");
    assert_row(program, "match.p.2", "0 <= paid.p.c - 0.1 total.p");
    assert_row(program, "match.p.3", "-0.25 paid.p.a + paid.p.c <= 0");
    assert_row(program, "sum.total.p", "paid.p.a + paid.p.b + paid.p.c - total.p = 0");
    plan_end(&p);
}

/* (9): 250 $ have room for four blocks of 60 $. */
static void a_fund_may_come_in_blocks(void **state) {
    struct planned p = plan_of_text(
        "funds: {a: {amount: 900}}\n"
        "lines: {p: {max: 250, funds: [a], benefit: 1, match: [{fund: a, block: 60}]}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "match.p.1", "paid.p.a - 60 blocks.p.a = 0");
    assert_column(program, "blocks.p.a", "0 <=  <= 4, whole");
    plan_end(&p);
}

/* (10): public aid at most 80 %: 1 - 0.8, 0.5 - 0.8, 0 - 0.8. */
static void public_aid_is_counted_fund_by_fund(void **state) {
    struct planned p =
        plan_of_text("funds:\n"
                     "  a: {amount: 900}\n"
                     "  b: {amount: 900, counts_as_public_aid: 50%}\n"
                     "  c: {amount: 900, counts_as_public_aid: 0}\n"
                     "lines: {p: {funds: [a, b, c], benefit: 1, public_aid_at_most: 80%}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "aid.p", "0.2 paid.p.a - 0.3 paid.p.b - 0.8 paid.p.c <= 0");
    plan_end(&p);
}

/* (11): 45 % in y1 and 55 % in y3; y2 is closed. */
static void a_schedule_spreads_the_total(void **state) {
    struct planned p = plan_of_text("years: [y1, y2, y3]\n"
                                    "funds: {a: {amount: 900}}\n"
                                    "lines:\n"
                                    "  p:\n"
                                    "    funds: [a]\n"
                                    "    benefit: 1\n"
                                    "    schedule: {y1: 45%, y2: 0%, y3: 55%}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "schedule.p.y1", "paid.p.a.y1 - 0.45 total.p = 0");
    assert_row(program, "schedule.p.y3", "paid.p.a.y3 - 0.55 total.p = 0");
    assert_column(program, "paid.p.a.y2", "no such column");
    plan_end(&p);
}

/* (12), (17) */
static void what_is_committed_is_a_floor(void **state) {
    struct planned p = plan_of_text(
        "years: [y1, y2]\n"
        "funds: {a: {amount: 900}, b: {amount: 900}}\n"
        "lines:\n"
        "  p:\n"
        "    {min: 30, max: 80, funds: [a, b], benefit: 1, committed: {a: {y2: 23.85}, b: 9}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_column(program, "paid.p.a.y2", "23.85 <= ");
    assert_row(program, "committed.p.b", "9 <= paid.p.b.y1 + paid.p.b.y2");
    assert_column(program, "funded.p", " = 1, whole");
    plan_end(&p);
}

/* (13), (14) */
static void lines_require_and_exclude_each_other(void **state) {
    struct planned p = plan_of_text("unit: 1\n"
                                    "funds: {a: {amount: 50}}\n"
                                    "lines:\n"
                                    "  p: {max: 20, funds: [a], benefit: 1, requires: [q]}\n"
                                    "  q: {max: 30, funds: [a], benefit: 1, excludes: [r]}\n"
                                    "  r: {max: 40, funds: [a], benefit: 1}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "requires.p.q", "funded.p - funded.q <= 0");
    assert_row(program, "excludes.q.r", "funded.q + funded.r <= 1");
    assert_row(program, "min.q", "0 <= paid.q.a - funded.q"); /* funded: at least one unit */
    plan_end(&p);
}

/* --- curves ------------------------------------------------------------------------------- */

#define CURVE(points, goal)                                                                    \
    "funds: {a: {amount: 50}}\n"                                                               \
    "lines: {p: {max: 40, funds: [a], benefit: {points: " points "}}}\n"                       \
    "goals: [" goal ": benefit]\n"

/* Slopes 1.5, then (50 - 30) / 20 = 1, then level: falling, so the best pieces fill first. */
static void a_concave_curve_to_maximise_needs_no_decision(void **state) {
    struct planned p = plan_of_text(CURVE("[[0, 0], [20, 30], [40, 50]]", "maximize"));
    const struct program *program = plan_program(&p);

    (void)state;
    assert_false(program->has_whole);
    assert_goal(program, 0, "1.5 piece.p.benefit.1 + piece.p.benefit.2");
    assert_column(program, "piece.p.benefit.1", "0 <=  <= 20");
    assert_row(program, "curve.p.1",
               "-paid.p.a + piece.p.benefit.1 + piece.p.benefit.2 + piece.p.benefit.3 = 0");
    plan_end(&p);
}

/* The same curve pushed down: the level piece would fill first, so two kinks need a gate. */
static void a_concave_curve_to_minimise_fills_in_order(void **state) {
    struct planned p = plan_of_text(CURVE("[[0, 4], [20, 34], [40, 54]]", "minimize"));
    const struct program *program = plan_program(&p);

    (void)state;
    assert_column(program, "full.p.benefit.1", "0 <=  <= 1, whole");
    assert_column(program, "full.p.benefit.2", "0 <=  <= 1, whole");
    assert_goal(program, 0, "1.5 piece.p.benefit.1 + piece.p.benefit.2 + 4");
    plan_end(&p);
}

/* Slopes 0.5, then 2.5: rising at 20, so that kink needs a gate; the level end falls. */
static void a_convex_curve_to_maximise_fills_in_order(void **state) {
    struct planned p = plan_of_text(CURVE("[[0, 0], [20, 10], [40, 60]]", "maximize"));
    const struct program *program = plan_program(&p);

    (void)state;
    assert_column(program, "full.p.benefit.1", "0 <=  <= 1, whole");
    assert_column(program, "full.p.benefit.2", "no such column");
    assert_row(program, "order.p.1.1", "0 <= piece.p.benefit.1 - 20 full.p.benefit.1");
    assert_row(program, "order.p.1.2", "piece.p.benefit.2 - 20 full.p.benefit.1 <= 0");
    plan_end(&p);
}

/* Rising slopes pushed down fill in order by themselves; only the fall to the level end
 * does not. */
static void a_convex_curve_to_minimise_needs_a_decision_only_at_its_end(void **state) {
    struct planned p = plan_of_text(CURVE("[[0, 0], [20, 10], [40, 60]]", "minimize"));
    const struct program *program = plan_program(&p);

    (void)state;
    assert_column(program, "full.p.benefit.1", "no such column");
    assert_column(program, "full.p.benefit.2", "0 <=  <= 1, whole");
    plan_end(&p);
}

/* --- rules and goals ---------------------------------------------------------------------- */

#define TWO_PLACES                                                                             \
    "territories: {n: {name: N, people: 1}, s: {name: S, people: 2}}\n"                        \
    "axes: {x: {name: X}, y: {name: Y}}\n"                                                     \
    "funds: {a: {amount: 90}, b: {amount: 60}}\n"                                              \
    "lines:\n"                                                                                 \
    "  p: {territory: n, axis: {x: 30%, y: 70%}, max: 40, funds: [a, b], benefit: 1}\n"        \
    "  q: {territory: s, axis: x, max: 50, funds: [a], benefit: 1}\n"                          \
    "  r: {max: 25, funds: [b], benefit: 1, measures: {jobs: {total: 4}}}\n"

/* (22), (23) */
static void a_rule_takes_the_share_of_the_picked_axis(void **state) {
    struct planned p =
        plan_of_text(TWO_PLACES "rules:\n"
                                "  on_x: {sum: {axis: x}, at_least: 12, at_most: 23.85}\n"
                                "  from_a: {sum: {fund: a, territory: n}, exactly: 7}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "rule.on_x", "12 <= 0.3 paid.p.a + 0.3 paid.p.b + paid.q.a <= 23.85");
    assert_row(program, "rule.from_a", "paid.p.a = 7");
    plan_end(&p);
}

/* (24): sum - 0.4 (all of fund a) <= 0, moved to one side. */
static void a_share_of_a_selection_moves_to_the_left(void **state) {
    struct planned p =
        plan_of_text(TWO_PLACES "rules: {part: {sum: {territory: n, fund: a}, at_most: "
                                "{share: 40%, of: {fund: a}}}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "rule.part.most", "0.6 paid.p.a - 0.4 paid.q.a <= 0");
    plan_end(&p);
}

/* (25): half by people: N has a third, so 1/2 * 1/3 = 1/6 of the fund; S 1/3. The total of
 * the fund serves two rules and is a column of its own. */
static void a_share_by_attribute_follows_the_members_part(void **state) {
    struct planned p =
        plan_of_text(TWO_PLACES "rules:\n"
                                "  need: {for_each: territory, sum: {fund: a}, at_least: "
                                "{share: 50%, of: {fund: a}, by: people}}\n");
    const struct program *program = plan_program(&p);
    const struct row *row = &program->rows[program->rule_rows[0]];

    (void)state;
    assert_row(program, "sum.selected.1", "paid.p.a + paid.q.a - selected.1 = 0");
    assert_int_equal(row->count, 2);
    assert_ratio(program->entries[row->start].coefficient, 1, 1);
    assert_ratio(program->entries[row->start + 1].coefficient, -1, 6);
    row = &program->rows[program->rule_rows[2]];
    assert_ratio(program->entries[row->start + 1].coefficient, -1, 3);
    plan_end(&p);
}

/* (26): 4.5 $ for each of 1 and of 2 people. */
static void an_amount_per_attribute_is_a_plain_number(void **state) {
    struct planned p = plan_of_text(TWO_PLACES "rules: {cap: {for_each: territory, sum: {}, "
                                               "at_most: {per: people, rate: 4.5}}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "rule.cap.n", "paid.p.a + paid.p.b <= 4.5");
    assert_row(program, "rule.cap.s", "paid.q.a <= 9");
    plan_end(&p);
}

/* Level of q: paid / 50, eight times: 0.16; jobs of r: 4 / 25 per dollar, twice: 0.32. */
static void terms_are_added_with_their_factors(void **state) {
    struct planned p =
        plan_of_text(TWO_PLACES "rules: {free: {terms: [{times: 8, level: q}, "
                                "{times: 2, measure: jobs}, {times: -0.5, sum: {axis: y}}, "
                                "{count: {line: r}}], at_least: -3}}\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_row(program, "rule.free",
               "-3 <= -0.35 paid.p.a - 0.35 paid.p.b + 0.16 paid.q.a + 0.32 paid.r.b + "
               "funded.r");
    plan_end(&p);
}

static void goals_keep_their_order_and_direction(void **state) {
    struct planned p = plan_of_text(TWO_PLACES "goals:\n"
                                               "  - minimize: [{times: 3, sum: {line: q}}]\n"
                                               "  - maximize: jobs\n");
    const struct program *program = plan_program(&p);

    (void)state;
    assert_int_equal(program->objective_count, 2);
    assert_false(program->objectives[0].maximize);
    assert_true(program->objectives[1].maximize);
    assert_goal(program, 0, "3 paid.q.a");
    assert_goal(program, 1, "0.16 paid.r.b");
    plan_end(&p);
}

/* --- what cannot be formulated ------------------------------------------------------------ */

/* 987654321.987654321 * 987654321.123456789 / 3.000000001 * 0.123456789: its numerator has some
 * 45 digits, an exact ratio 38. */
static void a_product_that_cannot_stay_exact_is_refused(void **state) {
    struct planned p =
        plan_of_text("axes: {x: {name: X}, y: {name: Y}}\n"
                     "funds: {a: {amount: 50}}\n"
                     "lines:\n"
                     "  p:\n"
                     "    axis: {x: 0.123456789, y: 0.876543211}\n"
                     "    max: 3.000000001\n"
                     "    funds: [a]\n"
                     "    benefit: {total: 987654321.123456789}\n"
                     "rules:\n"
                     "  r:\n"
                     "    for_each: axis\n"
                     "    terms: [{times: 987654321.987654321, measure: benefit}]\n"
                     "    at_most: 5\n");

    (void)state;
    assert_null(formulate(p.plan, &p.notes));
    assert_int_equal(notes_errors(&p.notes), 1);
    assert_noted(&p.notes, "digits");
    plan_end(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fund_pays_at_most_its_amount),
        cmocka_unit_test(money_left_is_carried_over_at_its_worth),
        cmocka_unit_test(bounds_are_drawn_in_to_the_unit),
        cmocka_unit_test(a_line_with_a_minimum_is_decided_upon),
        cmocka_unit_test(a_whole_line_is_all_or_nothing),
        cmocka_unit_test(what_the_funds_can_give_limits_a_line_without_max),
        cmocka_unit_test(a_payers_minimum_holds_when_the_line_is_funded),
        cmocka_unit_test(a_fund_pays_no_more_than_the_share_it_pays_for),
        cmocka_unit_test(matches_tie_a_fund_to_another_or_to_the_total),
        cmocka_unit_test(a_fund_may_come_in_blocks),
        cmocka_unit_test(public_aid_is_counted_fund_by_fund),
        cmocka_unit_test(a_schedule_spreads_the_total),
        cmocka_unit_test(what_is_committed_is_a_floor),
        cmocka_unit_test(lines_require_and_exclude_each_other),
        cmocka_unit_test(a_concave_curve_to_maximise_needs_no_decision),
        cmocka_unit_test(a_concave_curve_to_minimise_fills_in_order),
        cmocka_unit_test(a_convex_curve_to_maximise_fills_in_order),
        cmocka_unit_test(a_convex_curve_to_minimise_needs_a_decision_only_at_its_end),
        cmocka_unit_test(a_rule_takes_the_share_of_the_picked_axis),
        cmocka_unit_test(a_share_of_a_selection_moves_to_the_left),
        cmocka_unit_test(a_share_by_attribute_follows_the_members_part),
        cmocka_unit_test(an_amount_per_attribute_is_a_plain_number),
        cmocka_unit_test(terms_are_added_with_their_factors),
        cmocka_unit_test(goals_keep_their_order_and_direction),
        cmocka_unit_test(a_product_that_cannot_stay_exact_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

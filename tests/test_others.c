/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lines get in other allocations that are as good. Expected values are derived by hand. */
#include "tests/plans.h"

static struct planned ranged(const char *text) {
    struct planned p = plan_of_text(text);

    plan_solve_as(&p, &(struct solve_options){.prices = true, .ranges = true});
    assert_status(p.answer, STATUS_OPTIMAL);
    return p;
}

static void assert_range(const struct planned *p, const char *id, double least, double most,
                         enum award award) {
    const struct line_answer *its = line_told(p, id);

    assert_close(its->least, least, 1e-9);
    assert_close(its->most, most, 1e-9);
    assert_int_equal(its->award, award);
}

/* 400 $, each dollar worth the same to p and q: p gets 50 to 350, because q takes 350 at most; r is
 * worth more and full in any case, s is worth less and gets nothing. */
static void amounts_move_as_far_as_costs_nothing(void **state) {
    struct planned p = ranged("unit: 1\n"
                              "funds: {a: {amount: 500}}\n"
                              "lines:\n"
                              "  p: {funds: [a], max: 350, benefit: 1}\n"
                              "  q: {funds: [a], max: 350, benefit: 1}\n"
                              "  r: {funds: [a], max: 100, benefit: 2}\n"
                              "  s: {funds: [a], max: 100, benefit: 0.5}\n");

    (void)state;
    assert_range(&p, "p", 50, 350, AWARD_CERTAIN);
    assert_range(&p, "q", 50, 350, AWARD_CERTAIN);
    assert_range(&p, "r", 100, 100, AWARD_CERTAIN);
    assert_range(&p, "s", 0, 0, AWARD_NEVER);
    assert_true(p.answer->ties.told);
    assert_false(p.answer->ties.unique);
    plan_end(&p);
}

/* 700 $ for whole projects: c (400, 9 points) and one of a and b (300, 5 points each); d (300, 4
 * points) never. With the decisions held nothing moves: only other decisions are as good. */
static void other_projects_are_as_good(void **state) {
    struct planned p =
        ranged("unit: 1\n"
               "funds: {f: {amount: 700}}\n"
               "lines:\n"
               "  a: {funds: [f], max: 300, whole: true, benefit: {total: 5}}\n"
               "  b: {funds: [f], max: 300, whole: true, benefit: {total: 5}}\n"
               "  c: {funds: [f], max: 400, whole: true, benefit: {total: 9}}\n"
               "  d: {funds: [f], max: 300, whole: true, benefit: {total: 4}}\n");

    (void)state;
    assert_range(&p, "a", 0, 300, AWARD_POSSIBLE);
    assert_range(&p, "b", 0, 300, AWARD_POSSIBLE);
    assert_range(&p, "c", 400, 400, AWARD_CERTAIN);
    assert_range(&p, "d", 0, 0, AWARD_NEVER);
    assert_true(p.answer->ties.told);
    assert_false(p.answer->ties.unique);
    assert_int_equal(p.answer->ties.broken_by, BY_PLACE);
    plan_end(&p);
}

/* The same, but b is worth 4.9: the only best one, which is told without ranges too. */
static void the_only_best_projects_are_said_to_be(void **state) {
    static const char plan[] =
        "unit: 1\n"
        "funds: {f: {amount: 700}}\n"
        "lines:\n"
        "  a: {funds: [f], max: 300, whole: true, benefit: {total: 5}}\n"
        "  b: {funds: [f], max: 300, whole: true, benefit: {total: 4.9}}\n"
        "  c: {funds: [f], max: 400, whole: true, benefit: {total: 9}}\n";
    struct planned p = plan_of_text(plan);

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_true(p.answer->ties.told);
    assert_true(p.answer->ties.unique);
    assert_false(p.answer->ranged);
    plan_end(&p);
}

/* a and b are as good for goal 1; the dollars of goal 2 choose b (200 $). So a is never funded, and
 * neither is it where goal 2 may be as good. */
static void a_later_goal_leaves_fewer(void **state) {
    struct planned p = ranged("unit: 1\n"
                              "funds: {f: {amount: 300}}\n"
                              "lines:\n"
                              "  a: {funds: [f], max: 250, whole: true, benefit: {total: 5}}\n"
                              "  b: {funds: [f], max: 200, whole: true, benefit: {total: 5}}\n"
                              "goals:\n"
                              "  - maximize: benefit\n"
                              "  - minimize: [{sum: {}}]\n");

    (void)state;
    assert_range(&p, "a", 0, 0, AWARD_NEVER);
    assert_range(&p, "b", 200, 200, AWARD_CERTAIN);
    assert_true(p.answer->ties.told);
    assert_true(p.answer->ties.unique);
    plan_end(&p);
}

/* Goal 1 may give up a tenth of 30: the range is that of the later goal's best, which takes it. */
static void what_within_gives_up_is_not_given_twice(void **state) {
    struct planned p = ranged("unit: 1\n"
                              "funds: {f: {amount: 10}}\n"
                              "lines:\n"
                              "  a: {funds: [f], max: 10, benefit: 3}\n"
                              "  b: {funds: [f], max: 10, benefit: 2}\n"
                              "goals:\n"
                              "  - {maximize: benefit, within: 10%}\n"
                              "  - maximize: [{sum: {line: b}}]\n");

    (void)state;
    assert_range(&p, "a", 7, 7, AWARD_CERTAIN);
    assert_range(&p, "b", 3, 3, AWARD_CERTAIN);
    plan_end(&p);
}

/* A stop that has come leaves nothing settled. */
static void what_a_limit_leaves_open_is_not_told(void **state) {
    static const volatile sig_atomic_t stop = 1;
    struct planned p = plan_of_text("unit: 1\n"
                                    "funds: {f: {amount: 300}}\n"
                                    "lines:\n"
                                    "  a: {funds: [f], max: 200, whole: true, benefit: 1}\n"
                                    "  b: {funds: [f], max: 200, whole: true, benefit: 1}\n");

    (void)state;
    plan_solve_as(&p, &(struct solve_options){.ranges = true, .stop = &stop});
    assert_false(p.answer->ties.told);
    assert_true(isnan(line_told(&p, "a")->most));
    assert_int_equal(line_told(&p, "a")->award, AWARD_UNKNOWN);
    plan_end(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_move_as_far_as_costs_nothing),
        cmocka_unit_test(other_projects_are_as_good),
        cmocka_unit_test(the_only_best_projects_are_said_to_be),
        cmocka_unit_test(a_later_goal_leaves_fewer),
        cmocka_unit_test(what_within_gives_up_is_not_given_twice),
        cmocka_unit_test(what_a_limit_leaves_open_is_not_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

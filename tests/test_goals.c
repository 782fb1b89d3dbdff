/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Soft rules and the goals that speak of them, solved; every value is derived by hand. */
#include "tests/plans.h"

static struct ratio goal(const struct planned *p, uint32_t number) {
    return p->answer->goals[number].value;
}

/* --- soft rules --------------------------------------------------------------------------- */

/* 100 $, floors of 70 for p and 60 for q cannot both be kept: 30 are missing, cheapest at p
 * (weight 2) and not at q (weight 5). */
#define TWO_FLOORS                                                                             \
    "funds: {a: {amount: 100}}\n"                                                              \
    "lines: {p: {funds: [a], benefit: 1}, q: {funds: [a], benefit: 3}}\n"                      \
    "rules:\n"                                                                                 \
    "  p70: {sum: {line: p}, at_least: 70, soft: true}\n"                                      \
    "  q60: {sum: {line: q}, at_least: 60, soft: true}\n"

static void what_a_goal_weighs_least_is_missed_first(void **state) {
    struct planned p = plan_of_text(
        TWO_FLOORS
        "goals: [minimize: [{times: 2, shortfall: p70}, {times: 5, shortfall: q60}]]\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(goal(&p, 0), 60, 1);
    assert_ratio(rule_told(&p, "p70")->shortfall, 30, 1);
    assert_ratio(rule_told(&p, "q60")->shortfall, 0, 1);
    assert_ratio(rule_told(&p, "p70")->slack, -30, 1);
    plan_end(&p);
}

/* Benefit sends all to q: p is missed by its whole 70, and that is told. */
static void a_soft_rule_that_no_goal_names_limits_nothing(void **state) {
    struct planned p = plan_of_text(TWO_FLOORS "goals: [maximize: benefit]\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(goal(&p, 0), 300, 1);
    assert_ratio(rule_told(&p, "p70")->shortfall, 70, 1);
    plan_end(&p);
}

/* Exactly 40 for p: 2.5 points a dollar beyond 40 against 1 point a dollar short of it. q takes
 * 3 a dollar, so p gets less: at 0 the miss costs 40. With 7 points for p's dollars it gets all
 * 100, and pays 2.5 x 60. */
static void both_sides_of_an_exact_soft_rule_can_be_weighed(void **state) {
    static const char *const benefits[] = {"1", "7"};
    static const int64_t values[] = {300 - 40, 700 - 150}, short_of[] = {40, 0},
                         beyond[] = {0, 60};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct text text = {0};

        text_format(&text,
                    "funds: {a: {amount: 100}}\n"
                    "lines: {p: {funds: [a], benefit: %s}, q: {funds: [a], benefit: 3}}\n"
                    "rules: {p40: {sum: {line: p}, exactly: 40, soft: true}}\n"
                    "goals: [maximize: [{measure: benefit}, {times: -1, shortfall: p40},\n"
                    "                   {times: -2.5, excess: p40}]]\n",
                    benefits[i]);
        struct planned p = plan_of_text(text_string(&text));
        assert_status(plan_solve(&p), STATUS_OPTIMAL);
        assert_ratio(goal(&p, 0), values[i], 1);
        assert_ratio(rule_told(&p, "p40")->shortfall, short_of[i], 1);
        assert_ratio(rule_told(&p, "p40")->excess, beyond[i], 1);
        plan_end(&p);
        text_free(&text);
    }
}

/* At most 25 % of all dollars to q, softly: at 3 points a dollar against 1 + 2 x 0.75 lost, q wins
 * while 3 - 2 x 0.75 = 1.5 > 1 + 2 x 0.25 = 1.5: a tie; at weight 1.9 q takes all 100, 75 over. */
static void a_soft_share_of_other_dollars_is_missed_by_dollars(void **state) {
    struct planned p = plan_of_text(
        "funds: {a: {amount: 100}}\n"
        "lines: {p: {funds: [a], benefit: 1}, q: {funds: [a], benefit: 3}}\n"
        "rules: {q25: {sum: {line: q}, at_most: {share: 25%, of: {}}, soft: true}}\n"
        "goals: [maximize: [{measure: benefit}, {times: -1.9, excess: q25}]]\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(goal(&p, 0), 3000 - 1425, 10);
    assert_ratio(rule_told(&p, "q25")->at_most, 25, 1);
    assert_ratio(rule_told(&p, "q25")->excess, 75, 1);
    plan_end(&p);
}

/* Three lines of 60 $ each, all or nothing, 130 $: two at most. Three wanted: one is missing. */
static void a_soft_count_is_missed_by_lines(void **state) {
    struct planned p = plan_of_text("funds: {a: {amount: 130}}\n"
                                    "lines:\n"
                                    "  p: {max: 60, whole: true, funds: [a]}\n"
                                    "  q: {max: 60, whole: true, funds: [a]}\n"
                                    "  r: {max: 60, whole: true, funds: [a]}\n"
                                    "rules: {three: {count: {}, at_least: 3, soft: true}}\n"
                                    "goals: [minimize: [{times: 2.5, shortfall: three}]]\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(goal(&p, 0), 25, 10);
    assert_ratio(rule_told(&p, "three")->shortfall, 1, 1);
    plan_end(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_goal_weighs_least_is_missed_first),
        cmocka_unit_test(a_soft_rule_that_no_goal_names_limits_nothing),
        cmocka_unit_test(both_sides_of_an_exact_soft_rule_can_be_weighed),
        cmocka_unit_test(a_soft_share_of_other_dollars_is_missed_by_dollars),
        cmocka_unit_test(a_soft_count_is_missed_by_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

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

/* --- what later goals may take ------------------------------------------------------------ */

/* All 100 $ to p: 300 points. 10 % of them may go: 3 p + q = 270 with p + q = 100: q gets 15. */
static void a_later_goal_takes_what_an_earlier_one_gives_up(void **state) {
    struct planned p =
        plan_of_text("funds: {a: {amount: 100}}\n"
                     "lines: {p: {funds: [a], benefit: 3}, q: {funds: [a], benefit: 1}}\n"
                     "goals:\n"
                     "  - {maximize: benefit, within: 10%}\n"
                     "  - maximize: [{sum: {line: q}}]\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(goal(&p, 0), 270, 1);
    assert_ratio(goal(&p, 1), 15, 1);
    assert_close(p.answer->goals[0].bound, 300, 1e-9);
    assert_close(p.answer->goals[1].costs[0], 30, 1e-9);
    plan_end(&p);
}

/* p must get 40 $ and costs 2.5 points a dollar: the best is -100, and 8 % of that, whatever its
 * sign, is 8: p gets 43.2 $. */
static void a_share_of_a_negative_value_is_of_its_size(void **state) {
    struct planned p =
        plan_of_text("funds: {a: {amount: 100}}\n"
                     "lines: {p: {funds: [a], min: 40, required: true, benefit: -2.5}}\n"
                     "goals:\n"
                     "  - {maximize: benefit, within: 8%}\n"
                     "  - maximize: [{sum: {}}]\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(goal(&p, 0), -108, 1);
    assert_ratio(goal(&p, 1), 432, 10);
    plan_end(&p);
}

/* Points: p and r 9, q and r 8.2, all or nothing; p and q do not fit. Least money to p costs 0.8
 * points, 8.9 % of the best: within 8 % it may not, within 9 % it may. */
static void decisions_too_may_be_given_up(void **state) {
    static const char *const within[] = {"8%", "9%"};
    static const int64_t points[] = {90, 82}, dollars[] = {60, 0};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct text text = {0};
        text_format(&text,
                    "funds: {a: {amount: 100}}\n"
                    "lines:\n"
                    "  p: {max: 60, whole: true, funds: [a], benefit: {total: 5.5}}\n"
                    "  q: {max: 60, whole: true, funds: [a], benefit: {total: 4.7}}\n"
                    "  r: {max: 40, whole: true, funds: [a], benefit: {total: 3.5}}\n"
                    "goals: [{maximize: benefit, within: %s}, {minimize: [{sum: {line: p}}]},\n"
                    "        {maximize: [{count: {}}]}]\n",
                    within[i]);
        struct planned p = plan_of_text(text_string(&text));
        assert_status(plan_solve(&p), STATUS_OPTIMAL);
        assert_ratio(goal(&p, 0), points[i], 10);
        assert_ratio(goal(&p, 1), dollars[i], 1);
        assert_ratio(goal(&p, 2), 2, 1);
        plan_end(&p);
        text_free(&text);
    }
}

/* --- fair shares -------------------------------------------------------------------------- */

#define THREE(unit)                                                                            \
    "unit: " unit "\n"                                                                         \
    "territories: {n: {population: 100}, s: {population: 300}, e: {population: 200}}\n"        \
    "funds: {a: {amount: 60_000}}\n"                                                           \
    "lines:\n"                                                                                 \
    "  rue: {funds: [a], max: 4_000, territory: n, benefit: 1}\n"                              \
    "  parc: {funds: [a], territory: s, benefit: 2}\n"                                         \
    "  port: {funds: [a], territory: e, benefit: 3}\n"

static void assert_shares(const struct planned *p, uint32_t number, const double *shares) {
    for (uint32_t i = 0; i < p->plan->goals[number].sharer_count; i++) {
        assert_close(ratio_double(p->answer->goals[number].shares[i]), shares[i], 1e-9);
    }
}

/* The north can take 40 $ a head; what remains, 56 000 $, is 112 $ for each of the 500 others. */
static void the_least_share_is_raised_and_then_the_next(void **state) {
    struct planned p = plan_of_text(
        THREE("1") "goals: [fair: {for_each: territory, sum: {fund: a}, per: population}]\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(goal(&p, 0), 40, 1);
    assert_shares(&p, 0, (const double[]){40, 112, 112});
    plan_end(&p);
}

/* 5 % of the least share, of the two least together and of all together may go: 38, 144.4, 250.8 $
 * a head. Points want the east: the south keeps 144.4 - 40 = 104.4 $ a head, 31 320 $, the east
 * has the other 24 680 $. */
static void what_the_least_ones_have_together_may_give_way(void **state) {
    struct planned p = plan_of_text(
        THREE("none") "goals:\n"
                      "  - fair: {for_each: territory, sum: {fund: a}, per: population}\n"
                      "    within: 5%\n"
                      "  - maximize: benefit\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_shares(&p, 0, (const double[]){40, 104.4, 123.4});
    assert_close(ratio_double(goal(&p, 1)), 4000 + 2 * 31320 + 3 * 24680, 1e-9);
    assert_close(p.answer->goals[1].costs[0], 0, 1e-9);
    plan_end(&p);
}

/* All or nothing, 100 $: n 30 with s 50 or with e 60; s and e do not fit together. Nothing for one
 * of them at best; then 30; then 60 rather than 50. */
static void decisions_are_fair_to_the_last_share(void **state) {
    struct planned p = plan_of_text("territories: {n: {}, s: {}, e: {}}\n"
                                    "funds: {a: {amount: 100}}\n"
                                    "lines:\n"
                                    "  rue: {funds: [a], max: 30, whole: true, territory: n}\n"
                                    "  parc: {funds: [a], max: 50, whole: true, territory: s}\n"
                                    "  port: {funds: [a], max: 60, whole: true, territory: e}\n"
                                    "goals: [fair: {for_each: territory, sum: {}}]\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(goal(&p, 0), 0, 1);
    assert_shares(&p, 0, (const double[]){30, 0, 60});
    plan_end(&p);
}

/* --- closest to a target ------------------------------------------------------------------ */

/* By population the three would have 10 000, 30 000 and 20 000 $ of 60 000. The north takes 4 000;
 * all of the money spent, its 6 000 go to the others: 6 000 off on either side, however they are
 * split. */
static void the_least_deviation_is_added_up_over_members(void **state) {
    struct planned p = plan_of_text(
        THREE("1") "goals:\n"
                   "  - maximize: [{sum: {}}]\n"
                   "  - closest: {for_each: territory, sum: {fund: a},\n"
                   "              to: {share: 100%, of: {fund: a}, by: population}}\n"
                   "  - maximize: benefit\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(goal(&p, 0), 60000, 1);
    assert_ratio(goal(&p, 1), 12000, 1);
    assert_ratio(goal(&p, 2), 4000 + 2 * 30000 + 3 * 26000, 1);
    assert_shares(&p, 1, (const double[]){4000, 30000, 26000});
    plan_end(&p);
}

/* Targets of 45 $ a head: 4 500, 13 500 and 9 000 $. The north misses 500 $, the others have
 * room. */
static void a_target_may_be_per_head(void **state) {
    struct planned p =
        plan_of_text(THREE("1") "goals: [closest: {for_each: territory, sum: {},\n"
                                "                  to: {per: population, rate: 45}}]\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(goal(&p, 0), 500, 1);
    assert_shares(&p, 0, (const double[]){4000, 13500, 9000});
    plan_end(&p);
}

/* Each of the 8 $ earns most in b, 1.3: 10.4, and a and c have nothing. What the search gains from
 * its own slack, a hair of a share, must not be asked of the dollars afterwards. */
static void a_last_share_of_nothing_may_give_up_its_part(void **state) {
    struct planned p = plan_of_text(
        "territories: {a: {population: 6}, b: {population: 1}, c: {population: 1}}\n"
        "funds: {f: {amount: 8}}\n"
        "lines:\n"
        "  a: {territory: a, funds: [f], max: 2, min: 1, benefit: 0.4}\n"
        "  b: {territory: b, funds: [f], max: 13, benefit: 1.3}\n"
        "  c: {territory: c, funds: [f], max: 12, benefit: 0.7}\n"
        "goals:\n"
        "  - maximize: benefit\n"
        "  - {fair: {for_each: territory, sum: {}, per: population}, within: 10%}\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(goal(&p, 0), 52, 5);
    assert_ratio(goal(&p, 1), 0, 1);
    plan_end(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_goal_weighs_least_is_missed_first),
        cmocka_unit_test(a_soft_rule_that_no_goal_names_limits_nothing),
        cmocka_unit_test(both_sides_of_an_exact_soft_rule_can_be_weighed),
        cmocka_unit_test(a_soft_share_of_other_dollars_is_missed_by_dollars),
        cmocka_unit_test(a_soft_count_is_missed_by_lines),
        cmocka_unit_test(a_later_goal_takes_what_an_earlier_one_gives_up),
        cmocka_unit_test(a_share_of_a_negative_value_is_of_its_size),
        cmocka_unit_test(decisions_too_may_be_given_up),
        cmocka_unit_test(the_least_share_is_raised_and_then_the_next),
        cmocka_unit_test(what_the_least_ones_have_together_may_give_way),
        cmocka_unit_test(decisions_are_fair_to_the_last_share),
        cmocka_unit_test(the_least_deviation_is_added_up_over_members),
        cmocka_unit_test(a_target_may_be_per_head),
        cmocka_unit_test(a_last_share_of_nothing_may_give_up_its_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

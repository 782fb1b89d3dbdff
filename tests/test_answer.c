/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures are those of the tables in tests/hand_plan.h. */
#include "model/answer.h"

#include "tests/close.h"
#include "tests/hand_rules.h"

struct pair {
    struct plan *plan;
    struct answer *answer;
};

static int set_up(void **state) {
    static struct pair pair;
    pair.plan = hand_plan();
    pair.answer = hand_answer(pair.plan);
    *state = &pair;
    return 0;
}

static int tear_down(void **state) {
    struct pair *pair = *state;
    answer_free(pair->answer);
    plan_free(pair->plan);
    return 0;
}

static void a_new_answer_knows_nothing(void **state) {
    struct pair *pair = *state;
    struct answer *answer = answer_new(pair->plan);
    assert_int_equal(answer->status, STATUS_UNKNOWN);
    assert_false(answer_has_amounts(answer));
    assert_ratio_unknown(answer->amounts[0]);
    assert_ratio_unknown(answer->total);
    assert_ratio_unknown(answer->rules[FREE].slack);
    assert_true(isnan(answer->goals[1].bound));
    assert_true(isnan(answer->funds[EAU].years[Y2].price.above));
    assert_true(isnan(answer->rules[COUNT].price.to));
    answer_free(answer);
    answer_free(NULL);
}

static void only_an_optimal_or_feasible_answer_has_amounts(void **state) {
    struct pair *pair = *state;
    static const bool has[] = {true, true, false, false, false};
    static const char *const words_of[] = {"optimal", "feasible", "infeasible", "unbounded",
                                           "unknown"};
    for (int status = STATUS_OPTIMAL; status <= STATUS_UNKNOWN; status++) {
        pair->answer->status = (enum status)status;
        assert_int_equal(answer_has_amounts(pair->answer), has[status]);
        assert_string_equal(status_word((enum status)status), words_of[status]);
    }
}

static void lines_are_added_up_over_funds_and_years(void **state) {
    const struct line_answer *lines = ((struct pair *)*state)->answer->lines;
    assert_ratio(lines[ENTENTE].amount, 33030, 100);
    assert_ratio(lines[ENTENTE].level, 33030, 36000);
    assert_true(lines[ENTENTE].funded);
    assert_ratio(lines[ATELIER].level, 1, 1);
    assert_ratio(lines[PORTRAIT].amount, 5001, 100);
    assert_ratio_unknown(lines[PORTRAIT].level); /* it has no max */
    assert_ratio(lines[GALA].amount, 0, 1);
    assert_ratio(lines[GALA].level, 0, 1);
    assert_false(lines[GALA].funded);
}

static void a_fund_with_an_amount_has_it_and_a_balance(void **state) {
    const struct fund_answer *funds = ((struct pair *)*state)->answer->funds;
    assert_ratio(funds[RAP].available, 11550, 100);
    assert_ratio(funds[RAP].allocated, 11010, 100);
    assert_ratio(funds[RAP].balance, 540, 100);
    assert_ratio(funds[RAP].interest, 0, 1);
    assert_ratio(funds[RAP].lapsed, 0, 1);
    assert_ratio(funds[RAP].beyond, 0, 1);
    assert_ratio(funds[LEGS].allocated, 0, 1);
}

static void a_fund_by_year_alone_has_the_sum_of_what_arrives(void **state) {
    const struct fund_answer *funds = ((struct pair *)*state)->answer->funds;
    assert_ratio(funds[EAU].available, 5150, 100);
    assert_ratio(funds[EAU].lapsed, 137, 100); /* half of 2.50, then half of 0.24 */
    assert_ratio(funds[EAU].balance, 12, 100); /* 51.50 - 1.37 - 50.01 */
}

static void interest_adds_to_what_a_fund_has(void **state) {
    const struct fund_answer *funds = ((struct pair *)*state)->answer->funds;
    assert_ratio(funds[PARSIS].available, 340, 1); /* 100 and 240 arrive */
    assert_ratio(funds[PARSIS].interest, 9536, 10000);
    assert_ratio(funds[PARSIS].lapsed, 0, 1);
    assert_ratio(funds[PARSIS].beyond, 0, 1);
    assert_ratio(funds[PARSIS].balance, 7536, 10000); /* 340 + 0.9536 - 340.20 */
}

static void an_amount_below_what_arrives_keeps_the_rest_from_use(void **state) {
    struct pair *pair = *state;
    pair->plan->funds[PARSIS].amount = ratio_of(34050, 100);
    answer_add_up(pair->answer);
    assert_ratio(pair->answer->funds[PARSIS].balance, 30, 100);
    assert_ratio(pair->answer->funds[PARSIS].beyond, 4536, 10000);
}

static void an_unlimited_fund_has_no_balance(void **state) {
    const struct fund_answer *funds = ((struct pair *)*state)->answer->funds;
    assert_ratio_unknown(funds[PROMOTER].available);
    assert_ratio(funds[PROMOTER].allocated, 60, 1);
    assert_ratio_unknown(funds[PROMOTER].balance);
}

static void what_a_year_leaves_is_carried_at_its_worth(void **state) {
    const struct fund_answer *funds = ((struct pair *)*state)->answer->funds;
    const struct fund_year *parsis = funds[PARSIS].years, *eau = funds[EAU].years;
    assert_ratio(parsis[Y1].arrived, 100, 1);
    assert_ratio(parsis[Y1].carried, 0, 1);
    assert_ratio(parsis[Y1].left, 1192, 100);
    assert_ratio(parsis[Y2].carried, 128736, 10000); /* 11.92 x 1.08 */
    assert_ratio(parsis[Y2].interest, 9536, 10000);
    assert_ratio(parsis[Y2].lapsed, 0, 1);
    assert_ratio(parsis[Y2].allocated, 25212, 100);
    assert_ratio(parsis[Y2].left, 7536, 10000);
    assert_ratio(eau[Y2].carried, 125, 100); /* 2.50 x 0.5 */
    assert_ratio(eau[Y1].lapsed, 125, 100);
    assert_ratio(eau[Y2].interest, 0, 1);
    assert_ratio(eau[Y2].left, 24, 100);
    assert_ratio(eau[Y2].lapsed, 12, 100);
    assert_ratio(answer_kept(&parsis[Y1]), 1192, 100);
    assert_ratio(answer_kept(&eau[Y1]), 125, 100);
    assert_ratio(answer_kept(&eau[Y2]), 12, 100);
}

static void a_fund_not_by_year_has_only_payments_by_year(void **state) {
    const struct fund_answer *funds = ((struct pair *)*state)->answer->funds;
    assert_ratio(funds[RAP].years[Y1].allocated, 4404, 100);
    assert_ratio_unknown(funds[RAP].years[Y1].arrived);
    assert_ratio_unknown(funds[RAP].years[Y2].carried);
    assert_ratio_unknown(funds[RAP].years[Y2].left);
}

static void totals_go_by_territory_axis_year_and_kind(void **state) {
    const struct answer *answer = ((struct pair *)*state)->answer;
    assert_ratio(answer->by_territory[NORD], 33030, 100);
    assert_ratio(answer->by_territory[SUD], 180, 1);
    assert_ratio(answer->by_territory[TERRITORIES], 5001, 100);
    assert_ratio(answer->by_axis[AXE2], 9909, 100);
    assert_ratio(answer->by_axis[AXE3], 41121, 100);
    assert_ratio(answer->by_year[Y1], 17712, 100);
    assert_ratio(answer->by_year[Y2], 38319, 100);
    assert_ratio(answer->by_kind[AGREEMENT], 33030, 100);
    assert_ratio(answer->by_kind[PROJECT], 180, 1);
    assert_ratio(answer->total, 56031, 100);
}

static void adding_up_again_changes_nothing(void **state) {
    struct answer *answer = ((struct pair *)*state)->answer;
    answer_add_up(answer);
    assert_ratio(answer->total, 56031, 100);
    assert_ratio(answer->by_axis[AXE3], 41121, 100);
    assert_ratio(answer->funds[PARSIS].allocated, 34020, 100);
    assert_ratio(answer->funds[PARSIS].years[Y2].left, 7536, 10000);
}

/* Denominators of twelve large primes: their product has 360 bits, and a ratio holds 127. */
static void a_sum_that_does_not_fit_is_near(void **state) {
    static const int64_t primes[] = {1000000007, 1000000009, 1000000021, 1000000033,
                                     1000000087, 1000000093, 1000000097, 1000000103,
                                     1000000123, 1000000181, 1000000207, 1000000223};
    struct pair *pair = *state;
    for (uint32_t i = 0; i < pair->plan->slot_count; i++) {
        pair->answer->amounts[i] = ratio_of(primes[i] + 1, primes[i]); /* a little over 1 $ */
    }
    answer_add_up(pair->answer);
    assert_close(ratio_double(pair->answer->total), 12.000000012, 1e-14);
}

/* --- slack -------------------------------------------------------------------------------- */

static bool binds(struct plan *plan, uint32_t number, struct ratio activity) {
    struct rule_answer rule = {.at_least = ratio_of(5, 1), .at_most = ratio_of(8, 1)};
    rule.activity = activity;
    rule_answer_measure(plan, &plan->rules[number], &rule);
    return rule.binding;
}

static void slack_is_to_the_nearer_bound(void **state) {
    struct plan *plan = ((struct pair *)*state)->plan;
    struct rule_answer rule = {.activity = cents(585), .at_least = ratio_of(5, 1)};
    rule_answer_measure(plan, &plan->rules[EAU_Y2], &rule);
    assert_ratio(rule.slack, 85, 100);
    rule.at_most = ratio_of(6, 1);
    rule_answer_measure(plan, &plan->rules[EAU_Y2], &rule);
    assert_ratio(rule.slack, 15, 100);
    rule.at_least = rule.at_most = RATIO_UNKNOWN;
    rule_answer_measure(plan, &plan->rules[EAU_Y2], &rule);
    assert_ratio_unknown(rule.slack);
    assert_false(rule.binding);
}

static void a_rule_in_dollars_binds_below_a_unit_and_a_count_below_a_line(void **state) {
    struct plan *plan = ((struct pair *)*state)->plan;
    assert_true(binds(plan, EAU_Y2, ratio_of(5009, 1000)));
    assert_false(binds(plan, EAU_Y2, cents(501)));
    assert_true(binds(plan, COUNT, ratio_of(59, 10)));
    assert_false(binds(plan, COUNT, ratio_of(6, 1)));
    assert_false(binds(plan, FREE, ratio_of(5009, 1000)));
    assert_true(binds(plan, FREE, ratio_of(5, 1)));
    plan->unit = RATIO_ZERO;
    assert_false(binds(plan, EAU_Y2, ratio_of(5009, 1000)));
    assert_true(binds(plan, EAU_Y2, ratio_add(ratio_of(5, 1), ratio_of(1, 1000000000))));
}

#define WITH_ANSWER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ANSWER(a_new_answer_knows_nothing),
        WITH_ANSWER(only_an_optimal_or_feasible_answer_has_amounts),
        WITH_ANSWER(lines_are_added_up_over_funds_and_years),
        WITH_ANSWER(a_fund_with_an_amount_has_it_and_a_balance),
        WITH_ANSWER(a_fund_by_year_alone_has_the_sum_of_what_arrives),
        WITH_ANSWER(interest_adds_to_what_a_fund_has),
        WITH_ANSWER(an_amount_below_what_arrives_keeps_the_rest_from_use),
        WITH_ANSWER(an_unlimited_fund_has_no_balance),
        WITH_ANSWER(what_a_year_leaves_is_carried_at_its_worth),
        WITH_ANSWER(a_fund_not_by_year_has_only_payments_by_year),
        WITH_ANSWER(totals_go_by_territory_axis_year_and_kind),
        WITH_ANSWER(adding_up_again_changes_nothing),
        WITH_ANSWER(a_sum_that_does_not_fit_is_near),
        WITH_ANSWER(slack_is_to_the_nearer_bound),
        WITH_ANSWER(a_rule_in_dollars_binds_below_a_unit_and_a_count_below_a_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

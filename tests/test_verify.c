/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims on Wyndor Glass (Hillier & Lieberman 2010, section 3.1): 2 batches of doors, 6 of windows,
 * 36; dual values 0, 3/2, 1 (section 4.7). Rows 0 to 2 are the plants. Linked without GLPK. */
#include "solver/verify.h"

#include "tests/plans.h"

#define WYNDOR                                                                                 \
    "unit: none\n"                                                                             \
    "funds: {work: {amount: unlimited}}\n"                                                     \
    "lines:\n"                                                                                 \
    "  doors: {benefit: 3, funds: [work]}\n"                                                   \
    "  windows: {benefit: 5, funds: [work]}\n"                                                 \
    "rules:\n"                                                                                 \
    "  plant1: {sum: {line: doors}, at_most: 4}\n"                                             \
    "  plant2: {terms: [{times: 2, sum: {line: windows}}], at_most: 12}\n"                     \
    "  plant3: {terms: [{times: 3, sum: {line: doors}}, {times: 2, sum: {line: windows}}], "   \
    "at_most: 18}\n"

struct claimed {
    struct planned planned;
    struct answer *answer;
    const char *word;
    struct proof_tree stage;
};

/* As `solve` would claim it, with this evidence. */
static void claim(struct claimed *c, const char *text, const char *word) {
    c->planned = plan_of_text(text);
    plan_program(&c->planned);
    c->answer = answer_new(c->planned.plan);
    c->word = word;
    c->stage = (struct proof_tree){&c->word, 1};
    c->answer->evidence = (struct evidence){.stages = &c->stage, .stage_count = 1};
    c->answer->status = STATUS_OPTIMAL;
    c->answer->amounts[0] = ratio_of(2, 1);
    c->answer->amounts[1] = ratio_of(6, 1);
    c->answer->goals[0].bound = c->answer->goals[0].before_rounding = 36;
    c->answer->goals[0].known = GOAL_BEST;
}

static struct verified check(struct claimed *c) {
    verify_amounts(c->planned.program, c->answer);
    return verify_claims(c->planned.program, c->answer, false);
}

static void forget(struct claimed *c) {
    answer_free(c->answer);
    plan_end(&c->planned);
}

static void published_dual_values_prove_the_published_optimum(void **state) {
    struct claimed c;
    (void)state;
    claim(&c, WYNDOR, "1:3/2 2:1");
    struct verified verified = check(&c);
    assert_true(verified.holds);
    assert_int_equal(verified.goals, 1);
    assert_true(c.answer->proof.exact);
    assert_close(ratio_double(c.answer->goals[0].value), 36, 0);
    assert_close(c.answer->goals[0].bound, 36, 0);
    assert_int_equal(c.answer->goals[0].known, GOAL_BEST);
    assert_close(ratio_double(c.answer->rules[0].slack), 2, 0);
    forget(&c);
}

/* 3 - 3 x 1.1 and 5 - 3 - 2 x 1.1 are below 0: 12 x 1.5 + 18 x 1.1 = 37.8. */
static void other_multipliers_prove_another_bound(void **state) {
    struct claimed c;
    (void)state;
    claim(&c, WYNDOR, "1:3/2 2:11/10");
    assert_false(check(&c).holds); /* 36 is claimed, and not shown */
    c.answer->goals[0].known = GOAL_OPEN;
    c.answer->goals[0].bound = 40; /* more than is shown */
    check(&c);
    assert_close(c.answer->goals[0].bound, 37.8, 1e-12);
    assert_int_equal(c.answer->goals[0].known, GOAL_OPEN);
    assert_int_equal(c.answer->status, STATUS_FEASIBLE);
    forget(&c);
}

static void more_than_the_bound_is_a_contradiction(void **state) {
    struct claimed c;
    (void)state;
    claim(&c, WYNDOR, "1:3/2 2:1");
    c.answer->amounts[0] = ratio_of(201, 100);
    assert_false(check(&c).holds);
    forget(&c);
}

static void evidence_that_says_nothing_does_not_hold(void **state) {
    static const char *const wrong[] = {"", "1:3/2", "1:3/2 2:1 3:1", "1:6/4 2:1", "!1:1", "?"};
    struct claimed c;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        claim(&c, WYNDOR, wrong[i]);
        if (check(&c).holds)
            fail_msg("%s", wrong[i]);
        forget(&c);
    }
}

/* Section 4.7: an hour of plant 2 is worth 3/2 between 6 and 18 hours; at 18 only windows are made,
 * 9 of them, at 6 there are 4 doors and 3 windows. */
static void claim_price(struct claimed *c, const char *words[3 * PRICE_WORDS]) {
    for (int i = 0; i < 3 * PRICE_WORDS; i++)
        words[i] = "-";
    claim(c, WYNDOR, "1:3/2 2:1");
    words[PRICE_WORDS] = words[PRICE_WORDS + 2] = "1:3/2 2:1";
    words[PRICE_WORDS + 1] = "1:9";
    words[PRICE_WORDS + 3] = "0:4 1:3";
    c->answer->evidence.prices = words;
    c->answer->evidence.price_count = 3 * PRICE_WORDS;
    c->answer->rules[1].price = (struct price){1.5, 1.5, 6, 18};
}

static void published_prices_hold_in_their_published_ranges(void **state) {
    const char *words[3 * PRICE_WORDS];
    struct claimed c;
    (void)state;
    claim_price(&c, words);
    struct verified verified = check(&c);
    assert_true(verified.holds);
    assert_false(verified.prices); /* none is only the solver's word */
    assert_close(c.answer->rules[1].price.above, 1.5, 0);
    c.answer->rules[1].price.above = c.answer->rules[1].price.below = 1.6;
    assert_true(check(&c).holds);
    assert_close(c.answer->rules[1].price.above, 1.5, 0); /* made anew, and so found */
    assert_close(c.answer->rules[1].price.below, 1.5, 0);
    forget(&c);
}

static void a_price_does_not_hold_beyond_its_range(void **state) {
    const char *words[3 * PRICE_WORDS];
    struct claimed c;
    (void)state;
    claim_price(&c, words);
    c.answer->rules[1].price.to = 18.001; /* 9 windows are worth 45, 45.0015 would be needed */
    assert_false(check(&c).holds);
    c.answer->rules[1].price.to = 17.999; /* 9 windows take 18 hours */
    assert_false(check(&c).holds);
    c.answer->rules[1].price.to = 18;
    assert_true(check(&c).holds);
    c.answer->rules[1].price.from = 5.999; /* the point takes 6 hours */
    assert_false(check(&c).holds);
    forget(&c);
    claim_price(&c, words);
    c.answer->rules[1].price.to = INFINITY;
    assert_false(check(&c).holds);
    forget(&c);
    claim_price(&c, words);
    words[PRICE_WORDS] = "1:2 2:1"; /* 42, more than the best */
    assert_false(check(&c).holds);
    forget(&c);
}

static void a_price_without_evidence_is_the_solvers_word(void **state) {
    const char *words[3 * PRICE_WORDS];
    struct claimed c;
    (void)state;
    claim_price(&c, words);
    c.answer->rules[0].price = (struct price){0, 0, 2, INFINITY};
    struct verified verified = check(&c);
    assert_true(verified.holds);
    assert_true(verified.prices);
    forget(&c);
}

/* 2 windows >= 14 and <= 12: rows 0 and 2, as rows stand in the order of identifiers. */
static void a_contradiction_names_its_rules(void **state) {
    struct claimed c;
    (void)state;
    claim(&c,
          WYNDOR
          "  demand: {terms: [{sum: {line: windows}}, {sum: {line: windows}}], at_least: 14}\n",
          "!0:-1 2:1");
    c.answer->status = STATUS_INFEASIBLE;
    assert_true(verify_claims(c.planned.program, c.answer, false).refusal);
    assert_int_equal(c.answer->conflict_count, 2);
    assert_int_equal(c.answer->conflict[0].position, 1);
    assert_int_equal(c.answer->conflict[1].position, 3);
    c.word = "!2:1";
    assert_false(verify_claims(c.planned.program, c.answer, false).refusal);
    assert_int_equal(c.answer->conflict_count, 0);
    forget(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_dual_values_prove_the_published_optimum),
        cmocka_unit_test(other_multipliers_prove_another_bound),
        cmocka_unit_test(more_than_the_bound_is_a_contradiction),
        cmocka_unit_test(evidence_that_says_nothing_does_not_hold),
        cmocka_unit_test(published_prices_hold_in_their_published_ranges),
        cmocka_unit_test(a_price_does_not_hold_beyond_its_range),
        cmocka_unit_test(a_price_without_evidence_is_the_solvers_word),
        cmocka_unit_test(a_contradiction_names_its_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

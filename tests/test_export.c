/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exported files as text, and as glpsol and cbc understand them. */
#include "solver/export.h"

#include <stdlib.h>

#include "tests/other_solvers.h"
#include "tests/plans.h"

#define PATIENCE 20 /* seconds */

static struct text mps_of(struct planned *p, uint32_t goal) {
    struct text text = {0};

    export_mps(plan_program(p), goal, &text);
    return text;
}

static struct text lp_of(struct planned *p, uint32_t goal) {
    struct text text = {0};

    export_lp(plan_program(p), goal, &text);
    return text;
}

/* All three find this value of a goal; MPS is turned round where the plan maximises. */
static void assert_others(struct planned *p, uint32_t goal, double value) {
    double sign = p->plan->goals[goal].maximize ? -1 : 1;
    struct text mps = mps_of(p, goal), lp = lp_of(p, goal);
    struct other_answer answers[] = {glpsol_answer(&mps, OTHER_MPS, PATIENCE),
                                     cbc_answer(&mps, PATIENCE),
                                     glpsol_answer(&lp, OTHER_LP, PATIENCE)};

    text_free(&mps);
    text_free(&lp);
    for (int i = 0; i < 3; i++) {
        assert_string_equal(other_status_word(answers[i].status), "optimal");
        assert_close(answers[i].objective, i < 2 ? sign * value : value, 1e-9);
    }
}

/* --- the files ---------------------------------------------------------------------------- */

static const char small[] = "funds: {a: {amount: 238.5}}\n"
                            "lines:\n"
                            "  p: {max: 100, funds: [a], benefit: 0.1}\n"
                            "  q: {max: 200.25, whole: true, funds: [a], benefit: 3}\n"
                            "rules: {r: {sum: {}, at_least: 12, at_most: 220}}\n";

static void a_goal_to_maximise_is_turned_round_in_mps(void **state) {
    struct planned p = plan_of_text(small);
    struct text mps = mps_of(&p, 0);

    (void)state;
    assert_text_contains(&mps, " N minus_goal\n");
    assert_text_contains(&mps, " paid.p.a minus_goal -0.1\n");
    assert_text_contains(&mps, " L fund.a\n");
    assert_text_contains(&mps, " RHS fund.a 238.5\n");
    assert_text_contains(&mps, " UP BND paid.p.a 100\n");
    assert_text_contains(&mps, "ENDATA\n");
    text_free(&mps);
    plan_end(&p);
}

/* An L row with right side 220 and range 220 - 12. */
static void two_bounds_are_a_range_in_mps_and_two_rows_in_lp(void **state) {
    struct planned p = plan_of_text(small);
    struct text mps = mps_of(&p, 0), lp = lp_of(&p, 0);

    (void)state;
    assert_text_contains(&mps, " L rule.r\n");
    assert_text_contains(&mps, " RHS rule.r 220\n");
    assert_text_contains(&mps, " RNG rule.r 208\n");
    assert_text_contains(&lp, " rule.r: + 1 paid.p.a + 1 paid.q.a >= 12\n");
    assert_text_contains(&lp, " rule.r.upper: + 1 paid.p.a + 1 paid.q.a <= 220\n");
    text_free(&mps);
    text_free(&lp);
    plan_end(&p);
}

static void whole_columns_are_marked(void **state) {
    struct planned p = plan_of_text(small);
    struct text mps = mps_of(&p, 0), lp = lp_of(&p, 0);

    (void)state;
    assert_text_contains(&mps, "'MARKER' 'INTORG'\n funded.q ");
    assert_text_contains(&mps, "'MARKER' 'INTEND'\n");
    assert_text_contains(&lp, "Maximize\n goal: + 0.1 paid.p.a + 3 paid.q.a\n");
    assert_text_contains(&lp, "General\n funded.q\n");
    text_free(&mps);
    text_free(&lp);
    plan_end(&p);
}

/* 0.1 is written 0.1, a third as the double nearest to it. */
static void numbers_read_back_the_same(void **state) {
    struct planned p = plan_of_text(
        "territories: {n: {name: N, people: 1}, s: {name: S, people: 2}}\n"
        "funds: {a: {amount: 100}}\n"
        "lines: {p: {territory: n, funds: [a], benefit: 0.1}, q: {territory: s, funds: [a], "
        "benefit: 2}}\n"
        "rules: {need: {for_each: territory, sum: {fund: a}, at_least: "
        "{share: 100%, of: {fund: a}, by: people}}}\n");
    struct text mps = mps_of(&p, 0);
    const char *share = strstr(text_string(&mps), " selected.1 rule.need.n ");

    (void)state;
    assert_non_null(share);
    assert_true(strtod(share + strlen(" selected.1 rule.need.n "), NULL) == -1.0 / 3);
    assert_text_contains(&mps, " paid.p.a minus_goal -0.1\n");
    text_free(&mps);
    plan_end(&p);
}

/* Accents lose their marks, dots of members stay; what then is the same gets a number, in the
 * order of identifiers. */
static void names_are_plain_and_never_twice_the_same(void **state) {
    struct planned p = plan_of_text("funds: {a: {amount: 10}}\n"
                                    "lines:\n"
                                    "  été: {funds: [a], benefit: 1}\n"
                                    "  ete: {funds: [a], benefit: 2}\n"
                                    "  e-t-e: {funds: [a], benefit: 3}\n");
    struct text mps = mps_of(&p, 0);

    (void)state;
    assert_text_contains(&mps, " paid.ete.a minus_goal -2\n");
    assert_text_contains(&mps, " paid.ete.a.2 minus_goal -1\n");
    assert_text_contains(&mps, " paid.e_t_e.a minus_goal -3\n");
    text_free(&mps);
    assert_others(&p, 0, 30);
    plan_end(&p);
}

/* GLPK takes names of at most 255 bytes. */
static void long_names_are_cut_but_stay_apart(void **state) {
    struct text text = {0};
    struct planned p;

    (void)state;
    text_add(&text, "funds: {a: {amount: 10}}\nlines:\n");
    for (int i = 0; i < 2; i++) {
        text_add(&text, "  p");
        text_add_repeated(&text, "x", 300);
        text_format(&text, "%d: {max: 3, funds: [a], benefit: %d}\n", i, i + 1);
    }
    p = plan_of_text(text_string(&text));
    assert_others(&p, 0, 9);
    plan_end(&p);
    text_free(&text);
}

/* --- what others make of them ------------------------------------------------------------- */

/* q whole at 200.25 $ is worth 600.75, the rule leaves 19.75 $ to p: 1.975. */
static void other_solvers_find_the_same_best(void **state) {
    struct planned p = plan_of_text(small);

    (void)state;
    assert_others(&p, 0, 602.725);
    plan_end(&p);
}

/* The curve is worth 2.385 before the first dollar; solvers differ on a constant in MPS. */
static void a_goals_constant_is_understood_by_all(void **state) {
    static const char *const goals[] = {"maximize", "minimize"};
    static const double best[] = {102.385, 2.385};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct text text = {0};
        struct planned p;

        text_format(&text,
                    "funds: {a: {amount: 90}}\n"
                    "lines: {p: {max: 50, funds: [a], benefit: "
                    "{points: [[0, 2.385], [50, 102.385]]}}}\n"
                    "goals: [%s: benefit]\n",
                    goals[i]);
        p = plan_of_text(text_string(&text));
        assert_others(&p, 0, best[i]);
        plan_end(&p);
        text_free(&text);
    }
}

/* Whole blocks, more than one and without an upper bound: 3 of 25 $ in 90 $. */
static void whole_columns_are_not_taken_for_yes_or_no(void **state) {
    struct planned p = plan_of_text("funds: {a: {amount: unlimited}, b: {amount: 90}}\n"
                                    "lines: {p: {funds: [a, b], benefit: 1, match: "
                                    "[{fund: a, block: 25}, {fund: a, with: b, at_most: 1}, "
                                    "{fund: b, with: a, at_most: 1}]}}\n");

    (void)state;
    assert_others(&p, 0, 150);
    plan_end(&p);
}

/* Committed money is a lower bound, a required whole line a fixed decision. */
static void lower_and_fixed_bounds_are_kept(void **state) {
    struct planned p = plan_of_text(
        "funds: {a: {amount: 100}}\n"
        "lines:\n"
        "  p: {funds: [a], measures: {cost: 2.5}, committed: {a: 12}}\n"
        "  q: {max: 30, whole: true, required: true, funds: [a], measures: {cost: 1}}\n"
        "goals: [minimize: cost]\n");

    (void)state;
    assert_others(&p, 0, 60); /* 12 * 2.5 + 30 */
    plan_end(&p);
}

/* Benefit 5 points a dollar for p; by the second goal only q counts. */
static void any_goal_can_be_exported(void **state) {
    struct planned p = plan_of_text(
        "funds: {a: {amount: 100}}\n"
        "lines: {p: {funds: [a], benefit: 5}, q: {max: 40, funds: [a], measures: {jobs: 0.5}}}\n"
        "goals: [maximize: benefit, maximize: jobs]\n");

    (void)state;
    assert_others(&p, 0, 500);
    assert_others(&p, 1, 20);
    plan_end(&p);
}

/* A goal without any dollar in it is an empty row, which both formats have their own way to
 * say. */
static void an_empty_goal_is_still_a_file(void **state) {
    struct planned p = plan_of_text("funds: {a: {amount: 100}}\n"
                                    "lines: {p: {funds: [a], benefit: 0}}\n");

    (void)state;
    assert_others(&p, 0, 0);
    plan_end(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_goal_to_maximise_is_turned_round_in_mps),
        cmocka_unit_test(two_bounds_are_a_range_in_mps_and_two_rows_in_lp),
        cmocka_unit_test(whole_columns_are_marked),
        cmocka_unit_test(numbers_read_back_the_same),
        cmocka_unit_test(names_are_plain_and_never_twice_the_same),
        cmocka_unit_test(long_names_are_cut_but_stay_apart),
        cmocka_unit_test(other_solvers_find_the_same_best),
        cmocka_unit_test(a_goals_constant_is_understood_by_all),
        cmocka_unit_test(whole_columns_are_not_taken_for_yes_or_no),
        cmocka_unit_test(lower_and_fixed_bounds_are_kept),
        cmocka_unit_test(any_goal_can_be_exported),
        cmocka_unit_test(an_empty_goal_is_still_a_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

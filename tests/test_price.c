/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one more dollar, or one more unit of a rule's bound, is worth to the first goal. */
#include "solver/price.h"

#include "tests/plans.h"

#define EXACTLY_SO 1e-9

static double fund_price(const struct planned *p, const char *id) {
    return fund_told(p, id)->price.above;
}

static double year_price(const struct planned *p, const char *id, uint32_t year) {
    return fund_told(p, id)->years[year].price.above;
}

static double rule_price(const struct planned *p, const char *id) {
    return rule_told(p, id)->price.above;
}

static struct planned priced(const char *text) {
    struct planned p = plan_of_text(text);

    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    return p;
}

/* --- by duality --------------------------------------------------------------------------- */

/* p is full with 70 of the 100 $ of a; one more dollar goes to q at 2.385. b has 10 $ to
 * spare. */
static void a_fund_is_worth_what_its_next_dollar_brings(void **state) {
    struct planned p = priced("funds: {a: {amount: 100}, b: {amount: 60}}\n"
                              "lines:\n"
                              "  p: {max: 70, funds: [a], benefit: 3}\n"
                              "  q: {funds: [a], benefit: 2.385}\n"
                              "  r: {max: 50, funds: [b], benefit: 9}\n");

    (void)state;
    assert_false(p.answer->has_yes_no);
    assert_close(fund_price(&p, "a"), 2.385, EXACTLY_SO);
    assert_close(fund_price(&p, "b"), 0, EXACTLY_SO);
    plan_end(&p);
}

/* A dollar of the first year, kept for p in the second at 3 points, is worth half or 1.08 times
 * that; where nothing is kept, nothing. */
static void a_dollar_of_an_earlier_year_is_worth_what_it_carries(void **state) {
    struct planned p =
        priced("years: [y1, y2]\n"
               "funds:\n"
               "  half: {by_year: [10, 20], carry_over: 0.5}\n"
               "  grows: {by_year: [10, 20], carry_over: 1.08}\n"
               "  lapses: {by_year: [10, 20], carry_over: 0}\n"
               "lines: {p: {years: [y2], funds: [half, grows, lapses], benefit: 3}}\n");

    (void)state;
    assert_close(year_price(&p, "half", 0), 1.5, EXACTLY_SO);
    assert_close(year_price(&p, "half", 1), 3, EXACTLY_SO);
    assert_close(year_price(&p, "grows", 0), 3.24, EXACTLY_SO);
    assert_close(year_price(&p, "lapses", 0), 0, EXACTLY_SO);
    assert_close(year_price(&p, "lapses", 1), 3, EXACTLY_SO);
    plan_end(&p);
}

/* r must have 30 $ that would bring 2.385 - 0.6 more in q. The ceiling of q does not bind. */
static void a_floor_costs_and_an_idle_rule_nothing(void **state) {
    struct planned p = priced("funds: {a: {amount: 100}}\n"
                              "lines:\n"
                              "  q: {funds: [a], benefit: 2.385}\n"
                              "  r: {funds: [a], benefit: 0.6}\n"
                              "rules:\n"
                              "  floor: {sum: {line: r}, at_least: 30}\n"
                              "  cap: {sum: {line: q}, at_most: 75}\n");

    (void)state;
    assert_close(rule_price(&p, "floor"), -1.785, EXACTLY_SO);
    assert_true(rule_told(&p, "floor")->binding);
    assert_close(rule_price(&p, "cap"), 0, EXACTLY_SO);
    assert_false(rule_told(&p, "cap")->binding);
    plan_end(&p);
}

/* p is at most 40 % of all: 40 of 100 $. One unit more of the bound lets p have 41, q 59: 3
 * - 1 = 2 more; one dollar more of a: 0.4 * 3 + 0.6 * 1 = 1.8. */
static void a_share_has_the_price_of_its_own_bound(void **state) {
    struct planned p =
        priced("funds: {a: {amount: 100}}\n"
               "lines: {p: {funds: [a], benefit: 3}, q: {funds: [a], benefit: 1}}\n"
               "rules: {part: {sum: {line: p}, at_most: {share: 40%, of: {fund: a}}}}\n");

    (void)state;
    assert_close(rule_price(&p, "part"), 2, EXACTLY_SO);
    assert_close(fund_price(&p, "a"), 1.8, EXACTLY_SO);
    plan_end(&p);
}

/* The cheaper supplier is full with 50 of the 80 asked for; one more costs 2.385. One
 * dollar more of the cheaper saves 2.385 - 1.2. */
static void to_minimise_a_floor_has_the_cost_of_one_more(void **state) {
    struct planned p = priced("funds: {near: {amount: 50}, far: {amount: 90}}\n"
                              "lines:\n"
                              "  p: {funds: [near], measures: {cost: 1.2}}\n"
                              "  q: {funds: [far], measures: {cost: 2.385}}\n"
                              "rules: {demand: {sum: {}, at_least: 80}}\n"
                              "goals: [minimize: cost]\n");

    (void)state;
    assert_close(rule_price(&p, "demand"), 2.385, EXACTLY_SO);
    assert_close(fund_price(&p, "near"), -1.185, EXACTLY_SO);
    assert_close(fund_price(&p, "far"), 0, EXACTLY_SO);
    plan_end(&p);
}

/* Both sides of a range: at the ceiling one more brings 3 - 1; as an equality at 40 the
 * same. */
static void either_side_of_a_rule_may_have_the_price(void **state) {
    static const char *const bounds[] = {"at_least: 20, at_most: 40", "exactly: 40"};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct text text = {0};
        struct planned p;

        text_format(&text,
                    "funds: {a: {amount: 100}}\n"
                    "lines: {p: {funds: [a], benefit: 3}, q: {funds: [a], benefit: 1}}\n"
                    "rules: {r: {sum: {line: p}, %s}}\n",
                    bounds[i]);
        p = priced(text_string(&text));
        assert_close(rule_price(&p, "r"), 2, EXACTLY_SO);
        plan_end(&p);
        text_free(&text);
    }
}

/* The price is that of the first goal: 1 job a dollar, whatever the second says. */
static void prices_speak_of_the_first_goal(void **state) {
    struct planned p = priced("funds: {a: {amount: 100}}\n"
                              "lines:\n"
                              "  p: {funds: [a], benefit: 5, measures: {jobs: 0.25}}\n"
                              "  q: {funds: [a], benefit: 7, measures: {jobs: 0.25}}\n"
                              "goals: [maximize: jobs, maximize: benefit]\n");

    (void)state;
    assert_close(fund_price(&p, "a"), 0.25, EXACTLY_SO);
    plan_end(&p);
}

/* --- either side ----------------------------------------------------------------------------- */

#define assert_price(price, expected_above, expected_below, expected_from, expected_to)        \
    do {                                                                                       \
        assert_close((price).above, (expected_above), EXACTLY_SO);                             \
        assert_close((price).below, (expected_below), EXACTLY_SO);                             \
        assert_close((price).from, (expected_from), EXACTLY_SO);                               \
        assert_close((price).to, (expected_to), EXACTLY_SO);                                   \
    } while (0)

/* p is full with exactly the 70 $ of a: one more goes to q at 0.5, up to its 20 $; the last came
 * to p at 3, as all 70 did. The ceiling of q, which nothing has reached, is worth nothing. */
static void a_bend_has_a_price_on_either_side(void **state) {
    struct planned p = priced("funds: {a: {amount: 70}}\n"
                              "lines:\n"
                              "  p: {max: 70, funds: [a], benefit: 3}\n"
                              "  q: {max: 20, funds: [a], benefit: 0.5}\n"
                              "rules: {cap: {sum: {line: q}, at_most: 12}}\n");

    (void)state;
    assert_price(fund_told(&p, "a")->price, 0.5, 3, 0, 82);
    assert_price(rule_told(&p, "cap")->price, 0, 0, 0, INFINITY);
    plan_end(&p);
}

/* Three ceilings meet where x = y = 10: x <= 10, y <= 10, x + y <= 20. One more x takes the place
 * of a y, down to none of them; one less x is lost, as is one less y. The sum raised alone brings
 * nothing; lowered, y gives way, and x only when there is no y left. A basis would show one of the
 * two prices and call it the price. */
static void at_a_degenerate_corner_nothing_depends_on_the_basis(void **state) {
    struct planned p =
        priced("funds: {a: {amount: unlimited}}\n"
               "lines: {x: {funds: [a], benefit: 2.385}, y: {funds: [a], benefit: 1}}\n"
               "rules:\n"
               "  x_cap: {sum: {line: x}, at_most: 10}\n"
               "  y_cap: {sum: {line: y}, at_most: 10}\n"
               "  both: {sum: {}, at_most: 20}\n");

    (void)state;
    assert_close(rule_told(&p, "x_cap")->price.above, 1.385, EXACTLY_SO);
    assert_close(rule_told(&p, "x_cap")->price.below, 2.385, EXACTLY_SO);
    assert_close(rule_told(&p, "x_cap")->price.from, 0, EXACTLY_SO);
    assert_close(rule_told(&p, "x_cap")->price.to, 20, EXACTLY_SO);
    assert_price(rule_told(&p, "y_cap")->price, 0, 1, 0, INFINITY);
    assert_price(rule_told(&p, "both")->price, 0, 1, 10, INFINITY);
    plan_end(&p);
}

/* The 40 $ of b go to r first; s takes the rest at the same 2 points a dollar, so that a basis ends
 * where r is full, but the price does not. */
static void a_price_holds_through_bases_that_agree(void **state) {
    struct planned p = priced("funds: {b: {amount: 40}}\n"
                              "lines:\n"
                              "  r: {max: 25, funds: [b], benefit: 2}\n"
                              "  s: {max: 31, funds: [b], benefit: 2}\n"
                              "  t: {max: 9, funds: [b], benefit: 0.385}\n");

    (void)state;
    assert_price(fund_told(&p, "b")->price, 2, 2, 0, 56);
    plan_end(&p);
}

/* All 100 $ are asked for: the floor cannot rise, nor the fund fall. */
static void a_bound_that_cannot_move_says_so(void **state) {
    struct planned p = priced("funds: {a: {amount: 100}}\n"
                              "lines: {p: {funds: [a], benefit: 1}}\n"
                              "rules: {floor: {sum: {}, at_least: 100}}\n");

    (void)state;
    assert_price(rule_told(&p, "floor")->price, -INFINITY, 0, -INFINITY, 100);
    assert_price(fund_told(&p, "a")->price, 1, INFINITY, 100, INFINITY);
    plan_end(&p);
}

/* --- with decisions: by solving again ----------------------------------------------------- */

/* With 100 $, q gets 50 at 0.1: 5. With 101 $, p: 7.5. */
static void one_more_dollar_may_fund_a_project(void **state) {
    struct planned p =
        priced("funds: {a: {amount: 100}}\n"
               "lines:\n"
               "  p: {max: 101, whole: true, funds: [a], benefit: {total: 7.5}}\n"
               "  q: {max: 50, funds: [a], benefit: 0.1}\n");

    (void)state;
    assert_true(p.answer->has_yes_no);
    assert_close(fund_price(&p, "a"), 2.5, EXACTLY_SO);
    plan_end(&p);
}

/* p takes 90 whole dollars (9 points), the other 10 go to q at 0.02; a dollar more only
 * helps q. */
static void between_projects_a_dollar_is_worth_the_margin(void **state) {
    struct planned p = priced("funds: {a: {amount: 100}}\n"
                              "lines:\n"
                              "  p: {max: 90, whole: true, funds: [a], benefit: {total: 9}}\n"
                              "  q: {funds: [a], benefit: 0.02}\n"
                              "  r: {max: 50, whole: true, funds: [a], benefit: {total: 3}}\n");

    (void)state;
    assert_close(fund_price(&p, "a"), 0.02, EXACTLY_SO);
    plan_end(&p);
}

/* One line of two: raised to two, the second best joins: 2.385. */
static void one_more_of_a_count_lets_one_more_in(void **state) {
    struct planned p =
        priced("unit: 1\n"
               "funds: {a: {amount: 500}}\n"
               "lines:\n"
               "  p: {max: 100, whole: true, funds: [a], benefit: {total: 4}}\n"
               "  q: {max: 100, whole: true, funds: [a], benefit: {total: 2.385}}\n"
               "rules: {one: {count: {}, at_most: 1}}\n");

    (void)state;
    assert_close(rule_price(&p, "one"), 2.385, EXACTLY_SO);
    assert_close(fund_price(&p, "a"), 0, EXACTLY_SO);
    plan_end(&p);
}

/* At least 30 $ to r: 31 $ would leave p (70 $, 9 points) one dollar short: 9 points are
 * lost, and 70 - 1 dollars go to q at 0.1: 9 - 6.9 = 2.1 lost, and r brings nothing. */
static void a_floor_raised_may_push_a_project_out(void **state) {
    struct planned p = priced("unit: 1\n"
                              "funds: {a: {amount: 100}}\n"
                              "lines:\n"
                              "  p: {max: 70, whole: true, funds: [a], benefit: {total: 9}}\n"
                              "  q: {funds: [a], benefit: 0.1}\n"
                              "  r: {funds: [a]}\n"
                              "rules: {floor: {sum: {line: r}, at_least: 30}}\n");

    (void)state;
    assert_close(rule_price(&p, "floor"), -2.1, EXACTLY_SO);
    plan_end(&p);
}

/* Covering at least cost: p alone has 60 of 60; 61 needs q too: 4.5 more. */
static void to_minimise_one_more_may_need_another_project(void **state) {
    struct planned p =
        priced("unit: 1\n"
               "funds: {a: {amount: 500}}\n"
               "lines:\n"
               "  p: {max: 60, whole: true, funds: [a], measures: {cost: {total: 3}}}\n"
               "  q: {max: 40, whole: true, funds: [a], measures: {cost: {total: 4.5}}}\n"
               "rules: {need: {sum: {}, at_least: 60}}\n"
               "goals: [minimize: cost]\n");

    (void)state;
    assert_close(rule_price(&p, "need"), 4.5, EXACTLY_SO);
    assert_close(fund_price(&p, "a"), 0, EXACTLY_SO);
    plan_end(&p);
}

/* The second year has 60 of the 61 $ that p needs; the first year's dollar is kept. */
static void a_year_is_priced_like_a_fund(void **state) {
    struct planned p = priced(
        "unit: 1\nyears: [y1, y2]\n"
        "funds: {kept: {by_year: [0, 60]}, lost: {by_year: [0, 20], carry_over: 0}}\n"
        "lines:\n"
        "  p: {max: 61, whole: true, years: [y2], funds: [kept], benefit: {total: 2.385}}\n"
        "  q: {years: [y2], funds: [lost], benefit: 0.5}\n");

    (void)state;
    assert_close(year_price(&p, "kept", 0), 2.385, EXACTLY_SO);
    assert_close(year_price(&p, "kept", 1), 2.385, EXACTLY_SO);
    assert_close(year_price(&p, "lost", 0), 0, EXACTLY_SO);
    assert_close(year_price(&p, "lost", 1), 0.5, EXACTLY_SO);
    plan_end(&p);
}

/* All three lines must be funded: p has what q and r leave, 90 $, and 28 points come from r: 118.
 * Two will do when the floor is lowered: best without r, p 160 $: 160, which is 42 more. A fourth
 * line there is not. */
static void a_floor_of_numbers_is_eased_by_lowering_it(void **state) {
    struct planned p = priced("unit: 1\n"
                              "funds: {a: {amount: 200}}\n"
                              "lines:\n"
                              "  p: {min: 50, max: 180, funds: [a], benefit: 1}\n"
                              "  q: {max: 40, whole: true, funds: [a]}\n"
                              "  r: {max: 70, whole: true, funds: [a], benefit: 0.4}\n"
                              "rules: {three: {count: {}, at_least: 3}}\n");

    (void)state;
    assert_close(rule_told(&p, "three")->price.below, -42, EXACTLY_SO);
    assert_close(rule_told(&p, "three")->price.above, -INFINITY, EXACTLY_SO);
    plan_end(&p);
}

static void prices_are_told_only_when_asked_for(void **state) {
    struct planned p = plan_of_text("funds: {a: {amount: 100}}\n"
                                    "lines: {p: {funds: [a], benefit: 3}}\n"
                                    "rules: {r: {sum: {}, at_most: 60}}\n");

    (void)state;
    plan_solve_as(&p, &(struct solve_options){.prices = false});
    assert_true(isnan(fund_price(&p, "a")));
    assert_true(isnan(rule_price(&p, "r")));
    plan_end(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fund_is_worth_what_its_next_dollar_brings),
        cmocka_unit_test(a_dollar_of_an_earlier_year_is_worth_what_it_carries),
        cmocka_unit_test(a_floor_costs_and_an_idle_rule_nothing),
        cmocka_unit_test(a_share_has_the_price_of_its_own_bound),
        cmocka_unit_test(to_minimise_a_floor_has_the_cost_of_one_more),
        cmocka_unit_test(either_side_of_a_rule_may_have_the_price),
        cmocka_unit_test(prices_speak_of_the_first_goal),
        cmocka_unit_test(a_bend_has_a_price_on_either_side),
        cmocka_unit_test(at_a_degenerate_corner_nothing_depends_on_the_basis),
        cmocka_unit_test(a_price_holds_through_bases_that_agree),
        cmocka_unit_test(a_bound_that_cannot_move_says_so),
        cmocka_unit_test(one_more_dollar_may_fund_a_project),
        cmocka_unit_test(between_projects_a_dollar_is_worth_the_margin),
        cmocka_unit_test(one_more_of_a_count_lets_one_more_in),
        cmocka_unit_test(a_floor_raised_may_push_a_project_out),
        cmocka_unit_test(to_minimise_one_more_may_need_another_project),
        cmocka_unit_test(a_year_is_priced_like_a_fund),
        cmocka_unit_test(a_floor_of_numbers_is_eased_by_lowering_it),
        cmocka_unit_test(prices_are_told_only_when_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios made on the plan: what they change, and that every error names both places. */
#include "tests/scenarios.h"

/* The plan of the only scenario, `s`, written as the inside of its map. */
struct made {
    struct asked asked;
    struct plan *plan;
};

static struct made make(const char *changes) {
    struct made made;
    struct text text = {0};

    text_format(&text, "scenarios: {s: {%s}}\n", changes);
    made.asked = ask(text_string(&text));
    made.plan = apply(made.asked.given.tree, scenario_named(&made.asked, "s"),
                      &made.asked.given.notes, NULL);
    if (made.plan == NULL) {
        fail_with_notes(&made.asked.given, changes, "the scenario is sound");
    }
    text_free(&text);
    return made;
}

static void done(struct made *made) {
    plan_free(made->plan);
    dismiss(&made->asked);
}

/* The whole document: where the plan is at fault `^` and `@` may stand in it, too. */
static void refused_in(const char *plan, const char *changes, const char *what) {
    struct text text = {0};

    text_format(&text, "scenarios: {s: {%s}}\n", changes);
    struct asked asked = ask_of(plan, text_string(&text));
    assert_non_null(asked.scenarios);
    assert_null(apply(asked.given.tree, scenario_named(&asked, "s"), &asked.given.notes, NULL));
    assert_only_note(&asked, changes, what);
    dismiss(&asked);
    text_free(&text);
}

/* --- what is changed -------------------------------------------------------------------------- */

static void a_value_is_set_and_the_plan_itself_stays(void **state) {
    struct made made = make("set: {funds.rap.amount: 2.38, \"lines.mob.*.max\": 7000}");

    (void)state;
    assert_ratio(made.plan->funds[1].amount, 238, 100);
    assert_ratio(made.plan->lines[0].max, 7000, 1);
    assert_ratio(made.plan->lines[1].max, 7000, 1);
    assert_string_equal(made.plan->scenario, "s");
    assert_ratio(made.asked.given.plan->funds[1].amount, 9000, 1);
    done(&made);
}

static void numbers_are_scaled_exactly(void **state) {
    struct made made = make("scale: {funds.rap.amount: 33.1%, funds.rap.counts_as_public_aid: "
                            "50%, \"lines.*.max\": 1.1, funds.parsis.amount: 85%}");

    (void)state;
    assert_ratio(made.plan->funds[1].amount, 2979, 1); /* 9,000 x 0.331 */
    assert_ratio(made.plan->funds[1].public_aid, 1, 8);
    assert_ratio(made.plan->funds[0].amount, 51000, 1);
    assert_ratio(made.plan->lines[0].max, 22000, 1);
    assert_ratio(made.plan->lines[1].max, 13200, 1);
    assert_ratio(made.plan->lines[3].max, 55000, 1);
    done(&made);
}

static void all_numbers_of_a_list_are_scaled(void **state) {
    struct made made = make("set: {years: [x, y], funds.rap.by_year: [3_000, 500.5]}, scale: "
                            "{funds.rap.by_year: 20%}");

    (void)state;
    assert_ratio(made.plan->funds[1].arrivals[0], 600, 1);
    assert_ratio(made.plan->funds[1].arrivals[1], 1001, 10);
    done(&made);
}

static void changes_are_made_one_after_the_other(void **state) {
    struct made made = make("scale: {funds.rap.amount: 50%}, set: {funds.parsis.amount: 8_000, "
                            "rules.floor.at_least: 1}");

    (void)state;
    assert_ratio(made.plan->funds[1].amount, 4500, 1);
    assert_ratio(made.plan->funds[0].amount, 8000, 1);
    done(&made);
}

static void entries_and_members_of_lists_are_added(void **state) {
    struct made made = make(
        "add: {lines.new: {cost: 40_000, funds: [rap]}, lines.a.funds: rap, axes: {x: {}}}");

    (void)state;
    assert_int_equal(made.plan->line_count, 5);
    assert_string_equal(made.plan->lines[4].entity.id, "new");
    assert_int_equal(made.plan->lines[2].payer_count, 2);
    assert_int_equal(made.plan->axis_count, 1);
    done(&made);
    made = make("add: {axes.y: {name: Housing}}");
    assert_string_equal(made.plan->axes[0].entity.name, "Housing");
    done(&made);
}

static void entries_keys_and_members_are_removed(void **state) {
    struct made made = make("remove: [rules.cap, lines.b, funds.rap, lines.mob.funds.rap]");

    (void)state;
    assert_int_equal(made.plan->rule_count, 2);
    assert_int_equal(made.plan->line_count, 3);
    assert_int_equal(made.plan->fund_count, 1);
    done(&made);
    made = make("remove: [lines.b.min, \"rules.*\"]");
    assert_int_equal(made.plan->rule_count, 0);
    assert_ratio(made.plan->lines[3].min, 0, 1);
    done(&made);
}

static void a_member_leaves_its_template(void **state) {
    struct made made = make("remove: [lines.mob.sud, rules.floor.sud]");

    (void)state;
    assert_int_equal(made.plan->line_count, 3);
    assert_string_equal(made.plan->lines[0].entity.id, "mob.nord");
    assert_int_equal(made.plan->rule_count, 2);
    assert_string_equal(made.plan->rules[0].entity.id, "floor.nord");
    done(&made);
    made = make("set: {rules.floor.only: [sud, nord]}, remove: [rules.floor.sud]");
    assert_int_equal(made.plan->rule_count, 2);
    done(&made);
}

static void scenarios_are_no_part_of_what_is_changed(void **state) {
    (void)state;
    refused_in(ASKED_PLAN, "remove: [@scenarios.s]", "no 'scenarios' there");
}

/* --- what is refused -------------------------------------------------------------------------- */

#define BEFORE "arrimage: 1\nfunds: ^{parsis: {amount: 60_000}, rap: {amount: 9_000}}\n"
#define AFTER                                                                                  \
    "lines: {a: {cost: 40_000, benefit: 1, funds: [parsis]}, b: {cost: 1, funds: [rap]}}\n"
#define SOUND "arrimage: 1\nfunds: {parsis: {amount: 60_000}, rap: {amount: 9_000}}\n"

static void a_path_that_meets_nothing_says_where_it_stopped(void **state) {
    (void)state;
    refused_in(BEFORE AFTER, "set: {funds.@parsi.amount: 5}", "scenario 's': the plan has no");
    refused_in(BEFORE AFTER, "scale: {\"funds.@parsi.amount\": 5}", "no 'parsi' there");
    refused_in(BEFORE AFTER, "remove: [funds.@rapp]", "no 'rapp' there");
    refused_in(BEFORE AFTER, "add: {funds.@parsi.x: 3}", "no 'parsi' there");
}

static void a_value_of_the_wrong_type_shows_what_it_replaced(void **state) {
    (void)state;
    refused_in("arrimage: 1\nfunds: {parsis: {amount: ^60_000}, rap: {amount: 9_000}}\n" AFTER,
               "set: {funds.rap.amount: 5, funds.parsis.amount: @lots}", "not 'lots'");
    refused_in(
        "arrimage: 1\nfunds: {parsis: {amount: 60_000}, rap: {amount: ^unlimited}}\n" AFTER,
        "scale: {@funds.rap.amount: 50%}", "only a number can be multiplied");
}

static void what_another_part_needs_cannot_be_removed(void **state) {
    (void)state;
    refused_in(SOUND "lines: {a: {cost: 4, benefit: 1, funds: [parsis]}, b: {cost: 1, funds: "
                     "[@rap]}}\n",
               "set: {funds.parsis.amount: 5}, remove: [^funds.rap]", "unknown fund 'rap'");
    refused_in(SOUND "lines: {a: {cost: 4, benefit: 1, funds: [parsis]}, b: {cost: 1, funds: "
                     "[rap], requires: [@a]}}\n",
               "remove: [^lines.a]", "unknown line 'a'");
}

static void what_is_there_cannot_be_added(void **state) {
    (void)state;
    refused_in("arrimage: 1\nfunds: {parsis: {amount: 60_000}, ^rap: {amount: 9_000}}\n" AFTER,
               "add: {funds.@rap: {amount: 3}}", "is in the plan already");
}

static void what_is_added_is_judged_like_the_rest(void **state) {
    (void)state;
    refused_in(SOUND AFTER, "add: {lines.@c: {cost: 3}}", "'funds' is missing");
}

static void a_product_is_not_rounded(void **state) {
    (void)state;
    refused_in("arrimage: 1\nfunds: {parsis: {amount: ^0.123456789}, rap: {amount: 9}}\n" AFTER,
               "scale: {funds.parsis.amount: @50.5%}", "more than 9 decimals");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_set_and_the_plan_itself_stays),
        cmocka_unit_test(numbers_are_scaled_exactly),
        cmocka_unit_test(all_numbers_of_a_list_are_scaled),
        cmocka_unit_test(changes_are_made_one_after_the_other),
        cmocka_unit_test(entries_and_members_of_lists_are_added),
        cmocka_unit_test(entries_keys_and_members_are_removed),
        cmocka_unit_test(a_member_leaves_its_template),
        cmocka_unit_test(scenarios_are_no_part_of_what_is_changed),
        cmocka_unit_test(a_path_that_meets_nothing_says_where_it_stopped),
        cmocka_unit_test(a_value_of_the_wrong_type_shows_what_it_replaced),
        cmocka_unit_test(what_another_part_needs_cannot_be_removed),
        cmocka_unit_test(what_is_there_cannot_be_added),
        cmocka_unit_test(what_is_added_is_judged_like_the_rest),
        cmocka_unit_test(a_product_is_not_rounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

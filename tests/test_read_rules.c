/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules, selections, amounts, terms and goals. */
#include "tests/given.h"

#define PARTS                                                                                  \
    HEAD PLACES AXES YEARS                                                                     \
        "funds: {parsis: {amount: 60_000}, rap: {amount: 9_000}}\n"                            \
        "lines:\n"                                                                             \
        "  t: {for_each: territory, cost: 5_000, funds: [parsis, rap], axis: axe2,\n"          \
        "      kind: aide, tags: [jeunes], benefit: 1, measures: {jobs: {total: 3}}}\n"        \
        "  a: {cost: 7_000, funds: [parsis], axis: {axe2: 40%, axe3: 60%}}\n"                  \
        "  b: {funds: [parsis], years: [2012-13]}\n"
#define RULE(text) PARTS "rules: {r: {" text "}}\n"

static struct given rule_of(const char *text) {
    struct given given = give(text);

    if (given.plan == NULL || given.notes.count > 0) {
        fail_with_notes(&given, text, "no note is expected");
    }
    return given;
}

/* --- rules ------------------------------------------------------------------------------------ */

static void a_rule_for_each_member_stands_with_its_family(void **state) {
    struct given given =
        rule_of(PARTS "rules:\n"
                      "  cap: {sum: {kind: aide}, at_most: 9_000, part_of: rap}\n"
                      "  floor: {name: Plancher, for_each: [territory, year],\n"
                      "          sum: {fund: parsis}, exactly: 2.5,\n"
                      "          except: [sud.2013-14], negotiable: yes,\n"
                      "          each: {nord.2012-13: {exactly: 3.5}}}\n");
    const struct plan *plan = given.plan;
    const struct rule *floor = &plan->rules[1];

    (void)state;
    assert_int_equal(plan->rule_count, 1 + 5);
    assert_int_equal(plan->rules[0].part_of, 1);
    assert_int_equal(plan->rules[0].at_least.kind, AMOUNT_NONE);
    assert_string_equal(floor->entity.id, "floor.nord.2012-13");
    assert_string_equal(floor->entity.name, "Plancher – nord, 2012-13");
    assert_ratio(floor->at_least.value, 7, 2);
    assert_ratio(floor[1].at_most.value, 5, 2);
    assert_int_equal(floor[1].member.of[BY_YEAR], 1);
    assert_int_equal(floor[1].member.of[BY_FUND], NONE);
    assert_ptr_equal(floor->terms, floor[4].terms);
    assert_int_equal(floor->negotiable, NEGOTIABLE_YES);
    assert_int_equal(plan->rule_families[1].first, 1);
    assert_int_equal(plan->rule_families[1].count, 5);
    take_back(&given);
}

static void members_that_the_selection_leaves_out_have_no_rule(void **state) {
    struct given given = rule_of(RULE("for_each: line, sum: {kind: aide}, at_most: 2_385"));

    (void)state;
    assert_int_equal(given.plan->rule_count, 2);
    assert_string_equal(given.plan->rules[1].entity.id, "r.t.sud");
    take_back(&given);
    given = rule_of(RULE("for_each: fund, sum: {fund: rap}, at_most: 2_385"));
    assert_int_equal(given.plan->rule_count, 1);
    assert_string_equal(given.plan->rules[0].entity.id, "r.rap");
    take_back(&given);
}

static void a_rule_has_a_bound(void **state) {
    (void)state;
    refused(PARTS "rules: {@r: {sum: {}}}\n", "needs 'at_least', 'at_most' or 'exactly'");
    refused(RULE("sum: {}, exactly: ^5, at_most: @6"), "does not go with another bound");
    refused(RULE("sum: {}, at_least: @6, at_most: ^5"), "'at_least' is above 'at_most'");
    refused(RULE("sum: {}, at_most: @-5"), "cannot be negative");
    refused(RULE("count: {kind: aide}, at_most: @-1"), "cannot be negative");
    refused(RULE("sum: {}, at_least: 5, part_of: @rap"), "needs a ceiling");
    refused(RULE("sum: {}, at_least: 5, only: @nord"), "goes only with 'for_each'");
}

/* --- selections ------------------------------------------------------------------------------- */

static void a_selection_picks_by_position(void **state) {
    struct given given =
        rule_of(RULE("sum: {line: [b, t], tag: jeunes, year: [2014-15, 2012-13]}, at_most: 5"));
    const struct selection *selection = given.plan->rules[0].terms[0].selection;

    (void)state;
    assert_int_equal(selection->picks[BY_LINE].count, 3);
    assert_int_equal(selection->picks[BY_LINE].list[2], 3);
    assert_int_equal(selection->picks[BY_YEAR].list[0], 0);
    assert_int_equal(selection->picks[BY_YEAR].list[1], 2);
    assert_true(selection->given[BY_TAG]);
    assert_false(selection->given[BY_FUND]);
    take_back(&given);
}

static void an_empty_selection_is_refused(void **state) {
    (void)state;
    refused(RULE("sum: @{kind: aide, axis: axe3}, at_most: 5"), "picks no dollars");
    refused(RULE("sum: @{line: b, year: 2013-14}, at_most: 5"), "picks no dollars");
    refused(RULE("sum: @{line: a, fund: rap}, at_most: 5"), "picks no dollars");
    refused(RULE("count: @{line: b, axis: axe2}, at_most: 5"), "picks no line");
    refused(RULE("sum: {}, at_most: {share: 10%, of: @{fund: rap, axis: axe3}}"), "no dollars");
    refused(RULE("for_each: territory, sum: @{line: a}, at_most: 5"), "picks no dollars");
    refused(PARTS "goals: [minimize: [{sum: @{fund: rap, line: b}}]]\n", "picks no dollars");
    accepted(RULE("for_each: year, sum: {line: b}, at_most: 5"));
}

static void names_in_a_selection_must_be_known(void **state) {
    (void)state;
    refused_with_advice(RULE("sum: {kind: @aides}, at_most: 5"), "no line is of the kind",
                        "'aide'");
    refused_with_advice(RULE("sum: {tag: [jeunes, @jeune]}, at_most: 5"), "no line has the tag",
                        "'jeunes'");
    refused(RULE("sum: {line: @t.est}, at_most: 5"), "unknown line 't.est'");
}

static void each_stands_for_the_rules_member(void **state) {
    struct given given = rule_of(RULE("for_each: territory, sum: {fund: parsis}, at_most:"
                                      " {share: 60%, of: {territory: each}}"));
    const struct amount *amount = &given.plan->rules[1].at_most;

    (void)state;
    assert_int_equal(amount->kind, AMOUNT_SHARE);
    assert_ratio(amount->value, 3, 5);
    assert_true(amount->of->each[BY_TERRITORY]);
    take_back(&given);
    refused(RULE("for_each: territory, sum: {}, at_most: {share: 60%, of: {axis: @each}}"),
            "needs 'for_each: axis'");
    refused(RULE("for_each: territory, sum: {territory: [@each, nord]}, at_most: 5"),
            "goes alone");
    refused(RULE("sum: {territory: @each}, at_most: 5"), "needs 'for_each: territory'");
}

/* --- amounts ---------------------------------------------------------------------------------- */

static void an_amount_by_attribute_is_the_members_part(void **state) {
    struct given given = rule_of(RULE("for_each: territory, sum: {}, at_least: {share: 80%, of:"
                                      " {fund: parsis}, by: population}"));
    const struct amount *amount = &given.plan->rules[0].at_least;

    (void)state;
    assert_int_equal(amount->kind, AMOUNT_SHARE_BY);
    assert_string_equal(given.plan->attributes[amount->attribute], "population");
    /* 900 of 900 + 300 */
    assert_ratio(member_part(given.plan, &given.plan->rules[0].member, amount->attribute), 3,
                 4);
    take_back(&given);
    given =
        rule_of(RULE("for_each: territory, sum: {}, at_most: {per: population, rate: 4.5}"));
    assert_int_equal(given.plan->rules[1].at_most.kind, AMOUNT_PER);
    assert_ratio(given.plan->rules[1].at_most.value, 9, 2);
    take_back(&given);
}

static void an_attribute_must_be_the_members(void **state) {
    (void)state;
    refused(RULE("sum: {}, at_most: {per: @population, rate: 4.5}"), "only in a 'for_each'");
    refused_with_advice(
        RULE("for_each: territory, sum: {}, at_most: {per: @populaton, rate: 4.5}"),
        "no attribute is called", "'population'");
    refused(RULE("for_each: axis, sum: {}, at_most: {per: @population, rate: 4.5}"),
            "no member of 'for_each' has 'population'");
    refused(HEAD FUND "territories: {nord: {population: 5}, ^sud: {}}\n"
                      "lines: {t: {for_each: territory, cost: 5, funds: parsis, benefit: 1}}\n"
                      "rules: {r: {for_each: territory, sum: {}, at_most: {share: 9%, of: {},"
                      " by: @population}}}\n",
            "'sud' has no attribute 'population'");
    refused(HEAD FUND "territories: {nord: {population: 0}, sud: {population: 0}}\n"
                      "lines: {t: {for_each: territory, cost: 5, funds: parsis, benefit: 1}}\n"
                      "rules: {r: {for_each: territory, sum: {}, at_most: {share: 9%, of: {},"
                      " by: @population}}}\n",
            "the total of 'population' is zero");
    refused(HEAD FUND "territories: {nord: {population: 5}, ^sud: {population: -4}}\n"
                      "lines: {t: {for_each: territory, cost: 5, funds: parsis, benefit: 1}}\n"
                      "rules: {r: {for_each: territory, sum: {}, at_most: {share: 9%, of: {},"
                      " by: @population}}}\n",
            "'population' of 'sud' is negative");
}

static void a_member_with_a_bound_of_its_own_needs_no_attribute(void **state) {
    (void)state;
    accepted(HEAD FUND
             "territories: {nord: {population: 5}, sud: {}}\n"
             "lines: {t: {for_each: territory, cost: 5, funds: parsis, benefit: 1}}\n"
             "rules: {r: {for_each: territory, sum: {}, at_most: {per: population, rate:"
             " 3}, each: {sud: {at_most: 4}}}}\n");
}

static void an_amount_is_said_in_full(void **state) {
    (void)state;
    refused(RULE("sum: {}, at_most: @{share: 10%}"), "'of' is missing");
    refused(RULE("for_each: territory, sum: {}, at_most: @{per: population}"),
            "'rate' is missing");
    refused(RULE("sum: {}, at_most: {share: 10%, of: {}, rate: @5}"),
            "'rate' does not go with");
    refused(RULE("for_each: territory, sum: {}, at_most: {per: population, rate: 5, by:"
                 " @population}"),
            "'by' does not go with 'per'");
}

/* --- counts, levels, measures ----------------------------------------------------------------- */

static void a_count_is_of_lines(void **state) {
    struct given given = rule_of(RULE("count: {kind: aide}, at_least: 1"));

    (void)state;
    assert_true(given.plan->rules[0].counts);
    take_back(&given);
    refused(RULE("count: {fund: @parsis}, at_least: 1"), "it cannot pick by 'fund'");
    refused(RULE("count: {year: @2012-13}, at_least: 1"), "it cannot pick by 'year'");
    refused(RULE("for_each: year, count: @{kind: aide}, at_least: 1"), "makes no sense");
    refused(RULE("count: {kind: aide}, at_least: @{share: 10%, of: {}}"),
            "not compared with a share of dollars");
}

static void a_level_is_of_one_line_with_a_max(void **state) {
    (void)state;
    accepted(RULE("terms: [{times: 8, level: a}, {level: t.nord}], at_most: 48"));
    refused(HEAD FUND "lines: {^a: {funds: parsis, benefit: 1}}\n"
                      "rules: {r: {terms: [{level: @a}], at_most: 4}}\n",
            "'level' needs a line whose 'max'");
    refused_with_advice(RULE("terms: [{level: @t}], at_most: 48"), "unknown line 't'",
                        "it is a template");
}

static void a_measure_is_one_that_some_line_has(void **state) {
    (void)state;
    accepted(RULE("for_each: axis, terms: [{times: 2, measure: jobs}], at_least: 1"));
    refused_with_advice(RULE("terms: [{measure: @job}], at_least: 1"),
                        "no line has the measure", "'jobs'");
    refused(RULE("for_each: year, terms: [{measure: @jobs}], at_least: 1"),
            "no fund and no year");
    refused(PARTS "goals: [maximize: @emplois]\n", "no line has the measure 'emplois'");
    refused(HEAD FUND "lines: {a: {funds: parsis, max: 5}}\ngoals: [maximize: @benefit]\n",
            "no line has a 'benefit'");
}

/* --- soft rules ------------------------------------------------------------------------------- */

#define SOFT PARTS SOFT_RULE("r")
#define SOFT_RULE(r) "rules: {" r ": {for_each: territory, sum: {}, at_least: 5, soft: yes}}\n"

static void a_goal_names_a_soft_rule_or_all_its_members(void **state) {
    struct given given =
        rule_of(SOFT "goals: [minimize: [{times: 2, shortfall: r.nord}, {shortfall: r}]]\n");
    const struct term *terms = given.plan->goals[0].terms;

    (void)state;
    assert_true(given.plan->rules[0].soft);
    assert_int_equal(terms[0].kind, TERM_SHORTFALL);
    assert_int_equal(terms[0].rule_count, 1);
    assert_string_equal(given.plan->rules[terms[0].subject].entity.id, "r.nord");
    assert_int_equal(terms[1].rule_count, given.plan->territory_count);
    assert_int_equal(terms[1].subject, given.plan->rule_families[0].first);
    take_back(&given);
}

static void a_miss_is_of_a_soft_rule_on_that_side(void **state) {
    (void)state;
    refused(PARTS SOFT_RULE("^r") "goals: [minimize: [{excess: @r}]]\n", "has no 'at_most'");
    refused(SOFT "goals: [minimize: [{shortfall: @r.norf}]]\n", "unknown rule 'r.norf'");
    refused(PARTS "rules: {^r: {sum: {}, at_least: 5}}\n"
                  "goals: [minimize: [{shortfall: @r}]]\n",
            "is not soft");
    refused(RULE("terms: [{shortfall: @r}], at_least: 5"), "only in a goal");
}

static void a_goal_cannot_reward_a_miss(void **state) {
    (void)state;
    refused(SOFT "goals: [maximize: [@{shortfall: r}]]\n", "cannot reward");
    refused(SOFT "goals: [minimize: [{count: {}}, @{times: -2, shortfall: r}]]\n",
            "cannot reward");
}

static void a_soft_rule_that_no_goal_names_is_worth_a_warning(void **state) {
    (void)state;
    warned(PARTS "rules: {@r: {sum: {}, at_least: 5, soft: yes}}\ngoals: [maximize: jobs]\n",
           "no goal names the soft rule 'r'");
}

/* --- goals ------------------------------------------------------------------------------------ */

static void goals_stand_in_order_with_their_text(void **state) {
    struct given given =
        rule_of(PARTS "goals:\n"
                      "  - minimize: [{times: -2.5, sum: {fund: rap}}, {count: {}}]\n"
                      "  - maximize: jobs\n");
    const struct goal *goals = given.plan->goals;

    (void)state;
    assert_int_equal(given.plan->goal_count, 2);
    assert_string_equal(goals[0].text, "minimize terms");
    assert_false(goals[0].maximize);
    assert_int_equal(goals[0].term_count, 2);
    assert_ratio(goals[0].terms[0].times, -5, 2);
    assert_int_equal(goals[0].terms[1].kind, TERM_COUNT);
    assert_string_equal(goals[1].text, "maximize jobs");
    assert_int_equal(goals[1].terms[0].subject, 1);
    take_back(&given);
}

#define FAIR(body) PARTS "goals: [fair: {for_each: territory, " body "}]\n"

static void a_sharing_is_between_members_by_what_they_have(void **state) {
    (void)state;
    refused(FAIR("sum: {}, per: @taille"), "no attribute");
    refused(HEAD "territories: {n: {population: 5}, s: {population: 0}}\n" FUND
                 "lines: {a: {funds: parsis, max: 5, territory: n}}\n"
                 "goals: [fair: {for_each: territory, sum: {}, per: @population}]\n",
            "not more than 0");
    refused(PARTS "goals: [{maximize: jobs, within: @-1%}]\n", "");
    refused(PARTS "goals: [{maximize: jobs, within: @101%}]\n", "");
}

static void neither_goals_nor_benefit_is_worth_a_warning(void **state) {
    (void)state;
    warned("@" HEAD FUND "lines: {a: {funds: parsis, max: 5}}\n",
           "neither 'goals' nor 'benefit'");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_for_each_member_stands_with_its_family),
        cmocka_unit_test(members_that_the_selection_leaves_out_have_no_rule),
        cmocka_unit_test(a_rule_has_a_bound),
        cmocka_unit_test(a_selection_picks_by_position),
        cmocka_unit_test(an_empty_selection_is_refused),
        cmocka_unit_test(names_in_a_selection_must_be_known),
        cmocka_unit_test(each_stands_for_the_rules_member),
        cmocka_unit_test(an_amount_by_attribute_is_the_members_part),
        cmocka_unit_test(an_attribute_must_be_the_members),
        cmocka_unit_test(a_member_with_a_bound_of_its_own_needs_no_attribute),
        cmocka_unit_test(an_amount_is_said_in_full),
        cmocka_unit_test(a_count_is_of_lines),
        cmocka_unit_test(a_level_is_of_one_line_with_a_max),
        cmocka_unit_test(a_measure_is_one_that_some_line_has),
        cmocka_unit_test(a_goal_names_a_soft_rule_or_all_its_members),
        cmocka_unit_test(a_miss_is_of_a_soft_rule_on_that_side),
        cmocka_unit_test(a_goal_cannot_reward_a_miss),
        cmocka_unit_test(a_soft_rule_that_no_goal_names_is_worth_a_warning),
        cmocka_unit_test(goals_stand_in_order_with_their_text),
        cmocka_unit_test(a_sharing_is_between_members_by_what_they_have),
        cmocka_unit_test(neither_goals_nor_benefit_is_worth_a_warning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

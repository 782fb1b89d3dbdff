/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of form: each with its place, all of a file in one go. `@` marks where the error is
 * expected (tests/given.h). */
#include "tests/given.h"

#include "model/check.h"

static void the_smallest_plan_is_accepted(void **state) {
    (void)state;
    accepted(HEAD FUND LINE);
}

/* --- keys ------------------------------------------------------------------------------------- */

static void an_unknown_key_is_refused_with_the_one_that_was_meant(void **state) {
    (void)state;
    refused_with_advice(HEAD "@titel: A\n" FUND LINE, "unknown key 'titel'", "'title'");
    refused_with_advice(HEAD FUND
                        "lines: {a: {cost: 5, funds: parsis, benefit: 1, @maxx: {}}}\n",
                        "unknown key 'maxx'", "'max'");
    refused_with_advice(HEAD FUND LINE "rules: {r: {sum: {@fundd: parsis}, at_most: 5}}\n",
                        "unknown key 'fundd'", "'fund'");
    refused(HEAD FUND LINE "@xylophone: 3\n", "unknown key 'xylophone'");
}

static void a_number_under_an_unknown_key_is_an_attribute(void **state) {
    (void)state;
    accepted(HEAD FUND "lines: {a: {cost: 5, funds: parsis, benefit: 1, households: 12}}\n");
    accepted(HEAD FUND LINE "territories: {nord: {population: 900}}\n");
    refused_with_advice(HEAD FUND LINE "territories: {nord: {@households: many}}\n",
                        "unknown key 'households'", "an attribute is a number");
}

static void an_unused_attribute_that_looks_like_a_key_is_a_slip(void **state) {
    (void)state;
    refused_with_advice(HEAD FUND
                        "lines: {a: {cost: 5, funds: parsis, benefit: 1, @maxi: 12}}\n",
                        "unknown key 'maxi'", "'max'");
    /* … unless a rule uses it. */
    accepted(HEAD FUND
             "territories: {nord: {maxi: 12}}\n"
             "lines: {a: {cost: 5, funds: parsis, benefit: 1, territory: nord}}\n"
             "rules: {r: {for_each: territory, sum: {}, at_most: {per: maxi, rate: 3}}}\n");
}

static void a_missing_key_is_told_where_it_should_be(void **state) {
    (void)state;
    refused("@" HEAD FUND, "'lines' is missing");
    refused("@title: A\n" FUND LINE, "'arrimage' is missing");
    refused(HEAD FUND "lines: {@a: {cost: 5, benefit: 1}}\n", "'funds' is missing");
    refused(HEAD FUND "lines: {a: {cost: 5, funds: parsis, benefit: 1,\n"
                      "  match: [@{with: total, at_most: 10%}]}}\n",
            "'fund' is missing");
}

static void keys_that_do_not_go_together_are_refused_with_both_places(void **state) {
    (void)state;
    refused(HEAD FUND LINE "rules: {r: {^sum: {}, @count: {}, at_most: 5}}\n",
            "'sum' and 'count' do not go together");
    refused(HEAD FUND
            "lines: {a: {cost: 5, funds: parsis, benefit: {^total: 3, @points: [[0, 0],"
            " [5, 3]]}}}\n",
            "'total' and 'points' do not go together");
    refused(HEAD FUND LINE "goals: [{^maximize: benefit, @minimize: benefit}]\n",
            "'maximize' and 'minimize' do not go together");
}

static void one_of_the_keys_that_say_what_is_needed(void **state) {
    (void)state;
    refused(HEAD FUND LINE "rules: {@r: {at_most: 5}}\n", "sum, count, terms");
    refused(HEAD FUND LINE "rules: {r: {terms: [@{times: 3}], at_most: 5}}\n",
            "needed: sum, count, level, measure");
    refused(HEAD FUND "lines: {a: {cost: 5, funds: parsis, benefit: @{}}}\n", "total, points");
}

/* --- blanks and types ------------------------------------------------------------------------- */

static void a_blank_value_is_an_error_and_never_zero(void **state) {
    (void)state;
    refused_with_advice(HEAD FUND "lines: {a: {cost: 5, funds: parsis, benefit: 1, @min: }}\n",
                        "'min' has no value", "never zero");
    refused(HEAD FUND "lines: {a: {cost: 5, funds: parsis, benefit: 1, min: @~}}\n",
            "'min' has no value");
    refused(HEAD FUND LINE "@rules:\n", "'rules' has no value");
    refused(HEAD FUND LINE "@title: \n", "'title' has no value");
    refused(HEAD FUND "lines: {a: {cost: 5, funds: {@parsis: }, benefit: 1}}\n",
            "'parsis' has no value");
}

static void a_value_of_another_type_is_refused_with_an_example(void **state) {
    (void)state;
    refused(HEAD FUND "lines: {a: {cost: 5, max: @[5], funds: parsis, benefit: 1}}\n",
            "'max' takes an amount such as 60_000, not a list");
    refused(HEAD "funds: @[parsis]\n" LINE, "'funds' takes funds, each under its identifier");
    refused(HEAD FUND LINE "title: @{a: b}\n", "'title' takes a text, not a map");
    refused(HEAD FUND "lines: {a: @5}\n", "'a' takes a line");
    refused(HEAD FUND "lines: {a: {cost: @beaucoup, funds: parsis, benefit: 1}}\n",
            "not 'beaucoup'");
    refused(HEAD FUND LINE "goals: @benefit\n", "'goals' takes a list of goals");
}

static void words_are_those_of_the_list(void **state) {
    (void)state;
    refused_with_advice(HEAD FUND LINE "language: @frr\n", "'language' takes `fr` or `en`",
                        "'fr'");
    refused(HEAD "funds: {parsis: {amount: 5, status: @sure}}\n" LINE, "`confirmed` or");
    refused(HEAD FUND "lines: {a: {cost: 5, funds: parsis, benefit: 1, whole: @on}}\n",
            "`yes` or `no`, not 'on'");
    refused(HEAD FUND "lines: {a: {cost: 5, funds: parsis, benefit: 1, for_each: @fund}}\n",
            "`territory` or `axis`, not 'fund'");
}

static void a_list_has_as_many_members_as_it_must(void **state) {
    (void)state;
    refused(HEAD FUND "lines: {a: {cost: 5, benefit: 1, funds: @[]}}\n", "not an empty list");
    refused(HEAD FUND "lines: {a: {cost: 5, funds: parsis, benefit: {points: [[0, 0],"
                      " @[5, 3, 2]]}}}\n",
            "not a list of 3");
    refused(HEAD FUND "lines: {a: {cost: 5, funds: parsis, benefit: {points: @[[0, 0]]}}}\n",
            "not a list of 1");
    refused(HEAD FUND LINE "years: @[]\n", "not an empty list");
    refused(HEAD FUND LINE "goals: @[]\n", "not an empty list");
}

/* --- numbers ---------------------------------------------------------------------------------- */

#define COST(value)                                                                            \
    HEAD FUND "lines: {a: {cost: 5, max: " value ", funds: parsis, benefit: 1}}\n"

static void numbers_outside_the_grammar_are_refused_with_a_hint(void **state) {
    (void)state;
    refused_with_advice(COST("@\"2,6\""), "can be read in two ways", "a point (2.6)");
    refused(COST("@1e3"), "without an exponent");
    refused(COST("@60_00"), "grouped by three");
    refused(COST("@1234567890123456789"), "at most 18 digits");
    refused(COST("@.inf"), "takes an amount");
    refused(COST("@0x10"), "takes an amount");
    refused(COST("@1:30"), "takes an amount");
    refused(COST("@\"\""), "takes an amount");
    accepted(COST("010"));
    accepted(COST("\"60 000 $\""));
}

static void a_comma_in_a_flow_map_is_told_as_such(void **state) {
    (void)state;
    refused_with_advice(HEAD FUND "lines: {a: {cost: 2,@6, funds: parsis, benefit: 1}}\n",
                        "unknown key '6'", "a comma in a number?");
}

static void numbers_out_of_range_are_refused(void **state) {
    (void)state;
    refused(COST("@-5"), "an amount cannot be negative, not -5");
    refused(COST("@50%"), "takes an amount");
    refused(HEAD FUND LINE "unit: @0\n", "must be more than 0");
    refused(HEAD "funds: {parsis: {amount: 5, counts_as_public_aid: @120%}}\n" LINE,
            "from 0% to 100%");
    refused(HEAD "funds: {parsis: {amount: 5, counts_as_public_aid: @\"5 $\"}}\n" LINE,
            "takes a share");
    refused(HEAD "funds: {parsis: {amount: 5, carry_over: @-1}}\n" LINE, "cannot be negative");
    refused(HEAD FUND LINE "rules: {r: {sum: {}, at_most: @10%}}\n", "{share: 10%, of:");
    refused(HEAD FUND LINE "rules: {r: {sum: {}, at_most: {share: @60, of: {}}}}\n",
            "or is written with %");
    accepted(HEAD FUND LINE "rules: {r: {sum: {}, at_most: {share: 150%, of: {}}}}\n");
    accepted(HEAD "funds: {parsis: {amount: 5, carry_over: 1.08}}\n" LINE);
}

static void a_percentage_without_its_sign_is_taken_for_one(void **state) {
    const char *share = "a share goes from 0% to 100%";

    (void)state;
    refused_with_advice(
        HEAD FUND "lines: {a: {max: 5, funds: parsis, benefit: 1, public_aid_at_most: @80}}\n",
        share, "'80%'");
    refused(HEAD FUND "lines: {a: {max: 5, funds: parsis, benefit: 1, "
                      "public_aid_at_most: @180}}\n",
            share);
}

static void only_version_1_is_read(void **state) {
    (void)state;
    refused("arrimage: @2\n" FUND LINE, "reads version 1");
    refused("arrimage: @2\nfunds: 7\nnovelty: {}\n", "reads version 1");
    refused("arrimage: @\"1.0.1\"\n" FUND LINE, "the version of the format");
}

/* --- identifiers ------------------------------------------------------------------------------ */

static void identifiers_have_a_form(void **state) {
    (void)state;
    refused(HEAD FUND "lines: {@2a: {cost: 5, funds: parsis, benefit: 1}}\n",
            "'2a' cannot be an identifier");
    refused(HEAD "funds: {@\"par sis\": {amount: 5}}\nlines: {a: {cost: 5, funds: par sis,"
                 " benefit: 1}}\n",
            "'par sis' cannot be an identifier");
    refused(HEAD FUND LINE "years: [2012-13, @2013/14]\n", "'2013/14' cannot be an identifier");
    accepted(HEAD FUND "lines: {équipe_1-b: {cost: 5, funds: parsis, benefit: 1}}\n");
}

static void words_with_a_meaning_are_no_identifiers(void **state) {
    (void)state;
    refused(HEAD
            "funds: {@total: {amount: 5}}\nlines: {a: {cost: 5, funds: total, benefit: 1}}\n",
            "'total' is a reserved word");
    refused(HEAD FUND LINE "territories: {@each: {}}\n", "'each' is a reserved word");
    accepted(HEAD FUND LINE "rules: {total: {sum: {}, at_most: 5}}\n");
}

/* --- this version ----------------------------------------------------------------------------- */

static void scenarios_in_a_plan_are_checked_like_the_rest(void **state) {
    (void)state;
    refused(HEAD FUND LINE "scenarios: {a: {@sett: {unit: 1}}, b: {scale: {unit: @much}}}\n",
            "");
    refused(HEAD FUND LINE "grid: {a: {set: {unit: @1}}}\n", "takes a list of values");
    accepted(HEAD FUND LINE "scenarios: {a: {set: {unit: {any: [thing]}}}}\ngrid: {}\n");
}

static void another_document_of_the_format_is_known_as_such(void **state) {
    (void)state;
    refused(HEAD "plan: plan.yaml\n@recommendation: {}\n", "this document is not a plan");
}

static void illustrative_names_keys_of_the_entity(void **state) {
    (void)state;
    refused_with_advice(HEAD "funds: {parsis: {amount: 5, illustrative: [@amont]}}\n" LINE,
                        "'amont' is not a key", "'amount'");
    accepted(HEAD "funds: {parsis: {amount: 5, illustrative: [amount, carry_over]}}\n" LINE);
}

static void all_faults_of_a_file_come_together(void **state) {
    (void)state;
    refused(HEAD "@titel: A\n"
                 "language: @klingon\n"
                 "funds:\n"
                 "  parsis: {amount: @\"2,6\", @by_yaer: {}}\n"
                 "  @2rap: {amount: 5}\n"
                 "lines:\n"
                 "  a:\n"
                 "    cost: @-5\n"
                 "    whole: @on\n"
                 "    funds: [parsis, @fonds_inconnu]\n"
                 "  @b: {@min: }\n"
                 "rules:\n"
                 "  r: {sum: {line: @c}, @at_most: }\n"
                 "goals: [maximize: @jobs]\n",
            "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_smallest_plan_is_accepted),
        cmocka_unit_test(an_unknown_key_is_refused_with_the_one_that_was_meant),
        cmocka_unit_test(a_number_under_an_unknown_key_is_an_attribute),
        cmocka_unit_test(an_unused_attribute_that_looks_like_a_key_is_a_slip),
        cmocka_unit_test(a_missing_key_is_told_where_it_should_be),
        cmocka_unit_test(keys_that_do_not_go_together_are_refused_with_both_places),
        cmocka_unit_test(one_of_the_keys_that_say_what_is_needed),
        cmocka_unit_test(a_blank_value_is_an_error_and_never_zero),
        cmocka_unit_test(a_value_of_another_type_is_refused_with_an_example),
        cmocka_unit_test(words_are_those_of_the_list),
        cmocka_unit_test(a_list_has_as_many_members_as_it_must),
        cmocka_unit_test(numbers_outside_the_grammar_are_refused_with_a_hint),
        cmocka_unit_test(a_comma_in_a_flow_map_is_told_as_such),
        cmocka_unit_test(numbers_out_of_range_are_refused),
        cmocka_unit_test(a_percentage_without_its_sign_is_taken_for_one),
        cmocka_unit_test(only_version_1_is_read),
        cmocka_unit_test(identifiers_have_a_form),
        cmocka_unit_test(words_with_a_meaning_are_no_identifiers),
        cmocka_unit_test(scenarios_in_a_plan_are_checked_like_the_rest),
        cmocka_unit_test(another_document_of_the_format_is_known_as_such),
        cmocka_unit_test(illustrative_names_keys_of_the_entity),
        cmocka_unit_test(all_faults_of_a_file_come_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

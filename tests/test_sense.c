/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no allocation could satisfy is said before solving, with both places. */
#include "tests/given.h"

#define LINES(lines) HEAD FUND "lines:\n" lines
#define SIMPLE "cost: 5_000, funds: parsis, benefit: 1"

/* --- requires and excludes -------------------------------------------------------------------- */

static void a_cycle_of_requires_is_told_line_by_line(void **state) {
    (void)state;
    refused(LINES("  a: {" SIMPLE ", requires: @[b]}\n"
                  "  b: {" SIMPLE ", requires: c}\n"
                  "  c: {" SIMPLE ", requires: ^[a]}\n"),
            "a → b → c → a");
    refused(LINES("  a: {" SIMPLE ", requires: b}\n"
                  "  b: {" SIMPLE ", requires: @[c]}\n"
                  "  c: {" SIMPLE ", requires: ^[b]}\n"),
            "b → c → b");
    accepted(LINES("  a: {" SIMPLE ", requires: [b, c]}\n"
                   "  b: {" SIMPLE ", requires: c}\n"
                   "  c: {" SIMPLE "}\n"));
}

static void every_cycle_is_told(void **state) {
    (void)state;
    refused(LINES("  a: {" SIMPLE ", requires: @[b]}\n"
                  "  b: {" SIMPLE ", requires: a}\n"
                  "  c: {" SIMPLE ", requires: @[d]}\n"
                  "  d: {" SIMPLE ", requires: c}\n"),
            "");
}

static void a_long_chain_is_no_cycle_and_needs_no_stack(void **state) {
    struct text text = {0};

    (void)state;
    text_add(&text, HEAD FUND "lines:\n");
    for (int i = 0; i < 20000; i++) {
        text_format(&text, "  l%d: {cost: 5, funds: parsis, benefit: 1, requires: l%d}\n", i,
                    i + 1);
    }
    text_add(&text, "  l20000: {cost: 5, funds: parsis, benefit: 1}\n");
    accepted(text.bytes);
    text_free(&text);
}

static void what_is_required_cannot_be_excluded(void **state) {
    (void)state;
    refused(LINES("  a: {" SIMPLE ", requires: @[b], excludes: ^[b]}\n"
                  "  b: {" SIMPLE "}\n"),
            "'a' requires 'b' and excludes it");
    refused(LINES("  a: {" SIMPLE ", requires: @[b]}\n"
                  "  b: {" SIMPLE ", requires: c}\n"
                  "  c: {" SIMPLE ", excludes: ^[a]}\n"),
            "'a' requires 'c' and excludes it");
    refused(LINES("  a: {" SIMPLE ", requires: @[b, c]}\n"
                  "  b: {" SIMPLE ", excludes: ^[c]}\n"
                  "  c: {" SIMPLE "}\n"),
            "'a' requires 'b' and 'c', which exclude each other");
    accepted(LINES("  a: {" SIMPLE ", requires: b}\n"
                   "  b: {" SIMPLE "}\n"
                   "  c: {" SIMPLE ", requires: b, excludes: a}\n"));
}

static void two_required_lines_cannot_exclude_each_other(void **state) {
    (void)state;
    refused(LINES("  a: {" SIMPLE ", min: 3, required: yes, excludes: @[b]}\n"
                  "  ^b: {" SIMPLE ", committed: {parsis: 5}}\n"),
            "both are required or committed");
}

/* --- commitments ------------------------------------------------------------------------------ */

static void commitments_stay_within_the_fund(void **state) {
    (void)state;
    /* 2 500.50 + 1 000 of 3 500 */
    refused(HEAD "funds: {parsis: {amount: ^3_500}}\nlines:\n"
                 "  a: {" SIMPLE ", committed: {parsis: 2_500.50}}\n"
                 "  b: {" SIMPLE ", committed: {parsis: @1_000}}\n",
            "commitments on 'parsis' add up to $3,500.50, but it can pay only $3,500");
    accepted(HEAD "funds: {parsis: {amount: 3_500.50}}\nlines:\n"
                  "  a: {" SIMPLE ", committed: {parsis: 2_500.50}}\n"
                  "  b: {" SIMPLE ", committed: {parsis: 1_000}}\n");
}

#define ARRIVALS(carry)                                                                        \
    "years: [y1, y2, y3]\nfunds: {parsis: {by_year: [100, ^200, 0], carry_over: " carry "}}\n"

static void commitments_wait_for_the_money_to_arrive(void **state) {
    (void)state;
    /* y1: 100 - 40 = 60 left; y2: 200 + 0.5 * 60 = 230. */
    refused(HEAD ARRIVALS("0.5") "lines: {a: {" SIMPLE
                                 ", committed: {parsis: {y1: 40, y2: @230.01}}}}\n",
            "commitments on 'parsis' in y2 add up to $230.01, but only $230 is there by then");
    accepted(HEAD "years: [y1, y2, y3]\n"
                  "funds: {parsis: {by_year: [100, 200, 0], carry_over: 0.5}}\n"
                  "lines: {a: {" SIMPLE ", committed: {parsis: {y1: 40, y2: 230}}}}\n");
    /* What has not arrived yet cannot be paid, whatever the amount. */
    refused(HEAD "years: [y1, y2]\nfunds: {parsis: {amount: 900, by_year: [^0, 500]}}\n"
                 "lines: {a: {" SIMPLE ", committed: {parsis: {y1: @0.01}}}}\n",
            "in y1 add up to $0.01, but only $0");
}

static void commitments_stay_within_the_line(void **state) {
    (void)state;
    refused(
        LINES(
            "  a: {max: ^5_000, funds: parsis, benefit: 1, committed: {parsis: @5_000.01}}\n"),
        "more than its max of $5,000");
}

static void what_pays_for_rules_out_is_not_committed(void **state) {
    (void)state;
    refused(HEAD YEARS "funds: {parsis: {amount: 9_000, pays_for: ^{year: 2012-13}}}\n"
                       "lines: {a: {" SIMPLE ", committed: {parsis: {2013-14: @5}}}}\n",
            "'parsis' can pay nothing here");
}

/* --- floors ----------------------------------------------------------------------------------- */

#define TERRITORIES                                                                            \
    HEAD PLACES                                                                                \
        "funds: {parsis: {amount: ^60_000}, rap: {amount: 9_000}}\n"                           \
        "lines: {t: {for_each: territory, max: 50_000, funds: [parsis, rap], benefit: 1}}\n"

static void a_floor_above_its_fund_is_refused(void **state) {
    (void)state;
    refused(TERRITORIES "rules: {r: {sum: {fund: parsis}, at_least: @60_000.01}}\n",
            "the floor 'r' asks for $60,000.01, more than the $60,000 of the envelope");
    accepted(HEAD FUND "lines: {a: {max: 60_000, benefit: 1, funds: [parsis]}}\n"
                       "rules: {r: {sum: {fund: parsis}, at_least: 60_000}}\n");
}

static void floors_of_a_family_are_added_up(void **state) {
    (void)state;
    refused(TERRITORIES
            "rules: {r: {for_each: territory, sum: {fund: parsis}, exactly: @30_001}}\n",
            "the 2 floors 'r' add up to $60,002, more than the $60,000");
    /* 4.5 $ for each of 900 + 300, then 60 $ for each. */
    accepted(
        HEAD PLACES FUND
        "lines: {t: {for_each: territory, max: 50_000, funds: parsis, benefit: 1}}\n"
        "rules: {r: {for_each: territory, sum: {}, at_least: {per: population, rate: 50}}}\n");
    refused(HEAD PLACES
            "funds: {parsis: {amount: ^60_000}}\n"
            "lines: {t: {for_each: territory, max: 50_000, funds: parsis, benefit: 1}}\n"
            "rules: {r: {for_each: territory, sum: {}, at_least: @{per: population, rate: "
            "50.01}}}\n",
            "add up to $60,012");
}

static void floors_of_different_funds_are_not_added_up(void **state) {
    (void)state;
    accepted(HEAD "funds: {f: {amount: 10}, g: {amount: 20}}\n"
                  "lines: {a: {max: 90, funds: [f, g], benefit: 1}}\n"
                  "rules: {r: {for_each: fund, sum: {}, at_least: 9.5}}\n");
    refused(HEAD "funds: {f: {amount: ^9}, g: {amount: 20}}\n"
                 "lines: {a: {max: 90, funds: [f, g], benefit: 1}}\n"
                 "rules: {r: {for_each: fund, sum: {}, at_least: @9.5}}\n",
            "'r.f' asks for $9.50, more than the $9");
}

static void a_floor_of_a_year_is_held_against_what_has_arrived(void **state) {
    (void)state;
    refused(HEAD "years: [y1, y2]\nfunds: {f: {by_year: [^100, 900]}}\n"
                 "lines: {a: {max: 900, funds: f, benefit: 1}}\n"
                 "rules: {r: {sum: {year: y1}, at_least: @100.5}}\n",
            "$100.50, more than the $100");
    /* With 8 % interest 100 $ of the first year are 108 $ in the second. */
    refused(HEAD "years: [y1, y2]\nfunds: {f: {by_year: [100, ^50], carry_over: 1.08}}\n"
                 "lines: {a: {max: 900, funds: f, benefit: 1}}\n"
                 "rules: {r: {sum: {year: y2}, at_least: @158.01}}\n",
            "$158.01, more than the $158");
}

static void a_floor_on_an_unlimited_fund_is_left_to_the_solver(void **state) {
    (void)state;
    accepted(HEAD "funds: {f: {amount: unlimited}}\nlines: {a: {funds: f, benefit: 1}}\n"
                  "rules: {r: {sum: {}, at_least: 999_999_999}}\n");
}

/* --- required lines --------------------------------------------------------------------------- */

static void required_lines_stay_within_their_fund(void **state) {
    (void)state;
    refused(
        HEAD
        "funds: {parsis: {amount: ^5_000}}\nlines:\n"
        "  a: {cost: 3_000, min: 2_000, required: yes, funds: parsis, benefit: 1}\n"
        "  b: {max: 3_001, whole: yes, required: yes, min: @1, funds: parsis, benefit: 1}\n",
        "at least $5,001 of 'parsis', which can pay only $5,000");
    refused(HEAD "funds: {f: {amount: 10}, g: {amount: ^20}}\nlines:\n"
                 "  a: {max: 90, min: 15, required: yes, funds: [f, g], benefit: 1}\n"
                 "  b: {max: 90, min: @15.5, required: yes, funds: [f, g], benefit: 1}\n",
            "at least $30.50, but their funds have only $30");
}

static void a_line_that_its_funds_cannot_make_viable_is_warned_of(void **state) {
    (void)state;
    warned(HEAD "funds: {f: {amount: 10}, g: {amount: 20}}\n"
                "lines: {a: {max: 90, min: @16, funds: {f: {}, g: {max: 5}}, benefit: 1}}\n",
           "'a' needs at least $16, but its funds can give it only $15");
    refused(HEAD "funds: {f: {amount: 10}, g: {amount: 20}}\n"
                 "lines: {a: {max: 90, min: @16, required: yes, benefit: 1,\n"
                 "            funds: {f: {}, g: {max: 5}}}}\n",
            "can give it only $15");
    refused(HEAD "funds: {f: {amount: ^10}}\n"
                 "lines: {a: {max: 90, min: @16.125, required: yes, funds: f, benefit: 1}}\n",
            "needs at least $16.125");
}

/* Between 10.20 and 10.80 there is no whole dollar; of 33.3 %, 33.3 % and 33.4 % all are whole only
 * in a multiple of 1,000 $, and a line of 500 $ has none. */
static void a_line_that_no_multiple_of_the_unit_can_fund_is_warned_of(void **state) {
    (void)state;
    warned("arrimage: 1\nunit: 1\nfunds: {f: {amount: 100}}\n"
           "lines: {a: {min: 10.20, max: @10.80, funds: f, benefit: 1}}\n",
           "'a' can only get multiples of $1, and none lies between $10.20 and $10.80");
    warned("arrimage: 1\nunit: 1\nyears: [y1, y2, y3]\nfunds: {f: {amount: 900}}\n"
           "lines: {a: {max: 500, funds: f, benefit: 1,\n"
           "            schedule: @{y1: 33.3%, y2: 33.3%, y3: 33.4%}}}\n",
           "'a' can only get multiples of $1,000, and none lies between $0 and $500");
    accepted("arrimage: 1\nunit: 1\nyears: [y1, y2, y3]\nfunds: {f: {amount: 900}}\n"
             "lines: {a: {max: 500, funds: f, benefit: 1,\n"
             "            schedule: {y1: 33%, y2: 33%, y3: 34%}}}\n");
    accepted("arrimage: 1\nunit: 1\nfunds: {f: {amount: 100}}\n"
             "lines: {a: {min: 10.20, max: 11, funds: f, benefit: 1}}\n");
}

/* --- limits and warnings ---------------------------------------------------------------------- */

#define OPEN_FUND HEAD "funds: {f: {amount: unlimited}}\n"

static void a_yes_no_line_needs_a_limit(void **state) {
    (void)state;
    refused_with_advice(OPEN_FUND "lines: {@a: {funds: f, benefit: 1}}\n"
                                  "rules: {r: {count: ^{}, at_most: 1}}\n",
                        "nothing limits its dollars", "'max' or a 'cost'");
    refused(OPEN_FUND "lines: {@a: {funds: f, benefit: 1, min: ^5}}\n", "nothing limits");
    refused(OPEN_FUND
            "lines: {@a: {funds: f, benefit: 1}, b: {funds: f, max: 5, excludes: ^a}}\n",
            "nothing limits");
    accepted(OPEN_FUND "lines: {a: {funds: f, benefit: 1, min: 5, required: yes}}\n");
    accepted(OPEN_FUND "lines: {a: {funds: {f: {max: 9}}, benefit: 1, min: 5}}\n");
    accepted(HEAD FUND "lines: {a: {funds: parsis, benefit: 1, min: 5}}\n");
}

static void a_fund_that_can_pay_nothing_is_worth_a_warning(void **state) {
    (void)state;
    warned(HEAD PLACES "funds: {f: {amount: 5, pays_for: {territory: nord}}, g: {amount: 7}}\n"
                       "lines: {a: {funds: f, territory: nord, max: 3, benefit: 1},\n"
                       "        @b: {funds: [f, g], territory: sud, max: 3, benefit: 1}}\n",
           "'f' can pay nothing of 'b'");
    warned(HEAD "funds: {f: {amount: 5}, @g: {amount: 7}}\n"
                "lines: {a: {funds: f, max: 3, benefit: 1}}\n",
           "no line names the fund 'g'");
    accepted(HEAD PLACES
             "funds: {f: {amount: 5, pays_for: {territory: nord}}, g: {amount: 7}}\n"
             "lines: {t: {for_each: territory, funds: [f, g], max: 3, benefit: 1}}\n");
}

static void money_is_written_in_the_language_of_the_notes(void **state) {
    struct given given = give(HEAD "funds: {f: {amount: 2_600_000}}\n"
                                   "lines: {a: {funds: f, benefit: 1, max: 5}}\n"
                                   "rules: {r: {sum: {}, at_least: 2_600_000.50}}\n");

    (void)state;
    notes_free(&given.notes);
    notes_speak(&given.notes, FRENCH);
    assert_null(plan_read(given.tree, true, &given.notes));
    assert_contains(given.notes.list[0].what, "2\xC2\xA0"
                                              "600\xC2\xA0"
                                              "000,50\xC2\xA0$");
    take_back(&given);
}

/* 5,000 + 5,000 $ at most; two lines. With shares on axes only their part counts: 30 % of 5,000. */
static void a_rule_cannot_ask_more_than_its_lines_allow(void **state) {
    static const char two[] =
        HEAD "unit: 1\nfunds: {f: {amount: 90_000}}\naxes: {x: {}, y: {}}\n"
             "lines:\n"
             "  a: {funds: [f], max: 5_000, benefit: 1, axis: {x: 0.3, y: 0.7}}\n"
             "  b: {funds: [f], max: 5_000, whole: true, benefit: 1}\n";
    static const struct {
        const char *rule, *why;
    } refused_rules[] = {
        {"{sum: {}, exactly: @10_001}", "'r' asks for at least $10,001"},
        {"{sum: {axis: x}, at_least: @1_501}", "its lines can get only $1,500"},
        {"{count: {}, at_least: @3}", "'r' asks for at least 3 lines, but selects only 2"}};
    static const char *const accepted_rules[] = {"{sum: {}, exactly: 10_000}",
                                                 "{sum: {axis: x}, at_least: 1_500}",
                                                 "{count: {}, at_least: 2}"};

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct text text = {0};
        text_format(&text, "%srules: {r: %s}\n", two, refused_rules[i].rule);
        refused(text_string(&text), refused_rules[i].why);
        text_free(&text);
        text_format(&text, "%srules: {r: %s}\n", two, accepted_rules[i]);
        accepted(text_string(&text));
        text_free(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cycle_of_requires_is_told_line_by_line),
        cmocka_unit_test(every_cycle_is_told),
        cmocka_unit_test(a_long_chain_is_no_cycle_and_needs_no_stack),
        cmocka_unit_test(what_is_required_cannot_be_excluded),
        cmocka_unit_test(two_required_lines_cannot_exclude_each_other),
        cmocka_unit_test(commitments_stay_within_the_fund),
        cmocka_unit_test(commitments_wait_for_the_money_to_arrive),
        cmocka_unit_test(commitments_stay_within_the_line),
        cmocka_unit_test(what_pays_for_rules_out_is_not_committed),
        cmocka_unit_test(a_floor_above_its_fund_is_refused),
        cmocka_unit_test(floors_of_a_family_are_added_up),
        cmocka_unit_test(floors_of_different_funds_are_not_added_up),
        cmocka_unit_test(a_floor_of_a_year_is_held_against_what_has_arrived),
        cmocka_unit_test(a_floor_on_an_unlimited_fund_is_left_to_the_solver),
        cmocka_unit_test(required_lines_stay_within_their_fund),
        cmocka_unit_test(a_line_that_no_multiple_of_the_unit_can_fund_is_warned_of),
        cmocka_unit_test(a_line_that_its_funds_cannot_make_viable_is_warned_of),
        cmocka_unit_test(a_yes_no_line_needs_a_limit),
        cmocka_unit_test(a_fund_that_can_pay_nothing_is_worth_a_warning),
        cmocka_unit_test(money_is_written_in_the_language_of_the_notes),
        cmocka_unit_test(a_rule_cannot_ask_more_than_its_lines_allow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

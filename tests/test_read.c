/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a tree to a plan: every key of the format, names, templates; the errors of single lines and
 * funds. Rules are in test_read_rules.c, the sense of the whole in test_sense.c. */
#include "tests/given.h"

static struct given read_soundly(const char *text) {
    struct given given = give(text);

    if (given.plan == NULL || given.notes.count > 0) {
        fail_with_notes(&given, text, "no note is expected");
    }
    return given;
}

/* --- what a plan says ------------------------------------------------------------------------- */

/* The example of the format's contract, without what this version refuses. */
static const char contract[] =
    "arrimage: 1\n"
    "title: PARSIS Côte-Nord\n"
    "language: fr\n"
    "currency: CAD\n"
    "unit: 1\n"
    "years: [2012-13, 2013-14, 2014-15]\n"
    "territories:\n"
    "  manicouagan: {name: Manicouagan, population: 32012}\n"
    "  minganie: {name: Minganie, population: 6582}\n"
    "axes: {axe2: {name: Renforcer}, axe3: {name: Mobiliser}}\n"
    "funds:\n"
    "  parsis:\n"
    "    name: Enveloppe PARSIS\n"
    "    amount: 2_600_000\n"
    "    by_year: {2012-13: 900_000, 2014-15: 1_000_000}\n"
    "    carry_over: 0.5\n"
    "    counts_as_public_aid: 37.5%\n"
    "    pays_for: {axis: [axe2, axe3]}\n"
    "  rap: {amount: unlimited, status: requested, in_kind: true, source: page 3}\n"
    "lines:\n"
    "  mobilisation:\n"
    "    for_each: territory\n"
    "    each: {minganie: {max: 80_000, min: 20_000, households: 900}}\n"
    "    name: \"Entente – {territory}\"\n"
    "    kind: agreement\n"
    "    axis: {axe3: 0.7, axe2: 0.3}\n"
    "    tags: [mobilisation, entente]\n"
    "    cost: 150_000\n"
    "    min: 50_000\n"
    "    funds: {parsis: {min: 1_000, max: 121_000}, rap: {}}\n"
    "    match:\n"
    "      - {fund: rap, with: parsis, exactly: 0.5}\n"
    "      - {fund: rap, with: total, at_least: 10%}\n"
    "      - {fund: rap, block: 60_000}\n"
    "    public_aid_at_most: 80%\n"
    "    schedule: {2012-13: 40%, 2013-14: 60%}\n"
    "    committed: {parsis: {2012-13: 20_000}, rap: 5_000}\n"
    "    requires: [other]\n"
    "    benefit: {points: [[0, 0], [50_000, 45], [100_000, 60.5]]}\n"
    "    measures: {jobs: {total: 3}}\n"
    "    households: 250\n"
    "  other: {cost: {2012-13: 30_000, 2014-15: 10_000}, required: true, whole: true,\n"
    "          funds: [rap], benefit: 1.2, illustrative: [cost]}\n"
    "rules:\n"
    "  floor: {for_each: territory, sum: {fund: parsis}, at_least: 15_317, negotiable: "
    "somewhat}\n"
    "goals: [maximize: benefit, minimize: [{times: 2.5, count: {kind: agreement}}]]\n"
    "scenarios: {}\n";

static void the_head_is_read(void **state) {
    struct given given = read_soundly(contract);
    const struct plan *plan = given.plan;

    (void)state;
    assert_string_equal(plan->title, "PARSIS Côte-Nord");
    assert_string_equal(plan->currency, "CAD");
    assert_true(plan->has_language);
    assert_int_equal(plan->language, FRENCH);
    assert_ratio(plan->unit, 1, 1);
    assert_int_equal(plan->year_count, 3);
    assert_string_equal(plan->years[2], "2014-15");
    assert_string_equal(plan->attributes[0], "population");
    assert_string_equal(plan->measures[0], "benefit");
    assert_string_equal(plan->measures[1], "jobs");
    take_back(&given);
}

static void funds_are_read(void **state) {
    struct given given = read_soundly(contract);
    const struct fund *parsis = &given.plan->funds[0], *rap = &given.plan->funds[1];

    (void)state;
    assert_true(parsis->limited);
    assert_ratio(parsis->amount, 2600000, 1);
    assert_ratio(parsis->arrivals[0], 900000, 1);
    assert_ratio(parsis->arrivals[1], 0, 1);
    assert_ratio(parsis->arrivals[2], 1000000, 1);
    assert_ratio(parsis->carry_over, 1, 2);
    assert_ratio(parsis->public_aid, 3, 8);
    assert_true(parsis->confirmed);
    assert_non_null(parsis->pays_for);
    assert_int_equal(source_position(given.source, parsis->amount_place.offset).line, 14);
    assert_false(rap->limited);
    assert_false(rap->confirmed);
    assert_true(rap->in_kind);
    assert_null(rap->arrivals);
    assert_ratio(rap->public_aid, 1, 1);
    assert_string_equal(rap->entity.source, "page 3");
    take_back(&given);
}

static void a_template_gives_one_line_for_each_member(void **state) {
    struct given given = read_soundly(contract);
    const struct plan *plan = given.plan;
    const struct line *first = &plan->lines[0], *second = &plan->lines[1];

    (void)state;
    assert_int_equal(plan->line_count, 3);
    assert_string_equal(first->entity.id, "mobilisation.manicouagan");
    assert_string_equal(first->entity.name, "Entente – Manicouagan");
    assert_string_equal(second->entity.name, "Entente – Minganie");
    assert_int_equal(first->territory, 0);
    assert_int_equal(second->territory, 1);
    assert_int_equal(first->family, 0);
    assert_int_equal(plan->lines[2].family, NONE);
    assert_int_equal(plan->lines[2].territory, NONE);
    assert_string_equal(plan->families[0].id, "mobilisation");
    assert_int_equal(plan->families[0].count, 2);
    assert_ratio(first->max, 150000, 1);
    assert_ratio(second->max, 80000, 1);
    assert_ratio(second->min, 20000, 1);
    assert_int_equal(first->entity.attribute_count, 1);
    assert_ratio(first->entity.attributes[0].value, 250, 1);
    assert_ratio(second->entity.attributes[0].value, 900, 1);
    take_back(&given);
}

static void lines_are_read(void **state) {
    struct given given = read_soundly(contract);
    const struct line *line = &given.plan->lines[0];

    (void)state;
    assert_int_equal(line->axis_count, 2);
    assert_int_equal(line->axes[0].axis, 1); /* in the order of the file */
    assert_ratio(line->axes[0].share, 7, 10);
    assert_int_equal(line->tags.count, 2);
    assert_ratio(line->cost, 150000, 1);
    assert_int_equal(line->payer_count, 2);
    assert_ratio(line->payers[0].min, 1000, 1);
    assert_ratio(line->payers[0].max, 121000, 1);
    assert_ratio(line->payers[0].eligible, 1, 1);
    assert_false(line->payers[1].has_max);
    assert_int_equal(line->match_count, 3);
    assert_int_equal(line->matches[0].with, 0);
    assert_int_equal(line->matches[0].sense, EXACTLY);
    assert_ratio(line->matches[0].amount, 1, 2);
    assert_int_equal(line->matches[1].with, NONE);
    assert_ratio(line->matches[1].amount, 1, 10);
    assert_true(line->matches[2].is_block);
    assert_ratio(line->aid_limit, 4, 5);
    assert_int_equal(line->years.count, 2);
    assert_ratio(line->schedule[1], 3, 5);
    assert_int_equal(line->commitment_count, 2);
    assert_int_equal(line->commitments[0].year, 0);
    assert_int_equal(line->commitments[1].year, NONE);
    assert_int_equal(line->requires.list[0], 2);
    assert_int_equal(line->curve_count, 2);
    assert_ratio(line->curves[0].points[2].value, 605, 10);
    assert_ratio(line->curves[1].per_dollar, 3, 150000);
    take_back(&given);
}

static void a_cost_by_year_is_spent_in_that_proportion(void **state) {
    struct given given = read_soundly(contract);
    const struct line *line = &given.plan->lines[2];

    (void)state;
    assert_ratio(line->cost, 40000, 1);
    assert_ratio(line->max, 40000, 1);
    assert_int_equal(line->years.count, 2);
    assert_int_equal(line->years.list[1], 2);
    assert_ratio(line->schedule[0], 3, 4);
    assert_ratio(line->schedule[1], 1, 4);
    assert_true(line->entity.illustrative);
    take_back(&given);
}

static void slots_stand_together_by_line(void **state) {
    struct given given = read_soundly(contract);

    (void)state;
    assert_int_equal(given.plan->lines[1].first_slot, 4); /* 2 funds in 2 years */
    assert_int_equal(given.plan->lines[2].first_slot, 8);
    assert_int_equal(given.plan->slot_count, 10);
    take_back(&given);
}

static void the_digest_is_of_the_files_bytes_whatever_set_changes(void **state) {
    static const char *const sets[] = {"title=Autre", NULL};
    struct given given = give_with("arrimage: 1\n"
                                   "funds: {parsis: {amount: 60_000}}\n"
                                   "lines: {a: {cost: 40_000, benefit: 1, funds: [parsis]}}\n",
                                   sets);

    (void)state;
    assert_string_equal(given.plan->title, "Autre");
    /* coreutils 9.1: sha256sum of the three lines */
    assert_string_equal(given.plan->sha256,
                        "f5f81d042936b9b6a297ec762674bf8e6f82dd7b65de379832261ad446f227ea");
    take_back(&given);
}

static void what_is_left_out_has_its_default(void **state) {
    struct given given = read_soundly(HEAD FUND LINE);
    const struct plan *plan = given.plan;

    (void)state;
    assert_string_equal(plan->title, "plan.yaml");
    assert_false(plan->has_language);
    assert_ratio(plan->unit, 1, 100);
    assert_false(plan->has_years);
    assert_int_equal(plan->year_count, 1);
    assert_string_equal(plan->years[0], "");
    assert_int_equal(plan->goal_count, 1);
    assert_string_equal(plan->goals[0].text, "maximize benefit");
    assert_ratio(plan->funds[0].carry_over, 1, 1);
    assert_string_equal(plan->lines[0].entity.name, "a");
    take_back(&given);
}

static void the_notes_speak_the_plans_language_unless_told_otherwise(void **state) {
    struct given given = {0};
    struct notes *notes = &given.notes;

    (void)state;
    notes_speak(notes, FRENCH);
    given.source = without_marks(&given, HEAD "language: en\n" FUND "lines: {}\n");
    given.tree = tree_read(given.source, notes);
    assert_null(plan_read(given.tree, false, notes));
    assert_contains(notes->list[0].what, "takes lines");
    notes_speak(notes, FRENCH);
    node_get(given.tree->root, "lines")->bad = false;
    assert_null(plan_read(given.tree, true, notes));
    assert_contains(notes->list[1].what, "il faut des lignes");
    take_back(&given);
}

static void what_keeps_a_plan_from_being_read_is_told_in_its_language(void **state) {
    struct notes notes = {.language = FRENCH};
    struct source *english = source_new("p", "a: [\nlanguage: \"en\"\n", 20);
    struct source *neither = source_new("p", "# language: en\n  language: en", 29);

    (void)state;
    plan_speak(neither, &notes);
    assert_int_equal(notes.language, FRENCH);
    plan_speak(english, &notes);
    assert_int_equal(notes.language, ENGLISH);
    source_free(english);
    source_free(neither);
}

static void what_yaml_refuses_hides_no_other_error(void **state) {
    (void)state;
    refused(HEAD FUND "lines:\n"
                      "  a: {max: 4, funds: parsis, benefit: 1, @max: 5}\n"
                      "  b: {max: 4, funds: @rap, benefit: 1}\n"
                      "  c:\n    max: @2,5\n    funds: parsis\n    benefit: 1\n",
            "");
    refused(HEAD FUND "lines:\n  a:\n    max: @!!str 5,5\n"
                      "    funds: [@*x, parsis, @rap]\n    benefit: 1\n",
            "");
    refused(HEAD FUND "lines:\n  a: &a {max: 4, funds: parsis, benefit: 1}\n"
                      "  b: {@<<: *a, funds: rap}\n"
                      "rules: {r: {sum: {line: b}, at_most: 5}}\n",
            "merge key");
}

static void names_of_a_section_written_twice_are_known(void **state) {
    (void)state;
    refused(HEAD FUND LINE "@lines: {b: {max: 7, benefit: 1, funds: parsis}}\n"
                           "rules: {r: {sum: {line: [a, b, @c]}, at_most: 5}}\n",
            "");
    refused(HEAD FUND LINE "@lines: {@a: {max: 7, benefit: 1, funds: parsis}}\n", "");
}

/* --- names ------------------------------------------------------------------------------------ */

static void a_name_that_stands_for_nothing_is_refused_with_the_nearest(void **state) {
    (void)state;
    refused_with_advice(HEAD FUND "lines: {a: {cost: 5, funds: [@parsiss], benefit: 1}}\n",
                        "unknown fund 'parsiss'", "'parsis'");
    refused_with_advice(HEAD FUND PLACES
                        "lines: {a: {cost: 5, funds: parsis, benefit: 1, territory: @norrd}}\n",
                        "unknown territory", "'nord'");
    refused_with_advice(HEAD FUND AXES
                        "lines: {a: {cost: 5, funds: parsis, benefit: 1, axis: @axe4}}\n",
                        "unknown axis", "'axe");
    refused_with_advice(HEAD FUND YEARS
                        "lines: {a: {cost: 5, funds: parsis, benefit: 1, years: [@2012-14]}}\n",
                        "unknown year", "'201");
    refused_with_advice(HEAD FUND
                        "lines: {aa: {cost: 5, funds: parsis, benefit: 1, requires: [@aab]}}\n",
                        "unknown line", "'aa'");
    refused_with_advice(HEAD FUND "lines: {a: {cost: 5, funds: parsis, benefit: 1, committed:"
                                  " {parsis: {@2012-13: 5}}}}\n",
                        "unknown year", "no 'years'");
}

static void a_name_that_stands_twice_is_refused_with_both_places(void **state) {
    (void)state;
    refused(HEAD FUND PLACES "lines: {a: {cost: 5, funds: parsis, benefit: 1}}\n"
                             "rules: {r: {sum: {line: [^a, @a]}, at_most: 5}}\n",
            "'a' is named twice");
    refused(HEAD FUND "lines: {a: {cost: 5, funds: [^parsis, @parsis], benefit: 1}}\n",
            "'parsis' is named twice");
    refused(HEAD FUND LINE "years: [^2012-13, @2012-13]\n", "'2012-13' is named twice");
}

static void a_refused_section_breeds_no_further_errors(void **state) {
    (void)state;
    refused(HEAD "funds: @5\nlines: {a: {cost: 5, funds: [parsis], benefit: 1}}\n",
            "'funds' takes funds");
    refused(HEAD FUND "territories: @[nord]\n"
                      "lines: {a: {for_each: territory, cost: 5, funds: parsis, benefit: 1}}\n"
                      "rules: {r: {sum: {line: a, territory: nord}, at_most: 5}}\n",
            "'territories' takes territories");
    refused(HEAD FUND "lines: {a: @5}\nrules: {r: {sum: {line: b, tag: c}, at_most: 5}}\n",
            "'a' takes a line");
}

/* --- templates -------------------------------------------------------------------------------- */

#define TEMPLATE(more)                                                                         \
    HEAD FUND PLACES AXES "lines: {t: {cost: 5, funds: parsis, benefit: 1, " more "}}\n"

static void only_and_except_choose_the_members(void **state) {
    struct given given =
        read_soundly(TEMPLATE("for_each: [territory, axis], except: [sud.axe3]"));

    (void)state;
    assert_int_equal(given.plan->line_count, 3);
    assert_string_equal(given.plan->lines[1].entity.id, "t.nord.axe3");
    assert_ratio(given.plan->lines[1].axes[0].share, 1, 1);
    assert_int_equal(given.plan->lines[1].axes[0].axis, 1);
    take_back(&given);
    given = read_soundly(TEMPLATE("for_each: [territory, axis], only: [sud, axe2]"));
    assert_int_equal(given.plan->line_count, 1);
    assert_string_equal(given.plan->lines[0].entity.id, "t.sud.axe2");
    take_back(&given);
    given = read_soundly(TEMPLATE("for_each: territory, only: sud"));
    assert_string_equal(given.plan->lines[0].entity.id, "t.sud");
    take_back(&given);
}

static void each_of_two_dimensions_goes_from_the_general_to_the_particular(void **state) {
    struct given given = read_soundly(TEMPLATE("for_each: [territory, axis], each: {nord.axe2: "
                                               "{max: 2}, axe2: {max: 3}, nord: {max: 4}}"));

    (void)state;
    assert_ratio(given.plan->lines[0].max, 2, 1); /* nord.axe2 */
    assert_ratio(given.plan->lines[1].max, 4, 1); /* nord.axe3 */
    assert_ratio(given.plan->lines[2].max, 3, 1); /* sud.axe2 */
    assert_ratio(given.plan->lines[3].max, 5, 1); /* sud.axe3 */
    take_back(&given);
}

static void a_member_that_is_not_there_is_refused(void **state) {
    (void)state;
    refused_with_advice(TEMPLATE("for_each: territory, each: {@norrd: {max: 3}}"),
                        "not a member", "'nord'");
    refused(TEMPLATE("for_each: territory, only: [nord, @axe2]"), "not a member");
    refused(TEMPLATE("for_each: territory, except: [@est]"), "not a member");
    refused(TEMPLATE("only: @[nord]"), "'only' goes only with 'for_each'");
    refused(HEAD FUND
            "lines: {t: {cost: 5, funds: parsis, benefit: 1, for_each: @territory}}\n",
            "defines none");
    refused(TEMPLATE("for_each: [^axis, @axis]"), "named twice");
}

static void what_for_each_gives_is_not_given_again(void **state) {
    (void)state;
    refused(TEMPLATE("for_each: territory, territory: @nord"), "gives the territory already");
    refused(TEMPLATE("for_each: axis, axis: @axe2"), "gives the axis already");
}

static void one_slip_in_a_template_is_told_once(void **state) {
    (void)state;
    refused(TEMPLATE("for_each: [territory, axis], requires: [@nobody]"), "unknown line");
    refused(HEAD FUND PLACES "lines: {t: {cost: ^5, funds: parsis, benefit: 1, min: @6,\n"
                             "  for_each: territory}}\n",
            "'min' is above 'cost'");
}

static void a_templates_name_takes_the_members_names(void **state) {
    struct given given = read_soundly(TEMPLATE("for_each: [territory, axis], name: Aide"));

    (void)state;
    assert_string_equal(given.plan->lines[0].entity.name, "Aide – nord, axe2");
    take_back(&given);
    refused(TEMPLATE("for_each: territory, name: @\"{territory} : {axe}\""),
            "can only contain {territory}");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_is_read),
        cmocka_unit_test(funds_are_read),
        cmocka_unit_test(a_template_gives_one_line_for_each_member),
        cmocka_unit_test(lines_are_read),
        cmocka_unit_test(a_cost_by_year_is_spent_in_that_proportion),
        cmocka_unit_test(slots_stand_together_by_line),
        cmocka_unit_test(the_digest_is_of_the_files_bytes_whatever_set_changes),
        cmocka_unit_test(what_is_left_out_has_its_default),
        cmocka_unit_test(the_notes_speak_the_plans_language_unless_told_otherwise),
        cmocka_unit_test(what_keeps_a_plan_from_being_read_is_told_in_its_language),
        cmocka_unit_test(what_yaml_refuses_hides_no_other_error),
        cmocka_unit_test(names_of_a_section_written_twice_are_known),
        cmocka_unit_test(a_name_that_stands_for_nothing_is_refused_with_the_nearest),
        cmocka_unit_test(a_name_that_stands_twice_is_refused_with_both_places),
        cmocka_unit_test(a_refused_section_breeds_no_further_errors),
        cmocka_unit_test(only_and_except_choose_the_members),
        cmocka_unit_test(each_of_two_dimensions_goes_from_the_general_to_the_particular),
        cmocka_unit_test(a_member_that_is_not_there_is_refused),
        cmocka_unit_test(what_for_each_gives_is_not_given_again),
        cmocka_unit_test(one_slip_in_a_template_is_told_once),
        cmocka_unit_test(a_templates_name_takes_the_members_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places named by dots, and changes made there before the plan is read. */
#include "tests/given.h"

#include <stdlib.h>

static const char base[] =
    "arrimage: 1\n"
    "years: [2012-13, 2013-14]\n"
    "territories: {nord: {population: 900}, sud: {population: 300}}\n"
    "axes: {axe2: {}, axe3: {}}\n"
    "funds:\n"
    "  parsis: {amount: 60_000, by_year: [40_000, 30_000]}\n"
    "  rap: {amount: 9_000}\n"
    "lines:\n"
    "  mob: {for_each: territory, max: 500, funds: [parsis, rap], benefit: {total: 7},\n"
    "        each: {sud: {max: 300}}}\n"
    "  both: {for_each: [territory, axis], max: 80, funds: parsis}\n"
    "  a: {max: 90, min: 10, funds: parsis}\n"
    "rules: {floor: {for_each: [territory, line], sum: {line: [a, mob]}, at_most: 700}}\n";

static struct given set(const char *assignment) {
    const char *sets[] = {assignment, NULL};
    struct given given = give_with(base, sets);

    if (given.plan == NULL || given.notes.count > 0) {
        fail_with_notes(&given, assignment, "no note is expected");
    }
    return given;
}

enum { MOB_NORD, MOB_SUD, NORD_AXE2, NORD_AXE3, SUD_AXE2, SUD_AXE3, A, LINES };

static void assert_maxima(const char *assignment, const int64_t expected[LINES]) {
    struct given given = set(assignment);

    for (int i = 0; i < LINES; i++) {
        assert_ratio(given.plan->lines[i].max, expected[i], 1);
    }
    take_back(&given);
}

/* The note's place is in the assignment, at the column from 1. */
static void assert_refused(const char *assignment, uint32_t column, const char *what) {
    const char *sets[] = {assignment, NULL};
    struct given given = give_with(base, sets);
    const struct note *note = &given.notes.list[0];

    if (given.notes.count != 1 || note->place.source == NULL ||
        strcmp(note->place.source->name, "--set") != 0 ||
        position_of(&note->place).column != column || strstr(note->what, what) == NULL) {
        fail_with_notes(&given, assignment, what);
    }
    assert_string_equal(note->place.source->bytes, assignment);
    take_back(&given);
}

/* --- one place -------------------------------------------------------------------------------- */

static void a_value_is_changed(void **state) {
    struct given given = set("funds.parsis.amount=50_000.25");

    (void)state;
    assert_ratio(given.plan->funds[0].amount, 5000025, 100);
    assert_string_equal(given.plan->funds[0].amount_place.source->name, "--set");
    take_back(&given);
    given = set("funds.rap.amount=unlimited");
    assert_false(given.plan->funds[1].limited);
    take_back(&given);
}

static void a_key_that_the_file_left_out_is_made(void **state) {
    struct given given = set("unit=25");

    (void)state;
    assert_ratio(given.plan->unit, 25, 1);
    take_back(&given);
    given = set("lines.a.measures.jobs.total=3");
    assert_ratio(given.plan->lines[A].curves[0].per_dollar, 3, 90);
    take_back(&given);
    given = set("lines.a.tags=[jeunes, aide]");
    assert_int_equal(given.plan->lines[A].tags.count, 2);
    take_back(&given);
}

static void the_value_is_yaml(void **state) {
    struct given given = set("lines.a.benefit={points: [[0, 0], [50, 2.5]]}");

    (void)state;
    assert_ratio(given.plan->lines[A].curves[0].points[1].value, 5, 2);
    take_back(&given);
    given = set("title=\"Scénario: b = c\"");
    assert_string_equal(given.plan->title, "Scénario: b = c");
    take_back(&given);
}

static void a_year_names_its_value_in_a_list(void **state) {
    struct given given = set("funds.parsis.by_year.2013-14=12.5");

    (void)state;
    assert_ratio(given.plan->funds[0].arrivals[0], 40000, 1);
    assert_ratio(given.plan->funds[0].arrivals[1], 25, 2);
    take_back(&given);
}

static void a_list_of_funds_becomes_a_map_when_one_is_described(void **state) {
    struct given given = set("lines.mob.funds.rap.max=42");

    (void)state;
    assert_int_equal(given.plan->lines[MOB_SUD].payer_count, 2);
    assert_false(given.plan->lines[MOB_SUD].payers[0].has_max);
    assert_ratio(given.plan->lines[MOB_SUD].payers[1].max, 42, 1);
    take_back(&given);
}

/* --- members and stars ------------------------------------------------------------------------ */

static void a_member_of_a_template_is_changed_in_its_each(void **state) {
    (void)state;
    assert_maxima("lines.mob.nord.max=7", (const int64_t[]){7, 300, 80, 80, 80, 80, 90});
    assert_maxima("lines.mob.max=7", (const int64_t[]){7, 300, 80, 80, 80, 80, 90});
    assert_maxima("lines.both.sud.axe3.max=7", (const int64_t[]){500, 300, 80, 80, 80, 7, 90});
    assert_maxima("lines.both.sud.max=7", (const int64_t[]){500, 300, 80, 80, 7, 7, 90});
}

static void a_member_keeps_what_the_template_says_besides(void **state) {
    struct given given = set("lines.mob.sud.benefit.total=6");

    (void)state;
    assert_ratio(given.plan->lines[MOB_NORD].curves[0].per_dollar, 7, 500);
    assert_ratio(given.plan->lines[MOB_SUD].curves[0].per_dollar, 6, 300);
    take_back(&given);
    given = set("rules.floor.nord.mob.nord.at_most=250");
    for (uint32_t i = 0; i < given.plan->rule_count; i++) {
        const struct rule *rule = &given.plan->rules[i];

        assert_ratio(rule->at_most.value,
                     strcmp(rule->entity.id, "floor.nord.mob.nord") == 0 ? 250 : 700, 1);
    }
    take_back(&given);
}

static void a_star_means_all(void **state) {
    struct given given = set("funds.*.amount=77_000");

    (void)state;
    assert_ratio(given.plan->funds[0].amount, 77000, 1);
    assert_ratio(given.plan->funds[1].amount, 77000, 1);
    take_back(&given);
    assert_maxima("lines.mob.*.max=7", (const int64_t[]){7, 7, 80, 80, 80, 80, 90});
    assert_maxima("lines.*.max=70", (const int64_t[]){70, 70, 70, 70, 70, 70, 70});
    given = set("funds.parsis.by_year.*=31_000");
    assert_ratio(given.plan->funds[0].arrivals[1], 31000, 1);
    take_back(&given);
}

static void what_a_path_names_is_found_without_making_anything(void **state) {
    struct given given = give(base);
    struct path_values values = {0};
    struct source *paths = source_new("--set", "lines.mob.*.max lines.a.kind", 28);

    (void)state;
    given.tree->sources[given.tree->source_count++] = paths;
    assert_true(
        path_find(given.tree, (struct place){paths, 0, 15}, PATH_READ, &values, &given.notes));
    assert_int_equal(values.count, 2);
    assert_true(node_is(values.list[0], "500"));
    assert_true(node_is(values.list[1], "300"));
    assert_false(
        path_find(given.tree, (struct place){paths, 16, 12}, PATH_READ, &values, &given.notes));
    free(values.list);
    take_back(&given);
    source_free(paths);
}

/* --- errors ----------------------------------------------------------------------------------- */

static void a_path_that_meets_nothing_is_refused_where_it_goes_astray(void **state) {
    struct given given = give_with(base, (const char *const[]){"funds.parsi.amount=5", NULL});

    (void)state;
    assert_string_equal(given.notes.list[0].advice, "did you mean 'parsis'?");
    take_back(&given);
    assert_refused("funds.parsi.amount=5", 7, "no 'parsi' there");
    assert_refused("fonds.parsis.amount=5", 1, "no 'fonds' there");
    assert_refused("lines.b={max: 5}", 7, "no 'b' there");
    assert_refused("funds.parsis.amount.x=5", 21, "no 'x' there");
    assert_refused("funds.parsis.by_year.2011-12=5", 22, "no '2011-12' there");
}

static void the_schema_judges_what_is_set(void **state) {
    (void)state;
    assert_refused("funds.parsis.amont=5", 14, "unknown key 'amont'");
    assert_refused("funds.parsis.amount=beaucoup", 21, "takes an amount");
}

static void a_conflict_with_the_file_shows_both_documents(void **state) {
    struct given given = give_with(base, (const char *const[]){"lines.a.max=5", NULL});

    (void)state;
    assert_int_equal(given.notes.count, 1); /* min: 10 in the file */
    assert_ptr_equal(given.notes.list[0].place.source, given.source);
    assert_string_equal(given.notes.list[0].other.source->name, "--set");
    take_back(&given);
}

static void an_assignment_has_a_path_and_a_value(void **state) {
    (void)state;
    assert_refused("funds.parsis.amount", 1, "a path and a value");
    assert_refused("=5", 1, "a path and a value");
    assert_refused("funds..amount=5", 7, "a path is written like");
    assert_refused("funds.parsis.amount=", 1, "a path and a value");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_changed),
        cmocka_unit_test(a_key_that_the_file_left_out_is_made),
        cmocka_unit_test(the_value_is_yaml),
        cmocka_unit_test(a_year_names_its_value_in_a_list),
        cmocka_unit_test(a_list_of_funds_becomes_a_map_when_one_is_described),
        cmocka_unit_test(a_member_of_a_template_is_changed_in_its_each),
        cmocka_unit_test(a_member_keeps_what_the_template_says_besides),
        cmocka_unit_test(a_star_means_all),
        cmocka_unit_test(what_a_path_names_is_found_without_making_anything),
        cmocka_unit_test(a_path_that_meets_nothing_is_refused_where_it_goes_astray),
        cmocka_unit_test(the_schema_judges_what_is_set),
        cmocka_unit_test(a_conflict_with_the_file_shows_both_documents),
        cmocka_unit_test(an_assignment_has_a_path_and_a_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

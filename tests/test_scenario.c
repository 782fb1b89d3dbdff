/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios as they are written: whose changes are made, in which order, and what is refused. */
#include "tests/scenarios.h"

/* "set funds.parsis.amount, remove rules.cap": the changes of a scenario. */
static void assert_changes(const struct asked *asked, const char *id, const char *expected) {
    static const char *const words[] = {"set", "scale", "add", "remove"};
    const struct scenario *scenario = scenario_named(asked, id);
    struct text text = {0};

    for (uint32_t i = 0; i < scenario->change_count; i++) {
        text_format(&text, "%s%s %s", i > 0 ? ", " : "", words[scenario->changes[i]->kind],
                    scenario->changes[i]->path);
    }
    assert_text_equal(&text, expected);
    text_free(&text);
}

static void changes_stand_in_the_order_in_which_they_are_written(void **state) {
    struct asked asked = ask("scenarios:\n"
                             "  a:\n"
                             "    scale: {funds.rap.amount: 50%, \"lines.*.max\": 0.9}\n"
                             "    remove: [rules.cap, lines.b]\n"
                             "    set: {funds.rap.amount: 2.385}\n"
                             "    add: {lines.c: {cost: 4, funds: [rap]}}\n");

    (void)state;
    assert_changes(&asked, "a",
                   "scale funds.rap.amount, scale lines.*.max, remove rules.cap, remove "
                   "lines.b, set funds.rap.amount, add lines.c");
    dismiss(&asked);
}

static void those_it_is_made_from_come_first_and_once(void **state) {
    struct asked asked = ask("scenarios:\n"
                             "  last: {from: [left, right], set: {title: x}}\n"
                             "  left: {from: root, set: {unit: 1}}\n"
                             "  right: {from: root, set: {currency: USD}}\n"
                             "  root: {scale: {funds.rap.amount: 50%}}\n");

    (void)state;
    assert_changes(&asked, "left", "scale funds.rap.amount, set unit");
    assert_changes(&asked, "last", "scale funds.rap.amount, set unit, set currency, set title");
    dismiss(&asked);
}

static void the_plan_as_it_stands_is_a_scenario(void **state) {
    struct asked asked = ask("scenarios: {a: {set: {unit: 1}}}\n");

    (void)state;
    assert_int_equal(asked.scenarios->count, 2);
    assert_int_equal(asked.scenarios->base, 0);
    assert_string_equal(asked.scenarios->list[0].id, "base");
    assert_string_equal(asked.scenarios->list[0].names[ENGLISH], "The plan as it stands");
    assert_string_equal(asked.scenarios->list[0].names[FRENCH], "Le plan tel quel");
    dismiss(&asked);
    asked = ask("scenarios: {a: {set: {unit: 1}}, base: {name: Statu quo, source: S1}}\n");
    assert_int_equal(asked.scenarios->count, 2);
    assert_int_equal(asked.scenarios->base, 1);
    assert_string_equal(asked.scenarios->list[1].names[FRENCH], "Statu quo");
    assert_string_equal(asked.scenarios->list[1].source, "S1");
    dismiss(&asked);
    asked = ask("");
    assert_int_equal(asked.scenarios->count, 1);
    dismiss(&asked);
}

static void a_grid_turns_its_last_wheel_first(void **state) {
    static const char *const ids[] = {"base", "env=90%,rap=0", "env=90%,rap=7",
                                      "env=110%,rap=0", "env=110%,rap=7"};
    struct asked asked =
        ask("grid:\n"
            "  env: {name: Envelope, scale: {funds.parsis.amount: [90%, 110%],\n"
            "                                \"lines.*.max\": [1, 2]}}\n"
            "  rap: {set: {funds.rap.amount: [0, 7]}}\n");

    (void)state;
    assert_int_equal(asked.scenarios->count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        assert_string_equal(asked.scenarios->list[i].id, ids[i]);
    }
    assert_string_equal(asked.scenarios->list[3].names[ENGLISH], "Envelope 110%, rap 0");
    assert_changes(&asked, "env=110%,rap=7",
                   "scale funds.parsis.amount, scale lines.*.max, set funds.rap.amount");
    assert_true(node_is(scenario_named(&asked, "env=110%,rap=7")->changes[2]->value, "7"));
    assert_true(node_is(scenario_named(&asked, "env=110%,rap=7")->changes[1]->value, "2"));
    dismiss(&asked);
}

static void a_grid_is_named_as_numbers_are_read(void **state) {
    static const struct {
        const char *written, *french, *english;
    } cases[] = {
        {"110%", "Aide \u00e0 110\u00a0%", "Aide \u00e0 110%"},
        {"12.50%", "Aide \u00e0 12,50\u00a0%", "Aide \u00e0 12.50%"},
        {"225_000", "Aide \u00e0 225\u202f000", "Aide \u00e0 225,000"},
        {"1000000", "Aide \u00e0 1\u202f000\u202f000", "Aide \u00e0 1,000,000"},
        {"60000$", "Aide \u00e0 60\u202f000\u00a0$", "Aide \u00e0 $60,000"},
        {"2.385", "Aide \u00e0 2,385", "Aide \u00e0 2.385"},
        {"-4_500", "Aide \u00e0 \u22124\u202f500", "Aide \u00e0 \u22124,500"},
        {"2012", "Aide \u00e0 2012", "Aide \u00e0 2012"},
        {"2012-13", "Aide \u00e0 2012-13", "Aide \u00e0 2012-13"},
        {"unlimited", "Aide \u00e0 unlimited", "Aide \u00e0 unlimited"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text grid = {0}, id = {0};

        text_format(&grid, "grid: {aide: {name: Aide \u00e0, set: {title: [%s]}}}\n",
                    cases[i].written);
        text_format(&id, "aide=%s", cases[i].written);
        struct asked asked = ask(text_string(&grid));
        const struct scenario *scenario = scenario_named(&asked, text_string(&id));
        assert_string_equal(scenario->names[FRENCH], cases[i].french);
        assert_string_equal(scenario->names[ENGLISH], cases[i].english);
        dismiss(&asked);
        text_free(&grid);
        text_free(&id);
    }
}

static void values_without_a_plain_word_are_numbered(void **state) {
    struct asked asked = ask("grid: {a: {set: {funds.rap.by_year: [[1, 2], {x: 3}, 5, 5]}}}\n");

    (void)state;
    assert_string_equal(asked.scenarios->list[1].id, "a=#1");
    assert_string_equal(asked.scenarios->list[2].id, "a=#2");
    assert_string_equal(asked.scenarios->list[4].id, "a=#4");
    dismiss(&asked);
}

/* As written, the last "#1" would be the first A, and "x,b=y" with "y" what "x" with "y,b=y" is. */
static void no_two_combinations_are_identified_alike(void **state) {
    struct asked asked = ask("grid:\n"
                             "  a: {set: {lines.x.name: [A, A, \"#1\", x, \"x,b=y\"]}}\n"
                             "  b: {set: {lines.y.name: [\"y\", \"y,b=y\"]}}\n");

    (void)state;
    assert_int_equal(asked.scenarios->count, 11);
    for (uint32_t i = 0; i < asked.scenarios->count; i++) {
        for (uint32_t k = 0; k < i; k++) {
            assert_string_not_equal(asked.scenarios->list[i].id, asked.scenarios->list[k].id);
        }
    }
    dismiss(&asked);
}

static void a_grid_of_a_billion_is_counted_and_refused(void **state) {
#define TEN "set: {unit: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}"
    (void)state;
    refuse_scenarios("grid:\n"
                     "  @a: {" TEN "}\n  b: {" TEN "}\n  c: {" TEN "}\n"
                     "  d: {" TEN "}\n  e: {" TEN "}\n  f: {" TEN "}\n"
                     "  g: {" TEN "}\n  h: {" TEN "}\n  i: {" TEN "}\n",
                     "1000000000 scenarios; at most 9999");
}

/* 10^20 are more than 64 bits count, and with one scenario more still are. */
static void a_grid_beyond_counting_is_refused(void **state) {
    struct text document = {0};

    (void)state;
    text_add(&document, "scenarios: {one: {}}\ngrid:\n");
    for (int i = 0; i < 20; i++) {
        text_format(&document, "  %s%c: {" TEN "}\n", i == 0 ? "@" : "", 'a' + i);
    }
    refuse_scenarios(text_string(&document), "> 18446744073709551615 scenarios; at most 9999");
    text_free(&document);
}

static void cycles_are_refused_with_both_places(void **state) {
    (void)state;
    refuse_scenarios("scenarios:\n"
                     "  ^a: {from: b}\n"
                     "  b: {from: [c, d]}\n"
                     "  c: {from: @a}\n"
                     "  d: {}\n",
                     "'a' is made from itself");
    refuse_scenarios("scenarios: {^a: {from: @a}}\n", "'a' is made from itself");
}

static void unknown_names_are_refused_with_what_was_meant(void **state) {
    struct asked asked;

    (void)state;
    refuse_scenarios("scenarios: {partner: {}, b: {from: @parner}}\n",
                     "unknown scenario 'parner'");
    asked = ask("scenarios: {partner: {}}\n");
    assert_null(scenarios_find(asked.scenarios, "Partner", &asked.given.notes));
    assert_string_equal(asked.given.notes.list[0].advice, "did you mean 'partner'?");
    dismiss(&asked);
}

static void a_name_unlike_all_others_gets_a_list_of_them(void **state) {
    struct asked asked = ask("scenarios: {partner: {}, cut: {}}\n");

    (void)state;
    assert_null(scenarios_find(asked.scenarios, "zebra", &asked.given.notes));
    assert_string_equal(asked.given.notes.list[0].advice, "one of: base, partner, cut");
    dismiss(&asked);
}

/* Whatever is made from a faulty scenario is; the others can be tried. */
static void a_fault_leaves_the_other_scenarios_sound(void **state) {
    struct asked asked = ask_of(ASKED_PLAN, "scenarios:\n"
                                            "  last: {from: [good, broken]}\n"
                                            "  good: {set: {unit: 1}}\n"
                                            "  broken: {from: nobody}\n");

    (void)state;
    assert_int_equal(notes_errors(&asked.given.notes), 1);
    assert_true(scenario_named(&asked, "last")->unsound);
    assert_false(scenario_named(&asked, "good")->unsound);
    assert_true(scenario_named(&asked, "broken")->unsound);
    dismiss(&asked);
}

static void the_base_changes_nothing(void **state) {
    (void)state;
    refuse_scenarios("scenarios: {@base: {set: {^unit: 1}}}\n", "changes nothing");
}

static void lists_that_vary_together_are_of_one_length(void **state) {
    (void)state;
    refuse_scenarios("grid: {a: {set: {funds.rap.amount: ^[1, 2]}, scale: "
                     "{funds.parsis.amount: @[1, 2, 3]}}}\n",
                     "3 here, 2 there");
    refuse_scenarios("grid: {@a: {name: x}}\n", "nothing varies here");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_stand_in_the_order_in_which_they_are_written),
        cmocka_unit_test(those_it_is_made_from_come_first_and_once),
        cmocka_unit_test(the_plan_as_it_stands_is_a_scenario),
        cmocka_unit_test(a_grid_turns_its_last_wheel_first),
        cmocka_unit_test(a_grid_is_named_as_numbers_are_read),
        cmocka_unit_test(values_without_a_plain_word_are_numbered),
        cmocka_unit_test(no_two_combinations_are_identified_alike),
        cmocka_unit_test(a_grid_of_a_billion_is_counted_and_refused),
        cmocka_unit_test(a_grid_beyond_counting_is_refused),
        cmocka_unit_test(cycles_are_refused_with_both_places),
        cmocka_unit_test(unknown_names_are_refused_with_what_was_meant),
        cmocka_unit_test(a_name_unlike_all_others_gets_a_list_of_them),
        cmocka_unit_test(a_fault_leaves_the_other_scenarios_sound),
        cmocka_unit_test(the_base_changes_nothing),
        cmocka_unit_test(lists_that_vary_together_are_of_one_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

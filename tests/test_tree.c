/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limits of a document, and documents made to exhaust their reader. */
#include "tests/reading.h"

#include <time.h>

/* --- helpers ---------------------------------------------------------------------------------- */

static struct text repeated(const char *before, const char *string, size_t times,
                            const char *after) {
    struct text text = {0};

    text_add(&text, before);
    text_add_repeated(&text, string, times);
    text_add(&text, after);
    return text;
}

static double seconds_since(clock_t start) {
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* --- limits ----------------------------------------------------------------------------------- */

static void levels_up_to_64_are_read_and_one_more_is_refused(void **state) {
    const char *what = "more than 64 levels of nested lists and keys";
    struct text text = repeated("a: ", "[", 63, "");
    struct reading reading;

    (void)state;
    text_add_repeated(&text, "]", 63);
    reading = read_text(text.bytes);
    assert_non_null(reading.tree);
    end(&reading);
    text_free(&text);
    text = repeated("a: ", "[", 64, "");
    text_add_repeated(&text, "]", 64);
    reading = read_text(text.bytes);
    assert_int_equal(reading.notes.count, 1);
    assert_note(&reading, 0, 1, 3 + 64, what);
    end(&reading);
    text_free(&text);
    /* The anchor is at level 2 and 33 levels high; as an alias at level 33 it reaches 65. */
    text = repeated("a: &x ", "[", 33, "");
    text_add_repeated(&text, "]", 33);
    text_add(&text, "\nb: ");
    text_add_repeated(&text, "[", 31);
    text_add(&text, "*x");
    text_add_repeated(&text, "]", 31);
    reading = read_text(text.bytes);
    assert_int_equal(reading.notes.count, 1);
    assert_note(&reading, 0, 2, 4 + 31, what);
    end(&reading);
    text_free(&text);
}

static void nesting_made_to_exhaust_fails_at_once(void **state) {
    static const char *const openings[] = {"[", "{a: ", "- ", "[{a: "};
    clock_t start = clock();

    (void)state;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        struct text text = repeated("a:\n ", openings[i], 100000, "");
        struct reading reading = read_text(text.bytes);

        assert_int_equal(reading.notes.count, 1);
        end(&reading);
        text_free(&text);
    }
    assert_true(seconds_since(start) < 2); /* milliseconds; libyaml alone takes half a minute */
}

static void a_million_nodes_are_read_and_one_more_is_refused(void **state) {
    /* The map, the key, the list, and its members. */
    struct text text = repeated("a: [", "1,", TREE_MOST_NODES - 3, "]\n");
    struct reading reading = read_text(text.bytes);

    (void)state;
    assert_non_null(reading.tree);
    assert_int_equal(value_of(&reading, "a")->count, TREE_MOST_NODES - 3);
    end(&reading);
    text_free(&text);
    text = repeated("a: [", "1,", TREE_MOST_NODES - 2, "]\n");
    reading = read_text(text.bytes);
    assert_int_equal(reading.notes.count, 1);
    assert_note(&reading, 0, 1, 5 + 2 * (TREE_MOST_NODES - 3),
                "more than 1000000 keys and values, copies by aliases included");
    end(&reading);
    text_free(&text);
}

static void an_alias_bomb_fails_at_once(void **state) {
    struct text text = {0};
    struct reading reading;
    clock_t start;

    (void)state;
    text_add(&text, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
        text_format(&text, "a%d: &a%d [", i, i);
        for (int k = 0; k < 10; k++) {
            text_format(&text, "*a%d, ", i - 1);
        }
        text_add(&text, "]\n");
    }
    start = clock();
    reading = read_text(text.bytes);
    assert_true(seconds_since(start) < 2);
    assert_int_equal(reading.notes.count, 1);
    assert_string_equal(reading.notes.list[0].what,
                        "more than 1000000 keys and values, copies by aliases included");
    end(&reading);
    text_free(&text);
}

static void a_duplicate_among_many_keys_is_found_at_once(void **state) {
    struct text text = {0};
    struct reading reading;
    clock_t start;

    (void)state;
    for (int i = 0; i < 200000; i++) {
        text_format(&text, "project_%d: 1\n", i);
    }
    text_add(&text, "project_7: 1\n");
    start = clock();
    reading = read_text(text.bytes);
    assert_true(seconds_since(start) < 5); /* 0.3 s; the square of 200,000 would be minutes */
    assert_int_equal(reading.notes.count, 1);
    assert_note(&reading, 0, 200001, 1, "the key 'project_7' is written twice");
    assert_also(&reading, 0, 8, 1);
    end(&reading);
    text_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_up_to_64_are_read_and_one_more_is_refused),
        cmocka_unit_test(nesting_made_to_exhaust_fails_at_once),
        cmocka_unit_test(a_million_nodes_are_read_and_one_more_is_refused),
        cmocka_unit_test(an_alias_bomb_fails_at_once),
        cmocka_unit_test(a_duplicate_among_many_keys_is_found_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/notes.h"

#include "tests/close.h"

#include <stdlib.h>

/* The first place where `part` stands in the source. */
static struct place place_of(const struct source *source, const char *part) {
    const char *found = strstr(source->bytes, part);

    assert_non_null(found);
    return (struct place){source, (uint32_t)(found - source->bytes), (uint32_t)strlen(part)};
}

static void assert_told(const struct notes *notes, const char *expected) {
    struct text told = {0};

    notes_tell(notes, 50, false, &told);
    assert_text_equal(&told, expected);
    text_free(&told);
}

/* What is told of one note at `part` of a document of these bytes. */
static void assert_shown(const char *bytes, const char *part, const char *expected) {
    struct source *source = source_new("p", bytes, strlen(bytes));
    struct notes notes = {.language = ENGLISH};

    notes_input(&notes, place_of(source, part), "là", "here");
    assert_told(&notes, expected);
    notes_free(&notes);
    source_free(source);
}

static void a_note_shows_the_line_a_caret_and_what_to_do(void **state) {
    static const char bytes[] = "lines:\n  mobilisation:\n    maxx: 150_000\n";
    struct source *source = source_new("plan.yaml", bytes, sizeof bytes - 1);
    struct notes notes = {0};

    (void)state;
    notes_input(&notes, place_of(source, "maxx"), "clé inconnue « %s »", "unknown key '%s'",
                "maxx");
    notes_advise(&notes, "vouliez-vous dire « %s » ?", "did you mean '%s'?", "max");
    assert_told(&notes, "plan.yaml:3:5: erreur : clé inconnue « maxx »\n"
                        "    3 |     maxx: 150_000\n"
                        "      |     ^~~~\n"
                        "  → vouliez-vous dire « max » ?\n");
    notes_free(&notes);
    source_free(source);
}

static void the_language_is_that_of_the_moment_of_adding(void **state) {
    struct notes notes = {0};

    (void)state;
    notes_input(&notes, NOWHERE, "le plan est vide", "the plan is empty");
    notes_speak(&notes, ENGLISH);
    notes_input(&notes, NOWHERE, "%d erreurs, %s", "%d errors, %s", 17, "x");
    assert_string_equal(notes.list[0].what, "le plan est vide");
    assert_string_equal(notes.list[1].what, "17 errors, x");
    notes_free(&notes);
}

static void each_severity_has_its_words(void **state) {
    struct notes notes = {0};

    (void)state;
    notes_add(&notes, NOTE_SYSTEM, NOWHERE, "a", "a");
    notes_add(&notes, NOTE_INTERNAL, NOWHERE, "b", "b");
    notes_add(&notes, NOTE_WARNING, NOWHERE, "c", "c");
    assert_told(&notes, "arrimage: erreur : a\n"
                        "arrimage: erreur interne : b\n"
                        "arrimage: attention : c\n");
    notes_speak(&notes, ENGLISH);
    assert_told(&notes, "arrimage: error: a\n"
                        "arrimage: internal error: b\n"
                        "arrimage: warning: c\n");
    notes_free(&notes);
}

static void the_second_place_is_shown_too(void **state) {
    static const char bytes[] = "max: 1\r\nmin: 2\r\nmax: 3\r\n";
    struct source *source = source_new("plan.yaml", bytes, sizeof bytes - 1);
    struct place first = place_of(source, "max"), second = first;
    struct notes notes = {0};

    (void)state;
    second.offset = 16;
    notes_input(&notes, second, "clé donnée deux fois", "key given twice");
    notes_also(&notes, first);
    assert_told(&notes, "plan.yaml:3:1: erreur : clé donnée deux fois\n"
                        "    3 | max: 3\n"
                        "      | ^~~\n"
                        "plan.yaml:1:1: voir aussi\n"
                        "    1 | max: 1\n"
                        "      | ^~~\n");
    notes_free(&notes);
    source_free(source);
}

static void notes_are_told_in_order_of_place_and_of_addition(void **state) {
    struct source *plan = source_new("plan.yaml", "a: 1\nb: 2\n", 10);
    struct source *set = source_new("--set", "c: 3", 4);
    struct notes notes = {.language = ENGLISH};
    struct text told = {0};
    static const char *const order[] = {": three\n", ": one\n", ": two\n", ": four\n",
                                        ": nowhere\n"};
    const char *at;

    (void)state;
    notes_input(&notes, NOWHERE, "-", "nowhere");
    notes_input(&notes, place_of(plan, "b"), "-", "one");
    notes_input(&notes, place_of(set, "c"), "-", "four");
    notes_input(&notes, place_of(plan, "b"), "-", "two");
    notes_input(&notes, place_of(plan, "a"), "-", "three");
    notes_tell(&notes, 50, false, &told);
    at = text_string(&told);
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        at = strstr(at, order[i]);
        assert_non_null(at);
    }
    text_free(&told);
    notes_free(&notes);
    source_free(plan);
    source_free(set);
}

static void the_same_sentence_at_the_same_place_is_told_once(void **state) {
    struct notes notes = {.language = ENGLISH};

    (void)state;
    notes_input(&notes, NOWHERE, "-", "one");
    notes_input(&notes, NOWHERE, "-", "two");
    notes_input(&notes, NOWHERE, "-", "one");
    assert_told(&notes, "arrimage: error: one\narrimage: error: two\n");
    assert_int_equal(notes.count, 3);
    notes_free(&notes);
}

static void beyond_the_most_only_their_number_is_told(void **state) {
    struct notes notes = {0};
    struct text told = {0};

    (void)state;
    for (int i = 1; i <= 5; i++) {
        notes_input(&notes, NOWHERE, "faute %d", "mistake %d", i);
    }
    notes_tell(&notes, 4, false, &told);
    assert_text_contains(&told, "faute 4\narrimage: 1 autre message n’est pas montré\n");
    text_free(&told);
    notes_speak(&notes, ENGLISH);
    notes_tell(&notes, 2, false, &told);
    assert_text_contains(&told, "faute 2\narrimage: 3 more messages are not shown\n");
    text_free(&told);
    notes_free(&notes);
}

static void warnings_do_not_crowd_out_an_error(void **state) {
    struct notes notes = {.language = ENGLISH};
    struct text told = {0};

    (void)state;
    for (int i = 1; i <= 9; i++) {
        notes_add(&notes, NOTE_WARNING, NOWHERE, "doute %d", "doubt %d", i);
    }
    notes_input(&notes, NOWHERE, "-", "mistake");
    notes_tell(&notes, 3, false, &told);
    assert_text_equal(&told, "arrimage: warning: doubt 1\n"
                             "arrimage: warning: doubt 2\n"
                             "arrimage: error: mistake\n"
                             "arrimage: 7 more messages are not shown\n");
    text_free(&told);
    notes_free(&notes);
}

static void the_caret_stands_under_wide_and_accented_characters(void **state) {
    (void)state;
    assert_shown("\té: 予算 x", "予算",
                 "p:1:5: error: here\n"
                 "    1 |  é: 予算 x\n"
                 "      |     ^~~~\n");
}

static void control_characters_and_bad_bytes_are_made_visible(void **state) {
    (void)state;
    assert_shown("a\x1B[31m C\xF4te x", "x",
                 "p:1:13: error: here\n"
                 "    1 | a\\u{1B}[31m C\\x{F4}te x\n"
                 "      |                       ^\n");
}

static void user_text_in_a_sentence_cannot_forge_a_line(void **state) {
    struct notes notes = {.language = ENGLISH};

    (void)state;
    notes_input(&notes, NOWHERE, "%s", "%s", "x\narrimage: all is well\x1B[2J");
    notes_advise(&notes, "%s", "%s", "y\r");
    assert_told(&notes, "arrimage: error: x\\u{A}arrimage: all is well\\u{1B}[2J\n"
                        "  → y\\u{D}\n");
    notes_free(&notes);
}

static void a_place_over_several_lines_is_underlined_to_the_end_of_the_first(void **state) {
    (void)state;
    assert_shown("max: [1,\n  2]\n", "[1,\n  2]",
                 "p:1:6: error: here\n"
                 "    1 | max: [1,\n"
                 "      |      ^~~\n");
}

static void the_end_of_the_document_can_be_pointed_at(void **state) {
    struct source *source = source_new("p", "a:\n", 3);
    struct notes notes = {.language = ENGLISH};

    (void)state;
    notes_input(&notes, (struct place){source, 3, 0}, "-", "unfinished");
    assert_told(&notes, "p:2:1: error: unfinished\n    2 | \n      | ^\n");
    notes_free(&notes);
    source_free(source);
}

/* Width of the line of `told` that begins at its `number`th newline. */
static size_t width_of_line(const char *told, int number, char *line, size_t size) {
    for (int i = 0; i < number; i++) {
        told = strchr(told, '\n') + 1;
    }
    assert_true(strcspn(told, "\n") < size);
    memcpy(line, told, strcspn(told, "\n"));
    line[strcspn(told, "\n")] = '\0';
    return utf8_width(line);
}

static void a_long_line_is_cut_to_a_window_around_the_caret(void **state) {
    char line[1000], shown[400], carets[400];
    struct source *source;

    (void)state;
    for (size_t i = 0; i < sizeof line; i++) {
        line[i] = (char)('a' + i % 26);
    }
    source = source_new("p", line, sizeof line);
    for (uint32_t offset = 0; offset < sizeof line; offset++) {
        struct notes notes = {.language = ENGLISH};
        struct text told = {0};
        size_t caret;

        notes_input(&notes, (struct place){source, offset, 7}, "-", "here");
        notes_tell(&notes, 1, false, &told);
        assert_true(width_of_line(text_string(&told), 1, shown, sizeof shown) <= 8 + 102);
        caret = width_of_line(text_string(&told), 2, carets, sizeof carets);
        assert_true(caret >= 9 && caret <= 8 + 102);
        caret = strcspn(carets, "^");
        if (strncmp(shown + 8, "…", strlen("…")) == 0) {
            caret += strlen("…") - 1;
        }
        assert_int_equal(shown[caret], line[offset]);
        text_free(&told);
        notes_free(&notes);
    }
    source_free(source);
}

static void a_line_of_a_hundred_columns_is_not_cut(void **state) {
    char line[101];
    struct source *source;

    (void)state;
    memset(line, 'x', sizeof line);
    source = source_new("p", line, 100);
    for (uint32_t offset = 0; offset < 100; offset++) {
        struct notes notes = {.language = ENGLISH};
        struct text told = {0};

        notes_input(&notes, (struct place){source, offset, 1}, "-", "here");
        notes_tell(&notes, 1, false, &told);
        assert_lacks(text_string(&told), "…");
        text_free(&told);
        notes_free(&notes);
    }
    source_free(source);
}

static void colours_change_nothing_but_colours(void **state) {
    struct source *source = source_new("p", "maxx: 2", 7);
    struct notes notes = {.language = ENGLISH};
    struct text plain = {0}, coloured = {0}, stripped = {0};

    (void)state;
    notes_add(&notes, NOTE_WARNING, place_of(source, "maxx"), "-", "here");
    notes_advise(&notes, "-", "there");
    notes_tell(&notes, 9, false, &plain);
    notes_tell(&notes, 9, true, &coloured);
    assert_text_contains(&coloured, "\x1B[");
    for (const char *at = text_string(&coloured); *at != '\0'; at++) {
        if (*at == '\x1B') {
            at += strcspn(at, "m");
        } else {
            text_add_char(&stripped, *at);
        }
    }
    assert_text_equal(&stripped, text_string(&plain));
    text_free(&plain);
    text_free(&coloured);
    text_free(&stripped);
    notes_free(&notes);
    source_free(source);
}

static void what_is_hopeless_is_an_error_unless_it_is_borne(void **state) {
    struct notes notes = {0};

    (void)state;
    notes_add(&notes, NOTE_HOPELESS, NOWHERE, "trop", "too much");
    assert_int_equal(notes_exit_status(&notes), 2);
    assert_int_equal(notes_errors(&notes), 1);
    notes.bears_hopeless = true;
    assert_int_equal(notes_exit_status(&notes), 0);
    assert_int_equal(notes_errors(&notes), 0);
    notes_input(&notes, NOWHERE, "faux", "wrong");
    assert_int_equal(notes_exit_status(&notes), 2);
    assert_int_equal(notes_errors(&notes), 1);
    notes_free(&notes);
}

static void the_worst_note_decides_the_exit_status(void **state) {
    struct notes notes = {0};

    (void)state;
    assert_int_equal(notes_exit_status(&notes), 0);
    notes_add(&notes, NOTE_WARNING, NOWHERE, "-", "-");
    assert_int_equal(notes_exit_status(&notes), 0);
    assert_int_equal(notes_errors(&notes), 0);
    notes_add(&notes, NOTE_INTERNAL, NOWHERE, "-", "-");
    assert_int_equal(notes_exit_status(&notes), 4);
    notes_input(&notes, NOWHERE, "-", "-");
    assert_int_equal(notes_exit_status(&notes), 4);
    assert_int_equal(notes_errors(&notes), 2);
    notes_free(&notes);
    notes_input(&notes, NOWHERE, "-", "-");
    assert_int_equal(notes_exit_status(&notes), 2);
    notes_free(&notes);
    notes_add(&notes, NOTE_SYSTEM, NOWHERE, "-", "-");
    assert_int_equal(notes_exit_status(&notes), 4);
    notes_free(&notes);
}

static void many_notes_at_one_place_are_told_in_good_time(void **state) {
    enum { COUNT = 50000 };
    struct notes notes = {.language = ENGLISH};
    struct text told = {0};

    (void)state;
    for (int i = 0; i < COUNT; i++) {
        notes_input(&notes, NOWHERE, "une même longue phrase, puis %d",
                    "the same long sentence, then %d", i / 2);
    }
    notes_tell(&notes, 1, false, &told);
    assert_text_contains(&told, "24999 more messages");
    text_free(&told);
    notes_free(&notes);
}

static void a_word_gets_the_name_that_is_meant_or_those_there_are(void **state) {
    static const char *const names[] = {"parsis", "rap"};
    struct notes notes = {.language = ENGLISH};

    (void)state;
    notes_input(&notes, NOWHERE, "fonds inconnu", "unknown fund 'parsi'");
    notes_suggest(&notes, names, 2, "parsi", 5);
    assert_string_equal(notes.list[0].advice, "did you mean 'parsis'?");
    notes_input(&notes, NOWHERE, "fonds inconnu", "unknown fund 'zebra'");
    notes_suggest(&notes, names, 2, "zebra", 5);
    assert_string_equal(notes.list[1].advice, "one of: parsis, rap");
    notes_input(&notes, NOWHERE, "fonds inconnu", "unknown fund 'zebra'");
    notes_suggest(&notes, names, 0, "zebra", 5);
    assert_null(notes.list[2].advice);
    notes_free(&notes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_shows_the_line_a_caret_and_what_to_do),
        cmocka_unit_test(the_language_is_that_of_the_moment_of_adding),
        cmocka_unit_test(each_severity_has_its_words),
        cmocka_unit_test(the_second_place_is_shown_too),
        cmocka_unit_test(notes_are_told_in_order_of_place_and_of_addition),
        cmocka_unit_test(the_same_sentence_at_the_same_place_is_told_once),
        cmocka_unit_test(beyond_the_most_only_their_number_is_told),
        cmocka_unit_test(warnings_do_not_crowd_out_an_error),
        cmocka_unit_test(the_caret_stands_under_wide_and_accented_characters),
        cmocka_unit_test(control_characters_and_bad_bytes_are_made_visible),
        cmocka_unit_test(user_text_in_a_sentence_cannot_forge_a_line),
        cmocka_unit_test(a_place_over_several_lines_is_underlined_to_the_end_of_the_first),
        cmocka_unit_test(the_end_of_the_document_can_be_pointed_at),
        cmocka_unit_test(a_long_line_is_cut_to_a_window_around_the_caret),
        cmocka_unit_test(a_line_of_a_hundred_columns_is_not_cut),
        cmocka_unit_test(colours_change_nothing_but_colours),
        cmocka_unit_test(what_is_hopeless_is_an_error_unless_it_is_borne),
        cmocka_unit_test(the_worst_note_decides_the_exit_status),
        cmocka_unit_test(many_notes_at_one_place_are_told_in_good_time),
        cmocka_unit_test(a_word_gets_the_name_that_is_meant_or_those_there_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

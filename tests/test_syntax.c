/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a document that is not well formed, and where. */
#include "tests/close.h"

#include "model/tree.h"

/* --- helpers ---------------------------------------------------------------------------------- */

struct expected {
    uint32_t line, column;
    const char *french, *english;
};

static void assert_note(const struct note *note, const struct expected *expected,
                        enum language language) {
    struct position position = source_position(note->place.source, note->place.offset);

    assert_string_equal(note->what, language == FRENCH ? expected->french : expected->english);
    assert_int_equal(position.line, expected->line);
    assert_int_equal(position.column, expected->column);
    assert_int_equal(note->severity, NOTE_INPUT);
    assert_non_null(note->advice);
}

static void refused_bytes(const char *bytes, size_t length, const struct expected *expected,
                          size_t count) {
    for (enum language language = FRENCH; language <= ENGLISH; language++) {
        struct source *source = source_new("plan.yaml", bytes, length);
        struct notes notes = {.language = language};

        assert_null(tree_read(source, &notes));
        assert_int_equal(notes.count, count);
        for (size_t i = 0; i < count; i++) {
            assert_note(&notes.list[i], &expected[i], language);
        }
        notes_free(&notes);
        source_free(source);
    }
}

static void refused(const char *text, uint32_t line, uint32_t column, const char *french,
                    const char *english) {
    refused_bytes(text, strlen(text), &(struct expected){line, column, french, english}, 1);
}

/* The second place that the only note about this text shows. */
static void assert_also(const char *text, uint32_t line, uint32_t column) {
    struct source *source = source_new("plan.yaml", text, strlen(text));
    struct notes notes = {0};
    struct position position;

    assert_null(tree_read(source, &notes));
    assert_int_equal(notes.count, 1);
    assert_ptr_equal(notes.list[0].other.source, source);
    position = source_position(source, notes.list[0].other.offset);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
    notes_free(&notes);
    source_free(source);
}

/* --- characters ------------------------------------------------------------------------------- */

static void a_document_in_utf_16_or_32_is_told_from_its_first_bytes(void **state) {
    static const struct expected utf_16 = {1, 1, "ce document est en UTF-16",
                                           "this document is in UTF-16"};
    static const struct expected utf_32 = {1, 1, "ce document est en UTF-32",
                                           "this document is in UTF-32"};

    (void)state;
    refused_bytes("\xFF\xFE"
                  "a\0:\0",
                  6, &utf_16, 1);
    refused_bytes("\xFE\xFF"
                  "\0a\0:",
                  6, &utf_16, 1);
    refused_bytes("a\0:\0 \0", 6, &utf_16, 1);
    refused_bytes("\0a\0:\0 ", 6, &utf_16, 1);
    refused_bytes("\xFF\xFE\0\0"
                  "a\0\0\0",
                  8, &utf_32, 1);
    refused_bytes("\0\0\xFE\xFF"
                  "\0\0\0a",
                  8, &utf_32, 1);
    refused_bytes("a\0\0\0:\0\0\0", 8, &utf_32, 1);
    refused_bytes("\0\0\0a\0\0\0:", 8, &utf_32, 1);
}

static void the_first_byte_that_is_not_utf_8_is_shown(void **state) {
    (void)state;
    refused("a: 1\né: \xE9t\xE9\n", 2, 4, "l’octet 0xE9 n’est pas de l’UTF-8",
            "the byte 0xE9 is not UTF-8");
    refused("a: \xC0\x80\n", 1, 4, "l’octet 0xC0 n’est pas de l’UTF-8",
            "the byte 0xC0 is not UTF-8");
    refused("a: \xED\xA0\x80\n", 1, 4, "l’octet 0xED n’est pas de l’UTF-8",
            "the byte 0xED is not UTF-8");
    refused("a: x\xC3", 1, 5, "l’octet 0xC3 n’est pas de l’UTF-8",
            "the byte 0xC3 is not UTF-8");
}

static void control_characters_are_all_shown(void **state) {
    static const struct expected expected[] = {
        {1, 5, "caractère de commande (U+0000)", "control character (U+0000)"},
        {1, 8, "caractère de commande (U+001B)", "control character (U+001B)"},
        {2, 2, "caractère de commande (U+007F)", "control character (U+007F)"},
        {2, 5, "caractère de commande (U+009F)", "control character (U+009F)"},
    };
    static const char bytes[] = "a: b\0cé\x1B\nb\x7F: \xC2\x9F # \t\n";

    (void)state;
    refused_bytes(bytes, sizeof bytes - 1, expected, 4);
}

static void line_breaks_that_nobody_sees_are_refused(void **state) {
    (void)state;
    refused("a: b\xC2\x85"
            "c: d\n",
            1, 5, "saut de ligne invisible (U+0085)", "invisible line break (U+0085)");
    refused("# été\xE2\x80\xA8"
            "a: b\n",
            1, 6, "saut de ligne invisible (U+2028)", "invisible line break (U+2028)");
    refused("a: 'b\xE2\x80\xA9'\n", 1, 6, "saut de ligne invisible (U+2029)",
            "invisible line break (U+2029)");
    refused("a: 1\n\xEF\xBB\xBF"
            "b: 2\n",
            2, 1, "marque d’ordre des octets (U+FEFF) ailleurs qu’au début",
            "byte order mark (U+FEFF) elsewhere than at the start");
}

static void at_most_twenty_characters_are_shown(void **state) {
    struct text text = {0};
    struct source *source;
    struct notes notes = {0};

    (void)state;
    text_add_repeated(&text, "\x01", 1000);
    source = source_new("plan.yaml", text.bytes, text.length);
    assert_null(tree_read(source, &notes));
    assert_int_equal(notes.count, 20);
    notes_free(&notes);
    source_free(source);
    text_free(&text);
}

/* --- keys and indentation --------------------------------------------------------------------- */

static void a_colon_out_of_place_is_shown(void **state) {
    const char *french = "ce deux-points n’est pas à sa place";
    const char *english = "this colon is out of place";

    (void)state;
    refused("title: Côte-Nord: phase 2\n", 1, 17, french, english);
    refused("a: 1\n  b: 2\n", 2, 4, french, english);
    refused("a: {b:[c]}\n", 1, 6, french, english);
}

static void a_line_that_is_no_key_is_shown_at_its_start(void **state) {
    (void)state;
    refused("a: 1\nbcd\ne: 2\n", 2, 1,
            "cette ligne devrait être une clé suivie d’un deux-points",
            "this line should be a key followed by a colon");
}

static void a_key_in_the_wrong_column_is_shown_with_its_group(void **state) {
    (void)state;
    refused("a:\n    b: 1\n  c: 2\n", 3, 3, "une nouvelle clé devrait commencer ici",
            "a new key should begin here");
    assert_also("# x\nz: 1\na:\n    b: 1\n  c: 2\n", 2, 1);
}

static void tabs_in_the_place_of_spaces_are_shown(void **state) {
    const char *french = "tabulation à la place d’espaces", *english = "tab in place of spaces";

    (void)state;
    refused("a:\n\tb: 1\n", 2, 1, french, english);
    refused("a: 1\n\tb: 1\n", 2, 1, french, english);
    refused("a: |\n\tb\n", 2, 1, french, english);
}

static void a_list_where_none_can_begin_is_shown(void **state) {
    (void)state;
    refused("a: - b\n", 1, 4, "une liste ne peut pas commencer ici",
            "a list cannot begin here");
    refused("a:\n  - b\n  c: d\n", 3, 3, "un nouvel élément de liste devrait commencer ici",
            "a new list item should begin here");
}

/* --- brackets and quotes ---------------------------------------------------------------------- */

static void brackets_left_open_are_shown_with_their_start(void **state) {
    (void)state;
    refused("a: [b, c\nd: e\n", 2, 2, "il manque une virgule ou un crochet fermant",
            "a comma or a closing bracket is missing");
    assert_also("a: [b, c\nd: e\n", 1, 4);
    refused("é: {b: c\nd: e\n", 2, 2, "il manque une virgule ou une accolade fermante",
            "a comma or a closing brace is missing");
    assert_also("é: {b: c\nd: e\n", 1, 4);
    refused("a: [b,\n", 2, 1, "le document s’arrête au milieu d’une liste ou d’un groupe",
            "the document stops in the middle of a list or group");
    refused("a: [b,, c]\n", 1, 7, "une valeur devrait se trouver ici",
            "a value should stand here");
}

static void quotes_left_open_are_shown_at_their_start(void **state) {
    (void)state;
    refused("b: 1\nà: \"pas fermé\nc: 1\n", 2, 4, "ce guillemet n’est jamais fermé",
            "this quote is never closed");
    refused("b: 'c\n---\n", 1, 4, "ce guillemet n’est pas fermé avant la fin du document",
            "this quote is not closed before the end of the document");
    refused("a: 'L'entente'\n", 1, 7, "une nouvelle clé devrait commencer ici",
            "a new key should begin here");
}

static void a_backslash_that_means_nothing_is_shown(void **state) {
    (void)state;
    refused("a: \"C:\\dossier\"\n", 1, 7,
            "cette barre oblique inverse annonce un caractère inconnu",
            "this backslash announces an unknown character");
}

static void signs_that_mean_something_else_to_yaml_are_shown(void **state) {
    const char *french = "un texte ne peut pas commencer par ce signe";
    const char *english = "a text cannot begin with this sign";

    (void)state;
    refused("a: @b\n", 1, 4, french, english);
    refused("é: `b`\n", 1, 4, french, english);
    refused("a: %b\n", 1, 4, french, english);
    refused("a: * b\n", 1, 4, "«\u00A0*\u00A0» annonce le nom d’une ancre, qui manque",
            "'*' announces the name of an anchor, which is missing");
    refused("a: & b\n", 1, 4, "«\u00A0&\u00A0» annonce le nom d’une ancre, qui manque",
            "'&' announces the name of an anchor, which is missing");
    refused("a: > b\n", 1, 6,
            "après «\u00A0|\u00A0» ou «\u00A0>\u00A0» le texte commence à la ligne suivante",
            "after '|' or '>' the text begins on the next line");
    refused("%a: 1\n", 1, 1, "une ligne ne peut pas commencer par «\u00A0%\u00A0»",
            "a line cannot begin with '%'");
}

static void what_follows_the_end_of_the_document_is_shown(void **state) {
    (void)state;
    refused("a: 1\n...\nb: 2\n", 3, 1, "le document est fini\u00A0; rien ne peut suivre ici",
            "the document has ended; nothing may follow here");
    refused("  a: 1\nb: 2\n", 2, 1, "le document est fini\u00A0; rien ne peut suivre ici",
            "the document has ended; nothing may follow here");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_in_utf_16_or_32_is_told_from_its_first_bytes),
        cmocka_unit_test(the_first_byte_that_is_not_utf_8_is_shown),
        cmocka_unit_test(control_characters_are_all_shown),
        cmocka_unit_test(line_breaks_that_nobody_sees_are_refused),
        cmocka_unit_test(at_most_twenty_characters_are_shown),
        cmocka_unit_test(a_colon_out_of_place_is_shown),
        cmocka_unit_test(a_line_that_is_no_key_is_shown_at_its_start),
        cmocka_unit_test(a_key_in_the_wrong_column_is_shown_with_its_group),
        cmocka_unit_test(tabs_in_the_place_of_spaces_are_shown),
        cmocka_unit_test(a_list_where_none_can_begin_is_shown),
        cmocka_unit_test(brackets_left_open_are_shown_with_their_start),
        cmocka_unit_test(quotes_left_open_are_shown_at_their_start),
        cmocka_unit_test(a_backslash_that_means_nothing_is_shown),
        cmocka_unit_test(signs_that_mean_something_else_to_yaml_are_shown),
        cmocka_unit_test(what_follows_the_end_of_the_document_is_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

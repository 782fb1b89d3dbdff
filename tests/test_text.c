/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include "tests/close.h"

static void an_empty_text_reads_as_an_empty_string(void **state) {
    struct text text = {0};

    (void)state;
    assert_text_equal(&text, "");
    text_add(&text, "");
    assert_non_null(text.bytes);
    assert_text_equal(&text, "");
    text_free(&text);
    assert_null(text.bytes);
}

static void additions_follow_each_other(void **state) {
    struct text text = {0};

    (void)state;
    text_add(&text, "fonds ");
    text_add_char(&text, '<');
    text_add_bytes(&text, "parsis, rap", 6);
    text_add_repeated(&text, "=>", 3);
    text_format(&text, " %d %s", 2385, "$");
    assert_text_equal(&text, "fonds <parsis=>=>=> 2385 $");
    assert_int_equal(text.length, strlen(text.bytes));
    text_free(&text);
}

static void a_format_longer_than_the_room_left_is_kept_whole(void **state) {
    (void)state;
    for (int length = 20; length < 300; length++) {
        struct text text = {0};

        text_add(&text, "ab");
        text_format(&text, "%0*d|", length, 7);
        assert_int_equal(text.length, 2 + (size_t)length + 1);
        assert_string_equal(text.bytes + text.length - 3, "07|");
        text_free(&text);
    }
}

static void bytes_after_a_nul_are_kept(void **state) {
    struct text text = {0};

    (void)state;
    text_add_bytes(&text, "a\0b", 3);
    assert_int_equal(text.length, 3);
    assert_memory_equal(text.bytes, "a\0b", 4);
    text_free(&text);
}

static void each_length_of_utf8_is_decoded(void **state) {
    /* The Unicode Standard 15.0, table 3-6: first and last code of each length */
    static const struct {
        const char *bytes;
        size_t length;
        uint32_t code;
    } cases[] = {
        {"\x01", 1, 0x1},
        {"\x7F", 1, 0x7F},
        {"\xC2\x80", 2, 0x80},
        {"\xDF\xBF", 2, 0x7FF},
        {"\xE0\xA0\x80", 3, 0x800},
        {"\xED\x9F\xBF", 3, 0xD7FF},
        {"\xEE\x80\x80", 3, 0xE000},
        {"\xEF\xBF\xBF", 3, 0xFFFF},
        {"\xF0\x90\x80\x80", 4, 0x10000},
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t code = 0;

        assert_int_equal(utf8_character(cases[i].bytes, cases[i].length, &code),
                         cases[i].length);
        assert_int_equal(code, cases[i].code);
        assert_int_equal(utf8_character(cases[i].bytes, cases[i].length - 1, NULL), 0);
    }
}

static void what_is_not_well_formed_utf8_is_refused(void **state) {
    /* The Unicode Standard 15.0, table 3-7 */
    static const char *const cases[] = {
        "\x80",             /* a continuation alone */
        "\xC0\x80",         /* overlong */
        "\xC1\xBF",         /* overlong */
        "\xE0\x9F\xBF",     /* overlong */
        "\xF0\x8F\xBF\xBF", /* overlong */
        "\xED\xA0\x80",     /* surrogate U+D800 */
        "\xED\xBF\xBF",     /* surrogate U+DFFF */
        "\xF4\x90\x80\x80", /* U+110000 */
        "\xF5\x80\x80\x80",
        "\xFF",
        "\xE2\x28\xA1",
        "\xC3",
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(utf8_character(cases[i], strlen(cases[i]), NULL), 0);
    }
    assert_int_equal(utf8_valid_prefix("Côte\xE9Nord", 10), 5);
    assert_int_equal(utf8_valid_prefix("Côte", 5), 5);
    assert_int_equal(utf8_valid_prefix("Côte", 2), 1); /* cut inside ô */
}

static void width_is_counted_in_terminal_columns(void **state) {
    (void)state;
    assert_int_equal(utf8_width("Sept-Îles"), 9);
    assert_int_equal(utf8_width("e\xCC\x81t"), 2);         /* combining acute: no column */
    assert_int_equal(utf8_width("60\u00A0000\u202F$"), 8); /* no-break spaces */
    assert_int_equal(utf8_width("予算"), 4);               /* East Asian wide: two each */
    assert_int_equal(utf8_width("ᐃᓄᒃᑎᑐᑦ"), 6);             /* Inuktitut syllabics: one each */
    assert_int_equal(utf8_width(""), 0);
}

static void width_agrees_with_what_is_made_visible(void **state) {
    static const char *const cases[] = {"a\x1B[31mb", "a\tb\n", "x\xFFy", "\u202Eabc",
                                        "\xC2\x85"};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text text = {0};

        text_add_visible(&text, cases[i], strlen(cases[i]));
        assert_int_equal(utf8_width(cases[i]), text.length); /* all of it is ASCII by now */
        text_free(&text);
    }
}

static void nothing_in_user_text_acts_on_the_terminal(void **state) {
    static const char name[] =
        "Ent\x1B]0;x\x07\0\r\n\x7F\xC2\x9B\u202E\u2066\u200F\u061C\u2028é\xC3";
    struct text text = {0};

    (void)state;
    text_add_visible(&text, name, sizeof name - 1);
    assert_text_equal(&text, "Ent\\u{1B}]0;x\\u{7}\\u{0}\\u{D}\\u{A}\\u{7F}\\u{9B}\\u{202E}"
                             "\\u{2066}\\u{200F}\\u{61C}\\u{2028}é\\x{C3}");
    text_free(&text);
}

static void json_strings_are_escaped_as_the_standard_asks(void **state) {
    struct text text = {0};

    (void)state;
    /* RFC 8259, section 7 */
    text_add_json_string(&text, "d'\"agir\" \\ / \b\f\n\r\t\x01\x1F\x7F é 😀");
    assert_text_equal(&text, "\"d'\\\"agir\\\" \\\\ / \\b\\f\\n\\r\\t\\u0001\\u001f\x7F é 😀\"");
    text_free(&text);
}

static void json_strings_are_utf8_whatever_they_were(void **state) {
    struct text text = {0};

    (void)state;
    text_add_json_string(&text, "C\xF4te");
    assert_text_equal(&text, "\"C\uFFFDte\"");
    text_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_text_reads_as_an_empty_string),
        cmocka_unit_test(additions_follow_each_other),
        cmocka_unit_test(a_format_longer_than_the_room_left_is_kept_whole),
        cmocka_unit_test(bytes_after_a_nul_are_kept),
        cmocka_unit_test(each_length_of_utf8_is_decoded),
        cmocka_unit_test(what_is_not_well_formed_utf8_is_refused),
        cmocka_unit_test(width_is_counted_in_terminal_columns),
        cmocka_unit_test(width_agrees_with_what_is_made_visible),
        cmocka_unit_test(nothing_in_user_text_acts_on_the_terminal),
        cmocka_unit_test(json_strings_are_escaped_as_the_standard_asks),
        cmocka_unit_test(json_strings_are_utf8_whatever_they_were),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

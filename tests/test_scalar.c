/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of numbers, words and identifiers. */
#include "tests/close.h"

#include "model/scalar.h"

static struct number number_of(const char *text) {
    struct number number = {.value = RATIO_UNKNOWN};

    if (number_read(text, strlen(text), &number) != NUMBER_FINE) {
        fail_msg("%s is a number", text);
    }
    return number;
}

static void assert_fault(const char *text, enum number_fault fault) {
    struct number number;

    if (number_read(text, strlen(text), &number) != fault) {
        fail_msg("%s has another fault", text);
    }
}

static void digits_may_be_grouped_by_three(void **state) {
    static const char *const same[] = {
        "60000",
        "60_000",
        "60 000",
        "60\xC2\xA0"
        "000",
        "60\xE2\x80\xAF"
        "000",
        "+60000",
        "60_000.00",
        "60 000 $",
        "60000$",
        "60\xC2\xA0"
        "000\xC2\xA0$",
    };

    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        assert_ratio(number_of(same[i]).value, 60000, 1);
    }
    assert_true(number_of("60 000 $").dollars);
    assert_ratio(number_of("2_600_000").value, 2600000, 1);
}

static void a_group_that_is_not_of_three_is_refused(void **state) {
    (void)state;
    assert_fault("60_00", NUMBER_GROUPS);
    assert_fault("1__000", NUMBER_GROUPS);
    assert_fault("6000_000", NUMBER_GROUPS);
    assert_fault("60 0000", NUMBER_GROUPS);
    assert_fault("60_", NUMBER_GROUPS);
}

static void decimals_take_a_point_and_are_kept_exactly(void **state) {
    (void)state;
    assert_ratio(number_of("2.385").value, 2385, 1000);
    assert_ratio(number_of("-0.07").value, -7, 100);
    assert_ratio(number_of("0.000000001").value, 1, 1000000000);
    assert_ratio(number_of("999999999.999999999").value, 999999999999999999, 1000000000);
    assert_ratio(number_of("010").value, 10, 1);
    assert_ratio(number_of("0.0").value, 0, 1);
    assert_ratio(number_of("-0").value, 0, 1);
}

static void a_percentage_is_its_hundredth(void **state) {
    (void)state;
    assert_ratio(number_of("12%").value, 12, 100);
    assert_ratio(number_of("37.5 %").value, 375, 1000);
    assert_true(number_of("12%").percent);
    assert_ratio(number_of("0.000000001%").value, 1, 100000000000);
}

static void a_comma_is_refused_because_it_reads_two_ways(void **state) {
    (void)state;
    assert_fault("2,6", NUMBER_COMMA);
    assert_fault("1,000", NUMBER_COMMA);
    assert_fault("60,000.50 $", NUMBER_COMMA);
}

static void other_forms_of_yaml_numbers_are_refused(void **state) {
    static const char *const others[] = {".inf", "0x10", "1:30", ".5",      "5.",
                                         "abc",  "--5",  "+",    "1 2x",    "12%%",
                                         "5% $", "$5",   "12a",  "\xC2\xA0"};

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_fault(others[i], NUMBER_OTHER);
    }
    assert_fault("1e3", NUMBER_EXPONENT);
    assert_fault("2.6E+10", NUMBER_EXPONENT);
}

static void more_digits_than_can_be_kept_are_refused(void **state) {
    (void)state;
    assert_ratio(number_of("123_456_789_012_345_678").value, 123456789012345678, 1);
    assert_fault("1234567890123456789", NUMBER_LONG);
    assert_fault("0.1234567891", NUMBER_LONG);
    assert_fault("9999999999.999999999", NUMBER_LONG);
}

static void a_number_ends_where_its_text_ends(void **state) {
    struct number number;

    (void)state;
    assert_int_equal(number_read("60_000_000", 6, &number), NUMBER_FINE);
    assert_ratio(number.value, 60000, 1);
    assert_int_equal(number_read("", 0, &number), NUMBER_OTHER);
}

static struct node scalar(const char *text, bool quoted) {
    return (struct node){.text = text, .length = (uint32_t)strlen(text), .quoted = quoted};
}

static void a_blank_is_nothing_or_null_without_quotes(void **state) {
    struct node blanks[] = {scalar("", false), scalar("~", false), scalar("null", false),
                            scalar("NULL", false)};
    struct node texts[] = {scalar("", true), scalar("null", true), scalar("0", false),
                           scalar("nulle", false)};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        assert_true(scalar_is_blank(&blanks[i]));
        assert_false(scalar_is_blank(&texts[i]));
    }
}

static void only_lower_case_yes_no_true_false_are_yes_or_no(void **state) {
    struct node words[] = {scalar("yes", false), scalar("no", false), scalar("true", false),
                           scalar("false", false)};
    struct node others[] = {scalar("Yes", false), scalar("on", false), scalar("oui", false),
                            scalar("1", false)};
    bool value;

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        assert_true(scalar_yes_no(&words[i], &value));
        assert_int_equal(value, i % 2 == 0);
        assert_false(scalar_yes_no(&others[i], &value));
    }
}

static void identifiers_begin_with_a_letter_of_any_script(void **state) {
    static const char *const sound[] = {"a",      "parsis_2",       "r2-d2",
                                        "équité", "e\xCC\x81quipe", "ᐃᓄᒃᑎᑐᑦ"};
    static const char *const unsound[] = {"",    "2012-13", "_a", "a.b", "a b",
                                          "a’b", "a\xE9",   "×2", "a*"};

    (void)state;
    for (size_t i = 0; i < sizeof sound / sizeof sound[0]; i++) {
        assert_true(identifier_is_sound(sound[i], strlen(sound[i])));
    }
    for (size_t i = 0; i < sizeof unsound / sizeof unsound[0]; i++) {
        assert_false(identifier_is_sound(unsound[i], strlen(unsound[i])));
    }
    assert_true(year_is_sound("2012-13", 7));
    assert_true(year_is_sound("now", 3));
    assert_false(year_is_sound("-13", 3));
}

static void what_is_shown_is_cut_between_characters(void **state) {
    struct arena *arena = arena_new();
    struct node node = scalar("aéééééééééééééééééééééééééééééé", true);
    const char *shown = scalar_shown(arena, &node);

    (void)state;
    assert_int_equal(utf8_valid_prefix(shown, strlen(shown)), strlen(shown));
    assert_true(strlen(shown) <= 48 + 3);
    node = scalar("a\033[31mb", true);
    assert_null(strchr(scalar_shown(arena, &node), '\033'));
    node = scalar("", true);
    assert_string_equal(scalar_shown(arena, &node), "\"\"");
    node = scalar("  ", true);
    assert_string_equal(scalar_shown(arena, &node), "\"  \"");
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_may_be_grouped_by_three),
        cmocka_unit_test(a_group_that_is_not_of_three_is_refused),
        cmocka_unit_test(decimals_take_a_point_and_are_kept_exactly),
        cmocka_unit_test(a_percentage_is_its_hundredth),
        cmocka_unit_test(a_comma_is_refused_because_it_reads_two_ways),
        cmocka_unit_test(other_forms_of_yaml_numbers_are_refused),
        cmocka_unit_test(more_digits_than_can_be_kept_are_refused),
        cmocka_unit_test(a_number_ends_where_its_text_ends),
        cmocka_unit_test(a_blank_is_nothing_or_null_without_quotes),
        cmocka_unit_test(only_lower_case_yes_no_true_false_are_yes_or_no),
        cmocka_unit_test(identifiers_begin_with_a_letter_of_any_script),
        cmocka_unit_test(what_is_shown_is_cut_between_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/source.h"

#include "tests/close.h"

#include <stdlib.h>

static struct position position_in(const char *bytes, size_t length, size_t offset) {
    struct source *source = source_new("plan.yaml", bytes, length);
    struct position position = source_position(source, offset);

    source_free(source);
    return position;
}

static void assert_position(const char *bytes, size_t offset, uint32_t line, uint32_t column) {
    struct position position = position_in(bytes, strlen(bytes), offset);

    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static void a_source_keeps_copies_of_name_and_bytes(void **state) {
    char name[] = "plan.yaml", bytes[] = "a\0b";
    struct source *source = source_new(name, bytes, 3);

    (void)state;
    name[0] = bytes[0] = '?';
    assert_string_equal(source->name, "plan.yaml");
    assert_int_equal(source->length, 3);
    assert_memory_equal(source->bytes, "a\0b\0", 4);
    source_free(source);
    source_free(NULL);
}

static void adopted_bytes_are_ended_by_nul(void **state) {
    char *bytes = malloc(4);
    struct source *source;

    (void)state;
    memcpy(bytes, "maxx", 4);
    source = source_adopt("--set", bytes, 3);
    assert_ptr_equal(source->bytes, bytes);
    assert_string_equal(source->bytes, "max");
    source_free(source);
}

static void all_three_line_endings_end_a_line(void **state) {
    static const char bytes[] = "un\ndeux\r\ntrois\rquatre";

    (void)state;
    assert_position(bytes, 0, 1, 1);
    assert_position(bytes, 2, 1, 3);  /* on the LF */
    assert_position(bytes, 3, 2, 1);  /* d */
    assert_position(bytes, 7, 2, 5);  /* on the CR */
    assert_position(bytes, 8, 2, 5);  /* on the LF after it: still the end of that line */
    assert_position(bytes, 9, 3, 1);  /* t */
    assert_position(bytes, 15, 4, 1); /* q, after a lone CR */
    assert_position(bytes, 19, 4, 5);
}

static void columns_count_characters_not_bytes(void **state) {
    (void)state;
    assert_position("é: 予算 x", 7, 1, 5);  /* é is 2 bytes, 予 3; at 算 */
    assert_position("C\xF4te: x", 6, 1, 7); /* a byte that is not UTF-8 counts for one */
}

static void the_line_is_given_without_its_ending(void **state) {
    struct position position = position_in("a: 1\r\nbc: 23\r\n", 14, 8);

    (void)state;
    assert_int_equal(position.line, 2);
    assert_int_equal(position.column, 3);
    assert_int_equal(position.line_start, 6);
    assert_int_equal(position.line_end, 12);
}

static void the_end_of_the_document_has_a_place(void **state) {
    struct position position = position_in("ab\n", 3, 3);

    (void)state;
    assert_int_equal(position.line, 2);
    assert_int_equal(position.column, 1);
    assert_int_equal(position.line_start, 3);
    assert_int_equal(position.line_end, 3);
    assert_position("ab", 99, 1, 3); /* beyond the end: the end */
    assert_position("", 0, 1, 1);
}

static void a_byte_order_mark_is_not_a_column(void **state) {
    static const char bytes[] = "\xEF\xBB\xBF"
                                "title: x";

    (void)state;
    assert_position(bytes, 0, 1, 1);
    assert_position(bytes, 3, 1, 1);
    assert_position(bytes, 5, 1, 3);
    assert_int_equal(position_in(bytes, strlen(bytes), 5).line_start, 3);
}

static void a_nul_byte_does_not_end_the_line(void **state) {
    struct position position = position_in("a\0b\nc", 5, 2);

    (void)state;
    assert_int_equal(position.line, 1);
    assert_int_equal(position.column, 3);
    assert_int_equal(position.line_end, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_source_keeps_copies_of_name_and_bytes),
        cmocka_unit_test(adopted_bytes_are_ended_by_nul),
        cmocka_unit_test(all_three_line_endings_end_a_line),
        cmocka_unit_test(columns_count_characters_not_bytes),
        cmocka_unit_test(the_line_is_given_without_its_ending),
        cmocka_unit_test(the_end_of_the_document_has_a_place),
        cmocka_unit_test(a_byte_order_mark_is_not_a_column),
        cmocka_unit_test(a_nul_byte_does_not_end_the_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

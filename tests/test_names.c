/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/names.h"

#include "tests/close.h"

#include <stdio.h>
#include <stdlib.h>

static const char *nearest(const char *const *candidates, size_t count, const char *name) {
    return names_nearest(candidates, count, name, strlen(name));
}

#define NEAREST(name, ...)                                                                     \
    nearest((const char *const[]){__VA_ARGS__},                                                \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), name)

static void names_are_numbered_in_order_of_entry(void **state) {
    struct names names = {0};
    bool is_new = false;

    (void)state;
    assert_int_equal(names_add(&names, "parsis", &is_new), 0);
    assert_true(is_new);
    assert_int_equal(names_add(&names, "rap", NULL), 1);
    assert_int_equal(names_add(&names, "parsis", &is_new), 0);
    assert_false(is_new);
    assert_int_equal(names.count, 2);
    assert_string_equal(names.list[1], "rap");
    names_free(&names);
    assert_int_equal(names.count, 0);
}

static void a_name_is_found_by_its_length_alone(void **state) {
    struct names names = {0};

    (void)state;
    assert_int_equal(names_find(&names, "rap", 3), NAMES_NONE);
    names_add(&names, "rap", NULL);
    names_add(&names, "", NULL);
    assert_int_equal(names_find(&names, "rapport", 3), 0);
    assert_int_equal(names_find(&names, "rapport", 7), NAMES_NONE);
    assert_int_equal(names_find(&names, "rap", 0), 1);
    assert_int_equal(names_find(&names, "rap\0x", 5), NAMES_NONE);
    names_free(&names);
}

static void ten_thousand_names_are_all_found(void **state) {
    enum { COUNT = 10000 };
    char(*list)[16] = calloc(COUNT, sizeof *list);
    struct names names = {0};

    (void)state;
    for (int i = 0; i < COUNT; i++) {
        snprintf(list[i], sizeof list[i], "ligne.%d", 7 * i);
        assert_int_equal(names_add(&names, list[i], NULL), i);
    }
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal(names_find(&names, list[i], strlen(list[i])), i);
    }
    assert_int_equal(names_find(&names, "ligne.8", 7), NAMES_NONE);
    names_free(&names);
    free(list);
}

static void one_slip_of_each_kind_is_understood(void **state) {
    (void)state;
    assert_string_equal(NEAREST("maxx", "min", "max", "cost"), "max");            /* insert */
    assert_string_equal(NEAREST("amunt", "name", "amount"), "amount");            /* drop */
    assert_string_equal(NEAREST("benefut", "measures", "benefit"), "benefit");    /* change */
    assert_string_equal(NEAREST("fudns", "funds", "kind"), "funds");              /* swap */
    assert_string_equal(NEAREST("territoire", "axis", "territory"), "territory"); /* two */
}

static void case_accents_and_hyphens_count_for_less(void **state) {
    (void)state;
    assert_string_equal(NEAREST("MOBILISATION", "mobilisation", "mobilite"), "mobilisation");
    assert_string_equal(NEAREST("cote_nord", "côte-nord", "cote_sud"), "côte-nord");
    assert_string_equal(NEAREST("Œuvre", "oeuvre", "autre"), "oeuvre");
    /* é typed as e and a combining accent */
    assert_string_equal(NEAREST("re\xCC\x81gion", "région"), "région");
    /* either would do for case alone; the accent decides */
    assert_string_equal(NEAREST("été", "ete", "Été"), "Été");
}

static void a_name_unlike_all_others_has_no_nearest(void **state) {
    (void)state;
    assert_null(NEAREST("montant", "amount", "cost", "max"));
    assert_null(NEAREST("ab", "cd"));
    assert_null(NEAREST("a", "b"));
    assert_null(NEAREST("", "max"));
    assert_null(names_nearest(NULL, 0, "max", 3));
    assert_null(nearest((const char *const[]){"milieu"}, 1, "milieu")); /* itself is no help */
}

static void of_two_as_near_the_first_is_meant(void **state) {
    (void)state;
    assert_string_equal(NEAREST("p3", "p1", "p2"), "p1");
    assert_string_equal(NEAREST("p2x", "p1", "p2"), "p2");
}

static void only_the_given_length_of_the_name_is_read(void **state) {
    static const char *const candidates[] = {"max", "min"};

    (void)state;
    assert_string_equal(names_nearest(candidates, 2, "mxa: 150_000", 3), "max");
}

static void names_too_long_to_be_slips_are_passed_over(void **state) {
    char name[400];

    (void)state;
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_null(NEAREST(name, "max"));
    assert_string_equal(NEAREST("maxx", name, "max"), "max");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_numbered_in_order_of_entry),
        cmocka_unit_test(a_name_is_found_by_its_length_alone),
        cmocka_unit_test(ten_thousand_names_are_all_found),
        cmocka_unit_test(one_slip_of_each_kind_is_understood),
        cmocka_unit_test(case_accents_and_hyphens_count_for_less),
        cmocka_unit_test(a_name_unlike_all_others_has_no_nearest),
        cmocka_unit_test(of_two_as_near_the_first_is_meant),
        cmocka_unit_test(only_the_given_length_of_the_name_is_read),
        cmocka_unit_test(names_too_long_to_be_slips_are_passed_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

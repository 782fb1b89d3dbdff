/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the format, and what is printed from it. */
#include "tests/given.h"

#include "model/schema.h"
#include "model/schema_print.h"

/* Calls `visit` for each shape with a title. */
static void for_each_record(void (*visit)(const struct shape *record)) {
    const struct shape *titled[SCHEMA_MOST_TITLES];
    uint32_t count = schema_titled(titled);

    assert_int_equal(count, 20);
    for (uint32_t i = 0; i < count; i++) {
        visit(titled[i]);
    }
}

static void keys_are_whole(const struct shape *record) {
    assert_int_equal(record->kind, SHAPE_RECORD);
    assert_true(record->key_count <= MOST_KEYS);
    for (uint32_t i = 0; i < record->key_count; i++) {
        const struct key *key = &record->keys[i];

        assert_non_null(key->name);
        assert_int_equal(key->length, strlen(key->name));
        assert_non_null(key->shape);
        assert_true(strlen(key->french) > 0 && strlen(key->english) > 0);
        assert_true(strlen(key->shape->french) > 0 && strlen(key->shape->english) > 0);
        for (uint32_t k = 0; k < i; k++) {
            assert_string_not_equal(key->name, record->keys[k].name);
        }
    }
}

static void every_key_has_a_shape_and_help_in_both_languages(void **state) {
    (void)state;
    for_each_record(keys_are_whole);
}

static void forms_are_keys(const struct shape *record) {
    for (size_t i = 0; record->one_of != NULL && record->one_of[i] != NULL; i++) {
        struct node key = {.text = record->one_of[i],
                           .length = (uint32_t)strlen(record->one_of[i])};

        assert_int_not_equal(record_key(record, &key, 0), UINT32_MAX);
    }
}

static void keys_of_which_one_is_needed_are_keys_of_the_record(void **state) {
    (void)state;
    for_each_record(forms_are_keys);
}

static void a_key_is_found_wherever_the_search_begins(void **state) {
    struct node key = {.text = "carry_over", .length = 10};
    struct node other = {.text = "carry_ove", .length = 9};

    (void)state;
    for (uint32_t hint = 0; hint <= FUND_KEYS; hint++) {
        assert_int_equal(record_key(&shape_fund, &key, hint), FUND_CARRY_OVER);
        assert_int_equal(record_key(&shape_fund, &other, hint), UINT32_MAX);
    }
}

static void values_are_fetched_by_position(void **state) {
    struct given given =
        give(HEAD "funds: {parsis: {carry_over: 0.5, effort: 3, amount: 9}}\n" LINE);
    struct node *values[FUND_KEYS] = {NULL};
    struct node *parsis = node_get(node_get(given.tree->root, "funds"), "parsis");

    (void)state;
    assert_int_equal(record_values(parsis, values), 1);
    assert_true(node_is(values[FUND_AMOUNT], "9"));
    assert_true(node_is(values[FUND_CARRY_OVER], "0.5"));
    assert_null(values[FUND_STATUS]);
    parsis->bad = true;
    values[FUND_AMOUNT] = NULL;
    assert_int_equal(record_values(parsis, values), 0);
    assert_null(values[FUND_AMOUNT]);
    take_back(&given);
}

/* JSON is the subset of YAML that our own reader reads too. */
static void the_json_schema_is_json_with_a_definition_for_each_reference(void **state) {
    struct text json = {0};
    struct notes notes = {.language = ENGLISH};
    struct source *source;
    struct tree *tree;
    const struct node *definitions;
    const char *at;

    (void)state;
    schema_to_json(&json);
    source = source_new("schema.json", json.bytes, json.length);
    tree = tree_read(source, &notes);
    assert_non_null(tree);
    definitions = node_get(tree->root, "$defs");
    assert_int_equal(definitions->count, 20);
    for (at = json.bytes; (at = strstr(at, "#/$defs/")) != NULL; at++) {
        char name[32];

        assert_int_equal(sscanf(at, "#/$defs/%31[a-z_]", name), 1);
        assert_non_null(node_get(definitions, name));
    }
    assert_non_null(
        node_get(node_get(node_get(definitions, "line"), "properties"), "for_each"));
    assert_non_null(node_get(node_get(node_get(definitions, "goal"), "properties"), "fair"));
    tree_free(tree);
    source_free(source);
    text_free(&json);
}

static struct text *printed;

static void heading_and_keys_are_printed(const struct shape *record) {
    char mark[80];

    snprintf(mark, sizeof mark, "<a id=\"%s\"></a>", record->title);
    assert_text_contains(printed, mark);
    for (uint32_t i = 0; i < record->key_count; i++) {
        snprintf(mark, sizeof mark, "| `%s` |", record->keys[i].name);
        assert_text_contains(printed, mark);
    }
}

static void the_reference_tells_every_key_in_both_languages(void **state) {
    static const enum language languages[] = {FRENCH, ENGLISH};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct text text = {0};

        schema_to_markdown(&text, languages[i]);
        printed = &text;
        for_each_record(heading_and_keys_are_printed);
        text_free(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_has_a_shape_and_help_in_both_languages),
        cmocka_unit_test(keys_of_which_one_is_needed_are_keys_of_the_record),
        cmocka_unit_test(a_key_is_found_wherever_the_search_begins),
        cmocka_unit_test(values_are_fetched_by_position),
        cmocka_unit_test(the_json_schema_is_json_with_a_definition_for_each_reference),
        cmocka_unit_test(the_reference_tells_every_key_in_both_languages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

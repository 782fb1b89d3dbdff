/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/reading.h"

/* --- helpers ---------------------------------------------------------------------------------- */

/* The document gives one note, which says that there, and what to do. */
static void refused(const char *text, uint32_t line, uint32_t column, const char *what) {
    struct reading reading = read_text(text);

    assert_int_equal(reading.notes.count, 1);
    assert_note(&reading, 0, line, column, what);
    assert_non_null(reading.notes.list[0].advice);
    end(&reading);
}

static void assert_text(const struct node *node, const char *text) {
    assert_int_equal(node->kind, NODE_SCALAR);
    assert_int_equal(node->length, strlen(text));
    assert_memory_equal(node->text, text, node->length);
}

/* --- what is read ----------------------------------------------------------------------------- */

static void a_document_becomes_maps_lists_and_scalars(void **state) {
    struct reading reading =
        read_text("arrimage: 1\nyears: [2012-13, '2013']\nlines:\n  p1:\n"
                  "    max: 60_000\n    funds:\n    - parsis\n    - rap\n");
    const struct node *years = value_of(&reading, "years"), *p1, *funds;

    (void)state;
    assert_int_equal(reading.tree->root->count, 3);
    assert_text(value_of(&reading, "arrimage"), "1");
    assert_int_equal(years->kind, NODE_LIST);
    assert_int_equal(years->count, 2);
    assert_text(years->first, "2012-13");
    assert_false(years->first->quoted);
    assert_true(years->first->next->quoted);
    p1 = node_get(value_of(&reading, "lines"), "p1");
    assert_text(node_get(p1, "max"), "60_000");
    funds = node_get(p1, "funds");
    assert_int_equal(funds->count, 2);
    assert_true(node_is(funds->first->next, "rap"));
    assert_false(node_is(funds->first->next, "rapid"));
    assert_null(node_get(p1, "min"));
    assert_null(node_get(funds, "max"));
    assert_null(node_get(NULL, "max"));
    end(&reading);
}

static void a_place_covers_the_text_as_it_is_written(void **state) {
    struct reading reading = read_text("é: 'l''été'\nlist:\n  - a\n  - {b: c} # d\nz: 1\n");
    const struct node *list = value_of(&reading, "list");
    struct place place = node_place(reading.tree, value_of(&reading, "é"));

    (void)state;
    assert_int_equal(place.offset, 4); /* é is two bytes, then a colon and a space */
    assert_int_equal(place.length, strlen("'l''été'"));
    assert_text(value_of(&reading, "é"), "l'été");
    place = node_place(reading.tree, list);
    assert_memory_equal(reading.source->bytes + place.offset, "- a\n  - {b: c}", place.length);
    assert_int_equal(place.length, strlen("- a\n  - {b: c}"));
    end(&reading);
}

static void blank_values_are_kept_for_check_to_refuse(void **state) {
    struct reading reading = read_text("a:\nb: ''\nc: [1, ~]\nd: {e: }\n");
    const struct node *a = value_of(&reading, "a"), *e = node_get(value_of(&reading, "d"), "e");

    (void)state;
    assert_text(a, "");
    assert_false(a->quoted);
    assert_int_equal(a->offset, 2);
    assert_true(value_of(&reading, "b")->quoted);
    assert_text(e, "");
    assert_false(e->quoted);
    end(&reading);
}

static void texts_over_several_lines_and_escapes_are_resolved(void **state) {
    struct reading reading =
        read_text("a: >-\n  one\n  two\nb: |\n  x\n  y\nc: \"d\\u00e9j\\\"\"\n"
                  "e: f\n  g\n");

    (void)state;
    assert_text(value_of(&reading, "a"), "one two");
    assert_true(value_of(&reading, "a")->quoted);
    assert_int_equal(value_of(&reading, "a")->extent, strlen(">-\n  one\n  two"));
    assert_text(value_of(&reading, "b"), "x\ny\n");
    assert_text(value_of(&reading, "c"), "déj\"");
    assert_text(value_of(&reading, "e"), "f g");
    end(&reading);
}

static void a_byte_order_mark_and_crlf_change_nothing(void **state) {
    struct reading reading = read_text("\xEF\xBB\xBF"
                                       "a: 1\r\nb: x\r\nb: 2\r\n");

    (void)state;
    assert_int_equal(reading.notes.count, 1);
    assert_note(&reading, 0, 3, 1, "the key 'b' is written twice");
    end(&reading);
    reading = read_text("\xEF\xBB\xBF"
                        "a: 1\r\nb: |\r\n  x\r\n  y\r\n");
    assert_text(value_of(&reading, "a"), "1");
    assert_text(value_of(&reading, "b"), "x\ny\n");
    end(&reading);
}

static void an_alias_is_a_copy_with_the_place_of_its_anchor(void **state) {
    struct reading reading = read_text("a: &x {b: 1, c: [2]}\nd: *x\ne: {f: *x}\n&k g: 1\n");
    const struct node *a = value_of(&reading, "a"), *d = value_of(&reading, "d");
    const struct node *e = value_of(&reading, "e");

    (void)state;
    assert_ptr_not_equal(a, d);
    assert_ptr_not_equal(a->first, d->first);
    assert_int_equal(d->kind, NODE_MAP);
    assert_int_equal(d->count, 2);
    assert_int_equal(d->offset, 3);
    assert_text(node_get(d, "c")->first, "2");
    assert_text(node_get(node_get(e, "f"), "b"), "1");
    assert_int_equal(e->extent, strlen("{f: *x}"));
    end(&reading);
}

static void a_later_anchor_of_the_same_name_counts_from_there(void **state) {
    struct reading reading = read_text("a: &x 2.385\nb: *x\nc: &x 7\nd: *x\n");

    (void)state;
    assert_text(value_of(&reading, "b"), "2.385");
    assert_text(value_of(&reading, "d"), "7");
    end(&reading);
}

static void a_scalar_can_be_copied_out_as_a_string(void **state) {
    struct reading reading = read_text("title: Côte-Nord # 2012\n");
    struct arena *arena = arena_new();

    (void)state;
    assert_string_equal(node_string(arena, value_of(&reading, "title")), "Côte-Nord");
    arena_free(arena);
    end(&reading);
}

/* --- further pieces --------------------------------------------------------------------------- */

static void a_piece_joins_the_tree_with_a_source_of_its_own(void **state) {
    struct reading reading = read_text("a: 1\n");
    struct source *list = source_new("--set", "[60_000, 'b']", 13);
    struct source *scalar = source_new("--set", "-2.5", 4), *blank = source_new("--set", "", 0);
    struct node *node = tree_read_piece(reading.tree, list, &reading.notes);

    (void)state;
    assert_int_equal(node->count, 2);
    assert_text(node->first, "60_000");
    assert_ptr_equal(node_place(reading.tree, node->first).source, list);
    assert_int_equal(node_place(reading.tree, node->first).offset, 1);
    node = tree_read_piece(reading.tree, scalar, &reading.notes);
    assert_text(node, "-2.5");
    assert_ptr_equal(node_place(reading.tree, node).source, scalar);
    assert_text(tree_read_piece(reading.tree, blank, &reading.notes), "");
    assert_int_equal(reading.tree->source_count, 4);
    end(&reading);
    source_free(list);
    source_free(scalar);
    source_free(blank);
}

static void a_piece_that_is_wrong_is_refused_at_its_own_place(void **state) {
    struct reading reading = read_text("a: 1\n");
    struct source *piece = source_new("--set", "{a: 1, a: 2}", 12);

    (void)state;
    assert_null(tree_read_piece(reading.tree, piece, &reading.notes));
    assert_int_equal(reading.notes.count, 1);
    assert_ptr_equal(reading.notes.list[0].place.source, piece);
    assert_int_equal(reading.notes.list[0].place.offset, 7);
    assert_int_equal(reading.tree->source_count, 1);
    end(&reading);
    source_free(piece);
}

static void more_pieces_than_a_node_can_tell_apart_are_refused(void **state) {
    struct reading reading = read_text("a: 1\n");
    struct source *piece = source_new("--set", "7", 1);

    (void)state;
    for (int i = 0; i < 255; i++) {
        assert_non_null(tree_read_piece(reading.tree, piece, &reading.notes));
    }
    assert_null(tree_read_piece(reading.tree, piece, &reading.notes));
    assert_int_equal(reading.notes.count, 1);
    end(&reading);
    source_free(piece);
}

/* --- what YAML allows and we do not ----------------------------------------------------------- */

static void a_duplicate_key_is_refused_with_both_places(void **state) {
    struct reading reading = read_text("a: 1\nb: {c: 1, 'c': 2}\na: 3\nd: 4\n\"a\": 5\n");

    (void)state;
    assert_int_equal(reading.notes.count, 3);
    assert_note(&reading, 0, 2, 11, "the key 'c' is written twice");
    assert_also(&reading, 0, 2, 5);
    assert_note(&reading, 1, 3, 1, "the key 'a' is written twice");
    assert_also(&reading, 1, 1, 1);
    assert_note(&reading, 2, 5, 1, "the key 'a' is written twice");
    assert_also(&reading, 2, 1, 1);
    end(&reading);
}

static void behind_a_refusal_the_rest_of_the_tree_stands(void **state) {
    struct reading reading =
        read_text("a: 1\nb: [2]\na: 3\nc: {d: 1, <<: x, e: 5}\nb: [4]\nf: *x\ng: !y 2\n");
    const struct node *c = value_of(&reading, "c");

    (void)state;
    assert_int_equal(reading.notes.count, 5);
    assert_int_equal(reading.tree->root->count, 5); /* a b c f g */
    assert_text(value_of(&reading, "a"), "1");
    assert_true(value_of(&reading, "a")->bad);
    assert_text(value_of(&reading, "b")->first, "2");
    assert_false(value_of(&reading, "b")->bad);
    assert_int_equal(c->count, 2);
    assert_true(c->bad);
    assert_text(node_get(c, "e"), "5");
    assert_true(value_of(&reading, "f")->bad);
    assert_true(value_of(&reading, "g")->bad);
    end(&reading);
}

static void maps_of_one_name_at_the_root_are_joined(void **state) {
    struct reading reading = read_text("a: {b: 1}\na: {c: 2, b: 3}\na: 4\na: {d: 5}\n");
    const struct node *a = value_of(&reading, "a");

    (void)state;
    assert_int_equal(reading.notes.count, 4);
    assert_note(&reading, 3, 2, 11, "the key 'b' is written twice");
    assert_int_equal(reading.tree->root->count, 1);
    assert_int_equal(a->count, 3);
    assert_text(node_get(a, "b"), "1");
    assert_text(node_get(a, "d"), "5");
    end(&reading);
}

static void duplicate_keys_before_a_syntax_error_are_told_with_it(void **state) {
    struct reading reading = read_text("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n  d: 3\n");

    (void)state;
    assert_int_equal(reading.notes.count, 3);
    assert_note(&reading, 0, 4, 3, "the key 'c' is written twice");
    assert_note(&reading, 1, 6, 4, "this colon is out of place");
    assert_note(&reading, 2, 5, 1, "the key 'a' is written twice");
    end(&reading);
}

static void an_alias_inside_its_own_anchor_is_refused_with_both_places(void **state) {
    struct reading reading = read_text("a: 1\nb: &x\n  c: [2, *x]\n");

    (void)state;
    assert_int_equal(reading.notes.count, 1);
    assert_note(&reading, 0, 3, 10, "the alias '*x' refers to what contains it");
    assert_also(&reading, 0, 2, 4);
    end(&reading);
}

static void an_alias_without_anchor_is_refused(void **state) {
    (void)state;
    refused("a: 1\nb: *x\nc: &x 2\n", 2, 4, "the alias '*x' refers to nothing");
}

static void tags_are_refused_wherever_they_stand(void **state) {
    const char *what = "type tags ('!…') are not allowed";
    struct reading reading = read_text("a: !!str 5\nb: !x {c: !y 1}\nd: &e !f [1]\n! g: 1\n");

    (void)state;
    assert_int_equal(reading.notes.count, 5);
    assert_note(&reading, 0, 1, 4, what);
    assert_note(&reading, 1, 2, 4, what);
    assert_note(&reading, 2, 2, 11, what);
    assert_note(&reading, 3, 3, 7, what);
    assert_note(&reading, 4, 4, 1, what);
    end(&reading);
    refused("a: !u!x 1\n", 1, 4, what);
    refused("a: !<x 1\n", 1, 4, what);
}

static void a_merge_key_is_refused_with_advice(void **state) {
    (void)state;
    refused("a: &x {b: 1}\nc:\n  <<: *x\n", 3, 3, "the merge key '<<' is not allowed");
}

static void a_second_document_is_refused(void **state) {
    struct reading reading = read_text("---\na: 1\n...\n");

    (void)state;
    assert_non_null(reading.tree);
    end(&reading);
    refused("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here");
}

static void a_key_must_be_a_scalar_that_is_there(void **state) {
    const char *what = "a key can be neither a list nor a group of keys";

    (void)state;
    refused("a: 1\n[b, c]: 2\n", 2, 1, what);
    refused("a: {{b: {[1]: 3}}: 2}\n", 1, 5, what);
    refused("a: &x [1]\n*x : 2\n", 2, 1, what);
    refused("? \n: 2\n", 1, 2, "a key is missing");
}

static void a_document_must_be_a_map(void **state) {
    const char *what = "the document must be made of keys and values";

    (void)state;
    refused("", 1, 1, "the document is empty");
    refused("\n# nothing yet\n", 1, 1, "the document is empty");
    refused("---\n", 2, 1, "the document is empty");
    refused("# a list\n- a\n", 2, 1, what);
    refused("plain\n", 1, 1, what);
    refused("''\n", 1, 1, what);
}

static void a_null_character_written_as_an_escape_is_refused(void **state) {
    (void)state;
    refused("a: \"b\\0c\"\n", 1, 4, "this text contains the null character");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_becomes_maps_lists_and_scalars),
        cmocka_unit_test(a_place_covers_the_text_as_it_is_written),
        cmocka_unit_test(blank_values_are_kept_for_check_to_refuse),
        cmocka_unit_test(texts_over_several_lines_and_escapes_are_resolved),
        cmocka_unit_test(a_byte_order_mark_and_crlf_change_nothing),
        cmocka_unit_test(an_alias_is_a_copy_with_the_place_of_its_anchor),
        cmocka_unit_test(a_later_anchor_of_the_same_name_counts_from_there),
        cmocka_unit_test(a_scalar_can_be_copied_out_as_a_string),
        cmocka_unit_test(a_piece_joins_the_tree_with_a_source_of_its_own),
        cmocka_unit_test(a_piece_that_is_wrong_is_refused_at_its_own_place),
        cmocka_unit_test(more_pieces_than_a_node_can_tell_apart_are_refused),
        cmocka_unit_test(a_duplicate_key_is_refused_with_both_places),
        cmocka_unit_test(behind_a_refusal_the_rest_of_the_tree_stands),
        cmocka_unit_test(maps_of_one_name_at_the_root_are_joined),
        cmocka_unit_test(duplicate_keys_before_a_syntax_error_are_told_with_it),
        cmocka_unit_test(an_alias_inside_its_own_anchor_is_refused_with_both_places),
        cmocka_unit_test(an_alias_without_anchor_is_refused),
        cmocka_unit_test(tags_are_refused_wherever_they_stand),
        cmocka_unit_test(a_merge_key_is_refused_with_advice),
        cmocka_unit_test(a_second_document_is_refused),
        cmocka_unit_test(a_key_must_be_a_scalar_that_is_there),
        cmocka_unit_test(a_document_must_be_a_map),
        cmocka_unit_test(a_null_character_written_as_an_escape_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quick reader of YAML against the complete one. */
#include "tests/close.h"

#include "tests/fuzz/yaml_twins.h"

#ifdef ARENA_REAL_BLOCKS /* under the sanitizers everything is slow */
enum { DOCUMENTS = 40000, LONGEST_ENUMERATED = 4, LONGEST_ENDS = 4 };
#else
enum { DOCUMENTS = 300000, LONGEST_ENUMERATED = 4, LONGEST_ENDS = 5 };
#endif

/* --- helpers ---------------------------------------------------------------------------------- */

enum outcome { READ_QUICKLY, GIVEN_UP, REFUSED };

static enum outcome outcome_of(const char *bytes, size_t length) {
    struct twins_tally tally = {0};

    if (!twins_agree(bytes, length, &tally)) {
        fail_msg("the readers disagree on:\n%s", bytes);
    }
    return tally.quickly > 0 ? READ_QUICKLY : tally.read > 0 ? GIVEN_UP : REFUSED;
}

static void assert_outcomes(const char *const *documents, size_t count, enum outcome expected) {
    for (size_t i = 0; i < count; i++) {
        if (outcome_of(documents[i], strlen(documents[i])) != expected) {
            fail_msg("unexpected outcome for:\n%s", documents[i]);
        }
    }
}

#define ASSERT_OUTCOMES(documents, expected)                                                   \
    assert_outcomes((documents), sizeof(documents) / sizeof *(documents), (expected))

/* --- tests ------------------------------------------------------------------------------------ */

static void the_forms_that_plans_are_written_in_are_read_quickly(void **state) {
    static const char *const documents[] = {
        "a: 1",
        "a: 1\n",
        "a: 1\r\nb:\r\n  - c\r\n",
        "\357\273\277a: 1\n",
        "---\na: 1\n",
        "# c\n\n--- # d\na: 1\n",
        "  a: 1\n  b: 2\n",
        "a:\n",
        "a:",
        "a:    # comment\n  b: 1\n",
        "a:\n  # comment\n\n  b: 1\n# c\n   # d\nc: 2",
        "a: b#c # d\ne: f:g\nh: http://x.y/?z#w\n",
        "a: 12:30 \nb: 50 %  \nc: 60 000 $\nd: (x), [y], {z} & *t ! ?\n",
        "name : x\n'quoted' : y\n\"q\": z\n",
        "a: ''\nb: 'l''été'\nc: \"x: y # z\"\nd: '\"'\ne: '''' # f\n",
        "a:\n- b\n- c\nd: e\n",
        "a:\n- b: 1\n  c:\n  - d\n-\n- e\nf: g\n",
        "a:\n  - - b\n    - c\n  -   d: 1\n      e: 2\n",
        "a:\n  b\nc:\n  'd'\ne:\n  [f]\n",
        "a: []\nb: {}\nc: [d, e, ]\nf: {g: h, }\n",
        "a: [[0, 0],\n  [50_000, 45],  # here\n\n  [100_000, 60]\n]\nb: {c: [d],\ne: f\n}\n",
        "a: {\"b\":1,\"c\":[\"d\",-2],'e' :3}\n",
        "{\"a\": 1, \"b\":\n  {}}\n",
        "a: {b: c:d, e: f:\"g, h: x#y}\n",
        "a: -5\nb: [-5, -x]\n",
        "é: ü\n\xC2\xA0: x\n",
        "~: ~\n",
        "a: |\n  b\nc: >-\n  d\n",
        "a: >  \n   b \n   c\n\n   d # e: f\n\n\n# g\nh:\n- i: |-\n    j\n      k\n- l\n",
        "a: >-\r\n  b\r\n  c\r\n",
        "a: &x 1\nb: *x\n",
        "a: &x-1 'b'  # c\nd: {e: *x-1, f: [*x-1]}\ng: *x-1 # h\n",
        "a: &x [{b: 1}, &y [c]]\nd: {e: *x, f: *y}\n",
        "a: &x  # b\n  - c\n  - d: &y {e: f}\ng: *x\nh: *y\n",
        "a: &x\n  b: 1\n  c: 2\nd: *x\n",
        "a: &x |\n  b\nc:\n  d: *x\n",
        "a: &x 1\nb: &x 2\nc: *x\n",
    };

    (void)state;
    ASSERT_OUTCOMES(documents, READ_QUICKLY);
}

static void what_is_outside_is_left_to_the_complete_reader(void **state) {
    static const char *const documents[] = {
        "a: b\n  c\n",
        "a: 'b\n  c'\n",
        "a: [b\n  c]\n",
        "a: \"\\n\"\n",
        "a: |+\n  b\n",
        "a: |2\n  b\n",
        "a: | # c\n  b\n",
        "a: |\nb: c\n",
        "a: |\n\n  b\n",
        "a: |\n  b",
        "a: |\n  b\n \nc: d\n",
        "a: >\n  b\n   c\n",
        "- |\n b\n",
        "a: &x\nb: *x\n",
        "&x a: 1\nb: *x\n",
        "a: &x 1\n*x : 2\n",
        "a:\n- &x 1\n- *x\n",
        "a: [&x\n b]\n",
        "? a\n: b\n",
        "%YAML 1.1\n---\na: b\n",
        "--- {a: b}\n",
        "a: b\n...\n",
        "a:\tb\n",
        "a: b\rc: d\r",
        "a: {b: , c}\nd: [e: f]\n",
        "a: ?b\nc: :d\ne: .5\nf: --g\n",
        "a: [b?, c]\n",
        "a: 'b'#c\n",
        "a: [b,#c\nd]\n",
        "a: [\n---x]\n",
    };

    (void)state;
    ASSERT_OUTCOMES(documents, GIVEN_UP);
}

static void what_is_wrong_is_never_read_quickly(void **state) {
    static const char *const documents[] = {
        "",
        "# a\n",
        "a\n",
        "[a]\n",
        "a: b: c\n",
        "a: 'b': c\n",
        "a: [b]: c\n",
        "a: [b] c\n",
        "a: 'b' c\n",
        "a: 'b'c\n",
        "a: - b\n",
        "a: b\n- c\n",
        "a:\n  b: 1\n c: 2\n",
        "a:\n  - b\n  c: d\n",
        "a:\n  - b\n - c\n",
        "  a: 1\nb: 2\n",
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        "a: [b, , c]\n",
        "a: [, b]\n",
        "a: [b}\n",
        "a: {b: [c}\n",
        "a: {b: c\n",
        "a: {b: c, d\n: e}\n",
        "a: [b: c: d]\n",
        "a: {b: c: d}\n",
        "a: [- b]\n",
        "a: {b:[c]}\n",
        "a: 'b\n",
        "a: @b\n",
        "a: `b\n",
        "a: %b\n",
        "a: ]\n",
        "a: , b\n",
        "<<: a\n",
        "a: !b c\n",
        "a: 1\n---\nb: 2\n",
        "a: 1\nb\n",
        "a: [b]\n c: d\n",
        "a: [\n---\n]\n",
        "a: 1\n: 2\n",
        "a: *x\n",
        "a: & 1\n",
        "a: &x [*x]\n",
        "a: &x 1\nb: &x [*x]\n",
        "a: &x &y 1\n",
        "a: &x 1\nb: &y *x\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        if (outcome_of(documents[i], strlen(documents[i])) == READ_QUICKLY) {
            fail_msg("read quickly:\n%s", documents[i]);
        }
    }
}

static void keys_longer_than_yaml_allows_are_not_read_quickly(void **state) {
    for (size_t length = 990; length <= 1050; length++) {
        struct text text = {0};
        enum outcome outcome;

        (void)state;
        text_add_repeated(&text, "k", length);
        text_add(&text, ": 1\nb: {");
        text_add_repeated(&text, "k", length);
        text_add(&text, ": 1}\n");
        outcome = outcome_of(text.bytes, text.length);
        assert_true(length > 1000 || outcome == READ_QUICKLY);
        assert_true(length < 1025 || outcome == REFUSED);
        text_free(&text);
    }
}

static void levels_are_counted_alike(void **state) {
    static const struct {
        const char *opening, *closing;
    } forms[] = {{"[", "]"}, {"{a: ", "}"}, {"- ", ""}};

    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        for (size_t levels = 60; levels <= 66; levels++) { /* with the map around them */
            struct text text = {0};
            enum outcome outcome;

            text_add(&text, "a:\n ");
            text_add_repeated(&text, forms[i].opening, levels - 1);
            text_add(&text, "x");
            text_add_repeated(&text, forms[i].closing, levels - 1);
            outcome = outcome_of(text.bytes, text.length);
            assert_int_equal(outcome, levels <= TREE_MOST_LEVELS ? READ_QUICKLY : REFUSED);
            text_free(&text);
        }
    }
}

static void levels_are_counted_alike_in_copies(void **state) {
    (void)state;
    for (size_t levels = 30; levels <= 33; levels++) { /* of the copy, in 32 with the map */
        struct text text = {0};

        text_add(&text, "a: &x ");
        text_add_repeated(&text, "[", levels);
        text_add_repeated(&text, "]", levels);
        text_add(&text, "\nb: ");
        text_add_repeated(&text, "[", 31);
        text_add(&text, "*x");
        text_add_repeated(&text, "]", 31);
        assert_int_equal(outcome_of(text.bytes, text.length),
                         levels + 32 <= TREE_MOST_LEVELS ? READ_QUICKLY : REFUSED);
        text_free(&text);
    }
}

static void many_keys_and_members_make_the_same_tree(void **state) {
    struct text text = {0};

    (void)state;
    for (int i = 0; i < 3000; i++) {
        text_format(&text, "p%d: {name: 'Projet %d', max: %d, funds: [a, b]}\n", i, i, 7 * i);
    }
    assert_int_equal(outcome_of(text.bytes, text.length), READ_QUICKLY);
    text_add(&text, "p1234: 1\n");
    assert_int_equal(outcome_of(text.bytes, text.length), REFUSED);
    text_free(&text);
}

/* The beginnings, NULL-ended, with every end of up to `longest` of the signs. */
static void assert_agreement_on_ends(const char *const *beginnings, const char *signs,
                                     size_t longest, uint64_t least_quickly) {
    struct twins_tally tally = {0};

    for (; *beginnings != NULL; beginnings++) {
        for (size_t length = 0; length <= longest; length++) {
            char document[TWINS_LONGEST_ENUMERATED + 1];

            if (!twins_enumerate(*beginnings, signs, length, document, &tally)) {
                fail_msg("the readers disagree on:\n%s", document);
            }
        }
    }
    assert_true(tally.quickly > least_quickly);
}

static void both_readers_agree_on_every_short_document(void **state) {
    static const char *const nothing[] = {"", NULL};

    (void)state;
    assert_agreement_on_ends(nothing, twins_signs, LONGEST_ENUMERATED, 500);
}

static void both_readers_agree_on_every_short_text_in_lines(void **state) {
    static const char *const beginnings[] = {
        "a: |\n b", "a: >\n b",         "a: >-\n b", "a:\n- b: |-\n   c",
        " a: |",    "a: >-\r\n  b\r\n", NULL,
    };

    (void)state;
    assert_agreement_on_ends(beginnings, " \nb:-#\r\t", LONGEST_ENDS, 2000);
}

static void both_readers_agree_on_every_short_use_of_anchors(void **state) {
    static const char *const beginnings[] = {
        "a: &x ", "a: &x\n", "a: &x b\nc: ", "a: [&x ", "a: {b: &x ", "a: &x [&x b, *x]\nc: ",
        NULL,
    };

    (void)state;
    assert_agreement_on_ends(beginnings, "b: \n*x&,[]{}-", LONGEST_ENDS - 1, 500);
}

static void both_readers_agree_on_mutated_documents(void **state) {
    struct twins_tally tally = {0};

    (void)state;
    for (uint64_t number = 1; number <= DOCUMENTS; number++) {
        struct text text = twins_document(number);

        if (!twins_agree(text_string(&text), text.length, &tally)) {
            fail_msg("the readers disagree on document %u:\n%s", (unsigned)number,
                     text_string(&text));
        }
        text_free(&text);
    }
    assert_true(tally.read > DOCUMENTS / 10); /* or the mutations would prove little */
    assert_true(tally.quickly > DOCUMENTS / 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_forms_that_plans_are_written_in_are_read_quickly),
        cmocka_unit_test(what_is_outside_is_left_to_the_complete_reader),
        cmocka_unit_test(what_is_wrong_is_never_read_quickly),
        cmocka_unit_test(keys_longer_than_yaml_allows_are_not_read_quickly),
        cmocka_unit_test(levels_are_counted_alike),
        cmocka_unit_test(levels_are_counted_alike_in_copies),
        cmocka_unit_test(many_keys_and_members_make_the_same_tree),
        cmocka_unit_test(both_readers_agree_on_every_short_document),
        cmocka_unit_test(both_readers_agree_on_every_short_text_in_lines),
        cmocka_unit_test(both_readers_agree_on_every_short_use_of_anchors),
        cmocka_unit_test(both_readers_agree_on_mutated_documents),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

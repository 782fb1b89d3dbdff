/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reference of the JSON of `compare` against what is written. */
#include <ctype.h>

#include "tests/scenarios.h"

#include "reports/write_comparison.h"
#include "scenarios/compare.h"
#include "tests/json_keys.h"

/* A scenario that gains, one that loses, one that nothing satisfies; every part of the JSON. */
static const char *const scenarios =
    "scenarios:\n"
    "  a: {source: somewhere, scale: {funds.rap.amount: 50%}, set: {lines.mob.sud.max: 7_000}}\n"
    "  b: {remove: [rules.cap], add: {lines.c: {max: 9_000, funds: [rap], benefit: 3}}}\n"
    "  worse: {set: {rules.floor.at_least: 31_000}}\n"
    "  short: {set: {lines.mob.nord.max: 3_000}}\n";

/* Names that users give: keys of maps, no words of the format. */
static bool is_given(const char *word, size_t length) {
    static const char *const given[] = {"base", "a",   "b",   "c",        "worse",   "short",
                                        "nord", "sud", "rap", "mob.nord", "mob.sud", "parsis"};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        if (strlen(given[i]) == length && memcmp(given[i], word, length) == 0) {
            return true;
        }
    }
    return false;
}

static void every_member_is_in_the_reference(void **state) {
    struct asked asked = ask(scenarios);
    const struct compare_options options = {
        .causes = true, .regret = true, .run = {.workers = 2}};
    struct comparison *comparison =
        compare(asked.given.tree, asked.scenarios, &options, &asked.given.notes);
    struct text json = {0};
    uint32_t found = 0;

    (void)state;
    assert_non_null(comparison);
    write_comparison_json(comparison, &json);
    for (enum language language = FRENCH; language <= ENGLISH; language++) {
        struct text reference = {0};
        size_t length = 0;
        comparison_json_reference(language, &reference);
        for (const char *key = next_key(text_string(&json), &length); key != NULL;
             key = next_key(key + length + 1, &length)) {
            struct text named = {0};
            text_format(&named, "`%.*s`", (int)length, key);
            if (!is_given(key, length) &&
                strstr(text_string(&reference), text_string(&named)) == NULL) {
                fail_msg("%s is not in the reference", text_string(&named));
            }
            found++;
            text_free(&named);
        }
        text_free(&reference);
    }
    assert_true(found > 300);
    text_free(&json);
    comparison_free(comparison);
    dismiss(&asked);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_member_is_in_the_reference),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

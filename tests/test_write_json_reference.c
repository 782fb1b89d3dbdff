/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reference of the JSON of `solve` and what is written say the same. */
#include "tests/plans.h"

#include <string.h>

#include "base/names.h"
#include "reports/write.h"
#include "tests/json_keys.h"

static struct arena *arena; /* of the names, of one test */

static void add_id(struct names *names, const char *id) {
    bool is_new;
    names_add(names, arena_copy(arena, id, strlen(id)), &is_new);
}

static bool has(const struct names *names, const struct text *word) {
    return names_find(names, text_string(word), word->length) != NONE;
}

/* What the plan itself has named is no member of the format. */
static void add_ids(const struct plan *plan, struct names *given) {
    for (uint32_t i = 0; i < plan->territory_count; i++)
        add_id(given, plan->territories[i].entity.id);
    for (uint32_t i = 0; i < plan->axis_count; i++)
        add_id(given, plan->axes[i].entity.id);
    for (uint32_t i = 0; i < plan->fund_count; i++)
        add_id(given, plan->funds[i].entity.id);
    for (uint32_t i = 0; i < plan->kind_count; i++)
        add_id(given, plan->kinds[i]);
    for (uint32_t i = 0; i < plan->year_count; i++)
        add_id(given, plan->years[i]);
}

static void add_keys(const char *json, const struct names *given, struct names *keys) {
    size_t length = 0;
    for (const char *key = next_key(json, &length); key != NULL;
         key = next_key(key + length + 1, &length)) {
        struct text word = {0};
        text_add_bytes(&word, key, length);
        if (!has(given, &word))
            add_id(keys, text_string(&word));
        text_free(&word);
    }
}

static void add_keys_of(struct planned p, struct names *keys) {
    static const char *const sets[] = {"unit=1"};
    const struct solve_options how = {.prices = true, .evidence = true, .ranges = true};
    struct names given = {0};
    struct text json = {0};
    write_json(plan_solve_as(&p, &how), sets, 1, &json);
    add_ids(p.plan, &given);
    add_keys(text_string(&json), &given, keys);
    names_free(&given);
    text_free(&json);
    plan_end(&p);
}

/* Every kind of answer, so that every member is there. */
static struct names written(void) {
    struct names keys = {0};
    arena = arena_new();
    add_keys_of(plan_of_file("examples/municipalite/plan.yaml"), &keys);
    add_keys_of(plan_of_text("territories: {nord: {population: 2}, sud: {population: 1}}\n"
                             "funds: {f: {amount: 100}}\n"
                             "lines:\n"
                             "  l: {for_each: territory, max: 90, funds: [f], benefit: 1}\n"
                             "rules: {soft: {sum: {fund: f}, at_least: 120, soft: true}}\n"
                             "goals:\n"
                             "  - fair: {for_each: territory, sum: {fund: f}}\n"
                             "  - minimize: [{shortfall: soft}]\n"),
                &keys);
    add_keys_of(plan_of_text("funds: {f: {amount: 100}}\n"
                             "lines: {l: {max: 90, funds: [f], benefit: 1}}\n"
                             "rules: {most: {sum: {line: l}, at_least: 95}}\n"),
                &keys);
    add_keys_of(plan_of_text("funds: {f: {amount: unlimited}}\n"
                             "lines: {l: {funds: [f], benefit: 1}}\n"),
                &keys);
    return keys;
}

static bool is_told(const struct text *reference, const char *key) {
    struct text named = {0};
    text_format(&named, "`%s`", key);
    bool told = strstr(text_string(reference), text_string(&named)) != NULL;
    text_free(&named);
    return told;
}

static void every_member_is_in_the_reference(void **state) {
    struct names keys = written();
    (void)state;
    assert_true(keys.count > 50);
    for (enum language language = FRENCH; language <= ENGLISH; language++) {
        struct text reference = {0};
        answer_json_reference(language, &reference);
        for (uint32_t i = 0; i < keys.count; i++)
            if (!is_told(&reference, keys.list[i]))
                fail_msg("%s is not in the reference", keys.list[i]);
        text_free(&reference);
    }
    names_free(&keys);
    arena_free(arena);
}

/* "- `name`: …" begins what a member means. */
static void every_member_of_the_reference_is_written(void **state) {
    struct names keys = written();
    struct text reference = {0};
    unsigned found = 0;
    (void)state;
    answer_json_reference(ENGLISH, &reference);
    for (const char *at = text_string(&reference); (at = strstr(at, "\n- `")) != NULL; at++) {
        struct text name = {0};
        text_add_bytes(&name, at + 4, strcspn(at + 4, "`"));
        if (!has(&keys, &name))
            fail_msg("%s is in the reference, and never written", text_string(&name));
        text_free(&name);
        found++;
    }
    assert_true(found > 40);
    text_free(&reference);
    names_free(&keys);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_member_is_in_the_reference),
        cmocka_unit_test(every_member_of_the_reference_is_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

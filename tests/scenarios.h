/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scenarios: a small plan, and scenarios of it written in the tests themselves.
 *
 * In the scenarios `@` marks where an error is expected and `^` the second place concerned, in the
 * order of the text; in the plan they would be marks too. */
#ifndef TESTS_SCENARIOS_H
#define TESTS_SCENARIOS_H

#include "tests/given.h"

#include "scenarios/apply.h"

/* Two territories, a template, two lines, a floor. */
#define ASKED_PLAN                                                                             \
    "arrimage: 1\n"                                                                            \
    "unit: 0.01\n"                                                                             \
    "territories: {nord: {population: 900}, sud: {population: 300}}\n"                         \
    "funds:\n"                                                                                 \
    "  parsis: {amount: 60_000}\n"                                                             \
    "  rap: {amount: 9_000, counts_as_public_aid: 25%}\n"                                      \
    "lines:\n"                                                                                 \
    "  mob: {for_each: territory, max: 20_000, funds: [parsis, rap], benefit: 1.5,\n"          \
    "        each: {sud: {max: 12_000}}}\n"                                                    \
    "  a: {max: 30_000, funds: [parsis], benefit: 1}\n"                                        \
    "  b: {max: 50_000, min: 1_000, funds: [parsis, rap], benefit: 1.25, requires: [a]}\n"     \
    "rules:\n"                                                                                 \
    "  floor: {for_each: territory, sum: {fund: parsis, line: mob}, at_least: 4_000}\n"        \
    "  cap: {sum: {line: b}, at_most: 40_000}\n"

struct asked {
    struct given given;
    struct scenarios *scenarios; /* NULL: too many */
};

static inline struct asked ask_of(const char *plan, const char *scenarios) {
    struct asked asked = {0};
    struct text text = {0};

    text_format(&text, "%s%s", plan, scenarios);
    asked.given = give(text_string(&text));
    if (asked.given.plan == NULL) {
        fail_with_notes(&asked.given, scenarios, "the plan itself must be sound");
    }
    asked.scenarios =
        scenarios_read(asked.given.tree, asked.given.tree->root, &asked.given.notes);
    text_free(&text);
    return asked;
}

static inline void dismiss(struct asked *asked) {
    scenarios_free(asked->scenarios);
    take_back(&asked->given);
}

/* Scenarios of the plan above, which must be sound. */
static inline struct asked ask(const char *scenarios) {
    struct asked asked = ask_of(ASKED_PLAN, scenarios);

    if (notes_errors(&asked.given.notes) > 0) {
        fail_with_notes(&asked.given, scenarios, "the scenarios are sound");
    }
    return asked;
}

static inline const struct scenario *scenario_named(const struct asked *asked, const char *id) {
    struct notes notes = {0};
    const struct scenario *scenario = scenarios_find(asked->scenarios, id, &notes);

    notes_free(&notes);
    assert_non_null(scenario);
    return scenario;
}

/* One note stands at the mark, with the other mark, and says `what`. */
static inline void assert_only_note(const struct asked *asked, const char *text,
                                    const char *what) {
    const struct given *given = &asked->given;
    const struct note *note = &given->notes.list[0];

    if (given->notes.count != 1 || strstr(note->what, what) == NULL) {
        fail_with_notes(given, text, what);
    }
    if (!stands_at(given, &note->place, given->marks[0])) {
        fail_with_notes(given, text, "the error stands elsewhere");
    }
    if (given->other_count == 0 ? note->other.source != NULL
                                : !stands_at(given, &note->other, given->others[0])) {
        fail_with_notes(given, text, "the second place is another");
    }
}

static inline void refuse_scenarios(const char *scenarios, const char *what) {
    struct asked asked = ask_of(ASKED_PLAN, scenarios);

    assert_only_note(&asked, scenarios, what);
    dismiss(&asked);
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* given: plans written in the tests themselves, and where their errors are found.
 *
 * In the text of a plan `@` marks where an error is expected and `^` the second place concerned;
 * the marks are taken out before the plan is read. */
#ifndef TESTS_GIVEN_H
#define TESTS_GIVEN_H

#include "tests/close.h"

#include <stdio.h>

#include "model/path.h"
#include "model/read.h"

#define MOST_MARKS 16

struct given {
    struct source *source;
    struct tree *tree;
    struct plan *plan; /* NULL: refused */
    struct notes notes;
    size_t marks[MOST_MARKS], others[MOST_MARKS]; /* offsets */
    size_t mark_count, other_count;
};

static inline struct source *without_marks(struct given *given, const char *marked) {
    struct text text = {0};
    struct source *source;

    for (const char *at = marked; *at != '\0'; at++) {
        if (*at == '@') {
            assert_true(given->mark_count < MOST_MARKS);
            given->marks[given->mark_count++] = text.length;
        } else if (*at == '^') {
            assert_true(given->other_count < MOST_MARKS);
            given->others[given->other_count++] = text.length;
        } else {
            text_add_char(&text, *at);
        }
    }
    source = source_new("plan.yaml", text_string(&text), text.length);
    text_free(&text);
    return source;
}

/* The plan is read with the changes of --set ("a=1", "b=2", NULL), if any. */
static inline struct given give_with(const char *marked, const char *const *sets) {
    struct given given = {0};

    notes_speak(&given.notes, ENGLISH);
    given.source = without_marks(&given, marked);
    given.tree = tree_read(given.source, &given.notes);
    assert_non_null(given.tree);
    for (; sets != NULL && *sets != NULL; sets++) {
        path_set(given.tree, *sets, &given.notes);
    }
    given.plan = plan_read(given.tree, true, &given.notes);
    return given;
}

static inline struct given give(const char *marked) {
    return give_with(marked, NULL);
}

static inline void take_back(struct given *given) {
    plan_free(given->plan);
    tree_free(given->tree);
    notes_free(&given->notes);
    source_free(given->source);
}

static inline void fail_with_notes(const struct given *given, const char *marked,
                                   const char *why) {
    struct text told = {0};

    notes_tell(&given->notes, 20, false, &told);
    fprintf(stderr, "%s\n%s\n%s", why, marked, text_string(&told));
    text_free(&told);
    fail();
}

static inline struct position position_of(const struct place *place) {
    assert_non_null(place->source);
    return source_position(place->source, place->offset);
}

static inline bool stands_at(const struct given *given, const struct place *place,
                             size_t offset) {
    struct position wanted = source_position(given->source, offset);
    struct position found = position_of(place);

    return place->source == given->source && found.line == wanted.line &&
           found.column == wanted.column;
}

/* Exactly the marked errors, in any order; `what` is part of the only one's sentence. */
static inline void refused(const char *marked, const char *what) {
    struct given given = give(marked);

    if (given.plan != NULL || notes_errors(&given.notes) != given.mark_count) {
        fail_with_notes(&given, marked, "as many errors as marks are expected");
    }
    for (size_t m = 0; m < given.mark_count; m++) {
        bool met = false;

        for (size_t i = 0; i < given.notes.count; i++) {
            met = met || stands_at(&given, &given.notes.list[i].place, given.marks[m]);
        }
        if (!met) {
            fail_with_notes(&given, marked, "an error stands elsewhere");
        }
    }
    if (given.mark_count == 1) {
        const struct note *note = &given.notes.list[0];

        if (strstr(note->what, what) == NULL) {
            fail_with_notes(&given, marked, what);
        }
        if (given.other_count == 0 ? note->other.source != NULL
                                   : !stands_at(&given, &note->other, given.others[0])) {
            fail_with_notes(&given, marked, "the second place is another");
        }
    }
    take_back(&given);
}

/* The only error, what it advises. */
static inline void refused_with_advice(const char *marked, const char *what,
                                       const char *advice) {
    struct given given = give(marked);

    if (given.notes.count != 1 || given.notes.list[0].advice == NULL ||
        strstr(given.notes.list[0].advice, advice) == NULL) {
        fail_with_notes(&given, marked, advice);
    }
    take_back(&given);
    refused(marked, what);
}

static inline void accepted(const char *text) {
    struct given given = give(text);

    if (given.plan == NULL || given.notes.count > 0) {
        fail_with_notes(&given, text, "no note is expected");
    }
    take_back(&given);
}

/* A plan that is read, with one warning at the mark. */
static inline void warned(const char *marked, const char *what) {
    struct given given = give(marked);

    if (given.plan == NULL || given.notes.count != 1 ||
        given.notes.list[0].severity != NOTE_WARNING ||
        strstr(given.notes.list[0].what, what) == NULL ||
        !stands_at(&given, &given.notes.list[0].place, given.marks[0])) {
        fail_with_notes(&given, marked, what);
    }
    take_back(&given);
}

/* The smallest head and parts, for plans of one fault. */
#define HEAD "arrimage: 1\n"
#define FUND "funds: {parsis: {amount: 60_000}}\n"
#define LINE "lines: {a: {cost: 40_000, benefit: 1, funds: [parsis]}}\n"
#define PLACES "territories: {nord: {population: 900}, sud: {population: 300}}\n"
#define AXES "axes: {axe2: {}, axe3: {}}\n"
#define YEARS "years: [2012-13, 2013-14, 2014-15]\n"

#endif

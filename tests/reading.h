/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reading: a document read from a string, what came of it, and what was noted, in English. */
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include "tests/close.h"

#include "model/tree.h"

struct reading {
    struct source *source;
    struct notes notes;
    struct tree *tree; /* NULL only when there are notes */
};

static inline struct reading read_text(const char *text) {
    struct reading reading = {.notes = {.language = ENGLISH}};

    reading.source = source_new("plan.yaml", text, strlen(text));
    reading.tree = tree_read(reading.source, &reading.notes);
    assert_true(reading.tree != NULL || reading.notes.count > 0);
    return reading;
}

static inline void end(struct reading *reading) {
    tree_free(reading->tree);
    notes_free(&reading->notes);
    source_free(reading->source);
}

/* The note of that number says `what`, at that line and column. */
static inline void assert_note(const struct reading *reading, size_t number, uint32_t line,
                               uint32_t column, const char *what) {
    const struct note *note;
    struct position position;

    assert_true(number < reading->notes.count);
    note = &reading->notes.list[number];
    assert_int_equal(note->severity, NOTE_INPUT);
    assert_ptr_equal(note->place.source, reading->source);
    assert_string_equal(note->what, what);
    position = source_position(reading->source, note->place.offset);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static inline void assert_also(const struct reading *reading, size_t number, uint32_t line,
                               uint32_t column) {
    const struct note *note = &reading->notes.list[number];
    struct position position;

    assert_ptr_equal(note->other.source, reading->source);
    position = source_position(reading->source, note->other.offset);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static inline struct node *value_of(const struct reading *reading, const char *key) {
    struct node *node;

    assert_non_null(reading->tree);
    node = node_get(reading->tree->root, key);
    assert_non_null(node);
    return node;
}

#endif

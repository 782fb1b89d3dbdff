/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program's rows, columns and goals as text, so that tests read like docs/mathematics.md. */
#ifndef TESTS_PROGRAM_TEXT_H
#define TESTS_PROGRAM_TEXT_H

#include "tests/plans.h"

static inline void add_form(const struct program *program, const struct entry *entries,
                            uint32_t count, struct text *out) {
    for (uint32_t i = 0; i < count; i++) {
        struct ratio c = entries[i].coefficient;
        bool minus = ratio_sign(c) < 0;

        c = minus ? ratio_neg(c) : c;
        text_add(out, i == 0 ? (minus ? "-" : "") : minus ? " - " : " + ");
        if (!ratio_equal(c, RATIO_ONE)) {
            text_add_ratio(out, c, 9);
            text_add_char(out, ' ');
        }
        program_column_name(program, entries[i].column, out);
    }
}

/* "form = 5", "form <= 5", "3 <= form", "3 <= form <= 5". */
static inline void add_between(struct ratio lower, const char *form, struct ratio upper,
                               struct text *out) {
    bool equal = ratio_known(lower) && ratio_known(upper) && ratio_equal(lower, upper);

    if (ratio_known(lower) && !equal) {
        text_add_ratio(out, lower, 9);
        text_add(out, " <= ");
    }
    text_add(out, form);
    if (ratio_known(upper)) {
        text_add(out, equal ? " = " : " <= ");
        text_add_ratio(out, upper, 9);
    }
}

static inline struct text row_as_text(const struct program *program, const struct row *row) {
    struct text form = {0}, text = {0};

    add_form(program, program->entries + row->start, row->count, &form);
    add_between(row->lower, text_string(&form), row->upper, &text);
    text_free(&form);
    return text;
}

static inline void tell_rows(const struct program *program) {
    for (uint32_t i = 0; i < program->row_count; i++) {
        struct text name = {0}, row = row_as_text(program, &program->rows[i]);

        program_row_name(program, i, &name);
        print_error("    %s: %s\n", text_string(&name), text_string(&row));
        text_free(&name);
        text_free(&row);
    }
}

/* There is exactly one row of that name, and this is what it says; NULL: there is none. */
static inline void close_row(const struct program *program, const char *wanted,
                             const char *expected, const char *file, int line) {
    unsigned found = 0;
    bool same = true;

    for (uint32_t i = 0; i < program->row_count; i++) {
        struct text name = {0}, row = row_as_text(program, &program->rows[i]);

        program_row_name(program, i, &name);
        if (strcmp(text_string(&name), wanted) == 0) {
            found++;
            same = same && expected != NULL && strcmp(text_string(&row), expected) == 0;
        }
        text_free(&name);
        text_free(&row);
    }
    if (!same || found != (expected == NULL ? 0U : 1U)) {
        print_error("not \"%s: %s\" but:\n", wanted, expected == NULL ? "none" : expected);
        tell_rows(program);
        _fail(file, line);
    }
}

static inline void close_column(const struct program *program, const char *wanted,
                                const char *expected, const char *file, int line) {
    struct text told = {0};

    for (uint32_t j = 0; j < program->column_count; j++) {
        struct text name = {0};

        program_column_name(program, j, &name);
        if (strcmp(text_string(&name), wanted) == 0) {
            add_between(program->columns[j].lower, "", program->columns[j].upper, &told);
            text_add(&told, program->columns[j].whole ? ", whole" : "");
        }
        text_free(&name);
    }
    close_string(told.length == 0 ? "no such column" : text_string(&told), expected, wanted,
                 file, line);
    text_free(&told);
}

#define assert_row(program, name, expected)                                                    \
    close_row((program), (name), (expected), __FILE__, __LINE__)
#define assert_column(program, name, expected)                                                 \
    close_column((program), (name), (expected), __FILE__, __LINE__)

static inline void assert_goal(const struct program *program, uint32_t goal,
                               const char *expected) {
    const struct objective *o = &program->objectives[goal];
    struct text text = {0};

    add_form(program, o->entries, o->count, &text);
    if (ratio_sign(o->constant) != 0) {
        text_add(&text, " + ");
        text_add_ratio(&text, o->constant, 9);
    }
    assert_text_equal(&text, expected);
    text_free(&text);
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests say that cmocka does not: numbers that are close, exact fractions, strings shown
 * whole. Brings cmocka and the headers it needs. (assert_float_equal of cmocka 1.1.5 casts to
 * float.) */
#ifndef TESTS_CLOSE_H
#define TESTS_CLOSE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/exact.h"
#include "base/notes.h"
#include "base/text.h"

/* |actual - expected| <= tolerance * |expected|; where 0 is expected, <= tolerance.
 * NaN is close to nothing, an infinity to itself. */
#define assert_close(actual, expected, tolerance)                                              \
    close_double((actual), (expected), (tolerance), #actual, __FILE__, __LINE__)
#define close_double(actual, expected, tolerance, what, file, line)                            \
    close_assert(close_enough((actual), (expected), (tolerance), (what)), (file), (line))

/* The ratio is num / den exactly; both fit 64 bits and need not be in lowest terms. */
#define assert_ratio(ratio, num, den)                                                          \
    close_ratio((ratio), ratio_of((num), (den)), #ratio, __FILE__, __LINE__)
#define assert_ratio_equal(actual, expected)                                                   \
    close_ratio((actual), (expected), #actual, __FILE__, __LINE__)
#define assert_ratio_unknown(ratio) close_unknown((ratio), #ratio, __FILE__, __LINE__)

/* Of a `struct text *`. */
#define assert_text_equal(text, expected)                                                      \
    close_string(text_string(text), (expected), #text, __FILE__, __LINE__)
#define assert_text_contains(text, part)                                                       \
    close_contains(text_string(text), (part), #text, __FILE__, __LINE__)
#define assert_contains(string, part)                                                          \
    close_contains((string), (part), #string, __FILE__, __LINE__)
#define assert_lacks(string, part) close_lacks((string), (part), #string, __FILE__, __LINE__)

/* Of a `struct notes *`: nothing was noted, or exactly `count` notes were; on failure they are
 * told. assert_noted: some note's sentence contains `part`. */
#define assert_no_notes(notes) close_notes((notes), 0, __FILE__, __LINE__)
#define assert_notes(notes, count) close_notes((notes), (count), __FILE__, __LINE__)
#define assert_noted(notes, part) close_noted((notes), (part), __FILE__, __LINE__)

static inline bool close_enough(double actual, double expected, double tolerance,
                                const char *what) {
    double room = expected == 0 ? tolerance : tolerance * fabs(expected);

    if (fabs(actual - expected) <= room || actual == expected) {
        return true;
    }
    print_error("%s is %.17g, not %.17g to within %g\n", what, actual, expected, room);
    return false;
}

static inline void close_assert(bool holds, const char *file, int line) {
    if (!holds) {
        _fail(file, line);
    }
}

static inline void close_ratio(struct ratio actual, struct ratio expected, const char *what,
                               const char *file, int line) {
    if (!ratio_equal(actual, expected)) {
        struct text text = {0};

        text_add_ratio(&text, actual, 30);
        text_add(&text, ", not ");
        text_add_ratio(&text, expected, 30);
        print_error("%s is %s\n", what, text_string(&text));
        text_free(&text);
        _fail(file, line);
    }
}

static inline void close_unknown(struct ratio actual, const char *what, const char *file,
                                 int line) {
    if (ratio_known(actual)) {
        struct text text = {0};

        text_add_ratio(&text, actual, 30);
        print_error("%s is %s, not unknown\n", what, text_string(&text));
        text_free(&text);
        _fail(file, line);
    }
}

static inline void close_string(const char *actual, const char *expected, const char *what,
                                const char *file, int line) {
    if (strcmp(actual, expected) != 0) {
        print_error("%s is\n%s\nnot\n%s\n", what, actual, expected);
        _fail(file, line);
    }
}

static inline void close_contains(const char *string, const char *part, const char *what,
                                  const char *file, int line) {
    if (strstr(string, part) == NULL) {
        print_error("%s lacks \"%s\":\n%s\n", what, part, string);
        _fail(file, line);
    }
}

static inline void close_lacks(const char *string, const char *part, const char *what,
                               const char *file, int line) {
    if (strstr(string, part) != NULL) {
        print_error("%s contains \"%s\":\n%s\n", what, part, string);
        _fail(file, line);
    }
}

static inline void close_tell(const struct notes *notes) {
    struct text told = {0};

    notes_tell(notes, 20, false, &told);
    print_error("%s", text_string(&told));
    text_free(&told);
}

static inline void close_notes(const struct notes *notes, size_t count, const char *file,
                               int line) {
    if (notes->count != count) {
        print_error("%zu notes, not %zu:\n", notes->count, count);
        close_tell(notes);
        _fail(file, line);
    }
}

static inline void close_noted(const struct notes *notes, const char *part, const char *file,
                               int line) {
    for (size_t i = 0; i < notes->count; i++) {
        if (strstr(notes->list[i].what, part) != NULL) {
            return;
        }
    }
    print_error("no note says \"%s\":\n", part);
    close_tell(notes);
    _fail(file, line);
}

#endif

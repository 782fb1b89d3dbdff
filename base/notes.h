/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notes: what went wrong, where, and what to do about it.
 *
 * Functions that can fail take a `struct notes *`, add to it and return false. Every sentence is
 * given in French and in English side by side; the compiler checks both against the arguments,
 * which both take in the same order. The language is fixed when a note is added, so the reader of
 * a plan calls notes_speak as soon as it knows the plan's language. */
#ifndef BASE_NOTES_H
#define BASE_NOTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "base/text.h"

enum language { FRENCH, ENGLISH };

enum severity {
    NOTE_INPUT,    /* the user's document or command is wrong: exit 2 */
    NOTE_HOPELESS, /* the document is well made, but nothing can satisfy it: exit 2 */
    NOTE_SYSTEM,   /* cannot read, write or go on: exit 4 */
    NOTE_INTERNAL, /* the program caught itself in an error: exit 4 */
    NOTE_WARNING   /* worth knowing; changes no exit status */
};

struct note {
    enum severity severity;
    struct place place, other; /* other: the second place concerned, or NOWHERE */
    char *what, *advice;       /* heap; advice may be NULL */
};

struct notes {
    enum language language;
    bool bears_hopeless; /* what is hopeless is worth a warning, no error */
    struct note *list;   /* [count], in order of addition */
    size_t count, capacity;
};

void notes_free(struct notes *notes); /* {0} is an empty list, in French */
void notes_speak(struct notes *notes, enum language language);

void notes_input(struct notes *notes, struct place place, const char *french,
                 const char *english, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
void notes_add(struct notes *notes, enum severity severity, struct place place,
               const char *french, const char *english, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));
/* Adds those of another list, which is empty then. */
void notes_take(struct notes *notes, struct notes *from);
/* Adds to the last note what to do, or the second place concerned. */
void notes_advise(struct notes *notes, const char *french, const char *english, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
void notes_also(struct notes *notes, struct place other);

/* Adds to the last note which of the names is meant by a word of `length` bytes, else those there
 * are, the first of them when they are many. */
void notes_suggest(struct notes *notes, const char *const *names, size_t count,
                   const char *word, size_t length);

/* Notes that are not warnings, nor taken for such. */
size_t notes_errors(const struct notes *notes);
/* Of a note in this list, as it weighs there. */
enum severity notes_weight(const struct notes *notes, const struct note *note);
/* Exit status they call for: 0 none, 2 input, 4 system or internal (4 wins). */
int notes_exit_status(const struct notes *notes);
/* All notes as a person reads them: file:line:column, the line (a window of about 100 columns of
 * a long one), a caret, advice; a note without a place begins with "arrimage:". In order of place,
 * those without one last; the same sentence at the same place once. At most `most` of them, then
 * how many were left out, warnings before errors. With `colour`, ANSI colours. */
void notes_tell(const struct notes *notes, size_t most, bool colour, struct text *out);

#endif

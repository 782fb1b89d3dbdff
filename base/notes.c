/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/notes.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/names.h"
#include "base/text.h"

enum { MOST_NAMED = 12 };

void notes_free(struct notes *notes) {
    for (size_t i = 0; i < notes->count; i++) {
        free(notes->list[i].what);
        free(notes->list[i].advice);
    }
    free(notes->list);
    notes->list = NULL;
    notes->count = notes->capacity = 0;
}

void notes_speak(struct notes *notes, enum language language) {
    notes->language = language;
}

__attribute__((format(printf, 1, 0))) static char *sentence(const char *format,
                                                            va_list arguments) {
    struct text text = {0};

    text_format_list(&text, format, arguments);
    return text.bytes;
}

/* Takes over `what`. */
static void enter(struct notes *notes, enum severity severity, struct place place, char *what) {
    ARRAY_RESERVE(notes->list, notes->count, notes->capacity);
    notes->list[notes->count++] = (struct note){
        .severity = severity,
        .place = place,
        .other = NOWHERE,
        .what = what,
    };
}

void notes_input(struct notes *notes, struct place place, const char *french,
                 const char *english, ...) {
    va_list arguments;

    va_start(arguments, english);
    enter(notes, NOTE_INPUT, place,
          sentence(notes->language == FRENCH ? french : english, arguments));
    va_end(arguments);
}

void notes_add(struct notes *notes, enum severity severity, struct place place,
               const char *french, const char *english, ...) {
    va_list arguments;

    va_start(arguments, english);
    enter(notes, severity, place,
          sentence(notes->language == FRENCH ? french : english, arguments));
    va_end(arguments);
}

static struct note *last(struct notes *notes) {
    assert(notes->count > 0);
    return &notes->list[notes->count - 1];
}

void notes_take(struct notes *notes, struct notes *from) {
    for (size_t i = 0; i < from->count; i++) {
        ARRAY_RESERVE(notes->list, notes->count, notes->capacity);
        notes->list[notes->count++] = from->list[i];
    }
    free(from->list);
    from->list = NULL;
    from->count = from->capacity = 0;
}

void notes_advise(struct notes *notes, const char *french, const char *english, ...) {
    struct note *note = last(notes);
    va_list arguments;

    free(note->advice);
    va_start(arguments, english);
    note->advice = sentence(notes->language == FRENCH ? french : english, arguments);
    va_end(arguments);
}

void notes_also(struct notes *notes, struct place other) {
    last(notes)->other = other;
}

void notes_suggest(struct notes *notes, const char *const *names, size_t count,
                   const char *word, size_t length) {
    const char *nearest = names_nearest(names, count, word, length);
    struct text words = {0};

    if (nearest != NULL) {
        notes_advise(notes, "vouliez-vous dire « %s » ?", "did you mean '%s'?", nearest);
    } else if (count > 0) {
        for (size_t i = 0; i < count && i < MOST_NAMED; i++) {
            text_add(&words, i > 0 ? ", " : "");
            text_add(&words, names[i]);
        }
        text_add(&words, count > MOST_NAMED ? " …" : "");
        notes_advise(notes, "au choix : %s", "one of: %s", text_string(&words));
    }
    text_free(&words);
}

enum severity notes_weight(const struct notes *notes, const struct note *note) {
    bool borne = note->severity == NOTE_HOPELESS && notes->bears_hopeless;

    return borne ? NOTE_WARNING : note->severity;
}

size_t notes_errors(const struct notes *notes) {
    size_t errors = 0;

    for (size_t i = 0; i < notes->count; i++) {
        errors += notes_weight(notes, &notes->list[i]) != NOTE_WARNING;
    }
    return errors;
}

int notes_exit_status(const struct notes *notes) {
    static const int statuses[] = {[NOTE_INPUT] = 2,
                                   [NOTE_HOPELESS] = 2,
                                   [NOTE_SYSTEM] = 4,
                                   [NOTE_INTERNAL] = 4,
                                   [NOTE_WARNING] = 0};
    int status = 0;

    for (size_t i = 0; i < notes->count; i++) {
        int wanted = statuses[notes_weight(notes, &notes->list[i])];

        status = wanted > status ? wanted : status;
    }
    return status;
}

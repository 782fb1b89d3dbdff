/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How notes are shown; the rest of base/notes.h is in base/notes.c. */
#include "base/notes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Columns of a source line that are shown, and how many of them are kept for what follows the
 * caret. */
enum { WINDOW = 100, AFTER_CARET = 40 };

#define BOLD "\033[1m"
#define RED "\033[1;31m"
#define YELLOW "\033[1;33m"
#define CYAN "\033[36m"
#define PLAIN "\033[0m"

struct teller {
    struct text *out;
    enum language language;
    bool colour;
};

/* A note and what it is sorted by. */
struct entry {
    const struct note *note;
    size_t source; /* rank: by first mention; no source comes last */
    size_t index;  /* rank of addition */
    bool repeated;
};

static int by_number(size_t a, size_t b) {
    return (a > b) - (a < b);
}

static int by_place(const struct entry *a, const struct entry *b) {
    int order = by_number(a->source, b->source);

    return order != 0 ? order : by_number(a->note->place.offset, b->note->place.offset);
}

/* Same place and same words: one sentence, to whomever reads it. */
static int by_meaning(const struct entry *a, const struct entry *b) {
    int order = by_place(a, b);

    if (order == 0) {
        order = by_number(a->note->place.length, b->note->place.length);
    }
    return order != 0 ? order : strcmp(a->note->what, b->note->what);
}

static int order_of_meaning(const void *a, const void *b) {
    const struct entry *left = a, *right = b;
    int order = by_meaning(left, right);

    return order != 0 ? order : by_number(left->index, right->index);
}

static int order_of_telling(const void *a, const void *b) {
    const struct entry *left = a, *right = b;
    int order = by_place(left, right);

    return order != 0 ? order : by_number(left->index, right->index);
}

/* Rank of the source among those of the entries before; sources are few. */
static size_t rank_source(const struct entry *entries, size_t count,
                          const struct source *source) {
    size_t next = 0;

    if (source == NULL) {
        return SIZE_MAX;
    }
    for (size_t i = count; i-- > 0;) {
        if (entries[i].note->place.source == source) {
            return entries[i].source;
        }
        if (entries[i].source != SIZE_MAX && entries[i].source >= next) {
            next = entries[i].source + 1;
        }
    }
    return next;
}

/* The notes in the order in which they are told, repetitions marked; release with free. */
static struct entry *in_order(const struct notes *notes) {
    struct entry *entries = memory_grow(NULL, notes->count, sizeof *entries);

    for (size_t i = 0; i < notes->count; i++) {
        const struct note *note = &notes->list[i];

        entries[i] = (struct entry){.note = note, .index = i};
        entries[i].source = rank_source(entries, i, note->place.source);
    }
    qsort(entries, notes->count, sizeof *entries, order_of_meaning);
    for (size_t i = 1; i < notes->count; i++) {
        entries[i].repeated = by_meaning(&entries[i - 1], &entries[i]) == 0;
    }
    qsort(entries, notes->count, sizeof *entries, order_of_telling);
    return entries;
}

static void paint(const struct teller *teller, const char *code) {
    if (teller->colour) {
        text_add(teller->out, code);
    }
}

/* Adds the character at `bytes` as it is shown, a tab as one space; returns its bytes. */
static size_t show_character(struct text *out, const char *bytes, size_t length) {
    size_t size = utf8_character(bytes, length, NULL);

    size = size > 0 ? size : 1;
    if (*bytes == '\t') {
        text_add_char(out, ' ');
    } else {
        text_add_visible(out, bytes, size);
    }
    return size;
}

static size_t columns(const char *bytes, size_t length) {
    struct text shown = {0};
    size_t width;

    for (size_t i = 0; i < length;) {
        i += show_character(&shown, bytes + i, length - i);
    }
    width = utf8_width(text_string(&shown));
    text_free(&shown);
    return width;
}

/* Offset up to which whole characters from `start` on fill at most `most` columns. */
static size_t forward(const struct source *source, size_t start, size_t end, size_t most) {
    size_t at = start, used = 0;

    while (at < end) {
        size_t size = utf8_character(source->bytes + at, end - at, NULL);

        size = size > 0 ? size : 1;
        used += columns(source->bytes + at, size);
        if (used > most) {
            break;
        }
        at += size;
    }
    return at;
}

/* The same backwards from `end`. */
static size_t backward(const struct source *source, size_t start, size_t end, size_t most) {
    size_t at = end, used = 0;

    while (at > start) {
        size_t size = 1;

        for (size_t longer = 2; longer <= 4 && longer <= at - start; longer++) {
            if (utf8_character(source->bytes + at - longer, longer, NULL) == longer) {
                size = longer;
            }
        }
        used += columns(source->bytes + at - size, size);
        if (used > most) {
            break;
        }
        at -= size;
    }
    return at;
}

static void underline(const struct teller *teller, size_t margin, size_t before, size_t width) {
    text_add_repeated(teller->out, " ", margin);
    text_add(teller->out, " | ");
    text_add_repeated(teller->out, " ", before);
    paint(teller, RED);
    text_add_char(teller->out, '^');
    text_add_repeated(teller->out, "~", width > 1 ? width - 1 : 0);
    paint(teller, PLAIN);
    text_add_char(teller->out, '\n');
}

/* The line of the place, or the part of it around the caret, and the caret. */
static void tell_line(const struct teller *teller, struct place place,
                      struct position position) {
    const struct source *source = place.source;
    size_t caret = place.offset, start, end, caret_end;
    size_t margin = (size_t)snprintf(NULL, 0, "%5u", (unsigned)position.line);
    size_t marks; /* columns before the line: its mark of omission */

    caret = caret > position.line_start ? caret : position.line_start;
    caret = caret < position.line_end ? caret : position.line_end;
    end = forward(source, caret, position.line_end, AFTER_CARET);
    start = backward(source, position.line_start, caret,
                     WINDOW - columns(source->bytes + caret, end - caret));
    end = forward(source, start, position.line_end, WINDOW);
    caret_end = place.length < end - caret ? caret + place.length : end;
    marks = start > position.line_start ? 1 : 0;

    text_format(teller->out, "%5u | %s", (unsigned)position.line, marks > 0 ? "…" : "");
    for (size_t i = start; i < end;) {
        i += show_character(teller->out, source->bytes + i, end - i);
    }
    text_add(teller->out, end < position.line_end ? "…\n" : "\n");
    underline(teller, margin, marks + columns(source->bytes + start, caret - start),
              columns(source->bytes + caret, caret_end - caret));
}

static void tell_place(const struct teller *teller, struct place place,
                       struct position position) {
    paint(teller, BOLD);
    if (place.source == NULL) {
        text_add(teller->out, "arrimage: ");
    } else {
        text_add_visible(teller->out, place.source->name, strlen(place.source->name));
        text_format(teller->out, ":%u:%u: ", (unsigned)position.line,
                    (unsigned)position.column);
    }
    paint(teller, PLAIN);
}

static void tell_label(const struct teller *teller, enum severity severity) {
    static const char *const labels[][2] = {
        [NOTE_INPUT] = {"erreur : ", "error: "},
        [NOTE_HOPELESS] = {"erreur : ", "error: "},
        [NOTE_SYSTEM] = {"erreur : ", "error: "},
        [NOTE_INTERNAL] = {"erreur interne : ", "internal error: "},
        [NOTE_WARNING] = {"attention : ", "warning: "},
    };

    paint(teller, severity == NOTE_WARNING ? YELLOW : RED);
    text_add(teller->out, labels[severity][teller->language == FRENCH ? 0 : 1]);
    paint(teller, PLAIN);
}

static struct position position_of(struct place place) {
    if (place.source == NULL) {
        return (struct position){0};
    }
    return source_position(place.source, place.offset);
}

static void tell_note(const struct teller *teller, const struct note *note,
                      enum severity severity) {
    struct position position = position_of(note->place);
    struct position other = position_of(note->other);

    tell_place(teller, note->place, position);
    tell_label(teller, severity);
    text_add_visible(teller->out, note->what, strlen(note->what));
    text_add_char(teller->out, '\n');
    if (note->place.source != NULL) {
        tell_line(teller, note->place, position);
    }
    if (note->other.source != NULL) {
        tell_place(teller, note->other, other);
        text_add(teller->out, teller->language == FRENCH ? "voir aussi\n" : "see also\n");
        tell_line(teller, note->other, other);
    }
    if (note->advice != NULL) {
        paint(teller, CYAN);
        text_add(teller->out, "  → ");
        paint(teller, PLAIN);
        text_add_visible(teller->out, note->advice, strlen(note->advice));
        text_add_char(teller->out, '\n');
    }
}

static void tell_left_out(const struct teller *teller, size_t count) {
    if (count == 0) {
        return;
    }
    tell_place(teller, NOWHERE, (struct position){0});
    if (teller->language == FRENCH) {
        text_format(teller->out,
                    count == 1 ? "%zu autre message n’est pas montré\n"
                               : "%zu autres messages ne sont pas montrés\n",
                    count);
    } else {
        text_format(teller->out,
                    count == 1 ? "%zu more message is not shown\n"
                               : "%zu more messages are not shown\n",
                    count);
    }
}

void notes_tell(const struct notes *notes, size_t most, bool colour, struct text *out) {
    struct teller teller = {out, notes->language, colour};
    struct entry *entries = in_order(notes);
    size_t errors = 0, warnings = 0, left_out = 0;

    for (size_t i = 0; i < notes->count; i++) {
        if (!entries[i].repeated) {
            *(notes_weight(notes, entries[i].note) == NOTE_WARNING ? &warnings : &errors) += 1;
        }
    }
    errors =
        errors < most ? errors : most; /* warnings must not crowd out what stops the work */
    warnings = warnings < most - errors ? warnings : most - errors;
    for (size_t i = 0; i < notes->count; i++) {
        const struct note *note = entries[i].note;
        enum severity severity = notes_weight(notes, note);
        size_t *left = severity == NOTE_WARNING ? &warnings : &errors;

        if (entries[i].repeated) {
            continue;
        }
        if (*left > 0) {
            (*left)--;
            tell_note(&teller, note, severity);
        } else {
            left_out++;
        }
    }
    tell_left_out(&teller, left_out);
    free(entries);
}

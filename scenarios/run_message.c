/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenarios/run_message.h"

#include <stdlib.h>
#include <string.h>

#include "model/answer_pack.h"

struct head {
    uint64_t size; /* bytes after the head */
    uint32_t note_count;
    bool has_answer, early;
    uint64_t end; /* bytes; 0: not told */
};

struct note_head {
    enum severity severity;
    struct place place, other;
    uint64_t what, advice; /* bytes with their NUL; 0: none */
};

static size_t with_end(const char *string) {
    return string != NULL ? strlen(string) + 1 : 0;
}

static void write_note(const struct note *note, struct text *out) {
    struct note_head head = {note->severity, note->place, note->other, with_end(note->what),
                             with_end(note->advice)};
    text_add_bytes(out, (const char *)&head, sizeof head);
    text_add_bytes(out, note->what, head.what);
    if (head.advice > 0) {
        text_add_bytes(out, note->advice, head.advice);
    }
}

static void write_message(const struct answer *answer, const struct start *end,
                          const struct notes *notes, bool early, struct text *out) {
    size_t of_end = end == NULL ? 0 : start_size(end->row_count, end->column_count);
    struct text body = {0};
    for (size_t i = 0; i < notes->count; i++) {
        write_note(&notes->list[i], &body);
    }
    if (end != NULL) {
        text_add_bytes(&body, (const char *)end, of_end);
    }
    if (answer != NULL) {
        answer_pack(answer, &body);
    }
    struct head head = {body.length, (uint32_t)notes->count, answer != NULL, early, of_end};
    text_add_bytes(out, (const char *)&head, sizeof head);
    if (body.length > 0) {
        text_add_bytes(out, body.bytes, body.length);
    }
    text_free(&body);
}

void message_write(const struct answer *answer, const struct start *end,
                   const struct notes *notes, struct text *out) {
    write_message(answer, end, notes, false, out);
}

void message_write_early(const struct answer *answer, struct text *out) {
    static const struct notes none;
    write_message(answer, NULL, &none, true, out);
}

size_t message_length(const struct text *inbox) {
    struct head head;
    if (inbox->length < sizeof head) {
        return 0;
    }
    memcpy(&head, inbox->bytes, sizeof head);
    return inbox->length - sizeof head >= head.size ? sizeof head + (size_t)head.size : 0;
}

/* The rest of the message, from which something of `size` bytes is taken; NULL: it is too short. */
static const char *take(const char **at, const char *end, uint64_t size) {
    const char *taken = *at;
    if ((uint64_t)(end - taken) < size) {
        return NULL;
    }
    *at += size;
    return taken;
}

static bool read_note(const char **at, const char *end, struct notes *notes) {
    struct note_head head;
    const char *bytes = take(at, end, sizeof head);
    if (bytes == NULL) {
        return false;
    }
    memcpy(&head, bytes, sizeof head);
    const char *what = take(at, end, head.what);
    const char *advice = what != NULL ? take(at, end, head.advice) : NULL;
    if (advice == NULL || head.what == 0) {
        return false;
    }
    notes_add(notes, head.severity, head.place, "%s", "%s", what);
    notes_also(notes, head.other);
    if (head.advice > 0) {
        notes_advise(notes, "%s", "%s", advice);
    }
    return true;
}

static bool read_end(const char **at, const char *end, uint64_t size, struct job *job) {
    const char *bytes = take(at, end, size);
    if (bytes == NULL || size == 0) {
        return bytes != NULL;
    }
    job->end = memory_grow(NULL, size, 1);
    memcpy(job->end, bytes, size);
    bool sound = size >= sizeof *job->end &&
                 size == start_size(job->end->row_count, job->end->column_count);
    if (!sound) {
        free(job->end);
        job->end = NULL;
    }
    return sound;
}

bool message_read(const struct text *inbox, struct job *job, bool *early) {
    struct head head;
    memcpy(&head, inbox->bytes, sizeof head);
    const char *at = inbox->bytes + sizeof head, *end = at + head.size;
    *early = head.early;
    for (uint32_t i = 0; i < head.note_count; i++) {
        if (!read_note(&at, end, &job->notes)) {
            return false;
        }
    }
    if (!read_end(&at, end, head.end, job)) {
        return false;
    }
    answer_free(job->answer);
    job->answer = head.has_answer ? answer_unpack(job->plan, at, (size_t)(end - at)) : NULL;
    return head.has_answer ? job->answer != NULL : at == end;
}

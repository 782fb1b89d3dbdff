/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yaml_twins: holds model/quick against model/yaml, document by document.
 *
 * Whatever quick accepts, yaml must accept and build the same tree from. Documents come from the
 * seeds below by mutation; the same number always gives the same document. */
#ifndef TESTS_FUZZ_YAML_TWINS_H
#define TESTS_FUZZ_YAML_TWINS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/encoding.h"
#include "model/quick.h"
#include "model/tree.h"
#include "model/yaml.h"

enum { TWINS_LONGEST = 4096, TWINS_LONGEST_ENUMERATED = 32 };

static const char *const twins_seeds[] = {
    "arrimage: 1\nunit: 1 # $\nyears: [2012-13, 2013-14]\nlines:\n  p1:\n    max: 1000\n"
    "    funds: [parsis, rap]\n  p2: {name: Projet 2, max: 60_000, tags: [a, 'b c']}\n",
    "---\nrules:\n  floor:\n    sum: {fund: parsis}\n    at_least: {share: 80%, of: {fund: "
    "parsis}, by: population}\n  free:\n    terms:\n    - {times: 8, level: desks}\n    - "
    "times: "
    "-0.5\n      sum:\n        axis: axe3\n\n    at_most: 48\n",
    "goals:\n  - maximize: benefit\n    within: 1%\n  - - a\n    - b\n  -\n  - 'l''été'\n"
    "  - \"a: b # c\"\n",
    "{\"arrimage\":1,\"lines\":{\"p1\":{\"max\":12.5,\"funds\":[\"a\",\"b\"]},\n  \"p2\" : "
    "{}},\n \"e\":[],\n}\n",
    "\xEF\xBB\xBF# début\r\ntitle: Côte-Nord\r\nempty:\r\nlist:\r\n- a\r\n- b: 1\r\n  c: 2\r\n"
    "name:\r\n  Entente – {territory}\r\n",
    "a: &x {b: 1}\nc: *x\nd: !!str 5\ne: |\n  text\n  more\nf: >-\n  folded\n\n  text\n",
    "list: &x [{b: 1}, &y c]\nmap: &z  # d\n  e: *x\n  f: {g: *y}\nh: *z\ni: |\n  text\n"
    "   more\nj: >-\n  folded\n\n  text\nk: l\n",
    "? a\n: b\n? [c]\n: d\n<<: e\n\"k\\n\": v\nplain\n  over: lines\n",
    "points: [[0, 0],\n  [50_000, 45],  # here\n  [100_000, 60]\n]\nurl: http://x.y/z#w\n"
    "time: 12:30\nneg: -5\n",
    "a:\n  b:\n    c:\n      - d:\n          e: f\n      - g\n    h: i\nj: k\n",
    "a: b\n  c\nd: 'e\n  f'\ng: [h\n  i, j]\n...\n",
};

static const char *const twins_pieces[] = {
    ": ", ":",  "\n",       "\r\n",     "\r",   "- ",    "-",      " #",      "#",
    " ",  "  ", "\t",       "\n ",      "\n  ", "\n- ",  "\n\n",   "'",       "\"",
    "''", "\\", "[",        "]",        "{",    "}",     ",",      ", ",      "?",
    "? ", "!",  "!!s",      "&a ",      "*a",   "|",     "|\n",    ">",       "%",
    "@",  "`",  "---",      "...",      "<<: ", "a: b",  "\"a\":", "a",       "é",
    "0",  "-1", "~",        "{}",       "[]",   "{a: }", "[a: b]", "\n---\n", "\n...\n",
    ",#", "]#", "key: [\n", "\xC2\xA0",
};

/* --- chance ----------------------------------------------------------------------------------- */

/* SplitMix64: Steele, Lea & Flood, Fast splittable pseudorandom number generators, 2014. */
static inline uint64_t twins_next(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static inline size_t twins_below(uint64_t *state, size_t limit) {
    return limit == 0 ? 0 : (size_t)(twins_next(state) % limit);
}

/* --- documents -------------------------------------------------------------------------------- */

/* Puts `length` bytes in the place of `removed` bytes at `at`. */
static inline void twins_splice(struct text *text, size_t at, size_t removed, const char *bytes,
                                size_t length) {
    struct text result = {0};

    if (text->length + length - removed <= TWINS_LONGEST) {
        text_add_bytes(&result, text_string(text), at);
        text_add_bytes(&result, bytes, length);
        text_add_bytes(&result, text_string(text) + at + removed, text->length - at - removed);
        text_free(text);
        *text = result;
    }
}

/* Start of the line that holds `at`, and its length with its ending. */
static inline size_t twins_line(const struct text *text, size_t at, size_t *length) {
    const char *bytes = text_string(text);
    size_t start = at, end = at;

    while (start > 0 && bytes[start - 1] != '\n') {
        start--;
    }
    while (end < text->length && bytes[end] != '\n') {
        end++;
    }
    *length = (end < text->length ? end + 1 : end) - start;
    return start;
}

static inline void twins_mutate_once(struct text *text, uint64_t *state) {
    const size_t pieces = sizeof twins_pieces / sizeof *twins_pieces;
    const char *piece = twins_pieces[twins_below(state, pieces)];
    size_t at = twins_below(state, text->length + 1), left = text->length - at, length;
    size_t other = twins_below(state, text->length + 1), start, run;
    char *copy;

    switch (twins_below(state, 8)) {
    case 0:
    case 1:
        twins_splice(text, at, 0, piece, strlen(piece));
        break;
    case 2:
        twins_splice(text, at, left > 0 ? 1 : 0, piece, strlen(piece));
        break;
    case 3:
        run = twins_below(state, 4) + 1;
        twins_splice(text, at, run < left ? run : left, "", 0);
        break;
    case 4: /* a line goes */
        start = twins_line(text, at, &length);
        twins_splice(text, start, length, "", 0);
        break;
    case 5: /* a line or a run comes again elsewhere */
        start = twins_line(text, at, &length);
        if (twins_below(state, 2) == 0) {
            other = twins_line(text, other, &run);
        }
        copy = malloc(length + 1);
        memcpy(copy, text_string(text) + start, length);
        twins_splice(text, other, 0, copy, length);
        free(copy);
        break;
    case 6: /* a line moves right or left */
        start = twins_line(text, at, &length);
        if (twins_below(state, 2) == 0) {
            twins_splice(text, start, 0, "    ", twins_below(state, 4) + 1);
        } else if (length > 2 && text_string(text)[start] == ' ') {
            twins_splice(text, start, 1 + (text_string(text)[start + 1] == ' '), "", 0);
        }
        break;
    default: /* the document is cut short, now and then */
        twins_splice(text, at, twins_below(state, 8) == 0 ? left : 0, "", 0);
    }
}

/* The document of that number. */
static inline struct text twins_document(uint64_t number) {
    uint64_t state = number * UINT64_C(0xD1342543DE82EF95) + 1;
    const size_t seeds = sizeof twins_seeds / sizeof *twins_seeds;
    struct text text = {0};
    size_t times;

    text_add(&text, twins_seeds[twins_below(&state, seeds)]);
    if (twins_below(&state, 4) == 0) {
        text_add(&text, twins_seeds[twins_below(&state, seeds)]);
    }
    times = 1 + twins_below(&state, 1 + twins_below(&state, 9));
    for (size_t i = 0; i < times; i++) {
        twins_mutate_once(&text, &state);
    }
    return text;
}

/* --- comparison ------------------------------------------------------------------------------- */

static inline bool twins_same(const struct node *a, const struct node *b) {
    if (a->kind != b->kind || a->quoted != b->quoted || a->offset != b->offset ||
        a->extent != b->extent || a->count != b->count || a->length != b->length ||
        a->source != b->source || a->bad != b->bad) {
        return false;
    }
    if (a->kind == NODE_SCALAR) {
        return memcmp(a->text, b->text, a->length) == 0;
    }
    a = a->first;
    b = b->first;
    while (a != NULL && b != NULL && twins_same(a, b)) {
        a = a->next;
        b = b->next;
    }
    return a == NULL && b == NULL;
}

/* What tree.h promises of every node; `at_most` is where its source ends. */
static inline bool twins_sound(const struct node *node, size_t at_most) {
    uint32_t members = 0;

    if ((size_t)node->offset + node->extent > at_most) {
        return false;
    }
    if (node->kind == NODE_SCALAR) {
        return node->first == NULL && memchr(node->text, '\0', node->length) == NULL &&
               utf8_valid_prefix(node->text, node->length) == node->length;
    }
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        bool is_key = node->kind == NODE_MAP && members % 2 == 0;

        if ((is_key && child->kind != NODE_SCALAR) || !twins_sound(child, at_most)) {
            return false;
        }
        members++;
    }
    return members == (node->kind == NODE_MAP ? 2 * node->count : node->count);
}

static inline bool twins_notes_sound(const struct notes *notes, const struct source *source) {
    for (size_t i = 0; i < notes->count; i++) {
        const struct note *note = &notes->list[i];

        if (note->place.source != source || note->what == NULL ||
            (size_t)note->place.offset + note->place.length > source->length ||
            (note->other.source != NULL &&
             (size_t)note->other.offset + note->other.length > source->length)) {
            return false;
        }
    }
    return true;
}

struct twins_tally {
    uint64_t documents, read, quickly;
};

/* Whether both readers agree on a document and keep their promises. */
static inline bool twins_agree(const char *bytes, size_t length, struct twins_tally *tally) {
    struct source *source = source_new("twins", bytes, length);
    struct notes notes = {0};
    bool agree = true;

    tally->documents++;
    if (encoding_check(source, &notes)) {
        struct tree tree = {.arena = arena_new(), .sources = {source}, .source_count = 1};
        const struct node *quick = quick_read(&tree, 0);
        const struct node *yaml = yaml_read(&tree, 0, &notes);

        const bool read = yaml != NULL && notes.count == 0;

        agree = yaml != NULL || notes.count > 0;
        agree = agree && (yaml == NULL || twins_sound(yaml, length));
        agree = agree && (quick == NULL || (read && twins_same(quick, yaml)));
        tally->read += read;
        tally->quickly += quick != NULL;
        arena_free(tree.arena);
    } else {
        agree = notes.count > 0;
    }
    agree = agree && twins_notes_sound(&notes, source);
    notes_free(&notes);
    source_free(source);
    return agree;
}

/* The signs that matter to YAML. */
static const char twins_signs[] = "ab: \n-,[{]}#'\"?";

/* Tries every document made of a beginning and `length` of these signs. `document` has room for
 * TWINS_LONGEST_ENUMERATED + 1 and holds the one they disagree on after false. */
static inline bool twins_enumerate(const char *beginning, const char *signs, size_t length,
                                   char *document, struct twins_tally *tally) {
    const size_t before = strlen(beginning), count = strlen(signs);
    size_t wheel[TWINS_LONGEST_ENUMERATED] = {0};
    bool goes_on = true;

    memset(document, 0, TWINS_LONGEST_ENUMERATED + 1);
    memcpy(document, beginning, before);
    while (goes_on) {
        size_t turned = 0;

        for (size_t i = 0; i < length; i++) {
            document[before + i] = signs[wheel[i]];
        }
        if (!twins_agree(document, before + length, tally)) {
            return false;
        }
        while (turned < length && ++wheel[turned] == count) {
            wheel[turned++] = 0;
        }
        goes_on = turned < length;
    }
    return true;
}

#endif

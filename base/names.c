/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/names.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

void names_free(struct names *names) {
    free(names->list);
    free(names->slots);
    *names = (struct names){0};
}

static uint64_t word_at(const char *text) {
    uint64_t word;

    memcpy(&word, text, sizeof word);
    return word;
}

/* The finisher of SplitMix64: Steele, Lea & Flood, Fast splittable pseudorandom number generators,
 * OOPSLA 2014. */
static uint64_t stir(uint64_t z) {
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* Fewer than eight bytes as one word: two halves that overlap, or the first, middle and last. */
static uint64_t short_word(const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    uint32_t head, tail;

    if (length >= 4) {
        memcpy(&head, text, sizeof head);
        memcpy(&tail, text + length - 4, sizeof tail);
        return (uint64_t)head << 32 | tail;
    }
    if (length == 0) {
        return 0;
    }
    return (uint64_t)bytes[0] << 16 | (uint64_t)bytes[length / 2] << 8 | bytes[length - 1];
}

/* Eight bytes at a time, the last eight overlapping those before. */
uint64_t names_hash(const char *text, size_t length) {
    uint64_t value = length;

    if (length < 8) {
        return stir(short_word(text, length) ^ value << 56);
    }
    for (size_t i = 0; i + 8 < length; i += 8) {
        value = stir(value ^ word_at(text + i));
    }
    return stir(value ^ word_at(text + length - 8));
}

/* The slot that holds the name, or the free one where it belongs. */
static uint32_t slot_of(const struct names *names, const char *name, size_t length) {
    uint32_t mask = names->slot_count - 1;
    uint32_t slot = (uint32_t)names_hash(name, length) & mask;

    while (names->slots[slot] != 0) {
        const char *known = names->list[names->slots[slot] - 1];

        if (strncmp(known, name, length) == 0 && known[length] == '\0') {
            break;
        }
        slot = (slot + 1) & mask;
    }
    return slot;
}

/* At most half of the slots are taken. */
static void widen(struct names *names) {
    uint32_t slot_count = names->slot_count > 0 ? 2 * names->slot_count : 16;

    assert(names->slot_count <= UINT32_MAX / 2);
    free(names->slots);
    names->slots = memory_grow(NULL, slot_count, sizeof *names->slots);
    memset(names->slots, 0, slot_count * sizeof *names->slots);
    names->slot_count = slot_count;
    for (uint32_t i = 0; i < names->count; i++) {
        const char *name = names->list[i];

        names->slots[slot_of(names, name, strlen(name))] = i + 1;
    }
}

uint32_t names_add(struct names *names, const char *name, bool *is_new) {
    uint32_t slot;

    if (names->count >= names->slot_count / 2) {
        widen(names);
    }
    slot = slot_of(names, name, strlen(name));
    if (is_new != NULL) {
        *is_new = names->slots[slot] == 0;
    }
    if (names->slots[slot] == 0) {
        ARRAY_RESERVE(names->list, names->count, names->capacity);
        names->list[names->count++] = name;
        names->slots[slot] = names->count;
    }
    return names->slots[slot] - 1;
}

uint32_t names_find(const struct names *names, const char *name, size_t length) {
    uint32_t entry;

    if (names->count == 0) {
        return NAMES_NONE;
    }
    entry = names->slots[slot_of(names, name, length)];
    return entry != 0 ? entry - 1 : NAMES_NONE;
}

/* Costs: a letter that differs only by case or accent costs an eighth of an edit, so that a
 * whole word in capitals is still near. */
enum { FOLDED = 1, EDIT = 8, LONGEST_WORD = 96 };

struct word {
    uint32_t codes[LONGEST_WORD];
    size_t length;
};

static uint32_t folded(uint32_t code) {
    static const char latin[] = "aaaaaaaceeeeiiiidnooooo*ouuuuyts" /* U+00C0 to U+00DF */
                                "aaaaaaaceeeeiiiidnooooo/ouuuuyty" /* U+00E0 to U+00FF */;

    if (code >= 'A' && code <= 'Z') {
        return code - 'A' + 'a';
    }
    if (code >= 0xC0 && code <= 0xFF) {
        return (unsigned char)latin[code - 0xC0];
    }
    return code == '_' || code == ' ' || code == 0xA0 ? '-' : code;
}

static bool push(struct word *word, uint32_t code) {
    if (word->length == LONGEST_WORD) {
        return false;
    }
    word->codes[word->length++] = code;
    return true;
}

/* œ becomes two letters. Combining accents are left out: é typed as two characters is then e.
 * False when the word is too long to be a slip of another. */
static bool word_of(const char *name, size_t length, struct word *word) {
    bool fits = true;

    word->length = 0;
    for (size_t i = 0; i < length && fits;) {
        uint32_t code = 0xFFFD;
        size_t size = utf8_character(name + i, length - i, &code);

        i += size > 0 ? size : 1;
        if (code == 0x152 || code == 0x153) {
            fits = push(word, 'o') && push(word, 'e');
        } else if (code < 0x300 || code >= 0x370) {
            fits = push(word, code);
        }
    }
    return fits;
}

static unsigned change(uint32_t a, uint32_t b) {
    if (a == b) {
        return 0;
    }
    return folded(a) == folded(b) ? FOLDED : EDIT;
}

static unsigned least(unsigned a, unsigned b) {
    return a < b ? a : b;
}

/* Least cost of the edits that turn one word into the other, neighbours swapped counting as one
 * (optimal string alignment; Boytsov, Indexing methods for approximate dictionary searching,
 * ACM JEA 16, 2011, section 2.1). Three rows of the table are kept. */
static unsigned edits(const struct word *a, const struct word *b) {
    unsigned rows[3][LONGEST_WORD + 1];

    for (size_t j = 0; j <= b->length; j++) {
        rows[0][j] = (unsigned)j * EDIT;
    }
    for (size_t i = 1; i <= a->length; i++) {
        unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        uint32_t code = a->codes[i - 1];

        row[0] = (unsigned)i * EDIT;
        for (size_t j = 1; j <= b->length; j++) {
            unsigned cost = least(row[j - 1], above[j]) + EDIT;

            cost = least(cost, above[j - 1] + change(code, b->codes[j - 1]));
            if (i > 1 && j > 1 && folded(code) == folded(b->codes[j - 2]) &&
                folded(a->codes[i - 2]) == folded(b->codes[j - 1])) {
                cost = least(cost, two_above[j - 2] + EDIT);
            }
            row[j] = cost;
        }
    }
    return rows[a->length % 3][b->length];
}

const char *names_nearest(const char *const *candidates, size_t count, const char *name,
                          size_t length) {
    const char *nearest = NULL;
    struct word meant, word;
    size_t allowed; /* edits: a third of the letters, 1 to 3 */
    unsigned best;

    if (!word_of(name, length, &meant)) {
        return NULL;
    }
    allowed = meant.length / 3 > 3 ? 3 : meant.length / 3;
    best = (unsigned)(allowed > 0 ? allowed : 1) * EDIT + 1;
    for (size_t i = 0; i < count; i++) {
        unsigned cost, everything;

        size_t size = strlen(candidates[i]);
        bool same = size == length && memcmp(candidates[i], name, length) == 0;

        if (same || !word_of(candidates[i], size, &word)) {
            continue;
        }
        cost = edits(&meant, &word);
        everything = EDIT * (unsigned)(word.length > meant.length ? word.length : meant.length);
        if (cost < best && cost < everything) {
            best = cost;
            nearest = candidates[i];
        }
    }
    return nearest;
}

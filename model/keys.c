/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Up to here keys are compared with each other, beyond a table is filled. */
enum { FEW_KEYS = 16, LEAST_SLOTS = 4 * FEW_KEYS };

void keys_free(struct keys *keys) {
    free(keys->list);
    free(keys->slots);
    *keys = (struct keys){0};
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

/* Eight bytes at a time, the last eight overlapping those before; short keys byte by byte. */
static uint64_t hash(const char *text, size_t length) {
    uint64_t value = length;

    if (length < 8) {
        for (size_t i = 0; i < length; i++) {
            value = value << 8 | (unsigned char)text[i];
        }
        return stir(value);
    }
    for (size_t i = 0; i + 8 < length; i += 8) {
        value = stir(value ^ word_at(text + i));
    }
    return stir(value ^ word_at(text + length - 8));
}

void keys_enter(struct keys *keys, const struct node *key) {
    ARRAY_RESERVE(keys->list, keys->count, keys->capacity);
    keys->list[keys->count++] = (struct key){key, hash(key->text, key->length)};
}

static bool is_same(const struct key *a, const struct key *b) {
    return a->hash == b->hash && a->node->length == b->node->length &&
           memcmp(a->node->text, b->node->text, a->node->length) == 0;
}

static void refuse(const struct tree *tree, const struct node *key, const struct node *first,
                   struct notes *notes) {
    if (key->length > 0 && key->length <= 60) {
        notes_input(notes, node_place(tree, key), "la clé « %.*s » est écrite deux fois",
                    "the key '%.*s' is written twice", (int)key->length, key->text);
    } else {
        notes_input(notes, node_place(tree, key), "cette clé est écrite deux fois",
                    "this key is written twice");
    }
    notes_also(notes, node_place(tree, first));
    notes_advise(notes, "supprimez l’une des deux ou renommez-la",
                 "remove one of the two or rename it");
}

/* Do no two hashes of these few agree? No branch inside: it is asked for every map. */
static bool few_differ(const struct key *list, size_t count) {
    unsigned same = 0;

    for (size_t i = 1; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            same |= (unsigned)(list[i].hash == list[j].hash);
        }
    }
    return same == 0;
}

/* Makes every slot of a table at least twice as large as `count` free; returns its size, a power
 * of two. */
static size_t clear_slots(struct keys *keys, size_t count) {
    size_t size = LEAST_SLOTS;

    while (size < 2 * count) {
        size *= 2;
    }
    if (size > keys->slot_count) {
        keys->slots = memory_grow(keys->slots, size, sizeof *keys->slots);
        keys->slot_count = size;
    }
    memset(keys->slots, 0, size * sizeof *keys->slots);
    return size;
}

/* Position + 1 of the same key among those entered, or 0 and this one is entered. */
static uint32_t twin_of(struct keys *keys, size_t size, const struct key *list,
                        uint32_t position) {
    size_t slot = (size_t)list[position].hash & (size - 1);

    while (keys->slots[slot] != 0) {
        if (is_same(&list[keys->slots[slot] - 1], &list[position])) {
            return keys->slots[slot];
        }
        slot = (slot + 1) & (size - 1);
    }
    keys->slots[slot] = position + 1;
    return 0;
}

bool keys_differ(struct keys *keys, size_t first, const struct tree *tree,
                 struct notes *notes) {
    const size_t count = keys->count - first;
    const struct key *list;
    bool differ = true;
    size_t size;

    keys->count = first;
    if (count < 2) {
        return true;
    }
    list = keys->list + first;
    if (count <= FEW_KEYS && few_differ(list, count)) {
        return true;
    }
    size = clear_slots(keys, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t twin = twin_of(keys, size, list, i);

        if (twin > 0) {
            differ = false;
            if (notes != NULL) {
                refuse(tree, list[i].node, list[twin - 1].node, notes);
            }
        }
    }
    return differ;
}

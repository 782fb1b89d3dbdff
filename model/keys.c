/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/names.h"

/* Up to here keys are compared with each other, beyond a table is filled. */
enum { FEW_KEYS = 16, LEAST_SLOTS = 4 * FEW_KEYS };

void keys_free(struct keys *keys) {
    free(keys->list);
    free(keys->slots);
    keys->list = NULL;
    keys->slots = NULL;
    keys->count = keys->capacity = keys->slot_count = 0;
}

void keys_enter(struct keys *keys, struct node *key) {
    ARRAY_RESERVE(keys->list, keys->count, keys->capacity);
    keys->list[keys->count++] = (struct key){key, names_hash(key->text, key->length)};
}

static bool is_same(const struct key *a, const struct key *b) {
    return a->hash == b->hash && a->node->length == b->node->length &&
           memcmp(a->node->text, b->node->text, a->node->length) == 0;
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

static void refuse(const struct keys *keys, struct node *key, struct node *first) {
    if (key->length > 0 && key->length <= 60) {
        notes_input(keys->notes, node_place(keys->tree, key),
                    "la clé « %.*s » est écrite deux fois", "the key '%.*s' is written twice",
                    (int)key->length, key->text);
    } else {
        notes_input(keys->notes, node_place(keys->tree, key), "cette clé est écrite deux fois",
                    "this key is written twice");
    }
    notes_also(keys->notes, node_place(keys->tree, first));
    notes_advise(keys->notes, "supprimez l’une des deux ou renommez-la",
                 "remove one of the two or rename it");
    key->bad = true;
    if (first->next->kind == NODE_SCALAR) {
        first->next->bad = true;
    }
}

/* With `tell`, refuses every key that stands again; without, stops at the first. */
static bool compare(struct keys *keys, size_t first, bool tell) {
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
    for (uint32_t i = 0; i < count && (differ || tell); i++) {
        uint32_t twin = twin_of(keys, size, list, i);

        if (twin > 0) {
            differ = false;
            if (tell) {
                refuse(keys, list[i].node, list[twin - 1].node);
            }
        }
    }
    return differ;
}

bool keys_differ(struct keys *keys, size_t first) {
    return compare(keys, first, false);
}

void keys_tell(struct keys *keys, size_t first) {
    compare(keys, first, true);
}

/* --- what stays of a map ---------------------------------------------------------------------- */

static void drop_refused(struct node *map) {
    struct node **link = &map->first;

    while (*link != NULL) {
        struct node *key = *link, *value = key->next;

        if (key->bad) {
            *link = value->next;
            map->count--;
        } else {
            link = &value->next;
        }
    }
}

/* The map behind the key that `again` repeats, or NULL. */
static struct node *map_before(const struct node *map, const struct node *again) {
    for (const struct node *key = map->first; key != again; key = key->next->next) {
        if (!key->bad && key->length == again->length &&
            memcmp(key->text, again->text, key->length) == 0) {
            return key->next->kind == NODE_MAP ? key->next : NULL;
        }
    }
    return NULL;
}

static void join(struct keys *keys, struct node *map, const struct node *more) {
    const size_t first = keys->count;
    struct node **end = &map->first;

    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = more->first;
    map->count += more->count;
    for (struct node *key = map->first; key != NULL; key = key->next->next) {
        keys_enter(keys, key);
    }
    keys_settle(keys, first, map, false);
}

static void join_repeated(struct keys *keys, const struct node *map) {
    for (const struct node *key = map->first; key != NULL; key = key->next->next) {
        struct node *before = NULL;

        if (key->bad && key->next->kind == NODE_MAP) {
            before = map_before(map, key);
        }
        if (before != NULL) {
            join(keys, before, key->next);
        }
    }
}

void keys_settle(struct keys *keys, size_t first, struct node *map, bool join_maps) {
    keys_tell(keys, first);
    if (join_maps) {
        join_repeated(keys, map);
    }
    drop_refused(map);
}

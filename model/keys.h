/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys: no key stands twice in a map. Private to tree.
 *
 * The keys of all maps that are being read, the innermost map's last. They are compared when a map
 * is closed, in time that grows with their number only: {0} is ready for keys_differ, keys_settle
 * wants `tree` and `notes`. */
#ifndef MODEL_KEYS_H
#define MODEL_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/notes.h"
#include "model/tree.h"

struct keys {
    const struct tree *tree;
    struct notes *notes;
    struct key {
        struct node *node;
        uint64_t hash; /* of its text */
    } * list;          /* [count] */
    size_t count, capacity;
    uint32_t *slots; /* [slot_count]: room to work in */
    size_t slot_count;
};

void keys_free(struct keys *keys);
/* Adds a scalar to the keys of the innermost map. */
void keys_enter(struct keys *keys, struct node *key);
/* Compares the keys entered since `count` was `first`, and forgets them. */
bool keys_differ(struct keys *keys, size_t first);
/* The same, but notes every key that stands again, with both places, and marks it bad. */
void keys_tell(struct keys *keys, size_t first);
/* keys_tell for the keys of `map`, then takes out the pairs whose key is bad. Of a key that stands
 * again the first pair stays, its value marked bad when it is a scalar: nobody knows which one is
 * meant. With `join_maps` (at the root of a document) a map that stands again adds its pairs to the
 * first, so that no name in it becomes an unknown one. */
void keys_settle(struct keys *keys, size_t first, struct node *map, bool join_maps);

#endif

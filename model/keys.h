/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys: no key stands twice in a map. Private to tree.
 *
 * The keys of all maps that are being read, the innermost map's last. They are compared when a map
 * is closed, in time that grows with their number only. */
#ifndef MODEL_KEYS_H
#define MODEL_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/notes.h"
#include "model/tree.h"

struct keys {
    struct key {
        const struct node *node;
        uint64_t hash; /* of its text */
    } * list;          /* [count] */
    size_t count, capacity;
    uint32_t *slots; /* [slot_count]: room to work in */
    size_t slot_count;
};

void keys_free(struct keys *keys); /* {0} is ready for use */
/* Adds a scalar to the keys of the innermost map. */
void keys_enter(struct keys *keys, const struct node *key);
/* Compares the keys entered since `count` was `first`, and forgets them. Every key that stands
 * again is noted, with both places; with notes NULL nothing is told and `tree` may be NULL. */
bool keys_differ(struct keys *keys, size_t first, const struct tree *tree, struct notes *notes);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/buckets.h"

#include <assert.h>

struct buckets buckets_new(struct arena *arena, uint32_t groups) {
    return (struct buckets){ARENA_ARRAY(arena, uint32_t, (size_t)groups + 1), NULL,
                            ARENA_ARRAY(arena, uint32_t, groups), groups};
}

void buckets_expect(struct buckets *buckets, uint32_t group) {
    assert(group < buckets->groups && buckets->items == NULL);
    buckets->start[group + 1]++;
}

void buckets_seal(struct buckets *buckets, struct arena *arena) {
    for (uint32_t g = 0; g < buckets->groups; g++)
        buckets->start[g + 1] += buckets->start[g];
    buckets->items = ARENA_ARRAY(arena, uint32_t, buckets->start[buckets->groups]);
}

void buckets_put(struct buckets *buckets, uint32_t group, uint32_t item) {
    uint32_t at = buckets->start[group] + buckets->filled[group]++;
    assert(at < buckets->start[group + 1]);
    buckets->items[at] = item;
}

uint32_t buckets_size(const struct buckets *buckets, uint32_t group) {
    return buckets->start[group + 1] - buckets->start[group];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* buckets: numbers sorted into groups, in order of entry (a counting sort in two passes).
 *
 * First buckets_expect each item's group, then buckets_seal, then buckets_put each item in the
 * same groups. Afterwards group g is items[start[g]] … items[start[g + 1] - 1]. */
#ifndef SOLVER_BUCKETS_H
#define SOLVER_BUCKETS_H

#include <stdint.h>

#include "base/arena.h"

struct buckets {
    uint32_t *start; /* [groups + 1] */
    uint32_t *items;
    uint32_t *filled; /* [groups] */
    uint32_t groups;
};

struct buckets buckets_new(struct arena *arena, uint32_t groups);
void buckets_expect(struct buckets *buckets, uint32_t group);
void buckets_seal(struct buckets *buckets, struct arena *arena);
void buckets_put(struct buckets *buckets, uint32_t group, uint32_t item);
uint32_t buckets_size(const struct buckets *buckets, uint32_t group);

#endif

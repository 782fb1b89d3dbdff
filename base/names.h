/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names: a dictionary from names to numbers, in order of entry, and "did you mean".
 *
 * The dictionary keeps the pointer of each name, not a copy: the name must outlive it.
 * Position 0 is the first name entered. */
#ifndef BASE_NAMES_H
#define BASE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAMES_NONE UINT32_MAX

struct names {
    const char **list; /* [count], in order of entry */
    uint32_t count, capacity;
    uint32_t *slots; /* [slot_count], position + 1; 0 = free */
    uint32_t slot_count;
};

/* A hash of `length` bytes, good in all its bits; not against somebody who looks for collisions. */
uint64_t names_hash(const char *name, size_t length);

void names_free(struct names *names); /* leaves an empty dictionary; {0} is one */
/* Enters a name; returns its position and sets *is_new (may be NULL). */
uint32_t names_add(struct names *names, const char *name, bool *is_new);
/* Position of a name of `length` bytes, or NAMES_NONE. */
uint32_t names_find(const struct names *names, const char *name, size_t length);
/* The candidate nearest to `name` by edits (insert, drop, change, swap of neighbours, case and
 * accents for less), when near enough that a person would have meant it; else NULL. The name itself
 * is no candidate. */
const char *names_nearest(const char *const *candidates, size_t count, const char *name,
                          size_t length);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arena: memory that is released all at once.
 *
 * One arena per plan, program or answer. What arena_alloc returns is zeroed, aligned for any
 * type, and lives until arena_free. Under sanitizers (ARENA_REAL_BLOCKS) every request is a
 * block of its own, so that an overrun is seen. Memory that cannot be had ends the process with
 * exit status 4 and one line on standard error (memory_exhausted): no caller checks for NULL. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#define MEMORY_EXHAUSTED 4 /* the exit status then */

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is allowed */

/* count * size zeroed bytes; never NULL. count may be 0. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);
/* A copy of the first `length` bytes of `bytes`, ended by NUL. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);
/* A formatted string. */
char *arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
size_t arena_used(const struct arena *arena); /* bytes handed out */

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), 1, sizeof(type)))
#define ARENA_ARRAY(arena, type, count)                                                        \
    ((type *)arena_alloc((arena), (size_t)(count), sizeof(type)))

/* Heap blocks that never come back NULL; release with free. */
void *memory_grow(void *block, size_t count, size_t size); /* as reallocarray */
_Noreturn void memory_exhausted(void);

/* Makes room for one more element in a heap array that doubles. */
#define ARRAY_RESERVE(array, count, capacity)                                                  \
    do {                                                                                       \
        if ((count) == (capacity)) {                                                           \
            (capacity) = (capacity) == 0 ? 8 : 2 * (capacity);                                 \
            (array) = memory_grow((array), (size_t)(capacity), sizeof *(array));               \
        }                                                                                      \
    } while (0)

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void memory_exhausted(void) {
    static const char line[] = "arrimage: mémoire insuffisante / out of memory\n";
    ssize_t written = write(STDERR_FILENO, line, sizeof line - 1);

    (void)written; /* there is nobody left to tell */
    _exit(MEMORY_EXHAUSTED);
}

static size_t bytes_of(size_t count, size_t size) {
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX) {
        memory_exhausted();
    }
    return bytes;
}

void *memory_grow(void *block, size_t count, size_t size) {
    size_t bytes = bytes_of(count, size);
    void *grown = realloc(block, bytes > 0 ? bytes : 1);

    if (grown == NULL) {
        memory_exhausted();
    }
    return grown;
}

static void *zeroed(size_t bytes) {
    void *block = calloc(1, bytes > 0 ? bytes : 1);

    if (block == NULL) {
        memory_exhausted();
    }
    return block;
}

#ifdef ARENA_REAL_BLOCKS

struct arena {
    void **blocks; /* [count]; kept apart so that each block ends and begins where it says */
    size_t count, capacity;
    size_t used;
};

static void *take(struct arena *arena, size_t bytes) {
    ARRAY_RESERVE(arena->blocks, arena->count, arena->capacity);
    arena->blocks[arena->count] = zeroed(bytes);
    return arena->blocks[arena->count++];
}

void arena_free(struct arena *arena) {
    if (arena == NULL) {
        return;
    }
    for (size_t i = 0; i < arena->count; i++) {
        free(arena->blocks[i]);
    }
    free(arena->blocks);
    free(arena);
}

#else

enum { ALIGNMENT = 16, FIRST_CHUNK = 4096, LARGEST_CHUNK = 1 << 20 };

_Static_assert(ALIGNMENT % _Alignof(max_align_t) == 0, "an arena serves any type");

struct chunk {
    struct chunk *older;
    _Alignas(ALIGNMENT) char bytes[];
};

struct arena {
    struct chunk *newest;
    char *free;       /* in the chunk that small requests come from */
    size_t left;      /* bytes from `free` on */
    size_t next_size; /* of the next such chunk */
    size_t used;
};

static char *add_chunk(struct arena *arena, size_t bytes) {
    struct chunk *chunk;

    if (bytes > PTRDIFF_MAX - sizeof *chunk) {
        memory_exhausted();
    }
    chunk = zeroed(sizeof *chunk + bytes);
    chunk->older = arena->newest;
    arena->newest = chunk;
    return chunk->bytes;
}

static void *take(struct arena *arena, size_t bytes) {
    size_t step = bytes > 0 ? (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : ALIGNMENT;
    void *block;

    if (step > arena->left) {
        if (step > arena->next_size / 4) {
            return add_chunk(arena, step); /* of its own; what is left stays in use */
        }
        arena->free = add_chunk(arena, arena->next_size);
        arena->left = arena->next_size;
        if (arena->next_size < LARGEST_CHUNK) {
            arena->next_size *= 2;
        }
    }
    block = arena->free;
    arena->free += step;
    arena->left -= step;
    return block;
}

void arena_free(struct arena *arena) {
    if (arena == NULL) {
        return;
    }
    while (arena->newest != NULL) {
        struct chunk *chunk = arena->newest;

        arena->newest = chunk->older;
        free(chunk);
    }
    free(arena);
}

#endif

struct arena *arena_new(void) {
    struct arena *arena = zeroed(sizeof *arena);

#ifndef ARENA_REAL_BLOCKS
    arena->next_size = FIRST_CHUNK;
#endif
    return arena;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size) {
    size_t bytes = bytes_of(count, size);

    arena->used += bytes;
    return take(arena, bytes);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length) {
    char *copy = arena_alloc(arena, length + 1, 1);

    if (length > 0) {
        memcpy(copy, bytes, length);
    }
    return copy;
}

char *arena_format(struct arena *arena, const char *format, ...) {
    va_list arguments, again;
    int length;
    char *string;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    assert(length >= 0);
    string = arena_alloc(arena, (size_t)length + 1, 1);
    vsnprintf(string, (size_t)length + 1, format, again);
    va_end(again);
    return string;
}

size_t arena_used(const struct arena *arena) {
    return arena->used;
}

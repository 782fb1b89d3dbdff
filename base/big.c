/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of GMP's fractions. Money is mostly whole, and so are most of what it is multiplied by:
 * then nothing has to be reduced, which is where GMP's own sums spend their time. */
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/exact.h"

static bool is_whole(const mpq_t big) {
    return mpz_cmp_ui(mpq_denref(big), 1) == 0;
}

static bool is_small(struct ratio a) {
    return a.den == 1 && a.num >= -LONG_MAX && a.num <= LONG_MAX;
}

static void add_whole(mpq_t sum, long a, const mpq_t times) {
    if (a >= 0)
        mpz_addmul_ui(mpq_numref(sum), mpq_numref(times), (unsigned long)a);
    else
        mpz_submul_ui(mpq_numref(sum), mpq_numref(times), (unsigned long)-a);
}

void big_add_product(mpq_t sum, struct ratio a, const mpq_t times, mpq_t work) {
    bool small = is_small(a);
    if (mpq_sgn(times) == 0)
        return;
    if (small && is_whole(times) && is_whole(sum)) {
        add_whole(sum, (long)a.num, times);
    } else if (small && a.num == 1) {
        mpq_add(sum, sum, times);
    } else if (small && a.num == -1) {
        mpq_sub(sum, sum, times);
    } else {
        ratio_to_big(work, a);
        mpq_mul(work, work, times);
        mpq_add(sum, sum, work);
    }
}

int big_cmp(const mpq_t big, struct ratio a, mpq_t work) {
    if (is_small(a) && is_whole(big))
        return mpz_cmp_si(mpq_numref(big), (long)a.num);
    ratio_to_big(work, a);
    return mpq_cmp(big, work);
}

/* --- GMP's memory ----------------------------------------------------------------------------- */

/* Nearly all numbers have one or two limbs, and are made and released by the ten thousand: blocks
 * that were released are kept for the next of their size. The sanitizers see each of them. */
#ifdef ARENA_REAL_BLOCKS
#define IS_KEPT false
#else
#define IS_KEPT true
#endif

enum { SIZES = 4 };

struct spare {
    struct spare *next;
};

static struct spare *spares[SIZES]; /* of 8, 16, … bytes */

/* NULL: blocks of this size are not kept. */
static struct spare **spares_of(size_t size) {
    size_t limbs = size / sizeof(mp_limb_t);
    bool kept = IS_KEPT && size % sizeof(mp_limb_t) == 0 && limbs > 0 && limbs <= SIZES;
    return kept ? &spares[limbs - 1] : NULL;
}

static void *allocate(size_t size) {
    struct spare **list = spares_of(size);
    if (list == NULL || *list == NULL)
        return memory_grow(NULL, size, 1);
    struct spare *block = *list;
    *list = block->next;
    return block;
}

static void release(void *block, size_t size) {
    struct spare **list = spares_of(size);
    if (list == NULL) {
        free(block);
        return;
    }
    struct spare *spare = block;
    spare->next = *list;
    *list = spare;
}

static void *reallocate(void *block, size_t before, size_t size) {
    if (spares_of(before) == NULL && spares_of(size) == NULL)
        return memory_grow(block, size, 1);
    void *grown = allocate(size);
    memcpy(grown, block, before < size ? before : size);
    release(block, before);
    return grown;
}

void big_mind_memory(void) {
    mp_set_memory_functions(allocate, reallocate, release);
}

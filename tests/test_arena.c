/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include "tests/close.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void memory_is_zeroed_and_aligned_for_any_type(void **state) {
    struct arena *arena = arena_new();

    (void)state;
    for (size_t size = 1; size < 3000; size += 7) {
        unsigned char *block = arena_alloc(arena, size, 1);

        assert_int_equal((uintptr_t)block % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(block[i], 0);
        }
        memset(block, 0xA5, size); /* a later block that overlaps would not be zero */
    }
    arena_free(arena);
}

static void blocks_keep_their_bytes_through_many_requests(void **state) {
    enum { COUNT = 200000 };
    struct arena *arena = arena_new();
    size_t **blocks = calloc(COUNT, sizeof *blocks);

    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = arena_alloc(arena, 1 + i % 9, sizeof **blocks);
        blocks[i][i % 9] = i;
    }
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(blocks[i][i % 9], i);
    }
    free(blocks);
    arena_free(arena);
}

static void a_block_larger_than_any_chunk_stands_beside_small_ones(void **state) {
    enum { LARGE = 5 << 20 };
    struct arena *arena = arena_new();
    char *before = arena_copy(arena, "avant", 5);
    char *large = arena_alloc(arena, LARGE, 1);
    char *after = arena_copy(arena, "après", strlen("après"));

    (void)state;
    memset(large, 'x', LARGE);
    assert_string_equal(before, "avant");
    assert_string_equal(after, "après");
    assert_int_equal(large[LARGE - 1], 'x');
    arena_free(arena);
}

static void bytes_handed_out_are_counted_as_asked_for(void **state) {
    struct arena *arena = arena_new();

    (void)state;
    assert_int_equal(arena_used(arena), 0);
    (void)arena_alloc(arena, 7, 3);
    (void)ARENA_ARRAY(arena, double, 5);
    assert_int_equal(arena_used(arena), 7 * 3 + 5 * sizeof(double));
    arena_free(arena);
}

static void a_request_for_nothing_is_not_null(void **state) {
    struct arena *arena = arena_new();

    (void)state;
    assert_non_null(arena_alloc(arena, 0, 8));
    assert_string_equal(arena_copy(arena, NULL, 0), "");
    arena_free(arena);
    arena_free(NULL);
}

static void a_copy_stops_at_its_length_and_a_format_at_its_end(void **state) {
    struct arena *arena = arena_new();
    char *long_one = arena_format(arena, "%0300d", 17);

    (void)state;
    assert_string_equal(arena_copy(arena, "mobilisation", 4), "mobi");
    assert_string_equal(arena_format(arena, "%s.%s: %.3f", "floor", "minganie", 2.385),
                        "floor.minganie: 2.385");
    assert_int_equal(strlen(long_one), 300);
    assert_string_equal(long_one + 297, "017");
    arena_free(arena);
}

static void a_heap_array_doubles_and_keeps_what_it_holds(void **state) {
    int *array = NULL;
    size_t count = 0, capacity = 0;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        ARRAY_RESERVE(array, count, capacity);
        array[count++] = 3 * i;
    }
    assert_int_equal(capacity, 1024);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(array[i], 3 * i);
    }
    free(array);
}

/* Exit status of a child that asks for more than there can be; its message is kept away. */
static int status_of_asking(size_t count, size_t size) {
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        close(STDERR_FILENO);
        free(memory_grow(NULL, count, size));
        _exit(0);
    }
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void memory_that_cannot_be_had_ends_with_status_4(void **state) {
    (void)state;
    assert_int_equal(status_of_asking(SIZE_MAX / 2, 16), 4); /* the product overflows */
    assert_int_equal(status_of_asking(SIZE_MAX, 1), 4);
    assert_int_equal(status_of_asking(23, 85), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned_for_any_type),
        cmocka_unit_test(blocks_keep_their_bytes_through_many_requests),
        cmocka_unit_test(a_block_larger_than_any_chunk_stands_beside_small_ones),
        cmocka_unit_test(bytes_handed_out_are_counted_as_asked_for),
        cmocka_unit_test(a_request_for_nothing_is_not_null),
        cmocka_unit_test(a_copy_stops_at_its_length_and_a_format_at_its_end),
        cmocka_unit_test(a_heap_array_doubles_and_keeps_what_it_holds),
        cmocka_unit_test(memory_that_cannot_be_had_ends_with_status_4),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

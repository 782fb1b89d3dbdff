/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Factorised and solved, then multiplied out again. */
#include "solver/kernel.h"

#include "tests/close.h"

enum { MOST = 24 };

static uint64_t next(uint64_t *seed) {
    *seed = *seed * 6364136223846793005U + 1442695040888963407U; /* Knuth, MMIX */
    return *seed >> 33;
}

struct matrix {
    uint32_t size;
    struct ratio at[MOST][MOST];
};

/* About `filled` entries of a hundred, and a diagonal, turned round by one. */
static struct matrix draw(uint32_t size, uint32_t filled, uint64_t seed) {
    struct matrix m = {.size = size};

    for (uint32_t i = 0; i < size; i++) {
        for (uint32_t j = 0; j < size; j++) {
            bool some = j == (i + 1) % size || next(&seed) % 100 < filled;
            int64_t num = (int64_t)(next(&seed) % 199) - 99;
            m.at[i][j] = some ? ratio_of(num == 0 ? 7 : num, (int64_t)(next(&seed) % 20) + 1)
                              : RATIO_ZERO;
        }
    }
    return m;
}

static struct kernel *kernel_of(const struct matrix *m) {
    struct kernel *kernel = kernel_new(m->size);

    for (uint32_t i = 0; i < m->size; i++) {
        for (uint32_t j = 0; j < m->size; j++) {
            if (ratio_sign(m->at[i][j]) != 0) {
                kernel_add(kernel, i, j, m->at[i][j]);
            }
        }
    }
    return kernel;
}

/* sum of at[i][j] x[j], or at[j][i] x[j] */
static void assert_product(const struct matrix *m, bool transposed, uint32_t i, mpq_t *x,
                           int64_t expected) {
    mpq_t sum, term;

    mpq_inits(sum, term, NULL);
    for (uint32_t j = 0; j < m->size; j++) {
        ratio_to_big(term, transposed ? m->at[j][i] : m->at[i][j]);
        mpq_mul(term, term, x[j]);
        mpq_add(sum, sum, term);
    }
    assert_int_equal(mpq_cmp_si(sum, expected, 1), 0);
    mpq_clears(sum, term, NULL);
}

static void solve_both_ways(const struct matrix *m) {
    struct kernel *kernel = kernel_of(m);
    mpq_t *x = fractions_new(m->size), *y = fractions_new(m->size);

    assert_true(kernel_factorize(kernel));
    for (uint32_t i = 0; i < m->size; i++) {
        mpq_set_si(x[i], 3 * (long)i - 5, 1);
        mpq_set_si(y[i], 11 - 2 * (long)i, 1);
    }
    kernel_solve(kernel, x);
    kernel_solve_transposed(kernel, y);
    for (uint32_t i = 0; i < m->size; i++) {
        assert_product(m, false, i, x, 3 * (int64_t)i - 5);
        assert_product(m, true, i, y, 11 - 2 * (int64_t)i);
    }
    fractions_free(x, m->size);
    fractions_free(y, m->size);
    kernel_free(kernel);
}

static void solutions_multiplied_out_are_what_was_asked(void **state) {
    (void)state;
    for (uint32_t size = 1; size <= MOST; size++) {
        for (uint32_t filled = 0; filled <= 60; filled += 12) {
            struct matrix m = draw(size, filled, 1000 * size + filled);
            solve_both_ways(&m);
        }
    }
}

/* Row 2 is row 0 and twice row 1. */
static void a_singular_matrix_is_refused(void **state) {
    struct matrix m = draw(5, 70, 42);
    struct kernel *kernel;

    (void)state;
    for (uint32_t j = 0; j < m.size; j++) {
        m.at[2][j] = ratio_add(m.at[0][j], ratio_mul(ratio_of(2, 1), m.at[1][j]));
    }
    kernel = kernel_of(&m);
    assert_false(kernel_factorize(kernel));
    kernel_free(kernel);
}

static void nothing_at_all_is_solved(void **state) {
    struct kernel *kernel = kernel_new(0);

    (void)state;
    assert_true(kernel_factorize(kernel));
    kernel_solve(kernel, NULL);
    kernel_free(kernel);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(solutions_multiplied_out_are_what_was_asked),
        cmocka_unit_test(a_singular_matrix_is_refused),
        cmocka_unit_test(nothing_at_all_is_solved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

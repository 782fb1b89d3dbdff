/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows and points in whole numbers, against the same in GMP's fractions. */
#include "solver/whole_rows.h"

#include "tests/small_program.h"

#define DRAWN 2000
#define TOO_LONG ((int64_t)1 << 41)

static struct whole_rows rows;
static struct whole_point point;
static struct small small;
static mpq_t x[SMALL_COLUMNS];

static int begin(void **state) {
    (void)state;
    small_begin(&small, true);
    for (int j = 0; j < SMALL_COLUMNS; j++) {
        mpq_init(x[j]);
    }
    point = (struct whole_point){0};
    rows = (struct whole_rows){0};
    return 0;
}

static int end(void **state) {
    (void)state;
    whole_rows_free(&rows);
    whole_point_free(&point);
    for (int j = 0; j < SMALL_COLUMNS; j++) {
        mpq_clear(x[j]);
    }
    return 0;
}

static void add_columns(uint32_t count) {
    for (uint32_t j = 0; j < count; j++) {
        small_column(&small, RATIO_ZERO, 0, NO_END);
    }
}

/* 1/3 * 5/2 - 2/7 * 7/4 = 1/3: entries in 21ths, the point in quarters, 28/84. */
static void a_row_of_fractions_is_reckoned_in_parts(void **state) {
    wide value = 0;

    (void)state;
    add_columns(2);
    small_row(&small, (struct ratio[]){F(1, 3), F(-2, 7)}, NO_END, 4);
    rows = whole_rows_new(&small.program);
    assert_int_equal(rows.common[0], 21);
    assert_int_equal(rows.entries[0], 7);
    assert_int_equal(rows.entries[1], -6);
    mpq_set_si(x[0], 5, 2);
    mpq_set_si(x[1], 7, 4);
    whole_point_take(&point, x, 2);
    assert_int_equal(point.unit, 4);
    assert_true(whole_rows_value(&rows, &small.program, 0, &point, &value));
    assert_int_equal(value, 28);
}

/* Denominators of 2^41 are more than are kept, and so is an entry of 2^63 and above. */
static void what_does_not_fit_is_told(void **state) {
    wide value;

    (void)state;
    add_columns(2);
    small_row(&small, (struct ratio[]){F(1, TOO_LONG), F(1, 3)}, NO_END, 4);
    small_row(&small, (struct ratio[]){F(INT64_MAX, 1), F(1, 3)}, NO_END, 4);
    small_row(&small, (struct ratio[]){F(INT64_MAX, 1), F(INT64_MAX, 1)}, NO_END, 4);
    rows = whole_rows_new(&small.program);
    assert_int_equal(rows.common[0], 0);
    assert_int_equal(rows.common[1], 0);
    assert_int_equal(rows.common[2], 1);
    mpq_set_si(x[0], INT64_MAX, 1);
    mpq_set_si(x[1], INT64_MAX, 1);
    whole_point_take(&point, x, 2);
    assert_int_equal(point.unit, 1);
    assert_false(whole_rows_value(&rows, &small.program, 0, &point, &value));
    assert_true(whole_rows_value(&rows, &small.program, 2, &point, &value));
    assert_true(value == 2 * (wide)INT64_MAX * INT64_MAX);
    mpq_set_si(x[1], 1, TOO_LONG);
    whole_point_take(&point, x, 2);
    assert_int_equal(point.unit, 0);
    assert_false(whole_rows_value(&rows, &small.program, 2, &point, &value));
}

static uint64_t drawn = 20120425;

static int64_t draw(int64_t below) {
    drawn = drawn * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((drawn >> 33) % (uint64_t)below);
}

/* The sum in GMP's fractions, and as parts of the units. */
static void assert_same(uint32_t row) {
    mpq_t sum, term, parts;
    wide value = 0;

    mpq_inits(sum, term, parts, NULL);
    for (uint32_t k = 0; k < small.rows[row].count; k++) {
        const struct entry *entry = &small.entries[small.rows[row].start + k];

        ratio_to_big(term, entry->coefficient);
        mpq_mul(term, term, x[entry->column]);
        mpq_add(sum, sum, term);
    }
    assert_true(whole_rows_value(&rows, &small.program, row, &point, &value));
    ratio_to_big(parts, ratio_of_wide(value, point.unit * rows.common[row]));
    assert_true(mpq_equal(sum, parts));
    mpq_clears(sum, term, parts, NULL);
}

static void drawn_rows_come_to_the_same_as_fractions(void **state) {
    (void)state;
    for (int n = 0; n < DRAWN; n++) {
        struct ratio coefficients[SMALL_COLUMNS];

        small_begin(&small, true);
        add_columns(SMALL_COLUMNS);
        for (int i = 0; i < SMALL_ROWS; i++) {
            for (int j = 0; j < SMALL_COLUMNS; j++) {
                coefficients[j] = ratio_of(draw(2001) - 1000, 1 + draw(12));
            }
            small_row(&small, coefficients, NO_END, 4);
        }
        for (int j = 0; j < SMALL_COLUMNS; j++) {
            mpq_set_si(x[j], draw(2000001) - 1000000, (unsigned long)(1 + draw(24)));
            mpq_canonicalize(x[j]);
        }
        whole_rows_free(&rows);
        rows = whole_rows_new(&small.program);
        whole_point_take(&point, x, SMALL_COLUMNS);
        assert_true(point.unit != 0);
        for (uint32_t i = 0; i < SMALL_ROWS; i++) {
            assert_same(i);
        }
    }
}

/* A row that keeps a goal comes after those of the program, and may be another the next time. */
static void rows_beyond_the_program_are_taken_anew(void **state) {
    struct program now;

    (void)state;
    add_columns(2);
    small_row(&small, (struct ratio[]){F(1, 2), F(1, 3)}, NO_END, 4);
    now = small.program;
    rows = whole_rows_new(&now);
    small_row(&small, (struct ratio[]){F(1, 5), F(1, 4)}, NO_END, 4);
    whole_rows_extend(&rows, &small.program);
    assert_int_equal(rows.common[0], 6);
    assert_int_equal(rows.common[1], 20);
    small.entries[small.rows[1].start].coefficient = ratio_of(1, 7);
    whole_rows_extend(&rows, &small.program);
    assert_int_equal(rows.common[1], 28);
    assert_int_equal(rows.entries[small.rows[1].start], 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_row_of_fractions_is_reckoned_in_parts, begin, end),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_told, begin, end),
        cmocka_unit_test_setup_teardown(drawn_rows_come_to_the_same_as_fractions, begin, end),
        cmocka_unit_test_setup_teardown(rows_beyond_the_program_are_taken_anew, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tree by hand. Two projects of 60 and 50, all or nothing, share 100; each is worth what it
 * costs. Without a: 50 at most. With a and without b: 60. With both: 110 > 100, impossible. */
#include "solver/leaves.h"

#include "tests/close.h"

struct hand {
    struct column columns[2];
    struct row row;
    struct entry entries[2];
    struct objective objective;
    struct program program;
    mpq_t bound;
    bool none;
};

static void draw(struct hand *h) {
    *h = (struct hand){0};
    for (uint32_t j = 0; j < 2; j++) {
        h->columns[j] = (struct column){.lower = RATIO_ZERO, .upper = RATIO_ONE, .whole = true};
        h->entries[j] = (struct entry){j, ratio_of(j == 0 ? 60 : 50, 1)};
    }
    h->row =
        (struct row){.lower = RATIO_UNKNOWN, .upper = ratio_of(100, 1), .start = 0, .count = 2};
    h->objective = (struct objective){
        .maximize = true, .entries = h->entries, .count = 2, .constant = RATIO_ZERO};
    h->program = (struct program){.columns = h->columns,
                                  .rows = &h->row,
                                  .entries = h->entries,
                                  .objectives = &h->objective,
                                  .column_count = 2,
                                  .row_count = 1,
                                  .entry_count = 2,
                                  .objective_count = 1,
                                  .has_whole = true};
    mpq_init(h->bound);
}

static bool proves(struct hand *h, const char **words, uint32_t count) {
    struct proof_tree tree = {words, count};
    struct leaves *leaves = leaves_new(&h->program);
    bool proved = leaves_prove(leaves, &h->objective, &tree, h->bound, &h->none);
    leaves_free(leaves);
    return proved;
}

#define PROVES(h, ...)                                                                         \
    proves((h), (const char *[]){__VA_ARGS__},                                                 \
           sizeof((const char *[]){__VA_ARGS__}) / sizeof(const char *))

static void a_tree_proves_the_largest_of_its_leaves(void **state) {
    struct hand h;
    (void)state;
    draw(&h);
    assert_true(PROVES(&h, "0<=0", "", "1<=0", "", "!0:1"));
    assert_false(h.none);
    assert_int_equal(mpq_cmp_si(h.bound, 60, 1), 0);
    /* one linear program: the row alone says 100 */
    assert_true(PROVES(&h, "0:1"));
    assert_int_equal(mpq_cmp_si(h.bound, 100, 1), 0);
    mpq_clear(h.bound);
}

static void a_tree_that_leaves_something_out_proves_nothing(void **state) {
    struct hand h;
    (void)state;
    draw(&h);
    assert_false(PROVES(&h, "0<=0", "", "1<=0", ""));             /* a half is missing */
    assert_false(PROVES(&h, "0<=0", "", "1<=0", "", "!0:1", "")); /* one leaf too many */
    assert_false(PROVES(&h, "0<=0", "", "!0:1"));                 /* with a there are points */
    h.columns[1].whole = false;
    assert_false(PROVES(&h, "0<=0", "", "1<=0", "", "!0:1")); /* b may be between 0 and 1 */
    mpq_clear(h.bound);
}

static void a_contradiction_by_exactly_nothing_is_none(void **state) {
    struct hand h;
    (void)state;
    draw(&h);
    h.row.upper = ratio_of(110, 1); /* both fit, to the cent */
    assert_false(PROVES(&h, "0<=0", "", "1<=0", "", "!0:1"));
    h.row.upper = ratio_of(10999, 100);
    assert_true(PROVES(&h, "0<=0", "", "1<=0", "", "!0:1"));
    mpq_clear(h.bound);
}

static void all_leaves_without_a_point_leave_none(void **state) {
    struct hand h;
    (void)state;
    draw(&h);
    h.row.lower = ratio_of(70, 1);
    h.row.upper = ratio_of(80, 1);
    /* at most one: 60 < 70; both: 110 > 80 */
    assert_true(PROVES(&h, "0<=0", "!0:-1", "1<=0", "!0:-1", "!0:1"));
    assert_true(h.none);
    mpq_clear(h.bound);
}

static void a_word_has_one_way_of_being_written(void **state) {
    static const char *const wrong[] = {
        "0:2/2",   "0:1.0", "00:1", "0:01", "0:+1", "0:1 ", " 0:1", "0:0", "1:1",  "0:1/0",
        "0:1 0:1", "0:",    "0",    "0:1,", "0:-",  "x",    "0<=0", "0<=", "0<=a", "<=0"};
    struct hand h;
    (void)state;
    draw(&h);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (PROVES(&h, wrong[i]))
            fail_msg("%s", wrong[i]);
    mpq_clear(h.bound);
}

/* x + y <= 10 with y >= 0 leaves x at most 10, without a bound of its own: -y has no need of one.
 */
static void a_column_without_a_bound_has_the_one_that_rows_leave_it(void **state) {
    struct hand h;
    (void)state;
    draw(&h);
    h.columns[0].upper = RATIO_UNKNOWN;
    assert_true(PROVES(&h, "")); /* 60 x + 50 y, x <= ceil(100 / 60) = 2, y <= 1 */
    assert_int_equal(mpq_cmp_si(h.bound, 170, 1), 0);
    h.columns[1].upper = RATIO_UNKNOWN;
    h.entries[1].coefficient = ratio_of(-50, 1); /* now nothing holds x */
    assert_false(PROVES(&h, ""));
    mpq_clear(h.bound);
}

/* Among what is worth 60 at least, as a alone is, b cannot be had: without a it is worth 50. */
static void later_stages_are_shown_among_what_is_no_worse_than_a_point(void **state) {
    struct hand h;
    struct entry b = {1, RATIO_ONE};
    struct objective second = {
        .maximize = true, .entries = &b, .count = 1, .constant = RATIO_ZERO};
    const char *words[] = {"1<=0", "", "0<=0", "!1:-1", "!0:1"};
    struct proof_tree tree = {words, 5};
    (void)state;
    draw(&h);
    struct leaves *leaves = leaves_new_beyond(&h.program, "0:1", 1);
    assert_non_null(leaves);
    assert_true(leaves_prove(leaves, &second, &tree, h.bound, &h.none));
    assert_int_equal(mpq_sgn(h.bound), 0);
    leaves_free(leaves);
    leaves = leaves_new_beyond(&h.program, "1:1", 1); /* worth 50, as b is */
    assert_false(leaves_prove(leaves, &second, &tree, h.bound, &h.none));
    leaves_free(leaves);
    assert_null(leaves_new_beyond(&h.program, "0:1 1:1", 1)); /* 110 > 100 */
    assert_null(leaves_new_beyond(&h.program, "0:1/2", 1));   /* not whole */
    assert_null(leaves_new_beyond(&h.program, "0:2", 1));
    assert_null(leaves_new_beyond(&h.program, "?", 1));
    mpq_clear(h.bound);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_proves_the_largest_of_its_leaves),
        cmocka_unit_test(a_tree_that_leaves_something_out_proves_nothing),
        cmocka_unit_test(a_contradiction_by_exactly_nothing_is_none),
        cmocka_unit_test(all_leaves_without_a_point_leave_none),
        cmocka_unit_test(a_word_has_one_way_of_being_written),
        cmocka_unit_test(later_stages_are_shown_among_what_is_no_worse_than_a_point),
        cmocka_unit_test(a_column_without_a_bound_has_the_one_that_rows_leave_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

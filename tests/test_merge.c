/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/merge.h"

#include <string.h>

#include "tests/plans.h"

/* 900 lines that two funds may pay in three years: some 5,000 columns, of which merging leaves a
 * third. Amounts and benefits differ from line to line, by no rule but a multiplication. */
enum { LINES = 900 };

static const struct engine_limits no_limits = {.deadline = INFINITY};

/* The plan of which `funds` is the first line, with `extra` in every seventh line. */
static struct planned large_plan(const char *funds, const char *extra) {
    struct text text = {0};

    text_add(&text, "unit: none\nyears: [y1, y2, y3]\n");
    text_add(&text, funds);
    text_add(&text, "\nlines:\n");
    for (unsigned i = 0; i < LINES; i++) {
        text_format(&text, "  l%u: {max: %u, funds: [f, g], benefit: 0.%03u%s}\n", i,
                    1000 + 37 * (i * 7919 % 101), 200 + i * 104729 % 797,
                    i % 7 == 3 ? extra : "");
    }
    struct planned planned = plan_of_text(text_string(&text));
    text_free(&text);
    return planned;
}

static unsigned basic_count(const struct basis *basis, size_t size) {
    unsigned count = 0;

    for (size_t i = 0; i < size; i++) {
        count += basis->standing[i] == STANDS_BASIC;
    }
    return count;
}

static double best_from_nothing(const struct program *program) {
    struct engine *engine = engine_new(program);
    double best;

    engine_set_objective(engine, &program->objectives[0]);
    assert_int_equal(engine_solve_linear(engine, &no_limits), ENGINE_OPTIMAL);
    best = engine_objective(engine);
    engine_free(engine);
    return best;
}

/* Solves from the merged start; `still`: the start is the best basis already. */
static void check_start(const char *funds, const char *extra, bool still) {
    struct planned planned = large_plan(funds, extra);
    const struct program *program = plan_program(&planned);
    size_t size = (size_t)program->row_count + program->column_count;
    struct basis *start = merge_start(program, &program->objectives[0], &no_limits), *end;
    struct engine *engine = engine_new(program);

    assert_non_null(start);
    assert_int_equal(basic_count(start, size), program->row_count);
    engine_set_objective(engine, &program->objectives[0]);
    engine_start_from(engine, start);
    assert_int_equal(engine_solve_linear(engine, &no_limits), ENGINE_OPTIMAL);
    assert_close(engine_objective(engine), best_from_nothing(program), 1e-9);
    end = engine_basis(engine);
    assert_int_equal(basic_count(end, size), program->row_count);
    for (size_t i = 0; still && i < size; i++) {
        assert_int_equal(start->standing[i] == STANDS_BASIC, end->standing[i] == STANDS_BASIC);
    }
    basis_release(start);
    basis_release(end);
    engine_free(engine);
    plan_end(&planned);
}

static void money_that_lapses_is_spread_without_a_pivot(void **state) {
    (void)state;
    check_start("funds: {f: {amount: 600_000, by_year: [200_000, 150_000, 250_000], "
                "carry_over: 0}, g: {amount: 400_000, by_year: [100_000, 0, 300_000], "
                "carry_over: 0}}",
                "", true);
}

static void money_that_is_kept_is_spread_without_a_pivot(void **state) {
    (void)state;
    check_start("funds: {f: {amount: 600_000, by_year: [500_000, 70_000, 30_000], carry_over: "
                "1}, g: {amount: 350_000, by_year: [310_000, 20_000, 70_000], carry_over: 1}}",
                "", true);
}

static void lines_of_late_years_find_their_money_kept(void **state) {
    (void)state;
    check_start("funds: {f: {amount: 600_000, by_year: [500_000, 70_000, 30_000], carry_over: "
                "1}, g: {amount: 400_000, by_year: [310_000, 20_000, 70_000], carry_over: 1}}",
                ", years: [y2, y3]", true);
}

static void funds_with_arrivals_alone_are_spread(void **state) {
    (void)state;
    check_start(
        "funds: {f: {by_year: [200_000, 150_000, 250_000], carry_over: 0}, g: {by_year: "
        "[310_000, 20_000, 70_000], carry_over: 1}}",
        "", false);
}

static void commitments_and_schedules_keep_their_years(void **state) {
    (void)state;
    check_start(
        "funds: {f: {amount: 600_000, by_year: [200_000, 150_000, 250_000], carry_over: "
        "0}, g: {amount: 400_000, by_year: [200_000, 100_000, 100_000], carry_over: 1}}",
        ", committed: {f: {y2: 500}}, schedule: {y1: 20%, y2: 50%, y3: 30%}", false);
}

/* Years that no fund tells apart: the first of each group takes the dollars. */
static void years_that_are_all_alike_are_merged(void **state) {
    (void)state;
    check_start("funds: {f: {amount: 600_000}, g: {amount: 400_000}}", "", true);
}

static void money_that_grows_is_not_merged(void **state) {
    struct planned planned =
        large_plan("funds: {f: {by_year: [200_000, 100, 100], carry_over: 1.08}, g: {by_year: "
                   "[300_000, 100, 100], carry_over: 1.05}}",
                   "");
    const struct program *program = plan_program(&planned);

    (void)state;
    assert_null(merge_start(program, &program->objectives[0], &no_limits));
    plan_end(&planned);
}

static void a_small_program_is_solved_as_it_is(void **state) {
    struct planned planned = plan_of_text("years: [y1, y2]\nfunds: {f: {amount: 100}}\n"
                                          "lines: {p: {max: 70, funds: [f], benefit: 3}}\n");
    const struct program *program = plan_program(&planned);

    (void)state;
    assert_null(merge_start(program, &program->objectives[0], &no_limits));
    plan_end(&planned);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_that_lapses_is_spread_without_a_pivot),
        cmocka_unit_test(money_that_is_kept_is_spread_without_a_pivot),
        cmocka_unit_test(lines_of_late_years_find_their_money_kept),
        cmocka_unit_test(funds_with_arrivals_alone_are_spread),
        cmocka_unit_test(commitments_and_schedules_keep_their_years),
        cmocka_unit_test(years_that_are_all_alike_are_merged),
        cmocka_unit_test(money_that_grows_is_not_merged),
        cmocka_unit_test(a_small_program_is_solved_as_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

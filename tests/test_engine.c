/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/engine.h"

#include "tests/plans.h"

/* p takes 70 $ at 3 points; the other 30 $ of a and the 60 $ of b go to q at 2: 210 + 180 =
 * 390. */
static const char two_lines[] = "funds: {a: {amount: 100}, b: {amount: 60}}\n"
                                "lines:\n"
                                "  p: {max: 70, funds: [a], benefit: 3}\n"
                                "  q: {max: 200, funds: [a, b], benefit: 2}\n";

static const struct engine_limits no_limits = {.deadline = INFINITY};

struct driven {
    struct planned planned;
    const struct program *program;
    struct engine *engine;
};

static struct driven drive(const char *text) {
    struct driven d = {.planned = plan_of_text(text)};

    d.program = plan_program(&d.planned);
    d.engine = engine_new(d.program);
    engine_set_objective(d.engine, &d.program->objectives[0]);
    return d;
}

static void park(struct driven *d) {
    engine_free(d->engine);
    plan_end(&d->planned);
}

static enum engine_status solve_linear(struct driven *d) {
    return engine_solve_linear(d->engine, &no_limits);
}

#define assert_best(d, value)                                                                  \
    do {                                                                                       \
        assert_int_equal(solve_linear(d), ENGINE_OPTIMAL);                                     \
        assert_close(engine_objective((d)->engine), (value), 1e-12);                           \
    } while (0)

static uint32_t fund_row(const struct driven *d, uint32_t fund) {
    return d->program->fund_row[fund];
}

static void a_linear_program_is_brought_to_its_best(void **state) {
    struct driven d = drive(two_lines);

    (void)state;
    assert_best(&d, 390);
    assert_close(engine_column(d.engine, d.program->slot_column[0]), 70, 1e-12);
    assert_close(engine_column(d.engine, d.program->slot_column[1]), 30, 1e-12);
    assert_close(engine_column(d.engine, d.program->slot_column[2]), 60, 1e-12);
    park(&d);
}

/* One more dollar of either fund goes to q at 2 points. */
static void dual_values_are_in_the_programs_own_units(void **state) {
    struct driven d = drive(two_lines);

    (void)state;
    assert_best(&d, 390);
    assert_close(engine_row_dual(d.engine, fund_row(&d, 0)), 2, 1e-12);
    assert_close(engine_row_dual(d.engine, fund_row(&d, 1)), 2, 1e-12);
    park(&d);
}

/* a at 80 $: q loses 20 $ of it: 390 - 40. Then p at most 55 $: 55 * 3 + 85 * 2 = 335. */
static void bounds_change_between_solves(void **state) {
    struct driven d = drive(two_lines);

    (void)state;
    assert_best(&d, 390);
    engine_set_row(d.engine, fund_row(&d, 0), -INFINITY, 80);
    assert_best(&d, 350);
    engine_set_column(d.engine, d.program->slot_column[0], 0, 55);
    assert_best(&d, 335);
    park(&d);
}

/* p + q at most 130 $: 70 * 3 + 60 * 2 = 330; released, 390 again. */
static void a_row_may_be_added_and_released(void **state) {
    struct driven d = drive(two_lines);
    const struct entry all[] = {{d.program->slot_column[0], RATIO_ONE},
                                {d.program->slot_column[1], RATIO_ONE},
                                {d.program->slot_column[2], RATIO_ONE}};
    uint32_t row = engine_add_row(d.engine, all, 3, -INFINITY, 130);

    (void)state;
    assert_int_equal(row, d.program->row_count);
    assert_best(&d, 330);
    assert_close(engine_row_dual(d.engine, row), 2, 1e-12);
    engine_release(d.engine);
    assert_best(&d, 390);
    park(&d);
}

/* All 160 $ are spent in many ways; among them p can have at most 70 $, at least 0 $. */
static void a_fixed_face_keeps_the_goal_before(void **state) {
    struct driven d = drive("funds: {a: {amount: 100}, b: {amount: 60}}\n"
                            "lines:\n"
                            "  p: {max: 70, funds: [a]}\n"
                            "  q: {max: 200, funds: [a, b]}\n"
                            "goals:\n"
                            "  - maximize: [{sum: {}}]\n"
                            "  - maximize: [{sum: {line: p}}]\n"
                            "  - minimize: [{sum: {line: p}}]\n");

    (void)state;
    assert_best(&d, 160);
    engine_fix_face(d.engine);
    engine_set_objective(d.engine, &d.program->objectives[1]);
    assert_best(&d, 70);
    engine_set_objective(d.engine, &d.program->objectives[2]);
    assert_best(&d, 0);
    engine_set_objective(d.engine, &d.program->objectives[0]);
    assert_best(&d, 160);
    park(&d);
}

static void what_no_point_keeps_is_infeasible(void **state) {
    struct driven d =
        drive("funds: {a: {amount: 100}}\n"
              "lines: {p: {funds: [a], benefit: 3}, q: {funds: [a], benefit: 1}}\n"
              "rules:\n"
              "  r: {sum: {line: p}, at_least: 60}\n"
              "  s: {sum: {line: q}, at_least: 40.5}\n");

    (void)state;
    assert_int_equal(solve_linear(&d), ENGINE_INFEASIBLE);
    engine_set_row(d.engine, fund_row(&d, 0), -INFINITY, 100.5);
    assert_best(&d, 220.5);
    park(&d);
}

/* Three thirds that end after nine threes leave only zeros: 3 * 0.33333333333 of a sum is less than
 * the sum. Within any tolerance there are others, or, without one, none. */
static void zeros_keep_shares_that_do_not_add_up(void **state) {
    struct driven d = drive("funds: {a: {amount: 100}}\n"
                            "axes: {x: {name: X}, y: {name: Y}, z: {name: Z}}\n"
                            "lines:\n"
                            "  p: {max: 50, funds: [a], axis: x, benefit: 1}\n"
                            "  q: {max: 50, funds: [a], axis: y, benefit: 2}\n"
                            "  r: {max: 50, funds: [a], axis: z, benefit: 3}\n"
                            "rules:\n"
                            "  e: {for_each: axis, sum: {}, exactly: "
                            "{share: 33.333333333%, of: {}}}\n");

    (void)state;
    assert_best(&d, 0);
    park(&d);
}

/* 2 for each of the 160 $, and 1 more for p's 70 $; never less than the optimum. */
static void the_bound_is_proved_by_the_dual_values(void **state) {
    struct driven d = drive(two_lines);

    (void)state;
    assert_best(&d, 390);
    assert_true(engine_bound(d.engine) >= 390);
    assert_close(engine_bound(d.engine), 390, 1e-12);
    engine_set_row(d.engine, fund_row(&d, 1), -INFINITY, 50);
    assert_close(engine_bound(d.engine), 370, 1e-12); /* by the same dual values */
    park(&d);
}

/* GLPK calls that an error; a price asks it when it raises a floor past its ceiling. */
static void bounds_with_nothing_between_them_are_infeasible(void **state) {
    struct driven d = drive(two_lines);

    (void)state;
    assert_best(&d, 390);
    engine_set_row(d.engine, fund_row(&d, 0), 101, 100);
    assert_int_equal(solve_linear(&d), ENGINE_INFEASIBLE);
    for (uint32_t i = 0; i < d.program->row_count; i++) {
        assert_true(engine_multiplier(d.engine, i) == 0); /* no combination is needed */
    }
    engine_set_row(d.engine, fund_row(&d, 0), 99, 100);
    assert_best(&d, 390);
    park(&d);
}

static void what_nothing_holds_is_unbounded(void **state) {
    struct driven d = drive("funds: {a: {amount: unlimited}}\n"
                            "lines: {p: {funds: [a], benefit: 3}}\n");

    (void)state;
    assert_int_equal(solve_linear(&d), ENGINE_UNBOUNDED);
    park(&d);
}

static void no_time_is_a_limit(void **state) {
    struct driven d = drive(two_lines);
    const struct engine_limits past = {.deadline = engine_clock() - 1};

    (void)state;
    assert_int_equal(engine_solve_linear(d.engine, &past), ENGINE_LIMIT);
    assert_best(&d, 390);
    park(&d);
}

/* The same plan in tenths of a cent and in hundreds of billions: values scale, dual values
 * do not. */
static void tolerances_mean_the_same_in_every_size(void **state) {
    static const char *const plans[] = {
        "unit: none\nfunds: {a: {amount: 0.1}, b: {amount: 0.06}}\n"
        "lines: {p: {max: 0.07, funds: [a], benefit: 3}, q: {funds: [a, b], benefit: 2}}\n",
        "unit: none\nfunds: {a: {amount: 100_000_000_000}, b: {amount: 60_000_000_000}}\n"
        "lines: {p: {max: 70_000_000_000, funds: [a], benefit: 3}, q: {funds: [a, b], benefit: "
        "2}}\n"};
    static const double best[] = {0.39, 390e9};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct driven d = drive(plans[i]);

        assert_best(&d, best[i]);
        assert_close(engine_row_dual(d.engine, fund_row(&d, 0)), 2, 1e-12);
        park(&d);
    }
}

static void engines_do_not_disturb_each_other(void **state) {
    struct driven one = drive(two_lines), two = drive(two_lines);

    (void)state;
    engine_set_row(two.engine, fund_row(&two, 0), -INFINITY, 80);
    assert_best(&one, 390);
    assert_best(&two, 350);
    park(&one);
    assert_best(&two, 350);
    park(&two);
}

/* A curve's value at 0 $ is part of the goal: 2.385 + 70 * 3. */
static void the_objective_has_its_constant(void **state) {
    struct driven d = drive("funds: {a: {amount: 100}}\n"
                            "lines: {p: {max: 70, funds: [a], benefit: "
                            "{points: [[0, 2.385], [70, 212.385]]}}}\n");

    (void)state;
    assert_best(&d, 212.385);
    park(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_linear_program_is_brought_to_its_best),
        cmocka_unit_test(dual_values_are_in_the_programs_own_units),
        cmocka_unit_test(bounds_change_between_solves),
        cmocka_unit_test(a_row_may_be_added_and_released),
        cmocka_unit_test(a_fixed_face_keeps_the_goal_before),
        cmocka_unit_test(what_no_point_keeps_is_infeasible),
        cmocka_unit_test(zeros_keep_shares_that_do_not_add_up),
        cmocka_unit_test(the_bound_is_proved_by_the_dual_values),
        cmocka_unit_test(bounds_with_nothing_between_them_are_infeasible),
        cmocka_unit_test(what_nothing_holds_is_unbounded),
        cmocka_unit_test(no_time_is_a_limit),
        cmocka_unit_test(tolerances_mean_the_same_in_every_size),
        cmocka_unit_test(engines_do_not_disturb_each_other),
        cmocka_unit_test(the_objective_has_its_constant),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

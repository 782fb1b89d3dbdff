/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown, and that nothing else passes: every number of a proof is put off by a hair. */
#include "solver/certificate.h"

#include "solver/simplex.h"
#include "tests/plans.h"
#include "tests/small_program.h"

#define ENOUGH 1000

struct shown {
    struct small small;
    struct simplex *simplex;
    enum simplex_status status;
};

static void solve_small(struct shown *s) {
    s->simplex = simplex_new(&s->small.program, &s->small.objective);
    s->status = simplex_run(s->simplex, ENOUGH);
}

static mpq_t *point(const struct shown *s) {
    return s->simplex->value + s->simplex->row_count;
}

static bool is_goal(const struct shown *s) {
    struct certificate *certificate = certificate_new(&s->small.program);
    bool shown = certificate_goal(certificate, &s->small.program, &s->small.objective, point(s),
                                  s->simplex->weight);

    assert_int_equal(certificate_goals(certificate), shown);
    certificate_free(certificate);
    return shown;
}

/* Each of count numbers a millionth of a millionth up, and down. */
static void assert_none_else(const struct shown *s, mpq_t *numbers, uint32_t count,
                             bool (*shown)(const struct shown *)) {
    mpq_t kept, hair;

    mpq_inits(kept, hair, NULL);
    for (uint32_t i = 0; i < count; i++) {
        mpq_set(kept, numbers[i]);
        for (int way = -1; way <= 1; way += 2) {
            mpq_set_si(hair, way, 1000000000000);
            mpq_add(numbers[i], kept, hair);
            assert_false(shown(s));
        }
        mpq_set(numbers[i], kept);
    }
    assert_true(shown(s));
    mpq_clears(kept, hair, NULL);
}

/* Beale 1955, as in test_simplex: degenerate, so that many bases stand at the same point. */
static void draw_beale(struct shown *s) {
    small_begin(&s->small, false);
    small_column(&s->small, ratio_of(-3, 4), 0, NO_END);
    small_column(&s->small, ratio_of(150, 1), 0, NO_END);
    small_column(&s->small, ratio_of(-1, 50), 0, NO_END);
    small_column(&s->small, ratio_of(6, 1), 0, NO_END);
    small_row(&s->small, (struct ratio[]){F(1, 4), R(-60), F(-1, 25), R(9)}, NO_END, 0);
    small_row(&s->small, (struct ratio[]){F(1, 2), R(-90), F(-1, 50), R(3)}, NO_END, 0);
    small_row(&s->small, (struct ratio[]){R(0), R(0), R(1), R(0)}, NO_END, 1);
}

static void an_optimum_is_shown_and_nothing_near_it(void **state) {
    struct shown s;

    (void)state;
    draw_beale(&s);
    solve_small(&s);
    assert_int_equal(s.status, SIMPLEX_OPTIMAL);
    assert_none_else(&s, point(&s), s.small.program.column_count, is_goal);
    simplex_free(s.simplex);
}

/* max x + y, x + y <= 10, x - y = 3, x <= 9, unique multipliers (1, 0): any other proves more, or
 * nothing. */
static void multipliers_that_are_off_prove_less(void **state) {
    struct shown s;

    (void)state;
    small_begin(&s.small, true);
    small_column(&s.small, ratio_of(1, 1), 0, 9);
    small_column(&s.small, ratio_of(1, 1), 0, NO_END);
    small_row(&s.small, (struct ratio[]){R(1), R(1)}, NO_END, 10);
    small_row(&s.small, (struct ratio[]){R(1), R(-1)}, 3, 3);
    solve_small(&s);
    assert_int_equal(s.status, SIMPLEX_OPTIMAL);
    assert_none_else(&s, s.simplex->weight, s.small.program.row_count, is_goal);
    simplex_free(s.simplex);
}

static bool is_impossible(const struct shown *s) {
    bool part[SMALL_ROWS + SMALL_COLUMNS];
    struct certificate *certificate = certificate_new(&s->small.program);
    bool shown = certificate_impossible(certificate, s->simplex->weight, part);

    certificate_free(certificate);
    return shown;
}

/* x + y >= 10 against x <= 4 and y <= 5; the third row and z have nothing to do with it. */
static void a_conflict_names_its_parts(void **state) {
    struct shown s;
    bool part[9];

    (void)state;
    small_begin(&s.small, true);
    small_column(&s.small, ratio_of(1, 1), 0, 4);
    small_column(&s.small, ratio_of(1, 1), 0, NO_END);
    small_column(&s.small, ratio_of(1, 1), 0, 7);
    small_row(&s.small, (struct ratio[]){R(1), R(1), R(0)}, 10, NO_END);
    small_row(&s.small, (struct ratio[]){R(0), R(2), R(0)}, NO_END, 10);
    small_row(&s.small, (struct ratio[]){R(0), R(0), R(1)}, NO_END, 6);
    solve_small(&s);
    assert_int_equal(s.status, SIMPLEX_INFEASIBLE);
    struct certificate *certificate = certificate_new(&s.small.program);
    assert_true(certificate_impossible(certificate, s.simplex->weight, part));
    static const bool expected[] = {true,  true, false, /* rows; then lower and upper bounds */
                                    false, true, false, false, false, false};
    assert_memory_equal(part, expected, sizeof expected);
    certificate_free(certificate);
    /* 9 can be had */
    s.small.rows[0].lower = ratio_of(9, 1);
    assert_false(is_impossible(&s));
    simplex_free(s.simplex);
}

static bool is_unbounded(const struct shown *s) {
    struct certificate *certificate = certificate_new(&s->small.program);
    bool shown = certificate_unbounded(certificate, &s->small.objective, point(s),
                                       s->simplex->change + s->simplex->row_count);

    certificate_free(certificate);
    return shown;
}

static void what_has_no_end_is_shown_by_a_ray(void **state) {
    struct shown s;

    (void)state;
    small_begin(&s.small, true);
    small_column(&s.small, ratio_of(1, 1), 0, NO_END);
    small_column(&s.small, ratio_of(-1, 1), 0, NO_END);
    small_row(&s.small, (struct ratio[]){R(1), R(-2)}, NO_END, 4);
    solve_small(&s);
    assert_int_equal(s.status, SIMPLEX_UNBOUNDED);
    assert_true(is_unbounded(&s));
    s.small.columns[0].upper = ratio_of(1000000, 1);
    assert_false(is_unbounded(&s));
    simplex_free(s.simplex);
}

/* --- whole plans -------------------------------------------------------------------------- */

static void goals_in_rank_are_all_shown(void **state) {
    struct planned p = plan_of_text(
        "unit: none\nfunds: {a: {amount: 100.07}, b: {amount: 33.1}}\n"
        "lines:\n"
        "  p: {max: 70, funds: [a], benefit: 1.3, measures: {jobs: 0.7}}\n"
        "  q: {max: 60, funds: [a, b], benefit: 1.3, measures: {jobs: 0.2}}\n"
        "  r: {max: 50, funds: [b], benefit: 0.1, measures: {jobs: 0.2}}\n"
        "rules: {s: {sum: {line: r}, at_least: {share: 14.3%, of: {}}}}\n"
        "goals: [maximize: benefit, maximize: [{measure: jobs}], minimize: [{sum: {fund: b}}]]\n");

    (void)state;
    const struct answer *answer = plan_solve(&p);
    assert_status(answer, STATUS_OPTIMAL);
    assert_true(answer->proof.exact);
    assert_int_equal(answer->proof.goals, 3);
    assert_close(answer->proof.within, 0, 0);
    plan_end(&p);
}

static void a_search_is_proved_by_its_leaves(void **state) {
    struct planned p = plan_of_text("funds: {a: {amount: 100}}\n"
                                    "lines:\n"
                                    "  p: {max: 70, whole: yes, funds: [a], benefit: 1.3}\n"
                                    "  q: {max: 60, whole: yes, funds: [a], benefit: 1.2}\n"
                                    "  r: {max: 45, whole: yes, funds: [a], benefit: 1.1}\n");

    (void)state;
    const struct answer *answer = plan_solve(&p);
    assert_status(answer, STATUS_OPTIMAL);
    assert_true(answer->proof.exact);
    assert_true(answer->proof.within > 0);
    plan_end(&p);
}

/* The two floors ask 100 $ of 60 $; the third rule, and r, can be kept. */
static void an_infeasible_plan_is_told_by_what_contradicts_itself(void **state) {
    struct planned p = plan_of_text("funds: {a: {amount: 60}, b: {amount: 20}}\n"
                                    "lines:\n"
                                    "  p: {max: 70, funds: [a]}\n"
                                    "  q: {max: 70, funds: [a]}\n"
                                    "  r: {max: 10, whole: yes, funds: [b]}\n"
                                    "rules:\n"
                                    "  one: {sum: {line: p}, at_least: 40}\n"
                                    "  two: {sum: {line: r}, at_least: 5}\n"
                                    "  three: {sum: {line: q}, at_least: 60}\n");

    (void)state;
    const struct answer *answer = plan_solve(&p);
    assert_status(answer, STATUS_INFEASIBLE);
    assert_true(answer->proof.exact);
    assert_int_equal(answer->conflict_count, 3);
    assert_int_equal(answer->conflict[0].kind, CONFLICT_RULE);
    assert_int_equal(answer->conflict[0].position, 0);
    assert_int_equal(answer->conflict[1].kind, CONFLICT_RULE);
    assert_int_equal(answer->conflict[1].position, 2);
    assert_int_equal(answer->conflict[2].kind, CONFLICT_FUND);
    assert_int_equal(answer->conflict[2].position, 0);
    plan_end(&p);
}

/* A line's own maximum is a part too: 70 $ for p, which takes 40 at most. */
static void the_conditions_of_a_line_are_a_part(void **state) {
    struct planned p = plan_of_text("funds: {a: {amount: 100}}\n"
                                    "lines: {p: {max: 40, funds: [a]}, q: {funds: [a]}}\n"
                                    "rules: {one: {sum: {line: p}, at_least: 40.01}}\n");

    (void)state;
    const struct answer *answer = plan_solve(&p);
    assert_status(answer, STATUS_INFEASIBLE);
    assert_int_equal(answer->conflict_count, 2);
    assert_int_equal(answer->conflict[0].kind, CONFLICT_RULE);
    assert_int_equal(answer->conflict[1].kind, CONFLICT_LINE);
    assert_int_equal(answer->conflict[1].position, 0);
    plan_end(&p);
}

/* Its bounds are the program's, and so is the point's value: but its rows are not. */
static void a_face_with_entries_of_its_own_shows_nothing(void **state) {
    struct shown s;
    struct entry entries[SMALL_ROWS * SMALL_COLUMNS];

    (void)state;
    draw_beale(&s);
    solve_small(&s);
    assert_true(is_goal(&s));
    struct program face = s.small.program;
    memcpy(entries, s.small.entries, sizeof entries);
    entries[0].coefficient = ratio_of(1, 5);
    face.entries = entries;
    struct certificate *certificate = certificate_new(&s.small.program);
    assert_false(
        certificate_goal(certificate, &face, &s.small.objective, point(&s), s.simplex->weight));
    assert_int_equal(certificate_goals(certificate), 0);
    certificate_free(certificate);
    simplex_free(s.simplex);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_optimum_is_shown_and_nothing_near_it),
        cmocka_unit_test(multipliers_that_are_off_prove_less),
        cmocka_unit_test(a_conflict_names_its_parts),
        cmocka_unit_test(what_has_no_end_is_shown_by_a_ray),
        cmocka_unit_test(a_face_with_entries_of_its_own_shows_nothing),
        cmocka_unit_test(goals_in_rank_are_all_shown),
        cmocka_unit_test(a_search_is_proved_by_its_leaves),
        cmocka_unit_test(an_infeasible_plan_is_told_by_what_contradicts_itself),
        cmocka_unit_test(the_conditions_of_a_line_are_a_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random plans built backwards from a known optimum (tests/backwards.h): our value, the rules at
 * our amounts, and what glpsol and cbc say of the exported program.
 *
 *     test_random [COUNT [SEED]]      COUNT plans (500), numbered from SEED (1)
 *
 * A plan that fails is told with its seed; `test_random 1 SEED` makes the same one again. */
#include "tests/plans.h"

#include <stdio.h>
#include <stdlib.h>

#include "solver/export.h"
#include "tests/backwards.h"
#include "tests/other_solvers.h"

#define ROOM 1e-9           /* relative to the size of the figures that a goal is made of */
#define LEFT_OPEN_ROOM 1e-4 /* relative: what a rounding that says so may cost */
#define RARE 500            /* one in so many plans may be left open … */
#define RARELY_WRONG 100    /* … and so on one in so many one of the other solvers be wrong */
#define PATIENCE 20         /* seconds for each solver and plan */
#define PRICED_EACH 5       /* prices are asked for in each fifth plan */

static uint64_t plan_count = 500, first_seed = 1;

static unsigned left_open; /* plans of this kind whose rounding is, which one in RARE may be */
static unsigned witness_wrong; /* plans on which one of glpsol and cbc was, and the other not */

struct trial {
    uint64_t seed;
    struct known *known;
    struct source *source;
    struct notes notes;
    struct plan *plan;
    struct answer *answer;
    struct text why; /* empty: all is well */
};

/* --- ours --------------------------------------------------------------------------------- */

static void read_plan(struct trial *t) {
    struct text whole = {0};
    struct tree *tree;

    text_add(&whole, "arrimage: 1\n");
    text_add(&whole, text_string(&t->known->yaml));
    t->source = source_new("plan.yaml", text_string(&whole), whole.length);
    text_free(&whole);
    tree = tree_read(t->source, &t->notes);
    t->plan = tree != NULL ? plan_read(tree, true, &t->notes) : NULL;
    tree_free(tree);
    if (t->plan == NULL) {
        text_add(&t->why, "not read\n");
    }
}

/* Whether the answer says that its multiples of the unit are not shown to be the best. */
static bool is_left_open(const struct trial *t) {
    return ratio_sign(t->known->unit) > 0 && t->answer->status == STATUS_FEASIBLE &&
           t->answer->goals[0].known == GOAL_OPEN;
}

static void solve_plan(struct trial *t) {
    const struct solve_options options = {.time_limit = PATIENCE,
                                          .prices = t->seed % PRICED_EACH == 0};

    t->answer = solve(t->plan, &options, &t->notes);
    if (t->answer == NULL) {
        text_add(&t->why, "no answer\n");
    } else if (is_left_open(t)) {
        left_open++;
    } else if (t->answer->status != STATUS_OPTIMAL) {
        text_format(&t->why, "status %s\n", status_word(t->answer->status));
    }
}

static void compare(struct trial *t, const char *who, double value) {
    double expected = ratio_double(t->known->value);

    if (!(fabs(value - expected) <= ROOM * known_size(t->known))) {
        text_format(&t->why, "%s finds %.12g, not %.12g\n", who, value, expected);
    }
}

static double dearest_dollar(const struct known *known) {
    double most = 0;

    for (uint32_t j = 0; j < known->slot_count; j++) {
        most = fmax(most, fabs(ratio_double(known->cost[j])));
    }
    return most;
}

/* x is a multiple of the unit, so that the best multiples reach the known optimum and none do
 * better. What the program says of its own has to be true: at the best, or within what one unit of
 * money may be worth, or a millionth; or left open, which has to be rare and near. */
static void check_rounded(struct trial *t, const struct goal_answer *goal) {
    double sign = t->known->maximize ? 1 : -1, room = ROOM * known_size(t->known);
    double known = ratio_double(t->known->value);
    double loss = sign * (known - ratio_double(goal->value)), most = room;

    if (goal->known == GOAL_WITHIN_UNIT) {
        most +=
            fmax(ratio_double(t->known->unit) * dearest_dollar(t->known), 1e-6 * fabs(known));
    }
    if (goal->known == GOAL_OPEN)
        most = LEFT_OPEN_ROOM * fabs(known);
    if ((goal->known == GOAL_OPEN && !is_left_open(t)) || !(loss >= -room && loss <= most) ||
        sign * (known - goal->bound) > room) {
        text_format(&t->why, "rounding costs %.12g, not 0 to %.12g; bound %.12g\n", loss, most,
                    goal->bound);
    }
    known_keeps(t->known, t->answer->amounts, &t->why);
}

static void check_answer(struct trial *t) {
    const struct goal_answer *goal = &t->answer->goals[0];

    compare(t, "arrimage before rounding", goal->before_rounding);
    if (ratio_sign(t->known->unit) > 0) {
        check_rounded(t, goal);
    } else {
        compare(t, "arrimage", ratio_double(goal->value));
    }
}

/* A dollar more in a fund can only help, and is worth nothing where dollars are left. */
static void check_fund_prices(struct trial *t) {
    double sign = t->known->maximize ? 1 : -1;

    for (uint32_t i = 0; i < t->plan->fund_count; i++) {
        const struct fund_answer *fund = &t->answer->funds[i];
        bool spare = ratio_known(fund->balance) &&
                     ratio_double(fund->balance) > ROOM * known_size(t->known);
        if (!t->plan->funds[i].limited || t->plan->funds[i].arrivals != NULL ||
            isnan(fund->price.above) || t->answer->has_yes_no) {
            continue;
        }
        if (sign * fund->price.above < -1e-9 || (spare && fabs(fund->price.above) > 1e-9)) {
            text_format(&t->why, "price %.12g of fund %u\n", fund->price.above, i + 1);
        }
    }
}

/* --- theirs ------------------------------------------------------------------------------- */

/* Whether it has come to the known optimum. One that has not is wrong: that optimum is shown in
 * fractions before anybody is asked. */
static bool agrees(const struct trial *t, struct other_answer answer) {
    double expected = ratio_double(t->known->value);
    double value = t->known->maximize ? -answer.objective : answer.objective;
    return answer.status == OTHER_OPTIMAL &&
           fabs(value - expected) <= ROOM * known_size(t->known);
}

static void tell_witness(struct text *text, const char *who, struct other_answer answer) {
    text_format(text, "%s: %s, %.12g\n", who, other_status_word(answer.status),
                answer.objective);
}

/* Both are wrong now and then; never both at once, or it is told. */
static void ask_others(struct trial *t) {
    struct notes notes = {.language = ENGLISH};
    struct program *program = formulate(t->plan, &notes);
    struct text mps = {0};

    notes_free(&notes);
    if (program == NULL) {
        text_add(&t->why, "not formulated\n");
        return;
    }
    export_mps(program, 0, &mps);
    struct other_answer glpsol = glpsol_answer(&mps, OTHER_MPS, PATIENCE);
    struct other_answer cbc = cbc_answer(&mps, PATIENCE);
    bool present = glpsol.status != OTHER_ABSENT && cbc.status != OTHER_ABSENT;
    if (!present || (!agrees(t, glpsol) && !agrees(t, cbc))) {
        tell_witness(&t->why, "glpsol", glpsol);
        tell_witness(&t->why, "cbc", cbc);
    }
    witness_wrong += present && agrees(t, glpsol) != agrees(t, cbc);
    text_free(&mps);
    program_free(program);
}

/* --- a plan ------------------------------------------------------------------------------- */

static void tell_failure(const struct trial *t) {
    struct text told = {0};

    notes_tell(&t->notes, 10, false, &told);
    fprintf(stderr, "seed %llu:\n%s%s%s\n",
            (unsigned long long)t->seed, /* longer than cmocka's */
            text_string(&t->why), text_string(&told), text_string(&t->known->yaml));
    text_free(&told);
}

static bool try_plan(uint64_t seed, bool maximize, bool decisions) {
    struct trial t = {.seed = seed, .notes = {.language = ENGLISH}};

    t.known = known_new(seed, maximize, decisions);
    if (known_is_proved(t.known, &t.why)) {
        read_plan(&t);
    }
    if (t.plan != NULL) {
        solve_plan(&t);
        ask_others(&t);
    }
    if (t.answer != NULL && answer_has_amounts(t.answer)) {
        check_answer(&t);
        check_fund_prices(&t);
    }
    bool good = t.why.length == 0;
    if (!good) {
        tell_failure(&t);
    }
    answer_free(t.answer);
    plan_free(t.plan);
    known_free(t.known);
    notes_free(&t.notes);
    source_free(t.source);
    text_free(&t.why);
    return good;
}

/* Seeds are dealt in turn to the four kinds of plan. */
static void try_kind(unsigned kind) {
    unsigned failed = 0;

    for (uint64_t seed = first_seed; seed < first_seed + plan_count; seed++) {
        if (seed % 4 == kind) {
            failed += !try_plan(seed, (kind & 1) != 0, (kind & 2) != 0);
        }
    }
    if (witness_wrong > 0) {
        print_message("%u plans on which glpsol or cbc was wrong\n", witness_wrong);
    }
    bool trusted = witness_wrong * (uint64_t)RARELY_WRONG <= plan_count / 4;
    witness_wrong = 0;
    assert_true(trusted);
    if (left_open > 0)
        print_message("%u plans whose rounding is left open\n", left_open);
    bool rare = left_open * (uint64_t)RARE <= plan_count / 4;
    left_open = 0;
    assert_true(rare);
    assert_int_equal(failed, 0);
}

static void linear_plans_to_minimise_have_their_known_optimum(void **state) {
    (void)state;
    try_kind(0);
}

static void linear_plans_to_maximise_have_their_known_optimum(void **state) {
    (void)state;
    try_kind(1);
}

static void plans_with_decisions_to_minimise_have_their_known_optimum(void **state) {
    (void)state;
    try_kind(2);
}

static void plans_with_decisions_to_maximise_have_their_known_optimum(void **state) {
    (void)state;
    try_kind(3);
}

/* GLPK 5.0 calls a node of the first four infeasible which is not, and drops the best of the fifth:
 * at tolerances of 1e-9, presolve off. A price of the last one raises a floor past its ceiling. */
static void plans_that_floating_point_misjudged_are_solved(void **state) {
    static const uint64_t seeds[] = {9774, 9779, 10775, 11250, 9891, 9790};

    (void)state;
    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
        assert_true(try_plan(seeds[i], (seeds[i] & 1) != 0, (seeds[i] & 2) != 0));
    }
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linear_plans_to_minimise_have_their_known_optimum),
        cmocka_unit_test(linear_plans_to_maximise_have_their_known_optimum),
        cmocka_unit_test(plans_with_decisions_to_minimise_have_their_known_optimum),
        cmocka_unit_test(plans_with_decisions_to_maximise_have_their_known_optimum),
        cmocka_unit_test(plans_that_floating_point_misjudged_are_solved),
    };

    plan_count = argc > 1 ? strtoull(argv[1], NULL, 10) : plan_count;
    first_seed = argc > 2 ? strtoull(argv[2], NULL, 10) : first_seed;
    if (plan_count == 0) {
        fprintf(stderr, "test_random [COUNT [SEED]]\n");
        return 2;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}

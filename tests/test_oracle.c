/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linear programs against an exact oracle: QSopt_ex solves what we export in rational arithmetic.
 *
 *     test_oracle [COUNT [SEED]]      COUNT random plans (60), numbered from SEED (1)
 *
 * What our evidence shows of the first goal is its optimum: the same fraction. A program with a
 * coefficient such as 1/3 is another in the file, whose decimals end: there three thirds add up to
 * less than 1, and an exact solver finds that only nothing keeps to them. Such programs are left
 * out. */
#include "tests/plans.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "solver/export.h"
#include "solver/leaves.h"
#include "tests/backwards.h"
#include "tests/other_solvers.h"

#define PATIENCE 20 /* seconds */
#define ALIKE 1e-9  /* relative */

static unsigned plan_count = 60;
static uint64_t first_seed = 1;

/* What the evidence shows, as the exported program has it: minimised. */
static void show(struct planned *p, mpq_t shown) {
    const struct objective *objective = &p->program->objectives[0];
    struct leaves *leaves = leaves_new(p->program);
    bool none;
    mpq_t constant;
    assert_true(p->answer->evidence.stage_count > 0);
    assert_true(leaves_prove(leaves, objective, &p->answer->evidence.stages[0], shown, &none));
    mpq_init(constant);
    ratio_to_big(constant, objective->constant);
    if (objective->maximize)
        mpq_neg(constant, constant);
    mpq_neg(shown, shown);
    mpq_add(shown, shown, constant);
    mpq_clear(constant);
    leaves_free(leaves);
}

static void compare(struct planned *p, struct other_answer theirs, unsigned *exact) {
    mpq_t shown, told;
    mpq_inits(shown, told, NULL);
    show(p, shown);
    double size = fmax(1, fabs(theirs.objective));
    if (theirs.status != OTHER_OPTIMAL ||
        !(fabs(mpq_get_d(shown) - theirs.objective) <= ALIKE * size))
        fail_msg("%s: %s, %.17g, we show %.17g", p->source->name,
                 other_status_word(theirs.status), theirs.objective, mpq_get_d(shown));
    if (theirs.exact[0] != '\0' && mpq_set_str(told, theirs.exact, 10) == 0) {
        mpq_canonicalize(told);
        *exact += mpq_equal(told, shown) != 0;
    }
    mpq_clears(shown, told, NULL);
}

static bool ends(struct ratio a) {
    wide rest = ratio_known(a) ? a.den : 1;
    for (int i = 0; i < 9; i++) {
        rest /= rest % 2 == 0 ? 2 : 1;
        rest /= rest % 5 == 0 ? 5 : 1;
    }
    return rest == 1;
}

/* Whether the file has all of it exactly. */
static bool is_exported(const struct program *program) {
    bool exact = true;
    for (uint32_t k = 0; k < program->entry_count; k++)
        exact = exact && ends(program->entries[k].coefficient);
    for (uint32_t k = 0; k < program->objectives[0].count; k++)
        exact = exact && ends(program->objectives[0].entries[k].coefficient);
    for (uint32_t i = 0; i < program->row_count; i++)
        exact = exact && ends(program->rows[i].lower) && ends(program->rows[i].upper);
    return exact;
}

/* Whether it was a linear program with an optimum. */
static bool check_plan(struct planned *p, unsigned *exact) {
    struct text mps = {0};
    const struct program *program = plan_program(p);
    bool linear = !program->has_whole && is_exported(program);
    if (linear) {
        plan_solve_as(p, &(struct solve_options){.evidence = true});
        export_mps(program, 0, &mps);
        struct other_answer theirs = esolver_answer(&mps, PATIENCE);
        if (answer_has_amounts(p->answer))
            compare(p, theirs, exact);
        else if (theirs.status == OTHER_OPTIMAL)
            fail_msg("%s: esolver has an optimum", p->source->name);
        linear = answer_has_amounts(p->answer);
    }
    text_free(&mps);
    return linear;
}

static void published_linear_programs_have_the_oracles_optimum(void **state) {
    unsigned plans = 0, exact = 0;
    struct dirent *entry;
    DIR *zoo = opendir("tests/zoo");
    (void)state;
    assert_non_null(zoo);
    while ((entry = readdir(zoo)) != NULL) {
        char path[512];
        snprintf(path, sizeof path, "tests/zoo/%s/plan.yaml", entry->d_name);
        FILE *file = entry->d_name[0] == '.' ? NULL : fopen(path, "r");
        if (file == NULL)
            continue;
        fclose(file);
        struct planned p = plan_of_file(path);
        plans += check_plan(&p, &exact);
        plan_end(&p);
    }
    closedir(zoo);
    assert_true(plans >= 30);
    printf("%u linear programs of the zoo, %u optima the same fraction\n", plans, exact);
    assert_int_equal(exact, plans);
}

static void random_linear_programs_have_the_oracles_optimum(void **state) {
    unsigned exact = 0, plans = 0;
    (void)state;
    for (uint64_t seed = first_seed; seed < first_seed + plan_count; seed++) {
        struct known *known = known_new(seed, seed % 2 == 1, false);
        struct planned p = plan_of_text(text_string(&known->yaml));
        plans += check_plan(&p, &exact);
        plan_end(&p);
        known_free(known);
    }
    printf("%u random linear programs, %u optima the same fraction\n", plans, exact);
    assert_int_equal(exact, plans);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_linear_programs_have_the_oracles_optimum),
        cmocka_unit_test(random_linear_programs_have_the_oracles_optimum),
    };
    plan_count = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : plan_count;
    first_seed = argc > 2 ? strtoull(argv[2], NULL, 10) : first_seed;
    return cmocka_run_group_tests(tests, NULL, NULL);
}

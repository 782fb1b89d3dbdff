/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the time of a plan goes, inside one process:
 *
 *     stages PLAN [RUNS]
 *
 * Prints, medians of RUNS (3):  bytes N , read SECONDS (text to plan, from memory), formulate
 * SECONDS, simplex SECONDS (loading GLPK and the first linear program), solve SECONDS (all from
 * the plan to the audited answer), columns N, rows N.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "model/read.h"
#include "solver/engine.h"
#include "solver/formulate.h"
#include "solver/solve.h"

enum stage { READ, FORMULATE, SIMPLEX, SOLVE, STAGES };
enum { MOST_RUNS = 1000 };

static const char *const stage_names[] = {"read", "formulate", "simplex", "solve"};
static double seconds[STAGES][MOST_RUNS];

/* The time since `begin` is that of a stage; the next begins. */
static double lap(enum stage stage, unsigned number, double begin) {
    double end = engine_clock();

    seconds[stage][number] = end - begin;
    return end;
}

static struct plan *read_plan(const struct source *source, struct notes *notes) {
    struct tree *tree = tree_read(source, notes);
    struct plan *plan = tree != NULL ? plan_read(tree, true, notes) : NULL;

    tree_free(tree);
    return plan;
}

static bool solve_first(const struct program *program) {
    const struct engine_limits no_limits = {INFINITY, 0, 0};
    struct engine *engine = engine_new(program);
    enum engine_status status;

    engine_set_objective(engine, &program->objectives[0]);
    status = engine_solve_linear(engine, &no_limits);
    engine_free(engine);
    return status == ENGINE_OPTIMAL;
}

static bool run(const struct source *source, unsigned number, bool last, struct notes *notes) {
    const struct solve_options options = {.prices = true};
    double clock = engine_clock();
    struct plan *plan = read_plan(source, notes);
    struct program *program;
    struct answer *answer;

    if (plan == NULL) {
        return false;
    }
    clock = lap(READ, number, clock);
    program = formulate(plan, notes);
    clock = lap(FORMULATE, number, clock);
    bool good = program != NULL && solve_first(program);
    clock = lap(SIMPLEX, number, clock);
    answer = good ? solve(plan, &options, notes) : NULL;
    lap(SOLVE, number, clock);
    if (last && program != NULL) {
        printf("columns %u\nrows %u\n", program->column_count, program->row_count);
    }
    good = answer != NULL;
    answer_free(answer);
    program_free(program);
    plan_free(plan);
    return good;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void tell(const struct source *source, unsigned runs) {
    printf("bytes %zu\n", source->length);
    for (int stage = 0; stage < STAGES; stage++) {
        qsort(seconds[stage], runs, sizeof(double), by_size);
        printf("%s %.4f\n", stage_names[stage], seconds[stage][runs / 2]);
    }
}

int main(int argc, char **argv) {
    long runs = argc > 2 ? strtol(argv[2], NULL, 10) : 3;
    struct notes notes = {.language = ENGLISH};
    struct source *source = argc > 1 ? file_read(argv[1], &notes) : NULL;
    bool good = source != NULL && runs >= 1 && runs <= MOST_RUNS;

    for (unsigned i = 0; good && i < (unsigned)runs; i++) {
        good = run(source, i, i + 1 == (unsigned)runs, &notes);
    }
    if (good) {
        tell(source, (unsigned)runs);
    } else {
        struct text told = {0};
        notes_tell(&notes, 10, false, &told);
        fprintf(stderr, "stages PLAN [RUNS]\n%s", text_string(&told));
        text_free(&told);
    }
    notes_free(&notes);
    source_free(source);
    return good && !ferror(stdout) && !fflush(stdout) ? 0 : 4;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the time of a plan goes, inside one process:
 *
 *     stages PLAN [RUNS]
 *
 * Prints, medians of RUNS (3):  bytes N , tree SECONDS (text to tree, from memory: encoding and
 * YAML), plan SECONDS (tree to plan: schema, names, digest, sense), formulate SECONDS, simplex
 * SECONDS (loading GLPK and the first goal's linear program), solve SECONDS (all from the plan to
 * the audited answer), columns N, rows N. The first two are short: medians of 51 readings, in
 * seconds of the processor.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "model/read.h"
#include "solver/engine.h"
#include "solver/formulate.h"
#include "solver/merge.h"
#include "solver/solve.h"

enum stage { TREE, PLAN, FORMULATE, SIMPLEX, SOLVE, STAGES };
enum { READINGS = 51, MOST_RUNS = 1000 };

static const char *const stage_names[] = {"tree", "plan", "formulate", "simplex", "solve"};
static double seconds[STAGES][MOST_RUNS];

/* The time since `begin` is that of a stage; the next begins. */
static double lap(enum stage stage, unsigned number, double begin) {
    double end = engine_clock();

    seconds[stage][number] = end - begin;
    return end;
}

static double processor_clock(void) {
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static struct plan *read_plan(const struct source *source, unsigned number,
                              struct notes *notes) {
    double begin = processor_clock(), middle;
    struct tree *tree = tree_read(source, notes);
    struct plan *plan;

    middle = processor_clock();
    plan = tree != NULL ? plan_read(tree, true, notes) : NULL;
    tree_free(tree);
    seconds[TREE][number] = middle - begin;
    seconds[PLAN][number] = processor_clock() - middle;
    return plan;
}

static bool solve_first(const struct program *program) {
    const struct engine_limits no_limits = {.deadline = INFINITY};
    struct engine *engine = engine_new(program);
    struct basis *start = merge_start(program, &program->objectives[0], &no_limits);
    enum engine_status status;

    engine_set_objective(engine, &program->objectives[0]);
    if (start != NULL) {
        engine_start_from(engine, start);
    }
    basis_release(start);
    status = engine_solve_linear(engine, &no_limits);
    engine_free(engine);
    return status == ENGINE_OPTIMAL;
}

/* The plan, read again and again. */
static struct plan *read_often(const struct source *source, struct notes *notes) {
    struct plan *plan = NULL;

    for (unsigned number = 0; number < READINGS && (number == 0 || plan != NULL); number++) {
        plan_free(plan);
        plan = read_plan(source, number, notes);
    }
    return plan;
}

static bool run(const struct plan *plan, unsigned number, bool last, struct notes *notes) {
    const struct solve_options options = {.prices = true};
    double clock = engine_clock();
    struct program *program = formulate(plan, notes);
    struct answer *answer;

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
    return good;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void tell(const struct source *source, unsigned runs) {
    printf("bytes %zu\n", source->length);
    for (int stage = 0; stage < STAGES; stage++) {
        unsigned count = stage <= PLAN ? READINGS : runs;

        qsort(seconds[stage], count, sizeof(double), by_size);
        printf("%s %.5f\n", stage_names[stage], seconds[stage][count / 2]);
    }
}

int main(int argc, char **argv) {
    long runs = argc > 2 ? strtol(argv[2], NULL, 10) : 3;
    struct notes notes = {.language = ENGLISH};
    struct source *source = argc > 1 ? file_read(argv[1], &notes) : NULL;
    bool good = source != NULL && runs >= 1 && runs <= MOST_RUNS;
    struct plan *plan = good ? read_often(source, &notes) : NULL;

    good = plan != NULL;
    for (unsigned i = 0; good && i < (unsigned)runs; i++) {
        good = run(plan, i, i + 1 == (unsigned)runs, &notes);
    }
    if (good) {
        tell(source, (unsigned)runs);
    } else {
        struct text told = {0};
        notes_tell(&notes, 10, false, &told);
        fprintf(stderr, "stages PLAN [RUNS]\n%s", text_string(&told));
        text_free(&told);
    }
    plan_free(plan);
    notes_free(&notes);
    source_free(source);
    return good && !ferror(stdout) && !fflush(stdout) ? 0 : 4;
}

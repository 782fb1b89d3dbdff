/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/engine_parts.h"

#include <assert.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CYCLING 50        /* pivots per row that no honest solve needs */
#define PROBE (1u << 20)  /* bytes that GLPK may have asked for */
#define PRESOLVE_ROWS 300 /* larger programs are worth GLPK's presolver */

/* GLPK's environment is per thread; an abort destroys it with every problem in it. */
static _Thread_local struct {
    unsigned generation;
    bool ready;
    jmp_buf escape;
} environment;

static int swallow(void *info, const char *text) {
    (void)info;
    (void)text;
    return 1;
}

static void escape(void *info) {
    (void)info;
    longjmp(environment.escape, 1);
}

/* GLPK is about to abort, outside of a solve: nearly always because memory cannot be had. */
static void part(void *info) {
    (void)info;
    free(memory_grow(NULL, PROBE, 1)); /* ends the process then */
}

static void prepare_environment(void) {
    if (environment.ready)
        return;
    glp_init_env();
    glp_term_hook(swallow, NULL);
    glp_error_hook(part, NULL);
    environment.ready = true;
}

static void destroy_environment(void) {
    glp_free_env();
    environment.ready = false;
    environment.generation++;
}

double engine_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

bool engine_is_over(const struct engine_limits *limits) {
    return (limits->stop != NULL && *limits->stop != 0) || engine_clock() >= limits->deadline;
}

/* --- making ------------------------------------------------------------------------------- */

struct engine *engine_new(const struct program *program) {
    return engine_new_like(program, NULL);
}

struct engine *engine_new_like(const struct program *program, const struct start *like) {
    struct engine *engine = memory_grow(NULL, 1, sizeof *engine);
    prepare_environment();
    *engine = (struct engine){.program = program,
                              .prob = glp_create_prob(),
                              .objective_scale = 1,
                              .cutoff = NAN,
                              .is_near = like != NULL,
                              .generation = environment.generation};
    engine_load(engine, like);
    return engine;
}

bool engine_is_gone(const struct engine *engine) {
    return engine->generation != environment.generation;
}

void engine_free(struct engine *engine) {
    if (engine == NULL)
        return;
    if (!engine_is_gone(engine))
        glp_delete_prob(engine->prob);
    if (engine->present.entries != engine->program->entries)
        free(engine->present.entries);
    free(engine->present.rows);
    free(engine->present.columns);
    simplex_free(engine->exact);
    opinion_free(engine->opinion);
    free(engine->multipliers);
    free(engine->row_scale);
    free(engine->coefficients);
    free(engine->column_scale);
    free(engine);
}

/* --- linear solves ------------------------------------------------------------------------ */

static int milliseconds_until(double deadline) {
    double left = (deadline - engine_clock()) * 1000;
    return left >= INT_MAX ? INT_MAX : left < 1 ? 1 : (int)left;
}

static enum engine_status linear_status(int code, int status) {
    if (code == GLP_ETMLIM)
        return ENGINE_LIMIT;
    if (code == GLP_EOBJLL || code == GLP_EOBJUL)
        return ENGINE_CUT;
    if (code == GLP_ENOPFS || code == GLP_EBOUND) /* EBOUND: a bound beyond its other */
        return ENGINE_INFEASIBLE;
    if (code != 0)
        return ENGINE_FAILED;
    switch (status) {
    case GLP_OPT:
        return ENGINE_OPTIMAL;
    case GLP_NOFEAS:
        return ENGINE_INFEASIBLE;
    case GLP_UNBND:
        return ENGINE_UNBOUNDED;
    default:
        return ENGINE_FAILED;
    }
}

/* One attempt. The caller has set the escape. */
static enum engine_status simplex(struct engine *engine, int method, bool presolve,
                                  double deadline) {
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.meth = method;
    parameters.r_test = method == GLP_DUALP ? GLP_RT_FLIP : GLP_RT_HAR;
    parameters.presolve = presolve ? GLP_ON : GLP_OFF;
    parameters.pricing = engine->is_near ? GLP_PT_STD : GLP_PT_PSE;
    parameters.tol_bnd = 1e-9;
    parameters.tol_dj = 1e-9;
    parameters.tm_lim = milliseconds_until(deadline);
    parameters.it_lim = CYCLING * (1000 + glp_get_num_rows(engine->prob)); /* it does cycle */
    if (method == GLP_DUALP && isfinite(engine->cutoff)) {
        double stop = (engine->cutoff - ratio_double(engine->objective->constant)) /
                      engine->objective_scale;
        *(engine->objective->maximize ? &parameters.obj_ll : &parameters.obj_ul) = stop;
    }
    int code = glp_simplex(engine->prob, &parameters);
    return linear_status(code, glp_get_status(engine->prob));
}

/* The first solve has to find a basis to start from. */
static enum engine_status start(struct engine *engine, double deadline) {
    engine->has_basis = true;
    if (engine->row_count > PRESOLVE_ROWS) {
        enum engine_status status = simplex(engine, GLP_PRIMAL, true, deadline);
        if (status == ENGINE_OPTIMAL || status == ENGINE_LIMIT)
            return status;
    }
    glp_adv_basis(engine->prob, 0);
    return simplex(engine, GLP_PRIMAL, false, deadline);
}

/* GLPK calls some programs infeasible that are not: its word counts when it can be shown. Otherwise
 * it is asked again from the start, and at last the same is solved in fractions. */
static enum engine_status insist(struct engine *engine, enum engine_status status,
                                 double deadline) {
    static const int methods[] = {GLP_DUAL, GLP_PRIMAL};
    for (int i = 0; i < 2; i++) {
        if (status != ENGINE_INFEASIBLE || engine_shows_impossible(engine))
            return status;
        if (engine->is_quick)
            return ENGINE_LIMIT;
        glp_std_basis(engine->prob);
        status = simplex(engine, methods[i], false, deadline);
    }
    bool settled = status == ENGINE_OPTIMAL || status == ENGINE_CUT || status == ENGINE_LIMIT ||
                   (status == ENGINE_INFEASIBLE && engine_shows_impossible(engine));
    return settled ? status : engine_solve_in_fractions(engine, deadline);
}

/* From quick to careful, until one of them ends with a clear word. */
static enum engine_status try_all(struct engine *engine, double deadline) {
    enum engine_status status = ENGINE_FAILED;
    engine->is_guessed = false;
    if (!engine->has_basis)
        status = start(engine, deadline);
    /* after a change of bounds the last basis has the right duals, after one of the objective the
     * right values */
    const int methods[] = {GLP_DUALP, GLP_PRIMAL, GLP_DUALP};
    const int *first = methods + engine->has_new_objective;
    engine->has_new_objective = false;
    for (int i = 0; i < 2 && status == ENGINE_FAILED; i++)
        status = simplex(engine, first[i], false, deadline);
    for (int i = 0; i < 2 && status == ENGINE_FAILED; i++) {
        glp_std_basis(engine->prob);
        status = simplex(engine, methods[i], false, deadline);
    }
    return insist(engine, status, deadline);
}

static enum engine_status guarded(struct engine *engine, const struct engine_limits *limits,
                                  enum engine_status (*solve)(struct engine *, double)) {
    if (engine_is_gone(engine))
        return ENGINE_FAILED;
    if (engine_is_over(limits))
        return ENGINE_LIMIT;
    engine->is_refuted = engine->is_exact = false;
    if (setjmp(environment.escape) != 0) {
        destroy_environment();
        return ENGINE_FAILED;
    }
    glp_error_hook(escape, NULL);
    enum engine_status status = solve(engine, limits->deadline);
    glp_error_hook(part, NULL);
    return status;
}

enum engine_status engine_solve_linear(struct engine *engine,
                                       const struct engine_limits *limits) {
    return guarded(engine, limits, try_all);
}

enum engine_status engine_solve_exactly(struct engine *engine,
                                        const struct engine_limits *limits) {
    return guarded(engine, limits, engine_solve_in_fractions);
}

/* --- values ------------------------------------------------------------------------------- */

double engine_objective(const struct engine *engine) {
    return glp_get_obj_val(engine->prob) * engine->objective_scale +
           ratio_double(engine->objective->constant);
}

double engine_column(const struct engine *engine, uint32_t column) {
    return glp_get_col_prim(engine->prob, (int)column + 1) * engine->column_scale[column];
}

double engine_row(const struct engine *engine, uint32_t row) {
    return glp_get_row_prim(engine->prob, (int)row + 1) * engine->row_scale[row];
}

double engine_row_dual(const struct engine *engine, uint32_t row) {
    double dual = glp_get_row_dual(engine->prob, (int)row + 1);
    return dual * engine->objective_scale / engine->row_scale[row];
}

double engine_bound(struct engine *engine) {
    for (uint32_t i = 0; i < engine->row_count; i++)
        engine->multipliers[i] = engine_row_dual(engine, i);
    return opinion_bound(engine_opinion(engine), engine->multipliers, engine_objective(engine));
}

const struct program *engine_present(const struct engine *engine) {
    return &engine->present;
}

const struct program *engine_program(const struct engine *engine) {
    return engine->program;
}

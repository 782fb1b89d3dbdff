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

static void prepare_environment(void) {
    if (environment.ready)
        return;
    glp_init_env();
    glp_term_hook(swallow, NULL);
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

/* --- scaling ------------------------------------------------------------------------------ */

static double power_of_two_near(double value) {
    if (!(value > 0) || !isfinite(value))
        return 1;
    int exponent;
    frexp(value, &exponent);
    return ldexp(1, exponent - 1);
}

static double bound_or(struct ratio bound, double otherwise) {
    return ratio_known(bound) ? ratio_double(bound) : otherwise;
}

/* Floors are dollars per unit of an attribute where there is one. */
static bool is_dollars_of_goal(const struct goal *goal, enum column_kind kind) {
    bool of_floor = kind == COLUMN_FLOOR || kind == COLUMN_BELOW;
    return !goal->counts && !(of_floor && !ratio_equal(goal->sharers[0].weight, RATIO_ONE));
}

static bool is_dollars(const struct program *program, uint32_t column) {
    const struct column *c = &program->columns[column];
    if (column_is_of_goal(c))
        return is_dollars_of_goal(&program->plan->goals[c->fund], c->kind);
    if (column_is_miss(c))
        return !program->plan->rules[c->line].counts;
    return c->kind != COLUMN_FUNDED && c->kind != COLUMN_BLOCKS && c->kind != COLUMN_PIECE_FULL;
}

/* The largest bound of the program is the size of its money; a thousandth of it is the unit. */
static double money_scale(const struct program *program) {
    double most = 1;
    for (uint32_t i = 0; i < program->row_count; i++)
        most = fmax(most, fmax(fabs(bound_or(program->rows[i].lower, 0)),
                               fabs(bound_or(program->rows[i].upper, 0))));
    return power_of_two_near(most / 1000);
}

double engine_column_scale(const struct engine *engine, uint32_t column) {
    return is_dollars(engine->program, column) ? engine->money : 1;
}

/* --- loading ------------------------------------------------------------------------------ */

static int bound_kind(double lower, double upper) {
    if (isinf(lower) && isinf(upper))
        return GLP_FR;
    if (isinf(upper))
        return GLP_LO;
    if (isinf(lower))
        return GLP_UP;
    return lower == upper ? GLP_FX : GLP_DB;
}

void engine_set_cutoff(struct engine *engine, double objective) {
    engine->cutoff = objective;
}

void engine_be_quick(struct engine *engine, bool quick) {
    engine->is_quick = quick;
}

/* A bound that came as a double: the exact one of the program that it stands for, or the simplest
 * fraction that reads the same. */
static struct ratio exact_bound(double bound, const struct ratio *own) {
    if (isinf(bound))
        return RATIO_UNKNOWN;
    if (own != NULL && ratio_known(*own) && ratio_double(*own) == bound)
        return *own;
    if (bound == floor(bound) && fabs(bound) < 1e15)
        return ratio_of((int64_t)bound, 1);
    return ratio_near(bound, 2 * DBL_EPSILON * fabs(bound));
}

static void give_row(struct engine *engine, uint32_t row, double lower, double upper) {
    double scale = engine->row_scale[row];
    glp_set_row_bnds(engine->prob, (int)row + 1, bound_kind(lower, upper), lower / scale,
                     upper / scale);
}

static void give_column(struct engine *engine, uint32_t column, double lower, double upper) {
    double scale = engine_column_scale(engine, column);
    glp_set_col_bnds(engine->prob, (int)column + 1, bound_kind(lower, upper), lower / scale,
                     upper / scale);
}

static bool is_same(struct ratio a, struct ratio b) {
    return a.num == b.num && a.den == b.den;
}

void engine_set_row(struct engine *engine, uint32_t row, double lower, double upper) {
    assert(row < engine->row_count && !isnan(lower) && !isnan(upper));
    const struct program *program = engine->program;
    const struct row *own = row < program->row_count ? &program->rows[row] : NULL;
    struct row *now = &engine->present.rows[row];
    struct ratio low = exact_bound(lower, own == NULL ? NULL : &own->lower);
    struct ratio high = exact_bound(upper, own == NULL ? NULL : &own->upper);
    if (is_same(now->lower, low) && is_same(now->upper, high))
        return;
    now->lower = low;
    now->upper = high;
    if (engine->opinion != NULL)
        opinion_set_row(engine->opinion, row, low, high);
    give_row(engine, row, lower, upper);
}

void engine_set_column(struct engine *engine, uint32_t column, double lower, double upper) {
    assert(!isnan(lower) && !isnan(upper));
    const struct column *own = &engine->program->columns[column];
    struct column *now = &engine->present.columns[column];
    struct ratio low = exact_bound(lower, &own->lower);
    struct ratio high = exact_bound(upper, &own->upper);
    if (is_same(now->lower, low) && is_same(now->upper, high))
        return;
    now->lower = low;
    now->upper = high;
    if (engine->opinion != NULL)
        opinion_set_column(engine->opinion, column, low, high);
    give_column(engine, column, lower, upper);
}

static void load_row(struct engine *engine, uint32_t row, const struct entry *entries,
                     uint32_t count) {
    int *indices = memory_grow(NULL, (size_t)count + 1, sizeof *indices);
    double *values = memory_grow(NULL, (size_t)count + 1, sizeof *values);
    double largest = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t column = entries[i].column;
        indices[i + 1] = (int)column + 1;
        values[i + 1] =
            ratio_double(entries[i].coefficient) * engine_column_scale(engine, column);
        largest = fmax(largest, fabs(values[i + 1]));
    }
    double scale = engine->row_scale[row] = power_of_two_near(largest);
    for (uint32_t i = 1; i <= count; i++)
        values[i] /= scale;
    glp_set_mat_row(engine->prob, (int)row + 1, (int)count, indices, values);
    free(indices);
    free(values);
}

static void grow_rows(struct engine *engine, uint32_t count) {
    engine->row_count += count;
    if (engine->row_count > engine->row_capacity) {
        engine->row_capacity = engine->row_count + 64;
        engine->row_scale =
            memory_grow(engine->row_scale, engine->row_capacity, sizeof(double));
        engine->multipliers =
            memory_grow(engine->multipliers, engine->row_capacity, sizeof(double));
        engine->present.rows =
            memory_grow(engine->present.rows, engine->row_capacity, sizeof(struct row));
    }
    glp_add_rows(engine->prob, (int)count);
}

void engine_release(struct engine *engine) {
    const struct program *program = engine->program;
    for (uint32_t j = 0; j < program->column_count; j++)
        engine_set_column(engine, j, bound_or(program->columns[j].lower, -INFINITY),
                          bound_or(program->columns[j].upper, INFINITY));
    for (uint32_t i = 0; i < engine->row_count; i++) {
        bool own = i < program->row_count;
        engine_set_row(engine, i, own ? bound_or(program->rows[i].lower, -INFINITY) : -INFINITY,
                       own ? bound_or(program->rows[i].upper, INFINITY) : INFINITY);
    }
    if (engine->opinion != NULL)
        opinion_narrow(engine->opinion);
}

static void load(struct engine *engine) {
    const struct program *program = engine->program;
    glp_add_cols(engine->prob, (int)program->column_count);
    if (program->row_count > 0)
        grow_rows(engine, program->row_count);
    for (uint32_t i = 0; i < program->row_count; i++)
        load_row(engine, i, program->entries + program->rows[i].start, program->rows[i].count);
    glp_scale_prob(engine->prob, GLP_SF_AUTO);
    for (uint32_t i = 0; i < program->row_count; i++)
        give_row(engine, i, bound_or(program->rows[i].lower, -INFINITY),
                 bound_or(program->rows[i].upper, INFINITY));
    for (uint32_t j = 0; j < program->column_count; j++)
        give_column(engine, j, bound_or(program->columns[j].lower, -INFINITY),
                    bound_or(program->columns[j].upper, INFINITY));
}

/* A copy whose bounds may change; its entries are the program's own until a row is added. */
static void copy_program(struct engine *engine) {
    const struct program *program = engine->program;
    engine->present = *program;
    engine->present.columns = memory_grow(NULL, program->column_count, sizeof(struct column));
    memcpy(engine->present.columns, program->columns,
           program->column_count * sizeof(struct column));
    engine->present.rows = memory_grow(NULL, program->row_count, sizeof(struct row));
    memcpy(engine->present.rows, program->rows, program->row_count * sizeof(struct row));
}

static void append_row(struct engine *engine, const struct entry *entries, uint32_t count) {
    struct program *present = &engine->present;
    bool shared = present->entries == engine->program->entries;
    struct entry *grown = memory_grow(shared ? NULL : present->entries,
                                      (size_t)present->entry_count + count, sizeof *grown);
    if (shared)
        memcpy(grown, present->entries, present->entry_count * sizeof *grown);
    memcpy(grown + present->entry_count, entries, count * sizeof *grown);
    present->entries = grown;
    present->rows[present->row_count++] = (struct row){.kind = ROW_GOAL,
                                                       .lower = RATIO_UNKNOWN,
                                                       .upper = RATIO_UNKNOWN,
                                                       .start = present->entry_count,
                                                       .count = count};
    present->entry_count += count;
}

struct engine *engine_new(const struct program *program) {
    struct engine *engine = memory_grow(NULL, 1, sizeof *engine);
    prepare_environment();
    *engine = (struct engine){.program = program,
                              .prob = glp_create_prob(),
                              .money = money_scale(program),
                              .objective_scale = 1,
                              .cutoff = NAN,
                              .generation = environment.generation};
    copy_program(engine);
    load(engine);
    return engine;
}

void engine_free(struct engine *engine) {
    if (engine == NULL)
        return;
    if (engine->generation == environment.generation)
        glp_delete_prob(engine->prob);
    if (engine->present.entries != engine->program->entries)
        free(engine->present.entries);
    free(engine->present.rows);
    free(engine->present.columns);
    simplex_free(engine->exact);
    opinion_free(engine->opinion);
    free(engine->multipliers);
    free(engine->row_scale);
    free(engine);
}

uint32_t engine_add_row(struct engine *engine, const struct entry *entries, uint32_t count,
                        double lower, double upper) {
    uint32_t row = engine->row_count;
    grow_rows(engine, 1);
    load_row(engine, row, entries, count);
    append_row(engine, entries, count);
    if (engine->opinion != NULL)
        opinion_add_row(engine->opinion, entries, count, RATIO_UNKNOWN, RATIO_UNKNOWN);
    engine_set_row(engine, row, lower, upper);
    return row;
}

void engine_set_objective(struct engine *engine, const struct objective *objective) {
    double largest = 0;
    for (uint32_t i = 0; i < objective->count; i++)
        largest = fmax(largest, fabs(ratio_double(objective->entries[i].coefficient)) *
                                    engine_column_scale(engine, objective->entries[i].column));
    engine->objective_scale = power_of_two_near(largest);
    if (engine->objective != NULL)
        for (uint32_t i = 0; i < engine->objective->count; i++)
            glp_set_obj_coef(engine->prob, (int)engine->objective->entries[i].column + 1, 0);
    engine->objective = objective;
    engine->has_new_objective = true;
    if (engine->opinion != NULL)
        opinion_set_objective(engine->opinion, objective);
    for (uint32_t i = 0; i < objective->count; i++) {
        const struct entry *entry = &objective->entries[i];
        glp_set_obj_coef(engine->prob, (int)entry->column + 1,
                         ratio_double(entry->coefficient) *
                             engine_column_scale(engine, entry->column) /
                             engine->objective_scale);
    }
    glp_set_obj_dir(engine->prob, objective->maximize ? GLP_MAX : GLP_MIN);
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
    if (engine->generation != environment.generation)
        return ENGINE_FAILED;
    if (engine_is_over(limits))
        return ENGINE_LIMIT;
    engine->is_refuted = false;
    if (setjmp(environment.escape) != 0) {
        destroy_environment();
        return ENGINE_FAILED;
    }
    glp_error_hook(escape, NULL);
    enum engine_status status = solve(engine, limits->deadline);
    glp_error_hook(NULL, NULL);
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
    return glp_get_col_prim(engine->prob, (int)column + 1) *
           engine_column_scale(engine, column);
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

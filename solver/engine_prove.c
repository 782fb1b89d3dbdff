/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/engine_parts.h"

#define MISSED 1e-10        /* of GLPK's units: by less, a bound is not missed */
#define DUST 1e-12          /* of the largest multiplier: what is left of nothing */
#define PIVOTS_AT_A_TIME 16 /* between looks at the clock */

struct opinion *engine_opinion(struct engine *engine) {
    if (engine->opinion == NULL) {
        engine->opinion = opinion_new(&engine->present);
        if (engine->objective != NULL)
            opinion_set_objective(engine->opinion, engine->objective);
    }
    return engine->opinion;
}

/* --- multipliers of rows ------------------------------------------------------------------ */

/* The combination of rows in which the basic variables have the coefficients `basic`
 * [row_count + 1], in the program's units. */
static bool combination_impossible(struct engine *engine, double *basic) {
    double most = 0;
    glp_btran(engine->prob, basic);
    for (uint32_t i = 0; i < engine->row_count; i++)
        most = fmax(most, fabs(basic[i + 1]));
    for (uint32_t i = 0; i < engine->row_count; i++)
        engine->multipliers[i] =
            fabs(basic[i + 1]) < DUST * most ? 0 : basic[i + 1] / engine->row_scale[i];
    return engine->is_refuted = opinion_impossible(engine_opinion(engine), engine->multipliers);
}

double engine_refutation(const struct engine *engine, uint32_t row) {
    return engine->is_refuted ? opinion_refutation(engine->opinion, row) : NAN;
}

double engine_multiplier(const struct engine *engine, uint32_t row) {
    return engine->multipliers[row];
}

/* By how much a basic variable misses its bounds: below 0, above 0, or 0. */
static double missed(glp_prob *prob, int variable) {
    int rows = glp_get_num_rows(prob), j = variable - rows;
    bool row = variable <= rows;
    double value = row ? glp_get_row_prim(prob, variable) : glp_get_col_prim(prob, j);
    double lower = row ? glp_get_row_lb(prob, variable) : glp_get_col_lb(prob, j);
    double upper = row ? glp_get_row_ub(prob, variable) : glp_get_col_ub(prob, j);
    if (lower > -DBL_MAX && value < lower - MISSED * fmax(1, fabs(lower)))
        return value - lower;
    if (upper < DBL_MAX && value > upper + MISSED * fmax(1, fabs(upper)))
        return value - upper;
    return 0;
}

static bool are_crossed(struct ratio lower, struct ratio upper) {
    return ratio_known(lower) && ratio_known(upper) && ratio_cmp(lower, upper) > 0;
}

/* A row or column that nothing can be between the bounds of. */
static bool has_crossed_bounds(const struct program *program) {
    bool crossed = false;
    for (uint32_t i = 0; i < program->row_count && !crossed; i++)
        crossed = are_crossed(program->rows[i].lower, program->rows[i].upper);
    for (uint32_t j = 0; j < program->column_count && !crossed; j++)
        crossed = are_crossed(program->columns[j].lower, program->columns[j].upper);
    return crossed;
}

/* What GLPK weighs a missed bound of a variable with, in numbers it has not scaled. */
static double weight_of(glp_prob *prob, int variable) {
    int column = variable - glp_get_num_rows(prob);
    return column > 0 ? 1 / glp_get_sjj(prob, column) : glp_get_rii(prob, variable);
}

static int place_in_basis(glp_prob *prob, int variable) {
    int column = variable - glp_get_num_rows(prob);
    return column > 0 ? glp_get_col_bind(prob, column) : glp_get_row_bind(prob, variable);
}

/* The dual simplex method ends at a row of its table that shows it; the primal one with the least
 * sum of what bounds are missed by. */
bool engine_shows_impossible(struct engine *engine) {
    glp_prob *prob = engine->prob;
    int rows = glp_get_num_rows(prob), ray = glp_get_unbnd_ray(prob);
    if (has_crossed_bounds(&engine->present)) { /* no combination of rows is needed */
        for (uint32_t i = 0; i < engine->row_count; i++)
            engine->multipliers[i] = 0;
        return true;
    }
    if (rows == 0 || (!glp_bf_exists(prob) && glp_factorize(prob) != 0))
        return false;
    double *basic = memory_grow(NULL, (size_t)rows + 1, sizeof(double));
    memset(basic, 0, ((size_t)rows + 1) * sizeof(double));
    if (ray > 0)
        basic[place_in_basis(prob, ray)] = 1;
    for (int k = 1; k <= rows && ray == 0; k++) {
        int variable = glp_get_bhead(prob, k);
        double by = missed(prob, variable);
        basic[k] = by == 0 ? 0 : copysign(weight_of(prob, variable), by);
    }
    bool shown = combination_impossible(engine, basic);
    free(basic);
    return shown;
}

/* --- in fractions ------------------------------------------------------------------------- */

static uint8_t state_of(int glpk) {
    return glpk == GLP_BS ? BASIC : glpk == GLP_NU ? AT_UPPER : AT_LOWER;
}

static int glpk_state(uint8_t state, struct ratio lower, struct ratio upper) {
    if (state == BASIC)
        return GLP_BS;
    if (ratio_equal(lower, upper))
        return GLP_NS;
    return state == AT_LOWER ? GLP_NL : state == AT_UPPER ? GLP_NU : GLP_NF;
}

static void start_simplex(const struct engine *engine, struct simplex *simplex) {
    uint8_t *state = memory_grow(NULL, simplex->variable_count, 1);
    uint32_t rows = engine->row_count;
    for (uint32_t i = 0; i < rows; i++)
        state[i] = state_of(glp_get_row_stat(engine->prob, (int)i + 1));
    for (uint32_t j = 0; j < engine->present.column_count; j++)
        state[rows + j] = state_of(glp_get_col_stat(engine->prob, (int)j + 1));
    simplex_start(simplex, state);
    free(state);
}

/* Values and dual values of the basis found are GLPK's own, in floating point. */
static bool give_back(struct engine *engine, const struct simplex *simplex) {
    const struct program *present = &engine->present;
    uint32_t rows = engine->row_count;
    for (uint32_t i = 0; i < rows; i++)
        glp_set_row_stat(
            engine->prob, (int)i + 1,
            glpk_state(simplex->state[i], present->rows[i].lower, present->rows[i].upper));
    for (uint32_t j = 0; j < present->column_count; j++)
        glp_set_col_stat(engine->prob, (int)j + 1,
                         glpk_state(simplex->state[rows + j], present->columns[j].lower,
                                    present->columns[j].upper));
    return glp_factorize(engine->prob) == 0 && glp_warm_up(engine->prob) == 0;
}

/* The program and GLPK's last basis, for fractions. */
static struct simplex *begin(struct engine *engine) {
    if (engine->exact == NULL || engine->exact->row_count != engine->row_count) {
        simplex_free(engine->exact);
        engine->exact = simplex_new(&engine->present, NULL);
    }
    engine->exact->objective = engine->objective;
    start_simplex(engine, engine->exact);
    return engine->exact;
}

/* GLPK's word is nearly always right, and the fractions are those that its numbers look like. */
bool engine_guess(struct engine *engine) {
    if (glp_get_status(engine->prob) != GLP_OPT)
        return false;
    engine->is_guessed = true;
    struct refined *refined = engine_refine(engine, true);
    bool taken =
        refined != NULL && simplex_guess(begin(engine), refined->value, refined->weight);
    refined_free(refined);
    return engine->is_exact = taken;
}

enum engine_status engine_solve_in_fractions(struct engine *engine, double deadline) {
    enum simplex_status status = SIMPLEX_STOPPED;
    if (!engine->is_guessed && engine_guess(engine) && simplex_is_shown(engine->exact))
        return ENGINE_OPTIMAL;
    struct simplex *simplex = begin(engine);
    engine->is_exact = false;
    while (status == SIMPLEX_STOPPED && engine_clock() < deadline)
        status = simplex_run(simplex, PIVOTS_AT_A_TIME);
    switch (status) {
    case SIMPLEX_OPTIMAL:
        engine->is_exact = simplex->pivots == 0 || give_back(engine, simplex);
        return engine->is_exact ? ENGINE_OPTIMAL : ENGINE_FAILED;
    case SIMPLEX_INFEASIBLE:
        return ENGINE_INFEASIBLE;
    case SIMPLEX_UNBOUNDED:
        return ENGINE_UNBOUNDED;
    case SIMPLEX_STOPPED:
        break;
    }
    return ENGINE_LIMIT;
}

struct simplex *engine_exact(const struct engine *engine) {
    return engine->exact;
}

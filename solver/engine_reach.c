/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a basis stays optimal while bounds move: docs/mathematics.md (47). Everything here is in
 * GLPK's units; variables are numbered as GLPK does, rows first. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/engine_parts.h"

#define SMALL 1e-9  /* of a coefficient, a reduced cost, a relative distance: taken as none */
#define MOST_TIES 4 /* values that reach their bounds together, looked at for a turn */

/* --- one variable, row or column ------------------------------------------------------------ */

struct variable {
    int status;
    double value, cost; /* cost: reduced */
    double lower, upper;
};

static double low(int kind, double bound) {
    return kind == GLP_FR || kind == GLP_UP ? -INFINITY : bound;
}

static double high(int kind, double bound) {
    return kind == GLP_FR || kind == GLP_LO ? INFINITY : bound;
}

static struct variable variable(glp_prob *prob, int number) {
    int rows = glp_get_num_rows(prob), j = number - rows;
    if (j <= 0) {
        int kind = glp_get_row_type(prob, number);
        return (struct variable){glp_get_row_stat(prob, number), glp_get_row_prim(prob, number),
                                 glp_get_row_dual(prob, number),
                                 low(kind, glp_get_row_lb(prob, number)),
                                 high(kind, glp_get_row_ub(prob, number))};
    }
    int kind = glp_get_col_type(prob, j);
    return (struct variable){glp_get_col_stat(prob, j), glp_get_col_prim(prob, j),
                             glp_get_col_dual(prob, j), low(kind, glp_get_col_lb(prob, j)),
                             high(kind, glp_get_col_ub(prob, j))};
}

/* --- the move ------------------------------------------------------------------------------- */

struct move {
    struct engine *engine;
    int rows;
    double *rate;        /* [1 + rows + columns] of the variables, per unit of the move */
    double *lower_rate;  /* [1 + rows] of the rows' bounds */
    double *upper_rate;  /* [1 + rows] */
    double *value;       /* [1 + rows + columns] GLPK's workspace */
    int *index, *moving; /* [1 + rows + columns] GLPK's workspace; variables that move, or whose
                            bounds do */
    bool *is_moving;     /* [1 + rows + columns] */
    int moving_count;
    int ties[MOST_TIES];   /* variables that reach a bound first */
    bool rises[MOST_TIES]; /* … their upper bound */
    int tie_count;
    double reach;
};

static struct move move_new(struct engine *engine) {
    size_t rows = (size_t)glp_get_num_rows(engine->prob) + 1;
    size_t all = rows + (size_t)glp_get_num_cols(engine->prob);
    size_t doubles = 2 * (all + rows);
    struct move m = {.engine = engine, .rows = (int)rows - 1, .reach = INFINITY};
    m.rate = memory_grow(NULL, doubles, sizeof(double));
    memset(m.rate, 0, doubles * sizeof(double));
    m.lower_rate = m.rate + all;
    m.upper_rate = m.lower_rate + rows;
    m.value = m.upper_rate + rows;
    m.index = memory_grow(NULL, 2 * all, sizeof(int));
    m.moving = m.index + all;
    m.is_moving = memory_grow(NULL, all, sizeof(bool));
    memset(m.is_moving, 0, all);
    return m;
}

static void move_free(struct move *m) {
    free(m->rate);
    free(m->index);
    free(m->is_moving);
}

static void add_rate(struct move *m, int number, double rate) {
    if (!m->is_moving[number])
        m->moving[m->moving_count++] = number;
    m->is_moving[number] = true;
    m->rate[number] += rate;
}

static bool is_active(int status, const struct engine_shift *shift) {
    return (status == GLP_NU && shift->upper) || (status == GLP_NL && shift->lower) ||
           (status == GLP_NS && (shift->upper || shift->lower));
}

/* One unit of the move is one of the first row's in GLPK's units. */
static void start_move(struct move *m, const struct engine_shift *shifts, uint32_t count,
                       int direction) {
    const double *scale = m->engine->row_scale;
    for (uint32_t i = 0; i < count; i++) {
        int row = (int)shifts[i].row + 1;
        double by = direction * scale[shifts[0].row] / scale[shifts[i].row];
        bool active = is_active(glp_get_row_stat(m->engine->prob, row), &shifts[i]);
        m->lower_rate[row] = shifts[i].lower ? by : 0;
        m->upper_rate[row] = shifts[i].upper ? by : 0;
        add_rate(m, row, active ? by : 0);
        if (!active)
            continue;
        int basic = glp_eval_tab_col(m->engine->prob, row, m->index, m->value);
        for (int j = 1; j <= basic; j++)
            if (fabs(m->value[j]) > SMALL)
                add_rate(m, m->index[j], m->value[j] * by);
    }
}

/* --- where it ends -------------------------------------------------------------------------- */

static void note_tie(struct move *m, int number, bool rises, double reach) {
    double room = SMALL * fmax(1, fabs(reach));
    if (reach < m->reach - room)
        m->tie_count = 0;
    if (reach > m->reach + room)
        return;
    m->reach = fmin(m->reach, reach);
    if (m->tie_count < MOST_TIES) {
        m->ties[m->tie_count] = number;
        m->rises[m->tie_count++] = rises;
    }
}

static double steps(double room, double bound, double rate) {
    return room <= SMALL * fmax(1, fabs(bound)) ? 0 : room / rate;
}

/* A variable against its bounds, which may move too. */
static void test(struct move *m, int number) {
    struct variable v = variable(m->engine->prob, number);
    double up = m->rate[number] - (number <= m->rows ? m->upper_rate[number] : 0);
    double down = (number <= m->rows ? m->lower_rate[number] : 0) - m->rate[number];
    if (isfinite(v.upper) && up > SMALL)
        note_tie(m, number, true, steps(v.upper - v.value, v.upper, up));
    if (isfinite(v.lower) && down > SMALL)
        note_tie(m, number, false, steps(v.value - v.lower, v.lower, down));
}

/* Whether it costs the objective something to hold a variable at the bound it reaches: it does
 * unless a nonbasic one of no reduced cost can take its place (the dual ratio test). */
static bool costs(struct move *m, int number, bool rises) {
    glp_prob *prob = m->engine->prob;
    if (variable(prob, number).status != GLP_BS)
        return true; /* its bounds have met: there is nothing beyond */
    int count = glp_eval_tab_row(prob, number, m->index, m->value);
    for (int i = 1; i <= count; i++) {
        struct variable v = variable(prob, m->index[i]);
        double pull = rises ? -m->value[i] : m->value[i];
        bool helps = v.status == GLP_NF || (v.status == GLP_NL && pull > 0) ||
                     (v.status == GLP_NU && pull < 0);
        if (helps && fabs(pull) > SMALL && fabs(v.cost) <= SMALL)
            return false;
    }
    return true;
}

double engine_reach(struct engine *engine, const struct engine_shift *shifts, uint32_t count,
                    int direction, bool *turns) {
    glp_prob *prob = engine->prob;
    if (!glp_bf_exists(prob) && glp_factorize(prob) != 0)
        return NAN;
    struct move m = move_new(engine);
    start_move(&m, shifts, count, direction);
    for (int i = 0; i < m.moving_count; i++)
        test(&m, m.moving[i]);
    if (turns != NULL)
        *turns = false;
    for (int i = 0; turns != NULL && i < m.tie_count && !*turns; i++)
        *turns = costs(&m, m.ties[i], m.rises[i]);
    double reach = m.reach * engine->row_scale[shifts[0].row];
    move_free(&m);
    return reach;
}

double engine_slope(const struct engine *engine, const struct engine_shift *shifts,
                    uint32_t count, int direction) {
    double slope = 0;
    for (uint32_t i = 0; i < count; i++) {
        int row = (int)shifts[i].row + 1;
        if (is_active(glp_get_row_stat(engine->prob, row), &shifts[i]) &&
            fabs(glp_get_row_dual(engine->prob, row)) > SMALL)
            slope += direction * engine_row_dual(engine, shifts[i].row);
    }
    return slope;
}

/* --- the cone ------------------------------------------------------------------------------- */

static bool stands_at(double value, double bound) {
    return isfinite(bound) && fabs(value - bound) <= SMALL * fmax(1, fabs(bound));
}

void engine_enter_cone(struct engine *engine, const struct engine_shift *shifts, uint32_t count,
                       int direction) {
    glp_prob *prob = engine->prob;
    int rows = glp_get_num_rows(prob), all = rows + glp_get_num_cols(prob);
    for (int number = 1; number <= all; number++) {
        struct variable v = variable(prob, number);
        bool fixed = v.lower == v.upper;
        bool lower = fixed || stands_at(v.value, v.lower);
        bool upper = fixed || stands_at(v.value, v.upper);
        double to = 0;
        for (uint32_t i = 0; i < count; i++)
            if (number == (int)shifts[i].row + 1 &&
                ((lower && shifts[i].lower) || (upper && shifts[i].upper)))
                to = direction * engine->row_scale[shifts[0].row];
        double least = lower ? to : -INFINITY, most = upper ? to : INFINITY;
        if (number <= rows)
            engine_set_row(engine, (uint32_t)(number - 1), least, most);
        else
            engine_set_column(engine, (uint32_t)(number - rows - 1), least, most);
    }
}

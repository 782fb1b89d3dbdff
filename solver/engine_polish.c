/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that tell nothing of the path by which their basis was reached: (72). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/engine_parts.h"

#define REFINEMENTS 2 /* from a double's 15 digits to 30, and for what these have lost */

static struct refined *refined_new(uint32_t rows, uint32_t columns) {
    struct refined *r = memory_grow(NULL, 1, sizeof *r);
    *r = (struct refined){memory_grow(NULL, columns, sizeof *r->value),
                          memory_grow(NULL, rows, sizeof *r->weight)};
    return r;
}

void refined_free(struct refined *r) {
    if (r == NULL)
        return;
    free(r->value);
    free(r->weight);
    free(r);
}

struct refining {
    struct engine *engine;
    int rows;
    struct twin *row;     /* [rows] values of the rows */
    struct twin *reduced; /* [columns] reduced costs */
    double *miss;         /* [rows + 1] workspace */
    struct refined *to;
};

static void begin(struct refining *r) {
    const struct engine *engine = r->engine;
    for (uint32_t i = 0; i < engine->row_count; i++) {
        r->row[i] = (struct twin){engine_row(engine, i), 0};
        r->to->weight[i] = (struct twin){engine_row_dual(engine, i), 0};
    }
    for (uint32_t j = 0; j < engine->present.column_count; j++)
        r->to->value[j] = (struct twin){engine_column(engine, j), 0};
}

/* What is not basic stands at its bound, whatever a double makes of it. */
static void stand(struct refining *r) {
    const struct program *present = &r->engine->present;
    for (uint32_t i = 0; i < r->engine->row_count; i++) {
        int state = glp_get_row_stat(r->engine->prob, (int)i + 1);
        const struct row *row = &present->rows[i];
        if (state != GLP_BS && state != GLP_NF)
            r->row[i] = twin_of(state == GLP_NU ? row->upper : row->lower, 0);
    }
    for (uint32_t j = 0; j < present->column_count; j++) {
        int state = glp_get_col_stat(r->engine->prob, (int)j + 1);
        const struct column *column = &present->columns[j];
        if (state != GLP_BS && state != GLP_NF)
            r->to->value[j] = twin_of(state == GLP_NU ? column->upper : column->lower, 0);
    }
}

static bool is_nothing(struct twin a) {
    return a.high == 0;
}

/* Rows are added after the others. */
static void take_coefficients(struct engine *engine) {
    const struct program *present = &engine->present;
    if (engine->coefficient_count == present->entry_count)
        return;
    engine->coefficients =
        memory_grow(engine->coefficients, present->entry_count, sizeof *engine->coefficients);
    for (uint32_t k = engine->coefficient_count; k < present->entry_count; k++)
        engine->coefficients[k] = twin_of(present->entries[k].coefficient, 0);
    engine->coefficient_count = present->entry_count;
}

static struct twin product(struct twin a, struct twin b) {
    return a.high == 1 && a.low == 0 ? b : twin_mul(a, b);
}

static void correct(struct twin *to, double by, double scale) {
    *to = twin_add(*to, (struct twin){by * scale, 0});
}

/* What each row's value lacks of the sum of its entries goes to the basic variables. */
static void refine_values(struct refining *r) {
    const struct engine *engine = r->engine;
    const struct program *present = &engine->present;
    for (uint32_t i = 0; i < engine->row_count; i++) {
        const struct row *row = &present->rows[i];
        struct twin miss = twin_neg(r->row[i]);
        for (uint32_t k = row->start; k < row->start + row->count; k++) {
            struct twin value = r->to->value[present->entries[k].column];
            if (!is_nothing(value))
                miss = twin_add(miss, product(engine->coefficients[k], value));
        }
        r->miss[i + 1] = miss.high / engine->row_scale[i];
    }
    glp_ftran(engine->prob, r->miss);
    for (int k = 1; k <= r->rows; k++) {
        int variable = glp_get_bhead(engine->prob, k);
        uint32_t i = (uint32_t)variable - 1, j = (uint32_t)(variable - r->rows - 1);
        if (variable <= r->rows)
            correct(&r->row[i], r->miss[k], engine->row_scale[i]);
        else
            correct(&r->to->value[j], r->miss[k], engine->column_scale[j]);
    }
}

static void reduce_costs(struct refining *r) {
    const struct program *present = &r->engine->present;
    const struct objective *objective = r->engine->objective;
    memset(r->reduced, 0, present->column_count * sizeof *r->reduced);
    for (uint32_t k = 0; k < objective->count; k++)
        r->reduced[objective->entries[k].column] =
            twin_of(objective->entries[k].coefficient, 0);
    for (uint32_t i = 0; i < r->engine->row_count; i++) {
        const struct row *row = &present->rows[i];
        struct twin weight = twin_neg(r->to->weight[i]);
        for (uint32_t k = row->start; k < row->start + row->count && !is_nothing(weight); k++) {
            struct twin *reduced = &r->reduced[present->entries[k].column];
            *reduced = twin_add(*reduced, product(r->engine->coefficients[k], weight));
        }
    }
}

/* What the reduced costs of basic columns lack of 0 goes to the multipliers. */
static void refine_weights(struct refining *r) {
    const struct engine *engine = r->engine;
    reduce_costs(r);
    for (int k = 1; k <= r->rows; k++) {
        int variable = glp_get_bhead(engine->prob, k);
        uint32_t j = (uint32_t)(variable - r->rows - 1);
        bool column = variable > r->rows;
        double scale = column ? engine->column_scale[j] / engine->objective_scale : 0;
        r->miss[k] = column ? r->reduced[j].high * scale : 0;
    }
    glp_btran(engine->prob, r->miss);
    for (uint32_t i = 0; i < engine->row_count; i++)
        correct(&r->to->weight[i], -r->miss[i + 1],
                engine->objective_scale / engine->row_scale[i]);
}

/* GMP's own conversion cuts off. */
static double nearest(mpq_srcptr value) {
    struct ratio ratio = ratio_of_big(value);
    return ratio_known(ratio) ? ratio_double(ratio) : mpq_get_d(value);
}

struct refined *engine_refine(struct engine *engine, bool weights) {
    glp_prob *prob = engine->prob;
    uint32_t rows = engine->row_count, columns = engine->present.column_count;
    if (rows > 0 && !glp_bf_exists(prob) &&
        (glp_factorize(prob) != 0 || glp_warm_up(prob) != 0))
        return NULL;
    struct refining r = {engine,
                         (int)rows,
                         memory_grow(NULL, rows, sizeof *r.row),
                         memory_grow(NULL, columns, sizeof *r.reduced),
                         memory_grow(NULL, (size_t)rows + 1, sizeof *r.miss),
                         refined_new(rows, columns)};
    take_coefficients(engine);
    begin(&r);
    stand(&r);
    for (int i = 0; i < REFINEMENTS && rows > 0; i++) {
        refine_values(&r);
        if (weights)
            refine_weights(&r);
    }
    free(r.row);
    free(r.reduced);
    free(r.miss);
    return r.to;
}

bool engine_polish(struct engine *engine, double *x, uint32_t count) {
    mpq_t *exact = engine->is_exact ? engine->exact->value + engine->exact->row_count : NULL;
    struct refined *refined = exact == NULL ? engine_refine(engine, false) : NULL;
    bool known = exact != NULL || refined != NULL;
    for (uint32_t j = 0; known && j < count; j++)
        x[j] = exact != NULL ? nearest(exact[j]) : refined->value[j].high;
    refined_free(refined);
    return known;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first dual step of a branch costs: a row of the simplex table, and its ratio test. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/engine_parts.h"

#define SMALL 1e-9 /* an entry of the table nearer to nothing is none */

/* A nonbasic variable's entry in the row tells what it does to the basic one; its reduced cost,
 * what that costs. */
static void weigh(struct penalties *least, int stands, double entry, double cost) {
    if (stands == GLP_BS || stands == GLP_NS || fabs(entry) < SMALL)
        return;
    double per_unit = fabs(cost / entry);
    if (stands == GLP_NF || (stands == GLP_NL) == (entry < 0))
        least->down = fmin(least->down, per_unit);
    if (stands == GLP_NF || (stands == GLP_NL) == (entry > 0))
        least->up = fmin(least->up, per_unit);
}

/* Adds up the rows, each times its weight: most have none. */
static void add_rows(glp_prob *prob, const double *weights, double *sums) {
    size_t length = (size_t)glp_get_num_cols(prob) + 1;
    int *columns = memory_grow(NULL, length, sizeof *columns);
    double *entries = memory_grow(NULL, length, sizeof *entries);
    memset(sums, 0, length * sizeof *sums);
    for (int i = 1; i <= glp_get_num_rows(prob); i++) {
        if (weights[i] == 0)
            continue;
        int count = glp_get_mat_row(prob, i, columns, entries);
        for (int k = 1; k <= count; k++)
            sums[columns[k]] += weights[i] * entries[k];
    }
    free(columns);
    free(entries);
}

struct penalties engine_penalties(struct engine *engine, uint32_t column) {
    glp_prob *prob = engine->prob;
    struct penalties none = {0, 0}, least = {INFINITY, INFINITY};
    if (!glp_bf_exists(prob) && glp_factorize(prob) != 0)
        return none;
    size_t rows = (size_t)glp_get_num_rows(prob) + 1,
           columns = (size_t)glp_get_num_cols(prob) + 1;
    double *weights = memory_grow(NULL, rows + columns, sizeof *weights),
           *sums = weights + rows;
    memset(weights, 0, rows * sizeof *weights);
    weights[glp_get_col_bind(prob, (int)column + 1)] = 1;
    glp_btran(prob, weights);
    add_rows(prob, weights, sums);
    for (int i = 1; i < (int)rows; i++)
        if (weights[i] != 0)
            weigh(&least, glp_get_row_stat(prob, i), -weights[i], glp_get_row_dual(prob, i));
    for (int j = 1; j < (int)columns; j++)
        if (sums[j] != 0)
            weigh(&least, glp_get_col_stat(prob, j), sums[j], glp_get_col_dual(prob, j));
    free(weights);
    double scale = engine->objective_scale / engine->column_scale[column];
    return (struct penalties){least.down * scale, least.up * scale};
}

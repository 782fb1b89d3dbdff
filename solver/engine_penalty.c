/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "solver/engine_parts.h"

#define SMALL 1e-9 /* an entry of the table nearer to nothing is none */

static int standing(glp_prob *prob, int number) {
    int column = number - glp_get_num_rows(prob);
    return column > 0 ? glp_get_col_stat(prob, column) : glp_get_row_stat(prob, number);
}

static double reduced_cost(glp_prob *prob, int number) {
    int column = number - glp_get_num_rows(prob);
    return column > 0 ? glp_get_col_dual(prob, column) : glp_get_row_dual(prob, number);
}

struct penalties engine_penalties(struct engine *engine, uint32_t column) {
    glp_prob *prob = engine->prob;
    struct penalties none = {0, 0}, least = {INFINITY, INFINITY};
    if (!glp_bf_exists(prob) && glp_factorize(prob) != 0)
        return none;
    size_t length = (size_t)glp_get_num_cols(prob) + 1;
    int *numbers = memory_grow(NULL, length, sizeof *numbers);
    double *entries = memory_grow(NULL, length, sizeof *entries);
    int count =
        glp_eval_tab_row(prob, glp_get_num_rows(prob) + (int)column + 1, numbers, entries);
    for (int k = 1; k <= count; k++) {
        int stands = standing(prob, numbers[k]);
        if (stands == GLP_NS || fabs(entries[k]) < SMALL)
            continue;
        double per_unit = fabs(reduced_cost(prob, numbers[k]) / entries[k]);
        if (stands == GLP_NF || (stands == GLP_NL) == (entries[k] < 0))
            least.down = fmin(least.down, per_unit);
        if (stands == GLP_NF || (stands == GLP_NL) == (entries[k] > 0))
            least.up = fmin(least.up, per_unit);
    }
    free(numbers);
    free(entries);
    double scale = engine->objective_scale / engine_column_scale(engine, column);
    return (struct penalties){least.down * scale, least.up * scale};
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The optimal face of a linear program. */
#include <math.h>

#include "solver/engine_parts.h"

#define DUAL_TOLERANCE 1e-9 /* below: a reduced cost is taken as zero */

/* The bound where a variable that costs something stands; unknown for the others. */
static struct ratio held_at(int state, double cost, struct ratio lower, struct ratio upper) {
    if (state == GLP_BS || state == GLP_NF || fabs(cost) <= DUAL_TOLERANCE)
        return RATIO_UNKNOWN;
    return state == GLP_NU ? upper : lower;
}

/* The bound itself, were it lost between two doubles. */
static void fix_column(struct engine *engine, uint32_t column, struct ratio at) {
    struct column *now = &engine->present.columns[column];
    engine_set_column(engine, column, ratio_double(at), ratio_double(at));
    now->lower = now->upper = at;
    if (engine->opinion != NULL)
        opinion_set_column(engine->opinion, column, at, at);
}

static void fix_row(struct engine *engine, uint32_t row, struct ratio at) {
    struct row *now = &engine->present.rows[row];
    engine_set_row(engine, row, ratio_double(at), ratio_double(at));
    now->lower = now->upper = at;
    if (engine->opinion != NULL)
        opinion_set_row(engine->opinion, row, at, at);
}

void engine_fix_face(struct engine *engine) {
    glp_prob *prob = engine->prob;
    for (uint32_t j = 0; j < engine->present.column_count; j++) {
        const struct column *c = &engine->present.columns[j];
        struct ratio at = held_at(glp_get_col_stat(prob, (int)j + 1),
                                  glp_get_col_dual(prob, (int)j + 1), c->lower, c->upper);
        if (ratio_known(at))
            fix_column(engine, j, at);
    }
    for (uint32_t i = 0; i < engine->row_count; i++) {
        const struct row *r = &engine->present.rows[i];
        struct ratio at = held_at(glp_get_row_stat(prob, (int)i + 1),
                                  glp_get_row_dual(prob, (int)i + 1), r->lower, r->upper);
        if (ratio_known(at))
            fix_row(engine, i, at);
    }
}

bool engine_is_point(const struct engine *engine) {
    glp_prob *prob = engine->prob;
    for (int j = 1; j <= glp_get_num_cols(prob); j++)
        if (glp_get_col_stat(prob, j) != GLP_BS && glp_get_col_type(prob, j) != GLP_FX)
            return false;
    for (int i = 1; i <= glp_get_num_rows(prob); i++)
        if (glp_get_row_stat(prob, i) != GLP_BS && glp_get_row_type(prob, i) != GLP_FX)
            return false;
    return true;
}

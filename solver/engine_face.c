/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The optimal face of a linear program. */
#include <math.h>

#include "solver/engine_parts.h"

#define DUAL_TOLERANCE 1e-9 /* below: a reduced cost is taken as zero */

/* The bound where a nonbasic row or column stands. */
static struct ratio standing_bound(int state, struct ratio lower, struct ratio upper) {
    return state == GLP_NU ? upper : lower;
}

void engine_fix_face(struct engine *engine) {
    glp_prob *prob = engine->prob;
    struct program *present = &engine->present;
    for (uint32_t j = 0; j < present->column_count; j++) {
        int state = glp_get_col_stat(prob, (int)j + 1);
        struct column *c = &present->columns[j];
        if (state == GLP_BS || state == GLP_NF ||
            fabs(glp_get_col_dual(prob, (int)j + 1)) <= DUAL_TOLERANCE)
            continue;
        struct ratio at = standing_bound(state, c->lower, c->upper);
        engine_set_column(engine, j, ratio_double(at), ratio_double(at));
        c->lower = c->upper = at; /* were it lost between two doubles */
        if (engine->opinion != NULL)
            opinion_set_column(engine->opinion, j, at, at);
    }
    for (uint32_t i = 0; i < engine->row_count; i++) {
        int state = glp_get_row_stat(prob, (int)i + 1);
        struct row *r = &present->rows[i];
        if (state == GLP_BS || state == GLP_NF ||
            fabs(glp_get_row_dual(prob, (int)i + 1)) <= DUAL_TOLERANCE)
            continue;
        struct ratio at = standing_bound(state, r->lower, r->upper);
        engine_set_row(engine, i, ratio_double(at), ratio_double(at));
        r->lower = r->upper = at;
        if (engine->opinion != NULL)
            opinion_set_row(engine->opinion, i, at, at);
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

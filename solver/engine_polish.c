/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that tell nothing of the path by which their basis was reached. */
#include <stdlib.h>
#include <string.h>

#include "solver/engine_parts.h"

#define REFINEMENTS 2 /* the second is for what the first has left of the last digit */

struct polishing {
    glp_prob *prob;
    int rows, columns;
    long double *value; /* [rows + columns + 1] of GLPK's variables, in its units */
    double *miss;       /* [rows + 1] workspace */
    int *indices;       /* [columns + 1] workspace */
    double *entries;    /* [columns + 1] workspace */
};

static struct polishing polishing_new(glp_prob *prob) {
    int rows = glp_get_num_rows(prob), columns = glp_get_num_cols(prob);
    size_t all = (size_t)rows + (size_t)columns + 1;
    struct polishing p = {prob,
                          rows,
                          columns,
                          memory_grow(NULL, all, sizeof *p.value),
                          memory_grow(NULL, (size_t)rows + 1, sizeof *p.miss),
                          memory_grow(NULL, (size_t)columns + 1, sizeof *p.indices),
                          memory_grow(NULL, (size_t)columns + 1, sizeof *p.entries)};
    for (int i = 1; i <= rows; i++)
        p.value[i] = glp_get_row_prim(prob, i);
    for (int j = 1; j <= columns; j++)
        p.value[rows + j] = glp_get_col_prim(prob, j);
    return p;
}

static void polishing_free(struct polishing *p) {
    free(p->value);
    free(p->miss);
    free(p->indices);
    free(p->entries);
}

/* What each row's value lacks of the sum of its entries goes to the basic variables. */
static void refine(struct polishing *p) {
    for (int i = 1; i <= p->rows; i++) {
        int count = glp_get_mat_row(p->prob, i, p->indices, p->entries);
        long double miss = -p->value[i];
        for (int k = 1; k <= count; k++)
            miss += (long double)p->entries[k] * p->value[p->rows + p->indices[k]];
        p->miss[i] = (double)miss;
    }
    glp_ftran(p->prob, p->miss);
    for (int k = 1; k <= p->rows; k++)
        p->value[glp_get_bhead(p->prob, k)] += p->miss[k];
}

bool engine_polish(struct engine *engine, double *x, uint32_t count) {
    glp_prob *prob = engine->prob;
    if (engine->row_count > 0 && (glp_factorize(prob) != 0 || glp_warm_up(prob) != 0))
        return false;
    struct polishing p = polishing_new(prob);
    for (int i = 0; i < REFINEMENTS && p.rows > 0; i++)
        refine(&p);
    for (uint32_t j = 0; j < count; j++)
        x[j] = (double)p.value[p.rows + 1 + (int)j] * engine_column_scale(engine, j);
    polishing_free(&p);
    return true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "solver/engine_parts.h"

_Static_assert(STANDS_BASIC == GLP_BS && STANDS_LOWER == GLP_NL && STANDS_UPPER == GLP_NU &&
                   STANDS_FREE == GLP_NF && STANDS_FIXED == GLP_NS,
               "GLPK's own numbers");

struct basis *basis_new(uint32_t rows, uint32_t columns) {
    struct basis *basis = memory_grow(NULL, sizeof *basis + rows + columns, 1);
    basis->users = 1;
    basis->row_count = rows;
    return basis;
}

struct basis *engine_basis(const struct engine *engine) {
    uint32_t rows = engine->row_count, columns = engine->program->column_count;
    struct basis *basis = basis_new(rows, columns);
    for (uint32_t i = 0; i < rows; i++)
        basis->standing[i] = (uint8_t)glp_get_row_stat(engine->prob, (int)i + 1);
    for (uint32_t j = 0; j < columns; j++)
        basis->standing[rows + j] = (uint8_t)glp_get_col_stat(engine->prob, (int)j + 1);
    return basis;
}

struct basis *basis_share(struct basis *basis) {
    if (basis != NULL)
        basis->users++;
    return basis;
}

void basis_release(struct basis *basis) {
    if (basis != NULL && --basis->users == 0)
        free(basis);
}

/* Rows added since are basic: their own slack completes the basis. */
void engine_start_from(struct engine *engine, const struct basis *basis) {
    uint32_t rows = basis->row_count, columns = engine->program->column_count;
    for (uint32_t i = 0; i < engine->row_count; i++)
        glp_set_row_stat(engine->prob, (int)i + 1, i < rows ? basis->standing[i] : GLP_BS);
    for (uint32_t j = 0; j < columns; j++)
        glp_set_col_stat(engine->prob, (int)j + 1, basis->standing[rows + j]);
    engine->has_basis = true;
}

struct start *engine_start(const struct engine *engine, uint32_t rows, uint32_t columns) {
    struct start *start = memory_grow(NULL, start_size(rows, columns), 1);
    start->row_count = rows;
    start->column_count = columns;
    uint32_t basic = 0;
    for (uint32_t v = 0; v < rows + columns; v++) {
        int at = (int)(v < rows ? v : v - rows) + 1;
        int state =
            v < rows ? glp_get_row_stat(engine->prob, at) : glp_get_col_stat(engine->prob, at);
        double factor =
            v < rows ? glp_get_rii(engine->prob, at) : glp_get_sjj(engine->prob, at);
        start->variables[v] = (struct variable_start){factor, (enum standing)state};
        basic += state == GLP_BS;
    }
    if (basic == rows)
        return start;
    free(start);
    return NULL;
}

void engine_start_like(struct engine *engine, const struct start *like) {
    uint32_t rows = like->row_count, columns = like->column_count;
    if (rows != engine->row_count || columns != engine->program->column_count)
        return;
    struct basis *basis = basis_new(rows, columns);
    for (uint32_t v = 0; v < rows + columns; v++)
        basis->standing[v] = (uint8_t)like->variables[v].standing;
    engine_start_from(engine, basis);
    basis_release(basis);
    engine->has_new_objective =
        false; /* what has changed is bounds: the dual values are right */
}

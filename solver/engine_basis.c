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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of solver/engine share. Private to them. */
#ifndef SOLVER_ENGINE_PARTS_H
#define SOLVER_ENGINE_PARTS_H

#include <glpk.h>

#include "solver/engine.h"

struct engine {
    const struct program *program;
    const struct objective *objective;
    glp_prob *prob;
    double money;      /* dollars in one of GLPK's units: a power of two */
    double *row_scale; /* [capacity] the row was divided by it: powers of two */
    double objective_scale;
    double cutoff; /* objective at which a solve may stop; NAN: none */
    uint32_t row_count, row_capacity;
    unsigned generation; /* of GLPK's environment in which prob lives */
    bool whole_values;   /* values are those of the whole-number search */
    bool has_basis;      /* of an earlier solve, to start from */
};

#endif

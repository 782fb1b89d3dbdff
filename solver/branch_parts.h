/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of branch: the search (branch.c), and its open nodes (branch_heap.c). Private to
 * branch. */
#ifndef SOLVER_BRANCH_PARTS_H
#define SOLVER_BRANCH_PARTS_H

#include <math.h>

#include "solver/branch.h"

static inline bool maximizes(const struct branch *branch) {
    return branch->program->objectives[branch->goal].maximize;
}

/* Whether objective a is better than b. */
static inline bool better(const struct branch *branch, double a, double b) {
    return maximizes(branch) ? a > b : a < b;
}

static inline double worst(const struct branch *branch) {
    return maximizes(branch) ? -INFINITY : INFINITY;
}

/* Takes the node of best bound off the heap, which is not empty. */
uint32_t branch_take_best(struct branch *branch);

#endif

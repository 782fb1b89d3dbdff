/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of branch: the search (branch.c), its open nodes (branch_heap.c), and what they are
 * split by (branch_choose.c). Private to branch. */
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

/* The bounds of a column in a node. */
void branch_node_bounds(const struct branch *branch, uint32_t node, uint32_t column,
                        double *lower, double *upper);

/* A column to split a node by: the node just solved, whose values the engine has. Before there is a
 * solution, the one that costs most on one side, so that the search dives where it must; then the
 * one that costs most on both (71). */
struct choice {
    uint32_t column; /* NONE: every whole column has a whole value */
    double value;    /* its fractional one */
    bool up_first;   /* upwards costs less */
};
struct choice branch_choose(const struct branch *branch, uint32_t node);
/* What the node just solved, whose bound was `before`, tells about its column. */
void branch_learn(struct branch *branch, const struct branch_node *node, double before);

#endif

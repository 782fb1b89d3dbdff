/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of solver/merge share. Private to them. */
#ifndef SOLVER_MERGE_PARTS_H
#define SOLVER_MERGE_PARTS_H

#include "solver/merge.h"

/* Groups of neighbouring columns that are alike; most have one member. The merged program has a
 * column for each, and the program's rows in their order: the last yearly row of a fund stands for
 * all of them, the others are empty. */
struct merging {
    struct arena *arena;
    const struct program *program;
    uint32_t *group; /* [column_count] */
    uint32_t *first; /* [group_count + 1] the group's first column */
    uint32_t group_count;
    struct program merged;
};

uint32_t merging_size(const struct merging *m, uint32_t group);

/* The merged program's best point, which `engine` has, spread over the years: a basis of the whole
 * program. */
struct basis *merge_spread(struct merging *m, const struct engine *engine);

#endif

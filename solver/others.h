/* SPDX-License-Identifier: GPL-3.0-or-later */
/* others: the other allocations that are as good for every goal, before rounding.
 *
 * With the decisions held they are a face of the linear program. Whether a decision is the same in
 * all of them is shown by forced solves: made otherwise, some goal in rank order falls short in
 * every leaf of the search tree (docs/mathematics.md (68)). Where all are, that face is all there
 * is; else the leaves are searched for what is asked, each goal kept by a row (69). What a limit
 * leaves open is told as unknown. */
#ifndef SOLVER_OTHERS_H
#define SOLVER_OTHERS_H

#include "model/answer.h"
#include "solver/settle.h"

struct others {
    struct engine *engine; /* holds the program; its bounds and objective are set anew */
    const struct program *program;
    const struct engine_limits *limits;
    struct settled *settled; /* to the end, and every goal proved */
    bool ranges;             /* what lines get is asked for: it may take its time */
};

/* Sets `answer`'s ties, as far as ties_break could not know them, and its lines' ranges where they
 * are asked for. False when the engine failed. */
bool others(const struct others *of, struct answer *answer);

#endif

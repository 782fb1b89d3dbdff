/* SPDX-License-Identifier: GPL-3.0-or-later */
/* round: amounts that are whole multiples of the plan's unit, every rule still exactly true.
 *
 * The best allocation of the program with whole columns fixed is a point of fractions of a cent.
 * Near it, a small integer program is solved (docs/mathematics.md (31) to (34)): amounts tied to
 * each other by a fixed ratio move together in steps that keep the ratio; what the goal loses is
 * least. The point found is completed and tested exactly, and only an exact one is returned.
 *
 * Where several allocations are best, the multiples next to the one that was taken among them come
 * first; where they cost more than they should, those next to where the goals ended.
 *
 * Where those decisions admit no multiples, or lose more than a unit can be worth, the tree of the
 * first goal is searched on for others: its leaves tell the most that other decisions can reach
 * (58), with rows of whole coefficients drawn inwards to multiples (33). The later goals are then
 * rounded in order of rank, each with the values of those before kept. */
#ifndef SOLVER_ROUND_H
#define SOLVER_ROUND_H

#include "solver/settle.h"

struct rounded {
    bool found;
    bool none;           /* not found, and proved that no multiples keep every rule */
    bool limited;        /* the deadline came first */
    bool near_taken;     /* the multiples are those next to the allocation settled.x */
    struct ratio *exact; /* [column_count] */
    double *bounds; /* [objective_count] no multiples do better: on the first stage; on later
                            ones as settled.bounds says */
};

struct round_task {
    struct engine *engine; /* holds the program; its bounds and objective are set anew */
    const struct settled *settled;
    const struct engine_limits *limits;
    double
        first; /* engine_clock() until which the settled decisions may be rounded; the limits'
                     deadline is that for all else */
};

/* Rounds what was settled; the plan has a unit. Arrays belong to `arena`. False when the engine
 * failed. */
bool round_settled(const struct program *program, const struct round_task *task,
                   struct arena *arena, struct rounded *rounded);

/* A warning of the line or rule whose exact shares make multiples of the unit rare, if any. */
void round_explain(const struct program *program, struct notes *notes);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ranging: what the objective of a linear program does when bounds of its rows move.
 *
 * The value of a linear program is a concave (minimised: convex) chain of straight pieces in each
 * bound, whose slopes are the prices (35). Told are, for either direction, the slope of the piece
 * that begins at the present bound and where that piece ends: (47) to (49) of docs/mathematics.md.
 * Neither depends on the basis in which the solver happens to end: where the vertex is degenerate
 * the slope comes from a linear program of its own, and where another basis goes on with the same
 * slope the piece is followed. */
#ifndef SOLVER_RANGING_H
#define SOLVER_RANGING_H

#include "solver/settle.h"

/* In one direction. */
struct piece {
    double slope; /* change of the objective for one unit of the move: -INFINITY (minimised:
                     INFINITY) where there is no room to move; NAN: not known */
    double
        reach; /* >= 0: units over which it goes on so; at least, where following was cut short */
};

struct ranged {
    struct engine *engine;
    const struct program *program;
    const struct engine_limits *limits;
    struct settled *settled; /* its home is where everything starts from */
};

/* Pieces [count][2] of the first goal, whole columns held as settled. The engine's bounds are the
 * program's afterwards, but for the whole columns. False when it failed. */
bool ranging(const struct ranged *of, const struct movement *movements, uint32_t count,
             struct piece (*pieces)[2]);

#endif

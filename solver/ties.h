/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ties: which of several best allocations is taken.
 *
 * After the last goal the best allocations form a face of the linear program (decisions fixed).
 * When it is more than a point, the allocation preferred is taken (solver/preference). Nothing here
 * hangs on the order of the file or on the path of the solver. */
#ifndef SOLVER_TIES_H
#define SOLVER_TIES_H

#include "model/answer.h"
#include "solver/engine.h"

/* The engine stands at the best of the last goal, with the earlier ones kept; it is then held to
 * the best allocations. x[column_count], one of them, becomes the one taken. *end receives where
 * that stands in the engine's program, owed a free; NULL where it was not told. */
struct ties ties_break(struct engine *engine, const struct engine_limits *limits, double *x,
                       struct start **end);

#endif

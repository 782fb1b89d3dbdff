/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merge: a start for the first linear program of a plan over several years.
 *
 * Where a line's dollars from a fund may come in any of some years, their columns are alike but for
 * the fund's yearly rows. Taken together as one column each, with one row for all that arrives,
 * they make a program with a fraction of the columns; its best point, spread over the years as the
 * money arrives, is nearly always a best point of the whole program (docs/mathematics.md (46)), and
 * its basis one from which few pivots are left, or none. */
#ifndef SOLVER_MERGE_H
#define SOLVER_MERGE_H

#include "solver/engine.h"

/* A basis of the program to start from, for engine_start_from; the caller releases it. NULL where
 * merging gains little, or the merged program has no best point. */
struct basis *merge_start(const struct program *program, const struct objective *objective,
                          const struct engine_limits *limits);

#endif

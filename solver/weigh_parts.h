/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of weigh: in whole numbers (weigh_whole.c). Private to weigh. */
#ifndef SOLVER_WEIGH_PARTS_H
#define SOLVER_WEIGH_PARTS_H

#include "solver/weigh.h"

/* A common denominator of most bounds of rows and columns. */
wide weigh_end_unit(const struct program *program);
/* Makes the bounds that rows imply, once. */
void weigh_imply(struct weighing *weighing);
/* What weigh does, in `whole` and `bound`, *ends what it returns. False: the numbers are too long
 * for it. */
bool weigh_whole(struct weighing *weighing, const struct program *now,
                 const struct objective *objective, mpq_t *y, bool *ends);

#endif

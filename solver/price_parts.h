/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of solver/price share. Private to them. */
#ifndef SOLVER_PRICE_PARTS_H
#define SOLVER_PRICE_PARTS_H

#include "solver/price.h"
#include "solver/ranging.h"

/* With yes/no decisions: turns the pieces [count][2] of the present decisions into the changes for
 * one unit of each movement with everything decided anew. A reach of at least 1 stays: as many
 * whole units, at least, each bring as much; it is NAN where only the first is known. False when
 * the engine failed. */
bool price_decisions(const struct ranged *of, const struct movement *movements, uint32_t count,
                     struct piece (*pieces)[2]);

#endif

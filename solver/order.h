/* SPDX-License-Identifier: GPL-3.0-or-later */
/* order: columns and rows of a program in an order that does not hang on the order of the file.
 *
 * What a solver takes among equals depends on the order in which it meets them. Here lines, funds
 * and rules stand in the order of their identifiers, so that the same plan gives the same
 * allocation however its lines, funds and rules are shuffled. Goals, years, territories and what
 * one line says keep the order of the file, which means something there. */
#ifndef SOLVER_ORDER_H
#define SOLVER_ORDER_H

#include "solver/program.h"

/* Once, when all is formulated. */
void program_order(struct program *program);

#endif

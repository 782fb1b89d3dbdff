/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of simplex: where its variables stand (simplex_point.c). Private to simplex. */
#ifndef SOLVER_SIMPLEX_PARTS_H
#define SOLVER_SIMPLEX_PARTS_H

#include "solver/simplex.h"

struct ratio simplex_lower(const struct simplex *s, uint32_t variable);
struct ratio simplex_upper(const struct simplex *s, uint32_t variable);
/* sum += times * a */
void simplex_add(struct simplex *s, mpq_t sum, struct ratio a, const mpq_t times);
/* -1 or 1: below its lower or above its upper bound; 0: neither. */
int simplex_violation(struct simplex *s, uint32_t variable);
/* Puts the rows at their values for the columns' `amounts`, basic rows only. */
void simplex_add_columns(struct simplex *s, mpq_t *amounts);
/* Factorises the kernel and, if values are not up to date, reckons them. A singular basis is
 * replaced by that of all rows. */
void simplex_place(struct simplex *s);

#endif

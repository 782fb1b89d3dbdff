/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of simplex: where its variables stand (simplex_point.c). Private to simplex. */
#ifndef SOLVER_SIMPLEX_PARTS_H
#define SOLVER_SIMPLEX_PARTS_H

#include "solver/simplex.h"

struct ratio simplex_lower(const struct simplex *s, uint32_t variable);
struct ratio simplex_upper(const struct simplex *s, uint32_t variable);
/* -1 or 1: below its lower or above its upper bound; 0: neither. */
int simplex_violation(struct simplex *s, uint32_t variable);
/* Puts the rows at their values for the columns' `amounts`, basic rows only. */
void simplex_add_columns(struct simplex *s, mpq_t *amounts);
/* What a run works with. */
void simplex_make_room(struct simplex *s);
/* Factorises the kernel and, if values are not up to date, reckons them. A singular basis is
 * replaced by that of all rows. */
void simplex_place(struct simplex *s);

/* The value of one that is not basic: its bound. */
void simplex_stand(struct simplex *s, uint32_t variable);
/* Reduced costs without any multipliers, as if to maximise; then, less those of the rows that are
 * basic or of those that are not. */
void simplex_set_costs(struct simplex *s);
void simplex_subtract_rows(struct simplex *s, bool basic);
/* No variable that is not basic has a reduced cost by which to enter. */
bool simplex_is_best(const struct simplex *s);

#endif

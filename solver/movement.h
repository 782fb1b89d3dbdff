/* SPDX-License-Identifier: GPL-3.0-or-later */
/* movement: the bounds that have a price, and the rows that move with them. */
#ifndef SOLVER_MOVEMENT_H
#define SOLVER_MOVEMENT_H

#include "model/answer.h"
#include "solver/program.h"

/* Bounds of a row that move together. */
struct engine_shift {
    uint32_t row;
    bool lower, upper;
};

/* Bounds that move together: a year's money and the fund's total. */
struct movement {
    struct engine_shift shifts[2];
    uint32_t count;
};

enum { UPWARDS, DOWNWARDS }; /* directions, as positions */

/* What is priced: funds with their years, then rules, in the order of the plan. */
struct pricing {
    struct movement *movements; /* [count] */
    struct price **prices;      /* [count] of the answer, where the movements' prices go */
    struct ratio *bounds;       /* [count] present values */
    uint32_t count;
};

/* Of an interpreted answer. pricing_free is due. */
struct pricing pricing_list(const struct program *program, struct answer *answer);
void pricing_free(struct pricing *pricing);

/* How far a price is said to hold in a direction, from its bound, more than 0; unknown: that is not
 * said, or it is no distance. For ever is one unit, with *endless set. */
struct ratio price_distance(const struct price *price, struct ratio bound, int direction,
                            bool *endless);
/* The program with the movement's bounds so far along; its rows [row_count] are the caller's. */
struct program price_moved(const struct program *program, struct row *rows,
                           const struct movement *movement, int direction,
                           struct ratio distance);

/* A slope as a price is told. */
double price_told(double slope);
/* Prices of either side that are told apart by arithmetic only are one. */
void price_join(struct price *price);
/* A fund whose money arrives year by year, without an amount, is worth what a dollar is in its
 * best year. */
void price_best_years(const struct program *program, struct answer *answer);

#endif

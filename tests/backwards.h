/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backwards: random plans whose optimum is known before anybody solves them.
 *
 * First an allocation x is drawn, then conditions that x keeps, each with a dual value y: with the
 * right sign where x makes the condition tight, 0 where it leaves room. Then every dollar is given
 * the worth  c_j = sum_i a_ij y_i + d_j  with d_j <= 0, and d_j = 0 where x_j > 0. By
 * complementary slackness (Dantzig 1963, ch. 6) x is the best of
 *
 *     max c'x   such that   a_i'x {<=, =, >=} b_i,   x >= 0,
 *
 * and c'x = b'y. What makes a plan harder afterwards only takes other allocations away or makes
 * them worth less: whole lines, blocks, minimums, counts, curves that touch their tangent at x. So
 * x stays the best. A plan to minimise is the same with all worths turned round. All numbers are
 * exact, and a seed always gives the same plan.
 *
 * Columns are the slots of the plan in its own order, then the money that funds leave in a year. */
#ifndef TESTS_BACKWARDS_H
#define TESTS_BACKWARDS_H

#include "base/exact.h"
#include "base/text.h"
#include "model/plan.h"

enum {
    MOST_YEARS = 3,
    MOST_FUNDS = 3,
    MOST_LINES = 8,
    MOST_SLOTS = MOST_LINES * MOST_FUNDS * MOST_YEARS,
    MOST_COLUMNS = MOST_SLOTS + MOST_FUNDS * MOST_YEARS,
    MOST_ROWS = 200
};

struct known_row {
    struct ratio a[MOST_COLUMNS];
    enum sense sense;
    struct ratio bound, dual;
    uint32_t left; /* the column of what this fund's year leaves, or NONE */
};

struct known_line {
    uint32_t payers[MOST_FUNDS], payer_count; /* funds */
    uint32_t first_year, year_count;
    uint32_t first_slot;
    uint32_t territory;   /* or NONE */
    struct ratio on_axis; /* share on axis a; the rest is on axis b */
    struct ratio total, max;
    struct ratio worth; /* points per dollar of its benefit */
    struct ratio jobs;  /* per dollar, a further measure */
    bool has_max, curved;
    struct text keys; /* of the line in the plan, but for the benefit */
};

struct known {
    uint64_t chance; /* state of the generator */
    bool maximize, decisions;
    struct ratio unit;  /* RATIO_ZERO: none */
    struct ratio grain; /* amounts are whole multiples of it */
    uint32_t year_count, fund_count, line_count, slot_count, column_count, row_count;
    bool has_years;
    uint32_t largest; /* amount, in grains */
    struct ratio carry[MOST_FUNDS], public_aid[MOST_FUNDS];
    struct known_line lines[MOST_LINES];
    struct known_row *rows;             /* [row_count] */
    struct ratio x[MOST_COLUMNS];       /* the best allocation */
    struct ratio cost[MOST_COLUMNS];    /* as if to maximise */
    struct text funds, rules, needs[2]; /* needs: an attribute of each territory */
    struct text yaml;                   /* the plan but for its first line */
    struct ratio value;                 /* the optimum */
};

struct known *known_new(uint64_t seed, bool maximize, bool decisions);
void known_free(struct known *known);

/* The duals prove that x is the best, exactly; otherwise what is wrong is added to `why`. */
bool known_is_proved(const struct known *known, struct text *why);
/* Whether amounts[slot_count] keep every condition of the linear program, exactly. */
bool known_keeps(const struct known *known, const struct ratio *amounts, struct text *why);
/* Sum of |c_j x_j|, at least 1: the size of the figures that the optimum is made of. */
double known_size(const struct known *known);

/* --- for those who draw ------------------------------------------------------------------- */

uint32_t draw_between(struct known *known, uint32_t low, uint32_t high);
bool draw_chance(struct known *known, uint32_t percent);
struct ratio draw_amount(struct known *known); /* > 0, whole grains */
struct ratio draw_dual(struct known *known);   /* > 0, whole halves */
struct known_row *known_row(struct known *known);
struct ratio known_activity(const struct known *known, const struct known_row *row);
/* Makes x keep the row: tight with a dual of the right sign, or with room (but a bound of at
 * least 0) and none. */
void draw_bound(struct known *known, struct known_row *row, enum sense sense);
/* The same, where the bound is known to be the row's activity. */
void draw_tight(struct known *known, struct known_row *row, enum sense sense);
void add_decimal(struct text *text, struct ratio value); /* it must end within nine decimals */
uint32_t slot_of(const struct known_line *line, uint32_t payer, uint32_t year);

void draw_lines(struct known *known);
void draw_relations(struct known *known);
void draw_rules(struct known *known);
void draw_funds(struct known *known);
void draw_worths(struct known *known); /* last: the costs, the goals, the whole plan */

#endif

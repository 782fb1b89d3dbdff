/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build: a program while it is being written down. Private to the formulation.
 *
 * An expression is a linear form  sum of coefficient * column + constant.  There is one workspace:
 * clear it, add to it, then turn it into a row or copy its entries. A column added twice is
 * merged. */
#ifndef SOLVER_BUILD_H
#define SOLVER_BUILD_H

#include "solver/buckets.h"
#include "solver/program.h"

struct build {
    struct program *program; /* columns, rows and entries grow on the heap until build_finish */
    const struct plan *plan;
    struct notes *notes;
    size_t errors; /* noted before */
    uint32_t column_capacity, row_capacity, entry_capacity;
    /* the expression */
    struct entry *form;
    uint32_t form_count, form_capacity;
    struct ratio constant;
    uint32_t *position; /* [column_capacity] of a column in form, + 1; 0: not there */
    /* what the formulation knows of the lines */
    uint32_t
        *line_total; /* [line_count] the column of the line's total, or NONE: use the slots */
    uint32_t
        *fund_total; /* [slot_count] at a payer's first slot: column of its total, or NONE */
    struct ratio *limit; /* [line_count] most the line can get; unknown: no limit */
    bool *counted;       /* [line_count] needs a yes/no decision */
    uint8_t *pushed;     /* [measure_count] PUSHED_UP, PUSHED_DOWN or both */
    /* first column of each curve with points: curve_piece[first_curve[line] + curve] */
    uint32_t *first_curve, *curve_piece;
    struct buckets territory_lines, axis_lines; /* lines of each territory and axis */
    /* totals of selections used by several rules */
    struct {
        const struct selection *selection;
        uint32_t column;
    } * selected;
    uint32_t selected_count, selected_capacity;
};

enum { PUSHED_UP = 1, PUSHED_DOWN = 2, PUSHED_BOTH = 3 };

void build_start(struct build *build, const struct plan *plan, struct notes *notes);
/* Moves everything to the program's arena; NULL when a number could not be kept exact. */
struct program *build_finish(struct build *build);

struct origin {
    uint32_t line, fund, year;
};

uint32_t build_column(struct build *build, enum column_kind kind, struct origin origin,
                      struct ratio lower, struct ratio upper);
/* A row from the expression: lower <= form + constant <= upper; the constant moves to the
 * bounds. Clears the expression. Returns the row. */
uint32_t build_row(struct build *build, enum row_kind kind, struct origin origin,
                   struct ratio lower, struct ratio upper);
void form_clear(struct build *build);
void form_add(struct build *build, uint32_t column, struct ratio coefficient);
void form_add_constant(struct build *build, struct ratio constant);
/* A copy of the expression, which stays. */
struct objective form_objective(struct build *build, bool maximize);

/* --- parts of the formulation ------------------------------------------------------------- */

/* Adds times * (dollars of a line from all funds over all years). */
void form_add_line(struct build *build, uint32_t line, struct ratio times);
/* Adds times * (dollars of a line from its payer'th fund over all years). */
void form_add_payer(struct build *build, uint32_t line, uint32_t payer, struct ratio times);
/* Adds times * (a line's measure), true in the directions in which the plan pushes it. */
void form_add_curve(struct build *build, uint32_t line, const struct curve *curve,
                    struct ratio times);
/* Adds times * term, narrowed to a member (NULL: not narrowed). */
void form_add_term(struct build *build, const struct term *term, const struct member *member,
                   struct ratio times);

void formulate_line(struct build *build, uint32_t line);   /* columns and conditions */
void formulate_curves(struct build *build, uint32_t line); /* curves with points */
void formulate_relations(struct build *build); /* requires and excludes, after all lines */
void formulate_funds(struct build *build);
void formulate_rules(struct build *build);
void formulate_goals(struct build *build);

#endif

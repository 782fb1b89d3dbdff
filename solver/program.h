/* SPDX-License-Identifier: GPL-3.0-or-later */
/* program: the linear or mixed-integer program that a plan stands for, in exact numbers.
 *
 *     for each goal k in rank order:  max or min  c_k'x + d_k
 *     such that   L_i <= a_i'x <= U_i   for every row i
 *                 l_j <=   x_j <= u_j   for every column j
 *                 x_j whole             for every column with `whole`
 *
 * Columns are in dollars, or pure numbers (yes/no, blocks). Coefficients are ratios, as written
 * in the plan; nothing is scaled here. A missing bound is RATIO_UNKNOWN. Rows are stored one after
 * the other (compressed rows); a column stands at most once in a row, never with coefficient 0.
 * Row and column 0 are the first ones. */
#ifndef SOLVER_PROGRAM_H
#define SOLVER_PROGRAM_H

#include "base/text.h"
#include "model/plan.h"

enum column_kind {
    COLUMN_PAID,       /* dollars of a slot: line, fund, year */
    COLUMN_FUND_TOTAL, /* dollars of a line from a fund over all years */
    COLUMN_YEAR_TOTAL, /* dollars of a line in a year over all funds */
    COLUMN_LINE_TOTAL, /* dollars of a line */
    COLUMN_LEFT,       /* dollars that a fund leaves at a year's end */
    COLUMN_FUNDED,     /* yes/no: the line gets any dollar */
    COLUMN_BLOCKS,     /* number of blocks: line, match (in `fund`) */
    COLUMN_PIECE, /* dollars on a piece of a curve: line, curve (in `fund`), piece (in `year`) */
    COLUMN_PIECE_FULL, /* yes/no: that piece is full */
    COLUMN_SELECTED,   /* dollars of a selection used by several rules; number in `line` */
    COLUMN_SHORTFALL,  /* what a soft rule lacks of its at_least, number of the rule in `line`;
                          or a sharer of its target: goal in `fund`, sharer in `line` */
    COLUMN_EXCESS,     /* what it has beyond its at_most, or its target */
    COLUMN_SHARE,      /* what a sharer gets: goal in `fund`, sharer in `line` */
    COLUMN_FLOOR,      /* share below which at most `year` sharers of goal `fund` are */
    COLUMN_BELOW       /* how far sharer `line` is below the floor number `year` */
};

struct column {
    enum column_kind kind;
    uint32_t line, fund, year; /* positions in the plan; NONE where it has none */
    struct ratio lower, upper;
    bool whole; /* must be a whole number */
    bool money; /* an amount that must be a multiple of the plan's unit */
};

enum row_kind {
    ROW_FUND,      /* most a fund may pay */
    ROW_FUND_YEAR, /* what arrives, is carried, paid and left: fund, year */
    ROW_SUM,       /* defines the total column number `line` */
    ROW_LINE_MIN,  /* min when funded */
    ROW_LINE_MAX,  /* max when funded */
    ROW_PAYER_MIN, /* line, fund */
    ROW_ELIGIBLE,  /* what pays_for lets a fund pay of a line: line, fund */
    ROW_MATCH,     /* line, number of the match in `fund` */
    ROW_AID,       /* stacking limit of a line */
    ROW_SCHEDULE,  /* line, year */
    ROW_COMMITTED, /* line, fund */
    ROW_REQUIRES,  /* line, the other line in `fund` */
    ROW_EXCLUDES,  /* line, the other line in `fund` */
    ROW_CURVE,     /* ties the pieces of a curve to the line's dollars: line, curve */
    ROW_PIECE,     /* order of pieces: line, curve, piece */
    ROW_SHARE,     /* a sharer against its target: goal in `fund`, sharer in `line` */
    ROW_FLOOR,     /* … or a floor: its number in `year` */
    ROW_RULE, /* number of the rule in `line`; year = 1 for the at_most of a rule with two */
    ROW_GOAL  /* keeps the value of goal number `line` */
};

struct row {
    enum row_kind kind;
    uint32_t line, fund, year;
    struct ratio lower, upper;
    uint32_t start, count; /* its entries: program.entries[start .. start + count - 1] */
};

struct entry {
    uint32_t column;
    struct ratio coefficient; /* not 0 */
};

/* One stage of a goal. Most goals have one; a fair one has as many as sharers. */
struct objective {
    bool maximize;
    struct entry *entries; /* [count] */
    uint32_t count;
    struct ratio constant;
    uint32_t goal;
};

struct program {
    struct arena *arena;
    const struct plan *plan;
    struct column *columns;       /* [column_count] */
    struct row *rows;             /* [row_count] */
    struct entry *entries;        /* [entry_count] */
    struct objective *objectives; /* [objective_count] in order of rank */
    uint32_t column_count, row_count, entry_count, objective_count;
    bool has_whole; /* any column is whole */
    /* Where parts of the plan stand; NONE: nowhere. */
    uint32_t *slot_column;   /* [plan.slot_count]; NONE: closed, always 0 */
    uint32_t *funded_column; /* [plan.line_count]; NONE: no yes/no decision */
    uint32_t *fund_row;      /* [plan.fund_count] */
    uint32_t *fund_year_row; /* [plan.fund_count * plan.year_count] */
    uint32_t *rule_rows; /* [2 * plan.rule_count]: of its at_least, of its at_most; one row for
                               both where both are plain numbers or the rule says `exactly` */
    uint32_t
        *goal_stage; /* [plan.goal_count + 1] first objective of each goal; the last: all */
    uint32_t *goal_column;  /* [plan.goal_count] first share of a goal that shares */
    uint32_t *miss_columns; /* [2 * plan.rule_count]: of its shortfall, of its excess; NONE: the
                               rule is not soft or has no such bound */
    struct objective *activities; /* [plan.rule_count] what the rules measure, without bounds */
};

void program_free(struct program *program);
/* Value of an objective at x[column_count], in floating point. */
double objective_at(const struct objective *objective, const double *x);
/* Exact value of a row at x[column_count], into a tally. */
void program_row_value(const struct program *program, uint32_t row, const struct ratio *x,
                       struct tally *value);
/* The same without the shortfall and excess in the row: what a soft rule's bounds are held
 * against. */
struct ratio program_row_rest(const struct program *program, uint32_t row,
                              const struct ratio *x);
bool column_is_miss(const struct column *column);    /* a shortfall or an excess */
bool column_is_of_goal(const struct column *column); /* of a goal that shares */
/* Adds the name of a column or row for exported files: its kind, then the ids of the plan it stands
 * for, in ASCII letters, digits, `_` and `.` only. solver/export makes them unique and short. */
void program_column_name(const struct program *program, uint32_t column, struct text *out);
void program_row_name(const struct program *program, uint32_t row, struct text *out);

#endif

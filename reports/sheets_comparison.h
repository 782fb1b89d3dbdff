/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheets_comparison: scenarios side by side as a workbook that goes on reckoning.
 *
 * Amounts by line, fund, year and scenario are the only dollars that are typed. Totals, tables,
 * pictures, rules, goals and whether funds hold out are formulas over them; changes are from the
 * scenario whose number stands on the first sheet. Scenarios without an allocation stand there with
 * their reason, and nowhere else. */
#ifndef REPORTS_SHEETS_COMPARISON_H
#define REPORTS_SHEETS_COMPARISON_H

#include "reports/sheets.h"
#include "scenarios/compare.h"

/* A line and a fund that may pay it in a year, in the scenarios in which the line has the same
 * territory and shares of axes; where these differ it has another row. */
struct payment {
    uint32_t line, fund, territory; /* things of the comparison; territories.count: none */
    const char *year;               /* "": the plans have none */
    struct ratio *shares;           /* [axes.count + 1] of axes; the last: of none */
    struct ratio *amounts;          /* [shown_count] $; unknown: not in that scenario */
};

struct own; /* reports/sheets_comparison_own.h */

/* Shares of rows in a sum, in a column of the sheet of selections. */
struct picked {
    struct ratio *shares; /* [count] */
    uint32_t count;
};

struct beside {
    const struct comparison *comparison;
    struct teller teller; /* of the base */
    struct arena *arena;
    struct book *book;
    struct sheet *summary, *sharing, *lines, *amounts, *pictures, *inputs, *rules, *details,
        *conditions, *goals, *worths;
    struct sheet *selections; /* NULL: none was needed yet */
    struct spill spill;
    uint32_t *shown; /* [shown_count] scenarios that have an allocation, in their order */
    uint32_t shown_count;
    uint32_t base;            /* position among the shown; NONE: it has no allocation */
    struct payment *payments; /* [payment_count] */
    uint32_t payment_count;
    uint32_t *line_payments; /* [lines.count + 1] where each line's begin */
    struct picked *picked;   /* [picked_count] */
    uint32_t picked_count, picked_capacity;
    struct ratio *shares;     /* [payment_count or lines.count] to work in */
    uint32_t *condition_rows; /* [lines.count + 1] where each line's conditions begin */
    uint32_t *rule_rows;      /* [shown_count + 1] where each scenario's rules begin */
    uint32_t gathered;     /* the first payment of the line and fund that are being gathered */
    double width;          /* of a scenario's column */
    uint32_t *goal_rows;   /* [shown_count] where each scenario's first goal stands */
    struct bars *pictured; /* [pictured_count] */
    uint32_t pictured_count;
};

/* A workbook for a comparison; the report says what is said of it. */
void sheets_compare(struct book *book, const struct comparison *comparison,
                    struct report *report);

/* --- sheets_comparison_amounts.c -------------------------------------------------------------- */

/* Then the scenarios, and the territory. */
enum { PAYMENT_LINE, PAYMENT_FUND, PAYMENT_YEAR, PAYMENT_FIRST };
const char *year_name(const struct plan *plan, uint32_t year); /* "": it has none */
/* Columns of numbers that rows are picked by. */
enum code { CODE_LINE, CODE_TERRITORY, CODE_FUND, CODES };
uint32_t payment_code(const struct beside *b, enum code what);
uint32_t payment_share(const struct beside *b, uint32_t axis);
struct area payment_column(const struct beside *b, uint32_t column);
void beside_gather(struct beside *beside); /* first */
void beside_amounts(struct beside *beside);
/* Lines by scenarios, and what each gets whatever happens. */
void beside_lines(struct beside *beside, const struct own *owns);
/* How many lines the n'th shown scenario has won from the base, or lost to it. */
void put_fates(const struct beside *beside, struct spot at, uint32_t number, bool gained);

/* --- sheets_comparison_tables.c --------------------------------------------------------------- */

void beside_sharing(struct beside *beside);
void beside_pictures(struct beside *beside);
void beside_inputs(struct beside *beside);

/* --- sheets_comparison_rules.c ---------------------------------------------------------------- */

/* Rules and funds by scenarios, with their figures; goals; what lines are worth. */
void beside_rules(struct beside *beside, struct own *owns);

/* --- sheets_comparison_conditions.c ----------------------------------------------------------- */

/* What the plans say of each line, by scenarios. */
void beside_conditions(struct beside *beside, struct own *owns);
/* How many rules, funds and conditions of a scenario are broken. */
void put_broken(const struct beside *beside, struct spot at, const struct own *own);
/* Whether all of a line's conditions hold in all scenarios. */
void put_line_state(const struct beside *beside, struct spot at, uint32_t line,
                    const struct own *own);

/* --- sheets_comparison.c ---------------------------------------------------------------------- */

/* The cell that holds the number of the base. */
void add_base(const struct beside *beside, struct text *out);
const char *shown_name(const struct beside *beside, uint32_t number);
/* Text in one line of a column of that width, in smaller letters where it is a little too long; in
 * several where it is much longer. */
void put_short(struct spot at, const char *text, double width);
/* Scenarios' names at the head of columns or, `down`, of rows. */
void put_names(const struct beside *beside, struct spot first, bool down);
/* "=SUM(area)" */
void put_sum(struct spot at, const struct area *area, struct ratio value);
/* The same number less that of the base, which stands in the same column of `area`. */
void put_change(const struct beside *beside, struct spot at, struct spot from,
                const struct area *area, struct ratio value);

#endif

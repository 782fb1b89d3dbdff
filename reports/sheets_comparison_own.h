/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheets_comparison_own: one scenario's plan, reckoned from the rows that all scenarios share.
 *
 * Rows of amounts and lines are known one by one: a selection is a sum of the runs of rows that it
 * picks. Where that would be long, the share of each row that is picked stands in a column of a
 * hidden sheet, and the sum is that of the products. Private to sheets_comparison. */
#ifndef REPORTS_SHEETS_COMPARISON_OWN_H
#define REPORTS_SHEETS_COMPARISON_OWN_H

#include "reports/sheets_comparison.h"

/* One scenario's rules on the sheets that all share. */
struct own {
    struct sheets sheets; /* first: what formulas are made for is this */
    struct beside *b;
    uint32_t number;   /* of the shown scenario */
    uint32_t scenario; /* the same, among all */
    uint32_t *things;  /* [plan.line_count] the comparison's line of each of the plan's */
    uint32_t worths;   /* column of the first measure */
    uint32_t first_goal, first_fund; /* rows */
    struct ratio *shares;            /* of rows: to work in */
    bool *follows;                   /* [rule_count] reckoned, not typed */
};

/* [beside.shown_count] Of its arena. */
struct own *owns_new(struct beside *beside);

#endif

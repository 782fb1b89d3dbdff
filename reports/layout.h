/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout: how a table fits a terminal.
 *
 * Every cell becomes text that is safe to print. Numbers keep their width, words may wrap; where
 * that does not suffice, optional columns are left out (the highest number first), then words are
 * squeezed, and in the last resort columns with a number below 0 go (the lowest first). Only a
 * table that fits no way at all stays wider than asked. */
#ifndef REPORTS_LAYOUT_H
#define REPORTS_LAYOUT_H

#include "reports/report.h"

#define LAYOUT_GAP 2 /* columns between two columns of the table */

struct layout_column {
    const char *head; /* title, safe to print */
    bool shown;
    bool flush_right; /* numbers */
    size_t width;     /* terminal columns */
    size_t tail;      /* of them, what follows the whole part of numbers: ",50 $" is 5 */
};

struct layout_cell {
    const char *text; /* safe to print; never NULL */
    size_t tail; /* as above, of this cell; of a word in a column of numbers: all the tail */
    bool is_number;
};

struct layout {
    struct arena *arena;
    const struct table *table;
    struct layout_column *columns; /* [table.column_count] */
    struct layout_cell *cells;     /* [table.row_count * table.column_count] */
    bool *spans;                   /* [table.row_count] its first cell has the whole width */
    size_t width;                  /* of the whole */
};

/* `width` 0: no limit. */
struct layout *layout_new(const struct report *report, const struct table *table, size_t width);
void layout_free(struct layout *layout);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout: how a table fits a terminal.
 *
 * Every cell becomes text that is safe to print. Numbers keep their width, words may wrap. A table
 * that is still too wide is cut into blocks, to be printed one below the other: the first column
 * stands in each, every other column in one, and columns that are joined stay together. Nothing is
 * left out; only a column that fits no way at all stays wider than asked. */
#ifndef REPORTS_LAYOUT_H
#define REPORTS_LAYOUT_H

#include "reports/report.h"

#define LAYOUT_GAP 2 /* columns between two columns of the table */

struct layout_column {
    const char *head; /* title, safe to print */
    uint32_t block;   /* the first column stands in all of them */
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
    uint32_t block_count;          /* at least 1 */
    size_t indent; /* of the lines after the first in a wrapped name of the first column */
    size_t width;  /* of the widest block */
};

/* `width` 0: no limit. */
struct layout *layout_new(const struct report *report, const struct table *table, size_t width);
bool layout_shows(const struct layout *layout, uint32_t column, uint32_t block);
void layout_free(struct layout *layout);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* book_parts: what the parts of a workbook know of it. Private to book. */
#ifndef REPORTS_BOOK_PARTS_H
#define REPORTS_BOOK_PARTS_H

#include <xlsxwriter.h>

#include "base/arena.h"
#include "reports/book.h"

/* A text that may take several lines in its cell. */
struct wrapped {
    uint32_t row, column, last; /* columns that it spreads over */
    const char *text;
    bool bold;
};

struct sheet {
    struct book *book;
    struct sheet *next; /* made before it */
    lxw_worksheet *handle;
    const char *name;
    double *widths; /* [width_count] of columns, where said */
    uint32_t width_count;
    struct wrapped *wrapped; /* [wrapped_count] in order of rows or not */
    size_t wrapped_count, wrapped_capacity;
    lxw_row_t *breaks; /* [break_count] rows at which a page begins */
    size_t break_count, break_capacity;
    lxw_row_t *parts; /* [part_count] rows at which one may */
    size_t part_count, part_capacity;
    uint32_t last_row, last_column; /* printed */
    size_t note;                    /* letters of the longest line that no cell holds in */
    uint32_t head_columns;          /* on every page */
    bool has_print;                 /* these have been said */
};

struct book {
    struct arena *arena;
    char *path;
    struct sheet *last;
    lxw_workbook *handle;
    lxw_format *looks[LOOKS];
    lxw_format *good, *bad, *almost;
    bool failed;
};

static inline void check(struct book *book, lxw_error error) {
    book->failed = book->failed || error != LXW_NO_ERROR;
}

static inline lxw_col_t narrow(uint32_t column) {
    return (lxw_col_t)column;
}

/* Heights of rows, and pages: when all has been written. */
void sheet_settle(struct sheet *sheet);
/* Points that columns take, from one up to another that does not count. */
double points_between(const struct sheet *sheet, uint32_t first, uint32_t end);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* book: an Excel workbook as cells, looks and formulas; the only room that knows libxlsxwriter.
 *
 * Rows and columns count from 0. Text is always text: never a formula, never a link, and cut where
 * a cell ends (32,767 characters). A formula is written together with the value it has now, so
 * that programs which do not reckon show the right figures too. What cannot be written makes
 * book_finish fail; nothing else needs a test. The same calls give the same bytes. */
#ifndef REPORTS_BOOK_H
#define REPORTS_BOOK_H

#include "base/exact.h"
#include "base/notes.h"

enum look {
    LOOK_PLAIN,
    LOOK_TITLE,
    LOOK_SECTION,
    LOOK_NOTE,
    LOOK_HEAD,
    LOOK_HELPER_HEAD,
    LOOK_TEXT,     /* wrapped */
    LOOK_ONE_LINE, /* in smaller letters where it is long */
    LOOK_MONEY,
    LOOK_CHANGE, /* money, with its sign */
    LOOK_INPUT,  /* money that may be changed */
    LOOK_CLOSED, /* money that must not be */
    LOOK_SHARE,
    LOOK_NUMBER, /* two decimals */
    LOOK_NUMBER_CHANGE,
    LOOK_RATE,   /* as many as it has */
    LOOK_CODE,   /* a whole number, to reckon with */
    LOOK_CHOICE, /* one that may be changed */
    LOOK_STATE,  /* a word that holds, or not: see sheet_states */
    LOOK_TOTAL,  /* text at the head of a total */
    LOOK_TOTAL_MONEY,
    LOOKS
};

struct book;
struct sheet;

/* `decimals` (0 … 9) of money. NULL when there is nowhere to write; then book_finish says so. */
struct book *book_new(const char *title, int decimals, enum language language);
/* Adds the file's bytes to `out`; false after a note. Releases the book in either case. */
bool book_finish(struct book *book, struct text *out, struct notes *notes);

/* Sheets stand in the order in which they are made; at most 31 characters, none of []:*?/\ or '. */
struct sheet *book_sheet(struct book *book, const char *name);

struct spot {
    struct sheet *sheet;
    uint32_t row, column;
    enum look look;
};

static inline struct spot spot(struct sheet *sheet, uint32_t row, uint32_t column,
                               enum look look) {
    return (struct spot){sheet, row, column, look};
}

void put_text(struct spot spot, const char *text);
void put_number(struct spot spot, struct ratio number); /* unknown: an empty cell */
void put_blank(struct spot spot);
/* Text over the columns up to `last`, wrapped. */
void put_merged(struct spot spot, uint32_t last, const char *text);
/* The formula begins with `=`; its value now is a number (unknown: 0) or a word. */
void put_formula(struct spot spot, const char *formula, struct ratio value);
void put_word_formula(struct spot spot, const char *formula, const char *value);

/* --- cells and ranges in formulas ----------------------------------------------------------- */

struct area {
    const struct sheet *sheet;
    uint32_t first_row, first_column, last_row, last_column;
};

void text_add_cell(struct text *out, const struct sheet *sheet, uint32_t row, uint32_t column);
void text_add_area(struct text *out, const struct area *area); /* 'Montants'!$D$7:$G$90 */

/* --- how a sheet looks and prints ----------------------------------------------------------- */

void sheet_width(struct sheet *sheet, uint32_t first, uint32_t last, double width);
/* Columns that only formulas need: hidden behind a + and not printed. */
void sheet_helpers(struct sheet *sheet, uint32_t first, uint32_t last);
/* A sheet that only formulas need. */
void sheet_hide(struct sheet *sheet);
void sheet_freeze(struct sheet *sheet, uint32_t rows, uint32_t columns);
void sheet_filter(const struct area *area);
/* What is printed, and how many head rows and columns on every page. Letters have seven points or
 * more: what is too wide for that stands on pages side by side. */
void sheet_print(struct sheet *sheet, uint32_t last_row, uint32_t last_column,
                 uint32_t head_rows, uint32_t head_columns);
/* A new page begins with a row; or does where a page is full, and nowhere else. */
void sheet_break(struct sheet *sheet, uint32_t row);
void sheet_part(struct sheet *sheet, uint32_t row);
/* Only numbers from 0 on may be typed. */
void sheet_inputs(const struct area *area, const char *complaint);
/* Only whole numbers from `least` to `most`. */
void sheet_choice(const struct area *area, uint32_t least, uint32_t most,
                  const char *complaint);
/* Cells that say `bad` become red and bold, those that say `good` green; NULL: none do. */
void sheet_states(const struct area *area, const char *good, const char *bad);

/* Numbers below -`dust`, or above 0, become red and bold. */
void sheet_lacks(const struct area *area, const char *dust);
void sheet_counts(const struct area *area);

/* Bars of `series`' columns over the rows of a table, stacked or side by side. The row above the
 * first names the columns, `names` is the column that names the rows. */
struct bars {
    const char *title;
    struct area series;
    uint32_t names;
    bool stacked;
    bool changes; /* below 0 too */
};
/* Its upper left corner is at a cell; size in pixels. */
void sheet_bars(struct spot spot, const struct bars *bars, uint32_t width, uint32_t height);
/* The same over the columns up to `last`, as tall as its bars need and a page allows, at the head
 * of a row; returns the row below it. */
uint32_t put_picture(struct sheet *sheet, uint32_t row, uint32_t last, const struct bars *bars);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: what is said, before it is decided in which form.
 *
 * A report is a list of blocks: headings, paragraphs and tables. Cells hold values with a kind, so
 * that every form can print them in its own way (60 000 $ in French text, 60000 in CSV). The
 * teller (tell_*) decides content and words; the writer (write_*) decides form. Strings are UTF-8
 * and may hold anything the user wrote. Those of blocks, heads and notes are copied; those of cells
 * are not, and must live as long as the report. */
#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H

#include "base/arena.h"
#include "base/exact.h"
#include "base/notes.h"

enum cell_kind {
    CELL_EMPTY,
    CELL_TEXT,
    CELL_MONEY,  /* number: $ ; printed with the decimals of the plan's unit */
    CELL_SHARE,  /* number: 0.125 is 12.5 % */
    CELL_NUMBER, /* number: any */
    CELL_PRICE   /* number: change of the first goal; shown signed, to three digits */
};

struct cell {
    enum cell_kind kind;
    const char *text;    /* CELL_TEXT */
    struct ratio number; /* the others */
    const char *mark;    /* NULL, or what is set after the value: a sign for illustrative */
};

struct column_head {
    const char *title;   /* for people */
    const char *key;     /* for programs (CSV header): a-z and _ */
    enum cell_kind kind; /* of most of its cells: numbers are set flush right */
    bool joined;         /* where a table is cut for want of width: stays with the one before */
};

struct table {
    const char *title;
    const char *key;           /* a-z and _: names the table in CSV */
    struct column_head *heads; /* [column_count] */
    uint32_t column_count;
    struct cell *cells; /* [row_count * column_count], row after row; a row of which only the
                           first cell is not empty is a heading of those below it */
    uint32_t row_count, row_capacity;
    bool has_total;     /* the last row is a total */
    const char **notes; /* [note_count] lines printed below */
    uint32_t note_count, note_capacity;
};

enum block_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_TABLE };

struct block {
    enum block_kind kind;
    const char *text;    /* heading, paragraph */
    struct table *table; /* table */
};

struct report {
    struct arena *arena;
    enum language language;
    const char *currency_sign; /* "$" */
    int money_decimals;        /* 0 when the unit is a whole number of dollars, else 2 … 9 */
    struct block *blocks;      /* [block_count] */
    uint32_t block_count, block_capacity;
};

struct report *report_new(enum language language);
void report_free(struct report *report);
void report_heading(struct report *report, const char *text);
void report_paragraph(struct report *report, const char *text);
/* Heads are copied. The table belongs to the report. */
struct table *report_table(struct report *report, const char *title, const char *key,
                           const struct column_head *heads, uint32_t column_count);
/* A new empty row; its cells, [column_count], until the next row is added. */
struct cell *table_row(struct report *report, struct table *table);
void table_note(struct report *report, struct table *table, const char *text);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: what is said, before it is decided in which form.
 *
 * A report is a list of blocks: headings, paragraphs, tables and charts. Cells hold values with
 * a kind, so that every form can print them in its own way (60 000 $ in French text, 60000 in
 * CSV). The teller (tell_*) decides content and words; the writer (write_*) decides form.
 * Strings are UTF-8 and may hold anything the user wrote. Those of blocks, heads and notes are
 * copied; those of cells are not, and must live as long as the report. */
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
    CELL_PRICE,  /* number: change of the first goal; shown signed, to three digits */
    CELL_CHANGE  /* number: $ more or less; shown signed */
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
    /* [column_count] In full, where a title is short for it; NULL. */
    const char **column_names;
    /* [column_count] 1 + the column that it shows the change of, from the base scenario's row; 0:
     * none. */
    uint32_t *column_changes;
    struct cell *cells; /* [row_count * column_count], row after row; a row of which only the
                           first cell is not empty is a heading of those below it */
    uint32_t
        *column_scenarios;   /* [column_count] the report's scenario, from 1 on, that it shows;
                                   0: none */
    uint32_t *row_scenarios; /* [row_count] likewise */
    uint32_t row_count, row_capacity;
    bool has_total;     /* the last row is a total */
    const char **notes; /* [note_count] lines printed below */
    uint32_t note_count, note_capacity;
};

/* A chart draws columns of a table, so that the two can never differ: a bar, line or row of cells
 * for each row but the total's, named after its first cell; headings stay headings. */
enum chart_kind {
    CHART_STACKED, /* a bar for each row, divided among the columns */
    CHART_CHANGES, /* a field for each row and column: what it is more or less than that of the
                        base scenario */
    CHART_HEAT,    /* a field for each row and column, the darker the more */
    CHART_AVERAGE, /* one column: a bar for each row, and a line where the total row is */
    CHART_WATERFALL, /* one column: the first and last row are levels, those between are steps */
    CHART_LINE       /* a line for each column, from row to row */
};

struct chart {
    enum chart_kind kind;
    const char *title;
    const char *summary; /* what it shows, in a sentence, for those who cannot see it */
    const char *unit;    /* of its axis of values: "$" */
    const struct table *table;
    uint32_t first, count; /* columns drawn */
    bool opening;          /* stands on the first page, where a form has one */
};

enum block_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_TABLE, BLOCK_CHART };

struct block {
    enum block_kind kind;
    uint32_t scenario;   /* the only one that it is about; 0: not about one alone */
    const char *text;    /* heading, paragraph */
    bool detail;         /* paragraph: where a form has a first page, after its pictures */
    struct table *table; /* table */
    struct chart *chart; /* chart; forms without pictures leave it out */
};

struct report {
    struct arena *arena;
    enum language language;
    const char *currency_sign; /* "$" */
    int money_decimals;        /* 0 when the unit is a whole number of dollars, else 2 … 9 */
    struct block *blocks;      /* [block_count] */
    uint32_t block_count, block_capacity;
    const char **scenarios; /* [scenario_count] names, where several are told side by side */
    uint32_t scenario_count, scenario_capacity;
    uint32_t base;  /* of these, with which the others are compared */
    uint32_t about; /* the scenario that what is added is about; 0: none alone */
};

struct report *report_new(enum language language);
void report_free(struct report *report);
void report_heading(struct report *report, const char *text);
void report_paragraph(struct report *report, const char *text);
/* A paragraph that need not stand among the first. */
void report_detail(struct report *report, const char *text);
/* Heads are copied. The table belongs to the report. */
struct table *report_table(struct report *report, const char *title, const char *key,
                           const struct column_head *heads, uint32_t column_count);
/* Right after its table, beside which it stands but for `opening`. Strings are copied. */
void report_chart(struct report *report, const struct chart *chart);
/* Names a scenario; returns its number, from 1 on. */
uint32_t report_scenario(struct report *report, const char *name);
/* A new empty row; its cells, [column_count], until the next row is added. */
struct cell *table_row(struct report *report, struct table *table);
/* What a column's title is short for. */
void table_column_name(struct report *report, struct table *table, uint32_t column,
                       const char *name);
/* Say that a column shows by how much another differs from the base scenario's row. */
void table_column_change(struct table *table, uint32_t column, uint32_t of);
/* Say that a column, or the last row, shows a scenario. */
void table_column_scenario(struct table *table, uint32_t column, uint32_t scenario);
void table_row_scenario(struct table *table, uint32_t scenario);
void table_note(struct report *report, struct table *table, const char *text);

#endif

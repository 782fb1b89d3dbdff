/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each table's cells keep their exact value beside what is shown (data-v): the page's charts,
 * differences and CSV files are made of those. The languages are told apart by radio buttons and
 * style alone, so that the page reads without scripts. */
#include <stdlib.h>
#include <stdlib.h>
#include <string.h>

#include "reports/cells.h"
#include "reports/page.h"
#include "reports/words.h"
#include "reports/write.h"

static const struct {
    const char *name, *specification;
} charts[] = {[CHART_STACKED] = {"stacked", page_stacked},
              [CHART_GROUPED] = {"grouped", page_grouped},
              [CHART_HEAT] = {"heat", page_heat},
              [CHART_WATERFALL] = {"waterfall", page_waterfall},
              [CHART_LINE] = {"line", page_line}};

enum { CHARTS = sizeof charts / sizeof *charts, WIDE = 7 };

struct html {
    const struct report *report;
    struct text *out;
    const char *tongue;  /* "fr", "en" */
    const char *heading; /* element of a table's title */
    bool in_section;
};

static const char *tongue(enum language language) {
    return language == FRENCH ? "fr" : "en";
}

/* --- text ---------------------------------------------------------------------------------- */

/* What HTML forbids outright: control characters but those of white space, and bytes that are not
 * UTF-8. Everything else is kept as it is. */
static bool is_allowed(uint32_t code) {
    return (code >= 0x20 && code != 0x7f && (code < 0x80 || code > 0x9f)) || code == '\t' ||
           code == '\n';
}

static void add_escaped(struct text *out, const char *string) {
    size_t length = strlen(string);
    for (size_t at = 0, size; at < length; at += size) {
        uint32_t code = 0;
        size = utf8_character(string + at, length - at, &code);
        if (size == 0 || !is_allowed(code)) {
            size = size == 0 ? 1 : size;
            text_add(out, "\xef\xbf\xbd");
        } else if (code == '&') {
            text_add(out, "&amp;");
        } else if (code == '<') {
            text_add(out, "&lt;");
        } else if (code == '>') {
            text_add(out, "&gt;");
        } else if (code == '"') {
            text_add(out, "&quot;");
        } else {
            text_add_bytes(out, string + at, size);
        }
    }
}

static void add_element(struct text *out, const char *name, const char *string) {
    text_format(out, "<%s>", name);
    add_escaped(out, string);
    text_format(out, "</%s>\n", name);
}

static const char *own_word(const struct html *html, enum word which) {
    return word(which, html->report->language);
}

/* --- tables -------------------------------------------------------------------------------- */

static uint32_t block_of(const struct report *report, const struct table *table) {
    uint32_t at = 0;
    while (report->blocks[at].table != table) {
        at++;
    }
    return at;
}

static void add_table_id(const struct html *html, const struct table *table) {
    text_format(html->out, "table-%s-%u", html->tongue,
                (unsigned)block_of(html->report, table));
}

static void add_scenario(const struct html *html, uint32_t scenario) {
    if (scenario != 0) {
        text_format(html->out, " data-s=\"%u\"", (unsigned)scenario);
    }
}

static bool is_numeric(const struct column_head *head) {
    return head->kind != CELL_TEXT && head->kind != CELL_EMPTY;
}

static void write_head(const struct html *html, const struct table *table) {
    text_add(html->out, "<thead><tr>");
    for (uint32_t i = 0; i < table->column_count; i++) {
        const struct column_head *head = &table->heads[i];
        text_add(html->out, "<th scope=\"col\"");
        add_scenario(html, table->column_scenarios[i]);
        text_add(html->out, is_numeric(head) ? " class=\"number\">" : ">");
        text_add(html->out, "<button type=\"button\" class=\"sort\">");
        add_escaped(html->out, head->title);
        text_add(html->out, "</button></th>");
    }
    text_add(html->out, "</tr></thead>\n");
}

static const char *kind_name(enum cell_kind kind) {
    static const char *const names[] = {
        [CELL_EMPTY] = "empty", [CELL_TEXT] = "text",     [CELL_MONEY] = "money",
        [CELL_SHARE] = "share", [CELL_NUMBER] = "number", [CELL_PRICE] = "price"};
    return names[kind];
}

static void add_mark(const struct html *html, const struct cell *cell) {
    if (cell->mark != NULL) {
        text_add(html->out, "\u00a0");
        add_escaped(html->out, cell->mark);
    }
}

static void write_cell(const struct html *html, const struct table *table, uint32_t column,
                       const struct cell *cell, int decimals) {
    struct text *out = html->out;
    if (!cell_is_number(cell)) {
        text_add(out, is_numeric(&table->heads[column]) ? "<td class=\"number\""
                                                        : "<td class=\"words\"");
        add_scenario(html, table->column_scenarios[column]);
        text_add(out, ">");
        add_escaped(out, cell->kind == CELL_TEXT ? cell->text : "");
        add_mark(html, cell);
    } else {
        text_format(out, "<td class=\"number\" data-kind=\"%s\"", kind_name(cell->kind));
        add_scenario(html, table->column_scenarios[column]);
        if (ratio_known(cell->number)) {
            text_add(out, " data-v=\"");
            text_add_ratio(out, cell->number, 9);
            text_add(out, "\"");
        }
        text_add(out, ">");
        cell_add_number(out, html->report, cell, decimals);
        add_mark(html, cell);
    }
    text_add(out, "</td>");
}

static void write_row(const struct html *html, const struct table *table, uint32_t row,
                      const int *decimals) {
    const struct cell *cells = &table->cells[row * table->column_count];
    bool heading = cells_span(table, row);
    bool total = table->has_total && row + 1 == table->row_count;
    text_add(html->out, heading ? "<tr class=\"heading\""
                        : total ? "<tr class=\"total\""
                                : "<tr");
    add_scenario(html, table->row_scenarios[row]);
    text_add(html->out, ">");
    if (heading) {
        text_format(html->out, "<th scope=\"rowgroup\" colspan=\"%u\">",
                    (unsigned)table->column_count);
    } else {
        text_add(html->out, "<th scope=\"row\">");
    }
    if (cell_is_number(&cells[0])) {
        cell_add_number(html->out, html->report, &cells[0], decimals[0]);
    } else {
        add_escaped(html->out, cells[0].kind == CELL_TEXT ? cells[0].text : "");
    }
    add_mark(html, &cells[0]);
    text_add(html->out, "</th>");
    for (uint32_t i = 1; i < table->column_count && !heading; i++) {
        write_cell(html, table, i, &cells[i], decimals[i]);
    }
    text_add(html->out, "</tr>\n");
}

/* A button that saves the table; then what its marks and short names mean. */
static void write_below(const struct html *html, const struct table *table) {
    text_add(html->out,
             "<p class=\"tools\"><button type=\"button\" class=\"save\" data-table=\"");
    add_table_id(html, table);
    text_format(html->out, "\" data-file=\"%s\">", table->key);
    add_escaped(html->out, own_word(html, WORD_SAVE_TABLE));
    text_add(html->out, "</button></p>\n");
    if (table->note_count == 0) {
        return;
    }
    text_add(html->out, "<ul class=\"notes\">");
    for (uint32_t i = 0; i < table->note_count; i++) {
        add_element(html->out, "li", table->notes[i]);
    }
    text_add(html->out, "</ul>\n");
}

static void write_table(const struct html *html, const struct table *table) {
    int *decimals = memory_grow(NULL, table->column_count, sizeof *decimals);
    for (uint32_t i = 0; i < table->column_count; i++) {
        decimals[i] = cells_decimals(table, i);
    }
    text_add(html->out,
             "<div class=\"holder\"><div class=\"scroll\" tabindex=\"0\" role=\"region\""
             " aria-labelledby=\"title-");
    add_table_id(html, table);
    text_add(html->out, "\"><table id=\"");
    add_table_id(html, table);
    text_format(html->out, "\" data-decimals=\"%d\">\n", html->report->money_decimals);
    write_head(html, table);
    text_add(html->out, "<tbody>\n");
    for (uint32_t row = 0; row < table->row_count; row++) {
        write_row(html, table, row, decimals);
    }
    text_add(html->out, "</tbody></table></div>\n");
    write_below(html, table);
    text_add(html->out, "</div>\n");
    free(decimals);
}

/* --- charts -------------------------------------------------------------------------------- */

static void write_chart(const struct html *html, const struct chart *chart) {
    struct text *out = html->out;
    text_format(out, "<figure data-chart=\"%s\" data-table=\"", charts[chart->kind].name);
    add_table_id(html, chart->table);
    text_format(out, "\" data-first=\"%u\" data-count=\"%u\" data-unit=\"",
                (unsigned)chart->first, (unsigned)chart->count);
    add_escaped(out, chart->unit == NULL ? "" : chart->unit);
    text_add(out, "\"><figcaption>");
    add_escaped(out, chart->title);
    text_add(out, "</figcaption><div class=\"drawing\" role=\"img\" aria-label=\"");
    add_escaped(out, chart->summary);
    text_add(out, "\"></div></figure>\n");
}

static const struct chart *chart_at(const struct report *report, uint32_t at) {
    bool is = at < report->block_count && report->blocks[at].kind == BLOCK_CHART;
    return is ? report->blocks[at].chart : NULL;
}

/* Whether a block is a chart of a table. */
static bool draws(const struct report *report, uint32_t at, const struct table *table) {
    const struct chart *chart = chart_at(report, at);
    return chart != NULL && chart->table == table;
}

/* Charts that stand by themselves: the pictures of the first page. Returns the next block. */
static uint32_t write_pictures(const struct html *html, uint32_t at) {
    text_add(html->out, "<div class=\"pictures\">\n");
    for (; chart_at(html->report, at) != NULL; at++) {
        write_chart(html, chart_at(html->report, at));
    }
    text_add(html->out, "</div>\n");
    return at;
}

/* --- blocks -------------------------------------------------------------------------------- */

static void end_section(struct html *html) {
    if (html->in_section) {
        text_add(html->out, "</section>\n");
    }
    html->in_section = false;
}

static void begin_section(struct html *html, uint32_t block, const char *title) {
    end_section(html);
    text_format(html->out, "<section id=\"section-%s-%u\">\n", html->tongue, (unsigned)block);
    add_element(html->out, "h2", title);
    html->in_section = true;
}

/* A table with its title, and beside it the charts that draw it. Returns the next block. */
static uint32_t write_pair(struct html *html, uint32_t at) {
    const struct table *table = html->report->blocks[at].table;
    bool grouped = strcmp(html->heading, "h3") == 0;
    if (!grouped) {
        end_section(html);
        text_format(html->out, "<section id=\"section-%s-%u\">\n", html->tongue, (unsigned)at);
        html->in_section = true;
    }
    text_format(html->out, "<%s id=\"title-", html->heading);
    add_table_id(html, table);
    text_add(html->out, "\">");
    add_escaped(html->out, table->title);
    text_format(html->out, "</%s>\n<div class=\"pair%s\">\n", html->heading,
                table->column_count < WIDE && draws(html->report, at + 1, table) ? " narrow"
                                                                                 : "");
    uint32_t next = at + 1;
    for (; draws(html->report, next, table); next++) {
        write_chart(html, chart_at(html->report, next));
    }
    write_table(html, table);
    text_add(html->out, "</div>\n");
    return next;
}

static void write_contents(const struct html *html, uint32_t from) {
    text_format(html->out, "<nav class=\"contents\" aria-label=\"%s\"><ul>\n",
                own_word(html, WORD_CONTENTS));
    bool grouped = false;
    for (uint32_t i = from; i < html->report->block_count; i++) {
        const struct block *block = &html->report->blocks[i];
        grouped |= block->kind == BLOCK_HEADING;
        const char *title = block->kind == BLOCK_HEADING             ? block->text
                            : block->kind == BLOCK_TABLE && !grouped ? block->table->title
                                                                     : NULL;
        if (title == NULL) {
            continue;
        }
        text_format(html->out, "<li><a href=\"#section-%s-%u\">", html->tongue, (unsigned)i);
        add_escaped(html->out, title);
        text_add(html->out, "</a></li>\n");
    }
    text_add(html->out, "</ul></nav>\n");
}

static void add_box(const struct html *html, const char *value, const char *label, bool on) {
    text_format(html->out, "<label><input type=\"checkbox\" name=\"%s-%s\" value=\"%s\"%s> ",
                html->tongue, value, value, on ? " checked" : "");
    add_escaped(html->out, label);
    text_add(html->out, "</label>\n");
}

#define SHOWN_AT_FIRST 8 /* scenarios */

/* Which scenarios are shown, and with which they are compared. */
static void write_choice(const struct html *html) {
    const struct report *report = html->report;
    if (report->scenario_count < 2) {
        return;
    }
    text_format(html->out, "<div class=\"choice\"><label>%s <select>\n",
                own_word(html, WORD_BASE_SCENARIO));
    for (uint32_t i = 0; i < report->scenario_count; i++) {
        text_format(html->out, "<option value=\"%u\">", (unsigned)i + 1);
        add_escaped(html->out, report->scenarios[i]);
        text_add(html->out, "</option>\n");
    }
    text_add(html->out, "</select></label>\n");
    add_box(html, "differences", own_word(html, WORD_SHOW_DIFFERENCES), false);
    text_format(html->out, "<fieldset><legend>%s</legend>\n", own_word(html, WORD_SHOWN));
    for (uint32_t i = 0; i < report->scenario_count; i++) {
        struct text number = {0};
        text_format(&number, "%u", (unsigned)i + 1);
        add_box(html, text_string(&number), report->scenarios[i], i < SHOWN_AT_FIRST);
        text_free(&number);
    }
    text_add(html->out, "</fieldset></div>\n");
}

/* The title and what is said before the first table: the page that decides. */
static uint32_t write_opening(const struct html *html) {
    const struct report *report = html->report;
    uint32_t at = 0;
    text_add(html->out, "<header class=\"opening\">\n");
    add_element(html->out, "h1",
                report->block_count > 0 && report->blocks[0].kind == BLOCK_HEADING
                    ? report->blocks[at++].text
                    : "arrimage");
    while (at < report->block_count) {
        if (report->blocks[at].kind == BLOCK_PARAGRAPH) {
            add_element(html->out, "p", report->blocks[at++].text);
        } else if (report->blocks[at].kind == BLOCK_CHART) {
            at = write_pictures(html, at);
        } else {
            break;
        }
    }
    write_contents(html, at);
    text_add(html->out, "</header>\n");
    return at;
}

static void write_page(struct html *html, const char *title) {
    text_format(html->out, "<main class=\"page\" id=\"page-%s\" lang=\"%s\" data-title=\"",
                html->tongue, html->tongue);
    add_escaped(html->out, title);
    text_add(html->out, "\">\n");
    uint32_t at = write_opening(html);
    write_choice(html);
    html->heading = "h2";
    while (at < html->report->block_count) {
        const struct block *block = &html->report->blocks[at];
        switch (block->kind) {
        case BLOCK_HEADING:
            begin_section(html, at++, block->text);
            html->heading = "h3";
            break;
        case BLOCK_PARAGRAPH:
            add_element(html->out, "p", block->text);
            at++;
            break;
        case BLOCK_TABLE:
            at = write_pair(html, at);
            break;
        case BLOCK_CHART:
            at = write_pictures(html, at);
            break;
        }
    }
    end_section(html);
    text_add(html->out, "</main>\n");
}

/* --- the whole ----------------------------------------------------------------------------- */

static const char *title_of(const struct report *report) {
    bool has = report->block_count > 0 && report->blocks[0].kind == BLOCK_HEADING;
    return has ? report->blocks[0].text : "arrimage";
}

static void write_start(const struct report *first, struct text *out) {
    text_format(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                tongue(first->language));
    text_add(out,
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; "
             "form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, "
             "initial-scale=1\">\n");
    add_element(out, "title", title_of(first));
    text_add(out, "<style>\n");
    text_add(out, page_css);
    text_add(out, "</style>\n</head>\n<body>\n");
}

static void write_bar(const struct report *const *reports, uint32_t count, struct text *out) {
    for (uint32_t i = 0; i < count; i++) {
        const char *own = tongue(reports[i]->language);
        text_format(out,
                    "<input type=\"radio\" name=\"language\" class=\"choose-language\" "
                    "id=\"choose-%s\" value=\"%s\" aria-label=\"%s\"%s>\n",
                    own, own, word(WORD_OWN_LANGUAGE, reports[i]->language),
                    i == 0 ? " checked" : "");
    }
    text_add(out, "<div class=\"bar\"><span class=\"program\">arrimage</span>\n");
    for (uint32_t i = 0; i < count; i++) {
        const char *own = tongue(reports[i]->language);
        text_format(out, "<label for=\"choose-%s\" lang=\"%s\">%s</label>\n", own, own,
                    word(WORD_OWN_LANGUAGE, reports[i]->language));
    }
    text_add(out, "</div>\n");
}

static void write_end(struct text *out) {
    for (size_t i = 0; i < CHARTS; i++) {
        text_format(out, "<script type=\"application/json\" id=\"chart-%s\">\n",
                    charts[i].name);
        text_add(out, charts[i].specification);
        text_add(out, "</script>\n");
    }
    text_add(out, "<script>\n");
    text_add(out, page_vega);
    text_add(out, "</script>\n<script>\n");
    text_add(out, page_js);
    text_add(out, "</script>\n</body>\n</html>\n");
}

void write_html(const struct report *const *reports, uint32_t count, struct text *out) {
    write_start(reports[0], out);
    write_bar(reports, count, out);
    for (uint32_t i = 0; i < count; i++) {
        struct html html = {
            .report = reports[i], .out = out, .tongue = tongue(reports[i]->language)};
        write_page(&html, title_of(reports[i]));
    }
    write_end(out);
}

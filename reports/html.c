/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each table's cells keep their exact value beside what is shown (data-v): the page's charts,
 * differences and CSV files are made of those. */
#include "reports/html.h"

#include <stdlib.h>
#include <string.h>

#include "reports/cells.h"
#include "reports/page.h"
#include "reports/words.h"

/* --- text ---------------------------------------------------------------------------------- */

/* What HTML forbids outright: control characters but those of white space, and bytes that are not
 * UTF-8. Everything else is kept as it is. */
static bool is_allowed(uint32_t code) {
    return (code >= 0x20 && code != 0x7f && (code < 0x80 || code > 0x9f)) || code == '\t' ||
           code == '\n';
}

void html_add_escaped(struct text *out, const char *string) {
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

void html_add_element(struct text *out, const char *name, const char *string) {
    text_format(out, "<%s>", name);
    html_add_escaped(out, string);
    text_format(out, "</%s>\n", name);
}

/* --- tables -------------------------------------------------------------------------------- */

static uint32_t block_of(const struct report *report, const struct table *table) {
    uint32_t at = 0;
    while (report->blocks[at].table != table) {
        at++;
    }
    return at;
}

void html_add_table_id(const struct html *html, const struct table *table) {
    text_format(html->out, "table-%s-%u", html->tongue,
                (unsigned)block_of(html->report, table));
}

void html_add_scenario(const struct html *html, uint32_t scenario) {
    if (scenario != 0) {
        text_format(html->out, " data-s=\"%u\"", (unsigned)scenario);
    }
}

static bool is_numeric(const struct column_head *head) {
    return head->kind != CELL_TEXT && head->kind != CELL_EMPTY;
}

static void add_full_name(struct text *out, const char *name) {
    if (name != NULL) {
        text_add(out, " title=\"");
        html_add_escaped(out, name);
        text_add(out, "\"");
    }
}

static const char *kind_name(enum cell_kind kind) {
    static const char *const names[] = {
        [CELL_EMPTY] = "empty",  [CELL_TEXT] = "text",     [CELL_MONEY] = "money",
        [CELL_SHARE] = "share",  [CELL_NUMBER] = "number", [CELL_PRICE] = "price",
        [CELL_CHANGE] = "change"};
    return names[kind];
}

static void write_head(const struct html *html, const struct table *table) {
    text_add(html->out, "<thead><tr>");
    for (uint32_t i = 0; i < table->column_count; i++) {
        const struct column_head *head = &table->heads[i];
        text_format(html->out, "<th scope=\"col\" data-key=\"%s\"", head->key);
        html_add_scenario(html, table->column_scenarios[i]);
        if (table->column_changes[i] > 0) {
            text_format(html->out, " data-change=\"%u\"",
                        (unsigned)table->column_changes[i] - 1);
        }
        if (is_numeric(head)) {
            text_format(html->out, " class=\"number\" data-kind=\"%s\"", kind_name(head->kind));
        }
        add_full_name(html->out, table->column_names[i]);
        text_add(html->out, "><button type=\"button\" class=\"sort\">");
        html_add_escaped(html->out, head->title);
        text_add(html->out, "</button></th>");
    }
    text_add(html->out, "</tr></thead>\n");
}

static void add_mark(const struct html *html, const struct cell *cell) {
    if (cell->mark != NULL) {
        text_add(html->out, "\u00a0");
        html_add_escaped(html->out, cell->mark);
    }
}

static void write_cell(const struct html *html, const struct table *table, uint32_t column,
                       const struct cell *cell, int decimals) {
    struct text *out = html->out;
    if (!cell_is_number(cell)) {
        text_add(out, is_numeric(&table->heads[column]) ? "<td class=\"number\""
                                                        : "<td class=\"words\"");
        html_add_scenario(html, table->column_scenarios[column]);
        text_add(out, ">");
        html_add_escaped(out, cell->kind == CELL_TEXT ? cell->text : "");
        add_mark(html, cell);
    } else {
        text_add(out, ratio_known(cell->number) ? "<td" : "<td class=\"number\"");
        html_add_scenario(html, table->column_scenarios[column]);
        if (ratio_known(cell->number)) {
            if (cell->kind != table->heads[column].kind) {
                text_format(out, " data-kind=\"%s\"", kind_name(cell->kind));
            }
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
    html_add_scenario(html, table->row_scenarios[row]);
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
        html_add_escaped(html->out, cells[0].kind == CELL_TEXT ? cells[0].text : "");
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
    html_add_table_id(html, table);
    text_format(html->out, "\" data-file=\"%s\">", table->key);
    html_add_escaped(html->out, word(WORD_SAVE_TABLE, html->report->language));
    text_add(html->out, "</button></p>\n");
    if (table->note_count == 0) {
        return;
    }
    text_add(html->out, "<ul class=\"notes\">");
    for (uint32_t i = 0; i < table->note_count; i++) {
        html_add_element(html->out, "li", table->notes[i]);
    }
    text_add(html->out, "</ul>\n");
}

/* Of large numbers people read fewer decimals; the exact value stands beside (data-v). */
static int shown_decimals(const struct table *table, uint32_t column) {
    int decimals = cells_decimals(table, column), most = decimals;
    for (uint32_t row = 0; row < table->row_count; row++) {
        const struct cell *cell = &table->cells[row * table->column_count + column];
        if (cell->kind == CELL_NUMBER && ratio_known(cell->number)) {
            struct ratio size = ratio_size(cell->number);
            int own = ratio_cmp(size, ratio_of(1000, 1)) >= 0  ? 1
                      : ratio_cmp(size, ratio_of(100, 1)) >= 0 ? 2
                                                               : decimals;
            most = own < most ? own : most;
        }
    }
    return most;
}

void html_add_table(const struct html *html, const struct table *table) {
    int *decimals = memory_grow(NULL, table->column_count, sizeof *decimals);
    for (uint32_t i = 0; i < table->column_count; i++) {
        decimals[i] = shown_decimals(table, i);
    }
    text_add(html->out,
             "<div class=\"holder\"><div class=\"scroll\" tabindex=\"0\" role=\"group\""
             " aria-labelledby=\"title-");
    html_add_table_id(html, table);
    text_add(html->out, "\"><table id=\"");
    html_add_table_id(html, table);
    text_format(html->out, "\" data-key=\"%s\" data-decimals=\"%d\">\n", table->key,
                html->report->money_decimals);
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

static const struct {
    const char *name, *specification;
} charts[] = {[CHART_STACKED] = {"stacked", page_stacked},
              [CHART_CHANGES] = {"changes", page_changes},
              [CHART_HEAT] = {"heat", page_heat},
              [CHART_AVERAGE] = {"average", page_average},
              [CHART_WATERFALL] = {"waterfall", page_waterfall},
              [CHART_LINE] = {"line", page_line}};

void html_add_chart(const struct html *html, const struct chart *chart) {
    struct text *out = html->out;
    text_format(out, "<figure data-chart=\"%s\" data-table=\"", charts[chart->kind].name);
    html_add_table_id(html, chart->table);
    text_format(out, "\" data-first=\"%u\" data-count=\"%u\" data-unit=\"",
                (unsigned)chart->first, (unsigned)chart->count);
    html_add_escaped(out, chart->unit == NULL ? "" : chart->unit);
    text_add(out, "\"><figcaption>");
    html_add_escaped(out, chart->title);
    text_add(out, "</figcaption><div class=\"drawing\" role=\"img\" aria-label=\"");
    html_add_escaped(out, chart->summary);
    text_add(out, "\"></div></figure>\n");
}

void html_add_specifications(struct text *out) {
    for (size_t i = 0; i < sizeof charts / sizeof *charts; i++) {
        text_format(out, "<script type=\"application/json\" id=\"chart-%s\">\n",
                    charts[i].name);
        text_add(out, charts[i].specification);
        text_add(out, "</script>\n");
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The languages are told apart by radio buttons and style alone, so that the page reads without
 * scripts. */
#include <string.h>

#include "reports/html.h"
#include "reports/page.h"
#include "reports/words.h"
#include "reports/write.h"

enum {
    WIDE = 7,         /* columns of a table that leaves no room beside it */
    SLIM = 3,         /* columns of one that need not be as wide as a sheet of paper */
    SHORT = 24,       /* rows of one that stands on one sheet with its charts */
    TINY = 12,        /* rows of one that stands on one sheet by itself */
    MOST_TOGETHER = 3 /* tables of a scenario that stand on one sheet */
};

static const char *tongue(enum language language) {
    return language == FRENCH ? "fr" : "en";
}

static const char *title_of(const struct report *report) {
    bool has = report->block_count > 0 && report->blocks[0].kind == BLOCK_HEADING;
    return has ? report->blocks[0].text : "arrimage";
}

struct page {
    struct html html;
    const char *heading; /* element of a table's title */
    bool in_section;
};

static const char *own_word(const struct html *html, enum word which) {
    return word(which, html->report->language);
}

/* --- blocks -------------------------------------------------------------------------------- */

static void end_section(struct page *page) {
    if (page->in_section) {
        text_add(page->html.out, "</section>\n");
    }
    page->in_section = false;
}

/* A scenario's own tables: few of them stay together on a sheet, many begin on a new one. */
static bool is_long(const struct report *report, uint32_t block) {
    uint32_t tables = 0, scenario = report->blocks[block].scenario;
    for (; block < report->block_count && report->blocks[block].scenario == scenario; block++) {
        tables += report->blocks[block].kind == BLOCK_TABLE;
    }
    return scenario != 0 && tables > MOST_TOGETHER;
}

static void begin_section(struct page *page, uint32_t block) {
    end_section(page);
    text_format(page->html.out, "<section id=\"section-%s-%u\"%s", page->html.tongue,
                (unsigned)block, is_long(page->html.report, block) ? " class=\"long\"" : "");
    html_add_scenario(&page->html, page->html.report->blocks[block].scenario);
    text_add(page->html.out, ">\n");
    page->in_section = true;
}

static const struct chart *chart_at(const struct report *report, uint32_t at) {
    bool is = at < report->block_count && report->blocks[at].kind == BLOCK_CHART;
    return is ? report->blocks[at].chart : NULL;
}

static uint32_t count_beside(const struct report *report, uint32_t at) {
    uint32_t count = 0;
    for (; chart_at(report, at) != NULL; at++) {
        count += chart_at(report, at)->opening ? 0 : 1;
    }
    return count;
}

/* A table with its title, and beside it the charts that draw it. Returns the next block. */
static uint32_t write_pair(struct page *page, uint32_t at) {
    const struct html *html = &page->html;
    const struct table *table = html->report->blocks[at].table;
    uint32_t beside = count_beside(html->report, at + 1);
    if (strcmp(page->heading, "h2") == 0) {
        begin_section(page, at);
    }
    text_format(html->out, "<%s id=\"title-", page->heading);
    html_add_table_id(html, table);
    text_add(html->out, "\">");
    html_add_escaped(html->out, table->title);
    const bool narrow = table->column_count < WIDE;
    const bool is_short = table->row_count <= (beside > 0 ? SHORT : TINY);
    text_format(html->out, "</%s>\n<div class=\"pair%s%s%s\">\n", page->heading,
                beside > 2              ? " three"
                : beside == 1 && narrow ? " narrow"
                                        : "",
                is_short ? " short" : "",
                beside == 0 && table->column_count <= SLIM ? " slim" : "");
    if (beside > 0) {
        text_format(html->out, "<div class=\"charts charts-%u\">\n", beside);
    }
    uint32_t next = at + 1;
    for (; chart_at(html->report, next) != NULL; next++) {
        if (!chart_at(html->report, next)->opening) {
            html_add_chart(html, chart_at(html->report, next));
        }
    }
    text_add(html->out, beside > 0 ? "</div>\n" : "");
    html_add_table(html, table);
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
        text_add(html->out, "<li");
        html_add_scenario(html, block->scenario);
        text_format(html->out, "><a href=\"#section-%s-%u\">", html->tongue, (unsigned)i);
        html_add_escaped(html->out, title);
        text_add(html->out, "</a></li>\n");
    }
    text_add(html->out, "</ul></nav>\n");
}

static void add_box(const struct html *html, const char *value, const char *label, bool on) {
    text_format(html->out, "<label><input type=\"checkbox\" name=\"%s-%s\" value=\"%s\"%s> ",
                html->tongue, value, value, on ? " checked" : "");
    html_add_escaped(html->out, label);
    text_add(html->out, "</label>\n");
}

#define SHOWN_AT_FIRST 12 /* scenarios */

/* Which scenarios are shown, and with which they are compared. */
static void write_choice(const struct html *html) {
    const struct report *report = html->report;
    if (report->scenario_count < 2) {
        return;
    }
    text_format(html->out, "<div class=\"choice\" id=\"choice-%s\"><label>%s <select>\n",
                html->tongue, own_word(html, WORD_BASE_SCENARIO));
    for (uint32_t i = 0; i < report->scenario_count; i++) {
        text_format(html->out, "<option value=\"%u\"%s>", (unsigned)i + 1,
                    i + 1 == report->base ? " selected" : "");
        html_add_escaped(html->out, report->scenarios[i]);
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

/* How many scenarios the pictures show, where not all: the page's script fills it in. */
static void write_shown(const struct html *html) {
    const struct report *report = html->report;
    if (report->scenario_count < 2) {
        return;
    }
    text_format(html->out,
                "<p class=\"drawn\" hidden><span data-text=\"%s\"></span> "
                "<a href=\"#choice-%s\">%s</a></p>\n",
                own_word(html, WORD_DRAWN), html->tongue, own_word(html, WORD_CHOOSE_SHOWN));
}

/* Paragraphs before the first table: those that decide, or their details. Returns the block after
 * them. */
static uint32_t write_words(const struct html *html, uint32_t at, bool details) {
    const struct report *report = html->report;
    for (; at < report->block_count && report->blocks[at].kind == BLOCK_PARAGRAPH; at++) {
        if (report->blocks[at].detail == details) {
            html_add_element(html->out, "p", report->blocks[at].text);
        }
    }
    return at;
}

/* The title, the sentences that decide, the pictures that go with them, and what else is said
 * before the first table. Returns the first block after it. */
static uint32_t write_opening(const struct html *html) {
    const struct report *report = html->report;
    uint32_t at = 0;
    text_add(html->out, "<header class=\"opening\">\n");
    html_add_element(html->out, "h1", title_of(report));
    at += report->block_count > 0 && report->blocks[0].kind == BLOCK_HEADING ? 1 : 0;
    text_add(html->out, "<div class=\"words\">\n");
    write_words(html, at, false);
    text_add(html->out, "</div>\n");
    write_shown(html);
    text_add(html->out, "<div class=\"pictures\">\n");
    for (uint32_t i = at; i < report->block_count; i++) {
        if (report->blocks[i].kind == BLOCK_CHART && report->blocks[i].chart->opening) {
            html_add_chart(html, report->blocks[i].chart);
        }
    }
    text_add(html->out, "</div>\n<div class=\"words details\">\n");
    at = write_words(html, at, true);
    text_add(html->out, "</div>\n");
    write_contents(html, at);
    text_add(html->out, "</header>\n");
    return at;
}

static void write_page(struct page *page) {
    const struct html *html = &page->html;
    text_format(html->out, "<article class=\"page\" id=\"page-%s\" lang=\"%s\" data-title=\"",
                html->tongue, html->tongue);
    html_add_escaped(html->out, title_of(html->report));
    text_add(html->out, "\">\n");
    uint32_t at = write_opening(html);
    write_choice(html);
    page->heading = "h2";
    while (at < html->report->block_count) {
        const struct block *block = &html->report->blocks[at];
        switch (block->kind) {
        case BLOCK_HEADING:
            begin_section(page, at++);
            html_add_element(html->out, "h2", block->text);
            page->heading = "h3";
            break;
        case BLOCK_PARAGRAPH:
            html_add_element(html->out, "p", block->text);
            at++;
            break;
        case BLOCK_TABLE:
            at = write_pair(page, at);
            break;
        case BLOCK_CHART: /* its table took it along */
            at++;
            break;
        }
    }
    end_section(page);
    text_add(html->out, "</article>\n");
}

/* --- the whole ----------------------------------------------------------------------------- */

static void write_start(const struct report *first, struct text *out) {
    text_format(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                tongue(first->language));
    text_add(out,
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; "
             "form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, "
             "initial-scale=1\">\n");
    html_add_element(out, "title", title_of(first));
    text_add(out, "<style>\n");
    text_add(out, page_css);
    text_add(out, "</style>\n</head>\n<body>\n<main>\n");
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
    text_add(out, "</main>\n");
    html_add_specifications(out);
    text_add(out, "<script>\n");
    text_add(out, page_vega);
    text_add(out, "</script>\n<script>\n");
    text_add(out, page_numbers);
    text_add(out, page_js);
    text_add(out, "</script>\n</body>\n</html>\n");
}

void write_html(const struct report *const *reports, uint32_t count, struct text *out) {
    write_start(reports[0], out);
    write_bar(reports, count, out);
    for (uint32_t i = 0; i < count; i++) {
        struct page page = {
            .html = {.report = reports[i], .out = out, .tongue = tongue(reports[i]->language)}};
        write_page(&page);
    }
    write_end(out);
}

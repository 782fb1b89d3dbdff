/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html: tables, charts and words as pieces of an HTML page (reports/write_html). */
#ifndef REPORTS_HTML_H
#define REPORTS_HTML_H

#include "base/text.h"
#include "reports/report.h"

struct html {
    const struct report *report;
    struct text *out;
    const char *tongue; /* "fr", "en" */
};

/* Whatever string holds, as inert text. What HTML forbids becomes U+FFFD. */
void html_add_escaped(struct text *out, const char *string);
void html_add_element(struct text *out, const char *name, const char *string);
/* `table-fr-3`: of one of the report's tables, in its page. */
void html_add_table_id(const struct html *html, const struct table *table);
/* Says of the element being begun which scenario it is about; nothing for 0. */
void html_add_scenario(const struct html *html, uint32_t scenario);
/* The table, a button that saves it and its notes. The element `title-…` names it. */
void html_add_table(const struct html *html, const struct table *table);
/* A place that the page's script draws in. */
void html_add_chart(const struct html *html, const struct chart *chart);
/* The specifications that charts are drawn by. */
void html_add_specifications(struct text *out);

#endif

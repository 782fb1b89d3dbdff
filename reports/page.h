/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page: what every HTML report carries, from reports/page/ and Debian's libjs-vega. The Makefile
 * makes the C file of these strings (tools/embed). None holds the end of a script or style. */
#ifndef REPORTS_PAGE_H
#define REPORTS_PAGE_H

extern const char page_css[];
extern const char page_numbers[]; /* `numbers`, which page_js counts on */
extern const char page_js[];
extern const char page_vega[]; /* Vega with its licence; names `vega` */
/* Vega specifications, one for each chart_kind. */
extern const char page_stacked[], page_changes[], page_heat[], page_average[], page_waterfall[],
    page_line[];

#endif

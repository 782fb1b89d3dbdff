/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write: a report or an answer as bytes. User text is inert in every form: control characters are
 * made visible on a terminal, a CSV cell that a spreadsheet would run as a formula gets an
 * apostrophe, JSON strings are escaped. */
#ifndef REPORTS_WRITE_H
#define REPORTS_WRITE_H

#include "base/text.h"
#include "model/answer.h"
#include "reports/report.h"

/* Tables for a terminal `width` columns wide (0: as wide as they need). */
void write_terminal(const struct report *report, int width, bool colour, struct text *out);
/* One page that needs nothing else and fetches nothing: the same report in `count` languages (one
 * or two; the first is shown first), with its charts and what its scripts do. */
void write_html(const struct report *const *reports, uint32_t count, struct text *out);
/* RFC 4180, UTF-8, CRLF line ends, a header, and one record for each (line, fund, year) that gets
 * money:
 *
 *     line,name,template,kind,territory,territory_name,fund,fund_name,status,in_kind,year,amount
 *
 * then a column `axis_ID` for each axis: the part of the amount that is the axis's by the line's
 * shares. Amounts are exact, with a decimal point, so that any column sums to the report's total.
 * `status` is confirmed or requested, `in_kind` yes or no; a cell is empty where there is none
 * (a line of the whole region, a plan without years). */
void write_csv(const struct answer *answer, struct text *out);
/* An Excel workbook in which the amounts may be changed and all else follows: totals, balances,
 * conditions, rules and goals are formulas. False after a note, when the temporary folder does not
 * take it. */
bool write_xlsx(const struct answer *answer, enum language language, struct text *out,
                struct notes *notes);
/* The JSON of `solve` in docs/format.md. `changes` [change_count]: the --set options, as given.
 * Without amounts (infeasible …) the lists are empty and the totals have no members. by_fund names
 * the funds and years that pay something; in a plan without years it maps a fund to the amount.
 * An infeasible plan's has "conflict": the rules, funds and lines that cannot all hold, when known.
 * totals.whole_region: lines of no territory; totals.all: every dollar. */
void write_json(const struct answer *answer, const char *const *changes, uint32_t change_count,
                struct text *out);
/* Its member "conflict": [{"rule": "floor.minganie"}, {"fund": "parsis"}, …], into the object that
 * is open. */
struct json;
void write_json_conflict(struct json *json, const struct answer *answer);
/* The reference of that JSON, as Markdown: a section of docs/format.md. */
void answer_json_reference(enum language language, struct text *out);

#endif

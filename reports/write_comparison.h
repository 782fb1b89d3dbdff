/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_comparison: scenarios side by side, for programs. */
#ifndef REPORTS_WRITE_COMPARISON_H
#define REPORTS_WRITE_COMPARISON_H

#include "base/notes.h"
#include "scenarios/compare.h"

/* RFC 4180, UTF-8, CRLF line ends, a header, and one record for each scenario and line that gets
 * money there or in the base:
 *
 *     scenario,scenario_name,line,line_name,amount,base_amount,change,fate
 *
 * `fate` is kept, gained or lost. */
void write_comparison_csv(const struct comparison *comparison, struct text *out);
/* An Excel workbook in which the amounts of every scenario may be changed, and totals and changes
 * follow (reports/sheets_comparison). False after a note, when the temporary folder does not take
 * it. */
bool write_comparison_xlsx(const struct comparison *comparison, enum language language,
                           struct text *out, struct notes *notes);
/* The JSON of `compare`: docs/format.md. */
void write_comparison_json(const struct comparison *comparison, struct text *out);
/* The reference of that JSON, as Markdown: a section of docs/format.md. */
void comparison_json_reference(enum language language, struct text *out);

#endif

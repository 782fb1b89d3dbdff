/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_comparison: scenarios side by side, for programs. */
#ifndef REPORTS_WRITE_COMPARISON_H
#define REPORTS_WRITE_COMPARISON_H

#include "base/text.h"
#include "scenarios/compare.h"

/* RFC 4180, UTF-8, CRLF line ends, a header, and one record for each scenario and line that gets
 * money there or in the base:
 *
 *     scenario,scenario_name,line,line_name,amount,base_amount,change,fate
 *
 * `fate` is kept, gained or lost. */
void write_comparison_csv(const struct comparison *comparison, struct text *out);
/* The JSON of `compare`: docs/format.md. */
void write_comparison_json(const struct comparison *comparison, struct text *out);

#endif

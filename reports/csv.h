/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv: cells of RFC 4180 that no spreadsheet runs as a formula.
 *
 * A cell with a semicolon is quoted too: where that separates cells, what follows would be one. */
#ifndef REPORTS_CSV_H
#define REPORTS_CSV_H

#include "base/text.h"

#define CSV_LINE_END "\r\n"

void csv_text(struct text *out, const char *string); /* the first cell of a record */
void csv_next(struct text *out, const char *string); /* a further one */

#endif

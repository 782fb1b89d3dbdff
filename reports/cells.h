/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cells: a table's cells as text, the same in every form that people read. */
#ifndef REPORTS_CELLS_H
#define REPORTS_CELLS_H

#include "base/text.h"
#include "reports/report.h"

/* Decimals that the plain numbers of a column need, so that all show as many. */
int cells_decimals(const struct table *table, uint32_t column);
/* Whether a row is a heading of those below it: only its first cell is not empty. */
bool cells_span(const struct table *table, uint32_t row);
/* Whether a cell holds a number, known or not. */
bool cell_is_number(const struct cell *cell);
/* Adds a number's text without its mark; `decimals` of plain numbers. Nothing for words. */
void cell_add_number(struct text *out, const struct report *report, const struct cell *cell,
                     int decimals);

#endif

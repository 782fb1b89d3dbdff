/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture: the charts that stand beside the tables of an answer. Each is called right after its
 * table is complete. */
#ifndef REPORTS_PICTURE_H
#define REPORTS_PICTURE_H

#include "reports/teller.h"

/* Territories by axes, from a column on: who gets what of a fund, or of all (NONE). */
void picture_sharing(const struct teller *teller, const struct table *table, uint32_t fund,
                     uint32_t first, bool opening);
/* Dollars per head beside those of all. */
void picture_per_head(const struct teller *teller, const struct table *table, uint32_t fund,
                      uint32_t column, bool opening);
/* What axes get, where there are no territories. */
void picture_axes(const struct teller *teller, const struct table *table, uint32_t column);
/* What each fund gave and what it keeps. */
void picture_funds(const struct teller *teller, const struct table *table, uint32_t granted);
/* What each fund pays in each year. */
void picture_calendar(const struct teller *teller, const struct table *table, uint32_t years);
/* Who pays each line. */
void picture_stacks(const struct teller *teller, const struct table *table, uint32_t first,
                    uint32_t count);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tell_comparison: what there is to say about scenarios side by side.
 *
 * First the sentences that decide, then all scenarios at a glance, what each changes and where it
 * is written, who gets how much, agreements gained and lost, rules that begin or cease to bind,
 * what each change moved, what is lost when another scenario happens, and what is funded whatever
 * happens. */
#ifndef REPORTS_TELL_COMPARISON_H
#define REPORTS_TELL_COMPARISON_H

#include "reports/report.h"
#include "reports/teller.h"
#include "scenarios/compare.h"

/* The comparison must outlive the report. */
struct report *tell_comparison(const struct comparison *comparison, enum language language);
/* The same for a page that can choose its base and its scenarios: pictures on what is said first,
 * and a section for each scenario. */
struct report *tell_comparison_page(const struct comparison *comparison,
                                    enum language language);
/* Whether a scenario has an allocation, and which, in two words. */
const char *comparison_status(const struct teller *teller, const struct compared *compared);

#endif

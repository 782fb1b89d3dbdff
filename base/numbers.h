/* SPDX-License-Identifier: GPL-3.0-or-later */
/* numbers: numbers as people read them.
 *
 * French: 60 000 $, 12,5 %, with U+202F between groups of three and U+00A0 before the sign;
 * English: $60,000, 12.5%. A minus is U+2212. What is not known (RATIO_UNKNOWN) prints as "?". */
#ifndef BASE_NUMBERS_H
#define BASE_NUMBERS_H

#include "base/exact.h"
#include "base/notes.h"

/* Exactly `decimals` decimals, rounded half away from zero. `sign` is "$", or "" for none. */
void text_add_money(struct text *out, struct ratio dollars, int decimals, const char *sign,
                    enum language language);
/* The same to three significant digits, for what may be less than a cent; not negative. */
void text_add_small_money(struct text *out, struct ratio dollars, const char *sign,
                          enum language language);
/* At most `decimals` decimals; zeros at the end are dropped. */
void text_add_number(struct text *out, struct ratio number, int decimals,
                     enum language language);
/* 0.125 with one decimal is 12,5 %. Exactly `decimals` decimals. */
void text_add_share(struct text *out, struct ratio share, int decimals, enum language language);
/* Three significant digits, or the whole part where that has more. */
void text_add_significant(struct text *out, struct ratio number, enum language language);

/* Whether a quantity takes the plural: from 2 on in French, all but 1 in English. */
bool is_plural(struct ratio quantity, enum language language);

/* The sum; where it does not fit (in a plan without a unit), a fraction next to it. Unknown when a
 * part is. */
struct ratio ratio_total(struct ratio a, struct ratio b);
struct ratio ratio_less(struct ratio a, struct ratio b); /* a - b; unknown when one is */

/* A double as a fraction good to nine digits; unknown for what is not finite. */
struct ratio ratio_shown(double value);

#endif

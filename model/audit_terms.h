/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_terms: what the terms of rules and goals are worth, from the grains of a ledger.
 *
 * A selection narrowed to one territory, axis, fund, kind or line looks at the lines of that
 * one only, which stand on a shelf; otherwise a thousand rules would each look at every line.
 */
#ifndef MODEL_AUDIT_TERMS_H
#define MODEL_AUDIT_TERMS_H

#include "model/audit_ledger.h"

/* The lines of each member of a dimension: lines[start[i] .. start[i + 1] - 1] of member i. */
struct shelf {
    uint32_t *start, *lines;
};

struct terms {
    const struct ledger *ledger;
    struct shelf shelves[DIMENSIONS]; /* none for lines, tags and years */
    bool *funds, *years;              /* scratch: which ones the selection at hand picks */
    bool all_funds, all_years;        /* all of them */
    const struct selection
        *known;                 /* the last selection added up for a whole family, or NULL, */
    struct ratio known_dollars; /* and what it holds */
};

/* Its memory is the ledger's. */
void terms_open(struct terms *terms, const struct ledger *ledger);

/* $ of a selection narrowed to a member (NULL: not). */
struct ratio terms_dollars(struct terms *terms, const struct selection *selection,
                           const struct member *member);
/* $ of the `of` of an amount, which many rules in a row may share. */
struct ratio terms_dollars_of(struct terms *terms, const struct selection *of,
                              const struct member *member);
/* Sum of all terms of a rule or goal; *largest becomes the largest figure in it, one dollar at
 * what it is worth there included. */
struct ratio terms_value(struct terms *terms, const struct term *list, uint32_t count,
                         const struct member *member, struct ratio *largest);

/* A bound or a target, for a member; unknown when there is none. */
struct ratio terms_amount(struct terms *terms, const struct member *member,
                          const struct amount *amount);

#endif

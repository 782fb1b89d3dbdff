/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_checks: what the audit tests, one function for each part of an answer. Each adds a note
 * for each thing that is wrong and has no other result. Private to the rooms audit_*. */
#ifndef MODEL_AUDIT_CHECKS_H
#define MODEL_AUDIT_CHECKS_H

#include "model/audit_terms.h"

void audit_lines(const struct ledger *ledger);  /* amounts and conditions of every line */
void audit_funds(const struct ledger *ledger);  /* sums of every fund, and what it may pay */
void audit_totals(const struct ledger *ledger); /* by territory, axis, year, kind; in all */
void audit_rules(struct terms *terms);
void audit_goals(struct terms *terms); /* their values, and that no bound is beaten */

/* What a figure of the answer is about. */
struct subject {
    struct place place;
    const char *french, *english; /* what it is: "le total de", "the total of" */
    const char *id;               /* of what */
};

/* Notes when $ that the answer tells are not those that the audit finds; `scale` is the largest
 * figure concerned. */
void audit_figure(const struct ledger *ledger, const struct subject *subject, struct ratio told,
                  struct ratio found, struct ratio scale);

#endif

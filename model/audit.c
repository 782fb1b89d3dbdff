/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/audit.h"

#include "model/audit_checks.h"

bool audit(const struct answer *answer, struct notes *notes) {
    size_t before = notes_errors(notes);
    struct ledger ledger;
    if (!answer_has_amounts(answer)) {
        return true;
    }
    if (ledger_open(&ledger, answer, notes)) {
        struct terms terms;
        terms_open(&terms, &ledger);
        audit_lines(&ledger);
        audit_funds(&ledger);
        audit_totals(&ledger);
        audit_rules(&terms);
        audit_goals(&terms);
    }
    ledger_close(&ledger);
    return notes_errors(notes) == before;
}

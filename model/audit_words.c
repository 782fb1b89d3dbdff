/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures as the audit's sentences say them. */
#include <string.h>

#include "model/audit_ledger.h"

/* Sets thousands apart and turns the point as the language wants it. */
static void add_grouped(struct text *out, const char *digits, bool french) {
    size_t whole = strcspn(digits, ".");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) {
            text_add(out, french ? " " : ",");
        }
        text_add_char(out, digits[i]);
    }
    if (digits[whole] == '.') {
        text_add(out, french ? "," : ".");
        text_add(out, digits + whole + 1);
    }
}

static const char *figure(const struct ledger *ledger, struct ratio value, bool money) {
    bool french = ledger->notes->language == FRENCH;
    struct text digits = {0}, out = {0};
    if (ratio_known(value)) {
        text_add_ratio(&digits, larger_figure(value, RATIO_ZERO), 12);
        text_add(&out, ratio_sign(value) < 0 ? "−" : "");
    } else {
        text_add(&digits, "?");
    }
    text_add(&out, money && !french ? "$" : "");
    add_grouped(&out, text_string(&digits), french);
    text_add(&out, money && french ? " $" : "");
    const char *kept = arena_copy(ledger->arena, text_string(&out), out.length);
    text_free(&digits);
    text_free(&out);
    return kept;
}

const char *ledger_money(const struct ledger *ledger, struct ratio dollars) {
    return figure(ledger, dollars, true);
}

const char *ledger_number(const struct ledger *ledger, struct ratio number) {
    return figure(ledger, number, false);
}

const char *ledger_in_year(const struct ledger *ledger, uint32_t year) {
    if (!ledger->plan->has_years) {
        return "";
    }
    const char *between = ledger->notes->language == FRENCH ? " en" : " in";
    return arena_format(ledger->arena, "%s %s", between, ledger->plan->years[year]);
}

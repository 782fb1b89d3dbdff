/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "reports/tell.h"
#include "reports/teller.h"

static const char *currency_sign(const char *currency) {
    static const struct {
        const char *code, *sign;
    } signs[] = {{"CAD", "$"}, {"USD", "$"}, {"AUD", "$"}, {"EUR", "€"}, {"GBP", "£"}};
    for (size_t i = 0; currency != NULL && i < sizeof signs / sizeof *signs; i++) {
        if (strcmp(currency, signs[i].code) == 0) {
            return signs[i].sign;
        }
    }
    return currency == NULL ? "$" : currency;
}

/* Decimals that a multiple of the unit can have; two when there is no unit. */
static int money_decimals(struct ratio unit) {
    if (ratio_sign(unit) == 0) {
        return 2;
    }
    int decimals = 0;
    for (wide scale = 1; scale % unit.den != 0 && decimals < 9; scale *= 10) {
        decimals++;
    }
    return decimals == 1 ? 2 : decimals;
}

struct report *tell_answer(const struct answer *answer, enum language language) {
    struct report *report = report_new(language);
    report->currency_sign = currency_sign(answer->plan->currency);
    report->money_decimals = money_decimals(answer->plan->unit);
    struct teller teller = teller_new(answer, report);
    if (answer->plan->title != NULL) {
        report_heading(report, answer->plan->title);
    }
    if (answer->plan->scenario != NULL) {
        report_paragraph(report, teller_format(&teller, "Scénario : %s.", "Scenario: %s.",
                                               answer->plan->scenario_name));
    }
    tell_verdict(&teller);
    if (answer_has_amounts(answer)) {
        tell_worth(&teller);
        tell_limits(&teller);
        tell_sharing(&teller);
        tell_envelope(&teller);
        tell_parts(&teller);
        tell_lines(&teller);
        tell_refused(&teller);
        tell_missed(&teller);
        tell_rules(&teller);
        tell_sources(&teller);
    }
    return report;
}

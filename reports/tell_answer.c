/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/tell.h"
#include "reports/teller.h"

struct report *tell_answer(const struct answer *answer, enum language language) {
    struct report *report = teller_report(answer->plan, language);
    struct teller teller = teller_new(answer, report);
    if (answer->plan->title != NULL) {
        report_heading(report, answer->plan->title);
    }
    if (answer->plan->scenario != NULL) {
        report_paragraph(report, teller_format(&teller, "Scénario : %s.", "Scenario: %s.",
                                               answer->plan->scenario_names[language]));
    }
    tell_verdict(&teller);
    if (answer_has_amounts(answer)) {
        tell_worth(&teller);
        tell_limits(&teller);
        tell_sharing(&teller);
        tell_envelope(&teller);
        tell_parts(&teller);
        tell_lines(&teller);
        tell_ranges(&teller);
        tell_refused(&teller);
        tell_missed(&teller);
        tell_rules(&teller);
        tell_sources(&teller);
    }
    return report;
}

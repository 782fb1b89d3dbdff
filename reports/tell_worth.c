/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one more step of money is worth, in one sentence for all the funds. */
#include <math.h>

#include "reports/teller.h"

/* Whether a whole step is a change for the better. */
static bool is_gain(const struct teller *teller, struct cell change) {
    int sign = change.kind == CELL_PRICE ? ratio_sign(change.number) : 0;
    return teller->plan->goals[0].maximize ? sign > 0 : sign < 0;
}

struct price_change teller_worth(const struct teller *teller, uint32_t fund, uint32_t *year) {
    const struct fund_answer *its = &teller->answer->funds[fund];
    const struct fund *given = &teller->plan->funds[fund];
    struct price_change worth = change_up(&its->price, ratio_double(given->amount));
    uint32_t equal = 0;
    *year = NONE;
    for (uint32_t y = 0; given->arrivals != NULL && y < teller->plan->year_count; y++) {
        struct price_change its_year =
            change_up(&its->years[y].price, ratio_double(given->arrivals[y]));
        if (isfinite(its_year.rate) &&
            (!isfinite(worth.rate) || fabs(its_year.rate) > fabs(worth.rate))) {
            worth = its_year;
            *year = y;
            equal = 0;
        }
        equal += *year != NONE && its_year.rate == worth.rate ? 1 : 0;
    }
    if (equal == teller->plan->year_count) {
        *year = NONE;
    }
    return worth;
}

/* What a step more of a fund changes. */
static struct cell step_of(const struct teller *teller, uint32_t fund, uint32_t *year) {
    return cell_change(teller, teller_worth(teller, fund, year), teller->step);
}

/* "4,63 points dans « Enveloppe »", and in which year if that matters. */
static const char *gain(const struct teller *teller, uint32_t fund) {
    uint32_t year = NONE;
    const char *points = teller_points(teller, step_of(teller, fund, &year).number);
    const char *name = teller->plan->funds[fund].entity.name;
    if (year == NONE) {
        return teller_format(teller, "%s dans « %s »", "%s in “%s”", points, name);
    }
    return teller_format(teller, "%s dans « %s » en %s", "%s in “%s” in %s", points, name,
                         teller->plan->years[year]);
}

static const char *sentence(const struct teller *teller, const char *gains) {
    bool plural = !ratio_equal(teller->step, RATIO_ONE);
    const char *step = teller_step(teller);
    if (teller->plan->goals[0].maximize) {
        return teller_format(
            teller, plural ? "%s de plus rapporteraient %s." : "%s de plus rapporterait %s.",
            "%s more would bring %s.", step, gains);
    }
    return teller_format(teller,
                         plural ? "%s de plus feraient baisser le premier but de %s."
                                : "%s de plus ferait baisser le premier but de %s.",
                         "%s more would lower the first goal by %s.", step, gains);
}

void tell_worth(struct teller *teller) {
    const char *gains = NULL, *last = NULL;
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        uint32_t year = NONE;
        if (!is_gain(teller, step_of(teller, i, &year))) {
            continue;
        }
        if (last != NULL) {
            gains =
                gains == NULL ? last : teller_format(teller, "%s, %s", "%s, %s", gains, last);
        }
        last = gain(teller, i);
    }
    if (gains != NULL) {
        last = teller_format(teller, "%s et %s", "%s and %s", gains, last);
    }
    if (last != NULL) {
        report_paragraph(teller->report, sentence(teller, last));
    }
}

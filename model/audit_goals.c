/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals, reckoned from their words and held against the answer. */
#include <math.h>

#include "model/audit.h"
#include "model/audit_checks.h"

#define MOST_BEYOND_BOUND 1e-7 /* relative: bounds come from floating-point arithmetic */

static void test_goal_value(const struct ledger *ledger, uint32_t number, struct ratio value,
                            struct ratio scale) {
    const struct goal *goal = &ledger->plan->goals[number];
    struct ratio told = ledger->answer->goals[number].value;
    if (!ledger_agrees(ledger, told, value, scale)) {
        notes_add(ledger->notes, NOTE_INTERNAL, goal->place,
                  "l’audit trouve le but « %s » à %s et non à %s",
                  "the audit finds the goal \"%s\" at %s, not at %s", goal->text,
                  ledger_number(ledger, value), ledger_number(ledger, told));
    }
}

/* How much better than its bound a goal does, relative to it; below 0 when it does worse. */
static double beyond_bound(const struct goal *goal, double value, double bound) {
    return (goal->maximize ? value - bound : bound - value) / fmax(1, fabs(bound));
}

/* What a sharer gets, per unit of its weight. */
static struct ratio share_of(struct terms *terms, uint32_t number, uint32_t sharer,
                             struct ratio *scale) {
    const struct goal *goal = &terms->ledger->plan->goals[number];
    const struct sharer *its = &goal->sharers[sharer];
    struct ratio largest;
    struct ratio value =
        terms_value(terms, goal->terms, goal->term_count, &its->member, &largest);
    struct ratio share = ratio_div(value, its->weight);
    struct ratio told = terms->ledger->answer->goals[number].shares[sharer];
    largest = larger_figure(largest, ratio_div(largest, its->weight));
    if (!ledger_agrees(terms->ledger, told, share, largest)) {
        notes_add(terms->ledger->notes, NOTE_INTERNAL, goal->place,
                  "l’audit trouve la part de « %s » à %s et non à %s",
                  "the audit finds the share of \"%s\" to be %s, not %s", its->label,
                  ledger_number(terms->ledger, share), ledger_number(terms->ledger, told));
    }
    *scale = larger_figure(*scale, largest);
    return share;
}

/* Of a goal that shares: the smallest share, or the sum of the deviations from the target. */
static struct ratio value_of(struct terms *terms, uint32_t number, struct ratio *scale) {
    const struct goal *goal = &terms->ledger->plan->goals[number];
    if (goal->kind == WANT_TERMS) {
        return terms_value(terms, goal->terms, goal->term_count, NULL, scale);
    }
    struct ratio value = goal->kind == WANT_FAIR ? RATIO_UNKNOWN : RATIO_ZERO;
    *scale = RATIO_ZERO;
    for (uint32_t i = 0; i < goal->sharer_count; i++) {
        struct ratio share = share_of(terms, number, i, scale);
        if (goal->kind == WANT_FAIR) {
            value = ratio_known(value) ? ratio_min(value, share) : share;
            continue;
        }
        struct ratio target = terms_amount(terms, &goal->sharers[i].member, &goal->to);
        struct ratio over = ratio_sub(share, target);
        value = ratio_add(value, ratio_max(over, ratio_neg(over)));
        *scale = larger_figure(*scale, target);
    }
    return value;
}

void audit_goals(struct terms *terms) {
    const struct ledger *ledger = terms->ledger;
    bool bounds_hold = true; /* a goal settled below its best, by rounding, may free the next */
    for (uint32_t i = 0; i < ledger->plan->goal_count; i++) {
        const struct goal *goal = &ledger->plan->goals[i];
        struct ratio scale;
        struct ratio value = value_of(terms, i, &scale);
        double limit = ledger->answer->goals[i].bound;
        double beyond = beyond_bound(goal, ratio_double(value), limit);
        test_goal_value(ledger, i, value, scale);
        if (bounds_hold && beyond > MOST_BEYOND_BOUND) {
            notes_add(ledger->notes, NOTE_INTERNAL, goal->place,
                      "l’audit trouve le but « %s » à %s, mieux que sa borne %.17g",
                      "the audit finds the goal \"%s\" at %s, better than its bound %.17g",
                      goal->text, ledger_number(ledger, value), limit);
        }
        bounds_hold = bounds_hold && !(beyond < -AUDIT_TOLERANCE);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each fund pays, added up from the slots and held against what it has. What it has left
 * is followed in fractions of any length: with interest, their denominators grow every year. */
#include <math.h>

#include "model/audit.h"
#include "model/audit_checks.h"

/* A fund under test. */
struct tested {
    const struct ledger *ledger;
    const struct fund *fund;
    const struct fund_answer *told;
    const wide *grains;     /* [plan.year_count] that it pays in each year */
    struct ratio allocated; /* $ */
};

/* Grains that each fund pays in each year: [plan.fund_count * plan.year_count]. */
static wide *grains_by_year(const struct ledger *ledger) {
    const struct plan *plan = ledger->plan;
    wide *sums = ARENA_ARRAY(ledger->arena, wide, (size_t)plan->fund_count * plan->year_count);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        for (uint32_t slot = 0; slot < line_slot_count(line); slot++) {
            uint32_t fund = line->payers[slot / line->years.count].fund;
            uint32_t year = line->years.list[slot % line->years.count];
            sums[(size_t)fund * plan->year_count + year] +=
                ledger->grains[line->first_slot + slot];
        }
    }
    return sums;
}

static void test_sum(const struct tested *tested, const char *french, const char *english,
                     struct ratio told, struct ratio found) {
    const struct entity *entity = &tested->fund->entity;
    struct subject subject = {entity->place, french, english, entity->id};
    audit_figure(tested->ledger, &subject, told, found, tested->allocated);
}

static struct ratio available(const struct tested *tested) {
    if (tested->fund->limited || tested->fund->arrivals == NULL) {
        return tested->fund->limited ? tested->fund->amount : RATIO_UNKNOWN;
    }
    struct ratio sum = RATIO_ZERO;
    for (uint32_t t = tested->ledger->plan->year_count; t > 0; t--) {
        sum = ratio_add(tested->fund->arrivals[t - 1], sum);
    }
    return sum;
}

static void test_amount(const struct tested *tested) {
    const struct ledger *ledger = tested->ledger;
    const struct fund *fund = tested->fund;
    struct ratio has = available(tested);
    test_sum(tested, "le montant alloué de", "the allocated amount of", tested->told->allocated,
             tested->allocated);
    test_sum(tested, "le montant disponible de", "the available amount of",
             tested->told->available, has);
    test_sum(tested, "le solde de", "the balance of", tested->told->balance,
             ratio_sub(has, tested->allocated));
    struct ratio over =
        fund->limited ? ledger_above(ledger, tested->allocated, fund->amount, tested->allocated)
                      : RATIO_ZERO;
    if (is_missed(over)) {
        notes_add(ledger->notes, NOTE_INTERNAL, fund->amount_place,
                  "l’audit trouve le montant de « %s » dépassé de %s",
                  "the audit finds the amount of \"%s\" exceeded by %s", fund->entity.id,
                  ledger_money(ledger, over));
    }
}

/* --- from year to year -------------------------------------------------------------------- */

static void add_fraction(mpq_t sum, struct ratio a) {
    struct tally tally;
    mpq_t fraction;
    tally_init(&tally);
    tally_add(&tally, a);
    mpq_init(fraction);
    mpz_set(mpq_numref(fraction), tally.num);
    mpz_set(mpq_denref(fraction), tally.den);
    mpq_canonicalize(fraction);
    mpq_add(sum, sum, fraction);
    mpq_clear(fraction);
    tally_clear(&tally);
}

static void multiply(mpq_t product, struct ratio a) {
    mpq_t factor;
    mpq_init(factor);
    add_fraction(factor, a);
    mpq_mul(product, product, factor);
    mpq_clear(factor);
}

/* Exact when it fits a ratio; else near, which *fits tells. */
static struct ratio settled(const mpq_t fraction, bool *fits) {
    struct tally tally;
    tally_init(&tally);
    mpz_set(tally.num, mpq_numref(fraction));
    mpz_set(tally.den, mpq_denref(fraction));
    struct ratio exact = tally_ratio(&tally);
    tally_clear(&tally);
    *fits = ratio_known(exact);
    double value = mpq_get_d(fraction);
    return *fits ? exact : ratio_near(value, AUDIT_TOLERANCE * fmax(1, fabs(value)));
}

static void test_held(const struct tested *tested, const char *french, const char *english,
                      struct ratio told, const mpq_t found) {
    bool fits;
    struct ratio exact = settled(found, &fits);
    double apart = ratio_double(told) - mpq_get_d(found);
    if (!fits && fabs(apart) <= AUDIT_TOLERANCE * fmax(1, fabs(mpq_get_d(found)))) {
        return;
    }
    test_sum(tested, french, english, told, exact);
}

static void test_left(const struct tested *tested, uint32_t year, const mpq_t left) {
    const struct ledger *ledger = tested->ledger;
    bool fits;
    struct ratio rest = settled(left, &fits);
    struct ratio lacking = ledger_below(ledger, rest, RATIO_ZERO, tested->allocated);
    if (mpq_sgn(left) < 0 && is_missed(lacking)) {
        notes_add(ledger->notes, NOTE_INTERNAL, tested->fund->arrival_places[year],
                  "l’audit trouve que « %s » paie%s %s de plus qu’il n’a",
                  "the audit finds that \"%s\" pays%s %s more than it has",
                  tested->fund->entity.id, ledger_in_year(ledger, year),
                  ledger_money(ledger, lacking));
    }
}

static void test_years(const struct tested *tested) {
    const struct fund *fund = tested->fund;
    mpq_t left;
    mpq_init(left);
    for (uint32_t t = 0; t < tested->ledger->plan->year_count; t++) {
        const struct fund_year *told = &tested->told->years[t];
        struct ratio paid = ledger_dollars(tested->ledger, tested->grains[t]);
        test_sum(tested, "le versement annuel de", "the yearly payment of", told->allocated,
                 paid);
        test_sum(tested, "l’apport annuel de", "the yearly arrival of", told->arrived,
                 fund->arrivals == NULL ? RATIO_UNKNOWN : fund->arrivals[t]);
        if (fund->arrivals == NULL) {
            continue;
        }
        multiply(left, fund->carry_over);
        test_held(tested, "le report de", "the carry-over of", told->carried, left);
        add_fraction(left, fund->arrivals[t]);
        add_fraction(left, ratio_neg(paid));
        test_held(tested, "le reste annuel de", "the yearly rest of", told->left, left);
        test_left(tested, t, left);
    }
    mpq_clear(left);
}

void audit_funds(const struct ledger *ledger) {
    const struct plan *plan = ledger->plan;
    const wide *grains = grains_by_year(ledger);
    for (uint32_t f = 0; f < plan->fund_count; f++) {
        struct tested tested = {.ledger = ledger,
                                .fund = &plan->funds[f],
                                .told = &ledger->answer->funds[f],
                                .grains = grains + (size_t)f * plan->year_count};
        wide sum = 0;
        for (uint32_t t = 0; t < plan->year_count; t++) {
            sum += tested.grains[t];
        }
        tested.allocated = ledger_dollars(ledger, sum);
        test_amount(&tested);
        test_years(&tested);
    }
}

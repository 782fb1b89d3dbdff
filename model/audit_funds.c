/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each fund pays, added up from the slots and held against what it has. What it has left
 * is followed in fractions of any length: with interest, their denominators grow every year. */
#include <math.h>

#include "model/audit.h"
#include "model/audit_checks.h"

#define AVAILABLE "le montant disponible de", "the available amount of"
#define BALANCE "le solde de", "the balance of"
#define INTEREST "l’intérêt de", "the interest of"
#define LAPSED "la péremption de", "the lapse of"
#define BEYOND "le surplus hors montant de", "the money beyond the amount of"

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

static void test_amount(const struct tested *tested) {
    const struct ledger *ledger = tested->ledger;
    const struct fund *fund = tested->fund;
    test_sum(tested, "le montant alloué de", "the allocated amount of", tested->told->allocated,
             tested->allocated);
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

/* What a fund has and keeps where its money does not arrive by year. */
static void test_plain_balance(const struct tested *tested) {
    const struct fund *fund = tested->fund;
    const struct fund_answer *told = tested->told;
    struct ratio has = fund->limited ? fund->amount : RATIO_UNKNOWN;
    test_sum(tested, AVAILABLE, told->available, has);
    test_sum(tested, BALANCE, told->balance, ratio_sub(has, tested->allocated));
    test_sum(tested, INTEREST, told->interest, RATIO_ZERO);
    test_sum(tested, LAPSED, told->lapsed, RATIO_ZERO);
    test_sum(tested, BEYOND, told->beyond, RATIO_ZERO);
}

/* Dollars of a fund followed from year to year. */
struct followed {
    mpq_t arrived, interest, lapsed; /* so far */
    mpq_t left, part;                /* of the last year; part: its interest, then its lapse */
};

static void follow_year(const struct tested *tested, struct followed *sums, uint32_t t) {
    const struct fund *fund = tested->fund;
    const struct fund_year *told = &tested->told->years[t];
    mpq_neg(sums->part, sums->left);
    multiply(sums->left, fund->carry_over);
    test_held(tested, "le report de", "the carry-over of", told->carried, sums->left);
    mpq_add(sums->part, sums->part, sums->left);
    if (mpq_sgn(sums->part) < 0) {
        mpq_set_ui(sums->part, 0, 1);
    }
    test_held(tested, "l’intérêt annuel de", "the yearly interest of", told->interest,
              sums->part);
    mpq_add(sums->interest, sums->interest, sums->part);
    add_fraction(sums->arrived, fund->arrivals[t]);
    add_fraction(sums->left, fund->arrivals[t]);
    add_fraction(sums->left, ratio_neg(ledger_dollars(tested->ledger, tested->grains[t])));
    test_held(tested, "le reste annuel de", "the yearly rest of", told->left, sums->left);
    test_left(tested, t, sums->left);
    mpq_set(sums->part, sums->left);
    multiply(sums->part, ratio_max(ratio_sub(RATIO_ONE, fund->carry_over), RATIO_ZERO));
    test_held(tested, "la péremption annuelle de", "the yearly lapse of", told->lapsed,
              sums->part);
    mpq_add(sums->lapsed, sums->lapsed, sums->part);
}

/* What the last year leaves and does not lose, and the part of it that the amount forbids. */
static void test_balance(const struct tested *tested, struct followed *sums) {
    const struct fund_answer *told = tested->told;
    mpq_t beyond;
    mpq_init(beyond);
    mpq_sub(sums->left, sums->left, sums->part);
    if (tested->fund->limited) {
        mpq_set(beyond, sums->left);
        add_fraction(beyond, tested->allocated);
        add_fraction(beyond, ratio_neg(tested->fund->amount));
        if (mpq_sgn(beyond) < 0) {
            mpq_set_ui(beyond, 0, 1);
        }
        mpq_sub(sums->left, sums->left, beyond);
    }
    test_held(tested, AVAILABLE, told->available, sums->arrived);
    test_held(tested, INTEREST, told->interest, sums->interest);
    test_held(tested, LAPSED, told->lapsed, sums->lapsed);
    test_held(tested, BEYOND, told->beyond, beyond);
    test_held(tested, BALANCE, told->balance, sums->left);
    mpq_clear(beyond);
}

static void test_years(const struct tested *tested) {
    const struct fund *fund = tested->fund;
    struct followed sums;
    mpq_inits(sums.arrived, sums.interest, sums.lapsed, sums.left, sums.part, NULL);
    for (uint32_t t = 0; t < tested->ledger->plan->year_count; t++) {
        const struct fund_year *told = &tested->told->years[t];
        test_sum(tested, "le versement annuel de", "the yearly payment of", told->allocated,
                 ledger_dollars(tested->ledger, tested->grains[t]));
        test_sum(tested, "l’apport annuel de", "the yearly arrival of", told->arrived,
                 fund->arrivals == NULL ? RATIO_UNKNOWN : fund->arrivals[t]);
        if (fund->arrivals != NULL) {
            follow_year(tested, &sums, t);
        }
    }
    if (fund->arrivals != NULL) {
        test_balance(tested, &sums);
    } else {
        test_plain_balance(tested);
    }
    mpq_clears(sums.arrived, sums.interest, sums.lapsed, sums.left, sums.part, NULL);
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

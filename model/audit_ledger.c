/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/audit_ledger.h"

#include <math.h>

#include "model/audit.h"

#define GRAINS_OF_NONE 1000000000000 /* in a dollar, with `unit: none` */
#define MOST_GRAINS ((wide)1 << 100) /* of one slot: sums of 2^26 such slots still fit */

/* --- counting ----------------------------------------------------------------------------- */

/* The amount in grains; false when it is no whole number of them. */
static bool count_grains(const struct ledger *ledger, struct ratio amount, wide *grains) {
    if (!ratio_known(amount)) {
        return false;
    }
    if (!ledger->exact) {
        *grains = (wide)rint(ratio_double(amount) * (double)GRAINS_OF_NONE);
        return true;
    }
    struct ratio count = ratio_div(amount, ledger->grain);
    *grains = count.num;
    return count.den == 1 && count.num <= MOST_GRAINS && count.num >= -MOST_GRAINS;
}

static void note_uncounted(const struct ledger *ledger, const struct line *line, uint32_t payer,
                           uint32_t year) {
    const struct plan *plan = ledger->plan;
    uint32_t slot = line->first_slot + payer * line->years.count + year;
    notes_add(
        ledger->notes, NOTE_INTERNAL, line->entity.place,
        "l’audit trouve le montant de « %s » venant de « %s »%s (%s) qui n’est pas un "
        "multiple de l’unité, %s",
        "the audit finds the amount of \"%s\" from \"%s\"%s (%s) not to be a multiple of the "
        "unit, %s",
        line->entity.id, plan->funds[line->payers[payer].fund].entity.id,
        ledger_in_year(ledger, line->years.list[year]),
        ledger_money(ledger, ledger->answer->amounts[slot]),
        ledger_money(ledger, ledger->grain));
}

static bool count_line(struct ledger *ledger, uint32_t position) {
    const struct line *line = &ledger->plan->lines[position];
    bool sound = true;
    for (uint32_t p = 0; p < line->payer_count; p++) {
        for (uint32_t t = 0; t < line->years.count; t++) {
            uint32_t slot = plan_slot(ledger->plan, position, p, t);
            if (!count_grains(ledger, ledger->answer->amounts[slot], &ledger->grains[slot])) {
                note_uncounted(ledger, line, p, t);
                sound = false;
            }
            ledger->payer_grains[slot - t] += ledger->grains[slot];
            ledger->line_grains[position] += ledger->grains[slot];
        }
    }
    struct ratio total = ledger_line(ledger, position);
    ledger->funded[position] = is_missed(ledger_above(ledger, total, RATIO_ZERO, line->max));
    return sound;
}

bool ledger_open(struct ledger *ledger, const struct answer *answer, struct notes *notes) {
    const struct plan *plan = answer->plan;
    struct arena *arena = arena_new();
    *ledger = (struct ledger){.answer = answer, .plan = plan, .notes = notes, .arena = arena};
    ledger->exact = ratio_sign(plan->unit) > 0;
    ledger->grain = ledger->exact ? plan->unit : ratio_of(1, GRAINS_OF_NONE);
    ledger->grains = ARENA_ARRAY(arena, wide, plan->slot_count);
    ledger->payer_grains = ARENA_ARRAY(arena, wide, plan->slot_count);
    ledger->line_grains = ARENA_ARRAY(arena, wide, plan->line_count);
    ledger->funded = ARENA_ARRAY(arena, bool, plan->line_count);
    bool sound = true;
    for (uint32_t i = 0; i < plan->line_count; i++) {
        sound = count_line(ledger, i) && sound;
    }
    return sound;
}

void ledger_close(struct ledger *ledger) {
    arena_free(ledger->arena);
}

struct ratio ledger_dollars(const struct ledger *ledger, wide grains) {
    return ratio_mul(ratio_of_wide(grains, 1), ledger->grain);
}

struct ratio ledger_line(const struct ledger *ledger, uint32_t line) {
    return ledger_dollars(ledger, ledger->line_grains[line]);
}

struct ratio ledger_paid_by(const struct ledger *ledger, uint32_t line, uint32_t payer) {
    return ledger_dollars(ledger,
                          ledger->payer_grains[plan_slot(ledger->plan, line, payer, 0)]);
}

struct ratio ledger_paid_in(const struct ledger *ledger, uint32_t line, uint32_t year) {
    wide sum = 0;
    for (uint32_t p = 0; p < ledger->plan->lines[line].payer_count; p++) {
        sum += ledger->grains[plan_slot(ledger->plan, line, p, year)];
    }
    return ledger_dollars(ledger, sum);
}

/* --- what may be missed ------------------------------------------------------------------- */

struct ratio larger_figure(struct ratio a, struct ratio b) {
    if (!ratio_known(a)) {
        return ratio_known(b) ? ratio_size(b) : RATIO_ZERO;
    }
    return ratio_known(b) ? ratio_max(ratio_size(a), ratio_size(b)) : ratio_size(a);
}

/* With `unit: none` fractions may be too long to reckon with; then it is done in doubles. */
static struct ratio nearly(double value) {
    return ratio_near(value, AUDIT_TOLERANCE / 1000);
}

struct ratio tolerance_of(struct ratio figure) {
    struct ratio size = larger_figure(figure, RATIO_ONE);
    struct ratio exact = ratio_div(size, ratio_of((int64_t)(1 / AUDIT_TOLERANCE + 0.5), 1));
    return ratio_known(exact) ? exact : nearly(AUDIT_TOLERANCE * ratio_double(size));
}

static struct ratio leeway(const struct ledger *ledger, struct ratio scale) {
    return ledger->exact ? RATIO_ZERO : tolerance_of(scale);
}

struct ratio ledger_above(const struct ledger *ledger, struct ratio value, struct ratio limit,
                          struct ratio scale) {
    struct ratio beyond = ratio_sub(value, limit);
    if (!ledger->exact && !ratio_known(beyond)) {
        beyond = nearly(ratio_double(value) - ratio_double(limit));
    }
    if (!ratio_known(beyond)) {
        return RATIO_UNKNOWN;
    }
    if (ratio_sign(beyond) <= 0) { /* most: nothing is allowed for */
        return RATIO_ZERO;
    }
    struct ratio allowed = leeway(ledger, larger_figure(scale, limit));
    if (!ratio_known(allowed)) {
        return RATIO_UNKNOWN;
    }
    return ratio_cmp(beyond, allowed) > 0 ? beyond : RATIO_ZERO;
}

struct ratio ledger_below(const struct ledger *ledger, struct ratio value, struct ratio limit,
                          struct ratio scale) {
    return ledger_above(ledger, limit, value, larger_figure(scale, limit));
}

bool is_missed(struct ratio by) {
    return !ratio_known(by) || ratio_sign(by) != 0;
}

bool ledger_agrees(const struct ledger *ledger, struct ratio told, struct ratio found,
                   struct ratio scale) {
    if (!ratio_known(told) || !ratio_known(found)) {
        return ratio_known(told) == ratio_known(found);
    }
    return !is_missed(ledger_above(ledger, told, found, scale)) &&
           !is_missed(ledger_below(ledger, told, found, scale));
}

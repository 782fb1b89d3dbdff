/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Totals by what lines belong to, added up from the slots. */
#include "model/audit_checks.h"

struct totals {
    wide all, *territories, *kinds, *years;
    struct ratio *axes; /* an axis may hold a share of a grain */
};

void audit_figure(const struct ledger *ledger, const struct subject *subject, struct ratio told,
                  struct ratio found, struct ratio scale) {
    if (ledger_agrees(ledger, told, found, scale)) {
        return;
    }
    bool french = ledger->notes->language == FRENCH;
    notes_add(ledger->notes, NOTE_INTERNAL, subject->place,
              "l’audit trouve %s « %s » égal à %s et non à %s",
              "the audit finds %s \"%s\" to be %s, not %s",
              french ? subject->french : subject->english, subject->id,
              ledger_money(ledger, found), ledger_money(ledger, told));
}

static void add_line(struct totals *totals, const struct ledger *ledger, uint32_t position) {
    const struct plan *plan = ledger->plan;
    const struct line *line = &plan->lines[position];
    wide sum = 0;
    for (uint32_t slot = 0; slot < line_slot_count(line); slot++) {
        wide grains = ledger->grains[line->first_slot + slot];
        totals->years[line->years.list[slot % line->years.count]] += grains;
        sum += grains;
    }
    totals->all += sum;
    totals->territories[line->territory == NONE ? plan->territory_count : line->territory] +=
        sum;
    if (line->kind != NONE) {
        totals->kinds[line->kind] += sum;
    }
    for (uint32_t i = 0; i < line->axis_count; i++) {
        struct ratio *axis = &totals->axes[line->axes[i].axis];
        *axis = ratio_add(*axis, ratio_mul(line->axes[i].share, ratio_of_wide(sum, 1)));
    }
}

static struct totals add_up(const struct ledger *ledger) {
    const struct plan *plan = ledger->plan;
    struct totals totals = {
        .territories = ARENA_ARRAY(ledger->arena, wide, plan->territory_count + 1),
        .kinds = ARENA_ARRAY(ledger->arena, wide, plan->kind_count),
        .years = ARENA_ARRAY(ledger->arena, wide, plan->year_count),
        .axes = ARENA_ARRAY(ledger->arena, struct ratio, plan->axis_count),
    };
    for (uint32_t i = 0; i < plan->axis_count; i++) {
        totals.axes[i] = RATIO_ZERO;
    }
    for (uint32_t i = 0; i < plan->line_count; i++) {
        add_line(&totals, ledger, i);
    }
    return totals;
}

static void test_grains(const struct ledger *ledger, const struct subject *subject,
                        struct ratio told, wide grains) {
    struct ratio found = ledger_dollars(ledger, grains);
    audit_figure(ledger, subject, told, found, found);
}

static void test_territories(const struct ledger *ledger, const wide *totals) {
    const struct plan *plan = ledger->plan;
    const struct ratio *told = ledger->answer->by_territory;
    struct subject region = {NOWHERE, "le total hors territoire de",
                             "the total outside territories of", plan->title};
    for (uint32_t i = 0; i < plan->territory_count; i++) {
        const struct entity *entity = &plan->territories[i].entity;
        struct subject subject = {entity->place, "le total du territoire",
                                  "the total of territory", entity->id};
        test_grains(ledger, &subject, told[i], totals[i]);
    }
    test_grains(ledger, &region, told[plan->territory_count], totals[plan->territory_count]);
}

static void test_axes(const struct ledger *ledger, const struct ratio *totals) {
    for (uint32_t i = 0; i < ledger->plan->axis_count; i++) {
        const struct entity *entity = &ledger->plan->axes[i].entity;
        struct subject subject = {entity->place, "le total de l’axe", "the total of axis",
                                  entity->id};
        struct ratio found = ratio_mul(totals[i], ledger->grain);
        audit_figure(ledger, &subject, ledger->answer->by_axis[i], found, found);
    }
}

static void test_words(const struct ledger *ledger, const struct totals *totals) {
    const struct plan *plan = ledger->plan;
    for (uint32_t i = 0; i < plan->kind_count; i++) {
        struct subject subject = {NOWHERE, "le total du genre", "the total of kind",
                                  plan->kinds[i]};
        test_grains(ledger, &subject, ledger->answer->by_kind[i], totals->kinds[i]);
    }
    for (uint32_t i = 0; i < plan->year_count; i++) {
        struct subject subject = {NOWHERE, "le total de l’année", "the total of year",
                                  plan->years[i]};
        test_grains(ledger, &subject, ledger->answer->by_year[i], totals->years[i]);
    }
}

void audit_totals(const struct ledger *ledger) {
    struct totals totals = add_up(ledger);
    struct subject plan = {NOWHERE, "le total de", "the total of", ledger->plan->title};
    test_territories(ledger, totals.territories);
    test_axes(ledger, totals.axes);
    test_words(ledger, &totals);
    test_grains(ledger, &plan, ledger->answer->total, totals.all);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small plan that uses every condition of the format, and an answer that keeps them all, made
 * by hand for the tests of model/.
 *
 *     $             y1: parsis   rap    eau    y2: parsis   rap   promoter   eau     total
 *     entente           88.08   44.04              132.12   66.06                   330.30
 *     atelier                                      120.00            60.00          180.00
 *     portrait                         45.00                                 5.01    50.01
 *     gala                                                                               -
 *     total             88.08   44.04  45.00       252.12   66.06    60.00   5.01   560.31
 *
 * parsis: 100.00 arrive in y1, leaving 11.92, worth 12.8736 in y2 (8 % interest), where 240.00
 * arrive: 0.7536 are left. eau: 47.50 arrive, 2.50 are left, worth 1.25; 4.00 arrive: 0.24 are
 * left. Every entity and condition has a place of its own, whose offset is given by HERE. */
#ifndef TESTS_HAND_PLAN_H
#define TESTS_HAND_PLAN_H

#include <string.h>

#include "model/answer.h"

enum { NORD, SUD, TERRITORIES };
enum { AXE2, AXE3, AXES };
enum { PARSIS, RAP, PROMOTER, EAU, LEGS, FUNDS };
enum { ENTENTE, ATELIER, PORTRAIT, GALA, LINES };
enum { AGREEMENT, PROJECT, KINDS };
enum { Y1, Y2, YEARS };
enum { FLOOR_NORD, FLOOR_SUD, CAP_AXIS, COUNT, FREE, PER_HEAD, EAU_Y2, CAP_EACH, RULES };
enum { BENEFIT, JOBS, MEASURES };
enum { POPULATION };

/* Offsets of places: of entities by their position, of conditions one by one. */
enum {
    AT_FUND = 100,
    AT_FUND_AMOUNT = 110,
    AT_ARRIVAL = 120,
    AT_LINE = 200,
    AT_MATCH_RAP = 210,
    AT_MATCH_BLOCK,
    AT_MATCH_TOTAL,
    AT_AID,
    AT_SCHEDULE,
    AT_COMMITTED_Y2,
    AT_COMMITTED_ALL,
    AT_TERRITORY = 300,
    AT_AXIS = 310,
    AT_RULE = 400,
    AT_FLOOR = 420,
    AT_CEILING = 440,
    AT_GOAL = 500
};

static const struct source hand_source = {.name = (char *)"hand.yaml", .bytes = (char *)""};

#define HERE(offset) ((struct place){&hand_source, (uint32_t)(offset), 1})

/* Cents as dollars. */
static inline struct ratio cents(int64_t count) {
    return ratio_of(count, 100);
}

static inline struct picks picks_of(struct arena *arena, uint32_t count, const uint32_t *list) {
    uint32_t *copy = ARENA_ARRAY(arena, uint32_t, count);
    memcpy(copy, list, count * sizeof *list);
    return (struct picks){copy, count};
}

#define PICKS(arena, ...)                                                                      \
    picks_of((arena), sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t),                    \
             (uint32_t[]){__VA_ARGS__})

/* A selection of everything; narrowed by the next two. */
static inline struct selection *selecting(struct arena *arena) {
    return ARENA_NEW(arena, struct selection);
}

static inline struct selection *only(struct arena *arena, struct selection *selection,
                                     enum dimension by, uint32_t pick) {
    selection->given[by] = true;
    selection->picks[by] = PICKS(arena, pick);
    return selection;
}

static inline struct selection *each(struct selection *selection, enum dimension by) {
    selection->given[by] = selection->each[by] = true;
    return selection;
}

static inline struct entity entity_of(const char *id, int64_t at) {
    return (struct entity){.id = id, .name = id, .place = HERE(at)};
}

static inline const char **words(struct arena *arena, uint32_t count, const char *const *list) {
    const char **copy = ARENA_ARRAY(arena, const char *, count);
    memcpy(copy, list, count * sizeof *list);
    return copy;
}

static inline void hand_words(struct plan *plan) {
    struct arena *arena = plan->arena;
    plan->title = "hand";
    plan->unit = cents(1);
    plan->has_years = true;
    plan->years = words(arena, YEARS, (const char *const[]){"y1", "y2"});
    plan->year_count = YEARS;
    plan->kinds = words(arena, KINDS, (const char *const[]){"agreement", "project"});
    plan->kind_count = KINDS;
    plan->tags = words(arena, 2, (const char *const[]){"mobilisation", "admin"});
    plan->tag_count = 2;
    plan->measures = words(arena, MEASURES, (const char *const[]){"benefit", "jobs"});
    plan->measure_count = MEASURES;
    plan->attributes = words(arena, 1, (const char *const[]){"population"});
    plan->attribute_count = 1;
}

static inline void hand_places(struct plan *plan) {
    static const char *const territories[] = {"nord", "sud"};
    static const char *const axes[] = {"axe2", "axe3"};
    static const int64_t people[] = {300, 100};
    plan->territories = ARENA_ARRAY(plan->arena, struct territory, TERRITORIES);
    plan->territory_count = TERRITORIES;
    for (uint32_t i = 0; i < TERRITORIES; i++) {
        struct entity *entity = &plan->territories[i].entity;
        *entity = entity_of(territories[i], AT_TERRITORY + i);
        entity->attributes = ARENA_NEW(plan->arena, struct attribute);
        entity->attributes[0] = (struct attribute){POPULATION, ratio_of(people[i], 1)};
        entity->attribute_count = 1;
    }
    plan->axes = ARENA_ARRAY(plan->arena, struct axis, AXES);
    plan->axis_count = AXES;
    for (uint32_t i = 0; i < AXES; i++) {
        plan->axes[i].entity = entity_of(axes[i], AT_AXIS + i);
    }
}

static inline void arriving(struct plan *plan, struct fund *fund, struct ratio y1,
                            struct ratio y2) {
    fund->arrivals = ARENA_ARRAY(plan->arena, struct ratio, YEARS);
    fund->arrivals[Y1] = y1;
    fund->arrivals[Y2] = y2;
    fund->arrival_places = ARENA_ARRAY(plan->arena, struct place, YEARS);
    fund->arrival_places[Y1] = HERE(AT_ARRIVAL + Y1);
    fund->arrival_places[Y2] = HERE(AT_ARRIVAL + Y2);
}

static inline void hand_funds(struct plan *plan) {
    static const char *const ids[] = {"parsis", "rap", "promoter", "eau", "legs"};
    plan->funds = ARENA_ARRAY(plan->arena, struct fund, FUNDS);
    plan->fund_count = FUNDS;
    for (uint32_t i = 0; i < FUNDS; i++) {
        plan->funds[i] = (struct fund){.entity = entity_of(ids[i], AT_FUND + i),
                                       .amount = RATIO_ZERO,
                                       .amount_place = HERE(AT_FUND_AMOUNT + i),
                                       .carry_over = RATIO_ONE,
                                       .public_aid = RATIO_ZERO};
    }
    struct fund *funds = plan->funds;
    funds[PARSIS].limited = funds[RAP].limited = funds[LEGS].limited = true;
    funds[PARSIS].amount = cents(34100);
    funds[PARSIS].public_aid = RATIO_ONE;
    funds[PARSIS].carry_over = ratio_of(108, 100);
    arriving(plan, &funds[PARSIS], cents(10000), cents(24000));
    funds[RAP].amount = cents(11550);
    funds[RAP].public_aid = ratio_of(1, 2);
    funds[EAU].carry_over = ratio_of(1, 2);
    arriving(plan, &funds[EAU], cents(4750), cents(400));
    funds[LEGS].amount = cents(1000);
    funds[LEGS].pays_for = only(plan->arena, selecting(plan->arena), BY_AXIS, AXE3);
}

/* Two funds at most; NONE: only one. */
static inline void paid_by(struct plan *plan, struct line *line, uint32_t fund,
                           uint32_t other) {
    line->payers = ARENA_ARRAY(plan->arena, struct payer, 2);
    line->payer_count = other == NONE ? 1 : 2;
    line->payers[0] = (struct payer){fund, false, RATIO_ZERO, RATIO_ZERO, RATIO_ONE};
    line->payers[1] = (struct payer){other, false, RATIO_ZERO, RATIO_ZERO, RATIO_ONE};
    line->first_slot = plan->slot_count;
    plan->slot_count += line_slot_count(line);
}

static inline void on_axes(struct plan *plan, struct line *line, int64_t tenths_of_axe2) {
    line->axes = ARENA_ARRAY(plan->arena, struct axis_share, 2);
    if (tenths_of_axe2 > 0) {
        line->axes[line->axis_count++] =
            (struct axis_share){AXE2, ratio_of(tenths_of_axe2, 10)};
    }
    if (tenths_of_axe2 < 10) {
        line->axes[line->axis_count++] =
            (struct axis_share){AXE3, ratio_of(10 - tenths_of_axe2, 10)};
    }
}

static inline struct line *hand_line(struct plan *plan, const char *id, struct picks years) {
    struct line *line = &plan->lines[plan->line_count];
    *line = (struct line){.entity = entity_of(id, AT_LINE + plan->line_count),
                          .family = NONE,
                          .kind = NONE,
                          .territory = NONE,
                          .min = RATIO_ZERO,
                          .years = years};
    plan->line_count++;
    return line;
}

/* Worth 109.545 points at 330.30 $: 90 + 30 x 130.30 / 200; and 3.303 jobs. */
static inline void hand_curves(struct plan *plan, struct line *line) {
    struct point *points = ARENA_ARRAY(plan->arena, struct point, 3);
    points[0] = (struct point){RATIO_ZERO, RATIO_ZERO};
    points[1] = (struct point){ratio_of(200, 1), ratio_of(90, 1)};
    points[2] = (struct point){ratio_of(400, 1), ratio_of(120, 1)};
    line->curves = ARENA_ARRAY(plan->arena, struct curve, 2);
    line->curves[0] = (struct curve){.measure = BENEFIT, .points = points, .point_count = 3};
    line->curves[1] = (struct curve){.measure = JOBS, .per_dollar = ratio_of(1, 100)};
    line->curve_count = 2;
}

static inline void hand_entente(struct plan *plan) {
    struct arena *arena = plan->arena;
    struct line *line = hand_line(plan, "entente", PICKS(arena, Y1, Y2));
    line->territory = NORD;
    line->kind = AGREEMENT;
    line->tags = PICKS(arena, 0);
    on_axes(plan, line, 3);
    line->has_max = true;
    line->min = cents(30000);
    line->max = cents(36000);
    paid_by(plan, line, PARSIS, RAP);
    line->payers[0].has_max = true;
    line->payers[0].min = cents(10000);
    line->payers[0].max = cents(25000);
    line->payers[1].eligible = ratio_of(2, 5);
    line->matches = ARENA_ARRAY(arena, struct match, 1);
    line->matches[0] =
        (struct match){HERE(AT_MATCH_RAP), RAP, false, PARSIS, EXACTLY, ratio_of(1, 2)};
    line->match_count = 1;
    line->has_aid_limit = true;
    line->aid_limit = ratio_of(85, 100); /* 220.20 + 0.5 x 110.10 = 275.25 of 280.755 */
    line->aid_place = HERE(AT_AID);
    line->schedule = ARENA_ARRAY(arena, struct ratio, YEARS);
    line->schedule[Y1] = ratio_of(2, 5);
    line->schedule[Y2] = ratio_of(3, 5);
    line->schedule_place = HERE(AT_SCHEDULE);
    line->commitments = ARENA_ARRAY(arena, struct commitment, 2);
    line->commitments[0] = (struct commitment){HERE(AT_COMMITTED_Y2), PARSIS, Y2, cents(13000)};
    line->commitments[1] = (struct commitment){HERE(AT_COMMITTED_ALL), RAP, NONE, cents(11010)};
    line->commitment_count = 2;
    hand_curves(plan, line);
}

/* 14 points when whole. */
static inline void hand_atelier(struct plan *plan) {
    struct arena *arena = plan->arena;
    struct line *line = hand_line(plan, "atelier", PICKS(arena, Y2));
    line->territory = SUD;
    line->kind = PROJECT;
    line->tags = PICKS(arena, 0, 1);
    on_axes(plan, line, 0);
    line->has_max = line->whole = true;
    line->max = cents(18000);
    paid_by(plan, line, PARSIS, PROMOTER);
    line->matches = ARENA_ARRAY(arena, struct match, 2);
    line->matches[0] =
        (struct match){HERE(AT_MATCH_BLOCK), PROMOTER, true, NONE, AT_LEAST, cents(6000)};
    line->matches[1] =
        (struct match){HERE(AT_MATCH_TOTAL), PROMOTER, false, NONE, AT_LEAST, ratio_of(1, 10)};
    line->match_count = 2;
    line->requires = PICKS(arena, ENTENTE);
    line->curves = ARENA_ARRAY(arena, struct curve, 1);
    line->curves[0] = (struct curve){.measure = BENEFIT, .per_dollar = ratio_of(14, 180)};
    line->curve_count = 1;
}

static inline void hand_lines(struct plan *plan) {
    struct arena *arena = plan->arena;
    plan->lines = ARENA_ARRAY(arena, struct line, LINES);
    hand_entente(plan);
    hand_atelier(plan);
    struct line *portrait = hand_line(plan, "portrait", PICKS(arena, Y1, Y2));
    portrait->required = true;
    portrait->min = cents(4500);
    portrait->excludes = PICKS(arena, GALA);
    paid_by(plan, portrait, EAU, NONE);
    struct line *gala = hand_line(plan, "gala", PICKS(arena, Y1, Y2));
    gala->territory = SUD;
    gala->kind = PROJECT;
    gala->has_max = true;
    gala->max = cents(9000);
    on_axes(plan, gala, 10);
    paid_by(plan, gala, LEGS, PROMOTER);
    gala->payers[0].eligible = RATIO_ZERO; /* legs pays for axe3 alone */
}

#endif

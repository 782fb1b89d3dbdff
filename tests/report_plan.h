/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small plan and an answer to it, made by hand, for the tests of reports/.
 *
 *     $                        parsis            rap            nature    total
 *                          2012-13  2013-14  2012-13  2013-14    2012-13
 *     entente.manicouagan   50,000   71,000        -   20,000     9,000   150,000
 *     entente.golfe         40,000   30,001        -        -         -    70,001
 *     portrait                   -   45,000        -        -         -    45,000
 *     atelier                    -        -        -        -         -         0
 *     total                 90,000  146,001        -   20,000     9,000   265,001
 *
 * parsis has 250,000 $ (100,000 and 150,000 $ by year, kept), rap 60,000 $, nature no limit. */
#ifndef TESTS_REPORT_PLAN_H
#define TESTS_REPORT_PLAN_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/answer.h"

enum { PARSIS, RAP, NATURE };
enum { MANICOUAGAN, GOLFE };
enum { ENTENTE_MANICOUAGAN, ENTENTE_GOLFE, PORTRAIT, ATELIER, LINE_COUNT };
enum { FLOOR_MANICOUAGAN, FLOOR_GOLFE, PART_AGREEMENTS, PART_REGION, LAST_YEAR, RULE_COUNT };

static inline struct ratio dollars(int64_t amount) {
    return ratio_of(amount, 1);
}

static inline struct entity named(const char *id, const char *name) {
    return (struct entity){.id = id, .name = name};
}

static inline uint32_t *numbers_in(struct arena *arena, const uint32_t *list, uint32_t count) {
    uint32_t *copy = ARENA_ARRAY(arena, uint32_t, count);
    memcpy(copy, list, count * sizeof *list);
    return copy;
}

#define PICKS(arena, ...)                                                                      \
    ((struct picks){numbers_in((arena), (const uint32_t[]){__VA_ARGS__},                       \
                               sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)),    \
                    sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)})

static inline const char **strings_in(struct arena *arena, const char *const *list,
                                      uint32_t count) {
    const char **copy = ARENA_ARRAY(arena, const char *, count);
    for (uint32_t i = 0; i < count; i++) {
        copy[i] = list[i];
    }
    return copy;
}

static inline void add_people(struct plan *plan, struct entity *entity, int64_t people) {
    entity->attributes = ARENA_NEW(plan->arena, struct attribute);
    entity->attributes[0] = (struct attribute){0, ratio_of(people, 1)};
    entity->attribute_count = 1;
}

static inline void make_places(struct plan *plan) {
    static const char *const years[] = {"2012-13", "2013-14"};
    plan->years = strings_in(plan->arena, years, 2);
    plan->year_count = 2;
    plan->has_years = true;
    plan->attributes = strings_in(plan->arena, (const char *const[]){"population"}, 1);
    plan->attribute_count = 1;
    plan->territories = ARENA_ARRAY(plan->arena, struct territory, 2);
    plan->territory_count = 2;
    plan->territories[MANICOUAGAN].entity = named("manicouagan", "Manicouagan");
    plan->territories[GOLFE].entity = named("golfe", "Le Golfe-du-Saint-Laurent");
    add_people(plan, &plan->territories[MANICOUAGAN].entity, 32012);
    add_people(plan, &plan->territories[GOLFE].entity, 5126);
    plan->axes = ARENA_ARRAY(plan->arena, struct axis, 2);
    plan->axis_count = 2;
    plan->axes[0].entity = named("axe1", "Améliorer les conditions de vie");
    plan->axes[1].entity = named("axe2", "Mobiliser");
}

static inline void make_funds(struct plan *plan) {
    plan->funds = ARENA_ARRAY(plan->arena, struct fund, 3);
    plan->fund_count = 3;
    plan->funds[PARSIS] = (struct fund){.entity = named("parsis", "Enveloppe du PARSIS"),
                                        .limited = true,
                                        .amount = dollars(250000),
                                        .carry_over = RATIO_ONE,
                                        .confirmed = true,
                                        .public_aid = RATIO_ONE};
    plan->funds[PARSIS].arrivals = ARENA_ARRAY(plan->arena, struct ratio, 2);
    plan->funds[PARSIS].arrivals[0] = dollars(100000);
    plan->funds[PARSIS].arrivals[1] = dollars(150000);
    plan->funds[PARSIS].entity.source = "présentation de la CRE, 2012";
    plan->funds[RAP] = (struct fund){.entity = named("rap", "Comité RAP"),
                                     .limited = true,
                                     .amount = dollars(60000),
                                     .carry_over = RATIO_ONE,
                                     .public_aid = ratio_of(1, 2)};
    plan->funds[RAP].entity.illustrative = true;
    plan->funds[NATURE] = (struct fund){.entity = named("nature", "Locaux prêtés"),
                                        .amount = RATIO_UNKNOWN,
                                        .carry_over = RATIO_ONE,
                                        .confirmed = true,
                                        .in_kind = true,
                                        .public_aid = RATIO_ZERO};
}

static inline void pay_from(struct plan *plan, struct line *line, struct picks funds) {
    line->payers = ARENA_ARRAY(plan->arena, struct payer, funds.count);
    line->payer_count = funds.count;
    for (uint32_t i = 0; i < funds.count; i++) {
        line->payers[i] = (struct payer){.fund = funds.list[i], .eligible = RATIO_ONE};
    }
    line->years = PICKS(plan->arena, 0, 1);
    line->first_slot = plan->slot_count;
    plan->slot_count += 2 * funds.count;
}

static inline void share_axes(struct plan *plan, struct line *line, int64_t tenths) {
    line->axes = ARENA_ARRAY(plan->arena, struct axis_share, 2);
    line->axis_count = tenths < 10 ? 2 : 1;
    line->axes[0] = (struct axis_share){0, ratio_of(tenths, 10)};
    line->axes[1] = (struct axis_share){1, ratio_of(10 - tenths, 10)};
}

static inline void worth(struct plan *plan, struct line *line, struct ratio per_dollar) {
    line->curves = ARENA_NEW(plan->arena, struct curve);
    line->curves[0] = (struct curve){.measure = 0, .per_dollar = per_dollar};
    line->curve_count = 1;
}

static inline struct line line_of(const char *id, const char *name, uint32_t kind,
                                  int64_t max) {
    return (struct line){.entity = named(id, name),
                         .family = NONE,
                         .kind = kind,
                         .territory = NONE,
                         .has_cost = true,
                         .has_max = true,
                         .cost = dollars(max),
                         .min = RATIO_ZERO,
                         .max = dollars(max)};
}

static inline void make_agreements(struct plan *plan) {
    plan->families = ARENA_NEW(plan->arena, struct family);
    plan->families[0] = (struct family){"entente", "Entente", 0, 2};
    plan->family_count = 1;
    for (uint32_t i = 0; i < 2; i++) {
        struct line *line = &plan->lines[i];
        line->family = 0;
        line->territory = i;
        line->has_aid_limit = true;
        line->aid_limit = ratio_of(9, 10);
        share_axes(plan, line, 3);
        worth(plan, line, ratio_of(2385, 1000000));
        line->matches = ARENA_NEW(plan->arena, struct match);
        line->matches[0] = (struct match){
            .fund = NATURE, .with = NONE, .sense = AT_LEAST, .amount = ratio_of(1, 100)};
        line->match_count = 1;
    }
    pay_from(plan, &plan->lines[0], PICKS(plan->arena, PARSIS, RAP, NATURE));
    pay_from(plan, &plan->lines[1], PICKS(plan->arena, PARSIS, RAP, NATURE));
    plan->lines[0].commitments = ARENA_NEW(plan->arena, struct commitment);
    plan->lines[0].commitments[0] =
        (struct commitment){.fund = PARSIS, .year = 0, .amount = dollars(20000)};
    plan->lines[0].commitment_count = 1;
}

static inline void make_lines(struct plan *plan) {
    static const char *const kinds[] = {"mobilisation", "regional", "initiative"};
    plan->kinds = strings_in(plan->arena, kinds, 3);
    plan->kind_count = 3;
    plan->lines = ARENA_ARRAY(plan->arena, struct line, LINE_COUNT);
    plan->line_count = LINE_COUNT;
    plan->lines[0] =
        line_of("entente.manicouagan", "Entente de mobilisation – Manicouagan", 0, 160000);
    plan->lines[1] = line_of("entente.golfe",
                             "Entente de mobilisation – Le Golfe-du-Saint-Laurent", 0, 90000);
    plan->lines[PORTRAIT] = line_of("portrait", "Portrait des besoins", 1, 45000);
    plan->lines[ATELIER] = line_of("atelier", "=Atelier \"bois\"", 2, 110000);
    make_agreements(plan);
    share_axes(plan, &plan->lines[PORTRAIT], 10);
    pay_from(plan, &plan->lines[PORTRAIT], PICKS(plan->arena, PARSIS));
    share_axes(plan, &plan->lines[ATELIER], 10);
    pay_from(plan, &plan->lines[ATELIER], PICKS(plan->arena, PARSIS));
    plan->lines[ATELIER].territory = GOLFE;
    plan->lines[ATELIER].entity.illustrative = true;
    worth(plan, &plan->lines[ATELIER], ratio_of(1, 1000));
}

static inline struct rule rule_of(const char *id, const char *name, uint32_t family,
                                  const struct term *term) {
    struct rule rule = {
        .entity = named(id, name), .family = family, .terms = term, .term_count = 1};
    rule.part_of = NONE;
    for (uint32_t d = 0; d < DIMENSIONS; d++) {
        rule.member.of[d] = NONE;
    }
    return rule;
}

static inline void make_rules(struct plan *plan) {
    struct arena *arena = plan->arena;
    struct selection *all = ARENA_NEW(arena, struct selection);
    struct term *sum = ARENA_NEW(arena, struct term);
    *sum = (struct term){.kind = TERM_SUM, .times = RATIO_ONE, .selection = all};
    plan->rules = ARENA_ARRAY(arena, struct rule, RULE_COUNT);
    plan->rule_count = RULE_COUNT;
    plan->rules[0] = rule_of("floor.manicouagan", "Plancher par MRC", 0, sum);
    plan->rules[1] = rule_of("floor.golfe", "Plancher par MRC", 0, sum);
    plan->rules[0].member.of[BY_TERRITORY] = MANICOUAGAN;
    plan->rules[1].member.of[BY_TERRITORY] = GOLFE;
    plan->rules[PART_AGREEMENTS] = rule_of("agreements", "Volet des ententes", 1, sum);
    plan->rules[PART_REGION] = rule_of("region", "Réserve régionale", 2, sum);
    plan->rules[LAST_YEAR] = rule_of("last_year", "last_year", 3, sum);
    plan->rules[PART_AGREEMENTS].part_of = plan->rules[PART_REGION].part_of = PARSIS;
    plan->rule_families = ARENA_ARRAY(arena, struct family, 4);
    plan->rule_family_count = 4;
    plan->rule_families[0] = (struct family){"floor", "Plancher par MRC", 0, 2};
    plan->rule_families[1] = (struct family){"agreements", "Volet des ententes", 2, 1};
    plan->rule_families[2] = (struct family){"region", "Réserve régionale", 3, 1};
    plan->rule_families[3] = (struct family){"last_year", "last_year", 4, 1};
}

static inline void make_goal(struct plan *plan) {
    struct term *term = ARENA_NEW(plan->arena, struct term);
    *term = (struct term){.kind = TERM_MEASURE, .times = RATIO_ONE, .subject = 0};
    plan->measures = strings_in(plan->arena, (const char *const[]){"benefit"}, 1);
    plan->measure_count = 1;
    plan->goals = ARENA_NEW(plan->arena, struct goal);
    plan->goals[0] = (struct goal){.text = "maximize benefit",
                                   .maximize = true,
                                   .within = RATIO_ZERO,
                                   .terms = term,
                                   .term_count = 1};
    plan->goal_count = 1;
}

static inline struct plan *small_plan(void) {
    struct arena *arena = arena_new();
    struct plan *plan = ARENA_NEW(arena, struct plan);
    plan->arena = arena;
    plan->title = "PARSIS d’essai";
    plan->language = FRENCH;
    plan->currency = "CAD";
    plan->unit = RATIO_ONE;
    plan->sha256 = "2385";
    make_places(plan);
    make_funds(plan);
    make_lines(plan);
    make_rules(plan);
    make_goal(plan);
    return plan;
}

static inline void set_rule(struct rule_answer *rule, int64_t activity, struct ratio at_least,
                            struct ratio at_most) {
    struct ratio bound = ratio_known(at_least) ? at_least : at_most;
    struct ratio slack = ratio_sub(dollars(activity), bound);
    rule->activity = dollars(activity);
    rule->at_least = at_least;
    rule->at_most = at_most;
    rule->slack = ratio_sign(slack) < 0 ? ratio_neg(slack) : slack;
    rule->binding = ratio_sign(slack) == 0;
}

/* The answer in the table above: 0.9 points for 1,000 $ more of parsis, 0.12 for 1,000 $ less of
 * the floor of Manicouagan. */
static inline struct answer *small_answer(const struct plan *plan) {
    struct answer *answer = answer_new(plan);
    static const int64_t paid[] = {50000, 71000, 0, 20000, 9000, 0,     40000, 30001,
                                   0,     0,     0, 0,     0,    45000, 0,     0};
    answer->status = STATUS_OPTIMAL;
    for (uint32_t i = 0; i < plan->slot_count; i++) {
        answer->amounts[i] = dollars(paid[i]);
    }
    answer_add_up(answer);
    answer->goals[0] = (struct goal_answer){.value = ratio_of(702727, 10000),
                                            .bound = 70.2727,
                                            .before_rounding = 70.2727,
                                            .known = GOAL_BEST};
    answer->funds[PARSIS].price = (struct price){0.0009, 0.0009, NAN, INFINITY};
    answer->funds[RAP].price = answer->funds[NATURE].price =
        (struct price){0, 0, NAN, INFINITY};
    set_rule(&answer->rules[FLOOR_MANICOUAGAN], 150000, dollars(150000), RATIO_UNKNOWN);
    answer->rules[FLOOR_MANICOUAGAN].price =
        (struct price){-0.0002385, -0.00012, 140000, 150300};
    set_rule(&answer->rules[FLOOR_GOLFE], 70001, dollars(60000), RATIO_UNKNOWN);
    set_rule(&answer->rules[PART_AGREEMENTS], 191001, RATIO_UNKNOWN, dollars(200000));
    set_rule(&answer->rules[PART_REGION], 45000, RATIO_UNKNOWN, dollars(62500));
    set_rule(&answer->rules[LAST_YEAR], 146001, RATIO_UNKNOWN, dollars(150000));
    answer->rules[LAST_YEAR].price.above = 0;
    return answer;
}

#endif

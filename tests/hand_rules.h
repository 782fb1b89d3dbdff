/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules and goals of tests/hand_plan.h, and its answer.
 *
 *     rule        activity      bound                                                 slack
 *     floor.nord  220.20        >= 60 % x 340.20 x 300/400 = 153.09                   67.11
 *     floor.sud   120.00        >= 60 % x 340.20 x 100/400 = 51.03                    68.97
 *     cap_axis    411.21        <= 80 % x 560.31 = 448.248                            37.038
 *     count       2 lines       = 2                                                   0
 *     free        -31.939       <= -30: 8 x 1 - 0.5 x 99.09 + 2 x 3.303 + 3 lines     1.939
 *     per_head    180.00        <= 1.80 x 100                                         0
 *     eau_y2      5.01          5.00 to 6.00                                          0.01
 *     cap_each    110.10        <= 50 % x 220.20, what parsis pays in the territory   0
 *
 *     goal 1: maximize benefit, 109.545 + 14 = 123.545
 *     goal 2: minimize 3 x the dollars of y1, 3 x 177.12 = 531.36 */
#ifndef TESTS_HAND_RULES_H
#define TESTS_HAND_RULES_H

#include "tests/hand_plan.h"

static inline struct term *term_list(struct plan *plan, uint32_t count,
                                     const struct term *list) {
    struct term *terms = ARENA_ARRAY(plan->arena, struct term, count);
    memcpy(terms, list, count * sizeof *list);
    return terms;
}

static inline struct term *sum_of(struct plan *plan, const struct selection *selection) {
    struct term term = {TERM_SUM, RATIO_ONE, selection, NONE, NOWHERE, 0};
    return term_list(plan, 1, &term);
}

static inline struct rule *hand_rule(struct plan *plan, const char *id,
                                     const struct term *terms, uint32_t count) {
    struct rule *rule = &plan->rules[plan->rule_count];
    *rule = (struct rule){.entity = entity_of(id, AT_RULE + plan->rule_count),
                          .terms = terms,
                          .term_count = count,
                          .part_of = NONE};
    for (int by = 0; by < DIMENSIONS; by++) {
        rule->member.of[by] = NONE;
    }
    rule->at_least.place = HERE(AT_FLOOR + plan->rule_count);
    rule->at_most.place = HERE(AT_CEILING + plan->rule_count);
    plan->rule_count++;
    return rule;
}

static inline void bounded(struct amount *amount, enum amount_kind kind, struct ratio value,
                           const struct selection *of) {
    amount->kind = kind;
    amount->value = value;
    amount->of = of;
    amount->attribute = POPULATION;
}

static inline void hand_floors(struct plan *plan) {
    static const char *const ids[] = {"floor.nord", "floor.sud"};
    struct selection *parsis = only(plan->arena, selecting(plan->arena), BY_FUND, PARSIS);
    struct term *sum = sum_of(plan, parsis);
    for (uint32_t i = 0; i < TERRITORIES; i++) {
        struct rule *rule = hand_rule(plan, ids[i], sum, 1);
        rule->member.of[BY_TERRITORY] = i;
        bounded(&rule->at_least, AMOUNT_SHARE_BY, ratio_of(6, 10), parsis);
    }
}

static inline void hand_free_rule(struct plan *plan) {
    struct arena *arena = plan->arena;
    const struct selection *axe2 = only(arena, selecting(arena), BY_AXIS, AXE2);
    struct term list[] = {
        {TERM_LEVEL, ratio_of(8, 1), NULL, ATELIER, NOWHERE, 0},
        {TERM_SUM, ratio_of(-1, 2), axe2, NONE, NOWHERE, 0},
        {TERM_MEASURE, ratio_of(2, 1), NULL, JOBS, NOWHERE, 0},
        {TERM_COUNT, RATIO_ONE, selecting(arena), NONE, NOWHERE, 0},
    };
    struct rule *rule = hand_rule(plan, "free", term_list(plan, 4, list), 4);
    bounded(&rule->at_most, AMOUNT_FIXED, ratio_of(-30, 1), NULL);
}

static inline void hand_rules(struct plan *plan) {
    struct arena *arena = plan->arena;
    plan->rules = ARENA_ARRAY(arena, struct rule, RULES);
    hand_floors(plan);
    struct selection *axe3 = only(arena, selecting(arena), BY_AXIS, AXE3);
    struct rule *rule = hand_rule(plan, "cap_axis", sum_of(plan, axe3), 1);
    bounded(&rule->at_most, AMOUNT_SHARE, ratio_of(8, 10), selecting(arena));
    struct selection *kinds = selecting(arena);
    kinds->given[BY_KIND] = true;
    kinds->picks[BY_KIND] = PICKS(arena, AGREEMENT, PROJECT);
    struct term count = {TERM_COUNT, RATIO_ONE, kinds, NONE, NOWHERE, 0};
    rule = hand_rule(plan, "count", term_list(plan, 1, &count), 1);
    rule->counts = true;
    bounded(&rule->at_least, AMOUNT_FIXED, ratio_of(2, 1), NULL);
    bounded(&rule->at_most, AMOUNT_FIXED, ratio_of(2, 1), NULL);
    hand_free_rule(plan);
    rule = hand_rule(plan, "per_head", sum_of(plan, selecting(arena)), 1);
    rule->member.of[BY_TERRITORY] = SUD;
    bounded(&rule->at_most, AMOUNT_PER, ratio_of(18, 10), NULL);
    struct selection *eau = only(arena, selecting(arena), BY_FUND, EAU);
    rule = hand_rule(plan, "eau_y2", sum_of(plan, only(arena, eau, BY_YEAR, Y2)), 1);
    bounded(&rule->at_least, AMOUNT_FIXED, cents(500), NULL);
    bounded(&rule->at_most, AMOUNT_FIXED, cents(600), NULL);
    struct selection *rap = only(arena, selecting(arena), BY_FUND, RAP);
    struct selection *own = only(arena, selecting(arena), BY_FUND, PARSIS);
    rule = hand_rule(plan, "cap_each", sum_of(plan, rap), 1);
    rule->member.of[BY_TERRITORY] = NORD;
    bounded(&rule->at_most, AMOUNT_SHARE, ratio_of(1, 2), each(own, BY_TERRITORY));
}

static inline void hand_goals(struct plan *plan) {
    struct selection *y1 = only(plan->arena, selecting(plan->arena), BY_YEAR, Y1);
    struct term benefit = {TERM_MEASURE, RATIO_ONE, NULL, BENEFIT, NOWHERE, 0};
    struct term early = {TERM_SUM, ratio_of(3, 1), y1, NONE, NOWHERE, 0};
    plan->goals = ARENA_ARRAY(plan->arena, struct goal, 2);
    plan->goals[0] = (struct goal){.place = HERE(AT_GOAL),
                                   .text = "maximize benefit",
                                   .maximize = true,
                                   .within = RATIO_ZERO,
                                   .terms = term_list(plan, 1, &benefit),
                                   .term_count = 1};
    plan->goals[1] = (struct goal){.place = HERE(AT_GOAL + 1),
                                   .text = "minimize terms",
                                   .within = RATIO_ZERO,
                                   .terms = term_list(plan, 1, &early),
                                   .term_count = 1};
    plan->goal_count = 2;
}

static inline struct plan *hand_plan(void) {
    struct arena *arena = arena_new();
    struct plan *plan = ARENA_NEW(arena, struct plan);
    plan->arena = arena;
    hand_words(plan);
    hand_places(plan);
    hand_funds(plan);
    hand_lines(plan);
    hand_rules(plan);
    hand_goals(plan);
    return plan;
}

static inline void told(struct rule_answer *rule, struct ratio activity, struct ratio at_least,
                        struct ratio at_most, struct ratio slack) {
    rule->activity = activity;
    rule->at_least = at_least;
    rule->at_most = at_most;
    rule->slack = slack;
    rule->binding = ratio_sign(slack) == 0;
}

/* Amounts, rules and goals as in the tables above; the rest is added up. */
static inline struct answer *hand_answer(const struct plan *plan) {
    static const int64_t paid[] = {8808,  13212, 4404, 6606, /* entente: parsis, rap */
                                   12000, 6000,              /* atelier: parsis, promoter */
                                   4500,  501,               /* portrait: eau */
                                   0,     0,     0,    0};   /* gala */
    struct answer *answer = answer_new(plan);
    struct rule_answer *rules = answer->rules;
    answer->status = STATUS_OPTIMAL;
    for (uint32_t i = 0; i < plan->slot_count; i++) {
        answer->amounts[i] = cents(paid[i]);
    }
    answer_add_up(answer);
    told(&rules[FLOOR_NORD], cents(22020), cents(15309), RATIO_UNKNOWN, cents(6711));
    told(&rules[FLOOR_SUD], cents(12000), cents(5103), RATIO_UNKNOWN, cents(6897));
    told(&rules[CAP_AXIS], cents(41121), RATIO_UNKNOWN, ratio_of(448248, 1000),
         ratio_of(37038, 1000));
    told(&rules[COUNT], ratio_of(2, 1), ratio_of(2, 1), ratio_of(2, 1), RATIO_ZERO);
    told(&rules[FREE], ratio_of(-31939, 1000), RATIO_UNKNOWN, ratio_of(-30, 1),
         ratio_of(1939, 1000));
    told(&rules[PER_HEAD], cents(18000), RATIO_UNKNOWN, cents(18000), RATIO_ZERO);
    told(&rules[EAU_Y2], cents(501), cents(500), cents(600), cents(1));
    told(&rules[CAP_EACH], cents(11010), RATIO_UNKNOWN, cents(11010), RATIO_ZERO);
    answer->goals[0] = (struct goal_answer){.value = ratio_of(123545, 1000),
                                            .bound = 123.545,
                                            .before_rounding = 123.545,
                                            .known = GOAL_BEST};
    answer->goals[1] = (struct goal_answer){
        .value = cents(53136), .bound = 531.36, .before_rounding = 531.36, .known = GOAL_BEST};
    return answer;
}

#endif

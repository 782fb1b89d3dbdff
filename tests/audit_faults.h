/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every single way in which an answer can be wrong: what is done to the plan and answer of
 * tests/hand_rules.h, and what the audit has to say. Expected figures follow from the tables there;
 * where they do not at a glance, the reckoning stands beside. */
#ifndef TESTS_AUDIT_FAULTS_H
#define TESTS_AUDIT_FAULTS_H

#include "tests/hand_rules.h"

enum { SLOT_ENTENTE = 0, SLOT_ATELIER = 4, SLOT_PORTRAIT = 6, SLOT_GALA = 8 };

static void raise_by_a_cent(struct ratio *figure) {
    *figure = ratio_add(*figure, cents(1));
}

/* --- what is done to a plan and its answer ------------------------------------------------ */

#define ALTER(name) static void name(struct plan *plan, struct answer *answer)
#define UNUSED(argument) ((void)(argument))

/* A figure of the answer, told one cent too high. */
#define TOLD_TOO_HIGH(name, figure)                                                            \
    ALTER(name) {                                                                              \
        UNUSED(plan);                                                                          \
        raise_by_a_cent(&answer->figure);                                                      \
    }

TOLD_TOO_HIGH(line_amount, lines[ATELIER].amount)
TOLD_TOO_HIGH(line_level, lines[GALA].level)
TOLD_TOO_HIGH(fund_available, funds[PARSIS].available)
TOLD_TOO_HIGH(fund_allocated, funds[PROMOTER].allocated)
TOLD_TOO_HIGH(fund_balance, funds[RAP].balance)
TOLD_TOO_HIGH(year_allocated, funds[RAP].years[Y2].allocated)
TOLD_TOO_HIGH(year_arrived, funds[EAU].years[Y1].arrived)
TOLD_TOO_HIGH(year_carried, funds[PARSIS].years[Y2].carried)
TOLD_TOO_HIGH(year_left, funds[PARSIS].years[Y2].left)
TOLD_TOO_HIGH(year_interest, funds[PARSIS].years[Y2].interest)
TOLD_TOO_HIGH(year_lapsed, funds[EAU].years[Y1].lapsed)
TOLD_TOO_HIGH(fund_interest, funds[PARSIS].interest)
TOLD_TOO_HIGH(fund_lapsed, funds[EAU].lapsed)
TOLD_TOO_HIGH(fund_beyond, funds[PARSIS].beyond)
TOLD_TOO_HIGH(lapsed_without_years, funds[RAP].lapsed)
TOLD_TOO_HIGH(total_of_territory, by_territory[NORD])
TOLD_TOO_HIGH(total_of_region, by_territory[TERRITORIES])
TOLD_TOO_HIGH(total_of_axis, by_axis[AXE2])
TOLD_TOO_HIGH(total_of_year, by_year[Y1])
TOLD_TOO_HIGH(total_of_kind, by_kind[PROJECT])
TOLD_TOO_HIGH(grand_total, total)
TOLD_TOO_HIGH(activity, rules[CAP_AXIS].activity)
TOLD_TOO_HIGH(floor_told, rules[FLOOR_SUD].at_least)
TOLD_TOO_HIGH(ceiling_told, rules[CAP_EACH].at_most)
TOLD_TOO_HIGH(slack_told, rules[FREE].slack)
TOLD_TOO_HIGH(goal_value, goals[0].value)

/* A figure that is not known, told as if it were; and one that is known, not told. */
ALTER(unlimited_available) {
    UNUSED(plan);
    answer->funds[PROMOTER].available = cents(2385);
}

ALTER(floor_not_told) {
    UNUSED(plan);
    answer->rules[FLOOR_NORD].at_least = RATIO_UNKNOWN;
}

#define TOLD_OTHERWISE(name, flag, value)                                                      \
    ALTER(name) {                                                                              \
        UNUSED(plan);                                                                          \
        answer->flag = (value);                                                                \
    }

TOLD_OTHERWISE(not_funded, lines[ENTENTE].funded, false)
TOLD_OTHERWISE(funded_without_money, lines[GALA].funded, true)
TOLD_OTHERWISE(not_binding, rules[COUNT].binding, false)
TOLD_OTHERWISE(binding, rules[EAU_Y2].binding, true)
TOLD_OTHERWISE(binding_freely, rules[FREE].binding, true)
TOLD_OTHERWISE(bound_beaten, goals[0].bound, 123.5)
TOLD_OTHERWISE(least_beaten, goals[1].bound, 531.5)

/* A figure of the plan becomes another, so that the same amounts no longer do. */
#define PLAN_SAYS(name, figure, value)                                                         \
    ALTER(name) {                                                                              \
        UNUSED(answer);                                                                        \
        plan->figure = (value);                                                                \
    }

PLAN_SAYS(lower_max, lines[ENTENTE].max, cents(33029))
PLAN_SAYS(higher_min, lines[ENTENTE].min, cents(33031))
PLAN_SAYS(higher_whole, lines[ATELIER].max, cents(18001))
PLAN_SAYS(higher_required, lines[PORTRAIT].min, cents(5002))
PLAN_SAYS(lower_payer_max, lines[ENTENTE].payers[0].max, cents(22019))
PLAN_SAYS(higher_payer_min, lines[ENTENTE].payers[0].min, cents(22021))
PLAN_SAYS(lower_eligible, lines[ENTENTE].payers[1].eligible, ratio_of(3, 10))
PLAN_SAYS(lower_match, lines[ENTENTE].matches[0].amount, ratio_of(4, 10))
PLAN_SAYS(higher_match, lines[ENTENTE].matches[0].amount, ratio_of(6, 10))
PLAN_SAYS(higher_block, lines[ATELIER].matches[0].amount, cents(6001))
PLAN_SAYS(lower_block, lines[ATELIER].matches[0].amount, cents(2385))
PLAN_SAYS(higher_match_total, lines[ATELIER].matches[1].amount, ratio_of(35, 100))
PLAN_SAYS(lower_aid, lines[ENTENTE].aid_limit, ratio_of(83, 100))
PLAN_SAYS(higher_public_aid, funds[RAP].public_aid, ratio_of(6, 10))
PLAN_SAYS(higher_commitment, lines[ENTENTE].commitments[0].amount, cents(13213))
PLAN_SAYS(higher_commitment_in_all, lines[ENTENTE].commitments[1].amount, cents(11011))
PLAN_SAYS(commitment_elsewhere, lines[ENTENTE].commitments[1].fund, LEGS)
PLAN_SAYS(lower_fund, funds[RAP].amount, cents(11009))
PLAN_SAYS(lower_arrival, funds[PARSIS].arrivals[Y2], cents(23924))
PLAN_SAYS(lower_first_arrival, funds[EAU].arrivals[Y1], cents(4499))
PLAN_SAYS(lower_interest, funds[PARSIS].carry_over, RATIO_ONE)

ALTER(lower_ceiling) {
    plan->rules[PER_HEAD].at_most.value = ratio_of(179, 100);
    told(&answer->rules[PER_HEAD], cents(18000), RATIO_UNKNOWN, cents(17900), cents(-100));
    answer->rules[PER_HEAD].binding = true;
}

ALTER(higher_floor) {
    plan->rules[EAU_Y2].at_least.value = cents(502);
    told(&answer->rules[EAU_Y2], cents(501), cents(502), cents(600), cents(-1));
    answer->rules[EAU_Y2].binding = true;
}

ALTER(more_to_count) {
    plan->rules[COUNT].at_least.value = plan->rules[COUNT].at_most.value = ratio_of(3, 1);
    told(&answer->rules[COUNT], ratio_of(2, 1), ratio_of(3, 1), ratio_of(3, 1),
         ratio_of(-1, 1));
    answer->rules[COUNT].binding = true;
}

/* One person more in the north: its floor is 60 % of 340.20 x 301 / 401, no longer 153.09. */
ALTER(more_people) {
    UNUSED(answer);
    plan->territories[NORD].entity.attributes[0].value = ratio_of(301, 1);
}

ALTER(other_schedule) {
    UNUSED(answer);
    plan->lines[ENTENTE].schedule[Y1] = ratio_of(41, 100);
    plan->lines[ENTENTE].schedule[Y2] = ratio_of(59, 100);
}

ALTER(requires_another) {
    UNUSED(answer);
    plan->lines[ATELIER].requires = PICKS(plan->arena, GALA);
}

ALTER(excludes_another) {
    UNUSED(answer);
    plan->lines[PORTRAIT].excludes = PICKS(plan->arena, ATELIER);
}

ALTER(closed_year) {
    UNUSED(answer);
    plan->funds[PROMOTER].pays_for = only(plan->arena, selecting(plan->arena), BY_YEAR, Y1);
}

ALTER(half_a_cent) {
    UNUSED(plan);
    answer->amounts[SLOT_PORTRAIT] = ratio_of(90001, 2000);
}

ALTER(unknown_amount) {
    UNUSED(plan);
    answer->amounts[SLOT_PORTRAIT] = RATIO_UNKNOWN;
}

ALTER(negative) {
    UNUSED(plan);
    answer->amounts[SLOT_GALA + 2] = cents(-1);
}

ALTER(paid_when_closed) {
    UNUSED(plan);
    answer->amounts[SLOT_GALA] = cents(1);
}

ALTER(from_one_year_to_another) {
    UNUSED(plan);
    answer->amounts[SLOT_ENTENTE] = cents(8807);
    answer->amounts[SLOT_ENTENTE + 1] = cents(13213);
}

/* --- the table ---------------------------------------------------------------------------- */

struct fault {
    void (*alter)(struct plan *plan, struct answer *answer);
    bool add_up;  /* the answer is added up again after */
    size_t notes; /* how many there are in all; 0: one fault brings others with it */
    uint32_t at;  /* place of the note; 0: nowhere */
    const char *what;
};

static const struct fault faults[] = {
    /* amounts */
    {half_a_cent, false, 1, AT_LINE + PORTRAIT,
     "the audit finds the amount of \"portrait\" from \"eau\" in y1 ($45.0005) not to be a "
     "multiple of the unit, $0.01"},
    {unknown_amount, false, 1, AT_LINE + PORTRAIT,
     "the audit finds the amount of \"portrait\" from \"eau\" in y1 ($?) not to be a multiple "
     "of "
     "the unit, $0.01"},
    {negative, true, 0, AT_LINE + GALA,
     "the audit finds a negative amount for \"gala\" from \"promoter\" in y1: −$0.01"},
    {paid_when_closed, true, 0, AT_LINE + GALA,
     "the audit finds that \"gala\" gets from \"legs\" in y1 $0.01 that this fund may not pay"},
    {closed_year, true, 1, AT_LINE + ATELIER,
     "the audit finds that \"atelier\" gets from \"promoter\" in y2 $60 that this fund may not "
     "pay"},
    /* sums and flags */
    {line_amount, false, 1, AT_LINE + ATELIER,
     "the audit finds the amount of \"atelier\" to be $180, not $180.01"},
    {line_level, false, 1, AT_LINE + GALA,
     "the audit finds that the level of \"gala\" is 0, not 0.01"},
    {not_funded, false, 1, AT_LINE + ENTENTE,
     "the audit finds \"entente\" at $330.3, but told not to be funded"},
    {funded_without_money, false, 1, AT_LINE + GALA,
     "the audit finds \"gala\" without anything, but told to be funded"},
    {fund_available, false, 1, AT_FUND + PARSIS,
     "the audit finds the available amount of \"parsis\" to be $340, not $340.01"},
    {unlimited_available, false, 1, AT_FUND + PROMOTER,
     "the audit finds the available amount of \"promoter\" to be $?, not $23.85"},
    {fund_allocated, false, 1, AT_FUND + PROMOTER,
     "the audit finds the allocated amount of \"promoter\" to be $60, not $60.01"},
    {fund_balance, false, 1, AT_FUND + RAP,
     "the audit finds the balance of \"rap\" to be $5.4, not $5.41"},
    {year_allocated, false, 1, AT_FUND + RAP,
     "the audit finds the yearly payment of \"rap\" to be $66.06, not $66.07"},
    {year_arrived, false, 1, AT_FUND + EAU,
     "the audit finds the yearly arrival of \"eau\" to be $47.5, not $47.51"},
    {year_carried, false, 1, AT_FUND + PARSIS,
     "the audit finds the carry-over of \"parsis\" to be $12.8736, not $12.8836"},
    {year_left, false, 1, AT_FUND + PARSIS,
     "the audit finds the yearly rest of \"parsis\" to be $0.7536, not $0.7636"},
    {year_interest, false, 1, AT_FUND + PARSIS,
     "the audit finds the yearly interest of \"parsis\" to be $0.9536, not $0.9636"},
    {year_lapsed, false, 1, AT_FUND + EAU,
     "the audit finds the yearly lapse of \"eau\" to be $1.25, not $1.26"},
    {fund_interest, false, 1, AT_FUND + PARSIS,
     "the audit finds the interest of \"parsis\" to be $0.9536, not $0.9636"},
    {fund_lapsed, false, 1, AT_FUND + EAU,
     "the audit finds the lapse of \"eau\" to be $1.37, not $1.38"},
    {fund_beyond, false, 1, AT_FUND + PARSIS,
     "the audit finds the money beyond the amount of \"parsis\" to be $0, not $0.01"},
    {lapsed_without_years, false, 1, AT_FUND + RAP,
     "the audit finds the lapse of \"rap\" to be $0, not $0.01"},
    {total_of_territory, false, 1, AT_TERRITORY + NORD,
     "the audit finds the total of territory \"nord\" to be $330.3, not $330.31"},
    {total_of_region, false, 1, 0,
     "the audit finds the total outside territories of \"hand\" to be $50.01, not $50.02"},
    {total_of_axis, false, 1, AT_AXIS + AXE2,
     "the audit finds the total of axis \"axe2\" to be $99.09, not $99.1"},
    {total_of_year, false, 1, 0,
     "the audit finds the total of year \"y1\" to be $177.12, not $177.13"},
    {total_of_kind, false, 1, 0,
     "the audit finds the total of kind \"project\" to be $180, not $180.01"},
    {grand_total, false, 1, 0,
     "the audit finds the total of \"hand\" to be $560.31, not $560.32"},
    /* lines */
    {lower_max, true, 1, AT_LINE + ENTENTE,
     "the audit finds the maximum of \"entente\" exceeded by $0.01"},
    {higher_min, true, 1, AT_LINE + ENTENTE,
     "the audit finds the minimum of \"entente\" missed by $0.01"},
    {higher_required, true, 1, AT_LINE + PORTRAIT,
     "the audit finds the minimum of \"portrait\" missed by $0.01"},
    {higher_whole, true, 0, AT_LINE + ATELIER,
     "the audit finds $0.01 lacking to \"atelier\", which goes whole or not at all"},
    {lower_payer_max, true, 1, AT_LINE + ENTENTE,
     "the audit finds \"parsis\" $0.01 above the most it may pay of \"entente\""},
    {higher_payer_min, true, 1, AT_LINE + ENTENTE,
     "the audit finds \"parsis\" $0.01 below the least it owes to \"entente\""},
    {lower_eligible, true, 1, AT_LINE + ENTENTE, /* 110.10 - 0.3 x 330.30 */
     "the audit finds \"rap\" $11.01 above the eligible share of \"entente\""},
    {lower_match, true, 1, AT_MATCH_RAP, /* 110.10 - 0.4 x 220.20 */
     "the audit finds a co-funding condition of \"entente\" on \"rap\" missed by $22.02"},
    {higher_match, true, 1, AT_MATCH_RAP, /* 0.6 x 220.20 - 110.10 */
     "the audit finds a co-funding condition of \"entente\" on \"rap\" missed by $22.02"},
    {higher_block, true, 1, AT_MATCH_BLOCK,
     "the audit finds a co-funding condition of \"atelier\" on \"promoter\" missed by $0.01"},
    {lower_block, true, 1, AT_MATCH_BLOCK, /* 71.55 - 60, nearer than 60 - 47.70 */
     "the audit finds a co-funding condition of \"atelier\" on \"promoter\" missed by $11.55"},
    {higher_match_total, true, 1, AT_MATCH_TOTAL, /* 0.35 x 180 - 60 */
     "the audit finds a co-funding condition of \"atelier\" on \"promoter\" missed by $3"},
    {lower_aid, true, 1, AT_AID, /* 275.25 - 0.83 x 330.30 */
     "the audit finds the public aid limit of \"entente\" exceeded by $1.101"},
    {higher_public_aid, true, 1, AT_AID, /* 220.20 + 0.6 x 110.10 - 280.755 */
     "the audit finds the public aid limit of \"entente\" exceeded by $5.505"},
    {other_schedule, true, 2, AT_SCHEDULE, /* 0.01 x 330.30 */
     "the audit finds the schedule of \"entente\" in y2 missed by $3.303"},
    {from_one_year_to_another, true, 0, AT_SCHEDULE,
     "the audit finds the schedule of \"entente\" in y1 missed by $0.01"},
    {higher_commitment, true, 1, AT_COMMITTED_Y2,
     "the audit finds the commitment of \"parsis\" to \"entente\" missed by $0.01"},
    {higher_commitment_in_all, true, 1, AT_COMMITTED_ALL,
     "the audit finds the commitment of \"rap\" to \"entente\" missed by $0.01"},
    {commitment_elsewhere, true, 1, AT_COMMITTED_ALL,
     "the audit finds the commitment of \"legs\" to \"entente\" missed by $110.1"},
    {requires_another, true, 1, AT_LINE + ATELIER,
     "the audit finds \"atelier\" funded without \"gala\", which it requires"},
    {excludes_another, true, 1, AT_LINE + PORTRAIT,
     "the audit finds \"portrait\" funded together with \"atelier\", which it excludes"},
    /* funds */
    {lower_fund, true, 1, AT_FUND_AMOUNT + RAP,
     "the audit finds the amount of \"rap\" exceeded by $0.01"},
    {lower_arrival, true, 1, AT_ARRIVAL + Y2, /* 0.7536 - 0.76 */
     "the audit finds that \"parsis\" pays in y2 $0.0064 more than it has"},
    {lower_first_arrival, true, 0, AT_ARRIVAL + Y1,
     "the audit finds that \"eau\" pays in y1 $0.01 more than it has"},
    {lower_interest, true, 1, AT_ARRIVAL + Y2, /* 11.92 + 240 - 252.12 */
     "the audit finds that \"parsis\" pays in y2 $0.2 more than it has"},
    /* rules */
    {activity, false, 1, AT_RULE + CAP_AXIS,
     "the audit finds the activity of the rule \"cap_axis\" to be $411.21, not $411.22"},
    {floor_told, false, 1, AT_RULE + FLOOR_SUD,
     "the audit finds the floor of the rule \"floor.sud\" to be $51.03, not $51.04"},
    {floor_not_told, false, 1, AT_RULE + FLOOR_NORD,
     "the audit finds the floor of the rule \"floor.nord\" to be $153.09, not $?"},
    {more_people, false, 0, AT_RULE + FLOOR_NORD, /* 204.12 x 301 / 401, and 97 more digits */
     "the audit finds the floor of the rule \"floor.nord\" to be $153.217256857855, not "
     "$153.09"},
    {ceiling_told, false, 1, AT_RULE + CAP_EACH,
     "the audit finds the ceiling of the rule \"cap_each\" to be $110.1, not $110.11"},
    {slack_told, false, 1, AT_RULE + FREE,
     "the audit finds the slack of the rule \"free\" to be 1.939, not 1.949"},
    {not_binding, false, 1, AT_RULE + COUNT,
     "the audit finds the rule \"count\" binding: its slack is 0"},
    {binding, false, 1, AT_RULE + EAU_Y2,
     "the audit finds the rule \"eau_y2\" not binding: its slack is $0.01"},
    {binding_freely, false, 1, AT_RULE + FREE,
     "the audit finds the rule \"free\" not binding: its slack is 1.939"},
    {lower_ceiling, false, 1, AT_CEILING + PER_HEAD,
     "the audit finds the rule \"per_head\" missed by $1: $180 instead of at most $179"},
    {higher_floor, false, 1, AT_FLOOR + EAU_Y2,
     "the audit finds the rule \"eau_y2\" missed by $0.01: $5.01 instead of at least $5.02"},
    {more_to_count, false, 1, AT_FLOOR + COUNT,
     "the audit finds the rule \"count\" missed by 1: 2 instead of at least 3"},
    /* goals */
    {goal_value, false, 1, AT_GOAL,
     "the audit finds the goal \"maximize benefit\" at 123.545, not at 123.555"},
    {bound_beaten, false, 1, AT_GOAL,
     "the audit finds the goal \"maximize benefit\" at 123.545, better than its bound 123.5"},
    {least_beaten, false, 1, AT_GOAL + 1,
     "the audit finds the goal \"minimize terms\" at 531.36, better than its bound 531.5"},
};

#endif

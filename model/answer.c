/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/answer.h"

#include <math.h>

struct answer *answer_new(const struct plan *plan) {
    struct arena *arena = arena_new();
    struct answer *answer = ARENA_NEW(arena, struct answer);
    answer->arena = arena;
    answer->plan = plan;
    answer->status = STATUS_UNKNOWN;
    answer->goals = ARENA_ARRAY(arena, struct goal_answer, plan->goal_count);
    answer->amounts = ARENA_ARRAY(arena, struct ratio, plan->slot_count);
    answer->lines = ARENA_ARRAY(arena, struct line_answer, plan->line_count);
    answer->funds = ARENA_ARRAY(arena, struct fund_answer, plan->fund_count);
    answer->rules = ARENA_ARRAY(arena, struct rule_answer, plan->rule_count);
    answer->by_territory = ARENA_ARRAY(arena, struct ratio, plan->territory_count + 1);
    answer->by_axis = ARENA_ARRAY(arena, struct ratio, plan->axis_count);
    answer->by_year = ARENA_ARRAY(arena, struct ratio, plan->year_count);
    answer->by_kind = ARENA_ARRAY(arena, struct ratio, plan->kind_count);
    const struct price not_told = {NAN, NAN, NAN, NAN};
    for (uint32_t i = 0; i < plan->goal_count; i++) {
        struct goal_answer *goal = &answer->goals[i];
        uint32_t sharers = plan->goals[i].sharer_count;
        goal->bound = goal->before_rounding = NAN;
        goal->shares = sharers > 0 ? ARENA_ARRAY(arena, struct ratio, sharers) : NULL;
    }
    for (uint32_t i = 0; i < plan->line_count; i++) {
        answer->lines[i].least = answer->lines[i].most = NAN;
    }
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        answer->funds[i].price = not_told;
        answer->funds[i].years = ARENA_ARRAY(arena, struct fund_year, plan->year_count);
        for (uint32_t t = 0; t < plan->year_count; t++) {
            answer->funds[i].years[t].price = not_told;
        }
    }
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        answer->rules[i].price = not_told;
    }
    return answer; /* its ratios are all unknown: that is what zeroed memory means */
}

void answer_free(struct answer *answer) {
    if (answer != NULL) {
        arena_free(answer->arena);
    }
}

bool answer_has_amounts(const struct answer *answer) {
    return answer->status == STATUS_OPTIMAL || answer->status == STATUS_FEASIBLE;
}

const char *status_word(enum status status) {
    static const char *const words[] = {
        [STATUS_OPTIMAL] = "optimal",       [STATUS_FEASIBLE] = "feasible",
        [STATUS_INFEASIBLE] = "infeasible", [STATUS_UNBOUNDED] = "unbounded",
        [STATUS_UNKNOWN] = "unknown",
    };
    return words[status];
}

const char *goal_known_word(enum goal_known known) {
    static const char *const words[] = {
        [GOAL_OPEN] = "open", [GOAL_WITHIN_UNIT] = "within_unit", [GOAL_BEST] = "best"};
    return words[known];
}

const char *tie_breaker_word(enum tie_breaker breaker) {
    static const char *const words[] = {[BY_NOTHING] = NULL,
                                        [BY_PROPORTION] = "proportional",
                                        [BY_PLACE] = "order",
                                        [BY_ROUNDING] = "rounding",
                                        [BY_SEARCH] = "search"};
    return words[breaker];
}

const char *condition_word(enum line_condition condition) {
    static const char *const words[] = {
        [CONDITION_LEAST] = "least",       [CONDITION_MOST] = "most",
        [CONDITION_FUNDS] = "funds",       [CONDITION_COMMITTED] = "committed",
        [CONDITION_MATCH] = "match",       [CONDITION_AID] = "public_aid",
        [CONDITION_SCHEDULE] = "schedule", [CONDITION_REQUIRES] = "requires",
        [CONDITION_EXCLUDES] = "excludes"};
    return words[condition];
}

const char *award_word(enum award award) {
    static const char *const words[] = {[AWARD_UNKNOWN] = NULL,
                                        [AWARD_CERTAIN] = "certain",
                                        [AWARD_POSSIBLE] = "possible",
                                        [AWARD_NEVER] = "never"};
    return words[award];
}

/* --- adding up ---------------------------------------------------------------------------- */

/* With `unit: none` amounts may have any denominators, and with interest those of what is left
 * grow every year. Where a result does not fit, the fraction nearest to it stands for it, this
 * close for each dollar. */
#define NEAR_ENOUGH 1e-15

static struct ratio exact_or_near(struct ratio exact, double value) {
    return ratio_known(exact) ? exact : ratio_near(value, NEAR_ENOUGH * fmax(1, fabs(value)));
}

static void add_to(struct ratio *sum, struct ratio amount) {
    double value = ratio_double(*sum) + ratio_double(amount);
    *sum = exact_or_near(ratio_add(*sum, amount), value);
}

static struct ratio product(struct ratio a, struct ratio b) {
    return exact_or_near(ratio_mul(a, b), ratio_double(a) * ratio_double(b));
}

static struct ratio quotient(struct ratio a, struct ratio b) {
    return exact_or_near(ratio_div(a, b), ratio_double(a) / ratio_double(b));
}

static void set_to_zero(struct ratio *sums, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        sums[i] = RATIO_ZERO;
    }
}

static void forget_sums(struct answer *answer) {
    const struct plan *plan = answer->plan;
    for (uint32_t f = 0; f < plan->fund_count; f++) {
        answer->funds[f].allocated = RATIO_ZERO;
        for (uint32_t t = 0; t < plan->year_count; t++) {
            answer->funds[f].years[t].allocated = RATIO_ZERO;
        }
    }
    set_to_zero(answer->by_territory, plan->territory_count + 1);
    set_to_zero(answer->by_axis, plan->axis_count);
    set_to_zero(answer->by_year, plan->year_count);
    set_to_zero(answer->by_kind, plan->kind_count);
    answer->total = RATIO_ZERO;
}

/* Adds the slots of a line up, for itself and for the years of its funds. */
static void add_slots(struct answer *answer, uint32_t position) {
    const struct line *line = &answer->plan->lines[position];
    struct line_answer *its = &answer->lines[position];
    its->amount = RATIO_ZERO;
    for (uint32_t p = 0; p < line->payer_count; p++) {
        struct fund_year *years = answer->funds[line->payers[p].fund].years;
        for (uint32_t t = 0; t < line->years.count; t++) {
            struct ratio amount = answer->amounts[plan_slot(answer->plan, position, p, t)];
            add_to(&its->amount, amount);
            add_to(&years[line->years.list[t]].allocated, amount);
        }
    }
    its->level = line->has_max ? quotient(its->amount, line->max) : RATIO_UNKNOWN;
    its->funded = ratio_known(its->amount) && ratio_sign(its->amount) > 0;
}

/* Adds the amount of a line to the totals of what it belongs to. */
static void add_line(struct answer *answer, uint32_t position) {
    const struct plan *plan = answer->plan;
    const struct line *line = &plan->lines[position];
    struct ratio amount = answer->lines[position].amount;
    bool regional = line->territory == NONE;
    add_to(&answer->by_territory[regional ? plan->territory_count : line->territory], amount);
    if (line->kind != NONE) {
        add_to(&answer->by_kind[line->kind], amount);
    }
    for (uint32_t i = 0; i < line->axis_count; i++) {
        const struct axis_share *part = &line->axes[i];
        add_to(&answer->by_axis[part->axis], product(part->share, amount));
    }
    add_to(&answer->total, amount);
}

static struct ratio difference(struct ratio a, struct ratio b) {
    add_to(&a, ratio_neg(b));
    return a;
}

struct ratio answer_kept(const struct fund_year *year) {
    return difference(year->left, year->lapsed);
}

/* What a fund holds from year to year, once the `allocated` of its years is known. */
static void follow_years(const struct plan *plan, const struct fund *fund,
                         struct fund_year *years) {
    struct ratio gained = ratio_max(ratio_sub(fund->carry_over, RATIO_ONE), RATIO_ZERO);
    struct ratio lost = ratio_max(ratio_sub(RATIO_ONE, fund->carry_over), RATIO_ZERO);
    for (uint32_t t = 0; t < plan->year_count; t++) {
        struct fund_year *year = &years[t];
        struct ratio before = t == 0 ? RATIO_ZERO : years[t - 1].left;
        year->arrived = fund->arrivals[t];
        year->carried = product(fund->carry_over, before);
        year->interest = product(gained, before);
        year->left = difference(year->arrived, year->allocated);
        add_to(&year->left, year->carried);
        year->lapsed = product(lost, year->left);
    }
}

/* A fund whose money arrives by year; its amount, when it has one, is a ceiling besides. */
static void add_years(const struct plan *plan, const struct fund *fund,
                      struct fund_answer *its) {
    const struct fund_year *last = &its->years[plan->year_count - 1];
    follow_years(plan, fund, its->years);
    its->available = RATIO_ZERO;
    for (uint32_t t = 0; t < plan->year_count; t++) {
        add_to(&its->available, its->years[t].arrived);
        add_to(&its->interest, its->years[t].interest);
        add_to(&its->lapsed, its->years[t].lapsed);
    }
    struct ratio kept = answer_kept(last);
    its->balance = kept;
    if (fund->limited) {
        its->balance = ratio_min(kept, difference(fund->amount, its->allocated));
        its->beyond = difference(kept, its->balance);
    }
}

static void add_fund(struct answer *answer, uint32_t position) {
    const struct plan *plan = answer->plan;
    const struct fund *fund = &plan->funds[position];
    struct fund_answer *its = &answer->funds[position];
    for (uint32_t t = 0; t < plan->year_count; t++) {
        add_to(&its->allocated, its->years[t].allocated);
        add_to(&answer->by_year[t], its->years[t].allocated);
    }
    its->interest = its->lapsed = its->beyond = RATIO_ZERO;
    if (fund->arrivals != NULL) {
        add_years(plan, fund, its);
        return;
    }
    its->available = fund->limited ? fund->amount : RATIO_UNKNOWN;
    its->balance = fund->limited ? difference(fund->amount, its->allocated) : RATIO_UNKNOWN;
}

void answer_add_up(struct answer *answer) {
    forget_sums(answer);
    for (uint32_t i = 0; i < answer->plan->line_count; i++) {
        add_slots(answer, i);
        add_line(answer, i);
    }
    for (uint32_t f = 0; f < answer->plan->fund_count; f++) {
        add_fund(answer, f);
    }
}

/* Slack that is none: what one more unit, or one more line, would overstep; otherwise what
 * rounding leaves. */
static struct ratio least_slack(const struct plan *plan, const struct rule *rule,
                                struct ratio size) {
    if (rule->counts) {
        return RATIO_ONE;
    }
    if (rule_in_dollars(rule) && ratio_sign(plan->unit) > 0) {
        return plan->unit;
    }
    return ratio_mul(size, ratio_of(1, 1000000000));
}

static struct ratio missed_by(struct ratio slack) {
    return ratio_known(slack) ? ratio_max(ratio_neg(slack), RATIO_ZERO) : slack;
}

void rule_answer_measure(const struct plan *plan, const struct rule *rule,
                         struct rule_answer *told) {
    struct ratio below = RATIO_UNKNOWN, above = RATIO_UNKNOWN, size = RATIO_ONE;
    if (ratio_known(told->at_least)) {
        below = ratio_sub(told->activity, told->at_least);
        size = ratio_max(size, told->at_least);
    }
    if (ratio_known(told->at_most)) {
        above = ratio_sub(told->at_most, told->activity);
        size = ratio_max(size, told->at_most);
    }
    told->shortfall = rule->soft ? missed_by(below) : RATIO_UNKNOWN;
    told->excess = rule->soft ? missed_by(above) : RATIO_UNKNOWN;
    told->slack = !ratio_known(below)   ? above
                  : !ratio_known(above) ? below
                                        : ratio_min(below, above);
    told->binding =
        ratio_known(told->slack) && ratio_cmp(told->slack, least_slack(plan, rule, size)) < 0;
}

enum side rule_answer_side(const struct rule_answer *told) {
    if (!ratio_known(told->at_least) || !ratio_known(told->at_most)) {
        return ratio_known(told->at_least) ? SIDE_FLOOR : SIDE_CEILING;
    }
    if (ratio_equal(told->at_least, told->at_most)) {
        return SIDE_BOTH;
    }
    struct ratio below = ratio_sub(told->activity, told->at_least);
    struct ratio above = ratio_sub(told->at_most, told->activity);
    bool floor = ratio_known(below) && ratio_known(above) && ratio_cmp(below, above) <= 0;
    return floor ? SIDE_FLOOR : SIDE_CEILING;
}

struct ratio rule_answer_bound(const struct rule_answer *told) {
    return rule_answer_side(told) == SIDE_CEILING ? told->at_most : told->at_least;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several plans have in common, and what their answers come to. */
#include <math.h>
#include <string.h>

#include "scenarios/compare_parts.h"

#define NEAR_ENOUGH                                                                            \
    1e-15 /* relative: of a fraction that stands for a number that does not fit */

static struct ratio exact_or_near(struct ratio exact, double value) {
    return ratio_known(exact) ? exact : ratio_near(value, NEAR_ENOUGH * fmax(1, fabs(value)));
}

struct ratio sum_of(struct ratio a, struct ratio b) {
    if (!ratio_known(a) || !ratio_known(b)) {
        return RATIO_UNKNOWN;
    }
    return exact_or_near(ratio_add(a, b), ratio_double(a) + ratio_double(b));
}

struct ratio product_of(struct ratio a, struct ratio b) {
    if (!ratio_known(a) || !ratio_known(b)) {
        return RATIO_UNKNOWN;
    }
    return exact_or_near(ratio_mul(a, b), ratio_double(a) * ratio_double(b));
}

/* --- things ----------------------------------------------------------------------------------- */

struct named {
    const char *id, *name;
};

static struct named of_entity(const struct entity *entity) {
    return (struct named){entity->id, entity->name};
}

static struct named territory_at(const struct plan *plan, uint32_t i) {
    return of_entity(&plan->territories[i].entity);
}

static struct named axis_at(const struct plan *plan, uint32_t i) {
    return of_entity(&plan->axes[i].entity);
}

static struct named fund_at(const struct plan *plan, uint32_t i) {
    return of_entity(&plan->funds[i].entity);
}

static struct named line_at(const struct plan *plan, uint32_t i) {
    return of_entity(&plan->lines[i].entity);
}

static struct named rule_at(const struct plan *plan, uint32_t i) {
    return of_entity(&plan->rules[i].entity);
}

static struct named goal_at(const struct plan *plan, uint32_t i) {
    return (struct named){plan->goals[i].text, plan->goals[i].text};
}

/* How many a plan has, and each of them. */
struct sort {
    size_t count; /* where plan has it */
    struct named (*at)(const struct plan *plan, uint32_t i);
};

static uint32_t count_of(const struct sort *sort, const struct plan *plan) {
    uint32_t count;
    memcpy(&count, (const char *)plan + sort->count, sizeof count);
    return count;
}

static void enter(struct names *ids, const struct sort *sort, const struct plan *plan) {
    for (uint32_t i = 0; i < count_of(sort, plan); i++) {
        names_add(ids, sort->at(plan, i).id, NULL);
    }
}

static void locate(struct things *things, const struct names *ids, const struct sort *sort,
                   const struct plan *plan, uint32_t *at) {
    memset(at, 0xff, ids->count * sizeof *at);
    for (uint32_t i = 0; i < count_of(sort, plan); i++) {
        struct named named = sort->at(plan, i);
        uint32_t position = names_find(ids, named.id, strlen(named.id));
        at[position] = at[position] == NONE ? i : at[position];
        if (things->names[position] == NULL) {
            things->names[position] = named.name;
        }
    }
}

static struct things gather(struct comparison *comparison, const struct sort *sort,
                            struct names *ids) {
    struct arena *arena = comparison->arena;
    struct things things = {0};
    enter(ids, sort, comparison->scenarios[comparison->base].plan);
    for (uint32_t s = 0; s < comparison->scenario_count; s++) {
        enter(ids, sort, comparison->scenarios[s].plan);
    }
    things.count = ids->count;
    things.ids = ARENA_ARRAY(arena, const char *, ids->count);
    things.names = ARENA_ARRAY(arena, const char *, ids->count);
    things.at = ARENA_ARRAY(arena, uint32_t *, comparison->scenario_count);
    for (uint32_t i = 0; i < ids->count; i++) {
        things.ids[i] = ids->list[i];
    }
    for (uint32_t s = 0; s < comparison->scenario_count; s++) {
        things.at[s] = ARENA_ARRAY(arena, uint32_t, ids->count);
    }
    locate(&things, ids, sort, comparison->scenarios[comparison->base].plan,
           things.at[comparison->base]);
    for (uint32_t s = 0; s < comparison->scenario_count; s++) {
        locate(&things, ids, sort, comparison->scenarios[s].plan, things.at[s]);
    }
    return things;
}

void things_gather(struct comparing *c) {
    static const struct sort territories = {offsetof(struct plan, territory_count),
                                            territory_at},
                             axes = {offsetof(struct plan, axis_count), axis_at},
                             funds = {offsetof(struct plan, fund_count), fund_at},
                             lines = {offsetof(struct plan, line_count), line_at},
                             rules = {offsetof(struct plan, rule_count), rule_at},
                             goals = {offsetof(struct plan, goal_count), goal_at};
    struct comparison *comparison = c->comparison;
    struct names ids = {0};
    comparison->territories = gather(comparison, &territories, &c->territories);
    comparison->axes = gather(comparison, &axes, &c->axes);
    comparison->funds = gather(comparison, &funds, &c->funds);
    comparison->lines = gather(comparison, &lines, &ids);
    names_free(&ids);
    comparison->rules = gather(comparison, &rules, &ids);
    names_free(&ids);
    comparison->goals = gather(comparison, &goals, &ids);
    names_free(&ids);
}

/* --- outcomes --------------------------------------------------------------------------------- */

uint32_t outcome_size(const struct comparison *comparison) {
    return 2 + comparison->territories.count + 1 + comparison->axes.count + 1 +
           comparison->funds.count;
}

/* The lists of an outcome stand behind each other. */
struct ratio *outcome_at(const struct outcome *outcome, uint32_t number) {
    return &outcome->all[number];
}

static struct outcome outcome_new(const struct comparison *comparison) {
    struct outcome outcome;
    outcome.all = ARENA_ARRAY(comparison->arena, struct ratio, outcome_size(comparison));
    outcome.by_territory = outcome.all + 2;
    outcome.by_axis = outcome.by_territory + comparison->territories.count + 1;
    outcome.by_fund = outcome.by_axis + comparison->axes.count + 1;
    return outcome;
}

/* Position among the comparison's things; NAMES_NONE: it is none of them. */
static uint32_t position_of(const struct names *ids, const char *id) {
    return names_find(ids, id, strlen(id));
}

static void add_axes(const struct comparing *c, const struct plan *plan, uint32_t line,
                     struct ratio amount, struct outcome *outcome) {
    const struct line *its = &plan->lines[line];
    for (uint32_t i = 0; i < its->axis_count; i++) {
        uint32_t at = position_of(&c->axes, plan->axes[its->axes[i].axis].entity.id);
        if (at != NAMES_NONE) {
            outcome->by_axis[at] =
                sum_of(outcome->by_axis[at], product_of(its->axes[i].share, amount));
        }
    }
    if (its->axis_count == 0) {
        struct ratio *none = &outcome->by_axis[c->comparison->axes.count];
        *none = sum_of(*none, amount);
    }
}

struct outcome outcome_of(const struct comparing *c, const struct answer *answer) {
    const struct comparison *comparison = c->comparison;
    struct outcome outcome = outcome_new(comparison);
    if (answer == NULL || !answer_has_amounts(answer)) {
        return outcome; /* unknown: that is what zeroed memory means */
    }
    const struct plan *plan = answer->plan;
    for (uint32_t i = 0; i < outcome_size(comparison); i++) {
        *outcome_at(&outcome, i) = RATIO_ZERO;
    }
    *outcome_at(&outcome, OUTCOME_GOAL) = answer->goals[0].value;
    *outcome_at(&outcome, OUTCOME_TOTAL) = answer->total;
    for (uint32_t i = 0; i < plan->territory_count; i++) {
        uint32_t at = position_of(&c->territories, plan->territories[i].entity.id);
        if (at != NAMES_NONE) {
            outcome.by_territory[at] = answer->by_territory[i];
        }
    }
    outcome.by_territory[comparison->territories.count] =
        answer->by_territory[plan->territory_count];
    for (uint32_t i = 0; i < plan->line_count; i++) {
        add_axes(c, plan, i, answer->lines[i].amount, &outcome);
    }
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        uint32_t at = position_of(&c->funds, plan->funds[i].entity.id);
        if (at != NAMES_NONE) {
            outcome.by_fund[at] = answer->funds[i].allocated;
        }
    }
    return outcome;
}

/* --- dollars ---------------------------------------------------------------------------------- */

struct cube {
    const struct comparing *c;
    const struct answer *answer;
    struct ratio *dollars;
};

static void add_to_cube(const struct cube *cube, uint32_t territory, uint32_t axis,
                        uint32_t fund, struct ratio amount) {
    const struct comparison *comparison = cube->c->comparison;
    size_t at =
        ((size_t)territory * (comparison->axes.count + 1) + axis) * comparison->funds.count +
        fund;
    cube->dollars[at] = sum_of(cube->dollars[at], amount);
}

static void add_payer(const struct cube *cube, uint32_t line, uint32_t payer) {
    const struct plan *plan = cube->answer->plan;
    const struct comparison *comparison = cube->c->comparison;
    const struct line *its = &plan->lines[line];
    struct ratio amount = RATIO_ZERO;
    for (uint32_t y = 0; y < its->years.count; y++) {
        amount = sum_of(amount, cube->answer->amounts[plan_slot(plan, line, payer, y)]);
    }
    if (!ratio_known(amount) || ratio_sign(amount) == 0) {
        return;
    }
    uint32_t fund =
        position_of(&cube->c->funds, plan->funds[its->payers[payer].fund].entity.id);
    uint32_t territory =
        its->territory == NONE
            ? comparison->territories.count
            : position_of(&cube->c->territories, plan->territories[its->territory].entity.id);
    for (uint32_t i = 0; i < its->axis_count; i++) {
        uint32_t axis = position_of(&cube->c->axes, plan->axes[its->axes[i].axis].entity.id);
        add_to_cube(cube, territory, axis, fund, product_of(its->axes[i].share, amount));
    }
    if (its->axis_count == 0) {
        add_to_cube(cube, territory, comparison->axes.count, fund, amount);
    }
}

struct ratio *dollars_of(const struct comparing *c, const struct answer *answer) {
    const struct comparison *comparison = c->comparison;
    size_t count = (size_t)(comparison->territories.count + 1) * (comparison->axes.count + 1) *
                   comparison->funds.count;
    struct cube cube = {c, answer, ARENA_ARRAY(comparison->arena, struct ratio, count)};
    for (size_t i = 0; i < count; i++) {
        cube.dollars[i] = RATIO_ZERO;
    }
    for (uint32_t i = 0; i < answer->plan->line_count; i++) {
        for (uint32_t p = 0; p < answer->plan->lines[i].payer_count; p++) {
            add_payer(&cube, i, p);
        }
    }
    return cube.dollars;
}

/* --- the core --------------------------------------------------------------------------------- */

static void add_to_core(struct core_line *core, struct ratio amount, bool first) {
    core->alike = first || (core->alike && ratio_equal(amount, core->least));
    core->least = first ? amount : ratio_min(core->least, amount);
    core->most = first ? amount : ratio_max(core->most, amount);
    core->everywhere = (first || core->everywhere) && ratio_sign(amount) > 0;
}

void core_find(struct comparison *comparison) {
    comparison->core =
        ARENA_ARRAY(comparison->arena, struct core_line, comparison->lines.count);
    comparison->core_total = RATIO_ZERO;
    for (uint32_t s = 0; s < comparison->scenario_count; s++) {
        if (!comparison->scenarios[s].has_amounts) {
            continue;
        }
        for (uint32_t i = 0; i < comparison->lines.count; i++) {
            add_to_core(&comparison->core[i], comparison_line(comparison, s, i),
                        comparison->core_scenarios == 0);
        }
        comparison->core_scenarios++;
    }
    for (uint32_t i = 0; i < comparison->lines.count; i++) {
        if (comparison->core[i].everywhere) {
            comparison->core_total = sum_of(comparison->core_total, comparison->core[i].least);
        }
    }
}

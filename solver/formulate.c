/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/formulate.h"

#include <assert.h>
#include <string.h>

#include "solver/build.h"
#include "solver/order.h"

#define NO_BOUND RATIO_UNKNOWN

/* Most that a fund can pay in all, or unknown. Money carried over with interest grows: (4). */
static struct ratio fund_limit(const struct plan *plan, const struct fund *fund) {
    struct ratio limit = fund->limited ? fund->amount : RATIO_UNKNOWN;
    if (fund->arrivals == NULL)
        return limit;
    struct ratio grown = RATIO_ZERO;
    struct ratio growth = ratio_max(fund->carry_over, RATIO_ONE);
    for (uint32_t year = 0; year < plan->year_count; year++)
        grown = ratio_add(ratio_mul(grown, growth), fund->arrivals[year]);
    return ratio_known(limit) ? ratio_min(limit, grown) : grown;
}

/* The most that a line can get: (16). */
static struct ratio line_limit(const struct plan *plan, const struct line *line) {
    struct ratio sum = RATIO_ZERO;
    if (line->has_max)
        return line->max;
    for (uint32_t i = 0; i < line->payer_count; i++) {
        const struct payer *p = &line->payers[i];
        struct ratio most = fund_limit(plan, &plan->funds[p->fund]);
        if (p->has_max)
            most = ratio_known(most) ? ratio_min(most, p->max) : p->max;
        sum = ratio_add(sum, most); /* unknown stays unknown */
    }
    return sum;
}

static void push(struct build *build, const struct term *terms, uint32_t count, int up,
                 int down) {
    for (uint32_t i = 0; i < count; i++) {
        if (terms[i].kind != TERM_MEASURE)
            continue;
        int sign = ratio_sign(terms[i].times);
        int way = sign > 0 ? up : sign < 0 ? down : 0;
        build->pushed[terms[i].subject] |= (uint8_t)way;
    }
}

/* In which directions the goals and rules push each measure. */
static void find_pushes(struct build *build) {
    const struct plan *plan = build->plan;
    for (uint32_t i = 0; i < plan->goal_count; i++) {
        bool up = plan->goals[i].maximize, both = plan->goals[i].kind == WANT_CLOSEST;
        push(build, plan->goals[i].terms, plan->goals[i].term_count,
             both ? PUSHED_BOTH
             : up ? PUSHED_UP
                  : PUSHED_DOWN,
             both ? PUSHED_BOTH
             : up ? PUSHED_DOWN
                  : PUSHED_UP);
    }
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        const struct rule *rule = &plan->rules[i];
        if (rule->at_least.kind != AMOUNT_NONE)
            push(build, rule->terms, rule->term_count, PUSHED_UP, PUSHED_DOWN);
        if (rule->at_most.kind != AMOUNT_NONE)
            push(build, rule->terms, rule->term_count, PUSHED_DOWN, PUSHED_UP);
    }
}

static void count_selected(struct build *build, const struct term *terms, uint32_t count,
                           const struct member *member) {
    for (uint32_t i = 0; i < count; i++) {
        if (terms[i].kind != TERM_COUNT)
            continue;
        for (uint32_t line = 0; line < build->plan->line_count; line++)
            if (ratio_sign(selection_share(build->plan, terms[i].selection, member,
                                           &build->plan->lines[line])) != 0)
                build->counted[line] = true;
    }
}

/* Lines of which somebody asks whether they are funded. */
static void find_counted(struct build *build) {
    const struct plan *plan = build->plan;
    for (uint32_t i = 0; i < plan->rule_count; i++)
        if (plan->rules[i].counts || plan->rules[i].term_count > 1)
            count_selected(build, plan->rules[i].terms, plan->rules[i].term_count,
                           &plan->rules[i].member);
    for (uint32_t i = 0; i < plan->goal_count; i++)
        count_selected(build, plan->goals[i].terms, plan->goals[i].term_count, NULL);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        for (uint32_t k = 0; k < line->requires.count; k++)
            build->counted[line->requires.list[k]] = build->counted[i] = true;
        for (uint32_t k = 0; k < line->excludes.count; k++)
            build->counted[line->excludes.list[k]] = build->counted[i] = true;
    }
}

static void sort_lines(struct build *build) {
    const struct plan *plan = build->plan;
    struct arena *arena = build->program->arena;
    build->territory_lines = buckets_new(arena, plan->territory_count);
    build->axis_lines = buckets_new(arena, plan->axis_count);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        if (plan->lines[i].territory != NONE)
            buckets_expect(&build->territory_lines, plan->lines[i].territory);
        for (uint32_t k = 0; k < plan->lines[i].axis_count; k++)
            buckets_expect(&build->axis_lines, plan->lines[i].axes[k].axis);
    }
    buckets_seal(&build->territory_lines, arena);
    buckets_seal(&build->axis_lines, arena);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        if (plan->lines[i].territory != NONE)
            buckets_put(&build->territory_lines, plan->lines[i].territory, i);
        for (uint32_t k = 0; k < plan->lines[i].axis_count; k++)
            buckets_put(&build->axis_lines, plan->lines[i].axes[k].axis, i);
    }
}

static void prepare(struct build *build) {
    const struct plan *plan = build->plan;
    struct arena *arena = build->program->arena;
    uint32_t curves = 0;
    build->line_total = ARENA_ARRAY(arena, uint32_t, plan->line_count);
    build->fund_total = ARENA_ARRAY(arena, uint32_t, plan->slot_count);
    build->limit = ARENA_ARRAY(arena, struct ratio, plan->line_count);
    build->counted = ARENA_ARRAY(arena, bool, plan->line_count);
    build->pushed = ARENA_ARRAY(arena, uint8_t, plan->measure_count);
    build->first_curve = ARENA_ARRAY(arena, uint32_t, plan->line_count);
    memset(build->line_total, 0xff, plan->line_count * sizeof(uint32_t));
    memset(build->fund_total, 0xff, plan->slot_count * sizeof(uint32_t));
    for (uint32_t i = 0; i < plan->line_count; i++) {
        build->limit[i] = line_limit(plan, &plan->lines[i]);
        build->first_curve[i] = curves;
        curves += plan->lines[i].curve_count;
    }
    build->curve_piece = ARENA_ARRAY(arena, uint32_t, curves);
    memset(build->curve_piece, 0xff, curves * sizeof(uint32_t));
    find_pushes(build);
    find_counted(build);
    sort_lines(build);
}

/* --- funds: (1) and (4) ------------------------------------------------------------------- */

/* Open columns of each fund and year. */
static struct buckets sort_slots(struct build *build) {
    const struct program *program = build->program;
    const struct plan *plan = build->plan;
    struct buckets slots = buckets_new(program->arena, plan->fund_count * plan->year_count);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < plan->slot_count; i++) {
            uint32_t j = program->slot_column[i];
            if (j == NONE)
                continue;
            const struct column *c = &program->columns[j];
            uint32_t group = c->fund * plan->year_count + c->year;
            if (pass == 0)
                buckets_expect(&slots, group);
            else
                buckets_put(&slots, group, j);
        }
        if (pass == 0)
            buckets_seal(&slots, program->arena);
    }
    return slots;
}

static void add_paid(struct build *build, const struct buckets *slots, uint32_t group) {
    for (uint32_t i = slots->start[group]; i < slots->start[group + 1]; i++)
        form_add(build, slots->items[i], RATIO_ONE);
}

/* paid + left <= arrived + carry_over * left of the year before: (4). */
static void formulate_years(struct build *build, const struct buckets *slots, uint32_t number) {
    const struct fund *fund = &build->plan->funds[number];
    uint32_t years = build->plan->year_count, left = NONE;
    bool carries = ratio_sign(fund->carry_over) > 0;
    for (uint32_t year = 0; year < years; year++) {
        struct origin origin = {NONE, number, year};
        add_paid(build, slots, number * years + year);
        if (left != NONE)
            form_add(build, left, ratio_neg(fund->carry_over));
        if (carries && year + 1 < years) {
            left = build_column(build, COLUMN_LEFT, origin, RATIO_ZERO, NO_BOUND);
            form_add(build, left, RATIO_ONE);
        }
        build->program->fund_year_row[number * years + year] =
            build_row(build, ROW_FUND_YEAR, origin, NO_BOUND, fund->arrivals[year]);
    }
}

void formulate_funds(struct build *build) {
    struct buckets slots = sort_slots(build);
    uint32_t years = build->plan->year_count;
    for (uint32_t number = 0; number < build->plan->fund_count; number++) {
        const struct fund *fund = &build->plan->funds[number];
        if (fund->limited) {
            for (uint32_t year = 0; year < years; year++)
                add_paid(build, &slots, number * years + year);
            build->program->fund_row[number] = build_row(
                build, ROW_FUND, (struct origin){NONE, number, NONE}, NO_BOUND, fund->amount);
        }
        if (fund->arrivals != NULL)
            formulate_years(build, &slots, number);
    }
}

struct program *formulate(const struct plan *plan, struct notes *notes) {
    struct build build;
    build_start(&build, plan, notes);
    prepare(&build);
    for (uint32_t line = 0; line < plan->line_count; line++)
        formulate_line(&build, line);
    formulate_relations(&build);
    formulate_funds(&build);
    formulate_rules(&build);
    formulate_goals(&build);
    struct program *program = build_finish(&build);
    if (program != NULL)
        program_order(program);
    return program;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/price_parts.h"

#include <math.h>
#include <stdlib.h>

#include "solver/interpret.h"

#define NOTHING 1e-11 /* a price nearer to nothing is none */
#define ALIKE 1e-9    /* relative: prices of either side nearer than this are one */

uint32_t *priced_rows(const struct program *program, struct arena *arena, uint32_t *count) {
    const struct plan *plan = program->plan;
    uint32_t years = plan->fund_count * plan->year_count;
    uint32_t *rows =
        ARENA_ARRAY(arena, uint32_t, plan->fund_count + years + 2 * (size_t)plan->rule_count);
    *count = 0;
    for (uint32_t i = 0; i < plan->fund_count; i++)
        if (program->fund_row[i] != NONE)
            rows[(*count)++] = program->fund_row[i];
    for (uint32_t i = 0; i < years; i++)
        if (program->fund_year_row[i] != NONE)
            rows[(*count)++] = program->fund_year_row[i];
    for (uint32_t i = 0; i < 2 * plan->rule_count; i++)
        if (program->rule_rows[i] != NONE &&
            (i % 2 == 0 || program->rule_rows[i] != program->rule_rows[i - 1]))
            rows[(*count)++] = program->rule_rows[i];
    return rows;
}

/* --- what is priced ------------------------------------------------------------------------- */

struct pricing {
    const struct program *program;
    struct movement *movements; /* [count] */
    struct price **prices;      /* [count] where the movements' prices go */
    double *bounds;             /* [count] present values */
    uint32_t count;
};

static void add(struct pricing *p, struct price *price, struct ratio bound,
                struct movement movement) {
    p->movements[p->count] = movement;
    p->prices[p->count] = price;
    p->bounds[p->count++] = ratio_double(bound);
}

/* A dollar more that arrives in a year can be paid only if the fund may pay it in all. */
static void add_fund(struct pricing *p, uint32_t number, struct fund_answer *its) {
    const struct fund *fund = &p->program->plan->funds[number];
    uint32_t years = p->program->plan->year_count, all = p->program->fund_row[number];
    if (all != NONE)
        add(p, &its->price, fund->amount, (struct movement){{{all, false, true}}, 1});
    for (uint32_t y = 0; y < years; y++) {
        uint32_t row = p->program->fund_year_row[number * years + y];
        if (row != NONE)
            add(p, &its->years[y].price, fund->arrivals[y],
                (struct movement){{{row, false, true}, {all, false, true}},
                                  all == NONE ? 1 : 2});
    }
}

static void add_rule(struct pricing *p, uint32_t number, struct rule_answer *its) {
    const uint32_t *rows = &p->program->rule_rows[2 * (size_t)number];
    enum side side = rule_answer_side(its);
    struct engine_shift low = {rows[0], true, false}, high = {rows[1], false, true};
    struct movement movement = {{low}, 1};
    if (side == SIDE_CEILING)
        movement.shifts[0] = high;
    else if (side == SIDE_BOTH && rows[0] == rows[1])
        movement.shifts[0].upper = true;
    else if (side == SIDE_BOTH)
        movement = (struct movement){{low, high}, 2};
    add(p, &its->price, rule_answer_bound(its), movement);
}

static struct pricing list(const struct program *program, struct answer *answer) {
    const struct plan *plan = program->plan;
    size_t most = plan->fund_count * ((size_t)plan->year_count + 1) + plan->rule_count;
    struct pricing p = {.program = program};
    p.movements = memory_grow(NULL, most, sizeof *p.movements);
    p.prices = memory_grow(NULL, most, sizeof *p.prices);
    p.bounds = memory_grow(NULL, most, sizeof *p.bounds);
    for (uint32_t i = 0; i < plan->fund_count; i++)
        add_fund(&p, i, &answer->funds[i]);
    for (uint32_t i = 0; i < plan->rule_count; i++)
        add_rule(&p, i, &answer->rules[i]);
    return p;
}

/* --- what is told --------------------------------------------------------------------------- */

static double told(double slope) {
    return fabs(slope) < NOTHING ? 0 : isfinite(slope) ? without_noise(slope) : slope;
}

static void tell(struct price *price, const struct piece pieces[2], double bound) {
    const struct piece *up = &pieces[UPWARDS], *down = &pieces[DOWNWARDS];
    price->above = told(up->slope);
    price->below = told(-down->slope);
    if (isfinite(price->above) &&
        fabs(price->above - price->below) <= ALIKE * fabs(price->above))
        price->below = price->above;
    price->to = isfinite(bound + up->reach) ? without_noise(bound + up->reach) : up->reach;
    price->from =
        isfinite(bound - down->reach) ? without_noise(bound - down->reach) : -down->reach;
}

/* A fund whose money arrives year by year is worth what a dollar is in its best year. */
static void tell_best_year(const struct plan *plan, struct fund_answer *fund) {
    bool maximize = plan->goals[0].maximize;
    for (uint32_t y = 0; y < plan->year_count; y++) {
        double price = fund->years[y].price.above;
        if (!isnan(price) &&
            (isnan(fund->price.above) ||
             (maximize ? price > fund->price.above : price < fund->price.above)))
            fund->price = (struct price){price, fund->years[y].price.below, NAN, NAN};
    }
}

bool price(struct engine *engine, const struct program *program,
           const struct engine_limits *limits, const struct settled *settled,
           struct answer *answer) {
    struct pricing p = list(program, answer);
    struct piece(*pieces)[2] = memory_grow(NULL, p.count, sizeof *pieces);
    const struct ranged of = {engine, program, limits, settled};
    engine_be_quick(engine, true); /* a price is not worth that long */
    bool good = ranging(&of, p.movements, p.count, pieces) &&
                (!program->has_whole || price_decisions(&of, p.movements, p.count, pieces));
    for (uint32_t i = 0; i < p.count; i++)
        tell(p.prices[i], pieces[i], p.bounds[i]);
    for (uint32_t i = 0; i < program->plan->fund_count; i++)
        if (program->fund_row[i] == NONE)
            tell_best_year(program->plan, &answer->funds[i]);
    free(pieces);
    free(p.movements);
    free(p.prices);
    free(p.bounds);
    return good;
}

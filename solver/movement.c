/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/movement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/interpret.h"

#define NOTHING 1e-11 /* a price nearer to nothing is none */
#define EXACTLY 1e-16 /* relative: the decimal that a double was printed as */
#define ALIKE 1e-9    /* relative: prices of either side nearer than this are one */

/* --- what is priced ------------------------------------------------------------------------- */

static void add(struct pricing *p, struct price *price, struct ratio bound,
                struct movement movement) {
    p->movements[p->count] = movement;
    p->prices[p->count] = price;
    p->bounds[p->count++] = bound;
}

/* A dollar more that arrives in a year can be paid only if the fund may pay it in all. */
static void add_fund(struct pricing *p, const struct program *program, uint32_t number,
                     struct fund_answer *its) {
    const struct fund *fund = &program->plan->funds[number];
    uint32_t years = program->plan->year_count, all = program->fund_row[number];
    if (all != NONE)
        add(p, &its->price, fund->amount, (struct movement){{{all, false, true}}, 1});
    for (uint32_t y = 0; y < years; y++) {
        uint32_t row = program->fund_year_row[number * years + y];
        if (row != NONE)
            add(p, &its->years[y].price, fund->arrivals[y],
                (struct movement){{{row, false, true}, {all, false, true}},
                                  all == NONE ? 1 : 2});
    }
}

static void add_rule(struct pricing *p, const struct program *program, uint32_t number,
                     struct rule_answer *its) {
    const uint32_t *rows = &program->rule_rows[2 * (size_t)number];
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

struct pricing pricing_list(const struct program *program, struct answer *answer) {
    const struct plan *plan = program->plan;
    size_t most = plan->fund_count * ((size_t)plan->year_count + 1) + plan->rule_count;
    struct pricing p = {0};
    p.movements = memory_grow(NULL, most, sizeof *p.movements);
    p.prices = memory_grow(NULL, most, sizeof *p.prices);
    p.bounds = memory_grow(NULL, most, sizeof *p.bounds);
    for (uint32_t i = 0; i < plan->fund_count; i++)
        add_fund(&p, program, i, &answer->funds[i]);
    for (uint32_t i = 0; i < plan->rule_count; i++)
        add_rule(&p, program, i, &answer->rules[i]);
    return p;
}

void pricing_free(struct pricing *p) {
    free(p->movements);
    free(p->prices);
    free(p->bounds);
    *p = (struct pricing){0};
}

/* --- moving -------------------------------------------------------------------------------- */

struct ratio price_distance(const struct price *price, struct ratio bound, int direction,
                            bool *endless) {
    double end = direction == UPWARDS ? price->to : price->from;
    *endless = isinf(end);
    if (isnan(end) || !ratio_known(bound))
        return RATIO_UNKNOWN;
    if (*endless)
        return RATIO_ONE;
    struct ratio at = ratio_near(end, EXACTLY * fmax(fabs(end), 1e-9));
    struct ratio distance = ratio_sub(at, bound);
    distance = direction == UPWARDS ? distance : ratio_neg(distance);
    return ratio_known(distance) && ratio_sign(distance) > 0 ? distance : RATIO_UNKNOWN;
}

struct program price_moved(const struct program *program, struct row *rows,
                           const struct movement *movement, int direction,
                           struct ratio distance) {
    struct program moved = *program;
    struct ratio by = direction == UPWARDS ? distance : ratio_neg(distance);
    memcpy(rows, program->rows, program->row_count * sizeof *rows);
    for (uint32_t i = 0; i < movement->count; i++) {
        const struct engine_shift *shift = &movement->shifts[i];
        if (shift->row == NONE)
            continue;
        struct row *row = &rows[shift->row];
        row->lower = shift->lower ? ratio_add(row->lower, by) : row->lower;
        row->upper = shift->upper ? ratio_add(row->upper, by) : row->upper;
    }
    moved.rows = rows;
    return moved;
}

/* --- what is told --------------------------------------------------------------------------- */

double price_told(double slope) {
    return fabs(slope) < NOTHING ? 0 : isfinite(slope) ? without_noise(slope) : slope;
}

void price_join(struct price *price) {
    if (isfinite(price->above) &&
        fabs(price->above - price->below) <= ALIKE * fabs(price->above))
        price->below = price->above;
}

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

void price_best_years(const struct program *program, struct answer *answer) {
    for (uint32_t i = 0; i < program->plan->fund_count; i++)
        if (program->fund_row[i] == NONE)
            tell_best_year(program->plan, &answer->funds[i]);
}

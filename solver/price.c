/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/price_parts.h"

#include <math.h>
#include <stdlib.h>

#include "solver/interpret.h"

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

/* --- what is told --------------------------------------------------------------------------- */

static void tell(struct price *price, const struct piece pieces[2], double bound) {
    const struct piece *up = &pieces[UPWARDS], *down = &pieces[DOWNWARDS];
    price->above = price_told(up->slope);
    price->below = price_told(-down->slope);
    price_join(price);
    price->to = isfinite(bound + up->reach) ? without_noise(bound + up->reach) : up->reach;
    price->from =
        isfinite(bound - down->reach) ? without_noise(bound - down->reach) : -down->reach;
}

bool price(struct engine *engine, const struct program *program,
           const struct engine_limits *limits, struct settled *settled, struct answer *answer) {
    struct pricing p = pricing_list(program, answer);
    struct piece(*pieces)[2] = memory_grow(NULL, p.count, sizeof *pieces);
    const struct ranged of = {engine, program, limits, settled};
    engine_be_quick(engine, true); /* a price is not worth that long */
    bool good = ranging(&of, p.movements, p.count, pieces) &&
                (!program->has_whole || price_decisions(&of, p.movements, p.count, pieces));
    for (uint32_t i = 0; i < p.count; i++)
        tell(p.prices[i], pieces[i], ratio_double(p.bounds[i]));
    price_best_years(program, answer);
    free(pieces);
    pricing_free(&p);
    return good;
}

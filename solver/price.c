/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/price.h"

#include <math.h>

#include "solver/interpret.h"

#define NOTICEABLE 1e-8 /* relative change of the goal that a search can tell from none */

struct pricing {
    const struct program *program;
    struct engine *engine;
    const struct engine_limits *limits;
    const double *row_dual;
    double best;
    uint32_t cutoff; /* row: the first goal is at least so much */
    bool failed;
};

static void set_row(struct pricing *p, uint32_t row, double more) {
    const struct row *r = &p->program->rows[row];
    double lower = ratio_known(r->lower) ? ratio_double(r->lower) + more : -INFINITY;
    double upper = ratio_known(r->upper) ? ratio_double(r->upper) + more : INFINITY;
    engine_set_row(p->engine, row, lower, upper);
}

/* Only solutions better than `value` from now on. */
static void set_cutoff(struct pricing *p, double value) {
    const struct objective *o = &p->program->objectives[0];
    value -= ratio_double(o->constant);
    engine_set_row(p->engine, p->cutoff, o->maximize ? value : -INFINITY,
                   o->maximize ? INFINITY : value);
}

static enum engine_status search(struct pricing *p) {
    double bound;
    enum engine_status status = engine_solve_linear(p->engine, p->limits);
    if (status == ENGINE_OPTIMAL)
        status = engine_solve_whole(p->engine, p->limits, &bound);
    p->failed = p->failed || status == ENGINE_FAILED;
    return status;
}

/* Is anything better than the decisions held can give? Raising a bound that is a floor can only
 * cost, so there the same decisions may not be possible any more and nothing is known before. */
static double price_of_row(struct pricing *p, uint32_t row) {
    if (row == NONE || p->failed)
        return NAN;
    const struct row *r = &p->program->rows[row];
    double sense = p->program->objectives[0].maximize ? 1 : -1;
    double held = p->row_dual[row];
    bool loosens = !ratio_known(r->lower);
    set_row(p, row, 1);
    double price = NAN;
    enum engine_status status = ENGINE_INFEASIBLE;
    if (loosens) {
        set_cutoff(p, p->best + held + sense * NOTICEABLE * fmax(1, fabs(p->best)));
        status = search(p);
        if (status == ENGINE_INFEASIBLE)
            price = held;
    } else {
        set_cutoff(p, -sense * INFINITY);
        status = search(p);
    }
    if (status == ENGINE_OPTIMAL)
        price = engine_objective(p->engine) - p->best;
    set_row(p, row, 0);
    return fabs(price) < NOTICEABLE * NOTICEABLE ? 0 : without_noise(price);
}

static void price_funds(struct pricing *p, struct answer *answer) {
    const struct plan *plan = p->program->plan;
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        answer->funds[i].price = price_of_row(p, p->program->fund_row[i]);
        for (uint32_t y = 0; y < plan->year_count; y++)
            answer->funds[i].years[y].price =
                price_of_row(p, p->program->fund_year_row[i * plan->year_count + y]);
    }
}

static void price_rules(struct pricing *p, struct answer *answer) {
    for (uint32_t i = 0; i < p->program->plan->rule_count; i++) {
        uint32_t low = p->program->rule_rows[2 * (size_t)i];
        uint32_t high = p->program->rule_rows[2 * (size_t)i + 1];
        struct rule_answer *rule = &answer->rules[i];
        bool floor_is_nearer =
            ratio_known(rule->at_least) &&
            ratio_equal(rule->slack, ratio_sub(rule->activity, rule->at_least));
        rule->price = price_of_row(p, floor_is_nearer || high == NONE ? low : high);
    }
}

bool price_by_solving(const struct program *program, double best, const double *row_dual,
                      const struct engine_limits *limits, struct answer *answer) {
    struct pricing p = {program, engine_new(program), limits, row_dual, best, NONE, false};
    const struct objective *o = &program->objectives[0];
    p.cutoff = engine_add_row(p.engine, o->entries, o->count, -INFINITY, INFINITY);
    engine_set_objective(p.engine, o);
    price_funds(&p, answer);
    price_rules(&p, answer);
    engine_free(p.engine);
    return !p.failed;
}

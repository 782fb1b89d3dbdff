/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/judge.h"

#include <math.h>

#define MILLIONTH 1e-6

/* What a unit of money more in a column may be worth to the objective, times the unit. */
static double worth_of(const struct program *program, const struct entry *entry) {
    const struct column *c = &program->columns[entry->column];
    double worth = fabs(ratio_double(entry->coefficient)), least = INFINITY;
    if (c->money || c->kind == COLUMN_PIECE || column_is_miss(c))
        return worth;
    if (c->kind != COLUMN_FLOOR)
        return 0;
    const struct goal *goal = &program->plan->goals[c->fund];
    for (uint32_t i = 0; i < goal->sharer_count; i++)
        least = fmin(least, ratio_double(goal->sharers[i].weight));
    return worth / least;
}

double judge_tolerance(const struct program *program, uint32_t stage, double bound) {
    const struct objective *objective = &program->objectives[stage];
    double most = 0;
    for (uint32_t i = 0; i < objective->count; i++)
        most = fmax(most, worth_of(program, &objective->entries[i]));
    return fmax(most * ratio_double(program->plan->unit), MILLIONTH * fabs(bound));
}

static double same_for(double a, double b) {
    return JUDGE_SAME * fmax(1, fmax(fabs(a), fabs(b)));
}

bool judge_same(double a, double b) {
    return fabs(a - b) <= same_for(a, b);
}

enum goal_known judge_known(const struct program *program, uint32_t goal, double value,
                            double bound, double doubt) {
    if (doubt <= same_for(value, bound))
        return GOAL_BEST;
    bool near = ratio_sign(program->plan->unit) > 0 &&
                doubt <= judge_tolerance(program, program->goal_stage[goal], bound);
    return near ? GOAL_WITHIN_UNIT : GOAL_OPEN;
}

bool judge_gives_room(const struct program *program, uint32_t stage) {
    return ratio_sign(program->plan->goals[program->objectives[stage].goal].within) > 0;
}

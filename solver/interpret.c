/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/interpret.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "solver/complete.h"

static void read_amounts(const struct program *program, const struct ratio *x,
                         struct answer *answer) {
    for (uint32_t i = 0; i < program->plan->slot_count; i++) {
        uint32_t column = program->slot_column[i];
        answer->amounts[i] = column == NONE ? RATIO_ZERO : x[column];
    }
}

/* A bound of a rule in dollars: what the row left over from the activity, or a plain number. */
static struct ratio bound_of(const struct program *program, uint32_t number,
                             const struct amount *amount, struct ratio activity,
                             const struct ratio *x) {
    const struct rule *rule = &program->plan->rules[number];
    if (amount->kind == AMOUNT_NONE)
        return RATIO_UNKNOWN;
    if (amount->kind == AMOUNT_FIXED)
        return amount->value;
    if (amount->kind == AMOUNT_PER)
        return ratio_mul(amount->value,
                         member_value(program->plan, &rule->member, amount->attribute));
    uint32_t row = program->rule_rows[2 * (size_t)number + (amount == &rule->at_most)];
    struct ratio constant = program->activities[number].constant;
    return ratio_sub(ratio_sub(activity, constant), program_row_rest(program, row, x));
}

static void read_rule(const struct program *program, uint32_t number, const struct ratio *x,
                      struct rule_answer *out) {
    const struct rule *rule = &program->plan->rules[number];
    out->activity = objective_value(&program->activities[number], x);
    out->at_least = bound_of(program, number, &rule->at_least, out->activity, x);
    out->at_most = bound_of(program, number, &rule->at_most, out->activity, x);
    rule_answer_measure(program->plan, rule, out);
}

static void read_shares(const struct program *program, uint32_t number, const struct ratio *x,
                        struct goal_answer *answer) {
    const struct goal *goal = &program->plan->goals[number];
    for (uint32_t i = 0; i < goal->sharer_count; i++)
        answer->shares[i] =
            ratio_div(x[program->goal_column[number] + i], goal->sharers[i].weight);
}

void interpret(const struct program *program, const struct ratio *x, struct answer *answer) {
    read_amounts(program, x, answer);
    answer_add_up(answer);
    for (uint32_t i = 0; i < program->plan->rule_count; i++)
        read_rule(program, i, x, &answer->rules[i]);
    for (uint32_t i = 0; i < program->plan->goal_count; i++) {
        answer->goals[i].value =
            objective_value(&program->objectives[program->goal_stage[i]], x);
        read_shares(program, i, x, &answer->goals[i]);
    }
}

double without_noise(double value) {
    char digits[40];
    snprintf(digits, sizeof digits, "%.12g", value);
    double rounded = strtod(digits, NULL);
    return rounded == 0 ? 0 : rounded; /* never -0 */
}

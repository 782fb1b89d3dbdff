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
    struct tally left;
    tally_init(&left);
    uint32_t row = program->rule_rows[2 * (size_t)number + (amount == &rule->at_most)];
    struct ratio constant = program->activities[number].constant;
    program_row_value(program, row, x, &left);
    struct ratio bound = ratio_sub(ratio_sub(activity, constant), tally_ratio(&left));
    tally_clear(&left);
    return bound;
}

static void read_rule(const struct program *program, uint32_t number, const struct ratio *x,
                      struct rule_answer *out) {
    const struct rule *rule = &program->plan->rules[number];
    out->activity = objective_value(&program->activities[number], x);
    out->at_least = bound_of(program, number, &rule->at_least, out->activity, x);
    out->at_most = bound_of(program, number, &rule->at_most, out->activity, x);
    out->price = out->price_range[0] = out->price_range[1] = NAN;
    rule_answer_measure(program->plan, rule, out);
}

void interpret(const struct program *program, const struct ratio *x, struct answer *answer) {
    read_amounts(program, x, answer);
    answer_add_up(answer);
    for (uint32_t i = 0; i < program->plan->rule_count; i++)
        read_rule(program, i, x, &answer->rules[i]);
    for (uint32_t i = 0; i < program->objective_count; i++)
        answer->goals[i].value = objective_value(&program->objectives[i], x);
}

double without_noise(double value) {
    char digits[40];
    snprintf(digits, sizeof digits, "%.12g", value);
    double rounded = strtod(digits, NULL);
    return rounded == 0 ? 0 : rounded; /* never -0 */
}

static double price_of(const double *row_price, uint32_t row) {
    return row == NONE || fabs(row_price[row]) < 1e-11 ? 0 : without_noise(row_price[row]);
}

void interpret_prices(const struct program *program, const double *row_price,
                      struct answer *answer) {
    const struct plan *plan = program->plan;
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        if (program->fund_row[i] != NONE)
            answer->funds[i].price = price_of(row_price, program->fund_row[i]);
        for (uint32_t y = 0; y < plan->year_count; y++) {
            uint32_t row = program->fund_year_row[i * plan->year_count + y];
            if (row != NONE)
                answer->funds[i].years[y].price = price_of(row_price, row);
        }
    }
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        uint32_t low = program->rule_rows[2 * (size_t)i];
        uint32_t high = program->rule_rows[2 * (size_t)i + 1];
        double price = price_of(row_price, low);
        if (high != low)
            price += price_of(row_price, high);
        answer->rules[i].price = price;
    }
}

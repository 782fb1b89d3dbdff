/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A basis that floating point calls the best is nearly always so: then no factorization is needed
 * to show it, only the right fractions. */
#include "solver/simplex_parts.h"

#define NEAR 0x1p-95 /* relative: what a refined value may be off by … */
#define DUST 0x1p-99 /* … and of the largest of them, at least; by as much as nothing is */

static double largest_of(const struct twin *list, uint32_t count) {
    double largest = 0;
    for (uint32_t i = 0; i < count; i++)
        largest = fmax(largest, fabs(list[i].high));
    return largest;
}

/* False: it is no fraction of the size that amounts have. */
static bool take(mpq_t to, struct twin value, double largest) {
    double size = fabs(value.high), dust = DUST * largest;
    if (value.low == 0 && size <= 0x1p53 && nearbyint(value.high) == value.high) {
        mpq_set_si(to, (long)value.high, 1);
        return true;
    }
    struct ratio simplest =
        size <= dust ? RATIO_ZERO
                     : ratio_near_twin(value.high, value.low, fmax(NEAR * size, dust));
    if (ratio_known(simplest))
        ratio_to_big(to, simplest);
    return ratio_known(simplest);
}

static bool take_columns(struct simplex *s, const struct twin *value) {
    double largest = largest_of(value, s->variable_count - s->row_count);
    bool taken = true;
    for (uint32_t v = s->row_count; v < s->variable_count && taken; v++)
        if (s->state[v] == BASIC)
            taken = take(s->value[v], value[v - s->row_count], largest);
        else
            simplex_stand(s, v);
    return taken;
}

static bool take_weights(struct simplex *s, const struct twin *weight) {
    bool up = s->objective == NULL || s->objective->maximize, taken = true;
    double largest = largest_of(weight, s->row_count);
    for (uint32_t i = 0; i < s->row_count && taken; i++) {
        struct twin own = up ? weight[i] : twin_neg(weight[i]);
        taken = take(s->weight[i], s->state[i] == BASIC ? (struct twin){0, 0} : own, largest);
    }
    return taken;
}

bool simplex_guess(struct simplex *s, const struct twin *value, const struct twin *weight) {
    return take_columns(s, value) && take_weights(s, weight);
}

/* The entries' sum; a row that is not basic has its bound already. */
static bool add_up(struct simplex *s, uint32_t i) {
    const struct row *row = &s->program->rows[i];
    mpq_t *sum = s->state[i] == BASIC ? &s->value[i] : &s->other;
    mpq_set_ui(*sum, 0, 1);
    for (uint32_t k = row->start; k < row->start + row->count; k++) {
        const struct entry *entry = &s->program->entries[k];
        big_add_product(*sum, entry->coefficient, s->value[s->row_count + entry->column],
                        s->work);
    }
    return s->state[i] == BASIC || mpq_equal(*sum, s->value[i]);
}

static bool is_a_point(struct simplex *s) {
    for (uint32_t i = 0; i < s->row_count; i++) {
        if (s->state[i] != BASIC)
            simplex_stand(s, i);
        if (!add_up(s, i))
            return false;
    }
    for (uint32_t v = 0; v < s->variable_count; v++)
        if (s->state[v] == BASIC && simplex_violation(s, v) != 0)
            return false;
    return true;
}

static bool is_basic_reduced(const struct simplex *s) {
    for (uint32_t v = s->row_count; v < s->variable_count; v++)
        if (s->state[v] == BASIC && mpq_sgn(s->reduced[v - s->row_count]) != 0)
            return false;
    return true;
}

bool simplex_is_shown(struct simplex *s) {
    if (!is_a_point(s))
        return false;
    simplex_set_costs(s);
    simplex_subtract_rows(s, false);
    return is_basic_reduced(s) && simplex_is_best(s);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Multipliers weighed in whole numbers of one unit, a small part of the cost of fractions: for
 * multipliers that are a row's common denominator times short fractions, as evidence has them. */
#include <limits.h>
#include <string.h>

#include "solver/weigh_parts.h"

#define MOST_UNIT ((wide)1 << 96) /* of the multipliers */
#define MOST_ENDS ((wide)1 << 20) /* common denominator of bounds */

/* Ends of longer denominators are left to fractions. */
static wide with_ends(wide unit, struct ratio lower, struct ratio upper) {
    wide more = ratio_known(lower) ? whole_common(unit, lower.den, MOST_ENDS) : unit;
    unit = more != 0 ? more : unit;
    more = ratio_known(upper) ? whole_common(unit, upper.den, MOST_ENDS) : unit;
    return more != 0 ? more : unit;
}

wide weigh_end_unit(const struct program *program) {
    wide unit = 1;
    for (uint32_t i = 0; i < program->row_count; i++)
        unit = with_ends(unit, program->rows[i].lower, program->rows[i].upper);
    for (uint32_t j = 0; j < program->column_count; j++)
        unit = with_ends(unit, program->columns[j].lower, program->columns[j].upper);
    return unit;
}

static void take_costs(struct weighing *w, const struct objective *objective) {
    uint32_t columns = w->program->column_count;
    memset(w->whole, 0, columns * sizeof *w->whole);
    for (uint32_t j = 0; j < columns; j++)
        w->cost[j] = RATIO_ZERO;
    for (uint32_t k = 0; objective != NULL && k < objective->count; k++) {
        struct ratio cost = objective->entries[k].coefficient;
        w->cost[objective->entries[k].column] = objective->maximize ? cost : ratio_neg(cost);
    }
}

/* A row of long denominators, such as one that keeps a goal, goes to the costs. */
static bool subtract_from_costs(struct weighing *w, const struct program *now,
                                const struct row *row, struct ratio y) {
    bool known = true;
    for (uint32_t k = row->start; k < row->start + row->count && known; k++) {
        struct ratio *cost = &w->cost[now->entries[k].column];
        *cost = ratio_sub(*cost, ratio_mul(y, now->entries[k].coefficient));
        known = ratio_known(*cost);
    }
    return known;
}

/* The unit of all multipliers, each in parts of its row's common denominator; 0: it is too
 * large. */
static wide unit_of(struct weighing *w, const struct program *now, mpq_t *y) {
    wide unit = 1;
    for (uint32_t i = 0; i < now->row_count && unit != 0; i++) {
        if (mpq_sgn(y[i]) == 0)
            continue;
        struct ratio own = ratio_of_big(y[i]);
        wide row = w->rows.common[i];
        if (!ratio_known(own))
            return 0;
        if (row == 0) {
            unit = subtract_from_costs(w, now, &now->rows[i], own) ? unit : 0;
            continue;
        }
        wide den;
        bool fits = !__builtin_mul_overflow(own.den, row / wide_divisor(row, own.num), &den);
        unit = fits ? whole_common(unit, den, MOST_UNIT) : 0;
    }
    return unit;
}

/* whole -= y * row, y in whole numbers of the row's common denominator. */
static bool subtract(struct weighing *w, const struct program *now, uint32_t i, wide y) {
    const struct row *row = &now->rows[i];
    for (uint32_t k = row->start; k < row->start + row->count; k++) {
        wide product, *reduced = &w->whole[now->entries[k].column];
        if (__builtin_mul_overflow(w->rows.entries[k], y, &product) ||
            __builtin_sub_overflow(*reduced, product, reduced) || *reduced < -WIDE_MAX)
            return false;
    }
    return true;
}

/* The most that times * value can be, added to the rest; false: without end. */
static bool add_rest(struct weighing *w, int sign, struct ratio times, struct ratio lower,
                     struct ratio upper) {
    struct ratio end = sign > 0 ? upper : lower;
    if (sign == 0 || !ratio_known(end))
        return sign == 0;
    ratio_to_big(w->negated, times);
    big_add_product(w->rest, end, w->negated, w->work);
    return true;
}

/* The same of whole / unit, in whole numbers where that fits. */
static bool add_whole(struct weighing *w, int sign, wide whole, struct ratio lower,
                      struct ratio upper) {
    struct ratio end = sign > 0 ? upper : lower;
    wide ends, product;
    if (sign == 0 || !ratio_known(end))
        return sign == 0;
    if (w->end_unit % end.den == 0 &&
        !__builtin_mul_overflow(end.num, w->end_unit / end.den, &ends) &&
        !__builtin_mul_overflow(whole, ends, &product) &&
        !__builtin_add_overflow(w->whole_bound, product, &product) && product >= -WIDE_MAX) {
        w->whole_bound = product;
        return true;
    }
    ratio_to_big(w->negated, (struct ratio){whole, 1});
    big_add_product(w->bound, end, w->negated, w->work);
    return true;
}

static bool add_rows(struct weighing *w, const struct program *now, mpq_t *y, bool *ends) {
    for (uint32_t i = 0; i < now->row_count; i++) {
        const struct row *row = &now->rows[i];
        int sign = mpq_sgn(y[i]);
        if (sign == 0)
            continue;
        struct ratio own = ratio_of_big(y[i]);
        if (w->rows.common[i] == 0) {
            *ends = *ends && add_rest(w, sign, own, row->lower, row->upper);
            continue;
        }
        struct ratio parts = ratio_div(own, ratio_of_wide(w->rows.common[i], 1));
        wide count, whole;
        if (!ratio_known(parts) ||
            __builtin_mul_overflow(parts.num, w->unit / parts.den, &count) ||
            __builtin_mul_overflow(count, w->rows.common[i], &whole) ||
            !subtract(w, now, i, count))
            return false;
        *ends = *ends && add_whole(w, sign, whole, row->lower, row->upper);
    }
    return true;
}

static int sign_of(const struct weighing *w, uint32_t j) {
    if (ratio_sign(w->cost[j]) == 0)
        return (w->whole[j] > 0) - (w->whole[j] < 0);
    return ratio_cmp(w->cost[j], ratio_of_wide(-w->whole[j], w->unit));
}

static bool add_column(struct weighing *w, uint32_t j, struct ratio lower, struct ratio upper) {
    int sign = w->sign[j];
    bool ends = add_whole(w, sign, w->whole[j], lower, upper);
    if (ends && ratio_sign(w->cost[j]) != 0)
        add_rest(w, sign, w->cost[j], lower, upper);
    return ends;
}

static bool add_columns(struct weighing *w, const struct program *now) {
    bool ends = true;
    for (uint32_t j = 0; j < now->column_count && ends; j++) {
        w->sign[j] = (int8_t)sign_of(w, j);
        ends = add_column(w, j, now->columns[j].lower, now->columns[j].upper);
        if (!ends) {
            weigh_imply(w);
            ends = add_column(w, j, w->lower[j], w->upper[j]);
        }
    }
    return ends;
}

bool weigh_whole(struct weighing *w, const struct program *now,
                 const struct objective *objective, mpq_t *y, bool *ends) {
    take_costs(w, objective);
    w->unit = unit_of(w, now, y);
    mpq_set_ui(w->bound, 0, 1);
    mpq_set_ui(w->rest, 0, 1);
    w->whole_bound = 0;
    *ends = true;
    if (w->unit == 0 || !add_rows(w, now, y, ends))
        return false;
    *ends = *ends && add_columns(w, now);
    ratio_to_big(w->work, ratio_of_wide(w->whole_bound, w->end_unit));
    mpq_add(w->bound, w->bound, w->work);
    ratio_to_big(w->work, (struct ratio){w->unit, 1});
    mpq_div(w->bound, w->bound, w->work);
    mpq_add(w->bound, w->bound, w->rest);
    return true;
}

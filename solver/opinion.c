/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/opinion.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/twin.h"

#define PASSES 8     /* over the rows, to imply bounds */
#define LOOSE 1e-9   /* relative: implied bounds keep away from their rounding by so much */
#define MENDS 4      /* rounds of mending the weights for columns without an end */
#define TIGHTER 0.1  /* of a range: what an implied bound must take from it to count */
#define LOST 0x1p-98 /* relative: more than a product of twins, and adding it to a sum, loses */

struct bounds {
    struct twin *lower, *upper;
};

struct opinion {
    uint32_t row_count, column_count, row_capacity;
    uint32_t *start; /* [row_count + 1] entries of a row: start[i] … start[i + 1] - 1 */
    uint32_t *columns;
    struct twin *coefficients; /* [entry_capacity] */
    size_t entry_capacity;
    struct bounds row, column; /* as they are now */
    /* Implied bounds hold for the widest bounds seen so far, so that they outlive a change. */
    struct bounds widest_row, widest_column;
    double *implied_lower, *implied_upper; /* [column_count] */
    bool stale, widened; /* they have to be made; some bound has widened since */
    struct twin *costs;  /* [column_count] of the objective */
    struct twin constant;
    bool maximize;
    struct sum *reduced; /* [column_count] c - A'y */
    double *weights;     /* [row_capacity] y, as used */
    bool *mended;        /* [column_count] by the present round */
    double margin;       /* by which 0 was shown to be below 0 */
};

/* --- sums that lose next to nothing ------------------------------------------------------- */

struct sum {
    double value, lost; /* value + lost is what was added … */
    double size;        /* … but for LOST of this, times the square of … */
    uint32_t count;     /* … so many additions */
};

static void sum_add(struct sum *sum, struct twin term) {
    double next = sum->value + term.high, part = next - sum->value;
    sum->lost += (sum->value - (next - part)) + (term.high - part) + term.low;
    sum->value = next;
    sum->size += fabs(term.high);
    sum->count++;
}

static struct twin times(double a, struct twin b) {
    double high = a * b.high;
    return (struct twin){high, fma(a, b.high, -high) + a * b.low};
}

/* How far the exact sum may be from value + lost. */
static double sum_error(const struct sum *sum) {
    double count = sum->count + 4.0;
    return sum->size == 0 ? 0 : LOST * count * count * sum->size + DBL_MIN;
}

static struct twin sum_twin(const struct sum *sum) {
    double high = sum->value + sum->lost;
    return (struct twin){high, (sum->value - high) + sum->lost};
}

/* --- the program in doubles --------------------------------------------------------------- */

static void grow_bounds(struct bounds *bounds, size_t capacity) {
    bounds->lower = memory_grow(bounds->lower, capacity, sizeof *bounds->lower);
    bounds->upper = memory_grow(bounds->upper, capacity, sizeof *bounds->upper);
}

static void free_bounds(struct bounds *bounds) {
    free(bounds->lower);
    free(bounds->upper);
}

void opinion_add_row(struct opinion *o, const struct entry *entries, uint32_t count,
                     struct ratio lower, struct ratio upper) {
    uint32_t row = o->row_count++, end = o->start[row] + count;
    if (o->row_count >= o->row_capacity) {
        o->row_capacity = 2 * o->row_capacity + 8;
        o->start = memory_grow(o->start, o->row_capacity + 1, sizeof *o->start);
        o->weights = memory_grow(o->weights, o->row_capacity, sizeof(double));
        grow_bounds(&o->row, o->row_capacity);
        grow_bounds(&o->widest_row, o->row_capacity);
    }
    if (end > o->entry_capacity) {
        o->entry_capacity = 2 * (size_t)end;
        o->columns = memory_grow(o->columns, o->entry_capacity, sizeof *o->columns);
        o->coefficients =
            memory_grow(o->coefficients, o->entry_capacity, sizeof *o->coefficients);
    }
    for (uint32_t i = 0; i < count; i++) {
        o->columns[o->start[row] + i] = entries[i].column;
        o->coefficients[o->start[row] + i] = twin_of(entries[i].coefficient, 0);
    }
    o->start[o->row_count] = end;
    o->row.lower[row] = o->widest_row.lower[row] = twin_of(lower, -INFINITY);
    o->row.upper[row] = o->widest_row.upper[row] = twin_of(upper, INFINITY);
    o->stale = true;
}

struct opinion *opinion_new(const struct program *program) {
    struct opinion *o = memory_grow(NULL, 1, sizeof *o);
    uint32_t columns = program->column_count;
    *o = (struct opinion){.column_count = columns,
                          .row_capacity = program->row_count + 8,
                          .entry_capacity = (size_t)program->entry_count + 8};
    o->start = memory_grow(NULL, o->row_capacity + 1, sizeof *o->start);
    o->start[0] = 0;
    o->columns = memory_grow(NULL, o->entry_capacity, sizeof *o->columns);
    o->coefficients = memory_grow(NULL, o->entry_capacity, sizeof *o->coefficients);
    o->reduced = memory_grow(NULL, columns, sizeof *o->reduced);
    o->weights = memory_grow(NULL, o->row_capacity, sizeof(double));
    o->mended = memory_grow(NULL, columns, sizeof(bool));
    o->costs = memory_grow(NULL, columns, sizeof *o->costs);
    memset(o->costs, 0, columns * sizeof *o->costs);
    o->implied_lower = memory_grow(NULL, columns, sizeof(double));
    o->implied_upper = memory_grow(NULL, columns, sizeof(double));
    grow_bounds(&o->row, o->row_capacity);
    grow_bounds(&o->widest_row, o->row_capacity);
    grow_bounds(&o->column, columns);
    grow_bounds(&o->widest_column, columns);
    for (uint32_t j = 0; j < columns; j++) {
        const struct column *c = &program->columns[j];
        o->column.lower[j] = o->widest_column.lower[j] = twin_of(c->lower, -INFINITY);
        o->column.upper[j] = o->widest_column.upper[j] = twin_of(c->upper, INFINITY);
    }
    for (uint32_t i = 0; i < program->row_count; i++) {
        const struct row *r = &program->rows[i];
        opinion_add_row(o, program->entries + r->start, r->count, r->lower, r->upper);
    }
    return o;
}

void opinion_free(struct opinion *o) {
    if (o == NULL)
        return;
    free(o->start);
    free(o->columns);
    free(o->coefficients);
    free(o->reduced);
    free(o->costs);
    free(o->weights);
    free(o->mended);
    free(o->implied_lower);
    free(o->implied_upper);
    free_bounds(&o->row);
    free_bounds(&o->column);
    free_bounds(&o->widest_row);
    free_bounds(&o->widest_column);
    free(o);
}

static void narrow(struct bounds *widest, const struct bounds *now, uint32_t count) {
    memcpy(widest->lower, now->lower, count * sizeof *now->lower);
    memcpy(widest->upper, now->upper, count * sizeof *now->upper);
}

void opinion_narrow(struct opinion *o) {
    if (!o->widened)
        return;
    narrow(&o->widest_row, &o->row, o->row_count);
    narrow(&o->widest_column, &o->column, o->column_count);
    o->widened = false;
    o->stale = true;
}

static void set_bounds(struct opinion *o, struct bounds *now, struct bounds *widest,
                       uint32_t at, struct bounds *to) {
    now->lower[at] = *to->lower;
    now->upper[at] = *to->upper;
    if (to->lower->high < widest->lower[at].high) {
        widest->lower[at] = *to->lower;
        o->stale = o->widened = true;
    }
    if (to->upper->high > widest->upper[at].high) {
        widest->upper[at] = *to->upper;
        o->stale = o->widened = true;
    }
}

void opinion_set_row(struct opinion *o, uint32_t row, struct ratio lower, struct ratio upper) {
    assert(row < o->row_count);
    struct twin low = twin_of(lower, -INFINITY), high = twin_of(upper, INFINITY);
    set_bounds(o, &o->row, &o->widest_row, row, &(struct bounds){&low, &high});
}

void opinion_set_column(struct opinion *o, uint32_t column, struct ratio lower,
                        struct ratio upper) {
    assert(column < o->column_count);
    struct twin low = twin_of(lower, -INFINITY), high = twin_of(upper, INFINITY);
    set_bounds(o, &o->column, &o->widest_column, column, &(struct bounds){&low, &high});
}

void opinion_set_objective(struct opinion *o, const struct objective *objective) {
    memset(o->costs, 0, o->column_count * sizeof *o->costs);
    for (uint32_t i = 0; i < objective->count; i++)
        o->costs[objective->entries[i].column] = twin_of(objective->entries[i].coefficient, 0);
    o->constant = twin_of(objective->constant, 0);
    o->maximize = objective->maximize;
}

/* --- bounds that rows imply --------------------------------------------------------------- */

/* What the entries of a row add up to at least (or, turned round, at most): its finite part, the
 * size of the figures in it, and the entries that have no bound. */
struct least {
    double sum, size;
    uint32_t unbounded, which;
};

static double least_of(const struct opinion *o, uint32_t entry, double sign) {
    double a = sign * o->coefficients[entry].high;
    uint32_t j = o->columns[entry];
    return a * (a > 0 ? o->implied_lower[j] : o->implied_upper[j]);
}

static struct least least_activity(const struct opinion *o, uint32_t row, double sign) {
    struct least least = {0, 0, 0, 0};
    for (uint32_t k = o->start[row]; k < o->start[row + 1]; k++) {
        double term = least_of(o, k, sign);
        if (isinf(term)) {
            least.unbounded++;
            least.which = k;
        } else {
            least.sum += term;
            least.size += fabs(term);
        }
    }
    return least;
}

/* sign * row <= bound: what that leaves to the column of one entry, the others at their least. */
static bool imply(struct opinion *o, uint32_t entry, double sign, double bound,
                  const struct least *least) {
    double a = sign * o->coefficients[entry].high, rest = least->sum;
    uint32_t j = o->columns[entry];
    double *implied = a > 0 ? &o->implied_upper[j] : &o->implied_lower[j];
    if (least->unbounded == 1 && least->which != entry)
        return false;
    if (least->unbounded == 0)
        rest -= least_of(o, entry, sign);
    double room = LOOSE * (fabs(bound) + least->size + fabs(rest));
    double end = (bound - rest) / a + (a > 0 ? 1 : -1) * room / fabs(a);
    double taken = a > 0 ? *implied - end : end - *implied;
    if (!(taken > TIGHTER * (o->implied_upper[j] - o->implied_lower[j])) && isfinite(*implied))
        return false;
    *implied = end;
    return true;
}

static bool imply_from(struct opinion *o, uint32_t row, double sign) {
    double bound = sign > 0 ? o->widest_row.upper[row].high : -o->widest_row.lower[row].high;
    if (isinf(bound))
        return false;
    struct least least = least_activity(o, row, sign);
    if (least.unbounded > 1)
        return false;
    bool changed = false;
    for (uint32_t k = o->start[row]; k < o->start[row + 1]; k++)
        changed = imply(o, k, sign, bound, &least) || changed;
    return changed;
}

static void imply_bounds(struct opinion *o) {
    for (uint32_t j = 0; j < o->column_count; j++) {
        o->implied_lower[j] = o->widest_column.lower[j].high;
        o->implied_upper[j] = o->widest_column.upper[j].high;
    }
    bool changed = true;
    for (int pass = 0; pass < PASSES && changed; pass++) {
        changed = false;
        for (uint32_t i = 0; i < o->row_count; i++) {
            bool above = imply_from(o, i, 1);
            bool below = imply_from(o, i, -1);
            changed = changed || above || below;
        }
    }
    o->stale = false;
}

/* --- what multipliers prove --------------------------------------------------------------- */

/* The end of a row that a weight asks for; infinite where it has none. */
static struct twin row_end(const struct opinion *o, uint32_t row, double weight) {
    return weight > 0 ? o->row.upper[row] : o->row.lower[row];
}

static void subtract_rows(struct opinion *o, struct sum *bound) {
    for (uint32_t i = 0; i < o->row_count; i++) {
        double weight = o->weights[i];
        if (weight == 0)
            continue;
        sum_add(bound, times(weight, row_end(o, i, weight)));
        for (uint32_t k = o->start[i]; k < o->start[i + 1]; k++)
            sum_add(&o->reduced[o->columns[k]], times(-weight, o->coefficients[k]));
    }
}

static struct twin upper_of(const struct opinion *o, uint32_t j) {
    struct twin own = o->column.upper[j];
    return own.high <= o->implied_upper[j] ? own : (struct twin){o->implied_upper[j], 0};
}

static struct twin lower_of(const struct opinion *o, uint32_t j) {
    struct twin own = o->column.lower[j];
    return own.high >= o->implied_lower[j] ? own : (struct twin){o->implied_lower[j], 0};
}

/* The end to which a column's reduced cost, known to within an error, sends it; 0 where it has no
 * cost. Infinite also where the error leaves open whether it goes to an end that is. */
static struct twin column_end(const struct opinion *o, uint32_t j) {
    struct twin cost = sum_twin(&o->reduced[j]), lower = lower_of(o, j), upper = upper_of(o, j);
    double error = sum_error(&o->reduced[j]);
    if (cost.high == 0 && error == 0)
        return (struct twin){0, 0};
    if (isinf(upper.high) && cost.high > -error)
        return upper;
    if (isinf(lower.high) && cost.high < error)
        return lower;
    return cost.high > 0 ? upper : lower;
}

/* Adds the most that a column can add. False: without end. */
static bool add_column(const struct opinion *o, uint32_t j, struct sum *bound) {
    struct twin cost = sum_twin(&o->reduced[j]), end = column_end(o, j);
    double size = fmax(fabs(lower_of(o, j).high), fabs(upper_of(o, j).high));
    if (isinf(end.high))
        return false;
    struct twin term = times(cost.high, end);
    term.low += cost.low * end.high;
    sum_add(bound, term);
    size = isinf(size) ? fabs(end.high) : size; /* then its sign is certain */
    sum_add(bound, (struct twin){sum_error(&o->reduced[j]) * size * (1 + LOST), 0});
    return true;
}

/* What the weights prove of sign times the objective, or of 0. */
static double weigh(struct opinion *o, bool with_objective, double sign) {
    struct sum bound = {0};
    bool ends = true;
    memset(o->reduced, 0, o->column_count * sizeof *o->reduced);
    for (uint32_t j = 0; with_objective && j < o->column_count; j++)
        if (o->costs[j].high != 0)
            sum_add(&o->reduced[j], times(sign, o->costs[j]));
    subtract_rows(o, &bound);
    for (uint32_t j = 0; j < o->column_count && ends; j++)
        ends = add_column(o, j, &bound);
    if (!ends)
        return INFINITY;
    if (with_objective)
        sum_add(&bound, times(sign, o->constant));
    double above = bound.value + bound.lost + sum_error(&bound);
    return above == 0 ? 0 : above + DBL_EPSILON * fabs(above);
}

static double product(double weight, double end) {
    return weight == 0 ? 0 : weight * end; /* of nothing, even an infinite end is nothing */
}

/* The most that a column adds whose reduced cost is off by an error at most. */
static double plain_most(const struct opinion *o, uint32_t j) {
    double error = (o->reduced[j].count + 3) * DBL_EPSILON * o->reduced[j].size;
    double least = o->reduced[j].value - error, most = o->reduced[j].value + error;
    double low = lower_of(o, j).high, high = upper_of(o, j).high;
    return fmax(fmax(product(most, low), product(most, high)),
                fmax(product(least, low), product(least, high)));
}

static void plain_add(struct sum *sum, double term) {
    sum->value += term;
    sum->size += fabs(term);
    sum->count++;
}

/* What the weights prove in plain doubles: a sum of n terms is off by less than (n + 3) DBL_EPSILON
 * times the sum of their sizes (Higham 2002, Accuracy and Stability, section 3.1). Infinite where
 * it is not certain which way a column without an end goes. */
static double weigh_plainly(struct opinion *o, bool with_objective, double sign) {
    struct sum bound = {0};
    memset(o->reduced, 0, o->column_count * sizeof *o->reduced);
    for (uint32_t j = 0; with_objective && j < o->column_count; j++)
        if (o->costs[j].high != 0)
            plain_add(&o->reduced[j], sign * o->costs[j].high);
    for (uint32_t i = 0; i < o->row_count; i++) {
        double weight = o->weights[i];
        if (weight == 0)
            continue;
        plain_add(&bound, weight * row_end(o, i, weight).high);
        for (uint32_t k = o->start[i]; k < o->start[i + 1]; k++)
            plain_add(&o->reduced[o->columns[k]], -weight * o->coefficients[k].high);
    }
    for (uint32_t j = 0; j < o->column_count; j++)
        if (o->reduced[j].size != 0)
            plain_add(&bound, plain_most(o, j));
    if (with_objective)
        plain_add(&bound, sign * o->constant.high);
    return bound.value + (bound.count + 3) * DBL_EPSILON * bound.size + DBL_MIN;
}

/* A hair on one row's weight turns a column that is not to grow without end the other way. */
static bool mend_by(struct opinion *o, uint32_t row, uint32_t entry) {
    uint32_t j = o->columns[entry];
    double end = column_end(o, j).high;
    if (!isinf(end) || o->mended[j])
        return false;
    double error = 4 * sum_error(&o->reduced[j]) + DBL_EPSILON * o->reduced[j].size;
    double too_much = sum_twin(&o->reduced[j]).high + (end > 0 ? error : -error);
    double weight = o->weights[row] + too_much / o->coefficients[entry].high;
    if (weight != 0 && isinf(row_end(o, row, weight).high))
        return false;
    o->weights[row] = weight;
    return o->mended[j] = true;
}

static bool mend(struct opinion *o) {
    bool mended = false;
    memset(o->mended, 0, o->column_count * sizeof(bool));
    for (uint32_t i = 0; i < o->row_count; i++)
        for (uint32_t k = o->start[i]; k < o->start[i + 1]; k++)
            mended = mend_by(o, i, k) || mended;
    return mended;
}

/* A row without the end asked for: do without. */
static void take_weights(struct opinion *o, double sign, const double *y) {
    if (o->stale)
        imply_bounds(o);
    for (uint32_t i = 0; i < o->row_count; i++)
        o->weights[i] = isinf(row_end(o, i, sign * y[i]).high) ? 0 : sign * y[i];
}

/* sign * objective is at most this; or, without the objective, 0 is. */
static double most(struct opinion *o, bool with_objective, double sign) {
    double bound = weigh(o, with_objective, sign);
    for (int round = 0; round < MENDS && isinf(bound) && mend(o); round++)
        bound = weigh(o, with_objective, sign);
    return bound;
}

double opinion_bound(struct opinion *o, const double *y, double near) {
    double sign = o->maximize ? 1 : -1;
    take_weights(o, sign, y);
    double bound = weigh_plainly(o, true, sign);
    if (!(fabs(bound - sign * near) <= OPINION_NEAR * fmax(1, fabs(near))))
        bound = most(o, true, sign);
    return sign * bound;
}

bool opinion_impossible(struct opinion *o, const double *y) {
    for (int sign = 1; sign >= -1; sign -= 2) {
        take_weights(o, sign, y);
        o->margin = -weigh_plainly(o, false, sign);
        if (!(o->margin > 0))
            o->margin = -most(o, false, sign);
        if (o->margin > 0)
            return true;
    }
    return false;
}

double opinion_refutation(const struct opinion *o, uint32_t row) {
    return o->weights[row] / o->margin;
}

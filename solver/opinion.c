/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/opinion.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PASSES 8   /* over the rows, to imply bounds */
#define LOOSE 1e-9 /* relative: implied bounds keep away from their rounding by so much */
/* A product of numbers that are right to one unit in the last place, and its sum with others: each
 * operation adds at most half of DBL_EPSILON. */
#define PER_TERM 4

struct bounds {
    double *lower, *upper;
};

struct opinion {
    uint32_t row_count, column_count, row_capacity;
    uint32_t *start; /* [row_count + 1] entries of a row: start[i] … start[i + 1] - 1 */
    uint32_t *columns;
    double *coefficients; /* [entry_capacity] */
    size_t entry_capacity;
    uint32_t *column_entries;  /* [column_count] how many rows a column stands in */
    struct bounds row, column; /* as they are now */
    /* Implied bounds hold for the widest bounds seen so far, so that they outlive a change. */
    struct bounds widest_row, widest_column, implied;
    bool stale; /* implied has to be made */
    double *reduced,
        *size; /* [column_count] c - A'y, and the size of what it was added up from */
};

/* --- the program in doubles --------------------------------------------------------------- */

static double *doubles(size_t count) {
    return memory_grow(NULL, count, sizeof(double));
}

static double bound_or(struct ratio bound, double otherwise) {
    return ratio_known(bound) ? ratio_double(bound) : otherwise;
}

static void grow_bounds(struct bounds *bounds, size_t capacity) {
    bounds->lower = memory_grow(bounds->lower, capacity, sizeof(double));
    bounds->upper = memory_grow(bounds->upper, capacity, sizeof(double));
}

static void free_bounds(struct bounds *bounds) {
    free(bounds->lower);
    free(bounds->upper);
}

void opinion_add_row(struct opinion *o, const struct entry *entries, uint32_t count,
                     double lower, double upper) {
    uint32_t row = o->row_count++, end = o->start[row] + count;
    if (o->row_count >= o->row_capacity) {
        o->row_capacity = 2 * o->row_capacity + 8;
        o->start = memory_grow(o->start, o->row_capacity + 1, sizeof *o->start);
        grow_bounds(&o->row, o->row_capacity);
        grow_bounds(&o->widest_row, o->row_capacity);
    }
    if (end > o->entry_capacity) {
        o->entry_capacity = 2 * (size_t)end;
        o->columns = memory_grow(o->columns, o->entry_capacity, sizeof *o->columns);
        o->coefficients = memory_grow(o->coefficients, o->entry_capacity, sizeof(double));
    }
    for (uint32_t i = 0; i < count; i++) {
        o->columns[o->start[row] + i] = entries[i].column;
        o->coefficients[o->start[row] + i] = ratio_double(entries[i].coefficient);
        o->column_entries[entries[i].column]++;
    }
    o->start[o->row_count] = end;
    o->row.lower[row] = o->widest_row.lower[row] = lower;
    o->row.upper[row] = o->widest_row.upper[row] = upper;
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
    o->coefficients = doubles(o->entry_capacity);
    o->column_entries = memory_grow(NULL, columns, sizeof *o->column_entries);
    memset(o->column_entries, 0, columns * sizeof *o->column_entries);
    o->reduced = doubles(columns);
    o->size = doubles(columns);
    grow_bounds(&o->row, o->row_capacity);
    grow_bounds(&o->widest_row, o->row_capacity);
    grow_bounds(&o->column, columns);
    grow_bounds(&o->widest_column, columns);
    grow_bounds(&o->implied, columns);
    for (uint32_t j = 0; j < columns; j++) {
        const struct column *c = &program->columns[j];
        o->column.lower[j] = o->widest_column.lower[j] = bound_or(c->lower, -INFINITY);
        o->column.upper[j] = o->widest_column.upper[j] = bound_or(c->upper, INFINITY);
    }
    for (uint32_t i = 0; i < program->row_count; i++) {
        const struct row *r = &program->rows[i];
        opinion_add_row(o, program->entries + r->start, r->count, bound_or(r->lower, -INFINITY),
                        bound_or(r->upper, INFINITY));
    }
    return o;
}

void opinion_free(struct opinion *o) {
    if (o == NULL)
        return;
    free(o->start);
    free(o->columns);
    free(o->coefficients);
    free(o->column_entries);
    free(o->reduced);
    free(o->size);
    free_bounds(&o->row);
    free_bounds(&o->column);
    free_bounds(&o->widest_row);
    free_bounds(&o->widest_column);
    free_bounds(&o->implied);
    free(o);
}

static void set_bounds(struct opinion *o, struct bounds *now, struct bounds *widest,
                       uint32_t at, double lower, double upper) {
    now->lower[at] = lower;
    now->upper[at] = upper;
    if (lower < widest->lower[at] || upper > widest->upper[at]) {
        widest->lower[at] = fmin(lower, widest->lower[at]);
        widest->upper[at] = fmax(upper, widest->upper[at]);
        o->stale = true;
    }
}

void opinion_set_row(struct opinion *o, uint32_t row, double lower, double upper) {
    assert(row < o->row_count);
    set_bounds(o, &o->row, &o->widest_row, row, lower, upper);
}

void opinion_set_column(struct opinion *o, uint32_t column, double lower, double upper) {
    assert(column < o->column_count);
    set_bounds(o, &o->column, &o->widest_column, column, lower, upper);
}

/* --- bounds that rows imply --------------------------------------------------------------- */

/* What the entries of a row add up to at least (or, turned round, at most): its finite part, the
 * size of the figures in it, and the entries that have no bound. */
struct least {
    double sum, size;
    uint32_t unbounded, which;
};

static double least_of(const struct opinion *o, uint32_t entry, double sign) {
    double a = sign * o->coefficients[entry];
    uint32_t j = o->columns[entry];
    return a * (a > 0 ? o->implied.lower[j] : o->implied.upper[j]);
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
    double a = sign * o->coefficients[entry], rest = least->sum;
    uint32_t j = o->columns[entry];
    double *implied = a > 0 ? &o->implied.upper[j] : &o->implied.lower[j];
    if (isfinite(*implied) || (least->unbounded == 1 && least->which != entry))
        return false;
    if (least->unbounded == 0)
        rest -= least_of(o, entry, sign);
    double room = LOOSE * (fabs(bound) + least->size + fabs(rest));
    *implied = (bound - rest) / a + (a > 0 ? 1 : -1) * room / fabs(a);
    return true;
}

static bool imply_from(struct opinion *o, uint32_t row, double sign) {
    double bound = sign > 0 ? o->widest_row.upper[row] : -o->widest_row.lower[row];
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
    memcpy(o->implied.lower, o->widest_column.lower, o->column_count * sizeof(double));
    memcpy(o->implied.upper, o->widest_column.upper, o->column_count * sizeof(double));
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

/* A sum to about twice the precision of its terms (Neumaier 1974, ZAMM 54). */
struct sum {
    double value, lost, size;
};

static void sum_add(struct sum *sum, double term) {
    double next = sum->value + term;
    sum->lost += fabs(sum->value) >= fabs(term) ? (sum->value - next) + term
                                                : (term - next) + sum->value;
    sum->value = next;
    sum->size += fabs(term);
}

/* Not less than the sum of the exact terms. */
static double sum_above(const struct sum *sum) {
    return sum->value + sum->lost + PER_TERM * DBL_EPSILON * sum->size + DBL_MIN;
}

static void subtract_rows(struct opinion *o, double sign, const double *y, struct sum *bound) {
    for (uint32_t i = 0; i < o->row_count; i++) {
        double weight = sign * y[i];
        double end = weight > 0 ? o->row.upper[i] : o->row.lower[i];
        if (weight == 0 || isinf(end))
            continue; /* such a row proves nothing: do without */
        sum_add(bound, weight * end);
        for (uint32_t k = o->start[i]; k < o->start[i + 1]; k++) {
            double term = weight * o->coefficients[k];
            o->reduced[o->columns[k]] -= term;
            o->size[o->columns[k]] += fabs(term);
        }
    }
}

static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b; /* nothing of an infinite amount is nothing */
}

/* The most that a column can add, its reduced cost being known to within an error. */
static double most_of_column(const struct opinion *o, uint32_t j) {
    double error = (o->column_entries[j] + PER_TERM) * DBL_EPSILON * o->size[j];
    double high = o->reduced[j] + error, low = o->reduced[j] - error;
    double upper = fmin(o->column.upper[j], o->implied.upper[j]);
    double lower = fmax(o->column.lower[j], o->implied.lower[j]);
    return fmax(product(upper > 0 ? high : low, upper), product(lower > 0 ? high : low, lower));
}

/* sign * objective is at most this. */
static double most(struct opinion *o, const struct objective *objective, double sign,
                   const double *y) {
    struct sum bound = {0, 0, 0};
    if (o->stale)
        imply_bounds(o);
    memset(o->reduced, 0, o->column_count * sizeof(double));
    memset(o->size, 0, o->column_count * sizeof(double));
    for (uint32_t i = 0; objective != NULL && i < objective->count; i++) {
        uint32_t j = objective->entries[i].column;
        o->reduced[j] = sign * ratio_double(objective->entries[i].coefficient);
        o->size[j] = fabs(o->reduced[j]);
    }
    subtract_rows(o, sign, y, &bound);
    for (uint32_t j = 0; j < o->column_count; j++) {
        double term = most_of_column(o, j);
        if (isinf(term))
            return INFINITY;
        sum_add(&bound, term);
    }
    if (objective != NULL)
        sum_add(&bound, sign * ratio_double(objective->constant));
    return sum_above(&bound);
}

double opinion_bound(struct opinion *o, const struct objective *objective, const double *y) {
    double sign = objective->maximize ? 1 : -1;
    return sign * most(o, objective, sign, y);
}

bool opinion_impossible(struct opinion *o, const double *y) {
    return most(o, NULL, 1, y) < 0 || most(o, NULL, -1, y) < 0;
}

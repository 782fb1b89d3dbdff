/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/complete.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* What the entries of a row other than `column` add up to, and the column's own coefficient. */
static struct ratio rest_of_row(const struct program *program, const struct row *row,
                                uint32_t column, const struct ratio *x, struct ratio *own) {
    struct tally sum;
    tally_init(&sum);
    for (uint32_t i = row->start; i < row->start + row->count; i++) {
        const struct entry *entry = &program->entries[i];
        if (entry->column == column)
            *own = entry->coefficient;
        else
            tally_add_product(&sum, entry->coefficient, x[entry->column]);
    }
    struct ratio rest = tally_ratio(&sum);
    tally_clear(&sum);
    return rest;
}

static void fill_sum(const struct program *program, const struct row *row, struct ratio *x) {
    struct ratio own = RATIO_ONE;
    struct ratio rest = rest_of_row(program, row, row->line, x, &own);
    x[row->line] = ratio_div(ratio_sub(row->lower, rest), own);
}

/* What a year leaves; nothing when it overspends, which first_broken then finds. */
static void fill_left(const struct program *program, const struct row *row, struct ratio *x) {
    for (uint32_t i = row->start; i < row->start + row->count; i++) {
        uint32_t column = program->entries[i].column;
        const struct column *c = &program->columns[column];
        if (c->kind != COLUMN_LEFT || c->year != row->year)
            continue;
        struct ratio own = RATIO_ONE;
        struct ratio rest = rest_of_row(program, row, column, x, &own);
        x[column] = ratio_max(ratio_sub(row->upper, rest), RATIO_ZERO);
    }
}

/* The least misses with which a soft rule's row holds. */
static void fill_misses(const struct program *program, uint32_t number, struct ratio *x) {
    const struct row *row = &program->rows[number];
    struct ratio rest = RATIO_UNKNOWN;
    for (uint32_t i = row->start; i < row->start + row->count; i++) {
        uint32_t column = program->entries[i].column;
        const struct column *c = &program->columns[column];
        if (!column_is_miss(c))
            continue;
        if (!ratio_known(rest))
            rest = program_row_rest(program, number, x);
        struct ratio miss = c->kind == COLUMN_SHORTFALL ? ratio_sub(row->lower, rest)
                                                        : ratio_sub(rest, row->upper);
        x[column] = ratio_max(miss, RATIO_ZERO);
    }
}

static int compare_ratios(const void *left, const void *right) {
    const struct ratio *a = left, *b = right;
    return ratio_cmp(*a, *b);
}

/* Floor k is the share that stands at place k from below: then its objective is the sum of the
 * least shares (41). */
static void fill_floors(const struct program *program, uint32_t number, struct ratio *x) {
    const struct goal *goal = &program->plan->goals[number];
    uint32_t count = goal->sharer_count, column = program->goal_column[number];
    struct ratio *shares = memory_grow(NULL, 2 * (size_t)count, sizeof *shares);
    struct ratio *sorted = shares + count;
    for (uint32_t i = 0; i < count; i++)
        shares[i] = sorted[i] = ratio_div(x[column++], goal->sharers[i].weight);
    qsort(sorted, count, sizeof *sorted, compare_ratios);
    for (uint32_t rank = 0; rank + 1 < count; rank++) {
        x[column++] = sorted[rank];
        for (uint32_t i = 0; i < count && rank > 0; i++)
            x[column++] = ratio_max(ratio_sub(sorted[rank], shares[i]), RATIO_ZERO);
    }
    free(shares);
}

static struct ratio line_dollars(const struct plan *plan, uint32_t line,
                                 const struct ratio *amounts, uint32_t fund) {
    const struct line *l = &plan->lines[line];
    struct ratio sum = RATIO_ZERO;
    for (uint32_t payer = 0; payer < l->payer_count; payer++)
        for (uint32_t year = 0; year < l->years.count; year++)
            if (fund == NONE || l->payers[payer].fund == fund)
                sum = ratio_add(sum, amounts[plan_slot(plan, line, payer, year)]);
    return sum;
}

static struct ratio piece_dollars(const struct curve *curve, uint32_t piece,
                                  struct ratio dollars) {
    struct ratio start = curve->points[piece].dollars;
    struct ratio over = ratio_max(ratio_sub(dollars, start), RATIO_ZERO);
    if (piece + 1 == curve->point_count)
        return over;
    return ratio_min(over, ratio_sub(curve->points[piece + 1].dollars, start));
}

static void fill_decision(const struct program *program, uint32_t column,
                          const struct ratio *amounts, struct ratio *x) {
    const struct plan *plan = program->plan;
    const struct column *c = &program->columns[column];
    if (c->kind == COLUMN_BLOCKS) {
        const struct match *match = &plan->lines[c->line].matches[c->fund];
        x[column] = ratio_div(line_dollars(plan, c->line, amounts, match->fund), match->amount);
        return;
    }
    struct ratio dollars = line_dollars(plan, c->line, amounts, NONE);
    if (c->kind == COLUMN_FUNDED) {
        x[column] = ratio_sign(dollars) > 0 ? RATIO_ONE : RATIO_ZERO;
        return;
    }
    const struct curve *curve = &plan->lines[c->line].curves[c->fund];
    if (c->kind == COLUMN_PIECE) {
        x[column] = piece_dollars(curve, c->year, dollars);
        return;
    }
    bool full = ratio_cmp(dollars, curve->points[c->year + 1].dollars) >= 0;
    x[column] = full ? RATIO_ONE : RATIO_ZERO;
}

void complete(const struct program *program, const struct ratio *amounts, struct ratio *x) {
    const struct plan *plan = program->plan;
    for (uint32_t i = 0; i < plan->slot_count; i++)
        if (program->slot_column[i] != NONE)
            x[program->slot_column[i]] = amounts[i];
    for (uint32_t j = 0; j < program->column_count; j++) {
        enum column_kind kind = program->columns[j].kind;
        if (kind == COLUMN_BLOCKS || kind == COLUMN_FUNDED || kind == COLUMN_PIECE ||
            kind == COLUMN_PIECE_FULL)
            fill_decision(program, j, amounts, x);
    }
    for (uint32_t i = 0; i < program->row_count; i++) {
        if (program->rows[i].kind == ROW_SUM)
            fill_sum(program, &program->rows[i], x);
        else if (program->rows[i].kind == ROW_FUND_YEAR)
            fill_left(program, &program->rows[i], x);
        else if (program->rows[i].kind == ROW_RULE || program->rows[i].kind == ROW_SHARE)
            fill_misses(program, i, x);
    }
    for (uint32_t g = 0; g < plan->goal_count; g++)
        if (plan->goals[g].kind == WANT_FAIR)
            fill_floors(program, g, x);
}

static bool column_broken(const struct column *column, struct ratio x) {
    return (ratio_known(column->lower) && ratio_cmp(x, column->lower) < 0) ||
           (ratio_known(column->upper) && ratio_cmp(x, column->upper) > 0) ||
           (column->whole && x.den != 1);
}

uint32_t first_broken(const struct program *program, const struct ratio *x) {
    uint32_t broken = NONE;
    struct tally value;
    tally_init(&value);
    for (uint32_t i = 0; i < program->row_count && broken == NONE; i++) {
        const struct row *row = &program->rows[i];
        program_row_value(program, i, x, &value);
        if ((ratio_known(row->lower) && tally_cmp(&value, row->lower) < 0) ||
            (ratio_known(row->upper) && tally_cmp(&value, row->upper) > 0))
            broken = i;
    }
    tally_clear(&value);
    for (uint32_t j = 0; j < program->column_count && broken == NONE; j++)
        if (column_broken(&program->columns[j], x[j]))
            broken = program->row_count + j;
    return broken;
}

struct ratio objective_value(const struct objective *objective, const struct ratio *x) {
    struct tally sum;
    tally_init(&sum);
    tally_add(&sum, objective->constant);
    for (uint32_t i = 0; i < objective->count; i++)
        tally_add_product(&sum, objective->entries[i].coefficient,
                          x[objective->entries[i].column]);
    struct ratio value = tally_ratio(&sum);
    tally_clear(&sum);
    return value;
}

/* --- in floating point ---------------------------------------------------------------------- */

static void settle_misses(const struct program *program, const struct row *row, double *x) {
    double rest = 0;
    const struct entry *end = program->entries + row->start + row->count;
    for (const struct entry *e = program->entries + row->start; e < end; e++)
        if (!column_is_miss(&program->columns[e->column]))
            rest += ratio_double(e->coefficient) * x[e->column];
    for (const struct entry *e = program->entries + row->start; e < end; e++) {
        enum column_kind kind = program->columns[e->column].kind;
        if (kind == COLUMN_SHORTFALL)
            x[e->column] = fmax(ratio_double(row->lower) - rest, 0);
        else if (kind == COLUMN_EXCESS)
            x[e->column] = fmax(rest - ratio_double(row->upper), 0);
    }
}

static int compare_doubles(const void *left, const void *right) {
    const double *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

static void settle_floors(const struct program *program, uint32_t number, double *x) {
    const struct goal *goal = &program->plan->goals[number];
    uint32_t count = goal->sharer_count, column = program->goal_column[number];
    double *shares = memory_grow(NULL, 2 * (size_t)count, sizeof *shares);
    double *sorted = shares + count;
    for (uint32_t i = 0; i < count; i++)
        shares[i] = sorted[i] = x[column++] / ratio_double(goal->sharers[i].weight);
    qsort(sorted, count, sizeof *sorted, compare_doubles);
    for (uint32_t rank = 0; rank + 1 < count; rank++) {
        x[column++] = sorted[rank];
        for (uint32_t i = 0; i < count && rank > 0; i++)
            x[column++] = fmax(sorted[rank] - shares[i], 0);
    }
    free(shares);
}

void complete_goals(const struct program *program, double *x) {
    for (uint32_t i = 0; i < program->row_count; i++)
        if (program->rows[i].kind == ROW_RULE || program->rows[i].kind == ROW_SHARE)
            settle_misses(program, &program->rows[i], x);
    for (uint32_t g = 0; g < program->plan->goal_count; g++)
        if (program->plan->goals[g].kind == WANT_FAIR)
            settle_floors(program, g, x);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A merged point, spread over the years: each year's money goes to the groups whose years end
 * first. A group that empties a year and goes on in a later one has a basic column in both; the one
 * more takes the place of the year's slack, so that the basis is a basis. */
#include <math.h>
#include <stdlib.h>

#include "solver/buckets.h"
#include "solver/merge_parts.h"

#define NOTHING 1e-7 /* relative: dollars below are what tolerances leave */

/* Dollars of a group that still want a year. */
struct waiting {
    uint32_t group, last; /* its last year */
    double dollars;
};

struct spreading {
    const struct merging *m;
    const struct engine *engine; /* of the merged program */
    struct basis *from, *to;
    struct waiting
        *waiting; /* [waiting_count] of one fund, those whose years end first in front */
    uint32_t waiting_count;
    double *fixed; /* [year_count] dollars of one fund that have their year already */
};

static uint8_t *row_standing(struct basis *basis, uint32_t row) {
    return &basis->standing[row];
}

static uint8_t *column_standing(struct basis *basis, uint32_t column) {
    return &basis->standing[basis->row_count + column];
}

static double lower_of(const struct spreading *s, uint32_t column) {
    return ratio_double(s->m->program->columns[column].lower);
}

static double room_of(const struct spreading *s, uint32_t column) {
    struct ratio upper = s->m->program->columns[column].upper;
    return ratio_known(upper) ? ratio_double(upper) - lower_of(s, column) : INFINITY;
}

static int by_last_year(const void *a, const void *b) {
    const struct waiting *x = a, *y = b;
    if (x->last != y->last)
        return x->last < y->last ? -1 : 1;
    return x->group < y->group ? -1 : x->group > y->group;
}

/* A group of the fund: what has its year, and what waits for one. */
static void place_group(struct spreading *s, uint32_t group) {
    const struct merging *m = s->m;
    uint8_t standing = *column_standing(s->from, group);
    double dollars = engine_column(s->engine, group);
    if (merging_size(m, group) == 1) {
        s->fixed[m->program->columns[m->first[group]].year] += dollars;
        *column_standing(s->to, m->first[group]) = standing;
        return;
    }
    for (uint32_t j = m->first[group]; j < m->first[group + 1]; j++) {
        double held = lower_of(s, j) + (standing == STANDS_UPPER ? room_of(s, j) : 0);
        s->fixed[m->program->columns[j].year] += held;
        dollars -= held;
        *column_standing(s->to, j) = standing == STANDS_BASIC ? STANDS_LOWER : standing;
    }
    if (standing != STANDS_BASIC)
        return;
    uint32_t last = m->first[group + 1] - 1;
    s->waiting[s->waiting_count++] =
        (struct waiting){group, m->program->columns[last].year, fmax(dollars, 0)};
}

static uint32_t member_in(const struct merging *m, uint32_t group, uint32_t year) {
    for (uint32_t j = m->first[group]; j < m->first[group + 1]; j++)
        if (m->program->columns[j].year == year)
            return j;
    return NONE;
}

/* Pays what waits out of a year's money; returns whether the year's slack is still needed. */
static bool pay_year(struct spreading *s, uint32_t year, double *money) {
    bool slack = true;
    for (uint32_t i = 0; i < s->waiting_count; i++) {
        struct waiting *w = &s->waiting[i];
        uint32_t column = w->group == NONE ? NONE : member_in(s->m, w->group, year);
        if (column == NONE)
            continue;
        double room = room_of(s, column);
        bool last = w->last == year;
        if (last || (w->dollars <= *money && w->dollars <= room)) {
            *column_standing(s->to, column) = STANDS_BASIC;
            *money -= w->dollars;
            w->group = NONE;
        } else if (room <= *money) {
            *column_standing(s->to, column) = STANDS_UPPER;
            w->dollars -= room;
            *money -= room;
        } else if (slack && *money > 0) {
            *column_standing(s->to, column) = STANDS_BASIC;
            w->dollars -= *money;
            *money = 0;
            slack = false;
        }
    }
    return slack;
}

/* The column of what a fund leaves at the end of a year, or NONE. */
static uint32_t left_column(const struct program *program, const struct row *row) {
    for (uint32_t k = row->start; k < row->start + row->count; k++) {
        const struct column *c = &program->columns[program->entries[k].column];
        if (c->kind == COLUMN_LEFT && c->year == row->year)
            return program->entries[k].column;
    }
    return NONE;
}

static void spread_fund(struct spreading *s, uint32_t fund) {
    const struct program *program = s->m->program;
    uint32_t years = program->plan->year_count;
    const uint32_t *rows = &program->fund_year_row[fund * years];
    double carry = ratio_double(program->plan->funds[fund].carry_over), left = 0;
    double *reserve = memory_grow(NULL, years, sizeof(double));
    for (uint32_t year = years; year-- > 0;) { /* what later years need of this one's money */
        double next = year + 1 < years ? ratio_double(program->rows[rows[year + 1]].upper) : 0;
        double need = year + 1 < years ? s->fixed[year + 1] + reserve[year + 1] - next : 0;
        reserve[year] = need > 0 && carry > 0 ? need / carry : 0;
    }
    for (uint32_t year = 0; year < years; year++) {
        double arrived = ratio_double(program->rows[rows[year]].upper) + carry * left;
        double money = arrived - s->fixed[year] - reserve[year];
        bool slack = pay_year(s, year, &money);
        left = fmax(0, money + reserve[year]);
        if (year + 1 == years)
            break; /* as in the merged program */
        uint32_t column = left_column(program, &program->rows[rows[year]]);
        bool keeps = slack && column != NONE && left > NOTHING * fmax(1, arrived);
        if (column != NONE)
            *column_standing(s->to, column) = keeps ? STANDS_BASIC : STANDS_LOWER;
        *row_standing(s->to, rows[year]) = slack && !keeps ? STANDS_BASIC : STANDS_UPPER;
    }
    free(reserve);
}

/* Years that a fund does not tell apart: the first will do. */
static void spread_at_once(struct spreading *s) {
    for (uint32_t i = 0; i < s->waiting_count; i++)
        *column_standing(s->to, s->m->first[s->waiting[i].group]) = STANDS_BASIC;
}

static void spread(struct spreading *s, const struct buckets *groups) {
    const struct plan *plan = s->m->program->plan;
    for (uint32_t fund = 0; fund < plan->fund_count; fund++) {
        s->waiting_count = 0;
        for (uint32_t year = 0; year < plan->year_count; year++)
            s->fixed[year] = 0;
        for (uint32_t i = groups->start[fund]; i < groups->start[fund + 1]; i++)
            place_group(s, groups->items[i]);
        qsort(s->waiting, s->waiting_count, sizeof *s->waiting, by_last_year);
        if (plan->funds[fund].arrivals != NULL)
            spread_fund(s, fund);
        else
            spread_at_once(s);
    }
}

/* The groups of each fund's payments. */
static struct buckets groups_by_fund(struct merging *m) {
    struct buckets groups = buckets_new(m->arena, m->program->plan->fund_count);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t g = 0; g < m->group_count; g++) {
            const struct column *c = &m->merged.columns[g];
            if (c->kind != COLUMN_PAID)
                continue;
            if (pass == 0)
                buckets_expect(&groups, c->fund);
            else
                buckets_put(&groups, c->fund, g);
        }
        if (pass == 0)
            buckets_seal(&groups, m->arena);
    }
    return groups;
}

struct basis *merge_spread(struct merging *m, const struct engine *engine) {
    const struct program *program = m->program;
    struct buckets groups = groups_by_fund(m);
    struct spreading s = {.m = m,
                          .engine = engine,
                          .from = engine_basis(engine),
                          .to = basis_new(program->row_count, program->column_count)};
    s.waiting = ARENA_ARRAY(m->arena, struct waiting, m->group_count);
    s.fixed = ARENA_ARRAY(m->arena, double, program->plan->year_count);
    for (uint32_t i = 0; i < program->row_count; i++)
        *row_standing(s.to, i) = *row_standing(s.from, i);
    for (uint32_t j = 0; j < program->column_count; j++)
        *column_standing(s.to, j) = *column_standing(s.from, m->group[j]);
    spread(&s, &groups);
    basis_release(s.from);
    return s.to;
}

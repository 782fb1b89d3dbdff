/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "solver/buckets.h"
#include "solver/merge_parts.h"

#define WORTHWHILE 2000 /* columns less */

uint32_t merging_size(const struct merging *m, uint32_t group) {
    return m->first[group + 1] - m->first[group];
}

/* --- which columns are alike --------------------------------------------------------------- */

struct columns {
    struct buckets entries; /* of each column, by row */
    uint32_t *row;          /* [entry_count] */
    struct ratio *cost;     /* [column_count] */
};

static struct columns sort_entries(const struct program *program,
                                   const struct objective *objective, struct arena *arena) {
    struct columns c = {buckets_new(arena, program->column_count),
                        ARENA_ARRAY(arena, uint32_t, program->entry_count),
                        ARENA_ARRAY(arena, struct ratio, program->column_count)};
    for (uint32_t k = 0; k < program->entry_count; k++)
        buckets_expect(&c.entries, program->entries[k].column);
    buckets_seal(&c.entries, arena);
    for (uint32_t i = 0; i < program->row_count; i++)
        for (uint32_t k = program->rows[i].start;
             k < program->rows[i].start + program->rows[i].count; k++) {
            c.row[k] = i;
            buckets_put(&c.entries, program->entries[k].column, k);
        }
    for (uint32_t j = 0; j < program->column_count; j++)
        c.cost[j] = RATIO_ZERO;
    for (uint32_t k = 0; k < objective->count; k++)
        c.cost[objective->entries[k].column] = objective->entries[k].coefficient;
    return c;
}

/* The next entry of a column at or after `at` that is not in a fund's yearly row. */
static uint32_t skip_years(const struct merging *m, const struct columns *c, uint32_t at,
                           uint32_t end) {
    while (at < end && m->program->rows[c->row[c->entries.items[at]]].kind == ROW_FUND_YEAR)
        at++;
    return at;
}

static bool same_entries(const struct merging *m, const struct columns *c, uint32_t a,
                         uint32_t b) {
    const uint32_t *start = c->entries.start, *items = c->entries.items;
    uint32_t i = start[a], j = start[b];
    for (;; i++, j++) {
        i = skip_years(m, c, i, start[a + 1]);
        j = skip_years(m, c, j, start[b + 1]);
        if (i == start[a + 1] || j == start[b + 1])
            return i == start[a + 1] && j == start[b + 1];
        if (c->row[items[i]] != c->row[items[j]] ||
            !ratio_equal(m->program->entries[items[i]].coefficient,
                         m->program->entries[items[j]].coefficient))
            return false;
    }
}

/* Money that grows when it is carried over is worth more late: then years are not alike. */
static bool alike(const struct merging *m, const struct columns *c, uint32_t a, uint32_t b) {
    const struct column *x = &m->program->columns[a], *y = &m->program->columns[b];
    return x->kind == COLUMN_PAID && y->kind == COLUMN_PAID && x->line == y->line &&
           x->fund == y->fund &&
           ratio_cmp(m->program->plan->funds[x->fund].carry_over, RATIO_ONE) <= 0 &&
           ratio_equal(c->cost[a], c->cost[b]) && same_entries(m, c, a, b);
}

static void find_groups(struct merging *m, const struct objective *objective) {
    uint32_t count = m->program->column_count;
    struct arena *scratch = arena_new();
    struct columns columns = sort_entries(m->program, objective, scratch);
    m->group = ARENA_ARRAY(m->arena, uint32_t, count);
    m->first = ARENA_ARRAY(m->arena, uint32_t, count + 1);
    m->group_count = 0;
    for (uint32_t j = 0; j < count; j++) {
        if (j == 0 || !alike(m, &columns, j - 1, j))
            m->first[m->group_count++] = j;
        m->group[j] = m->group_count - 1;
    }
    m->first[m->group_count] = count;
    arena_free(scratch);
}

/* --- the merged program -------------------------------------------------------------------- */

static struct column merged_column(const struct merging *m, uint32_t group) {
    struct column column = m->program->columns[m->first[group]];
    if (column.kind == COLUMN_LEFT)
        column.upper = RATIO_ZERO; /* the fund's one row leaves nothing */
    for (uint32_t j = m->first[group] + 1; j < m->first[group + 1]; j++) {
        const struct column *c = &m->program->columns[j];
        column.lower = ratio_add(column.lower, c->lower);
        column.upper = ratio_known(column.upper) && ratio_known(c->upper)
                           ? ratio_add(column.upper, c->upper)
                           : RATIO_UNKNOWN;
    }
    return column;
}

static bool stands_for_group(const struct merging *m, uint32_t column) {
    return m->first[m->group[column]] == column &&
           m->program->columns[column].kind != COLUMN_LEFT;
}

static uint32_t count_entries(const struct merging *m) {
    uint32_t count = 0;
    for (uint32_t k = 0; k < m->program->entry_count; k++)
        count += stands_for_group(m, m->program->entries[k].column);
    return count;
}

/* Entries of the groups' first columns. */
static void copy_entries(struct merging *m, const struct row *row) {
    for (uint32_t k = row->start; k < row->start + row->count; k++) {
        struct entry entry = m->program->entries[k];
        if (!stands_for_group(m, entry.column))
            continue;
        entry.column = m->group[entry.column];
        m->merged.entries[m->merged.entry_count++] = entry;
    }
}

/* All that the fund pays is at most all that arrives. */
static void copy_years(struct merging *m, struct row *row) {
    uint32_t years = m->program->plan->year_count;
    row->upper = RATIO_ZERO;
    for (uint32_t year = 0; year < years; year++) {
        uint32_t number = m->program->fund_year_row[row->fund * years + year];
        copy_entries(m, &m->program->rows[number]);
        row->upper = ratio_add(row->upper, m->program->rows[number].upper);
    }
    if (m->program->plan->funds[row->fund].limited &&
        ratio_cmp(m->program->plan->funds[row->fund].amount, row->upper) <= 0)
        row->upper = RATIO_UNKNOWN; /* the fund's own row says it already */
}

static void copy_row(struct merging *m, uint32_t number) {
    const struct row *from = &m->program->rows[number];
    struct row *row = &m->merged.rows[number];
    *row = *from;
    row->start = m->merged.entry_count;
    if (row->kind != ROW_FUND_YEAR)
        copy_entries(m, from);
    else if (row->year + 1 == m->program->plan->year_count)
        copy_years(m, row);
    else
        row->upper = RATIO_UNKNOWN;
    row->count = m->merged.entry_count - row->start;
}

static void copy_objective(struct merging *m, const struct objective *from,
                           struct objective *to) {
    *to = *from;
    to->entries = ARENA_ARRAY(m->arena, struct entry, from->count);
    to->count = 0;
    for (uint32_t k = 0; k < from->count; k++) {
        struct entry entry = from->entries[k];
        uint32_t group = m->group[entry.column];
        if (m->first[group] != entry.column)
            continue;
        entry.column = group;
        to->entries[to->count++] = entry;
    }
}

static void make_program(struct merging *m) {
    struct program *merged = &m->merged;
    *merged = *m->program;
    merged->column_count = m->group_count;
    merged->columns = ARENA_ARRAY(m->arena, struct column, m->group_count);
    merged->rows = ARENA_ARRAY(m->arena, struct row, merged->row_count);
    merged->entries = ARENA_ARRAY(m->arena, struct entry, count_entries(m));
    merged->entry_count = 0;
    for (uint32_t g = 0; g < m->group_count; g++)
        merged->columns[g] = merged_column(m, g);
    for (uint32_t i = 0; i < merged->row_count; i++)
        copy_row(m, i);
}

struct basis *merge_start(const struct program *program, const struct objective *objective,
                          const struct engine_limits *limits) {
    if (program->column_count < WORTHWHILE)
        return NULL;
    struct merging m = {.arena = arena_new(), .program = program};
    struct basis *basis = NULL;
    find_groups(&m, objective);
    if (m.group_count + WORTHWHILE <= program->column_count) {
        struct objective merged_objective;
        make_program(&m);
        copy_objective(&m, objective, &merged_objective);
        struct engine *engine = engine_new(&m.merged);
        engine_set_objective(engine, &merged_objective);
        if (engine_solve_linear(engine, limits) == ENGINE_OPTIMAL)
            basis = merge_spread(&m, engine);
        engine_free(engine);
    }
    arena_free(m.arena);
    return basis;
}

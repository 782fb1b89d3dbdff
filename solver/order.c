/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/order.h"

#include <stdlib.h>
#include <string.h>

#include "solver/buckets.h"

/* Whose a column or row is: lines first, as they are formulated. */
enum owner { OF_LINE, OF_FUND, OF_SELECTION, OF_RULE, OF_GOAL };

struct place_in_order {
    enum owner owner;
    uint64_t first, second; /* among those of the same owner */
    uint32_t position;      /* where it stood */
};

struct ordering {
    struct program *program;
    uint32_t *line_rank, *fund_rank, *rule_rank, *measure_rank;
    uint32_t *column_to, *row_to; /* new positions */
};

/* Most lists are in order already. */
static void sort(void *list, uint32_t count, size_t size,
                 int (*compare)(const void *, const void *)) {
    const char *at = list;
    for (uint32_t i = 1; i < count; i++)
        if (compare(at + (i - 1) * size, at + i * size) > 0) {
            qsort(list, count, size, compare);
            return;
        }
}

static int compare_places(const void *left, const void *right) {
    const struct place_in_order *a = left, *b = right;
    if (a->owner != b->owner)
        return a->owner < b->owner ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->second != b->second)
        return a->second < b->second ? -1 : 1;
    return a->position < b->position ? -1 : a->position > b->position;
}

struct named {
    const char *id;
    uint32_t position;
};

static int compare_named(const void *left, const void *right) {
    const struct named *a = left, *b = right;
    return strcmp(a->id, b->id);
}

/* Ranks of list[count + 1], which is used up. */
static uint32_t *rank_named(struct named *list, uint32_t count) {
    uint32_t *rank = memory_grow(NULL, (size_t)count + 1, sizeof *rank);
    sort(list, count, sizeof *list, compare_named);
    for (uint32_t i = 0; i < count; i++)
        rank[list[i].position] = i;
    free(list);
    return rank;
}

/* Ranks by identifier of `count` entities, `size` bytes apart. */
static uint32_t *rank_ids(const void *entities, uint32_t count, size_t size) {
    struct named *list = memory_grow(NULL, (size_t)count + 1, sizeof *list);
    for (uint32_t i = 0; i < count; i++) {
        const struct entity *entity =
            (const struct entity *)((const char *)entities + (size_t)i * size);
        list[i] = (struct named){entity->id, i};
    }
    return rank_named(list, count);
}

static uint32_t *rank_names(const char *const *names, uint32_t count) {
    struct named *list = memory_grow(NULL, (size_t)count + 1, sizeof *list);
    for (uint32_t i = 0; i < count; i++)
        list[i] = (struct named){names[i], i};
    return rank_named(list, count);
}

/* Of the columns or rows of a line, those of one kind stand together, funds and measures by their
 * identifiers: a line's own maps have no order either. */
static uint64_t place_in_line(uint64_t kind, uint64_t rank, uint32_t year) {
    return kind << 48 | rank << 20 | (year == NONE ? 0 : 1 + (uint64_t)year);
}

static uint64_t rank_of_curve(const struct ordering *o, uint32_t line, uint32_t curve) {
    return o->measure_rank[o->program->plan->lines[line].curves[curve].measure];
}

/* --- columns ------------------------------------------------------------------------------ */

static uint64_t column_in_line(const struct ordering *o, const struct column *c) {
    switch (c->kind) {
    case COLUMN_PAID:
    case COLUMN_FUND_TOTAL:
        return place_in_line(c->kind, o->fund_rank[c->fund], c->year);
    case COLUMN_PIECE:
    case COLUMN_PIECE_FULL:
        return place_in_line(c->kind, rank_of_curve(o, c->line, c->fund), c->year);
    default:
        return place_in_line(c->kind, 0, NONE);
    }
}

static struct place_in_order place_column(const struct ordering *o, uint32_t position) {
    const struct column *c = &o->program->columns[position];
    struct place_in_order at = {OF_LINE, 0, 0, position};
    if (column_is_of_goal(c)) {
        at.owner = OF_GOAL;
    } else if (column_is_miss(c)) {
        at.owner = OF_RULE;
        at.first = o->rule_rank[c->line];
    } else if (c->kind == COLUMN_LEFT) {
        at.owner = OF_FUND;
        at.first = o->fund_rank[c->fund];
        at.second = c->year;
    } else if (c->kind == COLUMN_SELECTED) {
        at.owner = OF_SELECTION;
    } else {
        at.first = o->line_rank[c->line];
        at.second = column_in_line(o, c);
    }
    return at;
}

static int compare_entries(const void *left, const void *right) {
    const struct entry *a = left, *b = right;
    return a->column < b->column ? -1 : a->column > b->column;
}

/* What a selection adds up tells it from others: FNV-1a over the columns of lines in their new
 * order. Selections that add up the same may stand either way. */
static uint64_t content_of(const struct ordering *o, const struct row *row) {
    struct entry *entries = memory_grow(NULL, row->count, sizeof *entries);
    uint64_t hash = 14695981039346656037u;
    for (uint32_t i = 0; i < row->count; i++) {
        entries[i] = o->program->entries[row->start + i];
        entries[i].column =
            entries[i].column == row->line ? NONE : o->column_to[entries[i].column];
    }
    sort(entries, row->count, sizeof *entries, compare_entries);
    for (uint32_t i = 0; i < row->count; i++) {
        hash = (hash ^ entries[i].column) * 1099511628211u;
        hash = (hash ^ (uint64_t)entries[i].coefficient.num) * 1099511628211u;
        hash = (hash ^ (uint64_t)entries[i].coefficient.den) * 1099511628211u;
    }
    free(entries);
    return hash;
}

static void sort_places(struct place_in_order *places, uint32_t count, uint32_t *to) {
    sort(places, count, sizeof *places, compare_places);
    for (uint32_t i = 0; i < count; i++)
        to[places[i].position] = i;
}

static void order_columns(struct ordering *o) {
    struct program *program = o->program;
    uint32_t count = program->column_count;
    struct place_in_order *places = memory_grow(NULL, count, sizeof *places);
    struct column *before = memory_grow(NULL, count, sizeof *before);
    for (uint32_t j = 0; j < count; j++)
        places[j] = place_column(o, j);
    sort_places(places, count, o->column_to);
    uint32_t selections = 0;
    for (uint32_t i = 0; i < program->row_count; i++) {
        const struct row *row = &program->rows[i];
        if (row->kind != ROW_SUM || program->columns[row->line].kind != COLUMN_SELECTED)
            continue;
        places[o->column_to[row->line]].first = content_of(o, row);
        selections++;
    }
    if (selections > 1)
        sort_places(places, count, o->column_to);
    memcpy(before, program->columns, count * sizeof *before);
    for (uint32_t j = 0; j < count; j++)
        program->columns[o->column_to[j]] = before[j];
    free(before);
    free(places);
}

/* --- rows --------------------------------------------------------------------------------- */

/* A row that adds a column up stands with what the column is of. Columns are in order already. */
static struct place_in_order place_row(const struct ordering *o, uint32_t position) {
    const struct row *r = &o->program->rows[position];
    struct place_in_order at = {OF_LINE, 0, 0, position};
    switch (r->kind) {
    case ROW_SUM: {
        const struct column *column = &o->program->columns[o->column_to[r->line]];
        if (column->kind == COLUMN_SELECTED || column_is_of_goal(column)) {
            at.owner = column->kind == COLUMN_SELECTED ? OF_SELECTION : OF_GOAL;
            at.first = column->kind == COLUMN_SELECTED ? o->column_to[r->line] : 0;
        } else {
            at.first = o->line_rank[column->line];
            at.second = column_in_line(o, column);
        }
        break;
    }
    case ROW_FUND:
    case ROW_FUND_YEAR:
        at.owner = OF_FUND;
        at.first = o->fund_rank[r->fund];
        at.second = r->kind == ROW_FUND ? 0 : 1 + (uint64_t)r->year;
        break;
    case ROW_RULE:
        at.owner = OF_RULE;
        at.first = o->rule_rank[r->line];
        break;
    case ROW_SHARE:
    case ROW_FLOOR:
        at.owner = OF_GOAL;
        break;
    case ROW_REQUIRES:
    case ROW_EXCLUDES:
        at.first = o->line_rank[r->line];
        at.second = place_in_line(r->kind, o->line_rank[r->fund], NONE);
        break;
    case ROW_PAYER_MIN:
    case ROW_ELIGIBLE:
    case ROW_COMMITTED:
        at.first = o->line_rank[r->line];
        at.second = place_in_line(r->kind, o->fund_rank[r->fund], r->year);
        break;
    case ROW_CURVE:
    case ROW_PIECE:
        at.first = o->line_rank[r->line];
        at.second = place_in_line(r->kind, rank_of_curve(o, r->line, r->fund), r->year);
        break;
    default:
        at.first = o->line_rank[r->line];
        at.second = place_in_line(r->kind, 0, NONE);
    }
    return at;
}

static void move_entries(const struct ordering *o, struct entry *entries, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        entries[i].column = o->column_to[entries[i].column];
    sort(entries, count, sizeof *entries, compare_entries);
}

/* The entries of all rows in the new order of columns: one column after the other, each to the end
 * of its row. */
static void move_rows(const struct ordering *o) {
    struct program *program = o->program;
    struct arena *arena = arena_new();
    struct buckets by_column = buckets_new(arena, program->column_count);
    struct entry *before = ARENA_ARRAY(arena, struct entry, program->entry_count);
    uint32_t *rows = ARENA_ARRAY(arena, uint32_t, program->entry_count);
    for (uint32_t k = 0; k < program->entry_count; k++) {
        before[k] = program->entries[k];
        before[k].column = o->column_to[before[k].column];
        buckets_expect(&by_column, before[k].column);
    }
    buckets_seal(&by_column, arena);
    for (uint32_t i = 0; i < program->row_count; i++) {
        struct row *row = &program->rows[i];
        for (uint32_t k = row->start; k < row->start + row->count; k++) {
            rows[k] = i;
            buckets_put(&by_column, before[k].column, k);
        }
        row->count = 0;
    }
    for (uint32_t at = 0; at < program->entry_count; at++) {
        const uint32_t k = by_column.items[at];
        struct row *row = &program->rows[rows[k]];
        program->entries[row->start + row->count++] = before[k];
    }
    arena_free(arena);
}

static void order_rows(struct ordering *o) {
    struct program *program = o->program;
    uint32_t count = program->row_count;
    struct place_in_order *places = memory_grow(NULL, (size_t)count + 1, sizeof *places);
    struct row *before = memory_grow(NULL, (size_t)count + 1, sizeof *before);
    for (uint32_t i = 0; i < count; i++)
        places[i] = place_row(o, i);
    sort_places(places, count, o->row_to);
    memcpy(before, program->rows, count * sizeof *before);
    for (uint32_t i = 0; i < count; i++) {
        struct row *row = &program->rows[o->row_to[i]];
        *row = before[i];
        if (row->kind == ROW_SUM)
            row->line = o->column_to[row->line];
    }
    move_rows(o);
    free(before);
    free(places);
}

/* --- where parts of the plan stand ----------------------------------------------------------- */

static void move_all(uint32_t *list, size_t count, const uint32_t *to) {
    for (size_t i = 0; i < count; i++)
        if (list[i] != NONE)
            list[i] = to[list[i]];
}

static void move_objectives(const struct ordering *o, struct objective *list, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        move_entries(o, list[i].entries, list[i].count);
}

static void move_places(const struct ordering *o) {
    struct program *program = o->program;
    const struct plan *plan = program->plan;
    size_t rules = 2 * (size_t)plan->rule_count;
    move_all(program->slot_column, plan->slot_count, o->column_to);
    move_all(program->funded_column, plan->line_count, o->column_to);
    move_all(program->miss_columns, rules, o->column_to);
    for (uint32_t g = 0; g < plan->goal_count; g++)
        if (plan->goals[g].sharer_count > 0)
            program->goal_column[g] = o->column_to[program->goal_column[g]];
    move_all(program->fund_row, plan->fund_count, o->row_to);
    move_all(program->fund_year_row, (size_t)plan->fund_count * plan->year_count, o->row_to);
    move_all(program->rule_rows, rules, o->row_to);
    move_objectives(o, program->objectives, program->objective_count);
    move_objectives(o, program->activities, plan->rule_count);
}

void program_order(struct program *program) {
    const struct plan *plan = program->plan;
    struct ordering o = {
        .program = program,
        .line_rank = rank_ids(plan->lines, plan->line_count, sizeof *plan->lines),
        .fund_rank = rank_ids(plan->funds, plan->fund_count, sizeof *plan->funds),
        .rule_rank = rank_ids(plan->rules, plan->rule_count, sizeof *plan->rules),
        .measure_rank = rank_names(plan->measures, plan->measure_count),
        .column_to = memory_grow(NULL, program->column_count, sizeof(uint32_t)),
        .row_to = memory_grow(NULL, (size_t)program->row_count + 1, sizeof(uint32_t))};
    order_columns(&o);
    order_rows(&o);
    move_places(&o);
    free(o.line_rank);
    free(o.fund_rank);
    free(o.rule_rank);
    free(o.measure_rank);
    free(o.column_to);
    free(o.row_to);
}

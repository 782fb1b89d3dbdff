/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows and bounds that contradict each other, as the rules, funds and lines that they come from. */
#include "solver/interpret.h"

#include <stdlib.h>

static void add_conflict(struct answer *answer, enum conflict_kind kind, uint32_t position) {
    for (uint32_t i = 0; i < answer->conflict_count; i++)
        if (answer->conflict[i].kind == kind && answer->conflict[i].position == position)
            return;
    answer->conflict[answer->conflict_count++] = (struct conflict_part){kind, position};
}

/* A sum only says what a total is; that no one pays less than nothing goes without saying. */
static void add_row(const struct row *row, struct answer *answer) {
    switch (row->kind) {
    case ROW_RULE:
        add_conflict(answer, CONFLICT_RULE, row->line);
        break;
    case ROW_FUND:
    case ROW_FUND_YEAR:
        add_conflict(answer, CONFLICT_FUND, row->fund);
        break;
    case ROW_SUM:
    case ROW_SHARE:
    case ROW_FLOOR:
    case ROW_GOAL:
        break;
    default:
        add_conflict(answer, CONFLICT_LINE, row->line);
    }
}

static void add_column(const struct column *column, struct answer *answer) {
    if (column->kind == COLUMN_PAID || column->kind == COLUMN_FUND_TOTAL ||
        column->kind == COLUMN_LINE_TOTAL || column->kind == COLUMN_BLOCKS)
        add_conflict(answer, CONFLICT_LINE, column->line);
}

static int compare_parts(const void *left, const void *right) {
    const struct conflict_part *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->position < b->position ? -1 : a->position > b->position;
}

void interpret_conflicts(const struct program *program, const bool *part,
                         struct answer *answer) {
    size_t count = (size_t)program->row_count + program->column_count;
    answer->conflict = ARENA_ARRAY(answer->arena, struct conflict_part, count);
    for (uint32_t i = 0; i < program->row_count; i++)
        if (part[i])
            add_row(&program->rows[i], answer);
    for (uint32_t j = 0; j < program->column_count; j++)
        if (part[program->row_count + j])
            add_column(&program->columns[j], answer);
    if (answer->conflict_count > 1)
        qsort(answer->conflict, answer->conflict_count, sizeof *answer->conflict,
              compare_parts);
}

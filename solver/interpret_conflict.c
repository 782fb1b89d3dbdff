/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows and bounds that contradict each other, as the rules, funds and lines that they come from. */
#include "solver/interpret.h"

#include <stdlib.h>

static enum line_condition condition_of(enum row_kind kind) {
    switch (kind) {
    case ROW_LINE_MIN:
        return CONDITION_LEAST;
    case ROW_PAYER_MIN:
    case ROW_ELIGIBLE:
        return CONDITION_FUNDS;
    case ROW_MATCH:
        return CONDITION_MATCH;
    case ROW_AID:
        return CONDITION_AID;
    case ROW_SCHEDULE:
        return CONDITION_SCHEDULE;
    case ROW_COMMITTED:
        return CONDITION_COMMITTED;
    case ROW_REQUIRES:
        return CONDITION_REQUIRES;
    case ROW_EXCLUDES:
        return CONDITION_EXCLUDES;
    default:
        return CONDITION_MOST;
    }
}

bool interpret_row(const struct row *row, struct conflict_part *part) {
    switch (row->kind) {
    case ROW_RULE:
        *part = (struct conflict_part){.kind = CONFLICT_RULE, .position = row->line};
        return true;
    case ROW_FUND:
    case ROW_FUND_YEAR:
        *part = (struct conflict_part){.kind = CONFLICT_FUND, .position = row->fund};
        return true;
    case ROW_SUM:
    case ROW_CURVE:
    case ROW_PIECE:
    case ROW_SHARE:
    case ROW_FLOOR:
    case ROW_GOAL:
        return false;
    default:
        *part = (struct conflict_part){CONFLICT_LINE, row->line, condition_of(row->kind)};
        return true;
    }
}

/* The only dollars of a line have the bounds of the line. */
static bool is_of_fund(const struct line *line, uint32_t fund, bool upper) {
    if (!upper)
        return line->commitment_count > 0;
    for (uint32_t i = 0; i < line->payer_count; i++)
        if (line->payers[i].fund == fund)
            return line->payers[i].has_max;
    return false;
}

bool interpret_end(const struct program *program, uint32_t position, bool upper,
                   struct conflict_part *part) {
    const struct column *column = &program->columns[position];
    struct ratio end = upper ? column->upper : column->lower;
    if (!ratio_known(end) || (!upper && ratio_sign(end) == 0))
        return false;
    enum line_condition condition = upper ? CONDITION_MOST : CONDITION_LEAST;
    switch (column->kind) {
    case COLUMN_PAID:
    case COLUMN_FUND_TOTAL:
        if (is_of_fund(&program->plan->lines[column->line], column->fund, upper))
            condition = upper ? CONDITION_FUNDS : CONDITION_COMMITTED;
        break;
    case COLUMN_BLOCKS:
        condition = CONDITION_MATCH;
        break;
    case COLUMN_LINE_TOTAL:
        break;
    case COLUMN_FUNDED: /* that it is at most a yes is no condition */
        if (upper)
            return false;
        break;
    default:
        return false;
    }
    *part = (struct conflict_part){CONFLICT_LINE, column->line, condition};
    return true;
}

static bool is_same_part(const struct conflict_part *a, const struct conflict_part *b) {
    return a->kind == b->kind && a->position == b->position && a->condition == b->condition;
}

static void add_part(struct answer *answer, struct conflict_part part) {
    for (uint32_t i = 0; i < answer->conflict_count; i++)
        if (is_same_part(&answer->conflict[i], &part))
            return;
    answer->conflict[answer->conflict_count++] = part;
}

static int compare_parts(const void *left, const void *right) {
    const struct conflict_part *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    return (int)a->condition - (int)b->condition;
}

void interpret_conflicts(const struct program *program, const bool *part,
                         struct answer *answer) {
    size_t count = (size_t)program->row_count + 2 * (size_t)program->column_count;
    struct conflict_part own;
    answer->conflict = ARENA_ARRAY(answer->arena, struct conflict_part, count);
    answer->conflict_count = 0;
    for (uint32_t i = 0; i < program->row_count; i++)
        if (part[i] && interpret_row(&program->rows[i], &own))
            add_part(answer, own);
    for (size_t e = 0; e < 2 * (size_t)program->column_count; e++)
        if (part[program->row_count + e] &&
            interpret_end(program, (uint32_t)(e / 2), e % 2 == 1, &own))
            add_part(answer, own);
    if (answer->conflict_count > 1)
        qsort(answer->conflict, answer->conflict_count, sizeof *answer->conflict,
              compare_parts);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/build.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void build_start(struct build *build, const struct plan *plan, struct notes *notes) {
    *build = (struct build){
        .plan = plan, .notes = notes, .errors = notes_errors(notes), .constant = RATIO_ZERO};
    struct arena *arena = arena_new();
    struct program *program = ARENA_NEW(arena, struct program);
    program->arena = arena;
    program->plan = plan;
    build->program = program;
    program->slot_column = ARENA_ARRAY(arena, uint32_t, plan->slot_count);
    program->funded_column = ARENA_ARRAY(arena, uint32_t, plan->line_count);
    program->fund_row = ARENA_ARRAY(arena, uint32_t, plan->fund_count);
    program->fund_year_row = ARENA_ARRAY(arena, uint32_t, plan->fund_count * plan->year_count);
    program->rule_rows = ARENA_ARRAY(arena, uint32_t, 2 * (size_t)plan->rule_count);
    memset(program->slot_column, 0xff, plan->slot_count * sizeof(uint32_t));
    memset(program->funded_column, 0xff, plan->line_count * sizeof(uint32_t));
    memset(program->fund_row, 0xff, plan->fund_count * sizeof(uint32_t));
    memset(program->fund_year_row, 0xff,
           (size_t)plan->fund_count * plan->year_count * sizeof(uint32_t));
    memset(program->rule_rows, 0xff, 2 * (size_t)plan->rule_count * sizeof(uint32_t));
    program->miss_columns = ARENA_ARRAY(arena, uint32_t, 2 * (size_t)plan->rule_count);
    memset(program->miss_columns, 0xff, 2 * (size_t)plan->rule_count * sizeof(uint32_t));
    program->activities = ARENA_ARRAY(arena, struct objective, plan->rule_count);
    program->goal_stage = ARENA_ARRAY(arena, uint32_t, (size_t)plan->goal_count + 1);
    program->goal_column = ARENA_ARRAY(arena, uint32_t, plan->goal_count);
    for (uint32_t g = 0; g < plan->goal_count; g++)
        program->goal_stage[g + 1] = program->goal_stage[g] + goal_stages(&plan->goals[g]);
    program->objective_count = program->goal_stage[plan->goal_count];
    program->objectives = ARENA_ARRAY(arena, struct objective, program->objective_count);
}

/* A heap array moves to the arena, so that the program has one owner. */
static void *settle(struct arena *arena, void *block, size_t count, size_t size) {
    void *kept = arena_alloc(arena, count, size);
    if (count > 0)
        memcpy(kept, block, count * size);
    free(block);
    return kept;
}

static bool all_known(const struct program *program) {
    for (uint32_t i = 0; i < program->entry_count; i++)
        if (!ratio_known(program->entries[i].coefficient))
            return false;
    for (uint32_t g = 0; g < program->objective_count; g++)
        for (uint32_t i = 0; i < program->objectives[g].count; i++)
            if (!ratio_known(program->objectives[g].entries[i].coefficient))
                return false;
    return true;
}

struct program *build_finish(struct build *build) {
    struct program *program = build->program;
    struct arena *arena = program->arena;
    if (program->column_count == 0) /* solvers want one */
        build_column(build, COLUMN_SELECTED, (struct origin){0, NONE, NONE}, RATIO_ZERO,
                     RATIO_ZERO);
    program->columns =
        settle(arena, program->columns, program->column_count, sizeof(struct column));
    program->rows = settle(arena, program->rows, program->row_count, sizeof(struct row));
    program->entries =
        settle(arena, program->entries, program->entry_count, sizeof(struct entry));
    for (uint32_t j = 0; j < program->column_count; j++)
        program->has_whole = program->has_whole || program->columns[j].whole;
    free(build->form);
    free(build->position);
    free(build->selected);
    bool noted = notes_errors(build->notes) > build->errors;
    if (all_known(program) && !noted)
        return program;
    if (!noted) {
        notes_input(
            build->notes, NOWHERE,
            "des nombres du plan ont trop de chiffres pour que leurs produits restent "
            "exacts",
            "numbers of the plan have too many digits for their products to stay exact");
        notes_advise(build->notes, "gardez au plus neuf décimales et des montants plus courts",
                     "keep at most nine decimals and shorter amounts");
    }
    program_free(program);
    return NULL;
}

uint32_t build_column(struct build *build, enum column_kind kind, struct origin origin,
                      struct ratio lower, struct ratio upper) {
    struct program *program = build->program;
    uint32_t before = build->column_capacity;
    ARRAY_RESERVE(program->columns, program->column_count, build->column_capacity);
    if (build->column_capacity != before) {
        build->position =
            memory_grow(build->position, build->column_capacity, sizeof(uint32_t));
        memset(build->position + before, 0,
               (build->column_capacity - before) * sizeof(uint32_t));
    }
    bool whole = kind == COLUMN_FUNDED || kind == COLUMN_BLOCKS || kind == COLUMN_PIECE_FULL;
    bool money = kind == COLUMN_PAID || kind == COLUMN_FUND_TOTAL ||
                 kind == COLUMN_YEAR_TOTAL || kind == COLUMN_LINE_TOTAL;
    program->columns[program->column_count] = (struct column){
        kind, origin.line, origin.fund, origin.year, lower, upper, whole, money};
    return program->column_count++;
}

void form_clear(struct build *build) {
    for (uint32_t i = 0; i < build->form_count; i++)
        build->position[build->form[i].column] = 0;
    build->form_count = 0;
    build->constant = RATIO_ZERO;
}

void form_add(struct build *build, uint32_t column, struct ratio coefficient) {
    assert(column < build->program->column_count);
    uint32_t at = build->position[column];
    if (at != 0) {
        struct entry *entry = &build->form[at - 1];
        entry->coefficient = ratio_add(entry->coefficient, coefficient);
        return;
    }
    ARRAY_RESERVE(build->form, build->form_count, build->form_capacity);
    build->form[build->form_count++] = (struct entry){column, coefficient};
    build->position[column] = build->form_count;
}

void form_add_constant(struct build *build, struct ratio constant) {
    build->constant = ratio_add(build->constant, constant);
}

static struct ratio less_constant(struct ratio bound, struct ratio constant) {
    return ratio_known(bound) ? ratio_sub(bound, constant) : bound;
}

uint32_t build_row(struct build *build, enum row_kind kind, struct origin origin,
                   struct ratio lower, struct ratio upper) {
    struct program *program = build->program;
    ARRAY_RESERVE(program->rows, program->row_count, build->row_capacity);
    struct row *row = &program->rows[program->row_count];
    *row = (struct row){kind,
                        origin.line,
                        origin.fund,
                        origin.year,
                        less_constant(lower, build->constant),
                        less_constant(upper, build->constant),
                        program->entry_count,
                        0};
    for (uint32_t i = 0; i < build->form_count; i++) {
        if (ratio_equal(build->form[i].coefficient, RATIO_ZERO))
            continue;
        ARRAY_RESERVE(program->entries, program->entry_count, build->entry_capacity);
        program->entries[program->entry_count++] = build->form[i];
        row->count++;
    }
    form_clear(build);
    return program->row_count++;
}

struct objective form_objective(struct build *build, bool maximize) {
    struct objective objective = {maximize, NULL, 0, build->constant, 0};
    objective.entries = ARENA_ARRAY(build->program->arena, struct entry, build->form_count);
    for (uint32_t i = 0; i < build->form_count; i++)
        if (!ratio_equal(build->form[i].coefficient, RATIO_ZERO))
            objective.entries[objective.count++] = build->form[i];
    return objective;
}

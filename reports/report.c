/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/report.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *copy(struct report *report, const char *string) {
    return string == NULL ? NULL : arena_copy(report->arena, string, strlen(string));
}

struct report *report_new(enum language language) {
    struct arena *arena = arena_new();
    struct report *report = ARENA_NEW(arena, struct report);
    report->arena = arena;
    report->language = language;
    report->currency_sign = "$";
    return report;
}

void report_free(struct report *report) {
    if (report == NULL) {
        return;
    }
    for (uint32_t i = 0; i < report->block_count; i++) {
        struct table *table = report->blocks[i].table;
        if (table != NULL) {
            free(table->cells);
            free(table->row_scenarios);
            free(table->notes);
        }
    }
    free(report->blocks);
    free(report->scenarios);
    arena_free(report->arena);
}

static struct block *add_block(struct report *report, enum block_kind kind) {
    ARRAY_RESERVE(report->blocks, report->block_count, report->block_capacity);
    struct block *block = &report->blocks[report->block_count++];
    *block = (struct block){.kind = kind, .scenario = report->about};
    return block;
}

void report_heading(struct report *report, const char *text) {
    add_block(report, BLOCK_HEADING)->text = copy(report, text);
}

void report_paragraph(struct report *report, const char *text) {
    add_block(report, BLOCK_PARAGRAPH)->text = copy(report, text);
}

void report_detail(struct report *report, const char *text) {
    struct block *block = add_block(report, BLOCK_PARAGRAPH);
    block->text = copy(report, text);
    block->detail = true;
}

struct table *report_table(struct report *report, const char *title, const char *key,
                           const struct column_head *heads, uint32_t column_count) {
    assert(column_count > 0);
    struct table *table = ARENA_NEW(report->arena, struct table);
    table->title = copy(report, title);
    table->key = copy(report, key);
    table->column_count = column_count;
    table->column_scenarios = ARENA_ARRAY(report->arena, uint32_t, column_count);
    memset(table->column_scenarios, 0, column_count * sizeof(uint32_t));
    table->column_changes = ARENA_ARRAY(report->arena, uint32_t, column_count);
    memset(table->column_changes, 0, column_count * sizeof(uint32_t));
    table->column_names = ARENA_ARRAY(report->arena, const char *, column_count);
    table->heads = ARENA_ARRAY(report->arena, struct column_head, column_count);
    for (uint32_t i = 0; i < column_count; i++) {
        table->heads[i] = heads[i];
        table->heads[i].title = copy(report, heads[i].title);
        table->heads[i].key = copy(report, heads[i].key);
        table->column_names[i] = NULL;
    }
    add_block(report, BLOCK_TABLE)->table = table;
    return table;
}

void report_chart(struct report *report, const struct chart *chart) {
    assert(chart->count > 0 && chart->first + chart->count <= chart->table->column_count);
    struct chart *own = ARENA_NEW(report->arena, struct chart);
    *own = *chart;
    own->opening = chart->opening && report->about == 0;
    own->title = copy(report, chart->title);
    own->summary = copy(report, chart->summary);
    own->unit = copy(report, chart->unit);
    add_block(report, BLOCK_CHART)->chart = own;
}

uint32_t report_scenario(struct report *report, const char *name) {
    ARRAY_RESERVE(report->scenarios, report->scenario_count, report->scenario_capacity);
    report->base = report->scenario_count == 0 ? 1 : report->base;
    report->scenarios[report->scenario_count++] = copy(report, name);
    return report->scenario_count;
}

struct cell *table_row(struct report *report, struct table *table) {
    (void)report;
    if (table->row_count == table->row_capacity) {
        table->row_capacity = table->row_capacity == 0 ? 8 : 2 * table->row_capacity;
        size_t cells = (size_t)table->row_capacity * table->column_count;
        table->cells = memory_grow(table->cells, cells, sizeof *table->cells);
        table->row_scenarios =
            memory_grow(table->row_scenarios, table->row_capacity, sizeof(uint32_t));
    }
    table->row_scenarios[table->row_count] = 0;
    struct cell *row = table->cells + (size_t)table->row_count++ * table->column_count;
    for (uint32_t i = 0; i < table->column_count; i++) {
        row[i] = (struct cell){.kind = CELL_EMPTY, .number = RATIO_ZERO};
    }
    return row;
}

void table_column_name(struct report *report, struct table *table, uint32_t column,
                       const char *name) {
    bool same = strcmp(name, table->heads[column].title) == 0;
    table->column_names[column] = same ? NULL : copy(report, name);
}

void table_column_change(struct table *table, uint32_t column, uint32_t of) {
    assert(of != column && of < table->column_count);
    table->column_changes[column] = of + 1;
}

void table_column_scenario(struct table *table, uint32_t column, uint32_t scenario) {
    table->column_scenarios[column] = scenario;
}

void table_row_scenario(struct table *table, uint32_t scenario) {
    table->row_scenarios[table->row_count - 1] = scenario;
}

void table_note(struct report *report, struct table *table, const char *text) {
    ARRAY_RESERVE(table->notes, table->note_count, table->note_capacity);
    table->notes[table->note_count++] = copy(report, text);
}

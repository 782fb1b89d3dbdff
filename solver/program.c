/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/program.h"

#include <assert.h>
#include <string.h>

void program_free(struct program *program) {
    if (program != NULL)
        arena_free(program->arena);
}

void program_row_value(const struct program *program, uint32_t row, const struct ratio *x,
                       struct tally *value) {
    const struct row *r = &program->rows[row];
    tally_reset(value);
    for (uint32_t i = r->start; i < r->start + r->count; i++)
        tally_add_product(value, program->entries[i].coefficient,
                          x[program->entries[i].column]);
}

double objective_at(const struct objective *objective, const double *x) {
    double value = ratio_double(objective->constant);
    for (uint32_t i = 0; i < objective->count; i++)
        value +=
            ratio_double(objective->entries[i].coefficient) * x[objective->entries[i].column];
    return value;
}

bool column_is_miss(const struct column *column) {
    return column->kind == COLUMN_SHORTFALL || column->kind == COLUMN_EXCESS;
}

bool column_is_of_goal(const struct column *column) {
    return column->kind == COLUMN_SHARE || column->kind == COLUMN_FLOOR ||
           column->kind == COLUMN_BELOW || (column_is_miss(column) && column->fund != NONE);
}

struct ratio program_row_rest(const struct program *program, uint32_t row,
                              const struct ratio *x) {
    const struct row *r = &program->rows[row];
    struct tally sum;
    tally_init(&sum);
    for (uint32_t i = r->start; i < r->start + r->count; i++) {
        const struct entry *entry = &program->entries[i];
        if (!column_is_miss(&program->columns[entry->column]))
            tally_add_product(&sum, entry->coefficient, x[entry->column]);
    }
    struct ratio rest = tally_ratio(&sum);
    tally_clear(&sum);
    return rest;
}

/* --- names for exported files ------------------------------------------------------------- */

/* ASCII for the Latin letters of U+00C0 to U+017F, one for each code, '_' where there is none. */
static const char latin[] = "AAAAAAACEEEEIIIIDNOOOOO_OUUUUYTsaaaaaaaceeeeiiiidnooooo_ouuuuyty"
                            "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
                            "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

static void add_plain(struct text *out, const char *id) {
    for (size_t length = strlen(id); length > 0;) {
        uint32_t code = 0;
        size_t size = utf8_character(id, length, &code);
        size = size == 0 ? 1 : size;
        bool plain = (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
                     (code >= 'A' && code <= 'Z') || code == '.';
        char byte = plain ? (char)code : '_';
        if (code >= 0xC0 && code - 0xC0 < sizeof latin - 1)
            byte = latin[code - 0xC0];
        text_add_char(out, byte);
        id += size;
        length -= size;
    }
}

static void add_part(struct text *out, const char *id) {
    if (id[0] == '\0')
        return;
    text_add_char(out, '.');
    add_plain(out, id);
}

static void add_line(struct text *out, const struct plan *plan, uint32_t line) {
    if (line != NONE)
        add_part(out, plan->lines[line].entity.id);
}

static void add_fund(struct text *out, const struct plan *plan, uint32_t fund) {
    if (fund != NONE)
        add_part(out, plan->funds[fund].entity.id);
}

static void add_year(struct text *out, const struct plan *plan, uint32_t year) {
    if (year != NONE)
        add_part(out, plan->years[year]);
}

static const char *const column_words[] = {
    [COLUMN_PAID] = "paid",         [COLUMN_FUND_TOTAL] = "from", [COLUMN_YEAR_TOTAL] = "in",
    [COLUMN_LINE_TOTAL] = "total",  [COLUMN_LEFT] = "left",       [COLUMN_FUNDED] = "funded",
    [COLUMN_BLOCKS] = "blocks",     [COLUMN_PIECE] = "piece",     [COLUMN_PIECE_FULL] = "full",
    [COLUMN_SELECTED] = "selected", [COLUMN_SHORTFALL] = "short", [COLUMN_EXCESS] = "excess",
    [COLUMN_SHARE] = "share",       [COLUMN_FLOOR] = "floor",     [COLUMN_BELOW] = "below",
};

static const char *const row_words[] = {
    [ROW_FUND] = "fund",         [ROW_FUND_YEAR] = "year",      [ROW_SUM] = "sum",
    [ROW_LINE_MIN] = "min",      [ROW_LINE_MAX] = "max",        [ROW_PAYER_MIN] = "payer",
    [ROW_ELIGIBLE] = "eligible", [ROW_MATCH] = "match",         [ROW_AID] = "aid",
    [ROW_SCHEDULE] = "schedule", [ROW_COMMITTED] = "committed", [ROW_REQUIRES] = "requires",
    [ROW_EXCLUDES] = "excludes", [ROW_CURVE] = "curve",         [ROW_PIECE] = "order",
    [ROW_RULE] = "rule",         [ROW_GOAL] = "goal",           [ROW_SHARE] = "share",
    [ROW_FLOOR] = "floor",
};

/* A column or row of a goal that shares; NONE: of no one sharer, of no one floor. */
struct sharing {
    uint32_t goal, sharer, floor;
};

static void add_sharer(struct text *out, const struct plan *plan, struct sharing of) {
    text_format(out, ".%u", of.goal + 1);
    if (of.sharer != NONE)
        add_part(out, plan->goals[of.goal].sharers[of.sharer].label);
    if (of.floor != NONE)
        text_format(out, ".%u", of.floor + 1);
}

void program_column_name(const struct program *program, uint32_t column, struct text *out) {
    const struct column *c = &program->columns[column];
    const struct plan *plan = program->plan;
    text_add(out, column_words[c->kind]);
    if (c->kind == COLUMN_SELECTED) {
        text_format(out, ".%u", c->line + 1);
        return;
    }
    if (column_is_of_goal(c)) {
        add_sharer(out, plan, (struct sharing){c->fund, c->line, c->year});
        return;
    }
    if (column_is_miss(c)) {
        add_part(out, plan->rules[c->line].entity.id);
        return;
    }
    add_line(out, plan, c->line);
    switch (c->kind) {
    case COLUMN_BLOCKS:
        add_fund(out, plan, plan->lines[c->line].matches[c->fund].fund);
        break;
    case COLUMN_PIECE:
    case COLUMN_PIECE_FULL:
        add_part(out, plan->measures[plan->lines[c->line].curves[c->fund].measure]);
        text_format(out, ".%u", c->year + 1);
        break;
    default:
        add_fund(out, plan, c->fund);
        add_year(out, plan, c->year);
    }
}

static void add_numbered(struct text *out, const struct plan *plan, const struct row *r) {
    add_line(out, plan, r->line);
    text_format(out, ".%u", r->fund + 1);
    if (r->year != NONE)
        text_format(out, ".%u", r->year + 1);
}

void program_row_name(const struct program *program, uint32_t row, struct text *out) {
    const struct row *r = &program->rows[row];
    const struct plan *plan = program->plan;
    text_add(out, row_words[r->kind]);
    switch (r->kind) {
    case ROW_SUM:
        text_add_char(out, '.');
        program_column_name(program, r->line, out);
        break;
    case ROW_MATCH:
    case ROW_CURVE:
    case ROW_PIECE:
        add_numbered(out, plan, r);
        break;
    case ROW_REQUIRES:
    case ROW_EXCLUDES:
        add_line(out, plan, r->line);
        add_line(out, plan, r->fund);
        break;
    case ROW_RULE:
        add_part(out, plan->rules[r->line].entity.id);
        if (r->year == 1)
            text_add(out, ".most");
        break;
    case ROW_SHARE:
    case ROW_FLOOR:
        add_sharer(out, plan, (struct sharing){r->fund, r->line, r->year});
        break;
    case ROW_GOAL:
        text_format(out, ".%u", r->line + 1);
        break;
    default:
        add_line(out, plan, r->line);
        add_fund(out, plan, r->fund);
        add_year(out, plan, r->year);
    }
}

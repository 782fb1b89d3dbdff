/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The LP format as CPLEX defined it and GLPK, CBC and others read it. */
#include "solver/export_parts.h"

#define TERMS_ON_A_LINE 6

static void add_form(struct export *e, const struct entry *entries, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        struct ratio c = entries[i].coefficient;
        bool minus = ratio_sign(c) < 0;
        if (i > 0 && i % TERMS_ON_A_LINE == 0)
            text_add(e->out, "\n  ");
        text_add(e->out, minus ? " - " : " + ");
        export_number(e->out, minus ? ratio_neg(c) : c);
        text_format(e->out, " %s", e->columns[entries[i].column]);
    }
    if (count == 0) /* the format has no empty form */
        text_format(e->out, " + 0 %s", e->columns[0]);
}

static void add_bound(struct export *e, const char *sign, struct ratio bound) {
    text_format(e->out, " %s ", sign);
    export_number(e->out, bound);
    text_add_char(e->out, '\n');
}

static void add_row(struct export *e, uint32_t number) {
    const struct row *row = &e->program->rows[number];
    const struct entry *entries = e->program->entries + row->start;
    bool low = ratio_known(row->lower), high = ratio_known(row->upper);
    bool equal = low && high && ratio_equal(row->lower, row->upper);
    if (!low && !high)
        return;
    if (low) {
        text_format(e->out, " %s:", e->rows[number]);
        add_form(e, entries, row->count);
        add_bound(e, equal ? "=" : ">=", row->lower);
    }
    if (high && !equal) { /* a rule with two bounds takes two rows: ranges are not portable */
        text_format(e->out, " %s%s:", e->rows[number], low ? ".upper" : "");
        add_form(e, entries, row->count);
        add_bound(e, "<=", row->upper);
    }
}

static void add_bounds(struct export *e) {
    text_add(e->out, "Bounds\n");
    for (uint32_t j = 0; j < e->program->column_count; j++) {
        const struct column *c = &e->program->columns[j];
        if (!ratio_known(c->lower)) { /* nor has it the other bound */
            text_format(e->out, " %s free\n", e->columns[j]);
            continue;
        }
        if (ratio_sign(c->lower) == 0 && !ratio_known(c->upper))
            continue;
        text_add_char(e->out, ' ');
        export_number(e->out, c->lower);
        text_format(e->out, " <= %s", e->columns[j]);
        if (ratio_known(c->upper)) {
            text_add(e->out, " <= ");
            export_number(e->out, c->upper);
        }
        text_add_char(e->out, '\n');
    }
}

static void add_whole(struct export *e) {
    if (!e->program->has_whole)
        return;
    text_add(e->out, "General\n");
    for (uint32_t j = 0; j < e->program->column_count; j++)
        if (e->program->columns[j].whole)
            text_format(e->out, " %s\n", e->columns[j]);
}

void export_lp(const struct program *program, uint32_t goal, struct text *out) {
    struct export e = {.program = program, .out = out, .arena = arena_new()};
    const struct objective *o = &program->objectives[program->goal_stage[goal]];
    export_names(&e);
    text_format(out, "%s\n goal:", o->maximize ? "Maximize" : "Minimize");
    add_form(&e, o->entries, o->count);
    if (ratio_sign(o->constant) != 0) {
        text_add(out, ratio_sign(o->constant) < 0 ? " - " : " + ");
        export_number(out, ratio_max(o->constant, ratio_neg(o->constant)));
        text_add(out, " " EXPORT_CONSTANT);
    }
    text_add(out, "\nSubject To\n");
    for (uint32_t i = 0; i < program->row_count; i++)
        add_row(&e, i);
    add_bounds(&e);
    if (ratio_sign(o->constant) != 0)
        text_add(out, " " EXPORT_CONSTANT " = 1\n");
    add_whole(&e);
    text_add(out, "End\n");
    arena_free(e.arena);
}

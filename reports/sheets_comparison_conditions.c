/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plans say of each line, side by side: a row for each condition that some scenario has,
 * and in it what margin each leaves. */
#include <stdlib.h>
#include <string.h>

#include "reports/sheets_comparison_own.h"

enum { MARGIN_LINE, MARGIN_WHAT, MARGIN_SENSE, MARGIN_FIRST };
enum { LINE_WIDTH = 34, WHAT_WIDTH = 30, SENSE_WIDTH = 10 };

/* A row of the sheet. */
struct margin_row {
    const char *what;
    enum sense sense;
    uint32_t taken; /* 1 + the last scenario that has it */
};

struct margins {
    const struct beside *b;
    const struct own *own;   /* the scenario under way */
    uint32_t line;           /* thing of the comparison */
    struct margin_row *rows; /* [count] from FIRST_ROW on */
    uint32_t count, capacity;
    uint32_t begins; /* the line's first */
};

/* The line's row of that condition, which no other of the scenario's has taken. */
static uint32_t row_of(struct margins *m, const struct condition *at) {
    uint32_t row = m->begins;
    while (row < m->count &&
           (m->rows[row].sense != at->sense || m->rows[row].taken == m->own->number + 1 ||
            strcmp(m->rows[row].what, at->what) != 0)) {
        row++;
    }
    if (row == m->count) {
        struct sheet *sheet = m->b->conditions;
        ARRAY_RESERVE(m->rows, m->count, m->capacity);
        m->rows[m->count++] = (struct margin_row){at->what, at->sense, 0};
        put_short(spot(sheet, FIRST_ROW + row, MARGIN_LINE, LOOK_TEXT),
                  m->b->comparison->lines.names[m->line], LINE_WIDTH);
        put_short(spot(sheet, FIRST_ROW + row, MARGIN_WHAT, LOOK_TEXT), at->what, WHAT_WIDTH);
        put_text(spot(sheet, FIRST_ROW + row, MARGIN_SENSE, LOOK_STATE), condition_sense(at));
        for (uint32_t k = 0; k < m->b->shown_count; k++) {
            put_blank(spot(sheet, FIRST_ROW + row, MARGIN_FIRST + k, LOOK_CLOSED));
        }
    }
    m->rows[row].taken = m->own->number + 1;
    return FIRST_ROW + row;
}

/* Rounded far below a cent, so that what holds exactly shows no trace of the reckoning. */
static void put_margin(struct condition *at, void *context) {
    static const char *const before[] = {"=ROUND(", "=ROUND(", "=-ABS(ROUND("};
    static const char *const after[] = {",6)", ",6)", ",6))"};
    struct margins *m = (struct margins *)context;
    const bool at_most = at->sense == AT_MOST;
    const char *activity = at->activity.length == 0 ? "0" : text_string(&at->activity);
    const char *bound = at->bound.length == 0 ? "0" : text_string(&at->bound);
    struct text formula = {0};
    text_format(&formula, "%s(%s)-(%s)%s", before[at->sense], at_most ? bound : activity,
                at_most ? activity : bound, after[at->sense]);
    put_built(spot(m->b->conditions, row_of(m, at), MARGIN_FIRST + m->own->number, LOOK_MONEY),
              &formula, condition_margin(at));
    text_free(&at->activity);
    text_free(&at->bound);
}

static void put_margin_heads(const struct beside *b) {
    const struct teller *t = &b->teller;
    put_heads(b->conditions,
              teller_format(t, "Conditions des lignes\u00a0: marges",
                            "Conditions of the lines: margins"),
              teller_format(t,
                            "Ce qu’il reste avant que la condition soit manquée, aux montants "
                            "présents\u00a0; en rouge, ce qui y manque. Hachuré\u00a0: le "
                            "scénario ne la pose pas.",
                            "What is left before the condition is broken, at the present "
                            "amounts; in red, what it lacks. Hatched: the scenario has no such "
                            "condition."),
              (const char *const[]){teller_word(t, WORD_LINE),
                                    teller_format(t, "Condition", "Condition"),
                                    teller_format(t, "Exige", "Requires"), NULL});
    put_names(b, spot(b->conditions, HEAD_ROW, MARGIN_FIRST, LOOK_HEAD), false);
}

static struct area margins_of(const struct beside *b, uint32_t number) {
    uint32_t end = b->condition_rows[b->comparison->lines.count];
    return (struct area){b->conditions, FIRST_ROW, MARGIN_FIRST + number,
                         end > FIRST_ROW ? end - 1 : FIRST_ROW, MARGIN_FIRST + number};
}

void beside_conditions(struct beside *b, struct own *owns) {
    const struct comparison *c = b->comparison;
    struct sheet *sheet = b->conditions;
    struct margins m = {.b = b};
    b->condition_rows = ARENA_ARRAY(b->arena, uint32_t, c->lines.count + 1);
    put_margin_heads(b);
    for (uint32_t line = 0; line < c->lines.count; line++) {
        b->condition_rows[line] = FIRST_ROW + m.count;
        m.begins = m.count;
        m.line = line;
        for (uint32_t k = 0; k < b->shown_count; k++) {
            uint32_t at = c->lines.at[owns[k].scenario][line];
            m.own = &owns[k];
            if (at != NONE) {
                conditions_of(&owns[k].sheets, at, put_margin, &m);
            }
        }
    }
    b->condition_rows[c->lines.count] = FIRST_ROW + m.count;
    free(m.rows);
    struct area first = margins_of(b, 0), last = margins_of(b, b->shown_count - 1);
    sheet_lacks(&(struct area){sheet, FIRST_ROW, MARGIN_FIRST, last.last_row, last.last_column},
                owns[0].sheets.dust);
    sheet_width(sheet, MARGIN_LINE, MARGIN_LINE, LINE_WIDTH);
    sheet_width(sheet, MARGIN_WHAT, MARGIN_WHAT, WHAT_WIDTH);
    sheet_width(sheet, MARGIN_SENSE, MARGIN_SENSE, SENSE_WIDTH);
    sheet_width(sheet, MARGIN_FIRST, last.last_column, b->width);
    sheet_freeze(sheet, FIRST_ROW, 1);
    sheet_filter(&(struct area){sheet, HEAD_ROW, 0, first.last_row, last.last_column});
    sheet_print(sheet, first.last_row, last.last_column, FIRST_ROW, MARGIN_FIRST);
}

/* --- what is broken --------------------------------------------------------------------------- */

/* Adds how many margins of an area are below zero: by a number, which no language's decimal sign
 * stands in the way of. */
static void add_lacking(struct text *out, const struct area *area, const char *dust) {
    text_add(out, "COUNTIF(");
    text_add_area(out, area);
    text_format(out, ",\"<\"&-%s)", dust);
}

void put_line_state(const struct beside *b, struct spot at, uint32_t line,
                    const struct own *own) {
    struct area margins = margins_of(b, 0);
    struct text formula = {0};
    if (b->condition_rows[line] == b->condition_rows[line + 1]) {
        put_blank(at);
        return;
    }
    margins.first_row = b->condition_rows[line];
    margins.last_row = b->condition_rows[line + 1] - 1;
    margins.last_column = MARGIN_FIRST + b->shown_count - 1;
    text_add(&formula, "=IF(");
    add_lacking(&formula, &margins, own->sheets.dust);
    text_format(&formula, "=0,\"%s\",\"%s\")", own->sheets.good, own->sheets.bad);
    put_word_formula(at, text_string(&formula), own->sheets.good);
    text_free(&formula);
}

void put_broken(const struct beside *b, struct spot at, const struct own *own) {
    struct area margins = margins_of(b, own->number);
    struct area states = {b->details, b->rule_rows[own->number], RULE_STATE,
                          b->rule_rows[own->number + 1] - 1, RULE_STATE};
    struct text formula = {0};
    text_add(&formula, "=COUNTIF(");
    text_add_area(&formula, &states);
    text_format(&formula, ",\"%s\")+", own->sheets.bad);
    add_lacking(&formula, &margins, own->sheets.dust);
    put_built(at, &formula, RATIO_ZERO);
}

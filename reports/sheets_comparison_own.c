/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/sheets_comparison_own.h"

#include <string.h>

static const struct own *own_of(const struct sheets *sheets) {
    return (const struct own *)(const void *)sheets;
}

/* --- sums of runs ----------------------------------------------------------------------------- */

/* A sum under way: rows that follow each other and count alike are one area. */
struct runs {
    struct text *out;
    const char *before, *after; /* around the area: "SUM(", ")" */
    struct area area;
    struct ratio share; /* of the rows so far; zero: there are none */
    bool some;
};

static void end_run(struct runs *runs) {
    if (ratio_sign(runs->share) == 0) {
        return;
    }
    text_add(runs->out, runs->some ? "+" : "");
    if (!ratio_equal(runs->share, RATIO_ONE)) {
        text_add(runs->out, "(");
        formula_ratio(runs->out, runs->share);
        text_add(runs->out, ")*");
    }
    text_add(runs->out, runs->before);
    text_add_area(runs->out, &runs->area);
    text_add(runs->out, runs->after);
    runs->some = true;
    runs->share = RATIO_ZERO;
}

static void add_row(struct runs *runs, uint32_t row, struct ratio share) {
    if (ratio_equal(share, runs->share)) {
        runs->area.last_row = row;
        return;
    }
    end_run(runs);
    runs->area.first_row = runs->area.last_row = row;
    runs->share = share;
}

static void end_runs(struct runs *runs) {
    end_run(runs);
    text_add(runs->out, runs->some ? "" : "0");
}

/* --- selections ------------------------------------------------------------------------------- */

static bool is_picked(const struct picked *picked, const struct ratio *shares, uint32_t count) {
    bool same = picked->count == count;
    for (uint32_t i = 0; i < count && same; i++) {
        struct ratio share = ratio_known(shares[i]) ? shares[i] : RATIO_ZERO;
        same = ratio_equal(picked->shares[i], share);
    }
    return same;
}

static void put_selection(struct beside *b, uint32_t column, const struct picked *picked) {
    const struct teller *t = &b->teller;
    if (b->selections == NULL) {
        b->selections = book_sheet(b->book, teller_format(t, "Sélections", "Selections"));
        sheet_hide(b->selections);
        put_heads(b->selections, teller_format(t, "Sélections", "Selections"),
                  teller_format(t,
                                "La part de chaque rangée des montants, ou des lignes, dans "
                                "les sommes des règles.",
                                "The share of each row of amounts, or of lines, in the sums of "
                                "rules."),
                  (const char *const[]){NULL});
    }
    put_number(spot(b->selections, HEAD_ROW, column, LOOK_CODE),
               ratio_of((int64_t)column + 1, 1));
    for (uint32_t i = 0; i < picked->count; i++) {
        put_number(spot(b->selections, FIRST_ROW + i, column, LOOK_RATE), picked->shares[i]);
    }
}

/* The column of shares like these; made when there is none. */
static struct area selection_column(struct beside *b, const struct ratio *shares,
                                    uint32_t count) {
    uint32_t at = 0;
    while (at < b->picked_count && !is_picked(&b->picked[at], shares, count)) {
        at++;
    }
    if (at == b->picked_count) {
        struct picked picked = {ARENA_ARRAY(b->arena, struct ratio, count), count};
        for (uint32_t i = 0; i < count; i++) {
            picked.shares[i] = ratio_known(shares[i]) ? shares[i] : RATIO_ZERO;
        }
        put_selection(b, at, &picked);
        ARRAY_RESERVE(b->picked, b->picked_count, b->picked_capacity);
        b->picked[b->picked_count++] = picked;
    }
    return (struct area){b->selections, FIRST_ROW, at, FIRST_ROW + count - 1, at};
}

/* --- dollars and lines ------------------------------------------------------------------------ */

/* The plan's year of that name; NONE: it has none. */
static uint32_t year_at(const struct plan *plan, const char *name) {
    for (uint32_t y = 0; y < plan->year_count; y++) {
        if (year_name(plan, y) == name || strcmp(year_name(plan, y), name) == 0) {
            return y;
        }
    }
    return NONE;
}

/* Adds the sum of a column times the shares of its rows; an unknown one is of an empty cell, within
 * a run or not. Of a count: of how many rows with any share hold more than dust. */
static void add_rows(const struct own *own, struct text *out, struct area area,
                     const struct ratio *shares, bool counts) {
    enum { LONG = 800 };
    const uint32_t count = area.last_row + 1 - area.first_row;
    struct text sum = {0}, after = {0};
    if (counts) {
        text_format(&after, ">%s)*1)", own->sheets.dust);
    }
    struct runs runs = {.out = &sum,
                        .before = counts ? "SUMPRODUCT((" : "SUM(",
                        .after = counts ? text_string(&after) : ")",
                        .area = area,
                        .share = RATIO_ZERO};
    for (uint32_t i = 0; i < count && sum.length <= LONG; i++) {
        if (ratio_known(shares[i])) {
            add_row(&runs, FIRST_ROW + i, shares[i]);
        }
    }
    end_runs(&runs);
    if (sum.length <= LONG) {
        text_format(out, "(%s)", text_string(&sum));
    } else {
        struct area picked = selection_column(own->b, shares, count);
        text_add(out, "SUMPRODUCT(");
        text_add_area(out, &picked);
        text_add(out, counts ? "*(" : ",");
        text_add_area(out, &area);
        text_format(out, counts ? ">%s))" : ")", own->sheets.dust);
    }
    text_free(&sum);
    text_free(&after);
}

static void add_dollars(const struct sheets *sheets, struct text *out,
                        const struct selection *selection, const struct member *member) {
    const struct own *own = own_of(sheets);
    const struct beside *b = own->b;
    const struct comparison *c = b->comparison;
    const uint32_t column = PAYMENT_FIRST + own->number;
    uint32_t last = NONE;
    struct ratio share = RATIO_ZERO;
    own->shares[0] = RATIO_UNKNOWN; /* where there are no payments, a row all the same */
    for (uint32_t i = 0; i < b->payment_count; i++) {
        const struct payment *payment = &b->payments[i];
        own->shares[i] = RATIO_UNKNOWN;
        if (!ratio_known(payment->amounts[own->number])) {
            continue;
        }
        if (payment->line != last) {
            uint32_t line = c->lines.at[own->scenario][payment->line];
            share = share_now(sheets, selection, member, &sheets->plan->lines[line]);
            last = payment->line;
        }
        bool picked =
            selection_has(selection, member, BY_FUND,
                          c->funds.at[own->scenario][payment->fund]) &&
            selection_has(selection, member, BY_YEAR, year_at(sheets->plan, payment->year));
        own->shares[i] = picked ? share : RATIO_ZERO;
    }
    add_rows(own, out, payment_column(b, column), own->shares, false);
}

/* What lines are worth, or how many are funded. */
static void add_picked_lines(const struct sheets *sheets, struct text *out,
                             const struct term *term, const struct member *member) {
    const struct own *own = own_of(sheets);
    const struct comparison *c = own->b->comparison;
    const bool counts = term->kind == TERM_COUNT;
    const uint32_t column = counts ? 1 + own->number : own->worths + term->subject;
    for (uint32_t i = 0; i < c->lines.count; i++) {
        uint32_t at = c->lines.at[own->scenario][i];
        struct ratio share =
            at == NONE ? RATIO_ZERO
                       : share_now(sheets, term->selection, member, &sheets->plan->lines[at]);
        own->shares[i] = counts && ratio_sign(share) > 0 ? RATIO_ONE : share;
    }
    struct area area = {counts ? own->b->lines : own->b->worths, FIRST_ROW, column,
                        FIRST_ROW + c->lines.count - 1, column};
    add_rows(own, out, area, own->shares, counts);
}

static void add_lines(const struct sheets *sheets, struct text *out, const struct term *term,
                      const struct member *member) {
    const struct own *own = own_of(sheets);
    if (term->kind != TERM_LEVEL) {
        add_picked_lines(sheets, out, term, member);
        return;
    }
    const struct line *line = &sheets->plan->lines[term->subject];
    if (!line->has_max || ratio_sign(line->max) <= 0) {
        text_add(out, "0");
        return;
    }
    text_add_cell(out, own->b->lines, FIRST_ROW + own->things[term->subject], 1 + own->number);
    text_add(out, "/(");
    formula_ratio(out, line->max);
    text_add(out, ")");
}

/* --- what a line is paid ---------------------------------------------------------------------- */

/* A sum of the scenario's amounts. */
static struct runs amounts_in(const struct own *own, struct text *out, const char *before,
                              const char *after) {
    const uint32_t column = PAYMENT_FIRST + own->number;
    return (struct runs){.out = out,
                         .before = before,
                         .after = after,
                         .area = {own->b->amounts, 0, column, 0, column},
                         .share = RATIO_ZERO};
}

static void add_paid(const struct sheets *sheets, struct text *out, uint32_t line,
                     uint32_t fund, uint32_t year) {
    const struct own *own = own_of(sheets);
    const struct beside *b = own->b;
    const uint32_t thing = own->things[line];
    struct runs runs = amounts_in(own, out, "SUM(", ")");
    for (uint32_t i = b->line_payments[thing]; i < b->line_payments[thing + 1]; i++) {
        const struct payment *payment = &b->payments[i];
        if (ratio_known(payment->amounts[own->number])) {
            bool picked = b->comparison->funds.at[own->scenario][payment->fund] == fund &&
                          (year == NONE || year_at(sheets->plan, payment->year) == year);
            add_row(&runs, FIRST_ROW + i, picked ? RATIO_ONE : RATIO_ZERO);
        }
    }
    end_runs(&runs);
}

static void add_total(const struct sheets *sheets, struct text *out, uint32_t line) {
    const struct own *own = own_of(sheets);
    text_add_cell(out, own->b->lines, FIRST_ROW + own->things[line], 1 + own->number);
}

static void add_funded(const struct sheets *sheets, struct text *out, uint32_t line) {
    text_add(out, "(");
    add_total(sheets, out, line);
    text_format(out, ">%s)", sheets->dust);
}

static struct area cells_of(const struct sheets *sheets, uint32_t line) {
    const struct own *own = own_of(sheets);
    const uint32_t *begins = &own->b->line_payments[own->things[line]];
    const uint32_t column = PAYMENT_FIRST + own->number;
    return (struct area){own->b->amounts, FIRST_ROW + begins[0], column,
                         FIRST_ROW + (begins[1] > begins[0] ? begins[1] - 1 : begins[0]),
                         column};
}

/* Rows of the line's that are not the scenario's. */
static bool add_closed(const struct sheets *sheets, struct text *out, uint32_t line) {
    const struct own *own = own_of(sheets);
    const struct beside *b = own->b;
    const uint32_t thing = own->things[line];
    struct runs runs = amounts_in(own, out, "SUMPRODUCT(ABS(", "))");
    for (uint32_t i = b->line_payments[thing]; i < b->line_payments[thing + 1]; i++) {
        bool closed = !ratio_known(b->payments[i].amounts[own->number]);
        add_row(&runs, FIRST_ROW + i, closed ? RATIO_ONE : RATIO_ZERO);
    }
    end_run(&runs);
    return runs.some;
}

static const struct elsewhere beside = {add_dollars, add_lines, add_paid,  add_total,
                                        add_funded,  cells_of,  add_closed};

static struct own own_new(struct beside *b, uint32_t number) {
    const struct comparison *c = b->comparison;
    const uint32_t scenario = b->shown[number];
    const struct compared *compared = &c->scenarios[scenario];
    struct own own = {.sheets = {.teller = teller_new(compared->answer, b->teller.report),
                                 .plan = compared->plan,
                                 .answer = compared->answer,
                                 .arena = b->arena,
                                 .book = b->book,
                                 .rules = b->details,
                                 .goals = b->goals,
                                 .money_width = b->width,
                                 .spill = &b->spill,
                                 .elsewhere = &beside},
                      .b = b,
                      .number = number,
                      .scenario = scenario,
                      .things = ARENA_ARRAY(b->arena, uint32_t, compared->plan->line_count + 1),
                      .shares = b->shares,
                      .follows = ARENA_ARRAY(b->arena, bool, compared->plan->rule_count + 1)};
    for (uint32_t i = 0; i < c->lines.count; i++) {
        if (c->lines.at[scenario][i] != NONE) {
            own.things[c->lines.at[scenario][i]] = i;
        }
    }
    sheets_judge(&own.sheets);
    return own;
}

struct own *owns_new(struct beside *b) {
    const uint32_t lines = b->comparison->lines.count;
    struct own *owns = ARENA_ARRAY(b->arena, struct own, b->shown_count);
    b->shares = ARENA_ARRAY(b->arena, struct ratio,
                            1 + (b->payment_count > lines ? b->payment_count : lines));
    for (uint32_t k = 0; k < b->shown_count; k++) {
        owns[k] = own_new(b, k);
    }
    return owns;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/sheets.h"

#include "base/numbers.h"

/* --- words ---------------------------------------------------------------------------------- */

const char *say(const struct sheets *sheets, const char *french, const char *english) {
    return sheets->teller.language == FRENCH ? french : english;
}

void put_heads(struct sheet *sheet, const char *title, const char *note,
               const char *const *heads) {
    put_text(spot(sheet, 0, 0, LOOK_TITLE), title);
    put_text(spot(sheet, 1, 0, LOOK_NOTE), note);
    for (uint32_t i = 0; heads[i] != NULL; i++) {
        put_text(spot(sheet, HEAD_ROW, i, LOOK_HEAD), heads[i]);
    }
}

double money_width(const struct teller *teller, struct ratio most) {
    enum { LEAST = 12 };
    struct text text = {0};
    text_add_money(&text, most, teller->report->money_decimals, "", ENGLISH);
    double width = 2.5 + (double)text.length;
    text_free(&text);
    return width > LEAST ? width : LEAST;
}

const char *year_head(const struct sheets *sheets, uint32_t year) {
    return sheets->plan->has_years ? sheets->plan->years[year]
                                   : say(sheets, "Montant ($)", "Amount ($)");
}

/* --- what stands where ---------------------------------------------------------------------- */

/* Columns of numbers that rows are picked by, from a column on. */
static struct grid grid_of(const struct sheets *sheets, const struct sheet *sheet,
                           uint32_t first, bool has_fund) {
    struct grid grid = {.sheet = sheet, .line = first, .fund = NONE};
    uint32_t next = first + 1;
    if (has_fund) {
        grid.fund = next++;
    }
    grid.territory = next++;
    grid.kind = next++;
    grid.axes = next;
    grid.tags = next + sheets->plan->axis_count;
    return grid;
}

void sheets_lay_out(struct sheets *sheets) {
    const struct plan *plan = sheets->plan;
    uint32_t row = FIRST_ROW;
    sheets->payer_rows = ARENA_ARRAY(sheets->arena, uint32_t, plan->line_count + 1);
    sheets->condition_rows = ARENA_ARRAY(sheets->arena, uint32_t, plan->line_count + 1);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        sheets->payer_rows[i] = row;
        row += plan->lines[i].payer_count;
    }
    sheets->payer_rows[plan->line_count] = row;
    sheets->by_payer = grid_of(sheets, sheets->amounts, amounts_total(sheets) + 2, true);
    sheets->by_payer.last_row = row > FIRST_ROW ? row - 1 : FIRST_ROW;
    sheets->by_line =
        grid_of(sheets, sheets->lines, LINE_MEASURES + plan->measure_count, false);
    sheets->by_line.last_row = FIRST_ROW + (plan->line_count > 0 ? plan->line_count - 1 : 0);
}

/* What is no more than rounding: a thousandth of the unit. */
static const char *dust_of(const struct sheets *sheets) {
    struct ratio unit = sheets->plan->unit;
    struct text text = {0};
    text_add_ratio(&text, ratio_mul(ratio_sign(unit) > 0 ? unit : RATIO_ONE, ratio_of(1, 1000)),
                   12);
    const char *dust = arena_copy(sheets->arena, text.bytes, text.length);
    text_free(&text);
    return dust;
}

/* The most dollars that a cell shows. */
static struct ratio most_dollars(const struct sheets *sheets) {
    const struct plan *plan = sheets->plan;
    struct ratio most = sheets->answer->total;
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        const struct ratio has[] = {plan->funds[i].limited ? plan->funds[i].amount : RATIO_ZERO,
                                    sheets->answer->funds[i].available};
        for (size_t k = 0; k < sizeof has / sizeof *has; k++) {
            most = ratio_known(has[k]) && ratio_cmp(has[k], most) > 0 ? has[k] : most;
        }
    }
    return most;
}

static void make_sheets(struct sheets *sheets) {
    const struct {
        struct sheet **sheet;
        const char *french, *english;
    } all[] = {{&sheets->sharing, "Répartition", "Sharing"},
               {&sheets->amounts, "Montants", "Amounts"},
               {&sheets->lines, "Lignes", "Lines"},
               {&sheets->envelope, "Enveloppe", "Envelope"},
               {&sheets->rules, "Règles", "Rules"},
               {&sheets->conditions, "Conditions", "Conditions"},
               {&sheets->goals, "Buts", "Goals"},
               {&sheets->curves, "Barèmes", "Curves"},
               {&sheets->sources, "Sources", "Sources"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        *all[i].sheet = book_sheet(sheets->book, say(sheets, all[i].french, all[i].english));
    }
}

void sheets_judge(struct sheets *sheets) {
    sheets->good = say(sheets, "respectée", "holds");
    sheets->bad = say(sheets, "manquée", "broken");
    sheets->missed = say(sheets, "non atteinte", "not met");
    sheets->dust = dust_of(sheets);
}

void sheets_write(struct book *book, const struct answer *answer, struct report *report) {
    struct spill spill = {NULL, 0};
    struct sheets sheets = {.spill = &spill,
                            .teller = teller_new(answer, report),
                            .plan = answer->plan,
                            .answer = answer,
                            .arena = report->arena,
                            .book = book,
                            .first_rule = FIRST_ROW};
    sheets_judge(&sheets);
    sheets.summary = book_sheet(book, say(&sheets, "Sommaire", "Summary"));
    if (answer_has_amounts(answer)) {
        make_sheets(&sheets);
        sheets.money_width = money_width(&sheets.teller, most_dollars(&sheets));
        sheets_lay_out(&sheets);
        sheets_conditions(&sheets);
        sheets_amounts(&sheets);
        sheets_lines(&sheets);
        sheets_curves(&sheets);
        sheets_rules(&sheets);
        sheets_goals(&sheets);
        sheets_envelope(&sheets);
        sheets_sharing(&sheets);
        sheets_sources(&sheets);
    }
    sheets_summary(&sheets);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same year by year: who pays when, and how each fund's money comes, keeps and goes. */
#include <math.h>

#include "base/numbers.h"
#include "reports/picture.h"

/* --- payments ------------------------------------------------------------------------------ */

/* Who pays how much in which year. */
static void tell_calendar(struct teller *teller) {
    const struct plan *plan = teller->plan;
    uint32_t count = plan->year_count + 2;
    struct column_head *heads = ARENA_ARRAY(teller->report->arena, struct column_head, count);
    heads[0] = (struct column_head){teller_word(teller, WORD_FUND), "fund", CELL_TEXT, false};
    for (uint32_t y = 0; y < plan->year_count; y++) {
        heads[y + 1] = (struct column_head){plan->years[y], "year", CELL_MONEY, false};
    }
    heads[count - 1] =
        (struct column_head){teller_word(teller, WORD_TOTAL), "total", CELL_MONEY, false};
    const char *title =
        teller_format(teller, "Calendrier des versements, en %s",
                      "Payments by fiscal year, in %s", teller->report->currency_sign);
    struct table *table = report_table(teller->report, title, "calendar", heads, count);
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        struct cell *row = table_row(teller->report, table);
        row[0] = cell_name(teller, &plan->funds[i].entity, plan->funds[i].entity.name);
        for (uint32_t y = 0; y < plan->year_count; y++) {
            row[y + 1] = cell_money(teller->answer->funds[i].years[y].allocated);
        }
        row[count - 1] = cell_money(teller->answer->funds[i].allocated);
    }
    struct cell *row = table_row(teller->report, table);
    row[0] = cell_text(teller_word(teller, WORD_TOTAL));
    for (uint32_t y = 0; y < plan->year_count; y++) {
        row[y + 1] = cell_money(teller->answer->by_year[y]);
    }
    row[count - 1] = cell_money(teller->answer->total);
    table->has_total = true;
    picture_calendar(teller, table, plan->year_count);
}

/* --- funds whose money arrives by year ----------------------------------------------------- */

enum { YEAR, ARRIVED, CARRIED, INTEREST, PAID, LAPSED, LEFT, MORE, COLUMNS };

static const char *carry_note(const struct teller *teller, const struct fund *fund) {
    if (ratio_equal(fund->carry_over, RATIO_ONE)) {
        return NULL;
    }
    if (ratio_cmp(fund->carry_over, RATIO_ONE) > 0) {
        return teller_format(teller, "%s : ce qui reste rapporte %s par exercice.",
                             "%s: what is left earns %s a year.", fund->entity.name,
                             teller_share(teller, ratio_sub(fund->carry_over, RATIO_ONE)));
    }
    if (ratio_sign(fund->carry_over) == 0) {
        return teller_format(
            teller, "%s : ce qui n’est pas versé à la fin d’un exercice est périmé.",
            "%s: what is not paid by the end of a year lapses.", fund->entity.name);
    }
    return teller_format(teller, "%s : %s de ce qui reste à la fin d’un exercice est périmé.",
                         "%s: %s of what is left at the end of a year lapses.",
                         fund->entity.name,
                         teller_share(teller, ratio_sub(RATIO_ONE, fund->carry_over)));
}

/* What is left when a year has ended, as it is shown. */
static struct ratio kept(const struct teller *teller, const struct fund_year *year) {
    return teller_rounded(teller, answer_kept(year));
}

/* A year as it is shown, so that every row adds up to the last digit:
 * arrived + carried + interest - paid - lapsed = left, and left is carried to the next row. */
static void fill_year(const struct teller *teller, uint32_t fund, uint32_t y,
                      struct cell cells[COLUMNS]) {
    const struct fund_year *years = teller->answer->funds[fund].years, *year = &years[y];
    struct ratio carried = y == 0 ? RATIO_ZERO : kept(teller, &years[y - 1]);
    struct ratio left = kept(teller, year);
    struct ratio change = ratio_sub(left, ratio_sub(year->arrived, year->allocated));
    change = ratio_sub(change, carried);
    bool grows = ratio_known(change) && ratio_sign(change) > 0;
    cells[YEAR] = cell_text(
        teller_format(teller, "\u00a0\u00a0%s", "\u00a0\u00a0%s", teller->plan->years[y]));
    cells[ARRIVED] = cell_money(year->arrived);
    cells[CARRIED] = cell_money(carried);
    cells[INTEREST] = cell_money(grows ? change : RATIO_ZERO);
    cells[PAID] = cell_money(year->allocated);
    cells[LAPSED] = cell_money(grows ? RATIO_ZERO : ratio_neg(change));
    cells[LEFT] = cell_money(left);
    cells[MORE] =
        cell_change(teller, change_up(&year->price, ratio_double(year->arrived)), teller->step);
}

static void add_fund_years(struct teller *teller, struct table *table, uint32_t index,
                           const bool hidden[COLUMNS]) {
    const struct fund *fund = &teller->plan->funds[index];
    struct cell cells[COLUMNS], total[COLUMNS];
    table_row(teller->report, table)[0] = cell_name(teller, &fund->entity, fund->entity.name);
    for (uint32_t i = 0; i < COLUMNS; i++) {
        total[i] = cell_money(RATIO_ZERO);
    }
    for (uint32_t y = 0; y < teller->plan->year_count; y++) {
        fill_year(teller, index, y, cells);
        teller_row(teller, table, cells, hidden, COLUMNS);
        for (uint32_t i = ARRIVED; i < LEFT; i++) {
            total[i].number = ratio_total(total[i].number, cells[i].number);
        }
        total[LEFT] = cells[LEFT];
    }
    total[YEAR] = cell_text(teller_format(teller, "\u00a0\u00a0%s", "\u00a0\u00a0%s",
                                          teller_word(teller, WORD_TOTAL)));
    total[CARRIED] = total[MORE] = cell_text("");
    teller_row(teller, table, total, hidden, COLUMNS);
    const char *note = carry_note(teller, fund);
    if (note != NULL) {
        table_note(teller->report, table, note);
    }
}

/* What no fund gives a reason to show; false when no money arrives by year. */
static bool find_empty(const struct teller *teller, bool hidden[COLUMNS]) {
    const struct plan *plan = teller->plan;
    bool any = false;
    hidden[INTEREST] = hidden[LAPSED] = hidden[MORE] = true;
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        const struct fund_answer *its = &teller->answer->funds[i];
        if (plan->funds[i].arrivals == NULL) {
            continue;
        }
        any = true;
        hidden[INTEREST] &= ratio_equal(its->interest, RATIO_ZERO);
        hidden[LAPSED] &= ratio_equal(its->lapsed, RATIO_ZERO);
        for (uint32_t y = 0; y < plan->year_count; y++) {
            hidden[MORE] &= !isfinite(its->years[y].price.above);
        }
    }
    return any;
}

/* Worths that were not reckoned. */
static void note_gaps(const struct teller *teller, struct table *table) {
    bool any = false;
    for (uint32_t i = 0; i < table->row_count * table->column_count; i++) {
        const uint32_t column = i % table->column_count;
        any = any ||
              (table->heads[column].kind == CELL_PRICE && table->cells[i].kind == CELL_EMPTY &&
               table->cells[i - 1].kind != CELL_EMPTY);
    }
    if (any && teller->answer->has_yes_no) {
        table_note(teller->report, table,
                   teller_format(teller, "Une case vide\u00a0: le calcul serait trop long.",
                                 "An empty cell: the reckoning would take too long."));
    }
}

static void tell_arrivals(struct teller *teller) {
    const struct column_head all[COLUMNS] = {
        {teller_word(teller, WORD_YEAR), "year", CELL_TEXT, false},
        {teller_word(teller, WORD_ARRIVED), "arrived", CELL_MONEY, false},
        {teller_word(teller, WORD_CARRIED), "carried", CELL_MONEY, false},
        {teller_word(teller, WORD_INTEREST), "interest", CELL_MONEY, false},
        {teller_word(teller, WORD_PAID), "paid", CELL_MONEY, false},
        {teller_word(teller, WORD_LAPSED), "lapsed", CELL_MONEY, false},
        {teller_word(teller, WORD_LEFT), "left", CELL_MONEY, false},
        {teller_format(teller, "%s de plus", "%s more", teller_step(teller)), "price",
         CELL_PRICE, false},
    };
    bool hidden[COLUMNS] = {false};
    struct column_head heads[COLUMNS];
    uint32_t count = 0;
    if (!find_empty(teller, hidden)) {
        return;
    }
    for (uint32_t i = 0; i < COLUMNS; i++) {
        if (!hidden[i]) {
            heads[count++] = all[i];
        }
    }
    const char *title =
        teller_format(teller, "Enveloppes par exercice, en %s",
                      "Envelopes by fiscal year, in %s", teller->report->currency_sign);
    struct table *table = report_table(teller->report, title, "arrivals", heads, count);
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        if (teller->plan->funds[i].arrivals != NULL) {
            add_fund_years(teller, table, i, hidden);
        }
    }
    note_gaps(teller, table);
}

void tell_years(struct teller *teller) {
    bool told_by_arrivals =
        teller->plan->fund_count == 1 && teller->plan->funds[0].arrivals != NULL;
    if (!told_by_arrivals) {
        tell_calendar(teller);
    }
    tell_arrivals(teller);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* État de l'enveloppe: what each fund had, gave and keeps, and when it pays. */
#include <string.h>

#include "reports/numbers.h"
#include "reports/teller.h"

static struct ratio engaged_of(const struct teller *teller, uint32_t fund) {
    struct ratio sum = RATIO_ZERO;
    for (uint32_t i = 0; i < teller->plan->line_count; i++) {
        sum = ratio_total(sum, teller_engaged(&teller->plan->lines[i], fund));
    }
    return sum;
}

static const char *status_of(const struct teller *teller, const struct fund *fund) {
    const char *in_kind = teller_word(teller, WORD_IN_KIND);
    if (fund->confirmed) {
        return fund->in_kind ? in_kind : teller_word(teller, WORD_CONFIRMED);
    }
    const char *requested = teller_word(teller, WORD_REQUESTED);
    return fund->in_kind ? teller_format(teller, "%s, %s", "%s, %s", requested, in_kind)
                         : requested;
}

/* --- funds --------------------------------------------------------------------------------- */

enum { FUND_NAME, AVAILABLE, ENGAGED, GRANTED, BALANCE, USED, STATUS, MORE, COLUMNS };

/* What this plan gives no reason to show. */
static void find_empty(const struct teller *teller, bool hidden[COLUMNS]) {
    const struct plan *plan = teller->plan;
    hidden[ENGAGED] = hidden[MORE] = true;
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        hidden[ENGAGED] &= ratio_sign(engaged_of(teller, i)) == 0;
        uint32_t year = NONE;
        hidden[MORE] &= cell_price(teller, teller_worth(teller, i, &year)).kind == CELL_EMPTY;
    }
}

static void fill_fund(struct teller *teller, uint32_t index, struct cell cells[COLUMNS]) {
    const struct fund *fund = &teller->plan->funds[index];
    const struct fund_answer *its = &teller->answer->funds[index];
    bool limited = ratio_known(its->available);
    cells[FUND_NAME] = cell_name(teller, &fund->entity, fund->entity.name);
    cells[AVAILABLE] =
        limited ? cell_money(its->available) : cell_text(teller_word(teller, WORD_UNLIMITED));
    cells[ENGAGED] = cell_money(engaged_of(teller, index));
    cells[GRANTED] = cell_money(its->allocated);
    cells[BALANCE] = limited ? cell_money(its->balance) : cell_text("");
    cells[USED] = cell_share(ratio_div(its->allocated, its->available));
    cells[STATUS] = cell_text(status_of(teller, fund));
    uint32_t year = NONE;
    cells[MORE] = cell_price(teller, teller_worth(teller, index, &year));
}

static void fill_total(struct teller *teller, struct cell cells[COLUMNS]) {
    struct ratio available = RATIO_ZERO, engaged = RATIO_ZERO, balance = RATIO_ZERO;
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        available = ratio_total(available, teller->answer->funds[i].available);
        balance = ratio_total(balance, teller->answer->funds[i].balance);
        engaged = ratio_total(engaged, engaged_of(teller, i));
    }
    for (uint32_t i = 0; i < COLUMNS; i++) {
        cells[i] = cell_text("");
    }
    cells[FUND_NAME] = cell_text(teller_word(teller, WORD_TOTAL));
    if (ratio_known(available)) {
        cells[AVAILABLE] = cell_money(available);
        cells[BALANCE] = cell_money(balance);
        cells[USED] = cell_share(ratio_div(teller->answer->total, available));
    }
    cells[ENGAGED] = cell_money(engaged);
    cells[GRANTED] = cell_money(teller->answer->total);
}

static void add_row(struct teller *teller, struct table *table, const bool hidden[COLUMNS],
                    const struct cell cells[COLUMNS]) {
    struct cell *row = table_row(teller->report, table);
    for (uint32_t i = 0, column = 0; i < COLUMNS; i++) {
        if (!hidden[i]) {
            row[column++] = cells[i];
        }
    }
}

/* Dollars of the funds for which `test` holds. */
static struct ratio granted_by(const struct teller *teller, bool (*test)(const struct fund *)) {
    struct ratio sum = RATIO_ZERO;
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        if (test(&teller->plan->funds[i])) {
            sum = ratio_total(sum, teller->answer->funds[i].allocated);
        }
    }
    return sum;
}

static bool is_in_kind(const struct fund *fund) {
    return fund->in_kind;
}

static bool is_requested(const struct fund *fund) {
    return !fund->confirmed;
}

/* "1 $ de l'enveloppe en réunit 0,21 $ d'autres sources." */
static void note_leverage(struct teller *teller, struct table *table) {
    const struct answer *answer = teller->answer;
    if (teller->main_fund == NONE || teller->plan->fund_count < 2 ||
        ratio_sign(answer->funds[teller->main_fund].allocated) == 0) {
        return;
    }
    struct ratio main = answer->funds[teller->main_fund].allocated;
    struct ratio lever = ratio_div(ratio_sub(answer->total, main), main);
    struct text amount = {0};
    text_add_money(&amount, lever, 2, teller->report->currency_sign, teller->language);
    table_note(teller->report, table,
               teller_format(
                   teller, "Effet de levier : 1 %s de « %s » en réunit %s d’ailleurs.",
                   "Leverage: each %s1 of “%s” comes with %s from elsewhere.",
                   teller->report->currency_sign,
                   teller->plan->funds[teller->main_fund].entity.name, text_string(&amount)));
    text_free(&amount);
}

static void note_soft_money(struct teller *teller, struct table *table) {
    struct ratio in_kind = granted_by(teller, is_in_kind);
    struct ratio requested = granted_by(teller, is_requested);
    if (ratio_sign(in_kind) > 0) {
        table_note(teller->report, table,
                   teller_format(teller, "Dont %s en nature, qui ne sont pas de l’argent.",
                                 "Of which %s in kind, which is not cash.",
                                 teller_money(teller, in_kind)));
    }
    if (ratio_sign(requested) > 0) {
        table_note(teller->report, table,
                   teller_format(teller, "Dont %s demandés, pas encore confirmés.",
                                 "Of which %s requested, not confirmed yet.",
                                 teller_money(teller, requested)));
    }
}

/* The ids that head columns elsewhere, with their names. */
static void note_codes(struct teller *teller, struct table *table) {
    const char *list = NULL;
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        const struct entity *fund = &teller->plan->funds[i].entity;
        if (strcmp(teller_short(fund), fund->name) != 0) {
            const char *code =
                teller_format(teller, "%s\u00a0= %s", "%s\u00a0= %s", fund->id, fund->name);
            list = list == NULL ? code : teller_format(teller, "%s ; %s", "%s; %s", list, code);
        }
    }
    if (list != NULL) {
        table_note(teller->report, table,
                   teller_format(teller, "Plus bas : %s.", "Below: %s.", list));
    }
}

static void tell_funds(struct teller *teller) {
    const char *more = teller_format(teller, "%s de plus", "%s more", teller_step(teller));
    const struct column_head all[COLUMNS] = {
        {teller_word(teller, WORD_FUND), "fund", CELL_TEXT, 0},
        {teller_word(teller, WORD_AVAILABLE), "available", CELL_MONEY, 0},
        {teller_word(teller, WORD_ENGAGED), "committed", CELL_MONEY, 2},
        {teller_word(teller, WORD_GRANTED), "granted", CELL_MONEY, 0},
        {teller_word(teller, WORD_BALANCE), "balance", CELL_MONEY, 0},
        {teller_word(teller, WORD_USED), "used", CELL_SHARE, 4},
        {teller_word(teller, WORD_FUND_STATUS), "status", CELL_TEXT, 1},
        {more, "price", CELL_PRICE, 0},
    };
    bool hidden[COLUMNS] = {false};
    struct column_head heads[COLUMNS];
    struct cell cells[COLUMNS];
    uint32_t count = 0;
    find_empty(teller, hidden);
    for (uint32_t i = 0; i < COLUMNS; i++) {
        if (!hidden[i]) {
            heads[count++] = all[i];
        }
    }
    const char *title =
        teller_format(teller, "État de l’enveloppe, en %s", "State of the envelope, in %s",
                      teller->report->currency_sign);
    struct table *table = report_table(teller->report, title, "funds", heads, count);
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        fill_fund(teller, i, cells);
        add_row(teller, table, hidden, cells);
    }
    if (teller->plan->fund_count > 1) {
        fill_total(teller, cells);
        add_row(teller, table, hidden, cells);
        table->has_total = true;
    }
    note_codes(teller, table);
    note_leverage(teller, table);
    note_soft_money(teller, table);
}

/* --- years --------------------------------------------------------------------------------- */

/* Who pays how much in which year. */
static void tell_calendar(struct teller *teller) {
    const struct plan *plan = teller->plan;
    uint32_t count = plan->year_count + 2;
    struct column_head *heads = ARENA_ARRAY(teller->report->arena, struct column_head, count);
    heads[0] = (struct column_head){teller_word(teller, WORD_FUND), "fund", CELL_TEXT, 0};
    for (uint32_t y = 0; y < plan->year_count; y++) {
        heads[y + 1] = (struct column_head){plan->years[y], "year", CELL_MONEY, -1};
    }
    heads[count - 1] =
        (struct column_head){teller_word(teller, WORD_TOTAL), "total", CELL_MONEY, 0};
    const char *title = teller_format(teller, "Calendrier des versements, en %s",
                                      "Payments by year, in %s", teller->report->currency_sign);
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
}

static const char *carry_note(const struct teller *teller, const struct fund *fund) {
    if (ratio_equal(fund->carry_over, RATIO_ONE)) {
        return NULL;
    }
    if (ratio_sign(fund->carry_over) == 0) {
        return teller_format(teller, "%s : ce qui reste à la fin d’un exercice est perdu.",
                             "%s: what is left at the end of a year is lost.",
                             fund->entity.name);
    }
    return teller_format(teller, "%s : 1 %s qui reste vaut %s l’exercice suivant.",
                         "%s: %s1 left is worth %s the year after.", fund->entity.name,
                         teller->report->currency_sign, teller_share(teller, fund->carry_over));
}

static void add_fund_years(struct teller *teller, struct table *table, uint32_t index,
                           bool priced) {
    const struct plan *plan = teller->plan;
    const struct fund *fund = &plan->funds[index];
    table_row(teller->report, table)[0] = cell_name(teller, &fund->entity, fund->entity.name);
    for (uint32_t y = 0; y < plan->year_count; y++) {
        const struct fund_year *year = &teller->answer->funds[index].years[y];
        struct cell *row = table_row(teller->report, table);
        row[0] = cell_text(
            teller_format(teller, "\u00a0\u00a0%s", "\u00a0\u00a0%s", plan->years[y]));
        row[1] = cell_money(year->arrived);
        row[2] = cell_money(year->carried);
        row[3] = cell_money(year->allocated);
        row[4] = cell_money(year->left);
        if (priced) {
            row[5] = cell_price(teller, year->price);
        }
    }
    const char *note = carry_note(teller, fund);
    if (note != NULL) {
        table_note(teller->report, table, note);
    }
}

/* What arrives, is carried over, paid and left, for funds that come by year. */
static void tell_arrivals(struct teller *teller) {
    const struct plan *plan = teller->plan;
    bool any = false, priced = false;
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        any |= plan->funds[i].arrivals != NULL;
        for (uint32_t y = 0; plan->funds[i].arrivals != NULL && y < plan->year_count; y++) {
            double price = teller->answer->funds[i].years[y].price;
            priced |= cell_price(teller, price).kind != CELL_EMPTY;
        }
    }
    if (!any) {
        return;
    }
    const struct column_head heads[] = {
        {teller_word(teller, WORD_YEAR), "year", CELL_TEXT, 0},
        {teller_word(teller, WORD_ARRIVED), "arrived", CELL_MONEY, 0},
        {teller_word(teller, WORD_CARRIED), "carried", CELL_MONEY, 0},
        {teller_word(teller, WORD_PAID), "paid", CELL_MONEY, 0},
        {teller_word(teller, WORD_LEFT), "left", CELL_MONEY, 0},
        {teller_format(teller, "%s de plus", "%s more", teller_step(teller)), "price",
         CELL_PRICE, 1},
    };
    const char *title =
        teller_format(teller, "Enveloppes par exercice, en %s", "Envelopes by year, in %s",
                      teller->report->currency_sign);
    struct table *table =
        report_table(teller->report, title, "arrivals", heads, priced ? 6 : 5);
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        if (plan->funds[i].arrivals != NULL) {
            add_fund_years(teller, table, i, priced);
        }
    }
}

void tell_envelope(struct teller *teller) {
    tell_funds(teller);
    if (teller->plan->has_years) {
        tell_calendar(teller);
        tell_arrivals(teller);
    }
}

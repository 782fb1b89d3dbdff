/* SPDX-License-Identifier: GPL-3.0-or-later */
/* État de l'enveloppe: what each fund had, gave and keeps. */
#include <math.h>

#include "base/numbers.h"
#include "reports/picture.h"

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
        return fund->in_kind                             ? in_kind
               : fund->limited || fund->arrivals != NULL ? teller_word(teller, WORD_CONFIRMED)
                                                         : teller_word(teller, WORD_AS_NEEDED);
    }
    const char *requested = teller_word(teller, WORD_REQUESTED);
    return fund->in_kind ? teller_format(teller, "%s, %s", "%s, %s", requested, in_kind)
                         : requested;
}

/* --- columns ------------------------------------------------------------------------------- */

enum {
    FUND_NAME,
    AVAILABLE,
    INTEREST,
    LAPSED,
    BEYOND,
    ENGAGED,
    GRANTED,
    BALANCE,
    USED,
    STATUS,
    MORE,
    COLUMNS
};

static bool is_zero(struct ratio amount) {
    return ratio_known(amount) && ratio_sign(amount) == 0;
}

/* What this plan gives no reason to show. */
static void find_empty(const struct teller *teller, bool hidden[COLUMNS]) {
    const struct plan *plan = teller->plan;
    hidden[ENGAGED] = hidden[MORE] = hidden[INTEREST] = hidden[LAPSED] = hidden[BEYOND] = true;
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        const struct fund_answer *its = &teller->answer->funds[i];
        uint32_t year = NONE;
        hidden[ENGAGED] &= is_zero(engaged_of(teller, i));
        hidden[INTEREST] &= is_zero(its->interest);
        hidden[LAPSED] &= is_zero(its->lapsed);
        hidden[BEYOND] &= is_zero(its->beyond);
        hidden[MORE] &= !isfinite(teller_worth(teller, i, &year).rate);
    }
}

/* --- rows ---------------------------------------------------------------------------------- */

/* The amounts of a row as they are shown, so that they add up to the last digit:
 * available + interest - lapsed - beyond - granted = balance. */
static void fill_amounts(const struct teller *teller, const struct fund_answer *its,
                         struct cell cells[COLUMNS]) {
    struct ratio balance = teller_rounded(teller, its->balance);
    struct ratio beyond = teller_rounded(teller, its->beyond);
    struct ratio change = ratio_sub(ratio_total(balance, beyond), its->available);
    change = ratio_total(change, its->allocated);
    bool grows = ratio_known(change) && ratio_sign(change) > 0;
    cells[AVAILABLE] = cell_money(its->available);
    cells[INTEREST] = cell_money(grows ? change : RATIO_ZERO);
    cells[LAPSED] = cell_money(grows ? RATIO_ZERO : ratio_neg(change));
    cells[BEYOND] = cell_money(beyond);
    cells[BALANCE] = cell_money(balance);
    cells[USED] =
        cell_share(ratio_div(its->allocated, ratio_total(its->available, its->interest)));
}

static void fill_fund(struct teller *teller, uint32_t index, struct cell cells[COLUMNS]) {
    const struct fund *fund = &teller->plan->funds[index];
    const struct fund_answer *its = &teller->answer->funds[index];
    uint32_t year = NONE;
    for (uint32_t i = 0; i < COLUMNS; i++) {
        cells[i] = cell_text("");
    }
    cells[FUND_NAME] = cell_name(teller, &fund->entity, fund->entity.name);
    if (ratio_known(its->available)) {
        fill_amounts(teller, its, cells);
    } else {
        cells[AVAILABLE] = cell_text(teller_word(teller, WORD_UNLIMITED));
    }
    cells[ENGAGED] = cell_money(engaged_of(teller, index));
    cells[GRANTED] = cell_money(its->allocated);
    cells[STATUS] = cell_text(status_of(teller, fund));
    cells[MORE] = cell_change(teller, teller_worth(teller, index, &year), teller->step);
}

/* Adds what a fund's row shows to the total row; a text among amounts leaves no sum to show. */
static void add_to_total(struct cell total[COLUMNS], const struct cell cells[COLUMNS]) {
    for (uint32_t i = AVAILABLE; i <= BALANCE; i++) {
        if (cells[i].kind == CELL_MONEY && total[i].kind == CELL_MONEY) {
            total[i].number = ratio_total(total[i].number, cells[i].number);
        } else {
            total[i] = cell_text("");
        }
    }
}

/* The share that is used is that of the exact amounts, as in the rows above. */
static void finish_total(const struct teller *teller, struct cell total[COLUMNS]) {
    struct ratio had = RATIO_ZERO, used = RATIO_ZERO;
    if (total[AVAILABLE].kind != CELL_MONEY) {
        return;
    }
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        const struct fund_answer *its = &teller->answer->funds[i];
        had = ratio_total(had, ratio_total(its->available, its->interest));
        used = ratio_total(used, its->allocated);
    }
    total[USED] = cell_share(ratio_div(used, had));
}

/* --- notes --------------------------------------------------------------------------------- */

static const char *cents_of(const struct teller *teller, struct ratio dollars) {
    struct text text = {0};
    text_add_money(&text, dollars, 2, teller->report->currency_sign, teller->language);
    const char *kept = teller_format(teller, "%s", "%s", text_string(&text));
    text_free(&text);
    return kept;
}

/* What a dollar of the envelope comes with: partners' cash, and how much of that is not sure. */
static void note_leverage(struct teller *teller, struct table *table) {
    if (teller->main_fund == NONE) {
        return;
    }
    struct ratio main = teller_granted(teller, ORIGIN_MAIN);
    struct ratio requested = teller_granted(teller, ORIGIN_REQUESTED);
    struct ratio cash = ratio_total(teller_granted(teller, ORIGIN_PARTNERS),
                                    teller_granted(teller, ORIGIN_APPLICANTS));
    cash = ratio_total(cash, requested);
    if (is_zero(main) || is_zero(cash)) {
        return;
    }
    const char *name = teller->plan->funds[teller->main_fund].entity.name;
    const char *lever = cents_of(teller, ratio_div(cash, main));
    const char *note = teller_format(
        teller, "Effet de levier : 1 %s de « %s » réunit %s d’argent d’autres sources",
        "Leverage: every %s1 from “%s” brings in %s of cash from other sources",
        teller->report->currency_sign, name, lever);
    if (!is_zero(requested)) {
        note = teller_format(teller, "%s, dont %s pas encore confirmés",
                             "%s, of which %s is not confirmed yet", note,
                             cents_of(teller, ratio_div(requested, main)));
    }
    table_note(teller->report, table, teller_format(teller, "%s.", "%s.", note));
}

/* Where a fund has both an amount and arrivals, and they differ. */
static void note_amounts(struct teller *teller, struct table *table) {
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        const struct fund *fund = &teller->plan->funds[i];
        const struct fund_answer *its = &teller->answer->funds[i];
        if (fund->limited && fund->arrivals != NULL &&
            !ratio_equal(fund->amount, its->available)) {
            table_note(teller->report, table,
                       teller_format(teller,
                                     "%s : %s au plus peuvent être versés, et il en arrive %s.",
                                     "%s: at most %s may be paid, and %s arrives.",
                                     fund->entity.name, teller_money(teller, fund->amount),
                                     teller_money(teller, its->available)));
        }
    }
}

/* --- the table ----------------------------------------------------------------------------- */

static void tell_funds(struct teller *teller) {
    const char *more = teller_format(teller, "%s de plus", "%s more", teller_step(teller));
    const struct column_head all[COLUMNS] = {
        {teller_word(teller, WORD_FUND), "fund", CELL_TEXT, false},
        {teller_word(teller, WORD_AVAILABLE), "available", CELL_MONEY, false},
        {teller_word(teller, WORD_INTEREST), "interest", CELL_MONEY, false},
        {teller_word(teller, WORD_LAPSED), "lapsed", CELL_MONEY, false},
        {teller_word(teller, WORD_BEYOND), "beyond", CELL_MONEY, false},
        {teller_word(teller, WORD_ENGAGED), "committed", CELL_MONEY, false},
        {teller_word(teller, WORD_GRANTED), "granted", CELL_MONEY, false},
        {teller_word(teller, WORD_BALANCE), "balance", CELL_MONEY, false},
        {teller_word(teller, WORD_USED), "used", CELL_SHARE, true},
        {teller_word(teller, WORD_FUND_STATUS), "status", CELL_TEXT, false},
        {more, "price", CELL_PRICE, false},
    };
    bool hidden[COLUMNS] = {false};
    struct column_head heads[COLUMNS];
    struct cell cells[COLUMNS], total[COLUMNS];
    uint32_t count = 0, granted = 0;
    find_empty(teller, hidden);
    for (uint32_t i = 0; i < COLUMNS; i++) {
        granted = i == GRANTED ? count : granted;
        if (!hidden[i]) {
            heads[count++] = all[i];
        }
    }
    const char *title =
        teller_format(teller, "État de l’enveloppe, en %s", "Status of the envelope, in %s",
                      teller->report->currency_sign);
    struct table *table = report_table(teller->report, title, "funds", heads, count);
    for (uint32_t i = 0; i < COLUMNS; i++) {
        total[i] = i >= AVAILABLE && i <= BALANCE ? cell_money(RATIO_ZERO) : cell_text("");
    }
    total[FUND_NAME] = cell_text(teller_word(teller, WORD_TOTAL));
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        fill_fund(teller, i, cells);
        teller_row(teller, table, cells, hidden, COLUMNS);
        add_to_total(total, cells);
    }
    if (teller->plan->fund_count > 1) {
        finish_total(teller, total);
        teller_row(teller, table, total, hidden, COLUMNS);
        table->has_total = true;
    }
    teller_note_changes(teller, table, more);
    note_amounts(teller, table);
    note_leverage(teller, table);
    picture_funds(teller, table, granted);
}

void tell_envelope(struct teller *teller) {
    tell_funds(teller);
    if (teller->plan->has_years) {
        tell_years(teller);
    }
}

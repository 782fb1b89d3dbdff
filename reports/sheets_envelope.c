/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each fund has, pays and keeps; and from year to year where its money arrives so. */
#include "reports/sheets.h"

enum {
    FUND_NUMBER,
    FUND_NAME,
    FUND_STATUS,
    FUND_AMOUNT, /* most it may pay */
    FUND_AVAILABLE,
    FUND_INTEREST,
    FUND_LAPSED,
    FUND_BEYOND,
    FUND_PAID,
    FUND_BALANCE,
    FUND_USED,
    FUND_STATE,
    FUND_COLUMNS
};

enum {
    YEAR_NUMBER,
    YEAR_NAME,
    YEAR_YEAR,
    YEAR_CARRY, /* worth of a dollar left */
    YEAR_ARRIVED,
    YEAR_CARRIED,
    YEAR_INTEREST,
    YEAR_LAPSED,
    YEAR_PAID,
    YEAR_LEFT,
    YEAR_STATE = FUND_STATE
};

/* What the fund of the row pays: in all (NONE), or in a year. */
static void put_paid(const struct sheets *sheets, struct spot at, uint32_t year,
                     struct ratio value) {
    const struct grid *grid = &sheets->by_payer;
    uint32_t column = year == NONE ? amounts_total(sheets) : AMOUNT_FIRST_YEAR + year;
    struct text formula = {0};
    text_add(&formula, "=SUMIF(");
    text_add_area(&formula, &(struct area){grid->sheet, FIRST_ROW, grid->fund, grid->last_row,
                                           grid->fund});
    text_format(&formula, ",A%u,", at.row + 1);
    text_add_area(&formula,
                  &(struct area){grid->sheet, FIRST_ROW, column, grid->last_row, column});
    text_add(&formula, ")");
    put_built(at, &formula, value);
}

static void put_holds(const struct sheets *sheets, struct spot at, const char *cell) {
    struct text formula = {0};
    text_format(&formula, "=IF(%s%u>=-%s,\"%s\",\"%s\")", cell, at.row + 1, sheets->dust,
                sheets->good, sheets->bad);
    put_word_formula(at, text_string(&formula), sheets->good);
    text_free(&formula);
}

/* --- by fund -------------------------------------------------------------------------------- */

static void put_fund_words(const struct sheets *sheets, uint32_t row, uint32_t index) {
    const struct fund *fund = &sheets->plan->funds[index];
    struct sheet *sheet = sheets->envelope;
    put_number(spot(sheet, row, FUND_NUMBER, LOOK_CODE), ratio_of((int64_t)index + 1, 1));
    put_text(spot(sheet, row, FUND_NAME, LOOK_TEXT), fund->entity.name);
    put_text(spot(sheet, row, FUND_STATUS, LOOK_TEXT),
             teller_word(&sheets->teller, fund->in_kind      ? WORD_IN_KIND
                                          : !fund->confirmed ? WORD_REQUESTED
                                          : fund->limited || fund->arrivals != NULL
                                              ? WORD_CONFIRMED
                                              : WORD_AS_NEEDED));
    for (uint32_t i = FUND_AMOUNT; i < FUND_COLUMNS; i++) {
        put_blank(spot(sheet, row, i, LOOK_MONEY));
    }
    if (fund->limited) {
        put_number(spot(sheet, row, FUND_AMOUNT, LOOK_MONEY), fund->amount);
    }
}

/* The sum of a column of the fund's years, which begin at a row. */
static void put_of_years(const struct sheets *sheets, struct spot at, uint32_t first_year,
                         struct ratio value) {
    static const uint32_t twins[FUND_COLUMNS] = {[FUND_AVAILABLE] = YEAR_ARRIVED,
                                                 [FUND_INTEREST] = YEAR_INTEREST,
                                                 [FUND_LAPSED] = YEAR_LAPSED};
    uint32_t column = twins[at.column];
    struct text formula = {0};
    text_add(&formula, "=SUM(");
    text_add_area(&formula, &(struct area){sheets->envelope, first_year, column,
                                           first_year + sheets->plan->year_count - 1, column});
    text_add(&formula, ")");
    put_built(at, &formula, value);
}

static void put_arriving(const struct sheets *sheets, uint32_t row, uint32_t index,
                         uint32_t first_year) {
    const struct fund_answer *told = &sheets->answer->funds[index];
    struct sheet *sheet = sheets->envelope;
    uint32_t number = row + 1;
    struct text formula = {0};
    put_of_years(sheets, spot(sheet, row, FUND_AVAILABLE, LOOK_MONEY), first_year,
                 told->available);
    put_of_years(sheets, spot(sheet, row, FUND_INTEREST, LOOK_MONEY), first_year,
                 told->interest);
    put_of_years(sheets, spot(sheet, row, FUND_LAPSED, LOOK_MONEY), first_year, told->lapsed);
    if (sheets->plan->funds[index].limited) {
        text_format(&formula, "=MAX(0,E%u+F%u-G%u-D%u)", number, number, number, number);
    } else {
        text_add(&formula, "=0");
    }
    put_built(spot(sheet, row, FUND_BEYOND, LOOK_MONEY), &formula, told->beyond);
    text_format(&formula, "=E%u+F%u-G%u-H%u-I%u", number, number, number, number, number);
    put_built(spot(sheet, row, FUND_BALANCE, LOOK_MONEY), &formula, told->balance);
}

static void put_fund(const struct sheets *sheets, uint32_t row, uint32_t index,
                     uint32_t first_year) {
    const struct fund *fund = &sheets->plan->funds[index];
    const struct fund_answer *told = &sheets->answer->funds[index];
    struct sheet *sheet = sheets->envelope;
    struct text formula = {0};
    put_fund_words(sheets, row, index);
    put_paid(sheets, spot(sheet, row, FUND_PAID, LOOK_MONEY), NONE, told->allocated);
    if (fund->arrivals != NULL) {
        put_arriving(sheets, row, index, first_year);
    } else if (fund->limited) {
        text_format(&formula, "=D%u", row + 1);
        put_built(spot(sheet, row, FUND_AVAILABLE, LOOK_MONEY), &formula, told->available);
        text_format(&formula, "=E%u-I%u", row + 1, row + 1);
        put_built(spot(sheet, row, FUND_BALANCE, LOOK_MONEY), &formula, told->balance);
    } else {
        put_text(spot(sheet, row, FUND_AMOUNT, LOOK_TEXT),
                 teller_word(&sheets->teller, WORD_UNLIMITED));
        return;
    }
    put_holds(sheets, spot(sheet, row, FUND_STATE, LOOK_STATE), "J");
    if (ratio_known(told->available) && ratio_sign(told->available) > 0) {
        text_format(&formula, "=I%u/E%u", row + 1, row + 1);
        put_built(spot(sheet, row, FUND_USED, LOOK_SHARE), &formula,
                  ratio_div(told->allocated, told->available));
    }
}

/* --- by year -------------------------------------------------------------------------------- */

static void put_carried(const struct sheets *sheets, uint32_t row, const struct fund_year *told,
                        bool first) {
    struct sheet *sheet = sheets->envelope;
    struct text formula = {0};
    if (first) {
        put_number(spot(sheet, row, YEAR_CARRIED, LOOK_MONEY), RATIO_ZERO);
        put_number(spot(sheet, row, YEAR_INTEREST, LOOK_MONEY), RATIO_ZERO);
        return;
    }
    text_format(&formula, "=D%u*J%u", row + 1, row);
    put_built(spot(sheet, row, YEAR_CARRIED, LOOK_MONEY), &formula, told->carried);
    text_format(&formula, "=MAX(0,F%u-J%u)", row + 1, row);
    put_built(spot(sheet, row, YEAR_INTEREST, LOOK_MONEY), &formula, told->interest);
}

static void put_year(const struct sheets *sheets, uint32_t row, uint32_t index, uint32_t year) {
    const struct fund *fund = &sheets->plan->funds[index];
    const struct fund_year *told = &sheets->answer->funds[index].years[year];
    struct sheet *sheet = sheets->envelope;
    uint32_t number = row + 1;
    struct text formula = {0};
    put_number(spot(sheet, row, YEAR_NUMBER, LOOK_CODE), ratio_of((int64_t)index + 1, 1));
    put_text(spot(sheet, row, YEAR_NAME, LOOK_TEXT), fund->entity.name);
    put_text(spot(sheet, row, YEAR_YEAR, LOOK_TEXT), year_head(sheets, year));
    put_number(spot(sheet, row, YEAR_CARRY, LOOK_NUMBER), fund->carry_over);
    put_number(spot(sheet, row, YEAR_ARRIVED, LOOK_MONEY), fund->arrivals[year]);
    put_carried(sheets, row, told, year == 0);
    text_format(&formula, "=J%u*MAX(0,1-D%u)", number, number);
    put_built(spot(sheet, row, YEAR_LAPSED, LOOK_MONEY), &formula, told->lapsed);
    put_paid(sheets, spot(sheet, row, YEAR_PAID, LOOK_MONEY), year, told->allocated);
    text_format(&formula, "=E%u+F%u-I%u", number, number, number);
    put_built(spot(sheet, row, YEAR_LEFT, LOOK_MONEY), &formula, told->left);
    put_blank(spot(sheet, row, YEAR_LEFT + 1, LOOK_TEXT));
    put_holds(sheets, spot(sheet, row, YEAR_STATE, LOOK_STATE), "J");
}

static void put_year_heads(const struct sheets *sheets, uint32_t row) {
    const char *const heads[] = {
        say(sheets, "Nº", "No."),
        say(sheets, "Fonds", "Fund"),
        say(sheets, "Exercice", "Fiscal year"),
        say(sheets, "Valeur d’un dollar reporté", "Worth of a dollar kept"),
        say(sheets, "Arrivé ($)", "Arrived ($)"),
        say(sheets, "Reporté ($)", "Carried over ($)"),
        say(sheets, "Dont intérêts ($)", "Of which interest ($)"),
        say(sheets, "Périmé ($)", "Lapsed ($)"),
        say(sheets, "Versé ($)", "Paid ($)"),
        say(sheets, "Reste ($)", "Left ($)"),
        "",
        say(sheets, "État", "State")};
    put_text(spot(sheets->envelope, row - 1, 0, LOOK_SECTION),
             say(sheets, "D’un exercice à l’autre", "From year to year"));
    for (uint32_t i = 0; i < FUND_COLUMNS; i++) {
        put_text(spot(sheets->envelope, row, i, LOOK_HEAD), heads[i]);
    }
}

/* --- the sheet ------------------------------------------------------------------------------ */

static void put_fund_heads(struct sheets *sheets) {
    put_heads(sheets->envelope, say(sheets, "État de l’enveloppe", "State of the envelope"),
              say(sheets, "Ce que chaque fonds a, verse et garde, aux montants présents.",
                  "What each fund has, pays and keeps, at the present amounts."),
              (const char *const[]){
                  say(sheets, "Nº", "No."), say(sheets, "Fonds", "Fund"),
                  say(sheets, "Statut", "Status"), say(sheets, "Montant ($)", "Amount ($)"),
                  say(sheets, "Disponible ($)", "Available ($)"),
                  say(sheets, "Intérêts ($)", "Interest ($)"),
                  say(sheets, "Périmé ($)", "Lapsed ($)"),
                  say(sheets, "Hors montant ($)", "Beyond the amount ($)"),
                  say(sheets, "Versé ($)", "Paid ($)"), say(sheets, "Solde ($)", "Balance ($)"),
                  say(sheets, "Utilisé", "Used"), say(sheets, "État", "State"), NULL});
}

static void put_chart(const struct sheets *sheets, uint32_t row, uint32_t funds) {
    struct sheet *sheet = sheets->envelope;
    struct bars bars = {
        .title = say(sheets, "Versé et solde par fonds ($)", "Paid and balance by fund ($)"),
        .series = {sheet, FIRST_ROW, FUND_PAID, FIRST_ROW + funds - 1, FUND_BALANCE},
        .names = FUND_NAME,
        .stacked = true};
    sheet_bars(spot(sheet, row, FUND_NUMBER, LOOK_PLAIN), &bars, 900, 110 + 34 * funds);
}

void sheets_envelope(struct sheets *sheets) {
    struct sheet *sheet = sheets->envelope;
    uint32_t funds = sheets->plan->fund_count, row = FIRST_ROW + funds + 2;
    uint32_t first_year = row + 1;
    put_fund_heads(sheets);
    sheet_width(sheet, FUND_NUMBER, FUND_NUMBER, 5);
    sheet_width(sheet, FUND_NAME, FUND_NAME, 40);
    sheet_width(sheet, FUND_STATUS, FUND_STATE, sheets->money_width);
    sheet_freeze(sheet, FIRST_ROW, FUND_NAME + 1);
    for (uint32_t i = 0; i < funds; i++) {
        put_fund(sheets, FIRST_ROW + i, i, first_year);
        if (sheets->plan->funds[i].arrivals == NULL) {
            continue;
        }
        put_year_heads(sheets, row);
        for (uint32_t year = 0; year < sheets->plan->year_count; year++) {
            put_year(sheets, first_year++, i, year);
        }
    }
    sheets->envelope_last = first_year - 1;
    sheet_states(&(struct area){sheet, FIRST_ROW, FUND_STATE, first_year, FUND_STATE},
                 sheets->good, sheets->bad);
    sheet_part(sheet, first_year);
    put_chart(sheets, first_year + 1, funds);
    sheet_print(sheet, first_year + 8 + 2 * funds, FUND_STATE, 0, 1);
}

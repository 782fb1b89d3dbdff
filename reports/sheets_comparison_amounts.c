/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The typed amounts of a comparison's workbook, and the lines that they add up to. */
#include "reports/sheets_comparison.h"

#include <string.h>

#include "reports/sheets_comparison_own.h"

/* --- what is paid ----------------------------------------------------------------------------- */

/* The comparison's thing that a scenario has at a position. */
static uint32_t thing_at(const struct things *things, uint32_t scenario, uint32_t position) {
    for (uint32_t i = 0; position != NONE && i < things->count; i++) {
        if (things->at[scenario][i] == position) {
            return i;
        }
    }
    return things->count;
}

static struct payment describe(const struct beside *b, uint32_t scenario, uint32_t line) {
    const struct comparison *c = b->comparison;
    const struct line *its = &c->scenarios[scenario].plan->lines[c->lines.at[scenario][line]];
    struct payment payment = {.line = line,
                              .territory = thing_at(&c->territories, scenario, its->territory)};
    payment.shares = ARENA_ARRAY(b->arena, struct ratio, c->axes.count + 1);
    for (uint32_t a = 0; a <= c->axes.count; a++) {
        payment.shares[a] = RATIO_ZERO;
    }
    for (uint32_t i = 0; i < its->axis_count; i++) {
        payment.shares[thing_at(&c->axes, scenario, its->axes[i].axis)] = its->axes[i].share;
    }
    if (its->axis_count == 0) {
        payment.shares[c->axes.count] = RATIO_ONE;
    }
    return payment;
}

const char *year_name(const struct plan *plan, uint32_t year) {
    return plan->has_years ? plan->years[year] : "";
}

static bool is_like(const struct beside *b, const struct payment *one,
                    const struct payment *other) {
    bool alike = one->line == other->line && one->fund == other->fund &&
                 one->territory == other->territory && strcmp(one->year, other->year) == 0;
    for (uint32_t a = 0; a <= b->comparison->axes.count && alike; a++) {
        alike = ratio_cmp(one->shares[a], other->shares[a]) == 0;
    }
    return alike;
}

/* The row like this one, from `first` on; made when there is none. */
static struct payment *row_like(struct beside *b, uint32_t first,
                                const struct payment *wanted) {
    for (uint32_t i = first; i < b->payment_count; i++) {
        if (is_like(b, &b->payments[i], wanted)) {
            return &b->payments[i];
        }
    }
    struct payment *row = &b->payments[b->payment_count++];
    *row = *wanted;
    row->amounts = ARENA_ARRAY(b->arena, struct ratio, b->shown_count);
    for (uint32_t k = 0; k < b->shown_count; k++) {
        row->amounts[k] = RATIO_UNKNOWN;
    }
    return row;
}

/* What a payer pays a line in each year in which it may. */
static void gather_payer(struct beside *b, uint32_t number, struct payment *payment,
                         uint32_t payer) {
    const struct comparison *c = b->comparison;
    const struct compared *compared = &c->scenarios[b->shown[number]];
    const uint32_t at = c->lines.at[b->shown[number]][payment->line];
    const struct line *line = &compared->plan->lines[at];
    for (uint32_t t = 0; t < line->years.count; t++) {
        struct ratio amount =
            compared->answer->amounts[plan_slot(compared->plan, at, payer, t)];
        if (plan_slot_open(compared->plan, line, payer, t) || ratio_sign(amount) != 0) {
            payment->year = year_name(compared->plan, line->years.list[t]);
            row_like(b, b->gathered, payment)->amounts[number] = amount;
        }
    }
}

static void gather_line(struct beside *b, uint32_t line, uint32_t fund) {
    const struct comparison *c = b->comparison;
    b->gathered = b->payment_count;
    for (uint32_t k = 0; k < b->shown_count; k++) {
        uint32_t s = b->shown[k], at = c->lines.at[s][line], paying = c->funds.at[s][fund];
        const struct plan *plan = c->scenarios[s].plan;
        for (uint32_t p = 0; at != NONE && p < plan->lines[at].payer_count; p++) {
            if (plan->lines[at].payers[p].fund == paying) {
                struct payment payment = describe(b, s, line);
                payment.fund = fund;
                gather_payer(b, k, &payment, p);
            }
        }
    }
}

/* Rows there may be at most: every scenario may have its own. */
static size_t most_rows(const struct beside *b) {
    const struct comparison *c = b->comparison;
    size_t most = 0;
    for (uint32_t k = 0; k < b->shown_count; k++) {
        const struct plan *plan = c->scenarios[b->shown[k]].plan;
        for (uint32_t i = 0; i < plan->line_count; i++) {
            most += plan->lines[i].payer_count * (size_t)plan->lines[i].years.count;
        }
    }
    return most;
}

void beside_gather(struct beside *b) {
    const struct comparison *c = b->comparison;
    b->payments = ARENA_ARRAY(b->arena, struct payment, most_rows(b));
    b->line_payments = ARENA_ARRAY(b->arena, uint32_t, c->lines.count + 1);
    for (uint32_t line = 0; line < c->lines.count; line++) {
        b->line_payments[line] = b->payment_count;
        for (uint32_t fund = 0; fund < c->funds.count; fund++) {
            gather_line(b, line, fund);
        }
    }
    b->line_payments[c->lines.count] = b->payment_count;
}

/* --- amounts ---------------------------------------------------------------------------------- */

enum { LINE_WIDTH = 44, FUND_WIDTH = 25 };

/* Behind the scenarios: not printed. */
static uint32_t payment_territory(const struct beside *b) {
    return PAYMENT_FIRST + b->shown_count;
}

uint32_t payment_code(const struct beside *b, enum code what) {
    return payment_territory(b) + 1 + what;
}

uint32_t payment_share(const struct beside *b, uint32_t axis) {
    return payment_code(b, CODES) + axis;
}

struct area payment_column(const struct beside *b, uint32_t column) {
    uint32_t last = b->payment_count > 0 ? b->payment_count - 1 : 0;
    return (struct area){b->amounts, FIRST_ROW, column, FIRST_ROW + last, column};
}

static const char *territory_name(const struct beside *b, uint32_t territory) {
    const struct things *all = &b->comparison->territories;
    return territory < all->count ? all->names[territory]
                                  : teller_word(&b->teller, WORD_WHOLE_REGION);
}

static void put_payment(const struct beside *b, uint32_t row, const struct payment *payment) {
    const struct comparison *c = b->comparison;
    const uint32_t codes[CODES] = {payment->line, payment->territory, payment->fund};
    put_short(spot(b->amounts, row, PAYMENT_LINE, LOOK_TEXT), c->lines.names[payment->line],
              LINE_WIDTH);
    put_short(spot(b->amounts, row, PAYMENT_FUND, LOOK_TEXT), c->funds.names[payment->fund],
              FUND_WIDTH);
    put_text(spot(b->amounts, row, PAYMENT_YEAR, LOOK_ONE_LINE), payment->year);
    put_text(spot(b->amounts, row, payment_territory(b), LOOK_ONE_LINE),
             territory_name(b, payment->territory));
    for (uint32_t k = 0; k < b->shown_count; k++) {
        bool there = ratio_known(payment->amounts[k]);
        put_number(spot(b->amounts, row, PAYMENT_FIRST + k, there ? LOOK_INPUT : LOOK_CLOSED),
                   payment->amounts[k]);
    }
    for (enum code i = 0; i < CODES; i++) {
        put_number(spot(b->amounts, row, payment_code(b, i), LOOK_CODE),
                   ratio_of((int64_t)codes[i] + 1, 1));
    }
    for (uint32_t a = 0; a <= c->axes.count; a++) {
        put_number(spot(b->amounts, row, payment_share(b, a), LOOK_RATE), payment->shares[a]);
    }
}

static void put_amount_heads(const struct beside *b) {
    const struct comparison *c = b->comparison;
    const struct teller *t = &b->teller;
    const char *const codes[CODES] = {teller_word(t, WORD_LINE), teller_word(t, WORD_TERRITORY),
                                      teller_word(t, WORD_FUND)};
    put_heads(b->amounts, teller_format(t, "Montants accordés ($)", "Amounts granted ($)"),
              teller_format(t, "Les seuls dollars tapés\u00a0: tout le reste en découle.",
                            "The only dollars typed: all else follows from them."),
              (const char *const[]){teller_word(t, WORD_LINE), teller_word(t, WORD_FUND),
                                    teller_word(t, WORD_YEAR), NULL});
    put_text(spot(b->amounts, HEAD_ROW, payment_territory(b), LOOK_HEAD),
             teller_word(t, WORD_TERRITORY));
    put_names(b, spot(b->amounts, HEAD_ROW, PAYMENT_FIRST, LOOK_HEAD), false);
    for (enum code i = 0; i < CODES; i++) {
        put_text(spot(b->amounts, HEAD_ROW, payment_code(b, i), LOOK_HELPER_HEAD), codes[i]);
    }
    for (uint32_t a = 0; a <= c->axes.count; a++) {
        put_text(spot(b->amounts, HEAD_ROW, payment_share(b, a), LOOK_HELPER_HEAD),
                 a < c->axes.count ? c->axes.ids[a] : teller_word(t, WORD_NO_AXIS));
    }
}

void beside_amounts(struct beside *b) {
    struct sheet *sheet = b->amounts;
    uint32_t total = FIRST_ROW + b->payment_count, last = PAYMENT_FIRST + b->shown_count - 1;
    put_amount_heads(b);
    for (uint32_t i = 0; i < b->payment_count; i++) {
        put_payment(b, FIRST_ROW + i, &b->payments[i]);
    }
    put_text(spot(sheet, total, PAYMENT_LINE, LOOK_TOTAL), teller_word(&b->teller, WORD_TOTAL));
    for (uint32_t i = PAYMENT_FUND; i < PAYMENT_FIRST; i++) {
        put_blank(spot(sheet, total, i, LOOK_TOTAL));
    }
    for (uint32_t k = 0; k < b->shown_count; k++) {
        struct area column = payment_column(b, PAYMENT_FIRST + k);
        put_sum(spot(sheet, total, PAYMENT_FIRST + k, LOOK_TOTAL_MONEY), &column,
                b->comparison->scenarios[b->shown[k]].outcome.all[OUTCOME_TOTAL]);
    }
    sheet_inputs(&(struct area){sheet, FIRST_ROW, PAYMENT_FIRST, total - 1, last},
                 teller_format(&b->teller, "Un montant : un nombre, 0 ou plus.",
                               "An amount: a number, 0 or more."));
    sheet_width(sheet, PAYMENT_LINE, PAYMENT_LINE, LINE_WIDTH);
    sheet_width(sheet, PAYMENT_FUND, PAYMENT_FUND, FUND_WIDTH);
    sheet_width(sheet, PAYMENT_YEAR, PAYMENT_YEAR, 9);
    sheet_width(sheet, PAYMENT_FIRST, last, b->width);
    sheet_width(sheet, payment_territory(b), payment_territory(b), 24);
    sheet_helpers(sheet, payment_code(b, CODE_LINE),
                  payment_share(b, b->comparison->axes.count));
    sheet_filter(&(struct area){sheet, HEAD_ROW, 0, total - 1, payment_territory(b)});
    sheet_freeze(sheet, FIRST_ROW, 1);
    sheet_print(sheet, total, last, FIRST_ROW, PAYMENT_FIRST);
}

/* --- lines ------------------------------------------------------------------------------------ */

static struct area line_amounts(const struct beside *b) {
    return (struct area){b->lines, FIRST_ROW, 1, FIRST_ROW + b->comparison->lines.count - 1,
                         b->shown_count};
}

/* What a line gets whatever happens. */
static void put_extreme(const struct beside *b, struct spot at, const char *name) {
    const struct core_line *core = &b->comparison->core[at.row - FIRST_ROW];
    struct text formula = {0};
    text_format(&formula, "=%s(", name);
    text_add_area(&formula, &(struct area){b->lines, at.row, 1, at.row, b->shown_count});
    text_add(&formula, ")");
    put_built(at, &formula, strcmp(name, "MIN") == 0 ? core->least : core->most);
}

static void put_line(const struct beside *b, uint32_t line, const struct own *owns) {
    uint32_t row = FIRST_ROW + line, last = b->shown_count;
    struct area codes = payment_column(b, payment_code(b, CODE_LINE));
    const char *yes = teller_format(&b->teller, "oui", "yes");
    const char *no = teller_format(&b->teller, "non", "no");
    put_text(spot(b->lines, row, 0, LOOK_TEXT), b->comparison->lines.names[line]);
    for (uint32_t k = 0; k < b->shown_count; k++) {
        struct area amounts = payment_column(b, PAYMENT_FIRST + k);
        struct text formula = {0};
        text_add(&formula, "=SUMIF(");
        text_add_area(&formula, &codes);
        text_format(&formula, ",%u,", (unsigned)line + 1);
        text_add_area(&formula, &amounts);
        text_add(&formula, ")");
        put_built(spot(b->lines, row, 1 + k, LOOK_MONEY), &formula,
                  comparison_line(b->comparison, b->shown[k], line));
    }
    put_extreme(b, spot(b->lines, row, last + 1, LOOK_MONEY), "MIN");
    put_extreme(b, spot(b->lines, row, last + 2, LOOK_MONEY), "MAX");
    struct text formula = {0};
    text_add(&formula, "=IF(");
    text_add_cell(&formula, b->lines, row, last + 1);
    text_format(&formula, ">0,\"%s\",\"%s\")", yes, no);
    put_word_formula(spot(b->lines, row, last + 3, LOOK_STATE), text_string(&formula),
                     b->comparison->core[line].everywhere ? yes : no);
    put_line_state(b, spot(b->lines, row, last + 4, LOOK_STATE), line, owns);
    text_free(&formula);
}

void beside_lines(struct beside *b, const struct own *owns) {
    const struct teller *t = &b->teller;
    uint32_t last = b->shown_count, total = FIRST_ROW + b->comparison->lines.count;
    struct sheet *sheet = b->lines;
    put_heads(sheet, teller_format(t, "Lignes ($)", "Lines ($)"),
              teller_format(
                  t, "Ce que chaque ligne reçoit, tous fonds\u00a0; puis quoi qu’il arrive.",
                  "What each line gets, all funds; then whatever happens."),
              (const char *const[]){teller_format(t, "Ligne", "Line"), NULL});
    put_names(b, spot(sheet, HEAD_ROW, 1, LOOK_HEAD), false);
    put_text(spot(sheet, HEAD_ROW, last + 1, LOOK_HEAD),
             teller_format(t, "Au moins", "At least"));
    put_text(spot(sheet, HEAD_ROW, last + 2, LOOK_HEAD),
             teller_format(t, "Au plus", "At most"));
    put_text(spot(sheet, HEAD_ROW, last + 3, LOOK_HEAD),
             teller_format(t, "Quoi qu’il arrive", "Whatever happens"));
    put_text(spot(sheet, HEAD_ROW, last + 4, LOOK_HEAD),
             teller_format(t, "Conditions", "Conditions"));
    for (uint32_t line = 0; line < b->comparison->lines.count; line++) {
        put_line(b, line, owns);
    }
    put_text(spot(sheet, total, 0, LOOK_TOTAL), teller_word(t, WORD_TOTAL));
    for (uint32_t k = 0; k < b->shown_count; k++) {
        put_sum(spot(sheet, total, 1 + k, LOOK_TOTAL_MONEY),
                &(struct area){sheet, FIRST_ROW, 1 + k, total - 1, 1 + k},
                b->comparison->scenarios[b->shown[k]].outcome.all[OUTCOME_TOTAL]);
    }
    sheet_states(&(struct area){sheet, FIRST_ROW, last + 3, total - 1, last + 3},
                 teller_format(t, "oui", "yes"), "");
    sheet_states(&(struct area){sheet, FIRST_ROW, last + 4, total - 1, last + 4},
                 owns[0].sheets.good, owns[0].sheets.bad);
    sheet_width(sheet, 0, 0, 42);
    sheet_width(sheet, 1, last + 4, b->width);
    sheet_freeze(sheet, FIRST_ROW, 1);
    sheet_print(sheet, total, last + 4, FIRST_ROW, 1);
}

void put_fates(const struct beside *b, struct spot at, uint32_t number, bool gained) {
    const struct comparison *c = b->comparison;
    struct area all = line_amounts(b), column = all;
    struct text formula = {0};
    uint32_t count = 0, base = b->shown[b->base], scenario = b->shown[number];
    column.first_column = column.last_column = 1 + number;
    for (uint32_t i = 0; i < c->lines.count; i++) {
        bool had = ratio_sign(comparison_line(c, base, i)) > 0;
        bool has = ratio_sign(comparison_line(c, scenario, i)) > 0;
        count += gained ? has && !had : had && !has;
    }
    text_add(&formula, "=SUMPRODUCT((INDEX(");
    text_add_area(&formula, &all);
    text_add(&formula, ",0,");
    add_base(b, &formula);
    text_add(&formula, gained ? ")<=0)*(" : ")>0)*(");
    text_add_area(&formula, &column);
    text_add(&formula, gained ? ">0))" : "<=0))");
    put_built(at, &formula, ratio_of(count, 1));
}

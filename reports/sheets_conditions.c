/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plan says of each line, a condition a row: what there is, and what there may be. */
#include "reports/sheets.h"

/* --- parts of formulas ---------------------------------------------------------------------- */

/* What a payer pays in a year; NONE: in all. */
static void add_payment(const struct condition *at, struct text *out, uint32_t payer,
                        uint32_t year) {
    const struct sheets *sheets = at->sheets;
    if (sheets->elsewhere != NULL) {
        sheets->elsewhere->paid(sheets, out, at->index, at->line->payers[payer].fund, year);
    } else {
        text_add_cell(out, sheets->amounts, sheets->payer_rows[at->index] + payer,
                      year == NONE ? amounts_total(sheets) : AMOUNT_FIRST_YEAR + year);
    }
}

/* What a payer pays in all; *now is increased by it. */
static void add_paid(const struct condition *at, struct text *out, uint32_t payer,
                     struct ratio *now) {
    add_payment(at, out, payer, NONE);
    for (uint32_t t = 0; t < at->line->years.count; t++) {
        uint32_t slot = plan_slot(at->sheets->plan, at->index, payer, t);
        *now = ratio_add(*now, at->sheets->answer->amounts[slot]);
    }
}

/* The same by a fund, which may be none of the line's. */
static void add_fund(const struct condition *at, struct text *out, uint32_t fund,
                     struct ratio *now) {
    for (uint32_t p = 0; p < at->line->payer_count; p++) {
        if (at->line->payers[p].fund == fund) {
            add_paid(at, out, p, now);
            return;
        }
    }
    text_add(out, "0");
}

static void add_total(const struct condition *at, struct text *out) {
    if (at->sheets->elsewhere != NULL) {
        at->sheets->elsewhere->total(at->sheets, out, at->index);
        return;
    }
    text_add_cell(out, at->sheets->lines, FIRST_ROW + at->index, LINE_TOTAL);
}

static void add_funded(const struct condition *at, struct text *out, uint32_t line) {
    if (at->sheets->elsewhere != NULL) {
        at->sheets->elsewhere->funded(at->sheets, out, line);
        return;
    }
    text_add_cell(out, at->sheets->lines, FIRST_ROW + line, LINE_FUNDED);
}

static struct ratio total_now(const struct condition *at) {
    return at->sheets->answer->lines[at->index].amount;
}

static struct ratio funded_now(const struct condition *at, uint32_t line) {
    return at->sheets->answer->lines[line].funded ? RATIO_ONE : RATIO_ZERO;
}

/* `factor` × what the cell text says. */
static void bound_share(struct condition *at, struct ratio factor, struct ratio of_now) {
    text_add(&at->bound, "*");
    formula_ratio(&at->bound, factor);
    at->bound_now = ratio_mul(factor, of_now);
}

/* A bound that is only there while the line is funded. */
static void bound_funded(struct condition *at, struct ratio amount, bool always) {
    if (always) {
        formula_ratio(&at->bound, amount);
        at->bound_now = amount;
        return;
    }
    add_funded(at, &at->bound, at->index);
    bound_share(at, amount, funded_now(at, at->index));
}

static void activity_is_total(struct condition *at) {
    add_total(at, &at->activity);
    at->activity_now = total_now(at);
}

/* --- a row ---------------------------------------------------------------------------------- */

static void begin(struct condition *at, enum sense sense, const char *what) {
    at->sense = sense;
    at->what = what;
    at->activity_now = at->bound_now = RATIO_ZERO;
}

struct ratio condition_margin(const struct condition *at) {
    struct ratio over = ratio_sub(at->activity_now, at->bound_now);
    struct ratio under = ratio_neg(over);
    return at->sense == AT_LEAST ? over : at->sense == AT_MOST ? under : ratio_min(over, under);
}

const char *condition_sense(const struct condition *at) {
    static const enum word senses[] = {WORD_AT_LEAST, WORD_AT_MOST, WORD_EXACTLY};
    return teller_word(&at->sheets->teller, senses[at->sense]);
}

static void end(struct condition *at) {
    at->receive(at, at->context);
}

/* --- the conditions ------------------------------------------------------------------------- */

static const char *fund_name(const struct condition *at, uint32_t fund) {
    return at->sheets->plan->funds[fund].entity.name;
}

#define WORDS(at, ...) teller_format(&(at)->sheets->teller, __VA_ARGS__)

static struct area cells_of(const struct condition *at) {
    const struct sheets *sheets = at->sheets;
    if (sheets->elsewhere != NULL) {
        return sheets->elsewhere->cells(sheets, at->index);
    }
    return (struct area){sheets->amounts, sheets->payer_rows[at->index], AMOUNT_FIRST_YEAR,
                         sheets->payer_rows[at->index + 1] - 1, amounts_total(sheets) - 1};
}

/* How many cells are below zero, or no multiple of the unit. */
static void cells_are_sound(struct condition *at) {
    const struct sheets *sheets = at->sheets;
    struct area area = cells_of(at);
    struct text cells = {0}, unit = {0};
    text_add_area(&cells, &area);
    begin(at, AT_MOST, WORDS(at, "Cellules sous zéro", "Cells below zero"));
    text_format(&at->activity, "SUMPRODUCT(((%s<0)", text_string(&cells));
    if (ratio_sign(sheets->plan->unit) > 0) {
        at->what = WORDS(at, "Cellules sous zéro ou hors de l’unité",
                         "Cells below zero, or off the unit");
        formula_ratio(&unit, sheets->plan->unit);
        text_format(&at->activity, "+(ABS(%s-ROUND(%s/%s,0)*%s)>%s)", text_string(&cells),
                    text_string(&cells), text_string(&unit), text_string(&unit), sheets->dust);
    }
    text_add(&at->activity, ">0)*1)");
    text_add(&at->bound, "0");
    end(at);
    text_free(&cells);
    text_free(&unit);
}

static bool is_open(const struct condition *at, uint32_t payer, uint32_t year) {
    uint32_t t = 0;
    while (t < at->line->years.count && at->line->years.list[t] != year) {
        t++;
    }
    return t < at->line->years.count && plan_slot_open(at->sheets->plan, at->line, payer, t);
}

/* Dollars in cells where none may be, those of years that the fund does not pay or the line has
 * not: a sum for each run of them. False: there is no such cell. */
static bool add_closed(struct condition *at) {
    const struct sheets *sheets = at->sheets;
    const uint32_t years = sheets->plan->year_count;
    bool some = false;
    if (sheets->elsewhere != NULL) {
        return sheets->elsewhere->closed(sheets, &at->activity, at->index);
    }
    for (uint32_t p = 0; p < at->line->payer_count; p++) {
        uint32_t row = sheets->payer_rows[at->index] + p;
        for (uint32_t y = 0, end_year; y < years; y = end_year + 1) {
            for (end_year = y; end_year < years && !is_open(at, p, end_year);) {
                end_year++;
            }
            if (end_year > y) {
                text_add(&at->activity, some ? "+SUMPRODUCT(ABS(" : "SUMPRODUCT(ABS(");
                text_add_area(&at->activity,
                              &(struct area){sheets->amounts, row, AMOUNT_FIRST_YEAR + y, row,
                                             AMOUNT_FIRST_YEAR + end_year - 1});
                text_add(&at->activity, "))");
                some = true;
            }
        }
    }
    return some;
}

static void closed_cells(struct condition *at) {
    begin(at, EXACTLY, WORDS(at, "Dans les cellules hachurées", "In hatched cells"));
    if (add_closed(at)) {
        text_add(&at->bound, "0");
        end(at);
    }
}

static void limits_of_line(struct condition *at) {
    const struct line *line = at->line;
    if (line->whole) {
        begin(at, EXACTLY, WORDS(at, "En entier ou pas du tout", "Whole or not at all"));
        activity_is_total(at);
        bound_funded(at, line->max, line->required);
        end(at);
        return;
    }
    if (line->has_max) {
        begin(at, AT_MOST, WORDS(at, "Maximum", "Maximum"));
        activity_is_total(at);
        bound_funded(at, line->max, true);
        end(at);
    }
    if (ratio_sign(line->min) > 0) {
        begin(at, AT_LEAST,
              line->required ? WORDS(at, "Minimum, exigé", "Minimum, required")
                             : WORDS(at, "Minimum, si financée", "Minimum, if funded"));
        activity_is_total(at);
        bound_funded(at, line->min, line->required);
        end(at);
    }
}

static void limits_of_payer(struct condition *at, uint32_t number) {
    const struct payer *payer = &at->line->payers[number];
    const char *fund = fund_name(at, payer->fund);
    if (payer->has_max) {
        begin(at, AT_MOST, WORDS(at, "Maximum de %s", "Maximum of %s", fund));
        add_paid(at, &at->activity, number, &at->activity_now);
        bound_funded(at, payer->max, true);
        end(at);
    }
    if (ratio_sign(payer->min) > 0) {
        begin(at, AT_LEAST,
              WORDS(at, "Minimum de %s, si financée", "Minimum of %s, if funded", fund));
        add_paid(at, &at->activity, number, &at->activity_now);
        bound_funded(at, payer->min, false);
        end(at);
    }
    if (ratio_cmp(payer->eligible, RATIO_ONE) < 0) {
        begin(at, AT_MOST, WORDS(at, "Part admissible à %s", "Share eligible for %s", fund));
        add_paid(at, &at->activity, number, &at->activity_now);
        add_total(at, &at->bound);
        bound_share(at, payer->eligible, total_now(at));
        end(at);
    }
}

static void match_block(struct condition *at, const struct match *match) {
    struct text paid = {0}, block = {0};
    struct ratio half = ratio_mul(match->amount, ratio_of(1, 2));
    begin(at, EXACTLY,
          WORDS(at, "%s vient par tranches", "%s comes in blocks", fund_name(at, match->fund)));
    add_fund(at, &paid, match->fund, &at->activity_now);
    formula_ratio(&block, match->amount);
    text_add(&at->activity, text_string(&paid));
    text_format(&at->bound, "ROUND(%s/%s,0)*%s", text_string(&paid), text_string(&block),
                text_string(&block));
    at->bound_now = ratio_floor_to(ratio_add(at->activity_now, half), match->amount);
    end(at);
    text_free(&paid);
    text_free(&block);
}

static void match_ratio(struct condition *at, const struct match *match) {
    struct ratio with = RATIO_ZERO;
    begin(at, match->sense,
          match->with == NONE
              ? WORDS(at, "Part de %s dans le total", "Share of %s in the total",
                      fund_name(at, match->fund))
              : WORDS(at, "%s pour chaque dollar de %s", "%s for every dollar of %s",
                      fund_name(at, match->fund), fund_name(at, match->with)));
    add_fund(at, &at->activity, match->fund, &at->activity_now);
    if (match->with == NONE) {
        add_total(at, &at->bound);
        with = total_now(at);
    } else {
        add_fund(at, &at->bound, match->with, &with);
    }
    bound_share(at, match->amount, with);
    end(at);
}

static void public_aid(struct condition *at) {
    begin(at, AT_MOST, WORDS(at, "Cumul d’aide publique", "Public assistance"));
    text_add(&at->activity, "0");
    for (uint32_t p = 0; p < at->line->payer_count; p++) {
        struct ratio counted = at->sheets->plan->funds[at->line->payers[p].fund].public_aid;
        struct ratio paid = RATIO_ZERO;
        if (ratio_sign(counted) > 0) {
            text_add(&at->activity, "+");
            add_paid(at, &at->activity, p, &paid);
            text_add(&at->activity, "*");
            formula_ratio(&at->activity, counted);
            at->activity_now = ratio_add(at->activity_now, ratio_mul(counted, paid));
        }
    }
    add_total(at, &at->bound);
    bound_share(at, at->line->aid_limit, total_now(at));
    end(at);
}

static void schedule(struct condition *at, uint32_t t) {
    const struct sheets *sheets = at->sheets;
    uint32_t year = at->line->years.list[t], column = AMOUNT_FIRST_YEAR + year;
    begin(at, EXACTLY, WORDS(at, "Calendrier, %s", "Schedule, %s", year_head(sheets, year)));
    if (sheets->elsewhere == NULL) {
        text_add(&at->activity, "SUM(");
        text_add_area(&at->activity,
                      &(struct area){sheets->amounts, sheets->payer_rows[at->index], column,
                                     sheets->payer_rows[at->index + 1] - 1, column});
        text_add(&at->activity, ")");
    }
    for (uint32_t p = 0; p < at->line->payer_count; p++) {
        if (sheets->elsewhere != NULL) {
            text_add(&at->activity, p > 0 ? "+" : "");
            add_payment(at, &at->activity, p, year);
        }
        at->activity_now =
            ratio_add(at->activity_now,
                      sheets->answer->amounts[plan_slot(sheets->plan, at->index, p, t)]);
    }
    add_total(at, &at->bound);
    bound_share(at, at->line->schedule[t], total_now(at));
    end(at);
}

static void commitment(struct condition *at, const struct commitment *signed_already) {
    const struct sheets *sheets = at->sheets;
    const struct line *line = at->line;
    uint32_t year = signed_already->year;
    begin(at, AT_LEAST,
          WORDS(at, "Déjà engagé par %s", "Committed by %s",
                fund_name(at, signed_already->fund)));
    if (year == NONE) {
        add_fund(at, &at->activity, signed_already->fund, &at->activity_now);
    }
    for (uint32_t slot = 0; year != NONE && slot < line_slot_count(line); slot++) {
        uint32_t payer = slot / line->years.count;
        if (line->payers[payer].fund == signed_already->fund &&
            line->years.list[slot % line->years.count] == year) {
            add_payment(at, &at->activity, payer, year);
            at->activity_now = sheets->answer->amounts[line->first_slot + slot];
        }
    }
    bound_funded(at, signed_already->amount, true);
    end(at);
}

static void relation(struct condition *at, uint32_t other, bool requires) {
    const char *name = at->sheets->plan->lines[other].entity.name;
    begin(at, requires ? AT_LEAST : AT_MOST,
          requires ? WORDS(at, "Exige\u00a0: %s (1\u00a0: financée)",
                           "Requires: %s (1: funded)", name)
                   : WORDS(at, "Exclut\u00a0: %s (lignes financées)",
                           "Excludes: %s (funded lines)", name));
    add_funded(at, &at->activity, other);
    at->activity_now = funded_now(at, other);
    if (requires) {
        add_funded(at, &at->bound, at->index);
        at->bound_now = funded_now(at, at->index);
    } else {
        text_add(&at->activity, "+");
        add_funded(at, &at->activity, at->index);
        at->activity_now = ratio_add(at->activity_now, funded_now(at, at->index));
        bound_funded(at, RATIO_ONE, true);
    }
    end(at);
}

static void walk(struct condition *at) {
    const struct line *line = at->line;
    cells_are_sound(at);
    closed_cells(at);
    limits_of_line(at);
    for (uint32_t i = 0; i < line->payer_count; i++) {
        limits_of_payer(at, i);
    }
    for (uint32_t i = 0; i < line->match_count; i++) {
        (line->matches[i].is_block ? match_block : match_ratio)(at, &line->matches[i]);
    }
    if (line->has_aid_limit) {
        public_aid(at);
    }
    for (uint32_t t = 0; line->schedule != NULL && t < line->years.count; t++) {
        schedule(at, t);
    }
    for (uint32_t i = 0; i < line->commitment_count; i++) {
        commitment(at, &line->commitments[i]);
    }
    for (uint32_t i = 0; i < line->requires.count; i++) {
        relation(at, line->requires.list[i], true);
    }
    for (uint32_t i = 0; i < line->excludes.count; i++) {
        relation(at, line->excludes.list[i], false);
    }
}

void conditions_of(const struct sheets *sheets, uint32_t line,
                   void (*receive)(struct condition *condition, void *context), void *context) {
    struct condition at = {.sheets = sheets,
                           .index = line,
                           .line = &sheets->plan->lines[line],
                           .receive = receive,
                           .context = context};
    walk(&at);
}

/* --- a row each ------------------------------------------------------------------------------ */

/* The rows of a plan's own sheet under way. */
struct rows {
    struct sheet *sheet;
    uint32_t row;
};

static void put_judgement(const struct condition *at, const struct rows *rows) {
    static const char *const margins[] = {"=C%u-E%u", "=E%u-C%u", "=-ABS(C%u-E%u)"};
    struct sheet *sheet = rows->sheet;
    uint32_t number = rows->row + 1;
    struct text formula = {0};
    const char *margin = margins[at->sense];
    for (; *margin != '\0'; margin++) {
        if (*margin == '%') {
            text_format(&formula, "%u", number);
            margin++;
        } else {
            text_add_char(&formula, *margin);
        }
    }
    put_built(spot(sheet, rows->row, CONDITION_MARGIN, LOOK_MONEY), &formula,
              condition_margin(at));
    text_format(&formula, "=IF(F%u>=-%s,\"%s\",\"%s\")", number, at->sheets->dust,
                at->sheets->good, at->sheets->bad);
    put_word_formula(spot(sheet, rows->row, CONDITION_STATE, LOOK_STATE), text_string(&formula),
                     at->sheets->good);
    text_free(&formula);
}

static void put_side(struct spot at, struct text *side, struct ratio now) {
    struct text formula = {0};
    text_format(&formula, "=%s", side->length == 0 ? "0" : side->bytes);
    put_built(at, &formula, now);
    text_free(side);
}

static void put_condition(struct condition *at, void *context) {
    struct rows *rows = (struct rows *)context;
    struct sheet *sheet = rows->sheet;
    put_text(spot(sheet, rows->row, CONDITION_LINE, LOOK_TEXT), at->line->entity.name);
    put_text(spot(sheet, rows->row, CONDITION_WHAT, LOOK_TEXT), at->what);
    put_text(spot(sheet, rows->row, CONDITION_SENSE, LOOK_STATE), condition_sense(at));
    put_side(spot(sheet, rows->row, CONDITION_ACTIVITY, LOOK_MONEY), &at->activity,
             at->activity_now);
    put_side(spot(sheet, rows->row, CONDITION_BOUND, LOOK_MONEY), &at->bound, at->bound_now);
    put_judgement(at, rows);
    rows->row++;
}

void sheets_conditions(struct sheets *sheets) {
    struct sheet *sheet = sheets->conditions;
    struct rows rows = {sheet, FIRST_ROW};
    put_heads(sheet, say(sheets, "Conditions des lignes", "Conditions of the lines"),
              say(sheets, "Ce que le plan exige de chaque ligne, au montant présent.",
                  "What the plan asks of each line, at the present amounts."),
              (const char *const[]){
                  say(sheets, "Ligne", "Line"), say(sheets, "Condition", "Condition"),
                  say(sheets, "Réalisé", "Actual"), say(sheets, "Exige", "Requires"),
                  say(sheets, "Borne", "Limit"), say(sheets, "Marge", "Margin"),
                  say(sheets, "État", "State"), NULL});
    for (uint32_t i = 0; i < sheets->plan->line_count; i++) {
        sheets->condition_rows[i] = rows.row;
        conditions_of(sheets, i, put_condition, &rows);
    }
    sheets->condition_rows[sheets->plan->line_count] = rows.row;
    sheet_width(sheet, CONDITION_LINE, CONDITION_WHAT, 54);
    sheet_width(sheet, CONDITION_ACTIVITY, CONDITION_STATE, sheets->money_width);
    sheet_freeze(sheet, FIRST_ROW, CONDITION_LINE + 1);
    uint32_t last = rows.row > FIRST_ROW ? rows.row - 1 : rows.row;
    sheet_filter(&(struct area){sheet, HEAD_ROW, 0, last, CONDITION_STATE});
    sheet_print(sheet, last, CONDITION_STATE, FIRST_ROW, 1);
    sheet_states(&(struct area){sheet, FIRST_ROW, CONDITION_STATE, last, CONDITION_STATE},
                 sheets->good, sheets->bad);
}

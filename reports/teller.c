/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/teller.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/numbers.h"
#include "reports/wrap.h"

#define ILLUSTRATIVE "°"
#define SHORT_NAME 44                /* columns; */
#define SHORT_PIECE 16               /* and of a part of it that cannot be wrapped */
#define SHARE_STEP ratio_of(1, 1000) /* shares are shown as 12.5 % */
#define NOISE 1e-6                   /* worth of a step that is only arithmetic */
#define LARGE_PLAN 100000            /* $ from which prices are told for 1,000 $ */

static const char *keep(const struct teller *teller, struct text *text) {
    const char *copy = arena_copy(teller->report->arena, text_string(text), text->length);
    text_free(text);
    return copy;
}

/* --- strings ------------------------------------------------------------------------------- */

const char *teller_format(const struct teller *teller, const char *french, const char *english,
                          ...) {
    struct text text = {0};
    va_list arguments;
    va_start(arguments, english);
    text_format_list(&text, teller->language == FRENCH ? french : english, arguments);
    va_end(arguments);
    return keep(teller, &text);
}

const char *teller_word(const struct teller *teller, enum word which) {
    return word(which, teller->language);
}

const char *teller_money(const struct teller *teller, struct ratio dollars) {
    struct text text = {0};
    text_add_money(&text, dollars, teller->report->money_decimals,
                   teller->report->currency_sign, teller->language);
    return keep(teller, &text);
}

const char *teller_step(const struct teller *teller) {
    struct text text = {0};
    text_add_money(&text, teller->step, 0, teller->report->currency_sign, teller->language);
    return keep(teller, &text);
}

const char *teller_share(const struct teller *teller, struct ratio share) {
    struct text text = {0};
    text_add_share(&text, share, 1, teller->language);
    return keep(teller, &text);
}

const char *teller_decimal(const struct teller *teller, struct ratio number, int decimals) {
    struct text text = {0};
    text_add_number(&text, number, decimals, teller->language);
    return keep(teller, &text);
}

const char *teller_number(const struct teller *teller, struct ratio number) {
    return teller_decimal(teller, number, 4);
}

void teller_list_add(const struct teller *teller, struct teller_list *list, const char *item) {
    if (list->last != NULL) {
        list->list = list->list == NULL
                         ? list->last
                         : teller_format(teller, "%s, %s", "%s, %s", list->list, list->last);
    }
    list->last = item;
}

const char *teller_list_end(const struct teller *teller, const struct teller_list *list) {
    return list->list == NULL
               ? list->last
               : teller_format(teller, "%s et %s", "%s and %s", list->list, list->last);
}

/* The one measure a goal counts, or NONE when it counts something else. */
static uint32_t goal_measure(const struct goal *goal) {
    bool one = goal->kind == WANT_TERMS && goal->term_count == 1 &&
               goal->terms[0].kind == TERM_MEASURE &&
               ratio_equal(goal->terms[0].times, RATIO_ONE);
    return one ? goal->terms[0].subject : NONE;
}

bool teller_first_goal_is_benefit(const struct plan *plan) {
    return goal_measure(&plan->goals[0]) == 0;
}

const char *teller_points(const struct teller *teller, struct ratio value) {
    struct text text = {0};
    struct ratio size = ratio_size(value);
    text_add_significant(&text, size, teller->language);
    uint32_t measure = goal_measure(&teller->plan->goals[0]);
    if (measure == 0) {
        bool plural = is_plural(size, teller->language);
        text_add(&text, plural ? "\u00a0points" : "\u00a0point");
    } else if (measure != NONE) {
        text_format(&text, "\u00a0(%s)", teller->plan->measures[measure]);
    }
    return keep(teller, &text);
}

const char *teller_short(const struct entity *entity) {
    bool is_short = utf8_width(entity->name) <= SHORT_NAME &&
                    wrap_widest_piece(entity->name) <= SHORT_PIECE;
    return is_short ? entity->name : entity->id;
}

const char *teller_picked(const struct plan *plan, enum dimension dimension,
                          uint32_t position) {
    switch (dimension) {
    case BY_FUND:
        return plan->funds[position].entity.name;
    case BY_TERRITORY:
        return plan->territories[position].entity.name;
    case BY_AXIS:
        return teller_short(&plan->axes[position].entity);
    case BY_LINE:
        return plan->lines[position].entity.name;
    case BY_KIND:
        return plan->kinds[position];
    case BY_TAG:
        return plan->tags[position];
    case BY_YEAR:
        return plan->years[position];
    case DIMENSIONS:
        break;
    }
    return "";
}

const char *teller_member(const struct teller *teller, const struct rule *rule) {
    const char *list = "";
    for (enum dimension by = BY_FUND; by < DIMENSIONS; by++) {
        if (rule->member.of[by] != NONE) {
            const char *name = teller_picked(teller->plan, by, rule->member.of[by]);
            list = teller_format(teller, "%s%s%s", "%s%s%s", list, list[0] == '\0' ? "" : ", ",
                                 name);
        }
    }
    return list;
}

const char *teller_rule_name(const struct teller *teller, const struct rule *rule) {
    const struct family *family = &teller->plan->rule_families[rule->family];
    const char *member = teller_member(teller, rule);
    if (member[0] == '\0') {
        return rule->entity.name;
    }
    return teller_format(teller, "%s – %s", "%s – %s", family->name, member);
}

const char *teller_territory(const struct teller *teller, const struct line *line) {
    return line->territory == NONE ? teller_word(teller, WORD_WHOLE_REGION)
                                   : teller->plan->territories[line->territory].entity.name;
}

/* --- amounts ------------------------------------------------------------------------------- */

struct ratio teller_paid(const struct teller *teller, uint32_t line, uint32_t fund) {
    const struct line *its = &teller->plan->lines[line];
    struct ratio sum = RATIO_ZERO;
    for (uint32_t p = 0; p < its->payer_count; p++) {
        for (uint32_t y = 0; its->payers[p].fund == fund && y < its->years.count; y++) {
            uint32_t slot = plan_slot(teller->plan, line, p, y);
            sum = ratio_total(sum, teller->answer->amounts[slot]);
        }
    }
    return sum;
}

struct ratio teller_engaged(const struct line *line, uint32_t fund) {
    struct ratio by_year = RATIO_ZERO, overall = RATIO_ZERO;
    for (uint32_t i = 0; i < line->commitment_count; i++) {
        const struct commitment *commitment = &line->commitments[i];
        if (commitment->fund == fund && commitment->year == NONE) {
            overall = ratio_max(overall, commitment->amount);
        } else if (commitment->fund == fund) {
            by_year = ratio_total(by_year, commitment->amount);
        }
    }
    return ratio_max(by_year, overall);
}

uint32_t teller_stake_fund(const struct plan *plan, const struct line *line) {
    for (uint32_t i = 0; i < line->match_count; i++) {
        const struct match *match = &line->matches[i];
        const struct fund *fund = &plan->funds[match->fund];
        if (!match->is_block && match->with == NONE && match->sense != AT_MOST &&
            !fund->limited && fund->arrivals == NULL) {
            return match->fund;
        }
    }
    return NONE;
}

static bool is_stake(const struct plan *plan, uint32_t fund) {
    for (uint32_t i = 0; i < plan->line_count; i++) {
        if (teller_stake_fund(plan, &plan->lines[i]) == fund) {
            return true;
        }
    }
    return false;
}

void teller_shares(const struct ratio *parts, uint32_t count, struct ratio *shares) {
    struct ratio total = RATIO_ZERO, left = RATIO_ONE;
    for (uint32_t i = 0; i < count; i++) {
        total = ratio_total(total, parts[i]);
    }
    for (uint32_t i = 0; i < count; i++) {
        shares[i] = ratio_floor_to(ratio_div(parts[i], total), SHARE_STEP);
        left = ratio_sub(left, shares[i]);
    }
    while (ratio_known(left) && ratio_sign(left) > 0) {
        struct ratio most = ratio_neg(RATIO_ONE);
        uint32_t chosen = 0;
        for (uint32_t i = 0; i < count; i++) {
            struct ratio rest = ratio_sub(ratio_div(parts[i], total), shares[i]);
            if (ratio_known(rest) && ratio_cmp(rest, most) > 0) {
                most = rest;
                chosen = i;
            }
        }
        shares[chosen] = ratio_add(shares[chosen], SHARE_STEP);
        left = ratio_sub(left, SHARE_STEP);
    }
}

enum origin teller_origin(const struct teller *teller, uint32_t fund) {
    const struct fund *its = &teller->plan->funds[fund];
    if (fund == teller->main_fund) {
        return ORIGIN_MAIN;
    }
    if (its->in_kind) {
        return ORIGIN_IN_KIND;
    }
    if (is_stake(teller->plan, fund)) {
        return ORIGIN_APPLICANTS;
    }
    return its->confirmed ? ORIGIN_PARTNERS : ORIGIN_REQUESTED;
}

struct ratio teller_granted(const struct teller *teller, enum origin origin) {
    struct ratio sum = RATIO_ZERO;
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        if (teller_origin(teller, i) == origin) {
            sum = ratio_total(sum, teller->answer->funds[i].allocated);
        }
    }
    return sum;
}

struct ratio teller_rounded(const struct teller *teller, struct ratio dollars) {
    struct ratio step = RATIO_ONE;
    for (int i = 0; i < teller->report->money_decimals; i++) {
        step = ratio_mul(step, ratio_of(1, 10));
    }
    struct ratio shifted = ratio_add(dollars, ratio_mul(step, ratio_of(1, 2)));
    return ratio_known(shifted) ? ratio_floor_to(shifted, step) : dollars;
}

/* --- cells --------------------------------------------------------------------------------- */

struct cell cell_text(const char *text) {
    return (struct cell){.kind = CELL_TEXT, .text = text, .number = RATIO_ZERO};
}

struct cell cell_signed(struct ratio dollars) {
    return (struct cell){.kind = CELL_CHANGE, .number = dollars};
}

struct cell cell_money(struct ratio dollars) {
    return (struct cell){.kind = CELL_MONEY, .number = dollars};
}

static struct cell known_or_empty(enum cell_kind kind, struct ratio number) {
    return (struct cell){.kind = ratio_known(number) ? kind : CELL_EMPTY, .number = number};
}

struct cell cell_share(struct ratio share) {
    return known_or_empty(CELL_SHARE, share);
}

struct cell cell_number(struct ratio number) {
    return known_or_empty(CELL_NUMBER, number);
}

struct price_change change_up(const struct price *price, double bound) {
    return (struct price_change){price->above, isinf(price->to) ? INFINITY : price->to - bound};
}

struct price_change change_down(const struct price *price, double bound) {
    return (struct price_change){-price->below,
                                 isinf(price->from) ? INFINITY : bound - price->from};
}

/* "+2,5 pour 300 $" */
static struct cell change_in_words(const struct teller *teller, struct ratio worth,
                                   struct ratio units, bool money) {
    struct text text = {0};
    if (ratio_sign(worth) > 0)
        text_add_char(&text, '+');
    text_add_significant(&text, worth, teller->language);
    text_add(&text, teller->language == FRENCH ? " pour " : " for ");
    if (money)
        text_add_money(&text, units, 0, teller->report->currency_sign, teller->language);
    else
        text_add_significant(&text, units, teller->language);
    return cell_text(keep(teller, &text));
}

struct cell cell_change(const struct teller *teller, struct price_change change,
                        struct ratio step) {
    if (isinf(change.rate))
        return cell_text(teller_format(teller, "impossible", "impossible"));
    double whole = ratio_double(step);
    double units = isnan(change.room) ? 1 : fmin(whole, change.room);
    bool holds = units >= whole * (1 - 1e-9);
    bool money = !ratio_equal(step, RATIO_ONE);
    if (money)
        units = floor(units + 1e-6); /* whole dollars */
    if (units < 1 && !holds)
        units = fmin(whole, change.room);
    struct ratio worth = ratio_mul(ratio_shown(change.rate), holds ? step : ratio_shown(units));
    if (ratio_known(worth) && fabs(ratio_double(worth)) < NOISE * fmin(1, units))
        worth = RATIO_ZERO;
    if (!holds && ratio_known(worth) && ratio_sign(worth) != 0)
        return change_in_words(teller, worth, ratio_shown(units), money);
    return known_or_empty(CELL_PRICE, worth);
}

/* Whether some change is shown; *is_short: some holds for less than a step. */
static bool shows_changes(const struct table *table, bool *is_short) {
    bool any = false;
    for (uint32_t i = 0; i < table->row_count * table->column_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (table->heads[i % table->column_count].kind == CELL_PRICE) {
            bool in_words =
                cell->kind == CELL_TEXT && strpbrk(cell->text, "0123456789") != NULL;
            *is_short = *is_short || in_words;
            any = any || in_words ||
                  (cell->kind == CELL_PRICE && ratio_known(cell->number) &&
                   ratio_sign(cell->number) != 0);
        }
    }
    return any;
}

void teller_note_changes(const struct teller *teller, struct table *table, const char *by) {
    bool is_short = false;
    if (!shows_changes(table, &is_short)) {
        return;
    }
    const char *unit = teller_first_goal_is_benefit(teller->plan)
                           ? teller_format(teller, ", en points", ", in points")
                           : "";
    const char *only =
        is_short
            ? teller_format(teller,
                            "\u00a0; «\u00a0pour …\u00a0»\u00a0: pour ce montant seulement, "
                            "la valeur change au-delà",
                            "; “for …”: for that much only, the worth changes beyond it")
            : "";
    table_note(teller->report, table,
               teller_format(teller, "%s\u00a0: ce que cela change au premier but%s%s.",
                             "%s: by how much the first goal changes%s%s.", by, unit, only));
}

struct cell cell_name(struct teller *teller, const struct entity *entity, const char *name) {
    struct cell cell = cell_text(name);
    if (entity->illustrative) {
        cell.mark = ILLUSTRATIVE;
        teller->has_illustrative = true;
    }
    return cell;
}

/* --- the start ----------------------------------------------------------------------------- */

/* A limited fund of confirmed cash with more than half of all limited cash. */
static uint32_t find_main_fund(const struct answer *answer, struct ratio cash) {
    const struct plan *plan = answer->plan;
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        struct ratio available = answer->funds[i].available;
        if (!plan->funds[i].in_kind && plan->funds[i].confirmed && ratio_known(available) &&
            ratio_cmp(ratio_add(available, available), cash) > 0) {
            return i;
        }
    }
    return NONE;
}

static struct ratio limited_cash(const struct answer *answer) {
    struct ratio sum = RATIO_ZERO;
    for (uint32_t i = 0; i < answer->plan->fund_count; i++) {
        struct ratio available = answer->funds[i].available;
        if (!answer->plan->funds[i].in_kind && ratio_known(available)) {
            sum = ratio_total(sum, available);
        }
    }
    return sum;
}

static const char *currency_sign(const char *currency) {
    static const struct {
        const char *code, *sign;
    } signs[] = {{"CAD", "$"}, {"USD", "$"}, {"AUD", "$"}, {"EUR", "€"}, {"GBP", "£"}};
    for (size_t i = 0; currency != NULL && i < sizeof signs / sizeof *signs; i++) {
        if (strcmp(currency, signs[i].code) == 0) {
            return signs[i].sign;
        }
    }
    return currency == NULL ? "$" : currency;
}

/* Decimals that a multiple of the unit can have; two when there is no unit. */
static int money_decimals(struct ratio unit) {
    if (ratio_sign(unit) == 0) {
        return 2;
    }
    int decimals = 0;
    for (wide scale = 1; scale % unit.den != 0 && decimals < 9; scale *= 10) {
        decimals++;
    }
    return decimals == 1 ? 2 : decimals;
}

struct report *teller_report(const struct plan *plan, enum language language) {
    struct report *report = report_new(language);
    report->currency_sign = currency_sign(plan->currency);
    report->money_decimals = money_decimals(plan->unit);
    return report;
}

struct teller teller_new(const struct answer *answer, struct report *report) {
    struct ratio cash = limited_cash(answer);
    bool large = ratio_cmp(cash, ratio_of(LARGE_PLAN, 1)) >= 0;
    return (struct teller){
        .answer = answer,
        .plan = answer->plan,
        .report = report,
        .language = report->language,
        .step = ratio_of(large ? 1000 : 1, 1),
        .main_fund = find_main_fund(answer, cash),
    };
}

void teller_row(const struct teller *teller, struct table *table, const struct cell *cells,
                const bool *hidden, uint32_t count) {
    struct cell *row = table_row(teller->report, table);
    for (uint32_t i = 0, column = 0; i < count; i++) {
        if (!hidden[i]) {
            row[column++] = cells[i];
        }
    }
}

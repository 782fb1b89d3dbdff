/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules: those that are reached and what easing them would be worth; then those with room. */
#include <math.h>
#include <string.h>

#include "reports/numbers.h"
#include "reports/teller.h"

/* Dollars, or a plain number: only sums of dollars counted once are money. */
static bool is_money(const struct rule *rule) {
    for (uint32_t i = 0; i < rule->term_count; i++) {
        if (rule->terms[i].kind != TERM_SUM || !ratio_equal(rule->terms[i].times, RATIO_ONE)) {
            return false;
        }
    }
    return true;
}

static struct cell amount_cell(const struct rule *rule, struct ratio amount) {
    bool zero =
        ratio_known(amount) && ratio_sign(amount) == 0; /* a bound of 0 is not nothing */
    return is_money(rule) && ratio_known(amount) && !zero ? cell_money(amount)
                                                          : cell_number(amount);
}

/* Which bound of the rule the activity stands at, or is nearer to. */
static bool nearer_to_floor(const struct rule_answer *its) {
    if (!ratio_known(its->at_least) || !ratio_known(its->at_most)) {
        return ratio_known(its->at_least);
    }
    struct ratio below = ratio_sub(its->activity, its->at_least);
    struct ratio above = ratio_sub(its->at_most, its->activity);
    return ratio_known(below) && ratio_known(above) && ratio_cmp(below, above) <= 0;
}

static bool is_exact(const struct rule_answer *its) {
    return ratio_known(its->at_least) && ratio_known(its->at_most) &&
           ratio_equal(its->at_least, its->at_most);
}

static enum word sense_of(const struct rule_answer *its) {
    if (is_exact(its)) {
        return WORD_EXACTLY;
    }
    return nearer_to_floor(its) ? WORD_AT_LEAST : WORD_AT_MOST;
}

static struct ratio bound_of(const struct rule_answer *its) {
    return nearer_to_floor(its) ? its->at_least : its->at_most;
}

/* --- rules reached ------------------------------------------------------------------------- */

/* What easing a rule by one step (one unit, when it is not of money) changes: a ceiling is raised,
 * a floor lowered. */
static struct cell ease_cell(const struct teller *teller, const struct rule *rule,
                             const struct rule_answer *its) {
    double price = nearer_to_floor(its) && !is_exact(its) ? -its->price : its->price;
    struct cell cell = cell_price(teller, price);
    if (cell.kind == CELL_PRICE && !is_money(rule)) {
        cell.number = ratio_shown(price);
    }
    return cell;
}

enum { NAME, SENSE, BOUND, EASE, FROM, TO, COLUMNS };

static void add_reached(struct teller *teller, struct table *table, uint32_t index) {
    const struct rule *rule = &teller->plan->rules[index];
    const struct rule_answer *its = &teller->answer->rules[index];
    struct cell *row = table_row(teller->report, table);
    row[NAME] = cell_name(teller, &rule->entity, teller_rule_name(teller, rule));
    row[SENSE] = cell_text(teller_word(teller, sense_of(its)));
    row[BOUND] = amount_cell(rule, bound_of(its));
    if (table->column_count > EASE) {
        row[EASE] = ease_cell(teller, rule, its);
    }
    if (table->column_count == COLUMNS) {
        row[FROM] = amount_cell(rule, ratio_shown(its->price_range[0]));
        row[TO] = amount_cell(rule, ratio_shown(its->price_range[1]));
    }
}

static uint32_t count_rules(const struct answer *answer, bool binding) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < answer->plan->rule_count; i++) {
        count += answer->rules[i].binding == binding ? 1 : 0;
    }
    return count;
}

static bool any_range(const struct answer *answer) {
    for (uint32_t i = 0; i < answer->plan->rule_count; i++) {
        if (answer->rules[i].binding && (isfinite(answer->rules[i].price_range[0]) ||
                                         isfinite(answer->rules[i].price_range[1]))) {
            return true;
        }
    }
    return false;
}

static bool any_price(const struct answer *answer) {
    for (uint32_t i = 0; i < answer->plan->rule_count; i++) {
        if (answer->rules[i].binding && isfinite(answer->rules[i].price)) {
            return true;
        }
    }
    return false;
}

static void note_prices(struct teller *teller, struct table *table) {
    table_note(
        teller->report, table,
        teller_format(teller,
                      "Assouplir : relever un plafond ou abaisser un plancher de %s (d’une "
                      "unité, si la règle ne compte pas de l’argent). « — » : rien à gagner.",
                      "Easing: raising a ceiling or lowering a floor by %s (by one unit when "
                      "the rule does not count money). “—”: nothing to gain.",
                      teller_step(teller)));
    if (teller->answer->has_yes_no) {
        table_note(
            teller->report, table,
            teller_format(teller,
                          "Certaines lignes sont en tout ou rien : chaque valeur vient d’un "
                          "nouveau calcul, et ne vaut que pour un petit changement.",
                          "Some lines are all or nothing: each worth comes from solving again, "
                          "and holds for a small change only."));
    }
}

static void tell_reached(struct teller *teller) {
    const struct answer *answer = teller->answer;
    if (count_rules(answer, true) == 0) {
        return;
    }
    const char *ease =
        teller_format(teller, "Assouplir de %s", "Easing by %s", teller_step(teller));
    const struct column_head heads[COLUMNS] = {
        {teller_word(teller, WORD_RULE), "rule", CELL_TEXT, false},
        {teller_word(teller, WORD_SENSE), "sense", CELL_TEXT, false},
        {teller_word(teller, WORD_BOUND), "bound", CELL_MONEY, true},
        {ease, "price", CELL_PRICE, false},
        {teller_word(teller, WORD_HOLDS_FROM), "from", CELL_MONEY, false},
        {teller_word(teller, WORD_HOLDS_TO), "to", CELL_MONEY, true},
    };
    bool priced = any_price(answer), ranged = priced && any_range(answer);
    uint32_t count = ranged ? COLUMNS : priced ? FROM : EASE;
    struct table *table = report_table(
        teller->report, teller_format(teller, "Règles atteintes", "Rules that are reached"),
        "reached", heads, count);
    for (uint32_t i = 0; i < teller->plan->rule_count; i++) {
        if (answer->rules[i].binding) {
            add_reached(teller, table, i);
        }
    }
    if (priced) {
        note_prices(teller, table);
    }
}

/* --- rules with room ----------------------------------------------------------------------- */

/* Of a family's rules that have room, how many there are and which has the least. */
static uint32_t tightest(const struct teller *teller, const struct family *family,
                         uint32_t *count) {
    const struct rule_answer *rules = teller->answer->rules;
    uint32_t least = NONE;
    *count = 0;
    for (uint32_t i = family->first; i < family->first + family->count; i++) {
        if (rules[i].binding) {
            continue;
        }
        ++*count;
        if (least == NONE || (ratio_known(rules[i].slack) && ratio_known(rules[least].slack) &&
                              ratio_cmp(rules[i].slack, rules[least].slack) < 0)) {
            least = i;
        }
    }
    return least;
}

#define ROOMY_COLUMNS 6 /* one less where no rule has members */

static void add_roomy(struct teller *teller, struct table *table, const struct family *family) {
    uint32_t count = 0, index = tightest(teller, family, &count);
    if (index == NONE) {
        return;
    }
    const struct rule *rule = &teller->plan->rules[index];
    const struct rule_answer *its = &teller->answer->rules[index];
    const char *name = rule->entity.name;
    if (family->count > 1) {
        name = teller_format(teller, "%s (%u\u00a0sur\u00a0%u)", "%s (%u\u00a0of\u00a0%u)",
                             family->name, count, family->count);
    }
    const char *member = family->count > 1 ? teller_member(teller, rule) : "";
    struct cell *row = table_row(teller->report, table);
    uint32_t next = 0;
    row[next++] = cell_name(teller, &rule->entity, name);
    if (table->column_count == ROOMY_COLUMNS) {
        row[next++] = cell_text(member);
    }
    row[next++] = cell_text(teller_word(teller, sense_of(its)));
    row[next++] = amount_cell(rule, bound_of(its));
    row[next++] = amount_cell(rule, its->activity);
    row[next] = amount_cell(rule, its->slack);
}

static bool has_members(const struct plan *plan) {
    for (uint32_t i = 0; i < plan->rule_family_count; i++) {
        if (plan->rule_families[i].count > 1) {
            return true;
        }
    }
    return false;
}

static void tell_roomy(struct teller *teller) {
    const struct plan *plan = teller->plan;
    const struct column_head where = {teller_word(teller, WORD_WHERE), "where", CELL_TEXT,
                                      false};
    struct column_head heads[ROOMY_COLUMNS] = {
        {teller_word(teller, WORD_RULE), "rule", CELL_TEXT, false},
    };
    uint32_t count = 1;
    if (count_rules(teller->answer, false) == 0) {
        return;
    }
    if (has_members(plan)) {
        heads[count++] = where;
    }
    const struct column_head numbers[] = {
        {teller_word(teller, WORD_SENSE), "sense", CELL_TEXT, false},
        {teller_word(teller, WORD_BOUND), "bound", CELL_MONEY, true},
        {teller_word(teller, WORD_REACHED), "actual", CELL_MONEY, false},
        {teller_word(teller, WORD_MARGIN), "margin", CELL_MONEY, true},
    };
    memcpy(heads + count, numbers, sizeof numbers);
    count += 4;
    const char *title =
        teller_format(teller, "Règles respectées avec une marge", "Rules kept with room");
    struct table *table = report_table(teller->report, title, "roomy", heads, count);
    for (uint32_t i = 0; i < plan->rule_family_count; i++) {
        add_roomy(teller, table, &plan->rule_families[i]);
    }
    if (has_members(plan)) {
        table_note(
            teller->report, table,
            teller_format(teller,
                          "Une règle répétée par territoire, axe ou fonds est montrée là où sa "
                          "marge est la plus petite.",
                          "A rule repeated by territory, axis or fund is shown where its room "
                          "is smallest."));
    }
}

void tell_rules(struct teller *teller) {
    tell_reached(teller);
    tell_roomy(teller);
}

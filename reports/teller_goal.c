/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals in plain words, and their values in the unit they are counted in. */
#include <string.h>

#include "base/numbers.h"
#include "reports/teller.h"

#define MOST_NAMES 4 /* of a selection before an ellipsis */
#define LARGE 100    /* from here on a value shows two decimals at most */

static const char *quoted(const struct teller *teller, const char *name) {
    return teller_format(teller, "« %s »", "“%s”", name);
}

/* What is between the n-th of `count` things and the one before it. */
static const char *joint(const struct teller *teller, uint32_t n, uint32_t count) {
    if (n == 0) {
        return "";
    }
    return n + 1 < count ? ", " : teller_format(teller, " et ", " and ");
}

/* "« A », « B » et « C »"; years stand without marks, and French says whose dollars each time:
 * "« A » et de « B »". */
static const char *picked(const struct teller *teller, const struct selection *selection,
                          enum dimension dimension) {
    const struct picks *picks = &selection->picks[dimension];
    const char *list = "";
    for (uint32_t i = 0; i < picks->count; i++) {
        if (i == MOST_NAMES) {
            return teller_format(teller, "%s …", "%s …", list);
        }
        const char *name = teller_picked(teller->plan, dimension, picks->list[i]);
        bool again = i > 0 && dimension == BY_FUND && teller->language == FRENCH;
        list = teller_format(teller, "%s%s%s%s", "%s%s%s%s", list,
                             joint(teller, i, picks->count), again ? "de " : "",
                             dimension == BY_YEAR ? name : quoted(teller, name));
    }
    return list;
}

/* " de « Enveloppe » pour « Minganie »": what is picked, but for years. */
static const char *selection_words(const struct teller *teller,
                                   const struct selection *selection) {
    const char *words = "";
    for (enum dimension by = BY_FUND; by < BY_YEAR; by++) {
        if (!selection->given[by]) {
            continue;
        }
        const char *names = picked(teller, selection, by);
        words = by == BY_FUND ? teller_format(teller, "%s de %s", "%s from %s", words, names)
                              : teller_format(teller, "%s pour %s", "%s for %s", words, names);
    }
    return words;
}

static const char *year_words(const struct teller *teller, const struct selection *selection) {
    if (!selection->given[BY_YEAR]) {
        return "";
    }
    return teller_format(teller, " en %s", " in %s", picked(teller, selection, BY_YEAR));
}

/* The name of a rule, or of a family whose members are meant together. */
static const char *rule_words(const struct teller *teller, const struct term *term) {
    const struct rule *rule = &teller->plan->rules[term->subject];
    return quoted(teller, term->rule_count > 1 ? teller->plan->rule_families[rule->family].name
                                               : teller_rule_name(teller, rule));
}

/* "dollars de « Enveloppe »", or nothing when the term before it says the same. */
static const char *thing(const struct teller *teller, const struct term *term,
                         const struct term *before) {
    const struct plan *plan = teller->plan;
    switch (term->kind) {
    case TERM_SUM: {
        const char *words = selection_words(teller, term->selection);
        bool same = before != NULL && before->kind == TERM_SUM &&
                    strcmp(selection_words(teller, before->selection), words) == 0;
        return same ? "" : teller_format(teller, "dollars%s", "dollars%s", words);
    }
    case TERM_COUNT:
        return teller_format(teller, "lignes financées%s", "funded lines%s",
                             selection_words(teller, term->selection));
    case TERM_LEVEL:
        return teller_format(teller, "part financée de %s", "funded share of %s",
                             quoted(teller, plan->lines[term->subject].entity.name));
    case TERM_MEASURE:
        return term->subject == 0 ? "points" : quoted(teller, plan->measures[term->subject]);
    case TERM_SHORTFALL:
        return teller_format(teller, "manque à %s", "shortfall of %s",
                             rule_words(teller, term));
    case TERM_EXCESS:
        return teller_format(teller, "dépassement de %s", "excess over %s",
                             rule_words(teller, term));
    }
    return "";
}

static const char *term_words(const struct teller *teller, const struct term *term,
                              const struct term *before) {
    const char *words = thing(teller, term, before);
    if (term->kind == TERM_SUM) {
        const char *years = year_words(teller, term->selection);
        words = teller_format(teller, "%s%s", "%s%s", words,
                              words[0] == '\0' && years[0] == ' ' ? years + 1 : years);
    }
    if (ratio_equal(term->times, RATIO_ONE)) {
        return words;
    }
    if (teller->language == ENGLISH && ratio_equal(term->times, ratio_of(2, 1))) {
        return teller_format(teller, "%s", "%s (counted twice)", words);
    }
    return teller_format(teller, "%s (comptés %s fois)", "%s (counted %s times)", words,
                         teller_number(teller, term->times));
}

static const char *aim_words(const struct teller *teller, const struct goal *goal) {
    switch (goal->kind) {
    case WANT_FAIR:
        return teller_format(teller, "des parts équitables de ", "fair shares of ");
    case WANT_CLOSEST:
        return teller_format(teller, "le moins d’écart à la cible de ",
                             "the least deviation from target of ");
    case WANT_TERMS:
        break;
    }
    return goal->maximize ? teller_format(teller, "le plus possible de ", "the most ")
                          : teller_format(teller, "le moins possible de ", "the fewest ");
}

const char *teller_goal(const struct teller *teller, const struct goal *goal) {
    const char *words = aim_words(teller, goal);
    for (uint32_t i = 0; i < goal->term_count; i++) {
        const struct term *before = i > 0 ? &goal->terms[i - 1] : NULL;
        words =
            teller_format(teller, "%s%s%s", "%s%s%s", words, joint(teller, i, goal->term_count),
                          term_words(teller, &goal->terms[i], before));
    }
    return words;
}

/* --- values -------------------------------------------------------------------------------- */

/* All of a kind, and counted once. */
static bool all_terms(const struct goal *goal, enum term_kind kind) {
    for (uint32_t i = 0; i < goal->term_count; i++) {
        if (goal->terms[i].kind != kind || !ratio_equal(goal->terms[i].times, RATIO_ONE)) {
            return false;
        }
    }
    return true;
}

static bool all_dollars(const struct plan *plan, const struct goal *goal, bool plain) {
    for (uint32_t i = 0; i < goal->term_count; i++) {
        const struct term *term = &goal->terms[i];
        bool miss = term_is_miss(term) && rule_in_dollars(&plan->rules[term->subject]);
        if ((term->kind != TERM_SUM && !miss) ||
            (plain && !ratio_equal(term->times, RATIO_ONE))) {
            return false;
        }
    }
    return true;
}

/* "points", in the number that the value asks for; "" where there is no one unit. */
static const char *unit(const struct teller *teller, const struct goal *goal,
                        struct ratio value) {
    bool plural = is_plural(value, teller->language);
    if (goal->kind == WANT_FAIR) {
        return "";
    }
    if (all_dollars(teller->plan, goal, false)) {
        return teller_format(teller, "dollars pondérés", "weighted dollars");
    }
    if (all_terms(goal, TERM_COUNT)) {
        return plural ? teller_format(teller, "lignes", "lines")
                      : teller_format(teller, "ligne", "line");
    }
    if (goal->term_count != 1 || !all_terms(goal, TERM_MEASURE)) {
        return "";
    }
    uint32_t measure = goal->terms[0].subject;
    return measure != 0 ? teller->plan->measures[measure] : plural ? "points" : "point";
}

const char *teller_goal_value(const struct teller *teller, const struct goal *goal,
                              struct ratio value) {
    if (goal->kind != WANT_FAIR && all_dollars(teller->plan, goal, true)) {
        return teller_money(teller, value);
    }
    struct ratio size = ratio_known(value) ? ratio_max(value, ratio_neg(value)) : RATIO_ZERO;
    bool large = ratio_cmp(size, ratio_of(LARGE, 1)) >= 0;
    const char *number =
        large ? teller_decimal(teller, value, 2) : teller_number(teller, value);
    const char *name = unit(teller, goal, value);
    return name[0] == '\0' ? number
                           : teller_format(teller, "%s\u00a0%s", "%s\u00a0%s", number, name);
}

const char *teller_goal_change(const struct teller *teller, const struct goal *goal,
                               struct ratio change) {
    struct text text = {0};
    if (goal->kind != WANT_FAIR && all_dollars(teller->plan, goal, true)) {
        text_add_small_money(&text, change, teller->report->currency_sign, teller->language);
    } else {
        const char *name = unit(teller, goal, change);
        text_add_significant(&text, change, teller->language);
        text_add(&text, name[0] == '\0' ? "" : "\u00a0");
        text_add(&text, name);
    }
    const char *kept = teller_format(teller, "%s", "%s", text_string(&text));
    text_free(&text);
    return kept;
}

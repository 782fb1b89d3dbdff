/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came out, in two or three sentences, and what each goal reached. */
#include <math.h>

#include "base/numbers.h"
#include "reports/teller.h"

#define SAME 1e-9     /* relative difference that is only arithmetic */
#define MOST_LIMITS 5 /* families of rules named in a sentence */

static bool differ(double a, double b) {
    return isfinite(a) && isfinite(b) && fabs(a - b) > SAME * fmax(1, fmax(fabs(a), fabs(b)));
}

/* Whether the goals after the first are at their best. */
static bool later_are_best(const struct teller *teller) {
    for (uint32_t i = 1; i < teller->plan->goal_count; i++) {
        if (teller->answer->goals[i].known != GOAL_BEST) {
            return false;
        }
    }
    return true;
}

static const char *first_sentence(const struct teller *teller) {
    const struct goal_answer *goal = &teller->answer->goals[0];
    if (goal->known == GOAL_BEST) {
        return teller_format(
            teller,
            "La meilleure répartition possible : aucune autre qui respecte toutes les règles "
            "ne fait mieux",
            "The best allocation there is: no other that keeps every rule does better");
    }
    double gap = fabs(goal->bound - ratio_double(goal->value));
    return teller_format(
        teller,
        "La meilleure répartition possible, à l’arrondi près : aucune autre qui respecte toutes "
        "les règles ne fait mieux de plus de %s",
        "The best allocation there is, but for rounding: no other that keeps every rule does "
        "better by more than %s",
        teller_points(teller, ratio_shown(gap)));
}

static const char *optimal_sentence(const struct teller *teller) {
    const char *first = first_sentence(teller);
    if (teller->plan->goal_count == 1) {
        return teller_format(teller, "%s.", "%s.", first);
    }
    const char *best =
        later_are_best(teller)
            ? teller_format(teller,
                            " Les buts suivants sont servis au mieux, sans nuire "
                            "à ceux qui passent avant eux.",
                            " The goals after it are served as well as can be "
                            "without harming those before them.")
            : "";
    return teller_format(teller, "%s pour le premier but.%s", "%s on the first goal.%s", first,
                         best);
}

/* How much better another allocation could be, from the first goal's bound. */
static const char *feasible_sentence(const struct teller *teller) {
    const struct goal_answer *goal = &teller->answer->goals[0];
    double value = ratio_double(goal->value), gap = fabs(goal->bound - value);
    const char *start = teller_format(
        teller,
        "La meilleure répartition trouvée ; elle respecte toutes les règles, mais rien ne "
        "prouve qu’aucune autre ne fait mieux.",
        "The best allocation found; it keeps every rule, but nothing proves that no other does "
        "better.");
    if (teller->answer->limited) {
        start = teller_format(
            teller,
            "La meilleure répartition trouvée avant la limite fixée au calcul ; elle respecte "
            "toutes les règles.",
            "The best allocation found before the limit set on the search; it keeps every "
            "rule.");
    }
    if (!isfinite(gap)) {
        return start;
    }
    const char *points = teller_points(teller, ratio_shown(gap));
    if (value == 0) {
        return teller_format(teller, "%s Une autre ferait mieux d’au plus %s.",
                             "%s Another would do better by at most %s.", start, points);
    }
    return teller_format(teller, "%s Une autre ferait mieux d’au plus %s (%s).",
                         "%s Another would do better by at most %s (%s).", start, points,
                         teller_share(teller, ratio_shown(gap / fabs(value))));
}

static const char *unknown_sentence(const struct teller *teller) {
    if (!teller->answer->limited) {
        return teller_format(teller,
                             "Aucune répartition n’a été trouvée, et rien ne prouve qu’il n’en "
                             "existe pas.",
                             "No allocation was found, and nothing proves that there is none.");
    }
    return teller_format(teller,
                         "La limite fixée au calcul est venue avant qu’une répartition soit "
                         "trouvée. On ne sait pas s’il en existe une : accordez plus de temps.",
                         "The limit set on the search came before any allocation was found. "
                         "Whether there is one is not known: allow more time.");
}

static const char *verdict_sentence(const struct teller *teller) {
    switch (teller->answer->status) {
    case STATUS_OPTIMAL:
        return optimal_sentence(teller);
    case STATUS_FEASIBLE:
        return feasible_sentence(teller);
    case STATUS_INFEASIBLE:
        return teller_format(teller,
                             "Aucune répartition ne respecte toutes les règles à la fois. Il "
                             "faut en assouplir au moins une, ou ajouter de l’argent.",
                             "No allocation keeps every rule at once. At least one must be "
                             "relaxed, or money added.");
    case STATUS_UNBOUNDED:
        return teller_format(
            teller,
            "Le but peut croître sans fin : rien ne limite l’argent qui le sert. Donnez un "
            "montant à chaque fonds, ou un maximum à chaque ligne.",
            "The goal can be improved for ever: nothing limits the money that serves it. Give "
            "every fund an amount, or every line a maximum.");
    case STATUS_UNKNOWN:
        break;
    }
    return unknown_sentence(teller);
}

static uint32_t count_paid(const struct teller *teller, uint32_t fund) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < teller->plan->line_count; i++) {
        bool paid = fund == NONE ? teller->answer->lines[i].funded
                                 : !ratio_equal(teller_paid(teller, i, fund), RATIO_ZERO);
        count += paid ? 1 : 0;
    }
    return count;
}

/* "66 lignes sur 78" */
static const char *lines_paid(const struct teller *teller, uint32_t fund) {
    uint32_t count = count_paid(teller, fund), all = teller->plan->line_count;
    bool plural = is_plural(ratio_of(count, 1), teller->language);
    return plural ? teller_format(teller, "%u lignes sur %u", "%u lines out of %u", count, all)
                  : teller_format(teller, "%u ligne sur %u", "%u line out of %u", count, all);
}

static bool is_some(struct ratio amount) {
    return ratio_known(amount) && ratio_sign(amount) > 0;
}

/* What each origin but the envelope brings; NULL: nothing. *several: more than one does. */
static const char *other_origins(const struct teller *teller, bool *several) {
    static const char *const words[ORIGINS][2] = {
        [ORIGIN_PARTNERS] = {"%s de fonds confirmés", "%s from confirmed funds"},
        [ORIGIN_REQUESTED] = {"%s demandés mais pas confirmés",
                              "%s requested but not confirmed"},
        [ORIGIN_APPLICANTS] = {"%s de mise de fonds", "%s from applicants"},
        [ORIGIN_IN_KIND] = {"%s en nature", "%s in kind"},
    };
    struct teller_list list = {NULL, NULL};
    for (enum origin origin = ORIGIN_PARTNERS; origin < ORIGINS; origin++) {
        struct ratio dollars = teller_granted(teller, origin);
        if (is_some(dollars)) {
            teller_list_add(teller, &list,
                            teller_format(teller, words[origin][0], words[origin][1],
                                          teller_money(teller, dollars)));
        }
    }
    *several = list.list != NULL;
    return teller_list_end(teller, &list);
}

/* Less is left than can be paid. */
static bool is_used_up(const struct teller *teller, struct ratio balance) {
    struct ratio unit = ratio_max(teller->plan->unit, ratio_of(1, 100));
    return ratio_known(balance) && ratio_cmp(balance, unit) < 0;
}

/* What is left in each limited fund of cash, and what was lost of any. */
static const char *balances(const struct teller *teller) {
    struct teller_list left = {NULL, NULL}, lapsed = {NULL, NULL};
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        const struct fund *fund = &teller->plan->funds[i];
        const struct fund_answer *its = &teller->answer->funds[i];
        bool left_over = is_some(its->balance) && !is_used_up(teller, its->balance);
        if (left_over && !fund->in_kind) {
            teller_list_add(teller, &left,
                            teller_format(teller, "%s dans « %s »", "%s in “%s”",
                                          teller_money(teller, its->balance),
                                          fund->entity.name));
        }
        if (is_some(its->lapsed)) {
            teller_list_add(teller, &lapsed,
                            teller_format(teller, "%s de « %s »", "%s of “%s”",
                                          teller_money(teller, its->lapsed),
                                          fund->entity.name));
        }
    }
    const char *text = left.last == NULL
                           ? teller_format(teller, "Il ne reste rien.", "Nothing is left.")
                           : teller_format(teller, "Il reste %s.", "Left: %s.",
                                           teller_list_end(teller, &left));
    return lapsed.last == NULL
               ? text
               : teller_format(teller, "%s Périmé, faute d’être versé à temps : %s.",
                               "%s Lapsed, not being paid in time: %s.", text,
                               teller_list_end(teller, &lapsed));
}

/* What was granted, by whom, and what is left. */
static void tell_summary(struct teller *teller) {
    uint32_t fund = teller->main_fund;
    const char *total = teller_money(teller, teller->answer->total);
    bool several = false;
    const char *others = other_origins(teller, &several), *text;
    if (fund == NONE && !several) {
        text = teller_format(teller, "Accordé : %s à %s.", "Granted: %s to %s.", total,
                             lines_paid(teller, NONE));
    } else if (fund == NONE) {
        text = teller_format(teller, "Accordé : %s à %s, dont %s.",
                             "Granted: %s to %s, of which %s.", total, lines_paid(teller, NONE),
                             others);
    } else {
        text = teller_format(teller, "« %s » accorde %s à %s.", "“%s” grants %s to %s.",
                             teller->plan->funds[fund].entity.name,
                             teller_money(teller, teller->answer->funds[fund].allocated),
                             lines_paid(teller, fund));
    }
    if (fund != NONE && others != NULL) {
        text = teller_format(teller, "%s S’y ajoutent %s ; en tout, %s",
                             "%s Other sources add %s; in all, %s", text, others, total);
        bool same = count_paid(teller, fund) == count_paid(teller, NONE);
        text = same ? teller_format(teller, "%s.", "%s.", text)
                    : teller_format(teller, "%s à %s.", "%s to %s.", text,
                                    lines_paid(teller, NONE));
    }
    report_paragraph(teller->report,
                     teller_format(teller, "%s %s", "%s %s", text, balances(teller)));
}

/* Families of rules with a member at its limit, the first few by name. */
static const char *binding_rules(const struct teller *teller) {
    const struct plan *plan = teller->plan;
    struct teller_list rules = {NULL, NULL};
    uint32_t more = 0, shown = 0;
    for (uint32_t i = 0; i < plan->rule_family_count; i++) {
        const struct family *family = &plan->rule_families[i];
        uint32_t binding = 0;
        for (uint32_t r = family->first; r < family->first + family->count; r++) {
            binding += teller->answer->rules[r].binding ? 1 : 0;
        }
        if (binding == 0 || shown++ >= MOST_LIMITS) {
            more += binding > 0 ? 1 : 0;
            continue;
        }
        const char *name = teller_format(teller, "« %s »", "“%s”", family->name);
        teller_list_add(teller, &rules,
                        family->count == 1 ? name
                                           : teller_format(teller, "%s (%u\u00a0sur\u00a0%u)",
                                                           "%s (%u\u00a0of\u00a0%u)", name,
                                                           binding, family->count));
    }
    if (more > 0) {
        teller_list_add(teller, &rules,
                        more == 1 ? teller_format(teller, "une autre", "one more")
                                  : teller_format(teller, "%u autres", "%u more", more));
    }
    return teller_list_end(teller, &rules);
}

/* Funds with nothing left, where others have some: else the summary has said it. */
static const char *used_up_funds(const struct teller *teller) {
    struct teller_list funds = {NULL, NULL};
    bool some_left = false;
    for (uint32_t i = 0; i < teller->plan->fund_count; i++) {
        struct ratio balance = teller->answer->funds[i].balance;
        some_left |= ratio_known(balance) && !is_used_up(teller, balance);
        if (is_used_up(teller, balance)) {
            const char *name = teller->plan->funds[i].entity.name;
            teller_list_add(teller, &funds, teller_format(teller, "« %s »", "“%s”", name));
        }
    }
    return some_left ? teller_list_end(teller, &funds) : NULL;
}

void tell_limits(struct teller *teller) {
    const char *funds = used_up_funds(teller), *rules = binding_rules(teller);
    if (funds != NULL) {
        report_paragraph(teller->report, teller_format(teller, "Fonds épuisés : %s.",
                                                       "Funds used up: %s.", funds));
    }
    if (rules != NULL) {
        report_paragraph(teller->report, teller_format(teller, "Règles à leur limite : %s.",
                                                       "Rules at their limit: %s.", rules));
    }
}

static const char *reached_word(const struct teller *teller, const struct goal *goal) {
    switch (goal->kind) {
    case WANT_FAIR:
        return teller_format(teller, "Plus petite part", "Smallest share");
    case WANT_CLOSEST:
        return teller_format(teller, "Écart", "Deviation");
    case WANT_TERMS:
        break;
    }
    return teller_format(teller, "Atteint", "Reached");
}

/* What rounding to the unit took from a goal; 0 where it took nothing. */
static double rounding_cost(const struct goal *goal, const struct goal_answer *its) {
    bool more_is_better =
        goal->kind == WANT_FAIR || (goal->kind == WANT_TERMS && goal->maximize);
    double change = its->before_rounding - ratio_double(its->value);
    double cost = more_is_better ? change : -change;
    return cost > 0 && differ(its->before_rounding, ratio_double(its->value)) ? cost : 0;
}

static void tell_goal(struct teller *teller, uint32_t rank) {
    const struct goal *goal = &teller->plan->goals[rank];
    const struct goal_answer *its = &teller->answer->goals[rank];
    const char *what = teller_goal(teller, goal);
    const char *value = teller_goal_value(teller, goal, its->value);
    const char *reached = reached_word(teller, goal);
    const char *text =
        teller->plan->goal_count == 1
            ? teller_format(teller, "But : %s. %s : %s", "Goal: %s. %s: %s", what, reached,
                            value)
            : teller_format(teller, "But %u : %s. %s : %s", "Goal %u: %s. %s: %s", rank + 1,
                            what, reached, value);
    if (its->known != GOAL_BEST && differ(its->bound, ratio_double(its->value))) {
        text = teller_format(teller, "%s ; borne prouvée : %s", "%s; proved bound: %s", text,
                             teller_goal_value(teller, goal, ratio_shown(its->bound)));
    }
    double cost = rounding_cost(goal, its);
    if (cost > 0) {
        text = teller_format(teller, "%s (l’arrondi des montants a coûté %s)",
                             "%s (rounding the amounts cost %s)", text,
                             teller_goal_change(teller, goal, ratio_shown(cost)));
    }
    text = teller_format(teller, "%s.", "%s.", text);
    for (uint32_t i = 0; its->costs != NULL && i < rank; i++) {
        if (its->costs[i] > 0) {
            text = teller_format(
                teller, "%s Il en a coûté %s au but %u.", "%s It cost %s of goal %u.", text,
                teller_goal_change(teller, &teller->plan->goals[i], ratio_shown(its->costs[i])),
                i + 1);
        }
    }
    report_paragraph(teller->report, text);
}

static const char *const by_place_alone[] = {
    "D’autres répartitions sont aussi bonnes ; celle-ci sert d’abord les lignes dans l’ordre de "
    "leurs identifiants.",
    "Other allocations are as good; this one serves lines first in the order of their "
    "identifiers."};
static const char *const not_examined[] = {
    "Il n’a pas été établi si d’autres répartitions sont aussi bonnes.",
    "It was not established whether other allocations are as good."};

/* Which of several best allocations this is. */
static void tell_ties(struct teller *teller) {
    static const char *const sentences[][2] = {
        [BY_NOTHING] = {"D’autres répartitions sont aussi bonnes.",
                        "Other allocations are as good."},
        [BY_PROPORTION] = {"D’autres répartitions sont aussi bonnes ; celle-ci est la plus "
                           "proche d’un partage proportionnel entre les territoires.",
                           "Other allocations are as good; this one is nearest to "
                           "proportional sharing between the territories."},
        [BY_PLACE] = {"D’autres répartitions sont aussi bonnes ; parmi les plus proches "
                      "d’un partage proportionnel entre les territoires, celle-ci sert "
                      "d’abord les lignes dans l’ordre de leurs identifiants.",
                      "Other allocations are as good; among those nearest to "
                      "proportional sharing between the territories, this one serves "
                      "lines first in the order of their identifiers."},
        [BY_ROUNDING] = {"D’autres répartitions sont aussi bonnes avant d’arrondir ; celle-ci "
                         "est de celles qui perdent le moins à l’arrondi.",
                         "Other allocations are as good before rounding; this one is of "
                         "those that lose least to rounding."},
        [BY_SEARCH] = {
            "D’autres répartitions sont aussi bonnes ; elles n’ont pas toutes pu être "
            "comparées.",
            "Other allocations are as good; not all of them could be compared."}};
    const struct answer *answer = teller->answer;
    const struct ties *ties = &answer->ties;
    const char *const *sentence = sentences[ties->broken_by];
    if (ties->told && ties->unique) {
        return;
    }
    if (!ties->told) {
        sentence = answer->status == STATUS_OPTIMAL ? not_examined : NULL;
    } else if (ties->broken_by == BY_PLACE && teller->plan->territory_count < 2) {
        sentence = by_place_alone;
    }
    if (sentence != NULL) {
        report_paragraph(teller->report, sentence[teller->report->language]);
    }
}

void tell_verdict(struct teller *teller) {
    report_paragraph(teller->report, verdict_sentence(teller));
    if (!answer_has_amounts(teller->answer)) {
        tell_conflict(teller);
        return;
    }
    tell_summary(teller);
    for (uint32_t i = 0; i < teller->plan->goal_count; i++) {
        tell_goal(teller, i);
    }
    tell_ties(teller);
}

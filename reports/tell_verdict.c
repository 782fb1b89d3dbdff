/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came out, in two or three sentences, and what each goal reached. */
#include <math.h>

#include "reports/numbers.h"
#include "reports/teller.h"

#define SAME 1e-9 /* relative difference that is only arithmetic */

static bool differ(double a, double b) {
    return isfinite(a) && isfinite(b) && fabs(a - b) > SAME * fmax(1, fmax(fabs(a), fabs(b)));
}

static const char *optimal_sentence(const struct teller *teller) {
    if (teller->plan->goal_count == 1) {
        return teller_format(
            teller,
            "La meilleure répartition possible : aucune autre qui respecte toutes les règles "
            "ne fait mieux.",
            "The best allocation there is: no other that keeps every rule does better.");
    }
    return teller_format(
        teller,
        "La meilleure répartition possible : aucune autre qui respecte toutes les règles ne "
        "fait mieux pour le premier but, ni pour les suivants sans rien lui enlever.",
        "The best allocation there is: no other that keeps every rule does better on the first "
        "goal, nor on the next ones without taking from it.");
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
                             "eased, or money added.");
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

/* "Accordé : 2 593 120 $ à 61 lignes sur 76. Il reste 6 880 $." */
static void tell_summary(struct teller *teller) {
    const struct answer *answer = teller->answer;
    uint32_t funded = 0;
    for (uint32_t i = 0; i < teller->plan->line_count; i++) {
        funded += answer->lines[i].funded ? 1 : 0;
    }
    bool plural = is_plural(ratio_of(funded, 1), teller->language);
    const char *lines = plural ? teller_format(teller, "lignes", "lines")
                               : teller_format(teller, "ligne", "line");
    const char *given = teller_format(
        teller, "Accordé : %s, à %u %s sur %u.", "Granted: %s, to %u %s out of %u.",
        teller_money(teller, answer->total), funded, lines, teller->plan->line_count);
    if (teller->main_fund != NONE) {
        given =
            teller_format(teller, "%s Il reste %s dans « %s ».", "%s %s is left in “%s”.",
                          given, teller_money(teller, answer->funds[teller->main_fund].balance),
                          teller->plan->funds[teller->main_fund].entity.name);
    }
    report_paragraph(teller->report, given);
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

static void tell_goal(struct teller *teller, uint32_t rank) {
    const struct goal_answer *its = &teller->answer->goals[rank];
    const char *what = teller_goal(teller, &teller->plan->goals[rank]);
    const char *value = teller_number(teller, its->value);
    const char *reached = reached_word(teller, &teller->plan->goals[rank]);
    const char *text =
        teller->plan->goal_count == 1
            ? teller_format(teller, "But : %s. %s : %s", "Goal: %s. %s: %s", what, reached,
                            value)
            : teller_format(teller, "But %u : %s. %s : %s", "Goal %u: %s. %s: %s", rank + 1,
                            what, reached, value);
    if (teller->answer->status == STATUS_FEASIBLE &&
        differ(its->bound, ratio_double(its->value))) {
        text = teller_format(teller, "%s ; borne prouvée : %s", "%s; proved bound: %s", text,
                             teller_number(teller, ratio_shown(its->bound)));
    }
    if (differ(its->before_rounding, ratio_double(its->value))) {
        text = teller_format(teller, "%s (avant d’arrondir les montants : %s)",
                             "%s (before amounts were rounded: %s)", text,
                             teller_number(teller, ratio_shown(its->before_rounding)));
    }
    text = teller_format(teller, "%s.", "%s.", text);
    for (uint32_t i = 0; its->costs != NULL && i < rank; i++) {
        if (its->costs[i] > 0) {
            text = teller_format(teller, "%s Il en a coûté %s au but %u.",
                                 "%s It cost %s of goal %u.", text,
                                 teller_number(teller, ratio_shown(its->costs[i])), i + 1);
        }
    }
    report_paragraph(teller->report, text);
}

void tell_verdict(struct teller *teller) {
    report_paragraph(teller->report, verdict_sentence(teller));
    if (!answer_has_amounts(teller->answer)) {
        return;
    }
    tell_summary(teller);
    for (uint32_t i = 0; i < teller->plan->goal_count; i++) {
        tell_goal(teller, i);
    }
}

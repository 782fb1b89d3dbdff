/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences that decide: what each scenario moves from the base, made from the numbers. */
#include <string.h>

#include "base/numbers.h"
#include "reports/tell_comparison_parts.h"

#define MOST_SENTENCES 6 /* scenarios told one by one, and rules; the table tells them all */
#define MOST_DECISIVE 3  /* scenarios that are all told before the pictures of a page */

/* Whether all that a scenario does is to remove rules. */
static bool removes_rules(const struct scenario *scenario) {
    for (uint32_t i = 0; i < scenario->change_count; i++) {
        const struct change *change = scenario->changes[i];
        if (change->kind != CHANGE_REMOVE || strncmp(change->path, "rules.", 6) != 0) {
            return false;
        }
    }
    return scenario->change_count > 0;
}

/* "41 200 $ de moins" */
static const char *moved_told(const struct comparison_teller *t, struct ratio change) {
    int sign = ratio_sign(change);
    const char *dollars = teller_money(&t->teller, sign < 0 ? ratio_neg(change) : change);
    if (sign == 0) {
        return teller_format(&t->teller, "autant d’argent", "as much money");
    }
    return sign < 0 ? teller_format(&t->teller, "%s de moins", "%s less", dollars)
                    : teller_format(&t->teller, "%s de plus", "%s more", dollars);
}

static struct ratio change_of(const struct comparison_teller *t, uint32_t scenario,
                              uint32_t territory) {
    return ratio_less(t->comparison->scenarios[scenario].outcome.by_territory[territory],
                      comparison_base(t)->outcome.by_territory[territory]);
}

/* The territory that wins or loses most; NONE where none does. */
static uint32_t most_moved(const struct comparison_teller *t, uint32_t scenario, int sign) {
    const struct comparison *c = t->comparison;
    struct ratio most = RATIO_ZERO;
    uint32_t found = NONE;
    for (uint32_t i = 0; i < c->territories.count; i++) {
        struct ratio change = change_of(t, scenario, i);
        struct ratio size = sign < 0 ? ratio_neg(change) : change;
        if (ratio_known(change) && ratio_cmp(size, most) > 0) {
            most = size;
            found = i;
        }
    }
    return found;
}

/* Less than 0.1 %: not quite nothing. */
static bool is_slight(struct ratio part) {
    return ratio_cmp(ratio_size(part), ratio_of(1, 1000)) < 0;
}

/* "1,8 %", or "moins de 0,1 %". */
static const char *part_told(const struct teller *teller, struct ratio part) {
    return is_slight(part) ? teller_format(teller, "moins de %s", "less than %s",
                                           teller_share(teller, ratio_of(1, 1000)))
                           : teller_share(teller, ratio_size(part));
}

enum goal_turn {
    GOAL_FALLS,
    GOAL_RISES,
    GOAL_STAYS,
    GOAL_NEARLY_STAYS,
    RULE_COSTS,
    RULES_COST
};

/* The goal is told as benefit, which people speak of, or else by its number. */
static const char *turn_told(const struct comparison_teller *t, enum goal_turn turn,
                             const char *part) {
    const struct teller *teller = &t->teller;
    const bool benefit = teller_first_goal_is_benefit(comparison_base(t)->plan);
    const char *of = benefit ? teller_format(teller, "de retombées", "of the benefit")
                             : teller_format(teller, "du but 1", "of goal 1");
    switch (turn) {
    case GOAL_FALLS:
        return benefit ? teller_format(teller, "\u00a0; %s de retombées en moins",
                                       "; %s less benefit", part)
                       : teller_format(teller, "\u00a0; le but 1 perd %s", "; goal 1 loses %s",
                                       part);
    case GOAL_RISES:
        return benefit ? teller_format(teller, "\u00a0; %s de retombées en plus",
                                       "; %s more benefit", part)
                       : teller_format(teller, "\u00a0; le but 1 gagne %s", "; goal 1 gains %s",
                                       part);
    case GOAL_STAYS:
        return benefit ? teller_format(teller, "\u00a0; les retombées n’y gagnent rien",
                                       "; the benefit gains nothing")
                       : teller_format(teller, "\u00a0; le but 1 n’y gagne rien",
                                       "; goal 1 gains nothing");
    case GOAL_NEARLY_STAYS:
        return benefit ? teller_format(teller, "\u00a0; les retombées ne changent presque pas",
                                       "; the benefit hardly changes")
                       : teller_format(teller, "\u00a0; le but 1 ne change presque pas",
                                       "; goal 1 hardly changes");
    case RULE_COSTS:
        return teller_format(teller, "\u00a0; la règle coûte %s %s", "; the rule costs %s %s",
                             part, of);
    case RULES_COST:
        break;
    }
    return teller_format(teller, "\u00a0; ces règles coûtent %s %s", "; these rules cost %s %s",
                         part, of);
}

/* Of the first goal: how much it wins or loses, or what the rules that are gone cost. */
static const char *goal_told(const struct comparison_teller *t, uint32_t scenario) {
    const struct compared *compared = &t->comparison->scenarios[scenario];
    struct ratio base = comparison_base(t)->outcome.all[OUTCOME_GOAL];
    struct ratio its = compared->outcome.all[OUTCOME_GOAL];
    struct ratio change = ratio_less(its, base);
    if (!ratio_known(change) || ratio_sign(base) <= 0 || ratio_sign(its) <= 0) {
        return "";
    }
    if (ratio_sign(change) == 0) {
        return removes_rules(compared->scenario) ? turn_told(t, GOAL_STAYS, NULL) : "";
    }
    const struct ratio part = ratio_div(change, base);
    if (!removes_rules(compared->scenario) && is_slight(part)) {
        return turn_told(t, GOAL_NEARLY_STAYS, NULL);
    }
    if (removes_rules(compared->scenario)) {
        return turn_told(t, compared->scenario->change_count == 1 ? RULE_COSTS : RULES_COST,
                         part_told(&t->teller, ratio_div(change, its)));
    }
    return turn_told(t, ratio_sign(change) < 0 ? GOAL_FALLS : GOAL_RISES,
                     part_told(&t->teller, part));
}

/* The name of the one rule that a scenario removes; NULL where it does anything else. */
static const char *rule_removed(const struct comparison_teller *t,
                                const struct scenario *scenario) {
    const struct plan *plan = comparison_base(t)->plan;
    if (scenario->change_count != 1 || !removes_rules(scenario)) {
        return NULL;
    }
    const char *id = scenario->changes[0]->path + strlen("rules.");
    for (uint32_t f = 0; f < plan->rule_family_count; f++) {
        const struct family *family = &plan->rule_families[f];
        if (strcmp(family->id, id) == 0 && family->count > 0) {
            return family->name;
        }
    }
    return NULL;
}

/* "Minganie recevrait 41 200 $ de moins", of the territory that moves most that way; NULL: none
 * moves by more than dust. */
static const char *would_get(const struct comparison_teller *t, uint32_t scenario, int sign) {
    const struct ratio dust =
        ratio_mul(comparison_base(t)->outcome.all[OUTCOME_TOTAL], ratio_of(1, 10000));
    uint32_t at = most_moved(t, scenario, sign);
    struct ratio change = at == NONE ? RATIO_ZERO : change_of(t, scenario, at);
    if (ratio_cmp(sign < 0 ? ratio_neg(change) : change, dust) <= 0) {
        return NULL;
    }
    return teller_format(&t->teller, "%s recevrait %s", "%s would get %s",
                         t->comparison->territories.names[at], moved_told(t, change));
}

/* The most that a territory wins or loses, where that is dust; NULL: none does at all. */
static const char *still_told(const struct comparison_teller *t, uint32_t scenario) {
    struct ratio most = RATIO_ZERO;
    for (int sign = -1; sign <= 1; sign += 2) {
        uint32_t at = most_moved(t, scenario, sign);
        if (at != NONE) {
            struct ratio change = change_of(t, scenario, at);
            most = ratio_max(most, sign < 0 ? ratio_neg(change) : change);
        }
    }
    return ratio_sign(most) == 0
               ? NULL
               : teller_format(&t->teller, "aucun territoire ne gagne ni ne perd plus de %s",
                               "no territory wins or loses more than %s",
                               teller_money(&t->teller, most));
}

/* Who would get less, and who more; NULL: nobody. */
static const char *moves_told(const struct comparison_teller *t, uint32_t scenario) {
    struct teller_list moves = {NULL, NULL};
    for (int sign = -1; sign <= 1; sign += 2) {
        const char *move = would_get(t, scenario, sign);
        if (move != NULL) {
            teller_list_add(&t->teller, &moves, move);
        }
    }
    const char *told = teller_list_end(&t->teller, &moves);
    return told != NULL ? told : still_told(t, scenario);
}

/* What would be without a rule: who gets less, who gets more, what the rule costs. */
static const char *without_told(const struct comparison_teller *t, uint32_t scenario,
                                const char *rule) {
    const struct teller *teller = &t->teller;
    const char *told = moves_told(t, scenario);
    if (told == NULL) {
        told = teller_format(teller, "aucun territoire ne recevrait plus ni moins",
                             "no territory would get more or less");
    }
    return teller_format(teller, "Sans la règle «\u00a0%s\u00a0», %s%s.",
                         "Without the rule “%s”, %s%s.", rule, told, goal_told(t, scenario));
}

/* What a scenario moves, in one sentence. */
static const char *movement_told(const struct comparison_teller *t, uint32_t scenario) {
    const struct compared *compared = &t->comparison->scenarios[scenario];
    const char *rule = rule_removed(t, compared->scenario);
    if (rule != NULL) {
        return without_told(t, scenario, rule);
    }
    struct ratio change = ratio_less(compared->outcome.all[OUTCOME_TOTAL],
                                     comparison_base(t)->outcome.all[OUTCOME_TOTAL]);
    const char *moves = moves_told(t, scenario);
    const char *told =
        moves == NULL ? "" : teller_format(&t->teller, "\u00a0; %s", "; %s", moves);
    return teller_format(&t->teller, "«\u00a0%s\u00a0»\u00a0: %s en tout%s%s.",
                         "“%s”: %s in all%s%s.", compared->scenario->names[t->teller.language],
                         moved_told(t, change), told, goal_told(t, scenario));
}

/* --- the whole -------------------------------------------------------------------------------- */

/* Which scenario the others are compared with, and how many they are. */
static const char *count_told(const struct comparison_teller *t) {
    const struct teller *teller = &t->teller;
    const uint32_t others = t->comparison->scenario_count - 1;
    const char *base = teller_format(
        teller, "«\u00a0%s\u00a0», où %s sont accordés", "“%s”, where %s is granted",
        comparison_base(t)->scenario->names[t->teller.language],
        teller_money(teller, comparison_base(t)->outcome.all[OUTCOME_TOTAL]));
    switch (others) {
    case 0:
        return teller_format(teller, "Un seul scénario\u00a0: %s.", "One scenario alone: %s.",
                             base);
    case 1:
        return teller_format(teller, "Un scénario est comparé à %s.",
                             "One scenario is compared with %s.", base);
    default:
        return teller_format(teller, "%u scénarios sont comparés à %s.",
                             "%u scenarios are compared with %s.", others, base);
    }
}

/* From the scenario that grants least to the one that grants most; NULL: not worth a sentence. */
static const char *span_told(const struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    const struct compared *least = comparison_base(t), *most = least;
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        const struct compared *its = &c->scenarios[s];
        struct ratio total = its->outcome.all[OUTCOME_TOTAL];
        if (its->has_amounts) {
            least = ratio_cmp(total, least->outcome.all[OUTCOME_TOTAL]) < 0 ? its : least;
            most = ratio_cmp(total, most->outcome.all[OUTCOME_TOTAL]) > 0 ? its : most;
        }
    }
    if (least == most || c->core_scenarios < 3) {
        return NULL;
    }
    return teller_format(
        &t->teller, "Le total accordé va de %s («\u00a0%s\u00a0») à %s («\u00a0%s\u00a0»).",
        "The total granted goes from %s (“%s”) to %s (“%s”).",
        teller_money(&t->teller, least->outcome.all[OUTCOME_TOTAL]),
        least->scenario->names[t->teller.language],
        teller_money(&t->teller, most->outcome.all[OUTCOME_TOTAL]),
        most->scenario->names[t->teller.language]);
}

/* What the sentences before leave out. */
static void tell_rest(struct comparison_teller *t, uint32_t told) {
    const struct teller *teller = &t->teller;
    uint32_t rest = t->comparison->core_scenarios - 1 - told;
    const char *extremes =
        t->comparison->territories.count < 3 || told < 2
            ? ""
            : teller_format(teller,
                            "Les phrases nomment le territoire qui perd le plus et celui qui "
                            "gagne le plus.",
                            "The sentences name the territory that loses most and the one that "
                            "gains most.");
    const char *more =
        rest == 0   ? ""
        : rest == 1 ? teller_format(teller, "Un autre scénario est dans les tableaux.",
                                    "One more scenario is in the tables.")
                    : teller_format(teller, "Les %u autres scénarios sont dans les tableaux.",
                                    "The other %u scenarios are in the tables.", rest);
    if (*extremes != '\0' || rest > 0) {
        report_detail(t->report, teller_format(teller, "%s%s%s", "%s%s%s", extremes,
                                               *extremes != '\0' && rest > 0 ? " " : "", more));
    }
}

static bool is_told(const struct comparison_teller *t, uint32_t scenario) {
    return scenario != t->comparison->base && t->comparison->scenarios[scenario].has_amounts;
}

/* How far a scenario moves the first goal; where there is none, the dollars granted. */
static struct ratio reach(const struct comparison_teller *t, uint32_t scenario) {
    const struct ratio *its = t->comparison->scenarios[scenario].outcome.all;
    const struct ratio *base = comparison_base(t)->outcome.all;
    struct ratio change = ratio_less(its[OUTCOME_GOAL], base[OUTCOME_GOAL]);
    if (!ratio_known(change)) {
        change = ratio_less(its[OUTCOME_TOTAL], base[OUTCOME_TOTAL]);
    }
    return ratio_size(change);
}

/* Of the rules that scenarios remove, or of the other scenarios: the one that moves the first
 * goal most; NONE: there is none. */
static uint32_t farthest(const struct comparison_teller *t, bool rules) {
    uint32_t found = NONE;
    for (uint32_t s = 0; s < t->comparison->scenario_count; s++) {
        bool is_rule = rule_removed(t, t->comparison->scenarios[s].scenario) != NULL;
        if (is_told(t, s) && is_rule == rules &&
            (found == NONE || ratio_cmp(reach(t, s), reach(t, found)) > 0)) {
            found = s;
        }
    }
    return found;
}

void tell_movements(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    if (!comparison_base(t)->has_amounts) {
        return;
    }
    const char *span = span_told(t);
    report_paragraph(t->report, count_told(t));
    if (span != NULL) {
        report_paragraph(t->report, span);
    }
    const uint32_t most = farthest(t, false), dearest = farthest(t, true);
    uint32_t told = 0, counts[2] = {0, 0}; /* what a rule costs is always asked */
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        bool decides = t->page && (s == most || s == dearest);
        uint32_t *count = &counts[rule_removed(t, c->scenarios[s].scenario) != NULL];
        if (!is_told(t, s) || (*count >= MOST_SENTENCES && !decides)) {
            continue;
        }
        if (decides || c->core_scenarios - 1 <= MOST_DECISIVE) {
            report_paragraph(t->report, movement_told(t, s));
        } else {
            report_detail(t->report, movement_told(t, s));
        }
        *count += 1;
        told++;
    }
    tell_rest(t, told);
}

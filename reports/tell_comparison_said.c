/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences that decide: what each scenario moves from the base, made from the numbers. */
#include <string.h>

#include "reports/numbers.h"
#include "reports/tell_comparison_parts.h"

#define MOST_SENTENCES 6 /* scenarios told one by one, and rules; the table tells them all */

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

/* The territory that wins or loses most; NONE where none does. */
static uint32_t most_moved(const struct comparison_teller *t, uint32_t scenario, int sign) {
    const struct comparison *c = t->comparison;
    struct ratio most = RATIO_ZERO;
    uint32_t found = NONE;
    for (uint32_t i = 0; i < c->territories.count; i++) {
        struct ratio change = ratio_less(c->scenarios[scenario].outcome.by_territory[i],
                                         comparison_base(t)->outcome.by_territory[i]);
        struct ratio size = sign < 0 ? ratio_neg(change) : change;
        if (ratio_known(change) && ratio_cmp(size, most) > 0) {
            most = size;
            found = i;
        }
    }
    return found;
}

/* " ; Minganie : 41 200 $ de moins" */
static const char *territory_told(const struct comparison_teller *t, uint32_t scenario,
                                  int sign) {
    const struct comparison *c = t->comparison;
    uint32_t at = most_moved(t, scenario, sign);
    if (at == NONE) {
        return "";
    }
    struct ratio change = ratio_less(c->scenarios[scenario].outcome.by_territory[at],
                                     comparison_base(t)->outcome.by_territory[at]);
    return teller_format(&t->teller, " ; %s : %s", "; %s: %s", c->territories.names[at],
                         moved_told(t, change));
}

/* "1,8 %", or "moins de 0,1 %" of what is not quite nothing. */
static const char *part_told(const struct teller *teller, struct ratio part) {
    const struct ratio least = ratio_of(1, 1000);
    part = ratio_sign(part) < 0 ? ratio_neg(part) : part;
    return ratio_cmp(part, least) < 0 ? teller_format(teller, "moins de %s", "less than %s",
                                                      teller_share(teller, least))
                                      : teller_share(teller, part);
}

enum goal_turn { GOAL_FALLS, GOAL_RISES, GOAL_STAYS, RULE_COSTS, RULES_COST };

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
    if (removes_rules(compared->scenario)) {
        return turn_told(t, compared->scenario->change_count == 1 ? RULE_COSTS : RULES_COST,
                         part_told(&t->teller, ratio_div(change, its)));
    }
    return turn_told(t, ratio_sign(change) < 0 ? GOAL_FALLS : GOAL_RISES,
                     part_told(&t->teller, ratio_div(change, base)));
}

/* What the names of a family's rules begin with: its own, where its members' follow. */
static const char *family_name(const struct comparison_teller *t, const struct family *family) {
    const struct rule *rules = &comparison_base(t)->plan->rules[family->first];
    const char *one = rules[0].entity.name;
    size_t length = strlen(one);
    for (uint32_t i = 1; i < family->count; i++) {
        const char *other = rules[i].entity.name;
        size_t same = 0;
        while (same < length && one[same] == other[same]) {
            same++;
        }
        length = utf8_valid_prefix(one, same);
    }
    static const char *const joins[] = {" ", "\u00a0", "\u202f", "–", "-", ":", "("};
    for (size_t k = 0; family->count > 1 && k < sizeof joins / sizeof *joins; k++) {
        size_t tail = strlen(joins[k]);
        if (length > tail && memcmp(one + length - tail, joins[k], tail) == 0) {
            length -= tail;
            k = (size_t)-1; /* begin again */
        }
    }
    return length > 0 ? arena_copy(t->report->arena, one, length) : family->id;
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
            return family_name(t, family);
        }
    }
    return NULL;
}

/* "Minganie recevrait 41 200 $ de moins", of the territory that moves most that way. */
static const char *would_get(const struct comparison_teller *t, uint32_t scenario, int sign) {
    const struct comparison *c = t->comparison;
    uint32_t at = most_moved(t, scenario, sign);
    if (at == NONE) {
        return NULL;
    }
    struct ratio change = ratio_less(c->scenarios[scenario].outcome.by_territory[at],
                                     comparison_base(t)->outcome.by_territory[at]);
    return teller_format(&t->teller, "%s recevrait %s", "%s would get %s",
                         c->territories.names[at], moved_told(t, change));
}

/* What would be without a rule: who gets less, who gets more, what the rule costs. */
static const char *without_told(const struct comparison_teller *t, uint32_t scenario,
                                const char *rule) {
    const struct teller *teller = &t->teller;
    struct teller_list moves = {NULL, NULL};
    for (int sign = -1; sign <= 1; sign += 2) {
        const char *move = would_get(t, scenario, sign);
        if (move != NULL) {
            teller_list_add(teller, &moves, move);
        }
    }
    const char *told = teller_list_end(teller, &moves);
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
    return teller_format(&t->teller, "«\u00a0%s\u00a0»\u00a0: %s en tout%s%s%s.",
                         "“%s”: %s in all%s%s%s.", compared->scenario->name,
                         moved_told(t, change), territory_told(t, scenario, -1),
                         territory_told(t, scenario, 1), goal_told(t, scenario));
}

void tell_movements(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    uint32_t told = 0, rules = 0; /* what a rule costs is always asked */
    if (!comparison_base(t)->has_amounts) {
        return;
    }
    report_paragraph(
        t->report,
        teller_format(
            &t->teller, "%u scénarios, comparés à « %s », où %s sont accordés.",
            "%u scenarios, compared with “%s”, where %s is granted.", c->scenario_count,
            comparison_base(t)->scenario->name,
            teller_money(&t->teller, comparison_base(t)->outcome.all[OUTCOME_TOTAL])));
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        const struct compared *compared = &c->scenarios[s];
        bool is_rule = rule_removed(t, compared->scenario) != NULL;
        uint32_t *count = is_rule ? &rules : &told;
        if (s != c->base && compared->has_amounts && *count < MOST_SENTENCES) {
            report_paragraph(t->report, movement_told(t, s));
            *count += 1;
        }
    }
}

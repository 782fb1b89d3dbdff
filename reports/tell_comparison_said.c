/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences that decide: what each scenario moves from the base, made from the numbers. */
#include <string.h>

#include "reports/numbers.h"
#include "reports/tell_comparison_parts.h"

#define MOST_SENTENCES 6 /* scenarios told one by one; the table tells them all */

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

/* " ; le but 1 perd 1,8 %", or what the rules that are gone cost. */
static const char *goal_told(const struct comparison_teller *t, uint32_t scenario) {
    const struct compared *compared = &t->comparison->scenarios[scenario];
    struct ratio base = comparison_base(t)->outcome.all[OUTCOME_GOAL];
    struct ratio its = compared->outcome.all[OUTCOME_GOAL];
    struct ratio change = ratio_less(its, base);
    if (!ratio_known(change) || ratio_sign(base) <= 0 || ratio_sign(its) <= 0) {
        return "";
    }
    bool is_same = ratio_sign(change) == 0;
    if (removes_rules(compared->scenario) && is_same) {
        return teller_format(&t->teller, " ; le but 1 n’y gagne rien",
                             "; goal 1 gains nothing");
    }
    if (is_same) {
        return "";
    }
    if (removes_rules(compared->scenario)) {
        return compared->scenario->change_count == 1
                   ? teller_format(&t->teller, " ; la règle coûte %s du but 1",
                                   "; the rule costs %s of goal 1",
                                   teller_share(&t->teller, ratio_div(change, its)))
                   : teller_format(&t->teller, " ; ces règles coûtent %s du but 1",
                                   "; these rules cost %s of goal 1",
                                   teller_share(&t->teller, ratio_div(change, its)));
    }
    struct ratio share = ratio_div(change, base);
    if (ratio_sign(share) < 0) {
        return teller_format(&t->teller, " ; le but 1 perd %s", "; goal 1 loses %s",
                             teller_share(&t->teller, ratio_neg(share)));
    }
    return teller_format(&t->teller, " ; le but 1 gagne %s", "; goal 1 gains %s",
                         teller_share(&t->teller, share));
}

void tell_movements(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    uint32_t told = 0;
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
    for (uint32_t s = 0; s < c->scenario_count && told < MOST_SENTENCES; s++) {
        const struct compared *compared = &c->scenarios[s];
        if (s == c->base || !compared->has_amounts) {
            continue;
        }
        struct ratio change = ratio_less(compared->outcome.all[OUTCOME_TOTAL],
                                         comparison_base(t)->outcome.all[OUTCOME_TOTAL]);
        report_paragraph(t->report,
                         teller_format(&t->teller, "« %s » : %s en tout%s%s%s.",
                                       "“%s”: %s in all%s%s%s.", compared->scenario->name,
                                       moved_told(t, change), territory_told(t, s, -1),
                                       territory_told(t, s, 1), goal_told(t, s)));
        told++;
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules, reckoned from their words and held against the answer. */
#include "model/audit.h"
#include "model/audit_checks.h"

/* A rule under test. */
struct tested {
    const struct ledger *ledger;
    const struct rule *rule;
    bool money;             /* it speaks of dollars only */
    struct ratio activity;  /* as reckoned here, like its bounds */
    struct ratio low, high; /* unknown where it has none */
    struct ratio scale;     /* the largest figure in it */
};

static const char *in_words(const struct tested *tested, struct ratio value) {
    return tested->money ? ledger_money(tested->ledger, value)
                         : ledger_number(tested->ledger, value);
}

/* --- tests -------------------------------------------------------------------------------- */

static void test_figure(const struct tested *tested, const char *french, const char *english,
                        struct ratio told, struct ratio found) {
    const struct ledger *ledger = tested->ledger;
    if (ledger_agrees(ledger, told, found, tested->scale)) {
        return;
    }
    notes_add(ledger->notes, NOTE_INTERNAL, tested->rule->entity.place,
              "l’audit trouve %s de la règle « %s » à %s et non à %s",
              "the audit finds %s of the rule \"%s\" to be %s, not %s",
              ledger->notes->language == FRENCH ? french : english, tested->rule->entity.id,
              in_words(tested, found), in_words(tested, told));
}

static void test_kept(const struct tested *tested) {
    const struct ledger *ledger = tested->ledger;
    const struct rule *rule = tested->rule;
    struct ratio lacking = ledger_below(ledger, tested->activity, tested->low, tested->scale);
    struct ratio over = ledger_above(ledger, tested->activity, tested->high, tested->scale);
    if (rule->at_least.kind != AMOUNT_NONE && is_missed(lacking)) {
        notes_add(ledger->notes, NOTE_INTERNAL, rule->at_least.place,
                  "l’audit trouve la règle « %s » manquée de %s : %s au lieu d’au moins %s",
                  "the audit finds the rule \"%s\" missed by %s: %s instead of at least %s",
                  rule->entity.id, in_words(tested, lacking),
                  in_words(tested, tested->activity), in_words(tested, tested->low));
    }
    if (rule->at_most.kind != AMOUNT_NONE && is_missed(over)) {
        notes_add(ledger->notes, NOTE_INTERNAL, rule->at_most.place,
                  "l’audit trouve la règle « %s » manquée de %s : %s au lieu d’au plus %s",
                  "the audit finds the rule \"%s\" missed by %s: %s instead of at most %s",
                  rule->entity.id, in_words(tested, over), in_words(tested, tested->activity),
                  in_words(tested, tested->high));
    }
}

/* To the nearer of its bounds. */
static struct ratio slack_of(const struct tested *tested) {
    struct ratio below = ratio_sub(tested->activity, tested->low);
    struct ratio above = ratio_sub(tested->high, tested->activity);
    return !ratio_known(below) ? above : !ratio_known(above) ? below : ratio_min(below, above);
}

/* What may be told of a rule this far from its bound: that it binds, that it does not. Between
 * the two lies what rounding leaves; with a unit nothing does where the rule moves by steps. */
static bool may_bind(const struct tested *tested, struct ratio slack, bool binding) {
    bool exact = tested->ledger->exact;
    if (tested->rule->counts) {
        return binding == (ratio_cmp(slack, RATIO_ONE) < 0);
    }
    if (exact && tested->money) {
        return binding == (ratio_cmp(slack, tested->ledger->plan->unit) < 0);
    }
    struct ratio little = tolerance_of(tested->scale);
    return binding ? ratio_cmp(slack, little) <= 0 : !exact || ratio_sign(slack) != 0;
}

static void test_slack(const struct tested *tested, const struct rule_answer *told) {
    const struct ledger *ledger = tested->ledger;
    struct ratio slack = slack_of(tested);
    test_figure(tested, "la marge", "the slack", told->slack, slack);
    if (!ratio_known(slack) || may_bind(tested, slack, told->binding)) {
        return;
    }
    notes_add(ledger->notes, NOTE_INTERNAL, tested->rule->entity.place,
              told->binding
                  ? "l’audit trouve la règle « %s » loin de sa borne : sa marge est %s"
                  : "l’audit trouve la règle « %s » à sa borne : sa marge est %s",
              told->binding ? "the audit finds the rule \"%s\" not binding: its slack is %s"
                            : "the audit finds the rule \"%s\" binding: its slack is %s",
              tested->rule->entity.id, in_words(tested, slack));
}

static void test_misses(const struct tested *tested, const struct rule_answer *told) {
    struct ratio lacking = ratio_sub(tested->low, tested->activity);
    struct ratio over = ratio_sub(tested->activity, tested->high);
    test_figure(tested, "le manque", "the shortfall", told->shortfall,
                ratio_known(lacking) ? ratio_max(lacking, RATIO_ZERO) : lacking);
    test_figure(tested, "le dépassement", "the excess", told->excess,
                ratio_known(over) ? ratio_max(over, RATIO_ZERO) : over);
}

static void test_rule(struct terms *terms, uint32_t number) {
    const struct ledger *ledger = terms->ledger;
    const struct rule *rule = &ledger->plan->rules[number];
    const struct rule_answer *told = &ledger->answer->rules[number];
    struct tested tested = {.ledger = ledger, .rule = rule, .money = rule_in_dollars(rule)};
    tested.activity =
        terms_value(terms, rule->terms, rule->term_count, &rule->member, &tested.scale);
    tested.low = terms_amount(terms, &rule->member, &rule->at_least);
    tested.high = terms_amount(terms, &rule->member, &rule->at_most);
    tested.scale = larger_figure(tested.scale, larger_figure(tested.low, tested.high));
    test_figure(&tested, "l’activité", "the activity", told->activity, tested.activity);
    test_figure(&tested, "le plancher", "the floor", told->at_least, tested.low);
    test_figure(&tested, "le plafond", "the ceiling", told->at_most, tested.high);
    test_slack(&tested, told);
    if (rule->soft) {
        test_misses(&tested, told);
    } else {
        test_kept(&tested);
    }
}

void audit_rules(struct terms *terms) {
    for (uint32_t i = 0; i < terms->ledger->plan->rule_count; i++) {
        test_rule(terms, i);
    }
}

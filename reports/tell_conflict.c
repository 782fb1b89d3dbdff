/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why nothing keeps every rule: what contradicts itself, when that is known, and what the plan
 * calls negotiable. */
#include "reports/teller.h"

enum { WHAT, ASKS, PLACE, COLUMNS };

/* "au moins 40 000 $", of a bound that is a plain amount; "" of another. */
static const char *bound_words(const struct teller *teller, const struct rule *rule,
                               const struct amount *bound, enum word word) {
    if (bound->kind != AMOUNT_FIXED) {
        return "";
    }
    const char *amount = rule_in_dollars(rule) ? teller_money(teller, bound->value)
                                               : teller_number(teller, bound->value);
    return teller_format(teller, "%s %s", "%s %s", teller_word(teller, word), amount);
}

static const char *rule_words(const struct teller *teller, const struct rule *rule) {
    const struct amount *least = &rule->at_least, *most = &rule->at_most;
    if (least->kind == AMOUNT_FIXED && most->kind == AMOUNT_FIXED &&
        ratio_equal(least->value, most->value)) {
        return bound_words(teller, rule, least, WORD_EXACTLY);
    }
    const char *below = bound_words(teller, rule, least, WORD_AT_LEAST);
    const char *above = bound_words(teller, rule, most, WORD_AT_MOST);
    bool both = below[0] != '\0' && above[0] != '\0';
    return teller_format(teller, "%s%s%s", "%s%s%s", below, both ? ", " : "", above);
}

/* "plan.yaml:12" */
static const char *place_words(const struct teller *teller, struct place place) {
    if (place.source == NULL) {
        return "";
    }
    unsigned line = source_position(place.source, place.offset).line;
    return teller_format(teller, "%s:%u", "%s:%u", place.source->name, line);
}

static void add_part(struct teller *teller, struct table *table,
                     const struct conflict_part *part) {
    const struct plan *plan = teller->plan;
    const struct entity *entity = NULL;
    const char *name = NULL, *asks = "";
    switch (part->kind) {
    case CONFLICT_RULE:
        entity = &plan->rules[part->position].entity;
        name = teller_rule_name(teller, &plan->rules[part->position]);
        asks = rule_words(teller, &plan->rules[part->position]);
        break;
    case CONFLICT_FUND:
        entity = &plan->funds[part->position].entity;
        if (plan->funds[part->position].limited) {
            asks = teller_format(teller, "%s %s", "%s %s", teller_word(teller, WORD_AT_MOST),
                                 teller_money(teller, plan->funds[part->position].amount));
        }
        break;
    case CONFLICT_LINE:
        entity = &plan->lines[part->position].entity;
        break;
    }
    struct cell *row = table_row(teller->report, table);
    row[WHAT] = cell_name(teller, entity, name != NULL ? name : entity->name);
    row[ASKS] = cell_text(asks);
    row[PLACE] = cell_text(place_words(teller, entity->place));
}

static void tell_parts_of_conflict(struct teller *teller) {
    const struct column_head heads[COLUMNS] = {
        {teller_format(teller, "Règle, fonds ou ligne", "Rule, fund or line"), "what",
         CELL_TEXT, false},
        {teller_word(teller, WORD_SENSE), "asks", CELL_TEXT, false},
        {teller_format(teller, "Dans le plan", "In the plan"), "place", CELL_TEXT, false},
    };
    const char *title =
        teller_format(teller, "Ce qui ne peut pas tenir ensemble", "What cannot hold together");
    struct table *table = report_table(teller->report, title, "conflict", heads, COLUMNS);
    for (uint32_t i = 0; i < teller->answer->conflict_count; i++) {
        add_part(teller, table, &teller->answer->conflict[i]);
    }
}

/* Families of rules that the plan says may give way. */
static const char *negotiable_rules(const struct teller *teller, enum negotiable wanted) {
    const struct plan *plan = teller->plan;
    struct teller_list list = {NULL, NULL};
    for (uint32_t i = 0; i < plan->rule_family_count; i++) {
        const struct family *family = &plan->rule_families[i];
        if (family->count > 0 && plan->rules[family->first].negotiable == wanted) {
            teller_list_add(teller, &list,
                            teller_format(teller, "« %s »", "“%s”", family->name));
        }
    }
    return teller_list_end(teller, &list);
}

void tell_conflict(struct teller *teller) {
    if (teller->answer->status != STATUS_INFEASIBLE) {
        return;
    }
    const char *yes = negotiable_rules(teller, NEGOTIABLE_YES);
    const char *somewhat = negotiable_rules(teller, NEGOTIABLE_SOMEWHAT);
    if (yes != NULL || somewhat != NULL) {
        report_paragraph(teller->report,
                         teller_format(teller, "Négociables, d’après le plan : %s.",
                                       "Negotiable, the plan says: %s.",
                                       yes != NULL ? yes : somewhat));
    }
    if (teller->answer->conflict_count > 0) {
        tell_parts_of_conflict(teller);
    }
}

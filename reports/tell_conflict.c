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

/* "dépend d’Épicerie", of the first of them. */
static const char *related(const struct teller *teller, const struct picks *lines,
                           bool requires) {
    const char *name = teller->plan->lines[lines->list[0]].entity.name;
    return requires ? teller_format(teller, "dépend de «\u00a0%s\u00a0»", "requires “%s”", name)
                    : teller_format(teller, "exclut «\u00a0%s\u00a0»", "excludes “%s”", name);
}

static const char *least_words(const struct teller *teller, const struct line *line) {
    const char *least =
        teller_format(teller, "%s %s", "%s %s", teller_word(teller, WORD_AT_LEAST),
                      teller_money(teller, line->min));
    if (line->required && ratio_sign(line->min) == 0)
        return teller_format(teller, "doit être financée", "must be funded");
    return line->required
               ? teller_format(teller, "doit être financée, %s", "must be funded, %s", least)
               : teller_format(teller, "%s, ou rien", "%s, or nothing", least);
}

static const char *most_words(const struct teller *teller, const struct line *line) {
    if (!line->has_max)
        return teller_format(teller, "ce que ses fonds peuvent payer",
                             "what its funds can pay");
    const char *most = teller_money(teller, line->max);
    return line->whole ? teller_format(teller, "%s ou rien", "%s or nothing", most)
                       : teller_format(teller, "%s %s", "%s %s",
                                       teller_word(teller, WORD_AT_MOST), most);
}

static const char *committed_words(const struct teller *teller, const struct line *line) {
    struct ratio sum = RATIO_ZERO;
    for (uint32_t i = 0; i < line->commitment_count; i++)
        sum = ratio_add(sum, line->commitments[i].amount);
    return teller_format(teller, "%s déjà engagés", "%s already committed",
                         teller_money(teller, sum));
}

/* "Promoteur : au plus 5 000 $", of each fund whose part is limited. */
static const char *funds_words(const struct teller *teller, const struct line *line) {
    struct teller_list list = {NULL, NULL};
    for (uint32_t i = 0; i < line->payer_count; i++) {
        const struct payer *payer = &line->payers[i];
        const char *name = teller_short(&teller->plan->funds[payer->fund].entity);
        if (payer->has_max)
            teller_list_add(teller, &list,
                            teller_format(teller, "%s\u00a0: %s %s", "%s: %s %s", name,
                                          teller_word(teller, WORD_AT_MOST),
                                          teller_money(teller, payer->max)));
        if (ratio_sign(payer->min) > 0)
            teller_list_add(teller, &list,
                            teller_format(teller, "%s\u00a0: %s %s", "%s: %s %s", name,
                                          teller_word(teller, WORD_AT_LEAST),
                                          teller_money(teller, payer->min)));
        if (ratio_cmp(payer->eligible, RATIO_ONE) < 0)
            teller_list_add(teller, &list,
                            teller_format(teller, "%s\u00a0: %s %s", "%s: %s %s", name,
                                          teller_word(teller, WORD_AT_MOST),
                                          teller_share(teller, payer->eligible)));
    }
    const char *words = teller_list_end(teller, &list);
    return words != NULL ? words
                         : teller_format(teller, "part de chaque fonds", "each fund’s part");
}

static const char *condition_words(const struct teller *teller, const struct line *line,
                                   enum line_condition condition) {
    switch (condition) {
    case CONDITION_LEAST:
        return least_words(teller, line);
    case CONDITION_MOST:
        return most_words(teller, line);
    case CONDITION_FUNDS:
        return funds_words(teller, line);
    case CONDITION_COMMITTED:
        return committed_words(teller, line);
    case CONDITION_MATCH:
        return teller_format(teller, "appariement des fonds", "matching of its funds");
    case CONDITION_AID:
        return teller_format(teller, "cumul des aides\u00a0: au plus %s",
                             "stacked aid: at most %s", teller_share(teller, line->aid_limit));
    case CONDITION_SCHEDULE:
        return teller_format(teller, "répartition entre les années", "spread over the years");
    case CONDITION_REQUIRES:
        return related(teller, &line->requires, true);
    case CONDITION_EXCLUDES:
        return related(teller, &line->excludes, false);
    case CONDITION_COUNT:
        break;
    }
    return "";
}

static bool is_of_same_line(const struct conflict_part *a, const struct conflict_part *b) {
    return a->kind == CONFLICT_LINE && b->kind == CONFLICT_LINE && a->position == b->position;
}

/* The conditions of a line, `count` parts that stand together, in one row. */
static const char *line_words(const struct teller *teller, const struct conflict_part *parts,
                              uint32_t count) {
    const struct line *line = &teller->plan->lines[parts[0].position];
    const char *words = condition_words(teller, line, parts[0].condition);
    for (uint32_t i = 1; i < count; i++)
        words = teller_format(teller, "%s\u00a0; %s", "%s; %s", words,
                              condition_words(teller, line, parts[i].condition));
    return words;
}

static void add_parts(struct teller *teller, struct table *table,
                      const struct conflict_part *parts, uint32_t count) {
    const struct plan *plan = teller->plan;
    const struct entity *entity = NULL;
    const char *name = NULL, *asks = "";
    switch (parts->kind) {
    case CONFLICT_RULE:
        entity = &plan->rules[parts->position].entity;
        name = teller_rule_name(teller, &plan->rules[parts->position]);
        asks = rule_words(teller, &plan->rules[parts->position]);
        break;
    case CONFLICT_FUND:
        entity = &plan->funds[parts->position].entity;
        if (plan->funds[parts->position].limited) {
            asks = teller_format(teller, "%s %s", "%s %s", teller_word(teller, WORD_AT_MOST),
                                 teller_money(teller, plan->funds[parts->position].amount));
        }
        break;
    case CONFLICT_LINE:
        entity = &plan->lines[parts->position].entity;
        asks = line_words(teller, parts, count);
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
    const struct conflict_part *parts = teller->answer->conflict;
    uint32_t count = teller->answer->conflict_count;
    for (uint32_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && is_of_same_line(&parts[i], &parts[next]); next++) {
        }
        add_parts(teller, table, &parts[i], next - i);
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

static void tell_irreducible(struct teller *teller) {
    unsigned count = teller->answer->conflict_count;
    report_paragraph(
        teller->report,
        !teller->answer->conflict_irreducible
            ? teller_format(teller,
                            "Ces %u conditions se contredisent\u00a0; peut-être n’y sont-elles "
                            "pas toutes pour quelque chose.",
                            "These %u conditions contradict each other; not all of them may be "
                            "to blame.",
                            count)
        : count == 1
            ? teller_format(teller, "À elle seule, cette condition ne peut pas être respectée.",
                            "This condition alone cannot be kept.")
            : teller_format(teller,
                            "Ces %u conditions se contredisent\u00a0; sans l’une d’elles, "
                            "n’importe laquelle, les autres peuvent tenir ensemble.",
                            "These %u conditions contradict each other; without any one of "
                            "them, the others can hold together.",
                            count));
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
        tell_irreducible(teller);
        tell_parts_of_conflict(teller);
    }
}

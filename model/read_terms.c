/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

#include <string.h>

/* --- sums, counts, levels, measures ----------------------------------------------------------- */

/* How many lines are funded does not depend on who pays, nor when. */
static bool refuse_count_by_payer(struct reader *r, struct node *node,
                                  const struct selection *selection,
                                  const struct members *members) {
    static const enum dimension refused[] = {BY_FUND, BY_YEAR};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        const char *word = shape_selection.keys[refused[i]].name;
        if (selection->given[refused[i]]) {
            notes_input(r->notes, read_blame(r, node_get(node, word)),
                        "« count » compte des lignes : il ne choisit pas par « %s »",
                        "'count' counts lines: it cannot pick by '%s'", word);
            return true;
        }
        if (members_have(members, refused[i])) {
            notes_input(r->notes, read_blame(r, node),
                        "« count » compte des lignes : « for_each: %s » n’a pas de sens",
                        "'count' counts lines: 'for_each: %s' makes no sense", word);
            return true;
        }
    }
    return false;
}

bool read_sum_or_count(struct reader *r, struct node *node, enum term_kind kind,
                       const struct members *members, struct term *term) {
    const struct selection *selection = read_selection(r, node, members);
    if (selection == NULL ||
        (kind == TERM_COUNT && refuse_count_by_payer(r, node, selection, members))) {
        return false;
    }
    read_refuse_empty(r, node, selection, members, kind == TERM_COUNT);
    *term = (struct term){.kind = kind,
                          .times = RATIO_ONE,
                          .selection = selection,
                          .subject = NONE,
                          .place = read_place(r, node)};
    return true;
}

static bool read_level(struct reader *r, struct node *node, struct term *term) {
    uint32_t position = read_usable(node) ? read_name(r, NAME_LINE, node) : NONE;
    if (position == NONE) {
        return false;
    }
    const struct line *line = &r->plan->lines[position];
    struct place max = r->places.lines[position].max;
    if (line->has_max ? ratio_sign(line->max) <= 0 : max.source == NULL) {
        notes_input(r->notes, read_blame(r, node),
                    "« level » demande une ligne dont « max » est plus grand que 0",
                    "'level' needs a line whose 'max' is more than 0");
        notes_also(r->notes, line->entity.place);
        notes_advise(r->notes, "ou prenez ses dollars : {sum: {line: %s}}",
                     "or take its dollars: {sum: {line: %s}}", line->entity.id);
        return false;
    }
    *term =
        (struct term){.kind = TERM_LEVEL, .subject = position, .place = read_place(r, node)};
    return true;
}

bool read_measure(struct reader *r, struct node *node, const struct members *members,
                  struct term *term) {
    if (!read_usable(node)) {
        return false;
    }
    if (node_is(node, "benefit") && !r->has_benefit && !r->lines.unsure) {
        notes_input(r->notes, read_blame(r, node), "aucune ligne n’a de « benefit »",
                    "no line has a 'benefit'");
        return false;
    }
    uint32_t measure = read_name(r, NAME_MEASURE, node);
    if (measure == NONE) {
        return false;
    }
    if (members_have(members, BY_FUND) || members_have(members, BY_YEAR)) {
        notes_input(r->notes, read_blame(r, node),
                    "une mesure n’est ni d’un fonds ni d’une année : ôtez-les de « for_each »",
                    "a measure belongs to no fund and no year: leave them out of 'for_each'");
        return false;
    }
    *term =
        (struct term){.kind = TERM_MEASURE, .subject = measure, .place = read_place(r, node)};
    return true;
}

/* --- shortfall and excess --------------------------------------------------------------------- */

/* Rules by their position in the plan, then the families that have not the name of a rule. */
static uint32_t find_rules(struct reader *r, const struct node *node, uint32_t *rule_count) {
    const struct plan *plan = r->plan;
    if (r->rules.count == 0) {
        for (uint32_t i = 0; i < plan->rule_count; i++) {
            names_add(&r->rules, plan->rules[i].entity.id, NULL);
        }
        for (uint32_t i = 0; i < plan->rule_family_count; i++) {
            names_add(&r->rules, plan->rule_families[i].id, NULL);
        }
    }
    uint32_t position = names_find(&r->rules, node->text, node->length);
    *rule_count = 1;
    if (position == NAMES_NONE || position < plan->rule_count) {
        return position;
    }
    uint32_t family = 0;
    while (strcmp(plan->rule_families[family].id, r->rules.list[position]) != 0) {
        family++;
    }
    *rule_count = plan->rule_families[family].count;
    return plan->rule_families[family].first;
}

/* A miss is of a rule that may be missed, on that side. */
static bool refuse_miss(struct reader *r, struct node *node, const struct rule *rule,
                        enum term_kind kind) {
    bool short_of = kind == TERM_SHORTFALL;
    const struct amount *bound = short_of ? &rule->at_least : &rule->at_most;
    if (!rule->soft) {
        notes_input(r->notes, read_blame(r, node),
                    "la règle « %s » n’est pas souple : rien ne peut y manquer",
                    "the rule '%s' is not soft: it cannot be missed", rule->entity.id);
        notes_also(r->notes, rule->entity.place);
        notes_advise(r->notes, "ajoutez-y « soft: yes »", "add `soft: yes` to it");
        return true;
    }
    if (bound->kind == AMOUNT_NONE && notes_errors(r->notes) == 0) {
        notes_input(r->notes, read_blame(r, node),
                    short_of ? "la règle « %s » n’a pas de « at_least » : rien n’y manque"
                             : "la règle « %s » n’a pas de « at_most » : rien ne la dépasse",
                    short_of ? "the rule '%s' has no 'at_least': there is no shortfall"
                             : "the rule '%s' has no 'at_most': there is no excess",
                    rule->entity.id);
        notes_also(r->notes, rule->entity.place);
        return true;
    }
    return bound->kind == AMOUNT_NONE;
}

static bool read_miss(struct reader *r, struct node *node, enum term_kind kind,
                      struct term *term) {
    if (!read_usable(node)) {
        return false;
    }
    if (!r->rules_are_read) {
        notes_input(r->notes, read_blame(r, node),
                    "ce qui manque à une règle ne se nomme que dans un but",
                    "what a rule is missed by is named only in a goal");
        return false;
    }
    uint32_t count = 0, first = find_rules(r, node, &count);
    if (first == NAMES_NONE) {
        notes_input(r->notes, read_blame(r, node), "règle inconnue : « %s »",
                    "unknown rule '%s'", read_shown(r, node));
        read_suggest(r, &r->rules, node);
        return false;
    }
    for (uint32_t i = first; i < first + count; i++) {
        if (refuse_miss(r, node, &r->plan->rules[i], kind)) {
            return false;
        }
    }
    *term = (struct term){.kind = kind, .subject = first, .rule_count = count};
    return count > 0;
}

/* --- any term --------------------------------------------------------------------------------- */

bool read_term(struct reader *r, struct node *node, const struct members *members,
               struct term *term) {
    struct node *values[TERM_KEYS] = {NULL};
    bool sound = false;
    if (!read_usable(node)) {
        return false;
    }
    record_values(node, values);
    if (values[TERM_KEY_SUM] != NULL) {
        sound = read_sum_or_count(r, values[TERM_KEY_SUM], TERM_SUM, members, term);
    } else if (values[TERM_KEY_COUNT] != NULL) {
        sound = read_sum_or_count(r, values[TERM_KEY_COUNT], TERM_COUNT, members, term);
    } else if (values[TERM_KEY_LEVEL] != NULL) {
        sound = read_level(r, values[TERM_KEY_LEVEL], term);
    } else if (values[TERM_KEY_MEASURE] != NULL) {
        sound = read_measure(r, values[TERM_KEY_MEASURE], members, term);
    } else if (values[TERM_KEY_SHORTFALL] != NULL) {
        sound = read_miss(r, values[TERM_KEY_SHORTFALL], TERM_SHORTFALL, term);
    } else if (values[TERM_KEY_EXCESS] != NULL) {
        sound = read_miss(r, values[TERM_KEY_EXCESS], TERM_EXCESS, term);
    }
    term->times = read_number(values[TERM_KEY_TIMES], RATIO_ONE);
    term->place = read_place(r, node);
    return sound;
}

const struct term *read_terms(struct reader *r, struct node *list,
                              const struct members *members, uint32_t *term_count) {
    *term_count = 0;
    if (!read_usable(list) || list->kind != NODE_LIST) {
        return NULL;
    }
    struct term *terms = ARENA_ARRAY(r->arena, struct term, list->count);
    for (struct node *item = list->first; item != NULL; item = item->next) {
        *term_count += read_term(r, item, members, &terms[*term_count]);
    }
    return terms;
}

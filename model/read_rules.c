/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

#include <stdlib.h>

/* --- bounds ----------------------------------------------------------------------------------- */

/* What the members of a family have in common. */
struct rule_body {
    struct node *key;
    struct node *values[RULE_KEYS];
    const struct term *terms;
    uint32_t term_count;
    bool counts, soft;
    const struct members *members;          /* NULL: no for_each */
    struct amount bounds[RULE_EXACTLY + 1]; /* by key, once read */
    bool bound_is_read[RULE_EXACTLY + 1];
};

/* A bound: the family's, read once, or a member's own. */
static struct amount read_bound(struct reader *r, struct rule_body *body, enum rule_key key,
                                struct node *node, uint32_t member) {
    bool shared = node == body->values[key];
    struct amount_reader a = {r, body->members, shared ? NONE : member, key};
    if (!shared) {
        return read_amount(&a, node);
    }
    if (!body->bound_is_read[key]) {
        body->bounds[key] = read_amount(&a, node);
        body->bound_is_read[key] = true;
    }
    return body->bounds[key];
}

static void refuse_below_zero(struct reader *r, const struct rule *rule, struct node *node,
                              const struct amount *amount, bool terms) {
    if (terms || !read_usable(node)) {
        return;
    }
    if ((amount->kind == AMOUNT_FIXED || amount->kind == AMOUNT_PER) &&
        ratio_sign(amount->value) < 0) {
        notes_input(r->notes, read_blame(r, node),
                    rule->counts ? "un nombre de lignes ne peut pas être négatif"
                                 : "une somme de dollars ne peut pas être négative",
                    rule->counts ? "a number of lines cannot be negative"
                                 : "a sum of dollars cannot be negative");
    } else if (rule->counts && amount->of != NULL) {
        notes_input(r->notes, read_blame(r, node),
                    "un nombre de lignes ne se compare pas à une part de dollars",
                    "a number of lines is not compared with a share of dollars");
    }
}

static bool refuse_both(struct reader *r, struct node *exactly, struct node *other) {
    if (other == NULL) {
        return false;
    }
    if (read_usable(other) && read_usable(exactly)) {
        notes_input(r->notes, read_blame(r, other),
                    "« exactly » ne va pas avec une autre borne",
                    "'exactly' does not go with another bound");
        notes_also(r->notes, read_place(r, exactly));
    }
    return true;
}

static void check_order(struct reader *r, const struct rule *rule, struct node *least,
                        const struct node *most) {
    if (rule->at_least.kind == AMOUNT_FIXED && rule->at_most.kind == AMOUNT_FIXED &&
        ratio_cmp(rule->at_least.value, rule->at_most.value) > 0 && read_usable(least)) {
        notes_input(r->notes, read_blame(r, least), "« at_least » dépasse « at_most »",
                    "'at_least' is above 'at_most'");
        notes_also(r->notes, read_place(r, most));
    }
}

static void read_bounds(struct reader *r, struct rule *rule, struct rule_body *body,
                        struct node *const *values, uint32_t member) {
    struct node *least = values[RULE_AT_LEAST], *most = values[RULE_AT_MOST];
    struct node *exactly = values[RULE_EXACTLY];
    bool terms = values[RULE_TERMS] != NULL;
    rule->at_least.kind = rule->at_most.kind = AMOUNT_NONE;
    if (exactly != NULL) {
        if (!refuse_both(r, exactly, least) && !refuse_both(r, exactly, most)) {
            rule->at_least = rule->at_most = read_bound(r, body, RULE_EXACTLY, exactly, member);
            refuse_below_zero(r, rule, exactly, &rule->at_least, terms);
        }
        return;
    }
    if (least == NULL && most == NULL) {
        if (!body->key->bad) {
            notes_input(r->notes, read_blame(r, body->key),
                        "une règle demande « at_least », « at_most » ou « exactly »",
                        "a rule needs 'at_least', 'at_most' or 'exactly'");
        }
        return;
    }
    rule->at_least = read_bound(r, body, RULE_AT_LEAST, least, member);
    rule->at_most = read_bound(r, body, RULE_AT_MOST, most, member);
    refuse_below_zero(r, rule, least, &rule->at_least, terms);
    refuse_below_zero(r, rule, most, &rule->at_most, terms);
    check_order(r, rule, least, most);
}

static void read_part_of(struct reader *r, struct rule *rule, struct node *node) {
    rule->part_of = NONE;
    if (!read_usable(node)) {
        return;
    }
    rule->part_of = read_name(r, NAME_FUND, node);
    if (rule->part_of != NONE && rule->at_most.kind == AMOUNT_NONE &&
        rule->at_least.kind != AMOUNT_NONE) {
        notes_input(r->notes, read_blame(r, node),
                    "« part_of » demande un plafond : « at_most »",
                    "'part_of' needs a ceiling: 'at_most'");
    }
}

static enum negotiable read_negotiable(const struct node *node) {
    return !read_usable(node)          ? NEGOTIABLE_NO
           : node_is(node, "somewhat") ? NEGOTIABLE_SOMEWHAT
           : read_yes_no(node, false)  ? NEGOTIABLE_YES
                                       : NEGOTIABLE_NO;
}

/* --- rules and families ----------------------------------------------------------------------- */

struct rule_list {
    struct rule *rules;
    uint32_t count, capacity;
    struct family *families;
    uint32_t family_count, family_capacity;
};

static void read_body(struct reader *r, struct rule_body *body, const struct members *members) {
    struct node *const *values = body->values;
    body->soft = read_yes_no(values[RULE_SOFT], false);
    if (values[RULE_TERMS] != NULL) {
        body->terms = read_terms(r, values[RULE_TERMS], members, &body->term_count);
        body->counts = body->term_count > 0;
        for (uint32_t i = 0; i < body->term_count; i++) {
            body->counts = body->counts && body->terms[i].kind == TERM_COUNT;
        }
        return;
    }
    struct node *node = values[RULE_SUM] != NULL ? values[RULE_SUM] : values[RULE_COUNT];
    enum term_kind kind = values[RULE_SUM] != NULL ? TERM_SUM : TERM_COUNT;
    struct term *term = ARENA_NEW(r->arena, struct term);
    if (node != NULL && read_sum_or_count(r, node, kind, members, term)) {
        body->terms = term;
        body->term_count = 1;
        body->counts = kind == TERM_COUNT;
    }
}

static void read_rule(struct reader *r, struct rule *rule, struct rule_body *body,
                      const struct layers *layers, uint32_t member) {
    struct fields fields = read_fields(layers);
    struct node *const *values = fields.values;
    const char *name = rule->entity.name;
    read_entity(r, &rule->entity, layers, &fields);
    if (name != NULL) {
        rule->entity.name = name;
    }
    rule->terms = body->terms;
    rule->term_count = body->term_count;
    rule->counts = body->counts;
    rule->soft = body->soft;
    rule->negotiable = read_negotiable(values[RULE_NEGOTIABLE]);
    read_bounds(r, rule, body, values, member);
    read_part_of(r, rule, values[RULE_PART_OF]);
}

static bool too_many(struct reader *r, const struct rule_list *list, uint32_t more,
                     struct node *key) {
    if ((uint64_t)list->count + more <= READ_MOST_LINES) {
        return false;
    }
    notes_input(r->notes, read_blame(r, key), "plus de %u règles", "more than %u rules",
                READ_MOST_LINES);
    return true;
}

static struct rule *new_rule(struct rule_list *list) {
    ARRAY_RESERVE(list->rules, list->count, list->capacity);
    struct rule *rule = &list->rules[list->count++];
    *rule = (struct rule){.family = list->family_count - 1, .part_of = NONE};
    for (int i = 0; i < DIMENSIONS; i++) {
        rule->member.of[i] = NONE;
    }
    return rule;
}

/* Whether the rule's own selections, by what they name, leave room for a member. */
static bool has_room(const struct plan *plan, const struct term *terms, uint32_t term_count,
                     const struct members *members, const struct member *member) {
    bool selects = false;
    for (uint32_t t = 0; t < term_count; t++) {
        const struct selection *selection = terms[t].selection;
        if (selection == NULL) {
            return true;
        }
        bool room = !members_have(members, BY_LINE) ||
                    ratio_sign(selection_share(plan, selection, NULL,
                                               &plan->lines[member->of[BY_LINE]])) > 0;
        for (uint32_t i = 0; i < members->dimension_count && room; i++) {
            room = selection_has(selection, NULL, members->dimensions[i],
                                 member->of[members->dimensions[i]]);
        }
        selects = true;
        if (room) {
            return true;
        }
    }
    return !selects;
}

void read_drop_members(const struct plan *plan, const struct term *terms, uint32_t term_count,
                       struct members *members) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < members->count; i++) {
        if (has_room(plan, terms, term_count, members, &members->list[i])) {
            members->list[kept] = members->list[i];
            members->labels[kept] = members->labels[i];
            members->layers[kept++] = members->layers[i];
        }
    }
    members->count = kept;
}

static void add_family(struct reader *r, struct rule_list *list, struct rule_body *body,
                       struct members *members) {
    body->members = members;
    read_body(r, body, members);
    read_drop_members(r->plan, body->terms, body->term_count, members);
    if (too_many(r, list, members->count, body->key)) {
        return;
    }
    struct family *family = &list->families[list->family_count - 1];
    family->count = members->count;
    for (uint32_t i = 0; i < members->count; i++) {
        struct rule *rule = new_rule(list);
        struct fields fields = read_fields(&members->layers[i]);
        rule->entity.id = arena_format(r->arena, "%s.%s", family->id, members->labels[i]);
        rule->member = members->list[i];
        rule->entity.name =
            read_member_name(r, fields.values[ENTITY_NAME], members, &members->list[i]);
        read_rule(r, rule, body, &members->layers[i], i);
    }
}

static void refuse_stray(struct reader *r, struct node *const *values) {
    for (int key = RULE_ONLY; key <= RULE_EACH; key++) {
        if (read_usable(values[key])) {
            notes_input(r->notes, read_blame(r, values[key]),
                        "« %s » ne va qu’avec « for_each »", "'%s' goes only with 'for_each'",
                        shape_rule.keys[key].name);
        }
    }
}

static void add_plain_rule(struct reader *r, struct rule_list *list, struct rule_body *body) {
    refuse_stray(r, body->values);
    if (too_many(r, list, 1, body->key)) {
        return;
    }
    struct layers layers = {.key = body->key, .map = {body->key->next}, .count = 1};
    read_body(r, body, NULL);
    struct rule *rule = new_rule(list);
    rule->entity.id = list->families[list->family_count - 1].id;
    list->families[list->family_count - 1].count = 1;
    read_rule(r, rule, body, &layers, NONE);
}

static void add_rules(struct reader *r, struct rule_list *list, struct node *key) {
    struct rule_body body = {.key = key};
    record_values(key->next, body.values);
    const char *name = read_text(r, body.values[ENTITY_NAME]);
    ARRAY_RESERVE(list->families, list->family_count, list->family_capacity);
    struct family *family = &list->families[list->family_count++];
    *family = (struct family){.id = node_string(r->arena, key), .first = list->count};
    family->name = name != NULL ? name : family->id;
    if (!read_usable(key->next)) {
        return;
    }
    if (body.values[RULE_FOR_EACH] == NULL) {
        add_plain_rule(r, list, &body);
        return;
    }
    struct members members;
    struct template_nodes nodes = {.key = key,
                                   .map = key->next,
                                   .for_each = body.values[RULE_FOR_EACH],
                                   .only = body.values[RULE_ONLY],
                                   .except = body.values[RULE_EXCEPT],
                                   .each = body.values[RULE_EACH]};
    if (read_members(r, &nodes, &members)) {
        add_family(r, list, &body, &members);
    }
}

void read_rules(struct reader *r, struct node *rules) {
    struct rule_list list = {0};
    struct plan *plan = r->plan;
    bool given = read_usable(rules) && rules->kind == NODE_MAP;
    for (struct node *key = given ? rules->first : NULL; key != NULL; key = key->next->next) {
        add_rules(r, &list, key);
    }
    plan->rule_count = list.count;
    plan->rules = ARENA_ARRAY(r->arena, struct rule, list.count);
    for (uint32_t i = 0; i < list.count; i++) {
        plan->rules[i] = list.rules[i];
    }
    plan->rule_family_count = list.family_count;
    plan->rule_families = ARENA_ARRAY(r->arena, struct family, list.family_count);
    for (uint32_t i = 0; i < list.family_count; i++) {
        plan->rule_families[i] = list.families[i];
    }
    r->rules_are_read = true;
    free(list.rules);
    free(list.families);
}

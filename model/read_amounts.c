/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

/* In which dimension of the for_each an attribute is found (the order of member_part). */
static enum dimension attribute_dimension(const struct plan *plan,
                                          const struct members *members, uint32_t attribute) {
    static const enum dimension order[] = {BY_TERRITORY, BY_AXIS, BY_FUND, BY_LINE};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (members_have(members, order[i]) && plan_has_attribute(plan, order[i], attribute)) {
            return order[i];
        }
    }
    return DIMENSIONS;
}

static bool is_for(const struct amount_reader *a, uint32_t member) {
    const struct layers *layers = &a->members->layers[member];
    for (uint32_t i = 1; i < layers->count && a->only == NONE; i++) {
        if (node_get(layers->map[i], shape_rule.keys[a->key].name) != NULL) {
            return false;
        }
    }
    return true;
}

/* Every member that the amount is for must have the attribute. */
static bool members_have_attribute(const struct amount_reader *a, struct node *node,
                                   uint32_t attribute, enum dimension dimension) {
    struct reader *r = a->r;
    struct ratio value;
    uint32_t first = a->only != NONE ? a->only : 0;
    uint32_t end = a->only != NONE ? a->only + 1 : a->members->count;
    for (uint32_t i = first; i < end; i++) {
        const struct entity *entity =
            plan_entity(r->plan, dimension, a->members->list[i].of[dimension]);
        if (!entity_attribute(entity, attribute, &value) && is_for(a, i)) {
            notes_input(r->notes, read_blame(r, node), "« %s » n’a pas l’attribut « %s »",
                        "'%s' has no attribute '%s'", entity->id,
                        r->plan->attributes[attribute]);
            notes_also(r->notes, entity->place);
            return false;
        }
    }
    return true;
}

/* Of what is split in parts no one has less than nothing. */
static bool attribute_has_parts(struct reader *r, struct node *node, enum dimension dimension,
                                uint32_t attribute) {
    struct ratio value;
    for (uint32_t i = 0; i < plan_member_count(r->plan, dimension); i++) {
        const struct entity *entity = plan_entity(r->plan, dimension, i);
        if (entity_attribute(entity, attribute, &value) && ratio_sign(value) < 0) {
            notes_input(r->notes, read_blame(r, node),
                        "« %s » de « %s » est négatif : on ne peut répartir selon cet attribut",
                        "'%s' of '%s' is negative: nothing can be split by that attribute",
                        r->plan->attributes[attribute], entity->id);
            notes_also(r->notes, entity->place);
            return false;
        }
    }
    struct ratio total = plan_attribute_total(r->plan, dimension, attribute);
    if (ratio_known(total) && ratio_sign(total) == 0) {
        notes_input(r->notes, read_blame(r, node), "le total de « %s » est nul",
                    "the total of '%s' is zero", read_shown(r, node));
        return false;
    }
    return true;
}

static bool read_attribute(const struct amount_reader *a, struct node *node,
                           uint32_t *attribute, bool parts) {
    struct reader *r = a->r;
    if (!read_usable(node)) {
        return false;
    }
    if (a->members == NULL) {
        notes_input(r->notes, read_blame(r, node),
                    "un attribut ne vaut que dans un « for_each »",
                    "an attribute makes sense only in a 'for_each'");
        return false;
    }
    *attribute = read_name(r, NAME_ATTRIBUTE, node);
    if (*attribute == NONE) {
        return false;
    }
    enum dimension dimension = attribute_dimension(r->plan, a->members, *attribute);
    if (dimension == DIMENSIONS) {
        notes_input(r->notes, read_blame(r, node), "aucun membre de « for_each » n’a « %s »",
                    "no member of 'for_each' has '%s'", read_shown(r, node));
        return false;
    }
    if (!members_have_attribute(a, node, *attribute, dimension)) {
        return false;
    }
    return !parts || attribute_has_parts(r, node, dimension, *attribute);
}

bool read_weight(struct reader *r, struct node *node, const struct members *members,
                 uint32_t *attribute) {
    struct amount_reader a = {r, members, NONE, RULE_EXACTLY};
    if (!read_attribute(&a, node, attribute, false)) {
        return false;
    }
    for (uint32_t i = 0; i < members->count; i++) {
        if (ratio_sign(member_value(r->plan, &members->list[i], *attribute)) <= 0) {
            notes_input(r->notes, read_blame(r, node),
                        "« %s » de « %s » n’est pas plus grand que 0 : rien ne s’y rapporte",
                        "'%s' of '%s' is not more than 0: nothing can be related to it",
                        r->plan->attributes[*attribute], members->labels[i]);
            notes_advise(r->notes, "écartez ce membre : « except: %s »",
                         "leave this member out: `except: %s`", members->labels[i]);
            return false;
        }
    }
    return true;
}

static void refuse_missing(struct reader *r, struct node *map, const char *key) {
    notes_input(r->notes, read_blame(r, map), "il manque « %s »", "'%s' is missing", key);
}

static bool read_per(const struct amount_reader *a, struct node *map,
                     struct node *const *values, struct amount *amount) {
    amount->kind = AMOUNT_PER;
    for (int key = AMOUNT_KEY_OF; key <= AMOUNT_KEY_BY; key++) {
        if (values[key] != NULL) {
            notes_input(a->r->notes, read_blame(a->r, values[key]),
                        "« %s » ne va pas avec « per »", "'%s' does not go with 'per'",
                        shape_amount.keys[key].name);
            return false;
        }
    }
    if (values[AMOUNT_KEY_RATE] == NULL) {
        refuse_missing(a->r, map, "rate");
        return false;
    }
    amount->value = read_number(values[AMOUNT_KEY_RATE], RATIO_ZERO);
    return read_attribute(a, values[AMOUNT_KEY_PER], &amount->attribute, false) &&
           read_usable(values[AMOUNT_KEY_RATE]);
}

static bool read_share(const struct amount_reader *a, struct node *map,
                       struct node *const *values, struct amount *amount) {
    struct reader *r = a->r;
    amount->kind = values[AMOUNT_KEY_BY] == NULL ? AMOUNT_SHARE : AMOUNT_SHARE_BY;
    amount->value = read_number(values[AMOUNT_KEY_SHARE], RATIO_ZERO);
    if (values[AMOUNT_KEY_RATE] != NULL) {
        notes_input(r->notes, read_blame(r, values[AMOUNT_KEY_RATE]),
                    "« rate » ne va pas avec « share »", "'rate' does not go with 'share'");
        return false;
    }
    if (values[AMOUNT_KEY_OF] == NULL) {
        refuse_missing(r, map, "of");
        return false;
    }
    amount->of = read_selection(r, values[AMOUNT_KEY_OF], a->members);
    bool sound = amount->of != NULL && read_usable(values[AMOUNT_KEY_SHARE]);
    if (values[AMOUNT_KEY_BY] != NULL) {
        sound = read_attribute(a, values[AMOUNT_KEY_BY], &amount->attribute, true) && sound;
    }
    if (sound) {
        read_refuse_empty(r, values[AMOUNT_KEY_OF], amount->of, NULL, false);
    }
    return sound;
}

struct amount read_amount(const struct amount_reader *a, struct node *node) {
    struct amount amount = {.kind = AMOUNT_NONE, .value = RATIO_ZERO, .attribute = NONE};
    if (!read_usable(node)) {
        return amount;
    }
    amount.place = read_place(a->r, node);
    if (node->kind == NODE_SCALAR) {
        amount.kind = AMOUNT_FIXED;
        amount.value = read_number(node, RATIO_ZERO);
        return amount;
    }
    struct node *values[AMOUNT_KEYS] = {NULL};
    record_values(node, values);
    bool sound = values[AMOUNT_KEY_PER] != NULL ? read_per(a, node, values, &amount)
                                                : read_share(a, node, values, &amount);
    if (!sound) {
        node->bad = true;
        amount.kind = AMOUNT_NONE;
    }
    return amount;
}

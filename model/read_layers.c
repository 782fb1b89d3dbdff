/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

struct fields read_fields(const struct layers *layers) {
    struct fields fields = {.extra = 0};
    for (uint32_t i = 0; i < layers->count; i++) {
        fields.extra += record_values(layers->map[i], fields.values);
    }
    return fields;
}

/* --- entities --------------------------------------------------------------------------------- */

static bool is_illustrative(const struct node *node) {
    if (!read_usable(node)) {
        return false;
    }
    return node->kind == NODE_LIST ? node->count > 0 : read_yes_no(node, false);
}

static void set_attribute(struct entity *entity, uint32_t name, struct ratio value) {
    for (uint32_t i = 0; i < entity->attribute_count; i++) {
        if (entity->attributes[i].name == name) {
            entity->attributes[i].value = value;
            return;
        }
    }
    entity->attributes[entity->attribute_count++] = (struct attribute){name, value};
}

/* Keys that the record does not know are attributes: check has let no other pass. */
static void read_attributes(struct reader *r, struct entity *entity,
                            const struct layers *layers) {
    for (uint32_t i = 0; i < layers->count; i++) {
        struct node *map = layers->map[i];
        if (!read_usable(map) || map->kind != NODE_MAP) {
            continue;
        }
        for (struct node *key = map->first; key != NULL; key = key->next->next) {
            if (!key->bad && key->known == 0) {
                uint32_t name = read_word(r, &r->attributes, key);
                set_attribute(entity, name, read_number(key->next, RATIO_ZERO));
            }
        }
    }
}

void read_entity(struct reader *r, struct entity *entity, const struct layers *layers,
                 const struct fields *fields) {
    const char *name = read_text(r, fields->values[ENTITY_NAME]);
    entity->place = read_place(r, layers->key);
    entity->name = name != NULL ? name : entity->id;
    entity->source = read_text(r, fields->values[ENTITY_SOURCE]);
    entity->illustrative = is_illustrative(fields->values[ENTITY_ILLUSTRATIVE]);
    if (fields->extra > 0) {
        entity->attributes = ARENA_ARRAY(r->arena, struct attribute, fields->extra);
        read_attributes(r, entity, layers);
    }
}

/* --- by year ---------------------------------------------------------------------------------- */

static bool read_years_in_order(struct reader *r, struct node *list, struct by_year *by_year) {
    uint32_t year_count = r->plan->has_years ? r->plan->year_count : 0;
    if (list->count != year_count) {
        if (!r->years.unsure) {
            notes_input(r->notes, read_blame(r, list),
                        "une liste par année doit avoir %u valeurs, pas %u",
                        "a list by year must have %u values, not %u", (unsigned)year_count,
                        (unsigned)list->count);
        }
        return false;
    }
    uint32_t year = 0;
    for (struct node *item = list->first; item != NULL; item = item->next) {
        by_year->amounts[year] = read_number(item, RATIO_ZERO);
        by_year->nodes[year++] = item;
    }
    return true;
}

bool read_by_year(struct reader *r, struct node *node, struct by_year *by_year) {
    uint32_t year_count = r->plan->year_count;
    by_year->amounts = ARENA_ARRAY(r->arena, struct ratio, year_count);
    by_year->nodes = ARENA_ARRAY(r->tree->arena, struct node *, year_count);
    for (uint32_t year = 0; year < year_count; year++) {
        by_year->amounts[year] = RATIO_ZERO;
    }
    if (node->kind == NODE_LIST) {
        return read_years_in_order(r, node, by_year);
    }
    bool sound = true;
    for (struct node *key = node->first; key != NULL; key = key->next->next) {
        uint32_t year = read_name(r, NAME_YEAR, key);
        if (year == NONE) {
            sound = false;
            continue;
        }
        by_year->amounts[year] = read_number(key->next, RATIO_ZERO);
        by_year->nodes[year] = key->next;
        sound = sound && !key->next->bad;
    }
    return sound;
}

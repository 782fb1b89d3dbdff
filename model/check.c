/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/check.h"

#include <string.h>

#include "model/check_parts.h"
#include "model/scalar.h"

#define MOST_HINTS 1000

static void check_value(struct checker *c, const struct node *key, struct node *node,
                        const struct shape *shape);

/* --- lists and maps --------------------------------------------------------------------------- */

static void check_count(struct checker *c, const struct node *key, struct node *node,
                        const struct shape *shape) {
    bool too_few = node->count < shape->least;
    if (!too_few && (shape->most == 0 || node->count <= shape->most)) {
        return;
    }
    node->bad = true;
    const char *label = key == NULL ? "" : check_shown(c, key);
    const char *expected = check_say(c, shape->french, shape->english);
    if (node->count == 0) {
        notes_input(c->notes, check_place(c, node), "« %s » : il faut %s, pas une liste vide",
                    "'%s' takes %s, not an empty list", label, expected);
    } else {
        notes_input(c->notes, check_place(c, node), "« %s » : il faut %s, pas une liste de %u",
                    "'%s' takes %s, not a list of %u", label, expected, (unsigned)node->count);
    }
}

static void check_list(struct checker *c, const struct node *key, struct node *node,
                       const struct shape *shape) {
    check_count(c, key, node, shape);
    for (struct node *item = node->first; item != NULL; item = item->next) {
        check_value(c, key, item, shape->item);
    }
}

static void check_map(struct checker *c, const struct node *key, struct node *node,
                      const struct shape *shape) {
    check_count(c, key, node, shape);
    for (struct node *name = node->first; name != NULL; name = name->next->next) {
        if (shape->names == NAME_ID || shape->names == NAME_MEASURE) {
            check_identifier(c, name, shape);
        }
        check_value(c, name, name->next, shape->item);
        node->known = name->next->known > node->known ? name->next->known : node->known;
    }
}

/* --- records ---------------------------------------------------------------------------------- */

static bool is_number(const struct node *node) {
    struct number number;
    return node->kind == NODE_SCALAR &&
           number_read(node->text, node->length, &number) == NUMBER_FINE;
}

static bool is_used(const struct checker *c, const struct node *key) {
    return node_is(key, "population") ||
           names_find(&c->used, key->text, key->length) != NAMES_NONE;
}

/* Position of a key that the table itself names. */
static uint32_t position_of(const struct shape *record, const char *name) {
    struct node key = {.text = name, .length = (uint32_t)strlen(name)};
    return record_key(record, &key, 0);
}

/* A key that the record does not know: an attribute, or a slip. A slip takes the place of the key
 * that is meant, unless that one is given too: it is not missing besides. */
static void check_extra(struct checker *c, const struct shape *record, struct node *key,
                        struct node **values) {
    struct node *value = key->next;
    bool attribute = record->attributes && identifier_is_sound(key->text, key->length);
    if (attribute && is_used(c, key)) {
        static const struct shape number = {.kind = SHAPE_NUMBER,
                                            .measure = NUMBER_ANY,
                                            .french = "un nombre tel que 2.6",
                                            .english = "a number such as 2.6"};
        check_value(c, key, value, &number);
        return;
    }
    c->record = record;
    const char *meant = check_meant_key(c, key);
    if (attribute && is_number(value) && meant == NULL) {
        return;
    }
    key->bad = value->bad = true;
    notes_input(c->notes, check_place(c, key), "clé inconnue : « %s »", "unknown key '%s'",
                check_shown(c, key));
    if (meant != NULL) {
        notes_advise(c->notes, "vouliez-vous dire « %s » ?", "did you mean '%s'?", meant);
        uint32_t position = position_of(record, meant);
        if (values[position] == NULL) {
            values[position] = value;
            key->known = (uint8_t)(position + 1);
        }
    } else if (scalar_is_blank(value) && is_number(key)) {
        notes_advise(c->notes, "une virgule dans un nombre ? les décimales prennent un point",
                     "a comma in a number? decimals take a point");
    } else if (attribute) {
        notes_advise(c->notes, "un attribut est un nombre", "an attribute is a number");
    } else {
        const char *keys[MOST_KEYS];
        for (uint32_t i = 0; i < record->key_count; i++) {
            keys[i] = record->keys[i].name;
        }
        notes_suggest(c->notes, keys, record->key_count, key->text, key->length);
    }
}

static void check_required(struct checker *c, const struct node *key, struct node *node,
                           const struct shape *record, struct node *const *values) {
    for (uint32_t i = 0; i < record->key_count && !record->partial; i++) {
        if (!record->keys[i].required || values[i] != NULL) {
            continue;
        }
        node->bad = node->bad || !record->entity;
        struct place place = check_place(c, record->entity && key != NULL ? key : node);
        if (key == NULL) {
            place.length = 0;
        }
        notes_input(c->notes, place, "il manque « %s »", "'%s' is missing",
                    record->keys[i].name);
        notes_advise(c->notes, "%s", "%s",
                     check_say(c, record->keys[i].french, record->keys[i].english));
    }
}

static const struct node *key_before(const struct node *map, const struct node *value) {
    const struct node *key = map->first;
    while (key->next != value) {
        key = key->next->next;
    }
    return key;
}

static void refuse_none_of(struct checker *c, const struct shape *record, struct place place) {
    struct text words = {0};
    for (size_t i = 0; record->one_of[i] != NULL; i++) {
        text_add(&words, i == 0 ? "" : ", ");
        text_add(&words, record->one_of[i]);
    }
    notes_input(c->notes, place, "il faut l’une de ces clés : %s",
                "one of these keys is needed: %s", text_string(&words));
    text_free(&words);
}

/* Exactly one of record->one_of must be given. */
static void check_one_of(struct checker *c, const struct node *key, struct node *node,
                         const struct shape *record, struct node *const *values) {
    const struct node *first = NULL;
    for (size_t i = 0; record->one_of[i] != NULL; i++) {
        const struct node *value = values[position_of(record, record->one_of[i])];
        if (value == NULL) {
            continue;
        }
        const struct node *its_key = key_before(node, value);
        if (first != NULL) {
            node->bad = true;
            notes_input(c->notes, check_place(c, its_key),
                        "« %s » et « %s » ne vont pas ensemble",
                        "'%s' and '%s' do not go together", check_shown(c, first),
                        check_shown(c, its_key));
            notes_also(c->notes, check_place(c, first));
            return;
        }
        first = its_key;
    }
    if (first == NULL) {
        const struct node *at = record->entity && key != NULL ? key : node;
        node->bad = node->bad || !record->entity;
        refuse_none_of(c, record, check_place(c, at));
    }
}

static void check_record(struct checker *c, const struct node *key, struct node *node,
                         const struct shape *record) {
    const struct shape *outer = c->record;
    struct node *values[MOST_KEYS] = {NULL};
    uint32_t hint = 0;
    for (struct node *name = node->first; name != NULL; name = name->next->next) {
        uint32_t position = record_key(record, name, hint);
        c->record = record;
        if (position == UINT32_MAX) {
            check_extra(c, record, name, values);
        } else {
            values[position] = name->next;
            hint = name->known = (uint8_t)(position + 1);
            node->known = name->known > node->known ? name->known : node->known;
            check_value(c, name, name->next, record->keys[position].shape);
        }
    }
    c->record = outer;
    check_required(c, key, node, record, values);
    if (record->one_of != NULL) {
        check_one_of(c, key, node, record, values);
    }
}

/* --- any value -------------------------------------------------------------------------------- */

static void check_value(struct checker *c, const struct node *key, struct node *node,
                        const struct shape *shape) {
    if (node->bad) {
        return;
    }
    if (scalar_is_blank(node)) {
        check_refuse_blank(c, key, node);
        return;
    }
    const struct shape *chosen = shape_for(shape, node->kind);
    if (chosen == NULL) {
        check_refuse_kind(c, key, node, shape);
        return;
    }
    if (chosen->kind == SHAPE_ANY) {
        return;
    }
    if (chosen->kind == SHAPE_EITHER) {
        check_value(c, key, node, chosen);
    } else if (node->kind == NODE_SCALAR) {
        check_scalar(c, key, node, chosen);
    } else if (node->kind == NODE_LIST && chosen->kind == SHAPE_LIST) {
        check_list(c, key, node, chosen);
    } else if (node->kind == NODE_MAP && chosen->kind == SHAPE_MAP) {
        check_map(c, key, node, chosen);
    } else if (node->kind == NODE_MAP && chosen->kind == SHAPE_RECORD) {
        check_record(c, key, node, chosen);
    } else {
        check_refuse_kind(c, key, node, shape);
    }
}

/* Attributes that rules use are known before the entities that have them are looked at. */
static void collect_used(struct checker *c, const struct node *node) {
    if (node->kind == NODE_LIST) {
        for (const struct node *item = node->first; item != NULL; item = item->next) {
            collect_used(c, item);
        }
        return;
    }
    if (node->kind != NODE_MAP) {
        return;
    }
    for (const struct node *key = node->first; key != NULL; key = key->next->next) {
        bool names = node_is(key, "by") || node_is(key, "per");
        if (names && key->next->kind == NODE_SCALAR) {
            names_add(&c->used, node_string(c->tree->arena, key->next), NULL);
        }
        collect_used(c, key->next);
    }
}

/* Other documents of the format name their plan, and have one of these keys. */
static bool refuse_other_document(struct checker *c, const struct node *root) {
    static const char *const others[] = {"recommendation", "study", NULL};
    if (check_is_scenarios(root)) {
        notes_input(c->notes, check_place(c, node_get(root, "plan")),
                    "ce document contient les scénarios d’un plan, pas un plan",
                    "this document holds the scenarios of a plan, not a plan");
        return true;
    }
    if (node_get(root, "plan") == NULL || node_get(root, "lines") != NULL) {
        return false;
    }
    for (const struct node *key = root->first; key != NULL; key = key->next->next) {
        if (check_is_one_of(key, others)) {
            notes_input(
                c->notes, check_place(c, key),
                "ce document n’est pas un plan : « %s » n’est pas disponible dans cette "
                "version",
                "this document is not a plan: '%s' is not available in this version",
                check_shown(c, key));
            return true;
        }
    }
    return false;
}

/* What another version of the format means by its keys is not known. */
static bool refuse_other_version(struct checker *c, const struct node *root) {
    struct node *version = node_get(root, "arrimage");
    if (version == NULL || version->bad || !is_number(version)) {
        return false;
    }
    check_value(c, key_before(root, version), version, shape_plan.keys[PLAN_ARRIMAGE].shape);
    return version->bad;
}

bool check_is_scenarios(const struct node *document) {
    return node_get(document, "plan") != NULL && node_get(document, "lines") == NULL &&
           (node_get(document, "scenarios") != NULL || node_get(document, "grid") != NULL);
}

bool check_scenarios(const struct tree *tree, struct node *document, struct notes *notes) {
    struct checker c = {.tree = tree, .notes = notes, .hints = MOST_HINTS};
    const size_t errors = notes_errors(notes);
    if (!refuse_other_version(&c, document)) {
        check_value(&c, NULL, document, &shape_scenarios);
    }
    return notes_errors(notes) == errors;
}

bool check_plan(const struct tree *tree, struct notes *notes) {
    struct checker c = {.tree = tree, .notes = notes, .hints = MOST_HINTS};
    struct node *root = tree->root;
    if (root->kind == NODE_MAP &&
        (refuse_other_document(&c, root) || refuse_other_version(&c, root))) {
        return false;
    }
    static const char *const users[] = {"rules", "goals"};
    for (size_t i = 0; i < sizeof users / sizeof users[0]; i++) {
        const struct node *its = node_get(root, users[i]);
        if (its != NULL) {
            collect_used(&c, its);
        }
    }
    check_value(&c, NULL, root, &shape_plan);
    names_free(&c.used);
    return root->kind == NODE_MAP;
}

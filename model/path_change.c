/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to the values that a path names. */
#include "model/path.h"

#include <stdlib.h>
#include <string.h>

void path_put(struct tree *tree, struct node *value, const struct node *other) {
    struct node *next = value->next;
    *value = *node_copy(tree->arena, other);
    value->next = next;
}

/* --- add -------------------------------------------------------------------------------------- */

/* A path in two: where an entry comes, and its name. False when it has one name only. */
static bool split_last(struct place path, struct place *where, struct place *name) {
    const char *bytes = path.source->bytes + path.offset;
    uint32_t dot = path.length;
    while (dot > 0 && bytes[dot - 1] != '.') {
        dot--;
    }
    *name = (struct place){path.source, path.offset + dot, path.length - dot};
    *where = (struct place){path.source, path.offset, dot > 0 ? dot - 1 : 0};
    return dot > 0;
}

static uint8_t source_number(const struct tree *tree, const struct source *source) {
    uint8_t number = 0;
    while (tree->sources[number] != source) {
        number++;
    }
    return number;
}

static bool is_there(const struct tree *tree, const struct node *map, struct place name,
                     struct place *entry) {
    for (const struct node *key = map->first; key != NULL; key = key->next->next) {
        if (key->length == name.length &&
            memcmp(key->text, name.source->bytes + name.offset, name.length) == 0) {
            *entry = node_place(tree, key);
            return true;
        }
    }
    return false;
}

/* A new pair of a map; the name is where the change has it. */
static bool add_entry(struct tree *tree, struct node *map, struct place name,
                      const struct node *value, struct notes *notes) {
    struct place there;
    const char *text = arena_copy(tree->arena, name.source->bytes + name.offset, name.length);
    if (map->kind != NODE_MAP || is_there(tree, map, name, &there)) {
        notes_input(notes, name, "« %s » existe déjà dans le plan",
                    "'%s' is in the plan already", text);
        notes_also(notes, map->kind == NODE_MAP ? there : node_place(tree, map));
        notes_advise(notes, "pour le changer : set", "to change it: set");
        return false;
    }
    struct node *key = ARENA_NEW(tree->arena, struct node);
    *key = (struct node){.kind = NODE_SCALAR,
                         .text = text,
                         .length = name.length,
                         .offset = name.offset,
                         .extent = name.length,
                         .source = source_number(tree, name.source)};
    key->next = node_copy(tree->arena, value);
    node_append(map, key);
    return true;
}

/* The list that the whole path names, or NULL. */
static struct node *list_named(struct tree *tree, struct place path) {
    struct notes quiet = {0};
    struct path_values found = {0};
    struct node *list = NULL;
    if (path_find(tree, path, PATH_READ, &found, &quiet) && found.count == 1 &&
        found.list[0]->kind == NODE_LIST) {
        list = found.list[0];
    }
    free(found.list);
    notes_free(&quiet);
    return list;
}

/* A section that the plan left out is made. */
static bool find_parents(struct tree *tree, struct place where, struct path_values *parents,
                         struct notes *notes) {
    bool section = memchr(where.source->bytes + where.offset, '.', where.length) == NULL;
    bool found = path_find(tree, where, section ? PATH_MAKE : PATH_READ, parents, notes);
    for (uint32_t i = 0; i < parents->count; i++) {
        struct node *parent = parents->list[i];
        if (section && parent->kind == NODE_SCALAR && parent->length == 0) {
            parent->kind = NODE_MAP;
        }
    }
    return found;
}

bool path_add(struct tree *tree, struct place path, const struct node *node,
              struct notes *notes) {
    struct place where, name;
    struct path_values parents = {0};
    struct node *list = list_named(tree, path);
    if (list != NULL) {
        node_append(list, node_copy(tree->arena, node));
        return true;
    }
    if (!split_last(path_unquoted(path), &where, &name)) {
        return add_entry(tree, tree->root, name, node, notes);
    }
    bool added = find_parents(tree, where, &parents, notes);
    for (uint32_t i = 0; added && i < parents.count; i++) {
        added = add_entry(tree, parents.list[i], name, node, notes);
    }
    free(parents.list);
    return added;
}

/* --- drop ------------------------------------------------------------------------------------- */

static bool is_dropped(const struct path_values *values, const struct node *node) {
    for (uint32_t i = 0; i < values->count; i++) {
        if (values->list[i] == node) {
            return true;
        }
    }
    return false;
}

static void drop_in(struct node *node, const struct path_values *values) {
    bool map = node->kind == NODE_MAP;
    struct node **at = &node->first;
    while (*at != NULL) {
        struct node *value = map ? (*at)->next : *at;
        if (is_dropped(values, value)) {
            *at = value->next;
            node->count--;
        } else {
            drop_in(value, values);
            at = &value->next;
        }
    }
}

bool path_drop(struct tree *tree, struct place path, struct notes *notes) {
    struct path_values values = {0};
    bool found = path_find(tree, path, PATH_DROP, &values, notes);
    if (found && values.count > 0) {
        drop_in(tree->root, &values);
    }
    free(values.list);
    return found;
}

/* --- set -------------------------------------------------------------------------------------- */

/* The assignment as a source of the tree, and its value read from it: the path is blanked out
 * while YAML reads, so that places in the value are places in the assignment. */
static struct node *read_value(struct tree *tree, struct source *source, size_t equals,
                               struct notes *notes) {
    char *path = arena_copy(tree->arena, source->bytes, equals + 1);
    memset(source->bytes, ' ', equals + 1);
    struct node *value = tree_read_piece(tree, source, notes);
    memcpy(source->bytes, path, equals + 1);
    return value;
}

bool path_set(struct tree *tree, const char *assignment, struct notes *notes) {
    struct source *source = ARENA_NEW(tree->arena, struct source);
    source->length = strlen(assignment);
    source->name = arena_copy(tree->arena, "--set", 5);
    source->bytes = arena_copy(tree->arena, assignment, source->length);
    const char *equals = strchr(assignment, '=');
    if (equals == NULL || equals == assignment || equals[1] == '\0') {
        notes_input(notes, (struct place){source, 0, (uint32_t)source->length},
                    "il faut un chemin et une valeur, tels que « funds.parsis.amount=50_000 »",
                    "a path and a value are needed, such as 'funds.parsis.amount=50_000'");
        return false;
    }
    uint32_t length = (uint32_t)(equals - assignment);
    struct node *value = read_value(tree, source, length, notes);
    struct path_values values = {0};
    if (value == NULL) {
        return false;
    }
    bool met = path_find(tree, (struct place){source, 0, length}, PATH_MAKE, &values, notes);
    for (uint32_t i = 0; i < values.count; i++) {
        path_put(tree, values.list[i], value);
    }
    free(values.list);
    return met;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the changed documents differ from the plan's. */
#include <stdlib.h>
#include <string.h>

#include "model/schema.h"
#include "scenarios/compare_parts.h"

#define SHOWN 60 /* bytes of a list or map, before an ellipsis */

/* A path at which some scenario differs. */
struct row {
    const char *path, *unit;
    struct input_value plan;    /* what the plan says */
    struct input_value *values; /* [scenario_count]; place and text of those that differ */
    bool *differs;              /* [scenario_count] */
};

struct rows {
    struct row *list; /* [paths.count] */
    struct names paths;
    uint32_t capacity;
};

struct walk {
    struct comparing *c;
    const struct tree *changed;
    struct text path;
    uint32_t scenario;
};

/* --- what stands there ------------------------------------------------------------------------ */

static void add_node(struct text *out, const struct node *node) {
    if (node->kind == NODE_SCALAR) {
        text_add_bytes(out, node->text, node->length);
        return;
    }
    bool map = node->kind == NODE_MAP;
    text_add(out, map ? "{" : "[");
    for (const struct node *item = node->first; item != NULL && out->length <= SHOWN;) {
        text_add(out, item == node->first ? "" : ", ");
        if (map) {
            text_add_bytes(out, item->text, item->length);
            text_add(out, ": ");
            item = item->next;
        }
        add_node(out, item);
        item = item->next;
    }
    text_add(out, map ? "}" : "]");
}

static struct input_value value_of(struct arena *arena, const struct tree *tree,
                                   const struct node *node) {
    struct input_value value = {NULL, NOWHERE};
    struct text text = {0};
    if (node == NULL) {
        return value;
    }
    add_node(&text, node);
    size_t length = text.length;
    if (length > SHOWN) {
        length = utf8_valid_prefix(text_string(&text), SHOWN);
        text.length = length;
        text_add(&text, " …");
    }
    value.text = arena_copy(arena, text_string(&text), text.length);
    value.place = node_place(tree, node);
    text_free(&text);
    return value;
}

static bool same_nodes(const struct node *a, const struct node *b) {
    if (a->kind != b->kind || a->count != b->count || a->length != b->length ||
        (a->length > 0 && memcmp(a->text, b->text, a->length) != 0)) {
        return false;
    }
    const struct node *other = b->first;
    for (const struct node *item = a->first; item != NULL;
         item = item->next, other = other->next) {
        if (!same_nodes(item, other)) {
            return false;
        }
    }
    return true;
}

/* --- rows ------------------------------------------------------------------------------------- */

static const char *unit_of(const struct shape *shape, const struct node *node) {
    while (shape != NULL && shape->kind != SHAPE_NUMBER) {
        const struct shape *inner = shape->kind == SHAPE_EITHER
                                        ? shape_for(shape, (enum node_kind)node->kind)
                                    : shape->kind == SHAPE_LIST ? shape->item
                                                                : NULL;
        shape = inner == shape ? NULL : inner;
    }
    bool money =
        shape != NULL && (shape->measure == NUMBER_MONEY || shape->measure == NUMBER_STEP);
    return money ? "$" : "";
}

static struct row *row_of(struct walk *w, const struct shape *shape, const struct node *plan,
                          const struct node *changed) {
    struct rows *rows = w->c->rows;
    struct comparison *comparison = w->c->comparison;
    bool is_new;
    const char *path = arena_copy(comparison->arena, text_string(&w->path), w->path.length);
    uint32_t at = names_add(&rows->paths, path, &is_new);
    if (is_new) {
        if (at == rows->capacity) {
            rows->capacity = rows->capacity == 0 ? 16 : 2 * rows->capacity;
            rows->list = memory_grow(rows->list, rows->capacity, sizeof *rows->list);
        }
        rows->list[at] = (struct row){
            .path = path,
            .unit = unit_of(shape, plan != NULL ? plan : changed),
            .plan = value_of(comparison->arena, w->c->tree, plan),
            .values =
                ARENA_ARRAY(comparison->arena, struct input_value, comparison->scenario_count),
            .differs = ARENA_ARRAY(comparison->arena, bool, comparison->scenario_count)};
    }
    return &rows->list[at];
}

static void note_row(struct walk *w, const struct shape *shape, const struct node *plan,
                     const struct node *changed) {
    struct row *row = row_of(w, shape, plan, changed);
    row->differs[w->scenario] = true;
    row->values[w->scenario] = value_of(w->c->comparison->arena, w->changed, changed);
}

/* --- the walk --------------------------------------------------------------------------------- */

static const struct shape *shape_below(const struct shape *shape, const struct node *map,
                                       const struct node *key) {
    if (shape != NULL && shape->kind == SHAPE_EITHER) {
        shape = shape_for(shape, (enum node_kind)map->kind);
    }
    if (shape == NULL || shape->kind == SHAPE_MAP) {
        return shape == NULL ? NULL : shape->item;
    }
    if (shape->kind != SHAPE_RECORD) {
        return NULL;
    }
    uint32_t position = record_key(shape, key, 0);
    return position == UINT32_MAX ? NULL : shape->keys[position].shape;
}

static const struct node *find(const struct node *map, const struct node *key) {
    for (const struct node *other = map->first; other != NULL; other = other->next->next) {
        if (other->length == key->length && memcmp(other->text, key->text, key->length) == 0) {
            return other->next;
        }
    }
    return NULL;
}

static void compare_nodes(struct walk *w, const struct shape *shape, const struct node *plan,
                          const struct node *changed);

/* One key of two maps; either value may be missing. A template's members stand in its `each`. */
static void compare_key(struct walk *w, const struct shape *inner, const struct node *key,
                        const struct node *plan, const struct node *changed) {
    size_t length = w->path.length;
    if (!node_is(key, "each")) {
        text_add(&w->path, length > 0 ? "." : "");
        text_add_bytes(&w->path, key->text, key->length);
    }
    compare_nodes(w, inner, plan, changed);
    w->path.length = length;
    w->path.bytes[length] = '\0';
}

static void compare_maps(struct walk *w, const struct shape *shape, const struct node *plan,
                         const struct node *changed) {
    const struct node *other = changed->first;
    for (const struct node *key = plan->first; key != NULL; key = key->next->next) {
        /* mostly the keys still stand in the same order */
        bool next = other != NULL && other->length == key->length &&
                    memcmp(other->text, key->text, key->length) == 0;
        const struct node *value = next ? other->next : find(changed, key);
        if (next) {
            other = other->next->next;
        }
        compare_key(w, shape_below(shape, plan, key), key, key->next, value);
    }
    /* as many in the same order: none is new */
    bool same = other == NULL && plan->count == changed->count;
    for (const struct node *key = same ? NULL : changed->first; key != NULL;
         key = key->next->next) {
        if (find(plan, key) == NULL) {
            compare_key(w, shape_below(shape, changed, key), key, NULL, key->next);
        }
    }
}

static void compare_nodes(struct walk *w, const struct shape *shape, const struct node *plan,
                          const struct node *changed) {
    if (plan != NULL && changed != NULL && plan->kind == NODE_MAP &&
        changed->kind == NODE_MAP) {
        compare_maps(w, shape, plan, changed);
    } else if (plan == NULL && changed != NULL && changed->kind == NODE_MAP &&
               changed->first != NULL && shape != NULL && shape->kind == SHAPE_MAP) {
        const struct node none = {.kind = NODE_MAP, .text = ""};
        compare_maps(w, shape, &none, changed);
    } else if (plan == NULL || changed == NULL || !same_nodes(plan, changed)) {
        note_row(w, shape, plan, changed);
    }
}

void inputs_note(struct comparing *c, uint32_t scenario, const struct tree *changed) {
    struct walk walk = {.c = c, .changed = changed, .scenario = scenario};
    if (c->rows == NULL) {
        c->rows = memory_grow(NULL, 1, sizeof *c->rows);
        *c->rows = (struct rows){0};
    }
    text_add(&walk.path, "");
    compare_nodes(&walk, &shape_plan, c->plain->root, changed->root);
    text_free(&walk.path);
}

/* --- the whole -------------------------------------------------------------------------------- */

/* Whether the scenario took away what the path stands in. */
static bool is_gone(const struct rows *rows, const char *path, uint32_t scenario) {
    for (size_t length = strlen(path); length > 0; length--) {
        uint32_t at = path[length] == '.' ? names_find(&rows->paths, path, length) : NAMES_NONE;
        if (at != NAMES_NONE && rows->list[at].differs[scenario]) {
            return true;
        }
    }
    return false;
}

void inputs_gather(struct comparing *c) {
    struct comparison *comparison = c->comparison;
    struct rows *rows = c->rows;
    if (rows == NULL) {
        return;
    }
    comparison->input_count = rows->paths.count;
    comparison->inputs = ARENA_ARRAY(comparison->arena, struct input, rows->paths.count);
    for (uint32_t i = 0; i < rows->paths.count; i++) {
        struct row *row = &rows->list[i];
        for (uint32_t s = 0; s < comparison->scenario_count; s++) {
            if (!row->differs[s] && !is_gone(rows, row->path, s)) {
                row->values[s] = row->plan;
            }
        }
        comparison->inputs[i] = (struct input){row->path, row->unit, row->values};
    }
    names_free(&rows->paths);
    free(rows->list);
    free(rows);
    c->rows = NULL;
}

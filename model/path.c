/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/path.h"

#include <stdlib.h>
#include <string.h>

#include "base/names.h"

#define MOST_SEGMENTS 32

struct segment {
    const char *text;
    uint32_t length, offset;
};

struct finder {
    struct tree *tree;
    struct notes *notes;
    const struct source *source;
    struct segment segments[MOST_SEGMENTS];
    uint32_t count;
    enum path_use use;
    bool told; /* why nothing was met */
    struct path_values *values;
};

static void descend(struct finder *f, struct node *node, uint32_t at);

/* --- nodes ------------------------------------------------------------------------------------ */

static struct node *new_node(struct finder *f, enum node_kind kind, uint32_t at) {
    struct node *node = ARENA_NEW(f->tree->arena, struct node);
    const struct segment *segment = &f->segments[at];
    uint8_t source = 0;
    while (f->tree->sources[source] != f->source) {
        source++;
    }
    *node = (struct node){.kind = (uint8_t)kind,
                          .text = "",
                          .offset = segment->offset,
                          .extent = segment->length,
                          .source = source};
    return node;
}

/* Adds a key of segment `at` to a map; the value is the given node. */
static struct node *add_pair(struct finder *f, struct node *map, uint32_t at,
                             struct node *value) {
    struct node *key = new_node(f, NODE_SCALAR, at);
    key->text = f->segments[at].text;
    key->length = f->segments[at].length;
    key->next = value;
    value->next = NULL;
    node_append(map, key);
    return value;
}

static bool matches(const struct segment *segment, const struct node *node) {
    return node->kind == NODE_SCALAR && node->length == segment->length &&
           memcmp(node->text, segment->text, segment->length) == 0;
}

static bool is_star(const struct segment *segment) {
    return segment->length == 1 && segment->text[0] == '*';
}

static struct node *value_at(const struct node *map, const struct segment *segment) {
    if (map == NULL || map->kind != NODE_MAP) {
        return NULL;
    }
    for (const struct node *key = map->first; key != NULL; key = key->next->next) {
        if (matches(segment, key)) {
            return key->next;
        }
    }
    return NULL;
}

/* --- notes ------------------------------------------------------------------------------------ */

static struct place place_at(const struct finder *f, uint32_t at) {
    return (struct place){f->source, f->segments[at].offset, f->segments[at].length};
}

static void suggest_key(struct finder *f, const struct node *map, uint32_t at) {
    const struct segment *segment = &f->segments[at];
    struct names names = {0};
    for (const struct node *key = map->kind == NODE_MAP ? map->first : NULL; key != NULL;
         key = key->next->next) {
        names_add(&names, node_string(f->tree->arena, key), NULL);
    }
    notes_suggest(f->notes, names.list, names.count, segment->text, segment->length);
    names_free(&names);
}

static void refuse(struct finder *f, const struct node *map, uint32_t at) {
    if (f->told) {
        return;
    }
    f->told = true;
    const char *shown =
        arena_copy(f->tree->arena, f->segments[at].text, f->segments[at].length);
    notes_input(f->notes, place_at(f, at), "le plan n’a pas de « %s » à cet endroit",
                "the plan has no '%s' there", shown);
    if (at > 0) {
        notes_also(f->notes, node_place(f->tree, map));
    }
    suggest_key(f, map, at);
}

/* --- members of templates --------------------------------------------------------------------- */

static void meet(struct finder *f, struct node *value) {
    ARRAY_RESERVE(f->values->list, f->values->count, f->values->capacity);
    f->values->list[f->values->count++] = value;
}

static const struct node *section_of(const struct finder *f, const struct node *dimension) {
    static const struct {
        const char *word, *section;
    } sections[] = {{"territory", "territories"},
                    {"axis", "axes"},
                    {"fund", "funds"},
                    {"line", "lines"},
                    {"year", "years"}};
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        if (node_is(dimension, sections[i].word)) {
            return node_get(f->tree->root, sections[i].section);
        }
    }
    return NULL;
}

static uint32_t member_segments(const struct finder *f, const struct node *for_each,
                                uint32_t at);

/* How many segments from `at` name a member of one dimension; 0: none does. */
static uint32_t segments_of(const struct finder *f, const struct node *dimension, uint32_t at) {
    const struct node *section = section_of(f, dimension);
    if (section == NULL || at >= f->count) {
        return 0;
    }
    if (section->kind == NODE_LIST) {
        for (const struct node *item = section->first; item != NULL; item = item->next) {
            if (matches(&f->segments[at], item)) {
                return 1;
            }
        }
        return 0;
    }
    const struct node *entity = value_at(section, &f->segments[at]);
    const struct node *inner = node_is(dimension, "line") ? node_get(entity, "for_each") : NULL;
    if (entity == NULL || inner == NULL) {
        return entity != NULL;
    }
    uint32_t more = member_segments(f, inner, at + 1);
    return more > 0 ? 1 + more : 0;
}

/* All dimensions in order, or one of them alone. */
static uint32_t member_segments(const struct finder *f, const struct node *for_each,
                                uint32_t at) {
    if (for_each->kind == NODE_SCALAR) {
        return segments_of(f, for_each, at);
    }
    uint32_t taken = 0, alone = 0;
    bool all = true;
    for (const struct node *item = for_each->first; item != NULL; item = item->next) {
        uint32_t one = all ? segments_of(f, item, at + taken) : 0;
        all = all && one > 0;
        taken += one;
        alone = alone > 0 ? alone : segments_of(f, item, at);
    }
    return all ? taken : alone;
}

/* Several segments as one: the name of a member. */
static struct segment joined(const struct finder *f, uint32_t at, uint32_t taken) {
    const struct segment *first = &f->segments[at], *last = &f->segments[at + taken - 1];
    return (struct segment){first->text, last->offset + last->length - first->offset,
                            first->offset};
}

/* A member's map in `each`, made when it is not there. */
static struct node *member_map(struct finder *f, struct node *template, uint32_t at,
                               uint32_t taken) {
    struct segment whole = joined(f, at, taken), saved = f->segments[at];
    struct node *each = node_get(template, "each");
    if (each == NULL || each->kind != NODE_MAP) {
        struct segment word = {"each", 4, saved.offset};
        f->segments[at] = word;
        each = add_pair(f, template, at, new_node(f, NODE_MAP, at));
        f->segments[at] = saved;
    }
    struct node *map = value_at(each, &whole);
    if (map == NULL) {
        f->segments[at] = whole;
        map = add_pair(f, each, at, new_node(f, NODE_MAP, at));
        f->segments[at] = saved;
    }
    return map;
}

/* Members of a list or a map by that name; how many. */
static uint32_t meet_named(struct finder *f, const struct node *names,
                           const struct segment *name) {
    bool map = names != NULL && names->kind == NODE_MAP;
    uint32_t met = 0;
    for (struct node *item = names != NULL ? names->first : NULL; item != NULL;
         item = map ? item->next->next : item->next) {
        if (matches(name, item)) {
            meet(f, map ? item->next : item);
            met++;
        }
    }
    return met;
}

/* `name` as a list, `[name]`. */
static void be_list(struct finder *f, struct node *node) {
    if (node->kind == NODE_SCALAR) {
        struct node *item = node_copy(f->tree->arena, node), *next = node->next;
        *node = (struct node){.kind = NODE_LIST,
                              .text = "",
                              .first = item,
                              .next = next,
                              .count = 1,
                              .offset = node->offset,
                              .extent = node->extent,
                              .source = node->source};
    }
}

/* A whole member can only be dropped: from `only`, where it is named there, else by `except`. */
static void except_member(struct finder *f, struct node *template, uint32_t at,
                          uint32_t taken) {
    struct segment name = joined(f, at, taken), saved = f->segments[at];
    struct node *only = node_get(template, "only"), *except = node_get(template, "except");
    meet_named(f, node_get(template, "each"), &name);
    if (only != NULL) {
        be_list(f, only);
        if (meet_named(f, only, &name) == 0) {
            refuse(f, template, at);
        }
        return;
    }
    if (except == NULL) {
        f->segments[at] = (struct segment){"except", 6, name.offset};
        except = add_pair(f, template, at, new_node(f, NODE_LIST, at));
    }
    be_list(f, except);
    f->segments[at] = name;
    struct node *item = new_node(f, NODE_SCALAR, at);
    item->text = name.text;
    item->length = name.length;
    node_append(except, item);
    f->segments[at] = saved;
}

/* What the template says holds for the member until it is changed there. */
static void descend_member(struct finder *f, struct node *template, uint32_t at,
                           uint32_t taken) {
    uint32_t next = at + taken;
    if (next >= f->count) {
        if (f->use == PATH_DROP) {
            except_member(f, template, at, taken);
        } else {
            refuse(f, template, at);
        }
        return;
    }
    const struct node *inherited = value_at(template, &f->segments[next]);
    struct node *map = member_map(f, template, at, taken);
    if (map->kind == NODE_MAP && inherited != NULL && f->use != PATH_DROP &&
        value_at(map, &f->segments[next]) == NULL) {
        add_pair(f, map, next, node_copy(f->tree->arena, inherited));
    }
    descend(f, map, next);
}

/* The template, and each of its members that says otherwise. */
static void descend_all_members(struct finder *f, struct node *template, uint32_t at) {
    const struct node *each = node_get(template, "each");
    descend(f, template, at);
    for (struct node *key = each != NULL && each->kind == NODE_MAP ? each->first : NULL;
         key != NULL && at < f->count; key = key->next->next) {
        if (value_at(key->next, &f->segments[at]) != NULL) {
            descend(f, key->next, at);
        }
    }
}

/* --- steps ------------------------------------------------------------------------------------ */

/* On with the value of segment `at - 1`. */
static void go_on(struct finder *f, struct node *value, uint32_t at) {
    if (at == f->count) {
        meet(f, value);
    } else {
        descend(f, value, at);
    }
}

static void descend_star(struct finder *f, struct node *node, uint32_t at) {
    bool map = node->kind == NODE_MAP;
    for (struct node *item = node->first; item != NULL;) {
        struct node *value = map ? item->next : item;
        struct node *next = value->next;
        if (at + 1 < f->count && node_get(value, "for_each") != NULL) {
            descend_all_members(f, value, at + 1);
        } else {
            go_on(f, value, at + 1);
        }
        item = next;
    }
}

/* A list by year, or a list of funds, which becomes a map of them. */
static void descend_list(struct finder *f, struct node *list, uint32_t at) {
    const struct node *years = node_get(f->tree->root, "years");
    struct node *value = list->first;
    if (years != NULL && years->kind == NODE_LIST && years->count == list->count) {
        for (const struct node *year = years->first; year != NULL; year = year->next) {
            if (matches(&f->segments[at], year)) {
                go_on(f, value, at + 1);
                return;
            }
            value = value->next;
        }
    }
    if (f->use == PATH_DROP && at + 1 == f->count &&
        meet_named(f, list, &f->segments[at]) > 0) {
        return;
    }
    bool named = false, scalars = true;
    for (const struct node *item = list->first; item != NULL; item = item->next) {
        named = named || matches(&f->segments[at], item);
        scalars = scalars && item->kind == NODE_SCALAR;
    }
    if (!named || !scalars || at + 1 == f->count) {
        refuse(f, list, at);
        return;
    }
    for (struct node *item = list->first; item != NULL;) {
        struct node *next = item->next;
        item->next = new_node(f, NODE_MAP, at);
        item->next->next = next;
        item = next;
    }
    list->kind = NODE_MAP;
    descend(f, list, at);
}

/* The sections of a plan hold entries that must exist; keys inside an entry may be made. */
static bool may_make(const struct finder *f, const struct node *map, uint32_t at) {
    static const char *const sections[] = {"territories", "axes", "funds", "lines", "rules"};
    bool in_section = false;
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        in_section = in_section || map == node_get(f->tree->root, sections[i]);
    }
    return f->use == PATH_MAKE && !in_section && (at > 0 || f->count == 1);
}

static void descend(struct finder *f, struct node *node, uint32_t at) {
    const struct segment *segment = &f->segments[at];
    struct node *value = value_at(node, segment);
    struct node *for_each = at > 0 ? node_get(node, "for_each") : NULL;
    uint32_t taken = value == NULL && for_each != NULL ? member_segments(f, for_each, at) : 0;
    if (value != NULL) {
        go_on(f, value, at + 1);
    } else if (is_star(segment) && for_each != NULL && at + 1 < f->count) {
        descend_all_members(f, node, at + 1);
    } else if (is_star(segment) && node->first != NULL) {
        descend_star(f, node, at);
    } else if (taken > 0) {
        descend_member(f, node, at, taken);
    } else if (node->kind == NODE_LIST) {
        descend_list(f, node, at);
    } else if (node->kind == NODE_MAP && may_make(f, node, at)) {
        bool last = at + 1 == f->count;
        go_on(f, add_pair(f, node, at, new_node(f, last ? NODE_SCALAR : NODE_MAP, at)), at + 1);
    } else {
        refuse(f, node, at);
    }
}

/* --- the whole -------------------------------------------------------------------------------- */

static bool split(struct finder *f, struct place path) {
    const char *bytes = path.source->bytes;
    uint32_t start = path.offset, end = path.offset + path.length;
    for (uint32_t i = start; i <= end; i++) {
        if (i < end && bytes[i] != '.') {
            continue;
        }
        if (i == start || f->count == MOST_SEGMENTS) {
            notes_input(f->notes, (struct place){path.source, start, 0},
                        "un chemin s’écrit comme « funds.parsis.amount »",
                        "a path is written like 'funds.parsis.amount'");
            return false;
        }
        f->segments[f->count++] = (struct segment){bytes + start, i - start, start};
        start = i + 1;
    }
    return true;
}

struct place path_unquoted(struct place path) {
    const char *bytes = path.source->bytes + path.offset;
    if (path.length >= 2 && (bytes[0] == '"' || bytes[0] == '\'') &&
        bytes[path.length - 1] == bytes[0]) {
        path.offset++;
        path.length -= 2;
    }
    return path;
}

bool path_find(struct tree *tree, struct place path, enum path_use use,
               struct path_values *values, struct notes *notes) {
    struct finder f = {
        .tree = tree, .notes = notes, .source = path.source, .use = use, .values = values};
    if (!split(&f, path_unquoted(path))) {
        return false;
    }
    descend(&f, tree->root, 0);
    return !f.told;
}

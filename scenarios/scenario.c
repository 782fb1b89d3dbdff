/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenarios/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "model/check.h"
#include "model/schema.h"
#include "scenarios/scenario_parts.h"

enum visit { VISIT_NEW, VISIT_OPEN, VISIT_DONE };

struct reader {
    const struct tree *tree;
    struct notes *notes;
    struct scenarios *scenarios;
    struct names ids;
    struct node **keys;                    /* [written] */
    struct node *(*values)[SCENARIO_KEYS]; /* [written] */
    enum visit *visits;                    /* [written] */
    uint32_t written;                      /* without the grid's */
};

/* --- changes ---------------------------------------------------------------------------------- */

/* The changes of one scenario while they are gathered. */
struct gathered {
    const struct change **list; /* [count] */
    uint32_t count, capacity;
};

static void gather(struct gathered *to, const struct change *change) {
    for (uint32_t i = 0; i < to->count; i++) {
        if (to->list[i] == change) {
            return;
        }
    }
    ARRAY_RESERVE(to->list, to->count, to->capacity);
    to->list[to->count++] = change;
}

const struct change *scenario_change(const struct tree *tree, struct arena *arena,
                                     enum change_kind kind, const struct node *path,
                                     const struct node *value) {
    struct change *change = ARENA_NEW(arena, struct change);
    *change = (struct change){kind, node_string(arena, path), node_place(tree, path), value};
    return change;
}

static void gather_map(struct reader *r, struct gathered *to, enum change_kind kind,
                       const struct node *map) {
    for (const struct node *key = map != NULL ? map->first : NULL; key != NULL;
         key = key->next->next) {
        gather(to, scenario_change(r->tree, r->scenarios->arena, kind, key, key->next));
    }
}

/* In the order in which the keys of the scenario are written. */
static void gather_own(struct reader *r, uint32_t position, struct gathered *to) {
    struct node **values = r->values[position];
    for (const struct node *key = r->keys[position]->next->first; key != NULL;
         key = key->next->next) {
        if (key->next == values[SCENARIO_SET]) {
            gather_map(r, to, CHANGE_SET, key->next);
        } else if (key->next == values[SCENARIO_SCALE]) {
            gather_map(r, to, CHANGE_SCALE, key->next);
        } else if (key->next == values[SCENARIO_ADD]) {
            gather_map(r, to, CHANGE_ADD, key->next);
        } else if (key->next == values[SCENARIO_REMOVE]) {
            for (const struct node *path = key->next->first; path != NULL; path = path->next) {
                gather(to, scenario_change(r->tree, r->scenarios->arena, CHANGE_REMOVE, path,
                                           NULL));
            }
        }
    }
}

/* --- from ------------------------------------------------------------------------------------- */

static void gather_scenario(struct reader *r, uint32_t position);

/* False when what comes from there is not known. */
static bool gather_from(struct reader *r, const struct node *name, struct gathered *to) {
    uint32_t at = names_find(&r->ids, name->text, name->length);
    if (at == NAMES_NONE) {
        const char *word = node_string(r->scenarios->arena, name);
        notes_input(r->notes, node_place(r->tree, name), "scénario inconnu : « %s »",
                    "unknown scenario '%s'", word);
        notes_suggest(r->notes, r->ids.list, r->ids.count, word, strlen(word));
        return false;
    }
    if (r->visits[at] == VISIT_OPEN) {
        notes_input(r->notes, node_place(r->tree, name), "« %s » est fait à partir de lui-même",
                    "'%s' is made from itself", r->ids.list[at]);
        notes_also(r->notes, node_place(r->tree, r->keys[at]));
        notes_advise(r->notes, "enlevez l’un des «\u00a0from\u00a0» du cercle",
                     "take one 'from' out of the circle");
        return false;
    }
    gather_scenario(r, at);
    const struct scenario *earlier = &r->scenarios->list[at];
    for (uint32_t i = 0; i < earlier->change_count; i++) {
        gather(to, earlier->changes[i]);
    }
    return !earlier->unsound;
}

/* The changes of a scenario and of those it is made from. */
static void gather_scenario(struct reader *r, uint32_t position) {
    struct scenario *scenario = &r->scenarios->list[position];
    struct node *from = r->values[position][SCENARIO_FROM];
    struct gathered all = {0};
    if (r->visits[position] == VISIT_DONE) {
        return;
    }
    r->visits[position] = VISIT_OPEN;
    bool one = from != NULL && from->kind == NODE_SCALAR;
    for (struct node *name = one            ? from
                             : from != NULL ? from->first
                                            : NULL;
         name != NULL; name = one ? NULL : name->next) {
        if (name->bad || !gather_from(r, name, &all)) {
            scenario->unsound = true;
        }
    }
    if (!scenario->unsound) {
        gather_own(r, position, &all);
    }
    r->visits[position] = VISIT_DONE;
    scenario->change_count = all.count;
    scenario->changes = ARENA_ARRAY(r->scenarios->arena, const struct change *, all.count);
    if (all.count > 0) {
        memcpy(scenario->changes, all.list, all.count * sizeof *all.list);
    }
    free(all.list);
}

/* --- the whole -------------------------------------------------------------------------------- */

struct scenario scenario_entity(const struct tree *tree, struct arena *arena,
                                const struct node *key, struct node *const *values) {
    const struct node *illustrative = values[ENTITY_ILLUSTRATIVE];
    struct scenario scenario = {.id = node_string(arena, key), .place = node_place(tree, key)};
    scenario.names[FRENCH] = scenario.names[ENGLISH] =
        values[ENTITY_NAME] != NULL ? node_string(arena, values[ENTITY_NAME]) : scenario.id;
    scenario.source =
        values[ENTITY_SOURCE] != NULL ? node_string(arena, values[ENTITY_SOURCE]) : NULL;
    scenario.illustrative =
        illustrative != NULL && !node_is(illustrative, "no") && !node_is(illustrative, "false");
    return scenario;
}

/* Was anything in it refused? */
static bool has_fault(const struct node *node) {
    bool fault = node->bad;
    for (const struct node *child = node->first; child != NULL && !fault; child = child->next) {
        fault = has_fault(child);
    }
    return fault;
}

static void enter(struct reader *r, struct node *map) {
    uint32_t count = map != NULL ? map->count : 0;
    r->keys = ARENA_ARRAY(r->scenarios->arena, struct node *, count);
    r->values = (struct node * (*)[SCENARIO_KEYS])
        arena_alloc(r->scenarios->arena, count, sizeof *r->values);
    r->visits = ARENA_ARRAY(r->scenarios->arena, enum visit, count);
    for (struct node *key = map != NULL ? map->first : NULL; key != NULL;
         key = key->next->next) {
        uint32_t at = r->written++;
        bool unsound = key->bad || has_fault(key->next);
        r->keys[at] = key;
        if (!unsound) { /* else its name is known, and no more */
            record_values(key->next, r->values[at]);
        }
        r->scenarios->list[at] =
            scenario_entity(r->tree, r->scenarios->arena, key, r->values[at]);
        r->scenarios->list[at].unsound = unsound;
        names_add(&r->ids, r->scenarios->list[at].id, NULL);
    }
}

/* `base` is the plan as it stands, written down or not. */
static void settle_base(struct reader *r) {
    struct scenarios *scenarios = r->scenarios;
    uint32_t at = names_find(&r->ids, "base", strlen("base"));
    if (at == NAMES_NONE) {
        memmove(scenarios->list + 1, scenarios->list,
                scenarios->count * sizeof *scenarios->list);
        scenarios->count++;
        scenarios->list[0] = (struct scenario){.id = "base", .place = NOWHERE};
        scenarios->list[0].names[FRENCH] = "Le plan tel quel";
        scenarios->list[0].names[ENGLISH] = "The plan as it stands";
        at = 0;
    }
    scenarios->base = at;
    struct scenario *base = &scenarios->list[at];
    if (base->change_count == 0) {
        return;
    }
    notes_input(r->notes, base->place, "« base » est le plan tel quel et ne change rien",
                "'base' is the plan as it stands and changes nothing");
    notes_also(r->notes, base->changes[0]->place);
    notes_advise(r->notes, "donnez un autre nom à ce scénario",
                 "give this scenario another name");
    base->unsound = true;
}

/* A section of the document that check has seen, when there is anything in it to read. */
static struct node *section(const struct node *document, const char *name) {
    struct node *map = NULL;
    for (const struct node *key = document->first; key != NULL; key = key->next->next) {
        if (key->known > 0 && node_is(key, name)) {
            map = key->next;
        }
    }
    bool usable = map != NULL && !map->bad && map->kind == NODE_MAP && map->count > 0;
    return usable ? map : NULL;
}

/* The combinations of the grid; none when something in it is wrong, and noted. */
static uint64_t size_of_grid(const struct tree *tree, const struct node *grid,
                             struct notes *notes) {
    uint64_t combinations = 0;
    bool sound = grid != NULL && !has_fault(grid) &&
                 scenario_grid_size(tree, grid, &combinations, notes);
    return sound ? combinations : 0;
}

struct scenarios *scenarios_read(const struct tree *tree, struct node *document,
                                 struct notes *notes) {
    if (document != tree->root) {
        check_scenarios(tree, document, notes);
    }
    struct node *map = section(document, "scenarios"), *grid = section(document, "grid");
    uint64_t combinations = size_of_grid(tree, grid, notes);
    uint64_t written = map != NULL ? map->count : 0;
    uint64_t all = combinations > UINT64_MAX - written ? UINT64_MAX : combinations + written;
    if (all >= SCENARIOS_MOST) {
        scenario_refuse_many(tree, grid != NULL ? grid : map, all, notes);
        return NULL;
    }
    struct arena *arena = arena_new();
    struct scenarios *scenarios = ARENA_NEW(arena, struct scenarios);
    scenarios->arena = arena;
    scenarios->list = ARENA_ARRAY(arena, struct scenario, all + 1);
    const struct node *title = document != tree->root ? node_get(document, "title") : NULL;
    scenarios->title =
        title != NULL && title->kind == NODE_SCALAR ? node_string(arena, title) : NULL;
    struct reader r = {.tree = tree, .notes = notes, .scenarios = scenarios};
    enter(&r, map);
    for (uint32_t i = 0; i < r.written; i++) {
        gather_scenario(&r, i);
    }
    scenarios->count = r.written;
    if (combinations > 0) {
        scenario_grid_add(tree, grid, scenarios);
    }
    settle_base(&r);
    names_free(&r.ids);
    return scenarios;
}

void scenarios_free(struct scenarios *scenarios) {
    if (scenarios != NULL) {
        arena_free(scenarios->arena);
    }
}

const struct scenario *scenarios_find(const struct scenarios *scenarios, const char *id,
                                      struct notes *notes) {
    struct names ids = {0};
    for (uint32_t i = 0; i < scenarios->count; i++) {
        names_add(&ids, scenarios->list[i].id, NULL);
    }
    uint32_t at = names_find(&ids, id, strlen(id));
    if (at == NAMES_NONE) {
        notes_input(notes, NOWHERE, "scénario inconnu : « %s »", "unknown scenario '%s'", id);
        notes_suggest(notes, ids.list, ids.count, id, strlen(id));
    }
    names_free(&ids);
    return at == NAMES_NONE ? NULL : &scenarios->list[at];
}

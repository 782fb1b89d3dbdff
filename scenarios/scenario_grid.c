/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every combination of a grid's values. */
#include <stdio.h>
#include <string.h>

#include "base/numbers.h"
#include "base/text.h"
#include "model/scalar.h"
#include "model/schema.h"
#include "scenarios/scenario_parts.h"

#define LABEL_MOST 40 /* bytes of a value that stands in an identifier */

/* What varies together: one list of values or several of the same length. */
struct wheel {
    struct scenario entity;
    struct node *values[WHEEL_KEYS];
    uint32_t length;
    /* [length * width] the changes made in each position */
    const struct change **changes;
    uint32_t width;
    const char **labels; /* [length] */
};

/* --- how many --------------------------------------------------------------------------------- */

/* The length of its lists; 0 after a note. */
static uint32_t wheel_length(const struct tree *tree, const struct node *key,
                             struct node *const *values, struct notes *notes) {
    const struct node *first = NULL;
    const struct node *maps[] = {values[WHEEL_SET], values[WHEEL_SCALE]};
    for (size_t m = 0; m < sizeof maps / sizeof *maps; m++) {
        for (const struct node *path = maps[m] != NULL ? maps[m]->first : NULL; path != NULL;
             path = path->next->next) {
            if (first == NULL) {
                first = path;
            } else if (path->next->count != first->next->count) {
                notes_input(notes, node_place(tree, path->next),
                            "des listes qui varient ensemble ont la même longueur : %u ici, "
                            "%u là",
                            "lists that vary together have the same length: %u here, %u there",
                            (unsigned)path->next->count, (unsigned)first->next->count);
                notes_also(notes, node_place(tree, first->next));
                return 0;
            }
        }
    }
    if (first == NULL) {
        notes_input(notes, node_place(tree, key), "rien ne varie ici : il faut set ou scale",
                    "nothing varies here: set or scale is needed");
        return 0;
    }
    return first->next->count;
}

bool scenario_grid_size(const struct tree *tree, const struct node *grid, uint64_t *count,
                        struct notes *notes) {
    bool sound = true;
    *count = grid != NULL && grid->count > 0 ? 1 : 0;
    for (const struct node *key = grid != NULL ? grid->first : NULL; key != NULL;
         key = key->next->next) {
        struct node *values[WHEEL_KEYS] = {NULL};
        record_values(key->next, values);
        uint32_t length = wheel_length(tree, key, values, notes);
        sound = sound && length > 0;
        *count = length > 0 && *count > UINT64_MAX / length ? UINT64_MAX : *count * length;
    }
    return sound;
}

void scenario_refuse_many(const struct tree *tree, const struct node *grid, uint64_t count,
                          struct notes *notes) {
    char digits[32];
    snprintf(digits, sizeof digits, "%llu", (unsigned long long)count);
    struct place place = node_place(tree, grid);
    place.length = 0;
    notes_input(notes, place, "%s%s scénarios ; %u au plus", "%s%s scenarios; at most %u",
                count == UINT64_MAX ? "> " : "", digits, (unsigned)SCENARIOS_MOST - 1);
    notes_advise(notes, "donnez moins de valeurs à chaque liste, ou faites plusieurs documents",
                 "give each list fewer values, or make several documents");
}

/* --- the combinations ------------------------------------------------------------------------- */

/* Whether an identifier made of it is that of no other combination: what a number begins with, and
 * what parts a wheel from its value, would make it doubtful. */
static bool is_plain(const struct node *item) {
    return item->kind == NODE_SCALAR && item->length > 0 && item->length <= LABEL_MOST &&
           item->text[0] != '#' && memchr(item->text, '=', item->length) == NULL;
}

/* The value as written; where it is no plain word, or stands twice, its number. */
static const char *label_of(struct arena *arena, const struct node *list, uint32_t at) {
    const struct node *item = list->first;
    for (uint32_t i = 0; i < at; i++) {
        item = item->next;
    }
    bool plain = is_plain(item);
    for (const struct node *other = list->first; plain && other != NULL; other = other->next) {
        plain = other == item || other->kind != NODE_SCALAR || other->length != item->length ||
                memcmp(other->text, item->text, item->length) != 0;
    }
    return plain ? node_string(arena, item) : arena_format(arena, "#%u", (unsigned)at + 1);
}

static void turn_path(struct wheel *wheel, const struct tree *tree, struct arena *arena,
                      enum change_kind kind, const struct node *path) {
    uint32_t i = 0;
    bool first = wheel->labels == NULL;
    if (first) {
        wheel->labels = ARENA_ARRAY(arena, const char *, wheel->length);
    }
    for (const struct node *item = path->next->first; item != NULL; item = item->next, i++) {
        uint32_t at = i + wheel->width * wheel->length;
        wheel->changes[at] = scenario_change(tree, arena, kind, path, item);
        if (first) {
            wheel->labels[i] = label_of(arena, path->next, i);
        }
    }
    wheel->width++;
}

static struct wheel wheel_of(const struct tree *tree, struct arena *arena,
                             const struct node *key) {
    struct wheel wheel = {0};
    struct notes none = {0};
    record_values(key->next, wheel.values);
    wheel.entity = scenario_entity(tree, arena, key, wheel.values);
    wheel.length = wheel_length(tree, key, wheel.values, &none);
    const struct node *set = wheel.values[WHEEL_SET], *scale = wheel.values[WHEEL_SCALE];
    size_t paths = (set != NULL ? set->count : 0) + (scale != NULL ? scale->count : 0);
    wheel.changes = ARENA_ARRAY(arena, const struct change *, paths *wheel.length);
    for (const struct node *path = set != NULL ? set->first : NULL; path != NULL;
         path = path->next->next) {
        turn_path(&wheel, tree, arena, CHANGE_SET, path);
    }
    for (const struct node *path = scale != NULL ? scale->first : NULL; path != NULL;
         path = path->next->next) {
        turn_path(&wheel, tree, arena, CHANGE_SCALE, path);
    }
    return wheel;
}

/* A number as its readers write it; anything else, and what may be a year, as it stands. */
static void add_value(struct text *out, const char *label, enum language language) {
    size_t length = strlen(label);
    const char *point = strchr(label, '.');
    int decimals = point != NULL ? (int)strspn(point + 1, "0123456789") : 0;
    bool may_be_year = length == 4 && strspn(label, "0123456789") == 4;
    struct number number;
    if (may_be_year || number_read(label, length, &number) != NUMBER_FINE) {
        text_add(out, label);
    } else if (number.percent) {
        text_add_share(out, number.value, decimals, language);
    } else {
        text_add_money(out, number.value, decimals, number.dollars ? "$" : "", language);
    }
}

/* "Envelope 90%, partner 60,000" */
static const char *combined_name(struct arena *arena, const struct wheel *wheels,
                                 uint32_t count, const uint32_t *turned,
                                 enum language language) {
    struct text name = {0};
    for (uint32_t w = 0; w < count; w++) {
        text_format(&name, "%s%s ", w > 0 ? ", " : "", wheels[w].entity.names[language]);
        add_value(&name, wheels[w].labels[turned[w]], language);
    }
    const char *copy = arena_copy(arena, text_string(&name), name.length);
    text_free(&name);
    return copy;
}

static struct scenario combine(struct arena *arena, const struct wheel *wheels, uint32_t count,
                               const uint32_t *turned) {
    struct text id = {0};
    struct scenario scenario = {.place = wheels[0].entity.place};
    uint32_t most = 0;
    for (uint32_t w = 0; w < count; w++) {
        most += wheels[w].width;
    }
    scenario.changes = ARENA_ARRAY(arena, const struct change *, most);
    for (uint32_t w = 0; w < count; w++) {
        const struct wheel *wheel = &wheels[w];
        text_format(&id, "%s%s=%s", w > 0 ? "," : "", wheel->entity.id,
                    wheel->labels[turned[w]]);
        scenario.illustrative = scenario.illustrative || wheel->entity.illustrative;
        for (uint32_t p = 0; p < wheel->width; p++) {
            scenario.changes[scenario.change_count++] =
                wheel->changes[turned[w] + p * wheel->length];
        }
    }
    scenario.id = arena_copy(arena, text_string(&id), id.length);
    text_free(&id);
    for (enum language language = FRENCH; language <= ENGLISH; language++) {
        scenario.names[language] = combined_name(arena, wheels, count, turned, language);
    }
    return scenario;
}

void scenario_grid_add(const struct tree *tree, const struct node *grid,
                       struct scenarios *scenarios) {
    struct arena *arena = scenarios->arena;
    struct wheel *wheels = ARENA_ARRAY(arena, struct wheel, grid->count);
    uint32_t *turned = ARENA_ARRAY(arena, uint32_t, grid->count);
    uint32_t count = 0;
    for (const struct node *key = grid->first; key != NULL; key = key->next->next) {
        wheels[count++] = wheel_of(tree, arena, key);
    }
    for (bool more = true; more;) {
        scenarios->list[scenarios->count++] = combine(arena, wheels, count, turned);
        uint32_t w = count;
        while (w > 0 && ++turned[w - 1] == wheels[w - 1].length) {
            turned[--w] = 0;
        }
        more = w > 0;
    }
}

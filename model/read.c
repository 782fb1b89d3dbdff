/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read.h"

#include <assert.h>
#include <string.h>

#include "model/check.h"
#include "model/digest.h"
#include "model/read_parts.h"

#define MOST_HINTS 2000000u

/* --- the head of a plan ----------------------------------------------------------------------- */

static const char *next_line(const char *at) {
    const char *end = strchr(at, '\n');
    return end != NULL ? end + 1 : NULL;
}

void plan_speak(const struct source *source, struct notes *notes) {
    static const char key[] = "language:";
    for (const char *at = source->bytes; at != NULL; at = next_line(at)) {
        if (strncmp(at, key, sizeof key - 1) == 0) {
            const char *word = at + sizeof key - 1;
            word += strspn(word, " '\"");
            if (strncmp(word, "fr", 2) == 0 || strncmp(word, "en", 2) == 0) {
                notes_speak(notes, *word == 'f' ? FRENCH : ENGLISH);
            }
        }
    }
}

static void speak_its_language(const struct tree *tree, bool language_is_set,
                               struct notes *notes) {
    const struct node *language = node_get(tree->root, "language");
    if (language != NULL && !language_is_set && node_is(language, "fr")) {
        notes_speak(notes, FRENCH);
    } else if (language != NULL && !language_is_set && node_is(language, "en")) {
        notes_speak(notes, ENGLISH);
    }
}

static const char *file_name(struct arena *arena, const struct source *source) {
    const char *slash = strrchr(source->name, '/');
    const char *name = slash == NULL ? source->name : slash + 1;
    return arena_copy(arena, name, strlen(name));
}

/* Once for a tree and its copies. */
static const char *sha256_of(struct arena *arena, struct tree *tree) {
    if (tree->sha256 == NULL) {
        char digits[DIGEST_DIGITS + 1];
        digest(tree->sources[0]->bytes, tree->sources[0]->length, digits);
        tree->sha256 = arena_copy(tree->arena, digits, DIGEST_DIGITS);
    }
    return arena_copy(arena, tree->sha256, DIGEST_DIGITS);
}

static void read_head(struct reader *r, struct node *const *values) {
    struct plan *plan = r->plan;
    const struct source *source = r->tree->sources[0];
    const char *title = read_text(r, values[PLAN_TITLE]);
    const char *currency = read_text(r, values[PLAN_CURRENCY]);
    const struct node *unit = values[PLAN_UNIT];
    plan->title = title != NULL ? title : file_name(r->arena, source);
    plan->currency = currency != NULL ? currency : "CAD";
    plan->has_language = read_usable(values[PLAN_LANGUAGE]);
    plan->language =
        plan->has_language && node_is(values[PLAN_LANGUAGE], "en") ? ENGLISH : FRENCH;
    plan->unit = unit != NULL && node_is(unit, "none") ? RATIO_ZERO
                                                       : read_number(unit, ratio_of(1, 100));
    plan->sha256 = sha256_of(r->arena, r->tree);
}

/* --- years, territories, axes ----------------------------------------------------------------- */

static void add_year(struct reader *r, const struct node *years, struct node *node) {
    bool is_new = true;
    if (node->bad) {
        r->years.unsure = true;
        return;
    }
    const char *year = node_string(r->arena, node);
    names_add(&r->years.names, year, &is_new);
    if (is_new) {
        r->plan->years[r->plan->year_count++] = year;
    } else {
        read_refuse_twice(r, years, node);
    }
}

static void read_years(struct reader *r, struct node *years) {
    struct plan *plan = r->plan;
    plan->has_years = years != NULL;
    r->years.unsure = years != NULL && years->bad;
    bool usable = read_usable(years) && years->kind == NODE_LIST;
    plan->years = ARENA_ARRAY(r->arena, const char *, usable ? years->count + 1 : 1);
    for (struct node *item = usable ? years->first : NULL; item != NULL; item = item->next) {
        add_year(r, years, item);
    }
    if (plan->year_count == 0) {
        plan->years[plan->year_count++] = "";
    }
    r->all_years = ARENA_ARRAY(r->arena, uint32_t, plan->year_count);
    for (uint32_t year = 0; year < plan->year_count; year++) {
        r->all_years[year] = year;
    }
}

static struct entity read_place_or_axis(struct reader *r, struct roster *roster,
                                        struct node *key) {
    struct layers layers = {.key = key, .map = {key->next}, .count = 1};
    struct entity entity = {.id = node_string(r->arena, key)};
    struct fields fields = read_fields(&layers);
    read_entity(r, &entity, &layers, &fields);
    names_add(&roster->names, entity.id, NULL);
    return entity;
}

static struct node *keys_of(struct node *map, struct roster *roster) {
    if (map == NULL || (read_usable(map) && map->kind == NODE_MAP)) {
        return map == NULL ? NULL : map->first;
    }
    roster->unsure = true;
    return NULL;
}

static void read_territories(struct reader *r, struct node *map) {
    struct plan *plan = r->plan;
    plan->territories = ARENA_ARRAY(r->arena, struct territory, map == NULL ? 0 : map->count);
    for (struct node *key = keys_of(map, &r->territories); key != NULL; key = key->next->next) {
        plan->territories[plan->territory_count++].entity =
            read_place_or_axis(r, &r->territories, key);
    }
}

static void read_axes(struct reader *r, struct node *map) {
    struct plan *plan = r->plan;
    plan->axes = ARENA_ARRAY(r->arena, struct axis, map == NULL ? 0 : map->count);
    for (struct node *key = keys_of(map, &r->axes); key != NULL; key = key->next->next) {
        plan->axes[plan->axis_count++].entity = read_place_or_axis(r, &r->axes, key);
    }
}

/* --- slots and words -------------------------------------------------------------------------- */

static void number_slots(struct reader *r) {
    struct plan *plan = r->plan;
    for (uint32_t i = 0; i < plan->line_count; i++) {
        struct line *line = &plan->lines[i];
        uint64_t more = (uint64_t)line->payer_count * line->years.count;
        line->first_slot = plan->slot_count;
        if (plan->slot_count + more > READ_MOST_SLOTS) {
            notes_input(r->notes, line->entity.place,
                        "plus de %u montants possibles (lignes × fonds × années)",
                        "more than %u possible amounts (lines × funds × years)",
                        READ_MOST_SLOTS);
            return;
        }
        plan->slot_count += (uint32_t)more;
    }
}

static const char **words_of(struct arena *arena, const struct names *names) {
    const char **words = ARENA_ARRAY(arena, const char *, names->count);
    for (uint32_t i = 0; i < names->count; i++) {
        words[i] = names->list[i];
    }
    return words;
}

static void keep_words(struct reader *r) {
    struct plan *plan = r->plan;
    plan->kinds = words_of(r->arena, &r->kinds);
    plan->kind_count = r->kinds.count;
    plan->tags = words_of(r->arena, &r->tags);
    plan->tag_count = r->tags.count;
    plan->measures = words_of(r->arena, &r->measures);
    plan->measure_count = r->measures.count;
    plan->attributes = words_of(r->arena, &r->attributes);
    plan->attribute_count = r->attributes.count;
}

/* --- the whole -------------------------------------------------------------------------------- */

static void read_parts(struct reader *r, struct node *const *values) {
    read_head(r, values);
    read_years(r, values[PLAN_YEARS]);
    read_territories(r, values[PLAN_TERRITORIES]);
    read_axes(r, values[PLAN_AXES]);
    read_fund_ids(r, values[PLAN_FUNDS]);
    read_line_ids(r, values[PLAN_LINES]);
    read_funds(r, values[PLAN_FUNDS]);
    read_lines(r);
    keep_words(r);
    read_pays_for(r, values[PLAN_FUNDS]);
    number_slots(r);
    read_rules(r, values[PLAN_RULES]);
    read_goals(r, values[PLAN_GOALS]);
}

static void release(struct reader *r) {
    struct roster *rosters[] = {&r->years, &r->territories, &r->axes,
                                &r->funds, &r->lines,       &r->families};
    struct names *words[] = {&r->kinds, &r->tags, &r->measures, &r->attributes, &r->rules};
    for (size_t i = 0; i < sizeof rosters / sizeof rosters[0]; i++) {
        names_free(&rosters[i]->names);
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        names_free(words[i]);
    }
}

struct plan *plan_read(struct tree *tree, bool language_is_set, struct notes *notes) {
    assert(tree != NULL && tree->root != NULL && tree->source_count > 0);
    speak_its_language(tree, language_is_set, notes);
    if (!check_plan(tree, notes)) {
        return NULL;
    }
    struct arena *arena = arena_new();
    struct reader r = {.tree = tree, .notes = notes, .arena = arena, .hints = MOST_HINTS};
    struct node *values[PLAN_KEYS] = {NULL};
    r.plan = ARENA_NEW(arena, struct plan);
    r.plan->arena = arena;
    names_add(&r.measures, "benefit", NULL);
    record_values(tree->root, values);
    read_parts(&r, values);
    sense(r.plan, &r.places, notes_errors(notes) == 0, notes);
    release(&r);
    if (notes_errors(notes) > 0) {
        plan_free(r.plan);
        return NULL;
    }
    return r.plan;
}

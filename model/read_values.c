/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct place read_place(const struct reader *r, const struct node *node) {
    return node_place(r->tree, node);
}

struct place read_blame(const struct reader *r, struct node *node) {
    node->bad = true;
    return node_place(r->tree, node);
}

const char *read_shown(const struct reader *r, const struct node *node) {
    return scalar_shown(r->tree->arena, node);
}

const char *read_say(const struct reader *r, const char *french, const char *english) {
    return r->notes->language == FRENCH ? french : english;
}

/* --- values ----------------------------------------------------------------------------------- */

struct ratio read_number(const struct node *node, struct ratio otherwise) {
    struct number number;
    if (!read_usable(node) || number_read(node->text, node->length, &number) != NUMBER_FINE) {
        return otherwise;
    }
    return number.value;
}

bool read_yes_no(const struct node *node, bool otherwise) {
    bool value = otherwise;
    return read_usable(node) && scalar_yes_no(node, &value) ? value : otherwise;
}

const char *read_text(const struct reader *r, const struct node *node) {
    return read_usable(node) ? node_string(r->arena, node) : NULL;
}

uint32_t read_word(const struct reader *r, struct names *words, const struct node *node) {
    uint32_t position = names_find(words, node->text, node->length);
    return position != NAMES_NONE ? position
                                  : names_add(words, node_string(r->arena, node), NULL);
}

struct node *read_items(struct node *node) {
    if (!read_usable(node)) {
        return NULL;
    }
    return node->kind == NODE_LIST ? node->first : node;
}

struct node *read_next(const struct node *node, const struct node *item) {
    return node->kind == NODE_LIST ? item->next : NULL;
}

/* --- names ------------------------------------------------------------------------------------ */

void read_suggest(struct reader *r, const struct names *names, const struct node *node) {
    if (names->count > r->hints) {
        return;
    }
    r->hints -= names->count;
    notes_suggest(r->notes, names->list, names->count, node->text, node->length);
}

static void note_dangling(struct reader *r, enum name_kind kind, struct node *node) {
    struct place place = read_blame(r, node);
    const char *shown = read_shown(r, node);
    switch (kind) {
    case NAME_YEAR:
        notes_input(r->notes, place, "année inconnue : « %s »", "unknown year '%s'", shown);
        break;
    case NAME_TERRITORY:
        notes_input(r->notes, place, "territoire inconnu : « %s »", "unknown territory '%s'",
                    shown);
        break;
    case NAME_AXIS:
        notes_input(r->notes, place, "axe inconnu : « %s »", "unknown axis '%s'", shown);
        break;
    case NAME_FUND:
        notes_input(r->notes, place, "fonds inconnu : « %s »", "unknown fund '%s'", shown);
        break;
    case NAME_LINE:
        notes_input(r->notes, place, "ligne inconnue : « %s »", "unknown line '%s'", shown);
        break;
    case NAME_KIND:
        notes_input(r->notes, place, "aucune ligne n’est du genre « %s »",
                    "no line is of the kind '%s'", shown);
        break;
    case NAME_TAG:
        notes_input(r->notes, place, "aucune ligne ne porte le mot « %s »",
                    "no line has the tag '%s'", shown);
        break;
    case NAME_MEASURE:
        notes_input(r->notes, place, "aucune ligne n’a la mesure « %s »",
                    "no line has the measure '%s'", shown);
        break;
    default:
        notes_input(r->notes, place, "aucun attribut ne s’appelle « %s »",
                    "no attribute is called '%s'", shown);
    }
}

static struct names *names_of(struct reader *r, enum name_kind kind, bool *unsure) {
    struct roster *roster = NULL;
    *unsure = r->lines.unsure; /* words that only lines bring */
    switch (kind) {
    case NAME_YEAR:
        roster = &r->years;
        break;
    case NAME_TERRITORY:
        roster = &r->territories;
        break;
    case NAME_AXIS:
        roster = &r->axes;
        break;
    case NAME_FUND:
        roster = &r->funds;
        break;
    case NAME_LINE:
        roster = &r->lines;
        break;
    case NAME_KIND:
        return &r->kinds;
    case NAME_TAG:
        return &r->tags;
    case NAME_MEASURE:
        return &r->measures;
    default:
        assert(kind == NAME_ATTRIBUTE);
        return &r->attributes;
    }
    *unsure = roster->unsure;
    return &roster->names;
}

uint32_t read_name(struct reader *r, enum name_kind kind, struct node *node) {
    if (node->bad) {
        return NONE;
    }
    bool unsure;
    struct names *names = names_of(r, kind, &unsure);
    uint32_t position = names_find(names, node->text, node->length);
    if (position != NAMES_NONE) {
        return position;
    }
    if (unsure) {
        node->bad = true;
        return NONE;
    }
    note_dangling(r, kind, node);
    if (kind == NAME_YEAR && !r->plan->has_years) {
        notes_advise(r->notes, "le plan n’a pas de « years »", "the plan has no 'years'");
    } else if (kind == NAME_LINE &&
               names_find(&r->families.names, node->text, node->length) != NAMES_NONE) {
        notes_advise(r->notes, "c’est un modèle : nommez l’une de ses lignes",
                     "it is a template: name one of its lines");
    } else {
        read_suggest(r, names, node);
    }
    return NONE;
}

bool read_lines_named(struct reader *r, struct node *node, uint32_t *first, uint32_t *count) {
    if (node->bad) {
        return false;
    }
    uint32_t family = names_find(&r->families.names, node->text, node->length);
    if (family != NAMES_NONE) {
        *first = r->plan->families[family].first;
        *count = r->plan->families[family].count;
        return true;
    }
    *first = read_name(r, NAME_LINE, node);
    *count = 1;
    return *first != NONE;
}

void read_refuse_twice(struct reader *r, const struct node *list, struct node *item) {
    const struct node *earlier = list->first;
    while (earlier->length != item->length ||
           memcmp(earlier->text, item->text, item->length) != 0) {
        earlier = earlier->next;
    }
    notes_input(r->notes, read_blame(r, item), "« %s » est nommé deux fois",
                "'%s' is named twice", read_shown(r, item));
    notes_also(r->notes, read_place(r, earlier));
}

struct pick {
    uint32_t position;
    bool from_template;
    struct node *node;
};

static int compare_picks(const void *left, const void *right) {
    const struct pick *a = left, *b = right;
    return a->position < b->position ? -1 : a->position > b->position ? 1 : 0;
}

struct pick_list {
    struct pick *list;
    size_t count, capacity;
};

static void collect_picks(struct reader *r, struct node *node, enum name_kind kind,
                          struct pick_list *found) {
    for (struct node *item = read_items(node); item != NULL; item = read_next(node, item)) {
        uint32_t first, count = 1;
        if (kind == NAME_LINE) {
            if (!read_lines_named(r, item, &first, &count)) {
                continue;
            }
        } else {
            first = read_name(r, kind, item);
        }
        bool from_template = kind == NAME_LINE && count != 1;
        for (uint32_t i = 0; i < count && first != NONE; i++) {
            ARRAY_RESERVE(found->list, found->count, found->capacity);
            found->list[found->count++] = (struct pick){first + i, from_template, item};
        }
    }
}

struct picks read_picks(struct reader *r, struct node *node, enum name_kind kind) {
    struct pick_list found = {0};
    collect_picks(r, node, kind, &found);
    if (found.count > 1) {
        qsort(found.list, found.count, sizeof *found.list, compare_picks);
    }
    struct picks picks = {ARENA_ARRAY(r->arena, uint32_t, found.count), 0};
    for (size_t i = 0; i < found.count; i++) {
        const struct pick *pick = &found.list[i];
        if (picks.count == 0 || picks.list[picks.count - 1] != pick->position) {
            picks.list[picks.count++] = pick->position;
        } else if (!pick->from_template && !found.list[i - 1].from_template) {
            struct place earlier = read_place(r, found.list[i - 1].node);
            struct place later = read_place(r, pick->node);
            bool in_order = earlier.offset < later.offset;
            notes_input(r->notes, in_order ? later : earlier, "« %s » est nommé deux fois",
                        "'%s' is named twice", read_shown(r, pick->node));
            notes_also(r->notes, in_order ? earlier : later);
        }
    }
    free(found.list);
    return picks;
}

/* --- by dimension ----------------------------------------------------------------------------- */

struct roster *read_roster(struct reader *r, enum dimension dimension) {
    switch (dimension) {
    case BY_FUND:
        return &r->funds;
    case BY_TERRITORY:
        return &r->territories;
    case BY_AXIS:
        return &r->axes;
    case BY_LINE:
        return &r->lines;
    default:
        assert(dimension == BY_YEAR);
        return &r->years;
    }
}

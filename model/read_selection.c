/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

#include <assert.h>

static_assert((int)SELECTION_FUND == BY_FUND && (int)SELECTION_TERRITORY == BY_TERRITORY &&
                  (int)SELECTION_AXIS == BY_AXIS && (int)SELECTION_LINE == BY_LINE &&
                  (int)SELECTION_KIND == BY_KIND && (int)SELECTION_TAG == BY_TAG &&
                  (int)SELECTION_YEAR == BY_YEAR && (int)SELECTION_KEYS == DIMENSIONS,
              "keys of a selection stand in the order of the dimensions");

static const enum name_kind kinds_of_names[DIMENSIONS] = {
    [BY_FUND] = NAME_FUND, [BY_TERRITORY] = NAME_TERRITORY, [BY_AXIS] = NAME_AXIS,
    [BY_LINE] = NAME_LINE, [BY_KIND] = NAME_KIND,           [BY_TAG] = NAME_TAG,
    [BY_YEAR] = NAME_YEAR,
};

static bool says_each(const struct node *node) {
    return node_is(node, "each") ||
           (node->kind == NODE_LIST && node->count == 1 && node_is(node->first, "each"));
}

static bool read_each(struct reader *r, struct node *node, enum dimension dimension,
                      const struct members *members) {
    if (members_have(members, dimension)) {
        return true;
    }
    const char *word = shape_selection.keys[dimension].name;
    notes_input(r->notes, read_blame(r, node), "« %s: each » demande « for_each: %s »",
                "'%s: each' needs 'for_each: %s'", word, word);
    return false;
}

static bool read_dimension(struct reader *r, struct selection *selection, struct node *node,
                           enum dimension dimension, const struct members *members) {
    if (node->bad) {
        return false;
    }
    selection->given[dimension] = true;
    if (says_each(node)) {
        selection->each[dimension] = true;
        return read_each(r, node, dimension, members);
    }
    for (struct node *item = read_items(node); item != NULL; item = read_next(node, item)) {
        if (node_is(item, "each")) {
            notes_input(r->notes, read_blame(r, item), "« each » va seul, sans autre nom",
                        "'each' goes alone, without other names");
            return false;
        }
    }
    selection->picks[dimension] = read_picks(r, node, kinds_of_names[dimension]);
    for (struct node *item = read_items(node); item != NULL; item = read_next(node, item)) {
        if (item->bad) {
            return false;
        }
    }
    return !node->bad;
}

const struct selection *read_selection(struct reader *r, struct node *node,
                                       const struct members *members) {
    if (!read_usable(node)) {
        return NULL;
    }
    struct selection *selection = ARENA_NEW(r->arena, struct selection);
    struct node *values[SELECTION_KEYS] = {NULL};
    bool sound = true;
    selection->place = read_place(r, node);
    record_values(node, values);
    for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
        if (values[dimension] != NULL) {
            sound = read_dimension(r, selection, values[dimension], (enum dimension)dimension,
                                   members) &&
                    sound;
        }
    }
    if (!sound) {
        node->bad = true;
    }
    return sound ? selection : NULL;
}

/* --- empty selections ------------------------------------------------------------------------- */

/* Whether a line belongs to some member of the for_each. */
static bool has_member(const struct line *line, const struct members *members) {
    return !(members_have(members, BY_TERRITORY) && line->territory == NONE) &&
           !(members_have(members, BY_AXIS) && line->axis_count == 0);
}

static bool picks_slot(const struct plan *plan, const struct selection *selection,
                       const struct line *line) {
    for (uint32_t payer = 0; payer < line->payer_count; payer++) {
        if (!selection_has(selection, NULL, BY_FUND, line->payers[payer].fund)) {
            continue;
        }
        for (uint32_t year = 0; year < line->years.count; year++) {
            if (selection_has(selection, NULL, BY_YEAR, line->years.list[year]) &&
                plan_slot_open(plan, line, payer, year)) {
                return true;
            }
        }
    }
    return false;
}

static bool picks_line(const struct plan *plan, const struct selection *selection,
                       const struct members *members, const struct line *line, bool counts) {
    return has_member(line, members) &&
           ratio_sign(selection_share(plan, selection, NULL, line)) > 0 &&
           (counts || picks_slot(plan, selection, line));
}

static bool picks_something(const struct reader *r, const struct selection *selection,
                            const struct members *members, bool counts) {
    const struct plan *plan = r->plan;
    const struct picks *lines = &selection->picks[BY_LINE];
    bool named = selection->given[BY_LINE] && !selection->each[BY_LINE];
    uint32_t count = named ? lines->count : plan->line_count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t position = named ? lines->list[i] : i;
        if (r->line_sources[position].unsure ||
            picks_line(plan, selection, members, &plan->lines[position], counts)) {
            return true;
        }
    }
    return false;
}

void read_refuse_empty(struct reader *r, struct node *node, const struct selection *selection,
                       const struct members *members, bool counts) {
    if (r->lines.unsure || picks_something(r, selection, members, counts)) {
        return;
    }
    notes_input(r->notes, read_blame(r, node),
                counts ? "cette sélection ne retient aucune ligne"
                       : "cette sélection ne retient aucun dollar : aucune ligne ne peut en "
                         "recevoir ainsi",
                counts ? "this selection picks no line"
                       : "this selection picks no dollars: no line can get any that way");
    notes_advise(r->notes, "nommez moins de choses à la fois, ou d’autres",
                 "name fewer things at once, or others");
}

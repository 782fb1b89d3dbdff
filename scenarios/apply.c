/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenarios/apply.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/path.h"
#include "model/read.h"
#include "model/scalar.h"

#define MOST_DECIMALS 9 /* of a number of the format */

struct applying {
    struct tree *tree;
    struct notes *notes;
};

/* --- scale ------------------------------------------------------------------------------------ */

static bool refuse_scale(struct applying *a, const struct change *change,
                         const struct node *node) {
    notes_input(a->notes, change->place, "« %s » : seul un nombre peut être multiplié",
                "'%s': only a number can be multiplied", change->path);
    notes_also(a->notes, node_place(a->tree, node));
    notes_advise(a->notes, "pour y mettre une autre valeur : set",
                 "to put another value there: set");
    return false;
}

/* A product as it would be written: 12% stays in per cent. */
static bool write_product(struct applying *a, const struct change *change, struct node *node,
                          struct number number, struct ratio factor) {
    struct text text = {0};
    struct number read;
    struct ratio product = ratio_mul(number.value, factor);
    struct ratio shown = number.percent ? ratio_mul(product, ratio_of(100, 1)) : product;
    text_add_ratio(&text, shown, MOST_DECIMALS);
    text_add(&text, number.percent ? "%" : "");
    bool exact = ratio_known(shown) &&
                 number_read(text_string(&text), text.length, &read) == NUMBER_FINE &&
                 ratio_equal(read.value, product);
    if (exact) {
        node->text = arena_copy(a->tree->arena, text_string(&text), text.length);
        node->length = (uint32_t)text.length;
        node->source = change->value->source;
        node->offset = change->value->offset;
        node->extent = change->value->extent;
    } else {
        notes_input(a->notes, node_place(a->tree, change->value),
                    "« %s » : le produit a plus de %d décimales",
                    "'%s': the product has more than %d decimals", change->path, MOST_DECIMALS);
        notes_also(a->notes, node_place(a->tree, node));
        notes_advise(a->notes, "prenez un facteur plus rond, ou set",
                     "take a rounder factor, or set");
    }
    text_free(&text);
    return exact;
}

/* A number, or all the numbers of a list or map. */
static bool scale_node(struct applying *a, const struct change *change, struct node *node,
                       bool inside) {
    struct number number, factor;
    if (node->kind == NODE_SCALAR) {
        if (number_read(node->text, node->length, &number) != NUMBER_FINE ||
            number_read(change->value->text, change->value->length, &factor) != NUMBER_FINE) {
            return refuse_scale(a, change, node);
        }
        return write_product(a, change, node, number, factor.value);
    }
    if (inside) {
        return refuse_scale(a, change, node);
    }
    bool map = node->kind == NODE_MAP, scaled = true;
    for (struct node *item = node->first; item != NULL && scaled;) {
        struct node *value = map ? item->next : item;
        scaled = scale_node(a, change, value, true);
        item = value->next;
    }
    return scaled;
}

/* --- changes ---------------------------------------------------------------------------------- */

static bool change_values(struct applying *a, const struct change *change,
                          struct place *replaced) {
    struct path_values values = {0};
    enum path_use use = change->kind == CHANGE_SET ? PATH_MAKE : PATH_READ;
    bool made = path_find(a->tree, change->place, use, &values, a->notes);
    for (uint32_t i = 0; i < values.count && made; i++) {
        struct node *value = values.list[i];
        if (i == 0) {
            *replaced = node_place(a->tree, value);
        }
        if (change->kind == CHANGE_SET) {
            path_put(a->tree, value, change->value);
        } else {
            made = scale_node(a, change, value, false);
        }
    }
    free(values.list);
    return made;
}

static bool make_change(struct applying *a, const struct change *change,
                        struct place *replaced) {
    switch (change->kind) {
    case CHANGE_SET:
    case CHANGE_SCALE:
        return change_values(a, change, replaced);
    case CHANGE_ADD:
        return path_add(a->tree, change->place, change->value, a->notes);
    case CHANGE_REMOVE:
        break;
    }
    return path_drop(a->tree, change->place, a->notes);
}

/* Scenarios are no part of what is changed. */
static void leave_scenarios_out(struct tree *tree) {
    struct node **key = &tree->root->first;
    while (*key != NULL) {
        if (node_is(*key, "scenarios") || node_is(*key, "grid")) {
            *key = (*key)->next->next;
            tree->root->count--;
        } else {
            key = &(*key)->next->next;
        }
    }
}

/* The first `count` changes on a copy of the tree; NULL after notes. */
static struct tree *changed_tree(const struct tree *tree, const struct scenario *scenario,
                                 uint32_t count, struct place *replaced, struct notes *notes) {
    struct applying a = {tree_copy(tree), notes};
    bool made = true;
    leave_scenarios_out(a.tree);
    for (uint32_t i = 0; i < count; i++) {
        made = make_change(&a, scenario->changes[i], &replaced[i]) && made;
    }
    if (!made) {
        tree_free(a.tree);
        return NULL;
    }
    return a.tree;
}

/* --- what is wrong with the changed plan ------------------------------------------------------ */

/* What a note is told with. */
struct telling {
    const struct tree *tree;
    const struct scenario *scenario;
    struct place *replaced; /* [scenario.change_count] the first place that each has changed */
    struct notes *to;
};

static bool is_noted(const struct notes *notes, const struct note *note) {
    for (size_t i = 0; i < notes->count; i++) {
        const struct note *other = &notes->list[i];
        if (other->place.source == note->place.source &&
            other->place.offset == note->place.offset && strcmp(other->what, note->what) == 0) {
            return true;
        }
    }
    return false;
}

/* The change with which an error comes: the plan without it was sound. */
static uint32_t culprit(const struct telling *t, const struct note *note) {
    uint32_t count = t->scenario->change_count;
    struct place *nowhere = memory_grow(NULL, count, sizeof *nowhere);
    bool found = false;
    uint32_t i = 0;
    while (i + 1 < count && !found) {
        struct notes notes = {.language = t->to->language};
        struct tree *changed = changed_tree(t->tree, t->scenario, ++i, nowhere, &notes);
        if (changed != NULL) {
            plan_free(plan_read(changed, true, &notes));
            tree_free(changed);
        }
        found = is_noted(&notes, note);
        notes_free(&notes);
    }
    free(nowhere);
    return found ? i - 1 : count - 1;
}

/* The second place of an error: the change it came with, or what that change replaced. */
static struct place other_place(const struct telling *t, const struct note *note, uint32_t by) {
    if (note->other.source != NULL || by == NONE) {
        return note->other;
    }
    struct place change = t->scenario->changes[by]->place;
    bool inside = note->place.source == change.source && note->place.offset >= change.offset;
    return inside ? t->replaced[by] : change;
}

static void tell_advice(const struct telling *t, const struct note *note, uint32_t by) {
    bool in_plan = note->place.source == t->tree->sources[0];
    if (by != NONE && t->scenario->changes[by]->kind == CHANGE_REMOVE &&
        note->other.source == NULL && in_plan) {
        notes_advise(t->to,
                     "retirez aussi ce qui s’en sert, ou mettez-y 0 au lieu de le retirer",
                     "remove what uses it as well, or set it to 0 instead of removing it");
    } else if (note->advice != NULL) {
        notes_advise(t->to, "%s", "%s", note->advice);
    }
}

/* An error with both places, and whose it is. */
static void tell(const struct telling *t, const struct note *note) {
    if (t->scenario->id != NULL) {
        notes_add(t->to, note->severity, note->place, "scénario « %s » : %s",
                  "scenario '%s': %s", t->scenario->id, note->what);
    } else {
        notes_add(t->to, note->severity, note->place, "%s", "%s", note->what);
    }
    uint32_t by = t->scenario->change_count > 0 ? culprit(t, note) : NONE;
    notes_also(t->to, other_place(t, note, by));
    tell_advice(t, note, by);
}

/* --- the whole -------------------------------------------------------------------------------- */

static void name_plan(struct plan *plan, const struct scenario *scenario) {
    if (scenario->id != NULL) {
        plan->scenario = arena_copy(plan->arena, scenario->id, strlen(scenario->id));
        for (enum language language = FRENCH; language <= ENGLISH; language++) {
            const char *name = scenario->names[language];
            plan->scenario_names[language] = arena_copy(plan->arena, name, strlen(name));
        }
    }
}

struct plan *apply(const struct tree *tree, const struct scenario *scenario,
                   struct notes *notes, struct tree **changed) {
    struct notes found = {.language = notes->language, .bears_hopeless = notes->bears_hopeless};
    struct place *replaced =
        memory_grow(NULL, (size_t)scenario->change_count + 1, sizeof *replaced);
    memset(replaced, 0, ((size_t)scenario->change_count + 1) * sizeof *replaced);
    struct tree *copy = changed_tree(tree, scenario, scenario->change_count, replaced, &found);
    struct plan *plan = copy != NULL ? plan_read(copy, true, &found) : NULL;
    struct telling telling = {tree, scenario, replaced, notes};
    for (size_t i = 0; i < found.count; i++) {
        if (found.list[i].severity != NOTE_WARNING) {
            tell(&telling, &found.list[i]);
        }
    }
    if (plan != NULL) {
        name_plan(plan, scenario);
    }
    if (plan != NULL && changed != NULL) {
        *changed = copy;
    } else {
        tree_free(copy);
    }
    free(replaced);
    notes_free(&found);
    return plan;
}

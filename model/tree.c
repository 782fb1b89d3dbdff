/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/tree.h"

#include <assert.h>
#include <string.h>

#include "model/encoding.h"
#include "model/quick.h"
#include "model/yaml.h"

_Static_assert(sizeof(struct node) <= 48, "a plan of 30,000 lines has 600,000 nodes");

static struct tree *tree_of(const struct source *source) {
    struct arena *arena = arena_new();
    struct tree *tree = ARENA_NEW(arena, struct tree);

    tree->arena = arena;
    tree->sources[tree->source_count++] = source;
    return tree;
}

void tree_free(struct tree *tree) {
    if (tree != NULL) {
        arena_free(tree->arena);
    }
}

static bool is_readable(const struct source *source, struct notes *notes) {
    if (source->length > SOURCE_MOST_BYTES) {
        notes_input(notes, (struct place){source, 0, 0}, "le document dépasse 64 Mio",
                    "the document is longer than 64 MiB");
        return false;
    }
    return encoding_check(source, notes);
}

static bool is_map(const struct tree *tree, const struct node *root, struct notes *notes) {
    if (root->kind == NODE_MAP) {
        return true;
    }
    if (root->kind == NODE_SCALAR && root->length == 0 && !root->quoted) {
        notes_input(notes, node_place(tree, root), "le document est vide",
                    "the document is empty");
    } else {
        struct place place = node_place(tree, root);

        place.length = 1;
        notes_input(notes, place, "le document doit être fait de clés et de valeurs",
                    "the document must be made of keys and values");
    }
    notes_advise(notes, "il commence par « arrimage: 1 », puis viennent les autres clés",
                 "it begins with 'arrimage: 1'; the other keys follow");
    return false;
}

struct tree *tree_read(const struct source *source, struct notes *notes) {
    struct tree *tree;

    if (!is_readable(source, notes)) {
        return NULL;
    }
    tree = tree_of(source);
    tree->root = quick_read(tree, 0);
    if (tree->root != NULL) {
        return tree;
    }
    tree_free(tree); /* with all that quick has built in vain */
    tree = tree_of(source);
    tree->root = yaml_read(tree, 0, notes);
    if (tree->root == NULL || tree->root->bad || !is_map(tree, tree->root, notes)) {
        tree_free(tree);
        return NULL;
    }
    return tree;
}

struct node *tree_read_piece(struct tree *tree, const struct source *source,
                             struct notes *notes) {
    const uint32_t most = sizeof tree->sources / sizeof *tree->sources;
    const size_t errors = notes_errors(notes);
    struct node *node;

    if (tree->source_count == most) {
        notes_input(notes, (struct place){source, 0, 0}, "plus de %u valeurs à lire à part",
                    "more than %u values to read besides", (unsigned)most - 1);
        return NULL;
    }
    if (!is_readable(source, notes)) {
        return NULL;
    }
    tree->sources[tree->source_count] = source;
    node = yaml_read(tree, (uint8_t)tree->source_count, notes);
    if (node == NULL || notes_errors(notes) > errors) {
        return NULL;
    }
    tree->source_count++;
    return node;
}

struct node *node_copy(struct arena *arena, const struct node *node) {
    struct node *copy = ARENA_NEW(arena, struct node);
    struct node **end = &copy->first;

    *copy = *node;
    copy->next = NULL;
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        *end = node_copy(arena, child);
        end = &(*end)->next;
    }
    return copy;
}

void node_append(struct node *parent, struct node *member) {
    struct node **end = &parent->first;

    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = member;
    parent->count++;
}

struct tree *tree_copy(const struct tree *tree) {
    struct tree *copy = tree_of(tree->sources[0]);

    memcpy(copy->sources, tree->sources, sizeof tree->sources);
    copy->source_count = tree->source_count;
    copy->sha256 = tree->sha256;
    copy->root = node_copy(copy->arena, tree->root);
    return copy;
}

struct place node_place(const struct tree *tree, const struct node *node) {
    return (struct place){tree->sources[node->source], node->offset, node->extent};
}

bool node_is(const struct node *node, const char *word) {
    return node->kind == NODE_SCALAR && strlen(word) == node->length &&
           memcmp(node->text, word, node->length) == 0;
}

struct node *node_get(const struct node *map, const char *key) {
    struct node *value = NULL;

    if (map == NULL || map->kind != NODE_MAP) {
        return NULL;
    }
    for (const struct node *k = map->first; k != NULL && value == NULL; k = k->next->next) {
        if (node_is(k, key)) {
            value = k->next;
        }
    }
    return value;
}

const char *node_string(struct arena *arena, const struct node *node) {
    assert(node->kind == NODE_SCALAR);
    return arena_copy(arena, node->text, node->length);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tree: a YAML document as it was written, every node with its place.
 *
 * A map's children alternate key, value; a key is always a scalar, and no key stands twice in a
 * map. Aliases have been replaced by copies that keep the place of the anchor's text. `text` of a
 * scalar is its value (quotes and escapes resolved), not ended by NUL: see node_string. Limits of
 * the contract (64 levels, 1,000,000 nodes, 64 MiB) hold. */
#ifndef MODEL_TREE_H
#define MODEL_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/notes.h"
#include "base/source.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

#define TREE_MOST_LEVELS 64
#define TREE_MOST_NODES 1000000

struct node {
    const char *text;          /* scalar: `length` bytes, valid UTF-8 without NUL inside */
    struct node *first, *next; /* first child; next sibling */
    uint32_t length;           /* scalar: bytes of text */
    uint32_t count;            /* list: members; map: pairs */
    uint32_t offset, extent;   /* where it stands in its source, bytes */
    uint8_t kind;              /* enum node_kind */
    uint8_t source;            /* index into tree.sources */
    uint8_t known;             /* key: 1 + its position in its record, once checked; or 0.
                                * Map: no less than those of its keys, and of its maps' */
    bool quoted;               /* scalar in quotes or a block: always text, never a blank */
    bool bad;                  /* refused and noted: from here on passed over in silence */
};

struct tree {
    struct arena *arena;
    struct node *root;
    const struct source *sources[256]; /* [source_count]; owned by the caller of tree_read */
    uint32_t source_count;
    const char
        *sha256; /* of the bytes of sources[0], 64 hex digits; NULL: not reckoned so far */
};

/* Reads one YAML document. NULL after notes when it cannot be read to its end. What else is wrong
 * (a key that stands twice, an alias of nothing …) is noted and left out or marked bad, so that
 * the rest can be checked: the notes tell whether the tree is sound. It points into `source`,
 * which must outlive it. */
struct tree *tree_read(const struct source *source, struct notes *notes);
void tree_free(struct tree *tree);
/* A copy to be changed, of the same sources; places stay what they are. The original must outlive
 * it. */
struct tree *tree_copy(const struct tree *tree);

/* Reads a further piece of YAML, such as the value of --set, into the same tree: any node, a blank
 * one from an empty piece. NULL after any error. `source` must outlive the tree. */
struct node *tree_read_piece(struct tree *tree, const struct source *source,
                             struct notes *notes);

struct place node_place(const struct tree *tree, const struct node *node);
bool node_is(const struct node *node, const char *word); /* a scalar with that text */
/* Value of a key of a map, NULL when there is none or `map` is not a map (or NULL). */
struct node *node_get(const struct node *map, const char *key);
/* A copy of a node and what is in it, without siblings; its text is shared. */
struct node *node_copy(struct arena *arena, const struct node *node);
/* Adds a member at the end of a list, or a key, with its value as `next`, at that of a map. */
void node_append(struct node *parent, struct node *member);
/* A NUL-ended copy of a scalar's text. */
const char *node_string(struct arena *arena, const struct node *node);

#endif

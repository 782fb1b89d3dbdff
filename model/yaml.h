/* SPDX-License-Identifier: GPL-3.0-or-later */
/* yaml: the reader for all of YAML, on libyaml's events. Private to tree.
 *
 * The judge of what a document says, and the source of every message about its form. Beyond
 * libyaml it refuses tags, merge keys, a second document, keys that are not scalars, keys that
 * stand twice, and aliases without an anchor or inside it; it goes on behind them, so that the
 * rest can be checked too. The limits are tested as the events come, so that a document made to
 * exhaust the reader fails at once. */
#ifndef MODEL_YAML_H
#define MODEL_YAML_H

#include <stdint.h>

#include "base/notes.h"
#include "model/tree.h"

/* Reads tree->sources[index], which must have passed encoding_check. An empty document gives a
 * blank scalar. NULL after notes when reading could not go on to the end; otherwise a tree, in
 * which what was noted is left out or marked bad. */
struct node *yaml_read(struct tree *tree, uint8_t index, struct notes *notes);

#endif

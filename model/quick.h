/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quick: a fast reader for the part of YAML that plans are written in. Private to tree.
 *
 * Maps and lists by indentation, maps and lists in brackets (over several lines too), scalars
 * plain or quoted on one line, texts below `key: |` or `key: >-`, anchors before values and their
 * aliases, comments, an opening `---`. No tags, escapes, tabs, other scalars over several lines,
 * `?` keys, blank values in brackets. At the first thing outside, and at anything that might be an
 * error, it gives up; model/yaml then reads the document from its start and is the judge. Whatever
 * quick accepts, yaml accepts too and gives the same tree: tests/fuzz/fuzz_yaml.c holds one against
 * the other. */
#ifndef MODEL_QUICK_H
#define MODEL_QUICK_H

#include <stdint.h>

#include "model/tree.h"

/* Reads tree->sources[index], which must have passed encoding_check: a map, or NULL when it gives
 * up. What it has built so far is then left in tree->arena. */
struct node *quick_read(struct tree *tree, uint8_t index);

#endif

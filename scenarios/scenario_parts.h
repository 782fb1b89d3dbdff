/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario_parts: what reading scenarios and reading a grid share. Private to scenario. */
#ifndef SCENARIOS_SCENARIO_PARTS_H
#define SCENARIOS_SCENARIO_PARTS_H

#include "scenarios/scenario.h"

/* Id, name, source and place from a key and the values of its record. */
struct scenario scenario_entity(const struct tree *tree, struct arena *arena,
                                const struct node *key, struct node *const *values);
const struct change *scenario_change(const struct tree *tree, struct arena *arena,
                                     enum change_kind kind, const struct node *path,
                                     const struct node *value);

/* How many combinations a grid has; UINT64_MAX and more: that many. 0 for NULL. False after a note
 * on lists of unequal length. */
bool scenario_grid_size(const struct tree *tree, const struct node *grid, uint64_t *count,
                        struct notes *notes);
/* Notes that there are too many scenarios. */
void scenario_refuse_many(const struct tree *tree, const struct node *grid, uint64_t count,
                          struct notes *notes);
/* Adds the combinations behind the scenarios there are; `list` has room for them. */
void scenario_grid_add(const struct tree *tree, const struct node *grid,
                       struct scenarios *scenarios);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema_shapes: the small shapes from which the records of the schema are made. */
#ifndef MODEL_SCHEMA_SHAPES_H
#define MODEL_SCHEMA_SHAPES_H

#include "model/schema.h"

#define KEY(name, shape, initial, french, english)                                             \
    { name, sizeof(name) - 1, false, &(shape), initial, french, english }
#define KEY_REQUIRED(name, shape, french, english)                                             \
    { name, sizeof(name) - 1, true, &(shape), NULL, french, english }

extern const struct shape shape_text, shape_yes_no, shape_illustrative, shape_number,
    shape_money, shape_share, shape_factor, shape_version;
extern const struct shape shape_money_by_year, shape_share_by_year;
/* A name or a list of names. */
extern const struct shape shape_some_years, shape_some_funds, shape_some_lines, shape_some_tags,
    shape_some_members;
extern const struct shape shape_one_kind, shape_one_fund, shape_one_line, shape_one_territory,
    shape_one_measure, shape_one_attribute, shape_one_tag, shape_one_rule;

extern const struct shape shape_scenario_map, shape_grid;

/* `name`, or `[name, name]`; the shape of one is declared before. */
#define SOME_NAMES(it, one, french_, english_)                                                 \
    const struct shape it = {.kind = SHAPE_EITHER,                                             \
                             .scalar = &(one),                                                 \
                             .list = &(const struct shape){.kind = SHAPE_LIST,                 \
                                                           .item = &(one),                     \
                                                           .least = 1,                         \
                                                           .french = (french_),                \
                                                           .english = (english_)},             \
                             .french = (french_),                                              \
                             .english = (english_)}

/* The first three keys of every entity. */
#define ENTITY_KEY_TABLE                                                                       \
    [ENTITY_NAME] = KEY("name", shape_text, NULL, "Nom affiché ; à défaut, l’identifiant.",    \
                        "Name as printed; the identifier when left out."),                     \
    [ENTITY_SOURCE] = KEY("source", shape_text, NULL, "D’où viennent les chiffres.",           \
                          "Where the figures come from."),                                     \
    [ENTITY_ILLUSTRATIVE] =                                                                    \
        KEY("illustrative", shape_illustrative, "no",                                          \
            "Chiffres sans source publique : `yes`, ou la liste des clés concernées.",         \
            "Figures without a public source: `yes`, or the keys concerned.")

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/schema_shapes.h"

/* --- what is changed -------------------------------------------------------------------------- */

/* Judged where it is put, by what stands there. */
static const struct shape any_value = {.kind = SHAPE_ANY,
                                       .french = "une valeur de cet endroit",
                                       .english = "a value of that place"};

static const struct shape one_path = {.kind = SHAPE_NAME,
                                      .names = NAME_PATH,
                                      .french = "un chemin tel que funds.rap.amount",
                                      .english = "a path such as funds.rap.amount"};

static const struct shape value_list = {
    .kind = SHAPE_LIST,
    .item = &any_value,
    .least = 1,
    .french = "une liste de valeurs, une par scénario, telle que [0, 60_000]",
    .english = "a list of values, one for each scenario, such as [0, 60_000]"};

static const struct shape factor_list = {
    .kind = SHAPE_LIST,
    .item = &shape_factor,
    .least = 1,
    .french = "une liste de facteurs, un par scénario, telle que [90%, 110%]",
    .english = "a list of factors, one for each scenario, such as [90%, 110%]"};

#define MAP_OF_PATHS(it, item_, french_, english_)                                             \
    static const struct shape it = {.kind = SHAPE_MAP,                                         \
                                    .names = NAME_PATH,                                        \
                                    .item = &(item_),                                          \
                                    .least = 1,                                                \
                                    .french = (french_),                                       \
                                    .english = (english_)}

MAP_OF_PATHS(values_set, any_value,
             "des chemins et leurs valeurs, tels que {funds.rap.amount: 0}",
             "paths and their values, such as {funds.rap.amount: 0}");
MAP_OF_PATHS(values_scaled, shape_factor,
             "des chemins et leurs facteurs, tels que {funds.rap.amount: 90%}",
             "paths and their factors, such as {funds.rap.amount: 90%}");
MAP_OF_PATHS(values_added, any_value,
             "des chemins et ce qui y vient, tels que {lines.refuge: {cost: 40_000, …}}",
             "paths and what comes there, such as {lines.shelter: {cost: 40_000, …}}");
MAP_OF_PATHS(values_each_set, value_list,
             "des chemins et leurs listes de valeurs, tels que {funds.rap.amount: [0, 60_000]}",
             "paths and their lists of values, such as {funds.rap.amount: [0, 60_000]}");
MAP_OF_PATHS(
    values_each_scaled, factor_list,
    "des chemins et leurs listes de facteurs, tels que {funds.rap.amount: [90%, 110%]}",
    "paths and their lists of factors, such as {funds.rap.amount: [90%, 110%]}");

static const struct shape paths_removed = {
    .kind = SHAPE_LIST,
    .item = &one_path,
    .least = 1,
    .french = "une liste de chemins, telle que [rules.plancher]",
    .english = "a list of paths, such as [rules.floor]"};

static const struct shape one_scenario = {.kind = SHAPE_NAME,
                                          .names = NAME_SCENARIO,
                                          .french = "un scénario",
                                          .english = "a scenario"};

static SOME_NAMES(some_scenarios, one_scenario, "un ou plusieurs scénarios",
                  "one or more scenarios");

/* --- scenarios and grid ----------------------------------------------------------------------- */

static const struct key scenario_keys[] = {
    ENTITY_KEY_TABLE,
    [SCENARIO_FROM] = KEY("from", some_scenarios, NULL,
                          "Scénarios dont les changements sont faits d’abord, dans cet ordre.",
                          "Scenarios whose changes are made first, in this order."),
    [SCENARIO_SET] =
        KEY("set", values_set, NULL,
            "Met une valeur à un endroit ; `*` désigne tous les membres. Une clé que le plan a "
            "tue est ajoutée.",
            "Puts a value in a place; `*` stands for all members. A key that the plan left out "
            "is added."),
    [SCENARIO_SCALE] = KEY("scale", values_scaled, NULL,
                           "Multiplie les nombres d’un endroit : `90%` en ôte le dixième.",
                           "Multiplies the numbers of a place: `90%` takes a tenth away."),
    [SCENARIO_ADD] = KEY("add", values_added, NULL,
                         "Ajoute une entrée qui n’existe pas encore, ou un membre à une liste.",
                         "Adds an entry that does not exist yet, or a member to a list."),
    [SCENARIO_REMOVE] = KEY("remove", paths_removed, NULL,
                            "Ôte une entrée, une clé, un membre d’une liste ou d’un modèle "
                            "(`lines.mobilisation.minganie`).",
                            "Takes away an entry, a key, a member of a list or of a template "
                            "(`lines.mobilisation.minganie`)."),
};

const struct shape shape_scenario = {
    .kind = SHAPE_RECORD,
    .title = "scenario",
    .keys = scenario_keys,
    .key_count = SCENARIO_KEYS,
    .french = "un scénario, tel que {set: {funds.rap.amount: 0}}",
    .english = "a scenario, such as {set: {funds.rap.amount: 0}}"};

static const struct key wheel_keys[] = {
    ENTITY_KEY_TABLE,
    [WHEEL_SET] = KEY("set", values_each_set, NULL,
                      "Pour chaque chemin, les valeurs qu’il prend tour à tour.",
                      "For each path, the values that it takes in turn."),
    [WHEEL_SCALE] = KEY("scale", values_each_scaled, NULL,
                        "Pour chaque chemin, les facteurs qu’il prend tour à tour.",
                        "For each path, the factors that it takes in turn."),
};

const struct shape shape_wheel = {
    .kind = SHAPE_RECORD,
    .title = "grid",
    .keys = wheel_keys,
    .key_count = WHEEL_KEYS,
    .french = "des listes de valeurs de même longueur, telles que {set: {funds.rap.amount: [0, "
              "60_000]}}",
    .english = "lists of values of the same length, such as {set: {funds.rap.amount: [0, "
               "60_000]}}"};

const struct shape shape_scenario_map = {.kind = SHAPE_MAP,
                                         .names = NAME_ID,
                                         .item = &shape_scenario,
                                         .french = "des scénarios, chacun sous son identifiant",
                                         .english = "scenarios, each under its identifier"};

const struct shape shape_grid = {
    .kind = SHAPE_MAP,
    .names = NAME_ID,
    .item = &shape_wheel,
    .french = "ce qui varie, sous son identifiant : chaque combinaison est un scénario",
    .english = "what varies, under its identifier: every combination is a scenario"};

/* --- a document of their own ------------------------------------------------------------------ */

static const struct key document_keys[] = {
    [DOCUMENT_ARRIMAGE] =
        KEY_REQUIRED("arrimage", shape_version, "Version du format.", "Version of the format."),
    [DOCUMENT_PLAN] =
        KEY_REQUIRED("plan", shape_text, "Le plan, par son chemin à partir de ce document.",
                     "The plan, by its path from this document."),
    [DOCUMENT_TITLE] =
        KEY("title", shape_text, NULL, "Titre de la comparaison ; à défaut, celui du plan.",
            "Title of the comparison; that of the plan when left out."),
    [DOCUMENT_SCENARIOS] =
        KEY("scenarios", shape_scenario_map, "{}", "Scénarios.", "Scenarios."),
    [DOCUMENT_GRID] =
        KEY("grid", shape_grid, "{}", "Grille de scénarios.", "A grid of scenarios."),
};

const struct shape shape_scenarios = {
    .kind = SHAPE_RECORD,
    .title = "scenarios",
    .entity = true,
    .keys = document_keys,
    .key_count = DOCUMENT_KEYS,
    .french = "des scénarios : des clés telles que `plan: plan.yaml`",
    .english = "scenarios: keys such as `plan: plan.yaml`"};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/schema.h"

#include <string.h>

#include "model/schema_shapes.h"

/* --- territories, axes, funds ----------------------------------------------------------------- */

static const struct key entity_keys[] = {ENTITY_KEY_TABLE};

const struct shape shape_territory = {.kind = SHAPE_RECORD,
                                      .title = "territory",
                                      .entity = true,
                                      .keys = entity_keys,
                                      .key_count = ENTITY_KEYS,
                                      .attributes = true,
                                      .french = "un territoire, tel que {name: Minganie}",
                                      .english = "a territory, such as {name: Minganie}"};

const struct shape shape_axis = {.kind = SHAPE_RECORD,
                                 .title = "axis",
                                 .entity = true,
                                 .keys = entity_keys,
                                 .key_count = ENTITY_KEYS,
                                 .attributes = true,
                                 .french = "un axe, tel que {name: Logement}",
                                 .english = "an axis, such as {name: Housing}"};

static const char *const unlimited[] = {"unlimited", NULL};
static const char *const statuses[] = {"confirmed", "requested", NULL};

static const struct shape fund_amount = {.kind = SHAPE_NUMBER,
                                         .measure = NUMBER_MONEY,
                                         .words = unlimited,
                                         .french = "un montant tel que 60_000, ou `unlimited`",
                                         .english = "an amount such as 60_000, or `unlimited`"};

static const struct shape fund_status = {.kind = SHAPE_WORD,
                                         .words = statuses,
                                         .french = "`confirmed` ou `requested`",
                                         .english = "`confirmed` or `requested`"};

static const struct key fund_keys[] = {
    ENTITY_KEY_TABLE,
    [FUND_AMOUNT] =
        KEY("amount", fund_amount, NULL,
            "Le plus que le fonds peut payer en tout, ou `unlimited`. Obligatoire, sauf "
            "si `by_year` est donné.",
            "The most the fund may pay in all, or `unlimited`. Required unless "
            "`by_year` is given."),
    [FUND_BY_YEAR] =
        KEY("by_year", shape_money_by_year, NULL,
            "Argent qui arrive chaque année : par année, ou en liste dans l’ordre.",
            "Money that arrives in each year: by year, or a list in their order."),
    [FUND_CARRY_OVER] =
        KEY("carry_over", shape_factor, "1",
            "Ce que vaut l’année suivante un dollar non dépensé : 1 reporté, 0 "
            "perdu, 1.08 avec intérêt.",
            "What an unspent dollar is worth in the next year: 1 kept, 0 lapsed, "
            "1.08 with interest."),
    [FUND_STATUS] = KEY("status", fund_status, "confirmed", "Confirmé, ou seulement demandé.",
                        "Confirmed, or only requested."),
    [FUND_IN_KIND] = KEY("in_kind", shape_yes_no, "no",
                         "Contribution en nature : prêts de locaux, de personnel.",
                         "A contribution in kind: rooms, staff."),
    [FUND_PUBLIC_AID] = KEY("counts_as_public_aid", shape_share, "1",
                            "Part de ses dollars qui compte dans le cumul des aides publiques.",
                            "Share of its dollars that counts in limits on public aid."),
    [FUND_PAYS_FOR] = KEY("pays_for", shape_selection, NULL,
                          "Ce que le fonds peut payer ; à défaut, toute ligne qui le nomme.",
                          "What the fund may pay for; when left out, any line that names it."),
};

const struct shape shape_fund = {.kind = SHAPE_RECORD,
                                 .title = "fund",
                                 .entity = true,
                                 .keys = fund_keys,
                                 .key_count = FUND_KEYS,
                                 .attributes = true,
                                 .french = "un fonds, tel que {amount: 60_000}",
                                 .english = "a fund, such as {amount: 60_000}"};

/* --- the plan --------------------------------------------------------------------------------- */

static const char *const languages[] = {"fr", "en", NULL};
static const char *const none[] = {"none", NULL};

static const struct shape plan_language = {.kind = SHAPE_WORD,
                                           .words = languages,
                                           .french = "`fr` ou `en`",
                                           .english = "`fr` or `en`"};

static const struct shape plan_unit = {.kind = SHAPE_NUMBER,
                                       .measure = NUMBER_STEP,
                                       .words = none,
                                       .french = "un montant tel que 1 ou 0.01, ou `none`",
                                       .english = "an amount such as 1 or 0.01, or `none`"};

static const struct shape new_year = {.kind = SHAPE_NAME,
                                      .names = NAME_NEW_YEAR,
                                      .french = "une année telle que 2012-13",
                                      .english = "a year such as 2012-13"};

static const struct shape plan_years = {
    .kind = SHAPE_LIST,
    .item = &new_year,
    .least = 1,
    .french = "une liste d’années, telle que [2012-13, 2013-14]",
    .english = "a list of years, such as [2012-13, 2013-14]"};

#define MAP_OF_ENTITIES(it, item_, least_, french_, english_)                                  \
    static const struct shape it = {.kind = SHAPE_MAP,                                         \
                                    .names = NAME_ID,                                          \
                                    .item = &(item_),                                          \
                                    .least = (least_),                                         \
                                    .french = (french_),                                       \
                                    .english = (english_)}

MAP_OF_ENTITIES(plan_territories, shape_territory, 0,
                "des territoires, chacun sous son identifiant",
                "territories, each under its identifier");
MAP_OF_ENTITIES(plan_axes, shape_axis, 0, "des axes, chacun sous son identifiant",
                "axes, each under its identifier");
MAP_OF_ENTITIES(plan_funds, shape_fund, 1, "des fonds, chacun sous son identifiant",
                "funds, each under its identifier");
MAP_OF_ENTITIES(plan_lines, shape_line, 1, "des lignes, chacune sous son identifiant",
                "lines, each under its identifier");
MAP_OF_ENTITIES(plan_rules, shape_rule, 0, "des règles, chacune sous son identifiant",
                "rules, each under its identifier");

static const struct shape plan_goals = {
    .kind = SHAPE_LIST,
    .item = &shape_goal,
    .least = 1,
    .french = "une liste de buts, telle que [maximize: benefit]",
    .english = "a list of goals, such as [maximize: benefit]"};

static const struct key plan_keys[] = {
    [PLAN_ARRIMAGE] =
        KEY_REQUIRED("arrimage", shape_version, "Version du format.", "Version of the format."),
    [PLAN_TITLE] =
        KEY("title", shape_text, NULL, "Titre des rapports ; à défaut, le nom du fichier.",
            "Title of reports; the file's name when left out."),
    [PLAN_LANGUAGE] =
        KEY("language", plan_language, NULL,
            "Langue des rapports et des messages ; les noms du fichier restent tels "
            "quels.",
            "Language of reports and messages; names in the file stay as written."),
    [PLAN_CURRENCY] = KEY("currency", shape_text, "CAD", "Monnaie.", "Currency."),
    [PLAN_UNIT] =
        KEY("unit", plan_unit, "0.01",
            "Chaque montant accordé est un multiple entier de cette somme ; `none` : tel "
            "que le calcul le donne.",
            "Every allocated amount is a whole multiple of this sum; `none`: as the "
            "solver gives it."),
    [PLAN_YEARS] =
        KEY("years", plan_years, NULL, "Années, dans l’ordre ; à défaut, une seule période.",
            "Years, in order; when left out, a single period."),
    [PLAN_TERRITORIES] = KEY("territories", plan_territories, NULL,
                             "Territoires, avec leurs attributs (population …).",
                             "Territories, with their attributes (population …)."),
    [PLAN_AXES] = KEY("axes", plan_axes, NULL, "Axes d’intervention.", "Axes of intervention."),
    [PLAN_FUNDS] = KEY_REQUIRED("funds", plan_funds, "Fonds : d’où vient l’argent.",
                                "Funds: where the money comes from."),
    [PLAN_LINES] =
        KEY_REQUIRED("lines", plan_lines, "Lignes : tout ce qui peut recevoir de l’argent.",
                     "Lines: whatever can receive money."),
    [PLAN_RULES] =
        KEY("rules", plan_rules, NULL, "Règles que toute répartition doit respecter.",
            "Rules that every allocation must keep."),
    [PLAN_GOALS] =
        KEY("goals", plan_goals, "[maximize: benefit]",
            "Buts, par rang : le premier est réglé avant que le deuxième soit considéré.",
            "Goals in order of rank: the first is settled before the second is looked "
            "at."),
    [PLAN_SCENARIOS] = KEY("scenarios", shape_scenario_map, "{}",
                           "Scénarios ; ils peuvent aussi avoir un document à eux.",
                           "Scenarios; they may also have a document of their own."),
    [PLAN_GRID] = KEY("grid", shape_grid, "{}", "Grille de scénarios.", "A grid of scenarios."),
};

const struct shape shape_plan = {.kind = SHAPE_RECORD,
                                 .title = "plan",
                                 .entity = true,
                                 .keys = plan_keys,
                                 .key_count = PLAN_KEYS,
                                 .french = "un plan : des clés telles que `arrimage: 1`",
                                 .english = "a plan: keys such as `arrimage: 1`"};

/* --- lookups ---------------------------------------------------------------------------------- */

bool name_is_reserved(const struct node *name, bool is_fund) {
    return node_is(name, "each") || (is_fund && node_is(name, "total"));
}

const struct shape *shape_for(const struct shape *shape, enum node_kind written) {
    if (shape->kind != SHAPE_EITHER) {
        return shape;
    }
    return written == NODE_SCALAR ? shape->scalar
           : written == NODE_LIST ? shape->list
                                  : shape->map;
}

uint32_t record_key(const struct shape *record, const struct node *key, uint32_t hint) {
    uint32_t at = hint;
    for (uint32_t tried = 0; tried < record->key_count; tried++, at++) {
        if (at >= record->key_count) {
            at = 0;
        }
        const struct key *candidate = &record->keys[at];
        if (candidate->length == key->length &&
            memcmp(candidate->name, key->text, key->length) == 0) {
            return at;
        }
    }
    return UINT32_MAX;
}

uint32_t record_values(const struct node *map, struct node **values) {
    uint32_t unknown = 0;
    if (map == NULL || map->bad || map->kind != NODE_MAP) {
        return 0;
    }
    for (const struct node *key = map->first; key != NULL; key = key->next->next) {
        if (key->known > 0) {
            values[key->known - 1] = key->next;
        } else {
            unknown++;
        }
    }
    return unknown;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/schema_shapes.h"

/* --- selections ------------------------------------------------------------------------------- */

static const char *const each[] = {"each", NULL};

/* Names to pick, or the word `each`. */
#define PICKS(it, what, french_, english_)                                                     \
    static const struct shape it##_one = {.kind = SHAPE_NAME,                                  \
                                          .names = (what),                                     \
                                          .words = each,                                       \
                                          .french = (french_),                                 \
                                          .english = (english_)};                              \
    static SOME_NAMES(it, it##_one, french_, english_)

PICKS(pick_fund, NAME_FUND, "un ou plusieurs fonds", "one or more funds");
PICKS(pick_territory, NAME_TERRITORY, "un ou plusieurs territoires", "one or more territories");
PICKS(pick_axis, NAME_AXIS, "un ou plusieurs axes", "one or more axes");
PICKS(pick_line, NAME_LINE, "une ou plusieurs lignes", "one or more lines");
PICKS(pick_kind, NAME_KIND, "un ou plusieurs mots", "one or more words");
PICKS(pick_tag, NAME_TAG, "un ou plusieurs mots", "one or more words");
PICKS(pick_year, NAME_YEAR, "une ou plusieurs années", "one or more years");

static const struct key selection_keys[SELECTION_KEYS] = {
    [SELECTION_FUND] =
        KEY("fund", pick_fund, NULL, "Payés par ces fonds.", "Paid by these funds."),
    [SELECTION_TERRITORY] =
        KEY("territory", pick_territory, NULL, "Aux lignes de ces territoires.",
            "To lines of these territories."),
    [SELECTION_AXIS] =
        KEY("axis", pick_axis, NULL, "Aux lignes de ces axes, chacune pour sa part.",
            "To lines of these axes, each by its share."),
    [SELECTION_LINE] = KEY("line", pick_line, NULL,
                           "À ces lignes ; le nom d’un modèle vaut pour toutes ses lignes.",
                           "To these lines; a template's name means all its lines."),
    [SELECTION_KIND] = KEY("kind", pick_kind, NULL, "Aux lignes de ces genres (`kind`).",
                           "To lines of these kinds."),
    [SELECTION_TAG] =
        KEY("tag", pick_tag, NULL, "Aux lignes qui portent l’un de ces mots (`tags`).",
            "To lines with any of these tags."),
    [SELECTION_YEAR] = KEY("year", pick_year, NULL, "Dans ces années.", "In these years."),
};

const struct shape shape_selection = {
    .kind = SHAPE_RECORD,
    .title = "selection",
    .keys = selection_keys,
    .key_count = SELECTION_KEYS,
    .french = "une sélection, telle que {fund: parsis, axis: [axe2, axe3]}",
    .english = "a selection, such as {fund: parsis, axis: [axe2, axe3]}"};

/* --- amounts ---------------------------------------------------------------------------------- */

static const struct shape portion = {.kind = SHAPE_NUMBER,
                                     .measure = NUMBER_PORTION,
                                     .french = "une part telle que 80%",
                                     .english = "a share such as 80%"};

static const char *const amount_forms[] = {"share", "per", NULL};

static const struct key amount_keys[AMOUNT_KEYS] = {
    [AMOUNT_KEY_SHARE] = KEY("share", portion, NULL, "Cette part des dollars de `of`.",
                             "This share of the dollars of `of`."),
    [AMOUNT_KEY_OF] =
        KEY("of", shape_selection, NULL,
            "Les dollars dont on prend la part ; `each` y désigne le membre.",
            "The dollars of which a share is taken; `each` is the rule's member."),
    [AMOUNT_KEY_BY] = KEY("by", shape_one_attribute, NULL,
                          "Et de cela, la part du membre dans le total de cet attribut.",
                          "And of that, the member's part of this attribute's total."),
    [AMOUNT_KEY_PER] =
        KEY("per", shape_one_attribute, NULL, "Multiplie `rate` par cet attribut du membre.",
            "Multiplies `rate` by this attribute of the member."),
    [AMOUNT_KEY_RATE] =
        KEY("rate", shape_number, NULL, "Dollars par unité de l’attribut `per`.",
            "Dollars for each unit of the attribute `per`."),
};

const struct shape shape_amount = {
    .kind = SHAPE_RECORD,
    .title = "amount",
    .keys = amount_keys,
    .key_count = AMOUNT_KEYS,
    .one_of = amount_forms,
    .french = "un montant, tel que {share: 10%, of: {fund: parsis}}",
    .english = "an amount, such as {share: 10%, of: {fund: parsis}}"};

static const struct shape fixed_bound = {
    .kind = SHAPE_NUMBER,
    .measure = NUMBER_BOUND,
    .french = "un montant tel que 60_000, ou {share: 10%, of: {fund: parsis}}",
    .english = "an amount such as 60_000, or {share: 10%, of: {fund: parsis}}"};

static const struct shape bound = {
    .kind = SHAPE_EITHER,
    .scalar = &fixed_bound,
    .map = &shape_amount,
    .french = "un montant tel que 60_000, ou {share: 10%, of: {fund: parsis}}",
    .english = "an amount such as 60_000, or {share: 10%, of: {fund: parsis}}"};

/* --- terms ------------------------------------------------------------------------------------ */

static const char *const term_forms[] = {"sum",       "count",  "level", "measure",
                                         "shortfall", "excess", NULL};

static const struct key term_keys[TERM_KEYS] = {
    [TERM_KEY_TIMES] =
        KEY("times", shape_number, "1", "Facteur du terme.", "Factor of the term."),
    [TERM_KEY_SUM] = KEY("sum", shape_selection, NULL, "Les dollars d’une sélection.",
                         "The dollars of a selection."),
    [TERM_KEY_COUNT] =
        KEY("count", shape_selection, NULL, "Combien de lignes d’une sélection sont financées.",
            "How many lines of a selection are funded."),
    [TERM_KEY_LEVEL] =
        KEY("level", shape_one_line, NULL, "La part financée du maximum d’une ligne, de 0 à 1.",
            "The funded share of a line's max, 0 to 1."),
    [TERM_KEY_MEASURE] = KEY("measure", shape_one_measure, NULL,
                             "Une mesure, additionnée sur toutes les lignes.",
                             "A measure, added up over all lines."),
    [TERM_KEY_SHORTFALL] =
        KEY("shortfall", shape_one_rule, NULL,
            "Dans un but : ce qui manque à une règle souple pour atteindre son `at_least` ; "
            "d’une règle répétée, la somme sur ses membres.",
            "In a goal: what a soft rule lacks to reach its `at_least`; of a repeated rule, "
            "added up over its members."),
    [TERM_KEY_EXCESS] =
        KEY("excess", shape_one_rule, NULL,
            "Dans un but : ce dont une règle souple dépasse son `at_most`, de même.",
            "In a goal: by how much a soft rule exceeds its `at_most`, likewise."),
};

const struct shape shape_term = {.kind = SHAPE_RECORD,
                                 .title = "term",
                                 .keys = term_keys,
                                 .key_count = TERM_KEYS,
                                 .one_of = term_forms,
                                 .french = "un terme, tel que {times: 8, level: desks}",
                                 .english = "a term, such as {times: 8, level: desks}"};

static const struct shape terms = {
    .kind = SHAPE_LIST,
    .item = &shape_term,
    .least = 1,
    .french = "une liste de termes, telle que [{times: 8, level: desks}]",
    .english = "a list of terms, such as [{times: 8, level: desks}]"};

/* --- rules ------------------------------------------------------------------------------------ */

static const char *const rule_dimensions[] = {"territory", "axis", "fund",
                                              "year",      "line", NULL};
static const char *const negotiables[] = {"no", "somewhat", "yes", NULL};
static const char *const rule_forms[] = {"sum", "count", "terms", NULL};

static const struct shape rule_dimension = {
    .kind = SHAPE_WORD,
    .words = rule_dimensions,
    .french = "`territory`, `axis`, `fund`, `year` ou `line`",
    .english = "`territory`, `axis`, `fund`, `year` or `line`"};

static const struct shape rule_dimension_list = {.kind = SHAPE_LIST,
                                                 .item = &rule_dimension,
                                                 .least = 1,
                                                 .most = 5,
                                                 .french =
                                                     "une liste telle que [territory, year]",
                                                 .english = "a list such as [territory, year]"};

static const struct shape rule_for_each = {
    .kind = SHAPE_EITHER,
    .scalar = &rule_dimension,
    .list = &rule_dimension_list,
    .french = "`territory`, `axis`, `fund`, `year` ou `line`, ou une liste",
    .english = "`territory`, `axis`, `fund`, `year` or `line`, or a list"};

static const struct shape rule_negotiable = {.kind = SHAPE_WORD,
                                             .words = negotiables,
                                             .french = "`no`, `somewhat` ou `yes`",
                                             .english = "`no`, `somewhat` or `yes`"};

static const struct shape rule_each = {
    .kind = SHAPE_MAP,
    .names = NAME_MEMBER,
    .item = &shape_rule_each,
    .french =
        "des membres avec ce qui leur est propre, tels que {minganie: {at_least: 80_000}}",
    .english = "members with what differs, such as {minganie: {at_least: 80_000}}"};

static const struct key rule_keys[RULE_KEYS] = {
    ENTITY_KEY_TABLE,
    [RULE_AT_LEAST] =
        KEY("at_least", bound, NULL, "Au moins ce montant.", "At least this amount."),
    [RULE_AT_MOST] = KEY("at_most", bound, NULL, "Au plus ce montant.", "At most this amount."),
    [RULE_EXACTLY] =
        KEY("exactly", bound, NULL, "Exactement ce montant.", "Exactly this amount."),
    [RULE_NEGOTIABLE] = KEY("negotiable", rule_negotiable, "no",
                            "Les règles qu’une réparation peut toucher d’abord.",
                            "Which rules a repair may touch first."),
    [RULE_PART_OF] =
        KEY("part_of", shape_one_fund, NULL,
            "Son plafond est une partie réservée de ce fonds ; les rapports comparent "
            "la somme des parties au fonds.",
            "Its ceiling is an earmarked part of this fund; reports compare the sum of "
            "the parts with the fund."),
    [RULE_SUM] = KEY("sum", shape_selection, NULL, "Les dollars d’une sélection.",
                     "The dollars of a selection."),
    [RULE_COUNT] =
        KEY("count", shape_selection, NULL, "Combien de lignes d’une sélection sont financées.",
            "How many lines of a selection are funded."),
    [RULE_TERMS] = KEY("terms", terms, NULL, "Toute règle linéaire : une somme de termes.",
                       "Any linear rule: a sum of terms."),
    [RULE_FOR_EACH] =
        KEY("for_each", rule_for_each, NULL,
            "Une règle par membre, `plancher.minganie` ; les sélections se limitent "
            "au membre, et les membres qu’elles excluent n’ont pas de règle.",
            "One rule for each member, `floor.minganie`; selections are narrowed to "
            "it, and members that they leave out have no rule."),
    [RULE_ONLY] = KEY("only", shape_some_members, NULL, "Les membres retenus ; à défaut, tous.",
                      "The members to keep; all when left out."),
    [RULE_EXCEPT] = KEY("except", shape_some_members, NULL, "Les membres écartés.",
                        "The members to leave out."),
    [RULE_EACH] = KEY("each", rule_each, NULL,
                      "Ce qui diffère pour un membre ; une clé y remplace celle de la règle.",
                      "What differs for a member; a key here replaces the rule's."),
    [RULE_SOFT] =
        KEY("soft", shape_yes_no, "no",
            "`yes` : la règle peut être manquée ; les buts nomment ce qui lui manque "
            "(`shortfall`) ou la dépasse (`excess`), et le rapport le montre.",
            "`yes`: the rule may be missed; goals name its `shortfall` or `excess`, and the "
            "report shows it."),
};

const struct shape shape_rule = {
    .kind = SHAPE_RECORD,
    .title = "rule",
    .entity = true,
    .keys = rule_keys,
    .key_count = RULE_KEYS,
    .one_of = rule_forms,
    .french = "une règle, telle que {sum: {fund: parsis}, at_most: 60_000}",
    .english = "a rule, such as {sum: {fund: parsis}, at_most: 60_000}"};

const struct shape shape_rule_each = {.kind = SHAPE_RECORD,
                                      .title = "rule_member",
                                      .entity = true,
                                      .keys = rule_keys,
                                      .key_count = RULE_MEMBER_KEYS,
                                      .partial = true,
                                      .french = "ce qui diffère, tel que {at_least: 80_000}",
                                      .english = "what differs, such as {at_least: 80_000}"};

/* --- goals ------------------------------------------------------------------------------------ */

static const char *const share_forms[] = {"sum", "count", "terms", NULL};

#define SHARE_KEY_TABLE                                                                        \
    [SHARE_FOR_EACH] = KEY_REQUIRED("for_each", rule_for_each, "Entre quels membres.",         \
                                    "Between which members."),                                 \
    [SHARE_ONLY] =                                                                             \
        KEY("only", shape_some_members, NULL, "Les membres retenus ; à défaut, tous.",         \
            "The members to keep; all when left out."),                                        \
    [SHARE_EXCEPT] = KEY("except", shape_some_members, NULL, "Les membres écartés.",           \
                         "The members to leave out."),                                         \
    [SHARE_SUM] = KEY("sum", shape_selection, NULL,                                            \
                      "Ce qui se partage : les dollars d’une sélection, limitée au membre.",   \
                      "What is shared: the dollars of a selection, narrowed to the member."),  \
    [SHARE_COUNT] =                                                                            \
        KEY("count", shape_selection, NULL, "Ou combien de ses lignes sont financées.",        \
            "Or how many of its lines are funded."),                                           \
    [SHARE_TERMS] = KEY("terms", terms, NULL, "Ou une somme de termes.", "Or a sum of terms.")

static const struct key fair_keys[] = {
    SHARE_KEY_TABLE,
    [SHARE_PER] =
        KEY("per", shape_one_attribute, NULL,
            "Chaque part se compare par unité de cet attribut du membre, plus grand que 0.",
            "Each share is compared per unit of this attribute of the member, more than 0."),
};

const struct shape shape_fair = {
    .kind = SHAPE_RECORD,
    .title = "fair",
    .keys = fair_keys,
    .key_count = SHARE_KEYS,
    .one_of = share_forms,
    .french = "un partage, tel que {for_each: territory, sum: {fund: parsis}, per: population}",
    .english =
        "a sharing, such as {for_each: territory, sum: {fund: parsis}, per: population}"};

static const struct key closest_keys[] = {
    SHARE_KEY_TABLE,
    [SHARE_TO] =
        KEY_REQUIRED("to", bound, "La cible de chaque membre.", "The target of each member."),
};

const struct shape shape_closest = {
    .kind = SHAPE_RECORD,
    .title = "closest",
    .keys = closest_keys,
    .key_count = SHARE_KEYS,
    .one_of = share_forms,
    .french =
        "une cible, telle que {for_each: territory, sum: {fund: parsis}, to: {share: 100%, "
        "of: {fund: parsis}, by: population}}",
    .english = "a target, such as {for_each: territory, sum: {fund: parsis}, to: {share: 100%, "
               "of: {fund: parsis}, by: population}}"};

static const char *const goal_forms[] = {"maximize", "minimize", "fair", "closest", NULL};

static const struct shape wanted = {.kind = SHAPE_EITHER,
                                    .scalar = &shape_one_measure,
                                    .list = &terms,
                                    .french =
                                        "une mesure telle que benefit, ou une liste de termes",
                                    .english = "a measure such as benefit, or a list of terms"};

static const struct key goal_keys[GOAL_KEYS] = {
    [GOAL_MAXIMIZE] =
        KEY("maximize", wanted, NULL, "Le plus possible d’une mesure ou de termes.",
            "As much as possible of a measure or of terms."),
    [GOAL_MINIMIZE] =
        KEY("minimize", wanted, NULL, "Le moins possible d’une mesure ou de termes.",
            "As little as possible of a measure or of terms."),
    [GOAL_FAIR] =
        KEY("fair", shape_fair, NULL,
            "La plus petite part aussi grande que possible, puis la suivante, et ainsi "
            "de suite.",
            "The smallest share as large as possible, then the next, and so on."),
    [GOAL_CLOSEST] = KEY("closest", shape_closest, NULL,
                         "Le moins d’écart à une cible, additionné sur les membres.",
                         "The least deviation from a target, added up over the members."),
    [GOAL_WITHIN] =
        KEY("within", shape_share, "0",
            "La part de sa valeur, sans son signe, que les buts suivants peuvent lui faire "
            "perdre : 1% de 70 points laisse 69.3 ; 1% d’un écart de 0 ne laisse rien.",
            "The share of its value, whatever its sign, that later goals may make it lose: 1% "
            "of 70 points leaves 69.3; 1% of a deviation of 0 leaves nothing."),
};

const struct shape shape_goal = {.kind = SHAPE_RECORD,
                                 .title = "goal",
                                 .keys = goal_keys,
                                 .key_count = GOAL_KEYS,
                                 .one_of = goal_forms,
                                 .french = "un but, tel que {maximize: benefit}",
                                 .english = "a goal, such as {maximize: benefit}"};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/schema_shapes.h"

const struct shape shape_text = {.kind = SHAPE_TEXT, .french = "un texte", .english = "a text"};

const struct shape shape_yes_no = {
    .kind = SHAPE_YES_NO, .french = "`yes` ou `no`", .english = "`yes` or `no`"};

/* --- numbers ---------------------------------------------------------------------------------- */

const struct shape shape_number = {.kind = SHAPE_NUMBER,
                                   .measure = NUMBER_ANY,
                                   .french = "un nombre tel que 2.6",
                                   .english = "a number such as 2.6"};

const struct shape shape_money = {.kind = SHAPE_NUMBER,
                                  .measure = NUMBER_MONEY,
                                  .french = "un montant tel que 60_000",
                                  .english = "an amount such as 60_000"};

const struct shape shape_share = {.kind = SHAPE_NUMBER,
                                  .measure = NUMBER_SHARE,
                                  .french = "une part telle que 40%",
                                  .english = "a share such as 40%"};

const struct shape shape_factor = {.kind = SHAPE_NUMBER,
                                   .measure = NUMBER_FACTOR,
                                   .french = "un facteur tel que 0.5 ou 50%",
                                   .english = "a factor such as 0.5 or 50%"};

const struct shape shape_version = {.kind = SHAPE_NUMBER,
                                    .measure = NUMBER_VERSION,
                                    .french = "la version du format, 1",
                                    .english = "the version of the format, 1"};

/* --- by year ---------------------------------------------------------------------------------- */

static const struct shape money_of_years = {.kind = SHAPE_MAP,
                                            .names = NAME_YEAR,
                                            .item = &shape_money,
                                            .least = 1,
                                            .french = "un montant par année",
                                            .english = "an amount for each year"};

static const struct shape money_in_order = {.kind = SHAPE_LIST,
                                            .item = &shape_money,
                                            .least = 1,
                                            .french = "une liste de montants",
                                            .english = "a list of amounts"};

const struct shape shape_money_by_year = {
    .kind = SHAPE_EITHER,
    .map = &money_of_years,
    .list = &money_in_order,
    .french = "des montants par année, tels que {2012-13: 50_000}",
    .english = "amounts by year, such as {2012-13: 50_000}"};

static const struct shape shares_of_years = {.kind = SHAPE_MAP,
                                             .names = NAME_YEAR,
                                             .item = &shape_share,
                                             .least = 1,
                                             .french = "une part par année",
                                             .english = "a share for each year"};

static const struct shape shares_in_order = {.kind = SHAPE_LIST,
                                             .item = &shape_share,
                                             .least = 1,
                                             .french = "une liste de parts",
                                             .english = "a list of shares"};

const struct shape shape_share_by_year = {
    .kind = SHAPE_EITHER,
    .map = &shares_of_years,
    .list = &shares_in_order,
    .french = "des parts par année, telles que {2012-13: 40%, 2013-14: 60%}",
    .english = "shares by year, such as {2012-13: 40%, 2013-14: 60%}"};

/* --- names ------------------------------------------------------------------------------------ */

#define ONE_NAME(it, what, french_, english_)                                                  \
    const struct shape it = {                                                                  \
        .kind = SHAPE_NAME, .names = (what), .french = (french_), .english = (english_)}

ONE_NAME(shape_one_kind, NAME_KIND, "un mot", "a word");
ONE_NAME(shape_one_tag, NAME_TAG, "un mot", "a word");
ONE_NAME(shape_one_fund, NAME_FUND, "un fonds", "a fund");
ONE_NAME(shape_one_line, NAME_LINE, "une ligne", "a line");
ONE_NAME(shape_one_territory, NAME_TERRITORY, "un territoire", "a territory");
ONE_NAME(shape_one_measure, NAME_MEASURE, "une mesure", "a measure");
ONE_NAME(shape_one_attribute, NAME_ATTRIBUTE, "un attribut", "an attribute");
ONE_NAME(shape_one_rule, NAME_RULE, "une règle", "a rule");
static ONE_NAME(one_year, NAME_YEAR, "une année", "a year");
static ONE_NAME(one_member, NAME_MEMBER, "un membre", "a member");
static ONE_NAME(one_key, NAME_KEY, "une clé", "a key");

SOME_NAMES(shape_some_years, one_year, "une ou plusieurs années", "one or more years");
SOME_NAMES(shape_some_funds, shape_one_fund, "un ou plusieurs fonds", "one or more funds");
SOME_NAMES(shape_some_lines, shape_one_line, "une ou plusieurs lignes", "one or more lines");
SOME_NAMES(shape_some_tags, shape_one_tag, "un ou plusieurs mots", "one or more words");
SOME_NAMES(shape_some_members, one_member, "un ou plusieurs membres", "one or more members");

static const struct shape some_keys = {.kind = SHAPE_LIST,
                                       .item = &one_key,
                                       .french = "une liste de clés",
                                       .english = "a list of keys"};

const struct shape shape_illustrative = {.kind = SHAPE_EITHER,
                                         .scalar = &shape_yes_no,
                                         .list = &some_keys,
                                         .french = "`yes`, `no` ou une liste de clés",
                                         .english = "`yes`, `no` or a list of keys"};

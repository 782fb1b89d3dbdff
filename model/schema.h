/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema: what a plan file may say, as one static table.
 *
 * A shape says what a value looks like; a key is a name with the shape of its value, its default
 * and a sentence of help. The table drives three things: model/check holds a document against it,
 * schema_to_json prints it as a JSON Schema for editors, schema_to_markdown as the reference of
 * the format. Positions of keys in their record are the enums below: a reader fetches the values
 * of a map in one pass (record_values) and takes them by position. */
#ifndef MODEL_SCHEMA_H
#define MODEL_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/notes.h"
#include "base/text.h"
#include "model/tree.h"

enum shape_kind {
    SHAPE_TEXT, /* any text that is not blank */
    SHAPE_YES_NO,
    SHAPE_WORD,   /* one of `words` */
    SHAPE_NUMBER, /* of a `measure`; or one of `words`, when there are any */
    SHAPE_NAME,   /* the identifier of a thing of the plan, or one of `words` */
    SHAPE_LIST,   /* of `item`, at least `least` of them */
    SHAPE_MAP,    /* from identifiers of `names` to `item`, at least `least` of them */
    SHAPE_RECORD, /* with the `keys` */
    SHAPE_EITHER, /* by what is written: `scalar`, `list` or `map`; NULL where not allowed */
    SHAPE_ANY     /* any value that is not blank */
};

/* What a number is. */
enum number_kind {
    NUMBER_ANY,     /* attributes, points, factors: any sign, % and $ allowed */
    NUMBER_MONEY,   /* $, 0 or more, no % */
    NUMBER_STEP,    /* $, more than 0 */
    NUMBER_BOUND,   /* $, lines or points, any sign, no % */
    NUMBER_SHARE,   /* 0 % to 100 % */
    NUMBER_FACTOR,  /* 0 or more, % allowed */
    NUMBER_PORTION, /* 0 or more; above 1 it must be written in % */
    NUMBER_VERSION, /* 1 */
    NUMBER_KINDS
};

/* What an identifier stands for. */
enum name_kind {
    NAME_ID,       /* a new identifier */
    NAME_NEW_YEAR, /* a new year */
    NAME_YEAR,     /* a year of the plan, and so on */
    NAME_TERRITORY,
    NAME_AXIS,
    NAME_FUND,
    NAME_LINE,
    NAME_MEMBER, /* of a for_each: `manicouagan`, or `manicouagan.axe2` */
    NAME_KIND,
    NAME_TAG,
    NAME_MEASURE,
    NAME_ATTRIBUTE,
    NAME_RULE,
    NAME_SCENARIO,
    NAME_PATH, /* `funds.parsis.amount`: see model/path */
    NAME_KEY,  /* a key of the same record */
    NAME_KINDS
};

struct shape {
    enum shape_kind kind;
    const char *title; /* under which it is described once; NULL: described in place */
    const char *french, *english; /* what is expected: "un montant tel que 60_000" */
    enum number_kind measure;
    enum name_kind names;
    const char *const *words; /* NULL-ended, or NULL */
    const struct shape *item;
    uint32_t least, most;   /* most 0: no limit */
    const struct key *keys; /* [key_count] */
    uint32_t key_count;
    bool attributes;           /* further keys with numbers are attributes */
    bool partial;              /* no key is required */
    bool entity;               /* a thing with a name: what it lacks does not make it bad */
    const char *const *one_of; /* NULL-ended keys of which exactly one must be given, or NULL */
    const struct shape *scalar, *list, *map;
};

struct key {
    const char *name;
    uint32_t length; /* of the name, bytes */
    bool required;
    const struct shape *shape;
    const char *initial; /* what holds when it is left out, as it would be written; or NULL */
    const char *french, *english;
};

enum plan_key {
    PLAN_ARRIMAGE,
    PLAN_TITLE,
    PLAN_LANGUAGE,
    PLAN_CURRENCY,
    PLAN_UNIT,
    PLAN_YEARS,
    PLAN_TERRITORIES,
    PLAN_AXES,
    PLAN_FUNDS,
    PLAN_LINES,
    PLAN_RULES,
    PLAN_GOALS,
    PLAN_SCENARIOS,
    PLAN_GRID,
    PLAN_KEYS
};

/* The first keys of every entity. */
enum entity_key { ENTITY_NAME, ENTITY_SOURCE, ENTITY_ILLUSTRATIVE, ENTITY_KEYS };

enum fund_key {
    FUND_AMOUNT = ENTITY_KEYS,
    FUND_BY_YEAR,
    FUND_CARRY_OVER,
    FUND_STATUS,
    FUND_IN_KIND,
    FUND_PUBLIC_AID,
    FUND_PAYS_FOR,
    FUND_KEYS
};

enum line_key {
    LINE_KIND = ENTITY_KEYS,
    LINE_TERRITORY,
    LINE_AXIS,
    LINE_TAGS,
    LINE_COST,
    LINE_LEAST,
    LINE_MOST,
    LINE_REQUIRED,
    LINE_WHOLE,
    LINE_FUNDS,
    LINE_MATCH,
    LINE_PUBLIC_AID,
    LINE_YEARS,
    LINE_SCHEDULE,
    LINE_COMMITTED,
    LINE_REQUIRES,
    LINE_EXCLUDES,
    LINE_BENEFIT,
    LINE_MEASURES,
    LINE_MEMBER_KEYS, /* those before may stand in `each` */
    LINE_FOR_EACH = LINE_MEMBER_KEYS,
    LINE_ONLY,
    LINE_EXCEPT,
    LINE_EACH,
    LINE_KEYS
};

enum payer_key { PAYER_MIN, PAYER_MAX, PAYER_KEYS };

enum match_key {
    MATCH_FUND,
    MATCH_WITH,
    MATCH_AT_LEAST,
    MATCH_AT_MOST,
    MATCH_EXACTLY,
    MATCH_BLOCK,
    MATCH_KEYS
};

enum curve_key { CURVE_TOTAL, CURVE_POINTS, CURVE_KEYS };

/* In the order of enum dimension. */
enum selection_key {
    SELECTION_FUND,
    SELECTION_TERRITORY,
    SELECTION_AXIS,
    SELECTION_LINE,
    SELECTION_KIND,
    SELECTION_TAG,
    SELECTION_YEAR,
    SELECTION_KEYS
};

enum amount_key {
    AMOUNT_KEY_SHARE,
    AMOUNT_KEY_OF,
    AMOUNT_KEY_BY,
    AMOUNT_KEY_PER,
    AMOUNT_KEY_RATE,
    AMOUNT_KEYS
};

enum term_key {
    TERM_KEY_TIMES,
    TERM_KEY_SUM,
    TERM_KEY_COUNT,
    TERM_KEY_LEVEL,
    TERM_KEY_MEASURE,
    TERM_KEY_SHORTFALL,
    TERM_KEY_EXCESS,
    TERM_KEYS
};

enum rule_key {
    RULE_AT_LEAST = ENTITY_KEYS,
    RULE_AT_MOST,
    RULE_EXACTLY,
    RULE_NEGOTIABLE,
    RULE_PART_OF,
    RULE_MEMBER_KEYS, /* those before may stand in `each` */
    RULE_SUM = RULE_MEMBER_KEYS,
    RULE_COUNT,
    RULE_TERMS,
    RULE_FOR_EACH,
    RULE_ONLY,
    RULE_EXCEPT,
    RULE_EACH,
    RULE_SOFT,
    RULE_KEYS
};

/* Of `fair` and of `closest`, which have the last in two senses. */
enum share_key {
    SHARE_FOR_EACH,
    SHARE_ONLY,
    SHARE_EXCEPT,
    SHARE_SUM,
    SHARE_COUNT,
    SHARE_TERMS,
    SHARE_PER,
    SHARE_TO = SHARE_PER,
    SHARE_KEYS
};

enum goal_key { GOAL_MAXIMIZE, GOAL_MINIMIZE, GOAL_FAIR, GOAL_CLOSEST, GOAL_WITHIN, GOAL_KEYS };

enum scenario_key {
    SCENARIO_FROM = ENTITY_KEYS,
    SCENARIO_SET,
    SCENARIO_SCALE,
    SCENARIO_ADD,
    SCENARIO_REMOVE,
    SCENARIO_KEYS
};

/* What varies in a grid. */
enum wheel_key { WHEEL_SET = ENTITY_KEYS, WHEEL_SCALE, WHEEL_KEYS };

/* A document of scenarios. */
enum document_key {
    DOCUMENT_ARRIMAGE,
    DOCUMENT_PLAN,
    DOCUMENT_TITLE,
    DOCUMENT_SCENARIOS,
    DOCUMENT_GRID,
    DOCUMENT_KEYS
};

#define MOST_KEYS LINE_KEYS /* of any record */

extern const struct shape shape_plan, shape_territory, shape_axis, shape_fund, shape_line,
    shape_line_each, shape_payer, shape_match, shape_curve, shape_selection, shape_amount,
    shape_term, shape_rule, shape_rule_each, shape_fair, shape_closest, shape_goal,
    shape_scenario, shape_wheel, shape_scenarios;

/* Words that have a meaning of their own and cannot be identifiers: each; for a fund, total. */
bool name_is_reserved(const struct node *name, bool is_fund);

/* What the shape of a value is, given how it is written: resolves SHAPE_EITHER; NULL when no
 * alternative is written so. */
const struct shape *shape_for(const struct shape *shape, enum node_kind written);
/* Position of a key in a record, or UINT32_MAX; the search begins at `hint`, because keys stand in
 * much the same order in every entry of a file. */
uint32_t record_key(const struct shape *record, const struct node *key, uint32_t hint);
/* Sets values[position] for the keys that a map gives and check has found in its record; leaves the
 * others. The answer is how many keys the record does not know. Nothing happens when `map` is NULL,
 * bad or not a map. */
uint32_t record_values(const struct node *map, struct node **values);

/* A JSON Schema (draft 2020-12) of a plan and of a document of scenarios, described in both
 * languages. */
void schema_to_json(struct text *out);
/* The reference of the format, in Markdown. */
void schema_to_markdown(struct text *out, enum language language);

#endif

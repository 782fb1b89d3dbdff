/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan: the question, as the engine and the reports see it.
 *
 * Everything is resolved and expanded: names are positions, templates are lines, `for_each` rules
 * are one rule per member, money and shares are exact ratios in the plan's currency. Order is that
 * of the file. A plan is read by model/read and never changes afterwards; all its memory belongs
 * to its arena. NONE stands for "no such thing" in every position. */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/exact.h"
#include "base/notes.h"

#define NONE UINT32_MAX

/* What dollars are sorted by. The order is that of struct member and struct selection. */
enum dimension {
    BY_FUND,
    BY_TERRITORY,
    BY_AXIS,
    BY_LINE,
    BY_KIND,
    BY_TAG,
    BY_YEAR,
    DIMENSIONS
};

struct picks {
    uint32_t *list; /* [count] positions, rising */
    uint32_t count;
};

struct attribute {
    uint32_t name; /* position in plan.attributes */
    struct ratio value;
};

/* What every named thing has. */
struct entity {
    const char *id;     /* as written; `template.member` for an expanded line or rule */
    const char *name;   /* as written; the id when none was given */
    struct place place; /* its key in the file */
    const char *source; /* where its figures come from; NULL when not said */
    bool illustrative;  /* some figure of it has no public source */
    struct attribute *attributes;
    uint32_t attribute_count;
};

struct territory {
    struct entity entity;
};

struct axis {
    struct entity entity;
};

struct fund {
    struct entity entity;
    bool limited;        /* false: `unlimited`, or only by_year is given */
    struct ratio amount; /* $, most it may pay over all years, when limited */
    struct place amount_place;
    struct ratio *arrivals; /* [plan.years] $ that arrive in each year; NULL when not by year */
    struct place *arrival_places; /* [plan.years], with arrivals */
    struct ratio carry_over;      /* >= 0: worth in the next year of 1 $ left */
    bool confirmed, in_kind;
    struct ratio public_aid; /* 0..1: share of its dollars that counts in stacking limits */
    const struct selection *pays_for; /* NULL: whatever names it */
};

/* A fund that may pay a line. */
struct payer {
    uint32_t fund;
    bool has_max;
    struct ratio min, max; /* $ over all years; min holds whenever the line is funded */
    struct ratio eligible; /* 0..1: most of the line's total that pays_for lets it pay */
};

enum sense { AT_LEAST, AT_MOST, EXACTLY };

/* A co-funding condition on one line's dollars over all years. */
struct match {
    struct place place;
    uint32_t fund;
    bool is_block; /* dollars of the fund come as whole blocks of `amount` $ */
    uint32_t with; /* another fund, or NONE: the line's total */
    enum sense sense;
    struct ratio amount; /* ratio of fund to `with`, or $ of a block */
};

struct commitment {
    struct place place;
    uint32_t fund, year; /* year NONE: over all years */
    struct ratio amount; /* $, at least */
};

struct point {
    struct ratio dollars, value;
};

/* One measure of a line as a function of its total dollars. Beyond the last point a curve stays
 * level. */
struct curve {
    struct place place;
    uint32_t measure;
    struct ratio per_dollar; /* when there are no points */
    struct point *points;    /* [point_count], dollars rising from 0; NULL: a straight line */
    uint32_t point_count;
};

struct axis_share {
    uint32_t axis;
    struct ratio share; /* > 0; a line's shares add up to 1 */
};

struct line {
    struct entity entity;
    uint32_t family;         /* position in plan.families of its template, or NONE */
    uint32_t kind;           /* position in plan.kinds, or NONE */
    uint32_t territory;      /* or NONE: the whole region */
    struct axis_share *axes; /* [axis_count]; may be none */
    uint32_t axis_count;
    struct picks tags; /* positions in plan.tags */
    bool has_cost, has_max;
    struct ratio cost;     /* $ */
    struct ratio min, max; /* $; max is the cost when only that is given */
    bool required, whole;
    struct payer *payers; /* [payer_count] */
    uint32_t payer_count;
    struct match *matches; /* [match_count] */
    uint32_t match_count;
    bool has_aid_limit;
    struct ratio aid_limit; /* share of total dollars that counted public aid may be */
    struct place aid_place;
    struct picks years;     /* in which it may be paid; never empty */
    struct ratio *schedule; /* [years.count] share of the total, adding up to 1; NULL: free */
    struct place schedule_place;
    struct commitment *commitments; /* [commitment_count] */
    uint32_t commitment_count;
    struct picks requires, excludes; /* lines */
    struct curve *curves;            /* [curve_count], at most one for each measure */
    uint32_t curve_count;
    uint32_t first_slot; /* see plan_slot */
};

/* A member of each dimension, or NONE where a rule is not narrowed to one. */
struct member {
    uint32_t of[DIMENSIONS];
};

struct selection {
    struct place place;
    bool given[DIMENSIONS];
    bool each[DIMENSIONS];          /* the word `each`: the rule's own member */
    struct picks picks[DIMENSIONS]; /* when given; lines: templates already expanded */
};

enum amount_kind {
    AMOUNT_NONE,
    AMOUNT_FIXED,    /* value */
    AMOUNT_SHARE,    /* value x dollars of `of` */
    AMOUNT_SHARE_BY, /* value x dollars of `of` x the member's part of the attribute's total */
    AMOUNT_PER       /* value x the member's attribute */
};

struct amount {
    enum amount_kind kind;
    struct ratio value;
    const struct selection *of;
    uint32_t attribute;
    struct place place;
};

enum term_kind {
    TERM_SUM,
    TERM_COUNT,
    TERM_LEVEL,
    TERM_MEASURE,
    TERM_SHORTFALL, /* by how much soft rules fall short of their at_least; goals only */
    TERM_EXCESS     /* by how much they exceed their at_most; goals only */
};

struct term {
    enum term_kind kind;
    struct ratio times;
    const struct selection *selection; /* sum, count */
    uint32_t subject; /* level: a line; measure: a measure; miss: its first rule */
    struct place place;
    uint32_t rule_count; /* shortfall, excess: that of the rules from `subject` on, added up */
};

enum negotiable { NEGOTIABLE_NO, NEGOTIABLE_SOMEWHAT, NEGOTIABLE_YES };

struct rule {
    struct entity entity;
    uint32_t family;          /* position in plan.rule_families */
    struct member member;     /* what `sum`, `count` and `measure` terms are narrowed to */
    const struct term *terms; /* [term_count], shared by the members of a family */
    uint32_t term_count;
    struct amount at_least, at_most; /* for `exactly` both are the same amount */
    bool counts; /* measured in lines, not dollars: only counts in its terms */
    bool soft; /* may be missed: its shortfall and excess are shown, and goals may name them */
    enum negotiable negotiable;
    uint32_t part_of; /* fund of which its ceiling is an earmarked part, or NONE */
};

enum goal_kind {
    WANT_TERMS, /* the most or the least of the terms */
    WANT_CLOSEST /* the least deviation of the terms from a target, added up over members */,
    WANT_FAIR /* the smallest share of a member as large as possible, then the next … */
};

/* One of those between whom a goal shares. */
struct sharer {
    const char *label; /* "minganie", "minganie.axe2" */
    struct member member;
    struct ratio weight; /* fair: > 0, its share is what the terms give divided by this */
};

struct goal {
    struct place place;
    const char *text;         /* as in JSON: "maximize benefit" */
    bool maximize;            /* closest: false; fair: true */
    const struct term *terms; /* [term_count], of each sharer narrowed to it */
    uint32_t term_count;
    enum goal_kind kind;
    struct ratio within;    /* 0..1: share of its value that later goals may take */
    struct sharer *sharers; /* [sharer_count]; none for WANT_TERMS */
    uint32_t sharer_count;
    struct amount to; /* closest: of each sharer */
    bool counts;      /* shares are numbers of lines */
};

/* In how many stages a goal is settled: a fair one has one for each sharer. */
uint32_t goal_stages(const struct goal *goal);

/* A template of lines or a family of rules. */
struct family {
    const char *id, *name;
    uint32_t first, count; /* its members stand together */
};

struct plan {
    struct arena *arena;
    const char *title;
    enum language language;
    bool has_language;
    const char *currency;
    struct ratio unit;    /* every amount is a whole multiple of it; RATIO_ZERO: `none` */
    const char *scenario; /* whose changes it holds; NULL: as it stands */
    const char *scenario_names[2]; /* [language] what that is called; with it */
    const char *sha256;            /* of the file's bytes, 64 hex digits */
    const char **years; /* [year_count]; year_count >= 1; a plan without years has one, "" */
    uint32_t year_count;
    bool has_years;
    struct territory *territories;
    struct axis *axes;
    struct fund *funds;
    struct line *lines;
    struct rule *rules;
    struct goal *goals; /* at least one */
    struct family *families, *rule_families;
    uint32_t territory_count, axis_count, fund_count, line_count, rule_count, goal_count;
    uint32_t family_count, rule_family_count;
    const char **kinds, **tags, **measures, **attributes; /* measures[0] is "benefit" */
    uint32_t kind_count, tag_count, measure_count, attribute_count;
    uint32_t slot_count;
};

void plan_free(struct plan *plan);

/* A slot is one (line, fund, year) in which dollars may be paid; slots of a line stand together,
 * by payer, then by year: first_slot + payer * years.count + year. */
struct slot {
    uint32_t line, payer, year; /* payer and year count within the line */
};
uint32_t plan_slot(const struct plan *plan, uint32_t line, uint32_t payer, uint32_t year);
uint32_t line_slot_count(const struct line *line);
/* Whether pays_for lets the payer pay in the line's year'th year at all. */
bool plan_slot_open(const struct plan *plan, const struct line *line, uint32_t payer,
                    uint32_t year);

/* How many members a dimension has; kinds and tags, which are only words, count none. */
uint32_t plan_member_count(const struct plan *plan, enum dimension dimension);
/* NULL for years, which have no entity. */
const struct entity *plan_entity(const struct plan *plan, enum dimension dimension,
                                 uint32_t position);
/* Whether some entity of a dimension has an attribute, and the total of those that have it. */
bool plan_has_attribute(const struct plan *plan, enum dimension dimension, uint32_t attribute);
struct ratio plan_attribute_total(const struct plan *plan, enum dimension dimension,
                                  uint32_t attribute);
bool term_is_miss(const struct term *term); /* a shortfall or an excess */
/* What an attribute of an entity is; false when it has none. */
bool entity_attribute(const struct entity *entity, uint32_t attribute, struct ratio *value);
/* Whether a rule speaks of plain dollars: all its terms are sums, taken once. */
bool rule_in_dollars(const struct rule *rule);
/* Position in a list of names, or NONE. */
uint32_t plan_find(const char *const *list, uint32_t count, const char *name);
const struct curve *line_curve(const struct line *line, uint32_t measure); /* NULL: none */
/* A curve's value at a number of dollars, exactly. */
struct ratio curve_value(const struct curve *curve, struct ratio dollars);
/* +1: every slope is at most the one before (concave); -1: at least (convex); 0: neither.
 * A straight line is both and gives +1 with *straight set. Only slopes between points are
 * looked at, not the level part beyond the last, which a line may or may not reach. */
int curve_shape(const struct curve *curve, bool *straight);

/* --- what a selection selects ------------------------------------------------------------- */

/* The share (0..1) of a line's dollars that a selection (NULL: everything), narrowed to a member
 * (NULL: not), picks: 1, 0, or the line's shares of the picked axes. Funds and years are not
 * looked at. Where a selection says `each`, it picks the member. */
struct ratio selection_share(const struct plan *plan, const struct selection *selection,
                             const struct member *member, const struct line *line);
/* Whether a selection (NULL: everything), narrowed to a member (NULL: not), leaves room for one
 * fund, territory, axis, line, kind or year; what it says of other dimensions is not looked at. */
bool selection_has(const struct selection *selection, const struct member *member,
                   enum dimension dimension, uint32_t position);
/* What the `of` of an amount is narrowed to: a rule's member, but only in the dimensions where
 * `of` says `each`. */
struct member selection_each(const struct selection *selection, const struct member *member);
/* The part (0..1) of an attribute's total that falls to a rule's member, or the member's own
 * value; unknown when no member of it has the attribute. Read has checked that they do. */
struct ratio member_part(const struct plan *plan, const struct member *member,
                         uint32_t attribute);
struct ratio member_value(const struct plan *plan, const struct member *member,
                          uint32_t attribute);

#endif

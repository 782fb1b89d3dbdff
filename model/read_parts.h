/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read_parts: what the files of read share.
 *
 * The order matters: years, territories, axes and the identifiers of funds and lines first
 * (templates expanded), so that every name is known before it is used; then what the funds, lines,
 * rules and goals say; the sense of the whole comes last (model/sense).
 *
 * A node that is at fault is marked bad when the fault is noted (read_blame), and a bad node is
 * passed over: a template of a hundred lines with one slip gives one note. */
#ifndef MODEL_READ_PARTS_H
#define MODEL_READ_PARTS_H

#include "base/names.h"
#include "model/plan.h"
#include "model/scalar.h"
#include "model/schema.h"
#include "model/sense.h"
#include "model/tree.h"

#define READ_MOST_LINES 1000000u /* after expansion, and as many rules */
#define READ_MOST_SLOTS 20000000u

/* Members of one dimension: their identifiers in order. */
struct roster {
    struct names names;
    bool unsure; /* some were refused: a name that is not found may be one of them */
};

/* Where a line's or a rule's figures stand: its own map, then maps that take precedence. */
struct layers {
    struct node *key;
    struct node
        *map[1 + 5 + 1]; /* [count] itself, `each` of up to 5 dimensions, of the member */
    uint32_t count;
};

struct line_source {
    struct layers layers;
    struct member member; /* territory and axis given by for_each, or NONE */
    bool unsure;          /* what a selection looks at was refused: it may pick the line */
};

struct reader {
    struct tree *tree;
    struct notes *notes;
    struct plan *plan;
    struct arena *arena; /* the plan's */
    struct roster years, territories, axes, funds, lines, families;
    struct names kinds, tags, measures, attributes;
    struct names rules; /* entered when a goal first names one (read_terms.c) */
    bool rules_are_read;
    struct line_source *line_sources; /* [plan.line_count] */
    struct sense_places places;
    uint32_t *all_years; /* [plan.year_count] 0, 1, 2 … */
    uint32_t *payer_at;  /* [plan.fund_count] for read_payer_of */
    bool has_benefit;    /* some line has measures[0] */
    uint64_t hints;      /* candidates that "did you mean" may still compare */
};

/* --- read_values.c: values, names, notes ------------------------------------------------------ */

struct place read_place(const struct reader *r, const struct node *node);
/* The same, and marks the node bad. */
struct place read_blame(const struct reader *r, struct node *node);
const char *read_shown(const struct reader *r, const struct node *node);
const char *read_say(const struct reader *r, const char *french, const char *english);
static inline bool read_usable(const struct node *node) { /* given and not bad */
    return node != NULL && !node->bad;
}
/* The number of a usable node, else `otherwise`. */
struct ratio read_number(const struct node *node, struct ratio otherwise);
bool read_yes_no(const struct node *node, bool otherwise);
const char *read_text(const struct reader *r, const struct node *node); /* NULL: not usable */
/* Position of a word, entered when it is new. */
uint32_t read_word(const struct reader *r, struct names *words, const struct node *node);
/* Position of an identifier, or NONE after a note (none when the node is bad). */
uint32_t read_name(struct reader *r, enum name_kind kind, struct node *node);
/* The same for a line, or a template: the positions first, first + 1 … of `count` lines. */
bool read_lines_named(struct reader *r, struct node *node, uint32_t *first, uint32_t *count);
void read_suggest(struct reader *r, const struct names *names, const struct node *node);
/* The members of a list, or a single value itself:
 * for (item = read_items(node); item != NULL; item = read_next(node, item)) */
struct node *read_items(struct node *node);
struct node *read_next(const struct node *node, const struct node *item);
/* Notes that a member of a list was named before. */
void read_refuse_twice(struct reader *r, const struct node *list, struct node *item);
/* A rising list without repetitions; a name that stands twice is noted. */
struct picks read_picks(struct reader *r, struct node *node, enum name_kind kind);
struct roster *read_roster(struct reader *r, enum dimension dimension);

/* --- read_layers.c: entities ------------------------------------------------------------------ */

/* What a map and its overlays say: a later layer takes precedence. */
struct fields {
    struct node *values[MOST_KEYS]; /* by position in the record; NULL: not given */
    uint32_t extra;                 /* keys that the record does not know: attributes */
};
struct fields read_fields(const struct layers *layers);
/* Name, source, illustrative and attributes. */
void read_entity(struct reader *r, struct entity *entity, const struct layers *layers,
                 const struct fields *fields);
/* Amounts or shares by year, from a map or a list in their order. */
struct by_year {
    struct ratio *amounts; /* [plan.year_count] */
    struct node **nodes;   /* [plan.year_count] the values; NULL: the year is not named */
};
/* False after a note. */
bool read_by_year(struct reader *r, struct node *node, struct by_year *by_year);

/* --- read_members.c: for_each ----------------------------------------------------------------- */

struct members {
    enum dimension dimensions[DIMENSIONS]; /* [dimension_count] */
    uint32_t dimension_count;
    struct member *list;   /* [count] */
    const char **labels;   /* [count] `minganie`, `minganie.axe2` */
    struct layers *layers; /* [count] the map, then what `each` says */
    uint32_t count;
};

/* Nodes of a record that is a template. */
struct template_nodes {
    struct node *key, *map, *for_each, *only, *except, *each;
};

/* False after a note, or when for_each is bad. */
bool read_members(struct reader *r, const struct template_nodes *nodes,
                  struct members *members);
bool members_have(const struct members *members, enum dimension dimension);
/* A template's text with {territory} … replaced by the member's names; when there is nothing to
 * replace, the names are added behind a dash. */
const char *read_member_name(struct reader *r, struct node *text, const struct members *members,
                             const struct member *member);

/* --- the parts of a plan ---------------------------------------------------------------------- */

void read_fund_ids(struct reader *r, struct node *funds);
void read_funds(struct reader *r, struct node *funds);
/* After the lines are read: what pays_for lets each fund pay. */
void read_pays_for(struct reader *r, struct node *funds);

void read_line_ids(struct reader *r, struct node *lines);
void read_lines(struct reader *r);
/* read_payers.c, read_spread.c, read_curves.c: parts of a line; `values` by enum line_key. */
void read_payers(struct reader *r, struct line *line, struct node *const *values);
void read_matches(struct reader *r, struct line *line, struct node *const *values);
/* Position of a fund among the payers of the line that is being read, or NONE. */
uint32_t read_payer_of(const struct reader *r, const struct line *line, uint32_t fund);
void read_spread(struct reader *r, struct line *line, struct node *const *values);
void read_commitments(struct reader *r, struct line *line, struct node *const *values);
void read_curves(struct reader *r, struct line *line, struct node *const *values);

/* `members` NULL: outside any for_each. NULL after a note or when the node is not usable. */
const struct selection *read_selection(struct reader *r, struct node *node,
                                       const struct members *members);
/* Notes a selection that picks nothing, for no member. */
void read_refuse_empty(struct reader *r, struct node *node, const struct selection *selection,
                       const struct members *members, bool counts);
/* The good terms of a list. */
const struct term *read_terms(struct reader *r, struct node *list,
                              const struct members *members, uint32_t *term_count);
bool read_term(struct reader *r, struct node *node, const struct members *members,
               struct term *term);
bool read_sum_or_count(struct reader *r, struct node *node, enum term_kind kind,
                       const struct members *members, struct term *term);
/* What an amount is read for: the members of its rule, or one of them. */
struct amount_reader {
    struct reader *r;
    const struct members *members; /* NULL: a rule without for_each */
    uint32_t only;                 /* this member alone, or NONE: those without their own */
    enum rule_key key;             /* the bound */
};
/* AMOUNT_NONE when the node is not usable, or after a note. */
struct amount read_amount(const struct amount_reader *a, struct node *node);
/* A measure's name, `benefit` among them. */
bool read_measure(struct reader *r, struct node *node, const struct members *members,
                  struct term *term);
/* An attribute that every member has, more than 0; false after a note. */
bool read_weight(struct reader *r, struct node *node, const struct members *members,
                 uint32_t *attribute);
/* Leaves out the members for which the terms, by what they name, have no room. */
void read_drop_members(const struct plan *plan, const struct term *terms, uint32_t term_count,
                       struct members *members);
/* `fair` or `closest` of a goal; false after a note. */
bool read_share_goal(struct reader *r, struct node *node, struct goal *goal);
void read_rules(struct reader *r, struct node *rules);
void read_goals(struct reader *r, struct node *goals);

#endif

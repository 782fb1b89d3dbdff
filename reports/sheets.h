/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheets: an answer as a workbook that goes on reckoning.
 *
 * Amounts by line, fund and year are the only figures that are typed; all others are formulas over
 * them, in which what the plan says (shares, bounds, curves) stands as the plan says it. Lines,
 * funds, territories and kinds are told apart by their number in the plan, from 1 on: formulas hold
 * no text that a user wrote. Each formula is written with the value that model/answer has for it,
 * so a program that reckons them again checks both. */
#ifndef REPORTS_SHEETS_H
#define REPORTS_SHEETS_H

#include "reports/book.h"
#include "reports/teller.h"

enum { HEAD_ROW = 3, FIRST_ROW = 4 }; /* of every sheet that is one table */

/* A table of which formulas sum rows: where the numbers stand that rows are picked by. */
struct grid {
    const struct sheet *sheet;
    uint32_t last_row;
    uint32_t line, fund, territory, kind; /* columns; fund NONE: its rows are whole lines */
    uint32_t axes, tags;                  /* the first of them */
};

struct sheets;

/* Cells of a hidden sheet in which long sums are kept in parts. */
struct spill {
    struct sheet *sheet; /* NULL: none was needed yet */
    uint32_t row;        /* the next */
};

/* Where dollars and lines stand on other sheets than these, in formulas: see sheets_formula. */
struct elsewhere {
    void (*dollars)(const struct sheets *sheets, struct text *out,
                    const struct selection *selection, const struct member *member);
    /* A term that counts lines, or what they are worth. */
    void (*lines)(const struct sheets *sheets, struct text *out, const struct term *term,
                  const struct member *member);
    /* What a fund pays a line in a year; NONE: in all. */
    void (*paid)(const struct sheets *sheets, struct text *out, uint32_t line, uint32_t fund,
                 uint32_t year);
    void (*total)(const struct sheets *sheets, struct text *out, uint32_t line);
    void (*funded)(const struct sheets *sheets, struct text *out, uint32_t line); /* 1 or 0 */
    /* The cells of a line's amounts. */
    struct area (*cells)(const struct sheets *sheets, uint32_t line);
    /* Dollars in those of them where none may be; false: there is no such cell. */
    bool (*closed)(const struct sheets *sheets, struct text *out, uint32_t line);
};

struct sheets {
    struct teller teller;
    const struct plan *plan;
    const struct answer *answer;
    struct arena *arena;
    struct book *book;
    struct sheet *summary, *sharing, *amounts, *lines, *envelope, *rules, *conditions, *goals,
        *curves, *sources;
    struct grid by_payer, by_line; /* the sheets of amounts and of lines */
    uint32_t *payer_rows;     /* [line_count + 1] where each line begins among the amounts */
    uint32_t *condition_rows; /* [line_count + 1] where its conditions begin */
    uint32_t first_rule;      /* row of the first rule */
    struct spill *spill;      /* of what one formula does not hold */
    const struct elsewhere *elsewhere; /* NULL: on these sheets */
    uint32_t envelope_last;            /* the last row that says whether a fund holds out */
    struct bars picture;               /* what the summary shows; no title: nothing to show */
    bool has_illustrative;             /* some figure of the plan has no public source */
    const char *good, *bad, *missed;   /* words for rules kept, broken, and soft ones missed */
    const char *dust;                  /* $ that are no more than rounding */
    double money_width;                /* of columns of $ */
};

/* Columns of the amounts. */
enum { AMOUNT_LINE, AMOUNT_TERRITORY, AMOUNT_FUND, AMOUNT_FIRST_YEAR };
uint32_t amounts_total(const struct sheets *sheets); /* after the years; then the state */
/* Columns of the lines. */
enum {
    LINE_NAME,
    LINE_TERRITORY,
    LINE_KIND,
    LINE_LEAST,
    LINE_MOST,
    LINE_TOTAL,
    LINE_LEVEL,
    LINE_FUNDED,
    LINE_STATE,
    LINE_MEASURES
};
/* Columns of the rules. */
enum {
    RULE_NAME,
    RULE_MEMBER,
    RULE_ACTIVITY,
    RULE_AT_LEAST,
    RULE_AT_MOST,
    RULE_MARGIN,
    RULE_STATE,
    RULE_SHORTFALL,
    RULE_EXCESS,
    RULE_SOURCE,
    RULE_COLUMNS
};
/* Columns of the conditions. */
enum {
    CONDITION_LINE,
    CONDITION_WHAT,
    CONDITION_ACTIVITY,
    CONDITION_SENSE,
    CONDITION_BOUND,
    CONDITION_MARGIN,
    CONDITION_STATE,
    CONDITION_COLUMNS
};
/* Columns of the goals. */
enum { GOAL_TEXT, GOAL_NOW, GOAL_FOUND, GOAL_CHANGE, GOAL_COLUMNS };

/* A workbook for an answer, with or without amounts. */
void sheets_write(struct book *book, const struct answer *answer, struct report *report);

/* --- one sheet each ------------------------------------------------------------------------- */

void sheets_lay_out(struct sheets *sheets); /* what stands where; first */
void sheets_amounts(struct sheets *sheets);
void sheets_lines(struct sheets *sheets);
void sheets_curves(struct sheets *sheets);
void sheets_conditions(struct sheets *sheets); /* before amounts and lines */
void sheets_rules(struct sheets *sheets);
void sheets_goals(struct sheets *sheets);
/* Of a sheet that holds those of other plans too: rules from `first_rule` on (follows: [rule_count]
 * whether each is reckoned, not typed), and goals with those they share between from a row on
 * (returns the row below them). */
void put_rule_rows(const struct sheets *sheets, bool *follows);
uint32_t put_goal_rows(const struct sheets *sheets, uint32_t first);
void put_goal_heads(const struct sheets *sheets);
void put_rule_heads(const struct sheets *sheets, const char *title, const char *note);
void sheets_envelope(struct sheets *sheets);
void sheets_sharing(struct sheets *sheets);
void sheets_sources(struct sheets *sheets);
void sheets_summary(struct sheets *sheets); /* last: counts what the others say */

/* --- what a plan says of a line (sheets_conditions) ------------------------------------------- */

/* A condition: what there is, and what there may be. */
struct condition {
    const struct sheets *sheets;
    uint32_t index; /* the line */
    const struct line *line;
    const char *what;
    enum sense sense;
    struct text activity, bound; /* formulas without `=`; the receiver's to free */
    struct ratio activity_now, bound_now;
    void (*receive)(struct condition *condition, void *context);
    void *context;
};

/* All of a line's, in an order that depends on its plan only. */
void conditions_of(const struct sheets *sheets, uint32_t line,
                   void (*receive)(struct condition *condition, void *context), void *context);
struct ratio condition_margin(const struct condition *condition); /* now */
const char *condition_sense(const struct condition *condition);   /* "at least" … */

/* --- formulas (sheets_formula) -------------------------------------------------------------- */

/* A member may also stand for lines of no territory, axis or kind: the count of these is its
 * position then. */

/* Adds the dollars of a selection (NULL: all) narrowed to a member (NULL: not). */
void formula_dollars(const struct sheets *sheets, struct text *out,
                     const struct selection *selection, const struct member *member);
struct ratio dollars_now(const struct sheets *sheets, const struct selection *selection,
                         const struct member *member);
/* A line's share in a selection, whatever funds and years; of a member that may stand for none. */
struct ratio share_now(const struct sheets *sheets, const struct selection *selection,
                       const struct member *member, const struct line *line);
/* Adds the sum of terms. */
void formula_terms(const struct sheets *sheets, struct text *out, const struct term *terms,
                   uint32_t count, const struct member *member);
/* Adds a bound or target. */
void formula_amount(const struct sheets *sheets, struct text *out, const struct amount *amount,
                    const struct member *member);
struct ratio amount_now(const struct sheets *sheets, const struct amount *amount,
                        const struct member *member);
void formula_ratio(struct text *out, struct ratio ratio);
/* Puts what the text says and empties it; false where it is longer than a formula may be: then the
 * value stands there alone. */
bool put_built(struct spot spot, struct text *formula, struct ratio value);
#define FORMULA_MOST 8192          /* letters of a formula */
extern const struct member nobody; /* narrowed to nothing */

/* Words for states, and what is no more than rounding; first. */
void sheets_judge(struct sheets *sheets);

/* --- words ---------------------------------------------------------------------------------- */

const char *say(const struct sheets *sheets, const char *french, const char *english);
/* Title, note and heads ([count], the first NULL ends) of a sheet that is one table. */
void put_heads(struct sheet *sheet, const char *title, const char *note,
               const char *const *heads);
/* How wide a column is that holds so many $, in bold, with a sign. */
double money_width(const struct teller *teller, struct ratio most);
/* The n'th year's head; what a plan without years says instead. */
const char *year_head(const struct sheets *sheets, uint32_t year);

#endif

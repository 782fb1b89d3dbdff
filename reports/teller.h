/* SPDX-License-Identifier: GPL-3.0-or-later */
/* teller: what the parts of a report on one answer (tell_verdict … tell_sources) share.
 *
 * Strings and cells made here live as long as the report. */
#ifndef REPORTS_TELLER_H
#define REPORTS_TELLER_H

#include "model/answer.h"
#include "reports/report.h"
#include "reports/words.h"

struct teller {
    const struct answer *answer;
    const struct plan *plan;
    struct report *report;
    enum language language;
    struct ratio
        step; /* $ of "one thousand dollars more": 1,000, or 1 in a plan of small sums */
    uint32_t main_fund; /* the envelope: a fund with most of the limited cash, or NONE */
    bool has_illustrative;
};

/* Where a fund's dollars come from, as a board tells them apart. */
enum origin {
    ORIGIN_MAIN,       /* the envelope that is shared out */
    ORIGIN_PARTNERS,   /* other cash, confirmed */
    ORIGIN_REQUESTED,  /* other cash, not confirmed */
    ORIGIN_APPLICANTS, /* the stake that lines must bring */
    ORIGIN_IN_KIND,    /* no cash at all */
    ORIGINS
};

/* An empty report that prints money as the plan counts it. */
struct report *teller_report(const struct plan *plan, enum language language);
struct teller teller_new(const struct answer *answer, struct report *report);

/* --- strings ------------------------------------------------------------------------------- */

/* One of two sentences; both take the same arguments in the same order. */
const char *teller_format(const struct teller *teller, const char *french, const char *english,
                          ...) __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
const char *teller_word(const struct teller *teller, enum word word);
/* 60 000 $ */
const char *teller_money(const struct teller *teller, struct ratio dollars);
const char *teller_step(const struct teller *teller); /* the step, without decimals */
const char *teller_share(const struct teller *teller, struct ratio share);
const char *teller_decimal(const struct teller *teller, struct ratio number, int decimals);
const char *teller_number(const struct teller *teller, struct ratio number);
/* 4,32 points: an amount of the first goal, in the unit it is counted in, without its sign. */
const char *teller_points(const struct teller *teller, struct ratio value);
bool teller_first_goal_is_benefit(const struct plan *plan);
/* "le plus possible de points" */
const char *teller_goal(const struct teller *teller, const struct goal *goal);
/* Strings that become "A, B et C"; zeroed: none yet. */
struct teller_list {
    const char *list, *last; /* all but the last, joined; NULL: none */
};
void teller_list_add(const struct teller *teller, struct teller_list *list, const char *item);
const char *teller_list_end(const struct teller *teller, const struct teller_list *list);
/* A goal's value in its unit: 18 670,83 points; 60 000 $. */
const char *teller_goal_value(const struct teller *teller, const struct goal *goal,
                              struct ratio value);
/* A small change of it, to three digits: 0,00375 point. */
const char *teller_goal_change(const struct teller *teller, const struct goal *goal,
                               struct ratio change);
/* The name when it is short enough for a column's head or a list, else the id. */
const char *teller_short(const struct entity *entity);
/* What a dimension's position is called. */
const char *teller_picked(const struct plan *plan, enum dimension dimension, uint32_t position);
/* A rule's name; of a family's member, the family's and the member's. */
const char *teller_rule_name(const struct teller *teller, const struct rule *rule);
/* Name of the member a rule is narrowed to, "" when there is none. */
const char *teller_member(const struct teller *teller, const struct rule *rule);

/* --- amounts ------------------------------------------------------------------------------- */

/* Where a line is; in words where it is of the whole region. */
const char *teller_territory(const struct teller *teller, const struct line *line);
/* What a fund pays a line over all years. */
struct ratio teller_paid(const struct teller *teller, uint32_t line, uint32_t fund);
/* What is signed already of a fund, for a line. */
struct ratio teller_engaged(const struct line *line, uint32_t fund);

enum origin teller_origin(const struct teller *teller, uint32_t fund);
/* What the funds of an origin pay in all. */
struct ratio teller_granted(const struct teller *teller, enum origin origin);
/* The applicant's stake: a fund from which a line asks a least share of its total, and which is no
 * partner's, who has so much and no more; or NONE. */
uint32_t teller_stake_fund(const struct plan *plan, const struct line *line);
/* Shares of parts (>= 0) in their sum as they are shown, so that they add up to 100.0 %: rounded
 * down, then the largest remainders up (Hamilton's method). [count]; unknown where the sum is 0. */
void teller_shares(const struct ratio *parts, uint32_t count, struct ratio *shares);
/* To the decimals that money is shown with. */
struct ratio teller_rounded(const struct teller *teller, struct ratio dollars);

/* What one more dollar of a fund is worth where it is worth most: over all years or in *year
 * (NONE: in any year alike). */
struct price_change teller_worth(const struct teller *teller, uint32_t fund, uint32_t *year);

/* --- cells --------------------------------------------------------------------------------- */

struct cell cell_text(const char *text);
struct cell cell_money(struct ratio dollars);
struct cell cell_signed(struct ratio dollars);
struct cell cell_share(struct ratio share);   /* empty when not known */
struct cell cell_number(struct ratio number); /* empty when not known */
/* What moving a bound changes. */
struct price_change {
    double
        rate; /* of the first goal, per unit; NAN: not told; infinite: there is no such move */
    double room; /* units over which it holds; NAN: for one only */
};

/* Of a bound that stands at `bound`, raised and lowered. */
struct price_change change_up(const struct price *price, double bound);
struct price_change change_down(const struct price *price, double bound);
/* Change of the first goal for a step of so many units; in words for as many as it holds for, where
 * those are fewer ("+2,5 pour 300 $"). */
struct cell cell_change(const struct teller *teller, struct price_change change,
                        struct ratio step);
/* A name, with the mark of illustrative figures when it has any. */
struct cell cell_name(struct teller *teller, const struct entity *entity, const char *name);

/* Below a table with changes of the first goal: by what, and in which unit; nothing where none is
 * shown. */
void teller_note_changes(const struct teller *teller, struct table *table, const char *by);
/* A row of the cells [count] whose column is not hidden. */
void teller_row(const struct teller *teller, struct table *table, const struct cell *cells,
                const bool *hidden, uint32_t count);

/* --- the parts ----------------------------------------------------------------------------- */

void tell_verdict(struct teller *teller);
void tell_conflict(struct teller *teller); /* of an infeasible plan, after its verdict */
void tell_worth(struct teller *teller);    /* what one more step of each fund would bring */
void tell_limits(struct teller *teller);   /* what binds, in a sentence or two */
void tell_sharing(struct teller *teller);
void tell_envelope(struct teller *teller);
void tell_years(struct teller *teller); /* a part of the envelope */
void tell_parts(struct teller *teller); /* earmarked parts, and what they add up to */
void tell_lines(struct teller *teller);
void tell_ranges(struct teller *teller); /* when they were asked for */
void tell_refused(struct teller *teller);
void tell_missed(struct teller *teller); /* soft rules */
void tell_rules(struct teller *teller);
void tell_sources(struct teller *teller);

#endif

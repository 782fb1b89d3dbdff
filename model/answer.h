/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer: what was found, in the words of the plan.
 *
 * Filled by solver/interpret and solver/price, added up again by model/audit, told by reports/.
 * Money is exact. */
#ifndef MODEL_ANSWER_H
#define MODEL_ANSWER_H

#include "model/plan.h"

/* What a bound is worth: the change of the first goal's best value when the bound alone is
 * moved, everything else decided anew. NAN: not told.
 *
 * Without yes/no decisions `above` is the change for one more unit and `below` that of the last
 * unit (what one less would take away), both as rates, exact as long as the bound stays between
 * `from` and `to`. With them, both are the changes for one whole unit. INFINITY of either sign: the
 * rules leave no room for that move. */
struct price {
    double above, below;
    double from; /* `below` holds from this value of the bound up to the present one, … */
    double to;   /* … `above` from there to this one; NAN: for one unit only, or not told */
};

enum status {
    STATUS_OPTIMAL,    /* the first goal is at its best, or within a unit of it */
    STATUS_FEASIBLE,   /* keeps every rule; not proved best: see the goals' gap */
    STATUS_INFEASIBLE, /* no allocation keeps every rule */
    STATUS_UNBOUNDED,  /* a goal can be improved for ever */
    STATUS_UNKNOWN     /* a limit came before any allocation was found */
};

/* What is known of a goal's value. Of a later goal it is said of the allocations that give the
 * goals before it their best. */
enum goal_known {
    GOAL_OPEN,        /* another allocation may do better, up to the bound */
    GOAL_WITHIN_UNIT, /* proved: none does better by more than one unit of money may be worth, or
                         a millionth (docs/mathematics.md (59)) */
    GOAL_BEST         /* proved: none does better */
};

struct goal_answer {
    struct ratio value;     /* at the amounts shown; of a fair goal: the smallest share */
    double bound;           /* no allocation does better, given the goals before */
    double before_rounding; /* value before amounts became multiples of the unit */
    enum goal_known known;
    double *costs;        /* [its rank from 0] what settling it took from each goal before it;
                               NULL: not told */
    struct ratio *shares; /* [sharer_count] what each gets, per unit of its weight; NULL for a
                               goal that does not share */
};

/* Whether a line gets any dollar in the best allocations, before rounding. */
enum award {
    AWARD_UNKNOWN, /* not asked, or not settled */
    AWARD_CERTAIN, /* in all of them */
    AWARD_POSSIBLE,
    AWARD_NEVER
};

struct line_answer {
    struct ratio amount; /* $ over all funds and years */
    struct ratio level;  /* amount / max, 0..1; unknown without a max */
    bool funded;         /* gets any dollar */
    /* When ranges are asked for: $ that it gets at the least and at the most in allocations that
     * are as good for every goal, before rounding; NAN: not settled; INFINITY: no end. */
    double least, most;
    enum award award;
};

/* All but `allocated` and `price` is unknown for a fund whose money does not arrive by year. */
struct fund_year {
    struct ratio arrived, allocated, carried; /* carried: worth of what the year before left */
    struct ratio left;                        /* arrived + carried - allocated */
    struct ratio interest; /* part of `carried` beyond what the year before left */
    struct ratio lapsed;   /* part of `left` that is lost with the end of the year */
    struct price price;    /* of what arrives in the year, and may be paid in all */
};

/* A fund's dollars add up: available + interest - lapsed - beyond - allocated = balance >= 0. */
struct fund_answer {
    struct ratio available;          /* $ that arrive, or the amount; unknown when unlimited */
    struct ratio allocated, balance; /* balance unknown when unlimited */
    struct ratio interest, lapsed;   /* over all years; 0 unless money arrives by year */
    struct ratio beyond; /* what is left of arrivals that the fund's amount keeps from use */
    struct price
        price; /* of its amount; without one, that of its best year, not saying where it
                           holds */
    struct fund_year *years; /* [plan.year_count] */
};

struct rule_answer {
    struct ratio activity;
    struct ratio at_least, at_most; /* unknown when the rule has none */
    struct ratio slack;             /* to the nearer bound; unknown without bounds */
    struct ratio shortfall, excess; /* of its bounds; unknown unless it is soft and has them */
    bool binding;                   /* less slack than one unit: nothing more fits */
    struct price price;             /* of the bound that rule_answer_side tells */
};

enum side { SIDE_FLOOR, SIDE_CEILING, SIDE_BOTH };

/* One of several things of the plan that cannot all hold. */
/* Which of a line's own conditions. */
enum line_condition {
    CONDITION_LEAST, /* min, required, whole */
    CONDITION_MOST,  /* max */
    CONDITION_FUNDS, /* what its funds may or must pay of it */
    CONDITION_COMMITTED,
    CONDITION_MATCH,
    CONDITION_AID, /* the stacking limit */
    CONDITION_SCHEDULE,
    CONDITION_REQUIRES,
    CONDITION_EXCLUDES,
    CONDITION_COUNT
};

struct conflict_part {
    enum conflict_kind { CONFLICT_RULE, CONFLICT_FUND, CONFLICT_LINE } kind;
    uint32_t position;             /* in the plan's rules, funds or lines */
    enum line_condition condition; /* of a line; 0 of the others */
};

/* The name of a condition in JSON. */
const char *condition_word(enum line_condition condition);

/* How far the answer is proved in exact numbers, without taking a solver's word. */
struct proof {
    bool exact;     /* the status and the goals' bounds, before rounding to the unit, are */
    uint32_t goals; /* whose bounds are */
    double within;  /* … to so much of their size: 0, or what a search lets pass for a tie */
};

/* What shows a bound, or that there is no allocation: a tree in the words of solver/leaves. */
struct proof_tree {
    const char **words; /* [count] */
    uint32_t count;
};

/* What a reader of the answer can check it by, without a solver: solver/verify. */
#define PRICE_WORDS 4
struct evidence {
    struct proof_tree
        *stages; /* [stage_count] of the goals' stages in order of rank, those that are
                             shown; of an infeasible plan one */
    uint32_t stage_count;
    double *shown; /* [stage_count] the bounds that the trees were seen to prove when they were
                      gathered; NULL: that is to be seen */
    const char *
        *prices; /* [price_count] four words for each bound that has a price, in the order of
                            solver/movement: upwards, multipliers and a point; downwards likewise;
                            "-" where it is not shown */
    uint32_t price_count;
    const char *point; /* columns, as in solver/leaves, or NULL: with decisions and several
                          stages what the goals came to; of an unbounded plan an allocation … */
    const char *ray;   /* … and a ray from there */
};

/* What decided between best allocations. */
enum tie_breaker {
    BY_NOTHING,
    BY_PROPORTION, /* nearest to proportional sharing between territories */
    BY_PLACE,      /* among those, what stands first in the order of identifiers */
    BY_ROUNDING,   /* the multiples next to that cost more than others: where these are */
    BY_SEARCH /* with decisions: the search, where not all that are as good could be compared */
};

/* Whether other allocations would be as good for all goals, before rounding. */
struct ties {
    bool told; /* false: not known, but what `broken_by` says is */
    bool unique;
    enum tie_breaker broken_by;
};

struct answer {
    struct arena *arena;
    const struct plan *plan;
    enum status status;
    bool limited;                   /* a time limit or gap stopped the search */
    bool has_yes_no;                /* prices come from exact re-solving, not from duality */
    struct conflict_part *conflict; /* [conflict_count] of an infeasible plan: what contradicts
                                       itself, by kind, then in the plan's order; none when that
                                       is not known */
    uint32_t conflict_count;
    bool conflict_irreducible; /* without any one of its parts the others can be kept */
    struct ties ties;
    bool ranged;                /* what lines get in other best allocations was asked for */
    struct goal_answer *goals;  /* [plan.goal_count] */
    struct ratio *amounts;      /* [plan.slot_count] $ */
    struct line_answer *lines;  /* [plan.line_count] */
    struct fund_answer *funds;  /* [plan.fund_count] */
    struct rule_answer *rules;  /* [plan.rule_count] */
    struct ratio *by_territory; /* [plan.territory_count + 1] $; the last: the whole region */
    struct ratio *by_axis;      /* [plan.axis_count] $ */
    struct ratio *by_year;      /* [plan.year_count] $ */
    struct ratio *by_kind;      /* [plan.kind_count] $ */
    struct ratio total;         /* $ */
    struct proof proof;
    struct evidence evidence; /* empty unless it was asked for */
};

/* Of status unknown, with every ratio unknown and every price and bound NAN. */
struct answer *answer_new(const struct plan *plan);
void answer_free(struct answer *answer);
/* What a year hands on to the next: what is left without what lapses. */
struct ratio answer_kept(const struct fund_year *year);
bool answer_has_amounts(const struct answer *answer);   /* optimal or feasible */
const char *status_word(enum status status);            /* as in JSON */
const char *goal_known_word(enum goal_known known);     /* likewise */
const char *tie_breaker_word(enum tie_breaker breaker); /* likewise; NULL for BY_NOTHING */
const char *award_word(enum award award);               /* likewise; NULL: unknown */
/* Fills lines, funds and totals from the amounts (not rules, goals and prices). */
void answer_add_up(struct answer *answer);

/* Sets slack, shortfall, excess and binding from activity and bounds. Less slack than a unit is
 * none for a rule in dollars, less than 1 for one that counts lines, and for others, as for all
 * rules without a unit, less than a billionth of the figures concerned. */
void rule_answer_measure(const struct plan *plan, const struct rule *rule,
                         struct rule_answer *told);

/* Which bound the activity stands at, or is nearer to; both of a rule that says `exactly`. */
enum side rule_answer_side(const struct rule_answer *told);
struct ratio rule_answer_bound(const struct rule_answer *told);

#endif

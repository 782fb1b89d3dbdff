/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer: what was found, in the words of the plan.
 *
 * Filled by solver/interpret, added up again by model/audit, told by reports/. Money is exact. A
 * price is the change of the first goal's value for one more dollar (one more unit of a rule's
 * bound); NAN where there is none to tell. */
#ifndef MODEL_ANSWER_H
#define MODEL_ANSWER_H

#include "model/plan.h"

enum status {
    STATUS_OPTIMAL,    /* proved best, up to rounding to the plan's unit */
    STATUS_FEASIBLE,   /* keeps every rule; not proved best: see the goals' gap */
    STATUS_INFEASIBLE, /* no allocation keeps every rule */
    STATUS_UNBOUNDED,  /* a goal can be improved for ever */
    STATUS_UNKNOWN     /* a limit came before any allocation was found */
};

struct goal_answer {
    struct ratio value;     /* at the amounts shown; of a fair goal: the smallest share */
    double bound;           /* no allocation does better, given the goals before */
    double before_rounding; /* value before amounts became multiples of the unit */
    double *costs;          /* [its rank from 0] what settling it took from each goal before it;
                               NULL: not told */
    struct ratio *shares;   /* [sharer_count] what each gets, per unit of its weight; NULL for a
                               goal that does not share */
};

struct line_answer {
    struct ratio amount; /* $ over all funds and years */
    struct ratio level;  /* amount / max, 0..1; unknown without a max */
    bool funded;         /* gets any dollar */
};

/* All but `allocated` and `price` is unknown for a fund whose money does not arrive by year. */
struct fund_year {
    struct ratio arrived, allocated, carried; /* carried: worth of what the year before left */
    struct ratio left;                        /* arrived + carried - allocated */
    struct ratio interest; /* part of `carried` beyond what the year before left */
    struct ratio lapsed;   /* part of `left` that is lost with the end of the year */
    double price;
};

/* A fund's dollars add up: available + interest - lapsed - beyond - allocated = balance >= 0. */
struct fund_answer {
    struct ratio available;          /* $ that arrive, or the amount; unknown when unlimited */
    struct ratio allocated, balance; /* balance unknown when unlimited */
    struct ratio interest, lapsed;   /* over all years; 0 unless money arrives by year */
    struct ratio beyond; /* what is left of arrivals that the fund's amount keeps from use */
    double price;
    struct fund_year *years; /* [plan.year_count] */
};

struct rule_answer {
    struct ratio activity;
    struct ratio at_least, at_most; /* unknown when the rule has none */
    struct ratio slack;             /* to the nearer bound; unknown without bounds */
    struct ratio shortfall, excess; /* of its bounds; unknown unless it is soft and has them */
    bool binding;                   /* less slack than one unit: nothing more fits */
    double price;
    double price_range[2]; /* bounds between which the price holds; NAN: not told */
};

struct answer {
    struct arena *arena;
    const struct plan *plan;
    enum status status;
    bool limited;               /* a time limit or gap stopped the search */
    bool has_yes_no;            /* prices come from exact re-solving, not from duality */
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
};

/* Of status unknown, with every ratio unknown and every price and bound NAN. */
struct answer *answer_new(const struct plan *plan);
void answer_free(struct answer *answer);
bool answer_has_amounts(const struct answer *answer); /* optimal or feasible */
const char *status_word(enum status status);          /* as in JSON */
/* Fills lines, funds and totals from the amounts (not rules, goals and prices). */
void answer_add_up(struct answer *answer);

/* Sets slack, shortfall, excess and binding from activity and bounds. Less slack than a unit is
 * none for a rule in dollars, less than 1 for one that counts lines, and for others, as for all
 * rules without a unit, less than a billionth of the figures concerned. */
void rule_answer_measure(const struct plan *plan, const struct rule *rule,
                         struct rule_answer *told);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare: scenarios side by side, as data.
 *
 * Every scenario's plan is read before any is solved, so that an error in one is told at once.
 * Plans may differ in all they have; what is the same in two of them is told by its identifier
 * (struct things). A scenario without an allocation (infeasible …) stays in the comparison, with
 * its status, what contradicts itself in it, or what its worker said; what cannot be told of it is
 * unknown. So does one whose plan nothing can satisfy at first sight (NOTE_HOPELESS). No prices are
 * reckoned: nothing here is told of them.
 *
 * Differences are always from the base: any scenario, at first the plan as it stands. */
#ifndef SCENARIOS_COMPARE_H
#define SCENARIOS_COMPARE_H

#include "model/answer.h"
#include "scenarios/run.h"
#include "scenarios/scenario.h"

/* Things of one sort of all plans together: the base's in its order, then those that the other
 * scenarios add. */
struct things {
    const char **ids, **names; /* [count] */
    uint32_t count;
    uint32_t *
        *at; /* [scenario_count][count] position in that scenario's plan; NONE: not there */
};

/* A value of the document that is not the same in all scenarios. */
struct input_value {
    const char *text; /* as written; of a list or map, its beginning; NULL: not there */
    struct place place;
};

struct input {
    const char *path;           /* `funds.parsis.amount`; what stands in `each` by its member */
    const char *unit;           /* "$", "%"; "" where it has none */
    struct input_value *values; /* [scenario_count] */
};

enum outcome_number { OUTCOME_GOAL, OUTCOME_TOTAL }; /* value of the first goal; $ */

/* What is looked at when the movement from the base is shared among its causes. */
struct outcome {
    struct ratio *all;          /* what follows, behind each other; enum outcome_number */
    struct ratio *by_territory; /* [territories.count + 1] $; the last: the whole region */
    struct ratio *by_axis;      /* [axes.count + 1] $; the last: of no axis */
    struct ratio *by_fund;      /* [funds.count] $ */
};

/* One written change, or several that only make sense together, and its share of the movement:
 * the shares of a scenario's causes add up to its outcome less the base's, exactly. */
struct cause {
    const struct change **changes; /* [change_count], at least one */
    bool *withdrawn; /* [change_count] a change of the base that this scenario lacks */
    uint32_t change_count;
    struct outcome share;
};

enum cause_method {
    CAUSES_NONE,  /* the base itself, or one of the two has no allocation */
    CAUSES_EXACT, /* Shapley values (docs/mathematics.md) */
    CAUSES_WATERFALL /* more than CAUSES_MOST changes, or some make no plan or no allocation without
                        the others: one after the other, in the order in which they are made */
};

#define CAUSES_MOST 8

/* An allocation made for one scenario when another happens: each agreement keeps at most what each
 * fund was to pay it; what cannot be paid is cut so that the first goal loses least; the calendar
 * is made anew; nothing new is granted. */
struct regret {
    enum status status;  /* infeasible: even cut, the allocation does not keep the rules */
    struct ratio value;  /* of the first goal then */
    struct ratio regret; /* what knowing better would have brought: 0 or more */
    struct ratio cut;    /* $ of the allocation that are not paid */
};

/* What a line gets whatever happens, among the scenarios that have an allocation. */
struct core_line {
    struct ratio least, most; /* $ */
    bool everywhere;          /* funded in all of them */
    bool alike;               /* the same amount in all of them */
};

struct compared {
    const struct scenario *scenario;
    const struct plan *plan;
    const struct answer *answer; /* NULL: its worker gave none; `notes` say why */
    const struct notes *notes;
    const char *hopeless[2]; /* by language: why nothing can satisfy its plan; NULL: not said */
    bool interrupted;        /* its worker, before it gave an answer */
    bool has_amounts;
    struct outcome outcome; /* unknown without amounts */
    struct ratio *dollars; /* [(territories.count + 1) * (axes.count + 1) * funds.count] $ : see
                               comparison_dollars; NULL without amounts */
    enum cause_method method;
    struct cause *causes; /* [cause_count] */
    uint32_t cause_count;
};

struct comparison {
    struct arena *arena;
    const char *title;
    const struct scenarios *written;
    struct compared *scenarios; /* [scenario_count] in the order of the document */
    uint32_t scenario_count, base;
    struct things territories, axes, funds, lines, rules, goals; /* goals: by what they say */
    struct input *inputs; /* [input_count] as the scenarios bring them */
    uint32_t input_count;
    struct core_line *core;  /* [lines.count] */
    struct ratio core_total; /* $ of the lines funded everywhere, the least of each */
    uint32_t core_scenarios; /* how many have an allocation */
    struct regret *regrets;  /* [made_for * scenario_count + happens]; NULL: not asked for */
    struct job *jobs;        /* [job_count] what was solved; the first are the scenarios' */
    uint32_t job_count;
    bool interrupted;     /* some scenario was: it stays, without an answer */
    bool limited, failed; /* a limit stopped some solve before its proof; some gave no answer */
};

struct compare_options {
    uint32_t base; /* position among the scenarios */
    bool causes, regret;
    struct run_options run;
};

/* NULL after notes. The tree must give a sound plan; it and the scenarios must outlive what is
 * returned. */
struct comparison *compare(const struct tree *tree, const struct scenarios *scenarios,
                           const struct compare_options *options, struct notes *notes);
void comparison_free(struct comparison *comparison);

/* --- questions; every position is one of the comparison's things ------------------------------ */

/* $ of a line, all funds and years; 0 where the scenario has no such line; unknown without an
 * allocation. */
struct ratio comparison_line(const struct comparison *comparison, uint32_t scenario,
                             uint32_t line);
/* $ of a fund for the lines of a territory (territories.count: the whole region) by their shares
 * of an axis (axes.count: of no axis). */
struct ratio comparison_dollars(const struct comparison *comparison, uint32_t scenario,
                                uint32_t territory, uint32_t axis, uint32_t fund);

enum fate { FATE_UNKNOWN, FATE_NEITHER, FATE_KEPT, FATE_GAINED, FATE_LOST };
/* Of an agreement, from the base to the scenario. */
enum fate comparison_fate(const struct comparison *comparison, uint32_t scenario,
                          uint32_t line);

/* Whether a rule binds in a scenario that has an allocation; one that is not there does not. */
bool comparison_binds(const struct comparison *comparison, uint32_t scenario, uint32_t rule);

enum turn { TURN_UNKNOWN, TURN_SLACK, TURN_STAYS, TURN_BEGINS, TURN_CEASES };
/* Whether a rule binds, from the base to the scenario. */
enum turn comparison_turn(const struct comparison *comparison, uint32_t scenario,
                          uint32_t rule);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settle: the goals of a program, one after the other in order of rank.
 *
 * Each goal is brought to its best among what the goals before it left open (pre-emptive goal
 * programming, docs/mathematics.md (28), (29)). With yes/no decisions each goal is one search; then
 * of several sets of decisions that are as good the one preferred is taken (75), the decisions are
 * fixed and the goals are settled once more as linear programs, so that the point and its dual
 * values are those of a vertex. */
#ifndef SOLVER_SETTLE_H
#define SOLVER_SETTLE_H

#include "model/answer.h"
#include "solver/branch.h"

struct settled {
    enum status status;
    bool limited;       /* a time limit or the gap stopped a search */
    struct branch tree; /* made by the caller for programs with yes/no decisions; afterwards the
                           tree of the first goal, with its solution */
    struct branch leaves; /* after searches that ended: its open nodes are the leaves in which
                             every goal can be had at its best; owed a branch_free */
    enum tie_breaker
        decided_by; /* of several sets of decisions that are as good; BY_SEARCH: not
                                    all could be compared */
    struct ties ties;
    double *x;        /* [column_count] the best allocation taken */
    double *vertex;   /* [column_count] another, where the goals ended; NULL: x is the only one,
                           or as good as any */
    double *values;   /* [objective_count] of all stages at x */
    double *bounds;   /* [objective_count] that no point passes, given the stages before */
    double *reached;  /* [objective_count] best of each stage, given those before */
    double *attained; /* [objective_count] the same with the decisions fixed; NAN: not yet. A
                            search may have gained a hair from the slack that it leaves to the
                            stages before */
    uint32_t
        *goal_rows;     /* [objective_count] the engine's rows that keep them; NONE: none yet */
    double *history;    /* [goal_count * goal_count] at [k * goal_count + j], j <= k: value of
                           goal j once goal k was settled */
    struct basis *home; /* of the first goal's best, decisions fixed; owed a basis_release */
    const struct start *like; /* where a linear program may start from; NULL: nowhere yet */
    struct start *end;        /* … and where it ended; NULL: not told; owed a free */
    struct proof proof;
    struct arena *keep;       /* where evidence is kept; NULL: none is wanted */
    struct evidence evidence; /* of a linear program; with decisions, the point alone */
    struct branch
        *later; /* [objective_count] finished trees of the stages after the first, where
                             evidence is wanted; each is owed a branch_free */
    bool
        *part; /* rows and bounds in contradiction, as solver/certificate tells them, or NULL */
};

/* Arrays belong to `arena`. `engine` holds `program`; its bounds are changed and not restored.
 * False when the engine failed. */
bool settle(struct engine *engine, const struct program *program,
            const struct engine_limits *limits, struct arena *arena, struct settled *settled);

/* Once settled, again: the engine's bounds hold the whole columns at those of x, and all else to
 * the face on which every goal is at its best (or gives what `within` lets it); False where these
 * decisions, within BRANCH_TIE, are not that good, or a limit came first. */
bool settle_hold(struct engine *engine, const struct engine_limits *limits,
                 struct settled *settled, const double *x);
/* Likewise with all decisions open: a row for each of the first `stages` leaves it no worse, within
 * BRANCH_TIE. */
void settle_keep(struct engine *engine, struct settled *settled, uint32_t stages);

#endif

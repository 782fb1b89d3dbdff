/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify: what an answer claims, held against the program and the evidence that comes with it.
 *
 * No solver is called: everything is added up in fractions (solver/leaves). The plan of the house
 * has this room to the left of every solver, and the linker holds it to that: tests/test_verify is
 * linked without GLPK.
 *
 * Claims that follow from the plan, the amounts and the evidence are made anew in the answer, so
 * that a claim was right when it is the same afterwards. What cannot be made anew stays, and
 * `verified` says so. */
#ifndef SOLVER_VERIFY_H
#define SOLVER_VERIFY_H

#include "model/answer.h"
#include "solver/program.h"

struct verified {
    bool refusal;   /* an infeasible or unbounded plan is shown to be so */
    uint32_t goals; /* whose bounds are shown, from the first */
    bool holds;     /* all the evidence there is shows what it stands for */
    /* what remains the solver's word: */
    bool best;     /* that no multiples of the unit do better, beyond what the bound shows */
    bool rounding; /* a goal's value before rounding, or what a goal cost another */
    bool ties, prices;
    bool ranges;   /* what lines get in other best allocations */
    bool conflict; /* what contradicts itself, or that no part of it could be left out */
};

/* A bound as it is told: of the objective with its constant, from one as if to maximise without. */
double verify_told(const struct objective *objective, mpq_t bound);
/* The answer's sums, rules and goals from its amounts alone. */
void verify_amounts(const struct program *program, struct answer *answer);
/* Bounds, prices, status, conflict and proof from the evidence. With `mend` what does not show its
 * price is dropped: for whoever gathers evidence. */
struct verified verify_claims(const struct program *program, struct answer *answer, bool mend);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recheck: a result of `solve` in JSON, checked again from its plan alone, without a solver.
 *
 * From the plan, the amounts and the evidence the whole result is made anew and written down again;
 * it holds when that is the same text, token for token (reports/alike), every rule holds
 * (model/audit), and the evidence shows what it stands for (solver/verify). What only a solver can
 * know is taken as it stands; the seal tells whether it is as it was written. */
#ifndef CLI_RECHECK_H
#define CLI_RECHECK_H

#include "model/tree.h"
#include "solver/verify.h"

struct recheck {
    const struct plan *plan;     /* given, like … */
    const struct source *result; /* … this, and … */
    const char *const *sets;     /* [set_count] changes that were made to the plan */
    uint32_t set_count;
    struct tree *tree;
    struct answer *answer; /* made anew */
    struct verified verified;
    bool holds;
};

/* False after notes when the result cannot be read; what does not hold is noted too. recheck_free
 * is due in either case. */
bool recheck_run(struct recheck *recheck, struct notes *notes);
void recheck_free(struct recheck *recheck);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run: plans solved by processes of their own, several at once.
 *
 * Workers are forked from this process, so they know the plans already; each is given one job
 * after the other through a pipe and sends its answer back through another (model/answer_pack).
 * GLPK may abort, hang or take all memory: a worker that dies or is overdue costs its own job only,
 * and another takes its place; what it had found and rounded by then is the job's answer, without
 * prices. What a job answers depends on nothing but the job, so that the results are the same for
 * any number of workers. */
#ifndef SCENARIOS_RUN_H
#define SCENARIOS_RUN_H

#include <signal.h>

#include "model/answer.h"
#include "solver/start.h"

/* Seconds; the sanitizers make everything slow. */
#ifdef ARENA_REAL_BLOCKS
#define RUN_GRACE 10.0
#else
#define RUN_GRACE 0.45
#endif

struct job {
    struct plan *plan; /* not released here */
    /* as in solver/solve */
    bool prices, evidence, ranges;
    /* results */
    struct start *end;     /* where the leader ended; NULL: others, or not told */
    struct answer *answer; /* unknown when the time was up; NULL when there is none: */
    struct notes notes;    /* … these say why, in the language they were given */
    bool interrupted;      /* … and it was stopped before its answer came */
};

struct run_options {
    uint32_t workers;  /* 0: as many as there are processors */
    double time_limit; /* seconds for each job; 0: none. RUN_GRACE later its worker is ended */
    double gap;        /* as in solver/solve */
    /* The job that the others are like, one of them: where its plan is linear it is solved before
     * them, and they start from where it ended. NULL: there is none. */
    const struct job *leader;
    /* Called after each job, with how many are done; may be NULL. */
    void (*progress)(uint32_t done, uint32_t count, void *context);
    void *context;
    /* Once it is not 0, what is done stands, and what is under way ends: at once, or, if gentle,
     * with what is known so far, for which there is no more time than after a limit. NULL: no such
     * wish. */
    const volatile sig_atomic_t *stop;
    bool gentle;
};

/* Solves jobs[count], whose `notes` must be empty but speak the reader's language. False after a
 * note when no process could be started. */
bool run(struct job *jobs, uint32_t count, const struct run_options *options,
         struct notes *notes);
/* Releases the answers, ends and notes of the jobs, not their plans. */
void run_release(struct job *jobs, uint32_t count);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run_worker: one process that solves jobs as they are given. Private to run. */
#ifndef SCENARIOS_RUN_WORKER_H
#define SCENARIOS_RUN_WORKER_H

#include <sys/types.h>

#include "base/text.h"
#include "scenarios/run.h"

#define NO_JOB UINT32_MAX

struct worker {
    pid_t process;     /* 0: none */
    int to, from;      /* pipes */
    uint32_t job;      /* at work on, or NO_JOB */
    double overdue;    /* seconds of the monotonic clock */
    struct text inbox; /* of its message what has come so far */
};

/* Starts the process of one of the `workers`, of which those with a process run already; it knows
 * where the leader ended, if that is known by now. False when the system refuses. */
bool worker_start(struct worker *worker, const struct worker *workers, uint32_t worker_count,
                  const struct job *jobs, const struct run_options *options);
/* Asks a worker of gentle options to come to an end. */
void worker_ask(const struct worker *worker);
/* Ends the process, at once or after its last message, and closes the pipes; its wait status. */
int worker_end(struct worker *worker, bool at_once);

#endif

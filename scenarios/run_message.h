/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run_message: what a worker sends back: an answer, or why there is none. Private to run.
 *
 * Pointers to plans and sources are the same in both processes. */
#ifndef SCENARIOS_RUN_MESSAGE_H
#define SCENARIOS_RUN_MESSAGE_H

#include "scenarios/run.h"

/* Adds the message to `out`; `end` NULL: not told. */
void message_write(const struct answer *answer, const struct start *end,
                   const struct notes *notes, struct text *out);
/* The same of an answer that another may follow: the job is not done. */
void message_write_early(const struct answer *answer, struct text *out);
/* Bytes of the message that `inbox` begins with; 0: it does not hold all of it. */
size_t message_length(const struct text *inbox);
/* Moves the message's answer, end and notes to the job, in the place of an early one. False when it
 * makes no sense. *early receives whether another may follow. */
bool message_read(const struct text *inbox, struct job *job, bool *early);

#endif

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
/* Whether `inbox` holds all of a message. */
bool message_is_whole(const struct text *inbox);
/* Moves the message's answer, end and notes to the job. False when it makes no sense. */
bool message_read(const struct text *inbox, struct job *job);

#endif

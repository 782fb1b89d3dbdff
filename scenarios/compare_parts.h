/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_parts: what the files of compare share. Private to compare.
 *
 * Jobs are gathered first, each list of changes once, then run all together, then looked at. */
#ifndef SCENARIOS_COMPARE_PARTS_H
#define SCENARIOS_COMPARE_PARTS_H

#include "base/names.h"
#include "scenarios/compare.h"

/* Where documents differ, while they are looked at. */
struct rows;

struct comparing {
    struct comparison *comparison;
    const struct tree *tree;
    const struct scenarios *written;
    const struct compare_options *options;
    struct notes *notes;
    struct job *jobs; /* [job_count] heap */
    uint32_t job_count, job_capacity;
    struct names
        lists; /* of changes, as text: the job with the same position solves their plan */
    struct tree *plain; /* the plan's document without its scenarios */
    struct rows *rows;
    struct names territories, axes, funds; /* ids of the comparison's things */
};

/* --- compare_inputs.c ------------------------------------------------------------------------- */

/* What a changed tree says otherwise than the plan's. */
void inputs_note(struct comparing *c, uint32_t scenario, const struct tree *changed);
/* After the last: the rows of the comparison. Releases the differences. */
void inputs_gather(struct comparing *c);

/* --- compare_things.c ------------------------------------------------------------------------- */

void things_gather(struct comparing *c);
/* What an answer comes to; unknown throughout for NULL, or without amounts. */
struct outcome outcome_of(const struct comparing *c, const struct answer *answer);
/* Its numbers, counted from 0 to outcome_size - 1. */
uint32_t outcome_size(const struct comparison *comparison);
struct ratio *outcome_at(const struct outcome *outcome, uint32_t number);
struct ratio *dollars_of(const struct comparing *c, const struct answer *answer);
void core_find(struct comparison *comparison);
/* The sum; where it does not fit, a fraction next to it. */
struct ratio sum_of(struct ratio a, struct ratio b);
struct ratio product_of(struct ratio a, struct ratio b);

/* --- compare_causes.c ------------------------------------------------------------------------- */

/* Adds the jobs that sharing the movement of a scenario needs. */
void causes_ask(struct comparing *c, uint32_t scenario);
/* After the run. */
void causes_share(struct comparing *c, uint32_t scenario);
/* The job that solves the plan with these changes, made when there is none yet; NONE when they make
 * no plan. */
uint32_t job_for(struct comparing *c, const struct scenario *changes, struct notes *notes,
                 struct tree **changed);

/* --- compare_regret.c ------------------------------------------------------------------------- */

/* Solves what is left of each allocation in each other scenario. False after notes. */
bool regret_find(struct comparing *c);

#endif

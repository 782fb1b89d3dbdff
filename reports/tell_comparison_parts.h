/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tell_comparison_parts: what the files of tell_comparison share. Private to it. */
#ifndef REPORTS_TELL_COMPARISON_PARTS_H
#define REPORTS_TELL_COMPARISON_PARTS_H

#include "reports/tell_comparison.h"
#include "reports/teller.h"

struct comparison_teller {
    const struct comparison *comparison;
    struct teller teller;
    struct report *report;
    uint32_t *numbers; /* [scenario_count] the report's number of each scenario */
    bool page;         /* told for a page that reckons changes from any scenario by itself */
};

const struct compared *comparison_base(const struct comparison_teller *t);
/* A row about a scenario, its name in the first cell. */
struct cell *scenario_row(struct comparison_teller *t, struct table *table, uint32_t scenario);

/* What the first goal is spoken of as, at the head of a column. */
const char *goal_word(const struct comparison_teller *t);

/* tell_comparison_said.c: sentences on what each scenario moves from the base. */
void tell_movements(struct comparison_teller *t);
/* tell_comparison_each.c: a section for each scenario. */
void tell_each(struct comparison_teller *t);
/* tell_comparison_tables.c: who gets how much, and what that is from the base. */
void tell_dollars(struct comparison_teller *t);
/* tell_comparison_turns.c: lines won and lost from the base, rules that begin and cease to bind;
 * and for pages, whose base may be another, the lines and rules that are so in some scenarios. */
void tell_turns(struct comparison_teller *t);
void tell_sides_taken(struct comparison_teller *t);
/* tell_comparison_inputs.c: what each scenario changes. */
void tell_inputs(struct comparison_teller *t);
/* "Enveloppe : montant" for funds.parsis.amount; the path itself where nothing has that name. */
const char *path_told(const struct comparison_teller *t, const char *path);
const char *place_told(const struct comparison_teller *t,
                       struct place place); /* plan.yaml:12 */
/* tell_comparison_why.c */
/* "Enveloppe : montant + sans …": the changes of one cause. */
const char *changes_told(const struct comparison_teller *t, const struct cause *cause);
void tell_causes(struct comparison_teller *t);
void tell_regret(struct comparison_teller *t);

#endif

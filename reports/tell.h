/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tell: what there is to say about an answer, in the reader's language. */
#ifndef REPORTS_TELL_H
#define REPORTS_TELL_H

#include "model/answer.h"
#include "reports/report.h"

/* The whole report of one answer: verdict, goals, tableau de répartition, état de l'enveloppe,
 * ententes with their funding stack, lines refused, rules that bind with their price, earmarked
 * parts and the reconciliation gap, and the note on illustrative figures. Where there are no
 * amounts (infeasible …): the verdict and what to do. The answer and its plan must outlive it. */
struct report *tell_answer(const struct answer *answer, enum language language);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_ledger: the amounts of an answer as whole numbers, and what may be missed by rounding.
 *
 * Every amount is counted in grains: the plan's unit, or 10^-12 $ with `unit: none`, where
 * amounts come from floating-point arithmetic anyway. Sums of grains are sums of integers,
 * which is not how model/answer adds: the two have to agree. Private to the rooms audit_*. */
#ifndef MODEL_AUDIT_LEDGER_H
#define MODEL_AUDIT_LEDGER_H

#include "model/answer.h"

struct ledger {
    const struct answer *answer;
    const struct plan *plan;
    struct notes *notes;
    struct arena *arena;
    bool exact;         /* the plan has a unit: nothing may be missed at all */
    struct ratio grain; /* $ */
    wide *grains;       /* [plan.slot_count] */
    wide *payer_grains; /* [plan.slot_count] over all years, at the first slot of each payer */
    wide *line_grains;  /* [plan.line_count] over all slots */
    bool *funded;       /* [plan.line_count] gets any dollar, beyond what rounding leaves */
};

/* False after notes when the amounts are not whole numbers of grains: then nothing can be added
 * up. Close the ledger in either case. */
bool ledger_open(struct ledger *ledger, const struct answer *answer, struct notes *notes);
void ledger_close(struct ledger *ledger);

struct ratio ledger_dollars(const struct ledger *ledger, wide grains);
/* $ that a line gets in all, from one of its payers, in one of its years (payer and year count
 * within the line). */
struct ratio ledger_line(const struct ledger *ledger, uint32_t line);
struct ratio ledger_paid_by(const struct ledger *ledger, uint32_t line, uint32_t payer);
struct ratio ledger_paid_in(const struct ledger *ledger, uint32_t line, uint32_t year);

/* --- what may be missed ------------------------------------------------------------------- */

/* By how much `value` is above or below `limit`: zero when it is not, or by no more than
 * rounding leaves where `scale` is the largest figure concerned; unknown when one of them is.
 */
struct ratio ledger_above(const struct ledger *ledger, struct ratio value, struct ratio limit,
                          struct ratio scale);
struct ratio ledger_below(const struct ledger *ledger, struct ratio value, struct ratio limit,
                          struct ratio scale);
bool is_missed(struct ratio by); /* unknown or not zero */
/* AUDIT_TOLERANCE times a figure without its sign, or times 1 $ where that is more. */
struct ratio tolerance_of(struct ratio figure);
/* Two reckonings of one figure: equal, or both unknown. */
bool ledger_agrees(const struct ledger *ledger, struct ratio told, struct ratio found,
                   struct ratio scale);
/* The larger of two figures without their signs; one that is unknown is passed over. */
struct ratio larger_figure(struct ratio a, struct ratio b);

/* --- words, in the language of the notes; they live as long as the ledger ----------------- */

const char *ledger_money(const struct ledger *ledger, struct ratio dollars); /* 60 000,01 $ */
const char *ledger_number(const struct ledger *ledger, struct ratio number);
/* " en 2012-13", " in 2012-13", or "" in a plan without years. */
const char *ledger_in_year(const struct ledger *ledger, uint32_t year);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "reports/csv.h"
#include "base/numbers.h"
#include "reports/write.h"

#define DECIMALS 20 /* of an exact amount times an exact share */

static void add_number(struct text *out, const struct plan *plan, struct ratio amount) {
    text_add_char(out, ',');
    text_add_ratio(out, amount, ratio_sign(plan->unit) == 0 ? 9 : DECIMALS);
}

static void write_header(const struct answer *answer, struct text *out) {
    const struct plan *plan = answer->plan;
    text_add(out,
             "line,name,template,kind,territory,territory_name,fund,fund_name,status,in_kind,"
             "year,amount");
    for (uint32_t i = 0; i < plan->axis_count; i++) {
        text_format(out, ",axis_%s", plan->axes[i].entity.id);
    }
    text_add(out, answer->ranged ? ",line_least,line_most,line_award" : "");
    text_add(out, CSV_LINE_END);
}

static struct ratio share_of(const struct line *line, uint32_t axis) {
    for (uint32_t i = 0; i < line->axis_count; i++) {
        if (line->axes[i].axis == axis) {
            return line->axes[i].share;
        }
    }
    return RATIO_ZERO;
}

struct record {
    uint32_t line, payer, year; /* as in struct slot */
    struct ratio amount;
};

static void add_end(struct text *out, const struct plan *plan, double end) {
    if (isfinite(end)) {
        add_number(out, plan, ratio_shown(end));
    } else {
        text_add_char(out, ','); /* not settled, or no end */
    }
}

static void add_range(struct text *out, const struct plan *plan,
                      const struct line_answer *its) {
    const char *award = award_word(its->award);
    add_end(out, plan, its->least);
    add_end(out, plan, its->most);
    csv_next(out, award != NULL ? award : "");
}

static void write_record(const struct answer *answer, const struct record *record,
                         struct text *out) {
    const struct plan *plan = answer->plan;
    const struct line *line = &plan->lines[record->line];
    const struct fund *fund = &plan->funds[line->payers[record->payer].fund];
    bool placed = line->territory != NONE;
    csv_text(out, line->entity.id);
    csv_next(out, line->entity.name);
    csv_next(out, line->family == NONE ? "" : plan->families[line->family].id);
    csv_next(out, line->kind == NONE ? "" : plan->kinds[line->kind]);
    csv_next(out, placed ? plan->territories[line->territory].entity.id : "");
    csv_next(out, placed ? plan->territories[line->territory].entity.name : "");
    csv_next(out, fund->entity.id);
    csv_next(out, fund->entity.name);
    csv_next(out, fund->confirmed ? "confirmed" : "requested");
    csv_next(out, fund->in_kind ? "yes" : "no");
    csv_next(out, plan->years[line->years.list[record->year]]);
    add_number(out, plan, record->amount);
    for (uint32_t i = 0; i < plan->axis_count; i++) {
        add_number(out, plan, ratio_mul(share_of(line, i), record->amount));
    }
    if (answer->ranged) {
        add_range(out, plan, &answer->lines[record->line]);
    }
    text_add(out, CSV_LINE_END);
}

void write_csv(const struct answer *answer, struct text *out) {
    const struct plan *plan = answer->plan;
    write_header(answer, out);
    for (uint32_t i = 0; answer_has_amounts(answer) && i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        for (uint32_t p = 0; p < line->payer_count; p++) {
            for (uint32_t y = 0; y < line->years.count; y++) {
                struct ratio amount = answer->amounts[plan_slot(plan, i, p, y)];
                if (ratio_known(amount) && ratio_sign(amount) != 0) {
                    write_record(answer, &(struct record){i, p, y, amount}, out);
                }
            }
        }
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that get nothing, what they could take, and what that would bring. */
#include "base/numbers.h"
#include "reports/teller.h"

/* Points a line would bring if it got all it can take. */
static struct ratio possible_points(const struct line *line) {
    const struct curve *curve = line_curve(line, 0);
    return curve != NULL && line->has_max ? curve_value(curve, line->max) : RATIO_UNKNOWN;
}

static uint32_t count_refused(const struct teller *teller) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < teller->plan->line_count; i++) {
        count += teller->answer->lines[i].funded ? 0 : 1;
    }
    return count;
}

static void add_refused(struct teller *teller, struct table *table, const struct line *line) {
    uint32_t last = table->column_count - 1;
    struct cell *row = table_row(teller->report, table);
    row[0] = cell_name(teller, &line->entity, line->entity.name);
    if (last == 3) {
        row[1] = cell_text(teller_territory(teller, line));
    }
    row[last - 1] = line->has_max ? cell_money(line->max) : cell_text("");
    row[last] = cell_number(possible_points(line));
}

void tell_refused(struct teller *teller) {
    const struct plan *plan = teller->plan;
    const struct column_head heads[] = {
        {teller_word(teller, WORD_TERRITORY), "territory", CELL_TEXT, false},
        {teller_word(teller, WORD_REQUEST), "request", CELL_MONEY, false},
        {teller_word(teller, WORD_POINTS), "points", CELL_NUMBER, false},
    };
    struct column_head shown[4] = {{teller_word(teller, WORD_LINE), "line", CELL_TEXT, false}};
    uint32_t skipped = plan->territory_count > 0 ? 0 : 1, count = 1;
    for (uint32_t i = skipped; i < 3; i++) {
        shown[count++] = heads[i];
    }
    if (count_refused(teller) == 0) {
        return;
    }
    const char *title = teller_format(teller, "Lignes qui ne reçoivent rien, en %s",
                                      "Lines not funded, in %s", teller->report->currency_sign);
    struct table *table = report_table(teller->report, title, "refused", shown, count);
    struct ratio total = RATIO_ZERO;
    for (uint32_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        if (!teller->answer->lines[i].funded) {
            add_refused(teller, table, line);
            total = ratio_total(total, line->has_max ? line->max : RATIO_ZERO);
        }
    }
    if (table->row_count > 1) {
        struct cell *row = table_row(teller->report, table);
        row[0] = cell_text(teller_word(teller, WORD_TOTAL));
        row[count - 2] = cell_money(total);
        table->has_total = true;
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that get nothing, what they could take, and what that would bring. */
#include "reports/teller.h"

/* Points a line would bring if it got all it can take. */
static struct ratio possible_points(const struct line *line) {
    const struct curve *curve = line_curve(line, 0);
    return curve != NULL && line->has_max ? curve_value(curve, line->max) : RATIO_UNKNOWN;
}

static bool is_refused(const struct teller *teller, uint32_t line) {
    return !teller->answer->lines[line].funded;
}

void tell_refused(struct teller *teller) {
    const struct plan *plan = teller->plan;
    struct ratio total = RATIO_ZERO;
    const struct column_head heads[] = {
        {teller_word(teller, WORD_LINE), "line", CELL_TEXT, 0},
        {teller_word(teller, WORD_TERRITORY), "territory", CELL_TEXT, 1},
        {teller_word(teller, WORD_REQUEST), "request", CELL_MONEY, 0},
        {teller_word(teller, WORD_POINTS), "points", CELL_NUMBER, 0},
    };
    bool has_places = plan->territory_count > 0;
    struct column_head shown[4];
    uint32_t count = 0;
    for (uint32_t i = 0; i < 4; i++) {
        if (i != 1 || has_places) {
            shown[count++] = heads[i];
        }
    }
    const char *title =
        teller_format(teller, "Lignes qui ne reçoivent rien, en %s",
                      "Lines that get nothing, in %s", teller->report->currency_sign);
    struct table *table = report_table(teller->report, title, "refused", shown, count);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        if (!is_refused(teller, i)) {
            continue;
        }
        const struct line *line = &plan->lines[i];
        struct cell *row = table_row(teller->report, table);
        row[0] = cell_name(teller, &line->entity, line->entity.name);
        if (has_places) {
            row[1] = cell_text(teller_territory(teller, line));
        }
        row[count - 2] = line->has_max ? cell_money(line->max) : cell_text("");
        row[count - 1] = cell_number(possible_points(line));
        total = ratio_add(total, line->has_max ? line->max : RATIO_ZERO);
    }
    if (table->row_count > 1) {
        struct cell *row = table_row(teller->report, table);
        row[0] = cell_text(teller_word(teller, WORD_TOTAL));
        row[count - 2] = cell_money(total);
        table->has_total = true;
    }
}

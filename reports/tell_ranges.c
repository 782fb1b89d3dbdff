/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lines may get at no loss: their amounts in the allocations that are as good as this one. */
#include <math.h>

#include "base/numbers.h"
#include "reports/teller.h"

enum { NAME, GRANTED, LEAST, MOST, AWARD, COLUMNS };

static bool is_settled(const struct line_answer *its) {
    return !isnan(its->least) && !isnan(its->most);
}

/* Whether every best allocation gives the line the same. */
static bool is_fixed(const struct line_answer *its) {
    return is_settled(its) && its->least == its->most;
}

static struct cell end_cell(const struct teller *teller, double end) {
    if (isnan(end)) {
        return cell_text(teller_word(teller, WORD_NOT_SETTLED));
    }
    return isinf(end) ? cell_text(teller_word(teller, WORD_UNLIMITED))
                      : cell_money(ratio_shown(end));
}

static enum word award_of(const struct line_answer *its) {
    static const enum word words[] = {[AWARD_UNKNOWN] = WORD_NOT_SETTLED,
                                      [AWARD_CERTAIN] = WORD_CERTAIN,
                                      [AWARD_POSSIBLE] = WORD_POSSIBLE,
                                      [AWARD_NEVER] = WORD_NEVER};
    return words[its->award];
}

static void add_line(struct teller *teller, struct table *table, uint32_t index) {
    const struct entity *line = &teller->plan->lines[index].entity;
    const struct line_answer *its = &teller->answer->lines[index];
    struct cell *row = table_row(teller->report, table);
    row[NAME] = cell_name(teller, line, line->name);
    row[GRANTED] = cell_money(its->amount);
    row[LEAST] = end_cell(teller, its->least);
    row[MOST] = end_cell(teller, its->most);
    row[AWARD] = cell_text(teller_word(teller, award_of(its)));
}

/* Of the lines that are not in the table. */
static void note_fixed(struct teller *teller, struct table *table, uint32_t fixed) {
    if (fixed == 1) {
        table_note(teller->report, table,
                   teller_format(teller,
                                 "L’autre ligne reçoit la même somme dans toutes les "
                                 "meilleures répartitions.",
                                 "The other line gets the same in every best allocation."));
    } else if (fixed > 1) {
        table_note(teller->report, table,
                   teller_format(teller,
                                 "Les %u autres lignes reçoivent la même somme dans toutes les "
                                 "meilleures répartitions.",
                                 "The other %u lines get the same in every best allocation.",
                                 fixed));
    }
    if (ratio_sign(teller->plan->unit) > 0) {
        table_note(teller->report, table,
                   teller_format(teller,
                                 "Avant l’arrondi des montants, qui peut en écarter ce qui est "
                                 "accordé.",
                                 "Before amounts are rounded, which may take what is granted "
                                 "out of it."));
    }
}

void tell_ranges(struct teller *teller) {
    const struct column_head heads[COLUMNS] = {
        {teller_word(teller, WORD_LINE), "line", CELL_TEXT, false},
        {teller_word(teller, WORD_GRANTED), "granted", CELL_MONEY, false},
        {teller_word(teller, WORD_AT_LEAST), "least", CELL_MONEY, false},
        {teller_word(teller, WORD_AT_MOST), "most", CELL_MONEY, false},
        {teller_word(teller, WORD_FUNDING), "award", CELL_TEXT, false},
    };
    struct table *table = NULL;
    uint32_t fixed = 0;
    for (uint32_t i = 0; teller->answer->ranged && i < teller->plan->line_count; i++) {
        if (is_fixed(&teller->answer->lines[i])) {
            fixed++;
            continue;
        }
        if (table == NULL) {
            table = report_table(teller->report,
                                 teller_format(teller, "Ce qui peut changer sans rien perdre",
                                               "What may change at no loss"),
                                 "ranges", heads, COLUMNS);
        }
        add_line(teller, table, i);
    }
    if (table != NULL) {
        note_fixed(teller, table, fixed);
    } else if (teller->answer->ranged) {
        report_paragraph(teller->report,
                         teller_format(teller,
                                       "Chaque ligne reçoit la même somme dans toutes les "
                                       "meilleures répartitions.",
                                       "Every line gets the same in every best allocation."));
    }
}

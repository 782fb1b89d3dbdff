/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workbook of a comparison: what its sheets share, and the first of them. */
#include "reports/sheets_comparison.h"

#include <stdlib.h>

#include "base/numbers.h"
#include "reports/sheets_comparison_own.h"
#include "reports/tell_comparison.h"
#include "reports/wrap.h"

/* --- what the sheets share -------------------------------------------------------------------- */

enum { BASE_ROW = 3, SCENARIOS_HEAD = 6, SCENARIOS_ROW };
enum {
    GLANCE_NUMBER,
    GLANCE_NAME,
    GLANCE_STATUS,
    GLANCE_GOAL,
    GLANCE_GOAL_CHANGE,
    GLANCE_GRANTED,
    GLANCE_GRANTED_CHANGE,
    GLANCE_GAINED,
    GLANCE_LOST,
    GLANCE_BROKEN,
    GLANCE_COLUMNS
};

void add_base(const struct beside *b, struct text *out) {
    text_add_cell(out, b->summary, BASE_ROW, GLANCE_STATUS);
}

const char *shown_name(const struct beside *b, uint32_t number) {
    return b->comparison->scenarios[b->shown[number]].scenario->names[b->teller.language];
}

void put_short(struct spot at, const char *text, double width) {
    const double most = 1.6; /* letters of a column's width, at two thirds of their height */
    at.look = (double)utf8_width(text) <= most * width ? LOOK_ONE_LINE : LOOK_TEXT;
    put_text(at, text);
}

void put_names(const struct beside *b, struct spot first, bool down) {
    for (uint32_t k = 0; k < b->shown_count; k++) {
        put_text(first, shown_name(b, k));
        *(down ? &first.row : &first.column) += 1;
    }
}

void put_sum(struct spot at, const struct area *area, struct ratio value) {
    struct text formula = {0};
    text_add(&formula, "=SUM(");
    text_add_area(&formula, area);
    text_add(&formula, ")");
    put_built(at, &formula, value);
}

void put_change(const struct beside *b, struct spot at, struct spot from,
                const struct area *area, struct ratio value) {
    struct text formula = {0};
    text_add(&formula, "=");
    text_add_cell(&formula, from.sheet, from.row, from.column);
    text_add(&formula, "-INDEX(");
    text_add_area(&formula, area);
    text_add(&formula, ",");
    add_base(b, &formula);
    text_add(&formula, ")");
    put_built(at, &formula, value);
}

/* --- the first sheet -------------------------------------------------------------------------- */

static void put_base(const struct beside *b) {
    struct sheet *sheet = b->summary;
    struct spot number = spot(sheet, BASE_ROW, GLANCE_STATUS, LOOK_CHOICE);
    struct text formula = {0};
    put_text(
        spot(sheet, BASE_ROW, GLANCE_NAME, LOOK_TOTAL),
        teller_format(&b->teller, "Base\u00a0: le scénario numéro", "Base: scenario number"));
    put_number(number, ratio_of((int64_t)b->base + 1, 1));
    sheet_choice(&(struct area){sheet, BASE_ROW, GLANCE_STATUS, BASE_ROW, GLANCE_STATUS}, 1,
                 b->shown_count,
                 teller_format(&b->teller, "Un numéro de la première colonne du tableau.",
                               "A number of the table's first column."));
    text_add(&formula, "=INDEX(");
    text_add_area(&formula,
                  &(struct area){b->sharing, FIRST_ROW, 0, FIRST_ROW + b->shown_count - 1, 0});
    text_add(&formula, ",");
    add_base(b, &formula);
    text_add(&formula, ")");
    put_word_formula(spot(sheet, BASE_ROW, GLANCE_GOAL, LOOK_NOTE), text_string(&formula),
                     shown_name(b, b->base));
    text_free(&formula);
}

/* Less the base's, whose row has its number in the first column. */
static void put_row_change(const struct beside *b, struct spot at, struct ratio value) {
    const uint32_t last = SCENARIOS_ROW + b->comparison->scenario_count - 1;
    struct text formula = {0};
    text_add(&formula, "=");
    text_add_cell(&formula, at.sheet, at.row, at.column - 1);
    text_add(&formula, "-SUMIF(");
    text_add_area(&formula,
                  &(struct area){at.sheet, SCENARIOS_ROW, GLANCE_NUMBER, last, GLANCE_NUMBER});
    text_add(&formula, ",");
    add_base(b, &formula);
    text_add(&formula, ",");
    text_add_area(&formula,
                  &(struct area){at.sheet, SCENARIOS_ROW, at.column - 1, last, at.column - 1});
    text_add(&formula, ")");
    put_built(at, &formula, value);
}

static void put_goal(const struct beside *b, struct spot at, uint32_t number,
                     struct ratio value) {
    struct text formula = {0};
    text_add(&formula, "=");
    text_add_cell(&formula, b->goals, b->goal_rows[number], GOAL_NOW);
    put_built(at, &formula, value);
}

static void put_granted(const struct beside *b, struct spot at, uint32_t number,
                        struct ratio value) {
    struct text formula = {0};
    text_add(&formula, "=");
    text_add_cell(&formula, b->amounts, FIRST_ROW + b->payment_count, PAYMENT_FIRST + number);
    put_built(at, &formula, value);
}

/* The row of the n'th shown scenario. */
static void put_shown(const struct beside *b, uint32_t row, uint32_t number,
                      const struct own *owns) {
    const struct comparison *c = b->comparison;
    const struct outcome *its = &c->scenarios[b->shown[number]].outcome;
    const struct outcome *base = &c->scenarios[b->shown[b->base]].outcome;
    struct sheet *sheet = b->summary;
    put_number(spot(sheet, row, GLANCE_NUMBER, LOOK_CODE), ratio_of((int64_t)number + 1, 1));
    put_goal(b, spot(sheet, row, GLANCE_GOAL, LOOK_NUMBER), number, its->all[OUTCOME_GOAL]);
    put_row_change(b, spot(sheet, row, GLANCE_GOAL_CHANGE, LOOK_NUMBER_CHANGE),
                   ratio_less(its->all[OUTCOME_GOAL], base->all[OUTCOME_GOAL]));
    put_granted(b, spot(sheet, row, GLANCE_GRANTED, LOOK_TOTAL_MONEY), number,
                its->all[OUTCOME_TOTAL]);
    put_row_change(b, spot(sheet, row, GLANCE_GRANTED_CHANGE, LOOK_CHANGE),
                   ratio_less(its->all[OUTCOME_TOTAL], base->all[OUTCOME_TOTAL]));
    put_fates(b, spot(sheet, row, GLANCE_GAINED, LOOK_CODE), number, true);
    put_fates(b, spot(sheet, row, GLANCE_LOST, LOOK_CODE), number, false);
    put_broken(b, spot(sheet, row, GLANCE_BROKEN, LOOK_CODE), &owns[number]);
}

static uint32_t put_glance(const struct beside *b, const struct own *owns) {
    const struct comparison *c = b->comparison;
    const struct teller *t = &b->teller;
    struct sheet *sheet = b->summary;
    const char *const heads[GLANCE_COLUMNS] = {
        teller_format(t, "N°", "No."),
        teller_format(t, "Scénario", "Scenario"),
        teller_format(t, "Répartition", "Allocation"),
        teller_format(t, "But 1", "Goal 1"),
        teller_format(t, "Écart avec la base", "Change from the base"),
        teller_format(t, "Accordé ($)", "Granted ($)"),
        teller_format(t, "Écart avec la base ($)", "Change from the base ($)"),
        teller_format(t, "Lignes gagnées", "Lines gained"),
        teller_format(t, "Lignes perdues", "Lines lost"),
        teller_format(t, "Règles et conditions manquées", "Rules and conditions broken")};
    for (uint32_t i = 0; i < GLANCE_COLUMNS; i++) {
        put_text(spot(sheet, SCENARIOS_HEAD, i, LOOK_HEAD), heads[i]);
    }
    uint32_t number = 0, row = SCENARIOS_ROW;
    for (uint32_t s = 0; s < c->scenario_count; s++, row++) {
        put_text(spot(sheet, row, GLANCE_NAME, LOOK_TEXT),
                 c->scenarios[s].scenario->names[b->teller.language]);
        put_text(spot(sheet, row, GLANCE_STATUS, LOOK_STATE),
                 comparison_status(t, &c->scenarios[s]));
        if (c->scenarios[s].has_amounts && b->base != NONE) {
            put_shown(b, row, number++, owns);
        } else {
            for (uint32_t i = 0; i < GLANCE_COLUMNS; i += i == 0 ? GLANCE_GOAL : 1) {
                put_blank(spot(sheet, row, i, LOOK_TEXT));
            }
        }
    }
    const char *const none = teller_format(t, "impossible", "impossible");
    sheet_counts(&(struct area){sheet, SCENARIOS_ROW, GLANCE_BROKEN, row - 1, GLANCE_BROKEN});
    sheet_states(&(struct area){sheet, SCENARIOS_ROW, GLANCE_STATUS, row - 1, GLANCE_STATUS},
                 teller_format(t, "la meilleure", "the best"), none);
    return row + 1;
}

/* What the comparison says before its first table. */
static uint32_t put_said(const struct beside *b, uint32_t row) {
    const struct report *report = b->teller.report;
    put_text(spot(b->summary, row++, GLANCE_NAME, LOOK_SECTION),
             teller_format(&b->teller, "Ce que dit la comparaison, telle que calculée",
                           "What the comparison says, as solved"));
    for (uint32_t i = 1; i < report->block_count; i++) {
        const struct block *block = &report->blocks[i];
        if (block->kind != BLOCK_PARAGRAPH) {
            break;
        }
        put_merged(spot(b->summary, row, GLANCE_NAME, LOOK_TEXT), GLANCE_BROKEN, block->text);
        row++;
    }
    return row + 1;
}

static void put_summary(const struct beside *b, const struct own *owns) {
    struct sheet *sheet = b->summary;
    put_text(spot(sheet, 0, 0, LOOK_TITLE), b->comparison->title);
    put_text(
        spot(sheet, 1, 0, LOOK_NOTE),
        teller_format(&b->teller,
                      "Changez un montant dans la feuille «\u00a0Montants\u00a0», ou le numéro "
                      "de la base\u00a0: totaux, écarts, règles, buts et images suivent.",
                      "Change an amount on the sheet “Amounts”, or the base's number: totals, "
                      "changes, rules, goals and pictures follow."));
    if (b->base != NONE) {
        put_base(b);
    }
    sheet_width(sheet, GLANCE_NUMBER, GLANCE_NUMBER, 5);
    sheet_width(sheet, GLANCE_NAME, GLANCE_NAME, 48);
    sheet_width(sheet, GLANCE_STATUS, GLANCE_BROKEN, 14);
    uint32_t row = put_said(b, put_glance(b, owns));
    for (uint32_t i = 0; i < b->pictured_count && i < 2; i++) {
        sheet_part(sheet, row);
        row = put_picture(sheet, row, GLANCE_BROKEN, &b->pictured[i]);
    }
    sheet_print(sheet, row, GLANCE_BROKEN, 0, 1);
}

/* --- the whole -------------------------------------------------------------------------------- */

static void find_shown(struct beside *b) {
    const struct comparison *c = b->comparison;
    b->shown = ARENA_ARRAY(b->arena, uint32_t, c->scenario_count);
    b->base = NONE;
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        if (c->scenarios[s].has_amounts) {
            b->base = s == c->base ? b->shown_count : b->base;
            b->shown[b->shown_count++] = s;
        }
    }
    /* Formulas need some base: where the run's has no allocation, the first that has one. */
    b->base = b->base == NONE && b->shown_count > 0 ? 0 : b->base;
}

/* As wide as the most dollars and the longest word of a name. */
static void choose_width(struct beside *b) {
    enum { WIDEST = 18 };
    struct ratio most = RATIO_ZERO;
    size_t longest = 0;
    for (uint32_t k = 0; k < b->shown_count; k++) {
        struct ratio total = b->comparison->scenarios[b->shown[k]].outcome.all[OUTCOME_TOTAL];
        size_t piece = wrap_widest_piece(shown_name(b, k));
        most = ratio_known(total) && ratio_cmp(total, most) > 0 ? total : most;
        longest = piece > longest ? piece : longest;
    }
    b->width = money_width(&b->teller, most);
    if ((double)longest + 2 > b->width) {
        b->width = longest + 2 < WIDEST ? (double)longest + 2 : WIDEST;
    }
}

static void make_sheets(struct beside *b) {
    const struct teller *t = &b->teller;
    b->sharing = book_sheet(b->book, teller_format(t, "Répartition", "Sharing"));
    b->pictures = book_sheet(b->book, teller_format(t, "Images", "Pictures"));
    b->lines = book_sheet(b->book, teller_format(t, "Lignes", "Lines"));
    b->amounts = book_sheet(b->book, teller_format(t, "Montants", "Amounts"));
    b->inputs = book_sheet(b->book, teller_format(t, "Changements", "Changes"));
    b->rules = book_sheet(b->book, teller_format(t, "Règles", "Rules"));
    b->details = book_sheet(b->book, teller_format(t, "Règles en détail", "Rules in detail"));
    b->conditions = book_sheet(b->book, teller_format(t, "Conditions", "Conditions"));
    b->goals = book_sheet(b->book, teller_format(t, "Buts", "Goals"));
    b->worths = book_sheet(b->book, teller_format(t, "Points", "Points"));
}

void sheets_compare(struct book *book, const struct comparison *comparison,
                    struct report *report) {
    const struct compared *base = &comparison->scenarios[comparison->base];
    struct answer *none = answer_new(base->plan);
    struct beside b = {.comparison = comparison,
                       .teller = teller_new(base->answer != NULL ? base->answer : none, report),
                       .arena = report->arena,
                       .book = book};
    struct own *owns = NULL;
    find_shown(&b);
    b.summary = book_sheet(book, teller_format(&b.teller, "Sommaire", "Summary"));
    if (b.shown_count > 0) {
        make_sheets(&b);
        choose_width(&b);
        beside_gather(&b);
        beside_amounts(&b);
        beside_sharing(&b);
        beside_pictures(&b);
        beside_inputs(&b);
        owns = owns_new(&b);
        beside_rules(&b, owns);
        beside_conditions(&b, owns);
        beside_lines(&b, owns);
    }
    put_summary(&b, owns);
    free(b.picked);
    answer_free(none);
}

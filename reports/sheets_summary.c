/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first sheet: whether all holds, what the goals are worth; and the last: sources. */
#include "reports/sheets.h"

/* --- whether all holds ---------------------------------------------------------------------- */

enum { SUMMARY_WHAT, SUMMARY_VALUE, SUMMARY_FOUND, SUMMARY_CHANGE };

/* How many cells of a column say a word. */
static void put_count(const struct sheets *sheets, uint32_t row, const char *what,
                      const struct area *area, const char *word) {
    struct text formula = {0};
    int64_t missed = 0;
    for (uint32_t i = 0; word == sheets->missed && i < sheets->plan->rule_count; i++) {
        const struct rule_answer *told = &sheets->answer->rules[i];
        missed += sheets->plan->rules[i].soft && ratio_known(told->slack) &&
                  ratio_sign(told->slack) < 0;
    }
    put_text(spot(sheets->summary, row, SUMMARY_WHAT, LOOK_TEXT), what);
    text_add(&formula, "=COUNTIF(");
    text_add_area(&formula, area);
    text_format(&formula, ",\"%s\")", word);
    put_built(spot(sheets->summary, row, SUMMARY_VALUE, LOOK_CODE), &formula,
              ratio_of(missed, 1));
}

static uint32_t put_states(const struct sheets *sheets, uint32_t row) {
    const struct plan *plan = sheets->plan;
    struct sheet *sheet = sheets->summary;
    struct area rules = {sheets->rules, FIRST_ROW, RULE_STATE, FIRST_ROW + plan->rule_count,
                         RULE_STATE};
    struct area conditions = {sheets->conditions, FIRST_ROW, CONDITION_STATE,
                              sheets->condition_rows[plan->line_count], CONDITION_STATE};
    struct area funds = {sheets->envelope, FIRST_ROW, 11, sheets->envelope_last, 11};
    struct text formula = {0};
    put_text(
        spot(sheet, row, 0, LOOK_SECTION),
        say(sheets, "Ce que disent les montants présents", "What the present amounts say"));
    put_count(sheets, row + 1, say(sheets, "Règles manquées", "Rules broken"), &rules,
              sheets->bad);
    put_count(sheets, row + 2,
              say(sheets, "Conditions de lignes manquées", "Conditions of lines broken"),
              &conditions, sheets->bad);
    put_count(sheets, row + 3,
              say(sheets, "Fonds ou exercices dépassés", "Funds or fiscal years overspent"),
              &funds, sheets->bad);
    put_count(sheets, row + 4,
              say(sheets, "Règles souples non atteintes", "Soft rules not met"), &rules,
              sheets->missed);
    put_text(spot(sheet, row + 5, SUMMARY_WHAT, LOOK_TOTAL),
             say(sheets, "Ensemble", "Overall"));
    text_format(&formula, "=IF(SUM(B%u:B%u)=0,\"%s\",\"%s\")", row + 2, row + 4, sheets->good,
                sheets->bad);
    put_word_formula(spot(sheet, row + 5, SUMMARY_VALUE, LOOK_STATE), text_string(&formula),
                     sheets->good);
    text_free(&formula);
    sheet_states(&(struct area){sheet, row + 5, SUMMARY_VALUE, row + 5, SUMMARY_VALUE},
                 sheets->good, sheets->bad);
    return row + 7;
}

/* --- goals and dollars ---------------------------------------------------------------------- */

static void put_link(const struct sheets *sheets, struct spot at, struct spot from,
                     struct ratio value) {
    struct text formula = {0};
    (void)sheets;
    text_add(&formula, "=");
    text_add_cell(&formula, from.sheet, from.row, from.column);
    put_built(at, &formula, value);
}

static uint32_t put_goals(const struct sheets *sheets, uint32_t row) {
    const struct plan *plan = sheets->plan;
    struct sheet *sheet = sheets->summary;
    const char *const heads[] = {say(sheets, "But", "Goal"), say(sheets, "À présent", "Now"),
                                 say(sheets, "Solution trouvée", "Solution found"),
                                 say(sheets, "Écart", "Difference")};
    for (uint32_t i = 0; i < GOAL_COLUMNS; i++) {
        put_text(spot(sheet, row, i, LOOK_HEAD), heads[i]);
    }
    for (uint32_t i = 0; i < plan->goal_count; i++) {
        struct ratio value = sheets->answer->goals[i].value;
        put_text(spot(sheet, row + 1 + i, SUMMARY_WHAT, LOOK_TEXT),
                 teller_goal(&sheets->teller, &plan->goals[i]));
        for (uint32_t c = GOAL_NOW; c <= GOAL_CHANGE; c++) {
            enum look look = c == GOAL_CHANGE ? LOOK_NUMBER_CHANGE : LOOK_NUMBER;
            put_link(sheets, spot(sheet, row + 1 + i, c, look),
                     spot(sheets->goals, FIRST_ROW + i, c, LOOK_NUMBER),
                     c == GOAL_CHANGE ? RATIO_ZERO : value);
        }
    }
    put_text(spot(sheet, row + 1 + plan->goal_count, SUMMARY_WHAT, LOOK_TOTAL),
             say(sheets, "Accordé, toutes sources ($)", "Granted, all sources ($)"));
    put_link(sheets, spot(sheet, row + 1 + plan->goal_count, SUMMARY_VALUE, LOOK_TOTAL_MONEY),
             spot(sheets->lines, sheets->by_line.last_row + 1, LINE_TOTAL, LOOK_MONEY),
             sheets->answer->total);
    return row + plan->goal_count + 3;
}

/* --- the sheet ------------------------------------------------------------------------------ */

static uint32_t put_scenario(const struct sheets *sheets, uint32_t row) {
    if (sheets->plan->scenario != NULL) {
        put_text(spot(sheets->summary, row++, 0, LOOK_NOTE),
                 teller_format(&sheets->teller, "Scénario\u00a0: %s.", "Scenario: %s.",
                               sheets->plan->scenario_names[sheets->teller.language]));
    }
    return row;
}

/* Where there are no amounts: what the report says. */
static void put_report(const struct sheets *sheets, uint32_t row) {
    const struct report *report = sheets->teller.report;
    for (uint32_t i = 1; i < report->block_count; i++) {
        const struct block *block = &report->blocks[i];
        if (block->kind == BLOCK_HEADING || block->kind == BLOCK_PARAGRAPH) {
            put_text(spot(sheets->summary, row++, 0,
                          block->kind == BLOCK_HEADING ? LOOK_SECTION : LOOK_TEXT),
                     block->text);
        }
    }
    sheet_width(sheets->summary, 0, 0, 110);
}

void sheets_summary(struct sheets *sheets) {
    struct sheet *sheet = sheets->summary;
    const char *title = sheets->plan->title == NULL ? "arrimage" : sheets->plan->title;
    uint32_t row = 1;
    put_text(spot(sheet, 0, 0, LOOK_TITLE), title);
    if (!answer_has_amounts(sheets->answer)) {
        put_report(sheets, row + 1);
        return;
    }
    row = put_scenario(sheets, row);
    put_text(
        spot(sheet, row++, 0, LOOK_NOTE),
        say(sheets,
            "Changez un montant dans la feuille «\u00a0Montants\u00a0»\u00a0: totaux, soldes, "
            "règles et "
            "buts suivent.",
            "Change an amount on the sheet “Amounts”: totals, balances, rules and goals "
            "follow."));
    if (sheets->has_illustrative) {
        put_text(
            spot(sheet, row++, 0, LOOK_NOTE),
            say(sheets,
                "Des chiffres sont illustratifs\u00a0: voir la feuille «\u00a0Sources\u00a0».",
                "Some figures are illustrative: see the sheet “Sources”."));
    }
    row = put_states(sheets, row + 1);
    row = put_goals(sheets, row);
    sheet_width(sheet, SUMMARY_WHAT, SUMMARY_WHAT, 62);
    sheet_width(sheet, SUMMARY_VALUE, SUMMARY_CHANGE, 19);
    if (sheets->picture.title != NULL) {
        sheet_part(sheet, row);
        row = put_picture(sheet, row, SUMMARY_CHANGE, &sheets->picture);
    }
    sheet_print(sheet, row, SUMMARY_CHANGE, 0, 1);
}

/* --- sources -------------------------------------------------------------------------------- */

static uint32_t put_source(struct sheets *sheets, uint32_t row, const char *what,
                           const struct entity *entity) {
    struct sheet *sheet = sheets->sources;
    if (entity->source == NULL && !entity->illustrative) {
        return row;
    }
    sheets->has_illustrative |= entity->illustrative;
    put_text(spot(sheet, row, 0, LOOK_TEXT), what);
    put_text(spot(sheet, row, 1, LOOK_TEXT), entity->id);
    put_text(spot(sheet, row, 2, LOOK_TEXT), entity->name);
    put_text(spot(sheet, row, 3, LOOK_TEXT), entity->source == NULL ? "" : entity->source);
    put_text(spot(sheet, row, 4, LOOK_TEXT),
             entity->illustrative ? say(sheets, "oui", "yes") : "");
    return row + 1;
}

static uint32_t put_entities(struct sheets *sheets, uint32_t row) {
    static const enum dimension dimensions[] = {BY_TERRITORY, BY_AXIS, BY_FUND, BY_LINE};
    const char *const words[] = {say(sheets, "Territoire", "Territory"),
                                 say(sheets, "Axe", "Axis"), say(sheets, "Fonds", "Fund"),
                                 say(sheets, "Ligne", "Line")};
    for (size_t d = 0; d < sizeof dimensions / sizeof *dimensions; d++) {
        for (uint32_t i = 0; i < plan_member_count(sheets->plan, dimensions[d]); i++) {
            row =
                put_source(sheets, row, words[d], plan_entity(sheets->plan, dimensions[d], i));
        }
    }
    for (uint32_t i = 0; i < sheets->plan->rule_count; i++) {
        row = put_source(sheets, row, say(sheets, "Règle", "Rule"),
                         &sheets->plan->rules[i].entity);
    }
    return row;
}

void sheets_sources(struct sheets *sheets) {
    struct sheet *sheet = sheets->sources;
    put_heads(
        sheet, say(sheets, "Sources et hypothèses", "Sources and assumptions"),
        say(sheets,
            "Illustratif\u00a0: au moins un chiffre n’a pas de source publique\u00a0; remplacez-le "
            "par le vôtre.",
            "Illustrative: at least one figure has no public source; replace it by your "
            "own."),
        (const char *const[]){say(sheets, "Quoi", "What"), say(sheets, "Id", "Id"),
                              say(sheets, "Nom", "Name"), say(sheets, "Source", "Source"),
                              say(sheets, "Illustratif", "Illustrative"), NULL});
    uint32_t row = put_entities(sheets, FIRST_ROW);
    sheet_width(sheet, 0, 0, 12);
    sheet_width(sheet, 1, 1, 30);
    sheet_width(sheet, 2, 3, 55);
    sheet_width(sheet, 4, 4, 12);
    sheet_freeze(sheet, FIRST_ROW, 0);
    sheet_print(sheet, row, 4, FIRST_ROW, 1);
}

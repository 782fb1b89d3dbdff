/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The amounts, which are typed; the lines, which add them up; the curves that lines are worth. */
#include "reports/sheets.h"

uint32_t amounts_total(const struct sheets *sheets) {
    return AMOUNT_FIRST_YEAR + sheets->plan->year_count;
}

static void put_code(struct sheet *sheet, uint32_t row, uint32_t column, uint32_t position) {
    put_number(spot(sheet, row, column, LOOK_CODE),
               position == NONE ? RATIO_ZERO : ratio_of((int64_t)position + 1, 1));
}

/* --- what rows are picked by ---------------------------------------------------------------- */

static void put_helper_heads(const struct sheets *sheets, struct sheet *sheet,
                             const struct grid *grid) {
    const struct plan *plan = sheets->plan;
    const uint32_t columns[] = {grid->line, grid->fund, grid->territory, grid->kind};
    const char *heads[] = {say(sheets, "Nº de ligne", "Line no."),
                           say(sheets, "Nº de fonds", "Fund no."),
                           say(sheets, "Nº de territoire", "Territory no."),
                           say(sheets, "Nº de nature", "Kind no.")};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (columns[i] != NONE) {
            put_text(spot(sheet, HEAD_ROW, columns[i], LOOK_HELPER_HEAD), heads[i]);
        }
    }
    for (uint32_t i = 0; i < plan->axis_count; i++) {
        put_text(spot(sheet, HEAD_ROW, grid->axes + i, LOOK_HELPER_HEAD),
                 teller_short(&plan->axes[i].entity));
    }
    for (uint32_t i = 0; i < plan->tag_count; i++) {
        put_text(spot(sheet, HEAD_ROW, grid->tags + i, LOOK_HELPER_HEAD), plan->tags[i]);
    }
    sheet_helpers(sheet, grid->line, grid->tags + plan->tag_count - 1);
}

static void put_helpers(struct sheet *sheet, const struct grid *grid, uint32_t row,
                        const struct line *line) {
    put_code(sheet, row, grid->territory, line->territory);
    put_code(sheet, row, grid->kind, line->kind);
    for (uint32_t i = 0; i < line->axis_count; i++) {
        put_number(spot(sheet, row, grid->axes + line->axes[i].axis, LOOK_SHARE),
                   line->axes[i].share);
    }
    for (uint32_t i = 0; i < line->tags.count; i++) {
        put_number(spot(sheet, row, grid->tags + line->tags.list[i], LOOK_CODE), RATIO_ONE);
    }
}

/* --- amounts -------------------------------------------------------------------------------- */

static void put_sum(struct spot spot, struct area area, struct ratio value) {
    struct text formula = {0};
    text_add(&formula, "=SUM(");
    text_add_area(&formula, &area);
    text_add(&formula, ")");
    put_built(spot, &formula, value);
}

static struct ratio put_slots(struct sheets *sheets, uint32_t row, uint32_t index,
                              uint32_t payer) {
    const struct plan *plan = sheets->plan;
    const struct line *line = &plan->lines[index];
    struct ratio sum = RATIO_ZERO;
    for (uint32_t i = 0; i < plan->year_count; i++) {
        put_blank(spot(sheets->amounts, row, AMOUNT_FIRST_YEAR + i, LOOK_CLOSED));
    }
    for (uint32_t t = 0; t < line->years.count; t++) {
        struct ratio amount = sheets->answer->amounts[plan_slot(plan, index, payer, t)];
        bool open = plan_slot_open(plan, line, payer, t);
        uint32_t column = AMOUNT_FIRST_YEAR + line->years.list[t];
        sum = ratio_add(sum, amount);
        if (open || ratio_sign(amount) != 0) {
            put_number(spot(sheets->amounts, row, column, open ? LOOK_INPUT : LOOK_CLOSED),
                       amount);
        }
    }
    return sum;
}

/* Whether all conditions of the line hold. */
static void put_state(const struct sheets *sheets, struct spot spot, uint32_t index) {
    uint32_t first = sheets->condition_rows[index], last = sheets->condition_rows[index + 1];
    struct area area = {sheets->conditions, first, CONDITION_STATE, last - 1, CONDITION_STATE};
    struct text formula = {0};
    text_add(&formula, "=IF(COUNTIF(");
    text_add_area(&formula, &area);
    text_format(&formula, ",\"%s\")=0,\"%s\",\"%s\")", sheets->bad, sheets->good, sheets->bad);
    put_word_formula(spot, text_string(&formula), sheets->good);
    text_free(&formula);
}

static void put_payer(struct sheets *sheets, uint32_t index, uint32_t payer) {
    const struct line *line = &sheets->plan->lines[index];
    const struct fund *fund = &sheets->plan->funds[line->payers[payer].fund];
    struct sheet *sheet = sheets->amounts;
    uint32_t row = sheets->payer_rows[index] + payer, total = amounts_total(sheets);
    put_text(spot(sheet, row, AMOUNT_LINE, LOOK_TEXT), line->entity.name);
    put_text(spot(sheet, row, AMOUNT_TERRITORY, LOOK_TEXT),
             teller_territory(&sheets->teller, line));
    put_text(spot(sheet, row, AMOUNT_FUND, LOOK_TEXT), fund->entity.name);
    struct ratio sum = put_slots(sheets, row, index, payer);
    put_sum(spot(sheet, row, total, LOOK_MONEY),
            (struct area){sheet, row, AMOUNT_FIRST_YEAR, row, total - 1}, sum);
    put_state(sheets, spot(sheet, row, total + 1, LOOK_STATE), index);
    put_code(sheet, row, sheets->by_payer.line, index);
    put_code(sheet, row, sheets->by_payer.fund, line->payers[payer].fund);
    put_helpers(sheet, &sheets->by_payer, row, line);
}

static void put_amounts_total(struct sheets *sheets) {
    struct sheet *sheet = sheets->amounts;
    uint32_t last = sheets->by_payer.last_row, total = amounts_total(sheets);
    put_text(spot(sheet, last + 1, AMOUNT_LINE, LOOK_TOTAL), say(sheets, "Total", "Total"));
    put_blank(spot(sheet, last + 1, AMOUNT_TERRITORY, LOOK_TOTAL));
    put_blank(spot(sheet, last + 1, AMOUNT_FUND, LOOK_TOTAL));
    for (uint32_t i = 0; i < sheets->plan->year_count; i++) {
        uint32_t column = AMOUNT_FIRST_YEAR + i;
        put_sum(spot(sheet, last + 1, column, LOOK_TOTAL_MONEY),
                (struct area){sheet, FIRST_ROW, column, last, column},
                sheets->answer->by_year[i]);
    }
    put_sum(spot(sheet, last + 1, total, LOOK_TOTAL_MONEY),
            (struct area){sheet, FIRST_ROW, total, last, total}, sheets->answer->total);
    put_blank(spot(sheet, last + 1, total + 1, LOOK_TOTAL));
}

static void dress_amounts(struct sheets *sheets) {
    struct sheet *sheet = sheets->amounts;
    uint32_t last = sheets->by_payer.last_row, total = amounts_total(sheets);
    sheet_width(sheet, AMOUNT_LINE, AMOUNT_LINE, 52);
    sheet_width(sheet, AMOUNT_TERRITORY, AMOUNT_TERRITORY, 22);
    sheet_width(sheet, AMOUNT_FUND, AMOUNT_FUND, 32);
    sheet_width(sheet, AMOUNT_FIRST_YEAR, total, sheets->money_width);
    sheet_width(sheet, total + 1, total + 1, 13);
    sheet_freeze(sheet, FIRST_ROW, AMOUNT_LINE + 1);
    sheet_filter(&(struct area){sheet, HEAD_ROW, 0, last, total + 1});
    sheet_print(sheet, last + 1, total + 1, FIRST_ROW, 1);
    sheet_inputs(&(struct area){sheet, FIRST_ROW, AMOUNT_FIRST_YEAR, last, total - 1},
                 say(sheets, "Un montant est un nombre, zéro ou plus.",
                     "An amount is a number, zero or more."));
    sheet_states(&(struct area){sheet, FIRST_ROW, total + 1, last, total + 1}, sheets->good,
                 sheets->bad);
}

void sheets_amounts(struct sheets *sheets) {
    const struct plan *plan = sheets->plan;
    uint32_t total = amounts_total(sheets);
    put_heads(
        sheets->amounts, say(sheets, "Montants ($)", "Amounts ($)"),
        say(sheets,
            "Les cellules jaunes se changent\u00a0; tout le reste se recalcule. "
            "Hachuré\u00a0: aucun "
            "versement n’est permis.",
            "Yellow cells may be changed; all else follows. Hatched: no payment is allowed."),
        (const char *const[]){say(sheets, "Ligne", "Line"),
                              say(sheets, "Territoire", "Territory"),
                              say(sheets, "Fonds", "Fund"), NULL});
    for (uint32_t i = 0; i < plan->year_count; i++) {
        put_text(spot(sheets->amounts, HEAD_ROW, AMOUNT_FIRST_YEAR + i, LOOK_HEAD),
                 year_head(sheets, i));
    }
    put_text(spot(sheets->amounts, HEAD_ROW, total, LOOK_HEAD), say(sheets, "Total", "Total"));
    put_text(spot(sheets->amounts, HEAD_ROW, total + 1, LOOK_HEAD),
             say(sheets, "Conditions de la ligne", "Conditions of the line"));
    dress_amounts(sheets);
    put_helper_heads(sheets, sheets->amounts, &sheets->by_payer);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        for (uint32_t p = 0; p < plan->lines[i].payer_count; p++) {
            put_payer(sheets, i, p);
        }
    }
    put_amounts_total(sheets);
}

/* --- curves --------------------------------------------------------------------------------- */

enum { CURVE_LINE, CURVE_MEASURE, CURVE_DOLLARS, CURVE_VALUE };

static uint32_t curve_rows(const struct curve *curve) {
    return curve->points == NULL ? 1 : curve->point_count;
}

static void put_point(const struct sheets *sheets, uint32_t row, const struct line *line,
                      const struct curve *curve) {
    put_text(spot(sheets->curves, row, CURVE_LINE, LOOK_TEXT), line->entity.name);
    put_text(spot(sheets->curves, row, CURVE_MEASURE, LOOK_TEXT),
             sheets->plan->measures[curve->measure]);
}

static void put_curve(const struct sheets *sheets, uint32_t row, const struct line *line,
                      const struct curve *curve) {
    for (uint32_t i = 0; i < curve_rows(curve); i++) {
        struct point point = {RATIO_ONE, curve->per_dollar};
        if (curve->points != NULL) {
            point = curve->points[i];
        }
        put_point(sheets, row + i, line, curve);
        put_number(spot(sheets->curves, row + i, CURVE_DOLLARS, LOOK_MONEY), point.dollars);
        put_number(spot(sheets->curves, row + i, CURVE_VALUE,
                        curve->points != NULL ? LOOK_NUMBER : LOOK_RATE),
                   point.value);
    }
}

void sheets_curves(struct sheets *sheets) {
    const struct plan *plan = sheets->plan;
    struct sheet *sheet = sheets->curves;
    uint32_t row = FIRST_ROW;
    put_heads(
        sheet, say(sheets, "Barèmes", "Curves"),
        say(sheets,
            "Ce que vaut chaque ligne selon ce qu’elle reçoit\u00a0; entre deux points, en "
            "proportion. Une seule rangée\u00a0: la valeur d’un dollar.",
            "What each line is worth by what it receives; between two points, in "
            "proportion. A single row: the value of one dollar."),
        (const char *const[]){say(sheets, "Ligne", "Line"), say(sheets, "Mesure", "Measure"),
                              say(sheets, "Montant ($)", "Amount ($)"),
                              say(sheets, "Valeur", "Value"), NULL});
    for (uint32_t i = 0; i < plan->line_count; i++) {
        for (uint32_t c = 0; c < plan->lines[i].curve_count; c++) {
            put_curve(sheets, row, &plan->lines[i], &plan->lines[i].curves[c]);
            row += curve_rows(&plan->lines[i].curves[c]);
        }
    }
    sheet_width(sheet, CURVE_LINE, CURVE_LINE, 60);
    sheet_width(sheet, CURVE_MEASURE, CURVE_VALUE, 16);
    sheet_freeze(sheet, FIRST_ROW, 0);
    sheet_print(sheet, row > FIRST_ROW ? row - 1 : row, CURVE_VALUE, FIRST_ROW, 1);
}

/* The curve's value at what the line gets: where it starts, and the part of each step that is
 * covered: (more than its foot) × slope × (the lesser of its head and the amount, less it). */
static void formula_curve(const struct sheets *sheets, struct text *out, uint32_t row,
                          const struct spot *total, const struct curve *curve) {
    const struct sheet *sheet = sheets->curves;
    uint32_t last = row + curve_rows(curve) - 1;
    struct text parts[5] = {{0}};
    enum { X, LOW, HIGH, BELOW, ABOVE };
    text_add(out, "=");
    if (curve->points == NULL) {
        text_add_cell(out, total->sheet, total->row, total->column);
        text_add(out, "*");
        text_add_cell(out, sheet, row, CURVE_VALUE);
        return;
    }
    text_add_cell(&parts[X], total->sheet, total->row, total->column);
    text_add_area(&parts[LOW],
                  &(struct area){sheet, row, CURVE_DOLLARS, last - 1, CURVE_DOLLARS});
    text_add_area(&parts[HIGH],
                  &(struct area){sheet, row + 1, CURVE_DOLLARS, last, CURVE_DOLLARS});
    text_add_area(&parts[BELOW],
                  &(struct area){sheet, row, CURVE_VALUE, last - 1, CURVE_VALUE});
    text_add_area(&parts[ABOVE],
                  &(struct area){sheet, row + 1, CURVE_VALUE, last, CURVE_VALUE});
    const char *x = parts[X].bytes, *low = parts[LOW].bytes, *high = parts[HIGH].bytes;
    text_add_cell(out, sheet, row, CURVE_VALUE);
    text_format(out, "+SUMPRODUCT((%s>%s)*(%s-%s)/(%s-%s)*((%s<%s)*%s+(%s>=%s)*%s-%s))", x, low,
                parts[ABOVE].bytes, parts[BELOW].bytes, high, low, x, high, x, x, high, high,
                low);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        text_free(&parts[i]);
    }
}

/* --- lines ---------------------------------------------------------------------------------- */

static void put_figures(struct sheets *sheets, uint32_t index) {
    const struct line *line = &sheets->plan->lines[index];
    const struct line_answer *told = &sheets->answer->lines[index];
    struct sheet *sheet = sheets->lines;
    uint32_t row = FIRST_ROW + index, total = amounts_total(sheets);
    struct text formula = {0};
    put_sum(spot(sheet, row, LINE_TOTAL, LOOK_MONEY),
            (struct area){sheets->amounts, sheets->payer_rows[index], total,
                          sheets->payer_rows[index + 1] - 1, total},
            told->amount);
    put_blank(spot(sheet, row, LINE_LEVEL, LOOK_SHARE));
    if (line->has_max && ratio_sign(line->max) > 0) {
        text_format(&formula, "=F%u/E%u", row + 1, row + 1);
        put_built(spot(sheet, row, LINE_LEVEL, LOOK_SHARE), &formula, told->level);
    }
    text_format(&formula, "=IF(F%u>%s,1,0)", row + 1, sheets->dust);
    put_built(spot(sheet, row, LINE_FUNDED, LOOK_CODE), &formula,
              told->funded ? RATIO_ONE : RATIO_ZERO);
    put_state(sheets, spot(sheet, row, LINE_STATE, LOOK_STATE), index);
}

/* Returns the row of the next line's first curve. */
static uint32_t put_worths(struct sheets *sheets, uint32_t index, uint32_t curve_row) {
    const struct line *line = &sheets->plan->lines[index];
    struct spot total = spot(sheets->lines, FIRST_ROW + index, LINE_TOTAL, LOOK_MONEY);
    for (uint32_t i = 0; i < sheets->plan->measure_count; i++) {
        put_blank(spot(sheets->lines, total.row, LINE_MEASURES + i, LOOK_NUMBER));
    }
    for (uint32_t c = 0; c < line->curve_count; c++) {
        const struct curve *curve = &line->curves[c];
        struct text formula = {0};
        formula_curve(sheets, &formula, curve_row, &total, curve);
        put_built(spot(sheets->lines, total.row, LINE_MEASURES + curve->measure, LOOK_NUMBER),
                  &formula, curve_value(curve, sheets->answer->lines[index].amount));
        curve_row += curve_rows(curve);
    }
    return curve_row;
}

static void put_line_words(struct sheets *sheets, uint32_t index) {
    const struct line *line = &sheets->plan->lines[index];
    struct sheet *sheet = sheets->lines;
    uint32_t row = FIRST_ROW + index;
    put_text(spot(sheet, row, LINE_NAME, LOOK_TEXT), line->entity.name);
    put_text(spot(sheet, row, LINE_TERRITORY, LOOK_TEXT),
             teller_territory(&sheets->teller, line));
    put_text(spot(sheet, row, LINE_KIND, LOOK_TEXT),
             line->kind == NONE ? "" : sheets->plan->kinds[line->kind]);
    put_number(spot(sheet, row, LINE_LEAST, LOOK_MONEY), line->min);
    put_number(spot(sheet, row, LINE_MOST, LOOK_MONEY),
               line->has_max ? line->max : RATIO_UNKNOWN);
    put_code(sheet, row, sheets->by_line.line, index);
    put_helpers(sheet, &sheets->by_line, row, line);
}

static void put_lines_total(struct sheets *sheets) {
    struct sheet *sheet = sheets->lines;
    uint32_t last = sheets->by_line.last_row;
    for (uint32_t i = LINE_NAME; i < LINE_MEASURES + sheets->plan->measure_count; i++) {
        put_blank(spot(sheet, last + 1, i, LOOK_TOTAL));
    }
    put_text(spot(sheet, last + 1, LINE_NAME, LOOK_TOTAL), say(sheets, "Total", "Total"));
    put_sum(spot(sheet, last + 1, LINE_TOTAL, LOOK_TOTAL_MONEY),
            (struct area){sheet, FIRST_ROW, LINE_TOTAL, last, LINE_TOTAL},
            sheets->answer->total);
}

static void put_line_heads(struct sheets *sheets) {
    put_heads(
        sheets->lines, say(sheets, "Lignes", "Lines"),
        say(sheets, "Financée\u00a0: 1, sinon 0. Les montants se changent dans leur feuille.",
            "Funded: 1, else 0. Amounts are changed on their own sheet."),
        (const char *const[]){
            say(sheets, "Ligne", "Line"), say(sheets, "Territoire", "Territory"),
            say(sheets, "Nature", "Kind"), say(sheets, "Minimum ($)", "Minimum ($)"),
            say(sheets, "Maximum ($)", "Maximum ($)"),
            say(sheets, "Accordé ($)", "Granted ($)"),
            say(sheets, "Part du maximum", "Share of maximum"),
            say(sheets, "Financée", "Funded"), say(sheets, "Conditions", "Conditions"), NULL});
    for (uint32_t i = 0; i < sheets->plan->measure_count; i++) {
        put_text(spot(sheets->lines, HEAD_ROW, LINE_MEASURES + i, LOOK_HEAD),
                 i == 0 ? say(sheets, "Points", "Points") : sheets->plan->measures[i]);
    }
}

void sheets_lines(struct sheets *sheets) {
    struct sheet *sheet = sheets->lines;
    uint32_t last = sheets->by_line.last_row, curve_row = FIRST_ROW;
    uint32_t right = LINE_MEASURES + sheets->plan->measure_count - 1;
    put_line_heads(sheets);
    sheet_width(sheet, LINE_NAME, LINE_NAME, 52);
    sheet_width(sheet, LINE_TERRITORY, LINE_TERRITORY, 22);
    sheet_width(sheet, LINE_KIND, right, sheets->money_width);
    put_helper_heads(sheets, sheet, &sheets->by_line);
    sheet_freeze(sheet, FIRST_ROW, LINE_NAME + 1);
    sheet_filter(&(struct area){sheet, HEAD_ROW, 0, last, right});
    sheet_print(sheet, last + 1, right, FIRST_ROW, 1);
    sheet_states(&(struct area){sheet, FIRST_ROW, LINE_STATE, last, LINE_STATE}, sheets->good,
                 sheets->bad);
    for (uint32_t i = 0; i < sheets->plan->line_count; i++) {
        put_line_words(sheets, i);
        put_figures(sheets, i);
        curve_row = put_worths(sheets, i, curve_row);
    }
    put_lines_total(sheets);
}

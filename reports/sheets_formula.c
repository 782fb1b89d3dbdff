/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selections, terms and bounds as formulas. A selection is a product of tests on the numbers at the
 * end of each row, which SUMPRODUCT adds up: SUMPRODUCT((fund=1)*((kind=2)+(kind=4))*amounts). */
#include "reports/sheets.h"

#define DECIMALS 15
#define FORMULA_PART 4000 /* letters that are kept in a cell of their own */

const struct member nobody = {{NONE, NONE, NONE, NONE, NONE, NONE, NONE}};

/* --- small parts ---------------------------------------------------------------------------- */

void formula_ratio(struct text *out, struct ratio ratio) {
    wide tens = 1;
    for (int i = 0; i < DECIMALS && tens % ratio.den != 0; i++) {
        tens *= 10;
    }
    if (tens % ratio.den == 0) {
        text_add_ratio(out, ratio, DECIMALS);
        return;
    }
    text_add_ratio(out, ratio_of_wide(ratio.num, 1), 0);
    text_add(out, "/");
    text_add_ratio(out, ratio_of_wide(ratio.den, 1), 0);
}

bool put_built(struct spot spot, struct text *formula, struct ratio value) {
    bool fits = formula->length < FORMULA_MOST;
    if (fits) {
        put_formula(spot, text_string(formula), value);
    } else {
        put_number(spot, value);
    }
    text_free(formula);
    return fits;
}

static struct area column_of(const struct grid *grid, uint32_t column) {
    return (struct area){grid->sheet, FIRST_ROW, column, grid->last_row, column};
}

static void add_column(struct text *out, const struct grid *grid, uint32_t column) {
    struct area area = column_of(grid, column);
    text_add_area(out, &area);
}

/* --- which rows a selection picks ----------------------------------------------------------- */

/* A selection under way into a formula. */
struct picking {
    const struct sheets *sheets;
    const struct selection *selection;
    const struct member *member; /* never NULL */
    const struct grid *grid;
};

static bool says_picks(const struct picking *picking, enum dimension dimension) {
    const struct selection *selection = picking->selection;
    return selection != NULL && selection->given[dimension] && !selection->each[dimension];
}

static bool is_narrowed(const struct picking *picking, enum dimension dimension) {
    return picking->member->of[dimension] != NONE || says_picks(picking, dimension);
}

static uint32_t count_of(const struct plan *plan, enum dimension dimension) {
    return dimension == BY_KIND ? plan->kind_count : plan_member_count(plan, dimension);
}

/* Positions that are picked, in one list: shorter where they are many. */
static void add_list(const struct picking *picking, struct text *out, enum dimension dimension,
                     const char *range) {
    uint32_t count = count_of(picking->sheets->plan, dimension);
    const char *between = "";
    text_format(out, "ISNUMBER(MATCH(%s,{", range);
    for (uint32_t i = 0; i < count; i++) {
        if (selection_has(picking->selection, picking->member, dimension, i)) {
            text_format(out, "%s%u", between, (unsigned)i + 1);
            between = ",";
        }
    }
    text_add(out, "},0))*");
}

/* A test on numbers for each run of positions that are picked. */
static void add_runs(const struct picking *picking, struct text *out, enum dimension dimension,
                     uint32_t column) {
    enum { LONG = 1000 };
    uint32_t count = count_of(picking->sheets->plan, dimension);
    struct text range = {0}, runs = {0};
    bool some = false;
    add_column(&range, picking->grid, column);
    for (uint32_t i = 0, end; i < count; i = end + 1) {
        for (end = i; end < count &&
                      selection_has(picking->selection, picking->member, dimension, end);) {
            end++;
        }
        if (end == i) {
            continue;
        }
        text_add(&runs, some ? "+" : "");
        some = true;
        if (end == i + 1) {
            text_format(&runs, "(%s=%u)", text_string(&range), end);
        } else {
            text_format(&runs, "(%s>=%u)*(%s<=%u)", text_string(&range), i + 1,
                        text_string(&range), end);
        }
    }
    if (runs.length <= LONG) {
        text_format(out, "(%s)*", some ? text_string(&runs) : "0");
    } else {
        add_list(picking, out, dimension, text_string(&range));
    }
    text_free(&range);
    text_free(&runs);
}

static void add_codes(const struct picking *picking, struct text *out, enum dimension dimension,
                      uint32_t column) {
    uint32_t own = picking->member->of[dimension];
    if (column == NONE || !is_narrowed(picking, dimension)) {
        return;
    }
    if (own != NONE && own == count_of(picking->sheets->plan, dimension)) {
        text_add(out, "(");
        add_column(out, picking->grid, column);
        text_add(out, "=0)*");
        return;
    }
    add_runs(picking, out, dimension, column);
}

static void add_tags(const struct picking *picking, struct text *out) {
    if (!says_picks(picking, BY_TAG)) {
        return;
    }
    const struct picks *picks = &picking->selection->picks[BY_TAG];
    text_add(out, "((0");
    for (uint32_t i = 0; i < picks->count; i++) {
        text_add(out, "+");
        add_column(out, picking->grid, picking->grid->tags + picks->list[i]);
    }
    text_add(out, ")>0)*");
}

/* The share of the picked axes; of a count, whether there is any. */
static void add_axes(const struct picking *picking, struct text *out, bool counts) {
    uint32_t axes = picking->sheets->plan->axis_count;
    bool none = picking->member->of[BY_AXIS] == axes;
    if (!is_narrowed(picking, BY_AXIS)) {
        return;
    }
    text_add(out, counts ? "((" : none ? "(1" : "(");
    bool some = none;
    for (uint32_t i = 0; i < axes; i++) {
        if (none || selection_has(picking->selection, picking->member, BY_AXIS, i)) {
            text_add(out, none ? "-" : some ? "+" : "");
            add_column(out, picking->grid, picking->grid->axes + i);
            some = true;
        }
    }
    text_add(out, some ? "" : "0");
    text_add(out, counts ? ")>0)*" : ")*");
}

static void add_factors(const struct picking *picking, struct text *out, bool counts) {
    const struct grid *grid = picking->grid;
    add_codes(picking, out, BY_FUND, grid->fund);
    add_codes(picking, out, BY_TERRITORY, grid->territory);
    add_codes(picking, out, BY_KIND, grid->kind);
    add_codes(picking, out, BY_LINE, grid->line);
    add_tags(picking, out);
    add_axes(picking, out, counts);
}

/* SUMPRODUCT(tests*area), or SUM(area) where every row is picked. */
static void add_sum(const struct picking *picking, struct text *out, struct area area,
                    bool counts) {
    struct text factors = {0};
    add_factors(picking, &factors, counts);
    text_add(out, factors.length == 0 ? "SUM(" : "SUMPRODUCT(");
    text_add(out, text_string(&factors));
    text_add_area(out, &area);
    text_add(out, ")");
    text_free(&factors);
}

/* --- dollars -------------------------------------------------------------------------------- */

static struct picking pick(const struct sheets *sheets, const struct selection *selection,
                           const struct member *member, const struct grid *grid) {
    return (struct picking){sheets, selection, member == NULL ? &nobody : member, grid};
}

void formula_dollars(const struct sheets *sheets, struct text *out,
                     const struct selection *selection, const struct member *member) {
    if (sheets->elsewhere != NULL) {
        sheets->elsewhere->dollars(sheets, out, selection, member == NULL ? &nobody : member);
        return;
    }
    struct picking picking = pick(sheets, selection, member, &sheets->by_payer);
    uint32_t years = sheets->plan->year_count;
    struct area area = column_of(&sheets->by_payer, amounts_total(sheets));
    bool some = false;
    if (!is_narrowed(&picking, BY_YEAR)) {
        add_sum(&picking, out, area, false);
        return;
    }
    text_add(out, "(");
    for (uint32_t i = 0, end; i < years; i = end + 1) {
        for (end = i; end < years && selection_has(selection, picking.member, BY_YEAR, end);) {
            end++;
        }
        if (end > i) {
            area.first_column = AMOUNT_FIRST_YEAR + i;
            area.last_column = AMOUNT_FIRST_YEAR + end - 1;
            text_add(out, some ? "+" : "");
            add_sum(&picking, out, area, false);
            some = true;
        }
    }
    text_add(out, some ? ")" : "0)");
}

struct ratio share_now(const struct sheets *sheets, const struct selection *selection,
                       const struct member *member, const struct line *line) {
    const struct plan *plan = sheets->plan;
    struct member rest = *member;
    if (rest.of[BY_TERRITORY] == plan->territory_count) {
        if (line->territory != NONE) {
            return RATIO_ZERO;
        }
        rest.of[BY_TERRITORY] = NONE;
    }
    if (rest.of[BY_AXIS] == plan->axis_count) {
        if (line->axis_count > 0) {
            return RATIO_ZERO;
        }
        rest.of[BY_AXIS] = NONE;
    }
    if (rest.of[BY_KIND] == plan->kind_count) {
        if (line->kind != NONE) {
            return RATIO_ZERO;
        }
        rest.of[BY_KIND] = NONE;
    }
    return selection_share(plan, selection, &rest, line);
}

static struct ratio paid_now(const struct sheets *sheets, const struct selection *selection,
                             const struct member *member, uint32_t index) {
    const struct plan *plan = sheets->plan;
    const struct line *line = &plan->lines[index];
    struct ratio sum = RATIO_ZERO;
    for (uint32_t p = 0; p < line->payer_count; p++) {
        if (!selection_has(selection, member, BY_FUND, line->payers[p].fund)) {
            continue;
        }
        for (uint32_t t = 0; t < line->years.count; t++) {
            if (selection_has(selection, member, BY_YEAR, line->years.list[t])) {
                sum = ratio_add(sum, sheets->answer->amounts[plan_slot(plan, index, p, t)]);
            }
        }
    }
    return sum;
}

struct ratio dollars_now(const struct sheets *sheets, const struct selection *selection,
                         const struct member *member) {
    struct ratio sum = RATIO_ZERO;
    member = member == NULL ? &nobody : member;
    for (uint32_t i = 0; i < sheets->plan->line_count; i++) {
        struct ratio share = share_now(sheets, selection, member, &sheets->plan->lines[i]);
        if (ratio_sign(share) != 0) {
            struct ratio paid = paid_now(sheets, selection, member, i);
            sum = ratio_add(sum, ratio_mul(share, paid));
        }
    }
    return sum;
}

/* --- terms ---------------------------------------------------------------------------------- */

static void add_misses(const struct sheets *sheets, struct text *out, const struct term *term) {
    uint32_t column = term->kind == TERM_SHORTFALL ? RULE_SHORTFALL : RULE_EXCESS;
    uint32_t first = sheets->first_rule + term->subject;
    struct area area = {sheets->rules, first, column, first + term->rule_count - 1, column};
    text_add(out, "SUM(");
    text_add_area(out, &area);
    text_add(out, ")");
}

static void add_term(const struct sheets *sheets, struct text *out, const struct term *term,
                     const struct member *member) {
    const struct grid *grid = &sheets->by_line;
    struct picking picking = pick(sheets, term->selection, member, grid);
    bool of_lines =
        term->kind == TERM_COUNT || term->kind == TERM_LEVEL || term->kind == TERM_MEASURE;
    if (of_lines && sheets->elsewhere != NULL) {
        sheets->elsewhere->lines(sheets, out, term, picking.member);
        return;
    }
    switch (term->kind) {
    case TERM_SUM:
        formula_dollars(sheets, out, term->selection, member);
        break;
    case TERM_COUNT:
        add_sum(&picking, out, column_of(grid, LINE_FUNDED), true);
        break;
    case TERM_LEVEL:
        text_add_cell(out, grid->sheet, FIRST_ROW + term->subject, LINE_LEVEL);
        break;
    case TERM_MEASURE:
        add_sum(&picking, out, column_of(grid, LINE_MEASURES + term->subject), false);
        break;
    case TERM_SHORTFALL:
    case TERM_EXCESS:
        add_misses(sheets, out, term);
        break;
    }
}

/* --- sums of terms too long for one formula --------------------------------------------------- */

static struct ratio missed_now(const struct sheets *sheets, const struct term *term) {
    struct ratio sum = RATIO_ZERO;
    for (uint32_t i = 0; i < term->rule_count; i++) {
        const struct rule_answer *told = &sheets->answer->rules[term->subject + i];
        struct ratio miss = term->kind == TERM_SHORTFALL ? told->shortfall : told->excess;
        sum = ratio_known(miss) ? ratio_add(sum, miss) : sum;
    }
    return sum;
}

/* What is counted of a line, or what it is worth. */
static struct ratio line_now(const struct sheets *sheets, const struct term *term,
                             const struct member *member, uint32_t index) {
    const struct line *line = &sheets->plan->lines[index];
    const struct line_answer *told = &sheets->answer->lines[index];
    struct ratio share = share_now(sheets, term->selection, member, line);
    if (term->kind == TERM_COUNT) {
        return told->funded && ratio_sign(share) > 0 ? RATIO_ONE : RATIO_ZERO;
    }
    const struct curve *curve = line_curve(line, term->subject);
    return curve == NULL ? RATIO_ZERO : ratio_mul(share, curve_value(curve, told->amount));
}

static struct ratio term_now(const struct sheets *sheets, const struct term *term,
                             const struct member *member) {
    struct ratio sum = RATIO_ZERO;
    switch (term->kind) {
    case TERM_SUM:
        return dollars_now(sheets, term->selection, member);
    case TERM_LEVEL:
        return sheets->answer->lines[term->subject].level;
    case TERM_SHORTFALL:
    case TERM_EXCESS:
        return missed_now(sheets, term);
    case TERM_COUNT:
    case TERM_MEASURE:
        break;
    }
    for (uint32_t i = 0; i < sheets->plan->line_count; i++) {
        sum = ratio_add(sum, line_now(sheets, term, member == NULL ? &nobody : member, i));
    }
    return sum;
}

/* A sum under way that may go on in cells of a hidden sheet. */
struct summing {
    const struct sheets *sheets;
    struct text part; /* what is not yet in a cell */
    struct ratio now; /* of that */
};

static void spill(struct summing *summing, struct text *out) {
    struct spill *to = summing->sheets->spill;
    if (to->sheet == NULL) {
        to->sheet =
            book_sheet(summing->sheets->book, say(summing->sheets, "Sous-totaux", "Subtotals"));
        sheet_hide(to->sheet);
    }
    struct text formula = {0};
    text_format(&formula, "=%s", text_string(&summing->part));
    put_built(spot(to->sheet, to->row, 0, LOOK_NUMBER), &formula, summing->now);
    text_add_cell(out, to->sheet, to->row++, 0);
    text_add(out, "+");
    text_free(&summing->part);
    summing->now = RATIO_ZERO;
}

void formula_terms(const struct sheets *sheets, struct text *out, const struct term *terms,
                   uint32_t count, const struct member *member) {
    struct summing summing = {.sheets = sheets, .now = RATIO_ZERO};
    for (uint32_t i = 0; i < count; i++) {
        struct text term = {0};
        if (!ratio_equal(terms[i].times, RATIO_ONE)) {
            text_add(&term, "(");
            formula_ratio(&term, terms[i].times);
            text_add(&term, ")*");
        }
        add_term(sheets, &term, &terms[i], member);
        if (summing.part.length > 0 && summing.part.length + term.length > FORMULA_PART) {
            spill(&summing, out);
        }
        text_format(&summing.part, "%s%s", summing.part.length > 0 ? "+" : "",
                    text_string(&term));
        if (count > 1) {
            summing.now = ratio_add(
                summing.now, ratio_mul(terms[i].times, term_now(sheets, &terms[i], member)));
        }
        text_free(&term);
    }
    text_add(out, count == 0 ? "0" : text_string(&summing.part));
    text_free(&summing.part);
}

/* --- bounds --------------------------------------------------------------------------------- */

/* What the dollars of its `of`, or 1 where it has none, are multiplied by. */
static struct ratio factor_of(const struct sheets *sheets, const struct amount *amount,
                              const struct member *member) {
    switch (amount->kind) {
    case AMOUNT_SHARE_BY:
        return ratio_mul(amount->value, member_part(sheets->plan, member, amount->attribute));
    case AMOUNT_PER:
        return ratio_mul(amount->value, member_value(sheets->plan, member, amount->attribute));
    case AMOUNT_FIXED:
    case AMOUNT_SHARE:
        return amount->value;
    case AMOUNT_NONE:
        break;
    }
    return RATIO_UNKNOWN;
}

static bool has_of(const struct amount *amount) {
    return amount->kind == AMOUNT_SHARE || amount->kind == AMOUNT_SHARE_BY;
}

void formula_amount(const struct sheets *sheets, struct text *out, const struct amount *amount,
                    const struct member *member) {
    formula_ratio(out, factor_of(sheets, amount, member));
    if (has_of(amount)) {
        struct member narrowed = selection_each(amount->of, member);
        text_add(out, "*");
        formula_dollars(sheets, out, amount->of, &narrowed);
    }
}

struct ratio amount_now(const struct sheets *sheets, const struct amount *amount,
                        const struct member *member) {
    struct ratio factor = factor_of(sheets, amount, member);
    if (!has_of(amount)) {
        return factor;
    }
    struct member narrowed = selection_each(amount->of, member);
    return ratio_mul(factor, dollars_now(sheets, amount->of, &narrowed));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line's columns and conditions: docs/mathematics.md (3) to (17). */
#include <assert.h>

#include "solver/build.h"

#define NO_BOUND RATIO_UNKNOWN

static struct origin of_line(uint32_t line) {
    return (struct origin){line, NONE, NONE};
}

static bool is_positive(struct ratio a) {
    return ratio_sign(a) > 0;
}

/* Bounds of amounts, drawn in to whole multiples of the unit: (2). */
static struct ratio drawn_up(const struct build *build, struct ratio a) {
    return is_positive(build->plan->unit) ? ratio_ceil_to(a, build->plan->unit) : a;
}

static struct ratio drawn_down(const struct build *build, struct ratio a) {
    return is_positive(build->plan->unit) ? ratio_floor_to(a, build->plan->unit) : a;
}

/* The least that counts as "any dollar": a unit, or a cent where there is none. */
static struct ratio any_dollar(const struct build *build) {
    return is_positive(build->plan->unit) ? build->plan->unit : ratio_of(1, 100);
}

void form_add_line(struct build *build, uint32_t line, struct ratio times) {
    if (build->line_total[line] != NONE) {
        form_add(build, build->line_total[line], times);
        return;
    }
    const struct line *l = &build->plan->lines[line];
    for (uint32_t payer = 0; payer < l->payer_count; payer++)
        form_add_payer(build, line, payer, times);
}

void form_add_payer(struct build *build, uint32_t line, uint32_t payer, struct ratio times) {
    const struct line *l = &build->plan->lines[line];
    uint32_t first = plan_slot(build->plan, line, payer, 0);
    if (build->fund_total[first] != NONE) {
        form_add(build, build->fund_total[first], times);
        return;
    }
    for (uint32_t year = 0; year < l->years.count; year++) {
        uint32_t column = build->program->slot_column[first + year];
        if (column != NONE)
            form_add(build, column, times);
    }
}

static uint32_t open_slots(const struct build *build, uint32_t line) {
    uint32_t count = 0;
    uint32_t first = build->plan->lines[line].first_slot;
    for (uint32_t i = 0; i < line_slot_count(&build->plan->lines[line]); i++)
        count += build->program->slot_column[first + i] != NONE;
    return count;
}

static void add_slots(struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    for (uint32_t payer = 0; payer < l->payer_count; payer++)
        for (uint32_t year = 0; year < l->years.count; year++) {
            if (!plan_slot_open(build->plan, l, payer, year))
                continue;
            if (l->schedule != NULL && !is_positive(l->schedule[year]))
                continue;
            struct origin origin = {line, l->payers[payer].fund, l->years.list[year]};
            build->program->slot_column[plan_slot(build->plan, line, payer, year)] =
                build_column(build, COLUMN_PAID, origin, RATIO_ZERO, NO_BOUND);
        }
}

static bool has_points(const struct line *l) {
    for (uint32_t i = 0; i < l->curve_count; i++)
        if (l->curves[i].points != NULL)
            return true;
    return false;
}

static bool needs_decision(const struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    if (build->counted[line])
        return true;
    if (l->required)
        return false;
    bool any = l->whole || is_positive(l->min);
    for (uint32_t i = 0; i < l->payer_count; i++)
        any = any || is_positive(l->payers[i].min);
    return any;
}

static bool matches_total(const struct line *l) {
    for (uint32_t i = 0; i < l->match_count; i++)
        if (!l->matches[i].is_block && l->matches[i].with == NONE)
            return true;
    return false;
}

/* The line's total as a column of its own wherever several rows use it. */
static void add_total(struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    uint32_t first = l->first_slot;
    if (open_slots(build, line) == 1) {
        for (uint32_t i = 0; i < line_slot_count(l); i++)
            if (build->program->slot_column[first + i] != NONE)
                build->line_total[line] = build->program->slot_column[first + i];
        return;
    }
    if (l->schedule == NULL && !matches_total(l) && !has_points(l) &&
        !needs_decision(build, line))
        return;
    uint32_t total =
        build_column(build, COLUMN_LINE_TOTAL, of_line(line), RATIO_ZERO, NO_BOUND);
    form_add_line(build, line, RATIO_ONE); /* the slots: line_total is not set yet */
    form_add(build, total, ratio_of(-1, 1));
    build_row(build, ROW_SUM, (struct origin){total, NONE, NONE}, RATIO_ZERO, RATIO_ZERO);
    build->line_total[line] = total;
}

static bool needs_payer_total(const struct line *l, uint32_t payer) {
    uint32_t fund = l->payers[payer].fund;
    for (uint32_t i = 0; i < l->match_count; i++)
        if (l->matches[i].fund == fund || l->matches[i].with == fund)
            return true;
    return false;
}

static void add_payer_totals(struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    for (uint32_t payer = 0; payer < l->payer_count; payer++) {
        uint32_t first = plan_slot(build->plan, line, payer, 0);
        uint32_t open = 0, only = NONE;
        for (uint32_t year = 0; year < l->years.count; year++) {
            uint32_t column = build->program->slot_column[first + year];
            open += column != NONE;
            only = column != NONE ? column : only;
        }
        if (open == 1)
            build->fund_total[first] = only;
        if (open <= 1 || !needs_payer_total(l, payer))
            continue;
        struct origin origin = {line, l->payers[payer].fund, NONE};
        uint32_t total = build_column(build, COLUMN_FUND_TOTAL, origin, RATIO_ZERO, NO_BOUND);
        form_add_payer(build, line, payer, RATIO_ONE);
        form_add(build, total, ratio_of(-1, 1));
        build_row(build, ROW_SUM, (struct origin){total, NONE, NONE}, RATIO_ZERO, RATIO_ZERO);
        build->fund_total[first] = total;
    }
}

/* lower <= column: kept as a bound of the column, the tightest. */
static void raise_lower(struct build *build, uint32_t column, struct ratio lower) {
    struct column *c = &build->program->columns[column];
    c->lower = ratio_max(c->lower, lower);
}

static void drop_upper(struct build *build, uint32_t column, struct ratio upper) {
    struct column *c = &build->program->columns[column];
    c->upper = ratio_known(c->upper) ? ratio_min(c->upper, upper) : upper;
}

/* lower <= total of the line <= upper, unconditionally. */
static void bound_line(struct build *build, uint32_t line, struct ratio lower,
                       struct ratio upper) {
    uint32_t total = build->line_total[line];
    if (total != NONE) {
        raise_lower(build, total, lower);
        if (ratio_known(upper))
            drop_upper(build, total, upper);
        return;
    }
    if (!is_positive(lower) && !ratio_known(upper))
        return;
    form_add_line(build, line, RATIO_ONE);
    build_row(build, ROW_LINE_MAX, of_line(line), is_positive(lower) ? lower : NO_BOUND, upper);
}

/* Yes or no: least * funded <= total <= most * funded: (5); all of it or nothing: (15). */
static void decide(struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    struct ratio least = is_positive(l->min) ? drawn_up(build, l->min) : any_dollar(build);
    struct ratio most = drawn_down(build, build->limit[line]);
    bool always = l->required || l->commitment_count > 0;
    uint32_t funded = build_column(build, COLUMN_FUNDED, of_line(line),
                                   always ? RATIO_ONE : RATIO_ZERO, RATIO_ONE);
    build->program->funded_column[line] = funded;
    if (l->whole) {
        form_add_line(build, line, RATIO_ONE);
        form_add(build, funded, ratio_neg(l->max));
        build_row(build, ROW_LINE_MAX, of_line(line), RATIO_ZERO, RATIO_ZERO);
        return;
    }
    form_add_line(build, line, RATIO_ONE);
    form_add(build, funded, ratio_neg(most));
    build_row(build, ROW_LINE_MAX, of_line(line), NO_BOUND, RATIO_ZERO);
    form_add_line(build, line, RATIO_ONE);
    form_add(build, funded, ratio_neg(least));
    build_row(build, ROW_LINE_MIN, of_line(line), RATIO_ZERO, NO_BOUND);
}

static void bound_total(struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    struct ratio most = l->has_max ? drawn_down(build, l->max) : NO_BOUND;
    struct ratio least = RATIO_ZERO;
    if (l->required)
        least = l->whole ? l->max : ratio_max(drawn_up(build, l->min), any_dollar(build));
    if (needs_decision(build, line)) {
        decide(build, line);
        if (build->line_total[line] != NONE)
            bound_line(build, line, least, most);
    } else {
        bound_line(build, line, least, most);
    }
}

/* What each fund may pay of the line: (6), (7). */
static void bound_payers(struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    uint32_t funded = build->program->funded_column[line];
    for (uint32_t payer = 0; payer < l->payer_count; payer++) {
        const struct payer *p = &l->payers[payer];
        struct origin origin = {line, p->fund, NONE};
        uint32_t total = build->fund_total[plan_slot(build->plan, line, payer, 0)];
        if (p->has_max && total != NONE) {
            drop_upper(build, total, drawn_down(build, p->max));
        } else if (p->has_max) {
            form_add_payer(build, line, payer, RATIO_ONE);
            build_row(build, ROW_PAYER_MIN, origin, NO_BOUND, drawn_down(build, p->max));
        }
        if (is_positive(p->min)) {
            struct ratio least = drawn_up(build, p->min);
            form_add_payer(build, line, payer, RATIO_ONE);
            if (funded != NONE)
                form_add(build, funded, ratio_neg(least));
            build_row(build, ROW_PAYER_MIN, origin, funded != NONE ? RATIO_ZERO : least,
                      NO_BOUND);
        }
        if (ratio_cmp(p->eligible, RATIO_ONE) < 0 && is_positive(p->eligible)) {
            form_add_payer(build, line, payer, RATIO_ONE);
            form_add_line(build, line, ratio_neg(p->eligible));
            build_row(build, ROW_ELIGIBLE, origin, NO_BOUND, RATIO_ZERO);
        }
    }
}

static uint32_t payer_of(const struct line *l, uint32_t fund) {
    for (uint32_t payer = 0; payer < l->payer_count; payer++)
        if (l->payers[payer].fund == fund)
            return payer;
    return NONE;
}

static void add_payer_of_fund(struct build *build, uint32_t line, uint32_t fund,
                              struct ratio times) {
    uint32_t payer = payer_of(&build->plan->lines[line], fund);
    if (payer != NONE)
        form_add_payer(build, line, payer, times);
}

/* Co-funding conditions: (8) ratios, (9) whole blocks. */
static void match(struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    for (uint32_t i = 0; i < l->match_count; i++) {
        const struct match *m = &l->matches[i];
        struct origin origin = {line, i, NONE};
        add_payer_of_fund(build, line, m->fund, RATIO_ONE);
        if (m->is_block) {
            uint32_t blocks = build_column(build, COLUMN_BLOCKS, origin, RATIO_ZERO, NO_BOUND);
            if (ratio_known(build->limit[line]))
                drop_upper(build, blocks,
                           ratio_floor_to(ratio_div(build->limit[line], m->amount), RATIO_ONE));
            form_add(build, blocks, ratio_neg(m->amount));
            build_row(build, ROW_MATCH, origin, RATIO_ZERO, RATIO_ZERO);
            continue;
        }
        if (m->with == NONE)
            form_add_line(build, line, ratio_neg(m->amount));
        else
            add_payer_of_fund(build, line, m->with, ratio_neg(m->amount));
        build_row(build, ROW_MATCH, origin, m->sense == AT_MOST ? NO_BOUND : RATIO_ZERO,
                  m->sense == AT_LEAST ? NO_BOUND : RATIO_ZERO);
    }
}

/* Stacking limit on public aid: (10). */
static void limit_aid(struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    if (!l->has_aid_limit)
        return;
    for (uint32_t payer = 0; payer < l->payer_count; payer++) {
        struct ratio counts = build->plan->funds[l->payers[payer].fund].public_aid;
        form_add_payer(build, line, payer, ratio_sub(counts, l->aid_limit));
    }
    build_row(build, ROW_AID, of_line(line), NO_BOUND, RATIO_ZERO);
}

/* A fixed spread over the years: (11). */
static void schedule(struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    uint32_t total = build->line_total[line];
    if (l->schedule == NULL || open_slots(build, line) == 0 || l->years.count == 1)
        return;
    for (uint32_t year = 0; year < l->years.count; year++) {
        if (!is_positive(l->schedule[year]))
            continue;
        struct origin origin = {line, NONE, l->years.list[year]};
        uint32_t open = 0, paid = NONE;
        for (uint32_t payer = 0; payer < l->payer_count; payer++) {
            uint32_t c = build->program->slot_column[plan_slot(build->plan, line, payer, year)];
            open += c != NONE;
            paid = c != NONE ? c : paid;
            if (c != NONE)
                form_add(build, c, RATIO_ONE);
        }
        if (open > 1) {
            paid = build_column(build, COLUMN_YEAR_TOTAL, origin, RATIO_ZERO, NO_BOUND);
            form_add(build, paid, ratio_of(-1, 1));
            build_row(build, ROW_SUM, (struct origin){paid, NONE, NONE}, RATIO_ZERO,
                      RATIO_ZERO);
        }
        form_clear(build);
        if (paid == total)
            continue;
        if (paid != NONE)
            form_add(build, paid, RATIO_ONE);
        form_add(build, total, ratio_neg(l->schedule[year]));
        build_row(build, ROW_SCHEDULE, origin, RATIO_ZERO, RATIO_ZERO);
    }
}

/* Money already signed for: (12). */
static void commit(struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    for (uint32_t i = 0; i < l->commitment_count; i++) {
        const struct commitment *c = &l->commitments[i];
        uint32_t payer = payer_of(l, c->fund);
        if (payer == NONE)
            continue; /* read has refused it */
        uint32_t first = plan_slot(build->plan, line, payer, 0);
        uint32_t column = c->year == NONE ? build->fund_total[first] : NONE;
        for (uint32_t year = 0; year < l->years.count; year++)
            if (l->years.list[year] == c->year)
                column = build->program->slot_column[first + year];
        struct ratio least = drawn_up(build, c->amount);
        if (column != NONE) {
            raise_lower(build, column, least);
            continue;
        }
        if (c->year == NONE)
            form_add_payer(build, line, payer, RATIO_ONE);
        build_row(build, ROW_COMMITTED, (struct origin){line, c->fund, c->year}, least,
                  NO_BOUND);
    }
}

static void relate(struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    const uint32_t *funded = build->program->funded_column;
    for (uint32_t i = 0; i < l->requires.count; i++) { /* (13) */
        form_add(build, funded[line], RATIO_ONE);
        form_add(build, funded[l->requires.list[i]], ratio_of(-1, 1));
        build_row(build, ROW_REQUIRES, (struct origin){line, l->requires.list[i], NONE},
                  NO_BOUND, RATIO_ZERO);
    }
    for (uint32_t i = 0; i < l->excludes.count; i++) { /* (14) */
        form_add(build, funded[line], RATIO_ONE);
        form_add(build, funded[l->excludes.list[i]], RATIO_ONE);
        build_row(build, ROW_EXCLUDES, (struct origin){line, l->excludes.list[i], NONE},
                  NO_BOUND, RATIO_ONE);
    }
}

static void add_columns(struct build *build, uint32_t line) {
    add_slots(build, line);
    add_payer_totals(build, line);
    add_total(build, line);
}

void formulate_line(struct build *build, uint32_t line) {
    add_columns(build, line);
    bound_total(build, line);
    bound_payers(build, line);
    match(build, line);
    limit_aid(build, line);
    schedule(build, line);
    commit(build, line);
    formulate_curves(build, line);
}

void formulate_relations(struct build *build) {
    for (uint32_t line = 0; line < build->plan->line_count; line++)
        relate(build, line);
}

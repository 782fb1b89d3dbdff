/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules and goals: docs/mathematics.md (22) to (27). */
#include <assert.h>

#include "solver/build.h"

#define NO_BOUND RATIO_UNKNOWN

/* Lines worth looking at for a selection: those of its one territory, axis or line, else all. */
struct candidates {
    const uint32_t *list; /* NULL: every line from 0 */
    uint32_t count;
};

static uint32_t only_pick(const struct selection *selection, const struct member *member,
                          enum dimension by) {
    if (member != NULL && member->of[by] != NONE)
        return member->of[by];
    if (selection != NULL && selection->given[by] && !selection->each[by] &&
        selection->picks[by].count == 1)
        return selection->picks[by].list[0];
    return NONE;
}

static struct candidates group_of(const struct buckets *buckets, uint32_t group) {
    return (struct candidates){buckets->items + buckets->start[group],
                               buckets_size(buckets, group)};
}

static struct candidates candidates(const struct build *build,
                                    const struct selection *selection,
                                    const struct member *member) {
    uint32_t territory = only_pick(selection, member, BY_TERRITORY);
    uint32_t axis = only_pick(selection, member, BY_AXIS);
    if (member != NULL && member->of[BY_LINE] != NONE)
        return (struct candidates){&member->of[BY_LINE], 1};
    if (selection != NULL && selection->given[BY_LINE] && !selection->each[BY_LINE])
        return (struct candidates){selection->picks[BY_LINE].list,
                                   selection->picks[BY_LINE].count};
    if (territory != NONE)
        return group_of(&build->territory_lines, territory);
    if (axis != NONE)
        return group_of(&build->axis_lines, axis);
    return (struct candidates){NULL, build->plan->line_count};
}

static bool picks_payers(const struct selection *selection, const struct member *member) {
    return (selection != NULL && selection->given[BY_FUND]) ||
           (member != NULL && member->of[BY_FUND] != NONE);
}

static bool picks_years(const struct selection *selection, const struct member *member) {
    return (selection != NULL && selection->given[BY_YEAR]) ||
           (member != NULL && member->of[BY_YEAR] != NONE);
}

/* A selection narrowed to a member. */
struct narrowed {
    const struct selection *selection;
    const struct member *member;
};

static void add_payer_years(struct build *build, uint32_t slot, const struct line *l,
                            struct narrowed of, struct ratio times) {
    for (uint32_t year = 0; year < l->years.count; year++) {
        uint32_t column = build->program->slot_column[slot + year];
        if (column != NONE &&
            selection_has(of.selection, of.member, BY_YEAR, l->years.list[year]))
            form_add(build, column, times);
    }
}

/* Dollars of one line that a selection picks. */
static void add_line_dollars(struct build *build, uint32_t line, const struct term *term,
                             const struct member *member, struct ratio times) {
    const struct selection *selection = term->selection;
    bool years = picks_years(selection, member);
    if (!years && !picks_payers(selection, member)) {
        form_add_line(build, line, times);
        return;
    }
    const struct line *l = &build->plan->lines[line];
    for (uint32_t payer = 0; payer < l->payer_count; payer++) {
        if (!selection_has(selection, member, BY_FUND, l->payers[payer].fund))
            continue;
        if (years)
            add_payer_years(build, plan_slot(build->plan, line, payer, 0), l,
                            (struct narrowed){selection, member}, times);
        else
            form_add_payer(build, line, payer, times);
    }
}

static void add_measure(struct build *build, uint32_t line, const struct term *term,
                        const struct member *member, struct ratio times) {
    const struct line *l = &build->plan->lines[line];
    const struct curve *curve = line_curve(l, term->subject);
    if (curve == NULL)
        return;
    static const struct selection everything = {0};
    struct ratio share = selection_share(build->plan, &everything, member, l);
    if (ratio_sign(share) != 0)
        form_add_curve(build, line, curve, ratio_mul(times, share));
}

static void add_line_term(struct build *build, uint32_t line, const struct term *term,
                          const struct member *member, struct ratio times) {
    if (term->kind == TERM_MEASURE) {
        add_measure(build, line, term, member, times);
        return;
    }
    struct ratio share =
        selection_share(build->plan, term->selection, member, &build->plan->lines[line]);
    if (ratio_sign(share) == 0)
        return;
    if (term->kind == TERM_COUNT)
        form_add(build, build->program->funded_column[line], times);
    else
        add_line_dollars(build, line, term, member, ratio_mul(times, share));
}

/* Shortfalls or excesses of rules, whose columns are there before the goals: (39). */
static void add_misses(struct build *build, const struct term *term, struct ratio times) {
    uint32_t side = term->kind == TERM_EXCESS;
    for (uint32_t i = term->subject; i < term->subject + term->rule_count; i++)
        form_add(build, build->program->miss_columns[2 * (size_t)i + side], times);
}

void form_add_term(struct build *build, const struct term *term, const struct member *member,
                   struct ratio times) {
    times = ratio_mul(times, term->times);
    if (term->kind == TERM_LEVEL) {
        const struct line *l = &build->plan->lines[term->subject];
        form_add_line(build, term->subject, ratio_div(times, l->max));
        return;
    }
    if (term_is_miss(term)) {
        add_misses(build, term, times);
        return;
    }
    struct candidates among = candidates(build, term->selection, member);
    for (uint32_t i = 0; i < among.count; i++)
        add_line_term(build, among.list == NULL ? i : among.list[i], term, member, times);
}

/* The dollars of a selection as a column of its own, made when a rule first asks for it: rows of
 * families that compare with the same total stay short. */
static uint32_t selected_total(struct build *build, const struct selection *of) {
    for (uint32_t i = 0; i < build->selected_count; i++)
        if (build->selected[i].selection == of)
            return build->selected[i].column;
    form_clear(build);
    struct term sum = {TERM_SUM, RATIO_ONE, of, NONE, of->place, 0};
    struct origin origin = {build->selected_count, NONE, NONE};
    form_add_term(build, &sum, NULL, RATIO_ONE);
    uint32_t column = build_column(build, COLUMN_SELECTED, origin, RATIO_ZERO, NO_BOUND);
    form_add(build, column, ratio_of(-1, 1));
    build_row(build, ROW_SUM, (struct origin){column, NONE, NONE}, RATIO_ZERO, RATIO_ZERO);
    ARRAY_RESERVE(build->selected, build->selected_count, build->selected_capacity);
    build->selected[build->selected_count].selection = of;
    build->selected[build->selected_count++].column = column;
    return column;
}

static bool says_each(const struct selection *selection) {
    for (int by = 0; by < DIMENSIONS; by++)
        if (selection->each[by])
            return true;
    return false;
}

static bool is_form(const struct amount *amount) {
    return amount->kind == AMOUNT_SHARE || amount->kind == AMOUNT_SHARE_BY;
}

/* A bound that is a plain number: (23) and (26). */
static struct ratio fixed_bound(const struct build *build, const struct member *member,
                                const struct amount *amount) {
    switch (amount->kind) {
    case AMOUNT_FIXED:
        return amount->value;
    case AMOUNT_PER:
        return ratio_mul(amount->value, member_value(build->plan, member, amount->attribute));
    default:
        return NO_BOUND;
    }
}

/* Takes a bound that is a share of a selection's dollars off the form: (24), (25). */
static void subtract_amount(struct build *build, const struct member *member,
                            const struct amount *amount, uint32_t total) {
    struct ratio times = ratio_neg(amount->value);
    if (amount->kind == AMOUNT_SHARE_BY)
        times = ratio_mul(times, member_part(build->plan, member, amount->attribute));
    if (total != NONE) {
        form_add(build, total, times);
        return;
    }
    struct member each = selection_each(amount->of, member);
    struct term sum = {TERM_SUM, RATIO_ONE, amount->of, NONE, amount->place, 0};
    form_add_term(build, &sum, &each, times);
}

static void add_activity(struct build *build, const struct rule *rule) {
    for (uint32_t i = 0; i < rule->term_count; i++)
        form_add_term(build, &rule->terms[i], &rule->member, RATIO_ONE);
}

/* The column of the selection that several bounds are shares of, or NONE. */
static uint32_t shared_total(struct build *build, const struct amount *amount, bool several) {
    return several && is_form(amount) && !says_each(amount->of)
               ? selected_total(build, amount->of)
               : NONE;
}

/* A soft rule's bound is met by its activity and what it lacks, less what it has beyond: (39). */
static void add_miss(struct build *build, uint32_t number, enum column_kind kind) {
    if (!build->plan->rules[number].soft)
        return;
    bool short_of = kind == COLUMN_SHORTFALL;
    uint32_t *column = &build->program->miss_columns[2 * (size_t)number + (short_of ? 0 : 1)];
    *column =
        build_column(build, kind, (struct origin){number, NONE, NONE}, RATIO_ZERO, NO_BOUND);
    form_add(build, *column, short_of ? RATIO_ONE : ratio_of(-1, 1));
}

/* activity - amount >= 0, <= 0 or = 0, where the amount may be a share of other dollars. */
static uint32_t add_side(struct build *build, const struct rule *rule,
                         const struct amount *amount, struct origin origin, enum sense sense) {
    bool several = build->plan->rule_families[rule->family].count > 1;
    uint32_t total = shared_total(build, amount, several);
    struct ratio bound =
        is_form(amount) ? RATIO_ZERO : fixed_bound(build, &rule->member, amount);
    add_activity(build, rule);
    if (is_form(amount))
        subtract_amount(build, &rule->member, amount, total);
    if (sense != AT_MOST)
        add_miss(build, origin.line, COLUMN_SHORTFALL);
    if (sense != AT_LEAST)
        add_miss(build, origin.line, COLUMN_EXCESS);
    return build_row(build, ROW_RULE, origin, sense == AT_MOST ? NO_BOUND : bound,
                     sense == AT_LEAST ? NO_BOUND : bound);
}

static void add_rule(struct build *build, uint32_t number) {
    const struct rule *rule = &build->plan->rules[number];
    const struct amount *low = &rule->at_least, *high = &rule->at_most;
    uint32_t *rows = &build->program->rule_rows[2 * (size_t)number];
    struct origin origin = {number, NONE, NONE};
    bool same = low->kind != AMOUNT_NONE && low->place.offset == high->place.offset &&
                low->kind == high->kind; /* exactly */
    add_activity(build, rule);
    build->program->activities[number] = form_objective(build, true);
    if (!is_form(low) && !is_form(high)) {
        if (low->kind != AMOUNT_NONE)
            add_miss(build, number, COLUMN_SHORTFALL);
        if (high->kind != AMOUNT_NONE)
            add_miss(build, number, COLUMN_EXCESS);
        rows[0] = rows[1] =
            build_row(build, ROW_RULE, origin, fixed_bound(build, &rule->member, low),
                      fixed_bound(build, &rule->member, high));
        return;
    }
    form_clear(build);
    if (low->kind != AMOUNT_NONE)
        rows[0] = add_side(build, rule, low, origin, same ? EXACTLY : AT_LEAST);
    origin.year = 1;
    if (same)
        rows[1] = rows[0];
    else if (high->kind != AMOUNT_NONE)
        rows[1] = add_side(build, rule, high, origin, AT_MOST);
}

void formulate_rules(struct build *build) {
    for (uint32_t i = 0; i < build->plan->rule_count; i++)
        add_rule(build, i);
}

/* --- goals -------------------------------------------------------------------------------- */

static void add_terms(struct build *build, const struct goal *goal,
                      const struct member *member) {
    for (uint32_t t = 0; t < goal->term_count; t++)
        form_add_term(build, &goal->terms[t], member, RATIO_ONE);
}

/* What each sharer gets, as columns that follow each other. */
static uint32_t add_shares(struct build *build, uint32_t number) {
    const struct goal *goal = &build->plan->goals[number];
    uint32_t first = build->program->column_count;
    build->program->goal_column[number] = first;
    for (uint32_t i = 0; i < goal->sharer_count; i++)
        build_column(build, COLUMN_SHARE, (struct origin){i, number, NONE}, NO_BOUND, NO_BOUND);
    for (uint32_t i = 0; i < goal->sharer_count; i++) {
        add_terms(build, goal, &goal->sharers[i].member);
        form_add(build, first + i, ratio_of(-1, 1));
        build_row(build, ROW_SUM, (struct origin){first + i, NONE, NONE}, RATIO_ZERO,
                  RATIO_ZERO);
    }
    return first;
}

/* share + shortfall - excess = target for each sharer: (40). */
static void add_deviations(struct build *build, uint32_t number) {
    const struct goal *goal = &build->plan->goals[number];
    uint32_t total = shared_total(build, &goal->to, goal->sharer_count > 1);
    uint32_t shares = add_shares(build, number), first = build->program->column_count;
    for (uint32_t i = 0; i < goal->sharer_count; i++) {
        const struct member *member = &goal->sharers[i].member;
        struct origin origin = {i, number, NONE};
        uint32_t lacks = build_column(build, COLUMN_SHORTFALL, origin, RATIO_ZERO, NO_BOUND);
        uint32_t beyond = build_column(build, COLUMN_EXCESS, origin, RATIO_ZERO, NO_BOUND);
        struct ratio target =
            is_form(&goal->to) ? RATIO_ZERO : fixed_bound(build, member, &goal->to);
        form_add(build, shares + i, RATIO_ONE);
        if (is_form(&goal->to))
            subtract_amount(build, member, &goal->to, total);
        form_add(build, lacks, RATIO_ONE);
        form_add(build, beyond, ratio_of(-1, 1));
        build_row(build, ROW_SHARE, origin, target, target);
    }
    for (uint32_t i = 0; i < 2 * goal->sharer_count; i++)
        form_add(build, first + i, RATIO_ONE);
}

/* weight * (floor - below) <= share, for the floor number `rank`, counted from 0: (41). The
 * objective, (rank + 1) * floor less all that is below it, is left in the form. */
static void add_floor(struct build *build, uint32_t number, uint32_t rank, uint32_t shares) {
    const struct goal *goal = &build->plan->goals[number];
    uint32_t floor = build_column(build, COLUMN_FLOOR, (struct origin){NONE, number, rank},
                                  NO_BOUND, NO_BOUND);
    for (uint32_t i = 0; i < goal->sharer_count; i++) {
        struct origin origin = {i, number, rank};
        struct ratio weight = goal->sharers[i].weight;
        if (rank > 0) /* nobody is below the first floor */
            form_add(build, build_column(build, COLUMN_BELOW, origin, RATIO_ZERO, NO_BOUND),
                     ratio_neg(weight));
        form_add(build, floor, weight);
        form_add(build, shares + i, ratio_of(-1, 1));
        build_row(build, ROW_FLOOR, origin, NO_BOUND, RATIO_ZERO);
    }
    form_add(build, floor, ratio_of((int64_t)rank + 1, 1));
    for (uint32_t i = 0; i < goal->sharer_count && rank > 0; i++)
        form_add(build, floor + 1 + i, ratio_of(-1, 1));
}

static void keep_stage(struct build *build, uint32_t number, uint32_t rank) {
    const struct program *program = build->program;
    struct objective *objective = &program->objectives[program->goal_stage[number] + rank];
    *objective = form_objective(build, build->plan->goals[number].maximize);
    objective->goal = number;
    form_clear(build);
}

/* The sum of the least share, of the two least, … of all: (41). */
static void add_fair(struct build *build, uint32_t number) {
    const struct goal *goal = &build->plan->goals[number];
    uint32_t count = goal->sharer_count, shares = add_shares(build, number);
    for (uint32_t rank = 0; rank + 1 < count; rank++) {
        add_floor(build, number, rank, shares);
        keep_stage(build, number, rank);
    }
    for (uint32_t i = 0; i < count; i++)
        form_add(build, shares + i, ratio_div(RATIO_ONE, goal->sharers[i].weight));
    keep_stage(build, number, count - 1);
}

void formulate_goals(struct build *build) {
    for (uint32_t i = 0; i < build->plan->goal_count; i++) {
        const struct goal *goal = &build->plan->goals[i];
        if (goal->kind == WANT_FAIR) {
            add_fair(build, i);
            continue;
        }
        if (goal->kind == WANT_CLOSEST)
            add_deviations(build, i);
        else
            add_terms(build, goal, NULL);
        keep_stage(build, i, 0);
    }
}

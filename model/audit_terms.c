/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/audit_terms.h"

/* --- shelves ------------------------------------------------------------------------------ */

/* The i'th member of a dimension that a line belongs to, or NONE. */
static uint32_t belongs_to(const struct line *line, enum dimension by, uint32_t i) {
    switch (by) {
    case BY_FUND:
        return i < line->payer_count ? line->payers[i].fund : NONE;
    case BY_AXIS:
        return i < line->axis_count ? line->axes[i].axis : NONE;
    case BY_TERRITORY:
        return i == 0 ? line->territory : NONE;
    case BY_KIND:
        return i == 0 ? line->kind : NONE;
    default:
        return NONE;
    }
}

static struct shelf shelve(const struct ledger *ledger, enum dimension by, uint32_t members) {
    const struct plan *plan = ledger->plan;
    uint32_t *start = ARENA_ARRAY(ledger->arena, uint32_t, (size_t)members + 2);
    uint32_t total = 0, member;
    for (uint32_t line = 0; line < plan->line_count; line++) {
        for (uint32_t i = 0; (member = belongs_to(&plan->lines[line], by, i)) != NONE; i++) {
            start[member + 2]++; /* two ahead: filling the shelf moves every start by one */
            total++;
        }
    }
    for (uint32_t i = 2; i < members + 2; i++) {
        start[i] += start[i - 1];
    }
    uint32_t *lines = ARENA_ARRAY(ledger->arena, uint32_t, total);
    for (uint32_t line = 0; line < plan->line_count; line++) {
        for (uint32_t i = 0; (member = belongs_to(&plan->lines[line], by, i)) != NONE; i++) {
            lines[start[member + 1]++] = line;
        }
    }
    return (struct shelf){start, lines};
}

void terms_open(struct terms *terms, const struct ledger *ledger) {
    const struct plan *plan = ledger->plan;
    *terms = (struct terms){.ledger = ledger, .known_dollars = RATIO_UNKNOWN};
    terms->shelves[BY_FUND] = shelve(ledger, BY_FUND, plan->fund_count);
    terms->shelves[BY_TERRITORY] = shelve(ledger, BY_TERRITORY, plan->territory_count);
    terms->shelves[BY_AXIS] = shelve(ledger, BY_AXIS, plan->axis_count);
    terms->shelves[BY_KIND] = shelve(ledger, BY_KIND, plan->kind_count);
    terms->funds = ARENA_ARRAY(ledger->arena, bool, plan->fund_count);
    terms->years = ARENA_ARRAY(ledger->arena, bool, plan->year_count);
}

/* --- which lines to look at --------------------------------------------------------------- */

struct candidates {
    const uint32_t *lines; /* [count]; NULL: all lines from the first */
    uint32_t count;
};

/* The only member of a dimension that can be picked, or NONE where there may be others. */
static uint32_t only_pick(const struct selection *selection, const struct member *member,
                          enum dimension by) {
    if (member != NULL && member->of[by] != NONE) {
        return member->of[by];
    }
    bool one = selection != NULL && selection->given[by] && !selection->each[by] &&
               selection->picks[by].count == 1;
    return one ? selection->picks[by].list[0] : NONE;
}

static struct candidates candidate_lines(const struct terms *terms,
                                         const struct selection *selection,
                                         const struct member *member) {
    static const enum dimension shelved[] = {BY_TERRITORY, BY_AXIS, BY_FUND, BY_KIND};
    struct candidates fewest = {NULL, terms->ledger->plan->line_count};
    if (member != NULL && member->of[BY_LINE] != NONE) {
        return (struct candidates){&member->of[BY_LINE], 1};
    }
    if (selection != NULL && selection->given[BY_LINE] && !selection->each[BY_LINE]) {
        fewest.lines = selection->picks[BY_LINE].list;
        fewest.count = selection->picks[BY_LINE].count;
    }
    for (size_t i = 0; i < sizeof shelved / sizeof shelved[0]; i++) {
        const struct shelf *shelf = &terms->shelves[shelved[i]];
        uint32_t only = only_pick(selection, member, shelved[i]);
        if (only != NONE && shelf->start[only + 1] - shelf->start[only] < fewest.count) {
            fewest.lines = shelf->lines + shelf->start[only];
            fewest.count = shelf->start[only + 1] - shelf->start[only];
        }
    }
    return fewest;
}

static uint32_t candidate(const struct candidates *candidates, uint32_t i) {
    return candidates->lines == NULL ? i : candidates->lines[i];
}

/* --- dollars ------------------------------------------------------------------------------ */

static void mark_picked(struct terms *terms, const struct selection *selection,
                        const struct member *member) {
    const struct plan *plan = terms->ledger->plan;
    terms->all_funds = terms->all_years = true;
    for (uint32_t f = 0; f < plan->fund_count; f++) {
        terms->funds[f] = selection_has(selection, member, BY_FUND, f);
        terms->all_funds = terms->all_funds && terms->funds[f];
    }
    for (uint32_t t = 0; t < plan->year_count; t++) {
        terms->years[t] = selection_has(selection, member, BY_YEAR, t);
        terms->all_years = terms->all_years && terms->years[t];
    }
}

/* Grains of a line in the funds and years marked. */
static wide picked_grains(const struct terms *terms, uint32_t position) {
    const struct ledger *ledger = terms->ledger;
    const struct line *line = &ledger->plan->lines[position];
    uint32_t slot = line->first_slot;
    wide sum = 0;
    if (terms->all_funds && terms->all_years) {
        return ledger->line_grains[position];
    }
    for (uint32_t p = 0; p < line->payer_count; p++, slot += line->years.count) {
        if (!terms->funds[line->payers[p].fund]) {
            continue;
        }
        if (terms->all_years) {
            sum += ledger->payer_grains[slot];
            continue;
        }
        for (uint32_t t = 0; t < line->years.count; t++) {
            sum += terms->years[line->years.list[t]] ? ledger->grains[slot + t] : 0;
        }
    }
    return sum;
}

/* A sum of shares of grains. Most shares of a plan have one denominator; those that follow each
 * other with the same one are added as whole numbers. */
struct parts {
    wide whole, num, den;
    struct ratio rest;
};

static void put_aside(struct parts *parts) {
    parts->rest = ratio_add(parts->rest, ratio_of_wide(parts->num, parts->den));
    parts->num = 0;
}

static void add_part(struct parts *parts, struct ratio share, wide grains) {
    wide num;
    if (share.num == share.den) {
        parts->whole += grains;
        return;
    }
    if (share.den != parts->den) {
        put_aside(parts);
        parts->den = share.den;
    }
    if (__builtin_mul_overflow(share.num, grains, &num) ||
        __builtin_add_overflow(parts->num, num, &num)) {
        parts->rest = ratio_add(parts->rest, ratio_mul(share, ratio_of_wide(grains, 1)));
    } else {
        parts->num = num;
    }
}

struct ratio terms_dollars(struct terms *terms, const struct selection *selection,
                           const struct member *member) {
    const struct ledger *ledger = terms->ledger;
    struct candidates candidates = candidate_lines(terms, selection, member);
    struct parts parts = {0, 0, 1, RATIO_ZERO};
    mark_picked(terms, selection, member);
    for (uint32_t i = 0; i < candidates.count; i++) {
        uint32_t line = candidate(&candidates, i);
        wide grains = picked_grains(terms, line);
        if (grains != 0) {
            struct ratio share =
                selection_share(ledger->plan, selection, member, &ledger->plan->lines[line]);
            add_part(&parts, share, grains);
        }
    }
    put_aside(&parts);
    struct ratio sum = ratio_add(parts.rest, ratio_of_wide(parts.whole, 1));
    return ratio_mul(sum, ledger->grain);
}

struct ratio terms_dollars_of(struct terms *terms, const struct selection *of,
                              const struct member *member) {
    struct member narrowed = selection_each(of, member);
    bool shared = true;
    for (int by = 0; by < DIMENSIONS; by++) {
        shared = shared && narrowed.of[by] == NONE;
    }
    if (!shared) {
        return terms_dollars(terms, of, &narrowed);
    }
    if (terms->known != of) {
        terms->known = of;
        terms->known_dollars = terms_dollars(terms, of, NULL);
    }
    return terms->known_dollars;
}

/* --- other terms -------------------------------------------------------------------------- */

static struct ratio funded_lines(const struct terms *terms, const struct selection *selection,
                                 const struct member *member) {
    const struct ledger *ledger = terms->ledger;
    struct candidates candidates = candidate_lines(terms, selection, member);
    int64_t count = 0;
    for (uint32_t i = 0; i < candidates.count; i++) {
        uint32_t line = candidate(&candidates, i);
        if (ledger->funded[line]) {
            struct ratio share =
                selection_share(ledger->plan, selection, member, &ledger->plan->lines[line]);
            count += ratio_sign(share) > 0;
        }
    }
    return ratio_of(count, 1);
}

/* The most that a dollar more or less changes a curve. */
static struct ratio steepest(const struct curve *curve) {
    struct ratio most = curve->points == NULL ? curve->per_dollar : RATIO_ZERO;
    for (uint32_t i = 1; i < curve->point_count; i++) {
        const struct point *point = &curve->points[i];
        struct ratio rise = ratio_sub(point->value, point[-1].value);
        struct ratio run = ratio_sub(point->dollars, point[-1].dollars);
        most = larger_figure(most, ratio_div(rise, run));
    }
    return most;
}

static struct ratio measured(const struct terms *terms, const struct term *term,
                             const struct member *member, struct ratio *per_dollar) {
    const struct ledger *ledger = terms->ledger;
    struct candidates candidates = candidate_lines(terms, term->selection, member);
    struct ratio sum = RATIO_ZERO;
    for (uint32_t i = 0; i < candidates.count; i++) {
        uint32_t position = candidate(&candidates, i);
        const struct line *line = &ledger->plan->lines[position];
        const struct curve *curve = line_curve(line, term->subject);
        if (curve != NULL) {
            struct ratio share = selection_share(ledger->plan, term->selection, member, line);
            struct ratio value = curve_value(curve, ledger_line(ledger, position));
            sum = ratio_add(sum, ratio_mul(share, value));
            *per_dollar = larger_figure(*per_dollar, ratio_mul(share, steepest(curve)));
        }
    }
    return sum;
}

/* By how much soft rules are missed on one side, added up. */
static struct ratio missed(struct terms *terms, const struct term *term,
                           struct ratio *per_dollar) {
    struct ratio sum = RATIO_ZERO;
    for (uint32_t i = term->subject; i < term->subject + term->rule_count; i++) {
        const struct rule *rule = &terms->ledger->plan->rules[i];
        bool short_of = term->kind == TERM_SHORTFALL;
        struct ratio bound =
            terms_amount(terms, &rule->member, short_of ? &rule->at_least : &rule->at_most);
        struct ratio value =
            terms_value(terms, rule->terms, rule->term_count, &rule->member, per_dollar);
        struct ratio miss = short_of ? ratio_sub(bound, value) : ratio_sub(value, bound);
        sum = ratio_add(sum, ratio_max(miss, RATIO_ZERO));
    }
    return sum;
}

/* A term taken once; *per_dollar becomes the most that a dollar changes it. */
static struct ratio term_value(struct terms *terms, const struct term *term,
                               const struct member *member, struct ratio *per_dollar) {
    const struct ledger *ledger = terms->ledger;
    *per_dollar = RATIO_ZERO;
    switch (term->kind) {
    case TERM_SUM:
        *per_dollar = RATIO_ONE;
        return terms_dollars(terms, term->selection, member);
    case TERM_COUNT:
        return funded_lines(terms, term->selection, member);
    case TERM_LEVEL:
        *per_dollar = ratio_div(RATIO_ONE, ledger->plan->lines[term->subject].max);
        return ratio_mul(ledger_line(ledger, term->subject), *per_dollar);
    case TERM_MEASURE:
        return measured(terms, term, member, per_dollar);
    case TERM_SHORTFALL:
    case TERM_EXCESS:
        return missed(terms, term, per_dollar);
    }
    return RATIO_UNKNOWN;
}

struct ratio terms_value(struct terms *terms, const struct term *list, uint32_t count,
                         const struct member *member, struct ratio *largest) {
    struct ratio sum = RATIO_ZERO;
    *largest = RATIO_ZERO;
    for (uint32_t i = 0; i < count; i++) {
        struct ratio per_dollar;
        struct ratio value = term_value(terms, &list[i], member, &per_dollar);
        struct ratio part = ratio_mul(list[i].times, value);
        struct ratio dollar = ratio_mul(list[i].times, per_dollar);
        *largest = larger_figure(*largest, larger_figure(part, dollar));
        sum = ratio_add(sum, part);
    }
    return sum;
}

struct ratio terms_amount(struct terms *terms, const struct member *member,
                          const struct amount *amount) {
    const struct plan *plan = terms->ledger->plan;
    switch (amount->kind) {
    case AMOUNT_NONE:
        return RATIO_UNKNOWN;
    case AMOUNT_FIXED:
        return amount->value;
    case AMOUNT_SHARE:
        return ratio_mul(amount->value, terms_dollars_of(terms, amount->of, member));
    case AMOUNT_SHARE_BY:
        return ratio_mul(ratio_mul(amount->value, member_part(plan, member, amount->attribute)),
                         terms_dollars_of(terms, amount->of, member));
    case AMOUNT_PER:
        return ratio_mul(amount->value, member_value(plan, member, amount->attribute));
    }
    return RATIO_UNKNOWN;
}

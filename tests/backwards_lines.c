/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a plan built backwards: their dollars, then conditions that these keep. */
#include <assert.h>

#include "tests/backwards.h"

/* The second payer gives `ratio` dollars for each of the first: that share of the two. */
static const struct {
    struct ratio ratio;
    const char *written, *share;
    struct ratio of_both;
} ratios[] = {{{1, 1}, "1", "50%", {1, 2}},
              {{1, 4}, "0.25", "20%", {1, 5}},
              {{1, 2}, "0.5", NULL, {1, 3}},
              {{2, 1}, "2", NULL, {2, 3}},
              {{3, 2}, "150%", "0.6", {3, 5}}};

static const uint32_t shares[][MOST_YEARS + 1][MOST_YEARS] = {
    /* percent by year, for 2 and for 3 years */
    {{0}, {0}, {25, 75}, {20, 30, 50}},
    {{0}, {0}, {40, 60}, {0, 45, 55}},
};

enum style { FREE, IN_RATIO, SCHEDULED };

struct drawing {
    struct known *known;
    struct known_line *line;
    uint32_t number;
    enum style style;
    uint32_t choice; /* in ratios[] or shares[] */
    bool idle;
};

static struct ratio *dollars(const struct drawing *d, uint32_t payer, uint32_t year) {
    return &d->known->x[slot_of(d->line, payer, year)];
}

static struct ratio paid_by(const struct drawing *d, uint32_t payer) {
    struct ratio sum = RATIO_ZERO;

    for (uint32_t year = 0; year < d->line->year_count; year++) {
        sum = ratio_add(sum, *dollars(d, payer, year));
    }
    return sum;
}

/* Adds times * the dollars of a payer in all years. */
static void row_payer(const struct drawing *d, struct known_row *row, uint32_t payer,
                      struct ratio times) {
    for (uint32_t year = 0; year < d->line->year_count; year++) {
        struct ratio *a = &row->a[slot_of(d->line, payer, year)];
        *a = ratio_add(*a, times);
    }
}

static void row_line(const struct drawing *d, struct known_row *row, struct ratio times) {
    for (uint32_t payer = 0; payer < d->line->payer_count; payer++) {
        row_payer(d, row, payer, times);
    }
}

/* --- who pays, when, how much ------------------------------------------------------------- */

static void draw_payers(struct drawing *d) {
    struct known *k = d->known;
    struct known_line *line = d->line;

    while (line->payer_count == 0) {
        for (uint32_t fund = 0; fund < k->fund_count; fund++) {
            if (draw_chance(k, 55)) {
                line->payers[line->payer_count++] = fund;
            }
        }
    }
    line->year_count = k->year_count;
    if (k->year_count > 1 && draw_chance(k, 25)) {
        line->first_year = draw_between(k, 0, k->year_count - 1);
        line->year_count = 1;
        text_format(&line->keys, ", years: [y%u]", line->first_year + 1);
    }
    line->first_slot = k->slot_count;
    k->slot_count += line->payer_count * line->year_count;
    k->column_count = k->slot_count;
}

static void draw_style(struct drawing *d) {
    bool several = d->line->payer_count > 1, years = d->line->year_count > 1;

    d->idle = draw_chance(d->known, 25);
    d->style = FREE;
    if (several && draw_chance(d->known, 40)) {
        d->style = IN_RATIO;
        d->choice = draw_between(d->known, 0, sizeof ratios / sizeof ratios[0] - 1);
    } else if (years && draw_chance(d->known, 30)) {
        d->style = SCHEDULED;
        d->choice = draw_between(d->known, 0, sizeof shares / sizeof shares[0] - 1);
    }
}

static struct ratio scheduled_share(const struct drawing *d, uint32_t year) {
    return ratio_of(shares[d->choice][d->line->year_count][year], 100);
}

/* A multiple of 20 grains, so that whole twentieths and quarters of it are whole grains. */
static struct ratio round_amount(struct known *known) {
    return ratio_mul(draw_amount(known), ratio_of(20, 1));
}

static void draw_dollars(struct drawing *d) {
    for (uint32_t payer = 0; payer < d->line->payer_count; payer++) {
        struct ratio all = round_amount(d->known);
        for (uint32_t year = 0; year < d->line->year_count; year++) {
            struct ratio paid = draw_chance(d->known, 35) ? RATIO_ZERO : draw_amount(d->known);
            if (d->style == SCHEDULED) {
                paid = ratio_mul(all, scheduled_share(d, year));
            } else if (d->style == IN_RATIO && payer == 0) {
                paid = round_amount(d->known);
            } else if (d->style == IN_RATIO && payer == 1) {
                paid = ratio_mul(*dollars(d, 0, year), ratios[d->choice].ratio);
            }
            *dollars(d, payer, year) = d->idle ? RATIO_ZERO : paid;
            d->line->total = ratio_add(d->line->total, *dollars(d, payer, year));
        }
    }
}

/* --- conditions --------------------------------------------------------------------------- */

static const char *const senses[] = {
    [AT_LEAST] = "at_least", [AT_MOST] = "at_most", [EXACTLY] = "exactly"};

static void draw_match(struct drawing *d) {
    struct known_row *row;
    enum sense sense = (enum sense)draw_between(d->known, AT_LEAST, EXACTLY);
    bool of_total = d->line->payer_count == 2 && ratios[d->choice].share != NULL &&
                    draw_chance(d->known, 50);

    if (d->style != IN_RATIO) {
        return;
    }
    row = known_row(d->known);
    row_payer(d, row, 1, RATIO_ONE);
    if (of_total) {
        row_line(d, row, ratio_neg(ratios[d->choice].of_both));
    } else {
        row_payer(d, row, 0, ratio_neg(ratios[d->choice].ratio));
    }
    draw_tight(d->known, row, sense);
    text_format(&d->line->keys, ", match: [{fund: f%u, with: ", d->line->payers[1] + 1);
    if (of_total) {
        text_add(&d->line->keys, "total");
    } else {
        text_format(&d->line->keys, "f%u", d->line->payers[0] + 1);
    }
    text_format(&d->line->keys, ", %s: %s}]", senses[sense],
                of_total ? ratios[d->choice].share : ratios[d->choice].written);
}

static void draw_schedule(struct drawing *d) {
    if (d->style != SCHEDULED) {
        return;
    }
    text_add(&d->line->keys, ", schedule: {");
    for (uint32_t year = 0; year < d->line->year_count; year++) {
        struct known_row *row = known_row(d->known);
        row_line(d, row, ratio_neg(scheduled_share(d, year)));
        for (uint32_t payer = 0; payer < d->line->payer_count; payer++) {
            uint32_t slot = slot_of(d->line, payer, year);
            row->a[slot] = ratio_add(row->a[slot], RATIO_ONE);
        }
        draw_tight(d->known, row, EXACTLY);
        text_format(&d->line->keys, "%sy%u: %u%%", year == 0 ? "" : ", ", year + 1,
                    shares[d->choice][d->line->year_count][year]);
    }
    text_add_char(&d->line->keys, '}');
}

/* Public aid at most the least whole percentage that x keeps. */
static void draw_aid_limit(struct drawing *d) {
    struct ratio aid = RATIO_ZERO, share = ratio_of(80, 100);
    struct known_row *row;

    if (!draw_chance(d->known, 20)) {
        return;
    }
    for (uint32_t payer = 0; payer < d->line->payer_count; payer++) {
        aid = ratio_add(
            aid, ratio_mul(d->known->public_aid[d->line->payers[payer]], paid_by(d, payer)));
    }
    if (!d->idle && ratio_sign(d->line->total) > 0) {
        share = ratio_ceil_to(ratio_div(aid, d->line->total), ratio_of(1, 100));
    }
    row = known_row(d->known);
    for (uint32_t payer = 0; payer < d->line->payer_count; payer++) {
        row_payer(d, row, payer,
                  ratio_sub(d->known->public_aid[d->line->payers[payer]], share));
    }
    draw_tight(d->known, row, AT_MOST);
    if (ratio_sign(row->bound) < 0) { /* the percentage was rounded: there is room */
        row->bound = row->dual = RATIO_ZERO;
    }
    text_add(&d->line->keys, ", public_aid_at_most: ");
    add_decimal(&d->line->keys, share);
}

static void draw_max(struct drawing *d, bool needed, bool tight) {
    struct known_row *row;

    if (!needed && draw_chance(d->known, 30)) {
        return;
    }
    row = known_row(d->known);
    row_line(d, row, RATIO_ONE);
    if (tight && ratio_sign(d->line->total) > 0) {
        draw_tight(d->known, row, AT_MOST);
    } else {
        draw_bound(d->known, row, AT_MOST);
    }
    if (ratio_sign(row->bound) == 0) { /* a line of at most nothing is none */
        row->bound = draw_amount(d->known);
        row->dual = RATIO_ZERO;
    }
    d->line->has_max = true;
    d->line->max = row->bound;
    text_add(&d->line->keys, ", max: ");
    add_decimal(&d->line->keys, row->bound);
}

/* A floor that always holds. */
static void draw_required(struct drawing *d) {
    struct known_row *row = known_row(d->known);

    row_line(d, row, RATIO_ONE);
    draw_bound(d->known, row, AT_LEAST);
    text_add(&d->line->keys, ", required: true, min: ");
    add_decimal(&d->line->keys, row->bound);
}

/* Nothing, or at least so much: the linear program does not know. */
static void draw_viable(struct drawing *d) {
    struct ratio min = d->line->total;

    if (ratio_sign(min) == 0) {
        min = d->line->has_max ? d->line->max : draw_amount(d->known);
    } else if (draw_chance(d->known, 50)) {
        min = ratio_max(ratio_sub(min, draw_amount(d->known)), d->known->grain);
    }
    text_add(&d->line->keys, ", min: ");
    add_decimal(&d->line->keys, min);
}

static void draw_commitment(struct drawing *d) {
    uint32_t payer = draw_between(d->known, 0, d->line->payer_count - 1);
    uint32_t year = draw_between(d->known, 0, d->line->year_count - 1);
    struct known_row *row;

    if (ratio_sign(*dollars(d, payer, year)) == 0 || !draw_chance(d->known, 15)) {
        return;
    }
    row = known_row(d->known);
    row->a[slot_of(d->line, payer, year)] = RATIO_ONE;
    draw_bound(d->known, row, AT_LEAST);
    text_format(&d->line->keys, ", committed: {f%u: ", d->line->payers[payer] + 1);
    if (d->known->has_years) {
        text_format(&d->line->keys, "{y%u: ", d->line->first_year + year + 1);
    }
    add_decimal(&d->line->keys, row->bound);
    text_add(&d->line->keys, d->known->has_years ? "}}" : "}");
}

static void draw_funds_of_line(struct drawing *d) {
    struct text *keys = &d->line->keys;

    text_add(keys, ", funds: {");
    for (uint32_t payer = 0; payer < d->line->payer_count; payer++) {
        text_format(keys, "%sf%u: {", payer == 0 ? "" : ", ", d->line->payers[payer] + 1);
        if (draw_chance(d->known, 15)) {
            struct known_row *row = known_row(d->known);
            row_payer(d, row, payer, RATIO_ONE);
            draw_bound(d->known, row, AT_MOST);
            text_add(keys, "max: ");
            add_decimal(keys, row->bound);
        }
        text_add_char(keys, '}');
    }
    text_add_char(keys, '}');
}

/* A payer's dollars come in blocks; not where a match has been written already. */
static void draw_block(struct drawing *d) {
    uint32_t payer = draw_between(d->known, 0, d->line->payer_count - 1);
    struct ratio block = paid_by(d, payer);

    if (d->style == IN_RATIO || !d->known->decisions || !draw_chance(d->known, 20)) {
        return;
    }
    if (ratio_sign(block) == 0) {
        block = draw_amount(d->known);
    } else if (ratio_div(ratio_div(block, ratio_of(2, 1)), d->known->grain).den == 1) {
        block = ratio_div(block, ratio_of(2, 1));
    }
    text_format(&d->line->keys, ", match: [{fund: f%u, block: ", d->line->payers[payer] + 1);
    add_decimal(&d->line->keys, block);
    text_add(&d->line->keys, "}]");
}

static void draw_size(struct drawing *d) {
    bool decides = d->known->decisions && draw_chance(d->known, 50);
    bool paid = ratio_sign(d->line->total) > 0;

    if (decides && draw_chance(d->known, 50)) {
        draw_max(d, true, true);
        text_add(&d->line->keys, ", whole: true");
        return;
    }
    draw_max(d, false, false);
    if (decides) {
        draw_viable(d);
    } else if (paid && draw_chance(d->known, 15)) {
        draw_required(d);
    }
}

static void draw_attributes(struct drawing *d) {
    struct known *k = d->known;
    struct text *keys = &d->line->keys;
    static const struct ratio axis[] = {{0, 1}, {3, 10}, {1, 1}};

    d->line->territory = draw_chance(k, 70) ? draw_between(k, 0, 1) : NONE;
    d->line->on_axis = axis[draw_between(k, 0, 2)];
    d->line->jobs = ratio_of(draw_between(k, 0, 4), 2);
    if (d->line->territory != NONE) {
        text_format(keys, ", territory: t%u", d->line->territory + 1);
    }
    text_add(keys, d->line->on_axis.den > 1           ? ", axis: {a: 0.3, b: 70%}"
                   : ratio_sign(d->line->on_axis) > 0 ? ", axis: a"
                                                      : ", axis: b");
    text_add(keys, ", measures: {jobs: ");
    add_decimal(keys, d->line->jobs);
    text_add_char(keys, '}');
}

static void draw_line(struct known *known, uint32_t number) {
    struct drawing d = {.known = known, .line = &known->lines[number], .number = number};

    *d.line = (struct known_line){.total = RATIO_ZERO, .max = RATIO_ZERO};
    draw_payers(&d);
    draw_style(&d);
    draw_dollars(&d);
    draw_attributes(&d);
    draw_funds_of_line(&d);
    draw_match(&d);
    draw_schedule(&d);
    draw_aid_limit(&d);
    draw_block(&d);
    draw_size(&d);
    draw_commitment(&d);
}

void draw_lines(struct known *known) {
    static const struct ratio counted[] = {{1, 1}, {1, 2}, {0, 1}};

    for (uint32_t fund = 0; fund < known->fund_count; fund++) {
        known->public_aid[fund] = counted[draw_between(known, 0, 2)];
    }
    for (uint32_t i = 0; i < known->line_count; i++) {
        draw_line(known, i);
    }
}

/* --- requires and excludes ---------------------------------------------------------------- */

void draw_relations(struct known *known) {
    if (!known->decisions) {
        return;
    }
    for (uint32_t i = 1; i < known->line_count; i++) {
        uint32_t other = draw_between(known, 0, i - 1); /* an earlier one: never in a circle */
        bool here = ratio_sign(known->lines[i].total) > 0;
        bool there = ratio_sign(known->lines[other].total) > 0;
        if (!draw_chance(known, 25)) {
            continue;
        }
        if (!here || there) {
            text_format(&known->lines[i].keys, ", requires: [l%u]", other + 1);
        } else {
            text_format(&known->lines[i].keys, ", excludes: [l%u]", other + 1);
        }
    }
}

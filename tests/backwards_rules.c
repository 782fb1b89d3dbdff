/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules, funds and worths of a plan built backwards. */
#include <assert.h>

#include "tests/backwards.h"

/* --- selections --------------------------------------------------------------------------- */

/* Sets of positions; 0: not given. */
struct picked {
    uint32_t lines, funds, years, territories, axes;
};

static struct ratio picked_share(const struct known_line *line, uint32_t number,
                                 const struct picked *picked) {
    if ((picked->lines != 0 && (picked->lines >> number & 1) == 0) ||
        (picked->territories != 0 &&
         (line->territory == NONE || (picked->territories >> line->territory & 1) == 0))) {
        return RATIO_ZERO;
    }
    if (picked->axes == 1) {
        return line->on_axis;
    }
    return picked->axes == 2 ? ratio_sub(RATIO_ONE, line->on_axis) : RATIO_ONE;
}

/* Adds times * the dollars of a selection; whether it picks any. */
static bool row_picked(const struct known *k, struct known_row *row,
                       const struct picked *picked, struct ratio times) {
    bool any = false;

    for (uint32_t i = 0; i < k->line_count; i++) {
        const struct known_line *line = &k->lines[i];
        struct ratio share = picked_share(line, i, picked);
        for (uint32_t payer = 0; payer < line->payer_count; payer++) {
            for (uint32_t year = 0; year < line->year_count; year++) {
                if ((picked->funds != 0 && (picked->funds >> line->payers[payer] & 1) == 0) ||
                    (picked->years != 0 &&
                     (picked->years >> (line->first_year + year) & 1) == 0)) {
                    continue;
                }
                struct ratio *a = &row->a[slot_of(line, payer, year)];
                *a = ratio_add(*a, ratio_mul(times, share));
                any = any || ratio_sign(share) != 0;
            }
        }
    }
    return any;
}

static struct picked draw_picked(struct known *k) {
    struct picked picked = {0};

    if (draw_chance(k, 40)) {
        picked.lines = draw_between(k, 1, (1U << k->line_count) - 1);
    }
    if (draw_chance(k, 40)) {
        picked.funds = draw_between(k, 1, (1U << k->fund_count) - 1);
    }
    if (k->has_years && draw_chance(k, 30)) {
        picked.years = draw_between(k, 1, (1U << k->year_count) - 1);
    }
    if (draw_chance(k, 25)) {
        picked.territories = draw_between(k, 1, 3);
    }
    if (draw_chance(k, 25)) {
        picked.axes = draw_between(k, 1, 2);
    }
    return picked;
}

static void write_list(struct text *out, const char *key, char letter, uint32_t set) {
    const char *separator = "";

    if (set == 0) {
        return;
    }
    text_format(out, "%s%s: [", out->bytes[out->length - 1] == '{' ? "" : ", ", key);
    for (uint32_t i = 0; set >> i != 0; i++) {
        if ((set >> i & 1) != 0) {
            text_format(out, "%s%c%u", separator, letter, i + 1);
            separator = ", ";
        }
    }
    text_add_char(out, ']');
}

static void write_picked(struct text *out, const struct picked *picked) {
    text_add_char(out, '{');
    write_list(out, "line", 'l', picked->lines);
    write_list(out, "fund", 'f', picked->funds);
    write_list(out, "year", 'y', picked->years);
    write_list(out, "territory", 't', picked->territories);
    if (picked->axes != 0) {
        text_format(out, "%saxis: %s", out->bytes[out->length - 1] == '{' ? "" : ", ",
                    picked->axes == 1 ? "a" : "b");
    }
    text_add_char(out, '}');
}

/* --- rules -------------------------------------------------------------------------------- */

static const char *const senses[] = {
    [AT_LEAST] = "at_least", [AT_MOST] = "at_most", [EXACTLY] = "exactly"};

/* A row over a selection that picks something. */
static struct known_row *picked_row(struct known *k, struct picked *picked) {
    struct known_row *row = known_row(k);

    do {
        *picked = draw_picked(k);
    } while (!row_picked(k, row, picked, RATIO_ONE));
    return row;
}

/* The same activity from the other side, with room. */
static void draw_other_side(struct known *k, const struct known_row *row) {
    struct known_row *other = known_row(k);
    bool above = row->sense == AT_LEAST;

    for (uint32_t j = 0; j < k->slot_count; j++) {
        other->a[j] = row->a[j];
    }
    other->sense = above ? AT_MOST : AT_LEAST;
    other->bound = above ? ratio_add(known_activity(k, row), draw_amount(k)) : RATIO_ZERO;
    text_format(&k->rules, ", %s: ", senses[other->sense]);
    add_decimal(&k->rules, other->bound);
}

static void draw_sum_rule(struct known *k, uint32_t number) {
    struct picked picked;
    struct known_row *row = picked_row(k, &picked);
    enum sense sense = (enum sense)draw_between(k, AT_LEAST, EXACTLY);

    draw_bound(k, row, sense);
    text_format(&k->rules, "  r%u: {sum: ", number);
    write_picked(&k->rules, &picked);
    text_format(&k->rules, ", %s: ", senses[sense]);
    add_decimal(&k->rules, row->bound);
    if (sense != EXACTLY && draw_chance(k, 30)) {
        draw_other_side(k, row);
    }
    text_add(&k->rules, "}\n");
}

/* At most, or at least, the nearest whole percentage of another selection. */
static void draw_share_rule(struct known *k, uint32_t number) {
    struct picked picked, of;
    struct known_row *row = picked_row(k, &picked);
    bool least = draw_chance(k, 50);
    struct ratio part = known_activity(k, row), whole, share, percent = ratio_of(1, 100);
    struct known_row *base = picked_row(k, &of);

    whole = known_activity(k, base);
    k->row_count--; /* base was only for reckoning */
    if (ratio_sign(whole) == 0 || ratio_cmp(part, whole) > 0) { /* no share is above 100 % */
        k->row_count--;
        return;
    }
    share = ratio_div(part, whole);
    share = least ? ratio_floor_to(share, percent) : ratio_ceil_to(share, percent);
    row_picked(k, row, &of, ratio_neg(share));
    row->sense = least ? AT_LEAST : AT_MOST;
    if (ratio_sign(known_activity(k, row)) == 0) {
        draw_tight(k, row, row->sense);
    }
    text_format(&k->rules, "  r%u: {sum: ", number);
    write_picked(&k->rules, &picked);
    text_format(&k->rules, ", %s: {share: ", senses[row->sense]);
    add_decimal(&k->rules, share);
    text_add(&k->rules, ", of: ");
    write_picked(&k->rules, &of);
    text_add(&k->rules, "}}\n");
}

static void term_start(struct text *out, struct ratio times) {
    text_add(out, out->bytes[out->length - 1] == '[' ? "{times: " : ", {times: ");
    add_decimal(out, times);
    text_add(out, ", ");
}

static void draw_sum_term(struct known *k, struct known_row *row, struct ratio times) {
    struct picked picked;

    picked_row(k, &picked); /* only to find a selection that picks something */
    k->row_count--;
    row_picked(k, row, &picked, times);
    term_start(&k->rules, times);
    text_add(&k->rules, "sum: ");
    write_picked(&k->rules, &picked);
    text_add_char(&k->rules, '}');
}

/* times * max * level is times * dollars. */
static void draw_level_term(struct known *k, struct known_row *row, struct ratio times) {
    uint32_t number = draw_between(k, 0, k->line_count - 1);
    struct picked picked = {.lines = 1U << number};

    if (!k->lines[number].has_max) {
        return;
    }
    row_picked(k, row, &picked, times);
    term_start(&k->rules, ratio_mul(times, k->lines[number].max));
    text_format(&k->rules, "level: l%u}", number + 1);
}

static void draw_measure_term(struct known *k, struct known_row *row, struct ratio times) {
    for (uint32_t i = 0; i < k->line_count; i++) {
        struct picked picked = {.lines = 1U << i};
        row_picked(k, row, &picked, ratio_mul(times, k->lines[i].jobs));
    }
    term_start(&k->rules, times);
    text_add(&k->rules, "measure: jobs}");
}

static void draw_terms_rule(struct known *k, uint32_t number) {
    struct known_row *row = known_row(k);
    enum sense sense = (enum sense)draw_between(k, AT_LEAST, EXACTLY);

    text_format(&k->rules, "  r%u: {terms: [", number);
    draw_sum_term(k, row, ratio_of(draw_between(k, 1, 6), 2));
    for (uint32_t i = draw_between(k, 1, 3); i > 0; i--) {
        struct ratio times = ratio_of((int64_t)draw_between(k, 1, 12) - 6, 2);
        if (ratio_sign(times) == 0) {
            continue;
        }
        switch (draw_between(k, 0, 2)) {
        case 0:
            draw_sum_term(k, row, times);
            break;
        case 1:
            draw_level_term(k, row, times);
            break;
        default:
            draw_measure_term(k, row, times);
        }
    }
    draw_tight(k, row, sense);
    text_format(&k->rules, "], %s: ", senses[sense]);
    add_decimal(&k->rules, row->bound);
    text_add(&k->rules, "}\n");
}

/* A floor or a ceiling in each territory: its attribute, so many times. */
static void draw_floors(struct known *k) {
    struct picked picked = {.funds = draw_between(k, 0, (1U << k->fund_count) - 1),
                            .territories = 3};
    enum sense sense = draw_chance(k, 50) ? AT_LEAST : AT_MOST;
    bool any = row_picked(k, known_row(k), &picked, RATIO_ONE);

    k->row_count--; /* only to see whether anything is picked */
    if (!any) {
        return;
    }
    for (uint32_t t = 0; t < 2; t++) {
        struct known_row *row = known_row(k);
        picked.territories = 1U << t;
        row_picked(k, row, &picked, RATIO_ONE);
        draw_bound(k, row, sense);
        text_add(&k->needs[t], ", need: ");
        add_decimal(&k->needs[t], ratio_div(row->bound, ratio_of(2, 1)));
    }
    picked.territories = 0;
    text_add(&k->rules, "  floor: {for_each: territory, sum: ");
    write_picked(&k->rules, &picked);
    text_format(&k->rules, ", %s: {per: need, rate: 2}}\n", senses[sense]);
}

/* Of some lines, at most or at least as many are funded as x funds. */
static void draw_count_rule(struct known *k, uint32_t number) {
    struct picked picked = {.lines = draw_between(k, 1, (1U << k->line_count) - 1)};
    uint32_t funded = 0;
    bool least = draw_chance(k, 50);

    for (uint32_t i = 0; i < k->line_count; i++) {
        funded += (picked.lines >> i & 1) != 0 && ratio_sign(k->lines[i].total) > 0;
    }
    text_format(&k->rules, "  r%u: {count: ", number);
    write_picked(&k->rules, &picked);
    text_format(&k->rules, ", %s: %u}\n", senses[least ? AT_LEAST : AT_MOST],
                least || draw_chance(k, 60) ? funded : funded + 1);
}

void draw_rules(struct known *k) {
    uint32_t count = draw_between(k, 0, 6);

    text_add(&k->rules, "rules:\n");
    for (uint32_t number = 1; number <= count; number++) {
        switch (draw_between(k, 0, k->decisions ? 3 : 2)) {
        case 0:
            draw_sum_rule(k, number);
            break;
        case 1:
            draw_share_rule(k, number);
            break;
        case 2:
            draw_terms_rule(k, number);
            break;
        default:
            draw_count_rule(k, number);
        }
    }
    if (draw_chance(k, 40)) {
        draw_floors(k);
    }
}

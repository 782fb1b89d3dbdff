/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/backwards.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* --- chance: SplitMix64 (Steele, Lea, Flood 2014) ----------------------------------------- */

static uint64_t next(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint32_t draw_between(struct known *known, uint32_t low, uint32_t high) {
    return low + (uint32_t)(next(&known->chance) % (high - low + 1));
}

bool draw_chance(struct known *known, uint32_t percent) {
    return draw_between(known, 1, 100) <= percent;
}

struct ratio draw_amount(struct known *known) {
    return ratio_mul(known->grain, ratio_of(draw_between(known, 1, known->largest), 1));
}

struct ratio draw_dual(struct known *known) {
    return ratio_of(draw_between(known, 1, 20), 2);
}

/* --- rows --------------------------------------------------------------------------------- */

struct known_row *known_row(struct known *known) {
    assert(known->row_count < MOST_ROWS);
    struct known_row *row = &known->rows[known->row_count++];

    *row = (struct known_row){.bound = RATIO_ZERO, .dual = RATIO_ZERO, .left = NONE};
    for (uint32_t j = 0; j < MOST_COLUMNS; j++) {
        row->a[j] = RATIO_ZERO;
    }
    return row;
}

static struct ratio product(const struct ratio *a, const struct ratio *b, uint32_t count) {
    struct ratio sum = RATIO_ZERO;

    for (uint32_t j = 0; j < count; j++) {
        sum = ratio_add(sum, ratio_mul(a[j], b[j]));
    }
    return sum;
}

struct ratio known_activity(const struct known *known, const struct known_row *row) {
    return product(row->a, known->x, known->column_count);
}

void draw_tight(struct known *known, struct known_row *row, enum sense sense) {
    bool upwards = sense == AT_MOST || (sense == EXACTLY && draw_chance(known, 50));
    struct ratio dual = draw_chance(known, 70) ? draw_dual(known) : RATIO_ZERO;

    row->sense = sense;
    row->bound = known_activity(known, row);
    row->dual = upwards ? dual : ratio_neg(dual);
}

void draw_bound(struct known *known, struct known_row *row, enum sense sense) {
    struct ratio room = draw_amount(known);

    draw_tight(known, row, sense);
    if (sense == EXACTLY || draw_chance(known, 55)) {
        return;
    }
    row->dual = RATIO_ZERO;
    if (sense == AT_MOST) {
        row->bound = ratio_add(row->bound, room);
    } else {
        row->bound = ratio_max(ratio_sub(row->bound, room), RATIO_ZERO);
    }
}

void add_decimal(struct text *text, struct ratio value) {
    struct ratio shifted = ratio_mul(value, ratio_of(1000000000, 1));

    assert(ratio_known(shifted) && shifted.den == 1);
    text_add_ratio(text, value, 9);
}

uint32_t slot_of(const struct known_line *line, uint32_t payer, uint32_t year) {
    return line->first_slot + payer * line->year_count + year;
}

/* --- the proof ---------------------------------------------------------------------------- */

static void complain(struct text *why, const char *what, uint32_t number, struct ratio by) {
    text_format(why, "%s %u: ", what, number);
    text_add_ratio(why, by, 12);
    text_add_char(why, '\n');
}

/* Room that x leaves in a row, negative when it is broken. */
static struct ratio room_in(const struct known *known, const struct known_row *row,
                            const struct ratio *x) {
    struct ratio over = ratio_sub(product(row->a, x, known->column_count), row->bound);

    switch (row->sense) {
    case AT_MOST:
        return ratio_neg(over);
    case AT_LEAST:
        return over;
    default:
        return ratio_sign(over) > 0 ? ratio_neg(over) : over;
    }
}

static bool rows_hold(const struct known *known, const struct ratio *x, struct text *why) {
    size_t before = why->length;

    for (uint32_t i = 0; i < known->row_count; i++) {
        struct ratio room = room_in(known, &known->rows[i], x);
        if (ratio_sign(room) < 0) {
            complain(why, "breaks row", i, room);
        }
    }
    for (uint32_t j = 0; j < known->column_count; j++) {
        if (ratio_sign(x[j]) < 0) {
            complain(why, "negative column", j, x[j]);
        }
    }
    return why->length == before;
}

/* Signs of the duals, and 0 where there is room. */
static void check_duals(const struct known *known, struct text *why) {
    for (uint32_t i = 0; i < known->row_count; i++) {
        const struct known_row *row = &known->rows[i];
        int sign = ratio_sign(row->dual);
        if ((row->sense == AT_MOST && sign < 0) || (row->sense == AT_LEAST && sign > 0) ||
            (sign != 0 && ratio_sign(room_in(known, row, known->x)) != 0)) {
            complain(why, "wrong dual of row", i, row->dual);
        }
    }
}

static void check_reduced_costs(const struct known *known, struct text *why) {
    for (uint32_t j = 0; j < known->column_count; j++) {
        struct ratio d = known->cost[j];
        for (uint32_t i = 0; i < known->row_count; i++) {
            d = ratio_sub(d, ratio_mul(known->rows[i].a[j], known->rows[i].dual));
        }
        if (ratio_sign(d) > 0 || (ratio_sign(d) != 0 && ratio_sign(known->x[j]) != 0)) {
            complain(why, "wrong reduced cost of column", j, d);
        }
    }
}

bool known_is_proved(const struct known *known, struct text *why) {
    struct ratio primal = product(known->cost, known->x, known->column_count);
    struct ratio dual = RATIO_ZERO;
    size_t before = why->length;

    for (uint32_t i = 0; i < known->row_count; i++) {
        dual = ratio_add(dual, ratio_mul(known->rows[i].bound, known->rows[i].dual));
    }
    rows_hold(known, known->x, why);
    check_duals(known, why);
    check_reduced_costs(known, why);
    if (!ratio_equal(primal, dual) ||
        !ratio_equal(primal, known->maximize ? known->value : ratio_neg(known->value))) {
        complain(why, "primal and dual differ", 0, ratio_sub(primal, dual));
    }
    return why->length == before;
}

/* What a fund leaves is not in the amounts: all that the row of its year has room for. */
bool known_keeps(const struct known *known, const struct ratio *amounts, struct text *why) {
    struct ratio x[MOST_COLUMNS];

    for (uint32_t j = 0; j < known->column_count; j++) {
        x[j] = j < known->slot_count ? amounts[j] : RATIO_ZERO;
    }
    for (uint32_t i = 0; i < known->row_count; i++) {
        if (known->rows[i].left != NONE) {
            x[known->rows[i].left] = room_in(known, &known->rows[i], x);
        }
    }
    return rows_hold(known, x, why);
}

double known_size(const struct known *known) {
    double size = 1;

    for (uint32_t j = 0; j < known->column_count; j++) {
        size += fabs(ratio_double(ratio_mul(known->cost[j], known->x[j])));
    }
    return size;
}

/* --- all of it ---------------------------------------------------------------------------- */

static void draw_frame(struct known *known) {
    static const struct {
        struct ratio unit, grain;
    } units[] = {{{1, 100}, {1, 100}}, {{1, 1}, {1, 1}}, {{0, 1}, {1, 4}}};
    static const uint32_t sizes[] = {40, 3000, 90000};
    uint32_t unit = draw_between(known, 0, 2);

    known->unit = units[unit].unit;
    known->grain = units[unit].grain;
    known->largest = sizes[draw_between(known, 0, 2)];
    known->has_years = draw_chance(known, 70);
    known->year_count = known->has_years ? draw_between(known, 1, MOST_YEARS) : 1;
    known->fund_count = draw_between(known, 1, MOST_FUNDS);
    known->line_count = draw_between(known, 2, MOST_LINES);
    for (uint32_t j = 0; j < MOST_COLUMNS; j++) {
        known->x[j] = known->cost[j] = RATIO_ZERO;
    }
}

struct known *known_new(uint64_t seed, bool maximize, bool decisions) {
    struct known *known = memory_grow(NULL, 1, sizeof *known);

    *known = (struct known){.chance = seed, .maximize = maximize, .decisions = decisions};
    known->rows = memory_grow(NULL, MOST_ROWS, sizeof *known->rows);
    draw_frame(known);
    draw_lines(known);
    draw_relations(known);
    draw_rules(known);
    draw_funds(known);
    draw_worths(known);
    return known;
}

void known_free(struct known *known) {
    for (uint32_t i = 0; i < known->line_count; i++) {
        text_free(&known->lines[i].keys);
    }
    text_free(&known->funds);
    text_free(&known->rules);
    text_free(&known->needs[0]);
    text_free(&known->needs[1]);
    text_free(&known->yaml);
    free(known->rows);
    free(known);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Funds, worths and goals of a plan built backwards, and the plan as YAML. */
#include <assert.h>

#include "tests/backwards.h"

/* --- funds -------------------------------------------------------------------------------- */

/* Adds the dollars that a fund pays in a year (NONE: in all). */
static void row_fund(const struct known *k, struct known_row *row, uint32_t fund,
                     uint32_t year) {
    for (uint32_t i = 0; i < k->line_count; i++) {
        const struct known_line *line = &k->lines[i];
        for (uint32_t payer = 0; payer < line->payer_count; payer++) {
            for (uint32_t y = 0; y < line->year_count; y++) {
                if (line->payers[payer] == fund &&
                    (year == NONE || line->first_year + y == year)) {
                    row->a[slot_of(line, payer, y)] = RATIO_ONE;
                }
            }
        }
    }
}

/* What the fund leaves in each year: never more than the years after it can have used, so that no
 * arrival is negative. Backwards, for the last year leaves nothing to anybody. */
static void draw_left(struct known *k, uint32_t fund, struct known_row **rows,
                      const struct ratio *room, uint32_t first_left) {
    struct ratio carry = k->carry[fund];

    for (uint32_t year = k->year_count - 1; year-- > 0;) {
        struct ratio used = ratio_add(known_activity(k, rows[year + 1]), room[year + 1]);
        struct ratio most = ratio_floor_to(ratio_div(used, carry), k->grain);
        struct ratio left = ratio_min(draw_amount(k), most);
        uint32_t column = first_left + year;

        k->x[column] = draw_chance(k, 30) ? RATIO_ZERO : left;
        rows[year]->a[column] = RATIO_ONE;
        rows[year]->left = column;
        rows[year + 1]->a[column] = ratio_neg(carry);
    }
}

/* A dollar is worth at least what it will be worth when kept, exactly that if any is kept; from
 * some year on there may be room, and a dollar more is worth nothing. */
static void draw_year_duals(struct known *k, uint32_t fund, struct known_row **rows,
                            const struct ratio *room) {
    struct ratio later = RATIO_ZERO;

    for (uint32_t year = k->year_count; year-- > 0;) {
        struct ratio kept = ratio_mul(k->carry[fund], later);
        bool keeps = rows[year]->left != NONE && ratio_sign(k->x[rows[year]->left]) > 0;
        struct ratio more = keeps || draw_chance(k, 40) ? RATIO_ZERO : draw_dual(k);

        later = ratio_sign(room[year]) > 0 ? RATIO_ZERO : ratio_add(kept, more);
        rows[year]->dual = later;
    }
}

static void draw_arrivals(struct known *k, uint32_t fund) {
    static const struct ratio carries[] = {{1, 1}, {0, 1}, {1, 2}, {27, 25}};
    struct known_row *rows[MOST_YEARS];
    struct ratio room[MOST_YEARS];
    bool loose = draw_chance(k, 30);

    k->carry[fund] = carries[draw_between(k, 0, 3)];
    for (uint32_t year = 0; year < k->year_count; year++) {
        bool last = year + 1 == k->year_count;
        rows[year] = known_row(k);
        row_fund(k, rows[year], fund, year);
        rows[year]->sense = AT_MOST;
        room[year] =
            loose && (last || ratio_sign(k->carry[fund]) == 0) ? draw_amount(k) : RATIO_ZERO;
    }
    if (ratio_sign(k->carry[fund]) > 0 && k->year_count > 1) {
        uint32_t first_left = k->column_count;
        k->column_count += k->year_count - 1;
        draw_left(k, fund, rows, room, first_left);
    }
    draw_year_duals(k, fund, rows, room);
    text_add(&k->funds, ", by_year: [");
    for (uint32_t year = 0; year < k->year_count; year++) {
        rows[year]->bound = ratio_add(known_activity(k, rows[year]), room[year]);
        text_add(&k->funds, year == 0 ? "" : ", ");
        add_decimal(&k->funds, rows[year]->bound);
    }
    text_add(&k->funds, "], carry_over: ");
    add_decimal(&k->funds, k->carry[fund]);
}

static void draw_fund(struct known *k, uint32_t fund) {
    uint32_t kind = draw_between(k, k->decisions, 9); /* a decision needs a limit */

    text_format(&k->funds, "  f%u: {counts_as_public_aid: ", fund + 1);
    add_decimal(&k->funds, k->public_aid[fund]);
    if (kind < 5 || !k->has_years) {
        text_add(&k->funds, ", amount: ");
    }
    if (kind == 0) {
        text_add(&k->funds, "unlimited");
    } else if (kind < 5 || !k->has_years) {
        struct known_row *row = known_row(k);
        row_fund(k, row, fund, NONE);
        draw_bound(k, row, AT_MOST);
        add_decimal(&k->funds, row->bound);
    }
    if (k->has_years && kind >= 3) {
        draw_arrivals(k, fund);
    }
    text_add(&k->funds, "}\n");
}

void draw_funds(struct known *k) {
    text_add(&k->funds, "funds:\n");
    for (uint32_t fund = 0; fund < k->fund_count; fund++) {
        draw_fund(k, fund);
    }
}

/* --- worths ------------------------------------------------------------------------------- */

/* c_j = sum_i a_ij y_i + d_j with d_j <= 0, and 0 where x_j > 0. Money left is worth nothing. */
static void draw_costs(struct known *k) {
    for (uint32_t j = 0; j < k->slot_count; j++) {
        for (uint32_t i = 0; i < k->row_count; i++) {
            k->cost[j] = ratio_add(k->cost[j], ratio_mul(k->rows[i].a[j], k->rows[i].dual));
        }
        if (ratio_sign(k->x[j]) == 0 && draw_chance(k, 80)) {
            k->cost[j] = ratio_sub(k->cost[j], draw_dual(k));
        }
        k->value = ratio_add(k->value, ratio_mul(k->cost[j], k->x[j]));
    }
    if (!k->maximize) {
        k->value = ratio_neg(k->value);
    }
}

/* As written: what is drawn as if to maximise turns round in a plan to minimise. */
static struct ratio turned(const struct known *k, struct ratio a) {
    return k->maximize ? a : ratio_neg(a);
}

/* A point of a curve, below its tangent by `below`. */
static void add_point(struct known *k, const struct known_line *line, struct ratio at,
                      struct ratio below) {
    struct ratio value = ratio_sub(ratio_mul(line->worth, at), below);

    text_add(&k->yaml, ratio_sign(at) == 0 ? "[" : ", [");
    add_decimal(&k->yaml, at);
    text_add(&k->yaml, ", ");
    add_decimal(&k->yaml, turned(k, value));
    text_add_char(&k->yaml, ']');
}

/* A curve that touches its tangent at x: with decisions any such, otherwise one without a bend that
 * needs them, the penalty growing evenly to both sides. */
static void add_curve(struct known *k, struct known_line *line) {
    struct ratio slope = draw_dual(k), total = line->total;
    struct ratio at[] = {RATIO_ZERO, ratio_div(total, ratio_of(4, 1)), total,
                         ratio_div(ratio_add(total, line->max), ratio_of(2, 1)), line->max};
    struct ratio last = ratio_of(-1, 1);

    text_add(&k->yaml, "{points: [");
    for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
        struct ratio distance = ratio_sub(at[i], total), below;
        if (ratio_cmp(at[i], last) <= 0) {
            continue;
        }
        last = at[i];
        distance = ratio_max(distance, ratio_neg(distance));
        below = ratio_mul(slope, distance);
        if (k->decisions && ratio_sign(distance) > 0) {
            below = draw_chance(k, 30) ? RATIO_ZERO : ratio_mul(draw_dual(k), draw_amount(k));
        }
        add_point(k, line, at[i], below);
    }
    text_add(&k->yaml, "]}");
}

/* The dollars of a line's first paid slot are worth its benefit; other slots get a term of their
 * own where they differ. */
static void add_benefit(struct known *k, struct known_line *line) {
    uint32_t last = slot_of(line, line->payer_count - 1, line->year_count - 1);
    uint32_t chosen = line->first_slot;

    while (chosen < last && ratio_sign(k->x[chosen]) == 0) {
        chosen++;
    }
    line->worth = k->cost[chosen];
    line->curved = line->has_max && draw_chance(k, 20);
    text_add(&k->yaml, ", benefit: ");
    if (line->curved) {
        add_curve(k, line);
    } else if (line->has_max && draw_chance(k, 40)) {
        text_add(&k->yaml, "{total: ");
        add_decimal(&k->yaml, turned(k, ratio_mul(line->worth, line->max)));
        text_add_char(&k->yaml, '}');
    } else {
        add_decimal(&k->yaml, turned(k, line->worth));
    }
}

static void add_goals(struct known *k) {
    text_format(&k->yaml, "goals:\n  - %s: [{measure: benefit}",
                k->maximize ? "maximize" : "minimize");
    for (uint32_t i = 0; i < k->line_count; i++) {
        const struct known_line *line = &k->lines[i];
        for (uint32_t payer = 0; payer < line->payer_count; payer++) {
            for (uint32_t year = 0; year < line->year_count; year++) {
                struct ratio more = ratio_sub(k->cost[slot_of(line, payer, year)], line->worth);
                if (ratio_sign(more) == 0) {
                    continue;
                }
                text_add(&k->yaml, ", {times: ");
                add_decimal(&k->yaml, turned(k, more));
                text_format(&k->yaml, ", sum: {line: l%u, fund: f%u", i + 1,
                            line->payers[payer] + 1);
                if (k->has_years) {
                    text_format(&k->yaml, ", year: y%u", line->first_year + year + 1);
                }
                text_add(&k->yaml, "}}");
            }
        }
    }
    text_add(&k->yaml, "]\n");
    if (draw_chance(k, 25)) {
        bool most = draw_chance(k, 50) && k->lines[0].has_max; /* else perhaps without end */
        text_format(&k->yaml, "  - %s: [{sum: {line: l1}}]\n", most ? "maximize" : "minimize");
    }
}

static void add_head(struct known *k) {
    text_add(&k->yaml, "unit: ");
    if (ratio_sign(k->unit) == 0) {
        text_add(&k->yaml, "none");
    } else {
        add_decimal(&k->yaml, k->unit);
    }
    if (k->has_years) {
        text_add(&k->yaml, "\nyears: [y1");
        for (uint32_t year = 1; year < k->year_count; year++) {
            text_format(&k->yaml, ", y%u", year + 1);
        }
        text_add_char(&k->yaml, ']');
    }
    text_format(&k->yaml, "\nterritories: {t1: {name: T1%s}, t2: {name: T2%s}}\n",
                text_string(&k->needs[0]), text_string(&k->needs[1]));
    text_add(&k->yaml, "axes: {a: {name: A}, b: {name: B}}\n");
}

void draw_worths(struct known *k) {
    k->value = RATIO_ZERO;
    draw_costs(k);
    add_head(k);
    text_add(&k->yaml, text_string(&k->funds));
    text_add(&k->yaml, "lines:\n");
    for (uint32_t i = 0; i < k->line_count; i++) {
        text_format(&k->yaml, "  l%u: {name: L%u%s", i + 1, i + 1,
                    text_string(&k->lines[i].keys));
        add_benefit(k, &k->lines[i]);
        text_add(&k->yaml, "}\n");
    }
    if (k->rules.length > sizeof "rules:\n" - 1) {
        text_add(&k->yaml, text_string(&k->rules));
    }
    add_goals(k);
}

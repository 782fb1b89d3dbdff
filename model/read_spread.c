/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

/* cost, years, schedule, committed: how much, and over which years. */

static struct picks years_named(struct reader *r, const struct by_year *by_year) {
    struct picks years = {ARENA_ARRAY(r->arena, uint32_t, r->plan->year_count), 0};
    for (uint32_t year = 0; year < r->plan->year_count; year++) {
        if (by_year->nodes[year] != NULL) {
            years.list[years.count++] = year;
        }
    }
    return years;
}

/* The years given must hold all those in which something is due. */
static void refuse_years_outside(struct reader *r, const struct picks *years,
                                 const struct by_year *by_year, struct node *given) {
    uint32_t at = 0;
    for (uint32_t year = 0; year < r->plan->year_count; year++) {
        bool inside = at < years->count && years->list[at] == year;
        at += inside;
        struct node *node = by_year->nodes[year];
        if (!inside && node != NULL && !node->bad && ratio_sign(by_year->amounts[year]) > 0) {
            notes_input(r->notes, read_blame(r, node),
                        "%s n’est pas dans les « years » de la ligne",
                        "%s is not among the line's 'years'", r->plan->years[year]);
            notes_also(r->notes, read_place(r, given));
        }
    }
}

static void set_years(struct reader *r, struct line *line, const struct by_year *by_year,
                      struct node *given) {
    if (read_usable(given)) {
        line->years = read_picks(r, given, NAME_YEAR);
        if (by_year != NULL) {
            refuse_years_outside(r, &line->years, by_year, given);
        }
    } else if (by_year != NULL) {
        line->years = years_named(r, by_year);
    } else {
        line->years = (struct picks){r->all_years, r->plan->year_count};
    }
}

/* Shares of the total: amounts / total, in the line's years. */
static void set_schedule(struct reader *r, struct line *line, const struct by_year *by_year,
                         struct ratio total) {
    line->schedule = ARENA_ARRAY(r->arena, struct ratio, line->years.count);
    for (uint32_t i = 0; i < line->years.count; i++) {
        line->schedule[i] = ratio_div(by_year->amounts[line->years.list[i]], total);
    }
}

static struct ratio sum_of(const struct reader *r, const struct by_year *by_year) {
    struct ratio sum = RATIO_ZERO;
    for (uint32_t year = 0; year < r->plan->year_count; year++) {
        sum = ratio_add(sum, by_year->amounts[year]);
    }
    return sum;
}

static void read_cost_by_year(struct reader *r, struct line *line, struct node *cost,
                              struct node *const *values) {
    struct by_year by_year;
    bool sound = read_by_year(r, cost, &by_year);
    set_years(r, line, sound ? &by_year : NULL, values[LINE_YEARS]);
    if (!sound) {
        return;
    }
    struct ratio sum = sum_of(r, &by_year);
    if (!ratio_known(sum) || ratio_sign(sum) <= 0) {
        notes_input(r->notes, read_blame(r, cost), "le coût est nul", "the cost is zero");
        return;
    }
    line->has_cost = true;
    line->cost = sum;
    if (values[LINE_SCHEDULE] != NULL) {
        if (read_usable(values[LINE_SCHEDULE])) {
            notes_input(r->notes, read_blame(r, values[LINE_SCHEDULE]),
                        "« schedule » et un coût par année ne vont pas ensemble",
                        "'schedule' and a cost by year do not go together");
            notes_also(r->notes, read_place(r, cost));
        }
        return;
    }
    line->schedule_place = read_place(r, cost);
    set_schedule(r, line, &by_year, sum);
}

static void read_schedule(struct reader *r, struct line *line, struct node *schedule,
                          struct node *years) {
    struct by_year by_year;
    bool sound = read_by_year(r, schedule, &by_year);
    set_years(r, line, sound ? &by_year : NULL, years);
    if (!sound) {
        return;
    }
    struct ratio sum = sum_of(r, &by_year);
    if (!ratio_known(sum) || !ratio_equal(sum, RATIO_ONE)) {
        struct text total = {0};
        text_add_ratio(&total, ratio_mul(sum, ratio_of(100, 1)), 9);
        notes_input(r->notes, read_blame(r, schedule),
                    "les parts des années font %s %%, pas 100 %%",
                    "the shares of the years add up to %s%%, not 100%%", text_string(&total));
        text_free(&total);
        return;
    }
    line->schedule_place = read_place(r, schedule);
    set_schedule(r, line, &by_year, RATIO_ONE);
}

void read_spread(struct reader *r, struct line *line, struct node *const *values) {
    struct node *cost = values[LINE_COST];
    struct node *schedule = values[LINE_SCHEDULE];
    if (read_usable(cost) && cost->kind != NODE_SCALAR) {
        read_cost_by_year(r, line, cost, values);
        return;
    }
    if (read_usable(cost)) {
        line->has_cost = true;
        line->cost = read_number(cost, RATIO_ZERO);
    }
    if (read_usable(schedule)) {
        read_schedule(r, line, schedule, values[LINE_YEARS]);
    } else {
        set_years(r, line, NULL, values[LINE_YEARS]);
    }
}

/* --- committed -------------------------------------------------------------------------------- */

static bool pays_in(const struct line *line, uint32_t year) {
    for (uint32_t i = 0; i < line->years.count; i++) {
        if (line->years.list[i] == year) {
            return line->schedule == NULL || ratio_sign(line->schedule[i]) > 0;
        }
    }
    return false;
}

static void add_commitment(struct reader *r, struct line *line, struct commitment commitment,
                           struct node *node) {
    if (ratio_sign(commitment.amount) <= 0) {
        return;
    }
    if (commitment.year != NONE && !pays_in(line, commitment.year)) {
        notes_input(r->notes, read_blame(r, node), "la ligne n’est pas payée en %s",
                    "the line is not paid in %s", r->plan->years[commitment.year]);
        return;
    }
    line->commitments[line->commitment_count++] = commitment;
}

static void read_commitments_of(struct reader *r, struct line *line, uint32_t fund,
                                struct node *node) {
    struct commitment commitment = {.fund = fund, .year = NONE};
    if (node->kind == NODE_SCALAR) {
        commitment.place = read_place(r, node);
        commitment.amount = read_number(node, RATIO_ZERO);
        add_commitment(r, line, commitment, node);
        return;
    }
    struct by_year by_year;
    if (!read_by_year(r, node, &by_year)) {
        return;
    }
    for (uint32_t year = 0; year < r->plan->year_count; year++) {
        if (by_year.nodes[year] != NULL) {
            commitment.place = read_place(r, by_year.nodes[year]);
            commitment.year = year;
            commitment.amount = by_year.amounts[year];
            add_commitment(r, line, commitment, by_year.nodes[year]);
        }
    }
}

void read_commitments(struct reader *r, struct line *line, struct node *const *values) {
    struct node *map = values[LINE_COMMITTED];
    if (!read_usable(map)) {
        return;
    }
    uint32_t most = 0;
    for (struct node *key = map->first; key != NULL; key = key->next->next) {
        most += key->next->kind == NODE_SCALAR ? 1 : key->next->count;
    }
    line->commitments = ARENA_ARRAY(r->arena, struct commitment, most);
    for (struct node *key = map->first; key != NULL; key = key->next->next) {
        uint32_t fund = read_name(r, NAME_FUND, key);
        if (fund == NONE || key->next->bad) {
            continue;
        }
        if (read_payer_of(r, line, fund) == NONE) {
            if (read_usable(values[LINE_FUNDS])) {
                notes_input(r->notes, read_blame(r, key),
                            "« %s » n’est pas parmi les fonds de la ligne",
                            "'%s' is not among the line's funds", read_shown(r, key));
                notes_also(r->notes, read_place(r, values[LINE_FUNDS]));
            }
            continue;
        }
        read_commitments_of(r, line, fund, key->next);
    }
}

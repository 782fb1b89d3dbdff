/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tableau de répartition: territories by axes, or axes alone where there are no territories. */
#include <string.h>

#include "base/numbers.h"
#include "reports/picture.h"

enum { MOST_EXTRA = 5 }; /* name, no axis, total, share, per head */

struct grid {
    uint32_t fund; /* whose dollars; NONE: all of them */
    struct ratio
        *dollars; /* [territories + 1][axes + 1]; the last ones: whole region, no axis */
    struct ratio *totals; /* [territories + 1] */
    struct ratio *shares; /* [territories + 1] as they are shown */
    uint32_t rows, columns;
    bool has_region, has_no_axis;
    uint32_t population; /* attribute, or NONE */
};

static struct ratio *at(const struct grid *grid, uint32_t row, uint32_t column) {
    return &grid->dollars[row * grid->columns + column];
}

static void add_line(const struct teller *teller, struct grid *grid, uint32_t index) {
    const struct plan *plan = teller->plan;
    const struct line *line = &plan->lines[index];
    struct ratio amount = grid->fund == NONE ? teller->answer->lines[index].amount
                                             : teller_paid(teller, index, grid->fund);
    uint32_t row = line->territory == NONE ? plan->territory_count : line->territory;
    if (ratio_known(amount) && ratio_sign(amount) == 0) {
        return;
    }
    grid->has_region |= line->territory == NONE;
    grid->has_no_axis |= line->axis_count == 0;
    grid->totals[row] = ratio_total(grid->totals[row], amount);
    for (uint32_t a = 0; a < line->axis_count; a++) {
        struct ratio *cell = at(grid, row, line->axes[a].axis);
        *cell = ratio_total(*cell, ratio_mul(line->axes[a].share, amount));
    }
    if (line->axis_count == 0) {
        struct ratio *cell = at(grid, row, plan->axis_count);
        *cell = ratio_total(*cell, amount);
    }
}

static struct ratio *zeros(const struct teller *teller, uint32_t count) {
    struct ratio *list = ARENA_ARRAY(teller->report->arena, struct ratio, count);
    for (uint32_t i = 0; i < count; i++) {
        list[i] = RATIO_ZERO;
    }
    return list;
}

static struct grid grid_new(const struct teller *teller, uint32_t fund) {
    const struct plan *plan = teller->plan;
    struct grid grid = {
        .fund = fund, .rows = plan->territory_count + 1, .columns = plan->axis_count + 1};
    grid.population = plan_find(plan->attributes, plan->attribute_count, "population");
    grid.dollars = zeros(teller, grid.rows * grid.columns);
    grid.totals = zeros(teller, grid.rows);
    grid.shares = zeros(teller, grid.rows);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        add_line(teller, &grid, i);
    }
    teller_shares(grid.totals, grid.rows, grid.shares);
    return grid;
}

/* Whether a share of an axis falls between two printed amounts. */
static bool is_rounded(const struct teller *teller, const struct grid *grid) {
    struct ratio scale = RATIO_ONE;
    for (int i = 0; i < teller->report->money_decimals; i++) {
        scale = ratio_mul(scale, ratio_of(10, 1));
    }
    for (uint32_t i = 0; i < grid->rows * grid->columns; i++) {
        struct ratio scaled = ratio_mul(grid->dollars[i], scale);
        if (!ratio_known(scaled) || scaled.den != 1) {
            return true;
        }
    }
    return false;
}

static bool has_population(const struct teller *teller, const struct grid *grid) {
    struct ratio value;
    for (uint32_t i = 0; i < teller->plan->territory_count; i++) {
        if (grid->population != NONE &&
            entity_attribute(&teller->plan->territories[i].entity, grid->population, &value)) {
            return true;
        }
    }
    return false;
}

/* People of a territory, or of all of them (the last row); unknown when not said. */
static struct ratio population_of(const struct teller *teller, const struct grid *grid,
                                  uint32_t row) {
    const struct plan *plan = teller->plan;
    struct ratio value = RATIO_UNKNOWN, sum = RATIO_ZERO;
    if (grid->population == NONE) {
        return RATIO_UNKNOWN;
    }
    for (uint32_t i = 0; i < plan->territory_count; i++) {
        if (row != plan->territory_count && row != i) {
            continue;
        }
        if (!entity_attribute(&plan->territories[i].entity, grid->population, &value)) {
            return RATIO_UNKNOWN;
        }
        sum = ratio_total(sum, value);
    }
    return sum;
}

struct columns {
    struct column_head *heads;
    uint32_t count, first_axis, no_axis, total, share, per_head; /* NONE: not there */
};

static uint32_t add_head(struct columns *columns, struct column_head head) {
    columns->heads[columns->count] = head;
    return columns->count++;
}

static struct columns columns_new(const struct teller *teller, const struct grid *grid) {
    const struct plan *plan = teller->plan;
    struct columns columns = {.no_axis = NONE, .per_head = NONE};
    columns.heads =
        ARENA_ARRAY(teller->report->arena, struct column_head, plan->axis_count + MOST_EXTRA);
    add_head(&columns, (struct column_head){.title = teller_word(teller, WORD_TERRITORY),
                                            .key = "territory",
                                            .kind = CELL_TEXT});
    columns.first_axis = columns.count;
    for (uint32_t i = 0; i < plan->axis_count; i++) {
        add_head(&columns, (struct column_head){.title = teller_short(&plan->axes[i].entity),
                                                .key = "axis",
                                                .kind = CELL_MONEY});
    }
    if (grid->has_no_axis && plan->axis_count > 0) {
        columns.no_axis =
            add_head(&columns, (struct column_head){teller_word(teller, WORD_NO_AXIS),
                                                    "no_axis", CELL_MONEY, false});
    }
    columns.total = add_head(&columns, (struct column_head){teller_word(teller, WORD_TOTAL),
                                                            "total", CELL_MONEY, false});
    columns.share =
        add_head(&columns, (struct column_head){teller_word(teller, WORD_SHARE_OF_TOTAL),
                                                "share", CELL_SHARE, true});
    if (has_population(teller, grid)) {
        columns.per_head =
            add_head(&columns, (struct column_head){teller_word(teller, WORD_PER_HEAD),
                                                    "per_head", CELL_NUMBER, true});
    }
    return columns;
}

/* Dollars per head are rounded to the cent. */
static struct ratio cents(struct ratio dollars) {
    struct ratio shifted = ratio_add(dollars, ratio_of(1, 200));
    return ratio_known(shifted) ? ratio_floor_to(shifted, ratio_of(1, 100)) : RATIO_UNKNOWN;
}

static void fill_row(struct cell *row, const struct columns *columns, struct ratio total,
                     struct ratio share, struct ratio people) {
    row[columns->total] = cell_money(total);
    row[columns->share] = cell_share(share);
    if (columns->per_head != NONE) {
        row[columns->per_head] = cell_number(cents(ratio_div(total, people)));
    }
}

static void add_territory(struct teller *teller, struct table *table,
                          const struct columns *columns, const struct grid *grid,
                          uint32_t index) {
    const struct plan *plan = teller->plan;
    struct cell *row = table_row(teller->report, table);
    bool region = index == plan->territory_count;
    row[0] = region ? cell_text(teller_word(teller, WORD_WHOLE_REGION))
                    : cell_name(teller, &plan->territories[index].entity,
                                plan->territories[index].entity.name);
    for (uint32_t a = 0; a < plan->axis_count; a++) {
        row[columns->first_axis + a] = cell_money(*at(grid, index, a));
    }
    if (columns->no_axis != NONE) {
        row[columns->no_axis] = cell_money(*at(grid, index, plan->axis_count));
    }
    fill_row(row, columns, grid->totals[index], grid->shares[index],
             region ? RATIO_UNKNOWN : population_of(teller, grid, index));
}

static struct ratio column_sum(const struct grid *grid, uint32_t column) {
    struct ratio sum = RATIO_ZERO;
    for (uint32_t i = 0; i < grid->rows; i++) {
        sum = ratio_total(sum, *at(grid, i, column));
    }
    return sum;
}

static void add_total(struct teller *teller, struct table *table, const struct columns *columns,
                      const struct grid *grid) {
    const struct plan *plan = teller->plan;
    struct cell *row = table_row(teller->report, table);
    struct ratio total = grid->fund == NONE ? teller->answer->total
                                            : teller->answer->funds[grid->fund].allocated;
    row[0] = cell_text(teller_word(teller, WORD_TOTAL));
    for (uint32_t a = 0; a < plan->axis_count; a++) {
        row[columns->first_axis + a] = cell_money(column_sum(grid, a));
    }
    if (columns->no_axis != NONE) {
        row[columns->no_axis] = cell_money(column_sum(grid, plan->axis_count));
    }
    fill_row(row, columns, total, ratio_div(total, total),
             population_of(teller, grid, plan->territory_count));
    table->has_total = true;
}

/* Full names of the axes whose column is headed by an id. */
static void add_legend(struct teller *teller, struct table *table) {
    for (uint32_t i = 0; i < teller->plan->axis_count; i++) {
        const struct entity *axis = &teller->plan->axes[i].entity;
        if (strcmp(teller_short(axis), axis->name) != 0) {
            table_note(teller->report, table,
                       teller_format(teller, "%s : %s", "%s: %s", axis->id, axis->name));
        }
    }
}

static void name_axes(const struct teller *teller, struct table *table, uint32_t first) {
    for (uint32_t i = 0; i < teller->plan->axis_count; i++) {
        table_column_name(teller->report, table, first + i, teller->plan->axes[i].entity.name);
    }
}

static const char *grid_title(const struct teller *teller, uint32_t fund) {
    const char *sign = teller->report->currency_sign;
    if (fund != NONE) {
        return teller_format(teller, "Tableau de répartition – %s, en %s",
                             "Allocation by territory and axis – %s, in %s",
                             teller->plan->funds[fund].entity.name, sign);
    }
    if (teller->plan->fund_count > 1) {
        return teller_format(teller, "Tableau de répartition – toutes les sources, en %s",
                             "Allocation by territory and axis – all sources, in %s", sign);
    }
    return teller_format(teller, "Tableau de répartition, en %s",
                         "Allocation by territory and axis, in %s", sign);
}

/* Of one fund's dollars, or of all (NONE); the first table explains the axes. */
static void tell_territories(struct teller *teller, uint32_t fund, bool first) {
    struct grid grid = grid_new(teller, fund);
    struct columns columns = columns_new(teller, &grid);
    struct table *table = report_table(teller->report, grid_title(teller, fund), "sharing",
                                       columns.heads, columns.count);
    for (uint32_t i = 0; i < teller->plan->territory_count; i++) {
        add_territory(teller, table, &columns, &grid, i);
    }
    if (grid.has_region) {
        add_territory(teller, table, &columns, &grid, teller->plan->territory_count);
    }
    add_total(teller, table, &columns, &grid);
    if (is_rounded(teller, &grid)) {
        table_note(
            teller->report, table,
            teller_format(teller,
                          "Les parts d’axe sont arrondies : une somme peut différer de ses "
                          "parties. Les totaux sont exacts.",
                          "Shares of axes are rounded: a sum may differ from its parts. Totals "
                          "are exact."));
    }
    name_axes(teller, table, columns.first_axis);
    if (first) {
        add_legend(teller, table);
    }
    if (teller->plan->axis_count > 1) {
        picture_sharing(teller, table, fund, columns.first_axis, first);
    }
    if (columns.per_head != NONE) {
        picture_per_head(teller, table, fund, columns.per_head, first);
    }
}

static void tell_axes(struct teller *teller) {
    const struct plan *plan = teller->plan;
    const struct column_head heads[] = {
        {teller_word(teller, WORD_AXIS), "axis", CELL_TEXT, false},
        {teller_word(teller, WORD_GRANTED), "total", CELL_MONEY, false},
        {teller_word(teller, WORD_SHARE_OF_TOTAL), "share", CELL_SHARE, true},
    };
    const char *title =
        teller_format(teller, "Répartition par axe, en %s", "Allocation by axis, in %s",
                      teller->report->currency_sign);
    struct table *table = report_table(teller->report, title, "sharing", heads, 3);
    uint32_t count = plan->axis_count;
    struct ratio *parts = zeros(teller, count + 1), *shares = zeros(teller, count + 1);
    parts[count] = teller->answer->total;
    for (uint32_t i = 0; i < count; i++) {
        parts[i] = teller->answer->by_axis[i];
        parts[count] = ratio_sub(parts[count], parts[i]);
    }
    teller_shares(parts, count + 1, shares);
    for (uint32_t i = 0; i <= count; i++) {
        bool no_axis = i == count;
        if (no_axis && ratio_equal(parts[i], RATIO_ZERO)) {
            continue;
        }
        struct cell *row = table_row(teller->report, table);
        row[0] = no_axis ? cell_text(teller_word(teller, WORD_NO_AXIS))
                         : cell_name(teller, &plan->axes[i].entity, plan->axes[i].entity.name);
        row[1] = cell_money(parts[i]);
        row[2] = cell_share(shares[i]);
    }
    struct cell *row = table_row(teller->report, table);
    row[0] = cell_text(teller_word(teller, WORD_TOTAL));
    row[1] = cell_money(teller->answer->total);
    row[2] = cell_share(ratio_div(teller->answer->total, teller->answer->total));
    table->has_total = true;
    picture_axes(teller, table, 1);
}

void tell_sharing(struct teller *teller) {
    bool envelope = teller->main_fund != NONE && teller->plan->fund_count > 1;
    if (teller->plan->territory_count == 0) {
        if (teller->plan->axis_count > 0) {
            tell_axes(teller);
        }
        return;
    }
    if (envelope) {
        tell_territories(teller, teller->main_fund, true);
    }
    tell_territories(teller, NONE, !envelope);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Montage financier: every line that gets money, by kind, with who pays it. */
#include <string.h>

#include "reports/group.h"
#include "base/numbers.h"
#include "reports/picture.h"

#define MOST_OTHER_COLUMNS 8
#define MOST_FUND_COLUMNS 6 /* more funds than that are told as a list in one column */

/* --- shares -------------------------------------------------------------------------------- */

/* Public aid in a line's dollars, as its share. */
static struct ratio aid_share(const struct teller *teller, uint32_t line) {
    const struct plan *plan = teller->plan;
    const struct line *its = &plan->lines[line];
    struct ratio aid = RATIO_ZERO;
    for (uint32_t p = 0; p < its->payer_count; p++) {
        uint32_t fund = its->payers[p].fund;
        struct ratio paid = teller_paid(teller, line, fund);
        aid = ratio_total(aid, ratio_mul(plan->funds[fund].public_aid, paid));
    }
    return ratio_div(aid, teller->answer->lines[line].amount);
}

static struct ratio stake_share(const struct teller *teller, uint32_t line) {
    uint32_t fund = teller_stake_fund(teller->plan, &teller->plan->lines[line]);
    if (fund == NONE) {
        return RATIO_UNKNOWN;
    }
    return ratio_div(teller_paid(teller, line, fund), teller->answer->lines[line].amount);
}

/* --- texts --------------------------------------------------------------------------------- */

/* "axe3 70 %, axe5 30 %" */
static const char *axes_text(const struct teller *teller, const struct line *line) {
    const char *list = "";
    for (uint32_t i = 0; i < line->axis_count; i++) {
        const char *axis = teller_short(&teller->plan->axes[line->axes[i].axis].entity);
        if (line->axis_count == 1) {
            return axis;
        }
        struct text share = {0};
        struct ratio percent = ratio_mul(line->axes[i].share, ratio_of(100, 1));
        text_add_number(&share, percent, 1, teller->language);
        list = teller_format(teller, "%s%s%s\u00a0%s\u00a0%%", "%s%s%s\u00a0%s%%", list,
                             i > 0 ? ", " : "", axis, text_string(&share));
        text_free(&share);
    }
    return list;
}

/* "parsis 121 000, milieu 10 000" */
static const char *stack_text(const struct teller *teller, const struct group *group,
                              uint32_t line) {
    struct text list = {0};
    for (uint32_t i = 0; i < group->fund_count; i++) {
        struct ratio paid = teller_paid(teller, line, group->funds[i]);
        if (ratio_known(paid) && ratio_sign(paid) == 0) {
            continue;
        }
        text_add(&list, list.length > 0 ? ", " : "");
        text_format(&list, "%s\u00a0",
                    teller_short(&teller->plan->funds[group->funds[i]].entity));
        text_add_money(&list, paid, teller->report->money_decimals, "", teller->language);
    }
    const char *kept = teller_format(teller, "%s", "%s", text_string(&list));
    text_free(&list);
    return kept;
}

/* --- columns ------------------------------------------------------------------------------- */

/* Where a table of lines has what; NONE: it does not. */
struct columns {
    struct column_head *heads;
    uint32_t count;
    uint32_t territory, axis, granted, level, first_fund, stack, aid, stake;
};

static bool has_axes(const struct teller *teller, uint32_t line) {
    return teller->plan->lines[line].axis_count > 0;
}

static bool has_aid_limit(const struct teller *teller, uint32_t line) {
    return teller->plan->lines[line].has_aid_limit;
}

static bool has_level(const struct teller *teller, uint32_t line) {
    return ratio_known(teller->answer->lines[line].level);
}

static bool has_stake(const struct teller *teller, uint32_t line) {
    return teller_stake_fund(teller->plan, &teller->plan->lines[line]) != NONE;
}

/* Whether any line of the group passes the test. */
static bool any(const struct teller *teller, const struct group *group,
                bool (*test)(const struct teller *, uint32_t)) {
    for (uint32_t i = 0; i < group->line_count; i++) {
        if (test(teller, group->lines[i])) {
            return true;
        }
    }
    return false;
}

static uint32_t add_column(struct columns *columns, const char *title, const char *key,
                           struct column_head form) {
    form.title = title;
    form.key = key;
    columns->heads[columns->count] = form;
    return columns->count++;
}

static void add_fund_columns(const struct teller *teller, const struct group *group,
                             struct columns *columns) {
    const struct column_head words = {.kind = CELL_TEXT};
    columns->first_fund = columns->stack = NONE;
    if (group->fund_count > MOST_FUND_COLUMNS) {
        columns->stack = add_column(columns, teller_word(teller, WORD_STACK), "stack", words);
    } else if (group->fund_count > 1) {
        columns->first_fund = columns->count;
        for (uint32_t i = 0; i < group->fund_count; i++) {
            const struct entity *fund = &teller->plan->funds[group->funds[i]].entity;
            const struct column_head money = {.kind = CELL_MONEY};
            add_column(columns, teller_short(fund), "fund", money);
        }
    }
}

static struct columns columns_new(const struct teller *teller, const struct group *group) {
    const struct column_head share = {.kind = CELL_SHARE};
    const struct column_head money = {.kind = CELL_MONEY}, words = {.kind = CELL_TEXT};
    struct columns columns = {.territory = NONE, .axis = NONE, .level = NONE};
    columns.aid = columns.stake = NONE;
    columns.heads = ARENA_ARRAY(teller->report->arena, struct column_head,
                                MOST_OTHER_COLUMNS + group->fund_count);
    add_column(&columns, teller_word(teller, WORD_LINE), "line", words);
    columns.granted = add_column(
        &columns, teller_word(teller, group->fund_count > 1 ? WORD_ALL_SOURCES : WORD_GRANTED),
        "granted", money);
    if (any(teller, group, has_level)) {
        columns.level =
            add_column(&columns, teller_word(teller, WORD_SHARE_OF_MAX), "level", share);
    }
    add_fund_columns(teller, group, &columns);
    if (any(teller, group, has_aid_limit)) {
        columns.aid =
            add_column(&columns, teller_word(teller, WORD_PUBLIC_AID), "public_aid", share);
    }
    if (any(teller, group, has_stake)) {
        columns.stake =
            add_column(&columns, teller_word(teller, WORD_OWN_STAKE), "stake", share);
    }
    if (group->has_territory_column) {
        columns.territory =
            add_column(&columns, teller_word(teller, WORD_TERRITORY), "territory", words);
    }
    if (any(teller, group, has_axes)) {
        columns.axis = add_column(&columns, teller_word(teller, WORD_AXIS), "axis", words);
    }
    return columns;
}

/* --- rows ---------------------------------------------------------------------------------- */

static void set(struct cell *row, uint32_t column, struct cell cell) {
    if (column != NONE) {
        row[column] = cell;
    }
}

static void add_line(struct teller *teller, struct table *table, const struct group *group,
                     const struct columns *columns, uint32_t n) {
    uint32_t index = group->lines[n];
    const struct line *line = &teller->plan->lines[index];
    const struct line_answer *its = &teller->answer->lines[index];
    if (group->headings[n] != NULL) {
        table_row(teller->report, table)[0] = cell_text(group->headings[n]);
    }
    struct cell *row = table_row(teller->report, table);
    row[0] = cell_name(teller, &line->entity, group->labels[n]);
    set(row, columns->territory, cell_text(teller_territory(teller, line)));
    set(row, columns->axis, cell_text(axes_text(teller, line)));
    set(row, columns->granted, cell_money(its->amount));
    set(row, columns->level, cell_share(its->level));
    for (uint32_t i = 0; columns->first_fund != NONE && i < group->fund_count; i++) {
        row[columns->first_fund + i] = cell_money(teller_paid(teller, index, group->funds[i]));
    }
    if (columns->stack != NONE) {
        row[columns->stack] = cell_text(stack_text(teller, group, index));
    }
    set(row, columns->aid, cell_share(aid_share(teller, index)));
    set(row, columns->stake, cell_share(stake_share(teller, index)));
}

static void add_total(struct teller *teller, struct table *table, const struct group *group,
                      const struct columns *columns) {
    struct ratio total = RATIO_ZERO;
    struct cell *row = table_row(teller->report, table);
    for (uint32_t i = 0; i < group->line_count; i++) {
        total = ratio_total(total, teller->answer->lines[group->lines[i]].amount);
    }
    row[0] = cell_text(teller_word(teller, WORD_TOTAL));
    row[columns->granted] = cell_money(total);
    for (uint32_t f = 0; columns->first_fund != NONE && f < group->fund_count; f++) {
        struct ratio paid = RATIO_ZERO;
        for (uint32_t i = 0; i < group->line_count; i++) {
            paid = ratio_total(paid, teller_paid(teller, group->lines[i], group->funds[f]));
        }
        row[columns->first_fund + f] = cell_money(paid);
    }
    table->has_total = true;
}

static const char *group_title(const struct teller *teller, const struct group *group) {
    const char *sign = teller->report->currency_sign;
    if (teller->plan->kind_count == 0) {
        return teller_format(teller, "Lignes et montage financier, en %s",
                             "Lines and their funding, in %s", sign);
    }
    const char *kind = group->kind == NONE ? teller_word(teller, WORD_OTHER_LINES)
                                           : teller->plan->kinds[group->kind];
    return teller_format(teller, "Lignes et montage financier – %s, en %s",
                         "Lines and their funding – %s, in %s", kind, sign);
}

/* Full names of the funds, for those whose column is headed by an id. */
static void add_legend(struct teller *teller, struct table *table, const struct group *group,
                       uint32_t first_fund) {
    for (uint32_t i = 0; group->fund_count > 1 && i < group->fund_count; i++) {
        const struct entity *fund = &teller->plan->funds[group->funds[i]].entity;
        if (first_fund != NONE) {
            table_column_name(teller->report, table, first_fund + i, fund->name);
        }
        if (strcmp(teller_short(fund), fund->name) != 0) {
            table_note(teller->report, table,
                       teller_format(teller, "%s : %s", "%s: %s", fund->id, fund->name));
        }
    }
}

static void tell_group(struct teller *teller, uint32_t kind) {
    struct group group = group_new(teller, kind);
    if (group.line_count == 0) {
        return;
    }
    struct columns columns = columns_new(teller, &group);
    struct table *table = report_table(teller->report, group_title(teller, &group), "lines",
                                       columns.heads, columns.count);
    for (uint32_t i = 0; i < group.line_count; i++) {
        add_line(teller, table, &group, &columns, i);
    }
    if (group.line_count > 1) {
        add_total(teller, table, &group, &columns);
    }
    add_legend(teller, table, &group, columns.first_fund);
    if (columns.first_fund != NONE) {
        picture_stacks(teller, table, columns.first_fund, group.fund_count);
    }
    if (group.fund_count == 1 && teller->plan->fund_count > 1) {
        table_note(teller->report, table,
                   teller_format(teller, "Tout est payé par « %s ».", "Paid in full by “%s”.",
                                 teller->plan->funds[group.funds[0]].entity.name));
    }
}

void tell_lines(struct teller *teller) {
    for (uint32_t kind = 0; kind < teller->plan->kind_count; kind++) {
        tell_group(teller, kind);
    }
    tell_group(teller, NONE);
}

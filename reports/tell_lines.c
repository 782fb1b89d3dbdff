/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Montage financier: every line that gets money, by kind, with who pays it; then the others. */
#include <string.h>

#include "reports/numbers.h"
#include "reports/teller.h"

#define MOST_FUND_COLUMNS 6 /* more funds than that are told as a list in one column */

/* The lines of one kind that get money. */
struct group {
    uint32_t kind;   /* NONE: lines without a kind */
    uint32_t *lines; /* [line_count] */
    uint32_t line_count;
    uint32_t *funds; /* [fund_count] that pay any of them */
    uint32_t fund_count;
    /* Columns, or NONE. */
    uint32_t territory, axis, granted, level, first_fund, stack, aid, stake;
};

/* --- shares -------------------------------------------------------------------------------- */

/* Public aid in a line's dollars, as its share. */
static struct ratio aid_share(const struct teller *teller, uint32_t line) {
    const struct plan *plan = teller->plan;
    const struct line *its = &plan->lines[line];
    struct ratio aid = RATIO_ZERO;
    for (uint32_t p = 0; p < its->payer_count; p++) {
        uint32_t fund = its->payers[p].fund;
        struct ratio paid = teller_paid(teller, line, fund);
        aid = ratio_add(aid, ratio_mul(plan->funds[fund].public_aid, paid));
    }
    return ratio_div(aid, teller->answer->lines[line].amount);
}

/* The fund from which a line asks a least share of its total: the promoter's own stake. */
static uint32_t stake_fund(const struct line *line) {
    for (uint32_t i = 0; i < line->match_count; i++) {
        const struct match *match = &line->matches[i];
        if (!match->is_block && match->with == NONE && match->sense != AT_MOST) {
            return match->fund;
        }
    }
    return NONE;
}

static struct ratio stake_share(const struct teller *teller, uint32_t line) {
    uint32_t fund = stake_fund(&teller->plan->lines[line]);
    if (fund == NONE) {
        return RATIO_UNKNOWN;
    }
    return ratio_div(teller_paid(teller, line, fund), teller->answer->lines[line].amount);
}

/* --- texts --------------------------------------------------------------------------------- */

static const char *territory_name(const struct teller *teller, const struct line *line) {
    return line->territory == NONE ? teller_word(teller, WORD_WHOLE_REGION)
                                   : teller->plan->territories[line->territory].entity.name;
}

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
        text_format(&list, "%s\u00a0", teller->plan->funds[group->funds[i]].entity.id);
        text_add_money(&list, paid, teller->report->money_decimals, "", teller->language);
    }
    const char *kept = teller_format(teller, "%s", "%s", text_string(&list));
    text_free(&list);
    return kept;
}

/* --- groups -------------------------------------------------------------------------------- */

static bool pays_any(const struct teller *teller, const struct group *group, uint32_t fund) {
    for (uint32_t i = 0; i < group->line_count; i++) {
        struct ratio paid = teller_paid(teller, group->lines[i], fund);
        if (!ratio_known(paid) || ratio_sign(paid) > 0) {
            return true;
        }
    }
    return false;
}

static struct group group_new(const struct teller *teller, uint32_t kind) {
    const struct plan *plan = teller->plan;
    struct arena *arena = teller->report->arena;
    struct group group = {.kind = kind};
    group.lines = ARENA_ARRAY(arena, uint32_t, plan->line_count);
    group.funds = ARENA_ARRAY(arena, uint32_t, plan->fund_count);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        if (plan->lines[i].kind == kind && teller->answer->lines[i].funded) {
            group.lines[group.line_count++] = i;
        }
    }
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        if (pays_any(teller, &group, i)) {
            group.funds[group.fund_count++] = i;
        }
    }
    return group;
}

/* Whether a column of territories says more than the names of the lines do. */
static bool territories_matter(const struct teller *teller, const struct group *group) {
    for (uint32_t i = 0; i < group->line_count; i++) {
        const struct line *line = &teller->plan->lines[group->lines[i]];
        if (line->territory != NONE &&
            strstr(line->entity.name, territory_name(teller, line)) == NULL) {
            return true;
        }
    }
    return false;
}

static bool axes_matter(const struct teller *teller, const struct group *group) {
    for (uint32_t i = 0; i < group->line_count; i++) {
        if (teller->plan->lines[group->lines[i]].axis_count > 0) {
            return true;
        }
    }
    return false;
}

static bool aid_matters(const struct teller *teller, const struct group *group) {
    for (uint32_t i = 0; i < group->line_count; i++) {
        if (teller->plan->lines[group->lines[i]].has_aid_limit) {
            return true;
        }
    }
    return false;
}

static bool levels_matter(const struct teller *teller, const struct group *group) {
    for (uint32_t i = 0; i < group->line_count; i++) {
        if (ratio_known(teller->answer->lines[group->lines[i]].level)) {
            return true;
        }
    }
    return false;
}

static bool stakes_matter(const struct teller *teller, const struct group *group) {
    for (uint32_t i = 0; i < group->line_count; i++) {
        if (stake_fund(&teller->plan->lines[group->lines[i]]) != NONE) {
            return true;
        }
    }
    return false;
}

/* --- one table ----------------------------------------------------------------------------- */

struct heads {
    struct column_head *list;
    uint32_t count;
};

static uint32_t add_head(struct heads *heads, const char *title, const char *key,
                         enum cell_kind kind, int optional) {
    heads->list[heads->count] = (struct column_head){title, key, kind, optional};
    return heads->count++;
}

static uint32_t add_head_if(bool wanted, struct heads *heads, const char *title,
                            const char *key, struct column_head form) {
    return wanted ? add_head(heads, title, key, form.kind, form.optional) : NONE;
}

/* Decides the columns. The first to be left out: axis, territory, stake, share of max, aid. */
static struct heads heads_new(const struct teller *teller, struct group *group) {
    const struct column_head axis = {.kind = CELL_TEXT, .optional = 5};
    const struct column_head territory = {.kind = CELL_TEXT, .optional = 4};
    const struct column_head stake = {.kind = CELL_SHARE, .optional = 3};
    const struct column_head level = {.kind = CELL_SHARE, .optional = 2};
    const struct column_head aid = {.kind = CELL_SHARE, .optional = 1};
    const struct column_head stack = {.kind = CELL_TEXT};
    struct heads heads = {
        ARENA_ARRAY(teller->report->arena, struct column_head, 8 + group->fund_count), 0};
    bool listed = group->fund_count > MOST_FUND_COLUMNS;
    add_head(&heads, teller_word(teller, WORD_LINE), "line", CELL_TEXT, 0);
    group->territory = add_head_if(territories_matter(teller, group), &heads,
                                   teller_word(teller, WORD_TERRITORY), "territory", territory);
    group->axis = add_head_if(axes_matter(teller, group), &heads,
                              teller_word(teller, WORD_AXIS), "axis", axis);
    group->granted =
        add_head(&heads, teller_word(teller, WORD_GRANTED), "granted", CELL_MONEY, 0);
    group->level = add_head_if(levels_matter(teller, group), &heads,
                               teller_word(teller, WORD_SHARE_OF_MAX), "level", level);
    group->first_fund = NONE;
    for (uint32_t i = 0; !listed && group->fund_count > 1 && i < group->fund_count; i++) {
        const struct entity *fund = &teller->plan->funds[group->funds[i]].entity;
        uint32_t column = add_head(&heads, teller_short(fund), "fund", CELL_MONEY, 0);
        group->first_fund = i == 0 ? column : group->first_fund;
    }
    group->stack = add_head_if(listed, &heads, teller_word(teller, WORD_STACK), "stack", stack);
    group->aid = add_head_if(aid_matters(teller, group), &heads,
                             teller_word(teller, WORD_PUBLIC_AID), "public_aid", aid);
    group->stake = add_head_if(stakes_matter(teller, group), &heads,
                               teller_word(teller, WORD_OWN_STAKE), "stake", stake);
    return heads;
}

static void set(struct cell *row, uint32_t column, struct cell cell) {
    if (column != NONE) {
        row[column] = cell;
    }
}

/* --- names of a template's lines ----------------------------------------------------------- */

static bool ends_with(const char *string, size_t length, const char *end) {
    size_t tail = strlen(end);
    return tail <= length && strncmp(string + length - tail, end, tail) == 0;
}

/* Bytes of a line's name before " – Territory" at its end; 0 when it does not end so. */
static size_t stem_length(const struct teller *teller, const struct line *line) {
    static const char *const joints[] = {" ", "-", ",", ":", "(", "–", "\u00a0"};
    const char *name = line->entity.name;
    size_t length = strlen(name);
    if (line->family == NONE || line->territory == NONE ||
        !ends_with(name, length, territory_name(teller, line))) {
        return 0;
    }
    length -= strlen(territory_name(teller, line));
    for (size_t i = 0; i < sizeof joints / sizeof *joints;) {
        bool joined = ends_with(name, length, joints[i]);
        length -= joined ? strlen(joints[i]) : 0;
        i = joined ? 0 : i + 1;
    }
    return length;
}

/* Whether two lines are of one template and named alike but for their territory. */
static bool same_stem(const struct teller *teller, uint32_t a, uint32_t b) {
    const struct line *one = &teller->plan->lines[a], *other = &teller->plan->lines[b];
    size_t length = stem_length(teller, one);
    return length > 0 && one->family == other->family && stem_length(teller, other) == length &&
           strncmp(one->entity.name, other->entity.name, length) == 0;
}

/* The name of the group's n-th line: only its territory, under a heading, where a neighbour is of
 * the same template. */
static const char *line_label(struct teller *teller, struct table *table,
                              const struct group *group, uint32_t n) {
    uint32_t index = group->lines[n];
    const struct line *line = &teller->plan->lines[index];
    bool follows = n > 0 && same_stem(teller, group->lines[n - 1], index);
    bool leads = n + 1 < group->line_count && same_stem(teller, index, group->lines[n + 1]);
    if (!follows && !leads) {
        return line->entity.name;
    }
    if (!follows) {
        struct cell *heading = table_row(teller->report, table);
        heading[0] = cell_text(
            arena_copy(teller->report->arena, line->entity.name, stem_length(teller, line)));
    }
    return teller_format(teller, "\u00a0\u00a0%s", "\u00a0\u00a0%s",
                         territory_name(teller, line));
}

static void add_line(struct teller *teller, struct table *table, const struct group *group,
                     uint32_t n) {
    uint32_t index = group->lines[n];
    const char *label = line_label(teller, table, group, n);
    const struct line *line = &teller->plan->lines[index];
    const struct line_answer *its = &teller->answer->lines[index];
    struct cell *row = table_row(teller->report, table);
    row[0] = cell_name(teller, &line->entity, label);
    set(row, group->territory, cell_text(territory_name(teller, line)));
    set(row, group->axis, cell_text(axes_text(teller, line)));
    set(row, group->granted, cell_money(its->amount));
    set(row, group->level, cell_share(its->level));
    for (uint32_t i = 0; group->first_fund != NONE && i < group->fund_count; i++) {
        row[group->first_fund + i] = cell_money(teller_paid(teller, index, group->funds[i]));
    }
    if (group->stack != NONE) {
        row[group->stack] = cell_text(stack_text(teller, group, index));
    }
    set(row, group->aid, cell_share(aid_share(teller, index)));
    set(row, group->stake, cell_share(stake_share(teller, index)));
}

static void add_total(struct teller *teller, struct table *table, const struct group *group) {
    struct ratio total = RATIO_ZERO;
    struct cell *row = table_row(teller->report, table);
    for (uint32_t i = 0; i < group->line_count; i++) {
        total = ratio_add(total, teller->answer->lines[group->lines[i]].amount);
    }
    row[0] = cell_text(teller_word(teller, WORD_TOTAL));
    row[group->granted] = cell_money(total);
    for (uint32_t f = 0; group->first_fund != NONE && f < group->fund_count; f++) {
        struct ratio paid = RATIO_ZERO;
        for (uint32_t i = 0; i < group->line_count; i++) {
            paid = ratio_add(paid, teller_paid(teller, group->lines[i], group->funds[f]));
        }
        row[group->first_fund + f] = cell_money(paid);
    }
    table->has_total = true;
}

static const char *group_title(const struct teller *teller, const struct group *group) {
    const char *sign = teller->report->currency_sign;
    if (teller->plan->kind_count == 0) {
        return teller_format(teller, "Lignes et montage financier, en %s",
                             "Lines and who pays them, in %s", sign);
    }
    const char *kind = group->kind == NONE ? teller_word(teller, WORD_OTHER_LINES)
                                           : teller->plan->kinds[group->kind];
    return teller_format(teller, "Lignes et montage financier – %s, en %s",
                         "Lines and who pays them – %s, in %s", kind, sign);
}

static void tell_group(struct teller *teller, uint32_t kind) {
    struct group group = group_new(teller, kind);
    if (group.line_count == 0) {
        return;
    }
    struct heads heads = heads_new(teller, &group);
    struct table *table = report_table(teller->report, group_title(teller, &group), "lines",
                                       heads.list, heads.count);
    for (uint32_t i = 0; i < group.line_count; i++) {
        add_line(teller, table, &group, i);
    }
    if (group.line_count > 1) {
        add_total(teller, table, &group);
    }
    if (group.fund_count == 1 && teller->plan->fund_count > 1) {
        table_note(teller->report, table,
                   teller_format(teller, "Tout est payé par « %s ».", "All paid by “%s”.",
                                 teller->plan->funds[group.funds[0]].entity.name));
    }
}

/* --- lines that get nothing ---------------------------------------------------------------- */

/* Points a line would bring if it got all it can take. */
static struct ratio possible_points(const struct line *line) {
    const struct curve *curve = line_curve(line, 0);
    return curve != NULL && line->has_max ? curve_value(curve, line->max) : RATIO_UNKNOWN;
}

static bool is_refused(const struct teller *teller, uint32_t line) {
    return !teller->answer->lines[line].funded;
}

static void tell_refused(struct teller *teller) {
    const struct plan *plan = teller->plan;
    struct ratio total = RATIO_ZERO;
    const struct column_head heads[] = {
        {teller_word(teller, WORD_LINE), "line", CELL_TEXT, 0},
        {teller_word(teller, WORD_TERRITORY), "territory", CELL_TEXT, 1},
        {teller_word(teller, WORD_REQUEST), "request", CELL_MONEY, 0},
        {teller_word(teller, WORD_POINTS), "points", CELL_NUMBER, 0},
    };
    bool has_places = plan->territory_count > 0;
    struct column_head shown[4];
    uint32_t count = 0;
    for (uint32_t i = 0; i < 4; i++) {
        if (i != 1 || has_places) {
            shown[count++] = heads[i];
        }
    }
    const char *title =
        teller_format(teller, "Lignes qui ne reçoivent rien, en %s",
                      "Lines that get nothing, in %s", teller->report->currency_sign);
    struct table *table = report_table(teller->report, title, "refused", shown, count);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        if (!is_refused(teller, i)) {
            continue;
        }
        const struct line *line = &plan->lines[i];
        struct cell *row = table_row(teller->report, table);
        row[0] = cell_name(teller, &line->entity, line->entity.name);
        if (has_places) {
            row[1] = cell_text(territory_name(teller, line));
        }
        row[count - 2] = line->has_max ? cell_money(line->max) : cell_text("");
        row[count - 1] = cell_number(possible_points(line));
        total = ratio_add(total, line->has_max ? line->max : RATIO_ZERO);
    }
    if (table->row_count > 1) {
        struct cell *row = table_row(teller->report, table);
        row[0] = cell_text(teller_word(teller, WORD_TOTAL));
        row[count - 2] = cell_money(total);
        table->has_total = true;
    }
}

void tell_lines(struct teller *teller) {
    for (uint32_t kind = 0; kind < teller->plan->kind_count; kind++) {
        tell_group(teller, kind);
    }
    tell_group(teller, NONE);
    for (uint32_t i = 0; i < teller->plan->line_count; i++) {
        if (is_refused(teller, i)) {
            tell_refused(teller);
            return;
        }
    }
}

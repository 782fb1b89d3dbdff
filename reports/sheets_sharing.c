/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tableaux de répartition: territories by axes, funds, kinds and years. */
#include "reports/sheets.h"

/* A table of territories by the members of a dimension. */
struct cross {
    const char *title;
    enum dimension columns;
    uint32_t fund; /* whose dollars; NONE: all of them */
};

static uint32_t belongs_to_none(const struct plan *plan, enum dimension dimension) {
    for (uint32_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        if ((dimension == BY_TERRITORY && line->territory == NONE) ||
            (dimension == BY_AXIS && line->axis_count == 0) ||
            (dimension == BY_KIND && line->kind == NONE)) {
            return 1;
        }
    }
    return 0;
}

/* Members of a dimension, and one more where some lines have none. */
static uint32_t members_of(const struct plan *plan, enum dimension dimension) {
    uint32_t count =
        dimension == BY_KIND ? plan->kind_count : plan_member_count(plan, dimension);
    return count + belongs_to_none(plan, dimension);
}

static const char *head_of(const struct sheets *sheets, enum dimension dimension,
                           uint32_t position) {
    const struct plan *plan = sheets->plan;
    switch (dimension) {
    case BY_TERRITORY:
        return position < plan->territory_count
                   ? plan->territories[position].entity.name
                   : teller_word(&sheets->teller, WORD_WHOLE_REGION);
    case BY_AXIS:
        return position < plan->axis_count ? teller_short(&plan->axes[position].entity)
                                           : teller_word(&sheets->teller, WORD_NO_AXIS);
    case BY_KIND:
        return position < plan->kind_count ? plan->kinds[position]
                                           : say(sheets, "Sans nature", "No kind");
    case BY_YEAR:
        return year_head(sheets, position);
    default:
        return plan->funds[position].entity.name;
    }
}

static void put_dollars(const struct sheets *sheets, struct spot at, const struct cross *cross,
                        uint32_t territory) {
    struct member member = nobody;
    struct text formula = {0};
    member.of[BY_TERRITORY] = territory;
    member.of[BY_FUND] = cross->fund;
    member.of[cross->columns] = at.column - 1;
    text_add(&formula, "=");
    formula_dollars(sheets, &formula, NULL, &member);
    put_built(at, &formula, dollars_now(sheets, NULL, &member));
}

static struct ratio put_total(const struct sheets *sheets, struct spot at, struct area area,
                              const struct member *member) {
    struct ratio value = dollars_now(sheets, NULL, member);
    struct text formula = {0};
    text_add(&formula, "=SUM(");
    text_add_area(&formula, &area);
    text_add(&formula, ")");
    put_built(at, &formula, value);
    return value;
}

static void put_row(const struct sheets *sheets, uint32_t row, const struct cross *cross,
                    uint32_t territory) {
    struct sheet *sheet = sheets->sharing;
    uint32_t columns = members_of(sheets->plan, cross->columns);
    struct member member = nobody;
    member.of[BY_TERRITORY] = territory;
    member.of[BY_FUND] = cross->fund;
    put_text(spot(sheet, row, 0, LOOK_TEXT), head_of(sheets, BY_TERRITORY, territory));
    for (uint32_t i = 0; i < columns; i++) {
        put_dollars(sheets, spot(sheet, row, 1 + i, LOOK_MONEY), cross, territory);
    }
    put_total(sheets, spot(sheet, row, 1 + columns, LOOK_TOTAL_MONEY),
              (struct area){sheet, row, 1, row, columns}, &member);
}

static void put_totals(const struct sheets *sheets, uint32_t row, const struct cross *cross) {
    struct sheet *sheet = sheets->sharing;
    uint32_t columns = members_of(sheets->plan, cross->columns);
    uint32_t rows = members_of(sheets->plan, BY_TERRITORY);
    put_text(spot(sheet, row, 0, LOOK_TOTAL), teller_word(&sheets->teller, WORD_TOTAL));
    for (uint32_t i = 0; i <= columns; i++) {
        struct member member = nobody;
        member.of[BY_FUND] = cross->fund;
        member.of[cross->columns] = i < columns                 ? i
                                    : cross->columns == BY_FUND ? NONE
                                                                : member.of[cross->columns];
        put_total(sheets, spot(sheet, row, 1 + i, LOOK_TOTAL_MONEY),
                  (struct area){sheet, row - rows, 1 + i, row - 1, 1 + i}, &member);
    }
}

/* Returns the row after the table and a gap. */
static uint32_t put_cross(const struct sheets *sheets, uint32_t row,
                          const struct cross *cross) {
    struct sheet *sheet = sheets->sharing;
    uint32_t columns = members_of(sheets->plan, cross->columns);
    uint32_t rows = members_of(sheets->plan, BY_TERRITORY);
    put_text(spot(sheet, row, 0, LOOK_SECTION), cross->title);
    put_text(spot(sheet, row + 1, 0, LOOK_HEAD), say(sheets, "Territoire", "Territory"));
    for (uint32_t i = 0; i < columns; i++) {
        put_text(spot(sheet, row + 1, 1 + i, LOOK_HEAD), head_of(sheets, cross->columns, i));
    }
    put_text(spot(sheet, row + 1, 1 + columns, LOOK_HEAD),
             teller_word(&sheets->teller, WORD_TOTAL));
    for (uint32_t i = 0; i < rows; i++) {
        put_row(sheets, row + 2 + i, cross, i);
    }
    put_totals(sheets, row + 2 + rows, cross);
    return row + 4 + rows;
}

static struct bars picture_of(const struct sheets *sheets, uint32_t row,
                              const struct cross *cross) {
    uint32_t columns = members_of(sheets->plan, cross->columns);
    uint32_t rows = members_of(sheets->plan, BY_TERRITORY);
    return (struct bars){.title = cross->title,
                         .series = {sheets->sharing, row + 2, 1, row + 1 + rows, columns},
                         .names = 0,
                         .stacked = true};
}

/* Names of axes too long for a column's head stand here. */
static uint32_t put_legend(const struct sheets *sheets, uint32_t row) {
    const struct plan *plan = sheets->plan;
    for (uint32_t i = 0; i < plan->axis_count; i++) {
        const struct entity *axis = &plan->axes[i].entity;
        if (teller_short(axis) != axis->name) {
            put_text(
                spot(sheets->sharing, row++, 0, LOOK_NOTE),
                teller_format(&sheets->teller, "%s\u00a0: %s", "%s: %s", axis->id, axis->name));
        }
    }
    return row;
}

void sheets_sharing(struct sheets *sheets) {
    const struct plan *plan = sheets->plan;
    uint32_t row = 2, widest = 0, fund = sheets->teller.main_fund;
    const struct cross crosses[] = {
        {fund == NONE ? NULL
                      : teller_format(&sheets->teller, "%s, par axe ($)", "%s, by axis ($)",
                                      plan->funds[fund].entity.name),
         BY_AXIS, fund},
        {say(sheets, "Toutes sources, par axe ($)", "All sources, by axis ($)"), BY_AXIS, NONE},
        {say(sheets, "Par fonds ($)", "By fund ($)"), BY_FUND, NONE},
        {say(sheets, "Par nature ($)", "By kind ($)"), BY_KIND, NONE},
        {say(sheets, "Par exercice ($)", "By fiscal year ($)"), BY_YEAR, NONE}};
    put_text(spot(sheets->sharing, 0, 0, LOOK_TITLE), say(sheets, "Répartition", "Sharing"));
    for (size_t i = 0; i < sizeof crosses / sizeof *crosses; i++) {
        enum dimension by = crosses[i].columns;
        uint32_t columns = members_of(plan, by);
        bool wanted = crosses[i].title != NULL && members_of(plan, BY_TERRITORY) > 0 &&
                      (by == BY_AXIS   ? plan->axis_count > 0
                       : by == BY_YEAR ? plan->has_years
                       : by == BY_KIND ? plan->kind_count > 0
                                       : true);
        if (!wanted) {
            continue;
        }
        if (sheets->picture.title == NULL) {
            sheets->picture = picture_of(sheets, row, &crosses[i]);
        }
        sheet_part(sheets->sharing, row);
        row = put_cross(sheets, row, &crosses[i]);
        widest = columns > widest ? columns : widest;
    }
    row = put_legend(sheets, row);
    sheet_width(sheets->sharing, 0, 0, 32);
    sheet_width(sheets->sharing, 1, widest + 1, sheets->money_width + 2);
    sheet_freeze(sheets->sharing, 2, 1);
    sheet_print(sheets->sharing, row, widest + 1, 0, 1);
}

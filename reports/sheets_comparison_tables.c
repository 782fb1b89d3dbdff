/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios by territories, axes and funds, as pictures too; what each changes. */
#include "reports/sheets_comparison.h"

#include "base/numbers.h"

/* --- who gets how much ------------------------------------------------------------------------ */

/* A table of scenarios by the members of a dimension. */
struct across {
    const char *title;
    const struct things *things;
    const char *rest; /* head of what belongs to none of them; NULL: there is no such thing */
    const struct ratio *(*of)(const struct outcome *outcome);
    uint32_t code; /* column of the amounts that holds the member's number; NONE: its share */
    uint32_t *members; /* [count] those that some amount may be of */
    uint32_t count;
};

static const struct ratio *by_territory(const struct outcome *outcome) {
    return outcome->by_territory;
}

static const struct ratio *by_axis(const struct outcome *outcome) {
    return outcome->by_axis;
}

static const struct ratio *by_fund(const struct outcome *outcome) {
    return outcome->by_fund;
}

/* Whether some amount may be the member's. */
static bool has_any(const struct beside *b, const struct across *across, uint32_t member) {
    for (uint32_t i = 0; i < b->payment_count; i++) {
        const struct payment *payment = &b->payments[i];
        if (across->code == NONE
                ? ratio_sign(payment->shares[member]) > 0
                : (across->code == payment_code(b, CODE_FUND) ? payment->fund
                                                              : payment->territory) == member) {
            return true;
        }
    }
    return false;
}

static void put_dollars(const struct beside *b, struct spot at, const struct across *across,
                        uint32_t number, uint32_t member) {
    const struct outcome *its = &b->comparison->scenarios[b->shown[number]].outcome;
    struct area amounts = payment_column(b, PAYMENT_FIRST + number);
    struct area picks =
        payment_column(b, across->code == NONE ? payment_share(b, member) : across->code);
    struct text formula = {0};
    text_add(&formula, across->code == NONE ? "=SUMPRODUCT(" : "=SUMIF(");
    text_add_area(&formula, &picks);
    if (across->code != NONE) {
        text_format(&formula, ",%u", (unsigned)member + 1);
    }
    text_add(&formula, ",");
    text_add_area(&formula, &amounts);
    text_add(&formula, ")");
    put_built(at, &formula, across->of(its)[member]);
}

static void put_across_heads(const struct beside *b, uint32_t row, const struct across *across,
                             const char *title) {
    put_text(spot(b->sharing, row, 0, LOOK_SECTION), title);
    put_text(spot(b->sharing, row + 1, 0, LOOK_HEAD),
             teller_format(&b->teller, "Scénario", "Scenario"));
    for (uint32_t i = 0; i < across->count; i++) {
        const struct things *things = across->things;
        uint32_t at = across->members[i];
        const char *head = across->rest;
        if (at < things->count) {
            head = teller_short(
                &(const struct entity){.id = things->ids[at], .name = things->names[at]});
        }
        put_text(spot(b->sharing, row + 1, 1 + i, LOOK_HEAD), head);
    }
    put_text(spot(b->sharing, row + 1, 1 + across->count, LOOK_HEAD),
             teller_word(&b->teller, WORD_TOTAL));
    put_names(b, spot(b->sharing, row + 2, 0, LOOK_TEXT), true);
}

static void add_picture(struct beside *b, const char *title, struct area series, bool changes) {
    b->pictured[b->pictured_count++] = (struct bars){
        .title = title, .series = series, .names = 0, .stacked = true, .changes = changes};
}

/* Names too long for a column's head stand here. */
static uint32_t put_legend(const struct beside *b, uint32_t row, const struct across *across) {
    const struct things *things = across->things;
    for (uint32_t i = 0; i < across->count; i++) {
        uint32_t at = across->members[i];
        const struct entity entity = {.id = at < things->count ? things->ids[at] : NULL,
                                      .name = at < things->count ? things->names[at] : NULL};
        if (entity.id != NULL && teller_short(&entity) != entity.name) {
            put_text(
                spot(b->sharing, row++, 0, LOOK_NOTE),
                teller_format(&b->teller, "%s\u00a0: %s", "%s: %s", entity.id, entity.name));
        }
    }
    return row;
}

/* The table, and that of its changes from the base, in which nothing is typed either. */
static uint32_t put_across(struct beside *b, uint32_t row, const struct across *across) {
    const struct comparison *c = b->comparison;
    const struct outcome *base = &c->scenarios[b->shown[b->base]].outcome;
    const char *title = teller_format(&b->teller, "%s ($)", "%s ($)", across->title);
    const char *changes = teller_format(&b->teller, "%s\u00a0: écarts avec la base ($)",
                                        "%s: changes from the base ($)", across->title);
    uint32_t count = across->count, n = b->shown_count, first = row + 2, second = first + n + 3;
    put_across_heads(b, row, across, title);
    put_across_heads(b, second - 2, across, changes);
    for (uint32_t k = 0; k < n; k++) {
        const struct outcome *its = &c->scenarios[b->shown[k]].outcome;
        for (uint32_t i = 0; i <= count; i++) {
            struct area column = {b->sharing, first, 1 + i, first + n - 1, 1 + i};
            struct spot at =
                spot(b->sharing, first + k, 1 + i, i < count ? LOOK_MONEY : LOOK_TOTAL_MONEY);
            struct ratio change = ratio_less(its->all[OUTCOME_TOTAL], base->all[OUTCOME_TOTAL]);
            if (i < count) {
                put_dollars(b, at, across, k, across->members[i]);
                change = ratio_less(across->of(its)[across->members[i]],
                                    across->of(base)[across->members[i]]);
            } else {
                put_sum(at, &(struct area){b->sharing, at.row, 1, at.row, count},
                        its->all[OUTCOME_TOTAL]);
            }
            put_change(b, spot(b->sharing, second + k, 1 + i, LOOK_CHANGE), at, &column,
                       change);
        }
    }
    add_picture(b, title, (struct area){b->sharing, first, 1, first + n - 1, count}, false);
    if (n > 1) { /* else there is nothing to see */
        add_picture(b, changes, (struct area){b->sharing, second, 1, second + n - 1, count},
                    true);
    }
    return put_legend(b, second + n, across) + 1;
}

static void choose_members(const struct beside *b, struct across *across) {
    uint32_t most = across->things->count + (across->rest != NULL);
    across->members = ARENA_ARRAY(b->arena, uint32_t, most);
    for (uint32_t member = 0; member < most; member++) {
        if (has_any(b, across, member)) {
            across->members[across->count++] = member;
        }
    }
}

void beside_sharing(struct beside *b) {
    const struct comparison *c = b->comparison;
    const struct teller *t = &b->teller;
    struct across all[] = {
        {teller_format(t, "Par territoire", "By territory"), &c->territories,
         teller_word(t, WORD_WHOLE_REGION), by_territory, payment_code(b, CODE_TERRITORY), NULL,
         0},
        {teller_format(t, "Par axe", "By axis"), &c->axes, teller_word(t, WORD_NO_AXIS),
         by_axis, NONE, NULL, 0},
        {teller_format(t, "Par fonds", "By fund"), &c->funds, NULL, by_fund,
         payment_code(b, CODE_FUND), NULL, 0},
    };
    uint32_t row = HEAD_ROW - 1, widest = 0;
    put_text(spot(b->sharing, 0, 0, LOOK_TITLE), teller_format(t, "Répartition", "Sharing"));
    b->pictured = ARENA_ARRAY(b->arena, struct bars, 2 * (sizeof all / sizeof *all));
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        choose_members(b, &all[i]);
        if (all[i].count > 1 || (i == 2 && row == HEAD_ROW - 1)) {
            if (row > HEAD_ROW - 1) {
                sheet_part(b->sharing, row);
            }
            row = put_across(b, row, &all[i]);
            widest = all[i].count > widest ? all[i].count : widest;
        }
    }
    sheet_width(b->sharing, 0, 0, 48);
    sheet_width(b->sharing, 1, widest + 1, 15);
    sheet_freeze(b->sharing, 1, 1);
    sheet_print(b->sharing, row, widest + 1, 0, 1);
}

/* --- pictures --------------------------------------------------------------------------------- */

void beside_pictures(struct beside *b) {
    enum { LAST = 15 }; /* column */
    uint32_t row = 2;
    put_text(spot(b->pictures, 0, 0, LOOK_TITLE),
             teller_format(&b->teller, "Images", "Pictures"));
    for (uint32_t i = 0; i < b->pictured_count; i++) {
        if (i > 0) {
            sheet_part(b->pictures, row);
        }
        row = put_picture(b->pictures, row, LAST, &b->pictured[i]);
    }
    sheet_print(b->pictures, row, LAST, 0, 1);
}

/* --- what each scenario changes --------------------------------------------------------------- */

void beside_inputs(struct beside *b) {
    const struct comparison *c = b->comparison;
    const struct teller *t = &b->teller;
    struct sheet *sheet = b->inputs;
    put_heads(
        sheet, teller_format(t, "Ce que chaque scénario change", "What each scenario changes"),
        teller_format(t, "Les valeurs telles qu’elles sont écrites\u00a0; vide\u00a0: absente.",
                      "Values as they are written; empty: not there."),
        (const char *const[]){teller_format(t, "Donnée", "Input"),
                              teller_format(t, "Unité", "Unit"), NULL});
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        put_text(spot(sheet, HEAD_ROW, 2 + s, LOOK_HEAD),
                 c->scenarios[s].scenario->names[b->teller.language]);
    }
    for (uint32_t i = 0; i < c->input_count; i++) {
        const struct input *input = &c->inputs[i];
        put_text(spot(sheet, FIRST_ROW + i, 0, LOOK_TEXT), input->path);
        put_text(spot(sheet, FIRST_ROW + i, 1, LOOK_TEXT), input->unit);
        for (uint32_t s = 0; s < c->scenario_count; s++) {
            const char *value = input->values[s].text;
            put_text(spot(sheet, FIRST_ROW + i, 2 + s, LOOK_TEXT), value != NULL ? value : "");
        }
    }
    sheet_width(sheet, 0, 0, 36);
    sheet_width(sheet, 1, 1, 9);
    sheet_width(sheet, 2, 1 + c->scenario_count, b->width + 2);
    sheet_freeze(sheet, FIRST_ROW, 1);
    sheet_print(sheet, FIRST_ROW + c->input_count, 1 + c->scenario_count, FIRST_ROW, 2);
}

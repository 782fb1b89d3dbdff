/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who gets how much in each scenario, and how much more or less than in the base. */
#include <string.h>

#include "base/numbers.h"
#include "reports/tell_comparison_parts.h"

/* Territories, axes or funds, with what stands beside them. */
struct columns {
    const struct things *things;
    const char *rest; /* after the last: the whole region, no axis; NULL: nothing does */
    const char *title, *key;
    const struct ratio *(*of)(const struct outcome *outcome);
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

/* Whether any scenario has dollars there. */
static bool has_any(const struct comparison *c, const struct columns *columns, uint32_t at) {
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        if (c->scenarios[s].has_amounts &&
            ratio_sign(columns->of(&c->scenarios[s].outcome)[at]) != 0) {
            return true;
        }
    }
    return false;
}

static const char *head_of(const struct columns *columns, uint32_t at) {
    const struct things *things = columns->things;
    if (at == things->count) {
        return columns->rest;
    }
    const struct entity entity = {.id = things->ids[at], .name = things->names[at]};
    return teller_short(&entity);
}

struct shown {
    uint32_t *at; /* [count] */
    uint32_t count;
};

static struct shown shown_of(struct comparison_teller *t, const struct columns *columns) {
    uint32_t all = columns->things->count + (columns->rest != NULL);
    struct shown shown = {ARENA_ARRAY(t->report->arena, uint32_t, all), 0};
    for (uint32_t i = 0; i < all; i++) {
        if (has_any(t->comparison, columns, i)) {
            shown.at[shown.count++] = i;
        }
    }
    return shown;
}

/* In full, where a head is short for it: beneath the table, once. */
static void name_columns(const struct comparison_teller *t, struct table *table,
                         const struct columns *columns, const struct shown *shown) {
    const struct things *things = columns->things;
    for (uint32_t i = 0; i < shown->count; i++) {
        uint32_t at = shown->at[i];
        const char *head = head_of(columns, at);
        if (at < things->count && head != things->names[at]) {
            table_column_name(t->report, table, i + 1, things->names[at]);
            table_note(t->report, table,
                       teller_format(&t->teller, "%s : %s", "%s: %s", head, things->names[at]));
        }
    }
}

static struct table *table_of(struct comparison_teller *t, const struct columns *columns,
                              const struct shown *shown, bool changes) {
    bool french = t->teller.language == FRENCH;
    struct column_head *heads =
        ARENA_ARRAY(t->report->arena, struct column_head, shown->count + 2);
    heads[0] =
        (struct column_head){french ? "Scénario" : "Scenario", "scenario", CELL_TEXT, false};
    const enum cell_kind kind = changes ? CELL_CHANGE : CELL_MONEY;
    for (uint32_t i = 0; i < shown->count; i++) {
        heads[i + 1] = (struct column_head){
            head_of(columns, shown->at[i]),
            arena_format(t->report->arena, "amount_%u", (unsigned)i + 1), kind, false};
    }
    heads[shown->count + 1] =
        (struct column_head){teller_word(&t->teller, WORD_TOTAL), "total", kind, false};
    const char *title =
        changes ? teller_format(&t->teller, "%s, écarts avec «\u00a0%s\u00a0», en $",
                                "%s, changes from “%s”, in $", columns->title,
                                comparison_base(t)->scenario->names[t->teller.language])
                : teller_format(&t->teller, "%s, en $", "%s, in $", columns->title);
    const char *key =
        arena_format(t->report->arena, "%s%s", columns->key, changes ? "_changes" : "");
    struct table *table = report_table(t->report, title, key, heads, shown->count + 2);
    name_columns(t, table, columns, shown);
    return table;
}

/* Who gets how much, and how that moves, stand on the first page by territory. */
static void draw(const struct comparison_teller *t, const struct table *table, uint32_t count,
                 enum chart_kind kind, const char *title) {
    report_chart(
        t->report,
        &(struct chart){.kind = kind,
                        .title = title,
                        .summary = teller_format(
                            &t->teller,
                            "%s, scénario par scénario ; les montants sont dans le "
                            "tableau.",
                            "%s, scenario by scenario; the amounts are in the table.", title),
                        .unit = t->report->currency_sign,
                        .table = table,
                        .first = 1,
                        .count = count,
                        .opening = strcmp(table->key, "territories") == 0});
}

static void tell_columns(struct comparison_teller *t, const struct columns *columns,
                         bool changes) {
    const struct comparison *c = t->comparison;
    struct shown shown = shown_of(t, columns);
    const struct outcome *base = &comparison_base(t)->outcome;
    if (shown.count < 2 || (changes && !comparison_base(t)->has_amounts)) {
        return;
    }
    struct table *table = table_of(t, columns, &shown, changes);
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        const struct outcome *its = &c->scenarios[s].outcome;
        if (!c->scenarios[s].has_amounts || (changes && s == c->base)) {
            continue;
        }
        struct cell *row = scenario_row(t, table, s);
        for (uint32_t i = 0; i < shown.count; i++) {
            struct ratio amount = columns->of(its)[shown.at[i]];
            row[i + 1] = changes
                             ? cell_signed(ratio_less(amount, columns->of(base)[shown.at[i]]))
                             : cell_money(amount);
        }
        struct ratio total = its->all[OUTCOME_TOTAL];
        row[shown.count + 1] = changes
                                   ? cell_signed(ratio_less(total, base->all[OUTCOME_TOTAL]))
                                   : cell_money(total);
    }
    if (!changes) {
        draw(t, table, shown.count, CHART_STACKED,
             teller_format(&t->teller, "%s\u00a0: ce que chaque scénario accorde",
                           "%s: what each scenario grants", columns->title));
    }
    if (!changes && comparison_base(t)->has_amounts && c->core_scenarios > 1) {
        draw(t, table, shown.count, CHART_CHANGES,
             teller_format(&t->teller, "%s\u00a0: écarts avec", "%s: changes from",
                           columns->title));
    }
}

void tell_dollars(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    bool french = t->teller.language == FRENCH;
    const struct columns sorts[] = {
        {&c->territories, teller_word(&t->teller, WORD_WHOLE_REGION),
         french ? "Par territoire" : "By territory", "territories", by_territory},
        {&c->axes, teller_word(&t->teller, WORD_NO_AXIS), french ? "Par axe" : "By axis",
         "axes", by_axis},
        {&c->funds, NULL, french ? "Par fonds" : "By fund", "funds", by_fund},
    };
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
        tell_columns(t, &sorts[i], false);
        if (!t->page) {
            tell_columns(t, &sorts[i], true);
        }
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines and rules change sides: from the base, or among all scenarios. */
#include "reports/tell_comparison_parts.h"

#define MOST_NAMES 6 /* in one cell, before "and n more" */

/* --- from the base -------------------------------------------------------------------------- */

/* The names so far, of `count`, and how many more there are. */
static const char *names_end(const struct comparison_teller *t, struct text *names,
                             uint32_t count) {
    return count > MOST_NAMES
               ? teller_format(&t->teller, "%s\u00a0; et %u de plus", "%s; and %u more",
                               text_string(names), count - MOST_NAMES)
               : teller_format(&t->teller, "%s", "%s", text_string(names));
}

/* "a, b, c and 3 more" of the things that `takes` takes. */
static const char *list_of(const struct comparison_teller *t, const struct things *things,
                           uint32_t scenario,
                           bool (*takes)(const struct comparison *, uint32_t, uint32_t)) {
    struct text text = {0};
    uint32_t count = 0;
    for (uint32_t i = 0; i < things->count; i++) {
        if (takes(t->comparison, scenario, i) && count++ < MOST_NAMES) {
            text_format(&text, "%s%s", text.length > 0 ? "\u00a0; " : "", things->names[i]);
        }
    }
    const char *list = names_end(t, &text, count);
    text_free(&text);
    return list;
}

static bool is_gained(const struct comparison *c, uint32_t s, uint32_t line) {
    return comparison_fate(c, s, line) == FATE_GAINED;
}

static bool is_lost(const struct comparison *c, uint32_t s, uint32_t line) {
    return comparison_fate(c, s, line) == FATE_LOST;
}

static bool begins(const struct comparison *c, uint32_t s, uint32_t rule) {
    return comparison_turn(c, s, rule) == TURN_BEGINS;
}

static bool ceases(const struct comparison *c, uint32_t s, uint32_t rule) {
    return comparison_turn(c, s, rule) == TURN_CEASES;
}

struct sides {
    const char *title, *key, *more, *less;
    const struct things *things;
    bool (*takes_more)(const struct comparison *, uint32_t, uint32_t);
    bool (*takes_less)(const struct comparison *, uint32_t, uint32_t);
};

static void tell_sides(struct comparison_teller *t, const struct sides *sides) {
    const struct comparison *c = t->comparison;
    const struct column_head heads[] = {
        {t->teller.language == FRENCH ? "Scénario" : "Scenario", "scenario", CELL_TEXT, false},
        {sides->more, "more", CELL_TEXT, false},
        {sides->less, "less", CELL_TEXT, false},
    };
    struct table *table = report_table(t->report, sides->title, sides->key, heads, 3);
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        if (s == c->base || !c->scenarios[s].has_amounts) {
            continue;
        }
        struct cell *row = scenario_row(t, table, s);
        const char *none = t->teller.language == FRENCH ? "aucune" : "none";
        const char *more = list_of(t, sides->things, s, sides->takes_more);
        const char *fewer = list_of(t, sides->things, s, sides->takes_less);
        row[1] = cell_text(*more != '\0' ? more : none);
        row[2] = cell_text(*fewer != '\0' ? fewer : none);
    }
}

void tell_turns(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    bool french = t->teller.language == FRENCH;
    const struct sides lines = {french ? "Lignes gagnées et perdues" : "Lines gained and lost",
                                "lines",
                                french ? "Gagnées" : "Gained",
                                french ? "Perdues" : "Lost",
                                &c->lines,
                                is_gained,
                                is_lost};
    const struct sides rules = {french ? "Règles qui se mettent à compter, ou cessent"
                                       : "Rules that begin to bind, or cease",
                                "rules",
                                french ? "Comptent désormais" : "Begin",
                                french ? "Ne comptent plus" : "Cease",
                                &c->rules,
                                begins,
                                ceases};
    tell_sides(t, &lines);
    tell_sides(t, &rules);
}

/* --- among all scenarios ---------------------------------------------------------------------- */

/* What is so in some scenarios only, whatever base the reader chooses. */
struct divided {
    const char *title, *key, *what, *holds;
    const struct things *things;
    bool (*is_so)(const struct comparison *, uint32_t scenario, uint32_t thing);
};

static bool is_funded(const struct comparison *c, uint32_t s, uint32_t line) {
    return ratio_sign(comparison_line(c, s, line)) > 0;
}

/* "Sans plancher ; Le partenaire part": the scenarios in which a thing is so, or is not. */
static const char *scenarios_told(const struct comparison_teller *t,
                                  const struct divided *divided, uint32_t thing, bool so) {
    const struct comparison *c = t->comparison;
    struct text text = {0};
    uint32_t count = 0;
    for (uint32_t s = 0; s < c->scenario_count; s++) {
        if (c->scenarios[s].has_amounts && divided->is_so(c, s, thing) == so &&
            count++ < MOST_NAMES) {
            text_format(&text, "%s%s", text.length > 0 ? "\u00a0; " : "",
                        c->scenarios[s].scenario->names[t->teller.language]);
        }
    }
    const char *told = names_end(t, &text, count);
    text_free(&text);
    return told;
}

static void tell_divided(struct comparison_teller *t, const struct divided *divided) {
    const struct comparison *c = t->comparison;
    const struct column_head heads[] = {
        {divided->what, "what", CELL_TEXT, false},
        {divided->holds, "count", CELL_NUMBER, false},
        {teller_format(&t->teller, "Seulement dans", "Only in"), "in", CELL_TEXT, false},
        {teller_format(&t->teller, "Partout, sauf dans", "Everywhere but in"), "but", CELL_TEXT,
         false},
    };
    struct table *table = NULL;
    for (uint32_t i = 0; i < divided->things->count; i++) {
        uint32_t count = 0;
        for (uint32_t s = 0; s < c->scenario_count; s++) {
            count += c->scenarios[s].has_amounts && divided->is_so(c, s, i);
        }
        if (count == 0 || count == c->core_scenarios) {
            continue;
        }
        if (table == NULL) {
            table = report_table(t->report, divided->title, divided->key, heads,
                                 sizeof heads / sizeof *heads);
        }
        bool few = 2 * count <= c->core_scenarios;
        struct cell *row = table_row(t->report, table);
        row[0] = cell_text(divided->things->names[i]);
        row[1] = cell_number(ratio_of(count, 1));
        row[few ? 2 : 3] = cell_text(scenarios_told(t, divided, i, few));
    }
}

void tell_sides_taken(struct comparison_teller *t) {
    const struct comparison *c = t->comparison;
    const struct teller *teller = &t->teller;
    const struct divided lines = {
        teller_format(teller, "Lignes qui dépendent du scénario",
                      "Lines that depend on the scenario"),
        "lines_by_scenario",
        teller_format(teller, "Ligne", "Line"),
        teller_format(teller, "Financée dans, sur %u", "Funded in, of %u", c->core_scenarios),
        &c->lines,
        is_funded};
    const struct divided rules = {
        teller_format(teller, "Règles qui comptent selon le scénario",
                      "Rules that bind in some scenarios"),
        "rules_by_scenario",
        teller_format(teller, "Règle", "Rule"),
        teller_format(teller, "Compte dans, sur %u", "Binds in, of %u", c->core_scenarios),
        &c->rules,
        comparison_binds};
    if (c->core_scenarios > 1) {
        tell_divided(t, &lines);
        tell_divided(t, &rules);
    }
}

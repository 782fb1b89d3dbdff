/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each scenario changes, in words. */
#include <string.h>

#include "base/numbers.h"
#include "reports/tell_comparison_parts.h"

#define MOST_INPUTS 12 /* of a scenario, before "and n more" */

/* --- paths and values in words ---------------------------------------------------------------- */

/* What keys of the format are called; others stand as they are written. */
static const char *key_told(const struct comparison_teller *t, const char *key) {
    static const struct {
        const char *key, *french, *english;
    } words[] = {
        {"amount", "montant", "amount"},
        {"by_year", "arrivées par exercice", "arrivals by year"},
        {"carry_over", "report à l’exercice suivant", "carry-over"},
        {"status", "statut", "status"},
        {"population", "population", "population"},
        {"cost", "coût", "cost"},
        {"min", "minimum", "minimum"},
        {"max", "maximum", "maximum"},
        {"benefit", "retombées", "benefit"},
        {"at_least", "au moins", "at least"},
        {"at_most", "au plus", "at most"},
        {"exactly", "exactement", "exactly"},
        {"public_aid_at_most", "cumul d’aide publique, au plus", "public aid at most"},
        {"schedule", "calendrier", "schedule"},
        {"except", "sauf", "except"},
        {"only", "seulement", "only"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].key, key) == 0) {
            return t->teller.language == FRENCH ? words[i].french : words[i].english;
        }
    }
    return key;
}

/* The name of what a path begins with, of which it takes `*taken` letters, so far the longest. */
struct named {
    const char *name;
    size_t taken;
};

static void try_name(struct named *best, const char *path, const char *id, const char *name) {
    size_t length = strlen(id);
    bool fits = strncmp(path, id, length) == 0 && (path[length] == '\0' || path[length] == '.');
    if (fits && length > best->taken) {
        *best = (struct named){name, length};
    }
}

/* A template's name as far as it is the same for all: "Entente" of "Entente – {territory}". */
static const char *without_member(const struct comparison_teller *t, const char *name) {
    static const char *const joins[] = {" ", "\u00a0", "–", "-", ":", "("};
    size_t length = strcspn(name, "{");
    for (size_t k = 0; name[length] != '\0' && k < sizeof joins / sizeof *joins; k++) {
        size_t tail = strlen(joins[k]);
        if (length > tail && memcmp(name + length - tail, joins[k], tail) == 0) {
            length -= tail;
            return without_member(t,
                                  arena_format(t->report->arena, "%.*s{", (int)length, name));
        }
    }
    return arena_copy(t->report->arena, name, length);
}

static struct named find_name(const struct things *things, const struct family *families,
                              uint32_t family_count, const char *path) {
    struct named best = {NULL, 0};
    for (uint32_t i = 0; i < things->count; i++) {
        try_name(&best, path, things->ids[i], things->names[i]);
    }
    for (uint32_t i = 0; i < family_count; i++) {
        try_name(&best, path, families[i].id, families[i].name);
    }
    return best;
}

const char *path_told(const struct comparison_teller *t, const char *path) {
    const struct comparison *c = t->comparison;
    const struct plan *plan = comparison_base(t)->plan;
    const struct {
        const char *start;
        const struct things *things;
        const struct family *families;
        uint32_t count;
    } sorts[] = {{"funds.", &c->funds, NULL, 0},
                 {"territories.", &c->territories, NULL, 0},
                 {"axes.", &c->axes, NULL, 0},
                 {"lines.", &c->lines, plan->families, plan->family_count},
                 {"rules.", &c->rules, plan->rule_families, plan->rule_family_count}};
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
        size_t start = strlen(sorts[i].start);
        if (strncmp(path, sorts[i].start, start) != 0) {
            continue;
        }
        struct named named =
            find_name(sorts[i].things, sorts[i].families, sorts[i].count, path + start);
        const char *rest = path + start + named.taken;
        if (named.name != NULL) {
            named.name = without_member(t, named.name);
            return *rest == '\0' ? named.name
                                 : teller_format(&t->teller, "%s\u00a0: %s", "%s: %s",
                                                 named.name, key_told(t, rest + 1));
        }
    }
    return path;
}

/* Whether a number begins here that is no part of a word or year; *end: behind its digits. What
 * looks like a year is one, but for dollars. */
static bool is_long_number(const char *text, const char *at, bool dollars, const char **end) {
    size_t length = strspn(at, "0123456789_"), digits = 0;
    for (size_t i = 0; i < length; i++) {
        digits += at[i] != '_';
    }
    char before = at > text ? at[-1] : ' ', after = at[length];
    *end = at + length;
    const bool is_year = !dollars && digits == length && digits == 4 &&
                         (strncmp(at, "19", 2) == 0 || strncmp(at, "20", 2) == 0);
    return *at != '_' && digits > 3 && digits < 16 && !is_year &&
           strchr(" [{(,:\u00a0", before) != NULL && strchr(" ]}),.%", after) != NULL;
}

/* A value as written, its long numbers in groups; dollars as such. */
static const char *value_told(const struct comparison_teller *t, const char *value,
                              bool dollars) {
    const bool french = t->teller.language == FRENCH;
    struct text text = {0};
    bool plain = value[strspn(value, "0123456789_")] == '\0' && *value != '\0';
    for (const char *at = value, *end; *at != '\0';) {
        if (french && *at == '%' && at > value && at[-1] >= '0' && at[-1] <= '9') {
            text_add(&text, "\u00a0");
        }
        if (!is_long_number(value, at, dollars, &end)) {
            text_add_char(&text, *at++);
            continue;
        }
        int64_t number = 0;
        for (; at < end; at++) {
            number = *at == '_' ? number : 10 * number + (*at - '0');
        }
        text_add_money(&text, ratio_of(number, 1), 0, "", t->teller.language);
    }
    const char *told = !plain || !dollars
                           ? teller_format(&t->teller, "%s", "%s", text_string(&text))
                       : french ? teller_format(&t->teller, "%s\u00a0%s", "%s%s",
                                                text_string(&text), t->report->currency_sign)
                                : teller_format(&t->teller, "%s%s", "%s%s",
                                                t->report->currency_sign, text_string(&text));
    text_free(&text);
    return told;
}

/* --- inputs ----------------------------------------------------------------------------------- */

/* As it is shown: 60_000 is 60000. */
static bool same_value(const struct comparison_teller *t, const struct input *input,
                       uint32_t scenario) {
    const bool dollars = strcmp(input->unit, "$") == 0;
    const char *a = input->values[t->comparison->base].text;
    const char *b = input->values[scenario].text;
    return a == NULL || b == NULL
               ? a == b
               : strcmp(value_told(t, a, dollars), value_told(t, b, dollars)) == 0;
}

const char *place_told(const struct comparison_teller *t, struct place place) {
    if (place.source == NULL) {
        return "";
    }
    const char *slash = strrchr(place.source->name, '/');
    return teller_format(&t->teller, "%s:%u", "%s:%u",
                         slash != NULL ? slash + 1 : place.source->name,
                         (unsigned)source_position(place.source, place.offset).line);
}

static struct cell value_cell(const struct comparison_teller *t, const struct input *input,
                              const struct input_value *value) {
    return cell_text(value->text != NULL
                         ? value_told(t, value->text, strcmp(input->unit, "$") == 0)
                         : teller_format(&t->teller, "(absent)", "(not there)"));
}

static void tell_input(struct comparison_teller *t, struct table *table, uint32_t scenario,
                       const struct input *input) {
    const struct input_value *base = &input->values[t->comparison->base];
    const struct input_value *its = &input->values[scenario];
    struct cell *row = table_row(t->report, table);
    table_row_scenario(table, t->numbers[scenario]);
    row[0] = cell_text(path_told(t, input->path));
    row[1] = value_cell(t, input, base);
    row[2] = value_cell(t, input, its);
    row[3] = cell_text(place_told(t, base->place));
    row[4] = cell_text(place_told(t, its->place));
}

static void tell_scenario_inputs(struct comparison_teller *t, struct table *table,
                                 uint32_t scenario) {
    const struct comparison *c = t->comparison;
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->input_count; i++) {
        const struct input *input = &c->inputs[i];
        if (same_value(t, input, scenario)) {
            continue;
        }
        if (count++ == 0) {
            scenario_row(t, table, scenario);
        }
        if (count <= MOST_INPUTS) {
            tell_input(t, table, scenario, input);
        }
    }
    if (count > MOST_INPUTS) {
        struct cell *row = table_row(t->report, table);
        table_row_scenario(table, t->numbers[scenario]);
        row[0] = cell_text(count == MOST_INPUTS + 1
                               ? teller_format(&t->teller, "et une autre", "and one more")
                               : teller_format(&t->teller, "et %u autres", "and %u more",
                                               count - MOST_INPUTS));
        row[1] = cell_text("…");
    }
}

void tell_inputs(struct comparison_teller *t) {
    bool french = t->teller.language == FRENCH;
    const struct column_head heads[] = {
        {french ? "Donnée" : "Input", "path", CELL_TEXT, false},
        {french ? "Dans la base" : "In the base", "base", CELL_TEXT, false},
        {french ? "Ici" : "Here", "value", CELL_TEXT, false},
        {french ? "Écrite à" : "Written at", "base_place", CELL_TEXT, false},
        {french ? "Changée à" : "Changed at", "place", CELL_TEXT, false},
    };
    if (t->comparison->input_count == 0) {
        return;
    }
    struct table *table = report_table(
        t->report, french ? "Ce que chaque scénario change" : "What each scenario changes",
        "inputs", heads, sizeof heads / sizeof *heads);
    for (uint32_t s = 0; s < t->comparison->scenario_count; s++) {
        if (s != t->comparison->base) {
            tell_scenario_inputs(t, table, s);
        }
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/schema.h"

#include <assert.h>
#include <string.h>

#include "model/schema_print.h"

static const struct {
    const char *title, *french, *english;
} headings[] = {
    {"plan", "Le plan", "The plan"},
    {"territory", "Territoire", "Territory"},
    {"axis", "Axe", "Axis"},
    {"fund", "Fonds", "Fund"},
    {"selection", "Sélection", "Selection"},
    {"line", "Ligne", "Line"},
    {"payer", "Payeur", "Payer"},
    {"match", "Condition de jumelage", "Matching condition"},
    {"curve", "Courbe", "Curve"},
    {"line_member", "Ligne : ce qui diffère pour un membre", "Line: what differs for a member"},
    {"rule", "Règle", "Rule"},
    {"amount", "Montant", "Amount"},
    {"term", "Terme", "Term"},
    {"rule_member", "Règle : ce qui diffère pour un membre", "Rule: what differs for a member"},
    {"goal", "But", "Goal"},
    {"fair", "Partage équitable", "Fair sharing"},
    {"closest", "Au plus près d’une cible", "Closest to a target"},
    {"scenario", "Scénario", "Scenario"},
    {"grid", "Grille de scénarios", "Grid of scenarios"},
    {"scenarios", "Un document de scénarios", "A document of scenarios"},
};

static const char *const introduction[] = {
    "# Le format des plans\n\n"
    "Un plan est un document YAML. Les clés inconnues, répétées ou sans valeur, les noms qui "
    "ne "
    "désignent rien et les nombres ambigus sont des erreurs, toutes dites d’un coup.\n\n"
    "- **Nombres** : `60000`, `60_000` ou `\"60 000\"`, suivis au besoin de ` $` ; les "
    "décimales "
    "prennent un point : `2.6`. `12%` vaut 0,12. Ni virgule ni exposant ; `010` vaut dix.\n"
    "- **Identifiants** : une lettre, puis des lettres, des chiffres, `_` ou `-`. Une année "
    "peut "
    "commencer par un chiffre.\n"
    "- **Oui ou non** : `yes`, `no`, `true`, `false`.\n"
    "- **Attributs** : toute autre clé d’un territoire, d’un axe, d’un fonds ou d’une ligne, "
    "dont "
    "la valeur est un nombre (`population: 900`).\n",
    "# The format of plans\n\n"
    "A plan is a YAML document. Unknown, repeated and blank keys, names that stand for nothing "
    "and "
    "ambiguous numbers are errors, all told in one go.\n\n"
    "- **Numbers**: `60000`, `60_000` or `\"60 000\"`, with ` $` behind if you like; decimals "
    "take "
    "a point: `2.6`. `12%` is 0.12. No comma, no exponent; `010` is ten.\n"
    "- **Identifiers**: a letter, then letters, digits, `_` or `-`. A year may begin with a "
    "digit.\n"
    "- **Yes or no**: `yes`, `no`, `true`, `false`.\n"
    "- **Attributes**: any other key of a territory, axis, fund or line whose value is a "
    "number "
    "(`population: 900`).\n",
};

struct page {
    struct text *out;
    enum language language;
};

static const char *say(const struct page *page, const char *french, const char *english) {
    return page->language == FRENCH ? french : english;
}

static const char *heading_of(const struct page *page, const char *title) {
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
        if (strcmp(headings[i].title, title) == 0) {
            return say(page, headings[i].french, headings[i].english);
        }
    }
    assert(false && "every titled shape has a heading");
    return title;
}

/* The record that a value is made of, or NULL. */
static const struct shape *record_inside(const struct shape *shape) {
    const struct shape *found = NULL;
    if (shape->title != NULL) {
        return shape;
    }
    if (shape->kind == SHAPE_LIST || shape->kind == SHAPE_MAP) {
        return record_inside(shape->item);
    }
    if (shape->kind == SHAPE_EITHER) {
        const struct shape *forms[] = {shape->map, shape->list, shape->scalar};
        for (size_t i = 0; i < 3 && found == NULL; i++) {
            found = forms[i] != NULL ? record_inside(forms[i]) : NULL;
        }
    }
    return found;
}

static void add_value(const struct page *page, const struct shape *shape) {
    const struct shape *record = record_inside(shape);
    text_add(page->out, say(page, shape->french, shape->english));
    if (record != NULL) {
        text_format(page->out, " ([%s](#%s))", heading_of(page, record->title), record->title);
    }
}

static void add_row(const struct page *page, const struct shape *record,
                    const struct key *key) {
    text_format(page->out, "| `%s` | ", key->name);
    add_value(page, key->shape);
    text_add(page->out, " | ");
    if (key->required && !record->partial) {
        text_add(page->out, say(page, "*obligatoire*", "*required*"));
    } else if (key->initial != NULL) {
        text_format(page->out, "`%s`", key->initial);
    }
    text_format(page->out, " | %s |\n", say(page, key->french, key->english));
}

static void add_one_of(const struct page *page, const struct shape *record) {
    text_add(page->out,
             say(page, "\nExactement une de ces clés : ", "\nExactly one of these keys: "));
    for (size_t i = 0; record->one_of[i] != NULL; i++) {
        text_format(page->out, "%s`%s`", i == 0 ? "" : ", ", record->one_of[i]);
    }
    text_add(page->out, ".\n");
}

static void add_section(const struct page *page, const struct shape *record) {
    text_format(page->out, "\n## <a id=\"%s\"></a>%s\n\n", record->title,
                heading_of(page, record->title));
    text_add(page->out,
             say(page, "| Clé | Valeur | Par défaut | |\n", "| Key | Value | Default | |\n"));
    text_add(page->out, "|---|---|---|---|\n");
    for (uint32_t i = 0; i < record->key_count; i++) {
        add_row(page, record, &record->keys[i]);
    }
    if (record->one_of != NULL) {
        add_one_of(page, record);
    }
    if (record->attributes) {
        text_add(page->out, say(page, "\nToute autre clé est un attribut : un nombre.\n",
                                "\nAny other key is an attribute: a number.\n"));
    }
}

/* --- what both printers need ------------------------------------------------------------------ */

static uint32_t collect(const struct shape *shape, const struct shape **titled,
                        uint32_t count) {
    if (shape == NULL) {
        return count;
    }
    if (shape->title != NULL) {
        for (uint32_t i = 0; i < count; i++) {
            if (titled[i] == shape) {
                return count;
            }
        }
        assert(count < SCHEMA_MOST_TITLES);
        titled[count++] = shape;
    }
    for (uint32_t i = 0; i < shape->key_count; i++) {
        count = collect(shape->keys[i].shape, titled, count);
    }
    count = collect(shape->item, titled, count);
    count = collect(shape->scalar, titled, count);
    count = collect(shape->list, titled, count);
    return collect(shape->map, titled, count);
}

uint32_t schema_titled(const struct shape **titled) {
    return collect(&shape_scenarios, titled, collect(&shape_plan, titled, 0));
}

void schema_to_markdown(struct text *out, enum language language) {
    struct page page = {out, language};
    const struct shape *titled[SCHEMA_MOST_TITLES];
    uint32_t count = schema_titled(titled);
    text_add(out, introduction[language]);
    for (uint32_t i = 0; i < count; i++) {
        add_section(&page, titled[i]);
    }
}

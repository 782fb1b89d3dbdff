/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/check_parts.h"

#include <string.h>

#include "model/scalar.h"

struct place check_place(const struct checker *c, const struct node *node) {
    return node_place(c->tree, node);
}

const char *check_say(const struct checker *c, const char *french, const char *english) {
    return c->notes->language == FRENCH ? french : english;
}

const char *check_shown(const struct checker *c, const struct node *node) {
    return scalar_shown(c->tree->arena, node);
}

/* --- refusals --------------------------------------------------------------------------------- */

static const char *found(const struct checker *c, const struct node *node) {
    switch (node->kind) {
    case NODE_LIST:
        return check_say(c, "une liste", "a list");
    case NODE_MAP:
        return check_say(c, "une table de clés", "a map of keys");
    default:
        return c->notes->language == FRENCH
                   ? arena_format(c->tree->arena, "« %s »", check_shown(c, node))
                   : arena_format(c->tree->arena, "'%s'", check_shown(c, node));
    }
}

void check_refuse_kind(struct checker *c, const struct node *key, struct node *node,
                       const struct shape *shape) {
    node->bad = true;
    const char *expected = check_say(c, shape->french, shape->english);
    if (key == NULL) {
        notes_input(c->notes, check_place(c, node), "il faut %s, pas %s", "expected %s, not %s",
                    expected, found(c, node));
    } else {
        notes_input(c->notes, check_place(c, node), "« %s » : il faut %s, pas %s",
                    "'%s' takes %s, not %s", check_shown(c, key), expected, found(c, node));
    }
}

void check_refuse_blank(struct checker *c, const struct node *key, struct node *node) {
    node->bad = true;
    if (key == NULL) {
        notes_input(c->notes, check_place(c, node), "le document est vide",
                    "the document is empty");
        return;
    }
    struct place place = node->length > 0 ? check_place(c, node) : check_place(c, key);
    notes_input(c->notes, place, "« %s » est sans valeur", "'%s' has no value",
                check_shown(c, key));
    notes_advise(c->notes, "un blanc ne vaut jamais zéro : écrivez la valeur, ou ôtez la clé",
                 "a blank is never zero: write the value, or leave the key out");
}

/* --- numbers ---------------------------------------------------------------------------------- */

static const struct number_rule {
    bool percent, dollars;        /* may be written so */
    const char *french, *english; /* what is wrong with one out of range */
} number_rules[NUMBER_KINDS] = {
    [NUMBER_ANY] = {true, true, "", ""},
    [NUMBER_MONEY] = {false, true, "un montant ne peut pas être négatif",
                      "an amount cannot be negative"},
    [NUMBER_STEP] = {false, true, "l’unité doit être plus grande que 0",
                     "the unit must be more than 0"},
    [NUMBER_BOUND] = {false, true, "", ""},
    [NUMBER_SHARE] = {true, false, "une part va de 0 % à 100 %",
                      "a share goes from 0% to 100%"},
    [NUMBER_FACTOR] = {true, false, "un facteur ne peut pas être négatif",
                       "a factor cannot be negative"},
    [NUMBER_PORTION] = {true, false, "une part est entre 0 et 1, ou s’écrit avec %",
                        "a share is between 0 and 1, or is written with %"},
    [NUMBER_VERSION] = {false, false, "ce programme lit la version 1 du format",
                        "this program reads version 1 of the format"},
};

static bool in_range(enum number_kind kind, const struct number *number) {
    struct ratio value = number->value;
    switch (kind) {
    case NUMBER_MONEY:
    case NUMBER_FACTOR:
        return ratio_sign(value) >= 0;
    case NUMBER_STEP:
        return ratio_sign(value) > 0;
    case NUMBER_SHARE:
        return ratio_sign(value) >= 0 && value.num <= value.den;
    case NUMBER_PORTION:
        return ratio_sign(value) >= 0 && (number->percent || value.num <= value.den);
    case NUMBER_VERSION:
        return value.num == 1 && value.den == 1;
    default:
        return true;
    }
}

/* 80, where a share from 0 to 1 is wanted. */
static bool is_percentage(enum number_kind kind, const struct number *number) {
    struct ratio value = number->value;
    return (kind == NUMBER_SHARE || kind == NUMBER_PORTION) && !number->percent &&
           value.num > value.den && value.num <= 100 * value.den;
}

static void refuse_number(struct checker *c, const struct node *key, struct node *node,
                          enum number_fault fault, const struct shape *shape) {
    if (fault == NUMBER_OTHER) {
        check_refuse_kind(c, key, node, shape);
        return;
    }
    node->bad = true;
    struct place place = check_place(c, node);
    if (fault == NUMBER_COMMA) {
        notes_input(c->notes, place, "« %s » se lit de deux façons",
                    "'%s' can be read in two ways", check_shown(c, node));
        notes_advise(c->notes,
                     "les décimales prennent un point (2.6), les milliers un trait bas "
                     "(60_000)",
                     "decimals take a point (2.6), thousands an underline (60_000)");
    } else if (fault == NUMBER_EXPONENT) {
        notes_input(c->notes, place, "« %s » : un nombre s’écrit sans exposant",
                    "'%s': a number is written without an exponent", check_shown(c, node));
        notes_advise(c->notes, "par exemple 100_000 au lieu de 1e5",
                     "for example 100_000 instead of 1e5");
    } else if (fault == NUMBER_GROUPS) {
        notes_input(c->notes, place, "« %s » : les chiffres se groupent par trois",
                    "'%s': digits are grouped by three", check_shown(c, node));
        notes_advise(c->notes, "par exemple 60_000", "for example 60_000");
    } else {
        notes_input(c->notes, place, "« %s » : au plus 18 chiffres, dont 9 décimales",
                    "'%s': at most 18 digits, of which 9 decimals", check_shown(c, node));
    }
}

static void check_number(struct checker *c, const struct node *key, struct node *node,
                         const struct shape *shape) {
    struct number number;
    enum number_fault fault = number_read(node->text, node->length, &number);
    if (fault != NUMBER_FINE) {
        refuse_number(c, key, node, fault, shape);
        return;
    }
    const struct number_rule *rule = &number_rules[shape->measure];
    if ((number.percent && !rule->percent) || (number.dollars && !rule->dollars)) {
        check_refuse_kind(c, key, node, shape);
    } else if (!in_range(shape->measure, &number)) {
        node->bad = true;
        notes_input(c->notes, check_place(c, node), "« %s » : %s, pas %s", "'%s': %s, not %s",
                    key == NULL ? "" : check_shown(c, key),
                    check_say(c, rule->french, rule->english), check_shown(c, node));
        if (is_percentage(shape->measure, &number)) {
            notes_advise(c->notes, "vouliez-vous dire « %s%% » ?", "did you mean '%s%%'?",
                         check_shown(c, node));
        }
    }
}

/* --- other scalars ---------------------------------------------------------------------------- */

bool check_is_one_of(const struct node *node, const char *const *words) {
    for (; words != NULL && *words != NULL; words++) {
        if (node_is(node, *words)) {
            return true;
        }
    }
    return false;
}

static size_t word_count(const char *const *words) {
    size_t count = 0;
    while (words != NULL && words[count] != NULL) {
        count++;
    }
    return count;
}

static void suggest(struct checker *c, const char *const *candidates, size_t count,
                    const struct node *node) {
    if (c->hints > 0) {
        c->hints--;
        const char *nearest = names_nearest(candidates, count, node->text, node->length);
        if (nearest != NULL) {
            notes_advise(c->notes, "vouliez-vous dire « %s » ?", "did you mean '%s'?", nearest);
        }
    }
}

static bool is_word(const struct node *node, const struct shape *shape) {
    bool value;
    bool yes_no = shape->kind == SHAPE_YES_NO;
    for (const char *const *word = shape->words; word != NULL && *word != NULL; word++) {
        yes_no = yes_no || strcmp(*word, "yes") == 0;
    }
    return check_is_one_of(node, shape->words) || (yes_no && scalar_yes_no(node, &value));
}

static void check_word(struct checker *c, const struct node *key, struct node *node,
                       const struct shape *shape) {
    if (!is_word(node, shape)) {
        check_refuse_kind(c, key, node, shape);
        suggest(c, shape->words, word_count(shape->words), node);
    }
}

const char *check_meant_key(struct checker *c, const struct node *node) {
    const char *candidates[MOST_KEYS];
    size_t count = c->record->key_count;
    for (size_t i = 0; i < count; i++) {
        candidates[i] = c->record->keys[i].name;
    }
    if (c->hints == 0) {
        return NULL;
    }
    c->hints--;
    return names_nearest(candidates, count, node->text, node->length);
}

void check_identifier(struct checker *c, struct node *node, const struct shape *shape) {
    bool is_year = shape->names == NAME_NEW_YEAR;
    if (is_year ? year_is_sound(node->text, node->length)
                : identifier_is_sound(node->text, node->length)) {
        if (name_is_reserved(node, shape->item == &shape_fund)) {
            node->bad = true;
            notes_input(c->notes, check_place(c, node), "« %s » est un mot réservé",
                        "'%s' is a reserved word", check_shown(c, node));
        }
        return;
    }
    node->bad = true;
    notes_input(c->notes, check_place(c, node), "« %s » ne peut pas être un identifiant",
                "'%s' cannot be an identifier", check_shown(c, node));
    if (is_year) {
        notes_advise(c->notes, "une année se compose de lettres, de chiffres, de _ et de -",
                     "a year is made of letters, digits, _ and -");
    } else {
        notes_advise(c->notes,
                     "une lettre, puis des lettres, des chiffres, _ ou - ; le nom "
                     "affiché va dans « name »",
                     "a letter, then letters, digits, _ or -; the name to print goes into "
                     "'name'");
    }
}

static void check_name(struct checker *c, struct node *node, const struct shape *shape) {
    if (shape->names == NAME_NEW_YEAR) {
        check_identifier(c, node, shape);
    } else if (shape->names == NAME_ATTRIBUTE) {
        names_add(&c->used, node_string(c->tree->arena, node), NULL);
    } else if (shape->names == NAME_KEY && record_key(c->record, node, 0) == UINT32_MAX) {
        const char *meant = check_meant_key(c, node);
        if (meant != NULL || !c->record->attributes) {
            node->bad = true;
            notes_input(c->notes, check_place(c, node), "« %s » n’est pas une clé",
                        "'%s' is not a key", check_shown(c, node));
        }
        if (meant != NULL) {
            notes_advise(c->notes, "vouliez-vous dire « %s » ?", "did you mean '%s'?", meant);
        }
    }
}

void check_scalar(struct checker *c, const struct node *key, struct node *node,
                  const struct shape *shape) {
    switch (shape->kind) {
    case SHAPE_NUMBER:
        if (!check_is_one_of(node, shape->words)) {
            check_number(c, key, node, shape);
        }
        break;
    case SHAPE_YES_NO:
    case SHAPE_WORD:
        check_word(c, key, node, shape);
        break;
    case SHAPE_NAME:
        check_name(c, node, shape);
        break;
    case SHAPE_TEXT:
        break;
    default: /* a list, a map or a record was expected */
        check_refuse_kind(c, key, node, shape);
    }
}

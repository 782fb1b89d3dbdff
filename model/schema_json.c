/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/schema.h"

#include <string.h>

#include "model/schema_print.h"

/* Writes JSON with an indent of two spaces a level. */
struct writer {
    struct text *out;
    size_t depth;
    bool first; /* nothing stands yet in the innermost brackets */
};

static void line_break(struct writer *w) {
    text_add(w->out, w->first ? "\n" : ",\n");
    text_add_repeated(w->out, "  ", w->depth);
    w->first = false;
}

static void open_bracket(struct writer *w, const char *bracket) {
    text_add(w->out, bracket);
    w->depth++;
    w->first = true;
}

static void close_bracket(struct writer *w, const char *bracket) {
    w->depth--;
    if (!w->first) {
        text_add(w->out, "\n");
        text_add_repeated(w->out, "  ", w->depth);
    }
    text_add(w->out, bracket);
    w->first = false;
}

static void write_key(struct writer *w, const char *key) {
    line_break(w);
    text_add_json_string(w->out, key);
    text_add(w->out, ": ");
}

static void write_string(struct writer *w, const char *key, const char *string) {
    write_key(w, key);
    text_add_json_string(w->out, string);
}

/* Text that is JSON already. */
static void write_plain(struct writer *w, const char *key, const char *json) {
    write_key(w, key);
    text_add(w->out, json);
}

/* --- scalars ---------------------------------------------------------------------------------- */

/* Digits grouped by three or not at all, decimals, a sign where allowed; JSON-escaped. */
#define DIGITS "([0-9]+|[0-9]{1,3}([_ \\u00a0\\u202f][0-9]{3})+)(\\\\.[0-9]{1,9})?"
#define PERCENT "[ \\u00a0\\u202f]?%"
#define DOLLARS "[ \\u00a0\\u202f]?\\\\$"

static const struct {
    const char *range[2]; /* a keyword and its value, or NULL */
    const char *most;     /* maximum, or NULL */
    const char *pattern;
} numbers[NUMBER_KINDS] = {
    [NUMBER_ANY] = {{NULL}, NULL, "^[+-]?" DIGITS "(" PERCENT "|" DOLLARS ")?$"},
    [NUMBER_MONEY] = {{"minimum", "0"}, NULL, "^[+]?" DIGITS "(" DOLLARS ")?$"},
    [NUMBER_STEP] = {{"exclusiveMinimum", "0"}, NULL, "^[+]?" DIGITS "(" DOLLARS ")?$"},
    [NUMBER_BOUND] = {{NULL}, NULL, "^[+-]?" DIGITS "(" DOLLARS ")?$"},
    [NUMBER_SHARE] = {{"minimum", "0"}, "1", "^[+]?" DIGITS "(" PERCENT ")?$"},
    [NUMBER_FACTOR] = {{"minimum", "0"}, NULL, "^[+]?" DIGITS "(" PERCENT ")?$"},
    [NUMBER_PORTION] = {{"minimum", "0"}, "1", "^[+]?" DIGITS "(" PERCENT ")?$"},
    [NUMBER_VERSION] = {{"minimum", "1"}, "1", "^1$"},
};

static void write_words(struct writer *w, const char *const *words) {
    bool yes_no = false;
    write_key(w, "enum");
    text_add(w->out, "[");
    for (size_t i = 0; words[i] != NULL; i++) {
        text_add(w->out, i == 0 ? "" : ", ");
        text_add_json_string(w->out, words[i]);
        yes_no = yes_no || strcmp(words[i], "yes") == 0;
    }
    text_add(w->out, yes_no ? ", true, false]" : "]");
}

static void write_number(struct writer *w, const struct shape *shape) {
    bool words = shape->words != NULL;
    if (words) {
        write_key(w, "anyOf");
        open_bracket(w, "[");
        line_break(w);
        open_bracket(w, "{");
        write_words(w, shape->words);
        close_bracket(w, "}");
        line_break(w);
        open_bracket(w, "{");
    }
    write_plain(w, "type", "[\"number\", \"string\"]");
    if (numbers[shape->measure].range[0] != NULL) {
        write_plain(w, numbers[shape->measure].range[0], numbers[shape->measure].range[1]);
    }
    if (numbers[shape->measure].most != NULL) {
        write_plain(w, "maximum", numbers[shape->measure].most);
    }
    write_key(w, "pattern");
    text_format(w->out, "\"%s\"", numbers[shape->measure].pattern);
    if (words) {
        close_bracket(w, "}");
        close_bracket(w, "]");
    }
}

/* Letters beyond ASCII are not told apart here: \p{L} is not known to every validator. */
#define LETTERS "A-Za-z\\u00aa-\\ufffd"
#define IDENTIFIER "\"^[" LETTERS "][" LETTERS "0-9_-]*$\""
#define YEAR "\"^[" LETTERS "0-9][" LETTERS "0-9_-]*$\""

static void write_name(struct writer *w, const struct shape *shape) {
    if (shape->names == NAME_NEW_YEAR || shape->names == NAME_YEAR) {
        write_plain(w, "type", "[\"string\", \"integer\"]");
        write_plain(w, "pattern", YEAR);
    } else {
        write_plain(w, "type", "\"string\"");
        write_plain(w, "minLength", "1");
    }
}

/* --- lists, maps, records --------------------------------------------------------------------- */

static void write_shape(struct writer *w, const struct shape *shape);

/* A shape in braces of its own, or a reference to it. */
static void write_nested(struct writer *w, const struct shape *shape) {
    open_bracket(w, "{");
    if (shape->title != NULL) {
        write_key(w, "$ref");
        text_format(w->out, "\"#/$defs/%s\"", shape->title);
    } else {
        write_shape(w, shape);
    }
    close_bracket(w, "}");
}

static void write_count(struct writer *w, const char *key, uint32_t count) {
    if (count > 0) {
        write_key(w, key);
        text_format(w->out, "%u", (unsigned)count);
    }
}

static void write_map(struct writer *w, const struct shape *shape) {
    write_plain(w, "type", "\"object\"");
    if (shape->names == NAME_ID || shape->names == NAME_MEASURE) {
        write_plain(w, "propertyNames", "{\"pattern\": " IDENTIFIER "}");
    }
    write_key(w, "additionalProperties");
    write_nested(w, shape->item);
    write_count(w, "minProperties", shape->least);
}

/* A default, when JSON can say it in a word. */
static void write_default(struct writer *w, const char *initial) {
    if (initial == NULL || strchr("[{", initial[0]) != NULL) {
        return;
    }
    if (strcmp(initial, "no") == 0) {
        write_plain(w, "default", "false");
    } else if (initial[0] >= '0' && initial[0] <= '9') {
        write_plain(w, "default", initial);
    } else {
        write_string(w, "default", initial);
    }
}

static void write_described(struct writer *w, const struct key *key) {
    struct text description = {0};
    text_format(&description, "%s\n\n%s", key->french, key->english);
    open_bracket(w, "{");
    write_string(w, "description", text_string(&description));
    write_default(w, key->initial);
    if (key->shape->title != NULL) {
        write_key(w, "$ref");
        text_format(w->out, "\"#/$defs/%s\"", key->shape->title);
    } else {
        write_shape(w, key->shape);
    }
    close_bracket(w, "}");
    text_free(&description);
}

static void write_required(struct writer *w, const struct shape *record) {
    bool any = false;
    for (uint32_t i = 0; i < record->key_count && !record->partial; i++) {
        if (record->keys[i].required) {
            if (!any) {
                write_key(w, "required");
            }
            text_add(w->out, any ? ", " : "[");
            text_add_json_string(w->out, record->keys[i].name);
            any = true;
        }
    }
    text_add(w->out, any ? "]" : "");
}

static void write_one_of(struct writer *w, const struct shape *record) {
    write_key(w, "oneOf");
    open_bracket(w, "[");
    for (size_t i = 0; record->one_of[i] != NULL; i++) {
        line_break(w);
        text_format(w->out, "{\"required\": [\"%s\"]}", record->one_of[i]);
    }
    close_bracket(w, "]");
}

static void write_record(struct writer *w, const struct shape *record) {
    write_plain(w, "type", "\"object\"");
    write_key(w, "properties");
    open_bracket(w, "{");
    for (uint32_t i = 0; i < record->key_count; i++) {
        const struct key *key = &record->keys[i];
        write_key(w, key->name);
        write_described(w, key);
    }
    close_bracket(w, "}");
    write_required(w, record);
    if (record->one_of != NULL) {
        write_one_of(w, record);
    }
    write_key(w, "additionalProperties");
    if (record->attributes) {
        open_bracket(w, "{");
        write_number(w, &(struct shape){.measure = NUMBER_ANY});
        close_bracket(w, "}");
    } else {
        text_add(w->out, "false");
    }
}

static void write_either(struct writer *w, const struct shape *shape) {
    const struct shape *forms[] = {shape->scalar, shape->list, shape->map};
    write_key(w, "anyOf");
    open_bracket(w, "[");
    for (size_t i = 0; i < 3; i++) {
        bool said_already = i == 2 && shape->map == shape->list;
        if (forms[i] != NULL && !said_already) {
            line_break(w);
            write_nested(w, forms[i]);
        }
    }
    close_bracket(w, "]");
}

static void write_shape(struct writer *w, const struct shape *shape) {
    switch (shape->kind) {
    case SHAPE_TEXT:
        write_plain(w, "type", "[\"string\", \"number\", \"boolean\"]");
        break;
    case SHAPE_YES_NO:
        write_plain(w, "enum", "[true, false, \"yes\", \"no\", \"true\", \"false\"]");
        break;
    case SHAPE_WORD:
        write_words(w, shape->words);
        break;
    case SHAPE_NUMBER:
        write_number(w, shape);
        break;
    case SHAPE_NAME:
        write_name(w, shape);
        break;
    case SHAPE_LIST:
        write_plain(w, "type", "\"array\"");
        write_key(w, "items");
        write_nested(w, shape->item);
        write_count(w, "minItems", shape->least);
        write_count(w, "maxItems", shape->most);
        break;
    case SHAPE_MAP:
        write_map(w, shape);
        break;
    case SHAPE_RECORD:
        write_record(w, shape);
        break;
    case SHAPE_EITHER:
        write_either(w, shape);
        break;
    case SHAPE_ANY: /* no condition at all */
        break;
    }
}

void schema_to_json(struct text *out) {
    struct writer w = {.out = out};
    const struct shape *titled[SCHEMA_MOST_TITLES];
    uint32_t count = schema_titled(titled);
    open_bracket(&w, "{");
    write_string(&w, "$schema", "https://json-schema.org/draft/2020-12/schema");
    write_string(&w, "title", "arrimage");
    write_string(&w, "description",
                 "Un plan d’arrimage ou ses scénarios, version 1.\n\n"
                 "An arrimage plan or its scenarios, version 1.");
    write_key(&w, "if");
    text_add(out, "{\"required\": [\"plan\"]}");
    write_key(&w, "then");
    text_add(out, "{\"$ref\": \"#/$defs/scenarios\"}");
    write_key(&w, "else");
    text_add(out, "{\"$ref\": \"#/$defs/plan\"}");
    write_key(&w, "$defs");
    open_bracket(&w, "{");
    for (uint32_t i = 0; i < count; i++) {
        write_key(&w, titled[i]->title);
        open_bracket(&w, "{");
        write_shape(&w, titled[i]);
        close_bracket(&w, "}");
    }
    close_bracket(&w, "}");
    close_bracket(&w, "}");
    text_add(out, "\n");
}

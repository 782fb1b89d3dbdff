/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DECIMALS 18
#define DOUBLE_DIGITS 17 /* enough for any double to read back the same */

static void start_line(struct json *json) {
    text_add_char(json->out, '\n');
    text_add_repeated(json->out, "  ", (size_t)json->depth);
}

/* The comma and the line before a member of the innermost object or list. */
static void start_member(struct json *json) {
    if (json->depth == 0) {
        return;
    }
    bool first = !json->levels[json->depth - 1].has_members;
    json->levels[json->depth - 1].has_members = true;
    text_add(json->out, first ? "" : ",");
    if (json->levels[json->depth - 1].form == JSON_LINES) {
        start_line(json);
    } else {
        text_add(json->out, first ? "" : " ");
    }
}

static void start_value(struct json *json) {
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    assert(json->depth == 0 || json->levels[json->depth - 1].close == ']');
    start_member(json);
}

static void open_level(struct json *json, enum json_form form, char open, char close) {
    start_value(json);
    assert(json->depth < JSON_MOST_LEVELS);
    text_add_char(json->out, open);
    json->levels[json->depth].close = close;
    json->levels[json->depth].form = form;
    json->levels[json->depth].has_members = false;
    json->depth++;
}

void json_object(struct json *json, enum json_form form) {
    open_level(json, form, '{', '}');
}

void json_list(struct json *json, enum json_form form) {
    open_level(json, form, '[', ']');
}

void json_close(struct json *json) {
    assert(json->depth > 0 && !json->after_key);
    json->depth--;
    if (json->levels[json->depth].form == JSON_LINES && json->levels[json->depth].has_members) {
        start_line(json);
    }
    text_add_char(json->out, json->levels[json->depth].close);
}

void json_key(struct json *json, const char *key) {
    assert(json->depth > 0 && json->levels[json->depth - 1].close == '}' && !json->after_key);
    start_member(json);
    text_add_json_string(json->out, key);
    text_add(json->out, ": ");
    json->after_key = true;
}

void json_string(struct json *json, const char *string) {
    start_value(json);
    text_add_json_string(json->out, string);
}

void json_bool(struct json *json, bool value) {
    start_value(json);
    text_add(json->out, value ? "true" : "false");
}

void json_whole(struct json *json, uint64_t value) {
    start_value(json);
    text_format(json->out, "%llu", (unsigned long long)value);
}

static void json_null(struct json *json) {
    start_value(json);
    text_add(json->out, "null");
}

/* Written without an exponent, as people read it, while that takes no more than 17 digits. */
static void add_shortest(struct text *out, double value) {
    char digits[40];
    int precision = 0;
    do {
        snprintf(digits, sizeof digits, "%.*e", precision, value);
    } while (strtod(digits, NULL) != value && ++precision < DOUBLE_DIGITS);
    long exponent = strtol(strchr(digits, 'e') + 1, NULL, 10);
    if (exponent < -5 || exponent >= DOUBLE_DIGITS) {
        text_add(out, digits);
        return;
    }
    int decimals = precision - (int)exponent;
    text_format(out, "%.*f", decimals > 0 ? decimals : 0, value);
}

void json_double(struct json *json, double value) {
    if (!isfinite(value)) {
        json_null(json);
        return;
    }
    start_value(json);
    add_shortest(json->out, value == 0 ? 0.0 : value);
}

/* Whether the fraction is a decimal that ends soon enough. */
static bool ends(struct ratio value) {
    wide den = value.den;
    int twos = 0, fives = 0;
    for (; den % 2 == 0; den /= 2) {
        twos++;
    }
    for (; den % 5 == 0; den /= 5) {
        fives++;
    }
    return den == 1 && twos <= MOST_DECIMALS && fives <= MOST_DECIMALS;
}

void json_ratio(struct json *json, struct ratio value) {
    if (!ratio_known(value)) {
        json_null(json);
    } else if (!ends(value)) {
        json_double(json, ratio_double(value));
    } else {
        start_value(json);
        text_add_ratio(json->out, value, MOST_DECIMALS);
    }
}

void json_key_string(struct json *json, const char *key, const char *string) {
    json_key(json, key);
    json_string(json, string);
}

void json_key_bool(struct json *json, const char *key, bool value) {
    json_key(json, key);
    json_bool(json, value);
}

void json_key_double(struct json *json, const char *key, double value) {
    json_key(json, key);
    json_double(json, value);
}

void json_key_ratio(struct json *json, const char *key, struct ratio value) {
    json_key(json, key);
    json_ratio(json, value);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json: writes JSON straight into a text. (jansson would need every number as a double; money here
 * is exact.)
 *
 * An object or list opened with JSON_LINES puts each member on a line of its own; one opened with
 * JSON_INLINE stays on its line. Inside an object, every value follows a json_key. */
#ifndef REPORTS_JSON_H
#define REPORTS_JSON_H

#include "base/exact.h"
#include "base/text.h"

#define JSON_MOST_LEVELS 16

enum json_form { JSON_LINES, JSON_INLINE };

struct json {
    struct text *out;
    int depth; /* open objects and lists, at most JSON_MOST_LEVELS */
    bool after_key;
    struct {
        char close;
        enum json_form form;
        bool has_members;
    } levels[JSON_MOST_LEVELS];
};

void json_object(struct json *json, enum json_form form);
void json_list(struct json *json, enum json_form form);
void json_close(struct json *json); /* the innermost object or list */
void json_key(struct json *json, const char *key);

void json_string(struct json *json, const char *string);
void json_bool(struct json *json, bool value);
void json_whole(struct json *json, uint64_t value);
/* The shortest decimal that reads back as the same double; null when it is not finite. */
void json_double(struct json *json, double value);
/* Exact where the fraction ends within 18 decimals, else its nearest double; null when unknown. */
void json_ratio(struct json *json, struct ratio value);

/* A member of an object: its key and its value. */
void json_key_string(struct json *json, const char *key, const char *string);
void json_key_bool(struct json *json, const char *key, bool value);
void json_key_double(struct json *json, const char *key, double value);
void json_key_ratio(struct json *json, const char *key, struct ratio value);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/alike.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "reports/json.h"

#define MOST_LISTED 20
#define MOST_SHOWN 60 /* bytes of a token in a message */

struct token {
    const char *start;
    size_t length; /* 0: the end of the text */
};

static struct token next_token(const char *at) {
    at += strspn(at, " \t\r\n");
    struct token token = {at, 0};
    if (*at == '"') {
        const char *end = at + 1;
        while (*end != '\0' && *end != '"') {
            end += *end == '\\' && end[1] != '\0' ? 2 : 1;
        }
        token.length = (size_t)(end - at) + (*end == '"' ? 1 : 0);
    } else if (*at != '\0') {
        size_t plain = strcspn(at, "{}[],:\" \t\r\n");
        token.length = plain > 0 ? plain : 1;
    }
    return token;
}

static bool same(struct token a, struct token b) {
    return a.length == b.length && memcmp(a.start, b.start, a.length) == 0;
}

static bool is_form(struct token token) {
    return token.length == 0 || strchr("{}[],:", *token.start) != NULL;
}

/* --- where we are --------------------------------------------------------------------------- */

/* The open objects and lists; a member of a list is known by its "id" or "goal". */
struct path {
    struct {
        bool is_object, before_colon;
        struct token key, id;
    } levels[JSON_MOST_LEVELS];
    size_t depth;
};

static bool is_word(struct token token, const char *word) {
    return token.length == strlen(word) + 2 &&
           memcmp(token.start + 1, word, token.length - 2) == 0;
}

static void step(struct path *path, struct token token) {
    size_t depth = path->depth;
    char first = *token.start;
    if ((first == '{' || first == '[') && depth < JSON_MOST_LEVELS) {
        path->levels[depth].is_object = path->levels[depth].before_colon = first == '{';
        path->levels[depth].key = path->levels[depth].id = (struct token){NULL, 0};
        path->depth++;
    } else if ((first == '}' || first == ']') && depth > 0) {
        path->depth--;
    } else if (depth > 0 && first == ',') {
        path->levels[depth - 1].before_colon = path->levels[depth - 1].is_object;
    } else if (depth > 0 && first == ':') {
        path->levels[depth - 1].before_colon = false;
    } else if (depth > 0 && path->levels[depth - 1].before_colon) {
        path->levels[depth - 1].key = token;
    } else if (depth > 0 && (is_word(path->levels[depth - 1].key, "id") ||
                             is_word(path->levels[depth - 1].key, "goal"))) {
        path->levels[depth - 1].id = token;
    }
}

static void add_inside(struct text *out, struct token token) {
    if (token.length > 2) {
        text_add_visible(out, token.start + 1, token.length - 2);
    }
}

static void add_path(const struct path *path, struct text *out) {
    for (size_t i = 0; i < path->depth; i++) {
        if (path->levels[i].id.length > 0) {
            text_add_char(out, '[');
            add_inside(out, path->levels[i].id);
            text_add_char(out, ']');
        }
        if (path->levels[i].key.length > 0) {
            text_add(out, out->length > 0 ? "." : "");
            add_inside(out, path->levels[i].key);
        }
    }
}

/* --- differences ---------------------------------------------------------------------------- */

static struct text shown(struct token token) {
    struct text out = {0};
    size_t length = token.length;
    if (length > MOST_SHOWN) {
        length = utf8_valid_prefix(token.start, MOST_SHOWN);
    }
    text_add_visible(&out, token.start, length);
    text_add(&out, length < token.length ? "…" : "");
    return out;
}

static void add_difference(struct differences *d, const char *told, struct token own,
                           struct token made, const struct path *path) {
    if (d->all++ >= MOST_LISTED) {
        return;
    }
    d->list = memory_grow(d->list, d->count + 1, sizeof *d->list);
    struct difference *difference = &d->list[d->count++];
    *difference = (struct difference){
        .offset = (size_t)(own.start - told), .length = own.length, .told = shown(own)};
    difference->made = shown(made);
    add_path(path, &difference->where);
}

struct differences alike(const char *told, const char *made) {
    struct differences d = {0};
    struct path path = {0};
    struct token own = next_token(told), its = next_token(made);
    while (own.length > 0 || its.length > 0) {
        bool equal = same(own, its);
        if (!equal) {
            add_difference(&d, told, own, its, &path);
        }
        if (!equal && (is_form(own) || is_form(its) ||
                       (path.depth > 0 && path.levels[path.depth - 1].before_colon))) {
            break;
        }
        step(&path, its);
        own = next_token(own.start + own.length);
        its = next_token(its.start + its.length);
    }
    return d;
}

void differences_free(struct differences *d) {
    for (size_t i = 0; i < d->count; i++) {
        text_free(&d->list[i].where);
        text_free(&d->list[i].told);
        text_free(&d->list[i].made);
    }
    free(d->list);
    *d = (struct differences){0};
}

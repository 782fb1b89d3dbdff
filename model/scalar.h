/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scalar: numbers, words and identifiers of the plan format.
 *
 * A number is an optional sign, digits (which may be grouped by three with `_`, a space, a
 * no-break space or a narrow no-break space), an optional `.decimals`, and an optional `%` or `$`.
 * At most 18 digits, of which at most 9 decimals; no exponent. `010` is ten; a comma is refused
 * because it can be read two ways. */
#ifndef MODEL_SCALAR_H
#define MODEL_SCALAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/exact.h"
#include "model/tree.h"

enum number_fault {
    NUMBER_FINE,
    NUMBER_COMMA,    /* 2,6 */
    NUMBER_EXPONENT, /* 1e3 */
    NUMBER_GROUPS,   /* 60 00, 1__000 */
    NUMBER_LONG,     /* more than 18 digits, or 9 decimals */
    NUMBER_OTHER     /* not a number */
};

struct number {
    struct ratio value;    /* 12% is 12/100 */
    bool percent, dollars; /* how it was written */
};

/* `number` is set only when the answer is NUMBER_FINE. */
enum number_fault number_read(const char *text, size_t length, struct number *number);

/* A scalar that says nothing: empty, `~` or `null` without quotes. */
bool scalar_is_blank(const struct node *node);
/* `yes`, `true`, `no` or `false`; false when it is none of them. */
bool scalar_yes_no(const struct node *node, bool *value);

/* A letter, then letters, digits, `_` and `-`. */
bool identifier_is_sound(const char *text, size_t length);
/* The same, but a digit may come first. */
bool year_is_sound(const char *text, size_t length);

/* The text of a scalar as it may stand in a message: cut short, control characters made visible.
 * One that is empty or all spaces stands in quotes. Lives as long as the arena. */
const char *scalar_shown(struct arena *arena, const struct node *node);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alike: whether two JSON texts say the same, and where they first do not.
 *
 * They do when they are made of the same tokens: braces, commas, strings and numbers, each byte for
 * byte. Only the white space between tokens may differ, and it has no meaning in JSON (RFC 8259,
 * section 2). A number written in another way counts as another: our own writer has one way. */
#ifndef REPORTS_ALIKE_H
#define REPORTS_ALIKE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

struct difference {
    struct text where;      /* funds[parsis].by_year.2012-13.left */
    size_t offset, length;  /* of the token in `told` */
    struct text told, made; /* the tokens, cut short */
};

struct differences {
    struct difference
        *list;         /* [count], the first of them; after one of form there are no more */
    size_t count, all; /* all: also those that the list has no room for */
};

/* `told` against how it should have been written; both ended by NUL. differences_free is due. */
struct differences alike(const char *told, const char *made);
void differences_free(struct differences *differences);

#endif

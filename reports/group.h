/* SPDX-License-Identifier: GPL-3.0-or-later */
/* group: the lines of one kind that get money, and how a table names them.
 *
 * Neighbours of one template that are named alike but for their territory stand under a heading
 * with what they share; other neighbours of one territory stand under its name, when each
 * territory's lines stand together. */
#ifndef REPORTS_GROUP_H
#define REPORTS_GROUP_H

#include "reports/teller.h"

struct group {
    uint32_t kind;         /* NONE: lines without a kind */
    uint32_t *lines;       /* [line_count] */
    const char **headings; /* [line_count] that stands above the line; NULL: none */
    const char **labels;   /* [line_count] what the line is called below that heading */
    uint32_t line_count;
    uint32_t *funds; /* [fund_count] that pay any of them */
    uint32_t fund_count;
    bool has_territory_column; /* neither names nor headings say where the lines are */
};

struct group group_new(const struct teller *teller, uint32_t kind);

#endif

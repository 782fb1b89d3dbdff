/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sense_parts: what the files of sense share. */
#ifndef MODEL_SENSE_PARTS_H
#define MODEL_SENSE_PARTS_H

#include "model/sense.h"

struct view {
    const struct plan *plan;
    const struct line_places *places; /* [plan.line_count] */
    struct notes *notes;
    struct ratio *most; /* [plan.fund_count] sense_fund_most of all years */
};

/* Most that a fund can have paid by the end of a year (NONE: of all years); unknown: no limit. */
struct ratio sense_fund_most(const struct view *s, uint32_t fund, uint32_t year);
/* Where a fund's limit is written: its arrivals of that year, or its amount. */
struct place sense_fund_place(const struct view *s, uint32_t fund, uint32_t year);
/* Dollars as a person reads them: 60 000 $ or $60,000. The text is the caller's. */
const char *sense_money(const struct view *s, struct ratio amount, struct text *text);
/* The least that a line always gets: 0 unless it is required. */
struct ratio sense_line_least(const struct line *line);

void sense_requires(const struct view *s);    /* cycles, contradictions */
void sense_commitments(const struct view *s); /* above the fund, the line, or closed */
void sense_floors(const struct view *s);      /* rules that ask for more than the funds have */
/* These need a sound plan. */
void sense_pins(const struct view *s); /* rules that exclude each other on the same dollars */
void sense_required(const struct view *s); /* required lines above their funds */
void sense_limits(const struct view *s);   /* yes/no lines without any limit */
void sense_units(const struct view *s);    /* lines that no multiple of the unit can fund */
void sense_warnings(const struct view *s);

#endif

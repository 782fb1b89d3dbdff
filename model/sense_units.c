/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that no whole multiple of the unit can fund. */
#include "model/sense_parts.h"

static wide least_common_multiple(wide a, wide b) {
    wide x = a, y = b;
    while (y != 0) {
        wide rest = x % y;
        x = y;
        y = rest;
    }
    return a / x * b;
}

/* What a line's total is a multiple of: the unit, times what makes its part of every year one. */
static struct ratio step_of(const struct plan *plan, const struct line *line) {
    wide parts = 1;
    for (uint32_t y = 0; line->schedule != NULL && y < line->years.count; y++) {
        parts = least_common_multiple(parts, line->schedule[y].den);
    }
    return ratio_mul(ratio_of_wide(parts, 1), plan->unit);
}

static void warn_line(const struct view *s, uint32_t position) {
    const struct line *line = &s->plan->lines[position];
    struct ratio step = step_of(s->plan, line);
    if (!line->has_max || !ratio_known(step) || ratio_sign(line->max) == 0) {
        return;
    }
    struct ratio least = ratio_max(line->whole ? line->max : line->min, step);
    struct ratio room = ratio_sub(line->max, least);
    bool spacious = ratio_known(room) && ratio_cmp(room, step) >= 0; /* one lies in between */
    if (spacious || ratio_cmp(ratio_ceil_to(least, step), line->max) <= 0) {
        return;
    }
    bool scheduled = ratio_cmp(step, s->plan->unit) > 0;
    struct place max = s->places[position].max;
    struct place place = max.source != NULL ? max : line->entity.place;
    struct text asked = {0}, had = {0}, by = {0};
    notes_add(
        s->notes, NOTE_WARNING, scheduled ? line->schedule_place : place,
        "« %s » ne peut recevoir que des multiples de %s, et aucun ne tient entre %s et %s",
        "'%s' can only get multiples of %s, and none lies between %s and %s", line->entity.id,
        sense_money(s, step, &by), sense_money(s, line->whole ? line->max : line->min, &asked),
        sense_money(s, line->max, &had));
    if (scheduled) {
        notes_advise(
            s->notes,
            "les parts de chaque année doivent tomber sur des multiples de « unit »\u00a0: "
            "prenez une unité plus fine (0.01), ou des parts plus rondes",
            "every year's part has to be a multiple of `unit`: take a finer unit (0.01), "
            "or rounder parts");
    } else {
        notes_advise(s->notes, "prenez une unité plus fine, ou élargissez ces bornes",
                     "take a finer unit, or widen these bounds");
    }
    text_free(&asked);
    text_free(&had);
    text_free(&by);
}

void sense_units(const struct view *s) {
    if (ratio_sign(s->plan->unit) == 0) {
        return;
    }
    for (uint32_t i = 0; i < s->plan->line_count; i++) {
        warn_line(s, i);
    }
}

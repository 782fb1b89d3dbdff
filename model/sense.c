/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/sense.h"

#include <stdlib.h>
#include <string.h>

#include "model/sense_parts.h"

/* --- what a fund can pay ---------------------------------------------------------------------- */

/* A dollar that arrives early may have grown: it counts max(1, carry_over) a year. What lapses
 * when it is left is still there to be paid at once, so a carry_over below 1 takes nothing away. */
static struct ratio most_of_arrivals(const struct view *s, const struct fund *fund,
                                     uint32_t year) {
    uint32_t last = year == NONE ? s->plan->year_count - 1 : year;
    struct ratio growth = ratio_max(fund->carry_over, RATIO_ONE);
    struct ratio most = RATIO_ZERO;
    for (uint32_t y = 0; y <= last && ratio_known(most); y++) {
        most = ratio_add(ratio_mul(most, growth), fund->arrivals[y]);
    }
    return most;
}

static struct ratio most_by(const struct view *s, const struct fund *fund, uint32_t year) {
    struct ratio arrived =
        fund->arrivals == NULL ? RATIO_UNKNOWN : most_of_arrivals(s, fund, year);
    if (!fund->limited) {
        return arrived;
    }
    return ratio_known(arrived) ? ratio_min(arrived, fund->amount) : fund->amount;
}

struct ratio sense_fund_most(const struct view *s, uint32_t fund, uint32_t year) {
    return year == NONE ? s->most[fund] : most_by(s, &s->plan->funds[fund], year);
}

struct place sense_fund_place(const struct view *s, uint32_t fund, uint32_t year) {
    const struct fund *its = &s->plan->funds[fund];
    if (its->arrivals == NULL) {
        return its->amount_place;
    }
    uint32_t last = year == NONE ? s->plan->year_count - 1 : year;
    struct ratio arrived = most_of_arrivals(s, its, year);
    bool amount_is_tighter =
        its->limited && !(ratio_known(arrived) && ratio_cmp(arrived, its->amount) < 0);
    return amount_is_tighter ? its->amount_place : its->arrival_places[last];
}

struct ratio sense_line_least(const struct line *line) {
    if (!line->required) {
        return RATIO_ZERO;
    }
    return line->whole && line->has_max ? line->max : line->min;
}

/* --- words ------------------------------------------------------------------------------------ */

#define NO_BREAK_SPACE "\xC2\xA0"

const char *sense_money(const struct view *s, struct ratio amount, struct text *text) {
    bool french = s->notes->language == FRENCH;
    struct text digits = {0};
    text_add_ratio(&digits, amount, 9);
    const char *at = text_string(&digits);
    const char *point = strchr(at, '.');
    size_t whole = point == NULL ? digits.length : (size_t)(point - at);
    text_free(text);
    text_add(text, french ? "" : "$");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0 && at[i - 1] != '-') {
            text_add(text, french ? NO_BREAK_SPACE : ",");
        }
        text_add_char(text, at[i]);
    }
    if (point != NULL) {
        text_add(text, french ? "," : ".");
        text_add(text, point + 1);
        text_add(text, point[2] == '\0' ? "0" : ""); /* cents come in two digits */
    }
    text_add(text, french ? NO_BREAK_SPACE "$" : "");
    text_free(&digits);
    return text_string(text);
}

void sense(const struct plan *plan, const struct sense_places *places, bool sound,
           struct notes *notes) {
    struct view s = {.plan = plan, .places = places->lines, .notes = notes};
    s.most = memory_grow(NULL, (size_t)plan->fund_count + 1, sizeof *s.most);
    for (uint32_t f = 0; f < plan->fund_count; f++) {
        s.most[f] = most_by(&s, &plan->funds[f], NONE);
    }
    sense_requires(&s);
    sense_commitments(&s);
    sense_floors(&s);
    if (sound) {
        sense_pins(&s);
        sense_required(&s);
        sense_limits(&s);
        sense_units(&s);
        sense_warnings(&s);
    }
    free(s.most);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules that pin dollars, or a count of lines, to what other rules on the same, or the lines
 * themselves, exclude. */
#include <stdlib.h>

#include "model/sense_parts.h"

struct pin {
    const struct rule *rule;
    struct ratio least, most; /* of its selection; unknown: open, or not a plain amount */
};

/* Where an amount is plain, of one time the selection. */
static struct ratio plain(const struct amount *amount, struct ratio times) {
    return amount->kind == AMOUNT_FIXED ? ratio_div(amount->value, times) : RATIO_UNKNOWN;
}

static bool pin_of(const struct rule *rule, struct pin *pin) {
    const struct term *term = &rule->terms[0];
    if (rule->soft || rule->term_count != 1 ||
        (term->kind != TERM_SUM && term->kind != TERM_COUNT) || ratio_sign(term->times) <= 0)
        return false;
    *pin = (struct pin){rule, plain(&rule->at_least, term->times),
                        plain(&rule->at_most, term->times)};
    return ratio_known(pin->least) || ratio_known(pin->most);
}

static int compare_numbers(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare_picks(const struct picks *a, const struct picks *b) {
    int order = compare_numbers(a->count, b->count);
    for (uint32_t i = 0; i < a->count && order == 0; i++)
        order = compare_numbers(a->list[i], b->list[i]);
    return order;
}

/* 0: they are written alike, of the same member, so that they measure the same. */
static int compare_measured(const struct pin *a, const struct pin *b) {
    const struct selection *one = a->rule->terms[0].selection;
    const struct selection *other = b->rule->terms[0].selection;
    int order = compare_numbers(a->rule->terms[0].kind, b->rule->terms[0].kind);
    for (int d = 0; d < DIMENSIONS && order == 0; d++) {
        order = compare_numbers(a->rule->member.of[d], b->rule->member.of[d]);
        if (order == 0)
            order = compare_numbers(one->given[d], other->given[d]);
        if (order == 0)
            order = compare_numbers(one->each[d], other->each[d]);
        if (order == 0 && one->given[d] && !one->each[d])
            order = compare_picks(&one->picks[d], &other->picks[d]);
    }
    return order;
}

static int compare_pins(const void *left, const void *right) {
    const struct pin *a = left, *b = right;
    int order = compare_measured(a, b);
    return order != 0 ? order : (a->rule > b->rule) - (a->rule < b->rule);
}

static void tell(const struct view *s, const struct pin *least, const struct pin *most) {
    notes_add(s->notes, NOTE_HOPELESS, least->rule->at_least.place,
              "« %s » demande plus que ce que « %s » permet, de la même chose",
              "'%s' asks for more than what '%s' allows of the same", least->rule->entity.id,
              most->rule->entity.id);
    notes_also(s->notes, most->rule->at_most.place);
    notes_advise(s->notes, "gardez l’une des deux règles, ou accordez leurs montants",
                 "keep one of the two rules, or make their amounts agree");
}

/* Of pins [count] on the same: the highest floor against the lowest ceiling. */
static void check(const struct view *s, const struct pin *pins, size_t count) {
    const struct pin *least = NULL, *most = NULL;
    for (size_t i = 0; i < count; i++) {
        if (ratio_known(pins[i].least) &&
            (least == NULL || ratio_cmp(pins[i].least, least->least) > 0))
            least = &pins[i];
        if (ratio_known(pins[i].most) &&
            (most == NULL || ratio_cmp(pins[i].most, most->most) < 0))
            most = &pins[i];
    }
    if (least != NULL && most != NULL && least != most &&
        ratio_cmp(least->least, most->most) > 0)
        tell(s, least, most);
}

/* --- floors above what the lines themselves allow ----------------------------------------- */

/* The most that the lines of a pin can get by their own `max`, or how many they are; unknown: no
 * limit. */
static struct ratio most_of_lines(const struct plan *plan, const struct pin *pin) {
    const struct term *term = &pin->rule->terms[0];
    struct ratio most = RATIO_ZERO;
    for (uint32_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        struct ratio share = selection_share(plan, term->selection, &pin->rule->member, line);
        if (ratio_sign(share) <= 0)
            continue;
        if (term->kind == TERM_COUNT)
            most = ratio_add(most, RATIO_ONE);
        else
            most = ratio_add(most, line->has_max ? ratio_mul(share, line->max) : RATIO_UNKNOWN);
    }
    return most;
}

/* Of two reasons against one floor the first is enough. */
static bool is_told(const struct notes *notes, const struct place *place) {
    for (size_t i = 0; i < notes->count; i++)
        if (notes->list[i].place.source == place->source &&
            notes->list[i].place.offset == place->offset)
            return true;
    return false;
}

static void check_lines(const struct view *s, const struct pin *pin) {
    struct ratio most = most_of_lines(s->plan, pin);
    if (is_told(s->notes, &pin->rule->at_least.place) || !ratio_known(pin->least) ||
        !ratio_known(most) || ratio_cmp(pin->least, most) <= 0)
        return;
    bool counts = pin->rule->terms[0].kind == TERM_COUNT;
    struct text asked = {0}, had = {0};
    if (counts) {
        text_add_ratio(&asked, pin->least, 9);
        text_add_ratio(&had, most, 9);
    } else {
        sense_money(s, pin->least, &asked);
        sense_money(s, most, &had);
    }
    notes_add(s->notes, NOTE_HOPELESS, pin->rule->at_least.place,
              counts ? "« %s » demande au moins %s lignes, mais n’en choisit que %s"
                     : "« %s » demande au moins %s, mais ses lignes ne peuvent recevoir que %s",
              counts ? "'%s' asks for at least %s lines, but selects only %s"
                     : "'%s' asks for at least %s, but its lines can get only %s",
              pin->rule->entity.id, text_string(&asked), text_string(&had));
    if (counts)
        notes_advise(s->notes, "demandez-en moins, ou élargissez le choix",
                     "ask for fewer, or select more");
    else
        notes_advise(s->notes, "baissez ce minimum, ou relevez « max » de ses lignes",
                     "lower this minimum, or raise the 'max' of its lines");
    text_free(&asked);
    text_free(&had);
}

void sense_pins(const struct view *s) {
    const struct plan *plan = s->plan;
    struct pin *pins = memory_grow(NULL, (size_t)plan->rule_count + 1, sizeof *pins);
    size_t count = 0;
    for (uint32_t i = 0; i < plan->rule_count; i++)
        count += pin_of(&plan->rules[i], &pins[count]);
    for (size_t i = 0; i < count; i++)
        check_lines(s, &pins[i]);
    if (count > 1)
        qsort(pins, count, sizeof *pins, compare_pins);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && compare_measured(&pins[i], &pins[end]) == 0; end++) {
        }
        check(s, pins + i, end - i);
    }
    free(pins);
}

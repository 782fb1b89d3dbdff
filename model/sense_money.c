/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/sense_parts.h"

#include <stdlib.h>

/* --- commitments ------------------------------------------------------------------------------ */

struct pledge {
    uint32_t fund, year; /* year NONE: over all years; it sorts last */
    uint32_t order;
    const struct commitment *commitment;
};

static int compare_pledges(const void *left, const void *right) {
    const struct pledge *a = left, *b = right;
    if (a->fund != b->fund) {
        return a->fund < b->fund ? -1 : 1;
    }
    if (a->year != b->year) {
        return a->year < b->year ? -1 : 1;
    }
    return a->order < b->order ? -1 : 1;
}

static void note_above_fund(const struct view *s, const struct pledge *pledge,
                            struct ratio total, struct ratio most) {
    struct text asked = {0}, had = {0};
    const char *fund = s->plan->funds[pledge->fund].entity.id;
    sense_money(s, total, &asked);
    sense_money(s, most, &had);
    if (pledge->year == NONE || !s->plan->has_years) {
        notes_add(s->notes, NOTE_HOPELESS, pledge->commitment->place,
                  "les engagements sur « %s » font %s, mais il ne peut payer que %s",
                  "commitments on '%s' add up to %s, but it can pay only %s", fund,
                  text_string(&asked), text_string(&had));
    } else {
        notes_add(s->notes, NOTE_HOPELESS, pledge->commitment->place,
                  "les engagements sur « %s » en %s font %s, mais il ne reste alors que %s",
                  "commitments on '%s' in %s add up to %s, but only %s is there by then", fund,
                  s->plan->years[pledge->year], text_string(&asked), text_string(&had));
    }
    notes_also(s->notes, sense_fund_place(s, pledge->fund, pledge->year));
    notes_advise(s->notes, "engagez moins, ou donnez plus au fonds",
                 "commit less, or give the fund more");
    text_free(&asked);
    text_free(&had);
}

/* Year by year: what has arrived and was kept must cover what is due (docs/mathematics.md). */
static bool arrivals_cover(const struct view *s, const struct pledge *list, size_t count) {
    const struct fund *fund = &s->plan->funds[list->fund];
    struct ratio left = RATIO_ZERO;
    size_t at = 0;
    for (uint32_t year = 0; year < s->plan->year_count && at < count; year++) {
        struct ratio there = ratio_add(fund->arrivals[year], ratio_mul(left, fund->carry_over));
        struct ratio due = RATIO_ZERO;
        for (; at < count && list[at].year == year; at++) {
            due = ratio_add(due, list[at].commitment->amount);
        }
        left = ratio_sub(there, due);
        if (!ratio_known(left)) {
            return true;
        }
        if (ratio_sign(left) < 0) {
            note_above_fund(s, &list[at - 1], due, there);
            return false;
        }
    }
    return true;
}

static void check_fund(const struct view *s, const struct pledge *list, size_t count) {
    const struct fund *fund = &s->plan->funds[list->fund];
    if (fund->arrivals != NULL && !arrivals_cover(s, list, count)) {
        return;
    }
    struct ratio most = sense_fund_most(s, list->fund, NONE);
    struct ratio total = RATIO_ZERO;
    for (size_t i = 0; i < count; i++) {
        total = ratio_add(total, list[i].commitment->amount);
    }
    if (ratio_known(most) && ratio_known(total) && ratio_cmp(total, most) > 0) {
        struct pledge last = list[count - 1];
        last.year = NONE;
        note_above_fund(s, &last, total, most);
    }
}

static void check_open(const struct view *s, const struct line *line,
                       const struct commitment *commitment) {
    const struct fund *fund = &s->plan->funds[commitment->fund];
    for (uint32_t p = 0; p < line->payer_count; p++) {
        if (line->payers[p].fund != commitment->fund) {
            continue;
        }
        for (uint32_t y = 0; y < line->years.count; y++) {
            bool same = commitment->year == NONE || line->years.list[y] == commitment->year;
            if (same && plan_slot_open(s->plan, line, p, y)) {
                return;
            }
        }
        notes_input(s->notes, commitment->place,
                    "« %s » ne peut rien payer ici : son « pays_for » l’exclut",
                    "'%s' can pay nothing here: its 'pays_for' rules it out", fund->entity.id);
        notes_also(s->notes, fund->pays_for->place);
        return;
    }
}

static void check_line(const struct view *s, uint32_t position) {
    const struct line *line = &s->plan->lines[position];
    struct ratio total = RATIO_ZERO;
    for (uint32_t i = 0; i < line->commitment_count; i++) {
        total = ratio_add(total, line->commitments[i].amount);
        check_open(s, line, &line->commitments[i]);
    }
    if (line->has_max && ratio_known(total) && ratio_cmp(total, line->max) > 0) {
        struct text asked = {0}, most = {0};
        notes_add(s->notes, NOTE_HOPELESS, line->commitments[line->commitment_count - 1].place,
                  "les engagements de « %s » font %s, plus que son maximum de %s",
                  "commitments to '%s' add up to %s, more than its max of %s", line->entity.id,
                  sense_money(s, total, &asked), sense_money(s, line->max, &most));
        notes_also(s->notes, s->places[position].max);
        notes_advise(s->notes, "engagez moins, ou haussez ce maximum",
                     "commit less, or raise that max");
        text_free(&asked);
        text_free(&most);
    }
}

void sense_commitments(const struct view *s) {
    const struct plan *plan = s->plan;
    struct pledge *list = NULL;
    size_t count = 0, capacity = 0;
    for (uint32_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        for (uint32_t k = 0; k < line->commitment_count; k++) {
            const struct commitment *commitment = &line->commitments[k];
            ARRAY_RESERVE(list, count, capacity);
            list[count] = (struct pledge){commitment->fund, commitment->year, (uint32_t)count,
                                          commitment};
            count++;
        }
        if (line->commitment_count > 0) {
            check_line(s, i);
        }
    }
    if (count > 1) {
        qsort(list, count, sizeof *list, compare_pledges);
    }
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i; end < count && list[end].fund == list[i].fund;) {
            end++;
        }
        check_fund(s, list + i, end - i);
    }
    free(list);
}

/* --- floors ----------------------------------------------------------------------------------- */

/* What a rule asks for at least, of which funds and by when. */
struct floor {
    uint32_t fund, year; /* of the member, or NONE */
    const struct rule *rule;
    struct ratio least; /* $ */
};

/* A rule on plain dollars with a floor that is known before solving. */
static bool floor_of(const struct plan *plan, const struct rule *rule, struct floor *found) {
    if (rule->soft || rule->term_count != 1 || rule->terms[0].kind != TERM_SUM ||
        ratio_sign(rule->terms[0].times) <= 0) {
        return false;
    }
    const struct amount *amount = &rule->at_least;
    struct ratio least = amount->value;
    if (amount->kind == AMOUNT_PER) {
        least = ratio_mul(least, member_value(plan, &rule->member, amount->attribute));
    } else if (amount->kind != AMOUNT_FIXED) {
        return false;
    }
    found->fund = rule->member.of[BY_FUND];
    found->year = rule->member.of[BY_YEAR];
    found->rule = rule;
    found->least = ratio_div(least, rule->terms[0].times);
    return ratio_known(found->least) && ratio_sign(found->least) > 0;
}

/* The last year that a selection picks, or NONE: all. */
static uint32_t last_year(const struct selection *selection, uint32_t year) {
    const struct picks *picks = &selection->picks[BY_YEAR];
    bool named = selection->given[BY_YEAR] && !selection->each[BY_YEAR] && picks->count > 0;
    return year != NONE ? year : named ? picks->list[picks->count - 1] : NONE;
}

/* Most that the funds of a rule can pay; *tightest is one of them. Unknown: no limit. */
static struct ratio most_of_funds(const struct view *s, const struct selection *selection,
                                  uint32_t fund, uint32_t year, uint32_t *tightest) {
    const struct picks *picks = &selection->picks[BY_FUND];
    bool named = selection->given[BY_FUND] && !selection->each[BY_FUND];
    uint32_t count = fund != NONE ? 1 : named ? picks->count : s->plan->fund_count;
    struct ratio most = RATIO_ZERO;
    for (uint32_t i = 0; i < count && ratio_known(most); i++) {
        uint32_t one = fund != NONE ? fund : named ? picks->list[i] : i;
        *tightest = one;
        most = ratio_add(most, sense_fund_most(s, one, year));
    }
    return count == 0 ? RATIO_UNKNOWN : most;
}

/* Floors [count] of one family, on disjoint dollars of the same funds. */
static bool check_floors(const struct view *s, const struct floor *floors, size_t count,
                         uint32_t fund, uint32_t year) {
    const struct rule *rule = floors[0].rule;
    const struct selection *selection = rule->terms[0].selection;
    uint32_t tightest = NONE, by = last_year(selection, year);
    struct ratio most = most_of_funds(s, selection, fund, by, &tightest);
    struct ratio total = RATIO_ZERO;
    for (size_t i = 0; i < count; i++) {
        total = ratio_add(total, floors[i].least);
    }
    if (!ratio_known(most) || !ratio_known(total) || ratio_cmp(total, most) <= 0) {
        return true;
    }
    struct text asked = {0}, had = {0};
    const char *id = count == 1 ? rule->entity.id : s->plan->rule_families[rule->family].id;
    sense_money(s, total, &asked);
    sense_money(s, most, &had);
    if (count == 1) {
        notes_add(s->notes, NOTE_HOPELESS, rule->at_least.place,
                  "le plancher « %s » demande %s, plus que les %s de l’enveloppe",
                  "the floor '%s' asks for %s, more than the %s of the envelope", id,
                  text_string(&asked), text_string(&had));
    } else {
        notes_add(s->notes, NOTE_HOPELESS, rule->at_least.place,
                  "les %zu planchers « %s » font %s, plus que les %s de l’enveloppe",
                  "the %zu floors '%s' add up to %s, more than the %s of the envelope", count,
                  id, text_string(&asked), text_string(&had));
    }
    notes_also(s->notes, sense_fund_place(s, tightest, by));
    notes_advise(s->notes, "baissez le plancher, ou donnez plus à l’enveloppe",
                 "lower the floor, or give the envelope more");
    text_free(&asked);
    text_free(&had);
    return false;
}

static int compare_floors(const void *left, const void *right) {
    const struct floor *a = left, *b = right;
    if (a->fund != b->fund) {
        return a->fund < b->fund ? -1 : 1;
    }
    if (a->year != b->year) {
        return a->year < b->year ? -1 : 1;
    }
    return a->rule < b->rule ? -1 : 1;
}

/* Floors of one fund's members: each year's, then all years' together. */
static void check_fund_floors(const struct view *s, const struct floor *floors, size_t count) {
    bool sound = true;
    for (size_t i = 0, end; i < count && floors[0].year != NONE; i = end) {
        for (end = i; end < count && floors[end].year == floors[i].year;) {
            end++;
        }
        sound = check_floors(s, floors + i, end - i, floors[i].fund, floors[i].year) && sound;
    }
    if (sound) {
        check_floors(s, floors, count, floors[0].fund, NONE);
    }
}

void sense_floors(const struct view *s) {
    const struct plan *plan = s->plan;
    struct floor *floors = memory_grow(NULL, (size_t)plan->rule_count + 1, sizeof *floors);
    for (uint32_t f = 0; f < plan->rule_family_count; f++) {
        const struct family *family = &plan->rule_families[f];
        size_t count = 0;
        for (uint32_t i = family->first; i < family->first + family->count; i++) {
            count += floor_of(plan, &plan->rules[i], &floors[count]);
        }
        if (count > 1) {
            qsort(floors, count, sizeof *floors, compare_floors);
        }
        for (size_t i = 0, end; i < count; i = end) {
            for (end = i; end < count && floors[end].fund == floors[i].fund;) {
                end++;
            }
            check_fund_floors(s, floors + i, end - i);
        }
    }
    free(floors);
}

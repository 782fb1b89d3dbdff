/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/sense_parts.h"

#include <stdlib.h>

/* --- one line --------------------------------------------------------------------------------- */

static bool pays_nothing(const struct plan *plan, const struct line *line, uint32_t payer) {
    for (uint32_t year = 0; year < line->years.count; year++) {
        if (plan_slot_open(plan, line, payer, year)) {
            return false;
        }
    }
    return true;
}

/* Most that its funds together can give a line; unknown: no limit. */
static struct ratio most_of_payers(const struct view *s, const struct line *line) {
    struct ratio most = RATIO_ZERO;
    for (uint32_t p = 0; p < line->payer_count && ratio_known(most); p++) {
        const struct payer *payer = &line->payers[p];
        struct ratio one = sense_fund_most(s, payer->fund, NONE);
        if (payer->has_max && (!ratio_known(one) || ratio_cmp(payer->max, one) < 0)) {
            one = payer->max;
        }
        most = ratio_add(most, pays_nothing(s->plan, line, p) ? RATIO_ZERO : one);
    }
    return most;
}

static struct place least_place(const struct view *s, uint32_t line) {
    struct place place = s->places[line].min;
    return place.source != NULL ? place : s->plan->lines[line].entity.place;
}

/* False after a note: what its funds can give does not reach what it needs. */
static bool check_viable(const struct view *s, uint32_t position) {
    const struct line *line = &s->plan->lines[position];
    struct ratio least = line->whole && line->has_max ? line->max : line->min;
    struct ratio most = ratio_sign(least) > 0 ? most_of_payers(s, line) : RATIO_UNKNOWN;
    if (!ratio_known(most) || ratio_cmp(least, most) <= 0) {
        return true;
    }
    struct text asked = {0}, had = {0};
    notes_add(s->notes, line->required ? NOTE_HOPELESS : NOTE_WARNING, least_place(s, position),
              "« %s » demande au moins %s, mais ses fonds ne peuvent lui donner que %s",
              "'%s' needs at least %s, but its funds can give it only %s", line->entity.id,
              sense_money(s, least, &asked), sense_money(s, most, &had));
    if (line->payer_count == 1 && !line->payers[0].has_max) {
        notes_also(s->notes, sense_fund_place(s, line->payers[0].fund, NONE));
    }
    text_free(&asked);
    text_free(&had);
    return false;
}

/* --- required lines --------------------------------------------------------------------------- */

/* Dollars that a fund must pay, whatever else: where it is the only payer of a required line, the
 * line's least, else what its own `min` says. */
static struct ratio due_of(const struct line *line, const struct payer *payer) {
    struct ratio least = sense_line_least(line);
    if (ratio_sign(least) <= 0) {
        return RATIO_ZERO;
    }
    return line->payer_count == 1 ? ratio_max(least, payer->min) : payer->min;
}

static void note_required(const struct view *s, struct place place, struct ratio due,
                          uint32_t fund) {
    struct text asked = {0}, had = {0};
    notes_add(s->notes, NOTE_HOPELESS, place,
              "les lignes requises demandent au moins %s à « %s », qui ne peut payer que %s",
              "required lines ask at least %s of '%s', which can pay only %s",
              sense_money(s, due, &asked), s->plan->funds[fund].entity.id,
              sense_money(s, sense_fund_most(s, fund, NONE), &had));
    notes_also(s->notes, sense_fund_place(s, fund, NONE));
    text_free(&asked);
    text_free(&had);
}

/* Each fund against what it alone must pay. False after a note. */
static bool funds_cover(const struct view *s) {
    const struct plan *plan = s->plan;
    struct ratio *due = memory_grow(NULL, (size_t)plan->fund_count + 1, sizeof *due);
    bool sound = true;
    for (uint32_t f = 0; f < plan->fund_count; f++) {
        due[f] = RATIO_ZERO;
    }
    for (uint32_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        for (uint32_t p = 0; p < line->payer_count && line->required; p++) {
            uint32_t fund = line->payers[p].fund;
            struct ratio most = sense_fund_most(s, fund, NONE);
            bool was_above =
                ratio_known(most) && ratio_known(due[fund]) && ratio_cmp(due[fund], most) > 0;
            due[fund] = ratio_add(due[fund], due_of(line, &line->payers[p]));
            if (!was_above && ratio_known(most) && ratio_known(due[fund]) &&
                ratio_cmp(due[fund], most) > 0) {
                note_required(s, least_place(s, i), due[fund], fund);
                sound = false;
            }
        }
    }
    free(due);
    return sound;
}

/* All required lines against all the funds that they name. */
static void check_all_required(const struct view *s) {
    const struct plan *plan = s->plan;
    bool *named = memory_grow(NULL, (size_t)plan->fund_count + 1, sizeof *named);
    struct ratio due = RATIO_ZERO, most = RATIO_ZERO;
    uint32_t last = NONE, fund = NONE;
    for (uint32_t f = 0; f < plan->fund_count; f++) {
        named[f] = false;
    }
    for (uint32_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        struct ratio least = sense_line_least(line);
        if (ratio_sign(least) <= 0) {
            continue;
        }
        last = i;
        due = ratio_add(due, least);
        for (uint32_t p = 0; p < line->payer_count; p++) {
            named[line->payers[p].fund] = true;
        }
    }
    for (uint32_t f = 0; f < plan->fund_count; f++) {
        if (named[f]) {
            fund = f;
            most = ratio_add(most, sense_fund_most(s, f, NONE));
        }
    }
    free(named);
    if (last == NONE || !ratio_known(due) || !ratio_known(most) || ratio_cmp(due, most) <= 0) {
        return;
    }
    struct text asked = {0}, had = {0};
    notes_add(s->notes, NOTE_HOPELESS, least_place(s, last),
              "les lignes requises demandent au moins %s, mais leurs fonds n’ont que %s",
              "required lines ask at least %s, but their funds have only %s",
              sense_money(s, due, &asked), sense_money(s, most, &had));
    notes_also(s->notes, sense_fund_place(s, fund, NONE));
    text_free(&asked);
    text_free(&had);
}

void sense_required(const struct view *s) {
    bool viable = true;
    for (uint32_t i = 0; i < s->plan->line_count; i++) {
        viable = (!s->plan->lines[i].required || check_viable(s, i)) && viable;
    }
    if (viable && funds_cover(s)) {
        check_all_required(s);
    }
}

/* --- yes/no lines need a limit ---------------------------------------------------------------- */

static bool has_limit(const struct plan *plan, const struct line *line) {
    if (line->has_max) {
        return true;
    }
    for (uint32_t p = 0; p < line->payer_count; p++) {
        const struct payer *payer = &line->payers[p];
        const struct fund *fund = &plan->funds[payer->fund];
        if (!payer->has_max && !fund->limited && fund->arrivals == NULL &&
            ratio_sign(payer->eligible) > 0) {
            return false;
        }
    }
    return true;
}

static bool is_always_funded(const struct line *line) {
    return ratio_sign(sense_line_least(line)) > 0 || line->commitment_count > 0;
}

/* A template's lines are alike: one note for the first. */
static void need_limit(const struct view *s, uint32_t position, struct place why) {
    const struct line *line = &s->plan->lines[position];
    const struct line *before = position > 0 ? line - 1 : NULL;
    if (is_always_funded(line) || has_limit(s->plan, line) ||
        (before != NULL && line->family != NONE && before->family == line->family)) {
        return;
    }
    notes_input(s->notes, line->entity.place,
                "« %s » est à décider par oui ou non, mais rien ne limite ses dollars",
                "'%s' is a yes/no decision, but nothing limits its dollars", line->entity.id);
    notes_also(s->notes, why);
    notes_advise(s->notes, "donnez-lui « max » ou « cost »", "give it a 'max' or a 'cost'");
}

static void note_counted(struct place *why, const struct plan *plan, const struct term *terms,
                         uint32_t term_count) {
    for (uint32_t t = 0; t < term_count; t++) {
        if (terms[t].kind != TERM_COUNT) {
            continue;
        }
        for (uint32_t i = 0; i < plan->line_count; i++) {
            if (why[i].source == NULL &&
                ratio_sign(selection_share(plan, terms[t].selection, NULL, &plan->lines[i])) >
                    0) {
                why[i] = terms[t].place;
            }
        }
    }
}

static void note_related(const struct view *s, struct place *why, uint32_t position) {
    const struct line *line = &s->plan->lines[position];
    const struct picks *others[] = {&line->requires, &line->excludes};
    const struct place places[] = {s->places[position].requires, s->places[position].excludes};
    for (int k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < others[k]->count; i++) {
            why[position] = places[k];
            why[others[k]->list[i]] = places[k];
        }
    }
    for (uint32_t p = 0; p < line->payer_count; p++) {
        if (ratio_sign(line->payers[p].min) > 0 && why[position].source == NULL) {
            why[position] = line->entity.place;
        }
    }
    if (ratio_sign(line->min) > 0 && why[position].source == NULL) {
        why[position] = s->places[position].min;
    }
}

void sense_limits(const struct view *s) {
    const struct plan *plan = s->plan;
    struct place *why = memory_grow(NULL, (size_t)plan->line_count + 1, sizeof *why);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        why[i] = NOWHERE;
    }
    for (uint32_t i = 0; i < plan->line_count; i++) {
        note_related(s, why, i);
    }
    const struct term *before = NULL;
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        if (plan->rules[i].terms != before) { /* a family shares its terms */
            before = plan->rules[i].terms;
            note_counted(why, plan, before, plan->rules[i].term_count);
        }
    }
    for (uint32_t i = 0; i < plan->goal_count; i++) {
        note_counted(why, plan, plan->goals[i].terms, plan->goals[i].term_count);
    }
    for (uint32_t i = 0; i < plan->line_count; i++) {
        if (why[i].source != NULL) {
            need_limit(s, i, why[i]);
        }
    }
    free(why);
}

/* --- warnings --------------------------------------------------------------------------------- */

static void warn_closed(const struct view *s, const struct line *line) {
    for (uint32_t p = 0; p < line->payer_count && line->family == NONE; p++) {
        const struct fund *fund = &s->plan->funds[line->payers[p].fund];
        if (fund->pays_for != NULL && pays_nothing(s->plan, line, p)) {
            notes_add(s->notes, NOTE_WARNING, line->entity.place,
                      "« %s » ne peut rien payer de « %s »", "'%s' can pay nothing of '%s'",
                      fund->entity.id, line->entity.id);
            notes_also(s->notes, fund->pays_for->place);
        }
    }
}

static void warn_unused_funds(const struct view *s) {
    const struct plan *plan = s->plan;
    bool *named = memory_grow(NULL, (size_t)plan->fund_count + 1, sizeof *named);
    for (uint32_t f = 0; f < plan->fund_count; f++) {
        named[f] = false;
    }
    for (uint32_t i = 0; i < plan->line_count; i++) {
        for (uint32_t p = 0; p < plan->lines[i].payer_count; p++) {
            named[plan->lines[i].payers[p].fund] = true;
        }
    }
    for (uint32_t f = 0; f < plan->fund_count; f++) {
        if (!named[f]) {
            notes_add(s->notes, NOTE_WARNING, plan->funds[f].entity.place,
                      "aucune ligne ne nomme le fonds « %s »", "no line names the fund '%s'",
                      plan->funds[f].entity.id);
        }
    }
    free(named);
}

static void mark_named(const struct plan *plan, bool *named) {
    for (uint32_t g = 0; g < plan->goal_count; g++) {
        for (uint32_t t = 0; t < plan->goals[g].term_count; t++) {
            const struct term *term = &plan->goals[g].terms[t];
            for (uint32_t i = 0; i < term->rule_count; i++) {
                named[term->subject + i] = true;
            }
        }
    }
}

/* A soft rule that no goal names is shown, and not sought; a family is one note. */
static void warn_unsought_rules(const struct view *s) {
    const struct plan *plan = s->plan;
    bool *named = memory_grow(NULL, (size_t)plan->rule_count + 1, sizeof *named);
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        named[i] = !plan->rules[i].soft;
    }
    mark_named(plan, named);
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        const struct rule *rule = &plan->rules[i];
        const struct family *family = &plan->rule_families[rule->family];
        if (named[i] || (i > family->first && !named[i - 1])) {
            continue;
        }
        notes_add(s->notes, NOTE_WARNING, rule->entity.place,
                  "aucun but ne nomme la règle souple « %s » : elle sera montrée, sans être "
                  "recherchée",
                  "no goal names the soft rule '%s': it will be shown, not sought",
                  family->count > 1 && !named[family->first] ? family->id : rule->entity.id);
        notes_advise(s->notes, "un but : {minimize: [{shortfall: %s}]}",
                     "a goal: {minimize: [{shortfall: %s}]}", family->id);
    }
    free(named);
}

void sense_warnings(const struct view *s) {
    for (uint32_t i = 0; i < s->plan->line_count; i++) {
        if (!s->plan->lines[i].required) {
            (void)check_viable(s, i);
        }
        warn_closed(s, &s->plan->lines[i]);
    }
    warn_unused_funds(s);
    warn_unsought_rules(s);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

/* A shortfall or an excess that a goal would rather have larger could grow without end. */
static bool rewards_a_miss(struct reader *r, const struct goal *goal) {
    for (uint32_t i = 0; i < goal->term_count; i++) {
        const struct term *term = &goal->terms[i];
        int sign = ratio_sign(term->times);
        if (!term_is_miss(term) || (goal->maximize ? sign <= 0 : sign >= 0)) {
            continue;
        }
        notes_input(r->notes, term->place,
                    "un but ne peut pas récompenser ce qui manque à une règle ou la dépasse",
                    "a goal cannot reward missing a rule");
        notes_advise(r->notes,
                     goal->maximize ? "donnez à « times » un nombre négatif, ou minimisez-le"
                                    : "donnez à « times » un nombre positif",
                     goal->maximize ? "give 'times' a negative number, or minimize it"
                                    : "give 'times' a positive number");
        return true;
    }
    return false;
}

static bool read_goal(struct reader *r, struct node *node, struct goal *goal) {
    struct node *values[GOAL_KEYS] = {NULL};
    if (!read_usable(node)) {
        return false;
    }
    record_values(node, values);
    goal->place = read_place(r, node);
    goal->within = read_number(values[GOAL_WITHIN], RATIO_ZERO);
    if (values[GOAL_FAIR] != NULL || values[GOAL_CLOSEST] != NULL) {
        goal->maximize = values[GOAL_FAIR] != NULL;
        goal->kind = goal->maximize ? WANT_FAIR : WANT_CLOSEST;
        return read_share_goal(r, values[goal->maximize ? GOAL_FAIR : GOAL_CLOSEST], goal);
    }
    goal->maximize = values[GOAL_MAXIMIZE] != NULL;
    struct node *value = goal->maximize ? values[GOAL_MAXIMIZE] : values[GOAL_MINIMIZE];
    const char *verb = goal->maximize ? "maximize" : "minimize";
    if (!read_usable(value)) {
        return false;
    }
    if (value->kind == NODE_LIST) {
        goal->terms = read_terms(r, value, NULL, &goal->term_count);
        goal->text = arena_format(r->arena, "%s terms", verb);
        return goal->term_count > 0 && !rewards_a_miss(r, goal);
    }
    struct term *term = ARENA_NEW(r->arena, struct term);
    if (!read_measure(r, value, NULL, term)) {
        return false;
    }
    term->times = RATIO_ONE;
    goal->terms = term;
    goal->term_count = 1;
    goal->text = arena_format(r->arena, "%s %s", verb, r->measures.list[term->subject]);
    return true;
}

static void set_default_goal(struct reader *r) {
    struct term *term = ARENA_NEW(r->arena, struct term);
    *term = (struct term){.kind = TERM_MEASURE, .times = RATIO_ONE, .place = NOWHERE};
    r->plan->goals = ARENA_NEW(r->arena, struct goal);
    r->plan->goals[0] = (struct goal){.place = NOWHERE,
                                      .text = "maximize benefit",
                                      .maximize = true,
                                      .within = RATIO_ZERO,
                                      .terms = term,
                                      .term_count = 1};
    r->plan->goal_count = 1;
    if (!r->has_benefit && notes_errors(r->notes) == 0) {
        struct place place = read_place(r, r->tree->root);
        place.length = 0;
        notes_add(r->notes, NOTE_WARNING, place,
                  "ni « goals » ni « benefit » : toutes les répartitions permises se valent",
                  "neither 'goals' nor 'benefit': all permitted allocations are as good");
    }
}

void read_goals(struct reader *r, struct node *goals) {
    if (goals == NULL) {
        set_default_goal(r);
        return;
    }
    if (!read_usable(goals)) {
        return;
    }
    r->plan->goals = ARENA_ARRAY(r->arena, struct goal, goals->count);
    for (struct node *item = goals->first; item != NULL; item = item->next) {
        r->plan->goal_count += read_goal(r, item, &r->plan->goals[r->plan->goal_count]);
    }
}

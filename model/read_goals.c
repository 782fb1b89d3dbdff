/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

/* --- terms ------------------------------------------------------------------------------------ */

/* How many lines are funded does not depend on who pays, nor when. */
static bool refuse_count_by_payer(struct reader *r, struct node *node,
                                  const struct selection *selection,
                                  const struct members *members) {
    static const enum dimension refused[] = {BY_FUND, BY_YEAR};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        const char *word = shape_selection.keys[refused[i]].name;
        if (selection->given[refused[i]]) {
            notes_input(r->notes, read_blame(r, node_get(node, word)),
                        "« count » compte des lignes : il ne choisit pas par « %s »",
                        "'count' counts lines: it cannot pick by '%s'", word);
            return true;
        }
        if (members_have(members, refused[i])) {
            notes_input(r->notes, read_blame(r, node),
                        "« count » compte des lignes : « for_each: %s » n’a pas de sens",
                        "'count' counts lines: 'for_each: %s' makes no sense", word);
            return true;
        }
    }
    return false;
}

bool read_sum_or_count(struct reader *r, struct node *node, enum term_kind kind,
                       const struct members *members, struct term *term) {
    const struct selection *selection = read_selection(r, node, members);
    if (selection == NULL ||
        (kind == TERM_COUNT && refuse_count_by_payer(r, node, selection, members))) {
        return false;
    }
    read_refuse_empty(r, node, selection, members, kind == TERM_COUNT);
    *term = (struct term){.kind = kind,
                          .times = RATIO_ONE,
                          .selection = selection,
                          .subject = NONE,
                          .place = read_place(r, node)};
    return true;
}

static bool read_level(struct reader *r, struct node *node, struct term *term) {
    uint32_t position = read_usable(node) ? read_name(r, NAME_LINE, node) : NONE;
    if (position == NONE) {
        return false;
    }
    const struct line *line = &r->plan->lines[position];
    struct place max = r->places.lines[position].max;
    if (line->has_max ? ratio_sign(line->max) <= 0 : max.source == NULL) {
        notes_input(r->notes, read_blame(r, node),
                    "« level » demande une ligne dont « max » est plus grand que 0",
                    "'level' needs a line whose 'max' is more than 0");
        notes_also(r->notes, line->entity.place);
        notes_advise(r->notes, "ou prenez ses dollars : {sum: {line: %s}}",
                     "or take its dollars: {sum: {line: %s}}", line->entity.id);
        return false;
    }
    *term =
        (struct term){.kind = TERM_LEVEL, .subject = position, .place = read_place(r, node)};
    return true;
}

static bool read_measure(struct reader *r, struct node *node, const struct members *members,
                         struct term *term) {
    if (!read_usable(node)) {
        return false;
    }
    if (node_is(node, "benefit") && !r->has_benefit && !r->lines.unsure) {
        notes_input(r->notes, read_blame(r, node), "aucune ligne n’a de « benefit »",
                    "no line has a 'benefit'");
        return false;
    }
    uint32_t measure = read_name(r, NAME_MEASURE, node);
    if (measure == NONE) {
        return false;
    }
    if (members_have(members, BY_FUND) || members_have(members, BY_YEAR)) {
        notes_input(r->notes, read_blame(r, node),
                    "une mesure n’est ni d’un fonds ni d’une année : ôtez-les de « for_each »",
                    "a measure belongs to no fund and no year: leave them out of 'for_each'");
        return false;
    }
    *term =
        (struct term){.kind = TERM_MEASURE, .subject = measure, .place = read_place(r, node)};
    return true;
}

bool read_term(struct reader *r, struct node *node, const struct members *members,
               struct term *term) {
    struct node *values[TERM_KEYS] = {NULL};
    bool sound = false;
    if (!read_usable(node)) {
        return false;
    }
    record_values(node, values);
    if (values[TERM_KEY_SUM] != NULL) {
        sound = read_sum_or_count(r, values[TERM_KEY_SUM], TERM_SUM, members, term);
    } else if (values[TERM_KEY_COUNT] != NULL) {
        sound = read_sum_or_count(r, values[TERM_KEY_COUNT], TERM_COUNT, members, term);
    } else if (values[TERM_KEY_LEVEL] != NULL) {
        sound = read_level(r, values[TERM_KEY_LEVEL], term);
    } else if (values[TERM_KEY_MEASURE] != NULL) {
        sound = read_measure(r, values[TERM_KEY_MEASURE], members, term);
    }
    term->times = read_number(values[TERM_KEY_TIMES], RATIO_ONE);
    term->place = read_place(r, node);
    return sound;
}

const struct term *read_terms(struct reader *r, struct node *list,
                              const struct members *members, uint32_t *term_count) {
    *term_count = 0;
    if (!read_usable(list) || list->kind != NODE_LIST) {
        return NULL;
    }
    struct term *terms = ARENA_ARRAY(r->arena, struct term, list->count);
    for (struct node *item = list->first; item != NULL; item = item->next) {
        *term_count += read_term(r, item, members, &terms[*term_count]);
    }
    return terms;
}

/* --- goals ------------------------------------------------------------------------------------ */

static bool read_goal(struct reader *r, struct node *node, struct goal *goal) {
    struct node *values[GOAL_KEYS] = {NULL};
    if (!read_usable(node)) {
        return false;
    }
    record_values(node, values);
    goal->place = read_place(r, node);
    goal->maximize = values[GOAL_MAXIMIZE] != NULL;
    struct node *value = goal->maximize ? values[GOAL_MAXIMIZE] : values[GOAL_MINIMIZE];
    const char *verb = goal->maximize ? "maximize" : "minimize";
    if (!read_usable(value)) {
        return false;
    }
    if (value->kind == NODE_LIST) {
        goal->terms = read_terms(r, value, NULL, &goal->term_count);
        goal->text = arena_format(r->arena, "%s terms", verb);
        return goal->term_count > 0;
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals that share between members: `fair` and `closest`. */
#include "model/read_parts.h"

/* What is shared: terms that the members have in common. */
static bool read_shared(struct reader *r, struct node *const *values,
                        const struct members *members, struct goal *goal) {
    if (values[SHARE_TERMS] != NULL) {
        goal->terms = read_terms(r, values[SHARE_TERMS], members, &goal->term_count);
        goal->counts = goal->term_count > 0;
        for (uint32_t i = 0; i < goal->term_count; i++) {
            goal->counts = goal->counts && goal->terms[i].kind == TERM_COUNT;
            if (term_is_miss(&goal->terms[i])) {
                notes_input(r->notes, goal->terms[i].place,
                            "ce qui manque à une règle ne se partage pas",
                            "what a rule is missed by cannot be shared");
                return false;
            }
        }
        return goal->term_count > 0;
    }
    enum term_kind kind = values[SHARE_SUM] != NULL ? TERM_SUM : TERM_COUNT;
    struct node *node = values[SHARE_SUM] != NULL ? values[SHARE_SUM] : values[SHARE_COUNT];
    struct term *term = ARENA_NEW(r->arena, struct term);
    goal->terms = term;
    goal->term_count = 1;
    goal->counts = kind == TERM_COUNT;
    return node != NULL && read_sum_or_count(r, node, kind, members, term);
}

static void keep_sharers(struct reader *r, const struct members *members, struct goal *goal) {
    goal->sharers = ARENA_ARRAY(r->arena, struct sharer, members->count);
    goal->sharer_count = members->count;
    for (uint32_t i = 0; i < members->count; i++) {
        goal->sharers[i] = (struct sharer){arena_format(r->arena, "%s", members->labels[i]),
                                           members->list[i], RATIO_ONE};
    }
}

static bool read_weights(struct reader *r, struct node *per, const struct members *members,
                         struct goal *goal) {
    uint32_t attribute;
    if (per == NULL) {
        return true;
    }
    if (!read_weight(r, per, members, &attribute)) {
        return false;
    }
    for (uint32_t i = 0; i < members->count; i++) {
        goal->sharers[i].weight = member_value(r->plan, &members->list[i], attribute);
    }
    return true;
}

/* Dollars and lines are never fewer than none; terms may be. */
static bool target_can_be(struct reader *r, struct node *to, const struct members *members,
                          const struct goal *goal) {
    bool terms = goal->term_count != 1 || ratio_sign(goal->terms[0].times) < 0 ||
                 (goal->terms[0].kind != TERM_SUM && goal->terms[0].kind != TERM_COUNT);
    for (uint32_t i = 0; i < members->count && !terms; i++) {
        struct ratio target = goal->to.kind == AMOUNT_FIXED || goal->to.kind == AMOUNT_PER
                                  ? goal->to.value
                                  : RATIO_ZERO;
        if (goal->to.kind == AMOUNT_PER)
            target =
                ratio_mul(target, member_value(r->plan, &members->list[i], goal->to.attribute));
        if (ratio_sign(target) < 0) {
            notes_input(r->notes, read_blame(r, to),
                        "la cible de « %s » est négative : elle ne peut être atteinte",
                        "the target of '%s' is negative: it cannot be reached",
                        members->labels[i]);
            return false;
        }
    }
    return true;
}

static bool read_target(struct reader *r, struct node *to, const struct members *members,
                        struct goal *goal) {
    struct amount_reader a = {r, members, NONE, RULE_EXACTLY};
    goal->to = read_amount(&a, to);
    if (goal->counts && goal->to.of != NULL) {
        notes_input(r->notes, read_blame(r, to),
                    "un nombre de lignes ne se compare pas à une part de dollars",
                    "a number of lines is not compared with a share of dollars");
        return false;
    }
    return goal->to.kind != AMOUNT_NONE && target_can_be(r, to, members, goal);
}

bool read_share_goal(struct reader *r, struct node *node, struct goal *goal) {
    bool fair = goal->kind == WANT_FAIR;
    struct node *values[SHARE_KEYS] = {NULL};
    struct members members;
    if (!read_usable(node)) {
        return false;
    }
    record_values(node, values);
    struct template_nodes nodes = {.key = node,
                                   .map = node,
                                   .for_each = values[SHARE_FOR_EACH],
                                   .only = values[SHARE_ONLY],
                                   .except = values[SHARE_EXCEPT]};
    if (!read_members(r, &nodes, &members) || !read_shared(r, values, &members, goal)) {
        return false;
    }
    read_drop_members(r->plan, goal->terms, goal->term_count, &members);
    if (members.count == 0) {
        notes_input(r->notes, read_blame(r, node), "ce but ne partage entre aucun membre",
                    "this goal shares between no members");
        return false;
    }
    keep_sharers(r, &members, goal);
    goal->text = arena_format(r->arena, "%s for each %s", fair ? "fair" : "closest",
                              read_shown(r, read_items(values[SHARE_FOR_EACH])));
    return fair ? read_weights(r, values[SHARE_PER], &members, goal)
                : read_target(r, values[SHARE_TO], &members, goal);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/stored.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DIGITS 36 /* of a number that is kept exactly */

/* --- numbers -------------------------------------------------------------------------------- */

/* A decimal as JSON has it, without an exponent; unknown when it is not one, or too long. */
static struct ratio read_ratio(const struct node *node) {
    const char *text = node == NULL || node->kind != NODE_SCALAR ? "" : node->text;
    uint32_t length = node == NULL ? 0 : node->length, digits = 0;
    bool negative = length > 0 && *text == '-', point = false;
    wide num = 0, den = 1;
    for (uint32_t i = negative ? 1 : 0; i < length; i++) {
        if (text[i] == '.' && !point && digits > 0) {
            point = true;
        } else if (!isdigit((unsigned char)text[i]) || ++digits > MOST_DIGITS) {
            return RATIO_UNKNOWN;
        } else {
            num = 10 * num + (text[i] - '0');
            den *= point ? 10 : 1;
        }
    }
    return digits == 0 ? RATIO_UNKNOWN : ratio_of_wide(negative ? -num : num, den);
}

static double read_double(struct arena *arena, const struct node *node, double otherwise) {
    if (node == NULL || node->kind != NODE_SCALAR || node_is(node, "null"))
        return otherwise;
    char *end;
    const char *text = node_string(arena, node);
    double value = strtod(text, &end);
    return *text != '\0' && *end == '\0' && isfinite(value) ? value : otherwise;
}

static const struct node *first_of(const struct node *list) {
    return list != NULL && list->kind == NODE_LIST ? list->first : NULL;
}

static const struct node *next_of(const struct node *member) {
    return member == NULL ? NULL : member->next;
}

static const struct node *member_of(const struct node *map, const char *key) {
    return map == NULL ? NULL : node_get(map, key);
}

/* --- amounts -------------------------------------------------------------------------------- */

static struct ratio amount_or_none(const struct node *node) {
    struct ratio amount = read_ratio(node);
    return ratio_known(amount) ? amount : RATIO_ZERO;
}

static void read_line(const struct plan *plan, uint32_t number, const struct node *by_fund,
                      struct answer *answer) {
    const struct line *line = &plan->lines[number];
    for (uint32_t p = 0; p < line->payer_count; p++) {
        const struct node *paid =
            member_of(by_fund, plan->funds[line->payers[p].fund].entity.id);
        for (uint32_t y = 0; y < line->years.count; y++) {
            const struct node *in_year =
                plan->has_years ? member_of(paid, plan->years[line->years.list[y]]) : paid;
            answer->amounts[plan_slot(plan, number, p, y)] = amount_or_none(in_year);
        }
    }
}

static void read_range(const struct node *line, struct line_answer *its, struct arena *arena) {
    const struct node *end = first_of(member_of(line, "range"));
    const struct node *award = member_of(line, "award");
    its->least = read_double(arena, end, NAN);
    its->most = read_double(arena, next_of(end), NAN);
    for (enum award a = AWARD_CERTAIN; a <= AWARD_NEVER; a++)
        if (award != NULL && node_is(award, award_word(a)))
            its->award = a;
}

static void read_lines(const struct node *root, struct answer *answer) {
    const struct node *line = first_of(member_of(root, "lines"));
    answer->ranged = member_of(line, "range") != NULL;
    for (uint32_t i = 0; i < answer->plan->line_count; i++, line = next_of(line)) {
        read_line(answer->plan, i, member_of(line, "by_fund"), answer);
        if (answer->ranged)
            read_range(line, &answer->lines[i], answer->arena);
    }
}

/* --- claims --------------------------------------------------------------------------------- */

static enum status read_status(const struct node *node) {
    for (enum status s = STATUS_OPTIMAL; s < STATUS_UNKNOWN; s++)
        if (node != NULL && node_is(node, status_word(s)))
            return s;
    return STATUS_UNKNOWN;
}

static void read_goal(const struct node *node, uint32_t rank, struct goal_answer *goal,
                      struct arena *arena) {
    const struct node *cost = first_of(member_of(node, "costs"));
    goal->bound = read_double(arena, member_of(node, "bound"), NAN);
    goal->before_rounding = read_double(arena, member_of(node, "before_rounding"), NAN);
    for (enum goal_known k = GOAL_OPEN; k <= GOAL_BEST; k++)
        if (member_of(node, "known") != NULL &&
            node_is(member_of(node, "known"), goal_known_word(k)))
            goal->known = k;
    goal->costs = cost == NULL ? NULL : ARENA_ARRAY(arena, double, rank);
    for (uint32_t i = 0; i < rank && cost != NULL; i++, cost = next_of(cost))
        goal->costs[i] = read_double(arena, cost, NAN);
}

static struct price read_price(struct arena *arena, const struct node *node) {
    const struct node *range = first_of(member_of(node, "price_range"));
    struct price price = {read_double(arena, member_of(node, "price"), NAN),
                          read_double(arena, member_of(node, "price_below"), NAN), NAN, NAN};
    if (range != NULL) { /* an end that is not told is written as one that is endless */
        price.from = read_double(arena, range, -INFINITY);
        price.to = read_double(arena, next_of(range), INFINITY);
    }
    return price;
}

static void read_funds(const struct node *root, struct answer *answer) {
    const struct plan *plan = answer->plan;
    const struct node *fund = first_of(member_of(root, "funds"));
    for (uint32_t f = 0; f < plan->fund_count; f++, fund = next_of(fund)) {
        const struct node *years = member_of(fund, "by_year");
        answer->funds[f].price = read_price(answer->arena, fund);
        for (uint32_t y = 0; plan->has_years && y < plan->year_count; y++)
            answer->funds[f].years[y].price =
                read_price(answer->arena, member_of(years, plan->years[y]));
    }
}

static void read_claims(const struct node *root, struct answer *answer) {
    const struct plan *plan = answer->plan;
    const struct node *goal = first_of(member_of(root, "goals"));
    const struct node *rule = first_of(member_of(root, "rules"));
    for (uint32_t g = 0; g < plan->goal_count; g++, goal = next_of(goal))
        read_goal(goal, g, &answer->goals[g], answer->arena);
    for (uint32_t r = 0; r < plan->rule_count; r++, rule = next_of(rule))
        answer->rules[r].price = read_price(answer->arena, rule);
    read_funds(root, answer);
}

static void read_ties(const struct node *node, struct ties *ties) {
    const struct node *unique = member_of(node, "unique"), *by = member_of(node, "broken_by");
    ties->told = unique != NULL && !node_is(unique, "null");
    ties->unique = unique != NULL && node_is(unique, "true");
    for (enum tie_breaker b = BY_NOTHING; b <= BY_SEARCH; b++)
        if (by != NULL && tie_breaker_word(b) != NULL && node_is(by, tie_breaker_word(b)))
            ties->broken_by = b;
}

/* --- what contradicts itself ------------------------------------------------------------------ */

static const struct entity *entity_at(const struct plan *plan, enum conflict_kind kind,
                                      uint32_t position) {
    switch (kind) {
    case CONFLICT_RULE:
        return position < plan->rule_count ? &plan->rules[position].entity : NULL;
    case CONFLICT_FUND:
        return position < plan->fund_count ? &plan->funds[position].entity : NULL;
    case CONFLICT_LINE:
        break;
    }
    return position < plan->line_count ? &plan->lines[position].entity : NULL;
}

/* NONE: the plan has nothing of that name. */
static uint32_t position_of(const struct plan *plan, enum conflict_kind kind,
                            const struct node *id) {
    const struct entity *entity;
    for (uint32_t i = 0; (entity = entity_at(plan, kind, i)) != NULL; i++)
        if (node_is(id, entity->id))
            return i;
    return NONE;
}

static bool read_part(const struct node *node, const struct plan *plan,
                      struct conflict_part *part) {
    static const char *const kinds[] = {"rule", "fund", "line"};
    const struct node *condition = member_of(node, "condition");
    part->condition = 0;
    for (enum line_condition c = 0; condition != NULL && c < CONDITION_COUNT; c++)
        if (node_is(condition, condition_word(c)))
            part->condition = c;
    for (part->kind = CONFLICT_RULE; part->kind <= CONFLICT_LINE; part->kind++) {
        const struct node *id = member_of(node, kinds[part->kind]);
        if (id == NULL || id->kind != NODE_SCALAR)
            continue;
        part->position = position_of(plan, part->kind, id);
        return part->position != NONE;
    }
    return false;
}

static void read_conflict(const struct node *root, struct answer *answer) {
    const struct node *list = member_of(root, "conflict"), *node = first_of(list);
    const struct node *irreducible = member_of(root, "conflict_irreducible");
    uint32_t most = node == NULL ? 0 : list->count;
    answer->conflict = ARENA_ARRAY(answer->arena, struct conflict_part, most + (size_t)1);
    for (; node != NULL; node = next_of(node))
        if (read_part(node, answer->plan, &answer->conflict[answer->conflict_count]))
            answer->conflict_count++;
    answer->conflict_irreducible = irreducible != NULL && node_is(irreducible, "true");
}

/* --- evidence ------------------------------------------------------------------------------- */

static const char *word_of(struct arena *arena, const struct node *node) {
    return node->kind == NODE_SCALAR ? node_string(arena, node) : "";
}

static void read_shown(const struct node *list, struct proof_tree *shown, struct arena *arena) {
    const struct node *word = first_of(list);
    shown->words = ARENA_ARRAY(arena, const char *, list->count + (size_t)1);
    for (; word != NULL; word = next_of(word))
        shown->words[shown->count++] = word_of(arena, word);
}

static void read_prices(const struct node *list, struct evidence *evidence,
                        struct arena *arena) {
    const struct node *one = first_of(list);
    uint32_t most = list == NULL ? 0 : PRICE_WORDS * list->count;
    evidence->prices = ARENA_ARRAY(arena, const char *, most + (size_t)1);
    for (; one != NULL; one = next_of(one)) {
        const struct node *word = first_of(one);
        for (int i = 0; i < PRICE_WORDS; i++, word = next_of(word))
            evidence->prices[evidence->price_count++] =
                word == NULL ? "-" : word_of(arena, word);
    }
}

static void read_evidence(const struct node *node, struct answer *answer) {
    struct evidence *evidence = &answer->evidence;
    const struct node *stages = member_of(node, "stages"), *stage = first_of(stages);
    const struct node *point = member_of(node, "point"), *ray = member_of(node, "ray");
    if (stage != NULL)
        evidence->stages =
            ARENA_ARRAY(answer->arena, struct proof_tree, stages->count + (size_t)1);
    for (; stage != NULL; stage = next_of(stage))
        read_shown(stage, &evidence->stages[evidence->stage_count++], answer->arena);
    read_prices(member_of(node, "prices"), evidence, answer->arena);
    if (point != NULL)
        evidence->point = word_of(answer->arena, point);
    if (ray != NULL)
        evidence->ray = word_of(answer->arena, ray);
}

/* --- the whole ------------------------------------------------------------------------------ */

const struct node *stored_plan(const struct tree *tree) {
    return member_of(member_of(tree->root, "plan"), "sha256");
}

bool stored_read(const struct tree *tree, struct answer *answer, struct notes *notes) {
    const struct node *root = tree->root;
    if (member_of(root, "arrimage") == NULL || member_of(root, "status") == NULL ||
        stored_plan(tree) == NULL) {
        notes_input(notes, node_place(tree, root), "ce n’est pas un résultat de « solve »",
                    "this is not a result of 'solve'");
        notes_advise(notes, "écrivez-le ainsi : arrimage solve PLAN -o RÉSULTAT.json",
                     "write it thus: arrimage solve PLAN -o RESULT.json");
        return false;
    }
    answer->status = read_status(member_of(root, "status"));
    read_ties(member_of(root, "ties"), &answer->ties);
    if (answer_has_amounts(answer)) {
        read_lines(root, answer);
        read_claims(root, answer);
    }
    if (answer->status == STATUS_INFEASIBLE)
        read_conflict(root, answer);
    read_evidence(member_of(root, "evidence"), answer);
    return true;
}

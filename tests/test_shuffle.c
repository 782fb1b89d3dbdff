/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a file has no say: with every map of it shuffled, and every sum of terms, a plan has
 * the same answer, thing by thing.
 *
 *     test_shuffle [COUNT [SEED]]      COUNT random plans (25) besides the examples, from SEED (1)
 */
#include "tests/plans.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/backwards.h"

#define SAME 1e-9 /* relative, of figures that are not exact */

static uint64_t plan_count = 25, first_seed = 1;

/* --- shuffling ---------------------------------------------------------------------------- */

static uint32_t draw_below(uint64_t *seed, uint32_t end) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % end;
}

/* The children in another order, `size` of them together. */
static void shuffle_children(struct node *node, uint32_t count, uint32_t size, uint64_t *seed) {
    struct node **heads = memory_grow(NULL, (size_t)count + 1, sizeof *heads);
    struct node *child = node->first;
    for (uint32_t i = 0; i < count; i++) {
        heads[i] = child;
        for (uint32_t k = 0; k < size; k++)
            child = child->next;
    }
    for (uint32_t i = count; i > 1; i--) {
        uint32_t other = draw_below(seed, i);
        struct node *head = heads[i - 1];
        heads[i - 1] = heads[other];
        heads[other] = head;
    }
    struct node **link = &node->first;
    for (uint32_t i = 0; i < count; i++) {
        *link = heads[i];
        for (uint32_t k = 0; k < size; k++)
            link = &(*link)->next;
    }
    *link = NULL;
    free(heads);
}

static bool is_sum(const struct node *key) {
    return key != NULL &&
           (node_is(key, "terms") || node_is(key, "maximize") || node_is(key, "minimize"));
}

static void shuffle(struct node *node, const struct node *key, uint64_t *seed) {
    if (node->kind == NODE_MAP) {
        shuffle_children(node, node->count, 2, seed);
        for (struct node *own = node->first; own != NULL; own = own->next->next)
            shuffle(own->next, own, seed);
    } else if (node->kind == NODE_LIST) {
        if (is_sum(key))
            shuffle_children(node, node->count, 1, seed);
        for (struct node *member = node->first; member != NULL; member = member->next)
            shuffle(member, NULL, seed);
    }
}

/* --- comparing ---------------------------------------------------------------------------- */

/* A price that would have taken too long is not told. */
static void assert_same_price(struct price a, struct price b, const char *what) {
    if (!isnan(a.above) && !isnan(b.above))
        close_double(a.above, b.above, SAME, what, __FILE__, __LINE__);
    if (!isnan(a.below) && !isnan(b.below))
        close_double(a.below, b.below, SAME, what, __FILE__, __LINE__);
}

static uint32_t find_line(const struct plan *plan, const char *id) {
    for (uint32_t i = 0; i < plan->line_count; i++)
        if (strcmp(plan->lines[i].entity.id, id) == 0)
            return i;
    fail_msg("%s is not in the shuffled plan", id);
    return NONE;
}

static void compare_lines(const struct planned *a, struct planned *b) {
    for (uint32_t i = 0; i < a->plan->line_count; i++) {
        const struct line *line = &a->plan->lines[i];
        uint32_t at = find_line(b->plan, line->entity.id);
        const struct line *other = &b->plan->lines[at];
        assert_ratio_equal(a->answer->lines[i].amount, b->answer->lines[at].amount);
        for (uint32_t p = 0; p < line->payer_count; p++) {
            const char *fund = a->plan->funds[line->payers[p].fund].entity.id;
            for (uint32_t q = 0; q < other->payer_count; q++)
                for (uint32_t y = 0; y < line->years.count; y++)
                    if (strcmp(b->plan->funds[other->payers[q].fund].entity.id, fund) == 0)
                        assert_ratio_equal(a->answer->amounts[plan_slot(a->plan, i, p, y)],
                                           b->answer->amounts[plan_slot(b->plan, at, q, y)]);
        }
    }
}

static void compare_answers(const struct planned *a, struct planned *b) {
    assert_status(b->answer, a->answer->status);
    assert_int_equal(a->answer->ties.told, b->answer->ties.told);
    assert_int_equal(a->answer->ties.unique, b->answer->ties.unique);
    if (!answer_has_amounts(a->answer))
        return;
    for (uint32_t g = 0; g < a->plan->goal_count; g++)
        assert_ratio_equal(a->answer->goals[g].value, b->answer->goals[g].value);
    compare_lines(a, b);
    for (uint32_t f = 0; f < a->plan->fund_count; f++)
        assert_same_price(a->answer->funds[f].price,
                          fund_told(b, a->plan->funds[f].entity.id)->price, "fund");
    for (uint32_t r = 0; r < a->plan->rule_count; r++)
        assert_same_price(a->answer->rules[r].price,
                          rule_told(b, a->plan->rules[r].entity.id)->price, "rule");
}

static void check(struct planned plain, uint64_t seed, const char *what) {
    struct notes notes = {.language = ENGLISH};
    struct tree *tree = tree_read(plain.source, &notes);
    assert_non_null(tree);
    shuffle(tree->root, NULL, &seed);
    struct plan *plan = plan_read(tree, true, &notes);
    struct planned shuffled = {.plan = plan, .notes = notes};
    tree_free(tree);
    if (shuffled.plan == NULL) {
        close_tell(&shuffled.notes);
        fail_msg("%s, shuffled, is no plan", what);
    }
    plan_solve(&plain);
    plan_solve(&shuffled);
    compare_answers(&plain, &shuffled);
    plan_end(&shuffled);
    plan_end(&plain);
}

static void the_examples_are_the_same_shuffled(void **state) {
    static const char *const paths[] = {"examples/cote-nord/plan.yaml",
                                        "examples/fondation/plan.yaml",
                                        "examples/municipalite/plan.yaml"};
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        check(plan_of_file(paths[i]), 2385 + i, paths[i]);
}

static void random_plans_are_the_same_shuffled(void **state) {
    (void)state;
    for (uint64_t seed = first_seed; seed < first_seed + plan_count; seed++) {
        struct known *known = known_new(seed, seed % 2 == 0, seed % 3 == 0);
        char what[64];
        snprintf(what, sizeof what, "plan %llu", (unsigned long long)seed);
        check(plan_of_text(text_string(&known->yaml)), seed, what);
        known_free(known);
    }
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_are_the_same_shuffled),
        cmocka_unit_test(random_plans_are_the_same_shuffled),
    };
    plan_count = argc > 1 ? strtoull(argv[1], NULL, 10) : plan_count;
    first_seed = argc > 2 ? strtoull(argv[2], NULL, 10) : first_seed;
    return cmocka_run_group_tests(tests, NULL, NULL);
}

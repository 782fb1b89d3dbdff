/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of several best allocations is taken, and that the order of the file has no say in it. */
#include "tests/plans.h"

static void the_only_best_allocation_is_said_to_be(void **state) {
    struct planned p = plan_of_text("funds: {a: {amount: 100}}\n"
                                    "lines: {p: {max: 70, funds: [a], benefit: 3}, "
                                    "q: {funds: [a], benefit: 2}}\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_true(p.answer->ties.told);
    assert_true(p.answer->ties.unique);
    assert_int_equal(p.answer->ties.broken_by, BY_NOTHING);
    plan_end(&p);
}

#define TWO_TERRITORIES(north, south)                                                          \
    "unit: 1\n"                                                                                \
    "territories: {n: {" north "}, s: {" south "}}\n"                                          \
    "funds: {a: {amount: 400}}\n"                                                              \
    "lines:\n"                                                                                 \
    "  p: {funds: [a], max: 350, territory: n, benefit: 1}\n"                                  \
    "  q: {funds: [a], max: 400, territory: s, benefit: 1}\n"

/* A dollar is worth the same everywhere: 400 $ by population, 100 to 300; without populations the
 * same to each. */
static void equals_are_shared_in_proportion(void **state) {
    static const char *const plans[] = {TWO_TERRITORIES("population: 100", "population: 300"),
                                        TWO_TERRITORIES("", "")};
    static const int64_t north[] = {100, 200};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct planned p = plan_of_text(plans[i]);
        assert_status(plan_solve(&p), STATUS_OPTIMAL);
        assert_ratio(line_told(&p, "p")->amount, north[i], 1);
        assert_ratio(line_told(&p, "q")->amount, 400 - north[i], 1);
        assert_false(p.answer->ties.unique);
        assert_int_equal(p.answer->ties.broken_by, BY_PROPORTION);
        plan_end(&p);
    }
}

/* No territories: q and p are as good; p comes first by its identifier and takes what it can. */
static void then_the_first_identifier_is_served(void **state) {
    struct planned p = plan_of_text("unit: 1\n"
                                    "funds: {a: {amount: 400}}\n"
                                    "lines:\n"
                                    "  q: {funds: [a], max: 350, benefit: 1}\n"
                                    "  p: {funds: [a], max: 350, benefit: 1}\n");

    (void)state;
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    assert_ratio(line_told(&p, "p")->amount, 350, 1);
    assert_ratio(line_told(&p, "q")->amount, 50, 1);
    assert_int_equal(p.answer->ties.broken_by, BY_PLACE);
    plan_end(&p);
}

/* --- shuffled files ----------------------------------------------------------------------- */

#define PARTS 4

/* Ties in everything: dollars worth the same, projects of which any two fit, two funds that pay for
 * all, amounts that do not divide by the unit. */
static const char *const funds[PARTS] = {
    "  a: {amount: 1_001}\n", "  b: {amount: 999}\n", "  c: {by_year: {y1: 301, y2: 100}}\n",
    "  d: {amount: 250, carry_over: 0, by_year: {y1: 200, y2: 200}}\n"};
static const char *const lines[PARTS] = {
    "  street: {for_each: territory, funds: [a, c], max: 700, benefit: 1}\n",
    "  park: {funds: [a, b], max: 800, whole: true, territory: n, benefit: 1}\n",
    "  quay: {funds: [b, a, d], max: 800, whole: true, territory: s, benefit: 1}\n",
    "  hall: {funds: [d, b], min: 333, max: 800, territory: s, benefit: 1, excludes: [park]}\n"};
static const char *const rules[PARTS] = {
    "  least: {for_each: territory, sum: {}, at_least: {share: 30%, of: {}}}\n",
    "  first_year: {sum: {year: y1}, at_most: {share: 60%, of: {}}}\n",
    "  few: {count: {}, at_most: 4}\n",
    "  wish: {sum: {fund: a}, exactly: {share: 40%, of: {fund: [a, b]}}, soft: yes}\n"};

static void add_shuffled(struct text *text, const char *key, const char *const *parts,
                         const uint32_t *order) {
    text_format(text, "%s:\n", key);
    for (uint32_t i = 0; i < PARTS; i++) {
        text_add(text, parts[order[i]]);
    }
}

static struct planned shuffled(const uint32_t *order) {
    struct text text = {0};

    text_add(&text, "unit: 1\nyears: [y1, y2]\n"
                    "territories: {n: {population: 7}, s: {population: 5}}\n");
    add_shuffled(&text, "funds", funds, order);
    add_shuffled(&text, "lines", lines, order + 1);
    add_shuffled(&text, "rules", rules, order + 2);
    text_add(&text,
             "goals: [maximize: benefit, minimize: [{shortfall: wish}, {excess: wish}]]\n");
    struct planned p = plan_of_text(text_string(&text));
    text_free(&text);
    assert_status(plan_solve(&p), STATUS_OPTIMAL);
    return p;
}

static struct ratio paid(const struct planned *p, uint32_t line, const char *fund,
                         uint32_t year) {
    const struct line *its = &p->plan->lines[line];

    for (uint32_t i = 0; i < its->payer_count; i++) {
        if (strcmp(p->plan->funds[its->payers[i].fund].entity.id, fund) == 0) {
            return p->answer->amounts[plan_slot(p->plan, line, i, year)];
        }
    }
    return RATIO_UNKNOWN;
}

static uint32_t line_called(const struct plan *plan, const char *id) {
    uint32_t line = 0;
    while (strcmp(plan->lines[line].entity.id, id) != 0) {
        line++;
    }
    return line;
}

static void assert_same(const struct planned *p, const struct planned *q) {
    for (uint32_t i = 0; i < p->plan->line_count; i++) {
        const struct line *line = &p->plan->lines[i];
        uint32_t other = line_called(q->plan, line->entity.id);

        for (uint32_t k = 0; k < line->payer_count * line->years.count; k++) {
            const char *fund = p->plan->funds[line->payers[k / 2].fund].entity.id;
            struct ratio there = paid(q, other, fund, k % 2);
            close_ratio(p->answer->amounts[line->first_slot + k], there, line->entity.id,
                        __FILE__, __LINE__);
        }
    }
}

static void the_order_of_the_file_has_no_say(void **state) {
    static const uint32_t orders[][PARTS + 2] = {{3, 2, 1, 0, 3, 2}, {1, 3, 0, 2, 1, 3},
                                                 {2, 0, 3, 1, 2, 0}, {0, 3, 2, 1, 0, 3},
                                                 {3, 0, 1, 2, 3, 0}, {1, 0, 2, 3, 1, 0}};
    struct planned first = shuffled((const uint32_t[]){0, 1, 2, 3, 0, 1});

    (void)state;
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        struct planned p = shuffled(orders[i]);
        assert_same(&first, &p);
        plan_end(&p);
    }
    plan_end(&first);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_only_best_allocation_is_said_to_be),
        cmocka_unit_test(equals_are_shared_in_proportion),
        cmocka_unit_test(then_the_first_identifier_is_served),
        cmocka_unit_test(the_order_of_the_file_has_no_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

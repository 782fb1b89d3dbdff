/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of several best allocations is taken, and that the order of the file has no say in it. */
#include "tests/plans.h"

#include <stdlib.h>

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

/* --- decisions ---------------------------------------------------------------------------- */

/* 100 $ for p or q, worth the same, in the first or second territory, of which r in the first has
 * 100 $ already: with q both have 100. Alone in one territory, p comes first. */
static void tied_decisions_are_made_for_proportional_sharing(void **state) {
    static const struct {
        const char *territory;
        const char *winner, *loser;
    } cases[] = {{"s", "q", "p"}, {"n", "p", "q"}};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct text text = {0};
        text_format(
            &text,
            "unit: 1\nterritories: {n: {}, s: {}}\nfunds: {a: {amount: 200}}\nlines:\n"
            "  p: {funds: [a], max: 100, whole: true, territory: n, benefit: {total: 1}}\n"
            "  q: {funds: [a], max: 100, whole: true, territory: %s, "
            "benefit: {total: 1}}\n"
            "  r: {funds: [a], max: 100, whole: true, territory: n, "
            "benefit: {total: 5}}\n",
            cases[i].territory);
        struct planned p = plan_of_text(text_string(&text));
        text_free(&text);
        assert_status(plan_solve(&p), STATUS_OPTIMAL);
        assert_ratio(line_told(&p, cases[i].winner)->amount, 100, 1);
        assert_ratio(line_told(&p, cases[i].loser)->amount, 0, 1);
        assert_true(p.answer->ties.told);
        assert_false(p.answer->ties.unique);
        plan_end(&p);
    }
}

enum { PROJECTS = 9, PLACES = 3 };

struct projects {
    int64_t cost[PROJECTS], worth[PROJECTS], people[PLACES], envelope;
    int place[PROJECTS];
};

static int64_t draw(uint64_t *chance, int64_t least, int64_t most) {
    *chance = *chance * 6364136223846793005U + 1442695040888963407U; /* Knuth, MMIX */
    return least + (int64_t)((*chance >> 33) % (uint64_t)(most - least + 1));
}

static struct projects draw_projects(uint64_t seed) {
    uint64_t chance = seed * 0x9E3779B97F4A7C15U;
    struct projects its = {.envelope = 0};
    for (int i = 0; i < PROJECTS; i++) {
        its.cost[i] = 100 * draw(&chance, 1, 4);
        its.worth[i] = draw(&chance, 1, 3);
        its.place[i] = i < PLACES ? i : (int)draw(&chance, 0, PLACES - 1);
    }
    for (int m = 0; m < PLACES; m++)
        its.people[m] = draw(&chance, 1, 9);
    its.envelope = 100 * draw(&chance, 4, 14);
    return its;
}

/* People times the sum of |what a territory gets - its part|. */
static int64_t deviation(const struct projects *its, uint32_t set) {
    int64_t got[PLACES] = {0}, all = 0, people = 0, sum = 0;
    for (int i = 0; i < PROJECTS; i++)
        if ((set >> i & 1) != 0) {
            got[its->place[i]] += its->cost[i];
            all += its->cost[i];
        }
    for (int m = 0; m < PLACES; m++)
        people += its->people[m];
    for (int m = 0; m < PLACES; m++)
        sum += llabs(got[m] * people - its->people[m] * all);
    return sum;
}

/* Looks at every set: most worth, then least deviation, then the first project on which two sets
 * differ is in. */
static uint32_t best_set(const struct projects *its) {
    uint32_t best = 0;
    int64_t best_worth = -1, best_deviation = 0;
    for (uint32_t set = 0; set < 1U << PROJECTS; set++) {
        int64_t worth = 0, cost = 0, away = deviation(its, set);
        for (int i = 0; i < PROJECTS; i++) {
            worth += (set >> i & 1) != 0 ? its->worth[i] : 0;
            cost += (set >> i & 1) != 0 ? its->cost[i] : 0;
        }
        uint32_t differ = set ^ best, first = differ & -differ;
        bool better = worth != best_worth      ? worth > best_worth
                      : away != best_deviation ? away < best_deviation
                                               : (set & first) != 0;
        if (cost <= its->envelope && better) {
            best = set;
            best_worth = worth;
            best_deviation = away;
        }
    }
    return best;
}

static struct planned plan_of_projects(const struct projects *its) {
    struct text text = {0};
    text_add(&text, "unit: 1\nterritories:\n");
    for (int m = 0; m < PLACES; m++)
        text_format(&text, "  t%d: {population: %d}\n", m, (int)its->people[m]);
    text_format(&text, "funds: {a: {amount: %d}}\nlines:\n", (int)its->envelope);
    for (int i = 0; i < PROJECTS; i++)
        text_format(&text,
                    "  p%d: {funds: [a], max: %d, whole: true, territory: t%d, "
                    "benefit: {total: %d}}\n",
                    i, (int)its->cost[i], its->place[i], (int)its->worth[i]);
    struct planned p = plan_of_text(text_string(&text));
    text_free(&text);
    return p;
}

static void every_set_of_projects_agrees(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct projects its = draw_projects(seed);
        struct planned p = plan_of_projects(&its);
        uint32_t expected = best_set(&its), found = 0;
        assert_status(plan_solve(&p), STATUS_OPTIMAL);
        for (int i = 0; i < PROJECTS; i++) {
            char id[] = {'p', (char)('0' + i), '\0'};
            found |= ratio_sign(line_told(&p, id)->amount) > 0 ? 1U << i : 0;
        }
        if (found != expected)
            fail_msg("seed %d: set %x, expected %x", (int)seed, found, expected);
        plan_end(&p);
    }
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
        cmocka_unit_test(tied_decisions_are_made_for_proportional_sharing),
        cmocka_unit_test(every_set_of_projects_agrees),
        cmocka_unit_test(the_order_of_the_file_has_no_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What contradicts itself: the parts that are named are solved once more without one, and alone. */
#include "tests/plans.h"

#include <string.h>

enum { LINES = 4, RULES = 9 };

static unsigned draw_below(uint64_t *seed, unsigned end) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % end;
}

/* A plan of rules over lines that take any amount, or all of their maximum, or nothing. */
struct drawn {
    bool limited[LINES], ruled[RULES]; /* what is in the plan */
    unsigned most[LINES], selection[RULES], bound[RULES];
    bool least[RULES], whole;
};

/* Two rules on the same lines would be refused before they are solved. */
static unsigned new_selection(const struct drawn *d, int rule, uint64_t *seed) {
    unsigned selection = 1 + draw_below(seed, (1 << LINES) - 1);
    for (int r = 0; r < rule; r++)
        if (d->selection[r] == selection)
            return new_selection(d, rule, seed);
    return selection;
}

static struct drawn draw(uint64_t *seed, bool whole) {
    struct drawn d = {.whole = whole};
    for (int i = 0; i < LINES; i++) {
        d.limited[i] = whole;
        d.most[i] = 7 + draw_below(seed, 60);
    }
    for (int r = 0; r < RULES; r++) {
        d.ruled[r] = true;
        d.selection[r] = new_selection(&d, r, seed);
        d.least[r] = draw_below(seed, 2) == 0;
        d.bound[r] = 5 + draw_below(seed, 100);
    }
    return d;
}

static struct planned plan_of(const struct drawn *d) {
    struct text text = {0};
    text_add(&text, "funds: {f: {amount: unlimited}}\nlines:\n");
    for (int i = 0; i < LINES; i++)
        if (d->limited[i])
            text_format(&text, "  l%d: {funds: [f], max: %u, whole: true}\n", i, d->most[i]);
        else
            text_format(&text, "  l%d: {funds: [f]}\n", i);
    text_add(&text, "rules:\n  r: {sum: {fund: f}, at_most: 5_000}\n");
    for (int r = 0; r < RULES; r++) {
        if (!d->ruled[r])
            continue;
        text_format(&text, "  r%d: {sum: {line: [", r);
        const char *comma = "";
        for (int i = 0; i < LINES; i++)
            if ((d->selection[r] >> i & 1) != 0) {
                text_format(&text, "%sl%d", comma, i);
                comma = ", ";
            }
        text_format(&text, "]}, at_%s: %u}\n", d->least[r] ? "least" : "most", d->bound[r]);
    }
    struct planned p = plan_of_text(text_string(&text));
    text_free(&text);
    return p;
}

static bool is_possible(const struct drawn *d) {
    struct planned p = plan_of(d);
    const struct answer *answer = plan_solve(&p);
    assert_true(answer->status == STATUS_OPTIMAL || answer->status == STATUS_INFEASIBLE);
    bool possible = answer->status == STATUS_OPTIMAL;
    plan_end(&p);
    return possible;
}

/* What a part stands for among those drawn. */
static bool *drawn_part(struct drawn *d, const struct answer *answer, uint32_t part) {
    const struct conflict_part *its = &answer->conflict[part];
    assert_int_not_equal(its->kind, CONFLICT_FUND);
    if (its->kind == CONFLICT_LINE) {
        assert_int_equal(its->condition, CONDITION_MOST);
        return &d->limited[its->position];
    }
    assert_int_not_equal(its->position, 0);
    return &d->ruled[answer->plan->rules[its->position].entity.id[1] - '0'];
}

/* The named parts alone are impossible, and possible without any one of them. */
static void check_conflict(const struct drawn *d, const struct answer *answer) {
    struct drawn named = *d;
    memset(named.limited, 0, sizeof named.limited);
    memset(named.ruled, 0, sizeof named.ruled);
    assert_true(answer->conflict_irreducible);
    assert_in_range(answer->conflict_count, 1, LINES + RULES);
    for (uint32_t i = 0; i < answer->conflict_count; i++)
        *drawn_part(&named, answer, i) = true;
    assert_false(is_possible(&named));
    for (uint32_t i = 0; i < answer->conflict_count; i++) {
        bool *part = drawn_part(&named, answer, i);
        *part = false;
        assert_true(is_possible(&named));
        *part = true;
    }
}

static void check_random(bool whole, unsigned least) {
    uint64_t seed = 2385;
    unsigned found = 0;
    for (int i = 0; i < 120; i++) {
        struct drawn d = draw(&seed, whole);
        struct planned p = plan_of(&d);
        if (plan_solve(&p)->status == STATUS_INFEASIBLE) {
            check_conflict(&d, p.answer);
            found++;
        }
        plan_end(&p);
    }
    assert_true(found >= least);
}

static void rules_that_contradict_each_other_are_named_and_no_others(void **state) {
    (void)state;
    check_random(false, 40);
}

static void so_are_those_that_only_decisions_make_impossible(void **state) {
    (void)state;
    check_random(true, 60);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_that_contradict_each_other_are_named_and_no_others),
        cmocka_unit_test(so_are_those_that_only_decisions_make_impossible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Caps a few cents under what a set of projects costs: the set is out, however small the difference
 * is beside the amounts. Floating point takes such sets in, or throws better ones out with them;
 * the truth is found here by looking at every set.
 *
 *     test_caps [COUNT [SEED]]      COUNT plans of each size, numbered from SEED (1); 2,000, or 400
 *                                   under the sanitizers
 *
 * A plan that fails is told with its seed; `test_caps 1 SEED` makes it again in every size. */
#include "tests/plans.h"

#include <stdio.h>
#include <stdlib.h>

enum { FEWEST = 8, MOST = 12, CAPS = 3, MOST_UNDER = 400 };

#ifdef ARENA_REAL_BLOCKS
static uint64_t plan_count = 400;
#else
static uint64_t plan_count = 2000;
#endif
static uint64_t first_seed = 1;

struct caps {
    uint32_t count;
    int64_t cost[MOST][CAPS]; /* cents that each project needs from each fund */
    int64_t worth[MOST];
    int64_t cap[CAPS];
    int64_t best;
};

static uint64_t draw(uint64_t *chance, uint64_t most) {
    *chance = *chance * 6364136223846793005U + 1442695040888963407U; /* Knuth, MMIX */
    return (*chance >> 32) * most >> 32;
}

static int64_t draw_cost(uint64_t *chance, int64_t most) {
    int64_t large = (int64_t)(draw(chance, 1U << 31) << 31 | draw(chance, 1U << 31));
    return most / 50 + 1 + large % most;
}

static struct caps draw_caps(uint64_t seed, int64_t most) {
    uint64_t chance = seed * 0x9E3779B97F4A7C15U;
    struct caps c = {0};

    draw(&chance, 2);
    c.count = FEWEST + (uint32_t)draw(&chance, MOST - FEWEST + 1);
    for (uint32_t i = 0; i < c.count; i++) {
        c.worth[i] = 1 + (int64_t)draw(&chance, 100);
        for (int f = 0; f < CAPS; f++) {
            c.cost[i][f] = draw_cost(&chance, most);
        }
    }
    uint64_t set = 1 + draw(&chance, (1U << c.count) - 1);
    for (int f = 0; f < CAPS; f++) {
        for (uint32_t i = 0; i < c.count; i++) {
            c.cap[f] += (set >> i & 1) != 0 ? c.cost[i][f] : 0;
        }
        int64_t under = (int64_t)draw(&chance, MOST_UNDER + 1);
        c.cap[f] -= under < c.cap[f] ? under : 0;
    }
    return c;
}

static void find_best(struct caps *c) {
    for (uint32_t set = 0; set < 1U << c->count; set++) {
        int64_t worth = 0, spent[CAPS] = {0};
        for (uint32_t i = 0; i < c->count; i++) {
            if ((set >> i & 1) == 0) {
                continue;
            }
            worth += c->worth[i];
            for (int f = 0; f < CAPS; f++) {
                spent[f] += c->cost[i][f];
            }
        }
        bool fits = spent[0] <= c->cap[0] && spent[1] <= c->cap[1] && spent[2] <= c->cap[2];
        c->best = fits && worth > c->best ? worth : c->best;
    }
}

static void add_cents(struct text *text, const char *key, int64_t cents) {
    text_format(text, "%s%lld.%02lld", key, (long long)(cents / 100), (long long)(cents % 100));
}

/* Each project is one fund's, and the caps are rules on what else it uses up. */
static void add_rules(const struct caps *c, struct text *text) {
    text_add(text, "rules:\n");
    for (int f = 1; f < CAPS; f++) {
        text_format(text, "  r%d: {terms: [{measure: m%d}], ", f, f);
        add_cents(text, "at_most: ", c->cap[f]);
        text_add(text, "}\n");
    }
}

static void add_measured(const struct caps *c, uint32_t i, struct text *text) {
    add_cents(text, "max: ", c->cost[i][0]);
    text_format(text, ", benefit: {total: %lld}, funds: [f0], measures: {",
                (long long)c->worth[i]);
    for (int f = 1; f < CAPS; f++) {
        text_format(text, "%sm%d: {total: ", f > 1 ? ", " : "", f);
        add_cents(text, "", c->cost[i][f]);
        text_add(text, "}");
    }
}

/* Each project is co-funded, and the caps are those of the funds. */
static void add_funded(const struct caps *c, uint32_t i, struct text *text) {
    add_cents(text, "max: ", c->cost[i][0] + c->cost[i][1] + c->cost[i][2]);
    text_format(text, ", benefit: {total: %lld}, funds: {", (long long)c->worth[i]);
    for (int f = 0; f < CAPS; f++) {
        text_format(text, "%sf%d: ", f > 0 ? ", " : "", f);
        add_cents(text, "{min: ", c->cost[i][f]);
        add_cents(text, ", max: ", c->cost[i][f]);
        text_add(text, "}");
    }
}

static struct text plan_text(const struct caps *c, bool measured) {
    struct text text = {0};

    text_add(&text, "unit: 0.01\nfunds:\n");
    for (int f = 0; f < (measured ? 1 : CAPS); f++) {
        text_format(&text, "  f%d: ", f);
        add_cents(&text, "{amount: ", c->cap[f]);
        text_add(&text, "}\n");
    }
    if (measured) {
        add_rules(c, &text);
    }
    text_add(&text, "lines:\n");
    for (uint32_t i = 0; i < c->count; i++) {
        text_format(&text, "  p%u: {whole: yes, ", i);
        if (measured) {
            add_measured(c, i, &text);
        } else {
            add_funded(c, i, &text);
        }
        text_add(&text, "}}\n");
    }
    return text;
}

static bool is_best(const struct answer *answer, const struct caps *c) {
    return answer != NULL && answer->status == STATUS_OPTIMAL &&
           ratio_equal(answer->goals[0].value, ratio_of(c->best, 1));
}

static bool try_caps(uint64_t seed, int64_t most) {
    static const struct solve_options options = {0};
    struct caps c = draw_caps(seed, most);
    find_best(&c);
    struct text text = plan_text(&c, seed % 2 == 0);
    struct planned p = plan_of_text(text_string(&text));

    p.answer = solve(p.plan, &options, &p.notes);
    bool good = is_best(p.answer, &c);
    if (!good) {
        fprintf(stderr, "seed %llu, to %lld cents: %s, %.12g, not %lld\n%s",
                (unsigned long long)seed, (long long)most,
                p.answer == NULL ? "no answer" : status_word(p.answer->status),
                p.answer == NULL ? NAN : ratio_double(p.answer->goals[0].value),
                (long long)c.best, text_string(&text));
        close_tell(&p.notes);
    }
    plan_end(&p);
    text_free(&text);
    return good;
}

static void the_best_set_under_the_caps_is_found_in_every_size(void **state) {
    unsigned wrong = 0;

    (void)state;
    for (int64_t most = 10000; most <= 1000000000000; most *= 100) {
        unsigned before = wrong;
        for (uint64_t seed = first_seed; seed < first_seed + plan_count; seed++) {
            wrong += !try_caps(seed, most);
        }
        print_message("to %lld cents: %u wrong of %llu\n", (long long)most, wrong - before,
                      (unsigned long long)plan_count);
    }
    assert_int_equal(wrong, 0);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_set_under_the_caps_is_found_in_every_size),
    };

    plan_count = argc > 1 ? strtoull(argv[1], NULL, 10) : plan_count;
    first_seed = argc > 2 ? strtoull(argv[2], NULL, 10) : first_seed;
    if (plan_count == 0) {
        fprintf(stderr, "test_caps [COUNT [SEED]]\n");
        return 2;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An allocation made for one scenario when another happens: docs/mathematics.md (62). */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/compare_parts.h"

/* An allocation, and where to find its lines. */
struct made {
    const struct answer *answer;
    struct names lines; /* ids, in the order of its plan */
};

static struct made made_of(const struct answer *answer) {
    struct made made = {.answer = answer};
    for (uint32_t i = 0; i < answer->plan->line_count; i++) {
        names_add(&made.lines, answer->plan->lines[i].entity.id, NULL);
    }
    assert(made.lines.count == answer->plan->line_count);
    return made;
}

/* What a fund pays a line in an answer; 0 where either is not there. */
static struct ratio paid(const struct made *made, const char *line, const char *fund) {
    const struct plan *plan = made->answer->plan;
    uint32_t at = names_find(&made->lines, line, strlen(line));
    struct ratio sum = RATIO_ZERO;
    for (uint32_t p = 0; at != NAMES_NONE && p < plan->lines[at].payer_count; p++) {
        const struct line *its = &plan->lines[at];
        bool same = strcmp(plan->funds[its->payers[p].fund].entity.id, fund) == 0;
        for (uint32_t y = 0; same && y < its->years.count; y++) {
            sum = sum_of(sum, made->answer->amounts[plan_slot(plan, at, p, y)]);
        }
    }
    return sum;
}

/* The plan of `happens`, in which each fund pays a line at most what the allocation has. */
static struct plan *limited_plan(const struct plan *happens, const struct made *made) {
    struct arena *arena = arena_new();
    struct plan *plan = ARENA_NEW(arena, struct plan);
    *plan = *happens;
    plan->arena = arena;
    plan->lines = ARENA_ARRAY(arena, struct line, plan->line_count);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        struct line *line = &plan->lines[i];
        *line = happens->lines[i];
        line->payers = ARENA_ARRAY(arena, struct payer, line->payer_count);
        for (uint32_t p = 0; p < line->payer_count; p++) {
            struct payer *payer = &line->payers[p];
            *payer = happens->lines[i].payers[p];
            struct ratio most = paid(made, line->entity.id, plan->funds[payer->fund].entity.id);
            payer->max = payer->has_max ? ratio_min(payer->max, most) : most;
            payer->has_max = true;
        }
    }
    return plan;
}

static struct regret regret_of(const struct answer *made_for, const struct answer *best,
                               const struct answer *left) {
    struct regret regret = {.status = left != NULL ? left->status : STATUS_UNKNOWN};
    if (left == NULL || !answer_has_amounts(left)) {
        return regret;
    }
    regret.value = left->goals[0].value;
    regret.cut = sum_of(made_for->total, ratio_neg(left->total));
    if (best != NULL && answer_has_amounts(best)) {
        struct ratio lost = sum_of(best->goals[0].value, ratio_neg(regret.value));
        lost = best->plan->goals[0].maximize ? lost : ratio_neg(lost);
        regret.regret = ratio_known(lost) ? ratio_max(lost, RATIO_ZERO) : lost;
    }
    return regret;
}

static void ask(struct comparing *c, struct job *jobs) {
    const struct comparison *comparison = c->comparison;
    uint32_t n = comparison->scenario_count;
    for (uint32_t a = 0; a < n; a++) {
        if (!comparison->scenarios[a].has_amounts) {
            continue;
        }
        struct made made = made_of(comparison->scenarios[a].answer);
        for (uint32_t b = 0; b < n; b++) {
            struct job *job = &jobs[a * n + b];
            job->notes.language = c->notes->language;
            if (a != b) {
                job->plan = limited_plan(comparison->scenarios[b].plan, &made);
            }
        }
        names_free(&made.lines);
    }
}

/* Jobs with a plan first; `at` says where each has come from. */
static uint32_t close_ranks(struct job *jobs, uint32_t *at, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (jobs[i].plan != NULL) {
            at[kept] = i;
            jobs[kept++] = jobs[i];
        }
    }
    return kept;
}

bool regret_find(struct comparing *c) {
    struct comparison *comparison = c->comparison;
    uint32_t n = comparison->scenario_count, count = n * n;
    struct job *jobs = memory_grow(NULL, count, sizeof *jobs);
    uint32_t *at = memory_grow(NULL, count, sizeof *at);
    memset(jobs, 0, count * sizeof *jobs);
    ask(c, jobs);
    uint32_t asked = close_ranks(jobs, at, count);
    bool good = asked == 0 || run(jobs, asked, &c->options->run, c->notes);
    comparison->regrets = ARENA_ARRAY(comparison->arena, struct regret, count);
    for (uint32_t i = 0; i < count; i++) {
        comparison->regrets[i].status = STATUS_UNKNOWN;
    }
    for (uint32_t s = 0; s < n; s++) {
        const struct answer *own = comparison->scenarios[s].answer;
        comparison->regrets[s * n + s] = regret_of(own, own, own);
    }
    for (uint32_t i = 0; i < asked; i++) {
        comparison->regrets[at[i]] =
            regret_of(comparison->scenarios[at[i] / n].answer,
                      comparison->scenarios[at[i] % n].answer, jobs[i].answer);
    }
    run_release(jobs, asked);
    for (uint32_t i = 0; i < asked; i++) {
        arena_free(jobs[i].plan->arena);
    }
    free(jobs);
    free(at);
    return good;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenarios/compare.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/apply.h"
#include "scenarios/compare_parts.h"

/* --- plans ------------------------------------------------------------------------------------ */

/* Why nothing can satisfy a scenario's plan, in the words of either language. */
static void keep_reasons(const struct comparing *c, struct compared *compared) {
    struct scenario unnamed = *compared->scenario;
    unnamed.id = NULL;
    for (enum language language = FRENCH; language <= ENGLISH; language++) {
        struct notes notes = {.language = language, .bears_hopeless = true};
        plan_free(apply(c->tree, &unnamed, &notes, NULL));
        assert(notes.count > 0); /* as when the plan was read */
        const char *what = notes.list[0].what;
        compared->hopeless[language] = arena_copy(c->comparison->arena, what, strlen(what));
        notes_free(&notes);
    }
}

/* The plans of all scenarios, in which every error is told. */
static bool read_plans(struct comparing *c) {
    struct comparison *comparison = c->comparison;
    size_t errors = notes_errors(c->notes);
    c->notes->bears_hopeless = true;
    for (uint32_t s = 0; s < comparison->scenario_count; s++) {
        struct tree *changed = NULL;
        struct compared *compared = &comparison->scenarios[s];
        compared->scenario = &c->written->list[s];
        size_t told = c->notes->count;
        uint32_t job = job_for(c, compared->scenario, c->notes, &changed);
        if (job != NONE && c->notes->count > told) {
            keep_reasons(c, compared);
        }
        if (job != NONE) {
            compared->plan = c->jobs[job].plan;
            inputs_note(c, s, changed);
        }
        tree_free(changed);
    }
    return notes_errors(c->notes) == errors;
}

static void leave_plain(struct comparing *c) {
    struct scenario none = {.id = NULL};
    struct notes quiet = {.language = c->notes->language};
    plan_free(apply(c->tree, &none, &quiet, &c->plain));
    notes_free(&quiet);
}

/* --- answers ---------------------------------------------------------------------------------- */

static void take_answers(struct comparing *c) {
    struct comparison *comparison = c->comparison;
    for (uint32_t s = 0; s < comparison->scenario_count; s++) {
        struct compared *compared = &comparison->scenarios[s];
        const struct answer *answer = c->jobs[s].answer;
        compared->answer = answer;
        compared->notes = &c->jobs[s].notes;
        compared->has_amounts = answer != NULL && answer_has_amounts(answer);
        compared->outcome = outcome_of(c, answer);
        compared->dollars = compared->has_amounts ? dollars_of(c, answer) : NULL;
        compared->interrupted = c->jobs[s].interrupted;
        comparison->interrupted = comparison->interrupted || compared->interrupted;
        comparison->failed = comparison->failed || (answer == NULL && !compared->interrupted);
        comparison->limited =
            comparison->limited || compared->interrupted ||
            (answer != NULL && (answer->limited || answer->status == STATUS_FEASIBLE ||
                                answer->status == STATUS_UNKNOWN));
    }
}

static bool solve_all(struct comparing *c) {
    struct comparison *comparison = c->comparison;
    bool causes = c->options->causes;
    for (uint32_t s = 0; causes && s < comparison->scenario_count; s++) {
        causes_ask(c, s);
    }
    /* Coalitions that make no plan have no job to do; those of scenarios all have one. */
    uint32_t count = 0;
    struct job *jobs = memory_grow(NULL, c->job_count, sizeof *jobs);
    uint32_t *at = memory_grow(NULL, c->job_count, sizeof *at);
    for (uint32_t i = 0; i < c->job_count; i++) {
        if (c->jobs[i].plan != NULL) {
            at[count] = i;
            jobs[count++] = c->jobs[i];
        }
    }
    struct run_options how = c->options->run;
    how.leader = &jobs[comparison->base]; /* the first jobs are the scenarios' own */
    bool good = run(jobs, count, &how, c->notes);
    for (uint32_t i = 0; i < count; i++) {
        c->jobs[at[i]] = jobs[i];
    }
    free(jobs);
    free(at);
    return good;
}

static void look_at_all(struct comparing *c) {
    struct comparison *comparison = c->comparison;
    things_gather(c);
    inputs_gather(c);
    take_answers(c);
    core_find(comparison);
    for (uint32_t s = 0; c->options->causes && s < comparison->scenario_count; s++) {
        causes_share(c, s);
    }
}

/* --- the whole -------------------------------------------------------------------------------- */

static struct comparison *comparison_new(const struct scenarios *scenarios, uint32_t base) {
    struct arena *arena = arena_new();
    struct comparison *comparison = ARENA_NEW(arena, struct comparison);
    comparison->arena = arena;
    comparison->written = scenarios;
    comparison->scenario_count = scenarios->count;
    comparison->base = base;
    comparison->scenarios = ARENA_ARRAY(arena, struct compared, scenarios->count);
    return comparison;
}

static void release(struct comparing *c) {
    tree_free(c->plain);
    names_free(&c->lists);
    names_free(&c->territories);
    names_free(&c->axes);
    names_free(&c->funds);
}

struct comparison *compare(const struct tree *tree, const struct scenarios *scenarios,
                           const struct compare_options *options, struct notes *notes) {
    struct comparing c = {.comparison = comparison_new(scenarios, options->base),
                          .tree = tree,
                          .written = scenarios,
                          .options = options,
                          .notes = notes};
    struct comparison *comparison = c.comparison;
    leave_plain(&c);
    bool good = read_plans(&c) && solve_all(&c);
    comparison->jobs = c.jobs;
    comparison->job_count = c.job_count;
    if (good) {
        comparison->title =
            scenarios->title != NULL ? scenarios->title : comparison->scenarios[0].plan->title;
        look_at_all(&c);
        good = !options->regret || regret_find(&c);
    } else {
        inputs_gather(&c);
    }
    release(&c);
    if (good) {
        return comparison;
    }
    comparison_free(comparison);
    return NULL;
}

void comparison_free(struct comparison *comparison) {
    if (comparison == NULL) {
        return;
    }
    run_release(comparison->jobs, comparison->job_count);
    for (uint32_t i = 0; i < comparison->job_count; i++) {
        plan_free(comparison->jobs[i].plan);
    }
    free(comparison->jobs);
    arena_free(comparison->arena);
}

/* --- questions -------------------------------------------------------------------------------- */

struct ratio comparison_line(const struct comparison *comparison, uint32_t scenario,
                             uint32_t line) {
    const struct compared *compared = &comparison->scenarios[scenario];
    uint32_t at = comparison->lines.at[scenario][line];
    if (!compared->has_amounts) {
        return RATIO_UNKNOWN;
    }
    return at == NONE ? RATIO_ZERO : compared->answer->lines[at].amount;
}

struct ratio comparison_dollars(const struct comparison *comparison, uint32_t scenario,
                                uint32_t territory, uint32_t axis, uint32_t fund) {
    const struct ratio *dollars = comparison->scenarios[scenario].dollars;
    size_t axes = (size_t)comparison->axes.count + 1;
    return dollars == NULL
               ? RATIO_UNKNOWN
               : dollars[(territory * axes + axis) * comparison->funds.count + fund];
}

enum fate comparison_fate(const struct comparison *comparison, uint32_t scenario,
                          uint32_t line) {
    struct ratio before = comparison_line(comparison, comparison->base, line);
    struct ratio after = comparison_line(comparison, scenario, line);
    if (!ratio_known(before) || !ratio_known(after)) {
        return FATE_UNKNOWN;
    }
    bool had = ratio_sign(before) > 0, has = ratio_sign(after) > 0;
    return had && has ? FATE_KEPT : had ? FATE_LOST : has ? FATE_GAINED : FATE_NEITHER;
}

bool comparison_binds(const struct comparison *comparison, uint32_t scenario, uint32_t rule) {
    assert(comparison->scenarios[scenario].has_amounts);
    uint32_t at = comparison->rules.at[scenario][rule];
    return at != NONE && comparison->scenarios[scenario].answer->rules[at].binding;
}

enum turn comparison_turn(const struct comparison *comparison, uint32_t scenario,
                          uint32_t rule) {
    if (!comparison->scenarios[comparison->base].has_amounts ||
        !comparison->scenarios[scenario].has_amounts) {
        return TURN_UNKNOWN;
    }
    bool bound = comparison_binds(comparison, comparison->base, rule);
    bool is_bound = comparison_binds(comparison, scenario, rule);
    return bound && is_bound ? TURN_STAYS
           : bound           ? TURN_CEASES
           : is_bound        ? TURN_BEGINS
                             : TURN_SLACK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which change moved how much: docs/mathematics.md (60), (61). */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/apply.h"
#include "scenarios/compare_parts.h"

/* The changes in which a scenario and the base differ. */
struct players {
    const struct scenario *base, *scenario;
    const struct change **list; /* [count] the base's own first, then the scenario's */
    uint32_t count, withdrawn;  /* the first `withdrawn` are the base's */
};

static bool has_change(const struct scenario *scenario, const struct change *change) {
    for (uint32_t i = 0; i < scenario->change_count; i++) {
        if (scenario->changes[i] == change) {
            return true;
        }
    }
    return false;
}

static struct players players_of(const struct comparing *c, uint32_t scenario) {
    const struct comparison *comparison = c->comparison;
    struct players players = {comparison->scenarios[comparison->base].scenario,
                              comparison->scenarios[scenario].scenario, NULL, 0, 0};
    const struct scenario *sides[] = {players.base, players.scenario};
    players.list = ARENA_ARRAY(comparison->arena, const struct change *,
                               players.base->change_count + players.scenario->change_count);
    for (uint32_t side = 0; side < 2; side++) {
        for (uint32_t i = 0; i < sides[side]->change_count; i++) {
            if (!has_change(sides[1 - side], sides[side]->changes[i])) {
                players.list[players.count++] = sides[side]->changes[i];
            }
        }
        players.withdrawn = side == 0 ? players.count : players.withdrawn;
    }
    return players;
}

/* The position of a change among the players, or NONE: both have it. */
static uint32_t player(const struct players *players, const struct change *change) {
    for (uint32_t i = 0; i < players->count; i++) {
        if (players->list[i] == change) {
            return i;
        }
    }
    return NONE;
}

/* Whether a player's move has been made: in the coalition `mask`, or among the first. */
struct coalition {
    uint32_t mask;  /* of at most CAUSES_MOST players */
    uint32_t first; /* or so many of them; NONE: by the mask */
};

static bool is_in(const struct coalition *coalition, uint32_t player) {
    return coalition->first != NONE ? player < coalition->first
                                    : (coalition->mask >> player & 1) != 0;
}

/* The base's changes that are not withdrawn yet, then those of the scenario that are made. */
static struct scenario changes_of(const struct comparing *c, const struct players *players,
                                  const struct coalition *coalition) {
    struct scenario made = {.id = NULL};
    made.changes = ARENA_ARRAY(c->comparison->arena, const struct change *,
                               players->base->change_count + players->scenario->change_count);
    for (uint32_t i = 0; i < players->withdrawn; i++) {
        if (!is_in(coalition, i)) {
            made.changes[made.change_count++] = players->list[i];
        }
    }
    for (uint32_t i = 0; i < players->scenario->change_count; i++) {
        uint32_t at = player(players, players->scenario->changes[i]);
        if (at == NONE || is_in(coalition, at)) {
            made.changes[made.change_count++] = players->scenario->changes[i];
        }
    }
    return made;
}

/* --- what has to be solved -------------------------------------------------------------------- */

static const char *key_of(struct arena *arena, const struct scenario *changes) {
    struct text text = {0};
    for (uint32_t i = 0; i < changes->change_count; i++) {
        text_format(&text, "%p ", (const void *)changes->changes[i]);
    }
    const char *key = arena_copy(arena, text_string(&text), text.length);
    text_free(&text);
    return key;
}

uint32_t job_for(struct comparing *c, const struct scenario *changes, struct notes *notes,
                 struct tree **changed) {
    bool is_new, named = changes->id != NULL;
    const char *key = named ? arena_format(c->comparison->arena, "%s:", changes->id)
                            : key_of(c->comparison->arena, changes);
    uint32_t at = names_add(&c->lists, key, &is_new);
    assert(is_new || !named); /* no two scenarios are identified alike */
    if (!is_new) {
        return c->jobs[at].plan != NULL ? at : NONE;
    }
    ARRAY_RESERVE(c->jobs, c->job_count, c->job_capacity);
    c->jobs[c->job_count++] = (struct job){.plan = apply(c->tree, changes, notes, changed),
                                           .notes = {.language = c->notes->language}};
    return c->jobs[at].plan != NULL ? at : NONE;
}

/* The job of a coalition; the two ends are the scenarios themselves. */
static uint32_t coalition_job(struct comparing *c, uint32_t scenario,
                              const struct players *players,
                              const struct coalition *coalition) {
    uint32_t made = 0;
    for (uint32_t i = 0; i < players->count; i++) {
        made += is_in(coalition, i);
    }
    if (made == 0 || made == players->count) {
        return made == 0 ? c->comparison->base : scenario;
    }
    struct scenario changes = changes_of(c, players, coalition);
    for (uint32_t s = 0; s < c->comparison->scenario_count; s++) {
        const struct scenario *written = c->comparison->scenarios[s].scenario;
        if (written->change_count == changes.change_count &&
            (changes.change_count == 0 ||
             memcmp(written->changes, changes.changes,
                    changes.change_count * sizeof *changes.changes) == 0)) {
            return s;
        }
    }
    struct notes quiet = {.language = c->notes->language};
    uint32_t job = job_for(c, &changes, &quiet, NULL);
    notes_free(&quiet);
    return job;
}

void causes_ask(struct comparing *c, uint32_t scenario) {
    struct players players = players_of(c, scenario);
    bool exact = players.count <= CAUSES_MOST;
    uint32_t count = exact ? 1u << players.count : players.count;
    for (uint32_t i = 1; i < count; i++) {
        struct coalition coalition = {i, exact ? NONE : i};
        coalition_job(c, scenario, &players, &coalition);
    }
}

/* --- shares ----------------------------------------------------------------------------------- */

static const struct answer *answer_of(struct comparing *c, uint32_t scenario,
                                      const struct players *players,
                                      const struct coalition *coalition) {
    uint32_t job = coalition_job(c, scenario, players, coalition);
    const struct answer *answer = job == NONE ? NULL : c->jobs[job].answer;
    return answer != NULL && answer_has_amounts(answer) ? answer : NULL;
}

/* to += times * (of - less) */
static void add_difference(const struct comparing *c, struct outcome *to, struct ratio times,
                           const struct outcome *of, const struct outcome *less) {
    for (uint32_t i = 0; i < outcome_size(c->comparison); i++) {
        struct ratio change = sum_of(*outcome_at(of, i), ratio_neg(*outcome_at(less, i)));
        *outcome_at(to, i) = sum_of(*outcome_at(to, i), product_of(times, change));
    }
}

static struct outcome nothing(const struct comparing *c) {
    struct outcome outcome = outcome_of(c, NULL);
    for (uint32_t i = 0; i < outcome_size(c->comparison); i++) {
        *outcome_at(&outcome, i) = RATIO_ZERO;
    }
    return outcome;
}

static struct cause cause_of(const struct comparing *c, const struct players *players,
                             uint32_t first, uint32_t count) {
    struct arena *arena = c->comparison->arena;
    struct cause cause = {.change_count = count, .share = nothing(c)};
    cause.changes = ARENA_ARRAY(arena, const struct change *, count);
    cause.withdrawn = ARENA_ARRAY(arena, bool, count);
    for (uint32_t i = 0; i < count; i++) {
        cause.changes[i] = players->list[first + i];
        cause.withdrawn[i] = first + i < players->withdrawn;
    }
    return cause;
}

/* |S|! (n - |S| - 1)! / n! of a coalition S of `size` of n players. */
static struct ratio weight(uint32_t size, uint32_t n) {
    struct ratio weight = ratio_of(1, n);
    for (uint32_t i = 1; i <= size; i++) { /* 1 / (n C(n - 1, size)) */
        weight = ratio_mul(weight, ratio_of(i, n - i));
    }
    return weight;
}

static uint32_t size_of(uint32_t mask) {
    uint32_t size = 0;
    for (; mask != 0; mask &= mask - 1) {
        size++;
    }
    return size;
}

/* False when some coalition makes no plan, or has no allocation. */
static bool share_exactly(struct comparing *c, uint32_t scenario, struct players *players) {
    struct compared *compared = &c->comparison->scenarios[scenario];
    uint32_t n = players->count, count = 1u << n;
    struct outcome *values = memory_grow(NULL, count, sizeof *values);
    bool all = true;
    for (uint32_t mask = 0; mask < count && all; mask++) {
        struct coalition coalition = {mask, NONE};
        const struct answer *answer = answer_of(c, scenario, players, &coalition);
        all = answer != NULL;
        values[mask] = outcome_of(c, answer);
    }
    for (uint32_t i = 0; i < n && all; i++) {
        compared->causes[i] = cause_of(c, players, i, 1);
        for (uint32_t mask = 0; mask < count; mask++) {
            if ((mask >> i & 1) == 0) {
                add_difference(c, &compared->causes[i].share, weight(size_of(mask), n),
                               &values[mask | 1u << i], &values[mask]);
            }
        }
    }
    free(values);
    return all;
}

/* One after the other; those before which there is no allocation are taken together. */
static uint32_t share_in_order(struct comparing *c, uint32_t scenario,
                               struct players *players) {
    struct compared *compared = &c->comparison->scenarios[scenario];
    struct outcome before = outcome_of(c, c->jobs[c->comparison->base].answer);
    uint32_t first = 0, count = 0;
    for (uint32_t made = 1; made <= players->count; made++) {
        struct coalition coalition = {0, made};
        const struct answer *answer = answer_of(c, scenario, players, &coalition);
        if (answer == NULL) {
            continue;
        }
        struct outcome after = outcome_of(c, answer);
        struct cause *cause = &compared->causes[count++];
        *cause = cause_of(c, players, first, made - first);
        add_difference(c, &cause->share, RATIO_ONE, &after, &before);
        before = after;
        first = made;
    }
    return count;
}

void causes_share(struct comparing *c, uint32_t scenario) {
    struct comparison *comparison = c->comparison;
    struct compared *compared = &comparison->scenarios[scenario];
    if (scenario == comparison->base || !compared->has_amounts ||
        !comparison->scenarios[comparison->base].has_amounts) {
        return;
    }
    struct players players = players_of(c, scenario);
    compared->causes = ARENA_ARRAY(comparison->arena, struct cause, players.count);
    compared->method = CAUSES_EXACT;
    compared->cause_count = players.count;
    if (players.count > CAUSES_MOST || !share_exactly(c, scenario, &players)) {
        compared->method = CAUSES_WATERFALL;
        compared->cause_count = share_in_order(c, scenario, &players);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/answer_pack.h"

#include <string.h>

/* One walk over an answer serves both ways: what is written down in one order cannot be read back
 * in another. */
struct crossing {
    struct text *out; /* NULL: in */
    const char *in;
    size_t left; /* bytes of `in` */
    bool whole;  /* nothing was missing so far */
};

static void pass(struct crossing *c, void *data, size_t count, size_t size) {
    size_t length = count * size;
    if (c->out != NULL) {
        text_add_bytes(c->out, data, length);
    } else if (c->left >= length) {
        if (length > 0) {
            memcpy(data, c->in, length);
        }
        c->in += length;
        c->left -= length;
    } else {
        c->whole = false;
        c->left = 0;
    }
}

#define PASS(c, array, count) pass((c), (array), (count), sizeof *(array))

/* An array that may be missing; in, it belongs to the answer's arena. */
static void *pass_optional(struct crossing *c, const struct answer *answer, void *array,
                           size_t count, size_t size) {
    bool there = array != NULL;
    PASS(c, &there, 1);
    if (there && c->out == NULL) {
        array = arena_alloc(answer->arena, count, size);
    }
    if (there) {
        pass(c, array, count, size);
    }
    return there ? array : NULL;
}

static void pass_goals(struct crossing *c, const struct answer *answer) {
    for (uint32_t g = 0; g < answer->plan->goal_count; g++) {
        struct goal_answer *goal = &answer->goals[g]; /* not whole: gaps in it hold anything */
        PASS(c, &goal->value, 1);
        PASS(c, &goal->bound, 1);
        PASS(c, &goal->before_rounding, 1);
        PASS(c, &goal->known, 1);
        goal->costs = pass_optional(c, answer, goal->costs, g, sizeof *goal->costs);
        goal->shares = pass_optional(c, answer, goal->shares,
                                     answer->plan->goals[g].sharer_count, sizeof *goal->shares);
    }
}

static void pass_funds(struct crossing *c, const struct answer *answer) {
    const struct plan *plan = answer->plan;
    for (uint32_t f = 0; f < plan->fund_count; f++) {
        struct fund_answer fund = answer->funds[f];
        fund.years = NULL;
        PASS(c, &fund, 1);
        fund.years = answer->funds[f].years;
        answer->funds[f] = fund;
        PASS(c, fund.years, plan->year_count);
    }
}

/* In, it belongs to the answer's arena. */
static const char *pass_string(struct crossing *c, const struct answer *answer,
                               const char *string) {
    size_t size = string != NULL ? strlen(string) + 1 : 0;
    PASS(c, &size, 1);
    if (c->out != NULL) {
        pass(c, (void *)(uintptr_t)string, size, 1);
        return string;
    }
    if (size == 0 || c->left < size) {
        c->whole = c->whole && size == 0;
        return NULL;
    }
    char *copy = arena_copy(answer->arena, c->in, size - 1);
    c->in += size;
    c->left -= size;
    return copy;
}

static void pass_strings(struct crossing *c, const struct answer *answer, const char **list,
                         uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        list[i] = pass_string(c, answer, list[i]);
}

static void *room(const struct crossing *c, const struct answer *answer, void *list,
                  uint32_t count, size_t size) {
    bool fits = count <= c->left; /* each thing takes a byte at least */
    return c->out != NULL ? list : arena_alloc(answer->arena, fits ? count : 0, size);
}

static void pass_evidence(struct crossing *c, const struct answer *answer,
                          struct evidence *evidence) {
    PASS(c, &evidence->stage_count, 1);
    evidence->stages =
        room(c, answer, evidence->stages, evidence->stage_count, sizeof *evidence->stages);
    for (uint32_t i = 0; i < evidence->stage_count && c->whole; i++) {
        struct proof_tree *stage = &evidence->stages[i];
        PASS(c, &stage->count, 1);
        stage->words = room(c, answer, stage->words, stage->count, sizeof *stage->words);
        pass_strings(c, answer, stage->words, c->whole ? stage->count : 0);
    }
    evidence->point = pass_string(c, answer, evidence->point);
    evidence->ray = pass_string(c, answer, evidence->ray);
    PASS(c, &evidence->price_count, 1);
    evidence->prices =
        room(c, answer, evidence->prices, evidence->price_count, sizeof *evidence->prices);
    pass_strings(c, answer, evidence->prices, c->whole ? evidence->price_count : 0);
}

static void pass_answer(struct crossing *c, struct answer *answer) {
    const struct plan *plan = answer->plan;
    PASS(c, &answer->status, 1);
    PASS(c, &answer->limited, 1);
    PASS(c, &answer->has_yes_no, 1);
    PASS(c, &answer->total, 1);
    PASS(c, &answer->proof.exact, 1);
    PASS(c, &answer->proof.goals, 1);
    PASS(c, &answer->proof.within, 1);
    PASS(c, &answer->ties.told, 1);
    PASS(c, &answer->ties.unique, 1);
    PASS(c, &answer->ties.broken_by, 1);
    PASS(c, &answer->ranged, 1);
    PASS(c, &answer->conflict_count, 1);
    PASS(c, &answer->conflict_irreducible, 1);
    answer->conflict = pass_optional(c, answer, answer->conflict, answer->conflict_count,
                                     sizeof *answer->conflict);
    pass_goals(c, answer);
    PASS(c, answer->amounts, plan->slot_count);
    PASS(c, answer->lines, plan->line_count);
    pass_funds(c, answer);
    PASS(c, answer->rules, plan->rule_count);
    PASS(c, answer->by_territory, (size_t)plan->territory_count + 1);
    PASS(c, answer->by_axis, plan->axis_count);
    PASS(c, answer->by_year, plan->year_count);
    PASS(c, answer->by_kind, plan->kind_count);
    pass_evidence(c, answer, &answer->evidence);
}

void answer_pack(const struct answer *answer, struct text *out) {
    struct crossing c = {.out = out, .whole = true};
    struct answer same = *answer; /* only read from */
    pass_answer(&c, &same);
}

struct answer *answer_unpack(const struct plan *plan, const char *bytes, size_t length) {
    struct crossing c = {.in = bytes, .left = length, .whole = true};
    struct answer *answer = answer_new(plan);
    pass_answer(&c, answer);
    if (c.whole && c.left == 0) {
        return answer;
    }
    answer_free(answer);
    return NULL;
}

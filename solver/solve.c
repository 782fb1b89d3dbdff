/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/solve.h"

#include <math.h>
#include <stdlib.h>

#include "model/audit.h"
#include "solver/complete.h"
#include "solver/conflict.h"
#include "solver/evidence.h"
#include "solver/formulate.h"
#include "solver/interpret.h"
#include "solver/judge.h"
#include "solver/others.h"
#include "solver/price.h"
#include "solver/round.h"
#include "solver/settle.h"
#include "solver/verify.h"

#define DUST 1e-10        /* of the largest amount: what tolerances leave of nothing */
#define FOR_ROUNDING 0.2  /* of the time limit */
#define ROUND_SECONDS 0.3 /* at least, for the rounding */
#define ARITHMETIC 1e-8   /* relative: changes of a goal this small are not told */
#define EVIDENCE_SECONDS 20
#define DIGITS 15 /* of the largest amount, without a unit */

struct solving {
    const struct plan *plan;
    const struct solve_options *options;
    struct notes *notes;
    struct program *program;
    struct engine *engine;
    struct engine_limits limits;
    struct arena *arena;
    struct settled settled;
    struct rounded rounded;
};

/* With decisions it is where the last search has ended, which says little of another. */
static void hand_on(struct solving *s) {
    if (s->options->end == NULL)
        return;
    *s->options->end = s->program->has_whole ? NULL : s->settled.end;
    if (!s->program->has_whole)
        s->settled.end = NULL;
}

static void note_failure(struct solving *s) {
    notes_add(s->notes, NOTE_INTERNAL, NOWHERE, "le solveur n’a pas pu conclure",
              "the solver could not come to an end");
    notes_advise(s->notes,
                 "exportez le programme (arrimage export) et vérifiez-le avec un autre solveur",
                 "export the program (arrimage export) and check it with another solver");
}

/* Without a unit: decimals of about DIGITS digits, all of one denominator so that sums stay
 * exact. */
static void take_decimals(struct solving *s, struct ratio *exact) {
    const struct plan *plan = s->plan;
    struct ratio *amounts = ARENA_ARRAY(s->arena, struct ratio, plan->slot_count);
    double largest = 1e-6;
    for (uint32_t j = 0; j < s->program->column_count; j++)
        largest = fmax(largest, fabs(s->settled.x[j]));
    double scale = pow(10, fmax(0, DIGITS - ceil(log10(largest))));
    for (uint32_t i = 0; i < plan->slot_count; i++) {
        uint32_t j = s->program->slot_column[i];
        double value = j == NONE ? 0 : s->settled.x[j];
        if (value < largest * DUST)
            value = 0; /* else a line would count as funded */
        amounts[i] = ratio_of_wide((wide)nearbyint(value * scale), (wide)scale);
    }
    complete(s->program, amounts, exact);
}

static void note_no_multiples(struct solving *s) {
    struct text unit = {0};
    text_add_ratio(&unit, s->plan->unit, 9);
    if (s->rounded.none)
        notes_add(s->notes, NOTE_WARNING, NOWHERE,
                  "aucune répartition en multiples de %s $ ne respecte toutes les règles",
                  "no allocation in multiples of $%s keeps every rule", text_string(&unit));
    else
        notes_add(s->notes, NOTE_WARNING, NOWHERE,
                  "aucune répartition en multiples de %s $ qui respecte toutes les règles n’a "
                  "été trouvée",
                  "no allocation in multiples of $%s that keeps every rule was found",
                  text_string(&unit));
    notes_advise(s->notes, "prenez une unité plus fine, ou « unit: none »",
                 "take a finer unit, or `unit: none`");
    text_free(&unit);
}

/* The settled point in exact numbers. False when the engine failed; without a point the answer has
 * another status. */
static bool make_exact(struct solving *s, struct answer *answer) {
    if (ratio_sign(s->plan->unit) == 0) {
        s->rounded.found = true;
        s->rounded.exact = ARENA_ARRAY(s->arena, struct ratio, s->program->column_count);
        s->rounded.bounds = s->settled.bounds;
        take_decimals(s, s->rounded.exact);
        return true;
    }
    /* what is known cannot be shown without this, so it gets a moment of its own */
    double soon = engine_clock() + ROUND_SECONDS;
    double first = s->settled.limited ? soon : fmax(s->limits.deadline, soon);
    struct round_task task = {s->engine, &s->settled, &s->limits, first};
    if (!round_settled(s->program, &task, s->arena, &s->rounded))
        return false;
    answer->limited = answer->limited || s->rounded.limited;
    if (s->settled.vertex != NULL && !s->rounded.near_taken)
        answer->ties.broken_by = BY_ROUNDING;
    if (s->rounded.found)
        return true;
    answer->status = s->rounded.none ? STATUS_INFEASIBLE : STATUS_UNKNOWN;
    if (!s->rounded.limited)
        note_no_multiples(s);
    return true;
}

static bool set_prices(struct solving *s, struct answer *answer) {
    if (!s->options->prices || (answer->has_yes_no && answer->status != STATUS_OPTIMAL))
        return true;
    return price(s->engine, s->program, &s->limits, &s->settled, answer);
}

/* Of an answer proved before rounding: whether others are as good, and what they give. */
static bool set_others(struct solving *s, struct answer *answer) {
    const struct others of = {s->engine, s->program, &s->limits, &s->settled,
                              s->options->ranges};
    bool proved = s->settled.status == STATUS_OPTIMAL && !s->settled.limited;
    answer->ranged = s->options->ranges;
    if (proved)
        return others(&of, answer);
    answer->ties.told = answer->ties.told && !s->program->has_whole;
    return true;
}

/* What settling a goal took from those before it; what is only arithmetic is nothing. */
static double *costs_of(const struct solving *s, struct arena *arena, uint32_t goal) {
    uint32_t goals = s->plan->goal_count;
    double *costs = ARENA_ARRAY(arena, double, goal);
    for (uint32_t j = 0; j < goal; j++) {
        double before = s->settled.history[(size_t)(goal - 1) * goals + j];
        double after = s->settled.history[(size_t)goal * goals + j];
        double cost = s->plan->goals[j].maximize ? before - after : after - before;
        costs[j] = cost > ARITHMETIC * fmax(1, fabs(before)) ? without_noise(cost) : 0;
    }
    return costs;
}

/* How much better the goal could be. What later goals were allowed to take is no doubt. */
static double doubt_of(const struct solving *s, uint32_t number, double value) {
    uint32_t stage = s->program->goal_stage[number], goals = s->plan->goal_count;
    double sign = s->plan->goals[number].maximize ? 1 : -1, bound = s->rounded.bounds[stage];
    if (ratio_sign(s->plan->goals[number].within) == 0)
        return sign * (bound - value);
    double settled = s->settled.history[(size_t)number * goals + number];
    return fmax(0, sign * (bound - settled)) +
           fmax(0, sign * (s->settled.values[stage] - value));
}

static void judge_goal(const struct solving *s, uint32_t number, struct answer *answer) {
    struct goal_answer *goal = &answer->goals[number];
    uint32_t stage = s->program->goal_stage[number];
    double value = ratio_double(goal->value), bound = s->rounded.bounds[stage];
    double doubt = doubt_of(s, number, value);
    goal->before_rounding = without_noise(s->settled.values[stage]);
    goal->costs = costs_of(s, answer->arena, number);
    goal->bound = without_noise(bound);
    goal->known = judge_known(s->program, number, value, bound, doubt);
    if (goal->known == GOAL_BEST && !judge_gives_room(s->program, stage))
        goal->bound = value;
}

/* A limit may come before the later goals too; whatever stopped the search, the first goal at its
 * best is the answer to it. */
static void judge(struct solving *s, struct answer *answer) {
    interpret(s->program, s->rounded.exact, answer);
    for (uint32_t g = 0; g < s->plan->goal_count; g++)
        judge_goal(s, g, answer);
    if (answer->goals[0].known == GOAL_OPEN) {
        answer->limited = true;
        answer->status = STATUS_FEASIBLE;
    }
    double cost = fabs(s->settled.values[0] - ratio_double(answer->goals[0].value));
    if (ratio_sign(s->plan->unit) > 0 &&
        cost > judge_tolerance(s->program, 0, s->settled.values[0]))
        round_explain(s->program, s->notes);
}

/* Half of the time that is left: to verify what is gathered takes as long again. */
static struct engine_limits evidence_limits(const struct solving *s) {
    struct engine_limits soon = s->limits;
    double now = engine_clock(), left = fmax(0, soon.deadline - now);
    soon.deadline = now + fmin(EVIDENCE_SECONDS, left / 2);
    return soon;
}

static bool gather_evidence(struct solving *s, struct answer *answer) {
    struct engine_limits soon = evidence_limits(s);
    answer->evidence = s->settled.evidence;
    bool shown = answer->evidence.stage_count > 0 || answer->status == STATUS_UNBOUNDED;
    if (!s->options->evidence || !s->program->has_whole || shown)
        return true;
    return evidence_of_trees(s->engine, &s->settled, &soon, answer->arena, &answer->evidence);
}

/* What is told is what a reader of the evidence comes to as well. */
static void tell_by_evidence(struct solving *s, struct answer *answer) {
    if (!s->options->evidence || verify_claims(s->program, answer, true).holds)
        return;
    answer->evidence = (struct evidence){0};
    verify_claims(s->program, answer, true);
}

/* Before prices, whose time may not be enough. */
static void tell_found(const struct solving *s, struct answer *answer) {
    struct notes quiet = {.language = s->notes->language};
    if (s->options->found != NULL && audit(answer, &quiet))
        s->options->found(answer, s->options->context);
    notes_free(&quiet);
}

static bool conclude(struct solving *s, struct answer *answer) {
    answer->status = s->settled.status;
    answer->limited = s->settled.limited;
    answer->ties = s->settled.ties;
    answer->has_yes_no = s->program->has_whole;
    answer->proof = s->settled.proof;
    if (answer->status == STATUS_INFEASIBLE)
        conflict_find(s->program, &s->limits, &s->settled, answer);
    if (!gather_evidence(s, answer)) {
        note_failure(s);
        return false;
    }
    if (!answer_has_amounts(answer)) {
        tell_by_evidence(s, answer);
        return true;
    }
    if (!make_exact(s, answer)) {
        note_failure(s);
        return false;
    }
    if (!s->rounded.found) {
        answer->evidence = (struct evidence){0}; /* it is not of what rounding has come to */
        tell_by_evidence(s, answer);
        return true;
    }
    judge(s, answer);
    tell_found(s, answer);
    if (!set_prices(s, answer) || !set_others(s, answer)) {
        note_failure(s);
        return false;
    }
    if (s->options->evidence && answer->evidence.stage_count > 0) {
        struct engine_limits soon = evidence_limits(s);
        evidence_of_prices(s->program, &s->settled, &soon, answer);
    }
    tell_by_evidence(s, answer);
    return audit(answer, s->notes);
}

/* Rows whose multipliers the search is to keep at every leaf: those that have a price, and for
 * evidence all. */
static const uint32_t *watched_rows(const struct solving *s, uint32_t *count) {
    const uint32_t rows = s->program->row_count;
    const uint32_t *priced = priced_rows(s->program, s->arena, count);
    if (!s->options->evidence) {
        *count = s->options->prices ? *count : 0;
        return priced;
    }
    uint32_t *all = ARENA_ARRAY(s->arena, uint32_t, rows);
    bool *is_in = ARENA_ARRAY(s->arena, bool, rows);
    for (uint32_t i = 0; i < *count; i++) {
        all[i] = priced[i];
        is_in[priced[i]] = true;
    }
    for (uint32_t i = 0; i < rows; i++)
        if (!is_in[i])
            all[(*count)++] = i;
    return all;
}

struct answer *solve(const struct plan *plan, const struct solve_options *options,
                     struct notes *notes) {
    struct solving s = {.plan = plan, .options = options, .notes = notes};
    double began = engine_clock();
    double limit = options->time_limit > 0 ? options->time_limit : INFINITY;
    s.limits = (struct engine_limits){began + limit, options->stop, options->gap, 0, 0};
    s.program = formulate(plan, notes);
    if (s.program == NULL)
        return NULL;
    s.arena = arena_new();
    s.engine = engine_new_like(s.program, options->like);
    if (s.program->has_whole) {
        uint32_t count = 0;
        const uint32_t *rows = watched_rows(&s, &count);
        s.settled.tree = branch_new(s.engine, s.program, rows, count);
    }
    struct answer *answer = answer_new(plan);
    s.settled.like = options->like;
    s.settled.keep = options->evidence ? answer->arena : NULL;
    struct engine_limits search = s.limits;
    search.deadline = began + (1 - FOR_ROUNDING) * limit;
    bool good = settle(s.engine, s.program, &search, s.arena, &s.settled);
    if (!good)
        note_failure(&s);
    good = good && conclude(&s, answer);
    branch_free(&s.settled.tree);
    for (uint32_t i = 0; s.settled.later != NULL && i < s.program->objective_count; i++)
        branch_free(&s.settled.later[i]);
    branch_free(&s.settled.leaves);
    basis_release(s.settled.home);
    hand_on(&s);
    free(s.settled.end);
    engine_free(s.engine);
    arena_free(s.arena);
    program_free(s.program);
    if (good)
        return answer;
    answer_free(answer);
    return NULL;
}

bool solve_is_linear(const struct plan *plan) {
    struct notes quiet = {.language = FRENCH};
    struct program *program = formulate(plan, &quiet);
    bool linear = program != NULL && !program->has_whole;
    program_free(program);
    notes_free(&quiet);
    return linear;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/solve.h"

#include <math.h>

#include "model/audit.h"
#include "solver/complete.h"
#include "solver/formulate.h"
#include "solver/interpret.h"
#include "solver/price.h"
#include "solver/round.h"
#include "solver/settle.h"

#define DUST 1e-12        /* of the largest amount: what tolerances leave of nothing */
#define ROUND_SECONDS 0.4 /* at least, for the rounding */
#define PROVED 1e-5 /* relative: a goal this near its bound is at its best but for the unit */
#define ARITHMETIC 1e-8 /* relative: changes of a goal this small are not told */
#define DIGITS 15       /* of the largest amount, without a unit */

struct solving {
    const struct plan *plan;
    const struct solve_options *options;
    struct notes *notes;
    struct program *program;
    struct engine *engine;
    struct engine_limits limits;
    struct arena *arena;
    struct settled settled;
    bool best_rounded; /* no other multiples of the unit do better */
};

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

static bool make_exact(struct solving *s, struct ratio *exact) {
    if (ratio_sign(s->plan->unit) == 0) {
        take_decimals(s, exact);
        return true;
    }
    /* what is known cannot be shown without this, so it gets a moment of its own */
    double deadline = fmax(s->limits.deadline, engine_clock() + ROUND_SECONDS);
    if (round_amounts(s->program, s->settled.x, deadline, exact, &s->best_rounded))
        return true;
    struct text unit = {0};
    text_add_ratio(&unit, s->plan->unit, 9);
    notes_add(s->notes, NOTE_WARNING, NOWHERE,
              "aucune répartition en multiples de %s $ qui respecte toutes les règles n’a été "
              "trouvée près de la meilleure",
              "no allocation in multiples of $%s that keeps every rule was found near the best",
              text_string(&unit));
    notes_advise(s->notes, "prenez une unité plus fine, ou « unit: none »",
                 "take a finer unit, or `unit: none`");
    text_free(&unit);
    return false;
}

static bool set_prices(struct solving *s, struct answer *answer) {
    if (!s->options->prices || (answer->has_yes_no && answer->status != STATUS_OPTIMAL))
        return true;
    return price(s->engine, s->program, &s->limits, &s->settled, answer);
}

/* With amounts in multiples of the unit a goal may end a hair beyond the floating-point bound. */
static double bound_beyond(double bound, struct ratio value, bool maximize) {
    double reached = ratio_double(value);
    return maximize ? fmax(bound, reached) : fmin(bound, reached);
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

static void fill(struct solving *s, const struct ratio *exact, struct answer *answer) {
    interpret(s->program, exact, answer);
    for (uint32_t g = 0; g < s->plan->goal_count; g++) {
        struct goal_answer *goal = &answer->goals[g];
        uint32_t stage = s->program->goal_stage[g];
        goal->before_rounding = without_noise(s->settled.values[stage]);
        goal->bound = without_noise(s->settled.bounds[stage]);
        goal->costs = costs_of(s, answer->arena, g);
        if (g == 0 && s->best_rounded && !s->program->has_whole &&
            ratio_sign(s->plan->goals[0].within) == 0)
            goal->bound = ratio_double(goal->value);
        if (fabs(goal->bound - ratio_double(goal->value)) <= 1e-7 * fmax(1, fabs(goal->bound)))
            goal->bound = bound_beyond(goal->bound, goal->value, s->plan->goals[g].maximize);
    }
}

/* Rounding with other decisions might lose less: then the best is not proved. */
static void judge(struct solving *s, struct answer *answer) {
    const struct goal_answer *first = &answer->goals[0];
    /* what later goals were allowed to take is no doubt */
    double settled = s->settled.history[0];
    double loss = fabs(first->bound - settled) +
                  fabs(first->before_rounding - ratio_double(first->value));
    if (loss <= PROVED * fmax(1, fabs(first->bound)) || answer->status != STATUS_OPTIMAL)
        return;
    if (!s->best_rounded || s->program->has_whole) {
        answer->status = STATUS_FEASIBLE;
        answer->limited = true;
    }
}

static bool conclude(struct solving *s, struct answer *answer) {
    answer->status = s->settled.status;
    answer->limited = s->settled.limited;
    answer->has_yes_no = s->program->has_whole;
    answer->proof = s->settled.proof;
    if (s->settled.part != NULL)
        interpret_conflicts(s->program, s->settled.part, answer);
    if (!answer_has_amounts(answer))
        return true;
    struct ratio *exact = ARENA_ARRAY(s->arena, struct ratio, s->program->column_count);
    if (!make_exact(s, exact)) {
        answer->status = STATUS_UNKNOWN;
        return true;
    }
    fill(s, exact, answer);
    judge(s, answer);
    if (!set_prices(s, answer)) {
        note_failure(s);
        return false;
    }
    return audit(answer, s->notes);
}

struct answer *solve(const struct plan *plan, const struct solve_options *options,
                     struct notes *notes) {
    struct solving s = {.plan = plan, .options = options, .notes = notes};
    double limit = options->time_limit > 0 ? engine_clock() + options->time_limit : INFINITY;
    s.limits = (struct engine_limits){limit, options->gap, 0};
    s.program = formulate(plan, notes);
    if (s.program == NULL)
        return NULL;
    s.arena = arena_new();
    s.engine = engine_new(s.program);
    if (s.program->has_whole) {
        uint32_t count = 0;
        const uint32_t *rows = priced_rows(s.program, s.arena, &count);
        s.settled.tree = branch_new(s.engine, s.program, rows, options->prices ? count : 0);
    }
    struct answer *answer = answer_new(plan);
    bool good = settle(s.engine, s.program, &s.limits, s.arena, &s.settled);
    if (!good)
        note_failure(&s);
    good = good && conclude(&s, answer);
    branch_free(&s.settled.tree);
    basis_release(s.settled.home);
    engine_free(s.engine);
    arena_free(s.arena);
    program_free(s.program);
    if (good)
        return answer;
    answer_free(answer);
    return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/verify.h"

#include <math.h>
#include <stdlib.h>

#include "solver/certificate.h"
#include "solver/complete.h"
#include "solver/interpret.h"
#include "solver/judge.h"
#include "solver/kernel.h"
#include "solver/verify_parts.h"

struct verifying {
    const struct program *program;
    struct answer *answer;
    struct leaves *leaves;
    double *bounds;  /* [objective_count] that the evidence shows */
    uint32_t stages; /* that are shown */
    mpq_t best;      /* what the first stage's evidence shows, as if to maximise */
    bool mend;
    struct verified verified;
};

void verify_amounts(const struct program *program, struct answer *answer) {
    struct ratio *x = memory_grow(NULL, program->column_count, sizeof *x);
    complete(program, answer->amounts, x);
    interpret(program, x, answer);
    free(x);
}

/* --- bounds: (66) --------------------------------------------------------------------------- */

double verify_told(const struct objective *objective, mpq_t bound) {
    mpq_t constant;
    mpq_init(constant);
    ratio_to_big(constant, objective->constant);
    if (!objective->maximize)
        mpq_neg(bound, bound);
    mpq_add(bound, bound, constant);
    struct ratio exact = ratio_of_big(bound);
    double value = ratio_known(exact) ? ratio_double(exact) : mpq_get_d(bound);
    mpq_clear(constant);
    return without_noise(value);
}

/* With decisions a later stage is shown among what is no worse than a point for those before. */
static bool go_beyond(struct verifying *v, uint32_t stage) {
    if (!v->program->has_whole || stage == 0)
        return true;
    leaves_free(v->leaves);
    v->leaves = v->answer->evidence.point == NULL
                    ? NULL
                    : leaves_new_beyond(v->program, v->answer->evidence.point, stage);
    return v->leaves != NULL;
}

static bool show_stage(struct verifying *v, uint32_t stage, mpq_t bound) {
    const struct program *program = v->program;
    const struct objective *objective = &program->objectives[stage];
    bool none;
    if (!go_beyond(v, stage) ||
        !leaves_prove(v->leaves, objective, &v->answer->evidence.stages[stage], bound, &none) ||
        none)
        return false;
    if (stage == 0)
        mpq_set(v->best, bound);
    v->bounds[stage] = verify_told(objective, bound);
    v->stages = stage + 1;
    return true;
}

/* The next stage of a linear program is on what reaches the bound of this one. */
static bool can_go_on(struct verifying *v, uint32_t stage) {
    if (judge_gives_room(v->program, stage))
        return false;
    return v->program->has_whole ||
           (v->answer->evidence.stages[stage].count == 1 && leaves_keep_face(v->leaves));
}

/* Trees that have just been gathered were shown leaf by leaf. */
static bool take_shown(struct verifying *v, const struct evidence *evidence) {
    for (uint32_t i = 0; i < evidence->stage_count; i++)
        v->bounds[i] = evidence->shown[i];
    v->stages = evidence->stage_count;
    return true;
}

static void show_stages(struct verifying *v) {
    const struct evidence *evidence = &v->answer->evidence;
    bool is_shown = evidence->shown != NULL && take_shown(v, evidence);
    mpq_t bound;
    mpq_init(bound);
    for (uint32_t i = 0; i < evidence->stage_count && v->verified.holds && !is_shown; i++)
        v->verified.holds = i < v->program->objective_count && show_stage(v, i, bound) &&
                            (i + 1 == evidence->stage_count || can_go_on(v, i));
    mpq_clear(bound);
    while (v->verified.goals < v->program->plan->goal_count &&
           v->program->goal_stage[v->verified.goals + 1] <= v->stages)
        v->verified.goals++;
}

/* --- goals ---------------------------------------------------------------------------------- */

static double sign_of(const struct goal *goal) {
    return goal->maximize ? 1 : -1;
}

/* The first goal cannot be better than its bound; what the later ones gain where rounding has
 * cost those before something is no contradiction. */
static void bound_goal(struct verifying *v, uint32_t number, double shown) {
    struct goal_answer *its = &v->answer->goals[number];
    double sign = sign_of(&v->program->plan->goals[number]);
    double value = ratio_double(its->value);
    bool best = its->known == GOAL_BEST && its->bound == value;
    if (number == 0 && sign * (value - shown) > 0 && !judge_same(value, shown))
        v->verified.holds = false;
    if (sign * (shown - its->bound) <= 0 || judge_same(shown, its->bound)) {
        its->bound =
            best && (sign * (shown - value) <= 0 || judge_same(shown, value)) ? value : shown;
    } else if (ratio_sign(v->program->plan->unit) == 0) {
        v->verified.holds = false;
    } else {
        v->verified.best = true; /* multiples of the unit were searched to the end */
    }
    if (judge_same(its->before_rounding, shown))
        its->before_rounding = shown;
    else
        v->verified.rounding = true;
}

static bool has_room_before(const struct verifying *v, uint32_t number) {
    bool room = false;
    for (uint32_t i = 0; i < number; i++)
        room = room || judge_gives_room(v->program, v->program->goal_stage[i]);
    return room;
}

static void claim_costs(struct verifying *v, uint32_t number) {
    struct goal_answer *its = &v->answer->goals[number];
    if (has_room_before(v, number)) {
        v->verified.rounding = true;
        return;
    }
    its->costs = ARENA_ARRAY(v->answer->arena, double, number);
    for (uint32_t i = 0; i < number; i++)
        its->costs[i] = 0;
}

static void claim_goal(struct verifying *v, uint32_t number) {
    struct goal_answer *its = &v->answer->goals[number];
    const struct goal *goal = &v->program->plan->goals[number];
    uint32_t stage = v->program->goal_stage[number];
    if (stage < v->stages)
        bound_goal(v, number, v->bounds[stage]);
    claim_costs(v, number);
    if (ratio_sign(goal->within) > 0) {
        v->verified.best = true;
        return;
    }
    double value = ratio_double(its->value);
    double doubt = sign_of(goal) * (its->bound - value);
    its->known = judge_known(v->program, number, value, its->bound, doubt);
    if (its->known == GOAL_BEST)
        its->bound = value;
}

static void verify_goals(struct verifying *v) {
    struct answer *answer = v->answer;
    uint32_t goals = v->program->plan->goal_count;
    show_stages(v);
    for (uint32_t g = 0; g < goals; g++)
        claim_goal(v, g);
    if (answer->goals[0].known == GOAL_OPEN)
        answer->status = STATUS_FEASIBLE;
    answer->proof = (struct proof){.exact = v->verified.goals == goals,
                                   .goals = v->verified.goals,
                                   .within = v->program->has_whole ? JUDGE_SAME : 0};
    v->verified.ties = answer->ties.told || answer->ties.broken_by != BY_NOTHING;
    v->verified.ranges = answer->ranged;
    bool all = false;
    if (v->stages > 0 && !verify_prices(v->program, answer, v->best, v->mend, &all))
        v->verified.holds = false;
    v->verified.prices = !all;
}

/* --- none, or without end ------------------------------------------------------------------- */

/* A contradiction of the rows themselves names its parts; a tree of them does not. */
static void name_conflict(struct verifying *v) {
    const struct program *program = v->program;
    struct certificate *certificate = certificate_new(program);
    bool *part = ARENA_ARRAY(v->answer->arena, bool,
                             (size_t)program->row_count + 2 * (size_t)program->column_count);
    if (certificate_impossible(certificate, v->leaves->y, part))
        interpret_conflicts(program, part, v->answer);
    v->verified.conflict = v->answer->conflict_irreducible;
    certificate_free(certificate);
}

static bool show_none(struct verifying *v) {
    const struct evidence *evidence = &v->answer->evidence;
    bool none = false;
    mpq_t bound;
    mpq_init(bound);
    bool shown = evidence->stage_count == 1 &&
                 leaves_prove(v->leaves, NULL, &evidence->stages[0], bound, &none) && none;
    mpq_clear(bound);
    v->verified.conflict = true;
    if (shown && evidence->stages[0].count == 1)
        name_conflict(v);
    return shown;
}

static bool show_no_end(struct verifying *v) {
    const struct program *program = v->program;
    struct certificate *certificate = certificate_new(program);
    mpq_t *x = fractions_new(program->column_count),
          *ray = fractions_new(program->column_count);
    bool shown = !program->has_whole &&
                 sparse_read(v->answer->evidence.point, x, program->column_count) &&
                 sparse_read(v->answer->evidence.ray, ray, program->column_count) &&
                 certificate_unbounded(certificate, &program->objectives[0], x, ray);
    fractions_free(x, program->column_count);
    fractions_free(ray, program->column_count);
    certificate_free(certificate);
    return shown;
}

static void verify_refusal(struct verifying *v) {
    const struct evidence *evidence = &v->answer->evidence;
    bool given = evidence->stage_count > 0 || evidence->point != NULL || evidence->ray != NULL;
    if (v->answer->status == STATUS_INFEASIBLE)
        v->verified.refusal = show_none(v);
    else if (v->answer->status == STATUS_UNBOUNDED && evidence->point != NULL &&
             evidence->ray != NULL)
        v->verified.refusal = show_no_end(v);
    v->verified.holds = v->verified.refusal || !given;
    if (!v->verified.holds)
        v->answer->conflict_count = 0;
    v->answer->proof = (struct proof){.exact = v->verified.refusal};
}

struct verified verify_claims(const struct program *program, struct answer *answer, bool mend) {
    struct verifying v = {.program = program,
                          .answer = answer,
                          .mend = mend,
                          .leaves = leaves_new(program),
                          .verified = {.holds = true}};
    v.bounds = memory_grow(NULL, program->objective_count, sizeof *v.bounds);
    mpq_init(v.best);
    if (answer_has_amounts(answer))
        verify_goals(&v);
    else
        verify_refusal(&v);
    free(v.bounds);
    mpq_clear(v.best);
    leaves_free(v.leaves);
    return v.verified;
}

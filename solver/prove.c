/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/prove.h"

#include <math.h>

#define SECONDS 20 /* at most, for one program in fractions */

static struct engine_limits for_a_while(const struct engine_limits *limits) {
    struct engine_limits soon = *limits;
    soon.deadline = fmin(limits->deadline, engine_clock() + SECONDS);
    return soon;
}

static bool show_stage(const struct engine *engine, struct certificate *certificate,
                       const struct program *program, uint32_t stage) {
    struct simplex *exact = engine_exact(engine);
    return certificate_goal(certificate, program, &program->objectives[stage],
                            exact->value + exact->row_count, exact->weight);
}

enum engine_status prove_stage(struct engine *engine, struct certificate *certificate,
                               uint32_t stage, const struct engine_limits *limits) {
    const struct program *program = engine_present(engine);
    struct engine_limits soon = for_a_while(limits);
    /* decisions that are held are not the program's own bounds, of which certificates are */
    if (!program->has_whole && engine_guess(engine) &&
        show_stage(engine, certificate, program, stage))
        return ENGINE_OPTIMAL;
    enum engine_status status = engine_solve_exactly(engine, &soon);
    if (status != ENGINE_OPTIMAL || !show_stage(engine, certificate, program, stage))
        certificate_give_up(certificate);
    if (engine_is_gone(engine))
        return ENGINE_FAILED;
    return stage == 0 && status != ENGINE_LIMIT ? status : ENGINE_OPTIMAL;
}

bool prove_refusal(struct engine *engine, struct certificate *certificate,
                   const struct engine_limits *limits, bool *part) {
    const struct program *program = engine_present(engine);
    const struct objective *first = &program->objectives[0];
    struct engine_limits soon = for_a_while(limits);
    engine_release(engine);
    engine_set_objective(engine, first);
    enum engine_status status = engine_solve_exactly(engine, &soon);
    struct simplex *exact = engine_exact(engine);
    if (status == ENGINE_INFEASIBLE) /* rows that goals have added have no bounds now */
        return certificate_impossible(certificate, exact->weight, part);
    if (status != ENGINE_UNBOUNDED || program->has_whole)
        return false;
    return certificate_unbounded(certificate, first, exact->value + exact->row_count,
                                 exact->change + exact->row_count);
}

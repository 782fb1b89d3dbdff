/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of solver/engine share: GLPK itself (engine.c), the program that it has
 * (engine_load.c), its bases (engine_basis.c), what they tell (engine_face.c, engine_penalty.c,
 * engine_polish.c, engine_reach.c), and what its verdicts are worth (engine_prove.c). Private to
 * them. */
#ifndef SOLVER_ENGINE_PARTS_H
#define SOLVER_ENGINE_PARTS_H

#include <glpk.h>

#include "solver/engine.h"
#include "solver/opinion.h"

struct engine {
    const struct program *program;
    struct program present;  /* as it stands now: its bounds and rows, exactly */
    struct opinion *opinion; /* likewise, in floating point; NULL: never asked for */
    double *multipliers;     /* [row_capacity] workspace */
    struct simplex *exact;   /* of the last solve in fractions, or NULL */
    const struct objective *objective;
    glp_prob *prob;
    double *column_scale; /* [column_count] dollars, a power of two, or pure numbers in one of
                             GLPK's units */
    double *row_scale;    /* [capacity] the row was divided by it: powers of two */
    double objective_scale;
    double cutoff;   /* objective at which a solve may stop; NAN: none */
    bool is_refuted; /* the last solve ended with opinion_impossible */
    bool is_quick;   /* engine_be_quick */
    bool is_near;    /* made like another: for a few pivots the weights of edges are not worth
                        their upkeep */
    bool is_exact;   /* the last solve was in fractions, or guessed them, and ended well */
    bool is_guessed; /* the fractions that the last solve looks like were tried */
    struct twin *coefficients; /* [coefficient_count] of the first entries of `present` */
    uint32_t coefficient_count;
    uint32_t row_count, row_capacity;
    unsigned generation;    /* of GLPK's environment in which prob lives */
    bool whole_values;      /* values are those of the whole-number search */
    bool has_basis;         /* of an earlier solve, to start from */
    bool has_new_objective; /* since the last solve */
};

/* Gives GLPK the program; `like` as for engine_new_like. */
void engine_load(struct engine *engine, const struct start *like);
/* The program as it stands now: many engines are never asked for a proof. */
struct opinion *engine_opinion(struct engine *engine);
/* Whether GLPK's last basis shows, in numbers that can be trusted, that no point is possible. */
bool engine_shows_impossible(struct engine *engine);
/* Solves in fractions, from GLPK's last basis, and leaves GLPK at the basis found. */
enum engine_status engine_solve_in_fractions(struct engine *engine, double deadline);

/* What the last solve's basis comes to, to about 30 digits. */
struct refined {
    struct twin *value;  /* [column_count] */
    struct twin *weight; /* [row_count] dual values */
};
/* NULL: the basis cannot be factorized. Multipliers are as GLPK has them unless asked for. */
struct refined *engine_refine(struct engine *engine, bool weights);
void refined_free(struct refined *refined); /* NULL is allowed */

#endif

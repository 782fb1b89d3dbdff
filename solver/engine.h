/* SPDX-License-Identifier: GPL-3.0-or-later */
/* engine: GLPK behind one door. The only room that knows it.
 *
 * An engine holds one program in floating point. All numbers that pass this door are in the
 * program's own units; inside, dollars are divided by a power of two near the program's size and
 * each row by one near its largest entry, so that tolerances mean the same in every plan
 * (docs/mathematics.md (30)). Bounds and the objective may change between solves; the next solve
 * starts from the basis of the last.
 *
 * GLPK's word is not taken for granted. That a program is infeasible, which GLPK says of some that
 * are not, is told only once a combination of rows shows it in numbers that can be trusted
 * (solver/opinion); otherwise GLPK is asked again, and at last the simplex method in fractions
 * (solver/simplex). That no point is better than a value is what engine_bound proves.
 *
 * GLPK aborts the process on some valid data. Here an abort is caught: the solve then returns
 * ENGINE_FAILED and the engine answers nothing more (engine_free is still due). */
#ifndef SOLVER_ENGINE_H
#define SOLVER_ENGINE_H

#include <signal.h>

#include "solver/movement.h"
#include "solver/simplex.h"
#include "solver/start.h"

enum engine_status {
    ENGINE_OPTIMAL,
    ENGINE_FEASIBLE, /* whole-number search stopped by a limit: values are the best known */
    ENGINE_CUT,      /* stopped at the cutoff: the objective is a bound, the duals prove it */
    ENGINE_INFEASIBLE,
    ENGINE_UNBOUNDED,
    ENGINE_LIMIT, /* a limit came first; no values */
    ENGINE_FAILED
};

struct engine;

struct engine *engine_new(const struct program *program);
/* The same with the scale factors of a like program, as far as it has rows and columns; what is
 * beyond has 1. To find them takes GLPK longer than a short solve. */
struct engine *engine_new_like(const struct program *program, const struct start *like);
void engine_free(struct engine *engine);
/* GLPK has aborted, and the engine answers nothing more. An abort is the end of every engine of its
 * thread. */
bool engine_is_gone(const struct engine *engine);

/* Objective to look for from now on. It is kept by reference. */
void engine_set_objective(struct engine *engine, const struct objective *objective);
/* A solve may stop once it is certain that no point is better than this; NAN: it may not. */
void engine_set_cutoff(struct engine *engine, double objective);
/* Whether an "infeasible" that multipliers do not show ends with ENGINE_LIMIT, instead of being
 * solved again with care and at last in fractions, which may be slow; at first it does not. */
void engine_be_quick(struct engine *engine, bool quick);
/* Bounds, -INFINITY and INFINITY allowed. */
void engine_set_row(struct engine *engine, uint32_t row, double lower, double upper);
void engine_set_column(struct engine *engine, uint32_t column, double lower, double upper);
/* Adds a row after those of the program; returns its number. */
uint32_t engine_add_row(struct engine *engine, const struct entry *entries, uint32_t count,
                        double lower, double upper);

struct engine_limits {
    double deadline; /* engine_clock() at which to stop; INFINITY: never */
    const volatile sig_atomic_t
        *stop;      /* what is asked to stop once it is not 0; NULL: nothing */
    double gap;     /* relative gap at which a search (solver/branch) may stop */
    uint32_t nodes; /* nodes after which it stops … */
    uint32_t first; /* … or, while it has no solution, after these; 0: no such limit */
};

double engine_clock(void); /* seconds, monotonic */
/* The deadline has come, or somebody asks to stop. A linear solve that has begun ends at
 * the deadline, but goes on when asked to stop. */
bool engine_is_over(const struct engine_limits *limits);

/* Sets every bound back to the program's and frees the rows added. */
void engine_release(struct engine *engine);

/* Best values with whole columns free to be fractional. */
enum engine_status engine_solve_linear(struct engine *engine,
                                       const struct engine_limits *limits);
/* The same without tolerances: in fractions, from the basis of the last solve. Values and dual
 * values are then those of the exact best basis, in floating point. */
enum engine_status engine_solve_exactly(struct engine *engine,
                                        const struct engine_limits *limits);
/* The same without showing that it is right: the last solve's point and dual values, for the
 * simplest fractions that they may be. False: they are none, or that solve did not end well. */
bool engine_guess(struct engine *engine);
/* What that solve, or guess, ended with; until the next solve. */
struct simplex *engine_exact(const struct engine *engine);
/* Of the last solve. A dual value is the change of the objective for one more unit of the
 * row's active bound. */
double engine_objective(const struct engine *engine);
double engine_column(const struct engine *engine, uint32_t column);
double engine_row(const struct engine *engine, uint32_t row);
/* The values of the first `count` columns from the last solve's basis alone, to the last digit that
 * a double has, whatever path has led to the basis: (72). False: it cannot be factorized. */
bool engine_polish(struct engine *engine, double *x, uint32_t count);
double engine_row_dual(const struct engine *engine, uint32_t row);
/* After ENGINE_INFEASIBLE: what one unit more of the row's bound takes of the contradiction, above
 * where this is positive and below where it is negative; at 1 it may be gone. NAN: not known. */
double engine_refutation(const struct engine *engine, uint32_t row);
/* No point of the exact program has a better objective: what the dual values prove, whatever
 * tolerances have made of them (solver/opinion). Infinite where they prove nothing. */
double engine_bound(struct engine *engine);

/* Of the last solve that was INFEASIBLE, when floating point has shown it: the multiplier of a row
 * in a combination, or its opposite, that no point keeps; 0 where bounds that cross each other are
 * enough. */
double engine_multiplier(const struct engine *engine, uint32_t row);

/* How the variables stand. A basis is shared: each engine_basis, basis_new and basis_share is owed
 * a basis_release. NULL is none. */
struct basis {
    uint32_t users, row_count;
    uint8_t standing[]; /* enum standing: of the rows, then of the columns */
};
struct basis *basis_new(uint32_t rows, uint32_t columns);
/* The basis of the last solve, and the next solve to start from one instead of from the last. */
struct basis *engine_basis(const struct engine *engine);
struct basis *basis_share(struct basis *basis);
void basis_release(struct basis *basis);
void engine_start_from(struct engine *engine, const struct basis *basis);
/* Where the first so many rows and columns stand. NULL when they are no basis of their own: not as
 * many are basic as there are rows. Released with free. */
struct start *engine_start(const struct engine *engine, uint32_t row_count,
                           uint32_t column_count);
/* The next solve starts like that one, whose bounds were others, if it has as many rows and
 * columns. */
void engine_start_like(struct engine *engine, const struct start *like);
/* How far the bounds of shifts[count] can move, all by the same t >= 0 upwards (direction +1) or
 * downwards (-1), until the basis of the last linear solve, which was optimal, is so no longer;
 * INFINITY: for ever; NAN: the basis cannot be told. *turns tells whether the objective's slope
 * changes there; where it does not, another basis goes on with the same. To find out takes longer
 * than the rest: NULL does not. */
double engine_reach(struct engine *engine, const struct engine_shift *shifts, uint32_t count,
                    int direction, bool *turns);
/* Turns the bounds into those of a step from the last solve's point: 0 where the point stands at a
 * bound, none elsewhere, and one step of the move where a bound of `shifts` is stood at. The next
 * solve's duals are those of the move's first moment: (48). The caller sets all bounds anew. */
void engine_enter_cone(struct engine *engine, const struct engine_shift *shifts, uint32_t count,
                       int direction);
/* How the objective changes per unit of such a move, by the dual values of the last solve. */
double engine_slope(const struct engine *engine, const struct engine_shift *shifts,
                    uint32_t count, int direction);

/* By how much the objective gets worse at least, per unit, when a basic column of the last linear
 * solve, which was optimal, is pushed down or up: what the first step of the dual simplex method
 * costs (71); infinite where nothing can give way. */
struct penalties {
    double down, up;
};
struct penalties engine_penalties(struct engine *engine, uint32_t column);

/* Keeps the objective of the last linear solve at its best: every column and row whose reduced
 * cost is not zero is fixed at the bound where it stands (the optimal face of a linear program). */
void engine_fix_face(struct engine *engine);
/* Whether nothing can move: all that is not basic is fixed. False proves nothing. */
bool engine_is_point(const struct engine *engine);
/* The program that it was made of. */
const struct program *engine_program(const struct engine *engine);
/* The program with the bounds that now hold, and the rows added. It changes with the engine. */
const struct program *engine_present(const struct engine *engine);

#endif

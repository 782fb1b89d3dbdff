/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/ranging.h"

#include <math.h>
#include <stdlib.h>

#define SAME 1e-9        /* relative: slopes nearer than this are one */
#define FOLLOW 8         /* bases through which a piece is followed */
#define MOST_SOLVES 400  /* linear programs for all pieces, at most … */
#define MOST_ROWS 160000 /* … and so many rows in all of them */

struct ranging {
    struct engine *engine;
    const struct program *program;
    const struct settled *settled;
    const struct engine_limits *limits;
    uint32_t solves; /* that are left */
    bool failed, stopped;
};

static double bound_or(struct ratio bound, double otherwise) {
    return ratio_known(bound) ? ratio_double(bound) : otherwise;
}

static int sign_of(int direction) {
    return direction == UPWARDS ? 1 : -1;
}

/* The program's bounds, those of the movement `by` further up. */
static void set_moved(const struct ranging *r, const struct movement *m, double by) {
    for (uint32_t i = 0; i < m->count; i++) {
        const struct engine_shift *shift = &m->shifts[i];
        const struct row *row = &r->program->rows[shift->row];
        engine_set_row(r->engine, shift->row,
                       bound_or(row->lower, -INFINITY) + (shift->lower ? by : 0),
                       bound_or(row->upper, INFINITY) + (shift->upper ? by : 0));
    }
}

static void set_all(const struct ranging *r, const struct movement *m, double by) {
    engine_release(r->engine);
    for (uint32_t j = 0; j < r->program->column_count; j++)
        if (r->program->columns[j].whole)
            engine_set_column(r->engine, j, r->settled->x[j], r->settled->x[j]);
    if (m != NULL)
        set_moved(r, m, by);
}

static enum engine_status solve(struct ranging *r) {
    if (r->solves == 0)
        return ENGINE_LIMIT;
    r->solves--;
    enum engine_status status = engine_solve_linear(r->engine, r->limits);
    r->failed = r->failed || status == ENGINE_FAILED;
    return status;
}

/* The basis of the first goal's best, with its values. */
static void go_home(struct ranging *r) {
    set_all(r, NULL, 0);
    engine_start_from(r->engine, r->settled->home);
    enum engine_status status = engine_solve_linear(r->engine, r->limits);
    r->failed = r->failed || status == ENGINE_FAILED;
    r->stopped = status != ENGINE_OPTIMAL;
}

/* The slope of the first moment of a move from the present point (48); the engine's basis then
 * goes on with it from there: bounds are set for that, the movement being at `by`. */
static double first_slope(struct ranging *r, const struct movement *m, int direction,
                          double by) {
    int sign = sign_of(direction);
    engine_enter_cone(r->engine, m->shifts, m->count, sign);
    enum engine_status status = solve(r);
    double slope = NAN;
    if (status == ENGINE_OPTIMAL)
        slope = engine_slope(r->engine, m->shifts, m->count, sign);
    else if (status == ENGINE_INFEASIBLE)
        slope = r->program->objectives[0].maximize ? -INFINITY : INFINITY;
    if (!r->failed)
        set_all(r, m, by);
    return slope;
}

static bool is_same(double a, double b) {
    return fabs(a - b) <= SAME * fmax(fabs(a), fabs(b)) || fabs(a - b) <= SAME * SAME;
}

/* Follows a piece on from where another basis takes over (49). */
static void follow(struct ranging *r, const struct movement *m, int direction,
                   struct piece *piece) {
    int sign = sign_of(direction);
    bool turns = false;
    for (int i = 0; i < FOLLOW && !turns && isfinite(piece->reach); i++) {
        double by = sign * piece->reach, more = 0;
        set_moved(r, m, by);
        if (solve(r) != ENGINE_OPTIMAL)
            return;
        double slope = first_slope(r, m, direction, by);
        if (!is_same(slope, piece->slope) || solve(r) != ENGINE_OPTIMAL)
            return;
        more = engine_reach(r->engine, m->shifts, m->count, sign, &turns);
        if (!(more > 0))
            return;
        piece->reach += more;
    }
}

/* Where the point is degenerate: the slope from a program of its own, then the reach. */
static bool begin_anew(struct ranging *r, const struct movement *m, int direction,
                       struct piece *piece) {
    bool turns = true;
    piece->slope = first_slope(r, m, direction, 0);
    piece->reach = 0;
    if (isfinite(piece->slope) && solve(r) == ENGINE_OPTIMAL)
        piece->reach = engine_reach(r->engine, m->shifts, m->count, sign_of(direction), &turns);
    return turns || !(piece->reach > 0);
}

/* What the basis of the first goal's best tells; true when that is all there is to know. */
static bool read_piece(struct ranging *r, const struct movement *m, int direction,
                       struct piece *piece) {
    int sign = sign_of(direction);
    bool turns = true;
    piece->slope = engine_slope(r->engine, m->shifts, m->count, sign);
    bool follows = piece->slope != 0 && !r->program->has_whole;
    piece->reach = engine_reach(r->engine, m->shifts, m->count, sign, follows ? &turns : NULL);
    return piece->reach > 0 && (turns || isinf(piece->reach));
}

static void find_piece(struct ranging *r, const struct movement *m, int direction,
                       struct piece *piece) {
    bool ends = !(piece->reach > 0) && begin_anew(r, m, direction, piece);
    if (!ends && piece->slope != 0 && !r->program->has_whole)
        follow(r, m, direction, piece);
    if (!r->failed)
        go_home(r);
}

static uint32_t most_solves(const struct program *program) {
    uint32_t solves = MOST_ROWS / (program->row_count + 1);
    return solves < MOST_SOLVES ? solves : MOST_SOLVES;
}

bool ranging(const struct ranged *of, const struct movement *movements, uint32_t count,
             struct piece (*pieces)[2]) {
    struct ranging r = {
        of->engine, of->program, of->settled, of->limits, most_solves(of->program),
        false,      false};
    for (uint32_t i = 0; i < 2 * count; i++)
        pieces[i / 2][i % 2] = (struct piece){NAN, NAN};
    engine_set_objective(r.engine, &r.program->objectives[0]);
    go_home(&r);
    bool *known = memory_grow(NULL, 2 * (size_t)count, sizeof(bool));
    for (uint32_t i = 0; i < 2 * count && !r.stopped; i++)
        known[i] = read_piece(&r, &movements[i / 2], (int)(i % 2), &pieces[i / 2][i % 2]);
    for (uint32_t i = 0; i < 2 * count; i++)
        if (r.stopped || r.failed)
            pieces[i / 2][i % 2] = (struct piece){NAN, NAN};
        else if (!known[i])
            find_piece(&r, &movements[i / 2], (int)(i % 2), &pieces[i / 2][i % 2]);
    free(known);
    return !r.failed;
}

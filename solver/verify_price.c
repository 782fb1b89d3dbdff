/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A price in a linear program, from both sides (67): multipliers that bound the goal wherever the
 * bound moves, and a point at the end of its range that reaches what they say. */
#include "solver/verify_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/certificate.h"
#include "solver/judge.h"
#include "solver/kernel.h"
#include "solver/movement.h"

struct weighed_price {
    const struct program *program;
    struct weighing *scale;
    struct row *rows; /* [row_count] of the moved program */
    mpq_t *y, *x;
    mpq_ptr best;
    mpq_t slope, reached, work;
    bool mend, all;
    struct ratio distance; /* of the side at hand, … */
    bool endless;          /* … which is told to hold for ever */
};

/* What the multipliers say of one unit of the move, as if to maximise. */
static void find_slope(struct weighed_price *w, const struct movement *movement,
                       int direction) {
    mpq_set_ui(w->slope, 0, 1);
    for (uint32_t i = 0; i < movement->count; i++) {
        const struct engine_shift *shift = &movement->shifts[i];
        if (shift->row == NONE)
            continue;
        int sign = mpq_sgn(w->y[shift->row]);
        if ((sign > 0 && shift->upper) || (sign < 0 && shift->lower))
            mpq_add(w->slope, w->slope, w->y[shift->row]);
    }
    if (direction == DOWNWARDS)
        mpq_neg(w->slope, w->slope);
}

/* Nothing is lost by moving on: what keeps the bounds goes on keeping them. */
static bool eases(const struct movement *movement, int direction) {
    bool easing = true;
    for (uint32_t i = 0; i < movement->count; i++) {
        const struct engine_shift *shift = &movement->shifts[i];
        easing = easing && (direction == UPWARDS ? !shift->lower : !shift->upper);
    }
    return easing;
}

/* `more` is not more than the best by what can be told apart. */
static bool is_at_most(struct weighed_price *w, mpq_t less, mpq_t more) {
    mpq_sub(w->work, less, more);
    return mpq_get_d(w->work) <= JUDGE_SAME * fmax(1, fabs(mpq_get_d(w->best)));
}

/* The point keeps everything at the end of the range, and reaches what the multipliers say. */
static bool reaches(struct weighed_price *w, const struct program *moved) {
    const struct objective *objective = &w->program->objectives[0];
    mpq_set(w->reached, w->best);
    big_add_product(w->reached, w->distance, w->slope, w->scale->work);
    mpq_t value;
    mpq_init(value);
    for (uint32_t k = 0; k < objective->count; k++)
        big_add_product(value, objective->entries[k].coefficient,
                        w->x[objective->entries[k].column], w->scale->work);
    if (!objective->maximize)
        mpq_neg(value, value);
    bool good = is_at_most(w, w->reached, value) && certificate_keeps(moved, w->x);
    mpq_clear(value);
    return good;
}

static bool show(struct weighed_price *w, const struct movement *movement, int direction,
                 const char *const *words) {
    if (!ratio_known(w->distance) || !sparse_read(words[0], w->y, w->program->row_count) ||
        !sparse_read(words[1], w->x, w->program->column_count) ||
        !weigh(w->scale, w->program, &w->program->objectives[0], w->y) ||
        !is_at_most(w, w->scale->bound, w->best))
        return false;
    find_slope(w, movement, direction);
    if (w->endless && !(mpq_sgn(w->slope) == 0 && eases(movement, direction)))
        return false;
    struct program moved = price_moved(w->program, w->rows, movement, direction, w->distance);
    return reaches(w, &moved);
}

static void tell(const struct weighed_price *w, struct price *price, int direction) {
    double slope = mpq_get_d(w->slope) * (w->program->objectives[0].maximize ? 1 : -1);
    if (direction == UPWARDS)
        price->above = price_told(slope);
    else
        price->below = price_told(-slope);
}

static bool is_told(const struct price *price, int direction) {
    return isfinite(direction == UPWARDS ? price->above : price->below);
}

/* One direction of a price; its two words. */
static bool verify_side(struct weighed_price *w, const struct pricing *p, uint32_t i,
                        int direction, const char **words) {
    bool claimed = is_told(p->prices[i], direction), given = strcmp(words[0], "-") != 0;
    w->distance = price_distance(p->prices[i], p->bounds[i], direction, &w->endless);
    bool shown = given && claimed && show(w, &p->movements[i], direction, words);
    if (shown)
        tell(w, p->prices[i], direction);
    else if (w->mend)
        words[0] = words[1] = "-";
    w->all = w->all && (shown || !claimed);
    return shown || !given || w->mend;
}

static bool verify_all(struct weighed_price *w, const struct pricing *p, const char **words) {
    bool good = true;
    for (uint32_t i = 0; i < 2 * p->count && good; i++) {
        good = verify_side(w, p, i / 2, (int)(i % 2), words + 2 * (size_t)i);
        if (i % 2 == DOWNWARDS)
            price_join(p->prices[i / 2]);
    }
    return good;
}

bool verify_prices(const struct program *program, struct answer *answer, mpq_t best, bool mend,
                   bool *all) {
    struct evidence *evidence = &answer->evidence;
    *all = false;
    if (evidence->price_count == 0)
        return true;
    struct pricing p = pricing_list(program, answer);
    struct weighed_price w = {.program = program,
                              .scale = weighing_new(program),
                              .y = fractions_new(program->row_count),
                              .x = fractions_new(program->column_count),
                              .best = best,
                              .mend = mend,
                              .all = true};
    w.rows = memory_grow(NULL, program->row_count, sizeof *w.rows);
    mpq_inits(w.slope, w.reached, w.work, NULL);
    bool good = evidence->price_count == PRICE_WORDS * p.count && !program->has_whole &&
                verify_all(&w, &p, evidence->prices);
    price_best_years(program, answer);
    *all = w.all;
    mpq_clears(w.slope, w.reached, w.work, NULL);
    fractions_free(w.y, program->row_count);
    fractions_free(w.x, program->column_count);
    weighing_free(w.scale);
    free(w.rows);
    pricing_free(&p);
    return good;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/simplex.h"

#include <math.h>

#include "solver/simplex_parts.h"

static double direction(const struct simplex *s) {
    return s->objective == NULL || s->objective->maximize ? 1 : -1;
}

void simplex_set_costs(struct simplex *s) {
    for (uint32_t j = 0; j < s->variable_count - s->row_count; j++)
        mpq_set_ui(s->reduced[j], 0, 1);
    for (uint32_t k = 0; s->objective != NULL && k < s->objective->count; k++) {
        const struct entry *entry = &s->objective->entries[k];
        ratio_to_big(s->reduced[entry->column], entry->coefficient);
        if (direction(s) < 0)
            mpq_neg(s->reduced[entry->column], s->reduced[entry->column]);
    }
}

/* What the phase pushes up: each basic variable out of its bounds back to them, or, when none is,
 * the objective. Into weight (of basic rows, turned round) and reduced. True: some are out. */
static bool set_gradient(struct simplex *s) {
    bool out = false;
    for (uint32_t v = 0; v < s->variable_count; v++) {
        int violation = s->state[v] == BASIC ? simplex_violation(s, v) : 0;
        out = out || violation != 0;
        if (v < s->row_count)
            mpq_set_si(s->weight[v], violation, 1);
        else
            mpq_set_si(s->reduced[v - s->row_count], -violation, 1);
    }
    if (!out)
        simplex_set_costs(s);
    return out;
}

void simplex_subtract_rows(struct simplex *s, bool basic) {
    for (uint32_t i = 0; i < s->row_count; i++) {
        const struct row *row = &s->program->rows[i];
        if ((s->state[i] == BASIC) != basic || mpq_sgn(s->weight[i]) == 0)
            continue;
        mpq_neg(s->other, s->weight[i]);
        for (uint32_t e = row->start; e < row->start + row->count; e++) {
            const struct entry *entry = &s->program->entries[e];
            big_add_product(s->reduced[entry->column], entry->coefficient, s->other, s->work);
        }
    }
}

static void weigh_rows(struct simplex *s) {
    simplex_subtract_rows(s, true);
    for (uint32_t k = 0; k < s->kernel_size; k++)
        mpq_set(s->solution[k], s->reduced[s->kernel_columns[k] - s->row_count]);
    kernel_solve_transposed(s->kernel, s->solution);
    for (uint32_t k = 0; k < s->kernel_size; k++)
        mpq_set(s->weight[s->kernel_rows[k]], s->solution[k]);
    simplex_subtract_rows(s, false);
}

/* --- one pivot ---------------------------------------------------------------------------- */

struct move {
    uint32_t entering, leaving; /* leaving = entering: from one of its bounds to the other */
    int sign;                   /* the entering variable goes up or down */
    bool up;                    /* the leaving one ends at its upper bound */
    bool bounded;
    mpq_t step;
};

static bool is_fixed(const struct simplex *s, uint32_t variable) {
    return ratio_equal(simplex_lower(s, variable), simplex_upper(s, variable));
}

/* The nonbasic variable of the best reduced cost; by Bland's rule, the first with a good one. */
static bool choose_entering(const struct simplex *s, struct move *move) {
    double best = 0;
    for (uint32_t v = 0; v < s->variable_count; v++) {
        mpq_srcptr reduced = v < s->row_count ? s->weight[v] : s->reduced[v - s->row_count];
        int sign = s->state[v] == BASIC ? 0 : mpq_sgn(reduced);
        if (sign == 0 || (sign < 0 && s->state[v] == AT_LOWER) ||
            (sign > 0 && s->state[v] == AT_UPPER) || is_fixed(s, v))
            continue;
        double size = fabs(mpq_get_d(reduced));
        if (best > 0 && size <= best)
            continue;
        best = fmax(size, 1e-300);
        move->entering = v;
        move->sign = sign;
        if (s->bland)
            break;
    }
    return best > 0;
}

bool simplex_is_best(const struct simplex *s) {
    struct move move;
    return !choose_entering(s, &move);
}

static void set_change(struct simplex *s, const struct move *move) {
    for (uint32_t v = 0; v < s->variable_count; v++)
        mpq_set_ui(s->change[v], 0, 1);
    for (uint32_t k = 0; k < s->kernel_size; k++)
        mpq_set_ui(s->solution[k], 0, 1);
    mpq_set_si(s->change[move->entering], move->sign, 1);
    if (move->entering < s->row_count) {
        mpq_set_si(s->solution[s->place[move->entering]], move->sign, 1);
    } else {
        uint32_t j = move->entering - s->row_count;
        for (uint32_t k = s->column_start[j]; k < s->column_start[j + 1]; k++) {
            uint32_t row = s->column_rows[k];
            if (s->state[row] == BASIC)
                continue;
            mpq_neg(s->other, s->change[move->entering]);
            big_add_product(s->solution[s->place[row]],
                            s->program->entries[s->column_entries[k]].coefficient, s->other,
                            s->work);
        }
    }
    kernel_solve(s->kernel, s->solution);
    for (uint32_t k = 0; k < s->kernel_size; k++)
        mpq_set(s->change[s->kernel_columns[k]], s->solution[k]);
    simplex_add_columns(s, s->change);
}

/* The bound that a basic variable meets on its way; one that is out of its bounds first meets the
 * nearer one, or none. */
static struct ratio bound_ahead(struct simplex *s, uint32_t variable, bool *up) {
    int violation = simplex_violation(s, variable);
    bool rises = mpq_sgn(s->change[variable]) > 0;
    *up = violation == 0 ? rises : violation > 0;
    if ((violation > 0 && rises) || (violation < 0 && !rises))
        return RATIO_UNKNOWN;
    return *up ? simplex_upper(s, variable) : simplex_lower(s, variable);
}

static void choose_leaving(struct simplex *s, struct move *move) {
    uint32_t e = move->entering;
    struct ratio lower = simplex_lower(s, e), upper = simplex_upper(s, e);
    move->bounded = ratio_known(lower) && ratio_known(upper);
    if (move->bounded) {
        ratio_to_big(move->step, upper);
        ratio_to_big(s->work, lower);
        mpq_sub(move->step, move->step, s->work);
        move->leaving = e;
        move->up = move->sign > 0;
    }
    for (uint32_t v = 0; v < s->variable_count; v++) {
        bool up = false;
        if (s->state[v] != BASIC || mpq_sgn(s->change[v]) == 0)
            continue;
        struct ratio bound = bound_ahead(s, v, &up);
        if (!ratio_known(bound))
            continue;
        ratio_to_big(s->other, bound);
        mpq_sub(s->other, s->other, s->value[v]);
        mpq_div(s->other, s->other, s->change[v]);
        if (move->bounded && mpq_cmp(s->other, move->step) >= 0)
            continue;
        mpq_set(move->step, s->other);
        move->leaving = v;
        move->up = up;
        move->bounded = true;
    }
}

static void make_move(struct simplex *s, const struct move *move) {
    for (uint32_t v = 0; v < s->variable_count; v++) {
        if (mpq_sgn(s->change[v]) == 0 || mpq_sgn(move->step) == 0)
            continue;
        mpq_mul(s->work, s->change[v], move->step);
        mpq_add(s->value[v], s->value[v], s->work);
    }
    s->bland = mpq_sgn(move->step) == 0;
    s->pivots++;
    s->state[move->entering] = BASIC;
    s->state[move->leaving] = move->up ? AT_UPPER : AT_LOWER;
    if (move->leaving == move->entering)
        return;
    kernel_free(s->kernel);
    s->kernel = NULL;
}

enum simplex_status simplex_run(struct simplex *s, uint32_t most_pivots) {
    enum simplex_status status = SIMPLEX_STOPPED;
    struct move move;
    mpq_init(move.step);
    simplex_make_room(s);
    for (uint32_t pivots = 0; status == SIMPLEX_STOPPED; pivots++) {
        simplex_place(s);
        bool out = set_gradient(s);
        weigh_rows(s);
        if (!choose_entering(s, &move)) {
            status = out ? SIMPLEX_INFEASIBLE : SIMPLEX_OPTIMAL;
            break;
        }
        if (pivots == most_pivots)
            break;
        set_change(s, &move);
        choose_leaving(s, &move);
        if (move.bounded)
            make_move(s, &move);
        else
            status = SIMPLEX_UNBOUNDED;
    }
    mpq_clear(move.step);
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/certificate.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "solver/weigh.h"

struct certificate {
    const struct program *program;
    int8_t
        *sent; /* [row_count + column_count] 1, -1: a goal fixes it at its upper, lower bound */
    struct weighing *scale;
    struct whole_point point;
    mpq_t sum, work;
    uint32_t goals;
    bool broken; /* some goal was not shown */
};

struct certificate *certificate_new(const struct program *program) {
    struct certificate *c = memory_grow(NULL, 1, sizeof *c);
    size_t variables = (size_t)program->row_count + program->column_count;
    *c = (struct certificate){.program = program,
                              .sent = memory_grow(NULL, variables, 1),
                              .scale = weighing_new(program)};
    memset(c->sent, 0, variables);
    mpq_inits(c->sum, c->work, NULL);
    return c;
}

void certificate_free(struct certificate *c) {
    if (c == NULL)
        return;
    weighing_free(c->scale);
    whole_point_free(&c->point);
    free(c->sent);
    mpq_clears(c->sum, c->work, NULL);
    free(c);
}

uint32_t certificate_goals(const struct certificate *c) {
    return c->goals;
}

/* --- points ------------------------------------------------------------------------------- */

static void add_form(struct certificate *c, const struct entry *entries, uint32_t count,
                     mpq_t *x) {
    mpq_set_ui(c->sum, 0, 1);
    for (uint32_t k = 0; k < count; k++)
        big_add_product(c->sum, entries[k].coefficient, x[entries[k].column], c->scale->work);
}

static bool is_between(struct certificate *c, struct ratio lower, mpq_srcptr value,
                       struct ratio upper) {
    return (!ratio_known(lower) || big_cmp(value, lower, c->work) >= 0) &&
           (!ratio_known(upper) || big_cmp(value, upper, c->work) <= 0);
}

/* parts / unit as the bound is: -1, 0, 1. */
static int compare_parts(wide parts, wide unit, struct ratio bound) {
    wide all;
    if (bound.den != 1 || __builtin_mul_overflow(bound.num, unit, &all))
        return ratio_cmp((struct ratio){parts, unit}, bound);
    return (parts > all) - (parts < all);
}

static bool keeps_row(struct certificate *c, const struct program *program, uint32_t i,
                      mpq_t *x) {
    const struct whole_rows *rows = &c->scale->rows;
    const struct row *row = &program->rows[i];
    wide parts, unit = c->point.unit * rows->common[i];
    if (whole_rows_value(rows, program, i, &c->point, &parts))
        return (!ratio_known(row->lower) || compare_parts(parts, unit, row->lower) >= 0) &&
               (!ratio_known(row->upper) || compare_parts(parts, unit, row->upper) <= 0);
    add_form(c, program->entries + row->start, row->count, x);
    return is_between(c, row->lower, c->sum, row->upper);
}

static bool keeps_all(struct certificate *c, const struct program *program, mpq_t *x) {
    assert(program->row_count == c->program->row_count);
    whole_point_take(&c->point, x, program->column_count);
    for (uint32_t i = 0; i < program->row_count; i++)
        if (!keeps_row(c, program, i, x))
            return false;
    for (uint32_t j = 0; j < program->column_count; j++)
        if (!is_between(c, program->columns[j].lower, x[j], program->columns[j].upper))
            return false;
    return true;
}

bool certificate_keeps(const struct program *program, mpq_t *x) {
    struct certificate *c = certificate_new(program);
    bool kept = keeps_all(c, program, x);
    certificate_free(c);
    return kept;
}

/* --- goals -------------------------------------------------------------------------------- */

static bool same(struct ratio a, struct ratio b) {
    return ratio_known(a) ? ratio_equal(a, b) : !ratio_known(b);
}

/* The face has the program's own entries; only bounds may differ. */
static bool has_rows_of(const struct program *face, const struct program *own) {
    bool good = face->entries == own->entries && face->row_count == own->row_count &&
                face->column_count == own->column_count;
    for (uint32_t i = 0; i < own->row_count && good; i++)
        good = face->rows[i].start == own->rows[i].start &&
               face->rows[i].count == own->rows[i].count;
    return good;
}

/* Bounds of the face are the program's own, or both the one to which a goal sends. */
static bool is_face(struct ratio own_lower, struct ratio own_upper, struct ratio lower,
                    struct ratio upper, int8_t sent) {
    if (same(own_lower, lower) && same(own_upper, upper))
        return true;
    struct ratio end = sent > 0 ? own_upper : own_lower;
    return sent != 0 && ratio_equal(lower, end) && ratio_equal(upper, end);
}

static bool is_faced(const struct certificate *c, const struct program *face) {
    const struct program *own = c->program;
    bool good = has_rows_of(face, own);
    for (uint32_t i = 0; i < own->row_count && good; i++)
        good = is_face(own->rows[i].lower, own->rows[i].upper, face->rows[i].lower,
                       face->rows[i].upper, c->sent[i]);
    for (uint32_t j = 0; j < own->column_count && good; j++)
        good = is_face(own->columns[j].lower, own->columns[j].upper, face->columns[j].lower,
                       face->columns[j].upper, c->sent[own->row_count + j]);
    return good;
}

/* Where multipliers are not 0, nothing may move: (29). */
static void fix_face(struct certificate *c, mpq_t *y) {
    uint32_t rows = c->program->row_count;
    for (uint32_t i = 0; i < rows; i++)
        if (c->sent[i] == 0)
            c->sent[i] = (int8_t)mpq_sgn(y[i]);
    for (uint32_t j = 0; j < c->program->column_count; j++)
        if (c->sent[rows + j] == 0)
            c->sent[rows + j] = (int8_t)weigh_sign(c->scale, j);
}

bool certificate_goal(struct certificate *c, const struct program *face,
                      const struct objective *objective, mpq_t *x, mpq_t *y) {
    bool shown = !c->broken && is_faced(c, face) && keeps_all(c, face, x) &&
                 weigh(c->scale, face, objective, y);
    if (shown) {
        add_form(c, objective->entries, objective->count, x);
        if (!objective->maximize)
            mpq_neg(c->sum, c->sum);
        shown = mpq_equal(c->sum, c->scale->bound) != 0;
    }
    if (shown) {
        fix_face(c, y);
        c->goals++;
    }
    return shown;
}

void certificate_give_up(struct certificate *c) {
    c->broken = true;
}

/* --- none, or without end ----------------------------------------------------------------- */

/* A lower bound above 0 matters where the contradiction does not survive 0 in its place. */
static bool needs_lower(struct certificate *c, uint32_t column) {
    mpq_set(c->sum, c->scale->bound);
    weigh_reduced(c->scale, column, c->work);
    mpq_neg(c->work, c->work);
    big_add_product(c->sum, c->program->columns[column].lower, c->work, c->scale->work);
    if (mpq_sgn(c->sum) >= 0)
        return true;
    mpq_swap(c->scale->bound, c->sum);
    return false;
}

bool certificate_impossible(struct certificate *c, mpq_t *y, bool *part) {
    const struct program *program = c->program;
    if (!weigh(c->scale, program, NULL, y) || mpq_sgn(c->scale->bound) >= 0)
        return false;
    for (uint32_t i = 0; i < program->row_count; i++)
        part[i] = mpq_sgn(y[i]) != 0;
    for (uint32_t j = 0; j < program->column_count; j++) {
        const struct column *column = &program->columns[j];
        bool *ends = part + program->row_count + 2 * (size_t)j;
        int sign = weigh_sign(c->scale, j);
        ends[0] = sign < 0 && ratio_known(column->lower) && ratio_sign(column->lower) != 0 &&
                  (ratio_sign(column->lower) < 0 || needs_lower(c, j));
        ends[1] = sign > 0;
    }
    return true;
}

/* Moving on along the ray never meets a bound. */
static bool is_open(struct ratio lower, mpq_srcptr ray, struct ratio upper) {
    return (mpq_sgn(ray) <= 0 || !ratio_known(upper)) &&
           (mpq_sgn(ray) >= 0 || !ratio_known(lower));
}

bool certificate_unbounded(struct certificate *c, const struct objective *objective, mpq_t *x,
                           mpq_t *ray) {
    const struct program *program = c->program;
    bool shown = keeps_all(c, program, x);
    for (uint32_t i = 0; i < program->row_count && shown; i++) {
        const struct row *row = &program->rows[i];
        add_form(c, program->entries + row->start, row->count, ray);
        shown = is_open(row->lower, c->sum, row->upper);
    }
    for (uint32_t j = 0; j < program->column_count && shown; j++)
        shown = is_open(program->columns[j].lower, ray[j], program->columns[j].upper);
    add_form(c, objective->entries, objective->count, ray);
    return shown && mpq_sgn(c->sum) == (objective->maximize ? 1 : -1);
}

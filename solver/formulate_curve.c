/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Piecewise-linear measures: docs/mathematics.md (18) to (21).
 *
 * The line's total is the sum of pieces, each between 0 and its length. A piece may be filled
 * before the one to its left only where that cannot make the measure look better than it is:
 * at a kink where the slope drops while the plan pushes the measure up, or rises while it pushes
 * it down. At every other kink a yes/no column says that all pieces to its left are full. This
 * is the
 * incremental formulation (Markowitz and Manne 1957; Vielma 2015, SIAM Review 57, section 5). */
#include <assert.h>

#include "solver/build.h"

#define NO_BOUND RATIO_UNKNOWN

struct piece {
    struct ratio length; /* unknown: without end */
    struct ratio slope;
};

static uint32_t pieces_of(const struct curve *curve) {
    return curve->point_count; /* one between each two points, and the level one behind */
}

static struct piece piece_at(const struct curve *curve, uint32_t i) {
    if (i + 1 == curve->point_count)
        return (struct piece){RATIO_UNKNOWN, RATIO_ZERO};
    const struct point *a = &curve->points[i], *b = &curve->points[i + 1];
    struct ratio length = ratio_sub(b->dollars, a->dollars);
    return (struct piece){length, ratio_div(ratio_sub(b->value, a->value), length)};
}

static bool needs_order(uint8_t pushed, struct ratio slope, struct ratio next) {
    int bend = ratio_cmp(next, slope);
    return (bend > 0 && (pushed & PUSHED_UP) != 0) || (bend < 0 && (pushed & PUSHED_DOWN) != 0);
}

/* All of a group of pieces is full before any of the next begins. */
static void order_groups(struct build *build, uint32_t line, uint32_t curve, uint32_t first) {
    const struct curve *c = &build->plan->lines[line].curves[curve];
    uint32_t count = pieces_of(c), left = 0, gate = NONE;
    for (uint32_t i = 0; i + 1 < count; i++) {
        struct piece here = piece_at(c, i);
        if (!needs_order(build->pushed[c->measure], here.slope, piece_at(c, i + 1).slope))
            continue;
        gate = build_column(build, COLUMN_PIECE_FULL, (struct origin){line, curve, i},
                            RATIO_ZERO, RATIO_ONE);
        for (uint32_t j = left; j <= i; j++) {
            form_add(build, first + j, RATIO_ONE);
            form_add(build, gate, ratio_neg(piece_at(c, j).length));
            build_row(build, ROW_PIECE, (struct origin){line, curve, j}, RATIO_ZERO, NO_BOUND);
        }
        left = i + 1;
        uint32_t right = left;
        do {
            struct ratio most = piece_at(c, right).length;
            most = ratio_known(most) ? most : build->limit[line];
            form_add(build, first + right, RATIO_ONE);
            form_add(build, gate, ratio_neg(most));
            build_row(build, ROW_PIECE, (struct origin){line, curve, right}, NO_BOUND,
                      RATIO_ZERO);
            right++;
        } while (right < count &&
                 !needs_order(build->pushed[c->measure], piece_at(c, right - 1).slope,
                              piece_at(c, right).slope));
    }
}

static void add_pieces(struct build *build, uint32_t line, uint32_t curve) {
    const struct curve *c = &build->plan->lines[line].curves[curve];
    uint32_t first = NONE;
    for (uint32_t i = 0; i < pieces_of(c); i++) {
        uint32_t piece = build_column(build, COLUMN_PIECE, (struct origin){line, curve, i},
                                      RATIO_ZERO, piece_at(c, i).length);
        first = i == 0 ? piece : first;
    }
    for (uint32_t i = 0; i < pieces_of(c); i++)
        form_add(build, first + i, RATIO_ONE);
    form_add_line(build, line, ratio_of(-1, 1));
    build_row(build, ROW_CURVE, (struct origin){line, curve, NONE}, RATIO_ZERO, RATIO_ZERO);
    build->curve_piece[build->first_curve[line] + curve] = first;
    order_groups(build, line, curve, first);
}

void formulate_curves(struct build *build, uint32_t line) {
    const struct line *l = &build->plan->lines[line];
    for (uint32_t i = 0; i < l->curve_count; i++)
        if (l->curves[i].points != NULL && build->pushed[l->curves[i].measure] != 0)
            add_pieces(build, line, i);
}

void form_add_curve(struct build *build, uint32_t line, const struct curve *curve,
                    struct ratio times) {
    if (curve->points == NULL) {
        form_add_line(build, line, ratio_mul(times, curve->per_dollar));
        return;
    }
    uint32_t index = (uint32_t)(curve - build->plan->lines[line].curves);
    uint32_t first = build->curve_piece[build->first_curve[line] + index];
    assert(first != NONE); /* pushed says that somebody uses the measure */
    form_add_constant(build, ratio_mul(times, curve->points[0].value));
    for (uint32_t i = 0; i + 1 < pieces_of(curve); i++)
        form_add(build, first + i, ratio_mul(times, piece_at(curve, i).slope));
}

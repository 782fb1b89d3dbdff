/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column to branch on, and which way first. */
#include "solver/branch_parts.h"

#define WHOLE 1e-6  /* a value this near a whole number is tried as one */
#define LEAST 1e-6  /* what a side costs at least, so that the other still counts */
#define AT_EACH 4e6 /* entries of the program looked at for penalties in one node */

/* What branching has cost so far, per unit: sum and count downwards, sum and count upwards. */
static double *gains(const struct branch *branch, uint32_t column) {
    return branch->gain + 4 * (size_t)column;
}

void branch_learn(struct branch *branch, const struct branch_node *node, double before) {
    if (node->parent == NONE || !isfinite(before))
        return;
    bool up = node->lower > node->at;
    double moved = up ? node->lower - node->at : node->at - node->upper;
    if (moved <= WHOLE)
        return;
    double *gain = gains(branch, node->column) + (up ? 2 : 0);
    gain[0] += fabs(before - node->bound) / moved;
    gain[1] += 1;
}

/* The mean of what a side has cost; at least what its first dual step costs. */
static double expected(const double *gain, double penalty) {
    return gain[1] > 0 ? fmax(penalty, gain[0] / gain[1]) : penalty;
}

static double score_of(const struct branch *branch, double down, double up) {
    if (branch->found)
        return fmax(down, LEAST) * fmax(up, LEAST);
    return fmax(down, up);
}

struct choice branch_choose(const struct branch *branch, uint32_t node) {
    struct choice best = {.column = NONE};
    double most = -1, left = AT_EACH;
    bool among_first = false;
    for (uint32_t j = 0; j < branch->program->column_count; j++) {
        if (!branch->program->columns[j].whole)
            continue;
        double value = engine_column(branch->engine, j), lower, upper;
        double below = value - floor(value), above = ceil(value) - value;
        if (fmin(below, above) <= WHOLE)
            continue;
        branch_node_bounds(branch, node, j, &lower, &upper);
        if (lower == upper) /* off by a tolerance only */
            continue;
        bool is_first = branch->first != NULL && branch->first[j];
        if (among_first && !is_first)
            continue;
        if (is_first && !among_first)
            most = -1;
        among_first = is_first;
        const double *gain = gains(branch, j);
        struct penalties penalties = {0, 0};
        if (left > 0)
            penalties = engine_penalties(branch->engine, j);
        left -= branch->program->entry_count;
        double down = below * expected(gain, penalties.down);
        double up = above * expected(gain + 2, penalties.up);
        double score = score_of(branch, down, up);
        if (score > most) {
            most = score;
            best = (struct choice){j, value, up <= down};
        }
    }
    return best;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/evidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/judge.h"
#include "solver/kernel.h"

#define NOTHING 1e-13 /* of the largest: a multiplier nearer to 0 is none */

/* --- the leaves of a tree ------------------------------------------------------------------- */

struct gathering {
    struct engine *engine;
    const struct program *program;
    const struct branch *tree;
    struct branch walk; /* to enter nodes with */
    const struct engine_limits *limits;
    struct leaves *leaves;
    struct arena *arena;
    uint32_t *halves;   /* [2 * node_count] children: for at most, for at least; NONE */
    const char **words; /* [2 * node_count + 1] */
    uint32_t count;
    mpq_t most; /* that a leaf may reach, as if to maximise and without the constant */
    bool failed;
};

/* The present multipliers show what is wanted of the leaf at hand. */
static bool does(struct gathering *g, mpq_t *y, bool none) {
    struct leaves *l = g->leaves;
    if (!weigh(l->scale, &l->now, none ? NULL : &g->program->objectives[0], y))
        return false;
    return none ? mpq_sgn(l->scale->bound) < 0 : mpq_cmp(l->scale->bound, g->most) <= 0;
}

/* The double as a fraction: near it, or itself. */
static void set_near(mpq_t y, double value, double tolerance) {
    struct ratio near = tolerance > 0 ? ratio_near(value, tolerance) : RATIO_UNKNOWN;
    if (ratio_known(near))
        ratio_to_big(y, near);
    else
        mpq_set_d(y, value);
}

static bool round_multipliers(struct gathering *g, const double *y, double sign, bool none) {
    static const double tolerances[] = {1e-3, 1e-6, 1e-9, 1e-12, 0};
    uint32_t rows = g->program->row_count;
    double largest = 0;
    for (uint32_t i = 0; i < rows; i++)
        largest = fmax(largest, fabs(y[i]));
    if (!isfinite(largest))
        return false;
    for (size_t k = 0; k < sizeof tolerances / sizeof *tolerances; k++) {
        for (uint32_t i = 0; i < rows; i++) {
            double nothing = fmax(NOTHING, tolerances[k]) * largest;
            const struct row *row = &g->program->rows[i];
            bool some =
                fabs(y[i]) > nothing && ratio_known(sign * y[i] > 0 ? row->upper : row->lower);
            set_near(g->leaves->y[i], some ? sign * y[i] : 0,
                     tolerances[k] * fmax(fabs(y[i]), nothing));
        }
        if (does(g, g->leaves->y, none))
            return true;
    }
    return false;
}

/* In fractions: what the simplex method ends with. */
static bool show_exactly(struct gathering *g, bool *none) {
    enum engine_status status = engine_solve_exactly(g->engine, g->limits);
    g->failed = g->failed || status == ENGINE_FAILED;
    *none = status == ENGINE_INFEASIBLE;
    if (status != ENGINE_OPTIMAL && !*none)
        return false;
    mpq_t *weight = engine_exact(g->engine)->weight;
    for (uint32_t i = 0; i < g->program->row_count; i++)
        mpq_set(g->leaves->y[i], weight[i]);
    return does(g, g->leaves->y, *none);
}

static bool show_leaf(struct gathering *g, uint32_t node) {
    uint32_t rows = g->program->row_count;
    double *y = memory_grow(NULL, rows, sizeof *y);
    bool none = false, shown = false;
    branch_enter(&g->walk, node);
    enum engine_status status = engine_solve_linear(g->engine, g->limits);
    g->failed = g->failed || status == ENGINE_FAILED;
    if (status == ENGINE_OPTIMAL || status == ENGINE_CUT) {
        for (uint32_t i = 0; i < rows; i++)
            y[i] = engine_row_dual(g->engine, i);
        shown = round_multipliers(g, y, g->program->objectives[0].maximize ? 1 : -1, false);
    } else if (status == ENGINE_INFEASIBLE) {
        none = true;
        for (uint32_t i = 0; i < rows; i++)
            y[i] = engine_multiplier(g->engine, i);
        shown = round_multipliers(g, y, 1, true) || round_multipliers(g, y, -1, true);
    }
    free(y);
    shown = shown || (status <= ENGINE_INFEASIBLE && !g->failed && show_exactly(g, &none));
    if (shown)
        g->words[g->count++] = leaf_word(g->arena, g->leaves->y, rows, none);
    return shown;
}

static const char *split_word(struct gathering *g, const struct branch_node *half) {
    struct text out = {0};
    text_format(&out, "%u<=%.0f", (unsigned)half->column, half->upper);
    return words_keep(g->arena, &out);
}

static bool gather(struct gathering *g, uint32_t node);

static bool gather_half(struct gathering *g, uint32_t node) {
    const struct branch_node *half = &g->tree->nodes[node];
    struct column *column = &g->leaves->now.columns[half->column], before = *column;
    column->lower = isfinite(half->lower) ? ratio_near(half->lower, 0.5) : before.lower;
    column->upper = isfinite(half->upper) ? ratio_near(half->upper, 0.5) : before.upper;
    bool shown = gather(g, node);
    *column = before;
    return shown;
}

static bool gather(struct gathering *g, uint32_t node) {
    if (branch_is_leaf(&g->tree->nodes[node]))
        return show_leaf(g, node);
    const uint32_t *halves = &g->halves[2 * (size_t)node];
    if (halves[0] == NONE || halves[1] == NONE)
        return false;
    g->words[g->count++] = split_word(g, &g->tree->nodes[halves[0]]);
    return gather_half(g, halves[0]) && gather_half(g, halves[1]);
}

static void find_halves(struct gathering *g) {
    const struct branch *tree = g->tree;
    g->halves = memory_grow(NULL, 2 * (size_t)tree->node_count, sizeof *g->halves);
    memset(g->halves, 0xff, 2 * (size_t)tree->node_count * sizeof *g->halves);
    for (uint32_t i = 0; i < tree->node_count; i++) {
        const struct branch_node *node = &tree->nodes[i];
        if (node->parent == NONE)
            continue;
        uint32_t *halves = &g->halves[2 * (size_t)node->parent];
        bool up = halves[0] != NONE && tree->nodes[halves[0]].lower < node->lower;
        if (halves[0] != NONE && !up)
            halves[1] = halves[0];
        halves[up ? 1 : 0] = i;
    }
}

/* What the bound told leaves to a leaf, without the constant and as if to maximise. */
static void set_most(struct gathering *g, double bound) {
    const struct objective *objective = &g->program->objectives[0];
    mpq_t constant;
    mpq_init(constant);
    ratio_to_big(constant, objective->constant);
    double room = JUDGE_SAME / 2 * fmax(1, fabs(bound));
    mpq_set_d(g->most, isfinite(bound) ? bound + (objective->maximize ? room : -room) : 0);
    mpq_sub(g->most, g->most, constant);
    if (!objective->maximize)
        mpq_neg(g->most, g->most);
    mpq_clear(constant);
}

bool evidence_of_tree(struct engine *engine, const struct settled *settled,
                      const struct engine_limits *limits, struct arena *arena,
                      struct evidence *evidence) {
    const struct branch *tree = &settled->tree;
    struct gathering g = {.engine = engine,
                          .program = tree->program,
                          .tree = tree,
                          .walk = branch_again(tree, 0),
                          .limits = limits,
                          .leaves = leaves_new(tree->program),
                          .arena = arena,
                          .words = ARENA_ARRAY(arena, const char *, tree->node_count)};
    mpq_init(g.most);
    set_most(&g, settled->bounds[0]);
    find_halves(&g);
    engine_release(engine);
    engine_set_objective(engine, &tree->program->objectives[0]);
    if (tree->node_count > 0 && gather(&g, 0)) {
        struct proof_tree *stage = evidence_stage(evidence, arena);
        *stage = (struct proof_tree){g.words, g.count};
    }
    branch_enter(&g.walk, NONE);
    branch_free(&g.walk);
    leaves_free(g.leaves);
    free(g.halves);
    mpq_clear(g.most);
    return !g.failed;
}

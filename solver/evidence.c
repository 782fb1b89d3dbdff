/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/evidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/judge.h"
#include "solver/verify.h"
#include "solver/kernel.h"

#define MOST_WHOLE 9007199254740992.0 /* 2^53 */
#define NOTHING 1e-13                 /* of the largest: a multiplier nearer to 0 is none */

/* --- the leaves of a tree ------------------------------------------------------------------- */

struct gathering {
    struct engine *engine;
    const struct program *program;
    const struct branch *tree;
    const struct branch *first; /* the first goal's, of a later one; else NULL */
    struct branch walk;         /* to enter nodes with */
    const struct engine_limits *limits;
    struct leaves *leaves;
    const struct objective *objective;
    struct arena *arena;
    uint32_t *halves;   /* [2 * node_count] children: for at most, for at least; NONE */
    const char **words; /* [2 * node_count + 1] */
    uint32_t count;
    uint32_t *rows; /* [leaves->now.row_count] of the engine: it may have others */
    mpq_t most;     /* that a leaf may reach, as if to maximise and without the constant */
    mpq_t shown;    /* the largest bound of the leaves so far, if any has one */
    bool any, failed;
};

/* The present multipliers show what is wanted of the leaf at hand. */
static bool does(struct gathering *g, mpq_t *y, bool none) {
    struct leaves *l = g->leaves;
    if (!weigh(l->scale, &l->now, none ? NULL : g->objective, y))
        return false;
    if (none)
        return mpq_sgn(l->scale->bound) < 0;
    bool shown = mpq_cmp(l->scale->bound, g->most) <= 0;
    if (shown && (!g->any || mpq_cmp(l->scale->bound, g->shown) > 0))
        mpq_set(g->shown, l->scale->bound);
    g->any = g->any || shown;
    return shown;
}

/* Near the double, so many parts of the row's common denominator that they are short and have the
 * denominators of others: a power of two. */
static void set_near(mpq_t y, double value, double tolerance, wide common) {
    int exponent;
    double parts = value / (double)common;
    frexp(tolerance / (double)common, &exponent);
    double steps = tolerance > 0 ? nearbyint(ldexp(parts, 1 - exponent)) : 0;
    if (tolerance <= 0 || common == 0 || fabs(steps) > MOST_WHOLE) {
        mpq_set_d(y, value);
        return;
    }
    mpq_set_d(y, ldexp(steps, exponent - 1));
    mpz_mul_si(mpq_numref(y), mpq_numref(y), (long)common);
    mpq_canonicalize(y);
}

static bool round_multipliers(struct gathering *g, const double *y, double sign, bool none) {
    static const double tolerances[] = {1e-8, 1e-11, 0};
    uint32_t rows = g->leaves->now.row_count;
    double largest = 0;
    for (uint32_t i = 0; i < rows; i++)
        largest = fmax(largest, fabs(y[i]));
    if (!isfinite(largest))
        return false;
    for (size_t k = 0; k < sizeof tolerances / sizeof *tolerances; k++) {
        for (uint32_t i = 0; i < rows; i++) {
            double nothing = fmax(NOTHING, tolerances[k]) * largest;
            const struct row *row = &g->leaves->now.rows[i];
            bool some =
                fabs(y[i]) > nothing && ratio_known(sign * y[i] > 0 ? row->upper : row->lower);
            wide common = some ? whole_row_common(&g->leaves->now, row) : 1;
            set_near(g->leaves->y[i], some ? sign * y[i] : 0, tolerances[k] * largest, common);
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
    for (uint32_t i = 0; i < g->leaves->now.row_count; i++)
        mpq_set(g->leaves->y[i], weight[g->rows[i]]);
    return does(g, g->leaves->y, *none);
}

/* Those that a search has kept, where it was asked to. */
static bool take_kept(const struct branch *tree, uint32_t node, double *y) {
    bool known = node < tree->node_count && branch_is_leaf(&tree->nodes[node]) &&
                 tree->watched_count == tree->program->row_count;
    for (uint32_t p = 0; p < tree->watched_count && known; p++) {
        y[tree->watched[p]] = branch_dual(tree, node, p);
        known = !isnan(y[tree->watched[p]]);
    }
    return known;
}

/* A leaf that a later goal did not look at, because the first goal is not at its best there: what
 * bounds that one, with the row that keeps it, is a contradiction; (38). */
static bool show_left(struct gathering *g, uint32_t node, double *y, bool *none) {
    const struct branch *first = g->first;
    uint32_t rows = first->program->row_count;
    if (!take_kept(first, node, y))
        return false;
    *none = true;
    for (uint32_t i = rows; i < g->leaves->now.row_count; i++)
        y[i] = 0;
    bool impossible = first->nodes[node].state == NODE_IMPOSSIBLE;
    if (!impossible)
        y[rows] = -1;
    return round_multipliers(
               g, y, impossible || first->program->objectives[0].maximize ? 1 : -1, true) ||
           (impossible && round_multipliers(g, y, -1, true));
}

static bool show_kept(struct gathering *g, uint32_t node, double *y, bool *none) {
    if (g->first != NULL)
        return show_left(g, node, y, none);
    if (!take_kept(g->tree, node, y))
        return false;
    *none = g->tree->nodes[node].state == NODE_IMPOSSIBLE;
    return *none ? round_multipliers(g, y, 1, true) || round_multipliers(g, y, -1, true)
                 : round_multipliers(g, y, g->objective->maximize ? 1 : -1, false);
}

/* From the linear program of the leaf. */
static bool show_solved(struct gathering *g, uint32_t node, double *y, bool *none) {
    uint32_t rows = g->leaves->now.row_count;
    bool shown = false;
    *none = false;
    branch_enter(&g->walk, node);
    enum engine_status status = engine_solve_linear(g->engine, g->limits);
    g->failed = g->failed || status == ENGINE_FAILED;
    if (status == ENGINE_OPTIMAL || status == ENGINE_CUT) {
        for (uint32_t i = 0; i < rows; i++)
            y[i] = engine_row_dual(g->engine, g->rows[i]);
        shown = round_multipliers(g, y, g->objective->maximize ? 1 : -1, false);
    } else if (status == ENGINE_INFEASIBLE) {
        *none = true;
        for (uint32_t i = 0; i < rows; i++)
            y[i] = engine_multiplier(g->engine, g->rows[i]);
        shown = round_multipliers(g, y, 1, true) || round_multipliers(g, y, -1, true);
    }
    return shown || (status <= ENGINE_INFEASIBLE && !g->failed && show_exactly(g, none));
}

static bool show_leaf(struct gathering *g, uint32_t node) {
    if (engine_is_over(g->limits))
        return false;
    uint32_t rows = g->leaves->now.row_count;
    double *y = memory_grow(NULL, rows, sizeof *y);
    bool none, shown = show_kept(g, node, y, &none) || show_solved(g, node, y, &none);
    free(y);
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
    const struct objective *objective = g->objective;
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

static double bound_or(struct ratio bound, double otherwise) {
    return ratio_known(bound) ? ratio_double(bound) : otherwise;
}

/* The engine with the rows that the leaves have beyond the program. */
static void set_engine(struct gathering *g) {
    const struct program *now = &g->leaves->now;
    engine_release(g->engine);
    engine_set_objective(g->engine, g->objective);
    for (uint32_t i = 0; i < now->row_count; i++)
        g->rows[i] =
            i < g->program->row_count
                ? i
                : engine_add_row(g->engine, now->entries + now->rows[i].start,
                                 now->rows[i].count, bound_or(now->rows[i].lower, -INFINITY),
                                 bound_or(now->rows[i].upper, INFINITY));
}

static bool gather_tree(struct gathering *g, double bound, struct evidence *evidence) {
    g->walk = branch_again(g->tree, g->tree->goal);
    g->words = ARENA_ARRAY(g->arena, const char *, g->tree->node_count);
    g->rows = ARENA_ARRAY(g->arena, uint32_t, g->leaves->now.row_count);
    mpq_inits(g->most, g->shown, NULL);
    set_most(g, bound);
    find_halves(g);
    set_engine(g);
    engine_set_cutoff(g->engine, bound); /* more than that of a leaf need not be shown */
    bool shown = gather(g, 0);
    if (shown) {
        if (g->any)
            evidence->shown[evidence->stage_count] = verify_told(g->objective, g->shown);
        struct proof_tree *stage = evidence_stage(evidence, g->arena);
        *stage = (struct proof_tree){g->words, g->count};
    }
    engine_set_cutoff(g->engine, NAN);
    branch_enter(&g->walk, NONE);
    branch_free(&g->walk);
    free(g->halves);
    mpq_clears(g->most, g->shown, NULL);
    return shown;
}

bool evidence_of_trees(struct engine *engine, const struct settled *settled,
                       const struct engine_limits *limits, struct arena *arena,
                       struct evidence *evidence) {
    const struct program *program = settled->tree.program;
    const char *point = settled->evidence.point;
    bool shown = true, failed = false;
    evidence->shown = ARENA_ARRAY(arena, double, program->objective_count);
    for (uint32_t i = 0; i < program->objective_count && shown && !failed; i++) {
        const struct branch *tree = i == 0 ? &settled->tree : &settled->later[i];
        if (tree->node_count == 0 ||
            (i > 0 && (point == NULL || judge_gives_room(program, i - 1))))
            break;
        struct gathering g = {.engine = engine,
                              .program = program,
                              .tree = tree,
                              .first = i == 0 ? NULL : &settled->tree,
                              .limits = limits,
                              .leaves = i == 0 ? leaves_new(program)
                                               : leaves_new_beyond(program, point, i),
                              .objective = &program->objectives[i],
                              .arena = arena};
        if (settled->home != NULL)
            engine_start_from(engine, settled->home);
        shown = g.leaves != NULL && gather_tree(&g, settled->bounds[i], evidence);
        failed = g.failed;
        leaves_free(g.leaves);
    }
    engine_release(engine);
    evidence->point = evidence->stage_count > 1 ? point : NULL;
    return !failed;
}

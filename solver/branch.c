/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/branch_parts.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TIE BRANCH_TIE        /* relative: objectives nearer than this are not told apart */
#define MOST_DUALS 4000000    /* dual values kept; beyond, nodes go without */
#define MOST_BASES (32 << 20) /* bytes of bases kept, likewise */

/* --- nodes -------------------------------------------------------------------------------- */

static uint32_t add_node(struct branch *branch, struct branch_node node) {
    ARRAY_RESERVE(branch->nodes, branch->node_count, branch->node_capacity);
    branch->nodes[branch->node_count] = node;
    return branch->node_count++;
}

static struct branch empty(struct engine *engine, const struct program *program) {
    struct branch branch = {
        .engine = engine, .program = program, .at = NONE, .dive = NONE, .enough = NAN};
    uint32_t columns = program->column_count;
    branch.x = memory_grow(NULL, columns, sizeof(double));
    branch.gain = memory_grow(NULL, 4 * (size_t)columns, sizeof(double));
    branch.moved = memory_grow(NULL, columns, sizeof(uint32_t));
    branch.is_moved = memory_grow(NULL, columns, 1);
    memset(branch.gain, 0, 4 * (size_t)columns * sizeof(double));
    memset(branch.is_moved, 0, columns);
    return branch;
}

struct branch branch_new(struct engine *engine, const struct program *program,
                         const uint32_t *watched, uint32_t watched_count) {
    struct branch branch = empty(engine, program);
    branch.watched = watched;
    branch.watched_count = watched_count;
    struct branch_node root = {NONE, NONE, 0, 0, 0, 0, NONE, NODE_BOUNDED, NULL};
    branch_open(&branch, add_node(&branch, root), NAN);
    return branch;
}

void branch_free(struct branch *branch) {
    for (uint32_t i = 0; i < branch->node_count; i++)
        basis_release(branch->nodes[i].basis);
    basis_release(branch->home);
    free(branch->nodes);
    free(branch->duals);
    free(branch->heap);
    free(branch->stack);
    free(branch->x);
    free(branch->gain);
    free(branch->moved);
    free(branch->is_moved);
    *branch = (struct branch){0};
}

struct branch branch_onto(const struct branch *tree, struct engine *engine,
                          const struct program *program, uint32_t goal) {
    bool same = program == tree->program;
    struct branch branch = empty(engine, program);
    branch.goal = goal;
    branch.nodes = memory_grow(NULL, tree->node_count, sizeof *branch.nodes);
    memcpy(branch.nodes, tree->nodes, tree->node_count * sizeof *branch.nodes);
    branch.node_count = branch.node_capacity = tree->node_count;
    if (same)
        memcpy(branch.gain, tree->gain, 4 * (size_t)program->column_count * sizeof(double));
    for (uint32_t i = 0; i < branch.node_count; i++) {
        branch.nodes[i].duals = NONE;
        /* another goal's bases are far from this one's best */
        branch.nodes[i].basis =
            same && goal == tree->goal ? basis_share(tree->nodes[i].basis) : NULL;
        if (branch.nodes[i].state == NODE_OPEN)
            branch.nodes[i].state = NODE_BOUNDED;
        branch.nodes[i].bound = NAN; /* of another goal: not known, until it is opened */
    }
    return branch;
}

struct branch branch_again(const struct branch *tree, uint32_t goal) {
    return branch_onto(tree, tree->engine, tree->program, goal);
}

struct branch branch_within(const struct branch *tree, uint32_t goal, double room) {
    bool maximize = maximizes(tree);
    double keep = maximize ? tree->value - room : tree->value + room;
    struct branch next = branch_again(tree, goal);
    for (uint32_t i = 0; i < tree->node_count; i++) {
        const struct branch_node *node = &tree->nodes[i];
        bool reaches = maximize ? node->bound >= keep : node->bound <= keep;
        if (branch_is_leaf(node) && node->state != NODE_IMPOSSIBLE && reaches)
            branch_open(&next, i, NAN);
    }
    return next;
}

bool branch_is_leaf(const struct branch_node *node) {
    return node->state != NODE_SPLIT;
}

double branch_dual(const struct branch *branch, uint32_t node, uint32_t position) {
    uint32_t at = branch->nodes[node].duals;
    return at == NONE ? NAN : branch->duals[(size_t)at * branch->watched_count + position];
}

/* Of the watched rows in the last linear program: their dual values, or what they take of the
 * contradiction. */
static uint32_t keep_duals(struct branch *branch,
                           double (*dual)(const struct engine *, uint32_t)) {
    if (branch->watched_count == 0 ||
        (size_t)branch->dual_count * branch->watched_count > MOST_DUALS)
        return NONE;
    if (branch->dual_count == branch->dual_capacity) {
        branch->dual_capacity = branch->dual_capacity == 0 ? 64 : 2 * branch->dual_capacity;
        branch->duals =
            memory_grow(branch->duals, (size_t)branch->dual_capacity * branch->watched_count,
                        sizeof(double));
    }
    double *duals = branch->duals + (size_t)branch->dual_count * branch->watched_count;
    for (uint32_t i = 0; i < branch->watched_count; i++)
        duals[i] = dual(branch->engine, branch->watched[i]);
    return branch->dual_count++;
}

double branch_bound(const struct branch *branch) {
    double bound = branch->found ? branch->value : worst(branch);
    double room = branch->found ? TIE * fmax(1, fabs(branch->value)) : 0;
    for (uint32_t i = 0; i < branch->node_count; i++) {
        const struct branch_node *node = &branch->nodes[i];
        bool counts =
            node->state == NODE_OPEN || (node->state == NODE_BOUNDED && branch->found);
        if (counts && better(branch, node->bound, bound) && fabs(node->bound - bound) > room)
            bound = node->bound;
    }
    return bound;
}

/* --- bounds of the engine ----------------------------------------------------------------- */

static void program_bounds(const struct program *program, uint32_t column, double *lower,
                           double *upper) {
    const struct column *c = &program->columns[column];
    *lower = ratio_double(c->lower);
    *upper = ratio_known(c->upper) ? ratio_double(c->upper) : INFINITY;
}

static void restore_columns(struct branch *branch) {
    for (uint32_t i = 0; i < branch->moved_count; i++) {
        double lower, upper;
        program_bounds(branch->program, branch->moved[i], &lower, &upper);
        engine_set_column(branch->engine, branch->moved[i], lower, upper);
        branch->is_moved[branch->moved[i]] = 0;
    }
    branch->moved_count = 0;
}

static void move_column(struct branch *branch, uint32_t column, double lower, double upper) {
    if (branch->is_moved[column])
        return;
    branch->is_moved[column] = 1;
    branch->moved[branch->moved_count++] = column;
    double least, most; /* the program's may have been drawn closer since */
    program_bounds(branch->program, column, &least, &most);
    engine_set_column(branch->engine, column, fmax(lower, least), fmin(upper, most));
}

void branch_enter(struct branch *branch, uint32_t node) {
    restore_columns(branch);
    if (node != NONE && branch->nodes[node].basis != NULL &&
        branch->nodes[node].parent != branch->at)
        engine_start_from(branch->engine, branch->nodes[node].basis);
    branch->at = NONE;
    /* nearest first: a bound set deeper in the tree is the tighter one */
    for (; node != NONE && branch->nodes[node].parent != NONE;
         node = branch->nodes[node].parent)
        move_column(branch, branch->nodes[node].column, branch->nodes[node].lower,
                    branch->nodes[node].upper);
}

void branch_start_from_solution(const struct branch *branch) {
    if (branch->home != NULL)
        engine_start_from(branch->engine, branch->home);
}

void branch_node_bounds(const struct branch *branch, uint32_t node, uint32_t column,
                        double *lower, double *upper) {
    program_bounds(branch->program, column, lower, upper);
    for (; branch->nodes[node].parent != NONE; node = branch->nodes[node].parent)
        if (branch->nodes[node].column == column) {
            *lower = fmax(*lower, branch->nodes[node].lower);
            *upper = fmin(*upper, branch->nodes[node].upper);
            return;
        }
}

/* --- one node ----------------------------------------------------------------------------- */

/* The basis of the node just solved, for its children. */
static struct basis *keep_basis(struct branch *branch) {
    size_t size = (size_t)branch->program->column_count + branch->program->row_count;
    if (branch->bases + size > MOST_BASES)
        return NULL;
    branch->bases += size;
    return engine_basis(branch->engine);
}

static void split(struct branch *branch, uint32_t node, uint32_t column, double below,
                  bool up_first) {
    double lower, upper;
    branch_node_bounds(branch, node, column, &lower, &upper);
    below = fmin(fmax(below, lower), upper - 1); /* values may be off by a tolerance */
    double at = engine_column(branch->engine, column);
    struct branch_node down = {node,
                               column,
                               lower,
                               below,
                               at,
                               0,
                               branch->nodes[node].duals,
                               NODE_BOUNDED,
                               keep_basis(branch)};
    struct branch_node up = down;
    basis_share(up.basis);
    up.lower = below + 1;
    up.upper = upper;
    double bound = branch->nodes[node].bound;
    branch->nodes[node].state = NODE_SPLIT;
    branch_open(branch, add_node(branch, up_first ? down : up), bound);
    branch->dive = add_node(branch, up_first ? up : down);
    branch->nodes[branch->dive].bound = bound;
    branch->nodes[branch->dive].state = NODE_OPEN;
}

/* Any whole column that the node leaves open, where the values are whole already and still not
 * possible together. */
static bool split_anywhere(struct branch *branch, uint32_t node, const double *values) {
    for (uint32_t j = 0; j < branch->program->column_count; j++) {
        double lower, upper;
        if (!branch->program->columns[j].whole)
            continue;
        branch_node_bounds(branch, node, j, &lower, &upper);
        if (lower == upper)
            continue;
        double value = round(values[j]);
        split(branch, node, j, value > lower ? value - 1 : value, value > lower);
        return true;
    }
    return false;
}

/* The objective that a node must beat; NAN: any. Once there is a solution, another counts only if
 * it is good enough. */
static double cutoff(const struct branch *branch, double gap) {
    if (!branch->found)
        return NAN;
    double room = fmax(TIE, gap) * fmax(1, fabs(branch->value));
    double least = maximizes(branch) ? branch->value + room : branch->value - room;
    return better(branch, branch->enough, least) ? branch->enough : least;
}

static bool has_enough(const struct branch *branch) {
    return branch->found && !isnan(branch->enough) &&
           !better(branch, branch->enough, branch->value);
}

static bool beats(const struct branch *branch, double bound, double gap) {
    double least = cutoff(branch, gap);
    return isnan(least) || better(branch, bound, least);
}

/* The engine's values [column_count], to be freed. */
static double *values_now(const struct branch *branch) {
    double *values = memory_grow(NULL, branch->program->column_count, sizeof(double));
    for (uint32_t j = 0; j < branch->program->column_count; j++)
        values[j] = engine_column(branch->engine, j);
    return values;
}

/* All whole columns fixed at the values' nearest whole numbers: is that possible, and how good? */
static enum engine_status try_whole(struct branch *branch, const double *values) {
    static const struct engine_limits open = {.deadline = INFINITY};
    restore_columns(branch);
    branch->at = NONE;
    for (uint32_t j = 0; j < branch->program->column_count; j++)
        if (branch->program->columns[j].whole)
            move_column(branch, j, round(values[j]), round(values[j]));
    enum engine_status status = engine_solve_linear(branch->engine, &open);
    double value = engine_objective(branch->engine);
    if (status != ENGINE_OPTIMAL || (branch->found && !better(branch, value, branch->value)))
        return status;
    status = engine_solve_exactly(branch->engine, &open);
    value = engine_objective(branch->engine);
    if (status != ENGINE_OPTIMAL || (branch->found && !better(branch, value, branch->value)))
        return status;
    double *x = values_now(branch);
    if (branch->admit != NULL && !branch->admit(branch->context, x, &value)) {
        free(x);
        return ENGINE_INFEASIBLE;
    }
    basis_release(branch->home);
    branch->home = engine_basis(branch->engine);
    free(branch->x);
    branch->x = x;
    branch->found = branch->improved = true;
    branch->value = value;
    return status;
}

static enum engine_status settle_leaf(struct branch *branch, uint32_t node) {
    double *values = values_now(branch);
    enum engine_status status = try_whole(branch, values);
    bool open = status == ENGINE_INFEASIBLE || beats(branch, branch->nodes[node].bound, 0);
    if (!open)
        branch->nodes[node].state = NODE_SOLVED;
    else if (status <= ENGINE_INFEASIBLE && !split_anywhere(branch, node, values)) {
        branch->nodes[node].state = status == ENGINE_INFEASIBLE ? NODE_IMPOSSIBLE : NODE_SOLVED;
        if (status == ENGINE_INFEASIBLE)
            branch->nodes[node].duals = NONE; /* those at hand are of all columns fixed */
    }
    free(values);
    return status;
}

/* The node's objective where its dual values prove that to be a bound, else what they prove; its
 * parent's where that is better. Differences far below a TIE are left out, so that nodes that are
 * as good as each other stay so. */
static double proved_bound(const struct branch *branch, double parent) {
    double told = engine_objective(branch->engine), proved = engine_bound(branch->engine);
    if (fabs(proved - told) <= TIE / 10 * fmax(1, fabs(told)))
        proved = told;
    return better(branch, parent, proved) ? proved : parent;
}

/* Solves a node's linear program, as far as the cutoff asks for, and keeps what it tells. */
static enum engine_status bound_node(struct branch *branch, uint32_t node, double least,
                                     const struct engine_limits *limits) {
    branch_enter(branch, node);
    engine_set_cutoff(branch->engine, least);
    enum engine_status status = engine_solve_linear(branch->engine, limits);
    engine_set_cutoff(branch->engine, NAN);
    if (status == ENGINE_CUT)
        status = ENGINE_OPTIMAL;
    if (status == ENGINE_INFEASIBLE) {
        branch->nodes[node].state = NODE_IMPOSSIBLE;
        branch->nodes[node].bound = worst(branch);
        branch->nodes[node].duals = keep_duals(branch, engine_refutation);
    }
    if (status != ENGINE_OPTIMAL)
        return status;
    branch->at = node;
    branch->nodes[node].bound = proved_bound(branch, branch->nodes[node].bound);
    branch->nodes[node].duals = keep_duals(branch, engine_row_dual);
    return status;
}

void branch_sharpen(struct branch *branch, uint32_t node, const struct engine_limits *limits) {
    bound_node(branch, node, NAN, limits);
}

/* Makes a node a leaf, or splits it. */
static enum engine_status look_at(struct branch *branch, uint32_t node,
                                  const struct engine_limits *limits) {
    double before = branch->nodes[node].bound;
    enum engine_status status = bound_node(branch, node, cutoff(branch, limits->gap), limits);
    if (status != ENGINE_OPTIMAL)
        return status;
    branch_learn(branch, &branch->nodes[node], before);
    branch->nodes[node].state = NODE_BOUNDED;
    if (!beats(branch, branch->nodes[node].bound, limits->gap))
        return status;
    struct choice choice = branch_choose(branch, node);
    if (choice.column == NONE)
        return settle_leaf(branch, node);
    split(branch, node, choice.column, floor(choice.value), choice.up_first);
    return status;
}

/* The child last made, so that solutions come early; until there is one, the newest open node; then
 * the one of best bound. NONE: all is searched. */
static uint32_t next_node(struct branch *branch) {
    uint32_t node = branch->dive;
    branch->dive = NONE;
    if (node != NONE)
        return node;
    while (!branch->found && !branch->from_best && branch->stack_count > 0) {
        node = branch->stack[--branch->stack_count];
        if (branch->nodes[node].state == NODE_OPEN)
            return node;
    }
    while (branch->heap_count > 0) {
        node = branch_take_best(branch);
        if (branch->nodes[node].state == NODE_OPEN)
            return node;
    }
    return NONE;
}

enum engine_status branch_search(struct branch *branch, const struct engine_limits *limits) {
    branch->improved = false;
    enum engine_status status = ENGINE_OPTIMAL;
    for (uint32_t looked = 0;
         (status == ENGINE_OPTIMAL || status == ENGINE_INFEASIBLE) && !has_enough(branch);
         looked++) {
        uint32_t node = next_node(branch);
        if (node == NONE)
            break;
        if (!beats(branch, branch->nodes[node].bound, limits->gap)) {
            branch->nodes[node].state = NODE_BOUNDED;
            continue;
        }
        uint32_t most = branch->found ? limits->nodes : limits->first;
        if (most > 0 && looked >= most)
            status = ENGINE_LIMIT;
        else
            status = look_at(branch, node, limits);
        if (status == ENGINE_LIMIT)
            branch_open(branch, node, branch->nodes[node].bound);
    }
    if (branch->dive != NONE)
        branch_open(branch, branch->dive, branch->nodes[branch->dive].bound);
    branch->dive = NONE;
    restore_columns(branch);
    if (status == ENGINE_LIMIT)
        return branch->improved ? ENGINE_FEASIBLE : ENGINE_LIMIT;
    if (status == ENGINE_UNBOUNDED || status == ENGINE_FAILED)
        return status;
    return branch->improved ? ENGINE_OPTIMAL : ENGINE_INFEASIBLE;
}

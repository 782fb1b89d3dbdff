/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The searches for yes/no decisions: the best for each goal in turn, and which of several. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/judge.h"
#include "solver/preference.h"
#include "solver/settle_parts.h"

#define WISH_SLACK 1e-12 /* relative: of a goal; solutions are exact, and these not as good */
#define WISH_NODES 1000  /* of all the searches for what is preferred */
#define NEARLY 1e-7      /* relative: what the slacks of several goals may add up to */
#define FEW_LEAVES 16    /* each of them can be looked into */
#define DIGIT 0.001      /* dollars: deviations nearer than this are not told apart */

/* --- ties between decisions: (75) ----------------------------------------------------------- */

/* After the goals' objectives. */
enum { DISTANCE, WISHES };

/* What decisions may be in the leaves where every goal is at its best. */
struct spread {
    double *least, *most; /* [column_count] of whole columns */
    bool *is_out;         /* [leaves.node_count] where that proves not to be so */
};

struct wishing {
    struct settling
        own; /* the program with what measures the deviation, in an engine of its own */
    struct preference preference;
    const struct branch *leaves;
    const struct spread *spread;
    uint32_t goals; /* stages of the goals */
    uint32_t left;  /* nodes that may still be looked at */
    bool found;
};

static void begin_wishing(struct wishing *w, const struct settling *s, struct arena *arena) {
    const struct program *program = s->program;
    uint32_t stages = w->goals = program->objective_count;
    struct settled *known = ARENA_NEW(arena, struct settled);
    w->preference = preference_new(program, arena);
    struct program *own = w->preference.program;
    own->objective_count = stages + WISHES;
    own->objectives = ARENA_ARRAY(arena, struct objective, stages + WISHES);
    memcpy(own->objectives, program->objectives, stages * sizeof *own->objectives);
    own->objectives[stages + DISTANCE] = w->preference.distance;
    known->x = ARENA_ARRAY(arena, double, own->column_count);
    known->reached = ARENA_ARRAY(arena, double, stages + WISHES);
    known->attained = ARENA_ARRAY(arena, double, stages + WISHES);
    known->goal_rows = ARENA_ARRAY(arena, uint32_t, stages + WISHES);
    for (uint32_t g = 0; g < stages + WISHES; g++) {
        known->goal_rows[g] = NONE;
        known->reached[g] = g < stages ? s->settled->reached[g] : NAN;
        known->attained[g] =
            g < stages ? objective_at(&program->objectives[g], s->settled->x) : NAN;
    }
    struct start *like = engine_start(s->engine, program->row_count, program->column_count);
    w->own = (struct settling){.engine = engine_new_like(own, like),
                               .program = own,
                               .limits = s->limits,
                               .settled = known,
                               .arena = arena,
                               .slack = WISH_SLACK};
    free(like);
}

/* Each goal stays at its best, or at what later goals were given; the search starts from its first
 * solution. */
static void hold_goals(struct wishing *w, const struct settling *s) {
    const struct program *program = s->program;
    const struct branch *tree = &s->settled->tree;
    if (tree->home != NULL && tree->home->row_count == program->row_count) {
        struct basis *basis =
            preference_start(&w->preference, tree->home, program->column_count, tree->x);
        engine_start_from(w->own.engine, basis);
        basis_release(basis);
    }
    for (uint32_t g = 0; g < w->goals; g++) {
        bool last = program->objectives[g].goal + 1 == program->plan->goal_count;
        settle_keep_value(&w->own, g, last ? 0 : settle_room_of(s, g, s->settled->reached[g]));
    }
}

/* Whether a leaf has anything in common with the bounds that now hold. */
static bool allows(const struct wishing *w, uint32_t leaf) {
    const struct branch_node *node = &w->leaves->nodes[leaf];
    for (; node->parent != NONE; node = &w->leaves->nodes[node->parent]) {
        const struct column *c = &w->own.program->columns[node->column];
        if (node->upper < ratio_double(c->lower) ||
            (ratio_known(c->upper) && node->lower > ratio_double(c->upper)))
            return false;
    }
    return true;
}

/* Looks for the least distance; from the second time on, for anything as near. */
static enum engine_status search_leaves(struct wishing *w, bool first) {
    struct branch tree =
        branch_onto(w->leaves, w->own.engine, w->own.program, w->goals + DISTANCE);
    for (uint32_t i = 0; i < w->leaves->node_count; i++)
        if (w->leaves->nodes[i].state == NODE_OPEN && !w->spread->is_out[i] && allows(w, i))
            branch_open(&tree, i, NAN);
    uint32_t before = tree.node_count;
    struct engine_limits limits = *w->own.limits;
    limits.gap = 0;
    limits.nodes = limits.first = w->left;
    tree.enough = first ? NAN : INFINITY;
    engine_set_objective(w->own.engine, &w->own.program->objectives[tree.goal]);
    enum engine_status status = w->left > 0 ? branch_search(&tree, &limits) : ENGINE_LIMIT;
    uint32_t taken = tree.node_count - before + 1;
    w->left -= taken < w->left ? taken : w->left;
    if (tree.improved) {
        memcpy(w->own.settled->x, tree.x, w->leaves->program->column_count * sizeof(double));
        w->own.settled->reached[tree.goal] = tree.value;
        w->found = true;
    }
    branch_free(&tree);
    return status;
}

static void bound_column(struct wishing *w, uint32_t column, double lower, double upper) {
    struct column *c = &w->preference.program->columns[column];
    c->lower = ratio_of((int64_t)lower, 1);
    c->upper = isinf(upper) ? RATIO_UNKNOWN : ratio_of((int64_t)upper, 1);
    engine_set_column(w->own.engine, column, lower, upper);
}

/* Holds a decision at the most that those before it leave. False when that was not found out. */
static bool settle_decision(struct wishing *w, uint32_t column, bool *raised) {
    const struct column *c = &w->leaves->program->columns[column];
    double most = ratio_known(c->upper) ? ratio_double(c->upper) : INFINITY;
    most = fmin(most, w->spread->most[column]);
    double at = round(w->own.settled->x[column]);
    enum engine_status status = ENGINE_OPTIMAL;
    while (at < most && status == ENGINE_OPTIMAL) {
        bound_column(w, column, at + 1, most);
        status = search_leaves(w, false);
        if (status == ENGINE_OPTIMAL) {
            at = round(w->own.settled->x[column]);
            *raised = true;
        }
    }
    bound_column(w, column, at, at);
    return status == ENGINE_OPTIMAL || status == ENGINE_INFEASIBLE;
}

static enum tie_breaker wish(struct wishing *w) {
    bool near = w->preference.distance.count > 0, raised = false;
    if (search_leaves(w, true) != ENGINE_OPTIMAL)
        return BY_SEARCH;
    if (near)
        settle_keep_value(&w->own, w->goals + DISTANCE, DIGIT);
    for (uint32_t j = 0; j < w->leaves->program->column_count; j++)
        if (w->leaves->program->columns[j].whole && !settle_decision(w, j, &raised))
            return BY_SEARCH;
    return near && !raised ? BY_PROPORTION : BY_PLACE;
}

static void widen(struct spread *spread, const struct program *program, bool known) {
    for (uint32_t j = 0; j < program->column_count; j++) {
        const struct column *c = &program->columns[j];
        if (!c->whole)
            continue;
        double most = known && ratio_known(c->upper) ? ratio_double(c->upper) : INFINITY;
        spread->least[j] = fmin(spread->least[j], known ? ratio_double(c->lower) : -INFINITY);
        spread->most[j] = fmax(spread->most[j], most);
    }
}

/* Solves for a stage whose objective the engine has; INFEASIBLE as well where it falls short of
 * what it is to keep. */
static enum engine_status solve_kept(struct settling *s, uint32_t stage) {
    double least = settle_least(s, stage, NEARLY);
    engine_set_cutoff(s->engine, least);
    enum engine_status status = engine_solve_linear(s->engine, s->limits);
    engine_set_cutoff(s->engine, NAN);
    double value = engine_objective(s->engine);
    bool missed = s->program->objectives[stage].maximize ? value < least : value > least;
    bool out = status == ENGINE_CUT || (status == ENGINE_OPTIMAL && missed);
    return out ? ENGINE_INFEASIBLE : status;
}

/* The face of the best allocations in a leaf, from goal to goal. INFEASIBLE: some goal cannot be
 * had at its best. */
static enum engine_status find_face(struct settling *s) {
    const struct program *program = s->program;
    enum engine_status status = ENGINE_OPTIMAL;
    for (uint32_t g = 0; g < program->objective_count && status == ENGINE_OPTIMAL; g++) {
        engine_set_objective(s->engine, &program->objectives[g]);
        status = solve_kept(s, g);
        if (status == ENGINE_INFEASIBLE)
            return status;
        if (g + 1 < program->objective_count && judge_gives_room(program, g))
            settle_keep_stage(s, g);
        else if (status == ENGINE_OPTIMAL)
            engine_fix_face(s->engine);
    }
    return status;
}

/* What that face fixes is not otherwise in the leaf. */
static void look_into_leaf(struct settling *s, uint32_t leaf, struct spread *spread) {
    engine_release(s->engine);
    branch_start_from_solution(&s->settled->tree); /* near the first goal's best */
    branch_enter(&s->settled->leaves, leaf);
    enum engine_status status = find_face(s);
    spread->is_out[leaf] = status == ENGINE_INFEASIBLE;
    if (!spread->is_out[leaf])
        widen(spread, engine_present(s->engine), status == ENGINE_OPTIMAL);
}

/* The last search left a leaf once it fell behind; whether it can be as good at all is quick to
 * find out while the engine still stands there. */
static void drop_leaf(struct settling *s, uint32_t leaf, struct spread *spread) {
    branch_enter(&s->settled->leaves, leaf);
    spread->is_out[leaf] = solve_kept(s, s->program->objective_count - 1) == ENGINE_INFEASIBLE;
}

static struct spread find_spread(struct settling *s, struct arena *arena) {
    const struct branch *leaves = &s->settled->leaves;
    uint32_t columns = s->program->column_count, open = 0;
    struct spread spread = {ARENA_ARRAY(arena, double, columns),
                            ARENA_ARRAY(arena, double, columns),
                            ARENA_ARRAY(arena, bool, leaves->node_count)};
    for (uint32_t j = 0; j < columns; j++)
        spread.least[j] = spread.most[j] = round(s->settled->x[j]);
    for (uint32_t i = 0; i < leaves->node_count; i++)
        open += leaves->nodes[i].state == NODE_OPEN;
    if (open > FEW_LEAVES) {
        widen(&spread, s->program, false);
        return spread;
    }
    for (uint32_t i = 0; i < leaves->node_count; i++)
        if (leaves->nodes[i].state == NODE_OPEN)
            drop_leaf(s, i, &spread);
    for (uint32_t i = 0; i < leaves->node_count; i++)
        if (leaves->nodes[i].state == NODE_OPEN && !spread.is_out[i])
            look_into_leaf(s, i, &spread);
    engine_release(s->engine);
    branch_enter(&s->settled->leaves, NONE);
    return spread;
}

static bool is_settled(const struct program *program, const struct spread *spread) {
    for (uint32_t j = 0; j < program->column_count; j++)
        if (program->columns[j].whole && spread->least[j] < spread->most[j])
            return false;
    return true;
}

/* Of all allocations that are as good for every goal, the decisions of the one preferred: nearest
 * to proportional sharing; then a decision is yes where those before it leave it the choice. */
static void choose_decisions(struct settling *s) {
    if (s->program->column_count > PREFERENCE_COLUMNS)
        return;
    struct arena *arena = arena_new();
    struct spread spread = find_spread(s, arena);
    if (is_settled(s->program, &spread)) {
        s->settled->decided_by = BY_NOTHING;
    } else {
        struct wishing w = {
            .leaves = &s->settled->leaves, .spread = &spread, .left = WISH_NODES};
        begin_wishing(&w, s, arena);
        hold_goals(&w, s);
        s->settled->decided_by = wish(&w);
        if (w.found)
            memcpy(s->settled->x, w.own.settled->x, s->program->column_count * sizeof(double));
        engine_free(w.own.engine);
    }
    arena_free(arena);
}

/* --- the goals ---------------------------------------------------------------------------- */

/* The leaves in which this stage's value can still be had, but for `room`, for the next: (38). */
static struct branch narrowed(const struct branch *tree, uint32_t stage, double room) {
    return branch_within(tree, stage, 2 * GOAL_SLACK * fmax(1, fabs(tree->value)) + room);
}

/* Searches for one stage; true when it found a solution. */
static bool search_stage(struct settling *s, struct branch *tree, uint32_t stage) {
    engine_set_objective(s->engine, &s->program->objectives[stage]);
    s->status = branch_search(tree, s->limits);
    s->settled->bounds[stage] = branch_bound(tree);
    bool stopped =
        s->status == ENGINE_LIMIT || s->status == ENGINE_FEASIBLE ||
        (s->limits->gap > 0 && tree->found && s->settled->bounds[stage] != tree->value);
    s->settled->limited = s->settled->limited || stopped;
    if (tree->found) {
        memcpy(s->settled->x, tree->x, s->program->column_count * sizeof(double));
        s->settled->reached[stage] = tree->value;
        if (settle_ends_goal(s->program, stage))
            settle_note_history(s, stage);
    }
    return tree->found;
}

/* One search per stage, each in what the searches before have left of the tree. A goal that gives
 * room gives it to leaves that its own later stages had left: they are taken from the tree of its
 * first stage. */
bool settle_search(struct settling *s) {
    const struct program *program = s->program;
    bool found = search_stage(s, &s->settled->tree, 0);
    struct branch first = {0},
                  last = {0}; /* trees of the goal's first stage and of the last one */
    const struct branch *begun = &s->settled->tree, *tree = begun;
    for (uint32_t g = 1;
         g < program->objective_count && found && tree->found && s->status != ENGINE_FAILED;
         g++) {
        bool ended = settle_ends_goal(program, g - 1);
        const struct branch *from = ended && judge_gives_room(s->program, g - 1) ? begun : tree;
        settle_keep_stage(s, g - 1);
        branch_start_from_solution(tree);
        double room = ended ? settle_room_of(s, g - 1, from->value) : 0;
        struct branch next = narrowed(from, g, room);
        if (ended) {
            branch_free(&first);
            branch_free(&last);
            first = next;
            begun = tree = &first;
        } else {
            branch_free(&last);
            last = next;
            tree = &last;
        }
        search_stage(s, ended ? &first : &last, g);
        if (s->settled->keep != NULL)
            s->settled->later[g] = branch_again(ended ? &first : &last, g);
    }
    if (found && tree->found && !s->settled->limited) {
        s->settled->leaves = narrowed(tree, program->objective_count - 1, 0);
        choose_decisions(s);
    }
    branch_free(&first);
    branch_free(&last);
    return found;
}

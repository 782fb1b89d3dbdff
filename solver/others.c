/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/others.h"

#include <math.h>
#include <string.h>

#define FORCED_NODES 300 /* of one forced solve, … */
#define ASKED_NODES 100  /* … of a search for a line's least or most, … */
#define ALL_NODES 1000   /* … and of all, where no ranges are asked for */
#define CENT 0.01
#define SAME 1e-9    /* relative: amounts nearer than this are not told apart */
#define BLURRED 1e-6 /* relative: what the room in the goals' rows may make of an amount */

enum { LEAST, MOST };

/* Whether a decision is otherwise in some best allocation. */
enum otherwise { NEVER, SOMETIMES, NOT_KNOWN };

struct asking {
    const struct others *of;
    const struct program *program;
    struct program own; /* the program with a decision forced, or with what is asked as its
                             objectives LEAST and MOST */
    struct arena *arena;
    uint8_t *otherwise;  /* [column_count] of whole columns */
    bool all_forced;     /* NEVER for all of them: the face of those settled is all there is */
    bool pays_otherwise; /* some best allocation with other decisions pays otherwise */
    uint32_t left;       /* nodes that may still be looked at */
    bool failed;
};

/* Amounts nearer than this are the same. */
static double same_amount(const struct asking *a, double amount) {
    double unit = ratio_double(a->program->plan->unit);
    return fmax((unit > 0 ? unit : CENT) / 2, SAME * fabs(amount));
}

static bool hold(struct asking *a, const double *x) {
    return settle_hold(a->of->engine, a->of->limits, a->of->settled, x);
}

static enum engine_status search(struct asking *a, struct branch *tree, uint32_t nodes) {
    struct engine_limits limits = *a->of->limits;
    uint32_t before = tree->node_count;
    limits.gap = 0;
    limits.nodes = nodes < a->left ? nodes : a->left;
    if (limits.nodes == 0)
        return ENGINE_LIMIT;
    enum engine_status status = branch_search(tree, &limits);
    uint32_t taken = tree->node_count - before + 1;
    a->left -= taken < a->left ? taken : a->left;
    a->failed = a->failed || status == ENGINE_FAILED;
    return status;
}

/* --- forced solves: (68) -------------------------------------------------------------------- */

/* A whole column held between bounds. */
struct forced {
    uint32_t column;
    double lower, upper;
};

/* Whether a leaf has anything in common with what is forced. */
static bool allows(const struct branch *leaves, uint32_t leaf, const struct forced *forced) {
    for (; leaves->nodes[leaf].parent != NONE; leaf = leaves->nodes[leaf].parent)
        if (leaves->nodes[leaf].column == forced->column)
            return leaves->nodes[leaf].lower <= forced->upper &&
                   leaves->nodes[leaf].upper >= forced->lower;
    return true;
}

/* The leaves in which every goal is at its best, open for the objective `number` of our own
 * program; a branch_free is owed. */
static struct branch open_leaves(struct asking *a, uint32_t number,
                                 const struct forced *forced) {
    const struct branch *leaves = &a->of->settled->leaves;
    struct branch again = branch_again(leaves, number);
    again.program = &a->own;
    engine_set_objective(a->of->engine, &a->own.objectives[number]);
    for (uint32_t i = 0; i < leaves->node_count; i++)
        if (leaves->nodes[i].state == NODE_OPEN &&
            (forced == NULL || allows(leaves, i, forced)))
            branch_open(&again, i, NAN);
    return again;
}

/* Our own program is that of the plan, but for what is forced. */
static void force(struct asking *a, const struct forced *forced) {
    struct column *column = &a->own.columns[forced->column];
    a->own.objectives = a->program->objectives;
    column->lower = ratio_of((int64_t)forced->lower, 1);
    column->upper = isinf(forced->upper) ? RATIO_UNKNOWN : ratio_of((int64_t)forced->upper, 1);
}

static bool pays_the_same(const struct asking *a, const double *x) {
    const double *taken = a->of->settled->x;
    for (uint32_t j = 0; j < a->program->column_count; j++)
        if (a->program->columns[j].kind == COLUMN_PAID &&
            fabs(x[j] - taken[j]) > same_amount(a, taken[j]))
            return false;
    return true;
}

/* With something forced: whether the goals up to a stage can be as good. NOT_KNOWN leaves it to the
 * next stage. */
static enum otherwise force_stage(struct asking *a, const struct forced *forced,
                                  uint32_t stage) {
    double attained = a->of->settled->attained[stage];
    double sign = a->program->objectives[stage].maximize ? 1 : -1;
    settle_keep(a->of->engine, a->of->settled, stage);
    engine_set_column(a->of->engine, forced->column, forced->lower, forced->upper);
    struct branch tree = open_leaves(a, stage, forced);
    tree.found = true; /* in wanting: only what is as good counts */
    tree.value = attained - sign * 3 * BRANCH_TIE * fmax(1, fabs(attained));
    enum engine_status status = search(a, &tree, FORCED_NODES);
    enum otherwise otherwise = status == ENGINE_INFEASIBLE ? NEVER : NOT_KNOWN;
    if (tree.improved && hold(a, tree.x)) {
        otherwise = SOMETIMES;
        a->pays_otherwise = a->pays_otherwise || !pays_the_same(a, tree.x);
    }
    branch_free(&tree);
    return otherwise;
}

static enum otherwise force_column(struct asking *a, const struct forced *forced) {
    enum otherwise otherwise = NOT_KNOWN;
    if (forced->lower > forced->upper)
        return NEVER;
    force(a, forced);
    for (uint32_t g = 0; g < a->program->objective_count && otherwise == NOT_KNOWN; g++)
        otherwise = force_stage(a, forced, g);
    a->own.columns[forced->column] = a->program->columns[forced->column];
    return otherwise;
}

/* Whether the column can be less, or more, than it is. */
static enum otherwise ask_decision(struct asking *a, uint32_t column) {
    const struct column *c = &a->program->columns[column];
    double at = round(a->of->settled->x[column]);
    double most = ratio_known(c->upper) ? ratio_double(c->upper) : INFINITY;
    const struct forced less = {column, ratio_double(c->lower), at - 1};
    const struct forced more = {column, at + 1, most};
    enum otherwise one = force_column(a, &less);
    enum otherwise other = one == SOMETIMES ? NEVER : force_column(a, &more);
    return one > other ? one : other;
}

/* All decisions in turn; without ranges until one is known to be otherwise, and with it what is
 * paid. */
static void ask_decisions(struct asking *a) {
    a->otherwise = ARENA_ARRAY(a->arena, uint8_t, a->program->column_count);
    a->all_forced = true;
    for (uint32_t j = 0; j < a->program->column_count; j++) {
        if (!a->program->columns[j].whole)
            continue;
        bool enough = a->failed || (!a->of->ranges && a->pays_otherwise);
        a->otherwise[j] = (uint8_t)(enough ? NOT_KNOWN : ask_decision(a, j));
        a->all_forced = a->all_forced && a->otherwise[j] == NEVER;
    }
}

/* --- ranges: (69) --------------------------------------------------------------------------- */

/* Asks for the dollars of a line. False when it has no open slots: it gets none. The engine keeps
 * the last objective by reference, so each question has its own. */
static bool ask_line(struct asking *a, uint32_t number) {
    const struct line *line = &a->program->plan->lines[number];
    uint32_t slots = line->payer_count * line->years.count, count = 0;
    struct entry *entries = ARENA_ARRAY(a->arena, struct entry, slots);
    for (uint32_t i = 0; i < slots; i++) {
        uint32_t column = a->program->slot_column[line->first_slot + i];
        if (column != NONE)
            entries[count++] = (struct entry){column, RATIO_ONE};
    }
    a->own.objectives = ARENA_ARRAY(a->arena, struct objective, 2);
    for (int d = LEAST; d <= MOST; d++)
        a->own.objectives[d] = (struct objective){d == MOST, entries, count, RATIO_ZERO, 0};
    return count > 0;
}

/* Whether nothing that the line gets can move on the face that the engine is held to. */
static bool is_still(const struct asking *a, double *amount) {
    const struct program *present = engine_present(a->of->engine);
    const struct objective *asked = &a->own.objectives[MOST];
    *amount = 0;
    for (uint32_t i = 0; i < asked->count; i++) {
        const struct column *c = &present->columns[asked->entries[i].column];
        if (!ratio_known(c->lower) || !ratio_equal(c->lower, c->upper))
            return false;
        *amount += ratio_double(c->lower);
    }
    return true;
}

/* The least or most of what is asked on the face that the engine is held to; NAN: not known. */
static double on_face(struct asking *a, int direction) {
    double still;
    if (is_still(a, &still))
        return still;
    engine_set_objective(a->of->engine, &a->own.objectives[direction]);
    enum engine_status status = engine_solve_linear(a->of->engine, a->of->limits);
    a->failed = a->failed || status == ENGINE_FAILED;
    if (status == ENGINE_UNBOUNDED)
        return direction == MOST ? INFINITY : -INFINITY;
    if (status != ENGINE_OPTIMAL)
        return NAN;
    double value = engine_objective(a->of->engine), bound = engine_bound(a->of->engine);
    if (fabs(bound - value) <= same_amount(a, value))
        return value;
    status = engine_solve_exactly(a->of->engine, a->of->limits);
    return status == ENGINE_OPTIMAL ? engine_objective(a->of->engine) : NAN;
}

/* `amount`, with the decisions settled, or what other decisions make of it; NAN: not known. */
static double with_others(struct asking *a, int direction, double amount) {
    double sign = direction == MOST ? 1 : -1;
    if (isnan(amount) || isinf(amount) || a->all_forced)
        return amount;
    settle_keep(a->of->engine, a->of->settled, a->program->objective_count);
    struct branch tree = open_leaves(a, (uint32_t)direction, NULL);
    tree.found = true;
    tree.value = amount + sign * same_amount(a, amount);
    enum engine_status status = search(a, &tree, ASKED_NODES);
    double told = status == ENGINE_INFEASIBLE ? amount : NAN;
    if (status == ENGINE_OPTIMAL && hold(a, tree.x)) {
        double held = on_face(a, direction);
        double blur = fmax(same_amount(a, held), BLURRED * fabs(held));
        if (sign * (tree.value - held) <= blur)
            told = sign * (held - amount) > 0 ? held : amount;
    }
    branch_free(&tree);
    return told;
}

static double tidy(double amount) {
    return isfinite(amount) ? round(amount * 1e6) / 1e6 + 0.0 : amount;
}

/* By its decision where it has one, else by what it gets at the least and at the most. */
static enum award award_of(const struct asking *a, uint32_t number,
                           const struct line_answer *line) {
    uint32_t decision = a->program->funded_column[number];
    if (decision != NONE && a->otherwise[decision] == SOMETIMES)
        return AWARD_POSSIBLE;
    if (decision != NONE && a->otherwise[decision] == NEVER)
        return a->of->settled->x[decision] > 0.5 ? AWARD_CERTAIN : AWARD_NEVER;
    if (isnan(line->least) || isnan(line->most))
        return AWARD_UNKNOWN;
    return line->least > 0 ? AWARD_CERTAIN : line->most > 0 ? AWARD_POSSIBLE : AWARD_NEVER;
}

/* [2 * line_count] least and most of each line with the decisions settled. */
static double *ranges_held(struct asking *a) {
    uint32_t lines = a->program->plan->line_count;
    double *held = ARENA_ARRAY(a->arena, double, 2 * (size_t)lines);
    bool good = hold(a, a->of->settled->x);
    for (uint32_t i = 0; i < lines; i++) {
        bool any = ask_line(a, i);
        for (uint32_t d = LEAST; d <= MOST; d++)
            held[2 * (size_t)i + d] = !any ? 0 : good ? on_face(a, (int)d) : NAN;
    }
    return held;
}

static void set_ranges(struct asking *a, struct line_answer *lines) {
    const double *held = ranges_held(a);
    engine_be_quick(a->of->engine, true);
    for (uint32_t i = 0; i < a->program->plan->line_count && !a->failed; i++) {
        const double *range = &held[2 * (size_t)i];
        bool any = ask_line(a, i);
        lines[i].least = any && range[LEAST] > 0 ? tidy(with_others(a, LEAST, range[LEAST]))
                                                 : tidy(range[LEAST]);
        lines[i].most = any ? tidy(with_others(a, MOST, range[MOST])) : 0;
        lines[i].award = award_of(a, i, &lines[i]);
    }
    engine_be_quick(a->of->engine, false);
}

/* --- all of it ------------------------------------------------------------------------------ */

/* What is known with the decisions held, and what other decisions add to it. */
static void set_ties(const struct asking *a, struct ties *ties) {
    if (ties->told && !ties->unique)
        return;
    if (a->pays_otherwise)
        *ties = (struct ties){
            .told = true, .unique = false, .broken_by = a->of->settled->decided_by};
    else
        ties->told = ties->told && a->all_forced;
}

bool others(const struct others *of, struct answer *answer) {
    bool asked =
        of->ranges || (of->program->has_whole && answer->ties.told && answer->ties.unique);
    if (!asked)
        return true;
    struct asking a = {.of = of,
                       .program = of->program,
                       .own = *of->program,
                       .arena = arena_new(),
                       .left = of->ranges ? UINT32_MAX : ALL_NODES};
    a.own.columns = ARENA_ARRAY(a.arena, struct column, of->program->column_count);
    memcpy(a.own.columns, of->program->columns,
           of->program->column_count * sizeof(struct column));
    engine_be_quick(of->engine, true);
    ask_decisions(&a);
    set_ties(&a, &answer->ties);
    if (of->ranges && !a.failed)
        set_ranges(&a, answer->lines);
    arena_free(a.arena);
    return !a.failed;
}

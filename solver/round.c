/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/round.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/branch.h"
#include "solver/build.h"
#include "solver/complete.h"

#define NO_BOUND RATIO_UNKNOWN
#define NEARLY_WHOLE 1e-3 /* of a step: an amount this near a multiple is one */
#define FEW_NODES 25      /* after which the first multiples found will do */
#define MANY_NODES 4000   /* where the unit is coarse */
#define NOTICEABLE 1e-5   /* relative loss of the first goal */
#define NEAR 30           /* steps: ratios such as 85 % make amounts move by 20 */
#define FAR 1000000       /* steps */
#define PENALTY 100       /* times the goal's largest coefficient: for room not given */
#define WIDEST 256        /* steps of room left in rows before rounding, at most */

/* Money columns in a fixed ratio to each other move together: column = ratio * root. */
struct rounding {
    const struct program *program;
    double deadline;
    double *x; /* [column_count] the point to round */
    struct arena *arena;
    uint32_t *parent;    /* [column_count] towards the root of its class */
    struct ratio *scale; /* [column_count] column = scale * parent */
    struct ratio *step;  /* [column_count] $, at roots: the class moves by whole steps */
    bool *uneven;        /* [line_count] some amount of the line is no multiple: all may move */
    bool *has_slot;      /* [column_count] at roots: some member is paid, not only a sum */
    struct ratio *base;  /* [column_count] exact value from which columns move */
    bool *still; /* [column_count] at roots: a multiple already, and of slots, not of sums */
    uint32_t *moving; /* [column_count] at roots and at columns not of money: the column of the
                             small program, or NONE */
};

static uint32_t find_root(struct rounding *r, uint32_t column) {
    uint32_t parent = r->parent[column];
    if (parent == column)
        return column;
    uint32_t root = find_root(r, parent);
    r->scale[column] = ratio_mul(r->scale[column], r->scale[parent]);
    r->parent[column] = root;
    return root;
}

/* a * x + b * y = 0 makes one class of two. */
static void unite(struct rounding *r, struct entry a, struct entry b) {
    uint32_t p = find_root(r, a.column), q = find_root(r, b.column);
    if (p == q)
        return;
    /* x = s p, y = t q, so p = -(b t) / (a s) q */
    struct ratio s = p == a.column ? RATIO_ONE : r->scale[a.column];
    struct ratio t = q == b.column ? RATIO_ONE : r->scale[b.column];
    struct ratio by =
        ratio_neg(ratio_div(ratio_mul(b.coefficient, t), ratio_mul(a.coefficient, s)));
    if (!ratio_known(by) || ratio_sign(by) <= 0)
        return;
    r->parent[p] = q;
    r->scale[p] = by;
}

static bool is_zero(struct ratio a) {
    return ratio_known(a) && ratio_sign(a) == 0;
}

static void find_classes(struct rounding *r) {
    const struct program *program = r->program;
    for (uint32_t j = 0; j < program->column_count; j++) {
        r->parent[j] = j;
        r->scale[j] = RATIO_ONE;
    }
    for (uint32_t i = 0; i < program->row_count; i++) {
        const struct row *row = &program->rows[i];
        const struct entry *entry = program->entries + row->start;
        if (row->count == 2 && is_zero(row->lower) && is_zero(row->upper) &&
            program->columns[entry[0].column].money && program->columns[entry[1].column].money)
            unite(r, entry[0], entry[1]);
    }
}

static struct ratio scale_of(struct rounding *r, uint32_t column) {
    return find_root(r, column) == column ? RATIO_ONE : r->scale[column];
}

/* The least step of the root that keeps every member a multiple of the unit: (32). */
static void find_steps(struct rounding *r) {
    struct ratio unit = r->program->plan->unit;
    uint32_t count = r->program->column_count;
    for (uint32_t j = 0; j < count; j++)
        r->step[j] = unit;
    for (uint32_t j = 0; j < count; j++) {
        uint32_t root = find_root(r, j);
        struct ratio needed = ratio_mul(r->step[root], scale_of(r, j));
        struct ratio units = ratio_div(needed, unit);
        r->has_slot[root] = r->has_slot[root] || r->program->columns[j].kind == COLUMN_PAID;
        if (root != j && r->program->columns[j].money && ratio_known(units))
            r->step[root] = ratio_mul(r->step[root], (struct ratio){units.den, 1});
    }
}

static void find_bases(struct rounding *r) {
    memset(r->uneven, 0, r->program->plan->line_count);
    for (uint32_t j = 0; j < r->program->column_count; j++) {
        if (!r->program->columns[j].money) {
            r->base[j] = r->program->columns[j].whole
                             ? ratio_of((int64_t)llround(r->x[j]), 1)
                             : ratio_of_wide((wide)(r->x[j] * 1e6), 1000000);
            continue;
        }
        if (find_root(r, j) != j)
            continue;
        double steps = r->x[j] / ratio_double(r->step[j]);
        double below = floor(steps + NEARLY_WHOLE);
        r->still[j] = steps - below < NEARLY_WHOLE && r->has_slot[j];
        if (!r->still[j] && steps - below >= NEARLY_WHOLE)
            r->uneven[r->program->columns[j].line] = true;
        r->base[j] = ratio_mul(ratio_of_wide((wide)below, 1), r->step[j]);
    }
    for (uint32_t j = 0; j < r->program->column_count; j++)
        if (r->program->columns[j].money) {
            r->base[j] = ratio_mul(r->base[find_root(r, j)], scale_of(r, j));
            if (r->uneven[r->program->columns[j].line])
                r->still[find_root(r, j)] = false;
        }
}

/* --- the small program -------------------------------------------------------------------- */

struct range {
    struct ratio lower, upper;
};

static void narrow(struct range *range, struct ratio lower, struct ratio upper) {
    if (ratio_known(lower))
        range->lower = ratio_known(range->lower) ? ratio_max(range->lower, lower) : lower;
    if (ratio_known(upper))
        range->upper = ratio_known(range->upper) ? ratio_min(range->upper, upper) : upper;
}

static struct ratio in_steps(struct ratio bound, struct ratio base, struct ratio step) {
    return ratio_known(bound) ? ratio_div(ratio_sub(bound, base), step) : bound;
}

/* How far amounts may move, and how much room rows keep for moves to come. */
struct move {
    bool everything; /* amounts that are multiples already as well */
    uint32_t reach;  /* steps */
    uint32_t room;   /* steps */
};

/* Steps that the members' own bounds allow, [column_count] at roots. */
static struct range *allowed_steps(struct rounding *r, struct move move) {
    uint32_t count = r->program->column_count;
    struct range *allowed = ARENA_ARRAY(r->arena, struct range, count);
    for (uint32_t j = 0; j < count; j++) {
        bool still = !move.everything && r->still[j];
        allowed[j].lower = still ? RATIO_ZERO : ratio_of(-(int64_t)move.reach, 1);
        allowed[j].upper = still ? RATIO_ZERO : ratio_of((int64_t)move.reach + 1, 1);
    }
    for (uint32_t j = 0; j < count; j++) {
        const struct column *c = &r->program->columns[j];
        if (!c->money)
            continue;
        uint32_t root = find_root(r, j);
        struct ratio step = ratio_mul(r->step[root], scale_of(r, j));
        struct ratio lower = in_steps(c->lower, r->base[j], step);
        struct ratio upper = in_steps(c->upper, r->base[j], step);
        if (ratio_known(lower))
            lower = ratio_ceil_to(lower, RATIO_ONE);
        if (ratio_known(upper))
            upper = ratio_floor_to(upper, RATIO_ONE);
        narrow(&allowed[root], lower, upper);
    }
    return allowed;
}

/* Columns of the small program; false when some amount has no step left. */
static bool add_moving(struct rounding *r, struct build *build, const struct range *allowed) {
    bool possible = true;
    for (uint32_t j = 0; j < r->program->column_count; j++) {
        const struct column *c = &r->program->columns[j];
        struct origin origin = {j, NONE, NONE};
        r->moving[j] = NONE;
        if (!c->money && !c->whole) {
            struct ratio one = r->program->plan->unit;
            r->moving[j] =
                build_column(build, COLUMN_PIECE, origin, in_steps(c->lower, r->base[j], one),
                             in_steps(c->upper, r->base[j], one));
        } else if (c->money && r->parent[j] == j) {
            const struct range *range = &allowed[j];
            possible = possible && ratio_cmp(range->lower, range->upper) <= 0;
            if (ratio_sign(range->lower) != 0 || ratio_sign(range->upper) != 0)
                r->moving[j] =
                    build_column(build, COLUMN_BLOCKS, origin, range->lower, range->upper);
        }
    }
    return possible;
}

/* A form over the program's columns becomes one over the moving ones, in units. */
static void add_moved(struct rounding *r, struct build *build, const struct entry *entry) {
    uint32_t j = entry->column;
    if (r->program->columns[j].money) {
        uint32_t root = find_root(r, j);
        struct ratio step = ratio_mul(r->step[root], scale_of(r, j));
        if (r->moving[root] != NONE)
            form_add(build, r->moving[root],
                     ratio_mul(entry->coefficient, ratio_div(step, r->program->plan->unit)));
    } else if (r->moving[j] != NONE) {
        form_add(build, r->moving[j], entry->coefficient);
    }
}

/* Rounds a bound inwards where every coefficient is whole and every column takes whole steps: (33). */
static void sharpen(const struct build *build, struct range *range) {
    const struct program *small = build->program;
    for (uint32_t i = 0; i < build->form_count; i++)
        if (build->form[i].coefficient.den != 1 || !small->columns[build->form[i].column].whole)
            return;
    if (ratio_known(range->lower))
        range->lower = ratio_ceil_to(range->lower, RATIO_ONE);
    if (ratio_known(range->upper))
        range->upper = ratio_floor_to(range->upper, RATIO_ONE);
}

/* Asks a row in which amounts weigh differently for room, so that rounding them afterwards keeps
 * it, and lets it give less at a penalty: some rows have none to give. Rows of plain sums need
 * none: there whole numbers fit. */
static void leave_room(struct build *build, uint32_t room, struct range *range) {
    struct ratio most = RATIO_ZERO;
    bool plain = true;
    for (uint32_t i = 0; i < build->form_count; i++) {
        struct ratio c = build->form[i].coefficient;
        struct ratio size = ratio_max(c, ratio_neg(c));
        if (!build->program->columns[build->form[i].column].whole)
            continue;
        plain = plain && ratio_equal(size, RATIO_ONE);
        most = ratio_max(most, size);
    }
    if (plain || (ratio_known(range->lower) && ratio_known(range->upper)))
        return;
    struct ratio margin = ratio_mul(most, ratio_of(room, 1));
    struct origin origin = {NONE, NONE, NONE};
    uint32_t missing = build_column(build, COLUMN_PIECE_FULL, origin, RATIO_ZERO, RATIO_ONE);
    build->program->columns[missing].whole = false;
    if (ratio_known(range->lower)) {
        range->lower = ratio_add(range->lower, margin);
        form_add(build, missing, margin);
    } else {
        range->upper = ratio_sub(range->upper, margin);
        form_add(build, missing, ratio_neg(margin));
    }
}

static void add_rows(struct rounding *r, struct build *build, uint32_t room) {
    const struct program *program = r->program;
    struct tally here;
    tally_init(&here);
    for (uint32_t i = 0; i < program->row_count; i++) {
        const struct row *row = &program->rows[i];
        for (uint32_t k = row->start; k < row->start + row->count; k++)
            add_moved(r, build, &program->entries[k]);
        if (build->form_count == 0)
            continue;
        program_row_value(program, i, r->base, &here);
        struct ratio base = tally_ratio(&here);
        struct range range = {in_steps(row->lower, base, program->plan->unit),
                              in_steps(row->upper, base, program->plan->unit)};
        sharpen(build, &range);
        if (room > 0)
            leave_room(build, room, &range);
        build_row(build, ROW_RULE, (struct origin){i, NONE, NONE}, range.lower, range.upper);
    }
    tally_clear(&here);
}

/* What the first goal loses; columns from `first_missing` on stand for room not given. */
static struct objective small_objective(struct rounding *r, struct build *build,
                                        uint32_t first_missing) {
    const struct objective *first = &r->program->objectives[0];
    struct ratio penalty = RATIO_ONE;
    for (uint32_t i = 0; i < first->count; i++)
        add_moved(r, build, &first->entries[i]);
    for (uint32_t i = 0; i < build->form_count; i++) {
        struct ratio c = build->form[i].coefficient;
        penalty = ratio_max(penalty, ratio_max(c, ratio_neg(c)));
    }
    penalty = ratio_mul(penalty, ratio_of(first->maximize ? -PENALTY : PENALTY, 1));
    for (uint32_t j = first_missing; j < build->program->column_count; j++)
        form_add(build, j, penalty);
    return form_objective(build, first->maximize);
}

/* --- solving it --------------------------------------------------------------------------- */

static bool accept(struct rounding *r, const double *moves, struct ratio *exact) {
    const struct plan *plan = r->program->plan;
    struct ratio *amounts = ARENA_ARRAY(r->arena, struct ratio, plan->slot_count);
    for (uint32_t i = 0; i < plan->slot_count; i++) {
        uint32_t j = r->program->slot_column[i];
        amounts[i] = RATIO_ZERO;
        if (j == NONE)
            continue;
        uint32_t root = find_root(r, j);
        struct ratio steps = RATIO_ZERO;
        if (moves != NULL && r->moving[root] != NONE)
            steps = ratio_of((int64_t)llround(moves[r->moving[root]]), 1);
        struct ratio value = ratio_add(r->base[root], ratio_mul(steps, r->step[root]));
        amounts[i] = ratio_mul(value, scale_of(r, j));
    }
    complete(r->program, amounts, exact);
    return first_broken(r->program, exact) == NONE;
}

/* The small program; NULL when some amount cannot move that far. */
static struct program *small_program(struct rounding *r, struct move move) {
    struct notes notes = {0};
    struct build build;
    build_start(&build, r->program->plan, &notes);
    bool possible = add_moving(r, &build, allowed_steps(r, move));
    uint32_t first_missing = build.program->column_count;
    add_rows(r, &build, move.room);
    build.program->objectives[0] = small_objective(r, &build, first_missing);
    form_clear(&build);
    struct program *small = build_finish(&build);
    notes_free(&notes);
    if (possible)
        return small;
    program_free(small);
    return NULL;
}

/* Looks for whole steps, and takes the best that a search of so many nodes finds: ENGINE_OPTIMAL when
 * none within reach are better. */
static enum engine_status take_steps(struct rounding *r, struct move move, uint32_t nodes,
                                     struct ratio *exact) {
    struct engine_limits limits = {r->deadline, 0, nodes};
    struct program *small = small_program(r, move);
    if (small == NULL)
        return ENGINE_INFEASIBLE;
    struct engine *engine = engine_new(small);
    struct branch tree = branch_new(engine, small, NULL, 0);
    engine_set_objective(engine, &small->objectives[0]);
    enum engine_status status = branch_search(&tree, &limits);
    if (tree.found && !accept(r, tree.x, exact))
        status = ENGINE_FAILED;
    branch_free(&tree);
    engine_free(engine);
    program_free(small);
    return status;
}

/* Moves the point, still in fractions, to one whose rows leave room for rounding. */
static bool make_room(struct rounding *r, struct move move) {
    struct engine_limits limits = {r->deadline, 0, 0};
    struct program *small = small_program(r, move);
    if (small == NULL)
        return false;
    struct engine *engine = engine_new(small);
    engine_set_objective(engine, &small->objectives[0]);
    bool moved = engine_solve_linear(engine, &limits) == ENGINE_OPTIMAL;
    double unit = ratio_double(r->program->plan->unit);
    for (uint32_t j = 0; moved && j < r->program->column_count; j++) {
        bool money = r->program->columns[j].money;
        uint32_t root = money ? find_root(r, j) : j;
        double step = money ? ratio_double(ratio_mul(r->step[root], scale_of(r, j))) : unit;
        double steps = r->moving[root] == NONE ? 0 : engine_column(engine, r->moving[root]);
        r->x[j] = ratio_double(r->base[j]) + steps * step;
    }
    engine_free(engine);
    program_free(small);
    if (moved)
        find_bases(r);
    return moved;
}

static bool has_steps(enum engine_status status) {
    return status == ENGINE_OPTIMAL || status == ENGINE_FEASIBLE;
}

static bool round_here(struct rounding *r, struct ratio *exact) {
    struct move few = {false, NEAR, 0};
    return accept(r, NULL, exact) || has_steps(take_steps(r, few, FEW_NODES, exact));
}

static bool round_near(struct rounding *r, struct ratio *exact) {
    bool done = round_here(r, exact);
    for (uint32_t room = 1; !done && room <= WIDEST; room *= 2) {
        struct move move = {true, NEAR * room, room};
        done = make_room(r, move) && round_here(r, exact);
    }
    struct move all = {true, WIDEST, 0};
    return done || has_steps(take_steps(r, all, FEW_NODES, exact));
}

/* Where a coarse unit costs the goal more than NOTICEABLE, all multiples are searched, not only those near.
 * True when that proves the point found the best one. */
static bool search_all(struct rounding *r, struct ratio *exact) {
    const struct objective *goal = &r->program->objectives[0];
    struct ratio *other = ARENA_ARRAY(r->arena, struct ratio, r->program->column_count);
    struct ratio value = objective_value(goal, exact);
    double best = ratio_double(goal->constant), reached = ratio_double(value);
    for (uint32_t i = 0; i < goal->count; i++)
        best += ratio_double(goal->entries[i].coefficient) * r->x[goal->entries[i].column];
    if (fabs(best - reached) <= NOTICEABLE * fmax(1, fabs(best)))
        return false;
    struct move all = {true, FAR, 0};
    enum engine_status status = take_steps(r, all, MANY_NODES, other);
    if (!has_steps(status))
        return false;
    int order = ratio_cmp(objective_value(goal, other), value);
    if (goal->maximize ? order > 0 : order < 0)
        memcpy(exact, other, r->program->column_count * sizeof *other);
    return status == ENGINE_OPTIMAL;
}

bool round_amounts(const struct program *program, const double *x, double deadline,
                   struct ratio *exact, bool *best) {
    struct rounding r = {.program = program, .arena = arena_new(), .deadline = deadline};
    uint32_t count = program->column_count;
    assert(ratio_sign(program->plan->unit) > 0);
    r.x = ARENA_ARRAY(r.arena, double, count);
    r.parent = ARENA_ARRAY(r.arena, uint32_t, count);
    r.scale = ARENA_ARRAY(r.arena, struct ratio, count);
    r.step = ARENA_ARRAY(r.arena, struct ratio, count);
    r.base = ARENA_ARRAY(r.arena, struct ratio, count);
    r.still = ARENA_ARRAY(r.arena, bool, count);
    r.uneven = ARENA_ARRAY(r.arena, bool, program->plan->line_count);
    r.has_slot = ARENA_ARRAY(r.arena, bool, count);
    r.moving = ARENA_ARRAY(r.arena, uint32_t, count);
    memcpy(r.x, x, count * sizeof(double));
    find_classes(&r);
    find_steps(&r);
    find_bases(&r);
    bool done = round_near(&r, exact);
    memcpy(r.x, x, count * sizeof(double));
    *best = done && search_all(&r, exact);
    arena_free(r.arena);
    return done;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small program: how many steps each class of amounts moves from where it is. */
#include <math.h>

#include "solver/build.h"
#include "solver/complete.h"
#include "solver/round_parts.h"

#define FARTHEST 1000000000000 /* steps */
#define BREATH 1000000         /* parts of the goal's largest coefficient */
#define LITTLE 1e-4            /* relative */
#define PENALTY 100            /* times the goal's largest coefficient: for room not given */

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

/* Steps that the members' own bounds allow, [column_count] at roots. */
static struct range *allowed_steps(struct rounding *r, struct move move) {
    uint32_t count = r->program->column_count;
    struct range *allowed = ARENA_ARRAY(r->arena, struct range, count);
    for (uint32_t j = 0; j < count; j++) {
        bool still = !move.everything && r->still[j];
        int64_t reach = move.reach == NONE ? FARTHEST : (int64_t)move.reach;
        allowed[j].lower = still ? RATIO_ZERO : ratio_of(-reach, 1);
        allowed[j].upper = still ? RATIO_ZERO : ratio_of(reach + 1, 1);
    }
    for (uint32_t j = 0; j < count; j++) {
        const struct column *c = &r->program->columns[j];
        if (!c->money)
            continue;
        uint32_t root = rounding_root(r, j);
        struct ratio step = ratio_mul(r->step[root], rounding_scale(r, j));
        struct ratio lower = in_steps(c->lower, r->base[j], step);
        struct ratio most = move.reach == NONE ? r->most[j] : c->upper;
        struct ratio upper = in_steps(most, r->base[j], step);
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
        struct origin origin = {j, r->has_sum[j] ? 0 : 1, NONE};
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
        uint32_t root = rounding_root(r, j);
        struct ratio step = ratio_mul(r->step[root], rounding_scale(r, j));
        if (r->moving[root] != NONE)
            form_add(build, r->moving[root],
                     ratio_mul(entry->coefficient, ratio_div(step, r->program->plan->unit)));
    } else if (r->moving[j] != NONE) {
        form_add(build, r->moving[j], entry->coefficient);
    }
}

/* Rounds a bound inwards where every coefficient is whole and every column takes whole steps:
 * (33). */
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

/* The goals before keep their values. */
static void add_kept(struct rounding *r, struct build *build) {
    for (uint32_t g = 0; g < r->goal; g++) {
        const struct objective *goal = &r->program->objectives[g];
        for (uint32_t i = 0; i < goal->count; i++)
            add_moved(r, build, &goal->entries[i]);
        struct ratio room =
            in_steps(r->kept[g], objective_value(goal, r->base), r->program->plan->unit);
        build_row(build, ROW_GOAL, (struct origin){g, NONE, NONE},
                  goal->maximize ? room : RATIO_UNKNOWN, goal->maximize ? RATIO_UNKNOWN : room);
    }
}

/* The goals after lose no more than LITTLE: far moves could take much of them for nothing. */
static void add_spared(struct rounding *r, struct build *build) {
    for (uint32_t g = r->goal + 1; g < r->program->objective_count; g++) {
        const struct objective *goal = &r->program->objectives[g];
        double little = LITTLE * fmax(1, fabs(r->before[g]));
        struct ratio least =
            ratio_near(r->before[g] + (goal->maximize ? -little : little), little / 2);
        for (uint32_t i = 0; i < goal->count; i++)
            add_moved(r, build, &goal->entries[i]);
        struct ratio room =
            in_steps(least, objective_value(goal, r->base), r->program->plan->unit);
        build_row(build, ROW_GOAL, (struct origin){g, NONE, NONE},
                  goal->maximize ? room : RATIO_UNKNOWN, goal->maximize ? RATIO_UNKNOWN : room);
    }
}

static struct ratio largest_of(const struct objective *goal) {
    struct ratio most = RATIO_ZERO;
    for (uint32_t i = 0; i < goal->count; i++) {
        struct ratio c = goal->entries[i].coefficient;
        most = ratio_max(most, ratio_max(c, ratio_neg(c)));
    }
    return most;
}

/* A breath of the later goals, for moves that cost the goal nothing. */
static void add_later(struct rounding *r, struct build *build) {
    struct ratio most = largest_of(&r->program->objectives[r->goal]);
    for (uint32_t g = r->goal + 1; g < r->program->objective_count; g++) {
        const struct objective *later = &r->program->objectives[g];
        bool same = later->maximize == r->program->objectives[r->goal].maximize;
        struct ratio share = ratio_of(same ? 1 : -1, BREATH);
        struct ratio weight = ratio_mul(share, ratio_div(most, largest_of(later)));
        for (uint32_t i = 0; i < later->count && ratio_known(weight); i++) {
            struct entry entry = later->entries[i];
            entry.coefficient = ratio_mul(entry.coefficient, weight);
            add_moved(r, build, &entry);
        }
    }
}

/* What the goal loses; columns from `first_missing` on stand for room not given. */
static struct objective small_objective(struct rounding *r, struct build *build, bool later,
                                        uint32_t first_missing) {
    const struct objective *goal = &r->program->objectives[r->goal];
    struct ratio penalty = RATIO_ONE;
    for (uint32_t i = 0; i < goal->count; i++)
        add_moved(r, build, &goal->entries[i]);
    if (later)
        add_later(r, build);
    for (uint32_t i = 0; i < build->form_count; i++) {
        struct ratio c = build->form[i].coefficient;
        penalty = ratio_max(penalty, ratio_max(c, ratio_neg(c)));
    }
    penalty = ratio_mul(penalty, ratio_of(goal->maximize ? -PENALTY : PENALTY, 1));
    for (uint32_t j = first_missing; j < build->program->column_count; j++)
        form_add(build, j, penalty);
    return form_objective(build, goal->maximize);
}

struct program *small_program(struct rounding *r, struct move move) {
    struct notes notes = {0};
    struct build build;
    build_start(&build, r->program->plan, &notes);
    bool possible = add_moving(r, &build, allowed_steps(r, move));
    uint32_t first_missing = build.program->column_count;
    add_rows(r, &build, move.room);
    add_kept(r, &build);
    if (move.spare_later)
        add_spared(r, &build);
    build.program->objectives[0] = small_objective(r, &build, move.later, first_missing);
    form_clear(&build);
    struct program *small = build_finish(&build);
    notes_free(&notes);
    if (possible)
        return small;
    program_free(small);
    return NULL;
}

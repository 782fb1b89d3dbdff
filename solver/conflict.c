/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/conflict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/certificate.h"
#include "solver/interpret.h"
#include "solver/leaves.h"

#define SECONDS 5    /* at most, beyond what it took to find the plan infeasible */
#define NODES 2000   /* of a search, after which a part stays */
#define FEW_PARTS 12 /* of a search that was not ended: more would explain nothing */

enum outcome { POSSIBLE, IMPOSSIBLE, UNDECIDED };

/* Parts are numbered: rules, funds, then each line's conditions. */
struct filter {
    const struct program *program; /* as it stands in the plan */
    struct program eased;          /* the same with the bounds of dropped parts open */
    struct objective nothing;      /* to look for */
    struct engine_limits limits;
    struct arena *arena;
    bool *holds; /* [part_count] */
    uint32_t part_count;
    struct engine *engine;           /* of linear tests; NULL: with yes/no decisions */
    struct start *scale;             /* of engines for searches */
    struct certificate *certificate; /* of the plan's program, linear */
    bool *part;                      /* what the last contradiction takes */
    bool undecided;
};

/* --- what is a part of the plan ------------------------------------------------------------- */

static uint32_t number_of(const struct filter *f, const struct conflict_part *part) {
    const struct plan *plan = f->program->plan;
    switch (part->kind) {
    case CONFLICT_RULE:
        return part->position;
    case CONFLICT_FUND:
        return plan->rule_count + part->position;
    case CONFLICT_LINE:
        break;
    }
    return plan->rule_count + plan->fund_count + part->position * CONDITION_COUNT +
           (uint32_t)part->condition;
}

/* NONE: of nothing that could be eased. */
static uint32_t of_row(const struct filter *f, uint32_t row) {
    struct conflict_part part;
    return interpret_row(&f->program->rows[row], &part) ? number_of(f, &part) : NONE;
}

static uint32_t of_end(const struct filter *f, uint32_t column, bool upper) {
    struct conflict_part part;
    return interpret_end(f->program, column, upper, &part) ? number_of(f, &part) : NONE;
}

static bool is_eased(const struct filter *f, uint32_t part) {
    return part != NONE && !f->holds[part];
}

/* --- tests ---------------------------------------------------------------------------------- */

static void ease(struct filter *f) {
    const struct program *program = f->program;
    for (uint32_t i = 0; i < program->row_count; i++) {
        bool eased = is_eased(f, of_row(f, i));
        f->eased.rows[i].lower = eased ? RATIO_UNKNOWN : program->rows[i].lower;
        f->eased.rows[i].upper = eased ? RATIO_UNKNOWN : program->rows[i].upper;
    }
    for (uint32_t j = 0; j < program->column_count; j++) {
        const struct column *own = &program->columns[j];
        struct column *now = &f->eased.columns[j];
        now->lower = is_eased(f, of_end(f, j, false)) ? RATIO_ZERO : own->lower;
        now->upper = is_eased(f, of_end(f, j, true)) ? RATIO_UNKNOWN : own->upper;
    }
}

static double bound_or(struct ratio bound, double otherwise) {
    return ratio_known(bound) ? ratio_double(bound) : otherwise;
}

static void give_bounds(struct filter *f) {
    for (uint32_t i = 0; i < f->eased.row_count; i++)
        engine_set_row(f->engine, i, bound_or(f->eased.rows[i].lower, -INFINITY),
                       bound_or(f->eased.rows[i].upper, INFINITY));
    for (uint32_t j = 0; j < f->eased.column_count; j++)
        engine_set_column(f->engine, j, bound_or(f->eased.columns[j].lower, -INFINITY),
                          bound_or(f->eased.columns[j].upper, INFINITY));
}

/* Without decisions, in fractions at the end; what contradicts itself is then in `part`. */
static enum outcome test_linear(struct filter *f) {
    give_bounds(f);
    enum engine_status status = engine_solve_linear(f->engine, &f->limits);
    if (status == ENGINE_OPTIMAL || status == ENGINE_INFEASIBLE)
        status = engine_solve_exactly(f->engine, &f->limits);
    if (status == ENGINE_OPTIMAL)
        return POSSIBLE;
    bool shown =
        status == ENGINE_INFEASIBLE &&
        certificate_impossible(f->certificate, engine_exact(f->engine)->weight, f->part);
    return shown ? IMPOSSIBLE : UNDECIDED;
}

static enum outcome test_search(struct filter *f) {
    struct engine *engine = engine_new_like(&f->eased, f->scale);
    if (f->scale == NULL)
        f->scale = engine_start(engine, f->eased.row_count, f->eased.column_count);
    struct branch tree = branch_new(engine, &f->eased, NULL, 0);
    engine_set_objective(engine, &f->nothing);
    enum engine_status status = branch_search(&tree, &f->limits);
    enum outcome outcome = tree.found                    ? POSSIBLE
                           : status == ENGINE_INFEASIBLE ? IMPOSSIBLE
                                                         : UNDECIDED;
    branch_free(&tree);
    engine_free(engine);
    return outcome;
}

static enum outcome test(struct filter *f) {
    if (engine_is_over(&f->limits))
        return UNDECIDED;
    ease(f);
    return f->engine != NULL ? test_linear(f) : test_search(f);
}

/* --- the filter ----------------------------------------------------------------------------- */

/* The parts that the last contradiction takes: taken[part_count + 1], to be freed. */
static bool *taken_parts(const struct filter *f) {
    const struct program *program = f->program;
    bool *taken = memory_grow(NULL, f->part_count + (size_t)1, sizeof *taken);
    memset(taken, 0, f->part_count * sizeof *taken);
    for (uint32_t i = 0; i < program->row_count; i++)
        if (f->part[i] && of_row(f, i) != NONE)
            taken[of_row(f, i)] = true;
    for (uint32_t j = 0; j < program->column_count; j++)
        for (int upper = 0; upper < 2; upper++) {
            uint32_t part = of_end(f, j, upper == 1);
            if (part != NONE && f->part[program->row_count + 2 * (size_t)j + (size_t)upper])
                taken[part] = true;
        }
    return taken;
}

/* What the last contradiction does not take can go with it. */
static void keep_taken(struct filter *f) {
    bool *taken = taken_parts(f);
    for (uint32_t p = 0; p < f->part_count; p++)
        f->holds[p] = f->holds[p] && taken[p];
    free(taken);
}

static bool takes_what_holds(const struct filter *f) {
    bool *taken = taken_parts(f), same = true;
    for (uint32_t p = 0; p < f->part_count; p++)
        same = same && taken[p] == f->holds[p];
    free(taken);
    return same;
}

/* Those of `list` from `first` on, `count` of them, are tried without. */
static void try_without(struct filter *f, const uint32_t *list, uint32_t first,
                        uint32_t count) {
    uint32_t held = 0;
    for (uint32_t i = first; i < first + count; i++)
        held += f->holds[list[i]];
    if (held == 0)
        return;
    bool *before = memory_grow(NULL, count, sizeof *before);
    for (uint32_t i = 0; i < count; i++) {
        before[i] = f->holds[list[first + i]];
        f->holds[list[first + i]] = false;
    }
    enum outcome outcome = test(f);
    if (outcome == IMPOSSIBLE && f->engine != NULL)
        keep_taken(f);
    for (uint32_t i = 0; i < count && outcome != IMPOSSIBLE; i++)
        f->holds[list[first + i]] = before[i];
    f->undecided = f->undecided || (outcome == UNDECIDED && count == 1);
    free(before);
}

/* Lines first, rules last: rules explain more. Many at a time, as long as that may save tests. */
static void reduce(struct filter *f) {
    uint32_t *list = memory_grow(NULL, f->part_count + (size_t)1, sizeof *list), count = 0;
    for (uint32_t p = f->part_count; p-- > 0;)
        if (f->holds[p])
            list[count++] = p;
    for (uint32_t size = f->engine != NULL ? 1 : (count + 1) / 2; size > 0; size /= 2)
        for (uint32_t first = 0; first < count; first += size)
            try_without(f, list, first, size < count - first ? size : count - first);
    free(list);
}

/* --- the whole ------------------------------------------------------------------------------ */

static struct filter filter_new(const struct program *program,
                                const struct engine_limits *limits) {
    const struct plan *plan = program->plan;
    struct filter f = {.program = program,
                       .eased = *program,
                       .nothing = {.maximize = true, .constant = RATIO_ZERO},
                       .limits = *limits,
                       .arena = arena_new(),
                       .part_count = plan->rule_count + plan->fund_count +
                                     plan->line_count * CONDITION_COUNT};
    f.limits.deadline = fmin(f.limits.deadline, engine_clock() + SECONDS);
    f.limits.gap = 0;
    f.limits.nodes = NODES;
    f.eased.rows = ARENA_ARRAY(f.arena, struct row, program->row_count);
    f.eased.columns = ARENA_ARRAY(f.arena, struct column, program->column_count);
    memcpy(f.eased.rows, program->rows, program->row_count * sizeof *f.eased.rows);
    memcpy(f.eased.columns, program->columns, program->column_count * sizeof *f.eased.columns);
    f.eased.objectives = ARENA_NEW(f.arena, struct objective);
    f.eased.objectives[0] = f.nothing;
    f.eased.objective_count = 1;
    f.part = ARENA_ARRAY(f.arena, bool,
                         (size_t)program->row_count + 2 * (size_t)program->column_count);
    f.holds = ARENA_ARRAY(f.arena, bool, f.part_count);
    for (uint32_t i = 0; i < program->row_count; i++)
        if (of_row(&f, i) != NONE)
            f.holds[of_row(&f, i)] = true;
    for (uint32_t j = 0; j < program->column_count; j++)
        for (int upper = 0; upper < 2; upper++)
            if (of_end(&f, j, upper == 1) != NONE)
                f.holds[of_end(&f, j, upper == 1)] = true;
    return f;
}

static void filter_free(struct filter *f) {
    engine_free(f->engine);
    free(f->scale);
    certificate_free(f->certificate);
    arena_free(f->arena);
}

/* All rows and bounds of the parts that are left. */
static void mark_held(struct filter *f) {
    const struct program *program = f->program;
    for (uint32_t i = 0; i < program->row_count; i++)
        f->part[i] = of_row(f, i) != NONE && f->holds[of_row(f, i)];
    for (uint32_t j = 0; j < program->column_count; j++)
        for (int upper = 0; upper < 2; upper++) {
            uint32_t part = of_end(f, j, upper == 1);
            f->part[program->row_count + 2 * (size_t)j + (size_t)upper] =
                part != NONE && f->holds[part];
        }
}

static void find_linear(struct filter *f, struct settled *settled, struct answer *answer) {
    f->engine = engine_new(&f->eased);
    engine_set_objective(f->engine, &f->nothing);
    f->certificate = certificate_new(f->program);
    memcpy(f->part, settled->part,
           (size_t)f->program->row_count + 2 * (size_t)f->program->column_count);
    keep_taken(f);
    reduce(f);
    bool shown = test(f) == IMPOSSIBLE;
    interpret_conflicts(f->program, shown ? f->part : settled->part, answer);
    answer->conflict_irreducible = shown && !f->undecided && takes_what_holds(f);
    if (shown && settled->keep != NULL) {
        settled->evidence = (struct evidence){0};
        evidence_add(&settled->evidence, settled->keep, engine_exact(f->engine)->weight,
                     f->program->row_count, true);
    }
}

static void find_by_search(struct filter *f, struct answer *answer) {
    reduce(f);
    uint32_t left = 0;
    for (uint32_t p = 0; p < f->part_count; p++)
        left += f->holds[p];
    if (f->undecided && left > FEW_PARTS)
        return;
    mark_held(f);
    interpret_conflicts(f->program, f->part, answer);
    answer->conflict_irreducible = !f->undecided;
}

void conflict_find(const struct program *program, const struct engine_limits *limits,
                   struct settled *settled, struct answer *answer) {
    struct filter f = filter_new(program, limits);
    if (settled->part != NULL)
        find_linear(&f, settled, answer);
    else if (program->has_whole)
        find_by_search(&f, answer);
    filter_free(&f);
}

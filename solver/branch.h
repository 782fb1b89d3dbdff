/* SPDX-License-Identifier: GPL-3.0-or-later */
/* branch: branch and bound over the whole columns of a program.
 *
 * The search is our own, on GLPK's linear programs, because three things need its tree and GLPK
 * frees it: the next goal in rank only has to look at leaves that can still reach this goal's
 * value; a price only at leaves that one more dollar could lift past it; and a solution counts
 * only once its whole columns have been fixed and the linear program solved again, so that no
 * tolerance lets a project in by a cent.
 *
 * Nodes are kept; a leaf is a node that was not split. Each solved node keeps the dual values of
 * the `watched` rows: its bound moves by at most the dual value for one more unit of the row,
 * because the value of a linear program is concave in its bounds (docs/mathematics.md (37)). */
#ifndef SOLVER_BRANCH_H
#define SOLVER_BRANCH_H

#include "solver/engine.h"

#define BRANCH_TIE 1e-9 /* relative: objectives nearer than this are not told apart */

enum node_state {
    NODE_OPEN,      /* still to be solved */
    NODE_SPLIT,     /* has two children */
    NODE_BOUNDED,   /* leaf: its bound does not beat the best solution */
    NODE_SOLVED,    /* leaf: its bound is reached by a solution in it */
    NODE_IMPOSSIBLE /* leaf: no solution in it */
};

struct branch_node {
    uint32_t parent;     /* NONE at the root */
    uint32_t column;     /* of the bound that sets it apart from its parent */
    double lower, upper; /* of that column */
    double at;           /* the column's fractional value when its parent was split */
    double bound;        /* no solution in it has a better objective */
    uint32_t duals;      /* position of its (or its parent's) dual values, or of what makes it
                            impossible, in units of watched_count; NONE: none */
    enum node_state state;
    struct basis *basis; /* of its parent's linear program, to start from; NULL: not kept */
};

struct branch {
    struct engine *engine;
    const struct program *program;
    const uint32_t *watched; /* [watched_count] rows */
    uint32_t watched_count;
    struct branch_node *nodes; /* [node_count] */
    uint32_t node_count, node_capacity;
    double *duals; /* [dual_count * watched_count] */
    uint32_t dual_count, dual_capacity;
    uint32_t *heap;  /* [heap_count] open nodes, best bound first; some are no longer open */
    uint32_t *stack; /* [stack_count] the same in the order in which they were opened */
    uint32_t heap_count, heap_capacity, stack_count, stack_capacity;
    double *x;            /* [column_count] the best solution, when found */
    double value;         /* its objective */
    struct basis *home;   /* of its linear program; NULL: none found */
    bool found, improved; /* improved: by the present search */
    uint32_t goal;        /* whose objective is searched for */
    uint32_t at;          /* node whose basis the engine has, or NONE: not known */
    size_t bases;         /* bytes of bases kept */
    uint32_t dive;        /* node to be looked at next whatever its bound, or NONE */
    double
        *gain; /* [4 * column_count] what branching has changed the bound by, per unit: sum and
                       count downwards, sum and count upwards */
    uint32_t *moved; /* [moved_count] columns whose bounds differ from the program's */
    uint32_t moved_count;
    uint8_t *is_moved; /* [column_count] */
    /* The caller's word on a solution: whether it counts, and with what objective. NULL: all do,
     * with their own. A leaf of a solution that does not count is searched on. */
    bool (*admit)(void *context, const double *x, double *value);
    void *context;
    /* What a caller may ask for besides: */
    double enough; /* the search ends with a solution as good as this; NAN: with the best */
    bool
        from_best; /* dives to a first solution start from the best open node, not the newest */
    const bool *first; /* [column_count] columns to branch on before others; NULL: none */
};

struct branch branch_new(struct engine *engine, const struct program *program,
                         const uint32_t *watched, uint32_t watched_count);
void branch_free(struct branch *branch);

/* The same tree, to be searched again for a goal, the same or another, and perhaps with other
 * bounds: no node is open, nothing is found. A caller may set `found` and `value` to ask only for
 * something better. */
struct branch branch_again(const struct branch *tree, uint32_t goal);
/* The same tree of a program with more rows and columns, after those of its own, which `engine`
 * holds. */
struct branch branch_onto(const struct branch *tree, struct engine *engine,
                          const struct program *program, uint32_t goal);
/* The same tree, once searched, with the leaves open in which its value can still be had but for
 * `room`: docs/mathematics.md (38). */
struct branch branch_within(const struct branch *tree, uint32_t goal, double room);
/* Opens a leaf, with what is known of its objective (INFINITY or -INFINITY: nothing). */
void branch_open(struct branch *branch, uint32_t node, double bound);
bool branch_is_leaf(const struct branch_node *node);
/* Dual value that a leaf keeps for the position'th watched row; of one that is impossible, what the
 * row takes of the contradiction (engine_refutation). NAN: not known. */
double branch_dual(const struct branch *branch, uint32_t node, uint32_t position);

/* Solves a leaf's linear program to its end, where a search stops once it stays behind: its bound
 * and dual values are then its own. */
void branch_sharpen(struct branch *branch, uint32_t node, const struct engine_limits *limits);

/* Searches the open nodes (at first: the root) for the engine's present objective. OPTIMAL:
 * the best
 * solution of all nodes is in x, value. INFEASIBLE: none, or none better than was asked for.
 * FEASIBLE, LIMIT: a limit came first; branch_bound tells what may still be reached. */
enum engine_status branch_search(struct branch *branch, const struct engine_limits *limits);
/* The best objective that the solution, the open nodes and those left for the gap leave
 * possible. */
double branch_bound(const struct branch *branch);

/* The next solve starts from the solution's basis, if there is one. */
void branch_start_from_solution(const struct branch *branch);
/* Sets the engine's column bounds to those of a node; NONE: to those of the program. A basis kept
 * for the node is the start of the next solve. */
void branch_enter(struct branch *branch, uint32_t node);

#endif

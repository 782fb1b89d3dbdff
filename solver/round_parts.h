/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of round: a point with its classes (round_point.c), the small program around it
 * (round_small.c), dives to whole steps (round_dive.c), the best multiples near a point
 * (round_near.c). Private to round. */
#ifndef SOLVER_ROUND_PARTS_H
#define SOLVER_ROUND_PARTS_H

#include "solver/engine.h"

/* Money columns in a fixed ratio to each other move together: column = ratio * root. */
struct rounding {
    const struct program *program;
    double deadline;
    uint32_t goal; /* the one that multiples are looked for; those before keep their `kept` */
    struct ratio *kept; /* [goal] values, never worse */
    double *before;     /* [objective_count] values in fractions */
    double enough;      /* value of the goal that is good enough */
    bool is_taken;      /* x is the allocation that was taken among equals */
    double *x;          /* [column_count] the point to round */
    struct arena *arena;
    uint32_t *parent;    /* [column_count] towards the root of its class */
    struct ratio *scale; /* [column_count] column = scale * parent */
    struct ratio *step;  /* [column_count] $, at roots: the class moves by whole steps */
    struct ratio *most;  /* [column_count] no column can be more; may be unknown */
    bool *uneven;        /* [line_count] some amount of the line is no multiple: all may move */
    bool *has_slot,
        *has_sum;       /* [column_count] at roots: some member is paid; is a sum of others */
    struct ratio *base; /* [column_count] exact value from which columns move */
    bool *still; /* [column_count] at roots: a multiple already, and of slots, not of sums */
    uint32_t *moving; /* [column_count] at roots and at columns not of money: the column of the
                             small program, or NONE */
    /* what was found: */
    bool found;
    struct ratio *exact; /* [column_count] the best point */
    bool from_taken;     /* it was found near the allocation that was taken among equals */
    struct ratio value;  /* of the goal there */
    bool proved;         /* with whole columns as they are, no multiples do better, or, when
                            nothing was found, there are none */
    struct ratio *trial, *amounts; /* [column_count], [slot_count] room for points on trial */
};

/* How far amounts may move, and how much room rows keep for moves to come. */
struct move {
    bool everything; /* amounts that are multiples already as well */
    uint32_t reach;  /* steps; NONE: as far as their bounds allow */
    uint32_t room;   /* steps */
    bool later; /* of moves that are worth the same to the goal, those that later goals want */
    bool
        spare_later; /* and none that takes more than a little of what these had in fractions */
};

struct rounding rounding_new(const struct program *program);
void rounding_free(struct rounding *r);
/* Takes another point; what was found stays. */
void rounding_from(struct rounding *r, const double *x);
/* After x has changed: what may move, and from where. */
void rounding_find_bases(struct rounding *r);
/* Root of a money column's class, and the column in units of it. */
uint32_t rounding_root(struct rounding *r, uint32_t column);
struct ratio rounding_scale(struct rounding *r, uint32_t column);

/* The small program around the point; NULL when some amount cannot move that far. */
struct program *small_program(struct rounding *r, struct move move);
/* Whole steps for the small program by diving, moves[column_count]; false when that fails. With
 * sums_first, sums are made whole before their parts: columns of the small program say in
 * `fund` whether they
 * are sums (0) or not (1), and in `line` which column of the program they move. */
bool round_dive(const struct program *small, bool sums_first, double deadline, double *moves);

/* How hard to look: by one short dive; until any are found; or for the best. */
enum effort { EFFORT_LEAST, EFFORT_ANY, EFFORT_MOST };

/* Looks for multiples better than those found; true when they are good enough. */
bool round_near(struct rounding *r, enum effort effort);
bool rounding_is_enough(const struct rounding *r);

#endif

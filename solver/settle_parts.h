/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of settle: goals as linear programs (settle.c), and the searches for yes/no decisions
 * (settle_search.c). Private to settle. */
#ifndef SOLVER_SETTLE_PARTS_H
#define SOLVER_SETTLE_PARTS_H

#include "solver/certificate.h"
#include "solver/settle.h"

#define GOAL_SLACK 1e-9 /* relative: room that later searches leave to a goal's row */

struct settling {
    struct engine *engine;
    const struct program *program;
    const struct engine_limits *limits;
    struct settled *settled;
    struct arena *arena;
    double slack;                    /* GOAL_SLACK, or less */
    enum engine_status status;       /* of the last search */
    struct certificate *certificate; /* of the stages as linear programs */
};

/* Notes what all goals so far are worth at x, once the last stage of one is settled. */
void settle_note_history(struct settling *s, uint32_t stage);
bool settle_ends_goal(const struct program *program, uint32_t stage);
/* What later goals may take of a stage whose best is `value`: (42). */
double settle_room_of(const struct settling *s, uint32_t stage, double value);
/* Worse than this it would be missed: by more than `slack`, which is relative, worse than what
 * later goals may make it and, once that is known, than it was for the decisions settled. */
double settle_least(const struct settling *s, uint32_t stage, double slack);
/* Later stages may not take more than `room` of what this one has reached. */
void settle_keep_value(struct settling *s, uint32_t stage, double room);
/* Once a goal is settled, its stages give the room that it leaves; until then, none. */
void settle_keep_stage(struct settling *s, uint32_t stage);

/* One search per stage; x are then the best decisions, of several the ones preferred. */
bool settle_search(struct settling *s);

#endif

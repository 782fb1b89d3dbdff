/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For each price of a linear program, what shows it: (67), from the simplex method in fractions. */
#include <math.h>
#include <stdlib.h>

#include "solver/evidence.h"
#include "solver/movement.h"

#define PIVOTS_AT_A_TIME 16 /* between looks at the clock */
#define MOST_COLUMNS 3000   /* beyond, points are longer than the result itself */

struct showing {
    const struct program *program;
    const struct basis *home;
    const struct engine_limits *limits;
    struct arena *arena;
    struct row *rows; /* [row_count] of the moved program */
    uint8_t *states;  /* [row_count + column_count] of the home basis */
};

static uint8_t state_of(uint8_t standing) {
    switch (standing) {
    case STANDS_BASIC:
        return BASIC;
    case STANDS_UPPER:
        return AT_UPPER;
    case STANDS_FREE:
        return AT_ZERO;
    default:
        return AT_LOWER;
    }
}

/* The best of the moved program, to be freed; NULL where there is none in time. */
static struct simplex *solve_moved(struct showing *s, const struct program *moved) {
    struct simplex *simplex = simplex_new(moved, &s->program->objectives[0]);
    enum simplex_status status = SIMPLEX_STOPPED;
    simplex_start(simplex, s->states);
    while (status == SIMPLEX_STOPPED && !engine_is_over(s->limits))
        status = simplex_run(simplex, PIVOTS_AT_A_TIME);
    if (status == SIMPLEX_OPTIMAL)
        return simplex;
    simplex_free(simplex);
    return NULL;
}

/* Multipliers from halfway, where the slope is one, and the point from the end. */
static void show(struct showing *s, const struct movement *movement, int direction,
                 struct ratio distance, const char **words) {
    words[0] = words[1] = "-";
    if (!ratio_known(distance))
        return;
    struct ratio half = ratio_div(distance, ratio_of(2, 1));
    struct program moved = price_moved(s->program, s->rows, movement, direction, half);
    struct simplex *middle = solve_moved(s, &moved);
    if (middle != NULL)
        words[0] = sparse_keep(s->arena, middle->weight, s->program->row_count);
    simplex_free(middle);
    if (middle == NULL)
        return;
    moved = price_moved(s->program, s->rows, movement, direction, distance);
    struct simplex *end = solve_moved(s, &moved);
    if (end != NULL)
        words[1] = sparse_keep(s->arena, end->value + end->row_count, s->program->column_count);
    else
        words[0] = "-";
    simplex_free(end);
}

void evidence_of_prices(const struct program *program, const struct settled *settled,
                        const struct engine_limits *limits, struct answer *answer) {
    struct evidence *evidence = &answer->evidence;
    if (program->has_whole || program->column_count > MOST_COLUMNS || settled->home == NULL ||
        settled->home->row_count != program->row_count)
        return;
    uint32_t variables = program->row_count + program->column_count;
    struct pricing p = pricing_list(program, answer);
    struct showing s = {program, settled->home, limits, answer->arena, NULL, NULL};
    s.rows = memory_grow(NULL, program->row_count, sizeof *s.rows);
    s.states = memory_grow(NULL, variables, 1);
    for (uint32_t i = 0; i < variables; i++)
        s.states[i] = state_of(settled->home->standing[i]);
    evidence->price_count = PRICE_WORDS * p.count;
    evidence->prices = ARENA_ARRAY(answer->arena, const char *, evidence->price_count);
    for (uint32_t i = 0; i < 2 * p.count; i++) {
        bool endless;
        struct ratio distance =
            price_distance(p.prices[i / 2], p.bounds[i / 2], (int)(i % 2), &endless);
        show(&s, &p.movements[i / 2], (int)(i % 2), distance, &evidence->prices[2 * (size_t)i]);
    }
    free(s.rows);
    free(s.states);
    pricing_free(&p);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/sense_parts.h"

#include <stdlib.h>

#define MOST_SHOWN 8         /* lines of a cycle */
#define MOST_STEPS 20000000u /* of the search for contradictions */

/* --- cycles ----------------------------------------------------------------------------------- */

enum colour { WHITE, ON_PATH, DONE };

/* A walk along `requires` without recursion: a chain may be as long as the plan. */
struct walk {
    uint32_t *path;  /* [line_count] */
    uint32_t *next;  /* [line_count] which of its `requires` comes next */
    uint8_t *colour; /* [line_count] */
    uint32_t depth;
};

static void note_cycle(const struct view *s, const struct walk *walk, uint32_t from) {
    const struct line *lines = s->plan->lines;
    struct text cycle = {0};
    for (uint32_t i = from; i < walk->depth && i < from + MOST_SHOWN; i++) {
        text_add(&cycle, lines[walk->path[i]].entity.id);
        text_add(&cycle, " \xE2\x86\x92 ");
    }
    if (walk->depth - from > MOST_SHOWN) {
        text_add(&cycle, "\xE2\x80\xA6 \xE2\x86\x92 ");
    }
    text_add(&cycle, lines[walk->path[from]].entity.id);
    notes_input(s->notes, s->places[walk->path[from]].requires,
                "« requires » tourne en rond : %s", "'requires' goes in a circle: %s",
                text_string(&cycle));
    if (walk->depth - from > 1) {
        notes_also(s->notes, s->places[walk->path[walk->depth - 1]].requires);
    }
    notes_advise(s->notes, "ôtez l’une de ces exigences", "take one of these requirements out");
    text_free(&cycle);
}

static void enter(struct walk *walk, uint32_t line) {
    walk->colour[line] = ON_PATH;
    walk->next[line] = 0;
    walk->path[walk->depth++] = line;
}

static void walk_from(const struct view *s, struct walk *walk, uint32_t start) {
    enter(walk, start);
    while (walk->depth > 0) {
        uint32_t line = walk->path[walk->depth - 1];
        const struct picks *requires = &s->plan->lines[line].requires;
        if (walk->next[line] == requires->count) {
            walk->colour[line] = DONE;
            walk->depth--;
            continue;
        }
        uint32_t other = requires->list[walk->next[line]++];
        if (walk->colour[other] == WHITE) {
            enter(walk, other);
        } else if (walk->colour[other] == ON_PATH) {
            uint32_t from = walk->depth - 1;
            while (walk->path[from] != other) {
                from--;
            }
            note_cycle(s, walk, from);
        }
    }
}

static void find_cycles(const struct view *s) {
    uint32_t count = s->plan->line_count;
    struct walk walk = {
        .path = memory_grow(NULL, count + 1, sizeof(uint32_t)),
        .next = memory_grow(NULL, count + 1, sizeof(uint32_t)),
        .colour = memory_grow(NULL, count + 1, 1),
    };
    for (uint32_t i = 0; i < count; i++) {
        walk.colour[i] = WHITE;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (walk.colour[i] == WHITE && s->plan->lines[i].requires.count > 0) {
            walk_from(s, &walk, i);
        }
    }
    free(walk.path);
    free(walk.next);
    free(walk.colour);
}

/* --- contradictions --------------------------------------------------------------------------- */

/* Who requires each line, in one list: first[line] .. first[line + 1]. */
struct demand {
    uint32_t *first; /* [line_count + 1] */
    uint32_t *list;
    uint32_t *stamp; /* [line_count] */
    uint32_t *queue; /* [line_count] */
    uint32_t now;
    uint64_t steps;
};

static void demand_init(struct demand *demand, const struct plan *plan) {
    uint32_t count = plan->line_count;
    demand->first = memory_grow(NULL, (size_t)count + 2, sizeof(uint32_t));
    demand->stamp = memory_grow(NULL, (size_t)count + 1, sizeof(uint32_t));
    demand->queue = memory_grow(NULL, (size_t)count + 1, sizeof(uint32_t));
    for (uint32_t i = 0; i < count + 2; i++) {
        demand->first[i] = 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        demand->stamp[i] = 0;
        for (uint32_t k = 0; k < plan->lines[i].requires.count; k++) {
            demand->first[plan->lines[i].requires.list[k] + 2]++;
        }
    }
    for (uint32_t i = 2; i < count + 2; i++) {
        demand->first[i] += demand->first[i - 1];
    }
    demand->list = memory_grow(NULL, (size_t)demand->first[count + 1] + 1, sizeof(uint32_t));
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < plan->lines[i].requires.count; k++) {
            demand->list[demand->first[plan->lines[i].requires.list[k] + 1]++] = i;
        }
    }
}

/* Visits a line and all that require it, near or far. Those met get the stamp `mark`; the first
 * that already has the stamp `wanted` (not 0) is returned, else NONE. */
static uint32_t visit(struct demand *demand, uint32_t line, uint32_t wanted, uint32_t mark) {
    uint32_t head = 0, tail = 0;
    demand->queue[tail++] = line;
    while (head < tail) {
        uint32_t at = demand->queue[head++];
        if (wanted != 0 && demand->stamp[at] == wanted) {
            return at;
        }
        demand->stamp[at] = mark;
        for (uint32_t k = demand->first[at]; k < demand->first[at + 1]; k++) {
            uint32_t other = demand->list[k];
            demand->steps++;
            if (wanted != 0 && demand->stamp[other] == wanted) {
                return other;
            }
            if (demand->stamp[other] != mark) {
                demand->stamp[other] = mark;
                demand->queue[tail++] = other;
            }
        }
    }
    return NONE;
}

static void check_pair(const struct view *s, struct demand *demand, uint32_t a, uint32_t b) {
    demand->now += 2;
    visit(demand, a, 0, demand->now);
    uint32_t both = visit(demand, b, demand->now, demand->now + 1);
    if (both == NONE) {
        return;
    }
    const struct line *lines = s->plan->lines;
    struct place requires = s->places[both].requires;
    if (both == a || both == b) {
        notes_input(s->notes, requires, "« %s » demande « %s » et l’exclut",
                    "'%s' requires '%s' and excludes it", lines[both].entity.id,
                    lines[both == a ? b : a].entity.id);
    } else {
        notes_input(s->notes, requires, "« %s » demande « %s » et « %s », qui s’excluent",
                    "'%s' requires '%s' and '%s', which exclude each other",
                    lines[both].entity.id, lines[a].entity.id, lines[b].entity.id);
    }
    notes_also(s->notes, s->places[a].excludes);
}

static bool is_always_funded(const struct line *line) {
    return ratio_sign(sense_line_least(line)) > 0 || line->commitment_count > 0;
}

static void check_both_funded(const struct view *s, uint32_t a, uint32_t b) {
    const struct line *one = &s->plan->lines[a], *other = &s->plan->lines[b];
    if (is_always_funded(one) && is_always_funded(other)) {
        notes_add(s->notes, NOTE_HOPELESS, s->places[a].excludes,
                  "« %s » exclut « %s », mais toutes deux sont requises ou engagées",
                  "'%s' excludes '%s', but both are required or committed", one->entity.id,
                  other->entity.id);
        notes_also(s->notes, other->entity.place);
    }
}

static void find_contradictions(const struct view *s) {
    const struct plan *plan = s->plan;
    struct demand demand = {.now = 0};
    demand_init(&demand, plan);
    for (uint32_t a = 0; a < plan->line_count; a++) {
        const struct picks *excludes = &plan->lines[a].excludes;
        for (uint32_t k = 0; k < excludes->count && demand.steps < MOST_STEPS; k++) {
            check_pair(s, &demand, a, excludes->list[k]);
            check_both_funded(s, a, excludes->list[k]);
        }
    }
    free(demand.first);
    free(demand.list);
    free(demand.stamp);
    free(demand.queue);
}

void sense_requires(const struct view *s) {
    find_cycles(s);
    for (uint32_t i = 0; i < s->plan->line_count; i++) {
        if (s->plan->lines[i].excludes.count > 0) {
            find_contradictions(s);
            return;
        }
    }
}

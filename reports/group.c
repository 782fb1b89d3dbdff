/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/group.h"

#include <string.h>

#define INDENT "\u00a0\u00a0"

/* --- names --------------------------------------------------------------------------------- */

static bool ends_with(const char *string, size_t length, const char *end) {
    size_t tail = strlen(end);
    return tail <= length && strncmp(string + length - tail, end, tail) == 0;
}

/* Bytes of a line's name before " – Territory" at its end; 0 when it does not end so. */
static size_t stem_length(const struct teller *teller, const struct line *line) {
    static const char *const joints[] = {" ", "-", ",", ":", "(", "–", "\u00a0"};
    const char *name = line->entity.name;
    size_t length = strlen(name);
    if (line->family == NONE || line->territory == NONE ||
        !ends_with(name, length, teller_territory(teller, line))) {
        return 0;
    }
    length -= strlen(teller_territory(teller, line));
    for (size_t i = 0; i < sizeof joints / sizeof *joints;) {
        bool joined = ends_with(name, length, joints[i]);
        length -= joined ? strlen(joints[i]) : 0;
        i = joined ? 0 : i + 1;
    }
    return length;
}

/* Whether two lines are of one template and named alike but for their territory. */
static bool same_stem(const struct teller *teller, uint32_t a, uint32_t b) {
    const struct line *one = &teller->plan->lines[a], *other = &teller->plan->lines[b];
    size_t length = stem_length(teller, one);
    return length > 0 && one->family == other->family && stem_length(teller, other) == length &&
           strncmp(one->entity.name, other->entity.name, length) == 0;
}

/* Whether the n-th line has a neighbour of its template. */
static bool in_cluster(const struct teller *teller, const struct group *group, uint32_t n) {
    const uint32_t *lines = group->lines;
    return (n > 0 && same_stem(teller, lines[n - 1], lines[n])) ||
           (n + 1 < group->line_count && same_stem(teller, lines[n], lines[n + 1]));
}

/* --- territories --------------------------------------------------------------------------- */

static const struct line *line_at(const struct teller *teller, const struct group *group,
                                  uint32_t n) {
    return &teller->plan->lines[group->lines[n]];
}

/* Whether some line outside the clusters is in a territory that its name does not say. */
static bool territories_matter(const struct teller *teller, const struct group *group) {
    for (uint32_t n = 0; n < group->line_count; n++) {
        const struct line *line = line_at(teller, group, n);
        if (!in_cluster(teller, group, n) && line->territory != NONE &&
            strstr(line->entity.name, teller_territory(teller, line)) == NULL) {
            return true;
        }
    }
    return false;
}

/* Whether each territory's lines outside the clusters stand together. */
static bool stand_together(const struct teller *teller, const struct group *group) {
    uint32_t count = teller->plan->territory_count, before = NONE;
    bool *seen = ARENA_ARRAY(teller->report->arena, bool, count + 1);
    for (uint32_t n = 0; n < group->line_count; n++) {
        uint32_t territory = line_at(teller, group, n)->territory;
        uint32_t position = territory == NONE ? count : territory;
        if (in_cluster(teller, group, n)) {
            before = NONE;
            continue;
        }
        if (position != before && seen[position]) {
            return false;
        }
        seen[position] = true;
        before = position;
    }
    return true;
}

/* --- headings ------------------------------------------------------------------------------ */

static const char *stem(const struct teller *teller, const struct line *line) {
    return arena_copy(teller->report->arena, line->entity.name, stem_length(teller, line));
}

static const char *indented(const struct teller *teller, const char *name) {
    return teller_format(teller, INDENT "%s", INDENT "%s", name);
}

static void name_lines(const struct teller *teller, struct group *group, bool by_territory) {
    const char *above = "";
    for (uint32_t n = 0; n < group->line_count; n++) {
        const struct line *line = line_at(teller, group, n);
        const char *place = teller_territory(teller, line);
        bool cluster = in_cluster(teller, group, n);
        const char *heading = cluster ? stem(teller, line) : by_territory ? place : "";
        group->labels[n] = line->entity.name;
        if (heading[0] != '\0') {
            group->labels[n] = indented(teller, cluster ? place : line->entity.name);
        }
        if (heading[0] != '\0' && strcmp(heading, above) != 0) {
            group->headings[n] = heading;
        }
        above = heading;
    }
}

/* --- members ------------------------------------------------------------------------------- */

static bool pays_any(const struct teller *teller, const struct group *group, uint32_t fund) {
    for (uint32_t i = 0; i < group->line_count; i++) {
        struct ratio paid = teller_paid(teller, group->lines[i], fund);
        if (!ratio_known(paid) || ratio_sign(paid) > 0) {
            return true;
        }
    }
    return false;
}

struct group group_new(const struct teller *teller, uint32_t kind) {
    const struct plan *plan = teller->plan;
    struct arena *arena = teller->report->arena;
    struct group group = {.kind = kind};
    group.headings = ARENA_ARRAY(arena, const char *, plan->line_count);
    group.labels = ARENA_ARRAY(arena, const char *, plan->line_count);
    group.lines = ARENA_ARRAY(arena, uint32_t, plan->line_count);
    group.funds = ARENA_ARRAY(arena, uint32_t, plan->fund_count);
    for (uint32_t i = 0; i < plan->line_count; i++) {
        if (plan->lines[i].kind == kind && teller->answer->lines[i].funded) {
            group.lines[group.line_count++] = i;
        }
    }
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        if (pays_any(teller, &group, i)) {
            group.funds[group.fund_count++] = i;
        }
    }
    bool matter = territories_matter(teller, &group);
    bool by_territory = matter && stand_together(teller, &group);
    group.has_territory_column = matter && !by_territory;
    name_lines(teller, &group, by_territory);
    return group;
}

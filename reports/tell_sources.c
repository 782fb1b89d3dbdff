/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the figures come from: the note on illustrative ones, and who cites which source. */
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "reports/teller.h"

#define MOST_CITED 6 /* names after a source, before "and n more" */

struct citations {
    struct names sources;
    struct cited {
        struct text names;
        uint32_t count;
        const char *last;
    } * list; /* [sources.count] */
    uint32_t capacity;
};

static void cite(struct citations *citations, const char *source, const char *name) {
    bool is_new = false;
    if (source == NULL) {
        return;
    }
    uint32_t position = names_add(&citations->sources, source, &is_new);
    if (is_new) {
        ARRAY_RESERVE(citations->list, position, citations->capacity);
        citations->list[position] = (struct cited){.names = {0}};
    }
    struct cited *cited = &citations->list[position];
    if (cited->last != NULL && strcmp(cited->last, name) == 0) {
        return; /* members of one template */
    }
    cited->last = name;
    if (cited->count++ < MOST_CITED) {
        text_add(&cited->names, cited->names.length > 0 ? ", " : "");
        text_add(&cited->names, name);
    }
}

/* "Entente de mobilisation" of "Entente de mobilisation – {territory}"; the id where the members'
 * names come first. */
static const char *template_name(struct arena *arena, const struct family *family) {
    static const char *const joints[] = {" ", "\u00a0", "–", "—", "-", ":", ",", "("};
    size_t length = strcspn(family->name, "{");
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        size_t size = strlen(joints[i]);
        if (length >= size && memcmp(family->name + length - size, joints[i], size) == 0) {
            length -= size;
            i = (size_t)-1; /* there may be more before it */
        }
    }
    return length > 0 ? arena_copy(arena, family->name, length) : family->id;
}

static void cite_all(const struct teller *teller, struct citations *citations) {
    const struct plan *plan = teller->plan;
    for (uint32_t i = 0; i < plan->territory_count; i++) {
        cite(citations, plan->territories[i].entity.source, plan->territories[i].entity.name);
    }
    for (uint32_t i = 0; i < plan->axis_count; i++) {
        cite(citations, plan->axes[i].entity.source, teller_short(&plan->axes[i].entity));
    }
    for (uint32_t i = 0; i < plan->fund_count; i++) {
        cite(citations, plan->funds[i].entity.source, plan->funds[i].entity.name);
    }
    for (uint32_t i = 0; i < plan->line_count; i++) {
        const struct line *line = &plan->lines[i];
        bool alone = line->family == NONE;
        cite(citations, line->entity.source,
             alone ? line->entity.name
                   : template_name(teller->report->arena, &plan->families[line->family]));
    }
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        const struct rule *rule = &plan->rules[i];
        cite(citations, rule->entity.source, plan->rule_families[rule->family].name);
    }
}

static void add_source(struct teller *teller, struct table *table,
                       const struct citations *citations, uint32_t index) {
    const struct cited *cited = &citations->list[index];
    const char *names = text_string(&cited->names);
    if (cited->count > MOST_CITED) {
        names = teller_format(teller, "%s et %u autres", "%s and %u more", names,
                              cited->count - MOST_CITED);
    }
    struct cell *row = table_row(teller->report, table);
    row[0] = cell_text(citations->sources.list[index]);
    row[1] = cell_text(teller_format(teller, "%s", "%s", names));
}

void tell_sources(struct teller *teller) {
    struct citations citations = {0};
    if (teller->has_illustrative) {
        report_paragraph(
            teller->report,
            teller_format(teller,
                          "° montants illustratifs : au moins un chiffre n’a pas de source "
                          "publique.",
                          "° illustrative: at least one figure has no public source."));
    }
    cite_all(teller, &citations);
    if (citations.sources.count > 0) {
        const struct column_head heads[] = {
            {teller_format(teller, "Source", "Source"), "source", CELL_TEXT, false},
            {teller_format(teller, "Citée pour", "Cited for"), "cited", CELL_TEXT, false},
        };
        struct table *table = report_table(
            teller->report, teller_format(teller, "Sources", "Sources"), "sources", heads, 2);
        for (uint32_t i = 0; i < citations.sources.count; i++) {
            add_source(teller, table, &citations, i);
        }
    }
    for (uint32_t i = 0; i < citations.sources.count; i++) {
        text_free(&citations.list[i].names);
    }
    free(citations.list);
    names_free(&citations.sources);
}

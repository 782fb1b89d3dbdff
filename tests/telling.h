/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report on the answer of tests/report_plan.h, and what can be asked of it. */
#ifndef TESTS_TELLING_H
#define TESTS_TELLING_H

#include "reports/tell.h"
#include "tests/close.h"
#include "tests/report_plan.h"

#define NB "\u00a0"     /* no-break space */
#define NARROW "\u202f" /* narrow no-break space */

struct told {
    struct plan *plan;
    struct answer *answer;
    struct report *report;
};

static inline int make(void **state) {
    struct told *told = calloc(1, sizeof *told);
    told->plan = small_plan();
    told->answer = small_answer(told->plan);
    *state = told;
    return 0;
}

static inline int release(void **state) {
    struct told *told = *state;
    report_free(told->report);
    answer_free(told->answer);
    arena_free(told->plan->arena);
    free(told);
    return 0;
}

static inline void tell(struct told *told, enum language language) {
    report_free(told->report);
    told->report = tell_answer(told->answer, language);
}

/* The table of that key; `skip` of them are passed over. */
static inline const struct table *table_of(const struct told *told, const char *key,
                                           uint32_t skip) {
    for (uint32_t i = 0; i < told->report->block_count; i++) {
        const struct table *table = told->report->blocks[i].table;
        if (table != NULL && strcmp(table->key, key) == 0 && skip-- == 0) {
            return table;
        }
    }
    return NULL;
}

static inline const struct cell *cell_of(const struct table *table, uint32_t row,
                                         const char *key) {
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->heads[i].key, key) == 0) {
            return &table->cells[row * table->column_count + i];
        }
    }
    return NULL;
}

static inline bool says(const struct told *told, const char *part) {
    for (uint32_t i = 0; i < told->report->block_count; i++) {
        const struct block *block = &told->report->blocks[i];
        if (block->text != NULL && strstr(block->text, part) != NULL) {
            return true;
        }
    }
    return false;
}

static inline bool notes(const struct table *table, const char *part) {
    for (uint32_t i = 0; i < table->note_count; i++) {
        if (strstr(table->notes[i], part) != NULL) {
            return true;
        }
    }
    return false;
}

#define WITH_ANSWER(test) cmocka_unit_test_setup_teardown(test, make, release)

#endif

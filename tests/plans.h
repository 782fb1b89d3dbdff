/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plans: a plan from a string or a file, its program, and its answer.
 *
 * All notes are in English. Whatever begins must be ended; what goes wrong on the way is told and
 * fails the test. */
#ifndef TESTS_PLANS_H
#define TESTS_PLANS_H

#include "tests/close.h"

#include "base/file.h"
#include "model/path.h"
#include "model/read.h"
#include "solver/formulate.h"
#include "solver/solve.h"

struct planned {
    struct source *source;
    struct notes notes; /* of reading, formulating and solving */
    struct plan *plan;
    struct program *program; /* once plan_program was asked for it */
    struct answer *answer;   /* of the last plan_solve */
};

static inline void plan_end(struct planned *p) {
    answer_free(p->answer);
    program_free(p->program);
    plan_free(p->plan);
    notes_free(&p->notes);
    source_free(p->source);
    *p = (struct planned){0};
}

/* `set`: a change as of --set, or NULL. */
static inline struct planned plan_of_source_but(struct source *source, const char *set,
                                                struct notes notes) {
    struct planned p = {.source = source, .notes = notes};
    p.notes.bears_hopeless = true; /* that nothing satisfies it is for the solver to find */
    struct tree *tree = source != NULL ? tree_read(source, &p.notes) : NULL;

    if (tree != NULL && set != NULL) {
        assert_true(path_set(tree, set, &p.notes));
    }
    p.plan = tree != NULL ? plan_read(tree, true, &p.notes) : NULL;
    tree_free(tree);
    if (p.plan == NULL) {
        close_tell(&p.notes);
        plan_end(&p);
        fail();
    }
    return p;
}

static inline struct planned plan_of_source(struct source *source, struct notes notes) {
    return plan_of_source_but(source, NULL, notes);
}

/* `text` is all of a plan but its first line. */
static inline struct planned plan_of_text(const char *text) {
    struct text whole = {0};
    struct source *source;

    text_add(&whole, "arrimage: 1\n");
    text_add(&whole, text);
    source = source_new("plan.yaml", text_string(&whole), whole.length);
    text_free(&whole);
    return plan_of_source(source, (struct notes){.language = ENGLISH});
}

static inline struct planned plan_of_file_but(const char *path, const char *set) {
    struct notes notes = {.language = ENGLISH};
    struct source *source = file_read(path, &notes);

    return plan_of_source_but(source, set, notes);
}

static inline struct planned plan_of_file(const char *path) {
    return plan_of_file_but(path, NULL);
}

static inline const struct program *plan_program(struct planned *p) {
    program_free(p->program);
    p->program = formulate(p->plan, &p->notes);
    if (p->program == NULL) {
        close_tell(&p->notes);
    }
    assert_non_null(p->program);
    return p->program;
}

/* The answer, proved best and with prices unless `options` says otherwise. */
static inline const struct answer *plan_solve_as(struct planned *p,
                                                 const struct solve_options *options) {
    answer_free(p->answer);
    p->answer = solve(p->plan, options, &p->notes);
    if (p->answer == NULL) {
        close_tell(&p->notes);
    }
    assert_non_null(p->answer);
    return p->answer;
}

static inline const struct answer *plan_solve(struct planned *p) {
    return plan_solve_as(p, &(struct solve_options){.prices = true});
}

#define assert_status(answer, expected)                                                        \
    assert_string_equal(status_word((answer)->status), status_word(expected))

/* --- things of a plan by their id, NONE where there is none -------------------------------- */

#define PLAN_FIND(p, list, wanted)                                                             \
    for (uint32_t i = 0; i < (p)->plan->list##_count; i++) {                                   \
        if (strcmp((p)->plan->list##s[i].entity.id, (wanted)) == 0) {                          \
            return i;                                                                          \
        }                                                                                      \
    }                                                                                          \
    return NONE

static inline uint32_t plan_line(const struct planned *p, const char *id) {
    PLAN_FIND(p, line, id);
}

static inline uint32_t plan_fund(const struct planned *p, const char *id) {
    PLAN_FIND(p, fund, id);
}

static inline uint32_t plan_rule(const struct planned *p, const char *id) {
    PLAN_FIND(p, rule, id);
}

#undef PLAN_FIND

/* What a line, a fund and a rule of the last answer are; the id must exist. */
static inline const struct line_answer *line_told(const struct planned *p, const char *id) {
    uint32_t line = plan_line(p, id);

    assert_int_not_equal(line, NONE);
    return &p->answer->lines[line];
}

static inline const struct fund_answer *fund_told(const struct planned *p, const char *id) {
    uint32_t fund = plan_fund(p, id);

    assert_int_not_equal(fund, NONE);
    return &p->answer->funds[fund];
}

static inline const struct rule_answer *rule_told(const struct planned *p, const char *id) {
    uint32_t rule = plan_rule(p, id);

    assert_int_not_equal(rule, NONE);
    return &p->answer->rules[rule];
}

/* Dollars of a line from its payer'th fund in its year'th year. */
static inline struct ratio paid_told(const struct planned *p, const char *id, uint32_t payer,
                                     uint32_t year) {
    uint32_t line = plan_line(p, id);

    assert_int_not_equal(line, NONE);
    return p->answer->amounts[plan_slot(p->plan, line, payer, year)];
}

#endif

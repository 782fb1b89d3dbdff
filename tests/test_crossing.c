/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a worker found is told as it would have told it: the JSON of an answer, which has all that
 * an answer knows, is the same on both sides of the pipe. */
#include "tests/close.h"

#include "base/file.h"
#include "model/read.h"
#include "reports/write.h"
#include "scenarios/run_message.h"
#include "solver/solve.h"

static struct plan *read_plan(struct source *source, struct notes *notes) {
    struct tree *tree = source != NULL ? tree_read(source, notes) : NULL;
    struct plan *plan = tree != NULL ? plan_read(tree, true, notes) : NULL;

    tree_free(tree);
    return plan;
}

static void cross(const struct plan *plan, const struct answer *sent) {
    struct notes none = {.language = ENGLISH};
    struct job job = {.plan = (struct plan *)plan, .notes = {.language = ENGLISH}};
    struct text message = {0}, before = {0}, after = {0};

    message_write(sent, NULL, &none, &message);
    bool early;
    assert_int_equal(message_length(&message), message.length);
    assert_true(message_read(&message, &job, &early));
    assert_false(early);
    assert_non_null(job.answer);
    write_json(sent, NULL, 0, &before);
    write_json(job.answer, NULL, 0, &after);
    assert_string_equal(text_string(&after), text_string(&before));
    assert_int_equal(job.answer->limited, sent->limited);
    text_free(&message);
    text_free(&before);
    text_free(&after);
    run_release(&job, 1);
}

/* Solved with prices, and then said to be proved to a part of its size that no solver leaves. */
static void cross_from(const char *path) {
    const struct solve_options options = {.prices = true, .evidence = true, .ranges = true};
    struct notes notes = {.language = ENGLISH};
    struct source *source = file_read(path, &notes);
    struct plan *plan = read_plan(source, &notes);
    struct answer *answer;

    assert_non_null(plan);
    answer = solve(plan, &options, &notes);
    assert_non_null(answer);
    assert_true(answer_has_amounts(answer));
    cross(plan, answer);
    answer->proof = (struct proof){.exact = true, .goals = 1, .within = 2.385e-7};
    cross(plan, answer);
    answer_free(answer);
    plan_free(plan);
    source_free(source);
    notes_free(&notes);
}

static void all_of_the_cote_nord_crosses(void **state) {
    (void)state;
    cross_from("examples/cote-nord/plan.yaml");
}

static void all_of_the_foundation_crosses(void **state) {
    (void)state;
    cross_from("examples/fondation/plan.yaml");
}

static void all_of_the_municipality_crosses(void **state) {
    (void)state;
    cross_from("examples/municipalite/plan.yaml");
}

/* Two floors and the fund contradict each other; that is known on the other side. */
static void a_conflict_crosses(void **state) {
    static const char text[] = "arrimage: 1\n"
                               "funds: {parsis: {amount: 2_385}}\n"
                               "lines:\n"
                               "  a: {max: 9_000, funds: [parsis], benefit: 1}\n"
                               "  b: {max: 9_000, funds: [parsis], benefit: 1}\n"
                               "rules:\n"
                               "  one: {sum: {line: a}, at_least: 1_500}\n"
                               "  other: {sum: {line: b}, at_least: 1_000}\n";
    const struct solve_options options = {0};
    struct notes notes = {.language = ENGLISH};
    struct source *source = source_new("plan.yaml", text, sizeof text - 1);
    struct plan *plan = read_plan(source, &notes);
    struct answer *answer;

    (void)state;
    assert_non_null(plan);
    answer = solve(plan, &options, &notes);
    assert_non_null(answer);
    assert_int_equal(answer->status, STATUS_INFEASIBLE);
    assert_int_equal(answer->conflict_count, 3);
    cross(plan, answer);
    answer_free(answer);
    plan_free(plan);
    source_free(source);
    notes_free(&notes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_the_cote_nord_crosses),
        cmocka_unit_test(all_of_the_foundation_crosses),
        cmocka_unit_test(all_of_the_municipality_crosses),
        cmocka_unit_test(a_conflict_crosses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

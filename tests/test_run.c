/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Jobs done by several processes: the same answers for any number of them, and what happens when
 * one dies or hangs. */
#include "tests/scenarios.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scenarios/run.h"
#include "scenarios/run_message.h"
#include "scenarios/run_worker.h"
#include "solver/solve.h"

enum { JOBS = 7 };

/* The plan with the envelope at 20,000 $, 25,000 $ … */
struct batch {
    struct given given[JOBS];
    struct job jobs[JOBS];
};

static void prepare(struct batch *batch) {
    *batch = (struct batch){0};
    for (int i = 0; i < JOBS; i++) {
        char set[64];
        snprintf(set, sizeof set, "funds.parsis.amount=%d", 20000 + 5000 * i);
        batch->given[i] = give_with(ASKED_PLAN, (const char *const[]){set, NULL});
        assert_non_null(batch->given[i].plan);
        batch->jobs[i] = (struct job){
            .plan = batch->given[i].plan, .prices = true, .notes = {.language = ENGLISH}};
    }
}

static void put_away(struct batch *batch) {
    run_release(batch->jobs, JOBS);
    for (int i = 0; i < JOBS; i++) {
        take_back(&batch->given[i]);
    }
}

static void run_all(struct batch *batch, const struct run_options *options) {
    struct notes notes = {.language = ENGLISH};

    assert_true(run(batch->jobs, JOBS, options, &notes));
    assert_no_notes(&notes);
}

/* mob takes what it can at 1.5 points (32,000 $), b at 1.25 the rest. 9,000 $ come from rap. */
static void every_job_gets_its_own_answer(void **state) {
    struct batch batch;

    (void)state;
    prepare(&batch);
    run_all(&batch, &(struct run_options){.workers = 3});
    for (int i = 0; i < JOBS; i++) {
        const struct answer *answer = batch.jobs[i].answer;
        int64_t dollars = 29000 + 5000 * i;

        assert_non_null(answer);
        assert_int_equal(answer->status, STATUS_OPTIMAL);
        assert_ptr_equal(answer->plan, batch.given[i].plan);
        assert_ratio(answer->funds[0].available, 20000 + 5000 * i, 1);
        assert_ratio(answer->total, dollars, 1);
    }
    assert_ratio(batch.jobs[0].answer->goals[0].value, 43500, 1); /* 29,000 x 1.5 */
    put_away(&batch);
}

/* --- any number of workers -------------------------------------------------------------------- */

static void pack_all(const struct batch *batch, struct text *out) {
    for (int i = 0; i < JOBS; i++) {
        message_write(batch->jobs[i].answer, NULL, &batch->jobs[i].notes, out);
    }
}

/* The plans stand elsewhere in memory in each batch, but an answer holds no places. */
static void the_answers_are_the_same_bytes_for_any_number_of_workers(void **state) {
    struct text first = {0};

    (void)state;
    for (uint32_t workers = 0; workers <= 9; workers++) {
        struct batch batch;
        struct text text = {0};

        prepare(&batch);
        run_all(&batch, &(struct run_options){.workers = workers});
        pack_all(&batch, workers == 0 ? &first : &text);
        if (workers > 0) {
            assert_int_equal(text.length, first.length);
            assert_memory_equal(text.bytes, first.bytes, text.length);
        }
        text_free(&text);
        put_away(&batch);
    }
    text_free(&first);
}

/* Nothing to say yes or no to. */
#define LINEAR_PLAN                                                                            \
    "arrimage: 1\n"                                                                            \
    "unit: none\n"                                                                             \
    "territories: {nord: {population: 901}, sud: {population: 302}}\n"                         \
    "funds:\n"                                                                                 \
    "  parsis: {amount: 60_000}\n"                                                             \
    "  rap: {amount: 9_000}\n"                                                                 \
    "lines:\n"                                                                                 \
    "  mob: {for_each: territory, max: 20_000, funds: [parsis, rap], benefit: 1.5}\n"          \
    "  a: {for_each: territory, max: 30_000, funds: [parsis], benefit: 1.25}\n"                \
    "  b: {max: 50_000, funds: [parsis, rap], benefit: 1.25}\n"                                \
    "rules:\n"                                                                                 \
    "  floor: {for_each: territory, sum: {fund: parsis},\n"                                    \
    "          at_least: {share: 31.7%, of: {fund: parsis}}}\n"

static void prepare_linear(struct batch *batch) {
    *batch = (struct batch){0};
    for (int i = 0; i < JOBS; i++) {
        char set[64];
        snprintf(set, sizeof set, "funds.parsis.amount=%d", 20000 + 5000 * i);
        batch->given[i] = give_with(LINEAR_PLAN, (const char *const[]){set, NULL});
        assert_non_null(batch->given[i].plan);
        batch->jobs[i] =
            (struct job){.plan = batch->given[i].plan, .notes = {.language = ENGLISH}};
    }
}

/* The leader is neither first nor last; it alone tells where it ended. */
static void those_who_start_from_where_a_leader_ended_come_to_the_same(void **state) {
    struct text alone = {0};

    (void)state;
    for (uint32_t workers = 1; workers <= 3; workers++) {
        struct batch batch;
        struct text text = {0};
        bool led = workers > 1;

        prepare_linear(&batch);
        run_all(&batch, &(struct run_options){.workers = workers,
                                              .leader = led ? &batch.jobs[3] : NULL});
        for (int i = 0; i < JOBS; i++) {
            assert_int_equal(batch.jobs[i].end != NULL, led && i == 3);
        }
        pack_all(&batch, led ? &text : &alone);
        if (led) {
            assert_int_equal(text.length, alone.length);
            assert_memory_equal(text.bytes, alone.bytes, text.length);
        }
        text_free(&text);
        put_away(&batch);
    }
    text_free(&alone);
}

static void count_done(uint32_t done, uint32_t count, void *context) {
    uint32_t *calls = context;

    assert_int_equal(count, JOBS);
    assert_int_equal(done, ++*calls);
}

static void progress_is_told_after_each_job(void **state) {
    struct batch batch;
    uint32_t calls = 0;

    (void)state;
    prepare(&batch);
    run_all(&batch,
            &(struct run_options){.workers = 2, .progress = count_done, .context = &calls});
    assert_int_equal(calls, JOBS);
    put_away(&batch);
}

static void stop_after_two(uint32_t done, uint32_t count, void *context) {
    (void)count;
    *(volatile sig_atomic_t *)context = done == 2;
}

/* One worker takes the jobs in order: two are done when it is told to stop. */
static void what_is_done_before_a_stop_stands(void **state) {
    struct batch batch;
    volatile sig_atomic_t stop = 0;

    (void)state;
    prepare(&batch);
    run_all(&batch, &(struct run_options){.workers = 1,
                                          .progress = stop_after_two,
                                          .context = (void *)&stop,
                                          .stop = &stop});
    for (int i = 0; i < JOBS; i++) {
        assert_int_equal(batch.jobs[i].answer != NULL, i < 2);
        assert_int_equal(batch.jobs[i].interrupted, i >= 2);
    }
    assert_ratio(batch.jobs[1].answer->total, 34000, 1);
    assert_contains(batch.jobs[2].notes.list[0].what, "interrupted");
    put_away(&batch);
}

/* --- what a worker does not survive ----------------------------------------------------------- */

/* A plan that kills whoever solves it: its lines lie where nobody may read. */
static void a_worker_that_dies_costs_its_own_job_only(void **state) {
    struct batch batch;
    struct plan broken;

    (void)state;
    prepare(&batch);
    broken = *batch.given[2].plan;
    broken.lines = NULL;
    batch.jobs[2].plan = &broken;
    run_all(&batch, &(struct run_options){.workers = 2});
    for (int i = 0; i < JOBS; i++) {
        assert_int_equal(batch.jobs[i].answer != NULL, i != 2);
        assert_int_equal(batch.jobs[i].notes.count, i == 2);
    }
    assert_int_equal(batch.jobs[2].notes.list[0].severity, NOTE_INTERNAL);
    assert_contains(batch.jobs[2].notes.list[0].what, "the solver stopped dead");
    put_away(&batch);
}

static void all_workers_may_die_and_others_take_their_place(void **state) {
    struct batch batch;
    struct plan broken[3];

    (void)state;
    prepare(&batch);
    for (int i = 0; i < 3; i++) {
        broken[i] = *batch.given[i].plan;
        broken[i].lines = NULL;
        batch.jobs[i].plan = &broken[i];
    }
    run_all(&batch, &(struct run_options){.workers = 3});
    for (int i = 0; i < JOBS; i++) {
        assert_int_equal(batch.jobs[i].answer != NULL, i >= 3);
    }
    put_away(&batch);
}

/* A child of this process, as the system lists them. */
static pid_t a_child(void) {
    char path[64], line[64] = "";
    FILE *list;

    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    list = fopen(path, "r");
    assert_non_null(list);
    assert_non_null(fgets(line, sizeof line, list));
    fclose(list);
    return (pid_t)strtol(line, NULL, 10);
}

/* When the first job is done one worker is stopped, as a hang would. */
static void stop_a_child(uint32_t done, uint32_t count, void *context) {
    pid_t *stopped = context;

    (void)count;
    if (done == 1) {
        *stopped = a_child();
        kill(*stopped, SIGSTOP);
    }
}

static void a_worker_that_hangs_is_ended_after_the_limit(void **state) {
    struct batch batch;
    pid_t stopped = 0;
    int lost = 0;

    (void)state;
    prepare(&batch);
    run_all(&batch, &(struct run_options){.workers = 2,
                                          .time_limit = 0.01,
                                          .progress = stop_a_child,
                                          .context = &stopped});
    assert_true(stopped > 0);
    for (int i = 0; i < JOBS; i++) {
        const struct job *job = &batch.jobs[i];
        assert_non_null(job->answer);
        if (job->notes.count > 0 && strstr(job->notes.list[0].what, "did not answer") != NULL) {
            assert_int_equal(job->answer->status, STATUS_UNKNOWN);
            assert_true(job->answer->limited);
            lost++;
        }
    }
    assert_int_equal(lost, 1);
    put_away(&batch);
}

/* What was found and not yet priced stands when the worker dies, is overdue or is asked to end. */
static void what_was_found_early_is_kept(void **state) {
    struct given given = give(ASKED_PLAN);
    struct job job = {.plan = given.plan, .notes = {.language = ENGLISH}};
    struct notes notes = {.language = ENGLISH};
    struct text inbox = {0};
    bool early = false;

    (void)state;
    const struct solve_options how = {.prices = false};
    struct answer *answer = solve(given.plan, &how, &notes);
    assert_non_null(answer);
    message_write_early(answer, &inbox);
    size_t first = message_length(&inbox);
    message_write(answer, NULL, &notes, &inbox);
    assert_int_equal(message_length(&inbox), first);
    assert_true(message_read(&inbox, &job, &early));
    assert_true(early);
    assert_ratio_equal(job.answer->total, answer->total);
    text_drop(&inbox, first);
    assert_int_equal(message_length(&inbox), inbox.length);
    assert_true(message_read(&inbox, &job, &early)); /* in the place of the first */
    assert_false(early);
    assert_ratio_equal(job.answer->total, answer->total);
    text_free(&inbox);
    answer_free(answer);
    notes_free(&notes);
    run_release(&job, 1);
    take_back(&given);
}

/* --- messages --------------------------------------------------------------------------------- */

static void notes_cross_with_their_places(void **state) {
    struct given given = give(ASKED_PLAN);
    struct notes sent = {.language = FRENCH};
    struct job job = {.plan = given.plan, .notes = {.language = FRENCH}};
    struct text text = {0};

    (void)state;
    notes_add(&sent, NOTE_WARNING, (struct place){given.source, 12, 4}, "première", "first");
    notes_also(&sent, (struct place){given.source, 30, 2});
    notes_add(&sent, NOTE_INTERNAL, NOWHERE, "seconde", "second");
    notes_advise(&sent, "agir", "act");
    message_write(NULL, NULL, &sent, &text);
    bool early;
    assert_int_equal(message_length(&text), text.length);
    assert_true(message_read(&text, &job, &early));
    assert_null(job.answer);
    assert_notes(&job.notes, 2);
    assert_string_equal(job.notes.list[0].what, "première");
    assert_int_equal(job.notes.list[0].place.offset, 12);
    assert_ptr_equal(job.notes.list[0].other.source, given.source);
    assert_int_equal(job.notes.list[1].severity, NOTE_INTERNAL);
    assert_string_equal(job.notes.list[1].advice, "agir");
    text_free(&text);
    notes_free(&sent);
    notes_free(&job.notes);
    take_back(&given);
}

/* A message cut short anywhere is not taken for a whole one. */
static void a_message_that_is_cut_short_is_waited_for(void **state) {
    struct batch batch;
    struct text text = {0};

    (void)state;
    prepare(&batch);
    run_all(&batch, &(struct run_options){.workers = 1});
    message_write(batch.jobs[0].answer, NULL, &batch.jobs[0].notes, &text);
    for (size_t length = 0; length < text.length; length++) {
        struct text part = text;

        part.length = length;
        assert_int_equal(message_length(&part), 0);
    }
    text_free(&text);
    put_away(&batch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_gets_its_own_answer),
        cmocka_unit_test(the_answers_are_the_same_bytes_for_any_number_of_workers),
        cmocka_unit_test(those_who_start_from_where_a_leader_ended_come_to_the_same),
        cmocka_unit_test(progress_is_told_after_each_job),
        cmocka_unit_test(what_is_done_before_a_stop_stands),
        cmocka_unit_test(a_worker_that_dies_costs_its_own_job_only),
        cmocka_unit_test(all_workers_may_die_and_others_take_their_place),
        cmocka_unit_test(a_worker_that_hangs_is_ended_after_the_limit),
        cmocka_unit_test(what_was_found_early_is_kept),
        cmocka_unit_test(notes_cross_with_their_places),
        cmocka_unit_test(a_message_that_is_cut_short_is_waited_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenarios/run.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "scenarios/run_message.h"
#include "scenarios/run_worker.h"
#include "solver/solve.h"

#define CHUNK 65536u /* bytes read at once */
#define MOST_WORKERS 1024u
#define STOP_MILLISECONDS 200 /* at most, until a wish to stop is seen */

struct running {
    struct job *jobs;
    uint32_t count, next, open, done; /* turns: all, given out, that may be given out, ended */
    bool leads;                       /* the leader has the first turn, alone */
    const struct run_options *options;
    double
        patience_ends; /* after a wish to stop: when those that are gentle end; 0: none yet */
    struct worker *workers; /* [worker_count] */
    uint32_t worker_count;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static uint32_t processors(void) {
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (uint32_t)count : 1;
}

/* --- a worker's life -------------------------------------------------------------------------- */

static bool hire(struct running *r, uint32_t number) {
    return worker_start(&r->workers[number], r->workers, r->worker_count, r->jobs, r->options);
}

/* The jobs take turns in their order, after the leader. */
static uint32_t job_of_turn(const struct running *r, uint32_t turn) {
    if (!r->leads)
        return turn;
    uint32_t leader = (uint32_t)(r->options->leader - r->jobs);
    return turn == 0 ? leader : turn <= leader ? turn - 1 : turn;
}

/* Gives a worker the next job, if it may be begun. False when the worker is gone. */
static bool give_job(struct running *r, struct worker *worker) {
    if (r->next == r->open) {
        return true;
    }
    uint32_t job = job_of_turn(r, r->next);
    if (write(worker->to, &job, sizeof job) != (ssize_t)sizeof job) {
        return false;
    }
    r->next++;
    worker->job = job;
    worker->overdue =
        r->options->time_limit > 0 ? now() + r->options->time_limit + RUN_GRACE : INFINITY;
    return true;
}

static void finish_job(struct running *r, struct worker *worker) {
    worker->job = NO_JOB;
    worker->inbox.length = 0;
    r->done++;
    if (r->options->progress != NULL) {
        r->options->progress(r->done, r->count, r->options->context);
    }
}

static void note_death(struct notes *notes, int status) {
    if (WIFEXITED(status) && WEXITSTATUS(status) == MEMORY_EXHAUSTED) {
        notes_add(notes, NOTE_SYSTEM, NOWHERE, "la mémoire a manqué au calcul",
                  "the solver ran out of memory");
    } else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
        notes_add(notes, NOTE_SYSTEM, NOWHERE,
                  "le système a mis fin au calcul, sans doute faute de mémoire",
                  "the system ended the solver, likely for lack of memory");
    } else if (WIFSIGNALED(status)) {
        notes_add(notes, NOTE_INTERNAL, NOWHERE, "le calcul s’est arrêté net (signal %d)",
                  "the solver stopped dead (signal %d)", WTERMSIG(status));
    } else {
        notes_add(notes, NOTE_INTERNAL, NOWHERE, "le calcul s’est arrêté net (code %d)",
                  "the solver stopped dead (status %d)", WEXITSTATUS(status));
    }
}

/* Nothing is known of it, because the time was up. */
static void leave_unknown(struct job *job) {
    job->answer = answer_new(job->plan);
    job->answer->limited = true;
}

/* Of a job that its worker did not live to end. What it had found stands, with a warning. */
static void note_loss(const struct running *r, struct job *job, bool overdue, int status) {
    enum language language = job->notes.language;
    notes_free(&job->notes);
    job->notes = (struct notes){.language = language};
    if (job->answer != NULL) {
        job->answer->limited = true;
        notes_add(&job->notes, NOTE_WARNING, NOWHERE,
                  "le calcul s’est arrêté avant les prix ; la répartition trouvée est gardée",
                  "the solver ended before prices; the allocation found is kept");
        return;
    }
    if (overdue) {
        leave_unknown(job);
        notes_add(&job->notes, NOTE_WARNING, NOWHERE,
                  "le calcul ne répondait plus après la limite de temps ; il a été arrêté",
                  "the solver did not answer after the time limit; it was ended");
    } else {
        note_death(&job->notes, status);
    }
    if (r->count > 1) {
        notes_advise(&job->notes, "résolvez ce scénario à part : arrimage solve --scenario",
                     "solve this scenario alone: arrimage solve --scenario");
    } else {
        notes_advise(
            &job->notes,
            "donnez-lui plus de temps ou de mémoire, ou exportez le programme (arrimage "
            "export) pour un autre solveur",
            "give it more time or memory, or export the program (arrimage export) for "
            "another solver");
    }
}

/* Ends a worker and, when jobs are left, puts another in its place. */
static void replace(struct running *r, uint32_t number, bool overdue) {
    struct worker *worker = &r->workers[number];
    int status = worker_end(worker, true);
    if (worker->job != NO_JOB) {
        note_loss(r, &r->jobs[worker->job], overdue, status);
        finish_job(r, worker);
    }
    if (r->next < r->open && hire(r, number)) {
        give_job(r, worker);
    }
}

/* --- what comes back -------------------------------------------------------------------------- */

static void receive(struct running *r, uint32_t number) {
    struct worker *worker = &r->workers[number];
    char chunk[CHUNK];
    ssize_t count = read(worker->from, chunk, sizeof chunk);
    if (count < 0 && errno == EINTR) {
        return;
    }
    if (count <= 0) {
        replace(r, number, false);
        return;
    }
    text_add_bytes(&worker->inbox, chunk, (size_t)count);
    bool early = true;
    size_t length;
    while (early && worker->job != NO_JOB && (length = message_length(&worker->inbox)) > 0) {
        if (!message_read(&worker->inbox, &r->jobs[worker->job], &early)) {
            replace(r, number, false);
            return;
        }
        text_drop(&worker->inbox, length);
    }
    if (early || worker->job == NO_JOB) {
        return;
    }
    finish_job(r, worker);
    if (!give_job(r, worker)) {
        replace(r, number, false);
    }
}

static bool is_asked_to_stop(const struct running *r) {
    return r->options->stop != NULL && *r->options->stop != 0;
}

/* There is nothing more to wait for. Those that are gentle are first asked for what they have. */
static bool stopped(struct running *r) {
    if (!is_asked_to_stop(r)) {
        return false;
    }
    if (r->options->gentle && r->patience_ends == 0) {
        r->patience_ends = now() + RUN_GRACE;
        for (uint32_t i = 0; i < r->worker_count; i++) {
            worker_ask(&r->workers[i]);
        }
    }
    return !r->options->gentle || now() > r->patience_ends;
}

static int patience(const struct running *r) {
    double least = INFINITY, time = now();
    for (uint32_t i = 0; i < r->worker_count; i++) {
        if (r->workers[i].job != NO_JOB) {
            least = fmin(least, r->workers[i].overdue - time);
        }
    }
    if (r->options->stop != NULL) {
        bool waits = r->patience_ends > 0;
        least = fmin(least, waits ? r->patience_ends - time : 1e-3 * STOP_MILLISECONDS);
    }
    return isinf(least) ? -1 : least <= 0 ? 0 : (int)fmin(1000 * least + 1, 1e9);
}

/* Waits for workers and hears them, or ends those that are overdue. */
static void attend(struct running *r, struct pollfd *polls) {
    for (uint32_t i = 0; i < r->worker_count; i++) {
        polls[i] = (struct pollfd){.fd = r->workers[i].process > 0 ? r->workers[i].from : -1,
                                   .events = POLLIN};
    }
    if (poll(polls, r->worker_count, patience(r)) < 0) {
        return; /* interrupted */
    }
    double time = now();
    for (uint32_t i = 0; i < r->worker_count; i++) {
        if (polls[i].fd >= 0 && polls[i].revents != 0) {
            receive(r, i);
        } else if (r->workers[i].job != NO_JOB && time > r->workers[i].overdue) {
            replace(r, i, true);
        }
    }
}

/* --- the whole -------------------------------------------------------------------------------- */

static bool any_works(const struct running *r) {
    for (uint32_t i = 0; i < r->worker_count; i++) {
        if (r->workers[i].job != NO_JOB) {
            return true;
        }
    }
    return false;
}

/* Jobs without an answer and without a word why. */
static void note_interruptions(struct running *r) {
    for (uint32_t i = 0; i < r->count && r->done < r->count; i++) {
        struct job *job = &r->jobs[i];
        if (job->answer != NULL || job->notes.count > 0) {
            continue;
        }
        if (r->options->gentle) {
            leave_unknown(job);
        } else {
            job->interrupted = true;
            notes_add(&job->notes, NOTE_WARNING, NOWHERE, "interrompu avant la fin du calcul",
                      "interrupted before the solver's end");
        }
    }
}

/* A worker that is gone shows when it is written to. */
static void ignore_broken_pipes(struct sigaction *before) {
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGPIPE, &ignore, before);
}

/* Workers for the turns that are open. */
static void hire_all(struct running *r, uint32_t wanted) {
    r->worker_count = 0;
    while (r->worker_count < wanted && r->next < r->open && hire(r, r->worker_count)) {
        give_job(r, &r->workers[r->worker_count++]);
    }
}

static void attend_until(struct running *r, uint32_t done) {
    struct pollfd *polls = memory_grow(NULL, r->worker_count, sizeof *polls);
    while (r->done < done && any_works(r) && !stopped(r)) {
        attend(r, polls);
    }
    free(polls);
}

static void dismiss_all(struct running *r) {
    for (uint32_t i = 0; i < r->worker_count; i++) {
        worker_end(&r->workers[i], is_asked_to_stop(r));
        text_free(&r->workers[i].inbox);
    }
}

/* One after the other: those who follow are forked once it is known where the leader ended. */
static void work_through(struct running *r, uint32_t wanted) {
    const struct job *leader = r->options->leader;
    r->leads = leader != NULL && r->count > 1 && solve_is_linear(leader->plan);
    r->open = r->leads ? 1 : r->count;
    hire_all(r, wanted);
    attend_until(r, r->open);
    dismiss_all(r);
    if (r->leads && r->done == r->open && !is_asked_to_stop(r)) {
        r->open = r->count;
        hire_all(r, wanted);
        attend_until(r, r->open);
        dismiss_all(r);
    }
}

bool run(struct job *jobs, uint32_t count, const struct run_options *options,
         struct notes *notes) {
    uint32_t wanted = options->workers > 0 ? options->workers : processors();
    wanted = wanted > MOST_WORKERS ? MOST_WORKERS : wanted;
    struct sigaction before;
    ignore_broken_pipes(&before);
    struct running r = {.jobs = jobs, .count = count, .options = options};
    r.workers = memory_grow(NULL, wanted, sizeof *r.workers);
    for (uint32_t i = 0; i < wanted; i++) {
        r.workers[i] = (struct worker){.job = NO_JOB};
    }
    work_through(&r, wanted);
    free(r.workers);
    bool whole = r.done == count || is_asked_to_stop(&r);
    if (whole) {
        note_interruptions(&r);
    }
    sigaction(SIGPIPE, &before, NULL);
    if (!whole) {
        notes_add(notes, NOTE_SYSTEM, NOWHERE, "impossible de lancer un calcul à part",
                  "a process for the solver could not be started");
        notes_advise(notes, "libérez de la mémoire, ou des processus",
                     "free some memory, or processes");
    }
    return whole;
}

void run_release(struct job *jobs, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        answer_free(jobs[i].answer);
        notes_free(&jobs[i].notes);
        free(jobs[i].end);
        jobs[i].answer = NULL;
        jobs[i].end = NULL;
    }
}

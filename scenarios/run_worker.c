/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenarios/run_worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/exact.h"
#include "scenarios/run_message.h"
#include "solver/solve.h"

/* --- in the worker ---------------------------------------------------------------------------- */

static bool send_all(int to, const struct text *text) {
    for (size_t sent = 0; sent < text->length;) {
        ssize_t count = write(to, text->bytes + sent, text->length - sent);
        if (count < 0 && errno != EINTR) {
            return false;
        }
        sent += count > 0 ? (size_t)count : 0;
    }
    return true;
}

/* What the parent asks for with SIGTERM, when it is gentle. */
static volatile sig_atomic_t asked_to_end;

static void note_wish(int signal_number) {
    (void)signal_number;
    asked_to_end = 1;
}

static void send_early(const struct answer *answer, void *context) {
    struct text message = {0};
    message_write_early(answer, &message);
    send_all(*(const int *)context, &message);
    text_free(&message);
}

static bool work(const struct job *job, const struct run_options *options, int to) {
    bool leads = job == options->leader, follows = !leads && options->leader != NULL;
    struct start *end = NULL;
    const struct solve_options how = {.time_limit = options->time_limit,
                                      .gap = options->gap,
                                      .prices = job->prices,
                                      .evidence = job->evidence,
                                      .ranges = job->ranges,
                                      .like = follows ? options->leader->end : NULL,
                                      .end = leads ? &end : NULL,
                                      .found = options->gentle ? send_early : NULL,
                                      .context = &to,
                                      .stop = &asked_to_end};
    struct notes notes = {.language = job->notes.language};
    struct text message = {0};
    struct answer *answer = solve(job->plan, &how, &notes);
    message_write(answer, end, &notes, &message);
    bool sent = send_all(to, &message);
    answer_free(answer);
    free(end);
    notes_free(&notes);
    text_free(&message);
    return sent;
}

/* What is left of the machine must do for everybody else. Under the sanitizers addresses are no
 * measure of memory. */
static void limit_memory(void) {
#ifndef ARENA_REAL_BLOCKS
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    struct rlimit limit;
    if (pages <= 0 || size <= 0 || getrlimit(RLIMIT_AS, &limit) != 0)
        return;
    rlim_t most = (rlim_t)pages / 10 * 9 * (rlim_t)size;
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > most)
        limit.rlim_cur = most;
    setrlimit(RLIMIT_AS, &limit);
#endif
}

/* Whatever the parent does about signals, a worker just dies of them, and with its parent; what
 * comes from the keyboard, which all of them get, is for the parent to decide on. */
static void mind_signals(pid_t parent, bool gentle) {
    static const int signals[] = {SIGTERM, SIGHUP, SIGPIPE, SIGABRT,
                                  SIGBUS,  SIGFPE, SIGILL,  SIGSEGV};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        signal(signals[i], SIG_DFL);
    }
    signal(SIGINT, SIG_IGN);
    if (gentle) {
        signal(SIGTERM, note_wish);
    }
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent) {
        _exit(1);
    }
}

static _Noreturn void live(int from, int to, const struct job *jobs,
                           const struct run_options *options) {
    uint32_t job;
    while (read(from, &job, sizeof job) == (ssize_t)sizeof job &&
           work(&jobs[job], options, to)) {
    }
    _exit(0);
}

/* --- in the parent ---------------------------------------------------------------------------- */

static void close_pipes(const struct worker *worker) {
    close(worker->to);
    close(worker->from);
}

bool worker_start(struct worker *worker, const struct worker *workers, uint32_t worker_count,
                  const struct job *jobs, const struct run_options *options) {
    int there[2], back[2];
    pid_t parent = getpid();
    if (pipe(there) != 0) {
        return false;
    }
    if (pipe(back) != 0) {
        close(there[0]);
        close(there[1]);
        return false;
    }
    worker->to = there[1];
    worker->from = back[0];
    worker->job = NO_JOB;
    pid_t process = fork();
    if (process == 0) {
        mind_signals(parent, options->gentle);
        limit_memory();
        big_mind_memory();
        close_pipes(worker);
        for (uint32_t i = 0; i < worker_count; i++) {
            if (workers[i].process > 0) {
                close_pipes(&workers[i]);
            }
        }
        live(there[0], back[1], jobs, options);
    }
    close(there[0]);
    close(back[1]);
    if (process < 0) {
        close_pipes(worker);
        return false;
    }
    worker->process = process;
    return true;
}

void worker_ask(const struct worker *worker) {
    if (worker->process > 0) {
        kill(worker->process, SIGTERM);
    }
}

int worker_end(struct worker *worker, bool at_once) {
    int status = 0;
    if (worker->process <= 0) {
        return 0;
    }
    if (at_once) {
        kill(worker->process, SIGKILL);
    }
    close_pipes(worker);
    while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR) {
    }
    worker->process = 0;
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs commands side by side and says how long each took and how much memory it needed:
 *
 *     measure RUNS SECONDS -- COMMAND [ARGUMENT…] [-- COMMAND [ARGUMENT…]]…
 *
 * The commands take turns, so that whatever else the machine does hits all of them alike. One line
 * for each, in order:  MEDIAN_SECONDS PEAK_KIB STATUS . STATUS is 0, the command's own exit status,
 * `limit` when a run outlived SECONDS (it is then killed and not run again; the time is SECONDS),
 * or `failed`. What the commands print is thrown away.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

enum { MOST_COMMANDS = 8, MOST_RUNS = 1000, MOST_SECONDS = 100000 };

struct command {
    char **arguments; /* ended by NULL */
    double seconds[MOST_RUNS];
    unsigned runs;
    long peak; /* KiB */
    int status;
    bool stopped, failed;
};

extern char **environ;

static double now(void) {
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Output to nowhere, and SIGCHLD, which we hold back for ourselves, let through. */
static bool start(const struct command *command, pid_t *child) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;

    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &none);
    bool started = posix_spawnp(child, command->arguments[0], &actions, &attributes,
                                command->arguments, environ) == 0;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return started;
}

/* Sleeps until a child ends or `deadline`; whether one did. SIGCHLD is blocked. */
static bool child_ends(const sigset_t *child_signal, double deadline) {
    for (;;) {
        double left = deadline - now();
        struct timespec rest = {(time_t)left, (long)((left - (double)(time_t)left) * 1e9)};

        if (left <= 0) {
            return false;
        }
        if (sigtimedwait(child_signal, NULL, &rest) == SIGCHLD) {
            return true;
        }
        if (errno != EINTR) {
            return false;
        }
    }
}

static void run(struct command *command, double limit, const sigset_t *child_signal) {
    struct rusage usage;
    double begin = now();
    pid_t child;
    int status = 0;

    if (!start(command, &child)) {
        command->failed = true;
        return;
    }
    if (!child_ends(child_signal, begin + limit)) {
        command->stopped = true;
        kill(child, SIGKILL);
    }
    while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    command->seconds[command->runs++] = command->stopped ? limit : now() - begin;
    command->peak = usage.ru_maxrss > command->peak ? usage.ru_maxrss : command->peak;
    command->failed = !command->stopped && !WIFEXITED(status);
    command->status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    if (command->stopped) { /* the signal of its end is still to come */
        child_ends(child_signal, now() + 1);
    }
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void tell(struct command *command) {
    unsigned middle = command->runs / 2;

    if (command->failed || command->runs == 0) {
        printf("0 0 failed\n");
        return;
    }
    qsort(command->seconds, command->runs, sizeof(double), by_size);
    printf("%.4f %ld ",
           command->stopped ? command->seconds[command->runs - 1]
           : command->runs % 2 == 1
               ? command->seconds[middle]
               : (command->seconds[middle - 1] + command->seconds[middle]) / 2,
           command->peak);
    if (command->stopped) {
        puts("limit");
    } else {
        printf("%d\n", command->status);
    }
}

/* Cuts the arguments at `--`; the number of commands, 0 when there is none or too many. */
static unsigned read_commands(char **arguments, struct command *commands) {
    unsigned count = 0;

    while (*arguments != NULL) {
        if (strcmp(*arguments, "--") != 0) {
            arguments++;
            continue;
        }
        *arguments++ = NULL; /* ends the command before */
        if (*arguments == NULL || count == MOST_COMMANDS) {
            return 0;
        }
        commands[count++].arguments = arguments;
    }
    return count;
}

int main(int argc, char **argv) {
    static struct command commands[MOST_COMMANDS];
    long runs = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
    double limit = argc > 2 ? strtod(argv[2], NULL) : 0;
    unsigned count = argc > 2 ? read_commands(argv + 3, commands) : 0;
    sigset_t child_signal;

    if (count == 0 || runs < 1 || runs > MOST_RUNS || !(limit > 0 && limit <= MOST_SECONDS)) {
        fprintf(stderr, "measure RUNS SECONDS -- COMMAND… [-- COMMAND…]…\n");
        return 2;
    }
    sigemptyset(&child_signal);
    sigaddset(&child_signal, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child_signal, NULL);
    for (long i = 0; i < runs; i++) {
        for (unsigned c = 0; c < count; c++) {
            if (!commands[c].stopped && !commands[c].failed) {
                run(&commands[c], limit, &child_signal);
            }
        }
    }
    for (unsigned c = 0; c < count; c++) {
        tell(&commands[c]);
    }
    return ferror(stdout) || fflush(stdout) ? 4 : 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/other_solvers.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define GRACE 2 /* seconds that a solver has beyond its own limit before it is killed */

extern char **environ;

/* --- a folder for one run ----------------------------------------------------------------- */

enum { PROGRAM, SOLUTION, LOG, FILES };

struct folder {
    char path[4096];
    char *files[FILES]; /* heap */
};

static bool folder_make(struct folder *folder) {
    static const char *const names[FILES] = {"program", "solution", "log"};
    const char *parent = getenv("TMPDIR");

    parent = parent != NULL && parent[0] != '\0' ? parent : "/tmp";
    if ((size_t)snprintf(folder->path, sizeof folder->path, "%s/arrimage-XXXXXX", parent) >=
            sizeof folder->path ||
        mkdtemp(folder->path) == NULL) {
        return false;
    }
    for (int i = 0; i < FILES; i++) {
        struct text name = {0};

        text_format(&name, "%s/%s", folder->path, names[i]);
        folder->files[i] = name.bytes;
    }
    return true;
}

static void folder_remove(const struct folder *folder) {
    for (int i = 0; i < FILES; i++) {
        unlink(folder->files[i]);
        free(folder->files[i]);
    }
    rmdir(folder->path);
}

static bool write_whole(const char *path, const struct text *text) {
    FILE *file = fopen(path, "wb");

    if (file == NULL) {
        return false;
    }
    bool written = fwrite(text->bytes, 1, text->length, file) == text->length;
    return fclose(file) == 0 && written;
}

/* Empty when there is no such file. */
static struct text read_whole(const char *path) {
    struct text text = {0};
    char block[4096];
    FILE *file = fopen(path, "rb");

    if (file == NULL) {
        return text;
    }
    for (size_t size; (size = fread(block, 1, sizeof block, file)) > 0;) {
        text_add_bytes(&text, block, size);
    }
    fclose(file);
    return text;
}

/* --- the child ---------------------------------------------------------------------------- */

static double now(void) {
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Standard output and error go to `log`, input is empty. 0 or an error number. */
static int start(char *const *arguments, const char *log, pid_t *child) {
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);

    if (error != 0) {
        return error;
    }
    error = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (error == 0) {
        error = posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT, 0600);
    }
    if (error == 0) {
        error = posix_spawn_file_actions_adddup2(&actions, 1, 2);
    }
    if (error == 0) {
        error = posix_spawnp(child, arguments[0], &actions, NULL, arguments, environ);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* Waits for the child; one that outlives `seconds` is killed. Whether it ended by itself. */
static bool wait_for(pid_t child, double seconds, int *status) {
    const struct timespec pause = {0, 500000};
    double deadline = now() + seconds;

    while (waitpid(child, status, WNOHANG) == 0) {
        if (now() > deadline) {
            kill(child, SIGKILL);
            waitpid(child, status, 0);
            return false;
        }
        nanosleep(&pause, NULL);
    }
    return true;
}

static enum other_status run(char *const *arguments, const char *log, double seconds) {
    pid_t child;
    int status = 0, error = start(arguments, log, &child);

    if (error != 0) {
        return error == ENOENT ? OTHER_ABSENT : OTHER_BROKEN;
    }
    if (!wait_for(child, seconds + GRACE, &status)) {
        return OTHER_STOPPED;
    }
    return WIFEXITED(status) ? OTHER_OPTIMAL : OTHER_BROKEN;
}

/* --- what they say ------------------------------------------------------------------------ */

struct phrase {
    const char *words;
    enum other_status means;
};

/* The first phrase of the list (ended by NULL) that the text contains. */
static enum other_status listen(const struct text *text, const struct phrase *phrases) {
    for (; phrases->words != NULL; phrases++) {
        if (strstr(text_string(text), phrases->words) != NULL) {
            return phrases->means;
        }
    }
    return OTHER_BROKEN;
}

/* The log is asked first: after its presolver the solution only says "undefined". */
static const struct phrase glpsol_phrases[] = {
    {"TIME LIMIT EXCEEDED", OTHER_STOPPED},
    {"INTEGER OPTIMAL SOLUTION FOUND", OTHER_OPTIMAL},
    {"NO INTEGER FEASIBLE SOLUTION", OTHER_INFEASIBLE},
    {"NO PRIMAL FEASIBLE SOLUTION", OTHER_INFEASIBLE},
    {"UNBOUNDED", OTHER_UNBOUNDED},
    {"NO DUAL FEASIBLE SOLUTION", OTHER_NO_OPTIMUM},
    {"OPTIMAL LP SOLUTION FOUND", OTHER_OPTIMAL},
    {"OPTIMAL SOLUTION FOUND", OTHER_OPTIMAL}, /* by the presolver alone */
    {NULL, OTHER_BROKEN}};

/* The line `s bas ROWS COLUMNS PRIMAL DUAL OBJECTIVE` or `s mip ROWS COLUMNS STATUS OBJECTIVE`. */
static double glpsol_objective(const struct text *solution) {
    const char *line = strstr(text_string(solution), "\ns ");
    double objective = NAN;

    if (line == NULL || (sscanf(line, " s bas %*u %*u f f %lf", &objective) != 1 &&
                         sscanf(line, " s mip %*u %*u o %lf", &objective) != 1)) {
        return NAN;
    }
    return objective;
}

static struct other_answer glpsol_told(const struct folder *folder) {
    struct text log = read_whole(folder->files[LOG]);
    struct text solution = read_whole(folder->files[SOLUTION]);
    struct other_answer answer = {listen(&log, glpsol_phrases), NAN, ""};

    if (answer.status == OTHER_OPTIMAL) {
        answer.objective = glpsol_objective(&solution);
        answer.status = isnan(answer.objective) ? OTHER_BROKEN : OTHER_OPTIMAL;
    }
    text_free(&log);
    text_free(&solution);
    return answer;
}

static const struct phrase cbc_phrases[] = {{"Stopped on time", OTHER_STOPPED},
                                            {"Optimal", OTHER_OPTIMAL},
                                            {"nfeasible", OTHER_INFEASIBLE},
                                            {"Unbounded", OTHER_UNBOUNDED},
                                            {NULL, OTHER_BROKEN}};

/* Where there is no solution file, its log may still say why. */
static const struct phrase cbc_log_phrases[] = {{"infeasible or unbounded", OTHER_NO_OPTIMUM},
                                                {"nfeasible", OTHER_INFEASIBLE},
                                                {"nbounded", OTHER_UNBOUNDED},
                                                {NULL, OTHER_BROKEN}};

/* The first line of the solution: `Optimal - objective value 36.00000000`. */
static struct other_answer cbc_told(const struct folder *folder) {
    static const char before[] = "objective value";
    struct text log = read_whole(folder->files[LOG]);
    struct text solution = read_whole(folder->files[SOLUTION]);
    struct other_answer answer = {OTHER_BROKEN, NAN, ""};
    const char *value = strstr(text_string(&solution), before);

    if (strstr(text_string(&log), "errors on input") != NULL) {
        answer.status = OTHER_BROKEN;
    } else if (value == NULL) {
        answer.status = listen(&log, cbc_log_phrases);
    } else {
        answer.status = listen(&solution, cbc_phrases);
    }
    if (answer.status == OTHER_OPTIMAL) {
        answer.objective = strtod(value + strlen(before), NULL);
    }
    text_free(&log);
    text_free(&solution);
    return answer;
}

static const struct phrase esolver_phrases[] = {{"status = OPTIMAL", OTHER_OPTIMAL},
                                                {"status = INFEASIBLE", OTHER_INFEASIBLE},
                                                {"status = UNBOUNDED", OTHER_UNBOUNDED},
                                                {NULL, OTHER_BROKEN}};

/* The line `Value = 6147/40` of the solution. */
static struct other_answer esolver_told(const struct folder *folder) {
    static const char before[] = "Value = ";
    struct text solution = read_whole(folder->files[SOLUTION]);
    struct other_answer answer = {listen(&solution, esolver_phrases), NAN, ""};
    const char *value = strstr(text_string(&solution), before);

    if (answer.status == OTHER_OPTIMAL && value == NULL) {
        answer.status = OTHER_BROKEN;
    } else if (answer.status == OTHER_OPTIMAL) {
        value += strlen(before);
        size_t length = strspn(value, "-0123456789/");
        const char *slash = memchr(value, '/', length);
        answer.objective = strtod(value, NULL) / (slash != NULL ? strtod(slash + 1, NULL) : 1);
        if (length < sizeof answer.exact) {
            memcpy(answer.exact, value, length);
            answer.exact[length] = '\0';
        }
    }
    text_free(&solution);
    return answer;
}

/* --- asking them -------------------------------------------------------------------------- */

typedef struct other_answer (*listener)(const struct folder *folder);

static struct other_answer ask(const struct folder *folder, char *const *arguments,
                               const struct text *program, double seconds, listener told) {
    struct other_answer answer = {OTHER_BROKEN, NAN, ""};

    if (write_whole(folder->files[PROGRAM], program)) {
        answer.status = run(arguments, folder->files[LOG], seconds);
    }
    if (answer.status == OTHER_OPTIMAL) {
        answer = told(folder);
    }
    folder_remove(folder);
    return answer;
}

struct other_answer glpsol_answer(const struct text *program, enum other_format format,
                                  double seconds) {
    struct folder folder;
    char limit[32];

    if (!folder_make(&folder)) {
        return (struct other_answer){OTHER_BROKEN, NAN, ""};
    }
    snprintf(limit, sizeof limit, "%.0f", ceil(seconds));
    char *const arguments[] = {"glpsol",
                               format == OTHER_MPS ? "--freemps" : "--lp",
                               folder.files[PROGRAM],
                               "--tmlim",
                               limit,
                               "-w",
                               folder.files[SOLUTION],
                               NULL};
    return ask(&folder, arguments, program, seconds, glpsol_told);
}

struct other_answer cbc_answer(const struct text *program, double seconds) {
    struct folder folder;
    char limit[32];

    if (!folder_make(&folder)) {
        return (struct other_answer){OTHER_BROKEN, NAN, ""};
    }
    snprintf(limit, sizeof limit, "%.0f", ceil(seconds));
    char *const arguments[] = {
        "cbc",  folder.files[PROGRAM],  "sec", limit, "ratioGap", "0", "solve",
        "solu", folder.files[SOLUTION], NULL};
    return ask(&folder, arguments, program, seconds, cbc_told);
}

struct other_answer esolver_answer(const struct text *program, double seconds) {
    struct folder folder;
    char limit[32];

    if (!folder_make(&folder)) {
        return (struct other_answer){OTHER_BROKEN, NAN, ""};
    }
    snprintf(limit, sizeof limit, "%.0f", ceil(seconds));
    char *const arguments[] = {
        "esolver", "-R", limit, "-O", folder.files[SOLUTION], folder.files[PROGRAM], NULL};
    return ask(&folder, arguments, program, seconds, esolver_told);
}

const char *other_status_word(enum other_status status) {
    static const char *const words[] = {
        [OTHER_OPTIMAL] = "optimal",      [OTHER_INFEASIBLE] = "infeasible",
        [OTHER_UNBOUNDED] = "unbounded",  [OTHER_NO_OPTIMUM] = "infeasible or unbounded",
        [OTHER_STOPPED] = "stopped",      [OTHER_ABSENT] = "not installed",
        [OTHER_BROKEN] = "unintelligible"};

    return words[status];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum {
    MOST_NOTES = 50,
    USUAL_WIDTH = 80,
    PAGE_WIDTH = 100,
    LEAST_WIDTH = 40,
    MOST_WIDTH = 1000
};

/* --- interruption --------------------------------------------------------------------------- */

enum { KEPT_NOTHING, KEPT_PART, KEPT_ALL };

static volatile sig_atomic_t kept, spoken;

static const char *const farewells[][2] = {
    [KEPT_NOTHING] = {"arrimage: interrompu ; rien n’a été écrit\n",
                      "arrimage: interrupted; nothing was written\n"},
    [KEPT_PART] = {"arrimage: interrompu ; la sortie est incomplète\n",
                   "arrimage: interrupted; the output is incomplete\n"},
    [KEPT_ALL] = {"arrimage: interrompu ; ce qui était écrit est complet\n",
                  "arrimage: interrupted; what was written is complete\n"},
};

/* Only what POSIX allows in a handler. The handler is gone when it runs (SA_RESETHAND), so the
 * raised signal ends the process once it is let through, and the shell sees by what. */
static void on_interrupt(int signal_number) {
    const char *farewell = farewells[kept][spoken];
    int error = errno;

    if (write(STDERR_FILENO, farewell, strlen(farewell)) < 0) {
        /* nobody listens */
    }
    errno = error;
    raise(signal_number);
}

static const int interruptions[] = {SIGINT, SIGTERM, SIGHUP};

static void catch_signals(void) {
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof interruptions / sizeof *interruptions; i++) {
        struct sigaction before;

        /* nohup and background jobs of a script start with some of them ignored */
        if (sigaction(interruptions[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            sigaction(interruptions[i], &action, NULL);
        }
    }
    signal(SIGPIPE, SIG_IGN);
}

static volatile sig_atomic_t interrupted;

static void note_interrupt(int signal_number) {
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};

    sigemptyset(&action.sa_mask);
    sigaction(signal_number, &action, NULL);
    interrupted = 1;
}

const volatile sig_atomic_t *terminal_interrupted(void) {
    struct sigaction action = {.sa_handler = note_interrupt};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    return &interrupted;
}

static void hold_interruptions(sigset_t *before) {
    sigset_t held;

    sigemptyset(&held);
    for (size_t i = 0; i < sizeof interruptions / sizeof *interruptions; i++) {
        sigaddset(&held, interruptions[i]);
    }
    sigprocmask(SIG_BLOCK, &held, before);
}

/* --- streams -------------------------------------------------------------------------------- */

/* A closed standard stream would give its number to the next file opened. What takes its place
 * fails at the first use, as the closed one would have. */
static void fill_closed_streams(void) {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF) {
            int file = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);

            (void)file; /* the lowest free number: that of the stream */
        }
    }
}

void terminal_start(void) {
    fill_closed_streams();
    catch_signals();
    /* Widths of characters; what is written is UTF-8 whatever the environment says. */
    setlocale(LC_CTYPE, "C.UTF-8");
}

void terminal_speak(enum language language) {
    spoken = (sig_atomic_t)language;
}

static bool is_standard_output(const char *path) {
    return path == NULL || strcmp(path, "-") == 0;
}

int terminal_width(const char *path) {
    const char *columns = getenv("COLUMNS");
    bool page = !is_standard_output(path) || !isatty(STDOUT_FILENO);
    struct winsize size = {0};
    int width = 0;

    if (columns != NULL) {
        width = (int)strtol(columns, NULL, 10);
    }
    if (width <= 0 && !page && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
        width = size.ws_col;
    }
    if (width <= 0) {
        return page ? PAGE_WIDTH : USUAL_WIDTH;
    }
    return width < LEAST_WIDTH ? LEAST_WIDTH : width > MOST_WIDTH ? MOST_WIDTH : width;
}

bool terminal_colour(int stream) {
    const char *no_colour = getenv("NO_COLOR");
    const char *kind = getenv("TERM");

    return isatty(stream) && (no_colour == NULL || *no_colour == '\0') && kind != NULL &&
           strcmp(kind, "dumb") != 0;
}

/* --- writing -------------------------------------------------------------------------------- */

/* `arrimage … | head` has had all it wanted. */
static bool reader_has_left(void) {
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};

    return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

/* A pipe may wait for its reader for ever; a file does not. */
static bool is_file(const char *path) {
    struct stat status;

    return stat(path, &status) != 0 || S_ISREG(status.st_mode);
}

static void pass_on(const struct notes *from, struct notes *to) {
    for (size_t i = 0; i < from->count; i++) {
        const struct note *note = &from->list[i];

        notes_add(to, note->severity, note->place, "%s", "%s", note->what);
        if (note->advice != NULL) {
            notes_advise(to, "%s", "%s", note->advice);
        }
    }
}

static bool write_output(const struct text *text, struct notes *notes) {
    struct notes own = {0};
    bool written;

    notes_speak(&own, notes->language);
    kept = KEPT_PART;
    written = file_write("-", text_string(text), text->length, &own) || reader_has_left();
    if (written) {
        kept = KEPT_ALL;
    } else {
        pass_on(&own, notes);
    }
    notes_free(&own);
    return written;
}

bool terminal_write(const char *path, const struct text *text, struct notes *notes) {
    sigset_t before;
    bool written;

    if (is_standard_output(path)) {
        return write_output(text, notes);
    }
    if (!is_file(path)) {
        return file_write(path, text_string(text), text->length, notes);
    }
    hold_interruptions(&before);
    written = file_write(path, text_string(text), text->length, notes);
    if (written) {
        kept = KEPT_ALL;
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return written;
}

void terminal_tell(const struct notes *notes, bool quiet) {
    struct text out = {0};

    if (notes->count == 0 || (quiet && notes_errors(notes) == 0)) {
        return;
    }
    notes_tell(notes, MOST_NOTES, terminal_colour(STDERR_FILENO), &out);
    for (size_t done = 0; done < out.length;) {
        ssize_t count = write(STDERR_FILENO, out.bytes + done, out.length - done);

        if (count < 0 && errno != EINTR) {
            break;
        }
        done += count > 0 ? (size_t)count : 0;
    }
    text_free(&out);
}

void terminal_progress(uint32_t done, uint32_t count) {
    enum { WIDTH = 30 };
    struct text out = {0};

    if (!isatty(STDERR_FILENO)) {
        return;
    }
    text_add(&out, "\r\033[K");
    if (count > 0) {
        size_t filled = (size_t)WIDTH * done / count;

        text_add_repeated(&out, "█", filled);
        text_add_repeated(&out, "░", WIDTH - filled);
        text_format(&out, " %u/%u", (unsigned)done, (unsigned)count);
    }
    if (write(STDERR_FILENO, out.bytes, out.length) < 0) {
        /* nobody looks */
    }
    text_free(&out);
}

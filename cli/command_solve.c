/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "cli/command.h"
#include "cli/opened.h"
#include "cli/terminal.h"
#include "reports/tell.h"
#include "reports/write.h"
#include "scenarios/run.h"
#include "solver/solve.h"

static int exit_status(const struct answer *answer) {
    switch (answer->status) {
    case STATUS_OPTIMAL:
        return answer->limited ? EXIT_LIMIT : EXIT_YES;
    case STATUS_INFEASIBLE:
    case STATUS_UNBOUNDED:
        return EXIT_NO;
    case STATUS_FEASIBLE:
    case STATUS_UNKNOWN:
        break;
    }
    return EXIT_LIMIT;
}

static void tell(const struct answer *answer, const struct options *options, struct text *out) {
    struct report *report = tell_answer(answer, opened_language(answer->plan, options));
    bool on_terminal = options->output == NULL;

    write_terminal(report, terminal_width(options->output),
                   on_terminal && terminal_colour(STDOUT_FILENO), out);
    report_free(report);
}

/* Both languages in one page, the report's own first. */
static void tell_page(const struct answer *answer, const struct options *options,
                      struct text *out) {
    enum language first = opened_language(answer->plan, options);
    struct report *own = tell_answer(answer, first);
    struct report *other = tell_answer(answer, first == FRENCH ? ENGLISH : FRENCH);

    write_html((const struct report *const[]){own, other}, 2, out);
    report_free(other);
    report_free(own);
}

static bool deliver(const struct answer *answer, const struct options *options,
                    struct notes *notes) {
    struct text out = {0};
    bool written = true;

    switch (options->format) {
    case FORMAT_TEXT:
        tell(answer, options, &out);
        break;
    case FORMAT_JSON:
        write_json(answer, options->sets, options->set_count, &out);
        break;
    case FORMAT_CSV:
        write_csv(answer, &out);
        break;
    case FORMAT_HTML:
        tell_page(answer, options, &out);
        break;
    case FORMAT_XLSX:
        written = write_xlsx(answer, opened_language(answer->plan, options), &out, notes);
        break;
    }
    written = written && terminal_write(options->output, &out, notes);
    text_free(&out);
    return written;
}

/* --- interruption ------------------------------------------------------------------------- */

static void note_interruption(const struct answer *answer, struct notes *notes) {
    if (answer_has_amounts(answer)) {
        notes_add(notes, NOTE_WARNING, NOWHERE,
                  "calcul interrompu ; la meilleure répartition trouvée jusque-là est gardée",
                  "interrupted; the best allocation found until then is kept");
    } else {
        notes_add(notes, NOTE_WARNING, NOWHERE,
                  "calcul interrompu avant qu’une répartition soit trouvée",
                  "interrupted before any allocation was found");
    }
}

/* --- one plan ----------------------------------------------------------------------------- */

/* In this process, where no other could be started. */
static struct answer *solve_here(const struct job *job, const struct options *options,
                                 struct notes *notes) {
    const struct solve_options how = {
        .time_limit = options->time_limit,
        .gap = options->gap,
        .prices = job->prices,
        .evidence = job->evidence,
        .ranges = job->ranges,
        .stop = terminal_interrupted(),
    };
    return solve(job->plan, &how, notes);
}

/* In a process of its own, which may abort, hang or run out of memory. NULL after notes. */
static struct answer *solve_apart(struct job *job, const struct options *options,
                                  struct notes *notes) {
    const struct run_options how = {
        .workers = 1,
        .time_limit = options->time_limit,
        .gap = options->gap,
        .stop = terminal_interrupted(),
        .gentle = true,
    };
    struct notes quiet = {0};
    struct answer *answer;

    notes_speak(&quiet, notes->language);
    if (!run(job, 1, &how, &quiet)) {
        notes_free(&quiet);
        return solve_here(job, options, notes);
    }
    notes_free(&quiet);
    answer = job->answer;
    job->answer = NULL; /* the caller's */
    notes_take(notes, &job->notes);
    run_release(job, 1);
    return answer;
}

static int solve_plan(struct plan *plan, const struct options *options, struct notes *notes) {
    struct job job = {
        .plan = plan,
        .prices = true,
        .evidence = options->format == FORMAT_JSON,
        .ranges = options->ranges,
    };
    struct answer *answer;
    int status;

    notes_speak(&job.notes, notes->language);
    answer = solve_apart(&job, options, notes);
    if (answer == NULL) {
        return notes_exit_status(notes);
    }
    if (*terminal_interrupted() != 0) {
        note_interruption(answer, notes);
    }
    status = deliver(answer, options, notes) ? exit_status(answer) : EXIT_SYSTEM;
    answer_free(answer);
    return status;
}

int command_solve(const struct options *options) {
    struct notes notes = {0};
    struct opened opened;
    int status;

    notes_speak(&notes, options->language);
    if (opened_read(&opened, options->files[0], options, &notes) &&
        opened_spares(options->output, &opened, &notes)) {
        terminal_speak(notes.language);
        status = solve_plan(opened.plan, options, &notes);
    } else {
        status = notes_exit_status(&notes);
    }
    terminal_tell(&notes, options->quiet);
    opened_close(&opened);
    notes_free(&notes);
    return status;
}

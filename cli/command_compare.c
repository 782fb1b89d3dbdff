/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "cli/command.h"
#include "cli/opened.h"
#include "cli/terminal.h"
#include "reports/tell_comparison.h"
#include "reports/write.h"
#include "reports/write_comparison.h"

static void tell_page(const struct comparison *comparison, enum language first,
                      struct text *out) {
    struct report *own = tell_comparison_page(comparison, first);
    struct report *other = tell_comparison_page(comparison, first == FRENCH ? ENGLISH : FRENCH);

    write_html((const struct report *const[]){own, other}, 2, out);
    report_free(other);
    report_free(own);
}

static bool deliver(const struct comparison *comparison, const struct options *options,
                    struct notes *notes) {
    enum language language =
        opened_language(comparison->scenarios[comparison->base].plan, options);
    struct text out = {0};
    struct report *report;
    bool made = true, written;

    switch (options->format) {
    case FORMAT_TEXT:
        report = tell_comparison(comparison, language);
        write_terminal(report, terminal_width(options->output),
                       options->output == NULL && terminal_colour(STDOUT_FILENO), &out);
        report_free(report);
        break;
    case FORMAT_JSON:
        write_comparison_json(comparison, &out);
        break;
    case FORMAT_CSV:
        write_comparison_csv(comparison, &out);
        break;
    case FORMAT_HTML:
        tell_page(comparison, language, &out);
        break;
    case FORMAT_XLSX:
        made = write_comparison_xlsx(comparison, language, &out, notes);
        break;
    }
    written = made && terminal_write(options->output, &out, notes);
    text_free(&out);
    return written;
}

static void show_progress(uint32_t done, uint32_t count, void *context) {
    (void)context;
    terminal_progress(done, count);
}

static int compare_scenarios(const struct opened *opened, uint32_t base,
                             const struct options *options, struct notes *notes) {
    const struct compare_options how = {
        .base = base,
        .causes = options->causes,
        .regret = options->regret,
        .run = {.workers = options->jobs,
                .time_limit = options->time_limit,
                .gap = options->gap,
                .stop = terminal_interrupted(),
                .progress = options->quiet ? NULL : show_progress},
    };
    struct comparison *comparison = compare(opened->tree, opened->scenarios, &how, notes);
    int status = EXIT_YES;

    if (!options->quiet) {
        terminal_progress(0, 0);
    }
    if (comparison == NULL) {
        return notes_exit_status(notes);
    }
    if (comparison->interrupted) {
        notes_add(notes, NOTE_WARNING, NOWHERE,
                  "interrompu\u00a0; seuls les scénarios résolus sont comparés",
                  "interrupted; only the scenarios that were solved are compared");
    }
    if (!deliver(comparison, options, notes) || comparison->failed) {
        status = EXIT_SYSTEM;
    } else if (comparison->limited) {
        status = EXIT_LIMIT;
    }
    comparison_free(comparison);
    return status;
}

int command_compare(const struct options *options) {
    struct notes notes = {0};
    struct opened opened;
    const struct scenario *base = NULL;
    int status = EXIT_INPUT;

    notes_speak(&notes, options->language);
    if (opened_read(&opened, options->files[0], options, &notes) &&
        opened_spares(options->output, &opened, &notes) && opened_scenarios(&opened, &notes)) {
        base = options->base != NULL ? scenarios_find(opened.scenarios, options->base, &notes)
                                     : &opened.scenarios->list[opened.scenarios->base];
    }
    terminal_speak(notes.language);
    if (base != NULL) {
        status = compare_scenarios(&opened, (uint32_t)(base - opened.scenarios->list), options,
                                   &notes);
    } else {
        status = notes_exit_status(&notes);
    }
    terminal_tell(&notes, options->quiet);
    opened_close(&opened);
    notes_free(&notes);
    return status;
}

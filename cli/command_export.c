/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/opened.h"
#include "cli/terminal.h"
#include "solver/export.h"
#include "solver/formulate.h"

typedef void exporter(const struct program *program, uint32_t goal, struct text *out);

static bool export_to(const char *path, exporter *write, const struct program *program,
                      uint32_t goal, struct notes *notes) {
    struct text out = {0};
    bool written;

    if (path == NULL) {
        return true;
    }
    write(program, goal, &out);
    written = terminal_write(path, &out, notes);
    text_free(&out);
    return written;
}

static bool has_goal(const struct plan *plan, uint32_t rank, struct notes *notes) {
    if (rank <= plan->goal_count) {
        return true;
    }
    if (plan->goal_count == 1) {
        notes_input(notes, NOWHERE, "le plan n’a qu’un but ; il n’a pas de but de rang %u",
                    "the plan has one goal only; it has no goal of rank %u", (unsigned)rank);
    } else {
        notes_input(notes, NOWHERE, "le plan a %u buts ; il n’a pas de but de rang %u",
                    "the plan has %u goals; it has no goal of rank %u",
                    (unsigned)plan->goal_count, (unsigned)rank);
    }
    return false;
}

static bool export_plan(const struct plan *plan, const struct options *options,
                        struct notes *notes) {
    struct program *program;
    uint32_t goal = options->goal - 1;
    bool written;

    if (!has_goal(plan, options->goal, notes)) {
        return false;
    }
    program = formulate(plan, notes);
    if (program == NULL) {
        return false;
    }
    written = export_to(options->lp, export_lp, program, goal, notes) &&
              export_to(options->mps, export_mps, program, goal, notes);
    program_free(program);
    return written;
}

int command_export(const struct options *options) {
    struct notes notes = {0};
    struct opened opened;
    int status;

    notes_speak(&notes, options->language);
    if (opened_read(&opened, options->files[0], options, &notes) &&
        opened_spares(options->lp, &opened, &notes) &&
        opened_spares(options->mps, &opened, &notes)) {
        terminal_speak(notes.language);
        export_plan(opened.plan, options, &notes);
    }
    status = notes_exit_status(&notes);
    terminal_tell(&notes, options->quiet);
    opened_close(&opened);
    notes_free(&notes);
    return status;
}

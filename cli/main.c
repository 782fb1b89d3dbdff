/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/terminal.h"

static int run(const struct options *options) {
    switch (options->command) {
    case COMMAND_SOLVE:
        return command_solve(options);
    case COMMAND_COMPARE:
        return command_compare(options);
    case COMMAND_CHECK:
        return command_check(options);
    case COMMAND_AUDIT:
        return command_audit(options);
    case COMMAND_EXPORT:
        return command_export(options);
    case COMMAND_SCHEMA:
        return command_schema(options);
    case COMMAND_HELP:
        return command_help(options);
    case COMMAND_VERSION:
        return command_version(options);
    }
    return EXIT_SYSTEM;
}

int main(int argc, char **argv) {
    struct notes notes = {0};
    struct options options;
    int status;

    terminal_start();
    if (options_read(argc, argv, &options, &notes)) {
        terminal_speak(options.language);
        status = run(&options);
    } else {
        terminal_tell(&notes, false);
        status = notes_exit_status(&notes);
    }
    options_free(&options);
    notes_free(&notes);
    return status;
}

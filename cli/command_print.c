/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that need no plan. */
#include "base/version.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "model/schema.h"

static int print(struct text *out, const struct options *options) {
    struct notes notes = {0};
    int status;

    notes_speak(&notes, options->language);
    terminal_write(options->output, out, &notes);
    status = notes_exit_status(&notes);
    terminal_tell(&notes, false);
    notes_free(&notes);
    text_free(out);
    return status;
}

int command_schema(const struct options *options) {
    struct text out = {0};

    schema_to_json(&out);
    return print(&out, options);
}

int command_help(const struct options *options) {
    struct text out = {0};

    options_help(options->help_on, options->language, &out);
    return print(&out, options);
}

int command_version(const struct options *options) {
    struct text out = {0};

    text_add(&out, "arrimage " ARRIMAGE_VERSION "\n");
    return print(&out, options);
}

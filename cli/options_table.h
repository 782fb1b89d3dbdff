/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_table: the commands and options themselves. Private to options.
 *
 * Pairs of strings are in the order of enum language: French, English. */
#ifndef CLI_OPTIONS_TABLE_H
#define CLI_OPTIONS_TABLE_H

#include "cli/options.h"

struct command_row {
    const char *name;
    const char *operands[2]; /* as in help; "" when it takes none */
    uint32_t least_files, most_files;
    const char *help[2];
};

#define FOR(command) (1u << (command))

struct option_row {
    const char *name;         /* without its dashes */
    char letter;              /* the short form, or 0 */
    const char *argument[2];  /* what follows it, as in help; NULL: nothing does */
    const char *const *words; /* its only arguments, NULL-ended; NULL: others */
    bool names_file;          /* its argument is a file */
    unsigned commands;        /* FOR(...) of those it goes with */
    bool (*take)(struct options *options, const char *argument, struct notes *notes);
    const char *help[2];
};

enum { COMMANDS = COMMAND_VERSION + 1, OPTIONS = 19 };

extern const struct command_row command_table[COMMANDS]; /* in the order of enum command */
extern const struct option_row option_table[OPTIONS];

#endif

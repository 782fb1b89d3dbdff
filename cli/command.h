/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command: what each command does. All return the exit status and have told their notes. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/options.h"

/* The contract's exit statuses. Of two, the graver is the larger. */
enum exit_status {
    EXIT_YES = 0,   /* done, and the answer is yes */
    EXIT_NO = 1,    /* done, and the answer is no */
    EXIT_INPUT = 2, /* the plan or the command is wrong */
    EXIT_LIMIT = 3, /* a limit came before the proof */
    EXIT_SYSTEM = 4 /* cannot read, write or go on */
};

int command_solve(const struct options *options);
int command_compare(const struct options *options);
int command_check(const struct options *options);
int command_audit(const struct options *options);
int command_export(const struct options *options);
int command_schema(const struct options *options);
int command_help(const struct options *options);
int command_version(const struct options *options);

#endif

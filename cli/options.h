/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options: the one table of commands and options, from which the command line is read and the
 * help, the manual page and the shells' completions are printed. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/notes.h"
#include "base/text.h"

enum command {
    COMMAND_SOLVE,
    COMMAND_COMPARE,
    COMMAND_CHECK,
    COMMAND_AUDIT,
    COMMAND_EXPORT,
    COMMAND_SCHEMA,
    COMMAND_HELP,
    COMMAND_VERSION
};

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, FORMAT_HTML, FORMAT_XLSX };

struct options {
    enum command command;
    enum command help_on; /* with COMMAND_HELP: a command, or COMMAND_HELP itself: all */
    const char **files;   /* [file_count] */
    uint32_t file_count;
    const char **sets; /* [set_count] "PATH=VALUE" */
    uint32_t set_count;
    const char *scenario, *scenarios; /* a name, a path; NULL: not given */
    const char *base; /* compare: the scenario to compare with; NULL: the plan */
    uint32_t jobs;    /* processes; 0: as many as processors */
    bool causes, regret;
    bool ranges;        /* solve: what lines get in other best allocations */
    const char *output; /* NULL: standard output */
    enum format format;
    bool has_language; /* --lang was given */
    enum language
        language; /* else from LC_ALL, LC_MESSAGES, LANG; French when they do not say */
    double time_limit, gap; /* 0: none */
    uint32_t goal;          /* export: rank of the goal, from 1 */
    const char *lp, *mps;   /* export: paths */
    bool quiet;
};

/* False after notes. Strings point into argv; options_free releases the lists. */
bool options_read(int argc, char **argv, struct options *options, struct notes *notes);
void options_free(struct options *options);

void options_help(enum command command, enum language language, struct text *out);
void options_markdown(enum language language, struct text *out); /* the README's list */
void options_manual(struct text *out);                           /* man page, roff */
void options_bash_completion(struct text *out);
void options_zsh_completion(struct text *out);

#endif

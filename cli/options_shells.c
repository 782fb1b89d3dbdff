/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The completions of bash and zsh, printed from the tables. */
#include "cli/options.h"

#include <string.h>

#include "cli/options_table.h"

static void add_words(struct text *out, const struct option_row *row) {
    for (int i = 0; row->words[i] != NULL; i++) {
        text_format(out, "%s%s", i > 0 ? " " : "", row->words[i]);
    }
}

static void add_command_names(struct text *out) {
    for (int i = 0; i < COMMANDS; i++) {
        text_format(out, "%s%s", i > 0 ? " " : "", command_table[i].name);
    }
}

/* Branches on the word before the one to complete. */
static void bash_arguments(struct text *out) {
    for (int i = 0; i < OPTIONS; i++) {
        const struct option_row *row = &option_table[i];

        if (row->argument[ENGLISH] == NULL) {
            continue;
        }
        text_format(out, "    --%s", row->name);
        if (row->letter != 0) {
            text_format(out, " | -%c", row->letter);
        }
        text_add(out, ") ");
        if (row->words != NULL) {
            text_add(out, "COMPREPLY=($(compgen -W '");
            add_words(out, row);
            text_add(out, "' -- \"$word\")); ");
        } else if (row->names_file) {
            text_add(out, "COMPREPLY=($(compgen -f -- \"$word\")); ");
        }
        text_add(out, "return ;;\n");
    }
}

static void bash_options(struct text *out) {
    for (int i = 0; i < COMMANDS; i++) {
        text_format(out, "    %s) options='", command_table[i].name);
        for (int j = 0, first = 1; j < OPTIONS; j++) {
            if ((option_table[j].commands & FOR(i)) != 0) {
                text_format(out, "%s--%s", first ? "" : " ", option_table[j].name);
                first = 0;
            }
        }
        text_add(out, "' ;;\n");
    }
}

void options_bash_completion(struct text *out) {
    text_add(out,
             "# bash completion of arrimage\n"
             "_arrimage() {\n"
             "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
             "    local command=${COMP_WORDS[1]} options=\n"
             "    case $before in\n");
    bash_arguments(out);
    text_add(out, "    esac\n"
                  "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                  "        COMPREPLY=($(compgen -W '");
    add_command_names(out);
    text_add(out, "' -- \"$word\"))\n"
                  "        return\n"
                  "    fi\n"
                  "    case $command in\n");
    bash_options(out);
    text_add(out, "    esac\n"
                  "    case $word in\n"
                  "    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
                  "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
                  "    esac\n"
                  "}\n"
                  "complete -o filenames -F _arrimage arrimage\n");
}

/* A string inside '…' and […] of zsh's _arguments. */
static void add_zsh(struct text *out, const char *string) {
    for (; *string != '\0'; string++) {
        if (*string == '\'') {
            text_add(out, "'\\''");
        } else if (strchr("[]:\\", *string) != NULL) {
            text_format(out, "\\%c", *string);
        } else {
            text_add_char(out, *string);
        }
    }
}

static void zsh_option(struct text *out, const struct option_row *row) {
    if (row->letter != 0) {
        text_format(out, "        '(-%c --%s)'{-%c,--%s}'[", row->letter, row->name,
                    row->letter, row->name);
    } else {
        text_format(out, "        '%s--%s[", strcmp(row->name, "set") == 0 ? "*" : "",
                    row->name);
    }
    add_zsh(out, row->help[ENGLISH]);
    text_add_char(out, ']');
    if (row->argument[ENGLISH] != NULL) {
        text_format(out, ":%s:", row->argument[ENGLISH]);
        if (row->words != NULL) {
            text_add_char(out, '(');
            add_words(out, row);
            text_add_char(out, ')');
        } else if (row->names_file) {
            text_add(out, "_files");
        }
    }
    text_add(out, "' \\\n");
}

void options_zsh_completion(struct text *out) {
    text_add(out, "#compdef arrimage\n"
                  "_arrimage() {\n"
                  "    local -a commands=(\n");
    for (int i = 0; i < COMMANDS; i++) {
        text_format(out, "        '%s:", command_table[i].name);
        add_zsh(out, command_table[i].help[ENGLISH]);
        text_add(out, "'\n");
    }
    text_add(out, "    )\n"
                  "    if (( CURRENT == 2 )); then\n"
                  "        _describe command commands\n"
                  "        return\n"
                  "    fi\n"
                  "    _arguments \\\n");
    for (int i = 0; i < OPTIONS; i++) {
        zsh_option(out, &option_table[i]);
    }
    text_add(out, "        '*:file:_files'\n"
                  "}\n"
                  "_arrimage \"$@\"\n");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help and the manual page, printed from the tables. */
#include "cli/options.h"

#include <string.h>

#include "base/version.h"
#include "cli/options_table.h"

static const char *const about[] = {
    "répartit une enveloppe entre des territoires, des axes et des ententes",
    "divides an envelope among territories, axes and agreements",
};

struct status_row {
    const char *status;
    const char *help[2];
};

static const struct status_row status_table[] = {
    {"0", {"c’est fait, et la réponse est oui", "done, and the answer is yes"}},
    {"1",
     {"c’est fait, et la réponse est non : aucune répartition ne respecte les règles",
      "done, and the answer is no: no allocation keeps the rules"}},
    {"2", {"le plan ou la commande est à corriger", "the plan or the command is wrong"}},
    {"3",
     {"une limite est venue avant la preuve ; ce qui est connu est donné",
      "a limit came before the proof; what is known is given"}},
    {"4", {"impossible de lire, d’écrire ou de continuer", "cannot read, write or go on"}},
};

static const struct status_row variable_table[] = {
    {"NO_COLOR", {"si elle n’est pas vide, aucune couleur", "when not empty, no colours"}},
    {"COLUMNS", {"la largeur des tableaux à l’écran", "how wide tables are on a terminal"}},
    {"LC_ALL, LC_MESSAGES, LANG",
     {"la langue, quand ni --lang ni le plan ne la donnent",
      "the language, when neither --lang nor the plan gives it"}},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* --- help ------------------------------------------------------------------------------------- */

enum { MARGIN = 2, GUTTER = 24, WIDTH = 88 };

/* Adds sentences from column GUTTER on, broken at spaces. */
static void add_wrapped(struct text *out, const char *words) {
    size_t column = GUTTER;

    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        struct text word = {0};

        text_add_bytes(&word, words, length);
        if (column > GUTTER && column + 1 + utf8_width(text_string(&word)) > WIDTH) {
            text_add_char(out, '\n');
            text_add_repeated(out, " ", GUTTER);
            column = GUTTER;
        } else if (column > GUTTER) {
            text_add_char(out, ' ');
            column++;
        }
        text_add(out, text_string(&word));
        column += utf8_width(text_string(&word));
        text_free(&word);
        words += length + (words[length] == ' ' ? 1 : 0);
    }
    text_add_char(out, '\n');
}

static void add_entry(struct text *out, const char *head, const char *help) {
    size_t width = MARGIN + utf8_width(head);

    text_add_repeated(out, " ", MARGIN);
    text_add(out, head);
    if (width + 2 > GUTTER) {
        text_add_char(out, '\n');
        width = 0;
    }
    text_add_repeated(out, " ", GUTTER - width);
    add_wrapped(out, help);
}

/* -o, --output FILE */
static void add_option_head(struct text *out, const struct option_row *row,
                            enum language language) {
    if (row->letter != 0) {
        text_format(out, "-%c, ", row->letter);
    }
    text_format(out, "--%s", row->name);
    if (row->argument[language] != NULL) {
        text_format(out, " %s", row->argument[language]);
    }
}

static void add_command_head(struct text *out, const struct command_row *row,
                             enum language language) {
    text_add(out, row->name);
    if (row->operands[language][0] != '\0') {
        text_format(out, " %s", row->operands[language]);
    }
}

static void add_options(struct text *out, unsigned commands, enum language language) {
    text_format(out, "\n%s\n", "Options");
    for (int i = 0; i < OPTIONS; i++) {
        const struct option_row *row = &option_table[i];
        struct text head = {0};

        if ((row->commands & commands) == 0) {
            continue;
        }
        add_option_head(&head, row, language);
        add_entry(out, text_string(&head), row->help[language]);
        text_free(&head);
    }
}

static void add_commands(struct text *out, enum language language) {
    text_format(out, "\n%s\n", language == FRENCH ? "Commandes" : "Commands");
    for (int i = 0; i < COMMANDS; i++) {
        struct text head = {0};

        add_command_head(&head, &command_table[i], language);
        add_entry(out, text_string(&head), command_table[i].help[language]);
        text_free(&head);
    }
}

static void add_statuses(struct text *out, enum language language) {
    text_format(out, "\n%s\n", language == FRENCH ? "Code de sortie" : "Exit status");
    for (size_t i = 0; i < COUNT(status_table); i++) {
        add_entry(out, status_table[i].status, status_table[i].help[language]);
    }
}

static void help_all(enum language language, struct text *out) {
    text_format(out, "arrimage – %s\n\n%s\n", about[language],
                language == FRENCH ? "Usage : arrimage COMMANDE [OPTION]… [FICHIER]…"
                                   : "Usage: arrimage COMMAND [OPTION]… [FILE]…");
    add_commands(out, language);
    add_options(out, ~0u, language);
    add_statuses(out, language);
    text_add(out, language == FRENCH
                      ? "\nLe fichier « - » est l’entrée ou la sortie standard.\n"
                        "« arrimage help solve » montre les options d’une commande.\n"
                      : "\nThe file '-' is standard input or output.\n"
                        "'arrimage help solve' shows the options of one command.\n");
}

void options_help(enum command command, enum language language, struct text *out) {
    const struct command_row *row = &command_table[command];

    if (command == COMMAND_HELP) {
        help_all(language, out);
        return;
    }
    text_format(out, "arrimage %s – %s\n\n", row->name, row->help[language]);
    text_format(out,
                language == FRENCH ? "Usage : arrimage %s [OPTION]… %s\n"
                                   : "Usage: arrimage %s [OPTION]… %s\n",
                row->name, row->operands[language]);
    add_options(out, FOR(command), language);
    add_statuses(out, language);
}

void options_markdown(enum language language, struct text *out) {
    text_add(out,
             language == FRENCH ? "| Option | Commandes | |\n" : "| Option | Commands | |\n");
    text_add(out, "| --- | --- | --- |\n");
    for (int i = 0; i < OPTIONS; i++) {
        const struct option_row *row = &option_table[i];
        const char *comma = "";

        text_add(out, "| `");
        add_option_head(out, row, language);
        text_add(out, "` | ");
        if (row->commands == FOR(COMMANDS) - 1) {
            text_add(out, language == FRENCH ? "toutes" : "all");
        }
        for (int j = 0; j < COMMANDS && row->commands != FOR(COMMANDS) - 1; j++) {
            if ((row->commands & FOR(j)) != 0) {
                text_format(out, "%s%s", comma, command_table[j].name);
                comma = ", ";
            }
        }
        text_format(out, " | %s |\n", row->help[language]);
    }
}

/* --- the manual page (English, roff) ---------------------------------------------------------- */

/* Adds text in which nothing is a request or an escape of roff. */
static void add_roff(struct text *out, const char *string) {
    if (*string == '.' || *string == '\'') {
        text_add(out, "\\&");
    }
    for (; *string != '\0'; string++) {
        if (*string == '\\') {
            text_add(out, "\\e");
        } else if (*string == '-') {
            text_add(out, "\\-");
        } else {
            text_add_char(out, *string);
        }
    }
}

static void roff_entry(struct text *out, const char *head, const char *help) {
    text_add(out, ".TP\n.B ");
    add_roff(out, head);
    text_add_char(out, '\n');
    add_roff(out, help);
    text_add_char(out, '\n');
}

static void roff_option(struct text *out, const struct option_row *row) {
    text_add(out, ".TP\n");
    if (row->letter != 0) {
        text_format(out, ".BR \\-%c \", \" ", row->letter);
    } else {
        text_add(out, ".B ");
    }
    text_add(out, "\\-\\-");
    add_roff(out, row->name);
    if (row->argument[ENGLISH] != NULL) {
        text_format(out, row->letter != 0 ? " \" \\fI%s\\fR\"" : " \\fI%s\\fR",
                    row->argument[ENGLISH]);
    }
    text_add_char(out, '\n');
    add_roff(out, row->help[ENGLISH]);
    text_add_char(out, '\n');
}

static void roff_synopsis(struct text *out) {
    text_add(out, ".SH SYNOPSIS\n");
    for (int i = 0; i < COMMANDS; i++) {
        const struct command_row *row = &command_table[i];

        text_format(out, "%s.B arrimage %s\n", i > 0 ? ".br\n" : "", row->name);
        if (row->most_files > 0) {
            text_format(out, "[\\fIOPTION\\fR]... %s\n", row->operands[ENGLISH]);
        } else if (row->operands[ENGLISH][0] != '\0') {
            text_format(out, "%s\n", row->operands[ENGLISH]);
        }
    }
}

void options_manual(struct text *out) {
    text_add(out, ".\\\" Printed from the program's own table of options.\n");
    text_format(out, ".TH ARRIMAGE 1 \"\" \"arrimage %s\" \"User Commands\"\n",
                ARRIMAGE_VERSION);
    text_format(out, ".SH NAME\narrimage \\- %s\n", about[ENGLISH]);
    roff_synopsis(out);
    text_add(out,
             ".SH DESCRIPTION\n"
             "A plan is a YAML file: funds, what they may pay for, the rules that hold, and "
             "the goal.\n.B arrimage\nfinds the allocation that serves the goal best\nand says "
             "what limits it. The file\n.B \\-\nis standard input or output.\n");
    text_add(out, ".SH COMMANDS\n");
    for (int i = 0; i < COMMANDS; i++) {
        struct text head = {0};

        add_command_head(&head, &command_table[i], ENGLISH);
        roff_entry(out, text_string(&head), command_table[i].help[ENGLISH]);
        text_free(&head);
    }
    text_add(out, ".SH OPTIONS\n");
    for (int i = 0; i < OPTIONS; i++) {
        roff_option(out, &option_table[i]);
    }
    text_add(out, ".SH \"EXIT STATUS\"\n");
    for (size_t i = 0; i < COUNT(status_table); i++) {
        roff_entry(out, status_table[i].status, status_table[i].help[ENGLISH]);
    }
    text_add(out, ".SH ENVIRONMENT\n");
    for (size_t i = 0; i < COUNT(variable_table); i++) {
        roff_entry(out, variable_table[i].status, variable_table[i].help[ENGLISH]);
    }
    text_add(out,
             ".SH EXAMPLES\n"
             "The best allocation as tables, then as JSON:\n.PP\n.nf\n"
             ".RS\narrimage solve plan.yaml\narrimage solve plan.yaml \\-o answer.json\n"
             ".RE\n.fi\n.PP\nThe same with 10 % less:\n.PP\n.nf\n.RS\n"
             "arrimage solve plan.yaml \\-\\-set funds.envelope.amount=2_340_000\n.RE\n.fi\n");
}

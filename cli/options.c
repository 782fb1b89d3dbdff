/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/names.h"
#include "cli/options_table.h"

/* Of the contract, but not of this version. */
static const char *const later_commands[] = {"test", "explain", "study"};
static const char *const later_options[] = {"line", "rule", "store", "resume"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct reading {
    struct options *options;
    struct notes *notes;
    char **arguments; /* [count] after the program's name */
    uint32_t count, at;
    bool has_command, has_format, wants_help, wants_version;
    bool options_ended; /* by -- */
    bool lost;          /* an unknown option: its argument may be taken for a file */
    unsigned given;     /* bits of the options given, by position */
};

static bool is_in(const char *word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, list[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void advise_nearest(struct notes *notes, const char *const *list, size_t count,
                           const char *word, const char *dashes) {
    const char *nearest = names_nearest(list, count, word, strlen(word));

    if (nearest != NULL) {
        notes_advise(notes, "vouliez-vous dire « %s%s » ?", "did you mean '%s%s'?", dashes,
                     nearest);
    } else {
        notes_advise(notes, "arrimage help les montre toutes", "arrimage help shows them all");
    }
}

/* --- commands and files ----------------------------------------------------------------------- */

static bool find_command(const char *word, enum command *command) {
    for (int i = 0; i < COMMANDS; i++) {
        if (strcmp(word, command_table[i].name) == 0) {
            *command = (enum command)i;
            return true;
        }
    }
    return false;
}

static void note_unknown_command(struct reading *reading, const char *word) {
    const char *names[COMMANDS];

    if (is_in(word, later_commands, COUNT(later_commands))) {
        notes_input(reading->notes, NOWHERE,
                    "la commande « %s » n’est pas disponible dans cette version",
                    "the command '%s' is not available in this version", word);
        return;
    }
    notes_input(reading->notes, NOWHERE, "« %s » n’est pas une commande",
                "'%s' is not a command", word);
    if (strpbrk(word, "./") != NULL) {
        notes_advise(reading->notes, "pour résoudre ce plan : arrimage solve %s",
                     "to solve this plan: arrimage solve %s", word);
        return;
    }
    for (int i = 0; i < COMMANDS; i++) {
        names[i] = command_table[i].name;
    }
    advise_nearest(reading->notes, names, COMMANDS, word, "");
}

static void read_operand(struct reading *reading, const char *word) {
    struct options *options = reading->options;

    if (reading->lost) {
        return; /* one error is enough */
    }
    if (!reading->has_command) {
        reading->has_command = true;
        if (!find_command(word, &options->command)) {
            note_unknown_command(reading, word);
            reading->lost = true;
        }
        return;
    }
    if (options->command == COMMAND_HELP && options->help_on == COMMAND_HELP) {
        if (!find_command(word, &options->help_on)) {
            note_unknown_command(reading, word);
        }
        return;
    }
    options->files =
        memory_grow(options->files, options->file_count + 1, sizeof *options->files);
    options->files[options->file_count++] = word;
}

/* Standard input can be read once. */
static void check_standard_input(const struct reading *reading) {
    uint32_t count = 0;

    for (uint32_t i = 0; i < reading->options->file_count; i++) {
        count += strcmp(reading->options->files[i], "-") == 0 ? 1 : 0;
    }
    if (count > 1) {
        notes_input(reading->notes, NOWHERE,
                    "« - » est donné %u fois ; l’entrée standard ne se lit qu’une fois",
                    "'-' is given %u times; standard input can be read only once",
                    (unsigned)count);
    }
}

static void check_files(const struct reading *reading) {
    const struct options *options = reading->options;
    const struct command_row *row = &command_table[options->command];

    if (options->file_count > 0 && options->file_count < row->least_files) {
        notes_input(reading->notes, NOWHERE, "« arrimage %s » demande encore un fichier",
                    "'arrimage %s' needs one more file", row->name);
        notes_advise(reading->notes, "arrimage %s %s", "arrimage %s %s", row->name,
                     row->operands[reading->notes->language]);
    } else if (options->file_count < row->least_files) {
        notes_input(reading->notes, NOWHERE, "quel plan ? « arrimage %s » demande un fichier",
                    "which plan? 'arrimage %s' needs a file", row->name);
        notes_advise(reading->notes, "arrimage %s plan.yaml, ou - pour l’entrée standard",
                     "arrimage %s plan.yaml, or - for standard input", row->name);
    } else if (options->file_count > row->most_files) {
        notes_input(reading->notes, NOWHERE, "« %s » est de trop pour « arrimage %s »",
                    "'%s' is one too many for 'arrimage %s'", options->files[row->most_files],
                    row->name);
    }
}

/* --- options ---------------------------------------------------------------------------------- */

static void note_unknown_option(struct reading *reading, const char *name, size_t length) {
    const char *names[OPTIONS];
    char *word = memory_grow(NULL, length + 1, 1);

    memcpy(word, name, length);
    word[length] = '\0';
    reading->lost = true;
    if (is_in(word, later_options, COUNT(later_options))) {
        notes_input(reading->notes, NOWHERE,
                    "l’option « --%s » n’est pas disponible dans cette version",
                    "the option '--%s' is not available in this version", word);
    } else {
        notes_input(reading->notes, NOWHERE, "l’option « --%s » n’existe pas",
                    "there is no option '--%s'", word);
        for (int i = 0; i < OPTIONS; i++) {
            names[i] = option_table[i].name;
        }
        advise_nearest(reading->notes, names, OPTIONS, word, "--");
    }
    free(word);
}

static bool is_word_of(const struct option_row *row, const char *argument) {
    for (int i = 0; row->words[i] != NULL; i++) {
        if (strcmp(argument, row->words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void note_wrong_word(const struct option_row *row, const char *argument,
                            struct notes *notes) {
    struct text words = {0};

    notes_input(notes, NOWHERE, "« %s » n’est pas une valeur de « --%s »",
                "'%s' is not a value of '--%s'", argument, row->name);
    for (int i = 0; row->words[i] != NULL; i++) {
        text_format(&words, "%s%s", i > 0 ? ", " : "", row->words[i]);
    }
    notes_advise(notes, "au choix : %s", "one of: %s", text_string(&words));
    text_free(&words);
}

/* `attached` is the argument given as --name=argument or -oargument, or NULL. */
static void read_option(struct reading *reading, uint32_t position, const char *attached) {
    const struct option_row *row = &option_table[position];
    const char *argument = attached;

    reading->given |= 1u << position;
    if (row->argument[0] == NULL) {
        if (attached != NULL) {
            notes_input(reading->notes, NOWHERE, "l’option « --%s » ne prend pas de valeur",
                        "the option '--%s' takes no value", row->name);
        }
    } else if (argument == NULL) {
        if (reading->at == reading->count) {
            notes_input(reading->notes, NOWHERE, "il manque la valeur de « --%s »",
                        "the value of '--%s' is missing", row->name);
            return;
        }
        argument = reading->arguments[reading->at++];
    }
    if (row->words != NULL && !is_word_of(row, argument)) {
        note_wrong_word(row, argument, reading->notes);
        return;
    }
    row->take(reading->options, argument, reading->notes);
    reading->has_format |= strcmp(row->name, "format") == 0;
    reading->wants_help |= strcmp(row->name, "help") == 0;
    reading->wants_version |= strcmp(row->name, "version") == 0;
}

static void read_long(struct reading *reading, const char *word) {
    size_t length = strcspn(word, "=");

    for (uint32_t i = 0; i < OPTIONS; i++) {
        if (strlen(option_table[i].name) == length &&
            memcmp(option_table[i].name, word, length) == 0) {
            read_option(reading, i, word[length] == '=' ? word + length + 1 : NULL);
            return;
        }
    }
    note_unknown_option(reading, word, length);
}

/* -q, -ofile, -qofile */
static void read_short(struct reading *reading, const char *letters) {
    while (*letters != '\0') {
        uint32_t i = 0;

        while (i < OPTIONS && option_table[i].letter != *letters) {
            i++;
        }
        if (i == OPTIONS) {
            notes_input(reading->notes, NOWHERE, "l’option « -%s » n’existe pas",
                        "there is no option '-%s'", letters);
            notes_advise(reading->notes, "arrimage help les montre toutes",
                         "arrimage help shows them all");
            reading->lost = true;
            return;
        }
        letters++;
        if (option_table[i].argument[0] != NULL) {
            read_option(reading, i, *letters != '\0' ? letters : NULL);
            return;
        }
        read_option(reading, i, NULL);
    }
}

static void check_options(const struct reading *reading) {
    const struct options *options = reading->options;

    for (uint32_t i = 0; i < OPTIONS; i++) {
        if ((reading->given & 1u << i) != 0 &&
            (option_table[i].commands & FOR(options->command)) == 0) {
            notes_input(reading->notes, NOWHERE,
                        "« arrimage %s » ne prend pas l’option « --%s »",
                        "'arrimage %s' does not take the option '--%s'",
                        command_table[options->command].name, option_table[i].name);
        }
    }
}

/* --- what the rest leaves open ---------------------------------------------------------------- */

/* What follows the last dot of a file's name; NULL when nothing does. */
static const char *ending_of(const char *path) {
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    return dot != NULL && dot != name && dot[1] != '\0' ? dot : NULL;
}

/* False when no format writes files that end so. */
static bool format_of(const char *ending, enum format *format) {
    static const struct {
        const char *ending;
        enum format format;
    } known[] = {{".txt", FORMAT_TEXT},
                 {".json", FORMAT_JSON},
                 {".csv", FORMAT_CSV},
                 {".html", FORMAT_HTML},
                 {".xlsx", FORMAT_XLSX}};

    for (size_t i = 0; i < COUNT(known); i++) {
        if (strcmp(ending, known[i].ending) == 0) {
            *format = known[i].format;
            return true;
        }
    }
    return false;
}

static void note_unknown_ending(const char *path, const char *ending, struct notes *notes) {
    notes_input(notes, NOWHERE, "« %s » : aucun format ne se termine par « %s »",
                "'%s': no format ends in '%s'", path, ending);
    notes_advise(notes, "au choix : .txt, .json, .csv, .html, .xlsx, ou dites --format",
                 "one of: .txt, .json, .csv, .html, .xlsx, or say --format");
}

/* The ending of -o FILE says the format, and may not say another than --format. */
static void choose_format(struct reading *reading) {
    struct options *options = reading->options;
    const char *ending = options->output != NULL ? ending_of(options->output) : NULL;
    enum format format = options->format;

    if (ending == NULL ||
        (options->command != COMMAND_SOLVE && options->command != COMMAND_COMPARE)) {
        return;
    }
    bool known = format_of(ending, &format);
    if (!reading->has_format && !known) {
        note_unknown_ending(options->output, ending, reading->notes);
    } else if (reading->has_format && format != options->format) {
        notes_input(reading->notes, NOWHERE, "« %s » et --format ne disent pas le même format",
                    "'%s' and --format say different formats", options->output);
        notes_advise(reading->notes, "retirez --format, ou changez la fin du nom",
                     "leave out --format, or change the file's ending");
    }
    options->format = format;
}

static void check_export(const struct options *options, struct notes *notes) {
    if (options->command != COMMAND_EXPORT) {
        return;
    }
    if (options->lp == NULL && options->mps == NULL) {
        notes_input(notes, NOWHERE, "où écrire le programme ?", "where to write the program?");
        notes_advise(notes, "donnez --lp FICHIER, --mps FICHIER ou les deux",
                     "give --lp FILE, --mps FILE or both");
    } else if (options->lp != NULL && options->mps != NULL &&
               strcmp(options->lp, options->mps) == 0) {
        notes_input(notes, NOWHERE, "--lp et --mps nomment le même fichier, « %s »",
                    "--lp and --mps name the same file, '%s'", options->lp);
    }
}

/* From the environment, as every program does; French when it does not say. */
static enum language system_language(void) {
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < COUNT(variables); i++) {
        const char *value = getenv(variables[i]);

        if (value != NULL && *value != '\0') {
            return strncmp(value, "en", 2) == 0 ? ENGLISH : FRENCH;
        }
    }
    return FRENCH;
}

/* --lang wherever it stands, so that what is wrong before it is told in that language too. */
static enum language asked_language(int count, char **arguments, enum language otherwise) {
    for (int i = 0; i < count && strcmp(arguments[i], "--") != 0; i++) {
        const char *word = arguments[i];

        if (strcmp(word, "--lang") == 0 && i + 1 < count) {
            word = arguments[i + 1];
        } else if (strncmp(word, "--lang=", 7) == 0) {
            word += 7;
        } else {
            continue;
        }
        if (strcmp(word, "fr") == 0 || strcmp(word, "en") == 0) {
            otherwise = *word == 'f' ? FRENCH : ENGLISH;
        }
    }
    return otherwise;
}

static void read_words(struct reading *reading) {
    while (reading->at < reading->count) {
        const char *word = reading->arguments[reading->at++];

        if (reading->options_ended || word[0] != '-' || word[1] == '\0') {
            read_operand(reading, word);
        } else if (strcmp(word, "--") == 0) {
            reading->options_ended = true;
        } else if (word[1] == '-') {
            read_long(reading, word + 2);
        } else {
            read_short(reading, word + 1);
        }
    }
}

/* --help and --version turn any other command into theirs. */
static void turn_to_help(struct reading *reading) {
    struct options *options = reading->options;

    if (reading->wants_help) {
        if (options->command != COMMAND_HELP) {
            options->help_on = options->command;
        }
        options->command = COMMAND_HELP;
    } else {
        options->command = COMMAND_VERSION;
    }
}

bool options_read(int argc, char **argv, struct options *options, struct notes *notes) {
    struct reading reading = {.options = options, .notes = notes};

    *options = (struct options){.command = COMMAND_HELP, .help_on = COMMAND_HELP, .goal = 1};
    if (argc > 1) {
        reading.arguments = argv + 1;
        reading.count = (uint32_t)(argc - 1);
    }
    options->language =
        asked_language((int)reading.count, reading.arguments, system_language());
    notes_speak(notes, options->language);
    read_words(&reading);
    if (reading.wants_help || reading.wants_version) {
        turn_to_help(&reading);
    } else if (!reading.has_command && !reading.lost) {
        notes_input(notes, NOWHERE, "quelle commande ?", "which command?");
        notes_advise(notes, "arrimage solve plan.yaml ; arrimage help les montre toutes",
                     "arrimage solve plan.yaml; arrimage help shows them all");
    } else if (!reading.lost) {
        check_files(&reading);
        check_standard_input(&reading);
        check_options(&reading);
        choose_format(&reading);
        check_export(options, notes);
    }
    return notes_errors(notes) == 0;
}

void options_free(struct options *options) {
    free(options->files);
    free(options->sets);
    *options = (struct options){0};
}

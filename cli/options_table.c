/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static const char *const format_words[] = {"text", "json", "csv", "html", "xlsx", NULL};
static const char *const language_words[] = {"fr", "en", NULL};

/* --- what an option does with its argument; words have been checked --------------------------- */

/* A plain decimal number, so that `1e3`, `0x10`, `inf` and `2,5` are not taken. */
static bool plain_number(const char *text, const char *suffix, double *number) {
    size_t length = strspn(text, "0123456789.");

    if (length == 0 || strcmp(text + length, suffix) != 0) {
        return false;
    }
    char *end;
    *number = strtod(text, &end);
    return end == text + length && isfinite(*number);
}

static bool take_set(struct options *options, const char *argument, struct notes *notes) {
    const char *equals = strchr(argument, '=');

    if (equals == NULL || equals == argument) {
        notes_input(notes, NOWHERE, "« --set %s » n’a pas la forme CHEMIN=VALEUR",
                    "'--set %s' is not of the form PATH=VALUE", argument);
        notes_advise(notes, "par exemple : --set funds.parsis.amount=2_400_000",
                     "for example: --set funds.parsis.amount=2_400_000");
        return false;
    }
    options->sets = memory_grow(options->sets, options->set_count + 1, sizeof *options->sets);
    options->sets[options->set_count++] = argument;
    return true;
}

static bool take_scenario(struct options *options, const char *argument, struct notes *notes) {
    (void)notes;
    options->scenario = argument;
    return true;
}

static bool take_scenarios(struct options *options, const char *argument, struct notes *notes) {
    (void)notes;
    options->scenarios = argument;
    return true;
}

static bool take_base(struct options *options, const char *argument, struct notes *notes) {
    (void)notes;
    options->base = argument;
    return true;
}

static bool take_causes(struct options *options, const char *argument, struct notes *notes) {
    (void)argument;
    (void)notes;
    options->causes = true;
    return true;
}

static bool take_regret(struct options *options, const char *argument, struct notes *notes) {
    (void)argument;
    (void)notes;
    options->regret = true;
    return true;
}

static bool take_ranges(struct options *options, const char *argument, struct notes *notes) {
    (void)argument;
    (void)notes;
    options->ranges = true;
    return true;
}

static bool take_jobs(struct options *options, const char *argument, struct notes *notes) {
    double jobs;

    if (!plain_number(argument, "", &jobs) || jobs < 1 || jobs > 1024 ||
        strchr(argument, '.') != NULL) {
        notes_input(notes, NOWHERE, "« --jobs %s » n’est pas un nombre de 1 à 1024",
                    "'--jobs %s' is not a number from 1 to 1024", argument);
        notes_advise(notes, "par exemple : -j 4", "for example: -j 4");
        return false;
    }
    options->jobs = (uint32_t)jobs;
    return true;
}

static bool take_output(struct options *options, const char *argument, struct notes *notes) {
    (void)notes;
    options->output = strcmp(argument, "-") == 0 ? NULL : argument;
    return true;
}

static bool take_format(struct options *options, const char *argument, struct notes *notes) {
    (void)notes;
    for (int i = 0; format_words[i] != NULL; i++) {
        if (strcmp(argument, format_words[i]) == 0) {
            options->format = (enum format)i;
        }
    }
    return true;
}

static bool take_language(struct options *options, const char *argument, struct notes *notes) {
    (void)notes;
    options->has_language = true;
    options->language = strcmp(argument, "fr") == 0 ? FRENCH : ENGLISH;
    return true;
}

static bool take_quiet(struct options *options, const char *argument, struct notes *notes) {
    (void)argument;
    (void)notes;
    options->quiet = true;
    return true;
}

static bool take_time_limit(struct options *options, const char *argument,
                            struct notes *notes) {
    if (!plain_number(argument, "", &options->time_limit) || options->time_limit <= 0) {
        notes_input(notes, NOWHERE, "« --time-limit %s » n’est pas un nombre de secondes",
                    "'--time-limit %s' is not a number of seconds", argument);
        notes_advise(notes, "par exemple : --time-limit 60", "for example: --time-limit 60");
        return false;
    }
    return true;
}

static bool take_gap(struct options *options, const char *argument, struct notes *notes) {
    double gap;

    if (plain_number(argument, "%", &gap)) {
        gap /= 100;
    } else if (!plain_number(argument, "", &gap)) {
        gap = -1;
    }
    if (gap < 0 || gap > 1) {
        notes_input(notes, NOWHERE, "« --gap %s » n’est pas un écart de 0 %% à 100 %%",
                    "'--gap %s' is not a gap from 0%% to 100%%", argument);
        notes_advise(notes, "par exemple : --gap 0.5%%, ou 0.005",
                     "for example: --gap 0.5%%, or 0.005");
        return false;
    }
    options->gap = gap;
    return true;
}

static bool take_lp(struct options *options, const char *argument, struct notes *notes) {
    (void)notes;
    options->lp = argument;
    return true;
}

static bool take_mps(struct options *options, const char *argument, struct notes *notes) {
    (void)notes;
    options->mps = argument;
    return true;
}

static bool take_goal(struct options *options, const char *argument, struct notes *notes) {
    double rank;

    if (!plain_number(argument, "", &rank) || rank < 1 || rank > 1e6 ||
        strchr(argument, '.') != NULL) {
        notes_input(notes, NOWHERE, "« --goal %s » n’est pas le rang d’un but",
                    "'--goal %s' is not the rank of a goal", argument);
        notes_advise(notes, "les buts se comptent à partir de 1", "goals count from 1");
        return false;
    }
    options->goal = (uint32_t)rank;
    return true;
}

/* Seen by options_read itself. */
static bool take_nothing(struct options *options, const char *argument, struct notes *notes) {
    (void)options;
    (void)argument;
    (void)notes;
    return true;
}

/* --- the tables ----------------------------------------------------------------------------- */

const struct command_row command_table[COMMANDS] = {
    [COMMAND_SOLVE] =
        {
            .name = "solve",
            .operands = {"PLAN", "PLAN"},
            .least_files = 1,
            .most_files = 1,
            .help = {"la meilleure répartition, et ce qui la borne",
                     "the best allocation, and what limits it"},
        },
    [COMMAND_COMPARE] =
        {
            .name = "compare",
            .operands = {"SCÉNARIOS", "SCENARIOS"},
            .least_files = 1,
            .most_files = 1,
            .help = {"tous les scénarios côte à côte, et ce que chaque changement déplace",
                     "all scenarios side by side, and what each change moves"},
        },
    [COMMAND_CHECK] =
        {
            .name = "check",
            .operands = {"PLAN…", "PLAN…"},
            .least_files = 1,
            .most_files = UINT32_MAX,
            .help = {"vérifie des plans sans les résoudre",
                     "validates plans without solving them"},
        },
    [COMMAND_AUDIT] =
        {
            .name = "audit",
            .operands = {"PLAN RÉSULTAT.json", "PLAN RESULT.json"},
            .least_files = 2,
            .most_files = 2,
            .help = {"vérifie un résultat enregistré d’après le plan seul, sans solveur",
                     "checks a stored result from the plan alone, without a solver"},
        },
    [COMMAND_EXPORT] =
        {
            .name = "export",
            .operands = {"PLAN", "PLAN"},
            .least_files = 1,
            .most_files = 1,
            .help = {"le programme linéaire, pour un autre solveur",
                     "the linear program, for any other solver"},
        },
    [COMMAND_SCHEMA] =
        {
            .name = "schema",
            .operands = {"", ""},
            .help = {"le JSON Schema d’un plan, pour les éditeurs",
                     "the JSON Schema of a plan, for editors"},
        },
    [COMMAND_HELP] =
        {
            .name = "help",
            .operands = {"[COMMANDE]", "[COMMAND]"},
            .help = {"cette aide, ou celle d’une commande", "this help, or that of a command"},
        },
    [COMMAND_VERSION] =
        {
            .name = "version",
            .operands = {"", ""},
            .help = {"la version", "the version"},
        },
};

#define ON_A_PLAN                                                                              \
    (FOR(COMMAND_SOLVE) | FOR(COMMAND_COMPARE) | FOR(COMMAND_CHECK) | FOR(COMMAND_AUDIT) |     \
     FOR(COMMAND_EXPORT))
#define SOLVING (FOR(COMMAND_SOLVE) | FOR(COMMAND_COMPARE))
#define EVERYWHERE (FOR(COMMANDS) - 1)

const struct option_row option_table[OPTIONS] = {
    {
        .name = "set",
        .argument = {"CHEMIN=VALEUR", "PATH=VALUE"},
        .commands = ON_A_PLAN,
        .take = take_set,
        .help = {"change le plan, par exemple funds.parsis.amount=0 ; `*` désigne tous les "
                 "membres ; se répète",
                 "changes the plan, for example funds.parsis.amount=0; `*` stands for all "
                 "members; may be repeated"},
    },
    {
        .name = "scenario",
        .argument = {"NOM", "NAME"},
        .commands = FOR(COMMAND_SOLVE) | FOR(COMMAND_AUDIT) | FOR(COMMAND_EXPORT),
        .take = take_scenario,
        .help = {"le plan tel que ce scénario le change",
                 "the plan as this scenario changes it"},
    },
    {
        .name = "scenarios",
        .argument = {"FICHIER", "FILE"},
        .names_file = true,
        .commands = SOLVING | FOR(COMMAND_AUDIT) | FOR(COMMAND_EXPORT),
        .take = take_scenarios,
        .help = {"où sont les scénarios ; à défaut, dans le plan",
                 "where the scenarios are; in the plan by default"},
    },
    {
        .name = "base",
        .argument = {"NOM", "NAME"},
        .commands = FOR(COMMAND_COMPARE),
        .take = take_base,
        .help = {"le scénario auquel comparer les autres ; à défaut, le plan tel quel",
                 "the scenario that the others are compared with; by default, the plan as it "
                 "stands"},
    },
    {
        .name = "causes",
        .commands = FOR(COMMAND_COMPARE),
        .take = take_causes,
        .help = {"la part de chaque changement dans l’écart avec la base ; 2ⁿ calculs pour n "
                 "changements",
                 "each change's share of the movement from the base; 2ⁿ solves for n changes"},
    },
    {
        .name = "regret",
        .commands = FOR(COMMAND_COMPARE),
        .take = take_regret,
        .help =
            {"ce que perd chaque répartition quand un autre scénario arrive ; un calcul par "
             "paire",
             "what each allocation loses when another scenario happens; one solve for each "
             "pair"},
    },
    {
        .name = "jobs",
        .letter = 'j',
        .argument = {"NOMBRE", "NUMBER"},
        .commands = FOR(COMMAND_COMPARE),
        .take = take_jobs,
        .help = {"calculs menés de front ; à défaut, un par processeur",
                 "solves at the same time; by default one for each processor"},
    },
    {
        .name = "output",
        .letter = 'o',
        .argument = {"FICHIER", "FILE"},
        .names_file = true,
        .commands = SOLVING | FOR(COMMAND_SCHEMA),
        .take = take_output,
        .help = {"où écrire ; à défaut, la sortie standard",
                 "where to write; standard output by default"},
    },
    {
        .name = "format",
        .argument = {"FORMAT", "FORMAT"},
        .words = format_words,
        .commands = SOLVING,
        .take = take_format,
        .help = {"text, json, csv, html ou xlsx ; à défaut, selon la fin du nom de FICHIER",
                 "text, json, csv, html or xlsx; by default, from the ending of FILE"},
    },
    {
        .name = "time-limit",
        .argument = {"SECONDES", "SECONDS"},
        .commands = SOLVING,
        .take = take_time_limit,
        .help = {"s’arrête après ce temps, avec ce qui est trouvé",
                 "stops after this time, with what has been found"},
    },
    {
        .name = "gap",
        .argument = {"ÉCART", "GAP"},
        .commands = SOLVING,
        .take = take_gap,
        .help = {"s’arrête à cette distance relative du meilleur, par exemple 1%",
                 "stops at this relative distance from the best, for example 1%"},
    },
    {
        .name = "ranges",
        .commands = FOR(COMMAND_SOLVE),
        .take = take_ranges,
        .help =
            {"ce que chaque ligne peut recevoir sans que rien se perde, et si son financement "
             "est certain ; deux calculs par ligne",
             "what each line may get at no loss, and whether its funding is certain; two "
             "solves for each line"},
    },
    {
        .name = "lp",
        .argument = {"FICHIER", "FILE"},
        .names_file = true,
        .commands = FOR(COMMAND_EXPORT),
        .take = take_lp,
        .help = {"écrit le programme au format LP (CPLEX)",
                 "writes the program in LP format (CPLEX)"},
    },
    {
        .name = "mps",
        .argument = {"FICHIER", "FILE"},
        .names_file = true,
        .commands = FOR(COMMAND_EXPORT),
        .take = take_mps,
        .help = {"écrit le programme au format MPS libre",
                 "writes the program in free MPS format"},
    },
    {
        .name = "goal",
        .argument = {"RANG", "RANK"},
        .commands = FOR(COMMAND_EXPORT),
        .take = take_goal,
        .help = {"le but à optimiser, à partir de 1 ; à défaut, le premier",
                 "the goal to optimise, from 1; the first by default"},
    },
    {
        .name = "lang",
        .argument = {"LANGUE", "LANGUAGE"},
        .words = language_words,
        .commands = EVERYWHERE,
        .take = take_language,
        .help = {"fr ou en ; à défaut, la langue du plan, puis celle du système",
                 "fr or en; by default that of the plan, then that of the system"},
    },
    {
        .name = "quiet",
        .letter = 'q',
        .commands = ON_A_PLAN,
        .take = take_quiet,
        .help = {"tait les avertissements et les bonnes nouvelles",
                 "no warnings and no good news"},
    },
    {
        .name = "help",
        .letter = 'h',
        .commands = EVERYWHERE,
        .take = take_nothing,
        .help = {"l’aide de la commande", "the help of the command"},
    },
    {
        .name = "version",
        .commands = EVERYWHERE,
        .take = take_nothing,
        .help = {"la version", "the version"},
    },
};

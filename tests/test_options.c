/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "tests/close.h"

/* A command line being read: command_line(&line, "arrimage", "solve", …). */
struct command_line {
    struct options options;
    struct notes notes;
    bool read;
};

enum { MOST_WORDS = 16 };

static void read_words(struct command_line *line, const char *const *words) {
    char *argv[MOST_WORDS + 1] = {0};
    int argc = 0;

    while (words[argc] != NULL) {
        assert_true(argc < MOST_WORDS);
        argv[argc] = (char *)(uintptr_t)words[argc]; /* never written to */
        argc++;
    }
    *line = (struct command_line){0};
    line->read = options_read(argc, argv, &line->options, &line->notes);
}

#define READ(line, ...) read_words((line), (const char *const[]){"arrimage", __VA_ARGS__, NULL})

static void release(struct command_line *line) {
    options_free(&line->options);
    notes_free(&line->notes);
}

/* Reads the words, which must be refused with a note that contains `what` and, unless it is NULL,
 * the advice `advice`. */
#define assert_refused(what, advice, ...)                                                      \
    do {                                                                                       \
        struct command_line refused;                                                           \
                                                                                               \
        READ(&refused, __VA_ARGS__);                                                           \
        assert_false(refused.read);                                                            \
        assert_int_equal(notes_exit_status(&refused.notes), 2);                                \
        assert_notes(&refused.notes, 1);                                                       \
        assert_noted(&refused.notes, (what));                                                  \
        assert_advice(&refused.notes, (advice));                                               \
        release(&refused);                                                                     \
    } while (0)

static void assert_advice(const struct notes *notes, const char *advice) {
    const char *given = notes->list[0].advice;

    if (advice == NULL) {
        return;
    }
    assert_non_null(given);
    assert_contains(given, advice);
}

static int speak_english(void **state) {
    (void)state;
    return setenv("LC_ALL", "en_CA.UTF-8", 1);
}

/* --- what is asked ------------------------------------------------------------------------- */

static void solve_takes_a_plan_and_has_defaults(void **state) {
    struct command_line line;

    (void)state;
    READ(&line, "solve", "plan.yaml");
    assert_true(line.read);
    assert_int_equal(line.options.command, COMMAND_SOLVE);
    assert_int_equal(line.options.file_count, 1);
    assert_string_equal(line.options.files[0], "plan.yaml");
    assert_int_equal(line.options.format, FORMAT_TEXT);
    assert_null(line.options.output);
    assert_close(line.options.time_limit, 0, 0);
    assert_close(line.options.gap, 0, 0);
    assert_int_equal(line.options.goal, 1);
    assert_false(line.options.quiet);
    release(&line);
}

static void options_stand_before_after_or_joined(void **state) {
    struct command_line line;

    (void)state;
    READ(&line, "--time-limit=2.5", "solve", "-qoanswer.txt", "plan.yaml", "--gap", "0.7%");
    assert_true(line.read);
    assert_close(line.options.time_limit, 2.5, 1e-15);
    assert_close(line.options.gap, 0.007, 1e-15);
    assert_true(line.options.quiet);
    assert_string_equal(line.options.output, "answer.txt");
    release(&line);
}

static void changes_keep_their_order(void **state) {
    struct command_line line;

    (void)state;
    READ(&line, "solve", "--set", "funds.a.amount=3", "p.yaml", "--set=lines.*.max=7=8");
    assert_true(line.read);
    assert_int_equal(line.options.set_count, 2);
    assert_string_equal(line.options.sets[0], "funds.a.amount=3");
    assert_string_equal(line.options.sets[1], "lines.*.max=7=8");
    release(&line);
}

static void the_format_follows_the_ending_of_the_file(void **state) {
    static const struct {
        const char *file;
        enum format format;
    } endings[] = {{"a.json", FORMAT_JSON}, {"b.csv", FORMAT_CSV}, {"g.xlsx", FORMAT_XLSX},
                   {"c.txt", FORMAT_TEXT},  {"d", FORMAT_TEXT},    {".json", FORMAT_TEXT},
                   {"e.d/f", FORMAT_TEXT}};

    (void)state;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct command_line line;

        READ(&line, "solve", "plan.yaml", "-o", endings[i].file);
        assert_true(line.read);
        assert_int_equal(line.options.format, endings[i].format);
        release(&line);
    }
}

static void a_format_asked_for_does_without_an_ending_but_agrees_with_one(void **state) {
    struct command_line line;

    (void)state;
    READ(&line, "solve", "plan.yaml", "-o", "answer.bak", "--format", "csv");
    assert_true(line.read);
    assert_int_equal(line.options.format, FORMAT_CSV);
    release(&line);
    assert_refused("say different formats", "leave out --format", "solve", "plan.yaml", "-o",
                   "answer.json", "--format", "csv");
    assert_refused("no format ends in '.docx'", ".txt, .json, .csv", "solve", "plan.yaml", "-o",
                   "answer.docx");
}

static void standard_input_is_read_once(void **state) {
    (void)state;
    assert_refused("'-' is given 2 times", NULL, "check", "-", "plan.yaml", "-");
}

static void a_dash_is_a_stream_not_an_option(void **state) {
    struct command_line line;

    (void)state;
    READ(&line, "solve", "-", "-o", "-");
    assert_true(line.read);
    assert_string_equal(line.options.files[0], "-");
    assert_null(line.options.output);
    release(&line);
}

static void two_dashes_end_the_options(void **state) {
    struct command_line line;

    (void)state;
    READ(&line, "check", "--", "--lang", "-q");
    assert_true(line.read);
    assert_int_equal(line.options.file_count, 2);
    assert_string_equal(line.options.files[1], "-q");
    release(&line);
}

static void export_writes_both_forms_of_a_goal(void **state) {
    struct command_line line;

    (void)state;
    READ(&line, "export", "plan.yaml", "--lp", "a.lp", "--mps", "-", "--goal", "2");
    assert_true(line.read);
    assert_string_equal(line.options.lp, "a.lp");
    assert_string_equal(line.options.mps, "-");
    assert_int_equal(line.options.goal, 2);
    release(&line);
}

static void help_is_of_the_command_it_stands_with(void **state) {
    struct command_line line;

    (void)state;
    READ(&line, "export", "-h");
    assert_true(line.read);
    assert_int_equal(line.options.command, COMMAND_HELP);
    assert_int_equal(line.options.help_on, COMMAND_EXPORT);
    release(&line);

    READ(&line, "help", "check");
    assert_true(line.read);
    assert_int_equal(line.options.help_on, COMMAND_CHECK);
    release(&line);
}

/* --- language ------------------------------------------------------------------------------ */

static void the_system_gives_the_language_when_the_option_does_not(void **state) {
    static const struct {
        const char *variable;
        enum language language;
    } systems[] = {
        {"en_US.UTF-8", ENGLISH}, {"fr_CA.UTF-8", FRENCH}, {"C", FRENCH}, {"de", FRENCH}};

    (void)state;
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
        struct command_line line;

        setenv("LC_ALL", systems[i].variable, 1);
        READ(&line, "version");
        assert_int_equal(line.options.language, systems[i].language);
        assert_false(line.options.has_language);
        release(&line);
    }
}

static void an_error_before_the_language_is_told_in_it(void **state) {
    struct command_line line;

    (void)state;
    READ(&line, "--nonsense", "solve", "plan.yaml", "--lang=fr");
    assert_false(line.read);
    assert_int_equal(line.notes.language, FRENCH);
    assert_noted(&line.notes, "n’existe pas");
    release(&line);
}

/* --- what is refused ------------------------------------------------------------------------ */

static void a_misspelt_command_is_told_its_likeness(void **state) {
    (void)state;
    assert_refused("'slove' is not a command", "did you mean 'solve'?", "slove", "plan.yaml");
}

static void a_plan_instead_of_a_command_is_told_how_to_solve_it(void **state) {
    (void)state;
    assert_refused("'plan.yaml' is not a command", "arrimage solve plan.yaml", "plan.yaml");
}

static void no_command_at_all_is_refused(void **state) {
    (void)state;
    assert_refused("which command?", "arrimage help", "--quiet");
}

static void a_misspelt_option_is_told_its_likeness_and_nothing_else(void **state) {
    (void)state;
    assert_refused("no option '--tme-limit'", "did you mean '--time-limit'?", "solve", "p.yaml",
                   "--tme-limit", "60");
    assert_refused("no option '-z'", NULL, "solve", "p.yaml", "-z");
}

static void what_is_not_of_this_version_is_said_to_be_so(void **state) {
    (void)state;
    assert_refused("'study' is not available in this version", NULL, "study", "s.yaml");
    assert_refused("'--store' is not available", NULL, "solve", "p.yaml", "--store", "b.db");
    assert_refused("'ods' is not a value of", "text, json, csv, html, xlsx", "solve", "p.yaml",
                   "--format", "ods");
    assert_refused("no format ends in '.ods'", ".html, .xlsx", "solve", "p.yaml", "-o",
                   "a.ods");
}

static void a_command_takes_its_own_options_only(void **state) {
    (void)state;
    assert_refused("'arrimage check' does not take the option '--gap'", NULL, "check", "p.yaml",
                   "--gap", "1%");
}

static void the_number_of_plans_is_that_of_the_command(void **state) {
    (void)state;
    assert_refused("'arrimage solve' needs a file", "arrimage solve plan.yaml", "solve");
    assert_refused("'b.yaml' is one too many", NULL, "solve", "a.yaml", "b.yaml");
}

static void an_option_without_its_value_is_refused(void **state) {
    (void)state;
    assert_refused("the value of '--output' is missing", NULL, "solve", "p.yaml", "-o");
    assert_refused("'--quiet' takes no value", NULL, "solve", "p.yaml", "--quiet=yes");
}

static void numbers_are_plain(void **state) {
    static const char *const times[] = {"1e3", "0x10", "inf", "nan",   "2,5", "-3",
                                        "0",   "",     " 5",  "1.2.3", "."};

    (void)state;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        assert_refused("is not a number of seconds", "--time-limit 60", "solve", "p.yaml",
                       "--time-limit", times[i]);
    }
    assert_refused("is not a gap", "0.5%", "solve", "p.yaml", "--gap", "101%");
    assert_refused("is not the rank", "from 1", "export", "p.yaml", "--lp", "a", "--goal", "0");
    assert_refused("is not the rank", "from 1", "export", "p.yaml", "--lp", "a", "--goal",
                   "1.5");
}

static void a_change_needs_a_path_and_a_value(void **state) {
    (void)state;
    assert_refused("not of the form PATH=VALUE", "funds.parsis.amount=", "solve", "p.yaml",
                   "--set", "funds.a.amount");
    assert_refused("not of the form PATH=VALUE", NULL, "solve", "p.yaml", "--set", "=3");
}

static void export_needs_two_different_places(void **state) {
    (void)state;
    assert_refused("where to write", "--mps FILE", "export", "p.yaml");
    assert_refused("the same file, '-'", NULL, "export", "p.yaml", "--lp", "-", "--mps", "-");
}

static void every_error_of_a_command_line_is_told(void **state) {
    struct command_line line;

    (void)state;
    READ(&line, "solve", "a", "b", "--gap", "x", "--time-limit", "y");
    assert_false(line.read);
    assert_notes(&line.notes, 3);
    release(&line);
}

/* --- what is printed from the table ---------------------------------------------------------- */

static void help_shows_an_option_with_its_command_only(void **state) {
    struct text out = {0};

    (void)state;
    options_help(COMMAND_EXPORT, ENGLISH, &out);
    assert_text_contains(&out, "Usage: arrimage export [OPTION]… PLAN\n");
    assert_text_contains(&out, "--mps FILE");
    assert_lacks(text_string(&out), "--gap");
    text_free(&out);
}

static void help_stays_within_88_columns(void **state) {
    (void)state;
    for (int language = FRENCH; language <= ENGLISH; language++) {
        struct text out = {0};

        options_help(COMMAND_HELP, (enum language)language, &out);
        for (char *line = out.bytes; *line != '\0';) {
            char *end = strchr(line, '\n');

            *end = '\0';
            assert_true(utf8_width(line) <= 88);
            line = end + 1;
        }
        text_free(&out);
    }
}

static void every_option_is_in_every_document(void **state) {
    static const char *const names[] = {"set",  "output", "format",  "time-limit",
                                        "gap",  "lp",     "mps",     "goal",
                                        "lang", "quiet",  "version", "help"};
    struct text bash = {0}, zsh = {0}, list = {0};

    (void)state;
    options_bash_completion(&bash);
    options_zsh_completion(&zsh);
    options_markdown(FRENCH, &list);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct text option = {0};

        text_format(&option, "--%s", names[i]);
        assert_text_contains(&bash, text_string(&option));
        assert_text_contains(&zsh, text_string(&option));
        assert_text_contains(&list, text_string(&option));
        text_free(&option);
    }
    text_free(&bash);
    text_free(&zsh);
    text_free(&list);
}

static void the_manual_hides_nothing_from_roff(void **state) {
    struct text out = {0};

    (void)state;
    options_manual(&out);
    assert_text_contains(&out, ".TH ARRIMAGE 1 ");
    assert_text_contains(&out, ".BR \\-o \", \" \\-\\-output \" \\fIFILE\\fR\"\n");
    assert_lacks(text_string(&out), "\n\n"); /* an empty line is a blank one on the page */
    text_free(&out);
}

/* To a shell a no-break space is a letter: `return` with one behind it is no word that it knows. */
static void shells_are_spoken_to_in_plain_spaces(void **state) {
    struct text bash = {0}, zsh = {0};

    (void)state;
    options_bash_completion(&bash);
    options_zsh_completion(&zsh);
    assert_text_contains(&bash, "return ;;\n");
    assert_null(strstr(text_string(&bash), "\u00a0"));
    assert_null(strstr(text_string(&zsh), "\u00a0"));
    text_free(&bash);
    text_free(&zsh);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(solve_takes_a_plan_and_has_defaults, speak_english),
        cmocka_unit_test_setup(options_stand_before_after_or_joined, speak_english),
        cmocka_unit_test_setup(changes_keep_their_order, speak_english),
        cmocka_unit_test_setup(the_format_follows_the_ending_of_the_file, speak_english),
        cmocka_unit_test_setup(a_format_asked_for_does_without_an_ending_but_agrees_with_one,
                               speak_english),
        cmocka_unit_test_setup(standard_input_is_read_once, speak_english),
        cmocka_unit_test_setup(a_dash_is_a_stream_not_an_option, speak_english),
        cmocka_unit_test_setup(two_dashes_end_the_options, speak_english),
        cmocka_unit_test_setup(export_writes_both_forms_of_a_goal, speak_english),
        cmocka_unit_test_setup(help_is_of_the_command_it_stands_with, speak_english),
        cmocka_unit_test(the_system_gives_the_language_when_the_option_does_not),
        cmocka_unit_test_setup(an_error_before_the_language_is_told_in_it, speak_english),
        cmocka_unit_test_setup(a_misspelt_command_is_told_its_likeness, speak_english),
        cmocka_unit_test_setup(a_plan_instead_of_a_command_is_told_how_to_solve_it,
                               speak_english),
        cmocka_unit_test_setup(no_command_at_all_is_refused, speak_english),
        cmocka_unit_test_setup(a_misspelt_option_is_told_its_likeness_and_nothing_else,
                               speak_english),
        cmocka_unit_test_setup(what_is_not_of_this_version_is_said_to_be_so, speak_english),
        cmocka_unit_test_setup(a_command_takes_its_own_options_only, speak_english),
        cmocka_unit_test_setup(the_number_of_plans_is_that_of_the_command, speak_english),
        cmocka_unit_test_setup(an_option_without_its_value_is_refused, speak_english),
        cmocka_unit_test_setup(numbers_are_plain, speak_english),
        cmocka_unit_test_setup(a_change_needs_a_path_and_a_value, speak_english),
        cmocka_unit_test_setup(export_needs_two_different_places, speak_english),
        cmocka_unit_test_setup(every_error_of_a_command_line_is_told, speak_english),
        cmocka_unit_test(help_shows_an_option_with_its_command_only),
        cmocka_unit_test(help_stays_within_88_columns),
        cmocka_unit_test(every_option_is_in_every_document),
        cmocka_unit_test(the_manual_hides_nothing_from_roff),
        cmocka_unit_test(shells_are_spoken_to_in_plain_spaces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

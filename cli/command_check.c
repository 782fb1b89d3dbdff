/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/command.h"
#include "cli/opened.h"
#include "cli/terminal.h"
#include "scenarios/apply.h"
#include "solver/formulate.h"

/* What solve would find wrong before it begins. */
static bool can_be_formulated(const struct plan *plan, struct notes *notes) {
    struct program *program = formulate(plan, notes);

    if (program == NULL) {
        return false;
    }
    program_free(program);
    return true;
}

struct noun {
    const char *one[2], *many[2]; /* French, English */
};

static void add_count(struct text *out, uint32_t count, const struct noun *noun,
                      enum language language) {
    /* French takes the singular for none, English the plural. */
    bool one = count == 1 || (count == 0 && language == FRENCH);

    text_format(out, "%u %s", (unsigned)count,
                one ? noun->one[language] : noun->many[language]);
}

/* plan.yaml: 6 territories, 4 funds, 27 lines, 9 rules, 1 goal */
static void add_verdict(struct text *out, const struct opened *opened, enum language language) {
    const struct plan *plan = opened->plan;
    const char *name =
        (opened->scenarios_source != NULL ? opened->scenarios_source : opened->source)->name;
    const struct {
        uint32_t count;
        struct noun noun;
    } parts[] = {
        {plan->territory_count, {{"territoire", "territory"}, {"territoires", "territories"}}},
        {plan->fund_count, {{"fonds", "fund"}, {"fonds", "funds"}}},
        {plan->line_count, {{"ligne", "line"}, {"lignes", "lines"}}},
        {plan->rule_count, {{"règle", "rule"}, {"règles", "rules"}}},
        {plan->goal_count, {{"but", "goal"}, {"buts", "goals"}}},
        {opened->scenarios != NULL ? opened->scenarios->count : 0,
         {{"scénario", "scenario"}, {"scénarios", "scenarios"}}},
    };
    const size_t count = sizeof parts / sizeof *parts - (opened->scenarios == NULL ? 1 : 0);

    text_add_visible(out, name, strlen(name));
    text_add(out, language == FRENCH ? " : " : ": ");
    for (size_t i = 0; i < count; i++) {
        text_add(out, i > 0 ? ", " : "");
        add_count(out, parts[i].count, &parts[i].noun, language);
    }
    text_add_char(out, '\n');
}

/* Every scenario, and, when the plan itself is sound, the plan that it makes. */
static void check_scenarios(struct opened *opened, struct notes *notes) {
    uint32_t count = 0;

    (void)opened_scenarios(opened, notes);
    if (opened->scenarios != NULL && opened->plan != NULL) {
        count = opened->scenarios->count;
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct scenario *scenario = &opened->scenarios->list[i];
        struct plan *plan =
            scenario->unsound ? NULL : apply(opened->tree, scenario, notes, NULL);

        if (plan != NULL) {
            can_be_formulated(plan, notes);
        }
        plan_free(plan);
    }
}

static int check_file(const char *path, const struct options *options, struct text *out) {
    struct notes notes = {0};
    struct opened opened;
    int status;

    notes_speak(&notes, options->language);
    (void)opened_read(&opened, path, options, &notes);
    bool sound = opened.plan != NULL && can_be_formulated(opened.plan, &notes);
    if (opened_has_scenarios(&opened) && (sound || opened.plan == NULL)) {
        check_scenarios(&opened, &notes);
    }
    if (sound && notes_errors(&notes) == 0) {
        add_verdict(out, &opened, notes.language);
    }
    status = notes_exit_status(&notes);
    terminal_tell(&notes, options->quiet);
    opened_close(&opened);
    notes_free(&notes);
    return status;
}

int command_check(const struct options *options) {
    struct notes notes = {0};
    struct text out = {0};
    int status = EXIT_YES;

    for (uint32_t i = 0; i < options->file_count; i++) {
        int one = check_file(options->files[i], options, &out);

        status = one > status ? one : status;
    }
    notes_speak(&notes, options->language);
    if (!options->quiet && !terminal_write(NULL, &out, &notes)) {
        status = EXIT_SYSTEM;
    }
    terminal_tell(&notes, options->quiet);
    text_free(&out);
    notes_free(&notes);
    return status;
}

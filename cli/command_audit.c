/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/opened.h"
#include "cli/recheck.h"
#include "cli/terminal.h"

/* --- the verdict ---------------------------------------------------------------------------- */

static void add_line(struct text *out, enum language language, const char *french,
                     const char *english) {
    text_add(out, language == FRENCH ? french : english);
    text_add_char(out, '\n');
}

static void add_proof(const struct recheck *r, enum language language, struct text *out) {
    const struct verified *v = &r->verified;
    uint32_t goals = r->plan->goal_count;

    if (!answer_has_amounts(r->answer)) {
        return;
    }
    text_format(out,
                language == FRENCH ? "  prouvé : la borne de %u but%s sur %u%s\n"
                                   : "  proved: the bound of %u goal%s of %u%s\n",
                (unsigned)v->goals, v->goals > 1 ? "s" : "", (unsigned)goals,
                r->answer->proof.within == 0 ? ""
                : language == FRENCH         ? ", à un milliardième près"
                                             : ", to a billionth");
}

static void add_doubts(const struct recheck *r, enum language language, struct text *out) {
    const struct verified *v = &r->verified;
    bool amounts = answer_has_amounts(r->answer);
    const struct {
        bool holds;
        const char *text[2];
    } doubts[] = {
        {!amounts && !v->refusal && r->answer->status != STATUS_UNKNOWN,
         {"qu’il n’y a pas de réponse", "that there is no answer"}},
        {amounts && v->goals < r->plan->goal_count,
         {"la borne des autres buts", "the bound of the other goals"}},
        {v->best,
         {"qu’aucun multiple de l’unité ne fait mieux",
          "that no multiples of the unit do better"}},
        {v->rounding,
         {"la valeur des buts avant arrondi, ce qu’un but coûte aux autres",
          "goals before rounding, what one goal costs the others"}},
        {v->prices, {"les prix et leurs intervalles", "prices and their ranges"}},
        {v->ties, {"l’unicité et le départage", "uniqueness and how ties are broken"}},
        {v->ranges,
         {"ce que les lignes peuvent recevoir sans rien perdre",
          "what lines may get at no loss"}},
        {v->conflict,
         {"que ces conditions se contredisent, et qu’aucune n’y est de trop",
          "that these conditions contradict each other, none of them needlessly"}},
    };

    for (size_t i = 0; i < sizeof doubts / sizeof *doubts; i++) {
        if (doubts[i].holds) {
            text_add(out,
                     language == FRENCH ? "  parole du solveur : " : "  the solver's word: ");
            add_line(out, language, doubts[i].text[FRENCH], doubts[i].text[ENGLISH]);
        }
    }
}

static void add_verdict(const struct recheck *r, enum language language, struct text *out) {
    text_add_visible(out, r->result->name, strlen(r->result->name));
    if (!r->holds) {
        add_line(out, language, " : le résultat ne tient pas", ": the result does not hold");
        return;
    }
    add_line(out, language, " : le résultat tient", ": the result holds");
    add_line(out, language, "  vérifié d’après le plan : empreinte, montants, sommes, règles",
             "  checked from the plan: digest, amounts, sums, rules");
    add_proof(r, language, out);
    if (r->verified.refusal) {
        add_line(out, language, "  prouvé : qu’il n’y a pas de meilleure réponse",
                 "  proved: that there is no better answer");
    }
    add_doubts(r, language, out);
}

static int audit_result(const struct opened *opened, const struct options *options,
                        struct notes *notes) {
    struct source *source = file_read(options->files[1], notes);
    struct recheck recheck = {.plan = opened->plan,
                              .result = source,
                              .sets = options->sets,
                              .set_count = options->set_count};
    struct text out = {0};
    int status;

    if (source != NULL && recheck_run(&recheck, notes)) {
        add_verdict(&recheck, opened_language(opened->plan, options), &out);
        status = recheck.holds ? EXIT_YES : EXIT_NO;
        status = terminal_write(NULL, &out, notes) ? status : EXIT_SYSTEM;
    } else {
        status = notes_exit_status(notes);
    }
    terminal_tell(notes, options->quiet);
    text_free(&out);
    recheck_free(&recheck);
    source_free(source);
    return status;
}

int command_audit(const struct options *options) {
    struct notes notes = {0};
    struct opened opened;
    int status;

    notes_speak(&notes, options->language);
    if (opened_read(&opened, options->files[0], options, &notes)) {
        status = audit_result(&opened, options, &notes);
    } else {
        status = notes_exit_status(&notes);
        terminal_tell(&notes, options->quiet);
    }
    opened_close(&opened);
    notes_free(&notes);
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/recheck.h"

#include <string.h>

#include "model/audit.h"
#include "model/stored.h"
#include "reports/alike.h"
#include "reports/write.h"
#include "solver/formulate.h"

/* --- what is wrong -------------------------------------------------------------------------- */

/* An audit that fails is the result's fault here, not the program's. */
static void blame_result(struct notes *notes, size_t from) {
    for (size_t i = from; i < notes->count; i++) {
        if (notes->list[i].severity == NOTE_INTERNAL) {
            notes->list[i].severity = NOTE_INPUT;
        }
    }
}

static bool is_of_plan(struct recheck *r, struct notes *notes) {
    const struct node *stored = stored_plan(r->tree);

    if (node_is(stored, r->plan->sha256)) {
        return true;
    }
    notes_input(notes, node_place(r->tree, stored),
                "ce résultat est celui d’un autre plan, ou le plan a changé depuis : son "
                "empreinte est %.16s…",
                "this result is of another plan, or the plan has changed since: its digest is "
                "%.16s…",
                r->plan->sha256);
    notes_advise(notes, "donnez le plan tel qu’il était, ou résolvez-le de nouveau",
                 "give the plan as it was, or solve it again");
    return false;
}

/* All that can be made anew is as it was written, and the seal is not. */
static void note_seal(const struct recheck *r, struct notes *notes) {
    notes_input(
        notes, node_place(r->tree, node_get(r->tree->root, "seal")),
        "le sceau n’est pas celui de ce texte : un prix, la preuve ou une autre chose que "
        "seul un solveur peut refaire a été modifiée",
        "the seal is not that of this text: a price, the evidence or something else that "
        "only a solver can make anew was altered");
}

static void note_difference(const struct recheck *r, const struct difference *difference,
                            struct notes *notes) {
    struct place place = {r->result, (uint32_t)difference->offset,
                          (uint32_t)difference->length};

    notes_input(notes, place, "« %s » est %s ; d’après le plan et les montants, c’est %s",
                "'%s' is %s; made anew from the plan it is %s", text_string(&difference->where),
                text_string(&difference->told), text_string(&difference->made));
}

/* The answer, made anew, is written down again and compared. */
static bool is_written_alike(struct recheck *r, struct notes *notes) {
    struct text made = {0};

    write_json(r->answer, r->sets, r->set_count, &made);
    struct differences differences = alike(r->result->bytes, text_string(&made));
    bool same = differences.all == 0, sealed = true;
    for (size_t i = 0; i < differences.count; i++) {
        bool is_seal = strcmp(text_string(&differences.list[i].where), "seal") == 0;
        sealed = sealed && !is_seal;
        if (!is_seal) {
            note_difference(r, &differences.list[i], notes);
        }
    }
    if (!sealed && differences.all == 1) {
        note_seal(r, notes);
    }
    if (!same) {
        notes_advise(
            notes,
            "ne vous fiez pas à ce résultat ; s’il vient d’un scénario ou de « --set », "
            "répétez ces options ici",
            "do not rely on this result; if it is of a scenario or of '--set', repeat "
            "those options here");
    }
    differences_free(&differences);
    text_free(&made);
    return same;
}

static void note_evidence(const struct recheck *r, struct notes *notes) {
    notes_input(notes, node_place(r->tree, node_get(r->tree->root, "evidence")),
                "la preuve jointe ne démontre pas ce que le résultat affirme",
                "the evidence does not show what the result claims");
    notes_advise(notes, "ne vous fiez pas à ce résultat ; résolvez le plan de nouveau",
                 "do not rely on this result; solve the plan again");
}

/* --- the audit ------------------------------------------------------------------------------ */

static bool hold_against_program(struct recheck *r, const struct program *program,
                                 struct notes *notes) {
    size_t before = notes->count;
    bool sound = true;

    if (answer_has_amounts(r->answer)) {
        verify_amounts(program, r->answer);
        sound = audit(r->answer, notes);
        blame_result(notes, before);
    }
    r->verified = verify_claims(program, r->answer, false);
    if (!r->verified.holds && node_get(r->tree->root, "evidence") != NULL) {
        note_evidence(r, notes);
    }
    return is_written_alike(r, notes) && sound && r->verified.holds;
}

static bool hold_against_plan(struct recheck *r, struct notes *notes) {
    struct program *program = is_of_plan(r, notes) ? formulate(r->plan, notes) : NULL;
    bool holds = program != NULL && hold_against_program(r, program, notes);

    program_free(program);
    return holds;
}

bool recheck_run(struct recheck *r, struct notes *notes) {
    r->tree = tree_read(r->result, notes);
    r->answer = answer_new(r->plan);
    if (r->tree == NULL || notes_errors(notes) > 0 || !stored_read(r->tree, r->answer, notes)) {
        return false;
    }
    r->holds = hold_against_plan(r, notes);
    return true;
}

void recheck_free(struct recheck *r) {
    answer_free(r->answer);
    tree_free(r->tree);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/opened.h"

#include <sys/stat.h>

#include "base/file.h"
#include "model/path.h"
#include "model/read.h"

/* Documents of the contract that are not plans. */
static const char *const other_documents[] = {"recommendation", "study", "grid", "scenarios"};

static bool is_other_document(const struct node *key) {
    for (size_t i = 0; i < sizeof other_documents / sizeof *other_documents; i++) {
        if (node_is(key, other_documents[i])) {
            return true;
        }
    }
    return false;
}

/* The others all name their plan, which a plan does not. */
static bool is_plan(const struct tree *tree, struct notes *notes) {
    if (node_get(tree->root, "plan") == NULL) {
        return true;
    }
    for (const struct node *key = tree->root->first; key != NULL; key = key->next->next) {
        if (is_other_document(key)) {
            notes_input(
                notes, node_place(tree, key),
                "ce document n’est pas un plan ; « %.*s » n’est pas disponible dans cette "
                "version",
                "this document is not a plan; '%.*s' is not available in this version",
                (int)key->length, key->text);
            return false;
        }
    }
    return true;
}

bool opened_read(struct opened *opened, const char *path, const struct options *options,
                 struct notes *notes) {
    bool changed = true;

    *opened = (struct opened){0};
    opened->source = file_read(path, notes);
    if (opened->source == NULL) {
        return false;
    }
    opened->tree = tree_read(opened->source, notes);
    if (opened->tree == NULL || !is_plan(opened->tree, notes)) {
        return false;
    }
    for (uint32_t i = 0; i < options->set_count; i++) {
        changed = path_set(opened->tree, options->sets[i], notes) && changed;
    }
    opened->plan = plan_read(opened->tree, options->has_language, notes);
    return opened->plan != NULL && changed;
}

bool opened_spares(const char *path, const struct opened *opened, struct notes *notes) {
    struct stat output, input;

    if (path == NULL || stat(path, &output) != 0 || !S_ISREG(output.st_mode) ||
        stat(opened->source->name, &input) != 0 || input.st_dev != output.st_dev ||
        input.st_ino != output.st_ino) {
        return true;
    }
    notes_input(notes, NOWHERE, "« %s » est le plan lui-même ; il ne sera pas remplacé",
                "'%s' is the plan itself; it will not be replaced", path);
    notes_advise(notes, "nommez un autre fichier", "name another file");
    return false;
}

void opened_close(struct opened *opened) {
    plan_free(opened->plan);
    tree_free(opened->tree);
    source_free(opened->source);
    *opened = (struct opened){0};
}

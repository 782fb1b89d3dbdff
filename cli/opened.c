/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/opened.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "model/check.h"
#include "model/path.h"
#include "model/read.h"
#include "model/scalar.h"
#include "scenarios/apply.h"

static bool read_document(const char *path, const struct options *options,
                          struct source **source, struct tree **tree, struct notes *notes) {
    *source = file_read(path, notes);
    if (*source == NULL) {
        return false;
    }
    if (!options->has_language) {
        plan_speak(*source, notes);
    }
    *tree = tree_read(*source, notes);
    return *tree != NULL;
}

/* The plan that a document of scenarios names, by its path from there. */
static char *plan_path(const struct source *source, const struct node *name) {
    const char *slash = strrchr(source->name, '/');
    size_t folder =
        slash != NULL && name->text[0] != '/' ? (size_t)(slash - source->name) + 1 : 0;
    char *path = memory_grow(NULL, folder + name->length + 1, 1);

    memcpy(path, source->name, folder);
    memcpy(path + folder, name->text, name->length);
    path[folder + name->length] = '\0';
    return path;
}

/* The plan beside a document of scenarios; false after notes. */
static bool read_named_plan(struct opened *opened, const struct tree *scenarios,
                            const struct options *options, struct notes *notes) {
    const struct node *name = node_get(scenarios->root, "plan");
    char *path = plan_path(opened->scenarios_source, name);
    bool read = read_document(path, options, &opened->source, &opened->tree, notes);

    if (opened->source == NULL) {
        notes_also(notes, node_place(scenarios, name));
    }
    free(path);
    return read;
}

/* `opened` holds a document of scenarios in the place of a plan: opens the plan instead. What is
 * wrong with the scenarios is told here only when they will not be read again with the plan. */
static bool open_named_plan(struct opened *opened, const struct options *options,
                            struct notes *notes) {
    struct tree *tree = opened->tree;
    const struct node *name = node_get(tree->root, "plan");
    bool named = name->kind == NODE_SCALAR && !name->bad && !scalar_is_blank(name);
    bool sound = named && notes_errors(notes) == 0;

    opened->scenarios_source = opened->source;
    opened->source = NULL;
    opened->tree = NULL;
    if (!sound || !read_named_plan(opened, tree, options, notes)) {
        sound = false;
        (void)check_scenarios(tree, tree->root, notes);
    }
    tree_free(tree);
    return sound;
}

static bool open_documents(struct opened *opened, const char *path,
                           const struct options *options, struct notes *notes) {
    if (!read_document(path, options, &opened->source, &opened->tree, notes)) {
        return false;
    }
    if (check_is_scenarios(opened->tree->root)) {
        if (!open_named_plan(opened, options, notes)) {
            return false;
        }
    } else if (options->scenarios != NULL) {
        opened->scenarios_source = file_read(options->scenarios, notes);
        if (opened->scenarios_source == NULL) {
            return false;
        }
    }
    opened->document = opened->tree->root;
    if (opened->scenarios_source != NULL) {
        opened->document = tree_read_piece(opened->tree, opened->scenarios_source, notes);
    }
    return opened->document != NULL;
}

static bool take_scenario(struct opened *opened, const char *id, struct notes *notes) {
    const struct scenario *scenario =
        opened_scenarios(opened, notes) ? scenarios_find(opened->scenarios, id, notes) : NULL;

    plan_free(opened->plan);
    opened->plan = scenario != NULL ? apply(opened->tree, scenario, notes, NULL) : NULL;
    return opened->plan != NULL;
}

bool opened_read(struct opened *opened, const char *path, const struct options *options,
                 struct notes *notes) {
    *opened = (struct opened){0};
    if (!open_documents(opened, path, options, notes)) {
        return false;
    }
    for (uint32_t i = 0; i < options->set_count; i++) {
        path_set(opened->tree, options->sets[i], notes);
    }
    opened->plan = plan_read(opened->tree, options->has_language, notes);
    bool sound = opened->plan != NULL;
    if (opened->scenarios_source != NULL) {
        sound = opened_scenarios(opened, notes) && sound;
    }
    return sound &&
           (options->scenario == NULL || take_scenario(opened, options->scenario, notes));
}

bool opened_scenarios(struct opened *opened, struct notes *notes) {
    const size_t errors = notes_errors(notes);

    if (opened->scenarios == NULL) {
        opened->scenarios = scenarios_read(opened->tree, opened->document, notes);
    }
    return opened->scenarios != NULL && notes_errors(notes) == errors;
}

bool opened_has_scenarios(const struct opened *opened) {
    return node_get(opened->document, "scenarios") != NULL ||
           node_get(opened->document, "grid") != NULL;
}

static bool is_same_file(const char *path, const struct source *source) {
    struct stat output, input;

    return source != NULL && stat(path, &output) == 0 && S_ISREG(output.st_mode) &&
           stat(source->name, &input) == 0 && input.st_dev == output.st_dev &&
           input.st_ino == output.st_ino;
}

bool opened_spares(const char *path, const struct opened *opened, struct notes *notes) {
    if (path == NULL) {
        return true;
    }
    if (is_same_file(path, opened->source)) {
        notes_input(notes, NOWHERE, "« %s » est le plan lui-même ; il ne sera pas remplacé",
                    "'%s' is the plan itself; it will not be replaced", path);
    } else if (is_same_file(path, opened->scenarios_source)) {
        notes_input(notes, NOWHERE, "« %s » contient les scénarios ; il ne sera pas remplacé",
                    "'%s' holds the scenarios; it will not be replaced", path);
    } else {
        return true;
    }
    notes_advise(notes, "nommez un autre fichier", "name another file");
    return false;
}

enum language opened_language(const struct plan *plan, const struct options *options) {
    return options->has_language || !plan->has_language ? options->language : plan->language;
}

void opened_close(struct opened *opened) {
    scenarios_free(opened->scenarios);
    plan_free(opened->plan);
    tree_free(opened->tree);
    source_free(opened->scenarios_source);
    source_free(opened->source);
    *opened = (struct opened){0};
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/opened.h"

#include <sys/stat.h>

#include "base/file.h"
#include "model/path.h"
#include "model/read.h"

bool opened_read(struct opened *opened, const char *path, const struct options *options,
                 struct notes *notes) {
    *opened = (struct opened){0};
    opened->source = file_read(path, notes);
    if (opened->source == NULL) {
        return false;
    }
    if (!options->has_language) {
        plan_speak(opened->source, notes);
    }
    opened->tree = tree_read(opened->source, notes);
    if (opened->tree == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < options->set_count; i++) {
        path_set(opened->tree, options->sets[i], notes);
    }
    opened->plan = plan_read(opened->tree, options->has_language, notes);
    return opened->plan != NULL;
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

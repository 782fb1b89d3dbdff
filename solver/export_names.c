/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "base/names.h"
#include "solver/export_parts.h"

#define LONGEST_NAME 120 /* CBC takes up to about 160 bytes, GLPK 255 */

static const char *unique(struct export *e, struct names *taken, struct text *name) {
    bool is_new = false;
    if (name->length > LONGEST_NAME) {
        name->length = LONGEST_NAME;
        name->bytes[LONGEST_NAME] = '\0';
    }
    const char *kept = arena_copy(e->arena, text_string(name), name->length);
    names_add(taken, kept, &is_new);
    for (unsigned i = 2; !is_new; i++) {
        kept = arena_format(e->arena, "%s.%u", text_string(name), i);
        names_add(taken, kept, &is_new);
    }
    return kept;
}

void export_names(struct export *e) {
    struct names taken = {0};
    struct text name = {0};
    e->columns = ARENA_ARRAY(e->arena, const char *, e->program->column_count);
    e->rows = ARENA_ARRAY(e->arena, const char *, e->program->row_count);
    for (uint32_t j = 0; j < e->program->column_count; j++) {
        text_free(&name);
        program_column_name(e->program, j, &name);
        e->columns[j] = unique(e, &taken, &name);
    }
    names_free(&taken);
    for (uint32_t i = 0; i < e->program->row_count; i++) {
        text_free(&name);
        program_row_name(e->program, i, &name);
        e->rows[i] = unique(e, &taken, &name);
    }
    names_free(&taken);
    text_free(&name);
}

void export_number(struct text *out, struct ratio value) {
    double near = ratio_double(value);
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, near);
        if (strtod(digits, NULL) == near)
            break;
    }
    text_add(out, digits);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two exported formats share. Private to export. */
#ifndef SOLVER_EXPORT_PARTS_H
#define SOLVER_EXPORT_PARTS_H

#include "solver/export.h"

/* A column fixed at 1 carries a goal's constant: solvers disagree on the sign of one in MPS. */
#define EXPORT_CONSTANT "constant"

struct export {
    const struct program *program;
    struct text *out;
    struct arena *arena;
    const char **columns, **rows; /* unique names of about 120 bytes at most */
};

/* Names every column and row. */
void export_names(struct export *e);
/* The shortest decimal that reads back as the double nearest to the ratio. */
void export_number(struct text *out, struct ratio value);

#endif

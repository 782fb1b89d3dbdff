/* SPDX-License-Identifier: GPL-3.0-or-later */
/* other_solvers: what glpsol, cbc and esolver (QSopt_ex) say of an exported program.
 *
 * Each runs as a child process in a folder of its own under TMPDIR, which is gone, like the child,
 * when the function returns, however that came about. They are witnesses: nothing of ours is in
 * what they say but the file they read. */
#ifndef TESTS_OTHER_SOLVERS_H
#define TESTS_OTHER_SOLVERS_H

#include "base/text.h"

enum other_status {
    OTHER_OPTIMAL,
    OTHER_INFEASIBLE,
    OTHER_UNBOUNDED,
    OTHER_NO_OPTIMUM, /* infeasible or unbounded: it does not say which */
    OTHER_STOPPED,    /* the time limit came first */
    OTHER_ABSENT,     /* not installed */
    OTHER_BROKEN      /* cannot read the file, crashed, or says nothing that we understand */
};

enum other_format { OTHER_MPS, OTHER_LP };

struct other_answer {
    enum other_status status;
    double objective; /* as in the file, MPS always minimises; NAN unless optimal */
    char exact[200];  /* esolver's, as a fraction; "" when it is longer, and of the others */
};

struct other_answer glpsol_answer(const struct text *program, enum other_format format,
                                  double seconds);
struct other_answer cbc_answer(const struct text *program, double seconds); /* MPS */
/* In rational arithmetic, linear programs only (Applegate, Cook, Dash & Espinoza 2007, Operations
 * Research Letters 35); MPS. */
struct other_answer esolver_answer(const struct text *program, double seconds);
const char *other_status_word(enum other_status status);

#endif

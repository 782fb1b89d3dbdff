/* SPDX-License-Identifier: GPL-3.0-or-later */
/* judge: what may be said of a goal's value beside what it could be at most (59). */
#ifndef SOLVER_JUDGE_H
#define SOLVER_JUDGE_H

#include "model/answer.h"
#include "solver/program.h"

#define JUDGE_SAME 1e-9 /* relative: values nearer than this are not told apart */

/* What the goal may change by for one unit of money: the largest coefficient of an amount. A goal
 * this near its bound, or within a millionth of it, is as good as multiples can be told to be. */
double judge_tolerance(const struct program *program, uint32_t stage, double bound);
bool judge_same(double a, double b);
/* `doubt`: how much better a goal could be, its value at `value`. */
enum goal_known judge_known(const struct program *program, uint32_t goal, double value,
                            double bound, double doubt);
/* Later goals may have been given a part of the goal's best. */
bool judge_gives_room(const struct program *program, uint32_t stage);

#endif

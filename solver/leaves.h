/* SPDX-License-Identifier: GPL-3.0-or-later */
/* leaves: a tree of splits with multipliers at its leaves, and what it proves.
 *
 * A tree is a list of words in the order of a walk, each subtree right after its split:
 *
 *     12<=3        a split: first all that follows for column 12 at most 3, then for at least 4
 *     4:1/2 7:-3   a leaf: multipliers of rows (as if to maximise) that bound the objective there
 *     !4:1 9:-1    a leaf without any point: multipliers of rows that contradict each other
 *
 * Rows and columns count from 0, in the order of the exported program. Only whole columns are
 * split, so that every allocation is in one of the leaves; a linear program is a single leaf. One
 * number has one way of being written, and rows rise: a word says what it says in one way. */
#ifndef SOLVER_LEAVES_H
#define SOLVER_LEAVES_H

#include "model/answer.h"
#include "solver/weigh.h"

struct leaves {
    struct weighing *scale;
    struct program now; /* the program with the bounds of the leaf at hand, or of a face */
    mpq_t *y;           /* [now.row_count] the last multipliers read */
    uint32_t room;      /* rows that there is room for */
    bool any;           /* some leaf has been bounded */
};

/* Keeps `program` by reference. */
struct leaves *leaves_new(const struct program *program);
/* The same with a row for each of the first `stages` objectives: it is to be no worse than at
 * `point`, which keeps every row and bound, and whose whole columns are whole. NULL: it does not,
 * or is no list of columns. */
struct leaves *leaves_new_beyond(const struct program *program, const char *point,
                                 uint32_t stages);
void leaves_free(struct leaves *leaves); /* NULL is allowed */

/* Whether the tree covers everything and every leaf is shown. Then no allocation has an objective,
 * as if to maximise and without its constant, above `bound`; *none: there is no allocation. */
bool leaves_prove(struct leaves *leaves, const struct objective *objective,
                  const struct proof_tree *tree, mpq_t bound, bool *none);
/* After a tree of a single leaf: from now on only what reaches its bound, the face on which every
 * multiplier holds its row or column at an end (29). False: some end is not the program's own. */
bool leaves_keep_face(struct leaves *leaves);

/* A list of numbers that are not 0, by position: 4:1/2 7:-3. */
void sparse_write(struct text *out, mpq_t *values, uint32_t count);
/* False when it is not such a list, written as sparse_write does. */
bool sparse_read(const char *text, mpq_t *values, uint32_t count);

/* --- writing it down; everything then belongs to `arena` ------------------------------------ */

const char *words_keep(struct arena *arena, struct text *text); /* empties the text */
const char *sparse_keep(struct arena *arena, mpq_t *values, uint32_t count);
const char *leaf_word(struct arena *arena, mpq_t *y, uint32_t rows, bool none);
struct proof_tree *evidence_stage(struct evidence *evidence,
                                  struct arena *arena); /* one more */
/* One more stage, of a single leaf. */
void evidence_add(struct evidence *evidence, struct arena *arena, mpq_t *y, uint32_t rows,
                  bool none);

#endif

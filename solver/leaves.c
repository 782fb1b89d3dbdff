/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "solver/leaves.h"

#include <stdlib.h>
#include <string.h>

#include "solver/certificate.h"
#include "solver/kernel.h"

#define NONE_WORD '!'
#define SHORT 18         /* characters of a number that fits a long */
#define MOST_DEPTH 20000 /* of a tree: the walk goes down the stack */

static struct leaves *new_with(const struct program *program, uint32_t more_rows,
                               uint32_t more_entries) {
    struct leaves *l = memory_grow(NULL, 1, sizeof *l);
    uint32_t rows = program->row_count + more_rows;
    *l = (struct leaves){.scale = weighing_new(program), .now = *program};
    l->room = rows;
    l->y = fractions_new(rows);
    l->now.rows = memory_grow(NULL, rows, sizeof *l->now.rows);
    l->now.columns = memory_grow(NULL, program->column_count, sizeof *l->now.columns);
    l->now.entries =
        memory_grow(NULL, (size_t)program->entry_count + more_entries, sizeof *l->now.entries);
    for (uint32_t i = 0; i < program->row_count; i++)
        l->now.rows[i] = program->rows[i];
    for (uint32_t j = 0; j < program->column_count; j++)
        l->now.columns[j] = program->columns[j];
    for (uint32_t k = 0; k < program->entry_count; k++)
        l->now.entries[k] = program->entries[k];
    return l;
}

struct leaves *leaves_new(const struct program *program) {
    return new_with(program, 0, 0);
}

void leaves_free(struct leaves *l) {
    if (l == NULL)
        return;
    fractions_free(l->y, l->room);
    free(l->now.rows);
    free(l->now.columns);
    free(l->now.entries);
    weighing_free(l->scale);
    free(l);
}

static bool is_allocation(const struct program *program, mpq_t *x) {
    bool whole = true;
    for (uint32_t j = 0; j < program->column_count; j++)
        whole = whole && (!program->columns[j].whole || mpz_cmp_ui(mpq_denref(x[j]), 1) == 0);
    return whole && certificate_keeps(program, x);
}

/* A row for an objective that is to be no worse than at x. False when that is no ratio. */
static bool add_row(struct leaves *l, const struct objective *objective, mpq_t *x) {
    struct row *row = &l->now.rows[l->now.row_count++];
    mpq_t value;
    mpq_init(value);
    *row = (struct row){.kind = ROW_GOAL, .lower = RATIO_UNKNOWN, .upper = RATIO_UNKNOWN};
    row->start = l->now.entry_count;
    row->count = objective->count;
    for (uint32_t k = 0; k < objective->count; k++) {
        l->now.entries[l->now.entry_count++] = objective->entries[k];
        big_add_product(value, objective->entries[k].coefficient,
                        x[objective->entries[k].column], l->scale->work);
    }
    struct ratio *end = objective->maximize ? &row->lower : &row->upper;
    *end = ratio_of_big(value);
    mpq_clear(value);
    return ratio_known(*end);
}

struct leaves *leaves_new_beyond(const struct program *program, const char *point,
                                 uint32_t stages) {
    uint32_t entries = 0;
    for (uint32_t g = 0; g < stages; g++)
        entries += program->objectives[g].count;
    struct leaves *l = new_with(program, stages, entries);
    mpq_t *x = fractions_new(program->column_count);
    bool good = sparse_read(point, x, program->column_count) && is_allocation(program, x);
    for (uint32_t g = 0; g < stages; g++)
        good = add_row(l, &program->objectives[g], x) && good;
    fractions_free(x, program->column_count);
    if (good)
        return l;
    leaves_free(l);
    return NULL;
}

/* --- words -------------------------------------------------------------------------------- */

void sparse_write(struct text *out, mpq_t *values, uint32_t count) {
    bool first = true;
    for (uint32_t i = 0; i < count; i++) {
        if (mpq_sgn(values[i]) == 0)
            continue;
        char *number = mpq_get_str(NULL, 10, values[i]);
        text_format(out, "%s%u:", first ? "" : " ", (unsigned)i);
        text_add(out, number);
        free(number);
        first = false;
    }
}

/* Digits without a needless zero before them; NULL when there are none. */
static const char *past_digits(const char *text) {
    size_t count = strspn(text, "0123456789");
    return count == 0 || (count > 1 && *text == '0') ? NULL : text + count;
}

static const char *read_position(const char *text, uint32_t least, uint32_t count,
                                 uint32_t *position) {
    const char *end = past_digits(text);
    if (end == NULL || end - text > 9)
        return NULL;
    *position = (uint32_t)strtoul(text, NULL, 10);
    return *position >= least && *position < count ? end : NULL;
}

/* Both parts of a fraction that fits a word; false where it is not in lowest terms. */
static bool read_short(const char *text, const char *slash, mpq_t value) {
    long num = strtol(text, NULL, 10), den = slash != NULL ? strtol(slash + 1, NULL, 10) : 1;
    bool lowest = num != 0 && wide_divisor(num, den) == 1 && (slash == NULL || den > 1);
    if (lowest)
        mpq_set_si(value, num, (unsigned long)den);
    return lowest;
}

static bool read_long(const char *text, size_t length, mpq_t value) {
    char *number = memory_grow(NULL, length + 1, 1);
    memcpy(number, text, length);
    number[length] = '\0';
    bool good = mpq_set_str(value, number, 10) == 0 && mpz_sgn(mpq_denref(value)) != 0;
    if (good) {
        mpq_canonicalize(value);
        char *own = mpq_get_str(NULL, 10, value);
        good = mpq_sgn(value) != 0 && strcmp(own, number) == 0;
        free(own);
    }
    free(number);
    return good;
}

/* A fraction in lowest terms that is not 0, up to a space or the end. */
static const char *read_fraction(const char *text, mpq_t value) {
    const char *end = past_digits(text + (*text == '-')), *slash = NULL;
    if (end != NULL && *end == '/') {
        slash = end;
        end = past_digits(end + 1);
    }
    if (end == NULL || (*end != ' ' && *end != '\0'))
        return NULL;
    bool is_short = (slash != NULL ? slash : end) - text <= SHORT &&
                    (slash == NULL || end - slash <= SHORT);
    bool good = is_short ? read_short(text, slash, value)
                         : read_long(text, (size_t)(end - text), value);
    return good ? end : NULL;
}

bool sparse_read(const char *text, mpq_t *values, uint32_t count) {
    uint32_t least = 0;
    for (uint32_t i = 0; i < count; i++)
        mpq_set_ui(values[i], 0, 1);
    while (*text != '\0') {
        uint32_t position;
        const char *colon = read_position(text, least, count, &position);
        if (colon == NULL || *colon != ':')
            return false;
        const char *end = read_fraction(colon + 1, values[position]);
        if (end == NULL || (*end == ' ' && end[1] == '\0'))
            return false;
        least = position + 1;
        text = *end == ' ' ? end + 1 : end;
    }
    return true;
}

/* --- the walk ----------------------------------------------------------------------------- */

struct walk {
    struct leaves *leaves;
    const struct objective *objective;
    const struct proof_tree *tree;
    uint32_t next; /* word */
    mpq_ptr bound; /* the largest of the leaves so far */
};

static bool prove_leaf(struct walk *w, const char *word) {
    struct leaves *l = w->leaves;
    bool none = *word == NONE_WORD;
    if (!sparse_read(word + (none ? 1 : 0), l->y, l->now.row_count) ||
        !weigh(l->scale, &l->now, none ? NULL : w->objective, l->y))
        return false;
    if (none)
        return mpq_sgn(l->scale->bound) < 0;
    if (!l->any || mpq_cmp(l->scale->bound, w->bound) > 0)
        mpq_set(w->bound, l->scale->bound);
    return l->any = true;
}

/* The split's column and the end of its first half; false when it splits nothing. */
static bool read_split(const struct leaves *l, const char *word, uint32_t *column,
                       struct ratio *end) {
    const char *sign = read_position(word, 0, l->now.column_count, column);
    if (sign == NULL || strncmp(sign, "<=", 2) != 0 || !l->now.columns[*column].whole)
        return false;
    const char *number = sign + 2, *rest = past_digits(number + (*number == '-'));
    if (rest == NULL || *rest != '\0' || rest - number > 18)
        return false;
    *end = ratio_of(strtoll(number, NULL, 10), 1);
    return true;
}

static bool prove(struct walk *w, uint32_t depth) {
    if (w->next == w->tree->count || depth > MOST_DEPTH)
        return false;
    const char *word = w->tree->words[w->next++];
    uint32_t j;
    struct ratio end;
    if (strchr(word, '<') == NULL)
        return prove_leaf(w, word);
    if (!read_split(w->leaves, word, &j, &end))
        return false;
    struct column *column = &w->leaves->now.columns[j], before = *column;
    if (!ratio_known(before.upper) || ratio_cmp(end, before.upper) < 0)
        column->upper = end;
    bool proved = prove(w, depth + 1);
    *column = before;
    end = ratio_add(end, RATIO_ONE);
    if (!ratio_known(before.lower) || ratio_cmp(end, before.lower) > 0)
        column->lower = end;
    proved = proved && prove(w, depth + 1);
    *column = before;
    return proved;
}

bool leaves_prove(struct leaves *l, const struct objective *objective,
                  const struct proof_tree *tree, mpq_t bound, bool *none) {
    struct walk w = {l, objective, tree, 0, bound};
    l->any = false;
    bool proved = prove(&w, 0) && w.next == tree->count;
    *none = !l->any;
    return proved;
}

/* --- faces -------------------------------------------------------------------------------- */

static bool fix(int sign, struct ratio *lower, struct ratio *upper) {
    struct ratio end = sign > 0 ? *upper : *lower;
    if (sign != 0)
        *lower = *upper = end;
    return sign == 0 || ratio_known(end);
}

bool leaves_keep_face(struct leaves *l) {
    bool own = true;
    for (uint32_t i = 0; i < l->now.row_count; i++)
        own = fix(mpq_sgn(l->y[i]), &l->now.rows[i].lower, &l->now.rows[i].upper) && own;
    for (uint32_t j = 0; j < l->now.column_count; j++)
        own =
            fix(weigh_sign(l->scale, j), &l->now.columns[j].lower, &l->now.columns[j].upper) &&
            own;
    return own;
}

/* --- writing it down -------------------------------------------------------------------- */

const char *words_keep(struct arena *arena, struct text *text) {
    char *copy = ARENA_ARRAY(arena, char, text->length + 1);
    memcpy(copy, text_string(text), text->length + 1);
    text_free(text);
    return copy;
}

const char *sparse_keep(struct arena *arena, mpq_t *values, uint32_t count) {
    struct text out = {0};
    sparse_write(&out, values, count);
    return words_keep(arena, &out);
}

struct proof_tree *evidence_stage(struct evidence *evidence, struct arena *arena) {
    struct proof_tree *stages =
        ARENA_ARRAY(arena, struct proof_tree, evidence->stage_count + 1);
    for (uint32_t i = 0; i < evidence->stage_count; i++)
        stages[i] = evidence->stages[i];
    evidence->stages = stages;
    return &stages[evidence->stage_count++];
}

const char *leaf_word(struct arena *arena, mpq_t *y, uint32_t rows, bool none) {
    struct text out = {0};
    text_add(&out, none ? "!" : "");
    sparse_write(&out, y, rows);
    return words_keep(arena, &out);
}

void evidence_add(struct evidence *evidence, struct arena *arena, mpq_t *y, uint32_t rows,
                  bool none) {
    struct proof_tree *stage = evidence_stage(evidence, arena);
    stage->words = ARENA_ARRAY(arena, const char *, 1);
    stage->words[0] = leaf_word(arena, y, rows, none);
    stage->count = 1;
}

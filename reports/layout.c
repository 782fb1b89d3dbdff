/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/layout.h"

#include <math.h>
#include <string.h>

#include "reports/cells.h"
#include "reports/wrap.h"

#define COMFORT 26    /* words are not squeezed below this where a table is cut into blocks */
#define SHORT_HEAD 20 /* columns of a head that takes two lines where there is room */
#define HARD_LEAST 8

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

static const char *keep(struct arena *arena, struct text *text) {
    const char *copy = arena_copy(arena, text_string(text), text->length);
    text_free(text);
    return copy;
}

static const char *visible(struct arena *arena, const char *string) {
    struct text text = {0};
    text_add_visible(&text, string, strlen(string));
    return keep(arena, &text);
}

/* --- cells --------------------------------------------------------------------------------- */

/* Columns from the end of the whole part on. */
static size_t tail_width(const char *text, enum language language) {
    const char *point = strchr(text, language == FRENCH ? ',' : '.');
    if (point == NULL) {
        const char *digit = text + strlen(text);
        while (digit > text && (digit[-1] < '0' || digit[-1] > '9')) {
            digit--;
        }
        point = digit > text ? digit : text + strlen(text);
    }
    return utf8_width(point);
}

static struct layout_cell lay_cell(struct arena *arena, const struct report *report,
                                   const struct cell *cell, int decimals) {
    struct text text = {0};
    if (cell->kind == CELL_TEXT) {
        text_add_visible(&text, cell->text, strlen(cell->text));
    } else {
        cell_add_number(&text, report, cell, decimals);
    }
    size_t tail = tail_width(text_string(&text), report->language);
    if (cell->mark != NULL) {
        size_t before = utf8_width(text_string(&text));
        text_format(&text, "\u00a0%s", cell->mark);
        tail += utf8_width(text_string(&text)) - before;
    }
    bool number = cell_is_number(cell);
    return (struct layout_cell){keep(arena, &text), number ? tail : 0, number};
}

static void lay_cells(struct layout *layout, const struct report *report) {
    const struct table *table = layout->table;
    size_t count = (size_t)table->row_count * table->column_count;
    layout->cells = ARENA_ARRAY(layout->arena, struct layout_cell, count);
    layout->spans = ARENA_ARRAY(layout->arena, bool, table->row_count);
    for (uint32_t column = 0; column < table->column_count; column++) {
        int decimals = cells_decimals(table, column);
        for (uint32_t row = 0; row < table->row_count; row++) {
            size_t at = (size_t)row * table->column_count + column;
            layout->cells[at] = lay_cell(layout->arena, report, &table->cells[at], decimals);
        }
    }
    for (uint32_t row = 0; row < table->row_count; row++) {
        layout->spans[row] = cells_span(table, row);
    }
}

/* --- widths -------------------------------------------------------------------------------- */

struct wish {
    size_t least, comfortable, natural;
};

/* Least width at which a head takes two lines, or a long one three. */
static size_t head_width(const char *head, size_t least) {
    size_t lines = utf8_width(head) > SHORT_HEAD ? 3 : 2;
    while (wrap_count(head, larger(least, 1)) > lines) {
        least++;
    }
    return least;
}

static struct wish wish_numbers(struct layout *layout, uint32_t column, size_t head) {
    const struct table *table = layout->table;
    size_t whole = 0, tail = 0, words = 0;
    for (uint32_t row = 0; row < table->row_count; row++) {
        struct layout_cell cell = layout->cells[row * table->column_count + column];
        size_t width = utf8_width(cell.text);
        if (cell.is_number) {
            whole = larger(whole, width - cell.tail);
            tail = larger(tail, cell.tail);
        } else {
            words = larger(words, width);
        }
    }
    struct layout_column *laid = &layout->columns[column];
    laid->tail = tail;
    size_t least = larger(larger(whole + tail, words), larger(head, 1));
    return (struct wish){least, least, head_width(laid->head, least)};
}

static struct wish wish_words(const struct layout *layout, uint32_t column, size_t head) {
    const struct table *table = layout->table;
    size_t natural = head_width(layout->columns[column].head, larger(head, 1)), least = head;
    for (uint32_t row = 0; row < table->row_count; row++) {
        const char *text = layout->cells[row * table->column_count + column].text;
        if (layout->spans[row]) {
            continue;
        }
        natural = larger(natural, utf8_width(text));
        least = larger(least, wrap_widest_piece(text));
    }
    least = larger(least, 1);
    size_t comfort = larger(least, COMFORT);
    return (struct wish){least, comfort < natural ? comfort : natural, natural};
}

/* --- blocks -------------------------------------------------------------------------------- */

bool layout_shows(const struct layout *layout, uint32_t column, uint32_t block) {
    return column == 0 || layout->columns[column].block == block;
}

static size_t block_width(const struct layout *layout, uint32_t block) {
    size_t width = layout->columns[0].width;
    for (uint32_t i = 1; i < layout->table->column_count; i++) {
        width += layout_shows(layout, i, block) ? LAYOUT_GAP + layout->columns[i].width : 0;
    }
    return width;
}

static size_t total_width(struct layout *layout) {
    layout->width = 0;
    for (uint32_t block = 0; block < layout->block_count; block++) {
        layout->width = larger(layout->width, block_width(layout, block));
    }
    return layout->width;
}

/* Takes one from the block's widest column of words that is still above its floor. */
static bool squeeze(struct layout *layout, const struct wish *wishes, uint32_t block,
                    bool hard) {
    struct layout_column *widest = NULL;
    for (uint32_t i = 0; i < layout->table->column_count; i++) {
        struct layout_column *column = &layout->columns[i];
        size_t floor = hard ? HARD_LEAST : wishes[i].least;
        if (layout_shows(layout, i, block) && !column->flush_right && column->width > floor &&
            (widest == NULL || column->width > widest->width)) {
            widest = column;
        }
    }
    if (widest != NULL) {
        widest->width--;
    }
    return widest != NULL;
}

/* Width of a column and those joined to it; `count` of them. */
static size_t joined_width(const struct layout *layout, uint32_t column, uint32_t *count) {
    size_t width = 0;
    uint32_t next = column;
    do {
        width += LAYOUT_GAP + layout->columns[next++].width;
    } while (next < layout->table->column_count && layout->table->heads[next].joined);
    *count = next - column;
    return width;
}

/* Puts columns into blocks no wider than `most`, in their order. */
static uint32_t assign(struct layout *layout, size_t most) {
    size_t start = layout->columns[0].width, used = start;
    uint32_t block = 0, count = 0;
    for (uint32_t i = 1; i < layout->table->column_count; i += count) {
        size_t more = joined_width(layout, i, &count);
        if (start + more > most) {
            more = LAYOUT_GAP + layout->columns[i].width; /* no block takes them together */
            count = 1;
        }
        if (used > start && used + more > most) {
            block++;
            used = start;
        }
        used += more;
        for (uint32_t j = i; j < i + count; j++) {
            layout->columns[j].block = block;
        }
    }
    layout->block_count = block + 1;
    return layout->block_count;
}

/* Blocks needed with words squeezed to their least width, or comfortable. */
static uint32_t assign_at(struct layout *layout, const struct wish *wishes, bool squeezed,
                          size_t limit) {
    for (uint32_t i = 0; i < layout->table->column_count; i++) {
        layout->columns[i].width = squeezed ? wishes[i].least : wishes[i].comfortable;
    }
    return assign(layout, limit);
}

/* As few blocks as there can be, none much wider than another. */
static void cut(struct layout *layout, const struct wish *wishes, size_t limit) {
    size_t most = limit;
    uint32_t count = assign_at(layout, wishes, true, limit);
    if (assign_at(layout, wishes, false, limit) > count) {
        assign_at(layout, wishes, true, limit);
    }
    while (most > 0 && assign(layout, most - 1) == count) {
        most--;
    }
    assign(layout, most);
    for (int hard = 0; hard < 2; hard++) {
        for (uint32_t block = 0; block < layout->block_count; block++) {
            while (block_width(layout, block) > limit &&
                   squeeze(layout, wishes, block, hard != 0)) {
            }
        }
    }
}

/* Gives what room is left, to words or to heads of numbers, one each in turn. */
static void grow(struct layout *layout, const struct wish *wishes, size_t limit, bool numbers) {
    bool grown = true;
    while (grown) {
        grown = false;
        for (uint32_t i = 0; i < layout->table->column_count; i++) {
            struct layout_column *column = &layout->columns[i];
            size_t width =
                i == 0 ? total_width(layout) : block_width(layout, layout->columns[i].block);
            if (column->flush_right == numbers && column->width < wishes[i].natural &&
                (limit == 0 || width < limit)) {
                column->width++;
                grown = true;
            }
        }
    }
}

static void fit(struct layout *layout, const struct wish *wishes, size_t limit) {
    layout->block_count = 1;
    while (limit > 0 && total_width(layout) > limit && squeeze(layout, wishes, 0, false)) {
    }
    if (limit > 0 && total_width(layout) > limit) {
        cut(layout, wishes, limit);
    }
    grow(layout, wishes, limit, false);
    grow(layout, wishes, limit, true);
    total_width(layout);
}

/* Two columns; less where a word would not fit beside them. */
static void find_indent(struct layout *layout) {
    enum { INDENT = 2, NARROW = 8 };
    const struct layout_column *first = &layout->columns[0];
    layout->indent = first->flush_right || first->width <= NARROW ? 0 : INDENT;
    for (uint32_t row = 0; row < layout->table->row_count; row++) {
        const char *text = layout->cells[row * layout->table->column_count].text;
        size_t piece = layout->spans[row] ? 0 : wrap_widest_piece(text);
        if (utf8_width(text) > first->width && piece <= first->width) {
            size_t room = first->width - piece;
            layout->indent = room < layout->indent ? room : layout->indent;
        }
    }
}

struct layout *layout_new(const struct report *report, const struct table *table,
                          size_t width) {
    struct arena *arena = arena_new();
    struct layout *layout = ARENA_NEW(arena, struct layout);
    layout->arena = arena;
    layout->table = table;
    lay_cells(layout, report);
    layout->columns = ARENA_ARRAY(arena, struct layout_column, table->column_count);
    struct wish *wishes = ARENA_ARRAY(arena, struct wish, table->column_count);
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct layout_column *column = &layout->columns[i];
        enum cell_kind kind = table->heads[i].kind;
        column->head = visible(arena, table->heads[i].title);
        column->flush_right = kind != CELL_TEXT && kind != CELL_EMPTY;
        size_t head = wrap_widest_piece(column->head);
        wishes[i] =
            column->flush_right ? wish_numbers(layout, i, head) : wish_words(layout, i, head);
        column->width = wishes[i].comfortable;
    }
    fit(layout, wishes, width);
    find_indent(layout);
    return layout;
}

void layout_free(struct layout *layout) {
    if (layout != NULL) {
        arena_free(layout->arena);
    }
}

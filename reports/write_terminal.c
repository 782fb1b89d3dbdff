/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Own tables rather than libsmartcols: 2.38 cuts names inside words, cannot wrap a head, cut a
 * table into blocks or align decimals, and prints \xc3\xa9 for é unless the locale is UTF-8. */
#include <string.h>

#include "reports/layout.h"
#include "reports/words.h"
#include "reports/wrap.h"
#include "reports/write.h"

#define PARAGRAPH_MOST 100 /* longer lines tire the eye */
#define INDENT 2           /* of the lines after the first in a note */

struct terminal {
    const struct report *report;
    size_t width; /* 0: no limit */
    bool colour;
    struct text *out;
};

static void style(const struct terminal *terminal, const char *code) {
    if (terminal->colour && code[0] != '\0') {
        text_format(terminal->out, "\033[%sm", code);
    }
}

#define PLAIN "0"
#define BOLD "1"
#define DIM "2"

static void write_rule(const struct terminal *terminal, const char *piece, size_t width) {
    style(terminal, DIM);
    text_add_repeated(terminal->out, piece, width);
    style(terminal, PLAIN);
    text_add(terminal->out, "\n");
}

/* Wrapped text, each line after the first `indent` columns in. */
static void write_wrapped(const struct terminal *terminal, const char *string, size_t indent) {
    struct text safe = {0};
    text_add_visible(&safe, string, strlen(string));
    const char *rest = text_string(&safe);
    size_t most = terminal->width;
    if (most > PARAGRAPH_MOST) {
        most = PARAGRAPH_MOST;
    }
    size_t width = most == 0 ? utf8_width(rest) + 1 : most, lead = 0;
    do {
        size_t next = 0, room = width > lead + 1 ? width - lead : 1;
        size_t length = wrap_line(rest, room, &next);
        text_add_repeated(terminal->out, " ", lead);
        text_add_bytes(terminal->out, rest, length);
        text_add(terminal->out, "\n");
        rest += next;
        lead = indent;
    } while (*rest != '\0');
    text_free(&safe);
}

/* --- tables -------------------------------------------------------------------------------- */

/* Columns shown so far on a line, so that blanks at its end are never written. */
struct pen {
    struct text *out;
    size_t owed; /* blanks due before the next mark */
};

static void put(struct pen *pen, const char *bytes, size_t length, const char *on,
                const char *off) {
    if (length == 0) {
        return;
    }
    text_add_repeated(pen->out, " ", pen->owed);
    pen->owed = 0;
    text_add(pen->out, on);
    text_add_bytes(pen->out, bytes, length);
    text_add(pen->out, off);
}

/* The `line`-th line of a text wrapped to a width; of no length when it has fewer. */
static const char *nth_line(const char *text, size_t width, size_t indent, size_t line,
                            size_t *length) {
    size_t next = 0;
    *length = wrap_line(text, width, &next);
    for (size_t i = 0; i < line; i++) {
        text += next;
        next = 0;
        *length = *text == '\0' ? 0 : wrap_line(text, width - indent, &next);
    }
    return text;
}

static void write_head_line(const struct terminal *terminal, const struct layout *layout,
                            uint32_t block, size_t line, size_t lines) {
    struct pen pen = {terminal->out, 0};
    for (uint32_t i = 0; i < layout->table->column_count; i++) {
        const struct layout_column *column = &layout->columns[i];
        if (!layout_shows(layout, i, block)) {
            continue;
        }
        size_t length = 0, own = wrap_count(column->head, column->width);
        const char *text = column->head;
        if (line + own >= lines) {
            text = nth_line(column->head, column->width, 0, line + own - lines, &length);
        }
        size_t width = wrap_width(text, length);
        size_t blanks = column->width > width ? column->width - width : 0;
        pen.owed += column->flush_right ? blanks : 0;
        put(&pen, text, length, "", "");
        pen.owed += (column->flush_right ? 0 : blanks) + LAYOUT_GAP;
    }
    text_add(terminal->out, "\n");
}

static void write_head(const struct terminal *terminal, const struct layout *layout,
                       uint32_t block) {
    size_t lines = 1;
    for (uint32_t i = 0; i < layout->table->column_count; i++) {
        const struct layout_column *column = &layout->columns[i];
        size_t own =
            layout_shows(layout, i, block) ? wrap_count(column->head, column->width) : 0;
        lines = own > lines ? own : lines;
    }
    for (size_t line = 0; line < lines; line++) {
        write_head_line(terminal, layout, block, line, lines);
    }
}

static size_t cell_lines(const struct layout_column *column, size_t indent, const char *text) {
    size_t next = 0;
    wrap_line(text, column->width, &next);
    return text[next] == '\0' ? 1 : 1 + wrap_count(text + next, column->width - indent);
}

/* A row as far as it stands in a block. */
struct piece {
    const struct layout *layout;
    uint32_t row, block;
};

static void write_row_line(const struct terminal *terminal, const struct piece *piece,
                           size_t line) {
    const struct layout *layout = piece->layout;
    struct pen pen = {terminal->out, 0};
    for (uint32_t i = 0; i < layout->table->column_count; i++) {
        const struct layout_column *column = &layout->columns[i];
        const struct layout_cell *cell =
            &layout->cells[piece->row * layout->table->column_count + i];
        if (!layout_shows(layout, i, piece->block)) {
            continue;
        }
        size_t length = 0, own = i == 0 ? layout->indent : 0, indent = line > 0 ? own : 0;
        size_t right = cell->is_number ? column->tail - cell->tail : 0;
        const char *text = nth_line(cell->text, column->width, own, line, &length);
        size_t used = wrap_width(text, length) + indent;
        size_t blanks = column->width > used ? column->width - used : 0;
        bool dim = terminal->colour && strcmp(cell->text, "—") == 0;
        pen.owed += indent + (column->flush_right ? blanks - right : 0);
        put(&pen, text, length, dim ? "\033[2m" : "", dim ? "\033[22m" : "");
        pen.owed += (column->flush_right ? right : blanks) + LAYOUT_GAP;
    }
    text_add(terminal->out, "\n");
}

/* A heading within the table. */
static void write_spanning_row(const struct terminal *terminal, const struct layout *layout,
                               uint32_t row) {
    const char *rest = layout->cells[row * layout->table->column_count].text;
    while (*rest != '\0') {
        size_t next = 0, length = wrap_line(rest, layout->width, &next);
        text_add_bytes(terminal->out, rest, length);
        text_add(terminal->out, "\n");
        rest += next;
    }
}

static void write_row(const struct terminal *terminal, const struct piece *piece) {
    const struct layout *layout = piece->layout;
    size_t lines = 1;
    if (layout->spans[piece->row]) {
        write_spanning_row(terminal, layout, piece->row);
        return;
    }
    for (uint32_t i = 0; i < layout->table->column_count; i++) {
        const struct layout_column *column = &layout->columns[i];
        size_t at = (size_t)piece->row * layout->table->column_count + i;
        bool shown = layout_shows(layout, i, piece->block);
        size_t own =
            shown ? cell_lines(column, i == 0 ? layout->indent : 0, layout->cells[at].text) : 0;
        lines = own > lines ? own : lines;
    }
    for (size_t line = 0; line < lines; line++) {
        write_row_line(terminal, piece, line);
    }
}

/* Columns of a heading, or of the terminal where it is longer. */
static size_t heading_width(const struct terminal *terminal, const char *string) {
    struct text safe = {0};
    text_add_visible(&safe, string, strlen(string));
    size_t width = utf8_width(text_string(&safe));
    text_free(&safe);
    return terminal->width > 0 && width > terminal->width ? terminal->width : width;
}

/* Whether a row says more in a block than what it is called. */
static bool says_more(const struct layout *layout, uint32_t row, uint32_t block) {
    for (uint32_t i = 1; i < layout->table->column_count; i++) {
        const char *text = layout->cells[(size_t)row * layout->table->column_count + i].text;
        if (layout_shows(layout, i, block) && *text != '\0') {
            return true;
        }
    }
    return false;
}

static void write_table_block(const struct terminal *terminal, const struct layout *layout,
                              uint32_t block, size_t width) {
    const struct table *table = layout->table;
    write_head(terminal, layout, block);
    write_rule(terminal, "─", width);
    for (uint32_t row = 0; row < table->row_count; row++) {
        bool total = table->has_total && row + 1 == table->row_count;
        if (total && !says_more(layout, row, block)) {
            break;
        }
        if (total) {
            write_rule(terminal, "─", width);
            style(terminal, BOLD);
        }
        write_row(terminal, &(struct piece){layout, row, block});
    }
    style(terminal, table->has_total ? PLAIN : "");
}

static void write_table(const struct terminal *terminal, const struct table *table) {
    struct layout *layout = layout_new(terminal->report, table, terminal->width);
    size_t title = heading_width(terminal, table->title);
    size_t width = layout->width > title ? layout->width : title;
    style(terminal, BOLD);
    write_wrapped(terminal, table->title, 0);
    style(terminal, PLAIN);
    for (uint32_t block = 0; block < layout->block_count; block++) {
        write_rule(terminal, "━", width);
        write_table_block(terminal, layout, block, width);
    }
    style(terminal, DIM);
    for (uint32_t i = 0; i < table->note_count; i++) {
        write_wrapped(terminal, table->notes[i], INDENT);
    }
    style(terminal, PLAIN);
    layout_free(layout);
}

/* --- the whole ----------------------------------------------------------------------------- */

static void write_block(const struct terminal *terminal, const struct block *block) {
    switch (block->kind) {
    case BLOCK_HEADING:
        style(terminal, BOLD);
        write_wrapped(terminal, block->text, 0);
        style(terminal, PLAIN);
        write_rule(terminal, "═", heading_width(terminal, block->text));
        break;
    case BLOCK_PARAGRAPH:
        write_wrapped(terminal, block->text, 0);
        break;
    case BLOCK_TABLE:
        write_table(terminal, block->table);
        break;
    case BLOCK_CHART: /* its table says the same */
        break;
    }
}

void write_terminal(const struct report *report, int width, bool colour, struct text *out) {
    struct terminal terminal = {report, width > 0 ? (size_t)width : 0, colour, out};
    for (uint32_t i = 0; i < report->block_count; i++) {
        bool silent = report->blocks[i].kind == BLOCK_CHART;
        text_add(out, i > 0 && !silent ? "\n" : "");
        write_block(&terminal, &report->blocks[i]);
    }
}

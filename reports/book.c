/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/book.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/file.h"

#define MOST_CHARACTERS 32767
#define CREATED 315532800 /* 1980-01-01, as the files within the file */
#define LETTER 1          /* Excel's number for this paper */

#define LETTERS_PER_WIDTH 0.95 /* of a column, so that wide fonts fit too */
#define LINE_HEIGHT 15         /* points */
#define MOST_LINES 12
#define DEFAULT_WIDTH 8.43

/* A text that may take several lines in its cell. */
struct wrapped {
    uint32_t row, column, last; /* columns that it spreads over */
    size_t letters;
};

struct sheet {
    struct book *book;
    struct sheet *next; /* made before it */
    lxw_worksheet *handle;
    const char *name;
    double *widths; /* [width_count] of columns, where said */
    uint32_t width_count;
    struct wrapped *wrapped; /* [wrapped_count] in order of rows or not */
    size_t wrapped_count, wrapped_capacity;
    lxw_row_t *breaks; /* [break_count] rows at which a page begins */
    size_t break_count, break_capacity;
};

struct book {
    struct arena *arena;
    char *path;
    struct sheet *last;
    lxw_workbook *handle;
    lxw_format *looks[LOOKS];
    lxw_format *good, *bad;
    bool failed;
};

static void check(struct book *book, lxw_error error) {
    book->failed = book->failed || error != LXW_NO_ERROR;
}

/* --- looks -------------------------------------------------------------------------------- */

enum { GREY = 0x808080, RULE = 0xBFBFBF, DARK = 0x1F3864, PALE = 0xE7ECF5, YELLOW = 0xFFF8DC };

static void frame(lxw_format *format) {
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, RULE);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
}

static void style_words(struct book *book) {
    lxw_format **looks = book->looks;
    format_set_bold(looks[LOOK_TITLE]);
    format_set_font_size(looks[LOOK_TITLE], 16);
    format_set_font_color(looks[LOOK_TITLE], DARK);
    format_set_bold(looks[LOOK_SECTION]);
    format_set_font_size(looks[LOOK_SECTION], 12);
    format_set_font_color(looks[LOOK_SECTION], DARK);
    format_set_italic(looks[LOOK_NOTE]);
    format_set_font_color(looks[LOOK_NOTE], 0x595959);
    for (enum look look = LOOK_HEAD; look <= LOOK_HELPER_HEAD; look++) {
        frame(looks[look]);
        format_set_bold(looks[look]);
        format_set_text_wrap(looks[look]);
        format_set_bg_color(looks[look], look == LOOK_HEAD ? DARK : GREY);
        format_set_font_color(looks[look], 0xFFFFFF);
        format_set_align(looks[look], LXW_ALIGN_CENTER);
        format_set_align(looks[look], LXW_ALIGN_VERTICAL_CENTER);
    }
    frame(looks[LOOK_TEXT]);
    format_set_text_wrap(looks[LOOK_TEXT]);
    frame(looks[LOOK_STATE]);
    format_set_align(looks[LOOK_STATE], LXW_ALIGN_CENTER);
}

static void style_totals(struct book *book) {
    for (enum look look = LOOK_TOTAL; look <= LOOK_TOTAL_MONEY; look++) {
        frame(book->looks[look]);
        format_set_bold(book->looks[look]);
        format_set_bg_color(book->looks[look], PALE);
    }
}

static void style_numbers(struct book *book, int decimals) {
    static const char zeros[] = ".000000000";
    lxw_format **looks = book->looks;
    int length = decimals == 0 ? 0 : decimals + 1;
    const char *money =
        arena_format(book->arena, "#,##0%.*s;-#,##0%.*s;\"–\"", length, zeros, length, zeros);
    const char *change =
        arena_format(book->arena, "+#,##0%.*s;-#,##0%.*s;\"–\"", length, zeros, length, zeros);
    static const enum look framed[] = {LOOK_MONEY,  LOOK_CHANGE,        LOOK_INPUT, LOOK_CLOSED,
                                       LOOK_NUMBER, LOOK_NUMBER_CHANGE, LOOK_RATE,  LOOK_CODE,
                                       LOOK_SHARE,  LOOK_CHOICE};
    for (size_t i = 0; i < sizeof framed / sizeof *framed; i++) {
        frame(looks[framed[i]]);
    }
    format_set_num_format(looks[LOOK_MONEY], money);
    format_set_num_format(looks[LOOK_TOTAL_MONEY], money);
    format_set_num_format(looks[LOOK_CHANGE], change);
    format_set_num_format(looks[LOOK_INPUT], money);
    format_set_num_format(looks[LOOK_CHOICE], "0");
    for (int i = 0; i < 2; i++) {
        lxw_format *typed = looks[i == 0 ? LOOK_INPUT : LOOK_CHOICE];
        format_set_bg_color(typed, YELLOW);
        format_set_font_color(typed, 0x0000C0);
    }
    format_set_pattern(looks[LOOK_CLOSED], LXW_PATTERN_LIGHT_UP);
    format_set_fg_color(looks[LOOK_CLOSED], RULE);
    format_set_num_format(looks[LOOK_CLOSED], money);
    format_set_num_format(looks[LOOK_SHARE], "0.0%");
    format_set_num_format(looks[LOOK_NUMBER], "#,##0.00");
    format_set_num_format(looks[LOOK_NUMBER_CHANGE], "+#,##0.00;-#,##0.00;\"–\"");
    format_set_num_format(looks[LOOK_CODE], "0");
}

static void style(struct book *book, int decimals) {
    for (int i = 0; i < LOOKS; i++) {
        book->looks[i] = workbook_add_format(book->handle);
    }
    style_words(book);
    style_totals(book);
    style_numbers(book, decimals);
    book->good = workbook_add_format(book->handle);
    format_set_bg_color(book->good, 0xE2F0D9);
    format_set_font_color(book->good, 0x1E5B1E);
    book->bad = workbook_add_format(book->handle);
    format_set_bg_color(book->bad, 0xF8CBAD);
    format_set_font_color(book->bad, 0x9C0006);
    format_set_bold(book->bad);
}

/* --- the file ------------------------------------------------------------------------------- */

/* libxlsxwriter writes to files only. */
static char *scratch_path(struct arena *arena) {
    const char *folder = getenv("TMPDIR");
    char *path = arena_format(arena, "%s/arrimage-XXXXXX",
                              folder == NULL || *folder == '\0' ? "/tmp" : folder);
    int file = mkstemp(path);
    if (file < 0) {
        return NULL;
    }
    close(file);
    return path;
}

struct book *book_new(const char *title, int decimals) {
    struct arena *arena = arena_new();
    struct book *book = ARENA_NEW(arena, struct book);
    book->arena = arena;
    book->path = scratch_path(arena);
    const char *path = book->path == NULL ? "/dev/null" : book->path;
    book->failed = book->path == NULL;
    book->handle = workbook_new(path);
    if (book->handle == NULL) {
        memory_exhausted();
    }
    lxw_doc_properties properties = {.title = arena_copy(arena, title, strnlen(title, 255)),
                                     .created = CREATED};
    size_t whole = utf8_valid_prefix(properties.title, strlen(properties.title));
    properties.title[whole] = '\0';
    check(book, workbook_set_properties(book->handle, &properties));
    style(book, decimals);
    return book;
}

static double width_of(const struct sheet *sheet, uint32_t column) {
    bool said = column < sheet->width_count && sheet->widths[column] > 0;
    return said ? sheet->widths[column] : DEFAULT_WIDTH;
}

/* Programs do not all see by themselves that a row needs more than one line. */
static void set_heights(struct sheet *sheet) {
    uint32_t rows = 0;
    for (size_t i = 0; i < sheet->wrapped_count; i++) {
        rows = sheet->wrapped[i].row >= rows ? sheet->wrapped[i].row + 1 : rows;
    }
    double *lines = ARENA_ARRAY(sheet->book->arena, double, rows);
    for (size_t i = 0; i < sheet->wrapped_count; i++) {
        const struct wrapped *wrapped = &sheet->wrapped[i];
        double room = 0;
        for (uint32_t column = wrapped->column; column <= wrapped->last; column++) {
            room += LETTERS_PER_WIDTH * width_of(sheet, column);
        }
        double needed = fmin(ceil((double)wrapped->letters / room), MOST_LINES);
        lines[wrapped->row] = fmax(lines[wrapped->row], needed);
    }
    for (uint32_t row = 0; row < rows; row++) {
        if (lines[row] > 1) {
            check(sheet->book,
                  worksheet_set_row(sheet->handle, row, LINE_HEIGHT * lines[row], NULL));
        }
    }
}

static void finish_sheets(struct book *book) {
    for (struct sheet *sheet = book->last; sheet != NULL; sheet = sheet->next) {
        set_heights(sheet);
        if (sheet->break_count > 0) {
            sheet_break(sheet, 0); /* ends the list */
            check(book, worksheet_set_h_pagebreaks(sheet->handle, sheet->breaks));
        }
        free(sheet->breaks);
        free(sheet->wrapped);
        free(sheet->widths);
    }
}

bool book_finish(struct book *book, struct text *out, struct notes *notes) {
    struct notes unread = {0};
    struct source *source = NULL;
    finish_sheets(book);
    check(book, workbook_close(book->handle));
    if (!book->failed) {
        source = file_read(book->path, &unread);
    }
    if (source != NULL) {
        text_add_bytes(out, source->bytes, source->length);
        source_free(source);
    } else {
        notes_add(notes, NOTE_SYSTEM, NOWHERE,
                  "le classeur ne peut être écrit dans le dossier temporaire",
                  "the workbook cannot be written in the temporary folder");
        notes_advise(notes, "faites-y de la place, ou dites TMPDIR=DOSSIER",
                     "make room there, or say TMPDIR=FOLDER");
    }
    if (book->path != NULL) {
        unlink(book->path);
    }
    notes_free(&unread);
    arena_free(book->arena);
    return source != NULL;
}

struct sheet *book_sheet(struct book *book, const char *name) {
    struct sheet *sheet = ARENA_NEW(book->arena, struct sheet);
    sheet->book = book;
    sheet->next = book->last;
    book->last = sheet;
    sheet->name = arena_format(book->arena, "%s", name);
    sheet->handle = workbook_add_worksheet(book->handle, sheet->name);
    if (sheet->handle == NULL) {
        memory_exhausted();
    }
    worksheet_gridlines(sheet->handle, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_landscape(sheet->handle);
    worksheet_set_paper(sheet->handle, LETTER);
    worksheet_set_margins(sheet->handle, 0.4, 0.4, 0.5, 0.6);
    worksheet_fit_to_pages(sheet->handle, 1, 0);
    check(book, worksheet_set_footer(sheet->handle, "&L&A&R&P / &N"));
    return sheet;
}

/* --- cells ---------------------------------------------------------------------------------- */

static lxw_col_t narrow(uint32_t column) {
    return (lxw_col_t)column;
}

static lxw_format *look_of(struct spot spot) {
    return spot.sheet->book->looks[spot.look];
}

/* The bytes of the first characters that fit a cell. Excel counts UTF-16 units. */
static size_t fitting(const char *text, size_t length) {
    size_t used = 0, units = 0;
    while (used < length) {
        size_t bytes = utf8_character(text + used, length - used, NULL);
        units += bytes == 4 ? 2 : 1;
        if (bytes == 0 || units > MOST_CHARACTERS) {
            break;
        }
        used += bytes;
    }
    return used;
}

/* What of the text is shown, which may take several lines in the columns up to `last`. */
static const char *shown_of(struct spot spot, uint32_t last, const char *text) {
    size_t length = strlen(text), kept = fitting(text, length);
    if (spot.look == LOOK_TEXT || spot.look == LOOK_HEAD || spot.look == LOOK_HELPER_HEAD) {
        struct sheet *sheet = spot.sheet;
        ARRAY_RESERVE(sheet->wrapped, sheet->wrapped_count, sheet->wrapped_capacity);
        sheet->wrapped[sheet->wrapped_count++] =
            (struct wrapped){spot.row, spot.column, last, utf8_width(text)};
    }
    return kept == length ? text : arena_copy(spot.sheet->book->arena, text, kept);
}

void put_text(struct spot spot, const char *text) {
    check(spot.sheet->book,
          worksheet_write_string(spot.sheet->handle, spot.row, narrow(spot.column),
                                 shown_of(spot, spot.column, text), look_of(spot)));
}

void put_merged(struct spot spot, uint32_t last, const char *text) {
    check(spot.sheet->book,
          worksheet_merge_range(spot.sheet->handle, spot.row, narrow(spot.column), spot.row,
                                narrow(last), shown_of(spot, last, text), look_of(spot)));
}

void put_number(struct spot spot, struct ratio number) {
    if (!ratio_known(number)) {
        put_blank(spot);
        return;
    }
    check(spot.sheet->book,
          worksheet_write_number(spot.sheet->handle, spot.row, narrow(spot.column),
                                 ratio_double(number), look_of(spot)));
}

void put_blank(struct spot spot) {
    check(spot.sheet->book, worksheet_write_blank(spot.sheet->handle, spot.row,
                                                  narrow(spot.column), look_of(spot)));
}

void put_formula(struct spot spot, const char *formula, struct ratio value) {
    double now = ratio_known(value) ? ratio_double(value) : 0;
    check(spot.sheet->book,
          worksheet_write_formula_num(spot.sheet->handle, spot.row, narrow(spot.column),
                                      formula, look_of(spot), now));
}

void put_word_formula(struct spot spot, const char *formula, const char *value) {
    check(spot.sheet->book,
          worksheet_write_formula_str(spot.sheet->handle, spot.row, narrow(spot.column),
                                      formula, look_of(spot), value));
}

void text_add_cell(struct text *out, const struct sheet *sheet, uint32_t row, uint32_t column) {
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(cell, row, narrow(column), true, true);
    text_format(out, "'%s'!%s", sheet->name, cell);
}

void text_add_area(struct text *out, const struct area *area) {
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range_abs(range, area->first_row, narrow(area->first_column), area->last_row,
                            narrow(area->last_column));
    text_format(out, "'%s'!%s", area->sheet->name, range);
}

/* --- sheets --------------------------------------------------------------------------------- */

void sheet_width(struct sheet *sheet, uint32_t first, uint32_t last, double width) {
    check(sheet->book,
          worksheet_set_column(sheet->handle, narrow(first), narrow(last), width, NULL));
    if (last >= sheet->width_count) {
        sheet->widths = memory_grow(sheet->widths, last + 1, sizeof *sheet->widths);
        for (; sheet->width_count <= last; sheet->width_count++) {
            sheet->widths[sheet->width_count] = 0;
        }
    }
    for (uint32_t column = first; column <= last; column++) {
        sheet->widths[column] = width;
    }
}

void sheet_helpers(struct sheet *sheet, uint32_t first, uint32_t last) {
    lxw_row_col_options inside = {.hidden = true, .level = 1, .collapsed = false};
    lxw_row_col_options after = {.hidden = false, .level = 0, .collapsed = true};
    check(sheet->book, worksheet_set_column_opt(sheet->handle, narrow(first), narrow(last), 8,
                                                NULL, &inside));
    check(sheet->book, worksheet_set_column_opt(sheet->handle, narrow(last + 1),
                                                narrow(last + 1), 8, NULL, &after));
}

void sheet_freeze(struct sheet *sheet, uint32_t rows, uint32_t columns) {
    worksheet_freeze_panes(sheet->handle, rows, narrow(columns));
}

void sheet_filter(const struct area *area) {
    check(area->sheet->book,
          worksheet_autofilter(area->sheet->handle, area->first_row, narrow(area->first_column),
                               area->last_row, narrow(area->last_column)));
}

void sheet_print(const struct area *area, uint32_t head_rows) {
    lxw_worksheet *handle = area->sheet->handle;
    check(area->sheet->book,
          worksheet_print_area(handle, area->first_row, narrow(area->first_column),
                               area->last_row, narrow(area->last_column)));
    if (head_rows > 0) {
        check(area->sheet->book, worksheet_repeat_rows(handle, 0, head_rows - 1));
    }
}

void sheet_break(struct sheet *sheet, uint32_t row) {
    ARRAY_RESERVE(sheet->breaks, sheet->break_count, sheet->break_capacity);
    sheet->breaks[sheet->break_count++] = row;
}

void sheet_inputs(const struct area *area, const char *complaint) {
    lxw_data_validation only = {
        .validate = LXW_VALIDATION_TYPE_DECIMAL,
        .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
        .value_number = 0,
        .error_message = arena_format(area->sheet->book->arena, "%.200s", complaint)};
    check(area->sheet->book,
          worksheet_data_validation_range(area->sheet->handle, area->first_row,
                                          narrow(area->first_column), area->last_row,
                                          narrow(area->last_column), &only));
}

void sheet_choice(const struct area *area, uint32_t least, uint32_t most,
                  const char *complaint) {
    lxw_data_validation only = {
        .validate = LXW_VALIDATION_TYPE_INTEGER,
        .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
        .minimum_number = least,
        .maximum_number = most,
        .error_message = arena_format(area->sheet->book->arena, "%.200s", complaint)};
    check(area->sheet->book,
          worksheet_data_validation_cell(area->sheet->handle, area->first_row,
                                         narrow(area->first_column), &only));
}

static void say_state(const struct area *area, const char *word, lxw_format *format) {
    struct book *book = area->sheet->book;
    lxw_conditional_format when = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                   .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                                   .value_string = arena_format(book->arena, "\"%s\"", word),
                                   .format = format};
    check(book, worksheet_conditional_format_range(area->sheet->handle, area->first_row,
                                                   narrow(area->first_column), area->last_row,
                                                   narrow(area->last_column), &when));
}

void sheet_states(const struct area *area, const char *good, const char *bad) {
    say_state(area, bad, area->sheet->book->bad);
    if (good != NULL)
        say_state(area, good, area->sheet->book->good);
}

/* --- charts --------------------------------------------------------------------------------- */

/* Dark to light with hues that colour-blind people tell apart (Okabe and Ito, 2008). */
static const lxw_color_t hues[] = {0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7,
                                   0x56B4E9, 0xD55E00, 0xF0E442, 0x7F7F7F};

static void add_series(lxw_chart *chart, const struct bars *bars, uint32_t column) {
    const struct area *area = &bars->series;
    const char *name = area->sheet->name;
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_chart_fill fill = {.color = hues[(column - area->first_column) % 8]};
    chart_series_set_categories(series, name, area->first_row, narrow(bars->names),
                                area->last_row, narrow(bars->names));
    chart_series_set_values(series, name, area->first_row, narrow(column), area->last_row,
                            narrow(column));
    chart_series_set_name_range(series, name, area->first_row - 1, narrow(column));
    chart_series_set_fill(series, &fill);
}

void sheet_bars(struct spot spot, const struct bars *bars, uint32_t width, uint32_t height) {
    struct book *book = spot.sheet->book;
    uint8_t kind = bars->stacked ? LXW_CHART_BAR_STACKED : LXW_CHART_BAR;
    lxw_chart *chart = workbook_add_chart(book->handle, kind);
    lxw_chart_options options = {.x_scale = width / 480.0, .y_scale = height / 288.0};
    lxw_chart_font small = {.size = 11, .bold = LXW_TRUE};
    for (uint32_t column = bars->series.first_column; column <= bars->series.last_column;
         column++) {
        add_series(chart, bars, column);
    }
    chart_title_set_name(chart, bars->title);
    chart_title_set_name_font(chart, &small);
    chart_axis_set_num_format(chart->x_axis, "#,##0"); /* of bars: the axis of values */
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_crossing_max(chart->y_axis);
    if (bars->changes) {
        chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    }
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    check(book, worksheet_insert_chart_opt(spot.sheet->handle, spot.row, narrow(spot.column),
                                           chart, &options));
}

uint32_t put_picture(struct sheet *sheet, uint32_t row, const struct bars *bars) {
    enum { AROUND = 130, BAR = 34, PAGE = 730 };
    uint32_t rows = bars->series.last_row - bars->series.first_row + 1;
    uint32_t wanted = AROUND + BAR * rows, height = wanted < PAGE ? wanted : PAGE;
    sheet_bars(spot(sheet, row, 0, LOOK_PLAIN), bars, 960, height);
    return row + height / 20 + 2;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/book.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "reports/book_parts.h"

#define MOST_CHARACTERS 32767
#define CREATED 315532800 /* 1980-01-01, as the files within the file */
#define LETTER 1          /* Excel's number for this paper */

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
    format_set_align(looks[LOOK_CODE], LXW_ALIGN_CENTER);
    format_set_align(looks[LOOK_CHOICE], LXW_ALIGN_CENTER);
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
    frame(looks[LOOK_ONE_LINE]);
    format_set_shrink(looks[LOOK_ONE_LINE]);
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

static void style_numbers(struct book *book, int decimals, enum language language) {
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
    format_set_num_format(looks[LOOK_SHARE], language == FRENCH ? "0.0\"\u00a0\"%" : "0.0%");
    format_set_num_format(looks[LOOK_NUMBER], "#,##0.00");
    format_set_num_format(looks[LOOK_NUMBER_CHANGE], "+#,##0.00;-#,##0.00;\"–\"");
    format_set_num_format(looks[LOOK_CODE], "0");
    format_set_num_format(looks[LOOK_RATE], "0.0########");
}

static void style(struct book *book, int decimals, enum language language) {
    for (int i = 0; i < LOOKS; i++) {
        book->looks[i] = workbook_add_format(book->handle);
    }
    style_words(book);
    style_totals(book);
    style_numbers(book, decimals, language);
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

struct book *book_new(const char *title, int decimals, enum language language) {
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
    style(book, decimals, language);
    return book;
}

static void finish_sheets(struct book *book) {
    for (struct sheet *sheet = book->last; sheet != NULL; sheet = sheet->next) {
        sheet_settle(sheet);
        free(sheet->breaks);
        free(sheet->parts);
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
    check(book, worksheet_set_footer(sheet->handle, "&L&A&R&P / &N"));
    return sheet;
}

/* --- cells ---------------------------------------------------------------------------------- */

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

/* The bytes by which the height of its row is reckoned. */
static size_t wrapped_bytes(const char *text) {
    enum { MOST = 2000 };
    return utf8_valid_prefix(text, strnlen(text, MOST));
}

/* What of the text is shown, which may take several lines in the columns up to `last`. */
static const char *shown_of(struct spot spot, uint32_t last, const char *text) {
    size_t length = strlen(text), kept = fitting(text, length);
    if (spot.look == LOOK_TEXT || spot.look == LOOK_HEAD || spot.look == LOOK_HELPER_HEAD) {
        struct sheet *sheet = spot.sheet;
        ARRAY_RESERVE(sheet->wrapped, sheet->wrapped_count, sheet->wrapped_capacity);
        sheet->wrapped[sheet->wrapped_count++] =
            (struct wrapped){spot.row, spot.column, last,
                             arena_copy(spot.sheet->book->arena, text, wrapped_bytes(text)),
                             spot.look != LOOK_TEXT};
    }
    return kept == length ? text : arena_copy(spot.sheet->book->arena, text, kept);
}

void put_text(struct spot spot, const char *text) {
    size_t letters = spot.look == LOOK_NOTE && spot.column == 0 ? utf8_width(text) : 0;
    spot.sheet->note = letters > spot.sheet->note ? letters : spot.sheet->note;
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

void sheet_hide(struct sheet *sheet) {
    worksheet_hide(sheet->handle);
}

void sheet_freeze(struct sheet *sheet, uint32_t rows, uint32_t columns) {
    worksheet_freeze_panes(sheet->handle, rows, narrow(columns));
}

void sheet_filter(const struct area *area) {
    check(area->sheet->book,
          worksheet_autofilter(area->sheet->handle, area->first_row, narrow(area->first_column),
                               area->last_row, narrow(area->last_column)));
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

static void mark(const struct area *area, uint8_t criteria, double value) {
    struct book *book = area->sheet->book;
    lxw_conditional_format when = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                   .criteria = criteria,
                                   .value = value,
                                   .format = book->bad};
    check(book, worksheet_conditional_format_range(area->sheet->handle, area->first_row,
                                                   narrow(area->first_column), area->last_row,
                                                   narrow(area->last_column), &when));
}

void sheet_lacks(const struct area *area, const char *dust) {
    mark(area, LXW_CONDITIONAL_CRITERIA_LESS_THAN, -strtod(dust, NULL));
}

void sheet_counts(const struct area *area) {
    mark(area, LXW_CONDITIONAL_CRITERIA_GREATER_THAN, 0);
}

void sheet_states(const struct area *area, const char *good, const char *bad) {
    say_state(area, bad, area->sheet->book->bad);
    if (good != NULL)
        say_state(area, good, area->sheet->book->good);
}

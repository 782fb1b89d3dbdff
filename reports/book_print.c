/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows as high as their words need, and pages that can be read: letters of at least seven points,
 * upright where that saves paper, side by side where one page is not wide enough. */
#include <math.h>

#include "reports/book_parts.h"
#include "reports/wrap.h"

#define LETTERS_PER_WIDTH 1.15 /* of a column, so that wide fonts fit too; */
#define BOLD_PER_WIDTH 0.95    /* and bold ones */
#define POINTS_PER_LETTER 4.8  /* of a note */
#define LINE_HEIGHT 15.0       /* points */
#define MOST_LINES 12
#define DEFAULT_WIDTH 8.43

/* Points of a Letter page within its margins. */
#define PAGE_LONG (72 * (11 - 0.8))
#define PAGE_LOW (72 * (8.5 - 1.1))
#define PAGE_SHORT (72 * (8.5 - 0.8))
#define LETTER_POINTS 11.0 /* of the workbook's font; */
#define LEAST_POINTS 7.0   /* on paper */
#define UPRIGHT_POINTS 7.8 /* on a page that stands, which is only worth it where it is easy */
#define SLACK 0.87      /* of a page's width, where fonts wider than Excel's are to fit too */
#define TALL_SLACK 0.97 /* and of its height */
#define MOST_PAGES 40   /* side by side */

/* --- heights ------------------------------------------------------------------------------ */

static double width_of(const struct sheet *sheet, uint32_t column) {
    bool said = column < sheet->width_count && sheet->widths[column] > 0;
    return said ? sheet->widths[column] : DEFAULT_WIDTH;
}

static double lines_of(const struct sheet *sheet, const struct wrapped *wrapped) {
    double room = 0;
    for (uint32_t column = wrapped->column; column <= wrapped->last; column++) {
        room += width_of(sheet, column) * (wrapped->bold ? BOLD_PER_WIDTH : LETTERS_PER_WIDTH);
    }
    if ((double)utf8_width(wrapped->text) <= room) {
        return 1;
    }
    double lines = (double)wrap_count(wrapped->text, room > 1 ? (size_t)room : 1);
    return fmin(lines, MOST_LINES);
}

/* Programs do not all see by themselves that a row needs more than one line. Returns the lines of
 * each row up to the last that is printed. */
static const double *set_heights(struct sheet *sheet) {
    uint32_t rows = sheet->last_row + 1;
    for (size_t i = 0; i < sheet->wrapped_count; i++) {
        rows = sheet->wrapped[i].row >= rows ? sheet->wrapped[i].row + 1 : rows;
    }
    double *lines = ARENA_ARRAY(sheet->book->arena, double, rows);
    for (uint32_t row = 0; row < rows; row++) {
        lines[row] = 1;
    }
    for (size_t i = 0; i < sheet->wrapped_count; i++) {
        const struct wrapped *wrapped = &sheet->wrapped[i];
        lines[wrapped->row] = fmax(lines[wrapped->row], lines_of(sheet, wrapped));
    }
    for (uint32_t row = 0; row < rows; row++) {
        if (lines[row] > 1) {
            check(sheet->book,
                  worksheet_set_row(sheet->handle, row, LINE_HEIGHT * lines[row], NULL));
        }
    }
    return lines;
}

/* --- pages -------------------------------------------------------------------------------- */

static double points_of(const struct sheet *sheet, uint32_t column) {
    return 5.25 * width_of(sheet, column) + 3.75; /* seven pixels a letter, and five */
}

double points_between(const struct sheet *sheet, uint32_t first, uint32_t end) {
    double points = 0;
    for (uint32_t column = first; column < end; column++) {
        points += points_of(sheet, column);
    }
    return points;
}

/* How many pages side by side hold the columns in letters that can be read. */
static uint32_t pages_beside(const struct sheet *sheet) {
    const double heads = points_between(sheet, 0, sheet->head_columns);
    const double room = PAGE_LONG * LETTER_POINTS / LEAST_POINTS;
    double used = heads;
    uint32_t pages = 1;
    for (uint32_t c = sheet->head_columns; c <= sheet->last_column && pages < MOST_PAGES; c++) {
        double wanted = points_of(sheet, c);
        if (used + wanted > room && used > heads) {
            pages++;
            used = heads;
        }
        used += wanted;
    }
    return pages;
}

static double height_between(const double *lines, uint32_t first, uint32_t end) {
    double height = 0;
    for (uint32_t row = first; row < end; row++) {
        height += LINE_HEIGHT * lines[row];
    }
    return height;
}

/* Of what stands between two breaks. */
static double tallest(const struct sheet *sheet, const double *lines) {
    uint32_t first = 0;
    double most = 0;
    for (size_t i = 0; i <= sheet->break_count; i++) {
        uint32_t end = i < sheet->break_count ? sheet->breaks[i] : sheet->last_row + 1;
        most = fmax(most, height_between(lines, first, end));
        first = end;
    }
    return most;
}

/* Excel heeds breaks on pages of a given scale only. */
static void lay_out_parts(struct sheet *sheet, double width, const double *lines) {
    const double least = LEAST_POINTS / LETTER_POINTS;
    double scale = fmin(1, SLACK * PAGE_LONG / width);
    double low = TALL_SLACK * PAGE_LOW / tallest(sheet, lines);
    scale = low < scale ? fmax(low, fmin(scale, least)) : scale;
    worksheet_center_horizontally(sheet->handle);
    worksheet_set_print_scale(sheet->handle, (uint16_t)fmax(floor(100 * scale), 10));
    sheet_break(sheet, 0); /* ends the list */
    check(sheet->book, worksheet_set_h_pagebreaks(sheet->handle, sheet->breaks));
}

/* Breaks before the parts that a page has no room left for. */
static void break_at_parts(struct sheet *sheet, double width, const double *lines) {
    const double room = TALL_SLACK * PAGE_LOW / fmin(1, SLACK * PAGE_LONG / width);
    uint32_t first = 0;
    for (size_t i = 0; i < sheet->part_count; i++) {
        uint32_t end = i + 1 < sheet->part_count ? sheet->parts[i + 1] : sheet->last_row + 1;
        if (height_between(lines, first, end) > room && sheet->parts[i] > first) {
            sheet_break(sheet, sheet->parts[i]);
            first = sheet->parts[i];
        }
    }
}

/* Whether all fits on one page without having to be read through a glass. */
static bool fits_one(double width, double height) {
    const double least = LEAST_POINTS / LETTER_POINTS;
    return width * least <= PAGE_LONG && height * least <= PAGE_LOW;
}

static void lay_out(struct sheet *sheet, double width, const double *lines) {
    const double upright = PAGE_SHORT * LETTER_POINTS / UPRIGHT_POINTS;
    const double height = height_between(lines, 0, sheet->last_row + 1);
    const uint32_t pages = pages_beside(sheet);
    if (width <= upright && height * fmin(1, PAGE_LONG / width) > PAGE_LOW) {
        worksheet_set_portrait(sheet->handle);
    }
    if (pages > 1 && sheet->head_columns > 0) {
        check(sheet->book,
              worksheet_repeat_columns(sheet->handle, 0, narrow(sheet->head_columns - 1)));
    }
    worksheet_fit_to_pages(sheet->handle, (uint16_t)pages, 0);
}

/* Room for notes that are longer than the table is wide, as far as a page goes. */
static void widen_for_notes(struct sheet *sheet) {
    const double wanted =
        fmin((double)sheet->note * POINTS_PER_LETTER, PAGE_LONG * LETTER_POINTS / LEAST_POINTS);
    while (sheet->has_print && points_between(sheet, 0, sheet->last_column + 2) < wanted) {
        sheet->last_column++;
    }
}

void sheet_settle(struct sheet *sheet) {
    widen_for_notes(sheet);
    if (sheet->has_print) {
        check(sheet->book, worksheet_print_area(sheet->handle, 0, 0, sheet->last_row,
                                                narrow(sheet->last_column)));
    }
    const double *lines = set_heights(sheet);
    const double width = points_between(sheet, 0, sheet->last_column + 1);
    if (sheet->break_count == 0 && sheet->part_count > 0) {
        if (fits_one(width, height_between(lines, 0, sheet->last_row + 1))) {
            worksheet_fit_to_pages(sheet->handle, 1, 1);
            return;
        }
        break_at_parts(sheet, width, lines);
    }
    (sheet->break_count > 0 ? lay_out_parts : lay_out)(sheet, width, lines);
}

void sheet_print(struct sheet *sheet, uint32_t last_row, uint32_t last_column,
                 uint32_t head_rows, uint32_t head_columns) {
    sheet->has_print = true;
    sheet->last_row = last_row;
    sheet->last_column = last_column;
    sheet->head_columns = head_columns;
    if (head_rows > 0) {
        check(sheet->book, worksheet_repeat_rows(sheet->handle, 0, head_rows - 1));
    }
}

void sheet_part(struct sheet *sheet, uint32_t row) {
    ARRAY_RESERVE(sheet->parts, sheet->part_count, sheet->part_capacity);
    sheet->parts[sheet->part_count++] = row;
}

void sheet_break(struct sheet *sheet, uint32_t row) {
    ARRAY_RESERVE(sheet->breaks, sheet->break_count, sheet->break_capacity);
    sheet->breaks[sheet->break_count++] = row;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures over the cells of a sheet. */
#include "reports/book_parts.h"

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
    lxw_chart_line grey = {.color = 0xD0D0D0, .width = 0.75};
    lxw_chart_font small = {.size = 11, .bold = LXW_TRUE};
    for (uint32_t column = bars->series.first_column; column <= bars->series.last_column;
         column++) {
        add_series(chart, bars, column);
    }
    chart_title_set_name(chart, bars->title);
    chart_title_set_name_font(chart, &small);
    chart_axis_major_gridlines_set_line(chart->x_axis, &grey);
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

uint32_t put_picture(struct sheet *sheet, uint32_t row, uint32_t last,
                     const struct bars *bars) {
    enum { AROUND = 130, BAR = 34, TALLEST = 730, WIDEST = 960, ROW = 20 };
    uint32_t rows = bars->series.last_row - bars->series.first_row + 1;
    uint32_t wanted = AROUND + BAR * rows, height = wanted < TALLEST ? wanted : TALLEST;
    double room = points_between(sheet, 0, last + 1) * 96 / 72 - 2;
    sheet_bars(spot(sheet, row + 1, 0, LOOK_PLAIN), bars,
               room < WIDEST ? (uint32_t)room : WIDEST, height);
    return row + height / ROW + 3;
}

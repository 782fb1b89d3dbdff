/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/cells.h"

#include <string.h>

#include "base/numbers.h"

#define MOST_DECIMALS 4

int cells_decimals(const struct table *table, uint32_t column) {
    int decimals = 0;
    for (uint32_t row = 0; row < table->row_count; row++) {
        const struct cell *cell = &table->cells[row * table->column_count + column];
        struct text digits = {0};
        if (cell->kind == CELL_NUMBER && ratio_known(cell->number)) {
            text_add_ratio(&digits, cell->number, MOST_DECIMALS);
        }
        const char *point = strchr(text_string(&digits), '.');
        int own = point == NULL ? 0 : (int)strlen(point + 1);
        decimals = own > decimals ? own : decimals;
        text_free(&digits);
    }
    return decimals;
}

bool cells_span(const struct table *table, uint32_t row) {
    const struct cell *cells = &table->cells[row * table->column_count];
    for (uint32_t i = 1; i < table->column_count; i++) {
        if (cells[i].kind != CELL_EMPTY) {
            return false;
        }
    }
    return table->column_count > 1 && cells[0].kind == CELL_TEXT;
}

bool cell_is_number(const struct cell *cell) {
    return cell->kind != CELL_TEXT && cell->kind != CELL_EMPTY;
}

/* What is more or less shows it by its sign. */
static void add_plus(struct text *out, struct ratio change) {
    if (ratio_known(change) && ratio_sign(change) > 0) {
        text_add(out, "+");
    }
}

void cell_add_number(struct text *out, const struct report *report, const struct cell *cell,
                     int decimals) {
    enum language language = report->language;
    bool dash = cell_is_number(cell) && cell->kind != CELL_NUMBER &&
                ratio_known(cell->number) && ratio_sign(cell->number) == 0;
    if (dash) {
        text_add(out, "—");
        return;
    }
    switch (cell->kind) {
    case CELL_EMPTY:
    case CELL_TEXT:
        break;
    case CELL_CHANGE:
        add_plus(out, cell->number);
        text_add_money(out, cell->number, report->money_decimals, "", language);
        break;
    case CELL_MONEY:
        text_add_money(out, cell->number, report->money_decimals, "", language);
        break;
    case CELL_SHARE:
        text_add_share(out, cell->number, 1, language);
        break;
    case CELL_NUMBER:
        text_add_money(out, cell->number, decimals, "", language);
        break;
    case CELL_PRICE:
        add_plus(out, cell->number);
        text_add_significant(out, cell->number, language);
        break;
    }
}

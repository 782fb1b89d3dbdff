/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/sheets_comparison.h"
#include "reports/tell_comparison.h"
#include "reports/write_comparison.h"

bool write_comparison_xlsx(const struct comparison *comparison, enum language language,
                           struct text *out, struct notes *notes) {
    struct report *report = tell_comparison(comparison, language);
    struct book *book = book_new(comparison->title, report->money_decimals, language);
    sheets_compare(book, comparison, report);
    bool written = book_finish(book, out, notes);
    report_free(report);
    return written;
}

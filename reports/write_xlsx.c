/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/sheets.h"
#include "reports/tell.h"
#include "reports/write.h"

bool write_xlsx(const struct answer *answer, enum language language, struct text *out,
                struct notes *notes) {
    struct report *report = tell_answer(answer, language);
    const char *title = answer->plan->title == NULL ? "arrimage" : answer->plan->title;
    struct book *book = book_new(title, report->money_decimals, language);
    sheets_write(book, answer, report);
    bool written = book_finish(book, out, notes);
    report_free(report);
    return written;
}

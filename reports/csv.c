/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/csv.h"

#include <string.h>

/* A cell that a spreadsheet would run as a formula (OWASP, CSV Injection: = + - @ and their
 * full-width twins, tab, carriage return, line feed) starts with an apostrophe instead. */
static bool is_formula(const char *string) {
    static const char *const starts[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                         "\n", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (strncmp(string, starts[i], strlen(starts[i])) == 0) {
            return true;
        }
    }
    return false;
}

void csv_text(struct text *out, const char *string) {
    size_t length = strlen(string);
    bool formula = is_formula(string);
    bool spaced = length > 0 && (string[0] == ' ' || string[length - 1] == ' ');
    if (!spaced && strpbrk(string, ",;\"\r\n\t") == NULL) {
        text_add(out, formula ? "'" : "");
        text_add(out, string);
        return;
    }
    text_add(out, formula ? "\"'" : "\"");
    for (; *string != '\0'; string++) {
        text_add(out, *string == '"' ? "\"" : "");
        text_add_char(out, *string);
    }
    text_add(out, "\"");
}

void csv_next(struct text *out, const char *string) {
    text_add_char(out, ',');
    csv_text(out, string);
}

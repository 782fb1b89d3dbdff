/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/write.h"

#include "tests/close.h"

/* What tests/run_browser cannot see: the bytes. */

static struct report *two_lines(enum language language, const char *name) {
    struct report *report = report_new(language);
    const struct column_head heads[] = {{"Line", "line", CELL_TEXT, 0},
                                        {"Granted", "granted", CELL_MONEY, 0},
                                        {"Share", "share", CELL_SHARE, 0}};
    report_heading(report, name);
    report_paragraph(report, name);
    struct table *table = report_table(report, name, "lines", heads, 3);
    struct cell *row = table_row(report, table);
    row[0] = (struct cell){.kind = CELL_TEXT, .text = name};
    row[1] = (struct cell){.kind = CELL_MONEY, .number = ratio_of(23857, 1)};
    row[2] = (struct cell){.kind = CELL_SHARE, .number = ratio_of(1, 8)};
    table_row(report, table)[0] = (struct cell){.kind = CELL_TEXT, .text = "Below"};
    row = table_row(report, table);
    row[0] = (struct cell){.kind = CELL_TEXT, .text = "Total"};
    row[1] = (struct cell){.kind = CELL_MONEY, .number = ratio_of(23857, 1)};
    table->has_total = true;
    report_chart(report, &(struct chart){.kind = CHART_STACKED,
                                         .title = name,
                                         .summary = name,
                                         .unit = "$",
                                         .table = table,
                                         .first = 1,
                                         .count = 1});
    return report;
}

static const char *page_of(const char *name, struct text *out) {
    struct report *french = two_lines(FRENCH, name), *english = two_lines(ENGLISH, name);
    write_html((const struct report *const[]){french, english}, 2, out);
    report_free(english);
    report_free(french);
    return text_string(out);
}

static void assert_holds(const char *page, const char *part) {
    if (strstr(page, part) == NULL) {
        fail_msg("the page does not hold: %s", part);
    }
}

static unsigned count(const char *page, const char *part) {
    unsigned times = 0;
    for (; (page = strstr(page, part)) != NULL; page += strlen(part)) {
        times++;
    }
    return times;
}

static void a_number_is_shown_in_each_language_beside_its_exact_value(void **state) {
    (void)state;
    struct text out = {0};
    const char *page = page_of("Atelier", &out);
    assert_holds(page, "<td data-v=\"23857\">23\u202f857</td>");
    assert_holds(page, "<td data-v=\"23857\">23,857</td>");
    assert_holds(page, "<td data-v=\"0.125\">12,5\u00a0%</td>");
    assert_holds(page, "<td data-v=\"0.125\">12.5%</td>");
    text_free(&out);
}

static void both_languages_stand_in_the_page_and_the_first_is_chosen(void **state) {
    (void)state;
    struct text out = {0};
    const char *page = page_of("Atelier", &out);
    assert_holds(page, "<html lang=\"fr\">");
    assert_holds(page, "id=\"choose-fr\" value=\"fr\" aria-label=\"Français\" checked>");
    assert_holds(page, "id=\"choose-en\" value=\"en\" aria-label=\"English\">");
    assert_int_equal(count(page, "<article class=\"page\""), 2);
    text_free(&out);
}

static void a_name_that_would_act_comes_out_inert_and_whole(void **state) {
    (void)state;
    struct text out = {0}, plain = {0};
    const char *page = page_of("</script><script>alert(1)</script>\"'&\x01\xe2\x80\xae", &out);
    unsigned scripts = count(page_of("Atelier", &plain), "<script");
    assert_int_equal(count(page, "<script"), scripts);
    assert_int_equal(count(page, "</script"), scripts);
    assert_holds(page, "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&amp;"
                       "\xef\xbf\xbd\xe2\x80\xae</th>");
    assert_int_equal(count(page, "alert(1)"), count(page, "&lt;script&gt;alert(1)"));
    text_free(&plain);
    text_free(&out);
}

static void a_chart_stands_beside_the_table_it_draws(void **state) {
    (void)state;
    struct text out = {0};
    const char *page = page_of("Atelier", &out);
    const char *figure =
        strstr(page, "<figure data-chart=\"stacked\" data-table=\"table-fr-2\" "
                     "data-first=\"1\" data-count=\"1\" data-unit=\"$\">");
    assert_non_null(figure);
    assert_holds(figure, "<table id=\"table-fr-2\"");
    assert_holds(page, "id=\"chart-stacked\"");
    text_free(&out);
}

static void nothing_in_the_page_is_fetched(void **state) {
    (void)state;
    struct text out = {0};
    const char *page = page_of("Atelier", &out);
    assert_holds(page, "default-src 'none'");
    assert_int_equal(count(page, " src="), 0);
    assert_int_equal(count(page, "<link"), 0);
    text_free(&out);
}

static void headings_and_totals_are_told_apart_from_rows(void **state) {
    (void)state;
    struct text out = {0};
    const char *page = page_of("Atelier", &out);
    assert_holds(page, "<tr class=\"heading\"><th scope=\"rowgroup\" colspan=\"3\">Below</th>");
    assert_holds(page, "<tr class=\"total\"><th scope=\"row\">Total</th>");
    text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_shown_in_each_language_beside_its_exact_value),
        cmocka_unit_test(both_languages_stand_in_the_page_and_the_first_is_chosen),
        cmocka_unit_test(a_name_that_would_act_comes_out_inert_and_whole),
        cmocka_unit_test(a_chart_stands_beside_the_table_it_draws),
        cmocka_unit_test(nothing_in_the_page_is_fetched),
        cmocka_unit_test(headings_and_totals_are_told_apart_from_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/report.h"

#include "tests/close.h"

#include "reports/layout.h"
#include "base/numbers.h"
#include "reports/wrap.h"

#define NB "\u00a0"     /* no-break space */
#define NARROW "\u202f" /* narrow no-break space */

/* --- numbers ------------------------------------------------------------------------------- */

static const char *shown; /* of the last call */
static struct text scratch;

static const char *show(void) {
    shown = text_string(&scratch);
    return shown;
}

static const char *money(int64_t num, int64_t den, int decimals, enum language language) {
    text_free(&scratch);
    text_add_money(&scratch, ratio_of(num, den), decimals, "$", language);
    return show();
}

static const char *number(int64_t num, int64_t den, int decimals, enum language language) {
    text_free(&scratch);
    text_add_number(&scratch, ratio_of(num, den), decimals, language);
    return show();
}

static const char *share(int64_t num, int64_t den, enum language language) {
    text_free(&scratch);
    text_add_share(&scratch, ratio_of(num, den), 1, language);
    return show();
}

static const char *significant(int64_t num, int64_t den) {
    text_free(&scratch);
    text_add_significant(&scratch, ratio_of(num, den), FRENCH);
    return show();
}

static int free_scratch(void **state) {
    (void)state;
    text_free(&scratch);
    return 0;
}

static void money_is_grouped_by_threes_with_its_sign_where_the_language_puts_it(void **state) {
    (void)state;
    assert_string_equal(money(60000, 1, 0, FRENCH), "60" NARROW "000" NB "$");
    assert_string_equal(money(60000, 1, 0, ENGLISH), "$60,000");
    assert_string_equal(money(2756514, 1, 0, FRENCH), "2" NARROW "756" NARROW "514" NB "$");
    assert_string_equal(money(999, 1, 0, ENGLISH), "$999");
}

static void money_keeps_every_decimal_of_the_unit(void **state) {
    (void)state;
    assert_string_equal(money(2385, 10, 2, FRENCH), "238,50" NB "$");
    assert_string_equal(money(123456, 1, 2, ENGLISH), "$123,456.00");
    assert_string_equal(money(1, 100, 2, FRENCH), "0,01" NB "$");
}

static void money_is_rounded_half_away_from_zero(void **state) {
    (void)state;
    assert_string_equal(money(24999, 2, 0, ENGLISH), "$12,500"); /* 12,499.5 */
    assert_string_equal(money(9995, 10, 0, ENGLISH), "$1,000");  /* 999.5 */
}

static void a_minus_stands_before_everything_and_never_before_zero(void **state) {
    (void)state;
    assert_string_equal(money(-156514, 1, 0, ENGLISH), "\u2212$156,514");
    assert_string_equal(money(-5, 1, 0, FRENCH), "\u2212"
                                                 "5" NB "$");
    assert_string_equal(money(-1, 1000, 2, ENGLISH), "$0.00");
    assert_string_equal(number(-1, 1000, 2, ENGLISH), "0");
}

static void what_is_less_than_a_cent_has_its_sign_on_the_side_of_money(void **state) {
    (void)state;
    text_free(&scratch);
    text_add_small_money(&scratch, ratio_of(8976, 10000), "$", ENGLISH);
    assert_string_equal(show(), "$0.898");
    text_free(&scratch);
    text_add_small_money(&scratch, ratio_of(8976, 10000), "$", FRENCH);
    assert_string_equal(show(), "0,898" NB "$");
}

static void a_currency_without_a_sign_keeps_its_distance(void **state) {
    (void)state;
    text_free(&scratch);
    text_add_money(&scratch, ratio_of(238500, 1), 0, "CHF", ENGLISH);
    assert_string_equal(show(), "CHF" NB "238,500");
}

static void numbers_drop_the_zeros_at_their_end(void **state) {
    (void)state;
    assert_string_equal(number(702727, 10000, 4, FRENCH), "70,2727");
    assert_string_equal(number(2500, 1000, 4, FRENCH), "2,5");
    assert_string_equal(number(5400000, 1, 4, ENGLISH), "5,400,000");
}

static void shares_are_percents(void **state) {
    (void)state;
    assert_string_equal(share(1, 8, FRENCH), "12,5" NB "%");
    assert_string_equal(share(1, 8, ENGLISH), "12.5%");
    assert_string_equal(share(1, 1, ENGLISH), "100.0%");
}

static void three_digits_say_enough_of_a_price(void **state) {
    (void)state;
    assert_string_equal(significant(2385, 1000), "2,39"); /* half away from zero */
    assert_string_equal(significant(94, 100), "0,94");
    assert_string_equal(significant(94321, 1000), "94,3");
    assert_string_equal(significant(1234567, 100), "12" NARROW "346");
    assert_string_equal(significant(23849, 10000000), "0,00238");
    assert_string_equal(significant(0, 1), "0");
}

static void what_is_not_known_prints_as_a_question_mark(void **state) {
    (void)state;
    text_free(&scratch);
    text_add_money(&scratch, RATIO_UNKNOWN, 0, "$", FRENCH);
    text_add_share(&scratch, RATIO_UNKNOWN, 0, FRENCH);
    assert_string_equal(show(), "??");
}

static void the_plural_starts_at_two_in_french_and_spares_only_one_in_english(void **state) {
    (void)state;
    assert_false(is_plural(ratio_of(19, 10), FRENCH));
    assert_true(is_plural(ratio_of(2, 1), FRENCH));
    assert_true(is_plural(ratio_of(-5, 2), FRENCH));
    assert_true(is_plural(ratio_of(9, 10), ENGLISH));
    assert_true(is_plural(RATIO_ZERO, ENGLISH));
    assert_false(is_plural(RATIO_ZERO, FRENCH));
    assert_false(is_plural(ratio_of(-1, 1), ENGLISH));
}

static void a_double_becomes_the_decimal_it_stands_for(void **state) {
    (void)state;
    assert_ratio(ratio_shown(2.385), 2385, 1000);
    assert_ratio(ratio_shown(-0.0009), -9, 10000);
    assert_ratio(ratio_shown(0), 0, 1);
    assert_ratio_unknown(ratio_shown(NAN));
    assert_ratio_unknown(ratio_shown(INFINITY));
}

/* --- wrapping ------------------------------------------------------------------------------ */

/* All the lines of a string, set apart by bars. */
static const char *wrapped(const char *string, size_t width) {
    size_t next = 0;
    text_free(&scratch);
    do {
        string += next;
        text_add(&scratch, scratch.length > 0 ? "|" : "");
        text_add_bytes(&scratch, string, wrap_line(string, width, &next));
    } while (string[next] != '\0');
    return show();
}

static void lines_break_at_spaces(void **state) {
    (void)state;
    assert_string_equal(wrapped("Éveil à la lecture", 10), "Éveil à la|lecture");
    assert_string_equal(wrapped("Éveil à la lecture", 9), "Éveil à|la|lecture");
    assert_string_equal(wrapped("Éveil", 10), "Éveil");
    assert_string_equal(wrapped("", 10), "");
}

static void hyphens_between_letters_may_end_a_line_but_years_stay_whole(void **state) {
    (void)state;
    assert_string_equal(wrapped("Haute-Côte-Nord", 12), "Haute-Côte-|Nord");
    assert_string_equal(wrapped("avenir_enfants", 9), "avenir_|enfants");
    assert_string_equal(wrapped("exercice 2012-13", 14), "exercice|2012-13");
}

static void a_dash_begins_the_line_below(void **state) {
    (void)state;
    assert_string_equal(wrapped("Entente – Golfe", 9), "Entente|– Golfe");
}

static void no_break_spaces_hold(void **state) {
    (void)state;
    assert_string_equal(wrapped("soit 156" NARROW "514" NB "$", 10),
                        "soit|156" NARROW "514" NB "$");
}

static void a_piece_longer_than_the_line_is_cut_between_characters(void **state) {
    (void)state;
    assert_string_equal(wrapped("éééééé", 4), "éééé|éé");
    assert_string_equal(wrapped("漢字漢字", 5), "漢字|漢字"); /* two columns each */
}

static void counts_and_pieces_agree_with_the_lines(void **state) {
    (void)state;
    assert_int_equal(wrap_count("Éveil à la lecture", 9), 3);
    assert_int_equal(wrap_count("", 9), 1);
    assert_int_equal(wrap_widest_piece("La Haute-Côte-Nord"), 6);
    assert_int_equal(wrap_widest_piece("Entente – Golfe"), 7);
    assert_int_equal(wrap_width("É2", 2), 1);
}

/* --- report -------------------------------------------------------------------------------- */

static struct table *three_columns(struct report *report) {
    const struct column_head heads[] = {
        {"Ligne", "line", CELL_TEXT, 0},
        {"Axe", "axis", CELL_TEXT, 1},
        {"Accordé", "granted", CELL_MONEY, 0},
    };
    return report_table(report, "Tableau", "table", heads, 3);
}

static void fill(struct report *report, struct table *table, const char *name, int64_t amount) {
    struct cell *row = table_row(report, table);
    row[0] = (struct cell){.kind = CELL_TEXT, .text = name};
    row[1] = (struct cell){.kind = CELL_TEXT, .text = "axe1"};
    row[2] = (struct cell){.kind = CELL_MONEY, .number = ratio_of(amount, 1)};
}

static void a_report_keeps_what_it_is_given_in_order(void **state) {
    (void)state;
    char title[] = "Titre";
    struct report *report = report_new(ENGLISH);
    report_heading(report, title);
    title[0] = 'X';
    report_paragraph(report, "Texte");
    struct table *table = three_columns(report);
    assert_int_equal(report->block_count, 3);
    assert_string_equal(report->blocks[0].text, "Titre");
    assert_int_equal(report->blocks[1].kind, BLOCK_PARAGRAPH);
    assert_ptr_equal(report->blocks[2].table, table);
    report_free(report);
}

static void rows_start_empty_and_survive_growth(void **state) {
    (void)state;
    struct report *report = report_new(FRENCH);
    struct table *table = three_columns(report);
    for (uint32_t i = 0; i < 100; i++) {
        struct cell *row = table_row(report, table);
        assert_int_equal(row[2].kind, CELL_EMPTY);
        row[2] = (struct cell){.kind = CELL_MONEY, .number = ratio_of(2385 + i, 1)};
    }
    table_note(report, table, "note");
    assert_int_equal(table->row_count, 100);
    assert_int_equal(table->note_count, 1);
    assert_ratio(table->cells[3 * 57 + 2].number, 2385 + 57, 1);
    report_free(report);
}

/* --- layout -------------------------------------------------------------------------------- */

static void without_a_limit_a_table_is_as_wide_as_its_words(void **state) {
    (void)state;
    struct report *report = report_new(FRENCH);
    struct table *table = three_columns(report);
    fill(report, table, "Entente de mobilisation – Manicouagan", 121000);
    struct layout *layout = layout_new(report, table, 0);
    assert_int_equal(layout->columns[0].width, 37);
    assert_int_equal(layout->columns[2].width, 7); /* 121 000 and Accordé */
    assert_int_equal(layout->width, 37 + 2 + 4 + 2 + 7);
    layout_free(layout);
    report_free(report);
}

static void words_wrap_before_a_table_is_cut(void **state) {
    (void)state;
    struct report *report = report_new(FRENCH);
    struct table *table = three_columns(report);
    fill(report, table, "Entente de mobilisation – Manicouagan", 121000);
    struct layout *layout = layout_new(report, table, 36);
    assert_int_equal(layout->block_count, 1);
    assert_int_equal(layout->width, 36);
    layout_free(layout);
    report_free(report);
}

static void numbers_line_up_on_the_decimal_point(void **state) {
    (void)state;
    struct report *report = report_new(FRENCH);
    const struct column_head head = {"Points", "points", CELL_NUMBER, 0};
    struct table *table = report_table(report, "T", "t", &head, 1);
    table_row(report, table)[0] =
        (struct cell){.kind = CELL_NUMBER, .number = ratio_of(2385, 1000)};
    table_row(report, table)[0] =
        (struct cell){.kind = CELL_NUMBER, .number = ratio_of(121, 1)};
    struct layout *layout = layout_new(report, table, 0);
    assert_int_equal(layout->cells[0].tail, 4); /* ,385 */
    assert_int_equal(layout->cells[1].tail, 4); /* ,000: all show as many decimals */
    assert_int_equal(layout->columns[0].tail, 4);
    assert_int_equal(layout->columns[0].width, 3 + 4);
    layout_free(layout);
    report_free(report);
}

/* A name of 12 columns at least (`mobilisation`), and years of 7; the last is joined. */
static struct table *years(struct report *report, const char *name, uint32_t count) {
    struct column_head heads[9] = {{"Ligne", "line", CELL_TEXT, false}};
    for (uint32_t i = 1; i <= count; i++) {
        heads[i] = (struct column_head){"2012-13", "year", CELL_MONEY, i == count};
    }
    struct table *table = report_table(report, "T", "t", heads, count + 1);
    struct cell *row = table_row(report, table);
    row[0] = (struct cell){.kind = CELL_TEXT, .text = name};
    for (uint32_t i = 1; i <= count; i++) {
        row[i] = (struct cell){.kind = CELL_MONEY, .number = ratio_of(121000, 1)};
    }
    return table;
}

static void a_table_too_wide_is_cut_into_even_blocks(void **state) {
    (void)state;
    struct report *report = report_new(FRENCH);
    struct table *table = years(report, "Entente de mobilisation", 6);
    struct layout *layout = layout_new(report, table, 12 + 6 * 9);
    assert_int_equal(layout->block_count, 1);
    layout_free(layout);
    layout = layout_new(report, table, 11 + 6 * 9);
    assert_int_equal(layout->block_count, 2); /* three and three rather than four and two */
    for (uint32_t i = 1; i <= 6; i++) {
        assert_true(layout_shows(layout, i, i <= 3 ? 0 : 1));
        assert_false(layout_shows(layout, i, i <= 3 ? 1 : 0));
    }
    assert_true(layout_shows(layout, 0, 0) && layout_shows(layout, 0, 1));
    layout_free(layout);
    report_free(report);
}

static void joined_columns_stay_in_one_block(void **state) {
    (void)state;
    struct report *report = report_new(FRENCH);
    struct table *table = years(report, "mobilisation", 3);
    struct layout *layout = layout_new(report, table, 12 + 2 * 9); /* room for two */
    assert_int_equal(layout->block_count, 2);
    assert_int_equal(layout->columns[1].block, 0);
    assert_int_equal(layout->columns[2].block, 1);
    assert_int_equal(layout->columns[3].block, 1);
    layout_free(layout);
    report_free(report);
}

static void a_row_with_one_cell_is_a_heading_of_any_width(void **state) {
    (void)state;
    struct report *report = report_new(FRENCH);
    struct table *table = three_columns(report);
    table_row(report, table)[0] =
        (struct cell){.kind = CELL_TEXT, .text = "Persévérance scolaire et petite enfance"};
    fill(report, table, "Minganie", 121000);
    struct layout *layout = layout_new(report, table, 0);
    assert_true(layout->spans[0]);
    assert_false(layout->spans[1]);
    assert_int_equal(layout->columns[0].width, 8);
    layout_free(layout);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_is_grouped_by_threes_with_its_sign_where_the_language_puts_it),
        cmocka_unit_test(money_keeps_every_decimal_of_the_unit),
        cmocka_unit_test(money_is_rounded_half_away_from_zero),
        cmocka_unit_test(a_minus_stands_before_everything_and_never_before_zero),
        cmocka_unit_test(what_is_less_than_a_cent_has_its_sign_on_the_side_of_money),
        cmocka_unit_test(a_currency_without_a_sign_keeps_its_distance),
        cmocka_unit_test(numbers_drop_the_zeros_at_their_end),
        cmocka_unit_test(shares_are_percents),
        cmocka_unit_test(three_digits_say_enough_of_a_price),
        cmocka_unit_test(what_is_not_known_prints_as_a_question_mark),
        cmocka_unit_test(the_plural_starts_at_two_in_french_and_spares_only_one_in_english),
        cmocka_unit_test(a_double_becomes_the_decimal_it_stands_for),
        cmocka_unit_test(lines_break_at_spaces),
        cmocka_unit_test(hyphens_between_letters_may_end_a_line_but_years_stay_whole),
        cmocka_unit_test(a_dash_begins_the_line_below),
        cmocka_unit_test(no_break_spaces_hold),
        cmocka_unit_test(a_piece_longer_than_the_line_is_cut_between_characters),
        cmocka_unit_test(counts_and_pieces_agree_with_the_lines),
        cmocka_unit_test(a_report_keeps_what_it_is_given_in_order),
        cmocka_unit_test(rows_start_empty_and_survive_growth),
        cmocka_unit_test(without_a_limit_a_table_is_as_wide_as_its_words),
        cmocka_unit_test(words_wrap_before_a_table_is_cut),
        cmocka_unit_test(numbers_line_up_on_the_decimal_point),
        cmocka_unit_test(a_table_too_wide_is_cut_into_even_blocks),
        cmocka_unit_test(joined_columns_stay_in_one_block),
        cmocka_unit_test(a_row_with_one_cell_is_a_heading_of_any_width),
    };
    return cmocka_run_group_tests(tests, NULL, free_scratch);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/write.h"

#include "tests/close.h"
#include "tests/report_plan.h"

#include "reports/json.h"

struct both {
    struct plan *plan;
    struct answer *answer;
    struct text out;
};

static int make(void **state) {
    struct both *both = calloc(1, sizeof *both);
    both->plan = small_plan();
    both->answer = small_answer(both->plan);
    *state = both;
    return 0;
}

static int release(void **state) {
    struct both *both = *state;
    text_free(&both->out);
    answer_free(both->answer);
    arena_free(both->plan->arena);
    free(both);
    return 0;
}

/* --- terminal ------------------------------------------------------------------------------ */

static struct report *one_table(const char *name, const char *mark) {
    struct report *report = report_new(ENGLISH);
    const struct column_head heads[] = {{"Line", "line", CELL_TEXT, 0},
                                        {"Granted", "granted", CELL_MONEY, 0}};
    struct table *table = report_table(report, "Lines", "lines", heads, 2);
    struct cell *row = table_row(report, table);
    row[0] = (struct cell){.kind = CELL_TEXT, .text = name, .mark = mark};
    row[1] = (struct cell){.kind = CELL_MONEY, .number = ratio_of(2385, 1)};
    row = table_row(report, table);
    row[0] = (struct cell){.kind = CELL_TEXT, .text = "Other"};
    row[1] = (struct cell){.kind = CELL_MONEY, .number = RATIO_ZERO};
    row = table_row(report, table);
    row[0] = (struct cell){.kind = CELL_TEXT, .text = "Total"};
    row[1] = (struct cell){.kind = CELL_MONEY, .number = ratio_of(2385, 1)};
    table->has_total = true;
    return report;
}

static void a_table_has_rules_a_total_and_dashes_for_nothing(void **state) {
    struct both *both = *state;
    struct report *report = one_table("Atelier", "°");
    write_terminal(report, 80, false, &both->out);
    assert_text_equal(&both->out, "Lines\n"
                                  "━━━━━━━━━━━━━━━━━━\n"
                                  "Line       Granted\n"
                                  "──────────────────\n"
                                  "Atelier\u00a0°    2,385\n"
                                  "Other            —\n"
                                  "──────────────────\n"
                                  "Total        2,385\n");
    report_free(report);
}

static void a_chart_leaves_no_gap(void **state) {
    struct both *both = *state;
    struct report *report = one_table("Atelier", NULL);
    report_chart(report, &(struct chart){.kind = CHART_STACKED,
                                         .title = "Lines",
                                         .summary = "Bars",
                                         .unit = "$",
                                         .table = report->blocks[0].table,
                                         .first = 1,
                                         .count = 1});
    report_paragraph(report, "The end.");
    write_terminal(report, 80, false, &both->out);
    assert_text_contains(&both->out, "Total      2,385\n\nThe end.\n");
    report_free(report);
}

static void a_long_name_wraps_under_itself(void **state) {
    struct both *both = *state;
    struct report *report = one_table("Entente de mobilisation – Minganie", NULL);
    write_terminal(report, 30, false, &both->out);
    assert_text_contains(&both->out,
                         "Entente de               2,385\n  mobilisation\n  – Minganie\n");
    report_free(report);
}

static void no_line_is_wider_than_the_terminal(void **state) {
    struct both *both = *state;
    struct report *report = one_table("Persévérance scolaire et petite enfance – Golfe", NULL);
    for (int width = 20; width <= 60; width++) {
        text_free(&both->out);
        write_terminal(report, width, false, &both->out);
        for (const char *line = text_string(&both->out); *line != '\0';) {
            size_t length = strcspn(line, "\n");
            char copy[400] = {0};
            assert_true(length < sizeof copy);
            memcpy(copy, line, length);
            assert_true(utf8_width(copy) <= (size_t)width);
            assert_true(length == 0 || line[length - 1] != ' ');
            line += length + 1;
        }
    }
    report_free(report);
}

static void what_users_wrote_cannot_act_on_the_terminal(void **state) {
    struct both *both = *state;
    struct report *report = one_table("\033[31mred\u202e", NULL);
    report_heading(report, "\033]0;title\a");
    report_paragraph(report, "\033[2J");
    write_terminal(report, 80, true, &both->out);
    assert_lacks(text_string(&both->out), "\033[31m");
    assert_lacks(text_string(&both->out), "\033]");
    assert_lacks(text_string(&both->out), "\033[2J");
    assert_lacks(text_string(&both->out), "\u202e");
    assert_text_contains(&both->out, "\\u{1B}[31mred\\u{202E}");
    report_free(report);
}

static void colour_is_only_there_when_asked_for(void **state) {
    struct both *both = *state;
    struct report *report = one_table("Atelier", NULL);
    write_terminal(report, 80, false, &both->out);
    assert_lacks(text_string(&both->out), "\033");
    text_free(&both->out);
    write_terminal(report, 80, true, &both->out);
    assert_text_contains(&both->out, "\033[1mLines");
    report_free(report);
}

static void nothing_of_a_wide_table_is_lost(void **state) {
    struct both *both = *state;
    struct report *report = report_new(ENGLISH);
    const struct column_head heads[] = {{"Line", "line", CELL_TEXT, false},
                                        {"2012-13", "year", CELL_MONEY, false},
                                        {"2013-14", "year", CELL_MONEY, false}};
    struct table *table = report_table(report, "Lines", "lines", heads, 3);
    struct cell *row = table_row(report, table);
    row[0] = (struct cell){.kind = CELL_TEXT, .text = "Atelier"};
    row[1] = (struct cell){.kind = CELL_MONEY, .number = ratio_of(2385, 1)};
    row[2] = (struct cell){.kind = CELL_MONEY, .number = ratio_of(4770, 1)};
    write_terminal(report, 20, false, &both->out);
    assert_text_equal(&both->out, "Lines\n"
                                  "━━━━━━━━━━━━━━━━\n"
                                  "Line     2012-13\n"
                                  "────────────────\n"
                                  "Atelier    2,385\n"
                                  "━━━━━━━━━━━━━━━━\n"
                                  "Line     2013-14\n"
                                  "────────────────\n"
                                  "Atelier    4,770\n");
    report_free(report);
}

/* --- CSV ----------------------------------------------------------------------------------- */

static void csv_has_a_record_for_each_amount_and_exact_shares_of_axes(void **state) {
    struct both *both = *state;
    write_csv(both->answer, &both->out);
    assert_text_contains(
        &both->out, "line,name,template,kind,territory,territory_name,fund,fund_name,status,"
                    "in_kind,year,amount,axis_axe1,axis_axe2\r\n");
    /* 30,001 $ shared 3/10 and 7/10 */
    assert_text_contains(&both->out, ",parsis,Enveloppe du PARSIS,confirmed,no,2013-14,30001,"
                                     "9000.3,21000.7\r\n");
    assert_text_contains(&both->out, ",nature,Locaux prêtés,confirmed,yes,2012-13,9000,");
    assert_lacks(text_string(&both->out), "atelier"); /* gets nothing */
    size_t lines = 0;
    for (const char *at = text_string(&both->out); (at = strstr(at, "\r\n")) != NULL; at += 2) {
        lines++;
    }
    assert_int_equal(lines, 1 + 7); /* seven amounts in the table of report_plan.h */
}

static void csv_quotes_what_needs_it_and_lets_no_formula_through(void **state) {
    struct both *both = *state;
    static const struct {
        const char *name, *cell;
    } cases[] = {
        {"=HYPERLINK(\"x\")", ",\"'=HYPERLINK(\"\"x\"\")\","},
        {"+1", ",'+1,"},
        {"-1", ",'-1,"},
        {"@SUM", ",'@SUM,"},
        {"\t=1", ",\"'\t=1\","},
        {"＝1", ",'＝1,"},
        {"a, b", ",\"a, b\","},
        {"a;=1", ",\"a;=1\","},
        {"two\nlines", ",\"two\nlines\","},
        {" space", ",\" space\","},
        {"", ",,"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text_free(&both->out);
        both->plan->lines[PORTRAIT].entity.name = cases[i].name;
        write_csv(both->answer, &both->out);
        assert_text_contains(&both->out, cases[i].cell);
    }
}

static void csv_of_no_allocation_is_a_header(void **state) {
    struct both *both = *state;
    both->answer->status = STATUS_INFEASIBLE;
    write_csv(both->answer, &both->out);
    assert_int_equal(strcspn(text_string(&both->out), "\r") + 2, both->out.length);
}

/* --- JSON ---------------------------------------------------------------------------------- */

static void json_says_it_all_in_the_order_of_the_format(void **state) {
    struct both *both = *state;
    write_json(both->answer, NULL, 0, &both->out);
    assert_text_contains(&both->out, "\"scenario\": \"base\",\n  \"status\": \"optimal\",\n");
    assert_text_contains(
        &both->out, "{\"goal\": \"maximize benefit\", \"value\": 70.2727, \"bound\": 70.2727, "
                    "\"gap\": 0, \"before_rounding\": 70.2727, \"known\": \"best\"}");
    assert_text_contains(
        &both->out, "{\"id\": \"entente.manicouagan\", \"amount\": 150000, \"level\": 0.9375, "
                    "\"funded\": true, \"by_fund\": {\"parsis\": {\"2012-13\": 50000, "
                    "\"2013-14\": 71000}, \"rap\": {\"2013-14\": 20000}, \"nature\": "
                    "{\"2012-13\": 9000}}}");
    assert_text_contains(
        &both->out, "\"2013-14\": {\"arrived\": 150000, \"carried\": 10000, \"interest\": 0, "
                    "\"allocated\": 146001, \"lapsed\": 0, \"left\": 13999, \"price\": "
                    "null, \"price_below\": null, \"price_range\": null}");
    assert_text_contains(&both->out,
                         "{\"id\": \"parsis\", \"available\": 250000, \"interest\": "
                         "0, \"lapsed\": 0, \"beyond\": 0, \"allocated\": 236001, "
                         "\"balance\": 13999, ");
    assert_text_contains(
        &both->out,
        "{\"id\": \"floor.manicouagan\", \"activity\": 150000, \"at_least\": "
        "150000, \"at_most\": null, \"slack\": 0, \"binding\": true, \"price\": "
        "-0.0002385, \"price_below\": -0.00012, \"price_range\": [140000, 150300]}");
    assert_text_contains(&both->out, "\"axis\": {\"axe1\": 111000.3, \"axe2\": 154000.7}");
    assert_text_contains(&both->out, "\"certificate\": {\"kind\": \"optimal\", \"checked\": "
                                     "\"solver\", \"goals\": 0, \"within\": 0},\n"
                                     "  \"seal\": \"");
    assert_lacks(text_string(&both->out), "\"set\"");
}

static void json_names_the_changes_and_ranges_when_there_are_any(void **state) {
    struct both *both = *state;
    const char *const changes[] = {"funds.rap.amount=0", "title=\"x\""};
    both->answer->rules[FLOOR_MANICOUAGAN].price.from = 2.385;
    both->answer->rules[FLOOR_MANICOUAGAN].price.to = INFINITY;
    write_json(both->answer, changes, 2, &both->out);
    assert_text_contains(&both->out,
                         "\"scenario\": \"base\",\n  \"set\": [\"funds.rap.amount=0\", "
                         "\"title=\\\"x\\\"\"],\n");
    assert_text_contains(&both->out, "\"price_range\": [2.385, null]");
}

static void json_without_years_maps_a_fund_to_its_amount(void **state) {
    struct both *both = *state;
    both->plan->has_years = false;
    write_json(both->answer, NULL, 0, &both->out);
    assert_text_contains(&both->out,
                         "\"by_fund\": {\"parsis\": 121000, \"rap\": 20000, \"nature\": 9000}");
    assert_text_contains(&both->out, "\"by_year\": {}");
    assert_text_contains(&both->out, "\"year\": {}");
}

static void json_of_an_infeasible_plan_names_the_conflict(void **state) {
    struct both *both = *state;
    struct conflict_part parts[] = {{CONFLICT_RULE, FLOOR_GOLFE, 0},
                                    {CONFLICT_FUND, RAP, 0},
                                    {CONFLICT_LINE, PORTRAIT, CONDITION_AID}};
    both->answer->status = STATUS_INFEASIBLE;
    both->answer->conflict = parts;
    both->answer->conflict_count = 3;
    both->answer->conflict_irreducible = true;
    write_json(both->answer, NULL, 0, &both->out);
    assert_text_contains(&both->out,
                         "\"conflict\": [\n    {\"rule\": \"floor.golfe\"},\n    "
                         "{\"fund\": \"rap\"},\n    "
                         "{\"line\": \"portrait\", \"condition\": \"public_aid\"}\n  ],\n"
                         "  \"conflict_irreducible\": true,\n");
}

static void json_of_no_allocation_has_empty_lists(void **state) {
    struct both *both = *state;
    both->answer->status = STATUS_UNKNOWN;
    write_json(both->answer, NULL, 0, &both->out);
    assert_text_contains(&both->out, "\"status\": \"unknown\",\n  \"goals\": [],\n  \"lines\": "
                                     "[],\n  \"funds\": [],\n  \"rules\": [],\n");
    assert_text_contains(&both->out, "\"kind\": {}\n  },");
}

static void json_tells_uniqueness_apart_from_not_knowing_it(void **state) {
    static const struct {
        struct ties ties;
        const char *written;
    } cases[] = {
        {{.told = false}, "\"ties\": {\"unique\": null, \"broken_by\": null}"},
        {{.told = false, .broken_by = BY_ROUNDING},
         "\"ties\": {\"unique\": null, \"broken_by\": \"rounding\"}"},
        {{.told = true, .unique = true}, "\"ties\": {\"unique\": true, \"broken_by\": null}"}};
    struct both *both = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text_free(&both->out);
        both->answer->ties = cases[i].ties;
        write_json(both->answer, NULL, 0, &both->out);
        assert_text_contains(&both->out, cases[i].written);
    }
    text_free(&both->out);
    both->answer->status = STATUS_INFEASIBLE; /* no allocation, nothing to be unique */
    write_json(both->answer, NULL, 0, &both->out);
    assert_text_contains(&both->out, "\"ties\": null");
}

static void a_gap_is_relative_to_the_value(void **state) {
    struct both *both = *state;
    both->answer->status = STATUS_FEASIBLE;
    both->answer->goals[0].value = ratio_of(80, 1);
    both->answer->goals[0].bound = 90;
    write_json(both->answer, NULL, 0, &both->out);
    assert_text_contains(&both->out, "\"value\": 80, \"bound\": 90, \"gap\": 0.125,");
}

static void numbers_read_back_exactly(void **state) {
    (void)state;
    static const struct {
        double value;
        const char *digits;
    } cases[] = {
        {0.1, "0.1"},
        {2.385, "2.385"},
        {-0.0, "0"},
        {90, "90"},
        {2756514.5, "2756514.5"},
        {0.000238512, "0.000238512"},
        {123456789012345680.0, "1.2345678901234568e+17"},
        {2.385e-7, "2.385e-07"},
        {1e300, "1e+300"},
        {0.1 + 0.2, "0.30000000000000004"},
        {NAN, "null"},
        {-INFINITY, "null"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text out = {0};
        struct json json = {.out = &out};
        json_double(&json, cases[i].value);
        assert_text_equal(&out, cases[i].digits);
        text_free(&out);
    }
}

static void fractions_that_end_are_exact_and_others_the_nearest_double(void **state) {
    (void)state;
    struct text out = {0};
    struct json json = {.out = &out};
    json_list(&json, JSON_INLINE);
    json_ratio(&json, ratio_of(123456789012345678, 1000000000));
    json_ratio(&json, ratio_of(1, 3));
    json_ratio(&json, RATIO_UNKNOWN);
    json_whole(&json, 2385);
    json_bool(&json, true);
    json_close(&json);
    assert_text_equal(&out, "[123456789.012345678, 0.3333333333333333, null, 2385, true]");
    text_free(&out);
}

int main(void) {
#define WITH_ANSWER(test) cmocka_unit_test_setup_teardown(test, make, release)
    const struct CMUnitTest tests[] = {
        WITH_ANSWER(a_table_has_rules_a_total_and_dashes_for_nothing),
        WITH_ANSWER(a_chart_leaves_no_gap),
        WITH_ANSWER(a_long_name_wraps_under_itself),
        WITH_ANSWER(no_line_is_wider_than_the_terminal),
        WITH_ANSWER(what_users_wrote_cannot_act_on_the_terminal),
        WITH_ANSWER(colour_is_only_there_when_asked_for),
        WITH_ANSWER(nothing_of_a_wide_table_is_lost),
        WITH_ANSWER(csv_has_a_record_for_each_amount_and_exact_shares_of_axes),
        WITH_ANSWER(csv_quotes_what_needs_it_and_lets_no_formula_through),
        WITH_ANSWER(csv_of_no_allocation_is_a_header),
        WITH_ANSWER(json_says_it_all_in_the_order_of_the_format),
        WITH_ANSWER(json_names_the_changes_and_ranges_when_there_are_any),
        WITH_ANSWER(json_without_years_maps_a_fund_to_its_amount),
        WITH_ANSWER(json_of_an_infeasible_plan_names_the_conflict),
        WITH_ANSWER(json_of_no_allocation_has_empty_lists),
        WITH_ANSWER(json_tells_uniqueness_apart_from_not_knowing_it),
        WITH_ANSWER(a_gap_is_relative_to_the_value),
        cmocka_unit_test(numbers_read_back_exactly),
        cmocka_unit_test(fractions_that_end_are_exact_and_others_the_nearest_double),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

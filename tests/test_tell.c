/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/telling.h"

/* --- tables -------------------------------------------------------------------------------- */

/* Axis 1 is 3/10 of the agreements and all of the portrait; parsis pays 121,000 $ of 150,000 $
 * in Manicouagan. */
static void the_envelope_and_all_sources_have_a_table_each(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    const struct table *envelope = table_of(told, "sharing", 0);
    const struct table *all = table_of(told, "sharing", 1);
    assert_string_equal(envelope->title, "Tableau de répartition – Enveloppe du PARSIS, en $");
    assert_string_equal(all->title, "Tableau de répartition – toutes les sources, en $");
    assert_ratio(cell_of(envelope, 0, "axis")->number, 36300, 1);
    assert_ratio(cell_of(envelope, 0, "total")->number, 121000, 1);
    assert_ratio(cell_of(envelope, 3, "total")->number, 236001, 1);
    assert_ratio(cell_of(envelope, 0, "per_head")->number, 378, 100); /* 121,000 / 32,012 */
}

static void territories_and_axes_add_up_to_the_region(void **state) {
    struct told *told = *state;
    told->plan->axes[0].entity.name = "Améliorer les conditions de vie des personnes seules";
    tell(told, FRENCH);
    const struct table *table = table_of(told, "sharing", 1);
    assert_int_equal(table->row_count, 4);              /* two, the whole region, the total */
    assert_string_equal(table->heads[1].title, "axe1"); /* its name is long */
    assert_string_equal(table->heads[2].title, "Mobiliser");
    assert_ratio(cell_of(table, 0, "axis")->number, 45000, 1); /* 3/10 of 150,000 */
    assert_ratio(cell_of(table, 1, "axis")->number, 210003, 10);
    assert_ratio(cell_of(table, 2, "total")->number, 45000, 1);
    assert_ratio(cell_of(table, 3, "axis")->number, 1110003, 10);
    assert_ratio(cell_of(table, 3, "total")->number, 265001, 1);
    assert_ratio(cell_of(table, 1, "per_head")->number, 1366, 100); /* 70,001 / 5,126 */
    assert_int_equal(cell_of(table, 2, "per_head")->kind, CELL_EMPTY);
    assert_true(table->has_total);
    assert_true(notes(table, "arrondies"));
    assert_true(notes(table_of(told, "sharing", 0), "axe1" NB ": Améliorer les conditions"));
    assert_false(notes(table, "axe1" NB ": Améliorer")); /* once is enough */
}

/* 150,000, 70,001 and 45,000 of 265,001 $ are 56.60, 26.42 and 16.98 %: 56.6, 26.4 and 17.0 %.
 * 265,001 in three near-equal parts would be 33.3 % each: the largest remainder gets 33.4 %. */
static void shares_add_up_as_they_are_shown(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    const struct table *table = table_of(told, "sharing", 1);
    assert_ratio(cell_of(table, 0, "share")->number, 566, 1000);
    assert_ratio(cell_of(table, 1, "share")->number, 264, 1000);
    assert_ratio(cell_of(table, 2, "share")->number, 170, 1000);
    told->answer->amounts[0] = dollars(0);
    told->answer->amounts[1] = dollars(41002); /* 70,002 with the other 29,000 */
    told->answer->amounts[13] = dollars(70000);
    answer_add_up(told->answer);
    tell(told, FRENCH);
    table = table_of(told, "sharing", 1);
    assert_ratio(cell_of(table, 0, "share")->number, 334, 1000);
    assert_ratio(cell_of(table, 1, "share")->number, 333, 1000);
    assert_ratio(cell_of(table, 2, "share")->number, 333, 1000);
}

static void without_territories_the_axes_are_the_rows(void **state) {
    struct told *told = *state;
    told->plan->territory_count = 0;
    tell(told, FRENCH);
    const struct table *table = table_of(told, "sharing", 0);
    assert_int_equal(table->row_count, 3);
    assert_ratio(cell_of(table, 1, "total")->number, 1540007, 10);
}

static void the_envelope_tells_engaged_granted_left_and_worth(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    const struct table *table = table_of(told, "funds", 0);
    assert_ratio(cell_of(table, PARSIS, "available")->number, 250000, 1);
    assert_ratio(cell_of(table, PARSIS, "committed")->number, 20000, 1);
    assert_ratio(cell_of(table, PARSIS, "granted")->number, 236001, 1);
    assert_ratio(cell_of(table, PARSIS, "balance")->number, 13999, 1);
    assert_ratio(cell_of(table, PARSIS, "price")->number, 9, 10);
    assert_string_equal(cell_of(table, RAP, "status")->text, "demandé");
    assert_string_equal(cell_of(table, RAP, "fund")->mark, "°");
    assert_string_equal(cell_of(table, NATURE, "available")->text, "sans limite");
    assert_string_equal(cell_of(table, NATURE, "status")->text, "en nature");
    assert_null(cell_of(table, PARSIS, "interest"));
    /* 20,000 of cash, all requested, to 236,001 is 0.0847; what is in kind is no lever. */
    assert_true(notes(table, "Enveloppe du PARSIS" NB "» réunit 0,08" NB "$ d’argent d’autres "
                             "sources, dont 0,08" NB "$ pas encore confirmés."));
}

/* 100,000 arrive and 90,000 are paid; at 1.0001 the 10,000 left earn 1 $; at 0.99995 half a
 * dollar of them lapses, shown as 1 $ because what is left, 9,999.50 $, is shown as 10,000 $. */
static void a_fund_adds_up_as_it_is_shown(void **state) {
    struct told *told = *state;
    told->plan->funds[PARSIS].limited = false;
    told->plan->funds[PARSIS].carry_over = ratio_of(10001, 10000);
    answer_add_up(told->answer);
    tell(told, FRENCH);
    const struct table *funds = table_of(told, "funds", 0);
    assert_ratio(cell_of(funds, PARSIS, "interest")->number, 1, 1);
    assert_ratio(cell_of(funds, PARSIS, "balance")->number, 14000, 1);
    assert_null(cell_of(funds, PARSIS, "lapsed"));
    const struct table *years = table_of(told, "arrivals", 0);
    assert_ratio(cell_of(years, 2, "interest")->number, 1, 1);
    assert_ratio(cell_of(years, 3, "left")->number, 14000, 1);

    told->plan->funds[PARSIS].carry_over = ratio_of(1, 3);
    told->answer->amounts[1] = dollars(50000); /* 25,001 lapse or are left in the second year */
    answer_add_up(told->answer);
    tell(told, FRENCH);
    funds = table_of(told, "funds", 0);
    years = table_of(told, "arrivals", 0);
    assert_null(cell_of(funds, PARSIS, "interest"));
    for (uint32_t row = 1; row <= 3; row++) {
        bool total = row == 3;
        struct ratio sum = cell_of(years, row, "arrived")->number;
        sum = ratio_add(sum, total ? RATIO_ZERO : cell_of(years, row, "carried")->number);
        sum = ratio_sub(sum, cell_of(years, row, "paid")->number);
        sum = ratio_sub(sum, cell_of(years, row, "lapsed")->number);
        assert_true(ratio_equal(sum, cell_of(years, row, "left")->number));
    }
    /* 10,000 left: 3,333 carried; 150,000 + 10,000/3 - 125,001 = 28,332.33, a third of it kept */
    assert_ratio(cell_of(years, 2, "carried")->number, 3333, 1);
    assert_ratio(cell_of(years, 2, "left")->number, 9444, 1);
    assert_ratio(cell_of(funds, PARSIS, "lapsed")->number, 250000 - 90000 - 125001 - 9444, 1);
    assert_true(notes(years, "Enveloppe du PARSIS" NB ": 66,7" NB "% de ce qui reste"));
}

/* 1 $ arrives and earns 40 cents; 1 $ is paid: 1 / 1.4, although 1.40 $ is shown as 1 $. */
static void the_share_used_in_all_is_that_of_exact_amounts(void **state) {
    struct told *told = *state;
    struct plan *plan = told->plan;
    for (uint32_t slot = 0; slot < plan->slot_count; slot++) {
        told->answer->amounts[slot] = dollars(slot == 1 ? 1 : 0);
    }
    plan->funds[PARSIS].limited = false;
    plan->funds[PARSIS].carry_over = ratio_of(14, 10);
    plan->funds[PARSIS].arrivals[0] = dollars(1);
    plan->funds[PARSIS].arrivals[1] = dollars(0);
    for (uint32_t fund = RAP; fund <= NATURE; fund++) {
        plan->funds[fund].limited = true;
        plan->funds[fund].amount = RATIO_ZERO;
    }
    answer_add_up(told->answer);
    tell(told, FRENCH);
    const struct table *funds = table_of(told, "funds", 0);
    assert_ratio(cell_of(funds, PARSIS, "used")->number, 5, 7);
    assert_ratio(cell_of(funds, NATURE + 1, "used")->number, 5, 7);
}

static void an_amount_that_is_not_what_arrives_is_noted(void **state) {
    struct told *told = *state;
    told->plan->funds[PARSIS].amount = dollars(240000);
    answer_add_up(told->answer);
    tell(told, ENGLISH);
    const struct table *table = table_of(told, "funds", 0);
    assert_ratio(cell_of(table, PARSIS, "balance")->number, 3999, 1);
    assert_ratio(cell_of(table, PARSIS, "beyond")->number, 10000, 1);
    assert_true(notes(table, "at most $240,000 may be paid, and $250,000 arrives."));
}

static void years_show_what_is_carried_over(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    const struct table *calendar = table_of(told, "calendar", 0);
    assert_ratio(cell_of(calendar, 3, "year")->number, 99000, 1);
    const struct table *arrivals = table_of(told, "arrivals", 0);
    assert_int_equal(arrivals->row_count,
                     4); /* a heading, two years and their total: one fund comes by year */
    assert_string_equal(arrivals->cells[0].text, "Enveloppe du PARSIS");
    assert_ratio(cell_of(arrivals, 1, "left")->number, 10000, 1);
    assert_ratio(cell_of(arrivals, 2, "carried")->number, 10000, 1);
    assert_ratio(cell_of(arrivals, 2, "left")->number, 13999, 1);
}

static void parts_that_exceed_their_fund_are_reconciled(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    const struct table *table = table_of(told, "parts", 0);
    assert_ratio(cell_of(table, 2, "ceiling")->number, 262500, 1);
    assert_true(notes(table, "Écart de conciliation" NB ": les volets totalisent 262" NARROW
                             "500" NB "$ pour une enveloppe de 250" NARROW "000" NB
                             "$, soit 12" NARROW "500" NB "$ de trop."));
    told->answer->rules[PART_REGION].at_most = dollars(50000);
    tell(told, ENGLISH);
    assert_true(notes(table_of(told, "parts", 0), "exactly the envelope"));
    told->answer->rules[PART_REGION].at_most = dollars(47615);
    tell(told, ENGLISH);
    assert_true(notes(table_of(told, "parts", 0), "$2,385 is in no component"));
}

static void a_line_shows_who_pays_it_and_its_public_aid(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    const struct table *table = table_of(told, "lines", 0);
    assert_string_equal(table->title, "Lignes et montage financier – mobilisation, en $");
    assert_ratio(cell_of(table, 1, "granted")->number, 150000, 1);
    assert_ratio(cell_of(table, 1, "level")->number, 15, 16);
    assert_ratio(cell_of(table, 1, "fund")->number, 121000, 1);
    /* 121,000 in full and half of 20,000, of 150,000 */
    assert_ratio(cell_of(table, 1, "public_aid")->number, 131, 150);
    assert_ratio(cell_of(table, 1, "stake")->number, 9, 150);
    assert_string_equal(cell_of(table, 1, "axis")->text, "Améliorer les conditions de vie" NB
                                                         "30" NB "%, Mobiliser" NB "70" NB "%");
    assert_string_equal(table->heads[1].title, "Toutes sources");
    assert_string_equal(table->heads[3].title, "Enveloppe du PARSIS");
    assert_ratio(cell_of(table, 3, "fund")->number, 191001, 1);
    const struct table *region = table_of(told, "lines", 1);
    assert_true(notes(region, "Tout est payé par «" NB "Enveloppe du PARSIS"));
}

static void lines_of_a_template_stand_under_what_they_share(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    const struct table *table = table_of(told, "lines", 0);
    assert_int_equal(table->row_count, 4); /* heading, two lines, total */
    assert_string_equal(cell_of(table, 0, "line")->text, "Entente de mobilisation");
    assert_int_equal(cell_of(table, 0, "granted")->kind, CELL_EMPTY);
    assert_string_equal(cell_of(table, 1, "line")->text, NB NB "Manicouagan");
    assert_string_equal(cell_of(table, 2, "line")->text, NB NB "Le Golfe-du-Saint-Laurent");
    assert_null(cell_of(table, 0, "territory")); /* the labels say it */
}

static void other_lines_stand_under_their_territory(void **state) {
    struct told *told = *state;
    told->plan->lines[0].family = told->plan->lines[1].family = NONE;
    told->plan->lines[0].entity.name = "Atelier";
    told->plan->lines[1].entity.name = "Jardin";
    tell(told, FRENCH);
    const struct table *table = table_of(told, "lines", 0);
    assert_string_equal(cell_of(table, 0, "line")->text, "Manicouagan");
    assert_string_equal(cell_of(table, 1, "line")->text, NB NB "Atelier");
    assert_string_equal(cell_of(table, 2, "line")->text, "Le Golfe-du-Saint-Laurent");
}

static void territories_that_do_not_stand_together_get_a_column(void **state) {
    struct told *told = *state;
    told->plan->lines[0].family = told->plan->lines[1].family = NONE;
    told->plan->lines[0].entity.name = "Atelier";
    told->plan->lines[1].entity.name = "Jardin";
    told->plan->lines[PORTRAIT].kind = 0;
    told->plan->lines[PORTRAIT].territory = MANICOUAGAN; /* after one of the Golfe */
    tell(told, FRENCH);
    const struct table *table = table_of(told, "lines", 0);
    assert_string_equal(cell_of(table, 0, "line")->text, "Atelier");
    assert_string_equal(cell_of(table, 2, "territory")->text, "Manicouagan");
}

static void lines_that_get_nothing_are_listed(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    const struct table *table = table_of(told, "refused", 0);
    assert_int_equal(table->row_count, 1);
    assert_ratio(cell_of(table, 0, "request")->number, 110000, 1);
    assert_ratio(cell_of(table, 0, "points")->number, 110, 1); /* 0.001 per dollar */
}

static void a_rule_reached_says_what_easing_it_brings(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    const struct table *table = table_of(told, "reached", 0);
    assert_int_equal(table->row_count, 1);
    assert_string_equal(cell_of(table, 0, "rule")->text, "Plancher par MRC – Manicouagan");
    assert_string_equal(cell_of(table, 0, "sense")->text, "au moins");
    /* A floor lowered by 1,000 $ gives back the last unit's 0.00012 point per dollar, as far as
     * 140,000 $; raised, it costs 0.0002385 per dollar, but for 300 $ only. */
    assert_ratio(cell_of(table, 0, "ease")->number, 12, 100);
    assert_ratio(cell_of(table, 0, "to")->number, 140000, 1);
    assert_string_equal(cell_of(table, 0, "tighten")->text, "−0,0716 pour 300" NB "$");
}

/* A rule that does not count dollars once is eased by one of its units, not by 1,000 $. */
static void a_rule_of_numbers_stands_in_a_table_of_its_own(void **state) {
    struct told *told = *state;
    struct rule_answer *its = &told->answer->rules[LAST_YEAR];
    struct term twice = told->plan->rules[LAST_YEAR].terms[0];
    twice.times = ratio_of(2, 1);
    told->plan->rules[LAST_YEAR].terms = &twice;
    its->binding = true;
    its->at_most = its->activity;
    its->at_least = RATIO_UNKNOWN;
    its->price = (struct price){2.385, INFINITY, NAN, NAN};
    tell(told, ENGLISH);
    const struct table *table = table_of(told, "reached_other", 0);
    assert_int_equal(table->row_count, 1);
    assert_ratio(cell_of(table, 0, "ease")->number, 2385, 1000);
    assert_string_equal(cell_of(table, 0, "tighten")->text, "impossible");
}

static void rules_with_room_show_the_least_of_each_family(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    const struct table *table = table_of(told, "roomy", 0);
    assert_int_equal(table->row_count, 4);
    assert_string_equal(cell_of(table, 0, "rule")->text,
                        "Plancher par MRC (1" NB "sur" NB "2)");
    assert_string_equal(cell_of(table, 0, "where")->text, "Le Golfe-du-Saint-Laurent");
    assert_ratio(cell_of(table, 0, "margin")->number, 10001, 1);
    assert_string_equal(cell_of(table, 3, "sense")->text, "au plus");
}

static void illustrative_figures_and_sources_are_told(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    assert_true(says(told, "° montants illustratifs"));
    const struct table *table = table_of(told, "sources", 0);
    assert_string_equal(cell_of(table, 0, "source")->text, "présentation de la CRE, 2012");
    assert_string_equal(cell_of(table, 0, "cited")->text, "Enveloppe du PARSIS");
}

static void a_template_is_cited_by_its_name_without_its_members(void **state) {
    static const struct {
        const char *name, *cited;
    } cases[] = {{"Entente – {territory}", "Entente"},
                 {"Entente ({territory})", "Entente"},
                 {"{territory} : entente", "entente_id"}};
    struct told *told = *state;
    told->plan->funds[PARSIS].entity.source = NULL;
    told->plan->families[0].id = "entente_id";
    told->plan->lines[ENTENTE_MANICOUAGAN].entity.source = "S1";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        told->plan->families[0].name = cases[i].name;
        tell(told, FRENCH);
        const struct table *table = table_of(told, "sources", 0);
        assert_string_equal(cell_of(table, 0, "cited")->text, cases[i].cited);
    }
}

static void money_has_the_decimals_of_the_unit(void **state) {
    struct told *told = *state;
    static const struct {
        struct ratio unit;
        int decimals;
    } cases[] = {
        {{1, 1}, 0}, {{1000, 1}, 0}, {{1, 100}, 2}, {{1, 10}, 2}, {{1, 1000}, 3}, {{0, 1}, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        told->plan->unit = cases[i].unit;
        tell(told, FRENCH);
        assert_int_equal(told->report->money_decimals, cases[i].decimals);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ANSWER(the_envelope_and_all_sources_have_a_table_each),
        WITH_ANSWER(shares_add_up_as_they_are_shown),
        WITH_ANSWER(territories_and_axes_add_up_to_the_region),
        WITH_ANSWER(without_territories_the_axes_are_the_rows),
        WITH_ANSWER(the_envelope_tells_engaged_granted_left_and_worth),
        WITH_ANSWER(a_fund_adds_up_as_it_is_shown),
        WITH_ANSWER(the_share_used_in_all_is_that_of_exact_amounts),
        WITH_ANSWER(an_amount_that_is_not_what_arrives_is_noted),
        WITH_ANSWER(years_show_what_is_carried_over),
        WITH_ANSWER(parts_that_exceed_their_fund_are_reconciled),
        WITH_ANSWER(a_line_shows_who_pays_it_and_its_public_aid),
        WITH_ANSWER(lines_of_a_template_stand_under_what_they_share),
        WITH_ANSWER(other_lines_stand_under_their_territory),
        WITH_ANSWER(territories_that_do_not_stand_together_get_a_column),
        WITH_ANSWER(lines_that_get_nothing_are_listed),
        WITH_ANSWER(a_rule_reached_says_what_easing_it_brings),
        WITH_ANSWER(a_rule_of_numbers_stands_in_a_table_of_its_own),
        WITH_ANSWER(rules_with_room_show_the_least_of_each_family),
        WITH_ANSWER(illustrative_figures_and_sources_are_told),
        WITH_ANSWER(a_template_is_cited_by_its_name_without_its_members),
        WITH_ANSWER(money_has_the_decimals_of_the_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

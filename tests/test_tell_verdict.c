/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences that a report begins with. */
#include "tests/telling.h"

static void the_best_allocation_is_called_so(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    assert_true(says(told, "La meilleure répartition possible"));
    assert_true(says(told, "«" NB "Enveloppe du PARSIS" NB "» accorde 236" NARROW "001" NB
                           "$ à 3 lignes sur 4."));
    assert_true(says(told, "Il reste 13" NARROW "999" NB "$ dans «" NB "Enveloppe du PARSIS"));
    assert_true(says(told, "But" NB ": le plus possible de points. Atteint" NB ": 70,2727" NB
                           "points."));
    tell(told, ENGLISH);
    assert_true(says(told, "“Enveloppe du PARSIS” grants $236,001 to 3 lines out of 4."));
    assert_true(says(told, "Goal: the most points. Reached: 70.2727" NB "points."));
}

static void money_is_told_apart_by_where_it_comes_from(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    assert_true(says(told, "S’y ajoutent 20" NARROW "000" NB
                           "$ demandés mais pas confirmés et 9" NARROW "000" NB "$ en nature" NB
                           "; en tout, 265" NARROW "001" NB "$. Il reste"));
    told->plan->funds[NATURE].in_kind =
        false; /* asked as a least share of the total: a stake */
    told->plan->funds[RAP].confirmed = true;
    tell(told, ENGLISH);
    assert_true(says(told, "Other sources add $20,000 from confirmed funds and $9,000 from "
                           "applicants; in all, $265,001. "));
    told->answer->lines[ATELIER].funded = true; /* by others than the envelope */
    tell(told, ENGLISH);
    assert_true(says(told, "applicants; in all, $265,001 to 4 lines out of 4."));
    told->answer->lines[ATELIER].funded = false;
    told->plan->funds[NATURE].limited = true; /* so much and no more: a partner's */
    told->plan->funds[NATURE].amount = dollars(9000);
    answer_add_up(told->answer);
    tell(told, ENGLISH);
    assert_true(says(told, "Other sources add $29,000 from confirmed funds; in all"));
    told->plan->funds[NATURE].limited = false;
    told->plan->funds[NATURE].amount = RATIO_UNKNOWN;
    told->plan->funds[PARSIS].amount = dollars(60000); /* no fund has most of the cash */
    told->plan->funds[PARSIS].arrivals = NULL;
    answer_add_up(told->answer);
    tell(told, ENGLISH);
    assert_true(says(told, "Granted: $265,001 to 3 lines out of 4, of which $256,001 from "
                           "confirmed funds and $9,000 from applicants."));
}

static void money_lost_is_not_money_left(void **state) {
    struct told *told = *state;
    told->plan->funds[PARSIS].carry_over = RATIO_ZERO;
    told->answer->amounts[1] = dollars(61000); /* 10,000 fewer in the second year */
    answer_add_up(told->answer);
    tell(told, FRENCH);
    assert_true(says(told, "Périmé, faute d’être versé à temps" NB ": 23" NARROW "999" NB
                           "$ de «" NB "Enveloppe du PARSIS" NB "»."));
    assert_false(says(told, "$ dans «" NB "Enveloppe du PARSIS" NB "». "));
}

static void what_binds_is_said_before_the_tables(void **state) {
    struct told *told = *state;
    tell(told, FRENCH);
    assert_true(says(told, "Règles à leur limite" NB ": «" NB "Plancher par MRC" NB "» (1" NB
                           "sur" NB "2)."));
    assert_false(says(told, "Fonds épuisés"));
    told->plan->funds[RAP].amount = dollars(20000);
    answer_add_up(told->answer);
    tell(told, ENGLISH);
    assert_true(says(told, "Funds used up: “Comité RAP”."));
}

static void how_ties_are_broken_is_told_no_better_than_it_is_known(void **state) {
    struct told *told = *state;
    struct ties *ties = &told->answer->ties;
    *ties = (struct ties){.told = true, .broken_by = BY_PROPORTION};
    tell(told, ENGLISH);
    assert_true(says(told, "as good; this one is nearest to proportional sharing"));
    ties->broken_by = BY_PLACE;
    tell(told, FRENCH);
    assert_true(says(told, "bonnes" NB "; parmi les plus proches d’un partage proportionnel"));
    ties->broken_by = BY_SEARCH;
    tell(told, ENGLISH);
    assert_true(says(told, "as good; not all of them could be compared."));
    ties->told = false;
    tell(told, FRENCH);
    assert_true(
        says(told, "Il n’a pas été établi si d’autres répartitions sont aussi bonnes."));
    told->answer->status = STATUS_FEASIBLE; /* a better one may exist: that is told instead */
    tell(told, ENGLISH);
    assert_false(says(told, "It was not established"));
    told->answer->status = STATUS_OPTIMAL;
    ties->told = ties->unique = true;
    tell(told, ENGLISH);
    assert_false(says(told, "as good"));
}

/* 3 x the dollars of parsis in the first year, and those of the second. */
static void a_goal_is_told_in_plain_words_with_its_unit(void **state) {
    struct told *told = *state;
    struct selection years[2] = {{.given = {[BY_FUND] = true, [BY_YEAR] = true}}};
    years[0].picks[BY_FUND] = PICKS(told->plan->arena, PARSIS);
    years[1] = years[0];
    years[0].picks[BY_YEAR] = PICKS(told->plan->arena, 0);
    years[1].picks[BY_YEAR] = PICKS(told->plan->arena, 1);
    struct term terms[2] = {
        {.kind = TERM_SUM, .times = ratio_of(3, 1), .selection = &years[0]},
        {.kind = TERM_SUM, .times = RATIO_ONE, .selection = &years[1]},
    };
    told->plan->goals[0].terms = terms;
    told->plan->goals[0].term_count = 2;
    told->answer->goals[0] = (struct goal_answer){
        .value = dollars(416001), .bound = 416001, .before_rounding = 416003.385};
    tell(told, FRENCH);
    assert_true(says(
        told, "le plus possible de dollars de «" NB "Enveloppe du PARSIS" NB
              "» en 2012-13 (comptés 3 fois) et en 2013-14. Atteint" NB ": 416" NARROW "001" NB
              "dollars pondérés (l’arrondi des montants a coûté 2,39" NB "dollars pondérés)."));
    told->plan->goals[0].terms = &terms[1];
    told->plan->goals[0].term_count = 1;
    told->plan->goals[0].maximize = false;
    tell(told, ENGLISH);
    assert_true(says(told, "the fewest dollars from “Enveloppe du PARSIS” in 2013-14. Reached: "
                           "$416,001"));
}

static void rounding_is_told_when_it_cost_something(void **state) {
    struct told *told = *state;
    told->answer->goals[0].before_rounding = 70.275;
    tell(told, FRENCH);
    assert_true(says(told, "l’arrondi des montants a coûté 0,0023" NB "point"));
}

static void what_rounding_leaves_open_is_told_of_the_best(void **state) {
    struct told *told = *state;
    told->answer->goals[0].known = GOAL_WITHIN_UNIT;
    told->answer->goals[0].bound = 73.2727;
    tell(told, FRENCH);
    assert_true(says(told, "La meilleure répartition possible, à l’arrondi près" NB
                           ": aucune autre qui respecte toutes les règles ne fait mieux de "
                           "plus de 3" NB "points."));
    tell(told, ENGLISH);
    assert_true(says(told, "but for rounding: no other that keeps every rule does better by "
                           "more than 3" NB "points."));
}

static void a_limit_leaves_a_gap_in_points_and_percent(void **state) {
    struct told *told = *state;
    told->answer->status = STATUS_FEASIBLE;
    told->answer->limited = true;
    told->answer->goals[0].value = ratio_of(80, 1);
    told->answer->goals[0].known = GOAL_OPEN;
    told->answer->goals[0].bound = 82.385; /* 2.385 / 80 = 2.98 % */
    tell(told, FRENCH);
    assert_true(says(told, "avant la limite"));
    assert_true(says(told, "d’au plus 2,39" NB "points (3,0" NB "%)"));
}

static void other_verdicts_say_what_to_do_and_show_no_table(void **state) {
    struct told *told = *state;
    static const struct {
        enum status status;
        const char *french, *english;
    } cases[] = {
        {STATUS_INFEASIBLE, "Il faut en assouplir au moins une",
         "At least one must be relaxed"},
        {STATUS_UNBOUNDED, "Donnez un montant à chaque fonds", "Give every fund an amount"},
        {STATUS_UNKNOWN, "accordez plus de temps", "allow more time"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        told->answer->status = cases[i].status;
        told->answer->limited = true;
        tell(told, FRENCH);
        assert_true(says(told, cases[i].french));
        assert_null(table_of(told, "sharing", 0));
        tell(told, ENGLISH);
        assert_true(says(told, cases[i].english));
    }
}

static void an_infeasible_plan_says_what_contradicts_itself(void **state) {
    struct told *told = *state;
    struct conflict_part parts[] = {{CONFLICT_RULE, FLOOR_GOLFE, 0},
                                    {CONFLICT_FUND, PARSIS, 0},
                                    {CONFLICT_LINE, PORTRAIT, CONDITION_LEAST},
                                    {CONFLICT_LINE, PORTRAIT, CONDITION_MOST}};
    told->answer->status = STATUS_INFEASIBLE;
    told->plan->rules[PART_REGION].negotiable = NEGOTIABLE_SOMEWHAT;
    tell(told, FRENCH);
    assert_null(table_of(told, "conflict", 0)); /* not known */
    assert_true(
        says(told, "Négociables, d’après le plan" NB ": «" NB "Réserve régionale" NB "»."));
    told->plan->rules[FLOOR_GOLFE].at_least =
        (struct amount){.kind = AMOUNT_FIXED, .value = dollars(60000)};
    told->plan->rules[PART_AGREEMENTS].negotiable = NEGOTIABLE_YES;
    told->answer->conflict = parts;
    told->answer->conflict_count = 4;
    tell(told, ENGLISH);
    assert_true(says(told, "Negotiable, the plan says: “Volet des ententes”."));
    const struct table *table = table_of(told, "conflict", 0);
    assert_int_equal(table->row_count, 3);
    assert_string_equal(cell_of(table, 0, "what")->text,
                        "Plancher par MRC – Le Golfe-du-Saint-Laurent");
    assert_string_equal(cell_of(table, 0, "asks")->text, "at least $60,000");
    assert_string_equal(cell_of(table, 1, "asks")->text, "at most $250,000");
    assert_string_equal(cell_of(table, 2, "what")->text, "Portrait des besoins");
    assert_true(says(told, "These 4 conditions contradict each other; not all of them"));
    told->answer->conflict_irreducible = true;
    tell(told, ENGLISH);
    assert_true(says(told, "without any one of them, the others can hold together."));
}

static void one_thousand_dollars_more_are_worth_a_sentence(void **state) {
    struct told *told = *state;
    tell(told, FRENCH); /* 0.0009 point per dollar */
    assert_true(says(told, "1" NARROW "000" NB "$ de plus rapporteraient 0,9" NB
                           "point dans «" NB "Enveloppe du PARSIS" NB "»."));
    told->answer->funds[RAP].price.above = 0.002385;
    tell(told, FRENCH);
    assert_true(says(told, "» et 2,39" NB "points dans «" NB "Comité RAP" NB "»."));
    told->answer->funds[NATURE].price.above = 0.001;
    tell(told, ENGLISH);
    assert_true(says(told,
                     "$1,000 more would bring 0.9" NB "points in “Enveloppe du PARSIS”, "
                     "2.39" NB "points in “Comité RAP” and 1" NB "point in “Locaux prêtés”."));
}

static void a_year_is_named_only_where_it_matters(void **state) {
    struct told *told = *state;
    struct fund_year *years = told->answer->funds[PARSIS].years;
    years[0].price = years[1].price = (struct price){0.002, 0.002, NAN, INFINITY};
    tell(told, FRENCH);
    assert_true(says(told, "2" NB "points dans «" NB "Enveloppe du PARSIS" NB "»."));
    years[1].price.above = 0.002385;
    tell(told, FRENCH);
    assert_true(
        says(told, "2,39" NB "points dans «" NB "Enveloppe du PARSIS" NB "» en 2013-14."));
}

static void money_that_brings_nothing_is_passed_over(void **state) {
    struct told *told = *state;
    told->answer->funds[PARSIS].price.above = -2e-13; /* what arithmetic leaves */
    tell(told, FRENCH);
    assert_false(says(told, "de plus rapporteraient"));
}

static void a_plan_of_small_sums_speaks_of_one_dollar(void **state) {
    struct told *told = *state;
    told->plan->funds[PARSIS].arrivals[0] = dollars(80000);
    told->plan->funds[PARSIS].arrivals[1] = dollars(19000);
    told->plan->funds[RAP].limited = false;
    told->plan->funds[RAP].amount = RATIO_UNKNOWN;
    answer_add_up(told->answer);
    tell(told, FRENCH);
    assert_true(says(told, "1" NB "$ de plus rapporterait 0,0009" NB "point dans"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ANSWER(the_best_allocation_is_called_so),
        WITH_ANSWER(money_is_told_apart_by_where_it_comes_from),
        WITH_ANSWER(money_lost_is_not_money_left),
        WITH_ANSWER(what_binds_is_said_before_the_tables),
        WITH_ANSWER(a_goal_is_told_in_plain_words_with_its_unit),
        WITH_ANSWER(how_ties_are_broken_is_told_no_better_than_it_is_known),
        WITH_ANSWER(rounding_is_told_when_it_cost_something),
        WITH_ANSWER(what_rounding_leaves_open_is_told_of_the_best),
        WITH_ANSWER(a_limit_leaves_a_gap_in_points_and_percent),
        WITH_ANSWER(other_verdicts_say_what_to_do_and_show_no_table),
        WITH_ANSWER(an_infeasible_plan_says_what_contradicts_itself),
        WITH_ANSWER(one_thousand_dollars_more_are_worth_a_sentence),
        WITH_ANSWER(a_year_is_named_only_where_it_matters),
        WITH_ANSWER(money_that_brings_nothing_is_passed_over),
        WITH_ANSWER(a_plan_of_small_sums_speaks_of_one_dollar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

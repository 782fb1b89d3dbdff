/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/plan.h"

#include "tests/close.h"
#include "tests/hand_rules.h"

static int set_up(void **state) {
    *state = hand_plan();
    return 0;
}

static int tear_down(void **state) {
    plan_free(*state);
    return 0;
}

static struct member nobody(void) {
    struct member member;
    for (int by = 0; by < DIMENSIONS; by++) {
        member.of[by] = NONE;
    }
    return member;
}

static struct member only_member(enum dimension by, uint32_t position) {
    struct member member = nobody();
    member.of[by] = position;
    return member;
}

/* --- slots -------------------------------------------------------------------------------- */

static void slots_of_a_line_stand_by_payer_then_by_year(void **state) {
    const struct plan *plan = *state;
    assert_int_equal(line_slot_count(&plan->lines[ENTENTE]), 4);
    assert_int_equal(line_slot_count(&plan->lines[ATELIER]), 2);
    assert_int_equal(plan_slot(plan, ENTENTE, 0, 1), 1);
    assert_int_equal(plan_slot(plan, ENTENTE, 1, 0), 2);
    assert_int_equal(plan_slot(plan, ATELIER, 1, 0), 5);
    assert_int_equal(plan_slot(plan, GALA, 1, 1), 11);
}

static void a_slot_is_closed_where_pays_for_leaves_no_share_or_another_year(void **state) {
    struct plan *plan = *state;
    const struct line *gala = &plan->lines[GALA];
    assert_false(plan_slot_open(plan, gala, 0, Y1)); /* legs pays for another axis */
    assert_true(plan_slot_open(plan, gala, 1, Y1));
    plan->funds[PROMOTER].pays_for = only(plan->arena, selecting(plan->arena), BY_YEAR, Y2);
    assert_false(plan_slot_open(plan, gala, 1, Y1));
    assert_true(plan_slot_open(plan, gala, 1, Y2));
    /* atelier's only year is y2, its year 0 */
    assert_true(plan_slot_open(plan, &plan->lines[ATELIER], 1, 0));
}

/* --- names, attributes, curves ------------------------------------------------------------ */

static void a_word_is_found_by_its_position(void **state) {
    const struct plan *plan = *state;
    assert_int_equal(plan_find(plan->kinds, KINDS, "project"), PROJECT);
    assert_int_equal(plan_find(plan->kinds, KINDS, "projects"), NONE);
    assert_int_equal(plan_find(plan->kinds, 0, "project"), NONE);
}

static void an_attribute_is_found_or_not(void **state) {
    const struct plan *plan = *state;
    struct ratio value;
    assert_true(entity_attribute(&plan->territories[NORD].entity, POPULATION, &value));
    assert_ratio(value, 300, 1);
    assert_false(entity_attribute(&plan->territories[NORD].entity, 7, &value));
    assert_false(entity_attribute(&plan->axes[AXE2].entity, POPULATION, &value));
}

static void a_curve_is_found_by_its_measure(void **state) {
    const struct plan *plan = *state;
    const struct line *entente = &plan->lines[ENTENTE];
    assert_ptr_equal(line_curve(entente, JOBS), &entente->curves[1]);
    assert_null(line_curve(&plan->lines[ATELIER], JOBS));
}

static void a_curve_goes_straight_between_points_and_level_beyond(void **state) {
    const struct plan *plan = *state;
    const struct curve *curve = line_curve(&plan->lines[ENTENTE], BENEFIT);
    assert_ratio(curve_value(curve, RATIO_ZERO), 0, 1);
    assert_ratio(curve_value(curve, ratio_of(50, 1)), 45, 2); /* 90 x 50/200 */
    assert_ratio(curve_value(curve, ratio_of(200, 1)), 90, 1);
    assert_ratio(curve_value(curve, cents(33030)), 109545, 1000); /* 90 + 30 x 130.3/200 */
    assert_ratio(curve_value(curve, ratio_of(400, 1)), 120, 1);
    assert_ratio(curve_value(curve, ratio_of(238500, 1)), 120, 1);
    assert_ratio_unknown(curve_value(curve, RATIO_UNKNOWN));
}

static void a_straight_line_is_so_much_per_dollar(void **state) {
    const struct plan *plan = *state;
    const struct curve *curve = line_curve(&plan->lines[ATELIER], BENEFIT);
    assert_ratio(curve_value(curve, cents(2385)), 371, 200); /* 23.85 x 14/180 */
}

/* Slopes of three pieces, each 10 $ wide. */
static int shape_of(int64_t first, int64_t second, int64_t third, bool *straight) {
    struct point points[] = {{RATIO_ZERO, ratio_of(5, 1)},
                             {ratio_of(10, 1), ratio_of(5 + first, 1)},
                             {ratio_of(20, 1), ratio_of(5 + first + second, 1)},
                             {ratio_of(30, 1), ratio_of(5 + first + second + third, 1)}};
    struct curve curve = {.points = points, .point_count = 4};
    return curve_shape(&curve, straight);
}

static void a_curve_is_concave_convex_straight_or_none_of_them(void **state) {
    (void)state;
    bool straight;
    assert_int_equal(shape_of(9, 7, 7, &straight), 1);
    assert_false(straight);
    assert_int_equal(shape_of(-3, 2, 4, &straight), -1);
    assert_false(straight);
    assert_int_equal(shape_of(6, 6, 6, &straight), 1);
    assert_true(straight);
    assert_int_equal(shape_of(6, 2, 3, &straight), 0);
    assert_false(straight);
    struct curve line = {.per_dollar = ratio_of(2385, 1000)};
    assert_int_equal(curve_shape(&line, &straight), 1);
    assert_true(straight);
}

/* --- selections --------------------------------------------------------------------------- */

static struct ratio share(const struct plan *plan, const struct selection *selection,
                          uint32_t line) {
    return selection_share(plan, selection, NULL, &plan->lines[line]);
}

static void an_empty_selection_and_none_pick_everything(void **state) {
    struct plan *plan = *state;
    struct member member = nobody();
    for (uint32_t i = 0; i < LINES; i++) {
        const struct line *line = &plan->lines[i];
        assert_ratio(share(plan, NULL, i), 1, 1);
        assert_ratio(selection_share(plan, selecting(plan->arena), &member, line), 1, 1);
    }
    assert_true(selection_has(NULL, NULL, BY_FUND, EAU));
    assert_true(selection_has(selecting(plan->arena), &member, BY_YEAR, Y2));
}

static void a_line_counts_for_an_axis_by_its_share(void **state) {
    struct plan *plan = *state;
    struct selection *axe2 = only(plan->arena, selecting(plan->arena), BY_AXIS, AXE2);
    assert_ratio(share(plan, axe2, ENTENTE), 3, 10);
    assert_ratio(share(plan, axe2, ATELIER), 0, 1);
    assert_ratio(share(plan, axe2, PORTRAIT), 0, 1); /* has no axis */
    assert_ratio(share(plan, axe2, GALA), 1, 1);
    axe2->picks[BY_AXIS] = PICKS(plan->arena, AXE2, AXE3);
    assert_ratio(share(plan, axe2, ENTENTE), 1, 1);
    assert_ratio(share(plan, axe2, PORTRAIT), 0, 1);
}

static void a_line_of_the_whole_region_is_in_no_territory(void **state) {
    struct plan *plan = *state;
    struct selection *all = selecting(plan->arena);
    all->given[BY_TERRITORY] = true;
    all->picks[BY_TERRITORY] = PICKS(plan->arena, NORD, SUD);
    assert_ratio(share(plan, all, ENTENTE), 1, 1);
    assert_ratio(share(plan, all, PORTRAIT), 0, 1);
    struct member nord = only_member(BY_TERRITORY, NORD);
    assert_ratio(selection_share(plan, NULL, &nord, &plan->lines[PORTRAIT]), 0, 1);
}

static void kinds_tags_and_lines_pick_all_or_nothing(void **state) {
    struct plan *plan = *state;
    struct arena *arena = plan->arena;
    struct selection *projects = only(arena, selecting(arena), BY_KIND, PROJECT);
    assert_ratio(share(plan, projects, GALA), 1, 1);
    assert_ratio(share(plan, projects, ENTENTE), 0, 1);
    assert_ratio(share(plan, projects, PORTRAIT), 0, 1); /* has no kind */
    struct selection *tagged = only(arena, selecting(arena), BY_TAG, 1);
    assert_ratio(share(plan, tagged, ATELIER), 1, 1);
    assert_ratio(share(plan, tagged, ENTENTE), 0, 1);
    assert_ratio(share(plan, tagged, GALA), 0, 1); /* has no tag */
    struct selection *lines = selecting(arena);
    lines->given[BY_LINE] = true;
    lines->picks[BY_LINE] = PICKS(arena, ENTENTE, GALA);
    assert_ratio(share(plan, lines, ENTENTE), 1, 1);
    assert_ratio(share(plan, lines, ATELIER), 0, 1);
    assert_ratio(share(plan, lines, GALA), 1, 1);
}

static void every_part_of_a_selection_must_pick_the_line(void **state) {
    struct plan *plan = *state;
    struct arena *arena = plan->arena;
    struct selection *both = only(arena, selecting(arena), BY_KIND, AGREEMENT);
    only(arena, both, BY_AXIS, AXE3);
    assert_ratio(share(plan, both, ENTENTE), 7, 10);
    only(arena, both, BY_TERRITORY, SUD);
    assert_ratio(share(plan, both, ENTENTE), 0, 1);
}

static void a_member_narrows_a_selection_further(void **state) {
    struct plan *plan = *state;
    struct selection *mobilisation = only(plan->arena, selecting(plan->arena), BY_TAG, 0);
    struct member sud = only_member(BY_TERRITORY, SUD);
    struct member axe2 = only_member(BY_AXIS, AXE2);
    const struct line *entente = &plan->lines[ENTENTE];
    assert_ratio(selection_share(plan, mobilisation, &sud, entente), 0, 1);
    assert_ratio(selection_share(plan, mobilisation, &sud, &plan->lines[ATELIER]), 1, 1);
    assert_ratio(selection_share(plan, mobilisation, &axe2, entente), 3, 10);
    struct member one = only_member(BY_LINE, ATELIER);
    assert_ratio(selection_share(plan, mobilisation, &one, entente), 0, 1);
    struct selection *axe3 = only(plan->arena, selecting(plan->arena), BY_AXIS, AXE3);
    assert_ratio(selection_share(plan, axe3, &axe2, entente), 0, 1); /* both cannot be */
}

static void funds_and_years_are_picked_apart_from_lines(void **state) {
    struct plan *plan = *state;
    struct arena *arena = plan->arena;
    struct selection *selection = only(arena, selecting(arena), BY_YEAR, Y2);
    selection->given[BY_FUND] = true;
    selection->picks[BY_FUND] = PICKS(arena, PARSIS, PROMOTER, EAU);
    struct member rap = only_member(BY_FUND, RAP), eau = only_member(BY_FUND, EAU);
    assert_ratio(share(plan, selection, ENTENTE), 1, 1);
    assert_true(selection_has(selection, NULL, BY_FUND, PARSIS));
    assert_true(selection_has(selection, NULL, BY_FUND, EAU));
    assert_false(selection_has(selection, NULL, BY_FUND, RAP));
    assert_false(selection_has(selection, NULL, BY_FUND, LEGS));
    assert_false(selection_has(selection, &rap, BY_FUND, RAP));
    assert_false(selection_has(selection, &eau, BY_FUND, PARSIS));
    assert_true(selection_has(selection, &eau, BY_FUND, EAU));
    assert_false(selection_has(selection, NULL, BY_YEAR, Y1));
    assert_true(selection_has(selection, NULL, BY_YEAR, Y2));
}

static void each_narrows_an_amount_where_it_is_said_and_nowhere_else(void **state) {
    struct plan *plan = *state;
    struct selection *of = each(selecting(plan->arena), BY_TERRITORY);
    struct member member = only_member(BY_TERRITORY, SUD);
    member.of[BY_AXIS] = AXE3;
    struct member narrowed = selection_each(of, &member);
    assert_int_equal(narrowed.of[BY_TERRITORY], SUD);
    assert_int_equal(narrowed.of[BY_AXIS], NONE);
    assert_ratio(selection_share(plan, of, &narrowed, &plan->lines[GALA]), 1, 1);
    assert_ratio(selection_share(plan, of, &narrowed, &plan->lines[ENTENTE]), 0, 1);
}

/* --- a member's part ---------------------------------------------------------------------- */

static void a_member_has_its_value_and_its_part_of_the_total(void **state) {
    struct plan *plan = *state;
    struct member nord = only_member(BY_TERRITORY, NORD), sud = only_member(BY_TERRITORY, SUD);
    assert_ratio(member_value(plan, &nord, POPULATION), 300, 1);
    assert_ratio(member_part(plan, &nord, POPULATION), 3, 4);
    assert_ratio(member_part(plan, &sud, POPULATION), 1, 4);
}

static void
the_part_is_that_of_the_first_dimension_whose_members_have_the_attribute(void **state) {
    struct plan *plan = *state;
    struct attribute weight = {POPULATION, cents(2385)};
    struct member member = only_member(BY_TERRITORY, SUD);
    member.of[BY_FUND] = RAP;
    plan->funds[RAP].entity.attributes = &weight;
    plan->funds[RAP].entity.attribute_count = 1;
    assert_ratio(member_value(plan, &member, POPULATION), 100, 1);
    plan->territories[NORD].entity.attribute_count = 0;
    plan->territories[SUD].entity.attribute_count = 0;
    assert_ratio(member_value(plan, &member, POPULATION), 2385, 100);
    assert_ratio(member_part(plan, &member, POPULATION), 1, 1);
}

static void a_member_that_lacks_the_attribute_has_no_part(void **state) {
    struct plan *plan = *state;
    struct member sud = only_member(BY_TERRITORY, SUD), none = nobody();
    plan->territories[SUD].entity.attribute_count = 0;
    assert_ratio_unknown(member_value(plan, &sud, POPULATION));
    assert_ratio_unknown(member_part(plan, &sud, POPULATION));
    assert_ratio_unknown(member_part(plan, &none, POPULATION));
}

static void a_rule_is_in_dollars_when_it_is_a_sum_taken_once(void **state) {
    struct plan *plan = *state;
    assert_true(rule_in_dollars(&plan->rules[FLOOR_SUD]));
    assert_false(rule_in_dollars(&plan->rules[COUNT]));
    assert_false(rule_in_dollars(&plan->rules[FREE]));
    struct term twice = {TERM_SUM, ratio_of(2, 1), selecting(plan->arena), NONE, NOWHERE, 0};
    plan->rules[FREE].terms = &twice;
    plan->rules[FREE].term_count = 1;
    assert_false(rule_in_dollars(&plan->rules[FREE]));
}

#define WITH_PLAN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_PLAN(slots_of_a_line_stand_by_payer_then_by_year),
        WITH_PLAN(a_slot_is_closed_where_pays_for_leaves_no_share_or_another_year),
        WITH_PLAN(a_word_is_found_by_its_position),
        WITH_PLAN(an_attribute_is_found_or_not),
        WITH_PLAN(a_curve_is_found_by_its_measure),
        WITH_PLAN(a_curve_goes_straight_between_points_and_level_beyond),
        WITH_PLAN(a_straight_line_is_so_much_per_dollar),
        WITH_PLAN(a_curve_is_concave_convex_straight_or_none_of_them),
        WITH_PLAN(an_empty_selection_and_none_pick_everything),
        WITH_PLAN(a_line_counts_for_an_axis_by_its_share),
        WITH_PLAN(a_line_of_the_whole_region_is_in_no_territory),
        WITH_PLAN(kinds_tags_and_lines_pick_all_or_nothing),
        WITH_PLAN(every_part_of_a_selection_must_pick_the_line),
        WITH_PLAN(a_member_narrows_a_selection_further),
        WITH_PLAN(funds_and_years_are_picked_apart_from_lines),
        WITH_PLAN(each_narrows_an_amount_where_it_is_said_and_nowhere_else),
        WITH_PLAN(a_member_has_its_value_and_its_part_of_the_total),
        WITH_PLAN(the_part_is_that_of_the_first_dimension_whose_members_have_the_attribute),
        WITH_PLAN(a_member_that_lacks_the_attribute_has_no_part),
        WITH_PLAN(a_rule_is_in_dollars_when_it_is_a_sum_taken_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

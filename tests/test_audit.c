/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A good answer passes; then one thing at a time is made wrong, in the answer or in the plan
 * that it is held against, and the audit has to name that thing and by how much it is missed.
 */
#include "model/audit.h"

#include <stdlib.h>

#include "tests/audit_faults.h"
#include "tests/close.h"

static const struct note *note_saying(const struct notes *notes, const char *what) {
    for (size_t i = 0; i < notes->count; i++) {
        if (strcmp(notes->list[i].what, what) == 0) {
            return &notes->list[i];
        }
    }
    return NULL;
}

static void show_notes(const struct notes *notes) {
    for (size_t i = 0; i < notes->count; i++) {
        print_error("  %s\n", notes->list[i].what);
    }
}

static void test_fault(const struct fault *fault) {
    struct notes notes = {.language = ENGLISH};
    struct plan *plan = hand_plan();
    struct answer *answer = hand_answer(plan);
    fault->alter(plan, answer);
    if (fault->add_up) {
        answer_add_up(answer);
    }
    bool passed = audit(answer, &notes);
    const struct note *note = note_saying(&notes, fault->what);
    if (passed || note == NULL || (fault->notes != 0 && notes.count != fault->notes) ||
        note->place.offset != fault->at || note->severity != NOTE_INTERNAL) {
        print_error("expected at %u, %zu notes: %s\nfound:\n", fault->at, fault->notes,
                    fault->what);
        show_notes(&notes);
        fail();
    }
    notes_free(&notes);
    answer_free(answer);
    plan_free(plan);
}

static void every_single_fault_is_caught_and_named(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        test_fault(&faults[i]);
    }
}

/* --- what passes -------------------------------------------------------------------------- */

static void a_good_answer_passes(void **state) {
    (void)state;
    struct notes notes = {.language = ENGLISH};
    struct plan *plan = hand_plan();
    struct answer *answer = hand_answer(plan);
    bool passed = audit(answer, &notes);
    assert_no_notes(&notes);
    assert_true(passed);
    answer_free(answer);
    plan_free(plan);
}

static void an_answer_without_amounts_has_nothing_to_audit(void **state) {
    (void)state;
    static const enum status without[] = {STATUS_INFEASIBLE, STATUS_UNBOUNDED, STATUS_UNKNOWN};
    struct notes notes = {.language = ENGLISH};
    struct plan *plan = hand_plan();
    for (size_t i = 0; i < sizeof without / sizeof without[0]; i++) {
        struct answer *answer = answer_new(plan);
        answer->status = without[i];
        assert_true(audit(answer, &notes));
        answer_free(answer);
    }
    assert_no_notes(&notes);
    plan_free(plan);
}

static void earlier_notes_do_not_fail_the_audit(void **state) {
    (void)state;
    struct notes notes = {.language = ENGLISH};
    struct plan *plan = hand_plan();
    struct answer *answer = hand_answer(plan);
    notes_input(&notes, NOWHERE, "avant", "before");
    assert_true(audit(answer, &notes));
    assert_notes(&notes, 1);
    notes_free(&notes);
    answer_free(answer);
    plan_free(plan);
}

/* A later goal may do better than its bound once an earlier one has lost something to rounding:
 * the bound was reckoned without that loss. */
static void a_later_bound_may_be_beaten_when_rounding_cost_an_earlier_goal(void **state) {
    (void)state;
    struct notes notes = {.language = ENGLISH};
    struct plan *plan = hand_plan();
    struct answer *answer = hand_answer(plan);
    answer->goals[0].bound = 123.55;
    answer->goals[1].bound = 531.5;
    assert_true(audit(answer, &notes));
    assert_no_notes(&notes);
    answer_free(answer);
    plan_free(plan);
}

static void the_french_sentence_says_the_miss_in_dollars(void **state) {
    (void)state;
    struct notes notes = {.language = FRENCH};
    struct plan *plan = hand_plan();
    struct answer *answer = hand_answer(plan);
    higher_floor(plan, answer);
    assert_false(audit(answer, &notes));
    assert_noted(&notes, "l’audit trouve la règle « eau_y2 » manquée de 0,01 $ : 5,01 $ au "
                         "lieu d’au moins 5,02 $");
    notes_free(&notes);
    answer_free(answer);
    plan_free(plan);
}

static void large_amounts_are_grouped_in_both_languages(void **state) {
    (void)state;
    static const char *const said[] = {"le solde de « legs » égal à 2 385 010 $ et non à 10 $",
                                       "the balance of \"legs\" to be $2,385,010, not $10"};
    for (int language = FRENCH; language <= ENGLISH; language++) {
        struct notes notes = {.language = (enum language)language};
        struct plan *plan = hand_plan();
        struct answer *answer = hand_answer(plan);
        plan->funds[LEGS].amount = ratio_of(2385010, 1);
        assert_false(audit(answer, &notes));
        assert_noted(&notes, said[language]);
        notes_free(&notes);
        answer_free(answer);
        plan_free(plan);
    }
}

/* --- unit: none --------------------------------------------------------------------------- */

/* Moves an amount by `by` and leaves all figures told as they were. */
static bool passes_when_moved(double by) {
    struct notes notes = {.language = ENGLISH};
    struct plan *plan = hand_plan();
    struct answer *answer = hand_answer(plan);
    plan->unit = RATIO_ZERO;
    double amount = ratio_double(answer->amounts[SLOT_PORTRAIT]) + by;
    answer->amounts[SLOT_PORTRAIT] = ratio_near(amount, 1e-14);
    bool passed = audit(answer, &notes);
    notes_free(&notes);
    answer_free(answer);
    plan_free(plan);
    return passed;
}

static void without_a_unit_a_billionth_is_forgiven_and_a_millionth_is_not(void **state) {
    (void)state;
    assert_true(passes_when_moved(0));
    assert_true(passes_when_moved(4e-10));
    assert_true(passes_when_moved(-4e-10));
    assert_false(passes_when_moved(1e-6));
    assert_false(passes_when_moved(-1e-6));
}

/* 1/3 + 1/3 + 1/3 of a dollar, each as the double it came from, is a dollar. */
static void without_a_unit_thirds_add_up(void **state) {
    (void)state;
    struct notes notes = {.language = ENGLISH};
    struct plan *plan = hand_plan();
    struct answer *answer = hand_answer(plan);
    plan->unit = RATIO_ZERO;
    plan->lines[PORTRAIT].min = ratio_of(5001, 100);
    answer->amounts[SLOT_PORTRAIT] = ratio_near(45 - 1.0 / 3, 1e-15);
    answer->amounts[SLOT_PORTRAIT + 1] = ratio_near(5.01 + 1.0 / 3, 1e-15);
    plan->funds[EAU].arrivals[Y2] = ratio_of(5, 1);
    plan->rules[EAU_Y2].at_most.value = ratio_of(16033, 3000); /* 5.01 + 1/3 + 0.001 */
    answer_add_up(answer);
    struct ratio early = ratio_sub(answer->goals[1].value, RATIO_ONE);
    answer->goals[1] = (struct goal_answer){
        .value = early, .bound = 530.36, .before_rounding = 530.36, .known = GOAL_BEST};
    told(&answer->rules[EAU_Y2], ratio_of(16030, 3000), cents(500), ratio_of(16033, 3000),
         ratio_of(1, 1000));
    audit(answer, &notes);
    assert_no_notes(&notes);
    answer_free(answer);
    plan_free(plan);
}

/* What floating-point arithmetic leaves of nothing does not fund a line. */
static void without_a_unit_dust_funds_nothing(void **state) {
    (void)state;
    struct notes notes = {.language = ENGLISH};
    struct plan *plan = hand_plan();
    struct answer *answer = hand_answer(plan);
    plan->unit = RATIO_ZERO;
    plan->lines[GALA].min = ratio_of(45, 1);
    answer->amounts[SLOT_GALA + 2] = ratio_of(1, 100000000000);
    answer_add_up(answer); /* tells that the line is funded */
    assert_true(audit(answer, &notes));
    assert_no_notes(&notes);
    answer_free(answer);
    plan_free(plan);
}

/* "free" becomes 5,000,000 x the level of gala, at most 0: a dollar is worth 55,556 in it. */
static bool passes_with_a_steep_rule(struct ratio paid) {
    struct notes notes = {.language = ENGLISH};
    struct plan *plan = hand_plan();
    struct answer *answer = hand_answer(plan);
    struct term steep = {TERM_LEVEL, ratio_of(5000000, 1), NULL, GALA, NOWHERE, 0};
    struct ratio activity = ratio_mul(paid, ratio_of(5000000, 90));
    plan->unit = RATIO_ZERO;
    plan->rules[FREE].terms = &steep;
    plan->rules[FREE].term_count = 1;
    plan->rules[FREE].at_most.value = RATIO_ZERO;
    answer->amounts[SLOT_GALA + 2] = paid;
    answer_add_up(answer);
    told(&answer->rules[FREE], activity, RATIO_UNKNOWN, RATIO_ZERO, ratio_neg(activity));
    bool passed = audit(answer, &notes);
    notes_free(&notes);
    answer_free(answer);
    plan_free(plan);
    return passed;
}

static void without_a_unit_a_steep_rule_may_be_missed_by_a_billionth_of_a_dollar(void **state) {
    (void)state;
    assert_true(passes_with_a_steep_rule(ratio_of(5, 10000000000)));
    assert_false(passes_with_a_steep_rule(ratio_of(5, 1000000000)));
}

/* --- interest ----------------------------------------------------------------------------- */

enum { MANY = 30 };

/* What one fund has comes in the first of thirty years and gains 3.75 % in each; one line may
 * be paid from it. */
static struct plan *thirty_years(void) {
    struct plan *plan = hand_plan();
    struct arena *arena = plan->arena;
    struct fund *eau = &plan->funds[EAU];
    uint32_t *years = ARENA_ARRAY(arena, uint32_t, MANY);
    plan->years = ARENA_ARRAY(arena, const char *, MANY);
    plan->year_count = MANY;
    eau->carry_over = ratio_of(10375, 10000);
    eau->arrivals = ARENA_ARRAY(arena, struct ratio, MANY);
    eau->arrival_places = ARENA_ARRAY(arena, struct place, MANY);
    for (uint32_t t = 0; t < MANY; t++) {
        years[t] = t;
        plan->years[t] = arena_format(arena, "%u", 2001 + t);
        eau->arrivals[t] = t == 0 ? ratio_of(1000, 1) : RATIO_ZERO;
        eau->arrival_places[t] = HERE(AT_ARRIVAL + t);
    }
    plan->funds[PARSIS].arrivals = NULL;
    plan->lines = &plan->lines[PORTRAIT];
    plan->lines[0].years = (struct picks){years, MANY};
    plan->lines[0].first_slot = 0;
    plan->lines[0].excludes.count = 0;
    plan->line_count = 1;
    plan->slot_count = MANY;
    plan->rule_count = plan->goal_count = 0;
    return plan;
}

static bool passes_when_paid_at_last(const struct plan *plan, struct ratio amount,
                                     struct notes *notes) {
    struct answer *answer = answer_new(plan);
    answer->status = STATUS_OPTIMAL;
    for (uint32_t t = 0; t < MANY; t++) {
        answer->amounts[t] = t + 1 == MANY ? amount : RATIO_ZERO;
    }
    answer_add_up(answer);
    bool passed = audit(answer, notes);
    answer_free(answer);
    return passed;
}

/* 1000 x 1.0375^29 = 2908.406162..., by repeated multiplication of decimals. As a fraction it
 * has the denominator 80^29, more than a ratio holds. */
static void interest_over_many_years_is_followed(void **state) {
    (void)state;
    struct notes notes = {.language = ENGLISH};
    struct plan *plan = thirty_years();
    bool passed = passes_when_paid_at_last(plan, cents(290840), &notes);
    assert_no_notes(&notes);
    assert_true(passed);
    assert_false(passes_when_paid_at_last(plan, cents(290841), &notes));
    assert_noted(&notes, "\"eau\" pays in 2030 $0.0038");
    notes_free(&notes);
    plan_free(plan);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_answer_passes),
        cmocka_unit_test(every_single_fault_is_caught_and_named),
        cmocka_unit_test(an_answer_without_amounts_has_nothing_to_audit),
        cmocka_unit_test(earlier_notes_do_not_fail_the_audit),
        cmocka_unit_test(a_later_bound_may_be_beaten_when_rounding_cost_an_earlier_goal),
        cmocka_unit_test(the_french_sentence_says_the_miss_in_dollars),
        cmocka_unit_test(large_amounts_are_grouped_in_both_languages),
        cmocka_unit_test(without_a_unit_a_billionth_is_forgiven_and_a_millionth_is_not),
        cmocka_unit_test(without_a_unit_thirds_add_up),
        cmocka_unit_test(without_a_unit_dust_funds_nothing),
        cmocka_unit_test(without_a_unit_a_steep_rule_may_be_missed_by_a_billionth_of_a_dollar),
        cmocka_unit_test(interest_over_many_years_is_followed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

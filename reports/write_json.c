/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/version.h"
#include "model/digest.h"
#include "reports/json.h"
#include "base/numbers.h"
#include "reports/write.h"

/* --- goals --------------------------------------------------------------------------------- */

/* Distance to the bound, relative to the value; infinite (null) when the value is 0 and could be
 * better. */
static double gap_of(const struct goal_answer *goal) {
    double value = ratio_double(goal->value), distance = fabs(goal->bound - value);
    return distance == 0 ? 0 : distance / fabs(value);
}

/* What the goal took from each of those before it, in their order. */
static void write_costs(struct json *json, const struct goal_answer *goal, uint32_t rank) {
    if (rank == 0 || goal->costs == NULL) {
        return;
    }
    json_key(json, "costs");
    json_list(json, JSON_INLINE);
    for (uint32_t i = 0; i < rank; i++) {
        json_double(json, goal->costs[i]);
    }
    json_close(json);
}

static void write_shares(struct json *json, const struct goal *goal,
                         const struct goal_answer *its) {
    if (goal->sharer_count == 0) {
        return;
    }
    json_key(json, "shares");
    json_object(json, JSON_INLINE);
    for (uint32_t i = 0; i < goal->sharer_count; i++) {
        json_key_ratio(json, goal->sharers[i].label, its->shares[i]);
    }
    json_close(json);
}

static void write_goals(struct json *json, const struct answer *answer) {
    json_key(json, "goals");
    json_list(json, JSON_LINES);
    for (uint32_t i = 0; answer_has_amounts(answer) && i < answer->plan->goal_count; i++) {
        json_object(json, JSON_INLINE);
        json_key_string(json, "goal", answer->plan->goals[i].text);
        json_key_ratio(json, "value", answer->goals[i].value);
        json_key_double(json, "bound", answer->goals[i].bound);
        json_key_double(json, "gap", gap_of(&answer->goals[i]));
        json_key_double(json, "before_rounding", answer->goals[i].before_rounding);
        json_key_string(json, "known", goal_known_word(answer->goals[i].known));
        write_costs(json, &answer->goals[i], i);
        write_shares(json, &answer->plan->goals[i], &answer->goals[i]);
        json_close(json);
    }
    json_close(json);
}

/* --- lines --------------------------------------------------------------------------------- */

static struct ratio payer_total(const struct answer *answer, uint32_t line, uint32_t payer) {
    struct ratio sum = RATIO_ZERO;
    for (uint32_t y = 0; y < answer->plan->lines[line].years.count; y++) {
        sum = ratio_total(sum, answer->amounts[plan_slot(answer->plan, line, payer, y)]);
    }
    return sum;
}

static bool is_some(struct ratio amount) {
    return !ratio_known(amount) || ratio_sign(amount) != 0;
}

/* What a payer pays in each year; a plan without years has the amount alone. */
static void write_payer(struct json *json, const struct answer *answer, uint32_t line,
                        uint32_t payer) {
    const struct plan *plan = answer->plan;
    const struct line *its = &plan->lines[line];
    json_key(json, plan->funds[its->payers[payer].fund].entity.id);
    if (!plan->has_years) {
        json_ratio(json, payer_total(answer, line, payer));
        return;
    }
    json_object(json, JSON_INLINE);
    for (uint32_t y = 0; y < its->years.count; y++) {
        struct ratio amount = answer->amounts[plan_slot(plan, line, payer, y)];
        if (is_some(amount)) {
            json_key_ratio(json, plan->years[its->years.list[y]], amount);
        }
    }
    json_close(json);
}

/* An end that is not settled, or endless, is null; without ranges there is none of this. */
static void write_range(struct json *json, const struct line_answer *its) {
    const char *award = award_word(its->award);
    json_key(json, "range");
    json_list(json, JSON_INLINE);
    json_double(json, its->least);
    json_double(json, its->most);
    json_close(json);
    json_key(json, "award");
    if (award != NULL) {
        json_string(json, award);
    } else {
        json_double(json, NAN);
    }
}

static void write_lines(struct json *json, const struct answer *answer) {
    json_key(json, "lines");
    json_list(json, JSON_LINES);
    for (uint32_t i = 0; answer_has_amounts(answer) && i < answer->plan->line_count; i++) {
        const struct line *line = &answer->plan->lines[i];
        json_object(json, JSON_INLINE);
        json_key_string(json, "id", line->entity.id);
        json_key_ratio(json, "amount", answer->lines[i].amount);
        json_key_ratio(json, "level", answer->lines[i].level);
        json_key_bool(json, "funded", answer->lines[i].funded);
        json_key(json, "by_fund");
        json_object(json, JSON_INLINE);
        for (uint32_t p = 0; p < line->payer_count; p++) {
            if (is_some(payer_total(answer, i, p))) {
                write_payer(json, answer, i, p);
            }
        }
        json_close(json);
        if (answer->ranged) {
            write_range(json, &answer->lines[i]);
        }
        json_close(json);
    }
    json_close(json);
}

/* --- funds and rules ----------------------------------------------------------------------- */

/* No range at all is null; an end of it that is not told, or endless, is. */
static void write_price(struct json *json, const struct price *price) {
    json_key_double(json, "price", price->above);
    json_key_double(json, "price_below", price->below);
    json_key(json, "price_range");
    if (isnan(price->from) && isnan(price->to)) {
        json_double(json, NAN);
        return;
    }
    json_list(json, JSON_INLINE);
    json_double(json, price->from);
    json_double(json, price->to);
    json_close(json);
}

static void write_fund(struct json *json, const struct answer *answer, uint32_t fund) {
    const struct plan *plan = answer->plan;
    const struct fund_answer *its = &answer->funds[fund];
    json_object(json, JSON_INLINE);
    json_key_string(json, "id", plan->funds[fund].entity.id);
    json_key_ratio(json, "available", its->available);
    json_key_ratio(json, "interest", its->interest);
    json_key_ratio(json, "lapsed", its->lapsed);
    json_key_ratio(json, "beyond", its->beyond);
    json_key_ratio(json, "allocated", its->allocated);
    json_key_ratio(json, "balance", its->balance);
    write_price(json, &its->price);
    json_key(json, "by_year");
    json_object(json, JSON_INLINE);
    for (uint32_t y = 0; plan->has_years && y < plan->year_count; y++) {
        json_key(json, plan->years[y]);
        json_object(json, JSON_INLINE);
        json_key_ratio(json, "arrived", its->years[y].arrived);
        json_key_ratio(json, "carried", its->years[y].carried);
        json_key_ratio(json, "interest", its->years[y].interest);
        json_key_ratio(json, "allocated", its->years[y].allocated);
        json_key_ratio(json, "lapsed", its->years[y].lapsed);
        json_key_ratio(json, "left", answer_kept(&its->years[y]));
        write_price(json, &its->years[y].price);
        json_close(json);
    }
    json_close(json);
    json_close(json);
}

static void write_funds(struct json *json, const struct answer *answer) {
    json_key(json, "funds");
    json_list(json, JSON_LINES);
    for (uint32_t i = 0; answer_has_amounts(answer) && i < answer->plan->fund_count; i++) {
        write_fund(json, answer, i);
    }
    json_close(json);
}

static void write_rule(struct json *json, const struct answer *answer, uint32_t rule) {
    const struct rule_answer *its = &answer->rules[rule];
    json_object(json, JSON_INLINE);
    json_key_string(json, "id", answer->plan->rules[rule].entity.id);
    json_key_ratio(json, "activity", its->activity);
    json_key_ratio(json, "at_least", its->at_least);
    json_key_ratio(json, "at_most", its->at_most);
    json_key_ratio(json, "slack", its->slack);
    if (answer->plan->rules[rule].soft) {
        json_key_ratio(json, "shortfall", its->shortfall);
        json_key_ratio(json, "excess", its->excess);
    }
    json_key_bool(json, "binding", its->binding);
    write_price(json, &its->price);
    json_close(json);
}

static void write_rules(struct json *json, const struct answer *answer) {
    json_key(json, "rules");
    json_list(json, JSON_LINES);
    for (uint32_t i = 0; answer_has_amounts(answer) && i < answer->plan->rule_count; i++) {
        write_rule(json, answer, i);
    }
    json_close(json);
}

/* --- totals -------------------------------------------------------------------------------- */

static void write_ties(struct json *json, const struct answer *answer) {
    const char *breaker = tie_breaker_word(answer->ties.broken_by);
    json_key(json, "ties");
    if (!answer_has_amounts(answer)) {
        json_double(json, NAN); /* null */
        return;
    }
    json_object(json, JSON_INLINE);
    if (answer->ties.told) {
        json_key_bool(json, "unique", answer->ties.unique);
    } else {
        json_key(json, "unique");
        json_double(json, NAN); /* not established */
    }
    json_key(json, "broken_by");
    if (breaker != NULL) {
        json_string(json, breaker);
    } else {
        json_double(json, NAN);
    }
    json_close(json);
}

static void write_totals(struct json *json, const struct answer *answer) {
    const struct plan *plan = answer->plan;
    bool any = answer_has_amounts(answer);
    json_key(json, "totals");
    json_object(json, JSON_LINES);
    json_key(json, "territory");
    json_object(json, JSON_INLINE);
    for (uint32_t i = 0; any && i < plan->territory_count; i++) {
        json_key_ratio(json, plan->territories[i].entity.id, answer->by_territory[i]);
    }
    json_close(json);
    json_key(json, "axis");
    json_object(json, JSON_INLINE);
    for (uint32_t i = 0; any && i < plan->axis_count; i++) {
        json_key_ratio(json, plan->axes[i].entity.id, answer->by_axis[i]);
    }
    json_close(json);
    json_key(json, "fund");
    json_object(json, JSON_INLINE);
    for (uint32_t i = 0; any && i < plan->fund_count; i++) {
        json_key_ratio(json, plan->funds[i].entity.id, answer->funds[i].allocated);
    }
    json_close(json);
    json_key(json, "year");
    json_object(json, JSON_INLINE);
    for (uint32_t i = 0; any && plan->has_years && i < plan->year_count; i++) {
        json_key_ratio(json, plan->years[i], answer->by_year[i]);
    }
    json_close(json);
    json_key(json, "kind");
    json_object(json, JSON_INLINE);
    for (uint32_t i = 0; any && i < plan->kind_count; i++) {
        json_key_ratio(json, plan->kinds[i], answer->by_kind[i]);
    }
    json_close(json);
    if (any) {
        json_key_ratio(json, "whole_region", answer->by_territory[plan->territory_count]);
        json_key_ratio(json, "all", answer->total);
    }
    json_close(json);
}

void write_json_conflict(struct json *json, const struct answer *answer) {
    const struct plan *plan = answer->plan;
    json_key(json, "conflict");
    json_list(json, JSON_LINES);
    for (uint32_t i = 0; i < answer->conflict_count; i++) {
        const struct conflict_part *part = &answer->conflict[i];
        json_object(json, JSON_INLINE);
        switch (part->kind) {
        case CONFLICT_RULE:
            json_key_string(json, "rule", plan->rules[part->position].entity.id);
            break;
        case CONFLICT_FUND:
            json_key_string(json, "fund", plan->funds[part->position].entity.id);
            break;
        case CONFLICT_LINE:
            json_key_string(json, "line", plan->lines[part->position].entity.id);
            json_key_string(json, "condition", condition_word(part->condition));
            break;
        }
        json_close(json);
    }
    json_close(json);
    if (answer->conflict_count > 0) {
        json_key_bool(json, "conflict_irreducible", answer->conflict_irreducible);
    }
}

static void write_certificate(struct json *json, const struct answer *answer) {
    json_key(json, "certificate");
    json_object(json, JSON_INLINE);
    json_key_string(json, "kind", status_word(answer->status));
    json_key_string(json, "checked", answer->proof.exact ? "exact" : "solver");
    if (answer_has_amounts(answer)) {
        json_key(json, "goals");
        json_whole(json, answer->proof.goals);
        json_key_double(json, "within", answer->proof.within);
    }
    json_close(json);
}

/* One word a line: a tree is read and compared by people too. */
static void write_shown(struct json *json, const struct proof_tree *shown) {
    json_list(json, shown->count > 1 ? JSON_LINES : JSON_INLINE);
    for (uint32_t i = 0; i < shown->count; i++) {
        json_string(json, shown->words[i]);
    }
    json_close(json);
}

static void write_price_words(struct json *json, const struct evidence *evidence) {
    if (evidence->price_count == 0) {
        return;
    }
    json_key(json, "prices");
    json_list(json, JSON_LINES);
    for (uint32_t i = 0; i < evidence->price_count; i++) {
        if (i % PRICE_WORDS == 0) {
            json_list(json, JSON_INLINE);
        }
        json_string(json, evidence->prices[i]);
        if (i % PRICE_WORDS == PRICE_WORDS - 1) {
            json_close(json);
        }
    }
    json_close(json);
}

static void write_evidence(struct json *json, const struct evidence *evidence) {
    if (evidence->stage_count == 0 && evidence->point == NULL && evidence->ray == NULL) {
        return;
    }
    json_key(json, "evidence");
    json_object(json, JSON_LINES);
    if (evidence->stage_count > 0) {
        json_key(json, "stages");
        json_list(json, JSON_LINES);
        for (uint32_t i = 0; i < evidence->stage_count; i++) {
            write_shown(json, &evidence->stages[i]);
        }
        json_close(json);
    }
    write_price_words(json, evidence);
    if (evidence->point != NULL) {
        json_key_string(json, "point", evidence->point);
    }
    if (evidence->ray != NULL) {
        json_key_string(json, "ray", evidence->ray);
    }
    json_close(json);
}

/* Of everything before it, so that what was altered by mistake is found even where it can only be
 * had from a solver. Whoever forges a result forges its seal too: what counts is the evidence. */
static void write_seal(struct json *json) {
    char digits[DIGEST_DIGITS + 1];
    digest(json->out->bytes, json->out->length, digits);
    json_key_string(json, "seal", digits);
}

/* --- the whole ----------------------------------------------------------------------------- */

static void write_preamble(struct json *json, const struct answer *answer,
                           const char *const *changes, uint32_t change_count) {
    json_key(json, "arrimage");
    json_whole(json, 1);
    json_key_string(json, "program", "arrimage " ARRIMAGE_VERSION);
    json_key(json, "plan");
    json_object(json, JSON_INLINE);
    json_key_string(json, "title", answer->plan->title == NULL ? "" : answer->plan->title);
    json_key_string(json, "sha256", answer->plan->sha256 == NULL ? "" : answer->plan->sha256);
    json_close(json);
    json_key_string(json, "scenario",
                    answer->plan->scenario == NULL ? "base" : answer->plan->scenario);
    if (change_count > 0) {
        json_key(json, "set");
        json_list(json, JSON_INLINE);
        for (uint32_t i = 0; i < change_count; i++) {
            json_string(json, changes[i]);
        }
        json_close(json);
    }
    json_key_string(json, "status", status_word(answer->status));
}

void write_json(const struct answer *answer, const char *const *changes, uint32_t change_count,
                struct text *out) {
    struct json json = {.out = out};
    json_object(&json, JSON_LINES);
    write_preamble(&json, answer, changes, change_count);
    write_goals(&json, answer);
    write_lines(&json, answer);
    write_funds(&json, answer);
    write_rules(&json, answer);
    write_totals(&json, answer);
    if (answer->status == STATUS_INFEASIBLE) {
        write_json_conflict(&json, answer);
    }
    write_ties(&json, answer);
    write_certificate(&json, answer);
    write_evidence(&json, &answer->evidence);
    write_seal(&json);
    json_close(&json);
    text_add_char(out, '\n');
}

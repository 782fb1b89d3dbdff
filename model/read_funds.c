/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

void read_fund_ids(struct reader *r, struct node *funds) {
    struct plan *plan = r->plan;
    if (!read_usable(funds) || funds->kind != NODE_MAP) {
        r->funds.unsure = true;
        return;
    }
    plan->funds = ARENA_ARRAY(r->arena, struct fund, funds->count);
    r->payer_at = ARENA_ARRAY(r->tree->arena, uint32_t, funds->count);
    for (struct node *key = funds->first; key != NULL; key = key->next->next) {
        struct entity *entity = &plan->funds[plan->fund_count++].entity;
        entity->id = entity->name = node_string(r->arena, key);
        names_add(&r->funds.names, entity->id, NULL);
    }
}

static void read_fund_amount(struct reader *r, struct fund *fund, struct node *amount) {
    if (!read_usable(amount)) {
        return;
    }
    fund->amount_place = read_place(r, amount);
    fund->limited = !node_is(amount, "unlimited");
    if (fund->limited) {
        fund->amount = read_number(amount, RATIO_ZERO);
    }
}

static void read_arrivals(struct reader *r, struct fund *fund, struct node *node) {
    struct by_year by_year;
    if (!read_usable(node) || !read_by_year(r, node, &by_year)) {
        return;
    }
    fund->arrivals = by_year.amounts;
    fund->arrival_places = ARENA_ARRAY(r->arena, struct place, r->plan->year_count);
    for (uint32_t year = 0; year < r->plan->year_count; year++) {
        fund->arrival_places[year] =
            read_place(r, by_year.nodes[year] != NULL ? by_year.nodes[year] : node);
    }
}

static void read_fund(struct reader *r, struct fund *fund, struct node *key) {
    struct layers layers = {.key = key, .map = {key->next}, .count = 1};
    struct fields fields = read_fields(&layers);
    struct node *const *values = fields.values;
    read_entity(r, &fund->entity, &layers, &fields);
    fund->amount = RATIO_ZERO;
    fund->amount_place = fund->entity.place;
    read_fund_amount(r, fund, values[FUND_AMOUNT]);
    read_arrivals(r, fund, values[FUND_BY_YEAR]);
    fund->carry_over = read_number(values[FUND_CARRY_OVER], RATIO_ONE);
    fund->confirmed = values[FUND_STATUS] == NULL || !node_is(values[FUND_STATUS], "requested");
    fund->in_kind = read_yes_no(values[FUND_IN_KIND], false);
    fund->public_aid = read_number(values[FUND_PUBLIC_AID], RATIO_ONE);
    if (read_usable(key->next) && values[FUND_AMOUNT] == NULL && values[FUND_BY_YEAR] == NULL) {
        notes_input(r->notes, read_blame(r, key), "il manque « amount » au fonds « %s »",
                    "the fund '%s' has no 'amount'", fund->entity.id);
        notes_advise(r->notes,
                     "donnez « amount: 60_000 », « amount: unlimited » ou « by_year »",
                     "give 'amount: 60_000', 'amount: unlimited' or 'by_year'");
    }
}

void read_funds(struct reader *r, struct node *funds) {
    uint32_t position = 0;
    if (!read_usable(funds) || funds->kind != NODE_MAP) {
        return;
    }
    for (struct node *key = funds->first; key != NULL; key = key->next->next) {
        read_fund(r, &r->plan->funds[position++], key);
    }
}

/* --- pays_for --------------------------------------------------------------------------------- */

static void refuse_funds_inside(struct reader *r, struct node *pays_for) {
    struct node *fund = node_get(pays_for, "fund");
    if (read_usable(fund)) {
        notes_input(r->notes, read_blame(r, fund), "« pays_for » ne choisit pas par fonds",
                    "'pays_for' does not pick by fund");
        pays_for->bad = true;
    }
}

static void refuse_if_empty(struct reader *r, struct node *node,
                            const struct selection *selection) {
    const struct plan *plan = r->plan;
    for (uint32_t i = 0; i < plan->line_count; i++) {
        if (r->line_sources[i].unsure ||
            ratio_sign(selection_share(plan, selection, NULL, &plan->lines[i])) > 0) {
            return;
        }
    }
    if (!r->lines.unsure) {
        notes_input(r->notes, read_blame(r, node), "« pays_for » ne retient aucune ligne",
                    "'pays_for' picks no line");
    }
}

static void set_eligible(struct reader *r) {
    struct plan *plan = r->plan;
    bool any = false;
    for (uint32_t f = 0; f < plan->fund_count; f++) {
        any = any || plan->funds[f].pays_for != NULL;
    }
    for (uint32_t i = 0; i < plan->line_count && any; i++) {
        struct line *line = &plan->lines[i];
        for (uint32_t p = 0; p < line->payer_count; p++) {
            const struct selection *pays_for = plan->funds[line->payers[p].fund].pays_for;
            if (pays_for != NULL) {
                line->payers[p].eligible = selection_share(plan, pays_for, NULL, line);
            }
        }
    }
}

void read_pays_for(struct reader *r, struct node *funds) {
    uint32_t position = 0;
    if (!read_usable(funds) || funds->kind != NODE_MAP) {
        return;
    }
    for (struct node *key = funds->first; key != NULL; key = key->next->next) {
        struct fund *fund = &r->plan->funds[position++];
        struct node *pays_for = node_get(key->next, "pays_for");
        if (!read_usable(pays_for)) {
            continue;
        }
        refuse_funds_inside(r, pays_for);
        fund->pays_for = read_selection(r, pays_for, NULL);
        if (fund->pays_for != NULL) {
            refuse_if_empty(r, pays_for, fund->pays_for);
        }
    }
    set_eligible(r);
}

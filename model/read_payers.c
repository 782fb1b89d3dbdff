/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

/* payer_at says where a fund would stand; whether it does, the payers themselves say. */
uint32_t read_payer_of(const struct reader *r, const struct line *line, uint32_t fund) {
    uint32_t at = r->payer_at[fund];
    return at < line->payer_count && line->payers[at].fund == fund ? at : NONE;
}

/* --- funds ------------------------------------------------------------------------------------ */

static void read_payer_bounds(struct reader *r, struct payer *payer, struct node *map) {
    struct node *values[PAYER_KEYS] = {NULL};
    record_values(map, values);
    payer->min = read_number(values[PAYER_MIN], RATIO_ZERO);
    if (read_usable(values[PAYER_MAX])) {
        payer->has_max = true;
        payer->max = read_number(values[PAYER_MAX], RATIO_ZERO);
    }
    if (read_usable(values[PAYER_MIN]) && payer->has_max &&
        ratio_cmp(payer->min, payer->max) > 0) {
        notes_input(r->notes, read_blame(r, values[PAYER_MIN]), "« min » dépasse « max »",
                    "'min' is above 'max'");
        notes_also(r->notes, read_place(r, values[PAYER_MAX]));
        notes_advise(r->notes, "baissez le premier, ou haussez le second",
                     "lower the first, or raise the second");
    }
}

static void refuse_above_line(struct reader *r, const struct line *line, struct node *map,
                              const struct node *line_max) {
    struct node *min = map->kind == NODE_MAP ? node_get(map, "min") : NULL;
    if (read_usable(min) && line->has_max && line_max != NULL &&
        ratio_cmp(read_number(min, RATIO_ZERO), line->max) > 0) {
        notes_input(r->notes, read_blame(r, min), "« min » dépasse le maximum de la ligne",
                    "'min' is above the line's max");
        notes_also(r->notes, read_place(r, line_max));
    }
}

static void add_payer(struct reader *r, struct line *line, const struct node *funds,
                      struct node *name) {
    uint32_t fund = read_name(r, NAME_FUND, name);
    if (fund == NONE) {
        return;
    }
    if (read_payer_of(r, line, fund) != NONE) {
        read_refuse_twice(r, funds, name);
        return;
    }
    r->payer_at[fund] = line->payer_count;
    line->payers[line->payer_count++] = (struct payer){
        .fund = fund, .min = RATIO_ZERO, .max = RATIO_ZERO, .eligible = RATIO_ONE};
}

void read_payers(struct reader *r, struct line *line, struct node *const *values) {
    struct node *funds = values[LINE_FUNDS];
    if (!read_usable(funds)) {
        return;
    }
    uint32_t most = funds->kind == NODE_SCALAR ? 1 : funds->count;
    line->payers = ARENA_ARRAY(r->arena, struct payer, most);
    if (funds->kind != NODE_MAP) {
        for (struct node *item = read_items(funds); item != NULL;
             item = read_next(funds, item)) {
            add_payer(r, line, funds, item);
        }
        return;
    }
    const struct node *max = values[LINE_MOST] != NULL ? values[LINE_MOST] : values[LINE_COST];
    for (struct node *key = funds->first; key != NULL; key = key->next->next) {
        uint32_t before = line->payer_count;
        add_payer(r, line, funds, key);
        if (line->payer_count > before && read_usable(key->next)) {
            read_payer_bounds(r, &line->payers[before], key->next);
            refuse_above_line(r, line, key->next, max);
        }
    }
}

/* --- match ------------------------------------------------------------------------------------ */

/* The fund of a condition must be one of the line's. */
static uint32_t read_own_fund(struct reader *r, const struct line *line, struct node *node,
                              struct node *funds) {
    uint32_t fund = read_name(r, NAME_FUND, node);
    if (fund == NONE || read_payer_of(r, line, fund) != NONE || !read_usable(funds)) {
        return fund;
    }
    notes_input(r->notes, read_blame(r, node), "« %s » n’est pas parmi les fonds de la ligne",
                "'%s' is not among the line's funds", read_shown(r, node));
    notes_also(r->notes, read_place(r, funds));
    return NONE;
}

static bool read_block(struct reader *r, struct match *match, struct node *const *values) {
    struct node *block = values[MATCH_BLOCK];
    if (values[MATCH_WITH] != NULL) {
        notes_input(r->notes, read_blame(r, values[MATCH_WITH]),
                    "« with » ne va pas avec « block »", "'with' does not go with 'block'");
        notes_also(r->notes, read_place(r, block));
        return false;
    }
    match->is_block = true;
    match->with = NONE;
    match->amount = read_number(block, RATIO_ZERO);
    struct ratio unit = r->plan->unit;
    if (ratio_sign(match->amount) <= 0) {
        notes_input(r->notes, read_blame(r, block), "une tranche est plus grande que 0",
                    "a block is more than 0");
        return false;
    }
    if (ratio_sign(unit) > 0 &&
        !ratio_equal(ratio_floor_to(match->amount, unit), match->amount)) {
        struct text step = {0};
        text_add_ratio(&step, unit, 9);
        notes_input(r->notes, read_blame(r, block),
                    "une tranche est un multiple entier de l’unité, %s $",
                    "a block is a whole multiple of the unit, $%s", text_string(&step));
        text_free(&step);
        return false;
    }
    return true;
}

static bool read_ratio(struct reader *r, const struct line *line, struct match *match,
                       struct node *const *values, struct node *funds) {
    enum match_key key = values[MATCH_AT_LEAST] != NULL  ? MATCH_AT_LEAST
                         : values[MATCH_AT_MOST] != NULL ? MATCH_AT_MOST
                                                         : MATCH_EXACTLY;
    struct node *amount = values[key], *with = values[MATCH_WITH];
    if (with == NULL) {
        notes_input(r->notes, read_blame(r, amount),
                    "il manque « with » : comparé à quel fonds ?",
                    "'with' is missing: compared with which fund?");
        return false;
    }
    match->sense = key == MATCH_AT_LEAST ? AT_LEAST : key == MATCH_AT_MOST ? AT_MOST : EXACTLY;
    match->amount = read_number(amount, RATIO_ZERO);
    match->with = NONE;
    if (!read_usable(with) || !read_usable(amount)) {
        return false;
    }
    if (node_is(with, "total")) {
        if (match->amount.num > match->amount.den) {
            notes_input(r->notes, read_blame(r, amount),
                        "une part du total va de 0 %% à 100 %%",
                        "a share of the total goes from 0%% to 100%%");
            return false;
        }
        return true;
    }
    match->with = read_own_fund(r, line, with, funds);
    if (match->with != NONE && match->with == match->fund) {
        notes_input(r->notes, read_blame(r, with), "un fonds ne se compare pas à lui-même",
                    "a fund is not compared with itself");
        return false;
    }
    return match->with != NONE;
}

void read_matches(struct reader *r, struct line *line, struct node *const *values) {
    struct node *list = values[LINE_MATCH];
    if (!read_usable(list)) {
        return;
    }
    line->matches = ARENA_ARRAY(r->arena, struct match, list->count);
    for (struct node *item = list->first; item != NULL; item = item->next) {
        struct node *own[MATCH_KEYS] = {NULL};
        struct match match = {.place = read_place(r, item)};
        record_values(item, own);
        if (!read_usable(own[MATCH_FUND])) {
            continue;
        }
        match.fund = read_own_fund(r, line, own[MATCH_FUND], values[LINE_FUNDS]);
        bool sound = own[MATCH_BLOCK] != NULL
                         ? read_usable(own[MATCH_BLOCK]) && read_block(r, &match, own)
                         : read_ratio(r, line, &match, own, values[LINE_FUNDS]);
        if (sound && match.fund != NONE) {
            line->matches[line->match_count++] = match;
        }
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan says of one line, held against what the line gets. */
#include "model/audit_checks.h"

/* A line under test, and what it gets in all. */
struct tested {
    const struct ledger *ledger;
    const struct line *line;
    uint32_t position;
    bool funded;
    struct ratio total; /* $ */
};

static const char *fund_id(const struct tested *tested, uint32_t fund) {
    return tested->ledger->plan->funds[fund].entity.id;
}

static uint32_t payer_of(const struct line *line, uint32_t fund) {
    for (uint32_t p = 0; p < line->payer_count; p++) {
        if (line->payers[p].fund == fund) {
            return p;
        }
    }
    return NONE;
}

static struct ratio paid_by_fund(const struct tested *tested, uint32_t fund) {
    uint32_t payer = payer_of(tested->line, fund);
    return payer == NONE ? RATIO_ZERO : ledger_paid_by(tested->ledger, tested->position, payer);
}

static struct ratio above(const struct tested *tested, struct ratio value, struct ratio limit) {
    return ledger_above(tested->ledger, value, limit, tested->total);
}

static struct ratio below(const struct tested *tested, struct ratio value, struct ratio limit) {
    return ledger_below(tested->ledger, value, limit, tested->total);
}

/* How far apart two figures that should be equal are. */
static struct ratio apart(const struct tested *tested, struct ratio value, struct ratio other) {
    struct ratio over = above(tested, value, other);
    return is_missed(over) ? over : below(tested, value, other);
}

static struct ratio off(const struct tested *tested, enum sense sense, struct ratio value,
                        struct ratio limit) {
    return sense == AT_LEAST  ? below(tested, value, limit)
           : sense == AT_MOST ? above(tested, value, limit)
                              : apart(tested, value, limit);
}

/* --- amounts ------------------------------------------------------------------------------ */

static void test_slot(const struct tested *tested, uint32_t payer, uint32_t year) {
    const struct ledger *ledger = tested->ledger;
    const struct line *line = tested->line;
    wide grains = ledger->grains[plan_slot(ledger->plan, tested->position, payer, year)];
    struct ratio amount = ledger_dollars(ledger, grains);
    if (is_missed(below(tested, amount, RATIO_ZERO))) {
        notes_add(ledger->notes, NOTE_INTERNAL, line->entity.place,
                  "l’audit trouve un montant négatif pour « %s » venant de « %s »%s : %s",
                  "the audit finds a negative amount for \"%s\" from \"%s\"%s: %s",
                  line->entity.id, fund_id(tested, line->payers[payer].fund),
                  ledger_in_year(ledger, line->years.list[year]), ledger_money(ledger, amount));
    }
    if (grains != 0 && !plan_slot_open(ledger->plan, line, payer, year)) {
        notes_add(
            ledger->notes, NOTE_INTERNAL, line->entity.place,
            "l’audit trouve que « %s » reçoit de « %s »%s %s que ce fonds ne peut payer",
            "the audit finds that \"%s\" gets from \"%s\"%s %s that this fund may not pay",
            line->entity.id, fund_id(tested, line->payers[payer].fund),
            ledger_in_year(ledger, line->years.list[year]), ledger_money(ledger, amount));
    }
}

static void test_slots(const struct tested *tested) {
    for (uint32_t p = 0; p < tested->line->payer_count; p++) {
        for (uint32_t t = 0; t < tested->line->years.count; t++) {
            test_slot(tested, p, t);
        }
    }
}

/* What the answer tells of the line. */
static void test_told(const struct tested *tested) {
    const struct ledger *ledger = tested->ledger;
    const struct line *line = tested->line;
    const struct line_answer *told = &ledger->answer->lines[tested->position];
    struct ratio level = line->has_max ? ratio_div(tested->total, line->max) : RATIO_UNKNOWN;
    struct subject amount = {line->entity.place, "le montant de", "the amount of",
                             line->entity.id};
    audit_figure(ledger, &amount, told->amount, tested->total, tested->total);
    if (!ledger_agrees(ledger, told->level, level, level)) {
        notes_add(ledger->notes, NOTE_INTERNAL, line->entity.place,
                  "l’audit trouve que le niveau de « %s » est %s et non %s",
                  "the audit finds that the level of \"%s\" is %s, not %s", line->entity.id,
                  ledger_number(ledger, level), ledger_number(ledger, told->level));
    }
    if (told->funded && ratio_known(told->amount) && ratio_sign(told->amount) == 0) {
        notes_add(ledger->notes, NOTE_INTERNAL, line->entity.place,
                  "l’audit trouve « %s » sans rien, mais dit financé",
                  "the audit finds \"%s\" without anything, but told to be funded",
                  line->entity.id);
    }
    if (!told->funded && tested->funded) {
        notes_add(ledger->notes, NOTE_INTERNAL, line->entity.place,
                  "l’audit trouve « %s » à %s, mais dit non financé",
                  "the audit finds \"%s\" at %s, but told not to be funded", line->entity.id,
                  ledger_money(ledger, tested->total));
    }
}

/* --- least and most ----------------------------------------------------------------------- */

static void test_max(const struct tested *tested) {
    const struct line *line = tested->line;
    struct ratio over = above(tested, tested->total, line->max);
    if (line->has_max && is_missed(over)) {
        notes_add(tested->ledger->notes, NOTE_INTERNAL, line->entity.place,
                  "l’audit trouve le maximum de « %s » dépassé de %s",
                  "the audit finds the maximum of \"%s\" exceeded by %s", line->entity.id,
                  ledger_money(tested->ledger, over));
    }
}

static void test_min(const struct tested *tested) {
    const struct line *line = tested->line;
    struct ratio lacking = below(tested, tested->total, line->min);
    if ((tested->funded || line->required) && is_missed(lacking)) {
        notes_add(tested->ledger->notes, NOTE_INTERNAL, line->entity.place,
                  "l’audit trouve le minimum de « %s » manqué de %s",
                  "the audit finds the minimum of \"%s\" missed by %s", line->entity.id,
                  ledger_money(tested->ledger, lacking));
    }
}

static void test_whole(const struct tested *tested) {
    const struct line *line = tested->line;
    struct ratio lacking = below(tested, tested->total, line->max);
    if (line->whole && (tested->funded || line->required) && is_missed(lacking)) {
        notes_add(tested->ledger->notes, NOTE_INTERNAL, line->entity.place,
                  "l’audit trouve qu’il manque %s à « %s », qui va en entier ou pas du tout",
                  "the audit finds %s lacking to \"%s\", which goes whole or not at all",
                  ledger_money(tested->ledger, lacking), line->entity.id);
    }
}

static void test_payer(const struct tested *tested, uint32_t number) {
    const struct ledger *ledger = tested->ledger;
    const struct payer *payer = &tested->line->payers[number];
    struct ratio paid = ledger_paid_by(ledger, tested->position, number);
    struct ratio over = payer->has_max ? above(tested, paid, payer->max) : RATIO_ZERO;
    struct ratio lacking = tested->funded ? below(tested, paid, payer->min) : RATIO_ZERO;
    struct ratio barred = above(tested, paid, ratio_mul(payer->eligible, tested->total));
    const char *line = tested->line->entity.id, *fund = fund_id(tested, payer->fund);
    if (is_missed(over)) {
        notes_add(ledger->notes, NOTE_INTERNAL, tested->line->entity.place,
                  "l’audit trouve que « %s » dépasse de %s ce qu’il peut payer de « %s »",
                  "the audit finds \"%s\" %s above the most it may pay of \"%s\"", fund,
                  ledger_money(ledger, over), line);
    }
    if (is_missed(lacking)) {
        notes_add(ledger->notes, NOTE_INTERNAL, tested->line->entity.place,
                  "l’audit trouve que « %s » manque de %s le minimum qu’il doit à « %s »",
                  "the audit finds \"%s\" %s below the least it owes to \"%s\"", fund,
                  ledger_money(ledger, lacking), line);
    }
    if (is_missed(barred)) {
        notes_add(ledger->notes, NOTE_INTERNAL, tested->line->entity.place,
                  "l’audit trouve que « %s » dépasse de %s la part admissible de « %s »",
                  "the audit finds \"%s\" %s above the eligible share of \"%s\"", fund,
                  ledger_money(ledger, barred), line);
    }
}

/* --- co-funding --------------------------------------------------------------------------- */

/* How far dollars are from a whole number of blocks. */
static struct ratio off_blocks(const struct tested *tested, struct ratio paid,
                               struct ratio block) {
    struct ratio half = ratio_mul(block, ratio_of(1, 2));
    struct ratio nearest = ratio_floor_to(ratio_add(paid, half), block);
    return apart(tested, paid, nearest);
}

static void test_match(const struct tested *tested, const struct match *match) {
    struct ratio paid = paid_by_fund(tested, match->fund);
    struct ratio with = match->with == NONE ? tested->total : paid_by_fund(tested, match->with);
    struct ratio by = match->is_block
                          ? off_blocks(tested, paid, match->amount)
                          : off(tested, match->sense, paid, ratio_mul(match->amount, with));
    if (is_missed(by)) {
        notes_add(tested->ledger->notes, NOTE_INTERNAL, match->place,
                  "l’audit trouve une condition de cofinancement de « %s » sur « %s » manquée "
                  "de %s",
                  "the audit finds a co-funding condition of \"%s\" on \"%s\" missed by %s",
                  tested->line->entity.id, fund_id(tested, match->fund),
                  ledger_money(tested->ledger, by));
    }
}

static void test_aid(const struct tested *tested) {
    const struct line *line = tested->line;
    struct ratio aid = RATIO_ZERO;
    for (uint32_t p = 0; p < line->payer_count; p++) {
        struct ratio counted = tested->ledger->plan->funds[line->payers[p].fund].public_aid;
        struct ratio paid = ledger_paid_by(tested->ledger, tested->position, p);
        aid = ratio_add(aid, ratio_mul(counted, paid));
    }
    struct ratio over = above(tested, aid, ratio_mul(line->aid_limit, tested->total));
    if (is_missed(over)) {
        notes_add(tested->ledger->notes, NOTE_INTERNAL, line->aid_place,
                  "l’audit trouve la limite d’aide publique de « %s » dépassée de %s",
                  "the audit finds the public aid limit of \"%s\" exceeded by %s",
                  line->entity.id, ledger_money(tested->ledger, over));
    }
}

/* --- calendar ----------------------------------------------------------------------------- */

static void test_schedule(const struct tested *tested) {
    const struct ledger *ledger = tested->ledger;
    const struct line *line = tested->line;
    for (uint32_t t = 0; t < line->years.count; t++) {
        struct ratio paid = ledger_paid_in(ledger, tested->position, t);
        struct ratio by = apart(tested, paid, ratio_mul(line->schedule[t], tested->total));
        if (is_missed(by)) {
            notes_add(ledger->notes, NOTE_INTERNAL, line->schedule_place,
                      "l’audit trouve le calendrier de « %s »%s manqué de %s",
                      "the audit finds the schedule of \"%s\"%s missed by %s", line->entity.id,
                      ledger_in_year(ledger, line->years.list[t]), ledger_money(ledger, by));
        }
    }
}

static struct ratio paid_in_year(const struct tested *tested, uint32_t fund, uint32_t year) {
    const struct ledger *ledger = tested->ledger;
    const struct line *line = tested->line;
    uint32_t payer = payer_of(line, fund);
    for (uint32_t t = 0; t < line->years.count && payer != NONE; t++) {
        if (line->years.list[t] == year) {
            uint32_t slot = plan_slot(ledger->plan, tested->position, payer, t);
            return ledger_dollars(ledger, ledger->grains[slot]);
        }
    }
    return RATIO_ZERO;
}

static void test_commitment(const struct tested *tested, const struct commitment *commitment) {
    struct ratio paid = commitment->year == NONE
                            ? paid_by_fund(tested, commitment->fund)
                            : paid_in_year(tested, commitment->fund, commitment->year);
    struct ratio lacking = below(tested, paid, commitment->amount);
    if (is_missed(lacking)) {
        notes_add(tested->ledger->notes, NOTE_INTERNAL, commitment->place,
                  "l’audit trouve l’engagement de « %s » envers « %s » manqué de %s",
                  "the audit finds the commitment of \"%s\" to \"%s\" missed by %s",
                  fund_id(tested, commitment->fund), tested->line->entity.id,
                  ledger_money(tested->ledger, lacking));
    }
}

/* --- relations ---------------------------------------------------------------------------- */

static void test_relations(const struct tested *tested) {
    const struct ledger *ledger = tested->ledger;
    const struct line *line = tested->line;
    for (uint32_t i = 0; i < line->requires.count && tested->funded; i++) {
        uint32_t other = line->requires.list[i];
        if (!ledger->funded[other]) {
            notes_add(ledger->notes, NOTE_INTERNAL, line->entity.place,
                      "l’audit trouve « %s » financé sans « %s », qu’il exige",
                      "the audit finds \"%s\" funded without \"%s\", which it requires",
                      line->entity.id, ledger->plan->lines[other].entity.id);
        }
    }
    for (uint32_t i = 0; i < line->excludes.count && tested->funded; i++) {
        uint32_t other = line->excludes.list[i];
        if (ledger->funded[other]) {
            notes_add(ledger->notes, NOTE_INTERNAL, line->entity.place,
                      "l’audit trouve « %s » financé en même temps que « %s », qu’il exclut",
                      "the audit finds \"%s\" funded together with \"%s\", which it excludes",
                      line->entity.id, ledger->plan->lines[other].entity.id);
        }
    }
}

static void test_line(const struct tested *tested) {
    const struct line *line = tested->line;
    test_slots(tested);
    test_told(tested);
    test_max(tested);
    test_min(tested);
    test_whole(tested);
    for (uint32_t i = 0; i < line->payer_count; i++) {
        test_payer(tested, i);
    }
    for (uint32_t i = 0; i < line->match_count; i++) {
        test_match(tested, &line->matches[i]);
    }
    if (line->has_aid_limit) {
        test_aid(tested);
    }
    if (line->schedule != NULL) {
        test_schedule(tested);
    }
    for (uint32_t i = 0; i < line->commitment_count; i++) {
        test_commitment(tested, &line->commitments[i]);
    }
    test_relations(tested);
}

void audit_lines(const struct ledger *ledger) {
    const struct plan *plan = ledger->plan;
    for (uint32_t i = 0; i < plan->line_count; i++) {
        struct tested tested = {.ledger = ledger,
                                .line = &plan->lines[i],
                                .position = i,
                                .funded = ledger->funded[i],
                                .total = ledger_line(ledger, i)};
        test_line(&tested);
    }
}

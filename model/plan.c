/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/plan.h"

#include <assert.h>
#include <string.h>

void plan_free(struct plan *plan) {
    if (plan != NULL) {
        arena_free(plan->arena); /* the plan itself lives there too */
    }
}

uint32_t plan_slot(const struct plan *plan, uint32_t line, uint32_t payer, uint32_t year) {
    assert(line < plan->line_count);
    const struct line *its = &plan->lines[line];
    assert(payer < its->payer_count && year < its->years.count);
    return its->first_slot + payer * its->years.count + year;
}

uint32_t line_slot_count(const struct line *line) {
    return line->payer_count * line->years.count;
}

bool plan_slot_open(const struct plan *plan, const struct line *line, uint32_t payer,
                    uint32_t year) {
    assert(payer < line->payer_count && year < line->years.count);
    const struct payer *its = &line->payers[payer];
    const struct selection *pays_for = plan->funds[its->fund].pays_for;
    return ratio_sign(its->eligible) > 0 &&
           selection_has(pays_for, NULL, BY_YEAR, line->years.list[year]);
}

uint32_t plan_member_count(const struct plan *plan, enum dimension dimension) {
    switch (dimension) {
    case BY_FUND:
        return plan->fund_count;
    case BY_TERRITORY:
        return plan->territory_count;
    case BY_AXIS:
        return plan->axis_count;
    case BY_LINE:
        return plan->line_count;
    case BY_YEAR:
        return plan->year_count;
    default:
        return 0; /* kinds and tags are only words */
    }
}

const struct entity *plan_entity(const struct plan *plan, enum dimension dimension,
                                 uint32_t position) {
    assert(position < plan_member_count(plan, dimension));
    switch (dimension) {
    case BY_FUND:
        return &plan->funds[position].entity;
    case BY_TERRITORY:
        return &plan->territories[position].entity;
    case BY_AXIS:
        return &plan->axes[position].entity;
    case BY_LINE:
        return &plan->lines[position].entity;
    default:
        return NULL;
    }
}

bool entity_attribute(const struct entity *entity, uint32_t attribute, struct ratio *value) {
    for (uint32_t i = 0; i < entity->attribute_count; i++) {
        if (entity->attributes[i].name == attribute) {
            *value = entity->attributes[i].value;
            return true;
        }
    }
    return false;
}

uint32_t goal_stages(const struct goal *goal) {
    return goal->kind == WANT_FAIR ? goal->sharer_count : 1;
}

bool term_is_miss(const struct term *term) {
    return term->kind == TERM_SHORTFALL || term->kind == TERM_EXCESS;
}

bool rule_in_dollars(const struct rule *rule) {
    for (uint32_t i = 0; i < rule->term_count; i++) {
        if (rule->terms[i].kind != TERM_SUM || !ratio_equal(rule->terms[i].times, RATIO_ONE)) {
            return false;
        }
    }
    return true;
}

uint32_t plan_find(const char *const *list, uint32_t count, const char *name) {
    for (uint32_t i = 0; i < count; i++) {
        if (strcmp(list[i], name) == 0) {
            return i;
        }
    }
    return NONE;
}

/* --- curves ------------------------------------------------------------------------------- */

const struct curve *line_curve(const struct line *line, uint32_t measure) {
    for (uint32_t i = 0; i < line->curve_count; i++) {
        if (line->curves[i].measure == measure) {
            return &line->curves[i];
        }
    }
    return NULL;
}

static struct ratio slope_between(const struct point *from, const struct point *to) {
    return ratio_div(ratio_sub(to->value, from->value), ratio_sub(to->dollars, from->dollars));
}

struct ratio curve_value(const struct curve *curve, struct ratio dollars) {
    if (curve->points == NULL) {
        return ratio_mul(curve->per_dollar, dollars);
    }
    if (!ratio_known(dollars)) {
        return RATIO_UNKNOWN;
    }
    const struct point *point = curve->points;
    const struct point *last = point + curve->point_count - 1;
    if (ratio_cmp(dollars, point->dollars) <= 0) {
        return point->value;
    }
    while (point < last && ratio_cmp(dollars, point[1].dollars) > 0) {
        point++;
    }
    if (point == last) {
        return last->value;
    }
    struct ratio beyond = ratio_sub(dollars, point->dollars);
    return ratio_add(point->value, ratio_mul(slope_between(point, point + 1), beyond));
}

int curve_shape(const struct curve *curve, bool *straight) {
    bool concave = true, convex = true;
    for (uint32_t i = 2; i < curve->point_count; i++) {
        const struct point *point = &curve->points[i];
        int turn =
            ratio_cmp(slope_between(point - 1, point), slope_between(point - 2, point - 1));
        concave = concave && turn <= 0;
        convex = convex && turn >= 0;
    }
    *straight = concave && convex;
    return concave ? 1 : convex ? -1 : 0;
}

/* --- what a selection selects ------------------------------------------------------------- */

static bool picks_hold(const struct picks *picks, uint32_t position) {
    uint32_t low = 0, high = picks->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (picks->list[middle] < position) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < picks->count && picks->list[low] == position;
}

static uint32_t member_of(const struct member *member, enum dimension dimension) {
    return member == NULL ? NONE : member->of[dimension];
}

/* Whether the selection itself says which members of a dimension it picks; `each` leaves that
 * to the member. */
static bool has_picks(const struct selection *selection, enum dimension dimension) {
    return selection != NULL && selection->given[dimension] && !selection->each[dimension];
}

bool selection_has(const struct selection *selection, const struct member *member,
                   enum dimension dimension, uint32_t position) {
    uint32_t own = member_of(member, dimension);
    if (own != NONE && own != position) {
        return false;
    }
    return !has_picks(selection, dimension) ||
           picks_hold(&selection->picks[dimension], position);
}

static bool tags_picked(const struct selection *selection, const struct line *line) {
    if (!has_picks(selection, BY_TAG)) {
        return true;
    }
    for (uint32_t i = 0; i < line->tags.count; i++) {
        if (picks_hold(&selection->picks[BY_TAG], line->tags.list[i])) {
            return true;
        }
    }
    return false;
}

static struct ratio axes_picked(const struct selection *selection, const struct member *member,
                                const struct line *line) {
    if (member_of(member, BY_AXIS) == NONE && !has_picks(selection, BY_AXIS)) {
        return RATIO_ONE;
    }
    struct ratio sum = RATIO_ZERO;
    uint32_t found = 0;
    for (uint32_t i = 0; i < line->axis_count; i++) {
        if (selection_has(selection, member, BY_AXIS, line->axes[i].axis)) {
            struct ratio share = line->axes[i].share;
            sum = found == 0 ? share : ratio_add(sum, share);
            found++;
        }
    }
    return sum;
}

struct ratio selection_share(const struct plan *plan, const struct selection *selection,
                             const struct member *member, const struct line *line) {
    assert(line >= plan->lines && line < plan->lines + plan->line_count);
    if (!selection_has(selection, member, BY_TERRITORY, line->territory) ||
        !selection_has(selection, member, BY_LINE, (uint32_t)(line - plan->lines)) ||
        !selection_has(selection, member, BY_KIND, line->kind) ||
        !tags_picked(selection, line)) {
        return RATIO_ZERO;
    }
    return axes_picked(selection, member, line);
}

struct member selection_each(const struct selection *selection, const struct member *member) {
    struct member narrowed;
    for (int i = 0; i < DIMENSIONS; i++) {
        narrowed.of[i] = selection->each[i] ? member->of[i] : NONE;
    }
    return narrowed;
}

/* --- attributes of a rule's member -------------------------------------------------------- */

bool plan_has_attribute(const struct plan *plan, enum dimension dimension, uint32_t attribute) {
    struct ratio value;
    for (uint32_t i = 0; i < plan_member_count(plan, dimension); i++) {
        const struct entity *entity = plan_entity(plan, dimension, i);
        if (entity != NULL && entity_attribute(entity, attribute, &value)) {
            return true;
        }
    }
    return false;
}

struct ratio plan_attribute_total(const struct plan *plan, enum dimension dimension,
                                  uint32_t attribute) {
    struct ratio total = RATIO_ZERO, value;
    for (uint32_t i = 0; i < plan_member_count(plan, dimension); i++) {
        if (entity_attribute(plan_entity(plan, dimension, i), attribute, &value)) {
            total = ratio_add(total, value);
        }
    }
    return total;
}

/* Where a rule's attribute is found: the first dimension of its member in which entities have
 * it. DIMENSIONS: nowhere, or the member itself is one that lacks it. */
static enum dimension attribute_dimension(const struct plan *plan, const struct member *member,
                                          uint32_t attribute, struct ratio *own_value) {
    static const enum dimension order[] = {BY_TERRITORY, BY_AXIS, BY_FUND, BY_LINE};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        uint32_t own = member_of(member, order[i]);
        if (own == NONE) {
            continue;
        }
        if (entity_attribute(plan_entity(plan, order[i], own), attribute, own_value)) {
            return order[i];
        }
        if (plan_has_attribute(plan, order[i], attribute)) {
            break;
        }
    }
    *own_value = RATIO_UNKNOWN;
    return DIMENSIONS;
}

struct ratio member_part(const struct plan *plan, const struct member *member,
                         uint32_t attribute) {
    struct ratio own_value;
    enum dimension dimension = attribute_dimension(plan, member, attribute, &own_value);
    return ratio_div(own_value, plan_attribute_total(plan, dimension, attribute));
}

struct ratio member_value(const struct plan *plan, const struct member *member,
                          uint32_t attribute) {
    struct ratio own_value;
    attribute_dimension(plan, member, attribute, &own_value);
    return own_value;
}

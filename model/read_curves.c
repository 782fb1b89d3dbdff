/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

static bool read_total(struct reader *r, const struct line *line, struct curve *curve,
                       struct node *total, struct node *const *values) {
    const struct node *max = values[LINE_MOST] != NULL ? values[LINE_MOST] : values[LINE_COST];
    if (!read_usable(total)) {
        return false;
    }
    if (line->has_max && ratio_sign(line->max) > 0) {
        curve->per_dollar = ratio_div(read_number(total, RATIO_ZERO), line->max);
        return true;
    }
    if (max == NULL || line->has_max) {
        notes_input(r->notes, read_blame(r, total),
                    "« total » demande un « max » ou un « cost » plus grand que 0",
                    "'total' needs a 'max' or 'cost' of more than 0");
        if (max != NULL) {
            notes_also(r->notes, read_place(r, max));
        }
    }
    return false;
}

static bool read_point(struct reader *r, struct curve *curve, struct node *item) {
    if (item->bad || item->first->bad || item->first->next->bad) {
        return false;
    }
    struct point *point = &curve->points[curve->point_count];
    point->dollars = read_number(item->first, RATIO_ZERO);
    point->value = read_number(item->first->next, RATIO_ZERO);
    if (curve->point_count == 0 && ratio_sign(point->dollars) != 0) {
        notes_input(r->notes, read_blame(r, item->first),
                    "le premier point d’une courbe est à 0 dollar",
                    "the first point of a curve is at 0 dollars");
        return false;
    }
    if (curve->point_count > 0 && ratio_cmp(point[-1].dollars, point->dollars) >= 0) {
        notes_input(r->notes, read_blame(r, item->first),
                    "les dollars d’une courbe montent de point en point",
                    "the dollars of a curve rise from point to point");
        return false;
    }
    curve->point_count++;
    return true;
}

static bool read_points(struct reader *r, struct curve *curve, struct node *list) {
    if (!read_usable(list)) {
        return false;
    }
    curve->points = ARENA_ARRAY(r->arena, struct point, list->count);
    for (struct node *item = list->first; item != NULL; item = item->next) {
        if (!read_point(r, curve, item)) {
            list->bad = true;
            return false;
        }
    }
    return true;
}

static void add_curve(struct reader *r, struct line *line, uint32_t measure, struct node *node,
                      struct node *const *values) {
    if (!read_usable(node)) {
        return;
    }
    struct curve *curve = &line->curves[line->curve_count];
    *curve = (struct curve){
        .place = read_place(r, node), .measure = measure, .per_dollar = RATIO_ZERO};
    bool sound = true;
    if (node->kind == NODE_SCALAR) {
        curve->per_dollar = read_number(node, RATIO_ZERO);
    } else {
        struct node *own[CURVE_KEYS] = {NULL};
        record_values(node, own);
        sound = own[CURVE_TOTAL] != NULL ? read_total(r, line, curve, own[CURVE_TOTAL], values)
                                         : read_points(r, curve, own[CURVE_POINTS]);
    }
    line->curve_count += sound;
    r->has_benefit = r->has_benefit || measure == 0;
}

void read_curves(struct reader *r, struct line *line, struct node *const *values) {
    struct node *benefit = values[LINE_BENEFIT], *measures = values[LINE_MEASURES];
    bool several = read_usable(measures);
    uint32_t most = (benefit != NULL ? 1 : 0) + (several ? measures->count : 0);
    if (most == 0) {
        return;
    }
    line->curves = ARENA_ARRAY(r->arena, struct curve, most);
    if (benefit != NULL) {
        add_curve(r, line, 0, benefit, values);
        r->has_benefit = true;
    }
    for (struct node *key = several ? measures->first : NULL; key != NULL;
         key = key->next->next) {
        if (key->bad) {
            continue;
        }
        uint32_t measure = read_word(r, &r->measures, key);
        if (measure == 0 && benefit != NULL) {
            notes_input(r->notes, read_blame(r, key),
                        "« benefit » et « measures.benefit » sont la même mesure",
                        "'benefit' and 'measures.benefit' are the same measure");
            notes_also(r->notes, read_place(r, benefit));
            continue;
        }
        add_curve(r, line, measure, key->next, values);
    }
}

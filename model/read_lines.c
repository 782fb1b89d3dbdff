/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

#include <stdlib.h>
#include <string.h>

/* --- identifiers, templates expanded ---------------------------------------------------------- */

/* A template's members, until all lines are counted and there is room for them. */
struct template {
    struct node *key;
    struct members members;
};

struct template_list {
    struct template *list;
    uint32_t count, capacity;
};

static struct member no_member(void) {
    struct member member;
    for (int i = 0; i < DIMENSIONS; i++) {
        member.of[i] = NONE;
    }
    return member;
}

static void refuse_stray(struct reader *r, struct node *const *values) {
    static const enum line_key keys[] = {LINE_ONLY, LINE_EXCEPT, LINE_EACH};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (read_usable(values[keys[i]])) {
            notes_input(r->notes, read_blame(r, values[keys[i]]),
                        "« %s » ne va qu’avec « for_each »", "'%s' goes only with 'for_each'",
                        shape_line.keys[keys[i]].name);
        }
    }
}

/* How many lines a key of `lines` stands for; a template's members are kept in the list. */
static uint32_t expand(struct reader *r, struct node *key, struct template_list *templates) {
    struct node *values[LINE_KEYS] = {NULL};
    r->lines.unsure = r->lines.unsure || key->next->bad;
    if (key->next->known <= LINE_MEMBER_KEYS) {
        return 1; /* no key of a template: most lines need no look inside */
    }
    record_values(key->next, values);
    if (values[LINE_FOR_EACH] == NULL) {
        refuse_stray(r, values);
        return 1;
    }
    struct template_nodes nodes = {.key = key,
                                   .map = key->next,
                                   .for_each = values[LINE_FOR_EACH],
                                   .only = values[LINE_ONLY],
                                   .except = values[LINE_EXCEPT],
                                   .each = values[LINE_EACH]};
    ARRAY_RESERVE(templates->list, templates->count, templates->capacity);
    struct template *template = &templates->list[templates->count++];
    template->key = key;
    if (!read_members(r, &nodes, &template->members)) {
        r->lines.unsure = true;
        template->members.count = 0;
    }
    return template->members.count;
}

static void add_line(struct reader *r, const char *id, uint32_t family) {
    struct line *line = &r->plan->lines[r->plan->line_count++];
    line->family = family;
    line->entity.id = line->entity.name = id;
    names_add(&r->lines.names, id, NULL);
}

static void add_template(struct reader *r, const struct template *template) {
    struct plan *plan = r->plan;
    const struct members *members = &template->members;
    uint32_t position = plan->family_count++;
    struct family *family = &plan->families[position];
    const char *name = read_text(r, node_get(template->key->next, "name"));
    family->id = node_string(r->arena, template->key);
    family->name = name != NULL ? name : family->id;
    family->first = plan->line_count;
    family->count = members->count;
    names_add(&r->families.names, family->id, NULL);
    for (uint32_t i = 0; i < members->count; i++) {
        struct fields fields = read_fields(&members->layers[i]);
        uint32_t at = plan->line_count;
        add_line(r, arena_format(r->arena, "%s.%s", family->id, members->labels[i]), position);
        plan->lines[at].entity.name =
            read_member_name(r, fields.values[ENTITY_NAME], members, &members->list[i]);
        r->line_sources[at] = (struct line_source){members->layers[i], members->list[i], false};
    }
}

static void add_plain_line(struct reader *r, struct node *key) {
    r->line_sources[r->plan->line_count] = (struct line_source){
        .layers = {.key = key, .map = {key->next}, .count = 1},
        .member = no_member(),
    };
    add_line(r, node_string(r->arena, key), NONE);
}

static void add_lines(struct reader *r, struct node *lines, uint64_t count,
                      const struct template_list *templates) {
    struct plan *plan = r->plan;
    uint32_t at = 0;
    plan->lines = ARENA_ARRAY(r->arena, struct line, count);
    plan->families = ARENA_ARRAY(r->arena, struct family, templates->count);
    r->line_sources = ARENA_ARRAY(r->tree->arena, struct line_source, count);
    r->places.lines = ARENA_ARRAY(r->tree->arena, struct line_places, count);
    for (struct node *key = lines->first; key != NULL; key = key->next->next) {
        if (at < templates->count && templates->list[at].key == key) {
            add_template(r, &templates->list[at++]);
        } else {
            add_plain_line(r, key);
        }
    }
}

void read_line_ids(struct reader *r, struct node *lines) {
    struct template_list templates = {0};
    uint64_t count = 0;
    if (!read_usable(lines) || lines->kind != NODE_MAP) {
        r->lines.unsure = true;
        return;
    }
    if (lines->known <= LINE_MEMBER_KEYS && notes_errors(r->notes) == 0) {
        add_lines(r, lines, lines->count, &templates); /* none of them is a template */
        return;
    }
    for (struct node *key = lines->first; key != NULL; key = key->next->next) {
        count += expand(r, key, &templates);
        if (count > READ_MOST_LINES) {
            notes_input(r->notes, read_blame(r, key), "plus de %u lignes", "more than %u lines",
                        READ_MOST_LINES);
            r->lines.unsure = true;
            free(templates.list);
            return;
        }
    }
    add_lines(r, lines, count, &templates);
    free(templates.list);
}

/* --- what a line says ------------------------------------------------------------------------- */

static void read_territory(struct reader *r, struct line *line,
                           const struct line_source *source, struct node *node) {
    line->territory = source->member.of[BY_TERRITORY];
    if (!read_usable(node)) {
        return;
    }
    if (line->territory != NONE) {
        notes_input(r->notes, read_blame(r, node), "« for_each » donne déjà le territoire",
                    "'for_each' gives the territory already");
        return;
    }
    line->territory = read_name(r, NAME_TERRITORY, node);
}

static void set_whole_axis(struct reader *r, struct line *line, uint32_t axis) {
    if (axis != NONE) {
        line->axes = ARENA_NEW(r->arena, struct axis_share);
        line->axes[0] = (struct axis_share){axis, RATIO_ONE};
        line->axis_count = 1;
    }
}

static void read_axis_shares(struct reader *r, struct line *line, struct node *map) {
    line->axes = ARENA_ARRAY(r->arena, struct axis_share, map->count);
    struct ratio sum = RATIO_ZERO;
    bool sound = true;
    for (struct node *key = map->first; key != NULL; key = key->next->next) {
        uint32_t axis = read_name(r, NAME_AXIS, key);
        struct ratio share = read_number(key->next, RATIO_ZERO);
        sound = sound && axis != NONE && !key->next->bad;
        sum = ratio_add(sum, share);
        if (axis != NONE && ratio_sign(share) > 0) {
            line->axes[line->axis_count++] = (struct axis_share){axis, share};
        }
    }
    if (sound && !(ratio_known(sum) && ratio_equal(sum, RATIO_ONE))) {
        struct ratio rest = ratio_mul(ratio_sub(RATIO_ONE, sum), ratio_of(100, 1));
        bool more = ratio_known(rest) && ratio_sign(rest) > 0;
        struct text total = {0}, change = {0};
        text_add_ratio(&total, ratio_mul(sum, ratio_of(100, 1)), 9);
        text_add_ratio(&change, more ? rest : ratio_neg(rest), 9);
        notes_input(r->notes, read_blame(r, map), "les parts des axes font %s %%, pas 100 %%",
                    "the shares of the axes add up to %s%%, not 100%%", text_string(&total));
        notes_advise(r->notes, more ? "il manque %s %%" : "ôtez %s %%",
                     more ? "%s%% is missing" : "take %s%% away", text_string(&change));
        text_free(&total);
        text_free(&change);
    }
}

static void read_axis(struct reader *r, struct line *line, const struct line_source *source,
                      struct node *node) {
    uint32_t given = source->member.of[BY_AXIS];
    set_whole_axis(r, line, given);
    if (!read_usable(node)) {
        return;
    }
    if (given != NONE) {
        notes_input(r->notes, read_blame(r, node), "« for_each » donne déjà l’axe",
                    "'for_each' gives the axis already");
    } else if (node->kind == NODE_SCALAR) {
        set_whole_axis(r, line, read_name(r, NAME_AXIS, node));
    } else {
        read_axis_shares(r, line, node);
    }
}

static struct picks read_tags(struct reader *r, struct node *node) {
    for (struct node *item = read_items(node); item != NULL; item = read_next(node, item)) {
        if (!item->bad) {
            (void)read_word(r, &r->tags, item);
        }
    }
    return read_usable(node) ? read_picks(r, node, NAME_TAG) : (struct picks){NULL, 0};
}

static void refuse_uneven(struct reader *r, const struct line *line, struct node *max) {
    struct ratio unit = r->plan->unit;
    if (ratio_sign(unit) > 0 && !ratio_equal(ratio_floor_to(line->max, unit), line->max)) {
        struct text step = {0};
        text_add_ratio(&step, unit, 9);
        notes_input(r->notes, read_blame(r, max),
                    "une ligne « whole » vaut un multiple entier de l’unité, %s $",
                    "a 'whole' line is a whole multiple of the unit, $%s", text_string(&step));
        text_free(&step);
    }
}

static void check_whole(struct reader *r, struct line *line, struct node *const *values) {
    struct node *max = values[LINE_MOST] != NULL ? values[LINE_MOST] : values[LINE_COST];
    if (!line->whole) {
        return;
    }
    if (max == NULL) {
        notes_input(r->notes, read_blame(r, values[LINE_WHOLE]),
                    "« whole » demande « max » ou « cost »", "'whole' needs 'max' or 'cost'");
    } else if (line->has_max && line->required && ratio_sign(line->max) == 0) {
        notes_input(r->notes, read_blame(r, max),
                    "une ligne « required » et « whole » demande plus que 0",
                    "a line that is 'required' and 'whole' needs more than 0");
        notes_also(r->notes, read_place(r, values[LINE_REQUIRED]));
    } else if (line->has_max) {
        refuse_uneven(r, line, max);
    }
}

static void check_bounds(struct reader *r, const struct line *line,
                         struct node *const *values) {
    struct node *min = values[LINE_LEAST];
    struct node *max = values[LINE_MOST] != NULL ? values[LINE_MOST] : values[LINE_COST];
    if (read_usable(min) && line->has_max && ratio_cmp(line->min, line->max) > 0) {
        notes_input(r->notes, read_blame(r, min), "« min » dépasse « %s »",
                    "'min' is above '%s'", max == values[LINE_MOST] ? "max" : "cost");
        notes_also(r->notes, read_place(r, max));
        notes_advise(r->notes, "baissez le premier, ou haussez le second",
                     "lower the first, or raise the second");
    }
    bool says_least = line->whole || min != NULL || values[LINE_WHOLE] != NULL;
    if (line->required && !says_least) {
        notes_input(r->notes, read_blame(r, values[LINE_REQUIRED]),
                    "« required » demande « min » ou « whole »",
                    "'required' needs 'min' or 'whole'");
        notes_advise(r->notes, "dites le moins que la ligne doit recevoir",
                     "say the least that the line must get");
    } else if (line->required && !line->whole && line->has_max && ratio_sign(line->max) == 0) {
        notes_input(r->notes, read_blame(r, max), "une ligne « required » demande plus que 0",
                    "a line that is 'required' needs more than 0");
        notes_also(r->notes, read_place(r, values[LINE_REQUIRED]));
        notes_advise(r->notes, "haussez ce maximum, ou écartez « required »",
                     "raise that maximum, or leave 'required' out");
    }
}

static void read_bounds(struct reader *r, struct line *line, struct node *const *values) {
    if (read_usable(values[LINE_MOST])) {
        line->max = read_number(values[LINE_MOST], RATIO_ZERO);
        line->has_max = true;
    } else if (values[LINE_MOST] == NULL && line->has_cost) {
        line->max = line->cost;
        line->has_max = true;
    }
    line->min = read_number(values[LINE_LEAST], RATIO_ZERO);
    line->required = read_yes_no(values[LINE_REQUIRED], false);
    line->whole = read_yes_no(values[LINE_WHOLE], false);
    check_whole(r, line, values);
    check_bounds(r, line, values);
}

static void read_aid_limit(struct reader *r, struct line *line, const struct node *node) {
    if (read_usable(node)) {
        line->has_aid_limit = true;
        line->aid_limit = read_number(node, RATIO_ONE);
        line->aid_place = read_place(r, node);
    }
}

/* Whether a name, or one of a list of names, is the line's own id. */
static bool names_itself(const struct line *line, struct node *node) {
    size_t length = strlen(line->entity.id);
    for (struct node *item = read_items(node); item != NULL; item = read_next(node, item)) {
        if (item->length == length && memcmp(item->text, line->entity.id, length) == 0) {
            return true;
        }
    }
    return false;
}

/* `requires` or `excludes`; a template that names itself means its other lines. */
static struct picks read_others(struct reader *r, const struct line *line, struct node *node) {
    if (!read_usable(node)) {
        return (struct picks){NULL, 0};
    }
    uint32_t own = (uint32_t)(line - r->plan->lines);
    struct picks picks = read_picks(r, node, NAME_LINE);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < picks.count; i++) {
        if (picks.list[i] != own) {
            picks.list[kept++] = picks.list[i];
        } else if (names_itself(line, node)) {
            notes_input(r->notes, read_blame(r, node), "la ligne « %s » se nomme elle-même",
                        "the line '%s' names itself", line->entity.id);
        }
    }
    picks.count = kept;
    return picks;
}

static struct place place_or_nowhere(const struct reader *r, const struct node *node) {
    return node != NULL ? read_place(r, node) : NOWHERE;
}

static void keep_places(struct reader *r, uint32_t position, struct node *const *values) {
    const struct node *max = values[LINE_MOST] != NULL ? values[LINE_MOST] : values[LINE_COST];
    r->places.lines[position] = (struct line_places){
        .min = place_or_nowhere(r, values[LINE_LEAST]),
        .max = place_or_nowhere(r, max),
        .requires = place_or_nowhere(r, values[LINE_REQUIRES]),
        .excludes = place_or_nowhere(r, values[LINE_EXCLUDES]),
    };
}

static bool has_fault(const struct node *node) {
    if (node == NULL || node->bad) {
        return node != NULL;
    }
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        if (child->bad) {
            return true;
        }
    }
    return false;
}

/* Whether what selections look at was refused. */
static bool is_unsure(struct node *const *values) {
    static const enum line_key keys[] = {LINE_KIND,  LINE_TERRITORY, LINE_AXIS, LINE_TAGS,
                                         LINE_FUNDS, LINE_YEARS,     LINE_COST, LINE_SCHEDULE};
    bool unsure = values[LINE_FUNDS] == NULL;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        unsure = unsure || has_fault(values[keys[i]]);
    }
    return unsure;
}

static void read_line(struct reader *r, uint32_t position) {
    struct line *line = &r->plan->lines[position];
    struct line_source *source = &r->line_sources[position];
    const char *name = line->entity.name; /* of a template's line: already made */
    struct fields fields = read_fields(&source->layers);
    struct node *const *values = fields.values;
    read_entity(r, &line->entity, &source->layers, &fields);
    if (line->family != NONE) {
        line->entity.name = name != NULL ? name : line->entity.id;
    }
    line->kind =
        read_usable(values[LINE_KIND]) ? read_word(r, &r->kinds, values[LINE_KIND]) : NONE;
    read_territory(r, line, source, values[LINE_TERRITORY]);
    read_axis(r, line, source, values[LINE_AXIS]);
    line->tags = read_tags(r, values[LINE_TAGS]);
    read_spread(r, line, values);
    read_bounds(r, line, values);
    read_payers(r, line, values);
    read_matches(r, line, values);
    read_aid_limit(r, line, values[LINE_PUBLIC_AID]);
    read_commitments(r, line, values);
    line->requires = read_others(r, line, values[LINE_REQUIRES]);
    line->excludes = read_others(r, line, values[LINE_EXCLUDES]);
    read_curves(r, line, values);
    keep_places(r, position, values);
    source->unsure = is_unsure(values);
}

void read_lines(struct reader *r) {
    for (uint32_t i = 0; i < r->plan->line_count; i++) {
        read_line(r, i);
    }
}

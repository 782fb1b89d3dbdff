/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/read_parts.h"

#include <string.h>

/* What `only`, `except` or `each` names, and which of it is met by some member. */
struct mentions {
    struct names names;
    struct node **nodes; /* [count] the names */
    bool *met;           /* [count] */
    bool given;
    bool has[DIMENSIONS]; /* `only` names members of this dimension alone */
};

static void add_mention(struct reader *r, struct mentions *mentions, struct node *node) {
    uint32_t at = names_add(&mentions->names, node_string(r->tree->arena, node), NULL);
    mentions->nodes[at] = node;
}

static struct mentions read_mentions(struct reader *r, struct node *node) {
    struct mentions mentions = {.given = read_usable(node)};
    if (!mentions.given) {
        return mentions;
    }
    uint32_t most = node->kind == NODE_SCALAR ? 1 : node->count;
    mentions.nodes = ARENA_ARRAY(r->tree->arena, struct node *, most);
    mentions.met = ARENA_ARRAY(r->tree->arena, bool, most);
    if (node->kind == NODE_MAP) {
        for (struct node *key = node->first; key != NULL; key = key->next->next) {
            add_mention(r, &mentions, key);
        }
        return mentions;
    }
    for (struct node *item = read_items(node); item != NULL; item = read_next(node, item)) {
        if (!item->bad) {
            add_mention(r, &mentions, item);
        }
    }
    return mentions;
}

/* The node that mentions a name, or NULL. */
static struct node *mentioned(struct mentions *mentions, const char *name) {
    if (mentions->names.count == 0) {
        return NULL;
    }
    uint32_t at = names_find(&mentions->names, name, strlen(name));
    if (at == NAMES_NONE) {
        return NULL;
    }
    mentions->met[at] = true;
    return mentions->nodes[at];
}

static void refuse_unmet(struct reader *r, struct mentions *mentions,
                         const struct members *members) {
    for (uint32_t i = 0; i < mentions->names.count; i++) {
        if (mentions->met[i] || mentions->nodes[i]->bad) {
            continue;
        }
        struct node *node = mentions->nodes[i];
        notes_input(r->notes, read_blame(r, node), "« %s » n’est pas un membre de « for_each »",
                    "'%s' is not a member of 'for_each'", read_shown(r, node));
        if (members->dimension_count == 1) {
            read_suggest(r, &read_roster(r, members->dimensions[0])->names, node);
        }
    }
}

/* --- the dimensions --------------------------------------------------------------------------- */

static enum dimension dimension_named(const struct node *node) {
    return node_is(node, "territory") ? BY_TERRITORY
           : node_is(node, "axis")    ? BY_AXIS
           : node_is(node, "fund")    ? BY_FUND
           : node_is(node, "year")    ? BY_YEAR
                                      : BY_LINE;
}

static bool read_dimensions(struct reader *r, struct node *for_each, struct members *members) {
    for (struct node *item = read_items(for_each); item != NULL;
         item = read_next(for_each, item)) {
        if (item->bad) {
            return false;
        }
        enum dimension dimension = dimension_named(item);
        if (members_have(members, dimension)) {
            read_refuse_twice(r, for_each, item);
            return false;
        }
        if (plan_member_count(r->plan, dimension) == 0 ||
            (dimension == BY_YEAR && !r->plan->has_years)) {
            if (!read_roster(r, dimension)->unsure) {
                notes_input(r->notes, read_blame(r, item),
                            "« for_each: %s », mais le plan n’en définit pas",
                            "'for_each: %s', but the plan defines none", read_shown(r, item));
            }
            return false;
        }
        members->dimensions[members->dimension_count++] = dimension;
    }
    return members->dimension_count > 0;
}

bool members_have(const struct members *members, enum dimension dimension) {
    for (uint32_t i = 0; members != NULL && i < members->dimension_count; i++) {
        if (members->dimensions[i] == dimension) {
            return true;
        }
    }
    return false;
}

static bool count_members(struct reader *r, struct node *for_each, struct members *members) {
    uint64_t count = 1;
    for (uint32_t i = 0; i < members->dimension_count; i++) {
        count *= plan_member_count(r->plan, members->dimensions[i]);
        if (count > READ_MOST_LINES) {
            notes_input(r->notes, read_blame(r, for_each), "plus de %u membres",
                        "more than %u members", READ_MOST_LINES);
            return false;
        }
    }
    members->list = ARENA_ARRAY(r->tree->arena, struct member, count);
    members->labels = ARENA_ARRAY(r->tree->arena, const char *, count);
    members->layers = ARENA_ARRAY(r->tree->arena, struct layers, count);
    return true;
}

/* --- one member ------------------------------------------------------------------------------- */

static const char *id_in(struct reader *r, const struct members *members,
                         const struct member *member, uint32_t i) {
    enum dimension dimension = members->dimensions[i];
    return read_roster(r, dimension)->names.list[member->of[dimension]];
}

static const char *label_of(struct reader *r, const struct members *members,
                            const struct member *member) {
    const char *label = id_in(r, members, member, 0);
    for (uint32_t i = 1; i < members->dimension_count; i++) {
        label = arena_format(r->tree->arena, "%s.%s", label, id_in(r, members, member, i));
    }
    return label;
}

/* `only` keeps a member that it names whole, or whose every dimension it names alone. */
static bool kept(struct reader *r, struct mentions *only, const struct members *members,
                 const struct member *member, const char *label) {
    if (!only->given || mentioned(only, label) != NULL) {
        return true;
    }
    bool any = false, all = true;
    for (uint32_t i = 0; i < members->dimension_count; i++) {
        if (only->has[members->dimensions[i]]) {
            any = true;
            all = mentioned(only, id_in(r, members, member, i)) != NULL && all;
        }
    }
    return any && all;
}

static bool left_out(struct reader *r, struct mentions *except, const struct members *members,
                     const struct member *member, const char *label) {
    bool out = mentioned(except, label) != NULL;
    for (uint32_t i = 0; i < members->dimension_count; i++) {
        out = mentioned(except, id_in(r, members, member, i)) != NULL || out;
    }
    return out;
}

static void find_dimensions_of_only(struct reader *r, struct mentions *only,
                                    const struct members *members) {
    for (uint32_t m = 0; m < only->names.count; m++) {
        const char *name = only->names.list[m];
        for (uint32_t i = 0; i < members->dimension_count; i++) {
            enum dimension dimension = members->dimensions[i];
            const struct names *names = &read_roster(r, dimension)->names;
            only->has[dimension] =
                only->has[dimension] || names_find(names, name, strlen(name)) != NAMES_NONE;
        }
    }
}

static void add_layer(struct layers *layers, struct node *each_key) {
    if (each_key != NULL) {
        layers->map[layers->count++] = each_key->next;
    }
}

/* Of the last member: the template, then `each` of its dimensions in order, then `each` of the
 * whole member. */
static struct layers layers_of(struct reader *r, const struct template_nodes *nodes,
                               struct mentions *each, const struct members *members) {
    const struct member *member = &members->list[members->count - 1];
    struct layers layers = {.key = nodes->key, .map = {nodes->map}, .count = 1};
    uint32_t single = members->dimension_count == 1 ? 0 : members->dimension_count;
    for (uint32_t i = 0; i < single; i++) {
        add_layer(&layers, mentioned(each, id_in(r, members, member, i)));
    }
    add_layer(&layers, mentioned(each, members->labels[members->count - 1]));
    return layers;
}

/* Steps to the next member, the last dimension turning fastest; false after the last. */
static bool step(const struct plan *plan, const struct members *members,
                 struct member *member) {
    for (uint32_t i = members->dimension_count; i-- > 0;) {
        enum dimension dimension = members->dimensions[i];
        if (++member->of[dimension] < plan_member_count(plan, dimension)) {
            return true;
        }
        member->of[dimension] = 0;
    }
    return false;
}

/* One of them says who the members are; both would say it twice. */
static void refuse_both(struct reader *r, const struct template_nodes *nodes) {
    if (read_usable(nodes->only) && read_usable(nodes->except)) {
        notes_input(r->notes, read_blame(r, nodes->except),
                    "« only » et « except » se donnent l’un ou l’autre, pas ensemble",
                    "give 'only' or 'except', not both");
        notes_also(r->notes, read_place(r, nodes->only));
        notes_advise(r->notes, "nommez dans « only » les seuls membres voulus",
                     "name in 'only' just the members you want");
    }
}

static void refuse_nobody(struct reader *r, const struct template_nodes *nodes,
                          const struct members *members) {
    struct node *node = read_usable(nodes->except) ? nodes->except : nodes->only;
    if (members->count == 0 && read_usable(node)) {
        notes_input(r->notes, read_blame(r, node), "il ne reste aucun membre de ce modèle",
                    "no member of this template is left");
        notes_advise(r->notes, "retirez le modèle, ou gardez au moins un membre",
                     "remove the template, or keep at least one member");
    }
}

bool read_members(struct reader *r, const struct template_nodes *nodes,
                  struct members *members) {
    *members = (struct members){.count = 0};
    if (!read_usable(nodes->for_each) || !read_dimensions(r, nodes->for_each, members) ||
        !count_members(r, nodes->for_each, members)) {
        return false;
    }
    struct mentions only = read_mentions(r, nodes->only);
    struct mentions except = read_mentions(r, nodes->except);
    struct mentions each = read_mentions(r, nodes->each);
    find_dimensions_of_only(r, &only, members);
    struct member member;
    for (int i = 0; i < DIMENSIONS; i++) {
        member.of[i] = NONE;
    }
    for (uint32_t i = 0; i < members->dimension_count; i++) {
        member.of[members->dimensions[i]] = 0;
    }
    do {
        const char *label = label_of(r, members, &member);
        bool out = left_out(r, &except, members, &member, label);
        if (kept(r, &only, members, &member, label) && !out) {
            members->list[members->count] = member;
            members->labels[members->count++] = label;
            members->layers[members->count - 1] = layers_of(r, nodes, &each, members);
        }
    } while (step(r->plan, members, &member));
    refuse_unmet(r, &only, members);
    refuse_unmet(r, &except, members);
    refuse_unmet(r, &each, members);
    refuse_both(r, nodes);
    refuse_nobody(r, nodes, members);
    names_free(&only.names);
    names_free(&except.names);
    names_free(&each.names);
    return true;
}

/* --- names ------------------------------------------------------------------------------------ */

static const char *const dimension_words[DIMENSIONS] = {
    [BY_FUND] = "fund", [BY_TERRITORY] = "territory", [BY_AXIS] = "axis",
    [BY_LINE] = "line", [BY_KIND] = "kind",           [BY_TAG] = "tag",
    [BY_YEAR] = "year",
};

static const char *member_name(struct reader *r, const struct member *member,
                               enum dimension dimension) {
    uint32_t position = member->of[dimension];
    const struct entity *entity = plan_entity(r->plan, dimension, position);
    return entity != NULL ? entity->name : r->plan->years[position];
}

/* Replaces `{word}` at the start of `text`; the bytes it takes, or 0. */
static size_t replace_one(struct reader *r, const char *text, const struct members *members,
                          const struct member *member, struct text *out) {
    for (uint32_t i = 0; i < members->dimension_count; i++) {
        const char *word = dimension_words[members->dimensions[i]];
        size_t length = strlen(word);
        if (strncmp(text + 1, word, length) == 0 && text[1 + length] == '}') {
            text_add(out, member_name(r, member, members->dimensions[i]));
            return length + 2;
        }
    }
    return 0;
}

/* `{word}` that no dimension of the template replaces: surely a slip. */
static bool is_slip(const char *text) {
    size_t length = strcspn(text + 1, "}");
    return text[1 + length] == '}' && identifier_is_sound(text + 1, length);
}

static void refuse_slip(struct reader *r, struct node *text, const struct members *members) {
    struct text words = {0};
    for (uint32_t i = 0; i < members->dimension_count; i++) {
        text_format(&words, "%s{%s}", i == 0 ? "" : ", ",
                    dimension_words[members->dimensions[i]]);
    }
    notes_input(r->notes, read_blame(r, text), "ce nom ne peut contenir que %s",
                "this name can only contain %s", text_string(&words));
    text_free(&words);
}

const char *read_member_name(struct reader *r, struct node *text, const struct members *members,
                             const struct member *member) {
    const char *at = read_text(r, text);
    if (at == NULL) {
        return NULL;
    }
    struct text out = {0};
    bool replaced = false;
    while (*at != '\0') {
        size_t taken = *at == '{' ? replace_one(r, at, members, member, &out) : 0;
        replaced = replaced || taken > 0;
        if (taken == 0 && *at == '{' && is_slip(at) && read_usable(text)) {
            refuse_slip(r, text, members);
        }
        if (taken == 0) {
            text_add_char(&out, *at++);
        }
        at += taken;
    }
    for (uint32_t i = 0; i < members->dimension_count && !replaced; i++) {
        text_add(&out, i == 0 ? " \xE2\x80\x93 " : ", ");
        text_add(&out, member_name(r, member, members->dimensions[i]));
    }
    const char *name = arena_copy(r->arena, text_string(&out), out.length);
    text_free(&out);
    return name;
}

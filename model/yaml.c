/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yaml.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "model/anchors.h"
#include "model/encoding.h"
#include "model/keys.h"
#include "model/syntax.h"

/* A map or list that is being read. */
struct frame {
    struct node *node;
    struct node **tail; /* where its next member goes */
    uint32_t members;   /* of a map: keys and values */
    size_t first_key;   /* of a map: how many keys had been entered before */
    size_t end;         /* of its last member as it stands in the text, bytes */
    bool in_key;        /* of another map: refused already, not worth further notes */
};

/* libyaml counts characters, we count bytes: one place known both ways. Marks come almost in
 * order, so that walking from one to the next takes linear time. */
struct walker {
    size_t character, byte;
};

struct reader {
    yaml_parser_t parser;
    const struct source *source;
    struct notes *notes;
    struct tree *tree;
    struct node *root;
    struct walker walker;
    struct frame frames[TREE_MOST_LEVELS]; /* [levels], the outermost first */
    uint32_t levels, nodes, documents;
    uint8_t index;
    bool stopped; /* no tree comes of it */
    struct anchors anchors;
    struct keys keys;
};

/* --- places ----------------------------------------------------------------------------------- */

static bool continues_character(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static size_t offset_of(struct reader *r, const yaml_mark_t *mark) {
    const char *bytes = r->source->bytes;
    struct walker *w = &r->walker;

    while (w->character < mark->index && w->byte < r->source->length) {
        do {
            w->byte++;
        } while (continues_character(bytes[w->byte]));
        w->character++;
    }
    while (w->character > mark->index) {
        do {
            w->byte--;
        } while (continues_character(bytes[w->byte]));
        w->character--;
    }
    return w->byte;
}

static struct place place_of(const struct reader *r, size_t start, size_t end) {
    return (struct place){r->source, (uint32_t)start, (uint32_t)(end - start)};
}

/* The word at `start`, up to a space or an indicator, for properties whose end is not told. */
static struct place word_at(const struct reader *r, size_t start) {
    return place_of(r, start, start + strcspn(r->source->bytes + start, " \t\r\n,[]{}"));
}

/* --- the limits ------------------------------------------------------------------------------- */

static bool refuse_more_levels(struct reader *r, struct place place) {
    notes_input(r->notes, place, "plus de %d niveaux de listes et de clés emboîtées",
                "more than %d levels of nested lists and keys", TREE_MOST_LEVELS);
    notes_advise(r->notes, "un plan n’en a pas dix : il manque sans doute un crochet fermant",
                 "a plan has less than ten: a closing bracket is probably missing");
    r->stopped = true;
    return false;
}

static bool refuse_more_nodes(struct reader *r, struct place place) {
    notes_input(r->notes, place, "plus de %d clés et valeurs, copies des alias comprises",
                "more than %d keys and values, copies by aliases included", TREE_MOST_NODES);
    notes_advise(r->notes, "écrivez moins d’alias dans ce qu’ils répètent",
                 "write fewer aliases in what aliases repeat");
    r->stopped = true;
    return false;
}

/* NULL when there are too many. */
static struct node *new_node(struct reader *r, size_t start, size_t end) {
    struct node *node;

    if (r->nodes == TREE_MOST_NODES) {
        return NULL;
    }
    r->nodes++;
    node = ARENA_NEW(r->tree->arena, struct node);
    node->source = r->index;
    node->offset = (uint32_t)start;
    node->extent = (uint32_t)(end - start);
    return node;
}

/* --- putting nodes in their places ------------------------------------------------------------ */

static void refuse_key(struct reader *r, struct place place, struct node *key) {
    key->bad = true;
    if (key->kind != NODE_SCALAR) {
        place.length = 1;
        notes_input(r->notes, place, "une clé ne peut être ni une liste ni un groupe de clés",
                    "a key can be neither a list nor a group of keys");
        notes_advise(r->notes, "donnez-lui un nom simple, ou mettez-la entre guillemets",
                     "give it a simple name, or put it in quotes");
    } else if (key->length == 0) {
        notes_input(r->notes, place, "il manque une clé", "a key is missing");
        notes_advise(r->notes, "écrivez un nom avant le deux-points",
                     "write a name before the colon");
    } else {
        notes_input(r->notes, place, "la clé de fusion « << » n’est pas permise",
                    "the merge key '<<' is not allowed");
        notes_advise(
            r->notes,
            "écrivez les clés voulues, ou un modèle (for_each) avec ses différences "
            "(each)",
            "write out the keys you want, or a template (for_each) with its differences "
            "(each)");
    }
}

static bool may_be_key(const struct node *key) {
    return key->kind == NODE_SCALAR &&
           (key->quoted || (key->length > 0 && !node_is(key, "<<")));
}

/* Is the next node a key? */
static bool key_is_next(const struct reader *r) {
    const struct frame *frame = r->levels > 0 ? &r->frames[r->levels - 1] : NULL;

    return frame != NULL && frame->node->kind == NODE_MAP && frame->members % 2 == 0;
}

/* Without the pair of a bad key its map is not what was meant; but the whole plan goes on. */
static void enter_key(struct reader *r, struct frame *frame, struct node *key,
                      struct place place) {
    if (!key->bad && !may_be_key(key)) {
        refuse_key(r, place, key);
    }
    if (!key->bad) {
        keys_enter(&r->keys, key);
    } else if (r->levels > 1) {
        frame->node->bad = true;
    }
}

/* `start` and `end`: where it stands in the text, which is not its own place for a copy. */
static void put(struct reader *r, struct node *node, size_t start, size_t end) {
    struct frame *frame;

    if (r->levels == 0) {
        r->root = node;
        return;
    }
    frame = &r->frames[r->levels - 1];
    if (key_is_next(r) && !frame->in_key) {
        enter_key(r, frame, node, place_of(r, start, end));
    }
    *frame->tail = node;
    frame->tail = &node->next;
    frame->members++;
    frame->end = end;
}

/* A map or list means the same without its tag; of a scalar nobody knows. */
static void refuse_tag(struct reader *r, struct node *node) {
    const char *tag = strchr(r->source->bytes + node->offset, '!');

    assert(tag != NULL);
    notes_input(r->notes, word_at(r, (size_t)(tag - r->source->bytes)),
                "les étiquettes de type (« !… ») ne sont pas permises",
                "type tags ('!…') are not allowed");
    notes_advise(r->notes,
                 "supprimez-la ; si le texte commence vraiment par « ! », mettez-le entre "
                 "guillemets",
                 "remove it; if the text really begins with '!', put it in quotes");
    node->bad = node->bad || node->kind == NODE_SCALAR;
}

static void note_properties(struct reader *r, const yaml_char_t *anchor, const yaml_char_t *tag,
                            struct node *node) {
    if (tag != NULL) {
        refuse_tag(r, node);
    }
    if (anchor != NULL) {
        const char *name = (const char *)anchor;

        *anchors_enter(&r->anchors, r->tree->arena, name, strlen(name)) = node;
    }
}

/* --- aliases ---------------------------------------------------------------------------------- */

static bool is_being_read(const struct reader *r, const struct node *node) {
    for (uint32_t i = 0; i < r->levels; i++) {
        if (r->frames[i].node == node) {
            return true;
        }
    }
    return false;
}

static bool on_alias(struct reader *r, const char *name, size_t start, size_t end) {
    struct place place = place_of(r, start, end);
    const struct node *node = anchors_find(&r->anchors, name, strlen(name));
    struct node *copy;

    if (node == NULL) {
        notes_input(r->notes, place, "l’alias « *%s » ne renvoie à rien",
                    "the alias '*%s' refers to nothing", name);
        notes_advise(r->notes,
                     "l’ancre « &%s » doit venir avant ; si c’est du texte, mettez-le entre "
                     "guillemets",
                     "the anchor '&%s' must come before it; if this is text, put it in quotes",
                     name);
    } else if (is_being_read(r, node)) {
        notes_input(r->notes, place, "l’alias « *%s » renvoie à ce qui le contient",
                    "the alias '*%s' refers to what contains it", name);
        notes_also(r->notes, word_at(r, node->offset));
        notes_advise(r->notes, "écrivez à la place de l’alias ce qui est voulu là",
                     "write what is meant there in place of the alias");
    } else {
        copy = anchors_copy(r->tree->arena, node, r->levels, &r->nodes);
        if (copy == NULL) {
            return r->nodes == TREE_MOST_NODES ? refuse_more_nodes(r, place)
                                               : refuse_more_levels(r, place);
        }
        put(r, copy, start, end);
        return true;
    }
    copy = new_node(r, start, end); /* stands in for it, so that reading can go on */
    if (copy == NULL) {
        return refuse_more_nodes(r, place);
    }
    copy->text = r->source->bytes + start;
    copy->bad = true;
    put(r, copy, start, end);
    return true;
}

/* --- events ----------------------------------------------------------------------------------- */

/* The value, in the source itself where it stands there as it is. */
static const char *text_of(struct reader *r, const yaml_event_t *event,
                           const struct node *node) {
    const char *value = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    const char *written = r->source->bytes + node->offset + (node->quoted ? 1 : 0);

    if (length <= node->extent && memcmp(written, value, length) == 0) {
        return written;
    }
    return arena_copy(r->tree->arena, value, length);
}

static bool on_scalar(struct reader *r, const yaml_event_t *event, size_t start, size_t end) {
    yaml_scalar_style_t style = event->data.scalar.style;
    struct node *node;

    if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE) {
        while (end > start && strchr(" \t\r\n", r->source->bytes[end - 1]) != NULL) {
            end--;
        }
    }
    node = new_node(r, start, end);
    if (node == NULL) {
        return refuse_more_nodes(r, place_of(r, start, end));
    }
    node->kind = NODE_SCALAR;
    node->quoted = style != YAML_PLAIN_SCALAR_STYLE;
    node->text = text_of(r, event, node);
    node->length = (uint32_t)event->data.scalar.length;
    if (memchr(node->text, '\0', node->length) != NULL) {
        notes_input(r->notes, place_of(r, start, end), "ce texte contient le caractère nul",
                    "this text contains the null character");
        notes_advise(r->notes, "supprimez « \\0 » ; pour une barre oblique inverse, doublez-la",
                     "remove '\\0'; for a backslash, write two");
        node->length = (uint32_t)strlen(node->text);
        node->bad = true;
    }
    note_properties(r, event->data.scalar.anchor, event->data.scalar.tag, node);
    put(r, node, start, end);
    return true;
}

static bool on_open(struct reader *r, const yaml_event_t *event, size_t start, size_t end) {
    bool is_a_map = event->type == YAML_MAPPING_START_EVENT;
    bool in_key = r->levels > 0 && (key_is_next(r) || r->frames[r->levels - 1].in_key);
    struct node *node;

    if (r->levels == TREE_MOST_LEVELS) {
        return refuse_more_levels(r, place_of(r, start, start + 1));
    }
    node = new_node(r, start, end);
    if (node == NULL) {
        return refuse_more_nodes(r, place_of(r, start, start + 1));
    }
    node->kind = is_a_map ? NODE_MAP : NODE_LIST;
    if (is_a_map) {
        note_properties(r, event->data.mapping_start.anchor, event->data.mapping_start.tag,
                        node);
    } else {
        note_properties(r, event->data.sequence_start.anchor, event->data.sequence_start.tag,
                        node);
    }
    put(r, node, start, end);
    r->frames[r->levels++] = (struct frame){.node = node,
                                            .tail = &node->first,
                                            .first_key = r->keys.count,
                                            .end = end,
                                            .in_key = in_key};
    return true;
}

/* `end`: after a closing bracket, or 0 for a block, which ends where its last member does. */
static void close_frame(struct reader *r, size_t end) {
    struct frame *frame = &r->frames[--r->levels];
    struct node *node = frame->node;

    if (end == 0) {
        end = frame->end;
    }
    node->extent = (uint32_t)(end - node->offset);
    if (r->levels > 0) {
        r->frames[r->levels - 1].end = end;
    }
    node->count = node->kind == NODE_MAP ? frame->members / 2 : frame->members;
    if (r->stopped) { /* the map may lack its last value: keys that stand twice are told only */
        keys_tell(&r->keys, frame->first_key);
    } else if (node->kind == NODE_MAP) {
        keys_settle(&r->keys, frame->first_key, node, r->levels == 0);
    }
}

static bool on_document(struct reader *r, size_t start, size_t end) {
    r->documents++;
    if (r->documents == 1) {
        return true;
    }
    notes_input(r->notes, place_of(r, start, end), "un second document commence ici",
                "a second document begins here");
    notes_advise(r->notes, "un fichier n’en contient qu’un : supprimez la ligne « --- »",
                 "a file holds only one: remove the line '---'");
    return false;
}

/* False at the end and after a note that ends the reading. */
static bool on_event(struct reader *r, const yaml_event_t *event) {
    size_t start = offset_of(r, &event->start_mark);
    size_t end = offset_of(r, &event->end_mark);

    switch (event->type) {
    case YAML_STREAM_END_EVENT:
        return false;
    case YAML_DOCUMENT_START_EVENT:
        return on_document(r, start, end);
    case YAML_ALIAS_EVENT:
        return on_alias(r, (const char *)event->data.alias.anchor, start, end);
    case YAML_SCALAR_EVENT:
        return on_scalar(r, event, start, end);
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return on_open(r, event, start, end);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_frame(r, end > start ? end : 0);
        return true;
    default:
        return true;
    }
}

static void tell_problem(struct reader *r) {
    const yaml_parser_t *parser = &r->parser;
    struct syntax_problem problem = {parser->problem, parser->context, 0, 0};

    if (parser->error == YAML_MEMORY_ERROR) {
        memory_exhausted();
    }
    /* Context first: it is the farther back, and the walker is near the problem. */
    problem.context_at = offset_of(r, &parser->context_mark);
    problem.at = offset_of(r, &parser->problem_mark);
    syntax_tell(r->source, &problem, r->notes);
    r->stopped = true;
}

static void read_events(struct reader *r) {
    bool goes_on = true;

    while (goes_on) {
        yaml_event_t event;

        if (yaml_parser_parse(&r->parser, &event) == 0) {
            tell_problem(r);
            goes_on = false;
        } else {
            goes_on = on_event(r, &event);
            yaml_event_delete(&event);
        }
    }
    while (r->levels > 0) {
        close_frame(r, 0);
    }
}

struct node *yaml_read(struct tree *tree, uint8_t index, struct notes *notes) {
    const struct source *source = tree->sources[index];
    const size_t mark = encoding_mark(source);
    struct reader r = {.source = source,
                       .notes = notes,
                       .tree = tree,
                       .index = index,
                       .keys = {.tree = tree, .notes = notes}};

    r.walker.byte = mark;
    if (yaml_parser_initialize(&r.parser) == 0) {
        memory_exhausted();
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)source->bytes + mark,
                                 source->length - mark);
    read_events(&r);
    yaml_parser_delete(&r.parser);
    anchors_free(&r.anchors);
    keys_free(&r.keys);
    if (!r.stopped && r.root == NULL) { /* nothing at all, or comments only */
        r.root = new_node(&r, mark, mark);
        r.root->text = source->bytes + mark;
    }
    return r.stopped ? NULL : r.root;
}

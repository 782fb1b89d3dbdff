/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/syntax.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"

struct sentence {
    const char *french, *english;
};

/* The first rule that fits is taken. A field left out fits anything. */
struct rule {
    const char *problem; /* libyaml's words */
    const char *context; /* how libyaml's context begins */
    const char *bytes;   /* one of these stands at the place, or the document ends there */
    bool at_context; /* the context's place is the one to show; else it is the second place */
    struct sentence what, advice;
};

#define A_TAB                                                                                  \
    { "tabulation à la place d’espaces", "tab in place of spaces" }
#define USE_SPACES                                                                             \
    { "le retrait s’écrit avec des espaces", "indent with spaces" }
#define A_TAG                                                                                  \
    {                                                                                          \
        "les étiquettes de type (« !… ») ne sont pas permises",                                \
            "type tags ('!…') are not allowed"                                               \
    }
#define QUOTE_IT                                                                               \
    { "si c’est du texte, mettez-le entre guillemets", "if this is text, put it in quotes" }
#define CLOSE_IT                                                                               \
    {                                                                                          \
        "fermez-le ; un texte qui contient une apostrophe se met entre guillemets doubles",    \
            "close it; a text with an apostrophe goes in double quotes"                        \
    }
#define A_PERCENT                                                                              \
    { "une ligne ne peut pas commencer par « % »", "a line cannot begin with '%'" }
#define REMOVE_OR_QUOTE                                                                        \
    {                                                                                          \
        "supprimez-la, ou mettez le texte entre guillemets",                                   \
            "remove it, or put the text in quotes"                                             \
    }

static const struct rule rules[] = {
    /* A line that is not a key, or a text where a key should be. */
    {.problem = "mapping values are not allowed in this context",
     .what = {"ce deux-points n’est pas à sa place", "this colon is out of place"},
     .advice =
         {"un texte qui contient un deux-points suivi d’une espace se met entre "
          "guillemets ; une clé commence sa ligne, dans la même colonne que ses voisines",
          "a text with a colon followed by a space goes in quotes; a key begins its line, "
          "in the same column as its neighbours"}},
    {.problem = "could not find expected ':'",
     .at_context = true,
     .what = {"cette ligne devrait être une clé suivie d’un deux-points",
              "this line should be a key followed by a colon"},
     .advice = {"écrivez « clé: valeur » ; la suite d’un texte se met en retrait de sa clé",
                "write 'key: value'; a text that goes on is indented further than its key"}},
    {.problem = "did not find expected key",
     .what = {"une nouvelle clé devrait commencer ici", "a new key should begin here"},
     .advice =
         {"les clés d’un même groupe commencent dans la même colonne ; après un texte entre "
          "guillemets rien ne suit ; un texte qui contient une apostrophe se met entre "
          "guillemets doubles",
          "the keys of one group begin in the same column; nothing follows a text in "
          "quotes; a text with an apostrophe goes in double quotes"}},
    {.problem = "did not find expected '-' indicator",
     .what = {"un nouvel élément de liste devrait commencer ici",
              "a new list item should begin here"},
     .advice = {"les éléments d’une même liste commencent par « - » dans la même colonne",
                "the items of one list begin with '- ' in the same column"}},
    {.problem = "block sequence entries are not allowed in this context",
     .what = {"une liste ne peut pas commencer ici", "a list cannot begin here"},
     .advice = {"passez à la ligne avant le premier tiret, ou écrivez [a, b]",
                "begin a new line before the first dash, or write [a, b]"}},
    {.problem = "mapping keys are not allowed in this context",
     .what = {"une clé ne peut pas commencer ici", "a key cannot begin here"},
     .advice = {"un texte qui commence par « ? » se met entre guillemets",
                "a text that begins with '?' goes in quotes"}},

    /* Brackets. */
    {.problem = "did not find expected ',' or ']'",
     .what = {"il manque une virgule ou un crochet fermant",
              "a comma or a closing bracket is missing"},
     .advice =
         {"une liste s’écrit [a, b] ; un texte qui contient une virgule, un deux-points ou "
          "des guillemets se met entre guillemets",
          "a list is written [a, b]; a text with a comma, a colon or quotes in it goes in "
          "quotes"}},
    {.problem = "did not find expected ',' or '}'",
     .what = {"il manque une virgule ou une accolade fermante",
              "a comma or a closing brace is missing"},
     .advice = {"un groupe s’écrit {clé: valeur, clé: valeur} ; un texte qui contient une "
                "virgule, un deux-points ou des guillemets se met entre guillemets",
                "a group is written {key: value, key: value}; a text with a comma, a colon or "
                "quotes in it goes in quotes"}},
    {.problem = "found unexpected ':'",
     .what = {"ce deux-points n’est pas à sa place", "this colon is out of place"},
     .advice = {"entre accolades, écrivez « clé: valeur » avec une espace après le deux-points",
                "between braces, write 'key: value' with a space after the colon"}},
    {.problem = "did not find expected node content",
     .bytes = "",
     .what = {"le document s’arrête au milieu d’une liste ou d’un groupe",
              "the document stops in the middle of a list or group"},
     .advice = {"fermez les crochets et les accolades", "close the brackets and braces"}},
    {.problem = "did not find expected node content",
     .what = {"une valeur devrait se trouver ici", "a value should stand here"},
     .advice = {"supprimez la virgule ou le signe en trop, ou écrivez la valeur",
                "remove the comma or sign too many, or write the value"}},

    /* Tabs, and signs that mean something else to YAML. */
    {.problem = "found character that cannot start any token",
     .bytes = "\t",
     .what = A_TAB,
     .advice = USE_SPACES},
    {.problem = "found a tab character that violates indentation",
     .what = A_TAB,
     .advice = USE_SPACES},
    {.problem = "found a tab character where an indentation space is expected",
     .what = A_TAB,
     .advice = USE_SPACES},
    {.problem = "found character that cannot start any token",
     .what = {"un texte ne peut pas commencer par ce signe",
              "a text cannot begin with this sign"},
     .advice = {"mettez le texte entre guillemets", "put the text in quotes"}},
    {.context = "while scanning an alias",
     .at_context = true,
     .what = {"« * » annonce le nom d’une ancre, qui manque",
              "'*' announces the name of an anchor, which is missing"},
     .advice = QUOTE_IT},
    {.context = "while scanning an anchor",
     .at_context = true,
     .what = {"« & » annonce le nom d’une ancre, qui manque",
              "'&' announces the name of an anchor, which is missing"},
     .advice = QUOTE_IT},
    {.context = "while scanning a tag", .at_context = true, .what = A_TAG, .advice = QUOTE_IT},
    {.context = "while parsing a tag", .at_context = true, .what = A_TAG, .advice = QUOTE_IT},
    {.problem = "found undefined tag handle", .what = A_TAG, .advice = QUOTE_IT},
    {.context = "while scanning a block scalar",
     .what = {"après « | » ou « > » le texte commence à la ligne suivante",
              "after '|' or '>' the text begins on the next line"},
     .advice = {"passez à la ligne, ou mettez le texte entre guillemets",
                "begin a new line, or put the text in quotes"}},

    /* Quotes. */
    {.problem = "found unexpected end of stream",
     .context = "while scanning a quoted scalar",
     .at_context = true,
     .what = {"ce guillemet n’est jamais fermé", "this quote is never closed"},
     .advice = CLOSE_IT},
    {.problem = "found unexpected document indicator",
     .at_context = true,
     .what = {"ce guillemet n’est pas fermé avant la fin du document",
              "this quote is not closed before the end of the document"},
     .advice = CLOSE_IT},
    {.context = "while parsing a quoted scalar",
     .what = {"cette barre oblique inverse annonce un caractère inconnu",
              "this backslash announces an unknown character"},
     .advice = {"doublez-la, ou mettez le texte entre guillemets simples",
                "write two, or put the text in single quotes"}},

    /* Directives and documents. */
    {.problem = "found incompatible YAML document",
     .what = {"cette version de YAML n’est pas prise en charge",
              "this version of YAML is not supported"},
     .advice = {"supprimez la ligne « %YAML »", "remove the line '%YAML'"}},
    {.context = "while scanning a directive",
     .at_context = true,
     .what = A_PERCENT,
     .advice = REMOVE_OR_QUOTE},
    {.context = "while scanning a %",
     .at_context = true,
     .what = A_PERCENT,
     .advice = REMOVE_OR_QUOTE},
    {.context = "while parsing a %",
     .at_context = true,
     .what = A_PERCENT,
     .advice = REMOVE_OR_QUOTE},
    {.problem = "did not find expected <document start>",
     .what = {"le document est fini ; rien ne peut suivre ici",
              "the document has ended; nothing may follow here"},
     .advice = {"vérifiez le retrait de cette ligne, et les crochets et accolades de la "
                "précédente",
                "check the indentation of this line, and the brackets and braces of the one "
                "before"}},
};

static bool fits(const struct rule *rule, const struct syntax_problem *problem, char byte) {
    if (rule->problem != NULL &&
        (problem->problem == NULL || strcmp(rule->problem, problem->problem) != 0)) {
        return false;
    }
    if (rule->context != NULL &&
        (problem->context == NULL ||
         strncmp(rule->context, problem->context, strlen(rule->context)) != 0)) {
        return false;
    }
    return rule->bytes == NULL || strchr(rule->bytes, byte) != NULL;
}

static const struct rule *rule_for(const struct syntax_problem *problem, char byte) {
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (fits(&rules[i], problem, byte)) {
            return &rules[i];
        }
    }
    return NULL;
}

static const char *in(enum language language, const struct sentence *sentence) {
    return language == FRENCH ? sentence->french : sentence->english;
}

/* One character, or none at the end of a line or of the document. */
static struct place place_at(const struct source *source, size_t offset) {
    const char *at = source->bytes + offset;
    bool none = *at == '\0' || *at == '\r' || *at == '\n';
    size_t length = none ? 0 : utf8_character(at, source->length - offset, NULL);

    return (struct place){source, (uint32_t)offset, (uint32_t)length};
}

void syntax_tell(const struct source *source, const struct syntax_problem *problem,
                 struct notes *notes) {
    struct place at = place_at(source, problem->at), context = NOWHERE;
    const struct rule *rule = rule_for(problem, source->bytes[problem->at]);

    if (problem->context != NULL) {
        context = place_at(source, problem->context_at);
    }
    if (rule == NULL) {
        const char *words = problem->problem != NULL ? problem->problem : "?";

        notes_input(notes, at, "ce n’est pas du YAML : %s", "this is not YAML: %s", words);
        return;
    }
    notes_input(notes, rule->at_context ? context : at, "%s", "%s",
                in(notes->language, &rule->what));
    notes_advise(notes, "%s", "%s", in(notes->language, &rule->advice));
    if (!rule->at_context && problem->context != NULL && context.offset != at.offset) {
        notes_also(notes, context);
    }
}

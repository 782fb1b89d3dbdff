/* SPDX-License-Identifier: GPL-3.0-or-later */
/* print_docs NAME: prints a document that is made from the program's own tables. */
#include <stdio.h>
#include <string.h>

#include "cli/options.h"
#include "model/schema.h"
#include "reports/write.h"
#include "reports/write_comparison.h"

static void format_english(struct text *out) {
    schema_to_markdown(out, ENGLISH);
    answer_json_reference(ENGLISH, out);
    comparison_json_reference(ENGLISH, out);
}

static void format_french(struct text *out) {
    schema_to_markdown(out, FRENCH);
    answer_json_reference(FRENCH, out);
    comparison_json_reference(FRENCH, out);
}

static void options_english(struct text *out) {
    options_markdown(ENGLISH, out);
}

static void options_french(struct text *out) {
    options_markdown(FRENCH, out);
}

static const struct {
    const char *name;
    void (*print)(struct text *out);
} documents[] = {
    {"arrimage.1", options_manual},        {"arrimage.bash", options_bash_completion},
    {"_arrimage", options_zsh_completion}, {"options.en", options_english},
    {"options.fr", options_french},        {"format.md", format_english},
    {"format.fr.md", format_french},       {"plan.schema.json", schema_to_json},
};

int main(int argc, char **argv) {
    for (size_t i = 0; argc == 2 && i < sizeof documents / sizeof *documents; i++) {
        if (strcmp(argv[1], documents[i].name) == 0) {
            struct text out = {0};

            documents[i].print(&out);
            fputs(text_string(&out), stdout);
            text_free(&out);
            return fflush(stdout) == 0 ? 0 : 1;
        }
    }
    fputs(
        "usage: print_docs arrimage.1 | arrimage.bash | _arrimage | options.en | options.fr | "
        "format.md | format.fr.md | plan.schema.json\n",
        stderr);
    return 2;
}

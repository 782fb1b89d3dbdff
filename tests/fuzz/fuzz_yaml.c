/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_yaml: the two readers of YAML must agree on every document.
 *
 * A target for libFuzzer, with the mutations of yaml_twins.h beside its own. Compiled with -DALONE
 * it is a program by itself, which tries the same documents in the same order every time:
 *
 *     fuzz_yaml COUNT [FIRST]      documents by mutation, from number FIRST on
 *     fuzz_yaml all LENGTH         every document of LENGTH of the signs that matter
 */
#include "tests/fuzz/yaml_twins.h"

static int disagreement(const char *bytes, size_t length) {
    fprintf(stderr, "the readers disagree on, or break their promises for:\n");
    fwrite(bytes, 1, length, stderr);
    fprintf(stderr, "\n");
    return 1;
}

#ifdef ALONE

static int report(const struct twins_tally *tally) {
    printf("%llu documents, %llu read, %llu of them by quick\n",
           (unsigned long long)tally->documents, (unsigned long long)tally->read,
           (unsigned long long)tally->quickly);
    return 0;
}

static int by_mutation(uint64_t count, uint64_t first) {
    struct twins_tally tally = {0};

    for (uint64_t number = first; number < first + count; number++) {
        struct text text = twins_document(number);

        if (!twins_agree(text_string(&text), text.length, &tally)) {
            fprintf(stderr, "document %llu: ", (unsigned long long)number);
            return disagreement(text_string(&text), text.length);
        }
        text_free(&text);
    }
    return report(&tally);
}

static int by_enumeration(size_t length) {
    struct twins_tally tally = {0};
    char document[TWINS_LONGEST_ENUMERATED + 1];

    if (!twins_enumerate("", twins_signs, length, document, &tally)) {
        return disagreement(document, length);
    }
    return report(&tally);
}

int main(int argc, char **argv) {
    uint64_t first = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;

    if (argc < 2) {
        fprintf(stderr, "fuzz_yaml COUNT [FIRST] | all LENGTH\n");
        return 2;
    }
    if (strcmp(argv[1], "all") == 0 && first <= TWINS_LONGEST_ENUMERATED) {
        return by_enumeration((size_t)first);
    }
    return by_mutation(strtoull(argv[1], NULL, 10), first);
}

#else

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct twins_tally tally = {0};

    if (!twins_agree((const char *)data, size, &tally)) {
        disagreement((const char *)data, size);
        abort();
    }
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
    uint64_t state = seed;
    struct text text = {0};

    if (twins_below(&state, 4) == 0) {
        return LLVMFuzzerMutate(data, size, most);
    }
    if (size <= 1) {
        text = twins_document(seed);
    } else {
        text_add_bytes(&text, (const char *)data, size);
    }
    for (size_t times = 1 + twins_below(&state, 4); times > 0; times--) {
        twins_mutate_once(&text, &state);
    }
    size = text.length < most ? text.length : most;
    memcpy(data, text_string(&text), size);
    text_free(&text);
    return size;
}

#endif

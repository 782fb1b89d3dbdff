/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/encoding.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

enum { BLOCK = 16, MOST_TOLD = 20 };

static struct place place_of(const struct source *source, size_t offset, size_t length) {
    return (struct place){source, (uint32_t)offset, (uint32_t)length};
}

static bool begins_with(const struct source *source, const char *bytes, size_t length) {
    return source->length >= length && memcmp(source->bytes, bytes, length) == 0;
}

size_t encoding_mark(const struct source *source) {
    return begins_with(source, "\xEF\xBB\xBF", 3) ? 3 : 0;
}

/* The other encodings of Unicode show in the first four bytes: YAML 1.2.2, section 5.2. */
static const char *other_encoding(const struct source *source) {
    static const struct {
        bool nul[4];
        const char *name;
    } patterns[] = {
        {{true, true, true, false}, "UTF-32"},
        {{false, true, true, true}, "UTF-32"},
        {{true, false, true, false}, "UTF-16"},
        {{false, true, false, true}, "UTF-16"},
    };

    if (begins_with(source, "\xFF\xFE\0\0", 4) || begins_with(source, "\0\0\xFE\xFF", 4)) {
        return "UTF-32";
    }
    if (begins_with(source, "\xFF\xFE", 2) || begins_with(source, "\xFE\xFF", 2)) {
        return "UTF-16";
    }
    for (size_t p = 0; source->length >= 4 && p < sizeof patterns / sizeof *patterns; p++) {
        bool same = true;

        for (size_t i = 0; i < 4; i++) {
            same = same && (source->bytes[i] == '\0') == patterns[p].nul[i];
        }
        if (same) {
            return patterns[p].name;
        }
    }
    return NULL;
}

/* Printable ASCII and LF only: what most blocks of a document are. The loop has no branch and works
 * on bytes alone, so that the compiler takes many at a time. */
static bool block_is_simple(const char *bytes) {
    unsigned char odd = 0;

    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        unsigned char printable = (unsigned char)((unsigned char)(byte - 0x20) < 0x5F);

        odd |= (unsigned char)(printable | (byte == '\n')) ^ 1;
    }
    return odd == 0;
}

static bool is_allowed(uint32_t code) {
    if (code < 0x20) {
        return code == '\t' || code == '\n' || code == '\r';
    }
    if (code < 0xA0) {
        return code < 0x7F;
    }
    return code != 0x2028 && code != 0x2029 && code != 0xFEFF && code != 0xFFFE &&
           code != 0xFFFF;
}

/* Length of the character at `i`, 0 when it is not allowed. */
static size_t allowed_at(const struct source *source, size_t i) {
    uint32_t code = (unsigned char)source->bytes[i];
    size_t size = 1;

    if (code >= 0x80) {
        size = utf8_character(source->bytes + i, source->length - i, &code);
    }
    return size > 0 && is_allowed(code) ? size : 0;
}

/* Offset of the first character from `i` on that is not allowed, or the length. */
static size_t next_refused(const struct source *source, size_t i) {
    while (i < source->length) {
        size_t left = source->length - i;
        size_t stop = left < BLOCK ? source->length : i + BLOCK;

        if (left >= BLOCK && block_is_simple(source->bytes + i)) {
            i = stop;
        }
        while (i < stop) {
            size_t size = allowed_at(source, i);

            if (size == 0) {
                return i;
            }
            i += size;
        }
    }
    return source->length;
}

static void refuse_byte(const struct source *source, size_t offset, struct notes *notes) {
    notes_input(notes, place_of(source, offset, 1), "l’octet 0x%02X n’est pas de l’UTF-8",
                "the byte 0x%02X is not UTF-8", (unsigned)(unsigned char)source->bytes[offset]);
    notes_advise(notes,
                 "le fichier est sans doute en Windows-1252 ou en ISO 8859-1 : enregistrez-le "
                 "en UTF-8",
                 "the file is probably in Windows-1252 or ISO 8859-1: save it as UTF-8");
}

static void refuse_character(const struct source *source, size_t offset, uint32_t code,
                             struct notes *notes) {
    struct place place = place_of(
        source, offset, utf8_character(source->bytes + offset, source->length - offset, NULL));

    switch (code) {
    case 0x85:
    case 0x2028:
    case 0x2029:
        notes_input(notes, place, "saut de ligne invisible (U+%04X)",
                    "invisible line break (U+%04X)", (unsigned)code);
        notes_advise(notes, "remplacez-le par un saut de ligne ordinaire ou par une espace",
                     "replace it by an ordinary line break or by a space");
        break;
    case 0xFEFF:
        notes_input(notes, place, "marque d’ordre des octets (U+%04X) ailleurs qu’au début",
                    "byte order mark (U+%04X) elsewhere than at the start", (unsigned)code);
        notes_advise(notes,
                     "supprimez ce caractère invisible ; il vient souvent de deux fichiers "
                     "mis bout à bout",
                     "delete this invisible character; it often comes from two files joined "
                     "end to end");
        break;
    default:
        notes_input(notes, place, "caractère de commande (U+%04X)",
                    "control character (U+%04X)", (unsigned)code);
        notes_advise(notes, "supprimez ce caractère invisible",
                     "delete this invisible character");
    }
}

static void refuse_encoding(const struct source *source, const char *name,
                            struct notes *notes) {
    notes_input(notes, place_of(source, 0, 0), "ce document est en %s",
                "this document is in %s", name);
    notes_advise(notes, "enregistrez-le en UTF-8", "save it as UTF-8");
}

bool encoding_check(const struct source *source, struct notes *notes) {
    const char *other = other_encoding(source);
    size_t i = next_refused(source, encoding_mark(source));

    if (other != NULL) {
        refuse_encoding(source, other, notes);
        return false;
    }
    if (i == source->length) {
        return true;
    }
    /* A byte that is not UTF-8 puts the whole file in doubt: what follows is not worth telling. */
    for (int told = 0; i < source->length && told < MOST_TOLD; told++) {
        uint32_t code = 0;
        size_t size = utf8_character(source->bytes + i, source->length - i, &code);

        if (size == 0) {
            refuse_byte(source, i, notes);
            break;
        }
        refuse_character(source, i, code, notes);
        i = next_refused(source, i + size);
    }
    return false;
}

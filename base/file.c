/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/failure.h"

enum { READ_AT_ONCE = 1 << 16 };

static void note_unreadable(struct notes *notes, const char *name, int error) {
    if (error == EISDIR) {
        notes_input(notes, NOWHERE, "« %s » est un dossier, pas un fichier",
                    "'%s' is a directory, not a file", name);
        notes_advise(notes, "nommez le fichier à lire dans ce dossier",
                     "name the file to read in that directory");
        return;
    }
    notes_input(notes, NOWHERE, "impossible d’ouvrir « %s » : %s", "cannot open '%s': %s", name,
                failure_words(error, notes->language));
    notes_advise(notes, "vérifiez le nom du fichier et le droit de le lire",
                 "check the name of the file and the right to read it");
}

static void note_too_long(struct notes *notes, const char *name) {
    notes_input(notes, NOWHERE, "« %s » dépasse %zu Mio", "'%s' is longer than %zu MiB", name,
                SOURCE_MOST_BYTES >> 20);
    notes_advise(notes, "est-ce le bon fichier ?", "is it the right file?");
}

static void note_broken(struct notes *notes, const char *name, int error) {
    notes_add(notes, NOTE_SYSTEM, NOWHERE, "la lecture de « %s » a échoué : %s",
              "reading '%s' failed: %s", name, failure_words(error, notes->language));
    notes_advise(notes,
                 "vérifiez le disque ou le réseau où se trouve le fichier, puis recommencez",
                 "check the disk or network that holds the file, then try again");
}

static ssize_t read_some(int file, char *bytes, size_t length) {
    ssize_t got;

    do {
        got = read(file, bytes, length);
    } while (got < 0 && errno == EINTR);
    return got;
}

/* The bytes up to the end of the file, in a heap block that ends with NUL; NULL after a note. */
static char *read_all(int file, const char *name, size_t *length, struct notes *notes) {
    size_t capacity = READ_AT_ONCE;
    char *bytes = memory_grow(NULL, capacity + 1, 1);

    *length = 0;
    for (;;) {
        ssize_t got = read_some(file, bytes + *length, capacity - *length);

        if (got < 0) {
            note_broken(notes, name, errno);
            free(bytes);
            return NULL;
        }
        if (got == 0) {
            bytes[*length] = '\0';
            return bytes;
        }
        *length += (size_t)got;
        if (*length > SOURCE_MOST_BYTES) {
            note_too_long(notes, name);
            free(bytes);
            return NULL;
        }
        if (*length == capacity) {
            capacity *= 2;
            bytes = memory_grow(bytes, capacity + 1, 1);
        }
    }
}

static struct source *read_open(int file, const char *name, struct notes *notes) {
    struct stat status;
    size_t length;
    char *bytes;

    if (fstat(file, &status) != 0) {
        note_unreadable(notes, name, errno);
        return NULL;
    }
    if (S_ISDIR(status.st_mode)) {
        note_unreadable(notes, name, EISDIR);
        return NULL;
    }
    if (S_ISREG(status.st_mode) && status.st_size > (off_t)SOURCE_MOST_BYTES) {
        note_too_long(notes, name);
        return NULL;
    }
    bytes = read_all(file, name, &length, notes);
    return bytes != NULL ? source_adopt(name, bytes, length) : NULL;
}

struct source *file_read(const char *path, struct notes *notes) {
    struct source *source;
    int file;

    if (strcmp(path, "-") == 0) {
        return read_open(STDIN_FILENO, "<stdin>", notes);
    }
    file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        note_unreadable(notes, path, errno);
        return NULL;
    }
    source = read_open(file, path, notes);
    close(file);
    return source;
}

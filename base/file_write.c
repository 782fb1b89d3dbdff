/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writing half of base/file.h. Steps return 0, or the errno of what went wrong. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/failure.h"
#include "base/file.h"
#include "base/text.h"

enum { MOST_LINKS = 40, MOST_TRIES = 100 };

/* What is written, and where it goes. */
struct output {
    const char *path;  /* as the user gave it */
    const char *bytes; /* [length] */
    size_t length;
    char *target;       /* heap: path with the links it ends in followed */
    char *draft;        /* heap: the file beside the target that is renamed to it */
    struct stat before; /* the target's, when is_there */
    bool is_there;
};

static bool note_unwritten(struct notes *notes, const char *path, int error) {
    notes_add(notes, NOTE_SYSTEM, NOWHERE, "impossible d’écrire « %s » : %s",
              "cannot write '%s': %s", path, failure_words(error, notes->language));
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        notes_advise(notes, "créez d’abord le dossier, ou nommez un autre fichier",
                     "create the directory first, or name another file");
        break;
    case EISDIR:
        notes_advise(notes, "nommez un fichier dans ce dossier",
                     "name a file in that directory");
        break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        notes_advise(notes, "libérez de l’espace, ou nommez un fichier sur un autre disque",
                     "free some space, or name a file on another disk");
        break;
    default:
        notes_advise(notes, "vérifiez le droit d’y écrire, ou nommez un autre fichier",
                     "check the right to write there, or name another file");
    }
    return false;
}

static int write_bytes(int file, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t done = write(file, bytes, length);

        if (done < 0 && errno != EINTR) {
            return errno;
        }
        if (done > 0) {
            bytes += done;
            length -= (size_t)done;
        }
    }
    return 0;
}

/* Into a device or a pipe, where there is nothing to keep intact; or at the end of a file that
 * the shell has opened. */
static int write_through(const struct output *output) {
    int file = open(output->path, O_WRONLY | O_APPEND | O_CLOEXEC);
    int error;

    if (file < 0) {
        return errno;
    }
    error = write_bytes(file, output->bytes, output->length);
    if (close(file) != 0 && error == 0) {
        error = errno;
    }
    return error;
}

/* The length of the path up to and with its last slash: 0 when it has none. */
static size_t directory_length(const char *path) {
    const char *slash = strrchr(path, '/');

    return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

/* `name` as seen from the directory of `path`; heap. */
static char *beside(const char *path, const char *name) {
    struct text text = {0};

    if (name[0] != '/') {
        text_add_bytes(&text, path, directory_length(path));
    }
    text_add(&text, name);
    return text.bytes;
}

/* What a symbolic link says, heap; NULL when the path is no link. */
static char *link_of(const char *path) {
    size_t capacity = 256;

    for (;;) {
        char *link = memory_grow(NULL, capacity, 1);
        ssize_t length = readlink(path, link, capacity);

        if (length >= 0 && (size_t)length < capacity) {
            link[length] = '\0';
            return link;
        }
        free(link);
        if (length < 0) {
            return NULL;
        }
        capacity *= 2;
    }
}

/* Where the links lead that a path ends in, also when nothing is there yet; heap. */
static char *follow(const char *path) {
    char *target = beside(path, path + directory_length(path));

    for (int links = 0; links < MOST_LINKS; links++) {
        char *link = link_of(target), *next;

        if (link == NULL) {
            break;
        }
        next = beside(target, link);
        free(link);
        free(target);
        target = next;
    }
    return target;
}

/* Opens a new file beside the target, under a name of its own: the draft, NULL on failure. */
static int open_draft(struct output *output, int *file) {
    /* a new file takes its mode from the umask; the draft of an old one is nobody else's */
    mode_t mode = output->is_there ? S_IRUSR | S_IWUSR : 0666;

    for (unsigned i = 0; i < MOST_TRIES; i++) {
        struct text name = {0};
        int error;

        text_format(&name, ".arrimage-%ld-%u", (long)getpid(), i);
        output->draft = beside(output->target, text_string(&name));
        text_free(&name);
        *file = open(output->draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (*file >= 0) {
            return 0;
        }
        error = errno;
        free(output->draft);
        output->draft = NULL;
        if (error != EEXIST) {
            return error;
        }
    }
    return EEXIST;
}

/* Onto the disk, with the mode of the file it replaces. */
static int fill_draft(const struct output *output, int file) {
    int error = write_bytes(file, output->bytes, output->length);

    if (error == 0 && output->is_there && fchmod(file, output->before.st_mode & 07777) != 0) {
        error = errno;
    }
    if (error == 0 && fsync(file) != 0 && errno != EINVAL) { /* EINVAL: it cannot be synced */
        error = errno;
    }
    if (close(file) != 0 && error == 0) {
        error = errno;
    }
    return error;
}

/* So that the new name outlives a power cut; the file is complete either way. */
static void sync_directory(const char *target) {
    char *directory = beside(target, ".");
    int file = open(directory, O_RDONLY | O_CLOEXEC);

    if (file >= 0) {
        (void)fsync(file);
        close(file);
    }
    free(directory);
}

static int replace(struct output *output) {
    int file, error;

    if (output->is_there && faccessat(AT_FDCWD, output->target, W_OK, AT_EACCESS) != 0) {
        return errno; /* renaming would get round a file protected from writing */
    }
    error = open_draft(output, &file);
    if (output->draft == NULL) {
        return error;
    }
    error = fill_draft(output, file);
    if (error == 0 && rename(output->draft, output->target) != 0) {
        error = errno;
    }
    if (error != 0) {
        unlink(output->draft);
    } else {
        sync_directory(output->target);
    }
    return error;
}

/* Files that are already open, under another name: what they are must stay. */
static bool is_open_file(const char *path) {
    return strncmp(path, "/dev/std", 8) == 0 || strncmp(path, "/dev/fd/", 8) == 0 ||
           strncmp(path, "/proc/", 6) == 0;
}

static int write_named(struct output *output) {
    output->is_there = stat(output->path, &output->before) == 0;
    if (!output->is_there && errno != ENOENT) {
        return errno;
    }
    if (output->is_there && S_ISDIR(output->before.st_mode)) {
        return EISDIR;
    }
    if (output->is_there && (!S_ISREG(output->before.st_mode) || is_open_file(output->path))) {
        return write_through(output);
    }
    output->target = follow(output->path);
    return replace(output);
}

bool file_write(const char *path, const char *bytes, size_t length, struct notes *notes) {
    struct output output = {.path = path, .bytes = bytes, .length = length};
    int error;

    if (strcmp(path, "-") == 0) {
        error = fflush(stdout) == 0 ? write_bytes(STDOUT_FILENO, bytes, length) : errno;
        return error == 0 || note_unwritten(notes, "<stdout>", error);
    }
    error = write_named(&output);
    free(output.target);
    free(output.draft);
    return error == 0 || note_unwritten(notes, path, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/failure.h"

#include <errno.h>
#include <string.h>

/* French alone: the C library has the English. */
static const struct reason {
    int error;
    const char *french;
} reasons[] = {
    {ENOENT, "ce fichier ou ce dossier n’existe pas"},
    {EACCES, "permission refusée"},
    {EPERM, "opération non permise"},
    {EISDIR, "c’est un dossier"},
    {ENOTDIR, "une partie du chemin n’est pas un dossier"},
    {ENAMETOOLONG, "le nom est trop long"},
    {ELOOP, "les liens symboliques tournent en rond"},
    {ENOSPC, "il n’y a plus de place sur le disque"},
    {EDQUOT, "la part de disque permise est dépassée"},
    {EFBIG, "le fichier serait trop long"},
    {EROFS, "le disque est en lecture seule"},
    {EIO, "erreur d’entrée ou de sortie"},
    {EPIPE, "plus personne ne lit"},
    {EMFILE, "trop de fichiers sont ouverts"},
    {ENFILE, "trop de fichiers sont ouverts sur cette machine"},
    {ENOMEM, "la mémoire est épuisée"},
    {EBUSY, "le fichier ou l’appareil est occupé"},
    {ETXTBSY, "le fichier est un programme en marche"},
    {EBADF, "le fichier n’est pas ouvert"},
    {ENXIO, "il n’y a personne à l’autre bout"},
    {ENODEV, "il n’y a pas de tel appareil"},
};

const char *failure_words(int error, enum language language) {
    for (size_t i = 0; language == FRENCH && i < sizeof reasons / sizeof *reasons; i++) {
        if (reasons[i].error == error) {
            return reasons[i].french;
        }
    }
    return strerror(error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* failure: why the system refused something, in the words of a language.
 *
 * The program sets no locale, so strerror speaks English; the usual reasons are here in French. */
#ifndef BASE_FAILURE_H
#define BASE_FAILURE_H

#include "base/notes.h"

/* `error`: an errno. Never NULL; valid until the next call, as strerror's is. */
const char *failure_words(int error, enum language language);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terminal: the streams and signals that the program was started with.
 *
 * Results go to a file or to standard output; everything else to standard error. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <signal.h>

#include "base/notes.h"
#include "base/text.h"

/* Once, before anything is opened. An interruption then ends the process by its signal, after one
 * line that says what was kept; a reader of standard output that leaves early does no harm. */
void terminal_start(void);
void terminal_speak(enum language language);
/* From now on the first SIGINT only makes this 1: what is known so far is asked for; the next one
 * ends the process as above. */
const volatile sig_atomic_t *terminal_interrupted(void);

/* Columns that a result for `path` may take: what COLUMNS says, else the terminal's; 100 in a file
 * or a pipe, which people print and mail. */
int terminal_width(const char *path);
bool terminal_colour(int stream); /* STDOUT_FILENO or STDERR_FILENO */

/* Writes a result; NULL and "-" are standard output. False after a note. An interruption waits
 * until a file is written. */
bool terminal_write(const char *path, const struct text *text, struct notes *notes);
/* Draws how much is done on standard error, when that is a terminal; 0 of 0 clears it. */
void terminal_progress(uint32_t done, uint32_t count);
/* Tells the notes on standard error; with `quiet`, only when there is an error among them. */
void terminal_tell(const struct notes *notes, bool quiet);

#endif

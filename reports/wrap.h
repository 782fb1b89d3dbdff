/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wrap: where a line of text may end.
 *
 * A line may break at a space (which is then dropped), but not at the one after a dash, and after
 * `-` and `_` between letters; never at a no-break space. A piece longer than the line is cut
 * between characters. Widths are terminal columns; strings are UTF-8 that text_add_visible has
 * made safe. */
#ifndef REPORTS_WRAP_H
#define REPORTS_WRAP_H

#include <stddef.h>

/* Bytes of the first line of `string` when it may be `width` (> 0) columns wide; *next is where
 * the line after it begins (the end of the string on the last one). */
size_t wrap_line(const char *string, size_t width, size_t *next);
/* Lines the string takes; an empty one takes one. */
size_t wrap_count(const char *string, size_t width);
/* Columns of the widest piece that cannot be broken. */
size_t wrap_widest_piece(const char *string);
/* Terminal columns of the first `length` bytes. */
size_t wrap_width(const char *string, size_t length);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digest: the SHA-256 of bytes. */
#ifndef MODEL_DIGEST_H
#define MODEL_DIGEST_H

#include <stddef.h>

#define DIGEST_DIGITS 64

/* Hexadecimal digits, ended by NUL. */
void digest(const char *bytes, size_t length, char digits[DIGEST_DIGITS + 1]);

#endif

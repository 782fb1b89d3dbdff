/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/digest.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

void digest(const char *bytes, size_t length, char digits[DIGEST_DIGITS + 1]) {
    struct sha256_ctx hash;
    uint8_t sum[SHA256_DIGEST_SIZE];
    sha256_init(&hash);
    sha256_update(&hash, length, (const uint8_t *)bytes);
    sha256_digest(&hash, sizeof sum, sum);
    base16_encode_update(digits, sizeof sum, sum);
    digits[DIGEST_DIGITS] = '\0';
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer_pack: an answer as bytes, from one process to another that was forked from the same.
 *
 * Both know the plan and are the same program, so numbers cross as they lie in memory; the bytes
 * mean nothing to anybody else and are not for keeping. */
#ifndef MODEL_ANSWER_PACK_H
#define MODEL_ANSWER_PACK_H

#include "base/text.h"
#include "model/answer.h"

void answer_pack(const struct answer *answer, struct text *out);
/* NULL when the bytes are not those of an answer to this plan. */
struct answer *answer_unpack(const struct plan *plan, const char *bytes, size_t length);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words: what stands at the head of columns and in cells, in French and in English.
 *
 * One table, so that a thing has one word in every report. Whole sentences are written where they
 * are told, French and English side by side (teller_format). */
#ifndef REPORTS_WORDS_H
#define REPORTS_WORDS_H

#include "base/notes.h"

enum word {
    WORD_TERRITORY,
    WORD_WHOLE_REGION,
    WORD_AXIS,
    WORD_NO_AXIS,
    WORD_TOTAL,
    WORD_SHARE_OF_TOTAL,
    WORD_PER_HEAD,
    WORD_FUND,
    WORD_AVAILABLE,
    WORD_ENGAGED,
    WORD_GRANTED,
    WORD_ALL_SOURCES,
    WORD_BALANCE,
    WORD_USED,
    WORD_FUND_STATUS,
    WORD_CONFIRMED,
    WORD_AS_NEEDED, /* of a fund that nothing limits: neither confirmed nor requested */
    WORD_REQUESTED,
    WORD_IN_KIND,
    WORD_UNLIMITED,
    WORD_YEAR,
    WORD_ARRIVED,
    WORD_CARRIED,
    WORD_PAID,
    WORD_LEFT,
    WORD_INTEREST,
    WORD_LAPSED,
    WORD_BEYOND,
    WORD_PART,
    WORD_CEILING,
    WORD_MARGIN,
    WORD_LINE,
    WORD_SHARE_OF_MAX,
    WORD_STACK,
    WORD_PUBLIC_AID,
    WORD_OWN_STAKE,
    WORD_REQUEST,
    WORD_POINTS,
    WORD_RULE,
    WORD_SENSE,
    WORD_AT_LEAST,
    WORD_AT_MOST,
    WORD_EXACTLY,
    WORD_BOUND,
    WORD_REACHED,
    WORD_MISSED_BY,
    WORD_HOLDS_TO,
    WORD_WHERE,
    WORD_OTHER_LINES,
    WORD_LEFT_OUT,
    WORD_FUNDING,
    WORD_CERTAIN,
    WORD_POSSIBLE,
    WORD_NEVER,
    WORD_NOT_SETTLED,
    WORD_OWN_LANGUAGE,
    WORD_CONTENTS,
    WORD_SAVE_TABLE,
    WORD_BASE_SCENARIO,
    WORD_SHOW_DIFFERENCES,
    WORD_SHOWN,
    WORD_DRAWN, /* {} of {}; the page's script fills them in */
    WORD_CHOOSE_SHOWN,
    WORDS
};

/* Never NULL. */
const char *word(enum word word, enum language language);

#endif

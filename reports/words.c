/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/words.h"

static const struct {
    const char *french, *english;
} table[WORDS] = {
    [WORD_TERRITORY] = {"Territoire", "Territory"},
    [WORD_REGION] = {"Région", "Region"},
    [WORD_WHOLE_REGION] = {"Toute la région", "Whole region"},
    [WORD_AXIS] = {"Axe", "Axis"},
    [WORD_NO_AXIS] = {"Sans axe", "No axis"},
    [WORD_TOTAL] = {"Total", "Total"},
    [WORD_SHARE_OF_TOTAL] = {"Part", "Share"},
    [WORD_PER_HEAD] = {"$/hab.", "$/head"},
    [WORD_FUND] = {"Fonds", "Fund"},
    [WORD_AVAILABLE] = {"Disponible", "Available"},
    [WORD_ENGAGED] = {"Déjà engagé", "Already committed"},
    [WORD_GRANTED] = {"Accordé", "Granted"},
    [WORD_BALANCE] = {"Solde", "Balance"},
    [WORD_USED] = {"Utilisé", "Used"},
    [WORD_FUND_STATUS] = {"Statut", "Status"},
    [WORD_CONFIRMED] = {"confirmé", "confirmed"},
    [WORD_REQUESTED] = {"demandé", "requested"},
    [WORD_IN_KIND] = {"en nature", "in kind"},
    [WORD_UNLIMITED] = {"sans limite", "no limit"},
    [WORD_YEAR] = {"Exercice", "Year"},
    [WORD_ARRIVED] = {"Arrivé", "Arrived"},
    [WORD_CARRIED] = {"Reporté", "Carried over"},
    [WORD_PAID] = {"Versé", "Paid"},
    [WORD_LEFT] = {"Reste", "Left"},
    [WORD_INTEREST] = {"Intérêts", "Interest"},
    [WORD_LAPSED] = {"Périmé", "Lapsed"},
    [WORD_BEYOND] = {"Hors montant", "Beyond the amount"},
    [WORD_PART] = {"Volet", "Part"},
    [WORD_CEILING] = {"Plafond", "Ceiling"},
    [WORD_MARGIN] = {"Marge", "Margin"},
    [WORD_LINE] = {"Ligne", "Line"},
    [WORD_SHARE_OF_MAX] = {"Part du max.", "Share of max."},
    [WORD_STACK] = {"Montage", "Funding stack"},
    [WORD_PUBLIC_AID] = {"Cumul d’aide publique", "Public aid stacked"},
    [WORD_OWN_STAKE] = {"Mise de fonds", "Own stake"},
    [WORD_REQUEST] = {"Maximum", "Maximum"},
    [WORD_POINTS] = {"Points possibles", "Possible points"},
    [WORD_RULE] = {"Règle", "Rule"},
    [WORD_SENSE] = {"Exige", "Asks"},
    [WORD_AT_LEAST] = {"au moins", "at least"},
    [WORD_AT_MOST] = {"au plus", "at most"},
    [WORD_EXACTLY] = {"exactement", "exactly"},
    [WORD_BOUND] = {"Borne", "Bound"},
    [WORD_REACHED] = {"Réalisé", "Actual"},
    [WORD_HOLDS_FROM] = {"Vaut de", "Holds from"},
    [WORD_HOLDS_TO] = {"à", "to"},
    [WORD_WHERE] = {"Où", "Where"},
    [WORD_OTHER_LINES] = {"autres lignes", "other lines"},
};

const char *word(enum word word, enum language language) {
    return language == FRENCH ? table[word].french : table[word].english;
}

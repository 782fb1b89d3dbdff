/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/schema_shapes.h"

/* --- who pays --------------------------------------------------------------------------------- */

static const struct key payer_keys[PAYER_KEYS] = {
    [PAYER_MIN] = KEY("min", shape_money, "0",
                      "Le moins que ce fonds verse, dès que la ligne est financée.",
                      "The least this fund pays once the line is funded."),
    [PAYER_MAX] = KEY("max", shape_money, NULL, "Le plus que ce fonds verse à la ligne.",
                      "The most this fund pays to the line."),
};

const struct shape shape_payer = {.kind = SHAPE_RECORD,
                                  .title = "payer",
                                  .keys = payer_keys,
                                  .key_count = PAYER_KEYS,
                                  .french = "ce que paie un fonds, tel que {max: 50_000} ou {}",
                                  .english = "what a fund pays, such as {max: 50_000} or {}"};

static const struct shape payer_map = {.kind = SHAPE_MAP,
                                       .names = NAME_FUND,
                                       .item = &shape_payer,
                                       .least = 1,
                                       .french = "des fonds, tels que {parsis: {max: 50_000}}",
                                       .english = "funds, such as {parsis: {max: 50_000}}"};

static const struct shape payer_list = {.kind = SHAPE_LIST,
                                        .item = &shape_one_fund,
                                        .least = 1,
                                        .french = "des fonds, tels que [parsis, rap]",
                                        .english = "funds, such as [parsis, rap]"};

static const struct shape line_funds = {
    .kind = SHAPE_EITHER,
    .scalar = &shape_one_fund,
    .list = &payer_list,
    .map = &payer_map,
    .french = "des fonds, tels que [parsis, rap] ou {parsis: {max: 50_000}}",
    .english = "funds, such as [parsis, rap] or {parsis: {max: 50_000}}"};

static const char *const total[] = {"total", NULL};
static const char *const match_forms[] = {"at_least", "at_most", "exactly", "block", NULL};

static const struct shape match_with = {.kind = SHAPE_NAME,
                                        .names = NAME_FUND,
                                        .words = total,
                                        .french = "un fonds, ou `total`",
                                        .english = "a fund, or `total`"};

static const struct key match_keys[MATCH_KEYS] = {
    [MATCH_FUND] = KEY_REQUIRED("fund", shape_one_fund, "Le fonds dont les dollars sont liés.",
                                "The fund whose dollars are tied."),
    [MATCH_WITH] =
        KEY("with", match_with, NULL,
            "Le fonds auquel on le compare, ou `total` : tous les fonds de la ligne.",
            "The fund it is compared with, or `total`: all funds of the line."),
    [MATCH_AT_LEAST] = KEY("at_least", shape_factor, NULL, "Au moins tant de fois l’autre.",
                           "At least so many times the other."),
    [MATCH_AT_MOST] = KEY("at_most", shape_factor, NULL, "Au plus tant de fois l’autre.",
                          "At most so many times the other."),
    [MATCH_EXACTLY] = KEY("exactly", shape_factor, NULL, "Exactement tant de fois l’autre.",
                          "Exactly so many times the other."),
    [MATCH_BLOCK] = KEY("block", shape_money, NULL,
                        "Ses dollars viennent par tranches entières de ce montant.",
                        "Its dollars come as whole blocks of this amount."),
};

const struct shape shape_match = {
    .kind = SHAPE_RECORD,
    .title = "match",
    .keys = match_keys,
    .key_count = MATCH_KEYS,
    .one_of = match_forms,
    .french = "une condition, telle que {fund: rap, with: parsis, exactly: 1}",
    .english = "a condition, such as {fund: rap, with: parsis, exactly: 1}"};

static const struct shape line_matches = {.kind = SHAPE_LIST,
                                          .item = &shape_match,
                                          .french = "une liste de conditions de jumelage",
                                          .english = "a list of matching conditions"};

/* --- what it is worth ------------------------------------------------------------------------- */

static const struct shape point = {.kind = SHAPE_LIST,
                                   .item = &shape_number,
                                   .least = 2,
                                   .most = 2,
                                   .french = "un point [dollars, valeur]",
                                   .english = "a point [dollars, value]"};

static const struct shape points = {.kind = SHAPE_LIST,
                                    .item = &point,
                                    .least = 2,
                                    .french = "des points, tels que [[0, 0], [50_000, 45]]",
                                    .english = "points, such as [[0, 0], [50_000, 45]]"};

static const char *const curve_forms[] = {"total", "points", NULL};

static const struct key curve_keys[CURVE_KEYS] = {
    [CURVE_TOTAL] = KEY("total", shape_number, NULL,
                        "Valeur au maximum de la ligne, au prorata de ce qui est financé.",
                        "Value at the line's max, pro rata of what is funded."),
    [CURVE_POINTS] =
        KEY("points", points, NULL,
            "Courbe par segments : [dollars, valeur], à partir de 0 dollar ; ensuite "
            "elle reste plate.",
            "Piecewise-linear curve: [dollars, value], from 0 dollars on; level after "
            "the last point."),
};

const struct shape shape_curve = {
    .kind = SHAPE_RECORD,
    .title = "curve",
    .keys = curve_keys,
    .key_count = CURVE_KEYS,
    .one_of = curve_forms,
    .french = "une courbe, telle que {total: 14} ou {points: [[0, 0], [50_000, 45]]}",
    .english = "a curve, such as {total: 14} or {points: [[0, 0], [50_000, 45]]}"};

static const struct shape line_measure = {
    .kind = SHAPE_EITHER,
    .scalar = &shape_number,
    .map = &shape_curve,
    .french = "des points par dollar (1.2), {total: 14} ou {points: [[0, 0], [50_000, 45]]}",
    .english = "points per dollar (1.2), {total: 14} or {points: [[0, 0], [50_000, 45]]}"};

static const struct shape line_measures = {.kind = SHAPE_MAP,
                                           .names = NAME_MEASURE,
                                           .item = &line_measure,
                                           .french =
                                               "des mesures, telles que {jobs: {total: 3}}",
                                           .english = "measures, such as {jobs: {total: 3}}"};

/* --- where, when, how much -------------------------------------------------------------------- */

static const struct shape one_axis = {
    .kind = SHAPE_NAME, .names = NAME_AXIS, .french = "un axe", .english = "an axis"};

static const struct shape axis_shares = {.kind = SHAPE_MAP,
                                         .names = NAME_AXIS,
                                         .item = &shape_share,
                                         .least = 1,
                                         .french =
                                             "des parts, telles que {axe2: 30%, axe3: 70%}",
                                         .english = "shares, such as {axe2: 30%, axe3: 70%}"};

static const struct shape line_axis = {
    .kind = SHAPE_EITHER,
    .scalar = &one_axis,
    .map = &axis_shares,
    .french = "un axe, ou des parts telles que {axe2: 30%, axe3: 70%}",
    .english = "an axis, or shares such as {axe2: 30%, axe3: 70%}"};

static const struct shape line_cost = {
    .kind = SHAPE_EITHER,
    .scalar = &shape_money,
    .list = &shape_money_by_year,
    .map = &shape_money_by_year,
    .french = "un montant, ou un montant par année tel que {2012-13: 50_000}",
    .english = "an amount, or an amount by year such as {2012-13: 50_000}"};

static const struct shape committed_by_fund = {
    .kind = SHAPE_EITHER,
    .scalar = &shape_money,
    .list = &shape_money_by_year,
    .map = &shape_money_by_year,
    .french = "un montant, ou un montant par année tel que {2012-13: 20_000}",
    .english = "an amount, or an amount by year such as {2012-13: 20_000}"};

static const struct shape line_committed = {
    .kind = SHAPE_MAP,
    .names = NAME_FUND,
    .item = &committed_by_fund,
    .french = "des montants par fonds, tels que {parsis: {2012-13: 20_000}}",
    .english = "amounts by fund, such as {parsis: {2012-13: 20_000}}"};

static const char *const line_dimensions[] = {"territory", "axis", NULL};

static const struct shape line_dimension = {.kind = SHAPE_WORD,
                                            .words = line_dimensions,
                                            .french = "`territory` ou `axis`",
                                            .english = "`territory` or `axis`"};

static const struct shape line_dimension_list = {.kind = SHAPE_LIST,
                                                 .item = &line_dimension,
                                                 .least = 1,
                                                 .most = 2,
                                                 .french = "`territory`, `axis` ou les deux",
                                                 .english = "`territory`, `axis` or both"};

static const struct shape line_for_each = {.kind = SHAPE_EITHER,
                                           .scalar = &line_dimension,
                                           .list = &line_dimension_list,
                                           .french = "`territory`, `axis` ou [territory, axis]",
                                           .english =
                                               "`territory`, `axis` or [territory, axis]"};

static const struct shape line_each = {
    .kind = SHAPE_MAP,
    .names = NAME_MEMBER,
    .item = &shape_line_each,
    .french = "des membres avec ce qui leur est propre, tels que {minganie: {max: 80_000}}",
    .english = "members with what differs, such as {minganie: {max: 80_000}}"};

static const struct key line_keys[LINE_KEYS] = {
    ENTITY_KEY_TABLE,
    [LINE_KIND] =
        KEY("kind", shape_one_kind, NULL, "Mot libre, pour les sélections et les rapports.",
            "A free word for selections and reports."),
    [LINE_TERRITORY] = KEY("territory", shape_one_territory, NULL,
                           "Son territoire ; à défaut, toute la région.",
                           "Its territory; when left out, the whole region."),
    [LINE_AXIS] =
        KEY("axis", line_axis, NULL, "Son axe, ou ses parts d’axes, dont la somme est 100 %.",
            "Its axis, or its shares of axes, which add up to 100%."),
    [LINE_TAGS] = KEY("tags", shape_some_tags, NULL, "Mots libres, pour les sélections.",
                      "Free words for selections."),
    [LINE_COST] =
        KEY("cost", line_cost, NULL,
            "Coût admissible. Par année : chaque année est payée dans cette proportion.",
            "Eligible cost. By year: each year is spent in that proportion."),
    [LINE_LEAST] =
        KEY("min", shape_money, "0",
            "Le moins qui la rend viable : elle reçoit 0, ou entre `min` et `max`.",
            "The least that makes it viable: it gets 0, or between `min` and `max`."),
    [LINE_MOST] =
        KEY("max", shape_money, NULL,
            "Le plus qu’elle peut recevoir ; à défaut, `cost` ; ni l’un ni l’autre : sans "
            "limite.",
            "The most it can use; `cost` when left out; neither: no limit."),
    [LINE_REQUIRED] = KEY("required", shape_yes_no, "no",
                          "`yes` : `min` est toujours respecté.", "`yes`: `min` always holds."),
    [LINE_WHOLE] = KEY("whole", shape_yes_no, "no", "`yes` : tout `max` ou rien.",
                       "`yes`: all of `max` or nothing."),
    [LINE_FUNDS] = KEY_REQUIRED("funds", line_funds, "Les fonds qui peuvent la payer.",
                                "The funds that may pay it."),
    [LINE_MATCH] =
        KEY("match", line_matches, NULL,
            "Conditions de jumelage, sur les dollars de la ligne, toutes années réunies.",
            "Co-funding conditions on the line's dollars over all years."),
    [LINE_PUBLIC_AID] =
        KEY("public_aid_at_most", shape_share, NULL,
            "Cumul des aides publiques : au plus cette part des dollars de la ligne, "
            "comptés selon `counts_as_public_aid`.",
            "Public aid, counted by `counts_as_public_aid`, is at most this share of "
            "the line's dollars."),
    [LINE_YEARS] = KEY("years", shape_some_years, NULL,
                       "Années où elle peut être payée ; à défaut, celles de `schedule` ou de "
                       "`cost`, sinon toutes.",
                       "Years in which it may be paid; when left out, those of `schedule` or "
                       "`cost`, else all."),
    [LINE_SCHEDULE] =
        KEY("schedule", shape_share_by_year, NULL,
            "Répartition fixe de son total entre les années ; la somme est 100 %.",
            "Fixed spread of its total over the years; adds up to 100%."),
    [LINE_COMMITTED] = KEY("committed", line_committed, NULL,
                           "Déjà signé : au moins ces montants, quoi qu’il arrive.",
                           "Signed already: at least these amounts, whatever else changes."),
    [LINE_REQUIRES] =
        KEY("requires", shape_some_lines, NULL, "Financée seulement si ces lignes le sont.",
            "Funded only if these lines are."),
    [LINE_EXCLUDES] =
        KEY("excludes", shape_some_lines, NULL, "Jamais financée en même temps que ces lignes.",
            "Never funded together with these lines."),
    [LINE_BENEFIT] = KEY("benefit", line_measure, NULL, "Abrégé de `measures: {benefit: …}`.",
                         "Short for `measures: {benefit: …}`."),
    [LINE_MEASURES] = KEY("measures", line_measures, NULL,
                          "Mesures de ce que la ligne apporte, chacune selon ses dollars.",
                          "Measures of what the line brings, each by its dollars."),
    [LINE_FOR_EACH] = KEY("for_each", line_for_each, NULL,
                          "Modèle : une ligne par membre, `mobilisation.minganie`.",
                          "A template: one line for each member, `mobilisation.minganie`."),
    [LINE_ONLY] = KEY("only", shape_some_members, NULL, "Les membres retenus ; à défaut, tous.",
                      "The members to keep; all when left out."),
    [LINE_EXCEPT] = KEY("except", shape_some_members, NULL, "Les membres écartés.",
                        "The members to leave out."),
    [LINE_EACH] = KEY("each", line_each, NULL,
                      "Ce qui diffère pour un membre ; une clé y remplace celle du modèle.",
                      "What differs for a member; a key here replaces the template's."),
};

const struct shape shape_line = {.kind = SHAPE_RECORD,
                                 .title = "line",
                                 .entity = true,
                                 .keys = line_keys,
                                 .key_count = LINE_KEYS,
                                 .attributes = true,
                                 .french =
                                     "une ligne, telle que {cost: 40_000, funds: [parsis]}",
                                 .english = "a line, such as {cost: 40_000, funds: [parsis]}"};

const struct shape shape_line_each = {.kind = SHAPE_RECORD,
                                      .title = "line_member",
                                      .entity = true,
                                      .keys = line_keys,
                                      .key_count = LINE_MEMBER_KEYS,
                                      .attributes = true,
                                      .partial = true,
                                      .french = "ce qui diffère, tel que {max: 80_000}",
                                      .english = "what differs, such as {max: 80_000}"};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/picture.h"

#define SAY(french, english) teller_format(teller, french, english)

/* A chart of dollars. */
static struct chart chart_of(const struct teller *teller, enum chart_kind kind,
                             const struct table *table, uint32_t first, uint32_t count) {
    return (struct chart){.kind = kind,
                          .unit = teller->report->currency_sign,
                          .table = table,
                          .first = first,
                          .count = count};
}

/* "Enveloppe du PARSIS", or nothing where all funds are meant. */
static const char *of_fund(const struct teller *teller, uint32_t fund) {
    if (fund == NONE) {
        return teller->plan->fund_count > 1 ? SAY(", toutes les sources", ", all sources") : "";
    }
    return teller_format(teller, " – %s", " – %s", teller->plan->funds[fund].entity.name);
}

void picture_sharing(const struct teller *teller, const struct table *table, uint32_t fund,
                     uint32_t first, bool opening) {
    uint32_t count = teller->plan->axis_count;
    const char *of = of_fund(teller, fund);
    struct chart bars = chart_of(teller, CHART_STACKED, table, first, count);
    bars.opening = opening;
    bars.title =
        teller_format(teller, "Qui reçoit quoi, par axe%s", "Who gets what, by axis%s", of);
    bars.summary =
        SAY("Barres empilées : les dollars de chaque territoire, par axe ; les montants "
            "sont dans le tableau de répartition.",
            "Stacked bars: each territory’s dollars by axis; the amounts are in the "
            "table of the allocation.");
    report_chart(teller->report, &bars);
    struct chart heat = chart_of(teller, CHART_HEAT, table, first, count);
    heat.title = SAY("Où va l’argent", "Where the money goes");
    heat.summary =
        SAY("Carte de chaleur : plus une case est foncée, plus le territoire reçoit "
            "pour cet axe ; les montants sont dans le tableau.",
            "Heat map: the darker a field, the more the territory gets for that axis; "
            "the amounts are in the table.");
    report_chart(teller->report, &heat);
}

void picture_per_head(const struct teller *teller, const struct table *table, uint32_t fund,
                      uint32_t column, bool opening) {
    struct chart chart = chart_of(teller, CHART_AVERAGE, table, column, 1);
    chart.opening = opening;
    chart.title = teller_format(teller, "Dollars par habitant%s", "Dollars per head%s",
                                of_fund(teller, fund));
    chart.summary =
        SAY("Barres : les dollars par habitant de chaque territoire ; un trait marque "
            "ceux de toute la région. Les chiffres sont dans le tableau de répartition.",
            "Bars: each territory’s dollars per head; a line marks those of the whole "
            "region. The figures are in the table of the allocation.");
    report_chart(teller->report, &chart);
}

void picture_axes(const struct teller *teller, const struct table *table, uint32_t column) {
    struct chart chart = chart_of(teller, CHART_STACKED, table, column, 1);
    chart.opening = true;
    chart.title = SAY("Ce que reçoit chaque axe", "What each axis gets");
    chart.summary =
        SAY("Barres : les dollars de chaque axe ; les montants sont dans le tableau.",
            "Bars: each axis’s dollars; the amounts are in the table.");
    report_chart(teller->report, &chart);
}

void picture_funds(const struct teller *teller, const struct table *table, uint32_t granted) {
    struct chart chart = chart_of(teller, CHART_STACKED, table, granted, 2);
    chart.opening = teller->plan->territory_count == 0;
    chart.title = SAY("Usage de l’enveloppe et des autres fonds",
                      "Use of the envelope and of the other funds");
    chart.summary =
        SAY("Barres empilées : ce que chaque fonds a accordé et ce qui lui reste ; les "
            "montants sont dans le tableau.",
            "Stacked bars: what each fund has granted and what is left in it; the "
            "amounts are in the table.");
    report_chart(teller->report, &chart);
}

void picture_calendar(const struct teller *teller, const struct table *table, uint32_t years) {
    struct chart chart = chart_of(teller, CHART_STACKED, table, 1, years);
    chart.title = SAY("Qui verse quoi, par exercice", "Who pays what, by year");
    chart.summary =
        SAY("Barres empilées : ce que chaque fonds verse, par exercice ; les montants "
            "sont dans le tableau.",
            "Stacked bars: what each fund pays, by year; the amounts are in the table.");
    report_chart(teller->report, &chart);
}

void picture_stacks(const struct teller *teller, const struct table *table, uint32_t first,
                    uint32_t count) {
    struct chart chart = chart_of(teller, CHART_STACKED, table, first, count);
    chart.title = SAY("Montage financier", "Who pays");
    chart.summary =
        SAY("Barres empilées : ce que chaque fonds paie de chaque ligne ; les montants "
            "sont dans le tableau.",
            "Stacked bars: what each fund pays of every line; the amounts are in the "
            "table.");
    report_chart(teller->report, &chart);
}

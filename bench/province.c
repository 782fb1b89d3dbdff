/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan of the size of a province, for timing: prints YAML on standard output.
 *
 *     province [TERRITORIES [LINES_PER_TERRITORY [SEED]]]        defaults: 100 34 1
 *
 * The same arguments give the same bytes on every machine. By default: 100 territories, 8 axes, 12
 * funds, 3 years and 3,400 lines; one column per (line, fund, year) makes some 31,600 columns, with
 * some 6,500 rows and no yes/no decision. That plan is feasible; with few lines per territory, the
 * floors may ask for more than the lines can use.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNT(array) ((unsigned)(sizeof(array) / sizeof(array)[0]))

/* -- Chance: SplitMix64 (Steele, Lea, Flood 2014) ---------------------------------------------- */

static uint64_t state;

static uint64_t next(void) {
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* A whole number from low to high, both included. */
static unsigned between(unsigned low, unsigned high) {
    return low + (unsigned)(next() % (high - low + 1));
}

static bool chance(unsigned percent) {
    return between(1, 100) <= percent;
}

/* -- The province ------------------------------------------------------------------------------ */

enum kind { INITIATIVE, SERVICE, BUILDING, AGREEMENT };

static const char *const kinds[] = {"initiative", "service", "immobilisation", "entente"};
enum { I = 1U << INITIATIVE, S = 1U << SERVICE, B = 1U << BUILDING, ANY = 15 }; /* sets */
enum { STATE = 0, PROMOTER = 11 }; /* places in funds[] */

static const char *const fund_ids[] = {"fqis",     "milieu",    "ruralite",   "sante",
                                       "emploi",   "famille",   "habitation", "culture",
                                       "jeunesse", "fondation", "federal",    "promoteur"};

static const struct {
    const char *name;
    unsigned per_line;   /* $ of the envelope for each line of the plan */
    unsigned carry_over; /* 1 kept, 0 lapses */
    unsigned public_aid; /* percent that counts in stacking limits */
    unsigned pays_for;   /* set of kinds */
} funds[] = {
    {"Fonds québécois d’initiatives sociales", 13000, 1, 100, ANY},
    {"MRC et municipalités", 4000, 1, 50, ANY},
    {"Fonds régions et ruralité", 4500, 1, 100, I | B},
    {"Santé publique", 3000, 0, 100, I | S},
    {"Services d’emploi", 4000, 0, 100, S},
    {"Ministère de la Famille", 3000, 0, 100, I | S},
    {"Société d’habitation", 5000, 1, 100, B},
    {"Développement culturel", 1200, 0, 100, I},
    {"Fonds jeunesse", 1500, 0, 100, I | S},
    {"Fondation des communautés", 2500, 1, 0, I | S | B},
    {"Programme fédéral", 3000, 0, 100, S | B},
    {"Mises de fonds des promoteurs", 4500, 1, 0, I | S | B},
};

static const char *const axis_ids[] = {"logement",  "alimentation", "transport",
                                       "education", "emploi",       "petite_enfance",
                                       "aines",     "concertation"};
static const char *const axis_names[] = {"Logement",
                                         "Sécurité alimentaire",
                                         "Transport",
                                         "Réussite éducative",
                                         "Emploi et insertion",
                                         "Petite enfance",
                                         "Aînés",
                                         "Concertation et mobilisation"};

static const struct {
    const char *name;
    enum kind kind;
    unsigned axis; /* place in axis_ids[] */
} activities[] = {
    {"Logements de transition", BUILDING, 0}, {"Accompagnement au logement", SERVICE, 0},
    {"Cuisine collective", INITIATIVE, 1},    {"Dépannage alimentaire", SERVICE, 1},
    {"Épicerie solidaire", BUILDING, 1},      {"Transport solidaire", SERVICE, 2},
    {"Covoiturage rural", INITIATIVE, 2},     {"Alphabétisation populaire", SERVICE, 3},
    {"Raccrochage scolaire", INITIATIVE, 3},  {"Atelier d’insertion", SERVICE, 4},
    {"Éveil à la lecture", INITIATIVE, 5},    {"Maison de la famille", BUILDING, 5},
    {"Visites aux aînés", SERVICE, 6},        {"Table de concertation", SERVICE, 7},
    {"Forum citoyen", INITIATIVE, 7},
};

static const char *const places[] = {"Val",  "Mont", "Lac",  "Pointe",  "Anse",
                                     "Côte", "Île",  "Baie", "Plateau", "Rivière"};
static const char *const features[] = {"aux-Bouleaux", "des-Érables", "au-Saumon", "des-Sables",
                                       "aux-Outardes", "du-Moulin",   "des-Pins",  "à-la-Croix",
                                       "aux-Loups",    "du-Portage"};

static void print_place(unsigned territory) {
    unsigned series = territory / (COUNT(places) * COUNT(features));

    printf("%s-%s", places[territory % COUNT(places)],
           features[territory / COUNT(places) % COUNT(features)]);
    if (series) {
        printf(" %u", series + 1); /* the names came back */
    }
}

static bool has(unsigned set, unsigned place) {
    return set >> place & 1U;
}

static void print_set(unsigned set, const char *const names[], unsigned count) {
    const char *separator = "";

    putchar('[');
    for (unsigned place = 0; place < count; place++) {
        if (has(set, place)) {
            printf("%s%s", separator, names[place]);
            separator = ", ";
        }
    }
    putchar(']');
}

/* -- One line ---------------------------------------------------------------------------------- */

/* A fund between the first and the last that pays for this kind. */
static unsigned choose_partner(enum kind kind) {
    unsigned fund = STATE;

    while (fund == STATE || !has(funds[fund].pays_for, kind)) {
        fund = between(STATE + 1, PROMOTER - 1);
    }
    return fund;
}

static void print_axis(unsigned axis) {
    unsigned other = (axis + between(1, COUNT(axis_ids) - 1)) % COUNT(axis_ids);
    unsigned share = 10 * between(5, 8);

    if (chance(70)) {
        printf(", axis: %s", axis_ids[axis]);
    } else {
        printf(", axis: {%s: %u%%, %s: %u%%}", axis_ids[axis], share, axis_ids[other],
               100 - share);
    }
}

/* The promoter's own share and a limit on public aid; or a partner who matches the first fund. */
static void print_conditions(unsigned paid_by, unsigned partner) {
    if (has(paid_by, PROMOTER)) {
        printf(", match: [{fund: promoteur, with: total, at_least: 10%%}]");
        if (chance(60)) {
            printf(", public_aid_at_most: %s", chance(60) ? "90%" : "80%");
        }
    } else if (has(paid_by, STATE) && chance(15)) {
        printf(", match: [{fund: %s, with: fqis, exactly: %s}]", fund_ids[partner],
               chance(60) ? "1" : "0.5");
    }
}

/* The score of the grid: by dollar, in all, or with diminishing returns. */
static void print_benefit(unsigned max) {
    unsigned score = between(45, 95);
    unsigned points = max / 100 * score / 100;
    unsigned form = between(1, 100);

    if (form <= 45) {
        printf(", benefit: 0.00%u}\n", score);
    } else if (form <= 85) {
        printf(", benefit: {total: %u}}\n", points);
    } else {
        printf(", benefit: {points: [[0, 0], [%u, %u], [%u, %u], [%u, %u]]}}\n", max / 4,
               points * 2 / 5, max / 2, points * 7 / 10, max, points);
    }
}

static void print_line(unsigned territory, unsigned rank) {
    unsigned activity = between(0, COUNT(activities) - 1);
    enum kind kind = activities[activity].kind;
    unsigned max = (kind == BUILDING ? 1500 : 1000) * between(3, 15);
    unsigned partner = choose_partner(kind);
    unsigned paid_by = 1U << partner | 1U << choose_partner(kind);

    max = max * between(4, 20) / 2; /* two dice: most lines are small */
    paid_by |= (unsigned)chance(90) << STATE;
    paid_by |= (unsigned)chance(40) << PROMOTER;
    printf("  l%03u_%02u: {name: %s – ", territory + 1, rank, activities[activity].name);
    print_place(territory);
    printf(", kind: %s, territory: t%03u", kinds[kind], territory + 1);
    print_axis(activities[activity].axis);
    printf(", max: %u, funds: ", max);
    print_set(paid_by, fund_ids, COUNT(fund_ids));
    print_conditions(paid_by, partner);
    print_benefit(max);
}

static void print_agreement(unsigned territory) {
    printf("  l%03u_01: {name: Entente de mobilisation – ", territory + 1);
    print_place(territory);
    printf(", kind: entente, territory: t%03u, axis: concertation, min: 40000, max: 120000, "
           "required: true, funds: [fqis, milieu], benefit: {total: 700}}\n",
           territory + 1);
}

/* -- The plan ---------------------------------------------------------------------------------- */

static void print_fund(unsigned fund, unsigned lines) {
    unsigned long percent = (unsigned long)funds[fund].per_line * lines / 100;

    printf("  %s: {name: %s, amount: %lu, by_year: [%lu, %lu, %lu], carry_over: %u, "
           "counts_as_public_aid: %u%%",
           fund_ids[fund], funds[fund].name, 100 * percent, 30 * percent, 36 * percent,
           34 * percent, funds[fund].carry_over, funds[fund].public_aid);
    if (funds[fund].pays_for != ANY) {
        printf(", pays_for: {kind: ");
        print_set(funds[fund].pays_for, kinds, COUNT(kinds));
        putchar('}');
    }
    puts("}");
}

static const char opening[] =
    "# Programme provincial fictif, produit par bench/province.c.\n"
    "arrimage: 1\ntitle: Programme provincial de solidarité 2026-2029\nlanguage: fr\n"
    "currency: CAD\nunit: 1\nyears: [2026-27, 2027-28, 2028-29]\n\nterritories:\n";

static const char closing[] =
    "\nrules:\n  plancher: {name: Plancher par habitant, for_each: territory, sum: {fund: "
    "fqis}, "
    "at_least: {per: population, rate: 12}}\n"
    "  plafond: {name: Plafond par territoire, for_each: territory, sum: {}, "
    "at_most: {per: population, rate: 95}}\n"
    "  axes: {name: Part minimale de chaque axe, for_each: axis, sum: {fund: fqis}, "
    "at_least: {share: 6%, of: {fund: fqis}}}\n"
    "  immobilisations: {name: Immobilisations, sum: {kind: immobilisation}, "
    "at_most: {share: 45%, of: {}}}\n\ngoals:\n  - maximize: benefit\n";

static void print_plan(unsigned territories, unsigned lines) {
    fputs(opening, stdout);
    for (unsigned t = 0; t < territories; t++) {
        unsigned population = between(55, 240) * between(55, 240); /* few are large */
        printf("  t%03u: {name: ", t + 1);
        print_place(t);
        printf(", population: %u}\n", population);
    }
    puts("\naxes:");
    for (unsigned a = 0; a < COUNT(axis_ids); a++) {
        printf("  %s: {name: %s}\n", axis_ids[a], axis_names[a]);
    }
    puts("\nfunds:");
    for (unsigned fund = 0; fund < COUNT(funds); fund++) {
        print_fund(fund, territories * lines);
    }
    puts("\nlines:");
    for (unsigned t = 0; t < territories; t++) {
        print_agreement(t);
        for (unsigned rank = 2; rank <= lines; rank++) {
            print_line(t, rank);
        }
    }
    fputs(closing, stdout);
}

/* The argument at `place`, or `value` when there is none; leaves with 2 when it is no number. */
static unsigned argument(int argc, char **argv, int place, unsigned value, unsigned most) {
    char *end;
    unsigned long read = place < argc ? strtoul(argv[place], &end, 10) : value;

    if (place < argc && (*argv[place] == '-' || *end || read < 1 || read > most)) {
        fprintf(stderr, "province: “%s” is not a whole number from 1 to %u\n", argv[place],
                most);
        exit(2);
    }
    return (unsigned)read;
}

int main(int argc, char **argv) {
    unsigned territories = argument(argc, argv, 1, 100, 999);
    unsigned lines = argument(argc, argv, 2, 34, 99);

    state = argument(argc, argv, 3, 1, 1000000);
    print_plan(territories, lines);
    return ferror(stdout) || fflush(stdout) ? 4 : 0;
}

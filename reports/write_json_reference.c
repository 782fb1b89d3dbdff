/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON of `solve`; tests/test_write.c holds it to what is written. */
#include "reports/json_reference.h"
#include "reports/write.h"

static const struct json_member members[] = {
    {NULL, {"### Le tout", "### The whole"}},
    {"arrimage", {"version du format : 1", "version of the format: 1"}},
    {"program", {"programme et version", "program and version"}},
    {"plan",
     {"`title` et `sha256` du plan, changements faits",
      "`title` and `sha256` of the plan, changes made"}},
    {"scenario",
     {"identifiant du scénario, `base` sans lui",
      "identifier of the scenario, `base` without one"}},
    {"set", {"les changements de `--set`, s’il y en a", "the changes of `--set`, if any"}},
    {"status",
     {"`optimal`, `feasible` (la borne n’est pas atteinte), `infeasible`, `unbounded` "
      "ou `unknown`",
      "`optimal`, `feasible` (the bound is not reached), `infeasible`, `unbounded` or "
      "`unknown`"}},
    {"goals", {"les buts, dans l’ordre de leur rang", "the goals, in order of rank"}},
    {"lines", {"les lignes, dans l’ordre du plan", "the lines, in the plan’s order"}},
    {"funds", {"les fonds", "the funds"}},
    {"rules", {"les règles, une par membre", "the rules, one for each member"}},
    {"totals",
     {"$ par `territory` (et `whole_region`), `axis`, `fund`, `year` et `kind` ; `all`, "
      "tout",
      "$ by `territory` (and `whole_region`), `axis`, `fund`, `year` and `kind`; `all`, "
      "everything"}},
    {"conflict",
     {"sans répartition possible : règles (`rule`), fonds (`fund`) et conditions "
      "(`condition`) de lignes (`line`) qui ne tiennent pas ensemble, si on les connaît",
      "without any allocation: rules (`rule`), funds (`fund`) and conditions "
      "(`condition`) of lines (`line`) that cannot hold together, where known"}},
    {"conflict_irreducible",
     {"si, sans l’une d’elles, les autres peuvent tenir ensemble",
      "whether, without any one of them, the others can hold together"}},
    {"ties",
     {"`unique` : il n’y a pas d’autre meilleure répartition (`null` : non établi) ; "
      "`broken_by`, ce qui a départagé : `proportional`, `order`, `rounding` ou "
      "`search`",
      "`unique`: there is no other best allocation (`null`: not established); "
      "`broken_by`, what decided: `proportional`, `order`, `rounding` or `search`"}},
    {"certificate",
     {"ce qui est prouvé en nombres exacts : `kind`, `checked` (`exact` ou parole du "
      "solveur), `goals`, combien de bornes de buts, `within`, à quelle part près",
      "what is proved in exact numbers: `kind`, `checked` (`exact`, or the solver’s "
      "word), `goals`, the bounds of how many goals, `within`, to which part of them"}},
    {"evidence",
     {"de quoi vérifier la réponse sans solveur (`audit`) : `stages`, un arbre par "
      "étape des buts, `point`, `ray` et `prices` ; voir mathematics.md",
      "what the answer is checked by without a solver (`audit`): `stages`, a tree for "
      "each stage of the goals, `point`, `ray` and `prices`; see mathematics.md"}},
    {"seal", {"SHA-256 de tout ce qui précède", "SHA-256 of all that comes before"}},
    {NULL, {"### Un but", "### A goal"}},
    {"goal", {"le but, en mots du plan", "the goal, in the plan’s words"}},
    {"value", {"sa valeur", "its value"}},
    {"bound",
     {"ce qu’aucune répartition ne dépasse, les buts d’avant gardés ; `null` : inconnu",
      "what no allocation passes, the goals before kept; `null`: not known"}},
    {"gap",
     {"écart à la borne, en part de la valeur",
      "distance to the bound, as a part of the value"}},
    {"before_rounding",
     {"sa valeur avant que les montants soient des multiples de l’unité",
      "its value before amounts became multiples of the unit"}},
    {"known",
     {"`best`, `within_unit` (à moins d’une unité) ou `open`",
      "`best`, `within_unit` (by less than a unit) or `open`"}},
    {"costs",
     {"ce que le régler a pris à chaque but d’avant",
      "what settling it took from each goal before"}},
    {"shares",
     {"d’un but qui partage : la part de chaque membre",
      "of a goal that shares: each member’s share"}},
    {NULL, {"### Une ligne", "### A line"}},
    {"id",
     {"identifiant (des fonds et des règles aussi)", "identifier (of funds and rules too)"}},
    {"amount", {"$ reçus", "$ received"}},
    {"level",
     {"part du maximum ou du coût ; `null` sans eux",
      "part of the maximum or the cost; `null` without them"}},
    {"funded", {"si elle reçoit quelque chose", "whether it gets anything"}},
    {"by_fund",
     {"$ par fonds, et par année dans un plan de plusieurs années",
      "$ by fund, and by year in a plan of several years"}},
    {"range",
     {"avec `--ranges` : le moins et le plus qu’elle reçoit dans les meilleures "
      "répartitions, avant arrondi",
      "with `--ranges`: the least and the most that it gets in the best allocations, "
      "before rounding"}},
    {"award",
     {"avec `--ranges` : `certain`, `possible` ou `never`",
      "with `--ranges`: `certain`, `possible` or `never`"}},
    {NULL, {"### Un fonds", "### A fund"}},
    {"available", {"$ qu’il a en tout", "$ that it has in all"}},
    {"interest", {"$ que le report rapporte", "$ that carrying over earns"}},
    {"lapsed", {"$ périmés", "$ lapsed"}},
    {"beyond", {"$ arrivés au-delà de `amount`", "$ arrived beyond `amount`"}},
    {"allocated", {"$ accordés", "$ granted"}},
    {"balance", {"$ qui restent", "$ left over"}},
    {"by_year",
     {"par année : `arrived`, `carried`, `interest`, `allocated`, `lapsed` et `left`, "
      "ce qui passe à la suivante",
      "by year: `arrived`, `carried`, `interest`, `allocated`, `lapsed` and `left`, "
      "what goes on to the next"}},
    {"price",
     {"ce qu’un dollar de plus rapporte au but 1 ; `null` : inconnu",
      "what one more dollar brings goal 1; `null`: not known"}},
    {"price_below", {"ce qu’un dollar de moins lui coûte", "what one dollar less costs it"}},
    {"price_range",
     {"entre quelles valeurs de la limite ces prix tiennent",
      "between which values of the bound these prices hold"}},
    {NULL, {"### Une règle", "### A rule"}},
    {"activity", {"ce qu’elle mesure", "what it measures"}},
    {"at_least", {"son plancher", "its floor"}},
    {"at_most", {"son plafond", "its ceiling"}},
    {"slack",
     {"ce qui reste jusqu’à la limite la plus proche", "what is left to the nearer bound"}},
    {"shortfall", {"d’une règle souple : ce qui manque", "of a soft rule: what is lacking"}},
    {"excess", {"d’une règle souple : ce qui dépasse", "of a soft rule: what is beyond"}},
    {"binding",
     {"si elle est à sa limite, à moins d’une unité",
      "whether it is at its bound, by less than a unit"}},
};

void answer_json_reference(enum language language, struct text *out) {
    json_reference(language == FRENCH ? "Le JSON de `solve`" : "The JSON of `solve`", members,
                   sizeof members / sizeof *members, language, out);
}

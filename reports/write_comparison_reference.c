/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON of `compare`; tests/test_write_comparison.c holds it to what is written. */
#include "reports/json_reference.h"
#include "reports/write_comparison.h"

static const struct json_member members[] = {
    {NULL, {"### Le tout", "### The whole"}},
    {"arrimage", {"version du format : 1", "version of the format: 1"}},
    {"program", {"programme et version", "program and version"}},
    {"plan",
     {"`title` et `sha256` du plan de la base", "`title` and `sha256` of the base's plan"}},
    {"base", {"scénario dont partent les écarts", "scenario from which changes are reckoned"}},
    {"inputs",
     {"données qui diffèrent : `path`, `unit`, et dans `values`, par scénario, `value` comme elle "
      "est écrite (absente : pas là) et `place` (fichier:ligne:colonne)",
      "inputs that differ: `path`, `unit`, and in `values`, by scenario, `value` as written "
      "(missing: not there) and `place` (file:line:column)"}},
    {"scenarios", {"un objet par scénario, dans l’ordre", "one object a scenario, in order"}},
    {"core",
     {"financé quoi qu’il arrive : `scenarios`, combien ont une répartition ; `total`, en $, le "
      "moins de chaque ligne ; `lines`, avec `id`, `least` et `most`",
      "funded whatever happens: `scenarios`, how many have an allocation; `total`, in $, the least "
      "of each line; `lines`, with `id`, `least` and `most`"}},
    {"regret",
     {"avec `--regret` : pour chaque répartition `made_for` quand `happens` arrive : `status`, "
      "`goal` alors, `regret` (ce qu’on perd du but 1) et `cut` ($ qui ne peuvent être payés)",
      "with `--regret`: each allocation `made_for` when `happens` comes: `status`, `goal` then, "
      "`regret` (what is lost of goal 1) and `cut` ($ that cannot be paid)"}},
    {NULL, {"### Un scénario", "### A scenario"}},
    {"id", {"identifiant ; d’une grille, ses valeurs", "identifier; of a grid, its values"}},
    {"name", {"nom", "name"}},
    {"source", {"d’où vient l’idée, si c’est dit", "where the idea comes from, where said"}},
    {"changes",
     {"ce qu’il change, dans l’ordre : `set`, `scale`, `add` ou `remove` et son chemin ; `place`",
      "what it changes, in order: `set`, `scale`, `add` or `remove` and its path; `place`"}},
    {"status",
     {"`optimal`, `feasible`, `infeasible`, `unbounded`, `unknown`, `interrupted` ou `failed`",
      "`optimal`, `feasible`, `infeasible`, `unbounded`, `unknown`, `interrupted` or `failed`"}},
    {"notes",
     {"avertissements, et pourquoi rien ne le satisfait",
      "warnings, and why nothing satisfies it"}},
    {"conflict",
     {"sans répartition possible : règles (`rule`), fonds (`fund`) et conditions (`condition`) de "
      "lignes (`line`) qui ne tiennent pas ensemble, si on les connaît",
      "without any allocation: rules (`rule`), funds (`fund`) and conditions (`condition`) of "
      "lines (`line`) that cannot hold together, where known"}},
    {"conflict_irreducible",
     {"si, sans l’une d’elles, les autres peuvent tenir ensemble",
      "whether, without any one of them, the others can hold together"}},
    {"goals", {"chaque but : `goal`, `value`, `bound`", "each goal: `goal`, `value`, `bound`"}},
    {"outcome",
     {"`goal` (valeur du but 1), `total` ($), puis $ par `territory` (et `whole_region`), `axis` "
      "(et `no_axis`) et `fund`",
      "`goal` (value of goal 1), `total` ($), then $ by `territory` (and `whole_region`), `axis` "
      "(and `no_axis`) and `fund`"}},
    {"lines", {"$ de chaque ligne qui en reçoit", "$ of each line that gets any"}},
    {"dollars",
     {"$ par `territory`, `axis` et `fund` : `amount`, sans les zéros",
      "$ by `territory`, `axis` and `fund`: `amount`, without zeros"}},
    {"gained", {"lignes gagnées depuis la base", "lines won from the base"}},
    {"lost", {"lignes perdues", "lines lost"}},
    {"rules_begin", {"règles qui se mettent à compter", "rules that begin to bind"}},
    {"rules_cease", {"règles qui ne comptent plus", "rules that cease to bind"}},
    {"causes",
     {"avec `--causes` : `method`, `shapley` ou `waterfall` ; `shares`, la part de chaque "
      "changement (`changes`, `withdrawn` s’il est retiré à la base) de l’écart avec la base",
      "with `--causes`: `method`, `shapley` or `waterfall`; `shares`, the share of each change "
      "(`changes`, `withdrawn` where the base loses it) in the difference from the base"}},
};

void comparison_json_reference(enum language language, struct text *out) {
    json_reference(language == FRENCH ? "Le JSON de `compare`" : "The JSON of `compare`",
                   members, sizeof members / sizeof *members, language, out);
}

# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of scenarios side by side."""
import pathlib
import re
from decimal import Decimal

import axe
from check_solve import PAPERS, WIDTHS, plain, rows, value, words_of

SCENARIOS = "tests/browser/scenarios.yaml"
CHOOSE = """
    const [selector, chosen] = arguments, box = document.querySelector(selector);
    if (box.type === 'checkbox') { box.checked = chosen; } else { box.value = chosen; }
    box.dispatchEvent(new Event('change', {bubbles: true}));
"""


def choose(work, selector, chosen):
    work.browser.run(CHOOSE, f"#page-fr .choice {selector}", chosen)


def by_name(found):
    return {row["cells"][0]["text"]: row["cells"] for row in found if row["kind"] != "heading"}


def goals(said):
    return {scenario["name"]: scenario["goals"][0]["value"] for scenario in said["scenarios"]
            if scenario["status"] != "infeasible"}


def the_numbers_of_all_scenarios_are_those_of_the_json(work):
    said = plain(work.open("compare", work.root / SCENARIOS))
    for language in ("fr", "en"):
        glance = by_name(rows(work.browser, language, "scenarios"))
        assert list(glance) == [scenario["name"] for scenario in said["scenarios"]]
        for name, goal in goals(said).items():
            assert value(glance[name][2]) == goal, name


def changes_are_from_the_base_that_is_chosen(work):
    said = plain(work.open("compare", work.root / SCENARIOS))
    names = [scenario["name"] for scenario in said["scenarios"]]
    for base in (1, 3):
        choose(work, "select", str(base))
        glance = by_name(rows(work.browser, "fr", "scenarios"))
        territories = by_name(rows(work.browser, "fr", "territories"))
        of_base = goals(said)[names[base - 1]]
        for name, goal in goals(said).items():
            cell = glance[name][3]
            expected = None if name == names[base - 1] else goal - of_base
            assert (cell["value"] and Decimal(cell["value"])) == expected, (base, name, cell)
        choose(work, "input[value=differences]", True)
        shown = by_name(rows(work.browser, "fr", "territories"))
        moved = value(territories[names[1]][1]) - value(territories[names[base - 1]][1])
        text = shown[names[1]][1]["text"]
        read = re.sub(r"[^0-9−]", "", text).replace("−", "-")
        assert Decimal(read or 0) == moved, (text, moved)
        choose(work, "input[value=differences]", False)


def a_scenario_that_is_not_chosen_is_not_shown(work):
    said = plain(work.open("compare", work.root / SCENARIOS))
    name = said["scenarios"][2]["name"]
    choose(work, "input[value='3']", False)
    cells = by_name(rows(work.browser, "fr", "territories"))[name]
    assert not any(cell["shown"] for cell in cells)
    cells = by_name(rows(work.browser, "fr", "scenarios"))[name]
    assert all(cell["shown"] for cell in cells), "the list of scenarios stays whole"
    drawn = work.browser.run("return document.querySelector('#page-fr .pictures').textContent")
    assert name not in drawn and said["scenarios"][3]["name"].split()[0] in drawn
    headings = work.browser.run("return [...document.querySelectorAll('#page-fr h2')].filter("
                                "part => part.clientWidth > 0).map(part => part.textContent)")
    assert name not in headings and said["scenarios"][3]["name"] in headings
    work.browser.click("label[for=choose-en]")
    assert not work.browser.run("return document.querySelector(\"#page-en .choice "
                                "input[value='3']\").checked")


def a_scenario_without_an_allocation_stays_with_its_reason(work):
    said = plain(work.open("compare", work.root / SCENARIOS))
    lost = said["scenarios"][4]
    assert lost["status"] == "infeasible"
    cells = by_name(rows(work.browser, "fr", "scenarios"))[lost["name"]]
    assert cells[1]["text"] == "impossible" and cells[2]["value"] is None
    opening = work.browser.run("return document.querySelector('#page-fr .opening').textContent")
    assert f"« {lost['name']} » est impossible : " in opening.replace("\u00a0", " ")


def what_a_rule_costs_is_a_sentence(work):
    said = plain(work.open("compare", work.root / SCENARIOS))
    base, without = (scenario["outcome"]["territory"] for scenario in
                     (said["scenarios"][0], said["scenarios"][2]))
    moved = {key: without[key] - base[key] for key in base}
    less, more = min(moved, key=moved.get), max(moved, key=moved.get)
    words = work.browser.run("return document.querySelector('#page-fr .opening').textContent")
    words = re.sub("[\u00a0\u202f]", " ", words)
    sentence = re.search(r"Sans la règle « Plancher », (\w+) recevrait ([\d ]+) \$ de moins et "
                         r"(\w+) recevrait ([\d ]+) \$ de plus ; les retombées n’y gagnent rien",
                         words)
    assert sentence is not None, words
    assert sentence[1].lower() == less and sentence[3].lower() == more, sentence[0]
    assert Decimal(sentence[2].replace(" ", "")) == -moved[less], (sentence[0], moved)
    assert Decimal(sentence[4].replace(" ", "")) == moved[more], (sentence[0], moved)


def lines_that_depend_on_the_scenario_are_told_whatever_the_base(work):
    said = plain(work.open("compare", work.root / SCENARIOS))
    funded = [set(scenario["lines"]) for scenario in said["scenarios"] if "lines" in scenario]
    depend = set.union(*funded) - set.intersection(*funded)
    found = rows(work.browser, "fr", "lines_by_scenario") if depend else []
    assert len(found) == len(depend) > 0, (found, depend)
    counts = sorted(value(row["cells"][1]) for row in found)
    assert counts == sorted(sum(line in each for each in funded) for line in depend)
    choose(work, "select", "3")
    assert rows(work.browser, "fr", "lines_by_scenario") == found


def the_comparison_fits_screens_and_paper_and_everyone(work):
    work.browser.log("browser")
    work.open("compare", work.root / SCENARIOS)
    for language in ("fr", "en"):
        work.browser.click(f"label[for=choose-{language}]")
        for width, height in WIDTHS:
            work.browser.resize(width, height)
            wide = work.browser.run("return document.scrollingElement.scrollWidth")
            assert wide <= width, (language, width, wide)
        found = axe.violations(work.browser)
        assert found == [], found
        for paper in PAPERS.values():
            for wide, _, words in words_of(work.browser.print(*paper), work.folder):
                assert all(word[0] >= 33 and word[2] <= wide - 33 for word in words)
    assert work.browser.log("browser") == []


def forty_scenarios_are_light(work):
    source = (work.root / SCENARIOS).read_text(encoding="utf-8")
    amounts = ", ".join(str(100_000 + 1_000 * step) for step in range(7))
    path = work.folder / "many.yaml"
    path.write_text(source.replace("plan: plan.yaml", f"plan: {work.root}/tests/browser/plan.yaml")
                    + f"grid:\n  fonds: {{set: {{funds.fonds.amount: [{amounts}]}}}}\n"
                    "  ville: {set: {funds.ville.amount: [0, 5_000, 10_000, 15_000, 20_000]}}\n",
                    encoding="utf-8")
    said = work.open("compare", path)
    assert len(said["scenarios"]) == 40
    page = pathlib.Path(work.report("compare", path)[0])
    assert page.stat().st_size < 2_000_000
    shown = [row for row in rows(work.browser, "fr", "funds") if row["cells"][0]["shown"]]
    assert 8 <= len(shown) <= 12
    listed = rows(work.browser, "fr", "scenarios")
    assert len(listed) == 40 and all(row["cells"][0]["shown"] for row in listed)
    assert work.browser.run("return document.scrollingElement.scrollWidth") <= 1366

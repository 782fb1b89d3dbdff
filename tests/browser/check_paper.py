# SPDX-License-Identifier: GPL-3.0-or-later
"""The comparison of the Côte-Nord's twenty scenarios, as its board gets it: on a screen, on paper."""
import re

from check_solve import PAPERS, PLAN, rows, value, words_of

SCENARIOS = "examples/cote-nord/scenarios.yaml"
MOST_SHEETS = 24  # of the twelve scenarios that are shown at first


def open_page(work, language="fr"):
    path = work.folder / "cote-nord.html"
    if not path.exists():
        work.arrimage("compare", work.root / SCENARIOS, "-q", "-o", path)
    work.browser.resize(1366, 768)
    work.browser.open(str(path))
    work.browser.run("document.getElementById('choose-' + arguments[0]).click()", language)


def sheets(work, paper):
    return words_of(work.browser.print(*PAPERS[paper]), work.folder)


def the_first_screen_has_the_sentences_that_decide_and_both_pictures(work):
    for language in ("fr", "en"):
        open_page(work, language)
        said, pictures, later = work.browser.run("""
            const page = document.getElementById('page-' + arguments[0]);
            const bottoms = selector => [...page.querySelectorAll(selector)]
              .map(part => part.getBoundingClientRect().bottom);
            return [bottoms('.opening .words:not(.details) p'), bottoms('.pictures svg'),
                    bottoms('.opening .details p')];""", language)
        assert 4 <= len(said) <= 6 and len(pictures) == 2, (language, said, pictures)
        assert max(said + pictures) <= 768, (language, said, pictures)
        assert len(later) >= 6 and min(later) > max(pictures), (language, later)


def the_scenario_that_moves_most_decides_and_the_dearest_rule(work):
    open_page(work)
    words = work.browser.run("return document.querySelector('#page-fr .words').textContent")
    words = re.sub("[\u00a0\u202f]", " ", words)
    assert "« Première année lente, solde perdu » : 482 005 $ de moins" in words, words
    assert "Sans la règle « Plancher d’aide directe par MRC »" in words, words


def pictures_say_how_many_scenarios_they_leave_out(work):
    open_page(work)
    line = "const line = document.querySelector('#page-fr .drawn'); return line.hidden ? '' : line.textContent"
    drawn = "return document.querySelectorAll('#page-fr table[data-key=territories] tbody tr:not([hidden])').length"
    count = work.browser.run(drawn)
    assert f" {count} des 20 scénarios" in work.browser.run(line)
    work.browser.run("""for (const box of document.querySelectorAll('#page-fr .choice fieldset input')) {
        if (!box.checked) { box.click(); } }""")
    assert work.browser.run(drawn) == 19
    assert " 19 des 20 scénarios" in work.browser.run(line), "one of them has no allocation"
    work.browser.click("#page-fr .drawn a")
    assert work.browser.run("""const place = document.querySelector('#choice-fr').getBoundingClientRect();
        return place.top >= 0 && place.top < innerHeight;""")


def overlapping(words):
    """Pairs of words printed over each other by more than a third of their height."""
    inner = []
    for left, top, right, bottom, text in words:
        stands = len(text) > 2 and bottom - top > right - left
        across, along = (0.3, 0.05) if stands else (0.05, 0.3)
        across, along = across * (right - left), along * (bottom - top)
        inner.append((left + across, top + along, right - across, bottom - along, text))
    return [(a[4], b[4]) for at, a in enumerate(inner) for b in inner[:at]
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


def nearly_empty(printed):
    """Numbers of sheets that hold little; the last one may."""
    return [number for number, (_, high, words) in enumerate(printed[:-1], 1)
            if len(words) < 40 or max(word[3] for word in words) < high / 3]


def few_sheets_are_printed_and_all_of_them_are_full(work):
    for language, paper in (("fr", "Letter"), ("en", "A4")):
        open_page(work, language)
        printed = sheets(work, paper)
        assert len(printed) <= MOST_SHEETS, (language, paper, len(printed))
        for number, (wide, high, words) in enumerate(printed, 1):
            assert overlapping(words) == [], (paper, number, overlapping(words)[:4])
            assert max(word[2] for word in words) <= wide - 33, (paper, number)
            assert max(word[3] for word in words) <= high - 20, (paper, number)
        assert nearly_empty(printed) == [], (paper, nearly_empty(printed))


def a_scenario_stays_on_one_sheet(work):
    open_page(work)
    name = "Population résidente des communautés"
    sheet = [words for *_, words in sheets(work, "Letter")
             if f"{name} Tableau de répartition" in " ".join(word[4] for word in words)]
    assert len(sheet) == 1
    text = " ".join(word[4] for word in sheet[0])
    assert text.count("Tableau de répartition") == 2 and text.count("Dollars par habitant") == 2
    assert "axe1 : Améliorer les conditions de vie" in re.sub("\u00a0", " ", text)


def charts_are_drawn_for_the_screen_again_after_printing(work):
    open_page(work)
    widths = "return [...document.querySelectorAll('#page-fr svg')].map(part => part.clientWidth)"
    before = work.browser.run(widths)
    sheets(work, "A4")
    assert work.browser.run(widths) == before


def one_answer_is_printed_on_sheets_that_are_full(work):
    work.open("solve", work.root / PLAN)
    for paper in PAPERS:
        printed = sheets(work, paper)
        assert len(printed) <= 15 and nearly_empty(printed) == [], (paper, nearly_empty(printed))
        assert [pair for *_, words in printed for pair in overlapping(words)] == []


def goals_are_shown_with_the_decimals_that_people_read(work):
    open_page(work)
    for row in rows(work.browser, "fr", "scenarios"):
        if row["cells"][2]["value"]:
            assert re.fullmatch(r"\d+(,\d)?", re.sub(r"\s", "", row["cells"][2]["text"])), row
            assert value(row["cells"][2]) > 10_000


def amounts_in_cents_leave_their_charts_room(work):
    plan = (work.root / PLAN).read_text(encoding="utf-8").replace("unit: 1 ", "unit: none ")
    (work.folder / "cents.yaml").write_text(plan, encoding="utf-8")
    path = work.folder / "two.yaml"
    path.write_text("arrimage: 1\nplan: cents.yaml\ntitle: Deux\nscenarios:\n  base: {name: Base}\n"
                    "  moins: {name: Moins, scale: {funds.parsis.amount: 90%, funds.parsis.by_year: 90%}}\n",
                    encoding="utf-8")
    work.arrimage("compare", path, "-q", "-o", work.folder / "two.html")
    work.browser.open(str(work.folder / "two.html"))
    printed = sheets(work, "Letter")
    assert re.search(r"\d,\d\d\b", " ".join(word[4] for word in printed[0][2]))
    assert [pair for *_, words in printed for pair in overlapping(words)] == []
    drawn = work.browser.run("return [...document.querySelectorAll('#page-fr svg text')].map(part => part.textContent)")
    assert not [text for text in drawn if re.search(r"\de[-−+]?\d", text)], "dust is nothing"


def a_single_scenario_is_compared_with_nothing(work):
    path = work.folder / "one.yaml"
    path.write_text(f"arrimage: 1\nplan: {work.root}/tests/browser/plan.yaml\ntitle: Un seul\n"
                    "scenarios:\n  base: {name: Base}\n", encoding="utf-8")
    work.open("compare", path)
    assert work.browser.run("return document.querySelectorAll('[data-chart=changes], .choice').length") == 0

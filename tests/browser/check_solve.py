# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of one plan."""
import csv
import json
import re
import subprocess
import time
from decimal import ROUND_HALF_UP, Decimal

import axe

PLAN = "examples/cote-nord/plan.yaml"
WIDTHS = ((1366, 768), (1920, 1080), (390, 844))
PAPERS = {"A4": (29.7, 21.0), "Letter": (27.94, 21.59)}

# Every row of a page's tables of one key, or of the last of them.
ROWS = """
    const [language, key, last] = arguments;
    return [...document.querySelectorAll(`#page-${language} table[data-key="${key}"]`)]
      .slice(last ? -1 : 0).flatMap(table => [...table.tBodies[0].rows])
      .map(row => ({kind: row.className, cells: [...row.cells].map(cell => ({
        text: cell.textContent.trim(), value: cell.getAttribute('data-v'),
        key: row.closest('table').tHead.rows[0].cells[cell.cellIndex].getAttribute('data-key'),
        shown: cell.getClientRects().length > 0}))}));
"""


def rows(browser, language, key, last=False):
    return browser.run(ROWS, language, key, last)


def last_table(browser, language, key):
    """The selector of a page's last table of one key."""
    return "#" + browser.run("return [...document.querySelectorAll(arguments[0])].at(-1).id",
                             f"#page-{language} table[data-key={key}]")


def value(cell):
    return Decimal(cell["value"])


def read(text, language):
    """A number as a person reads it on the page."""
    comma = "," if language == "fr" else "."
    digits = re.sub(r"[^0-9%s]" % re.escape(comma), "", text).replace(",", ".")
    return Decimal(digits or 0)


def plain(said):
    """JSON read back without a float in between."""
    return json.loads(json.dumps(said), parse_float=Decimal, parse_int=Decimal)


def the_numbers_of_both_languages_are_those_of_the_json(work):
    said = plain(work.open("solve", work.root / PLAN))
    for language in ("fr", "en"):
        work.browser.run("document.getElementById('choose-' + arguments[0]).click()", language)
        sharing = rows(work.browser, language, "sharing", last=True)
        axes = len(said["totals"]["axis"])
        territories = [value(row["cells"][axes + 1]) for row in sharing if row["kind"] == ""]
        assert territories[:6] == list(said["totals"]["territory"].values())[:6]
        total = sharing[-1]["cells"]
        assert [value(cell) for cell in total[1:axes + 1]] == list(said["totals"]["axis"].values())
        granted = sorted(value(cell) for row in rows(work.browser, language, "lines")
                         for cell in row["cells"] if not row["kind"] and cell["key"] == "granted")
        assert granted == sorted(line["amount"] for line in said["lines"] if line["funded"])
        for cell in (cell for row in sharing for cell in row["cells"][1:axes + 2]):
            dollars = value(cell).quantize(1, ROUND_HALF_UP)  # an axis may have half of one
            assert cell["shown"] and read(cell["text"], language) == dollars, cell


def the_language_changes_without_a_new_page(work):
    work.open("solve", work.root / PLAN)
    before = work.browser.run("return document.title")
    work.browser.press("#choose-fr", "\ue014")  # the arrow key, as people without a mouse do
    assert work.browser.run("return document.documentElement.lang") == "en"
    shown = work.browser.run("return [...document.querySelectorAll('.page')]"
                             ".filter(page => page.clientWidth > 0).map(page => page.lang)")
    assert shown == ["en"], shown
    assert before == work.browser.run("return document.title")
    assert work.browser.run("return document.querySelectorAll('#page-en svg').length") > 4
    work.browser.click("label[for=choose-fr]")
    assert work.browser.run("return document.documentElement.lang") == "fr"


def a_table_is_sorted_and_its_chart_follows(work):
    said = plain(work.open("solve", work.root / PLAN))
    table = last_table(work.browser, "fr", "sharing")
    column = len(said["totals"]["axis"]) + 2
    for down in (False, True):
        work.browser.click(f"{table} thead th:nth-child({column}) button")
        found = [row for row in rows(work.browser, "fr", "sharing", last=True) if row["kind"] == ""]
        values = [value(row["cells"][column - 1]) for row in found]
        assert values == sorted(values, reverse=down) and values[0] != values[1]
        first = work.browser.run("return document.querySelectorAll(arguments[0])[1].querySelector("
                                 "'text').textContent", f"[data-chart=heat][data-table="
                                 f"{table[1:]}] .role-axis-label")
        assert found[0]["cells"][0]["text"].startswith(first.split()[0]), first
    last = rows(work.browser, "fr", "sharing", last=True)[-1]
    assert last["kind"] == "total"


def saved(work, selector):
    """The rows of the CSV file that a button saves."""
    for old in work.downloads.iterdir():
        old.unlink()
    work.browser.click(selector)
    for _ in range(200):
        files = [path for path in work.downloads.iterdir() if path.suffix == ".csv"]
        if files and files[0].stat().st_size > 0:
            with open(files[0], encoding="utf-8-sig", newline="") as file:
                return list(csv.reader(file))
        time.sleep(0.05)
    raise AssertionError("nothing was saved")


def a_saved_table_holds_the_exact_amounts(work):
    said = plain(work.open("solve", work.root / PLAN))
    source = last_table(work.browser, "fr", "sharing")
    table = saved(work, f"[data-table={source[1:]}].save")
    axes = len(said["totals"]["axis"])
    assert table[-1][0] == "Total"
    assert [Decimal(text) for text in table[-1][1:axes + 1]] == list(said["totals"]["axis"].values())


def no_page_is_wider_than_its_screen(work):
    work.open("solve", work.root / PLAN)
    for language in ("fr", "en"):
        work.browser.run("document.getElementById('choose-' + arguments[0]).click()", language)
        for width, height in WIDTHS:
            work.browser.resize(width, height)
            wide = work.browser.run("return document.scrollingElement.scrollWidth")
            assert wide <= width, (language, width, wide)
            out = work.browser.run("""
                var room = document.querySelector('.page:not([hidden])').getBoundingClientRect();
                return [...document.querySelectorAll('figure, .legend, svg text, h2, p, button')]
                  .filter(part => part.getClientRects().length > 0 && !part.closest('.scroll'))
                  .filter(part => part.getBoundingClientRect().right > innerWidth + 1
                               || part.getBoundingClientRect().left < -1)
                  .map(part => part.textContent.slice(0, 60));""")
            assert out == [], (language, width, out)


def nothing_is_fetched_and_nothing_goes_wrong(work):
    work.browser.log("browser")
    work.browser.log("performance")
    work.open("solve", work.root / PLAN)
    work.browser.click("label[for=choose-en]")
    work.browser.click("#page-en thead button")
    asked = [json.loads(entry["message"])["message"] for entry in work.browser.log("performance")]
    fetched = [part["params"]["request"]["url"] for part in asked
               if part["method"] == "Network.requestWillBeSent"]
    assert [url for url in fetched if not url.startswith("file:")] == [] and len(fetched) == 1
    assert work.browser.log("browser") == []


def words_of(pdf, folder):
    """[(page width, height, [(left, top, right, bottom, text)])] of a PDF."""
    path = folder / "printed.pdf"
    path.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
    pages = []
    for line in text.stdout.decode().splitlines():
        numbers = [float(number) for number in re.findall(r'="([0-9.-]+)"', line)]
        if "<page " in line:
            pages.append((numbers[0], numbers[1], []))
        elif "<word " in line:
            pages[-1][2].append((*numbers, re.sub(r"<[^>]*>", "", line).strip()))
    return pages


def no_table_is_cut_on_paper(work):
    work.open("solve", work.root / PLAN)
    numbers = "[...document.querySelectorAll('#page-%s td[data-v]')].map(cell => cell.textContent)"
    for language in ("fr", "en"):
        work.browser.run("document.getElementById('choose-' + arguments[0]).click()", language)
        shown = work.browser.run("return " + numbers % language)
        for name, (width, height) in PAPERS.items():
            pages = words_of(work.browser.print(width, height), work.folder)
            margin = 12 / 25.4 * 72 - 1
            for wide, high, words in pages:
                assert wide > high, name
                for left, top, right, bottom, text in words:
                    inside = left >= margin and right <= wide - margin
                    assert inside and top >= 0 and bottom <= high, (name, text, right, wide)
            printed = re.sub(r"\s", "", "".join(word[4] for page in pages for word in page[2]))
            missing = [text for text in shown if re.sub(r"\s", "", text) not in printed]
            assert missing == [], (name, missing[:5])


def the_heads_of_a_table_are_repeated_on_each_sheet(work):
    work.open("solve", work.root / PLAN)
    work.browser.click("label[for=choose-fr]")
    pages = words_of(work.browser.print(*PAPERS["A4"]), work.folder)
    texts = [[word[4] for word in words] for _, _, words in pages]
    sheets = [text for text in texts if sum("%" in word for word in text) > 15]
    assert len(sheets) >= 2 and all("Ligne" in text for text in sheets)


def without_scripts_the_tables_remain(work):
    page, _ = work.report("solve", work.root / PLAN)
    work.browser.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        work.browser.open(page)
        pages = words_of(work.browser.print(*PAPERS["A4"]), work.folder)
    finally:
        work.browser.command("Emulation.setScriptExecutionDisabled", value=False)
    printed = {text for _, _, words in pages for *_, text in words}
    assert "Sept-Rivières" in printed and "Sources" in printed


def nothing_stands_in_the_way_of_those_who_see_or_move_otherwise(work):
    work.open("solve", work.root / PLAN)
    for language in ("fr", "en"):
        work.browser.click(f"label[for=choose-{language}]")
        found = axe.violations(work.browser)
        assert found == [], found


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '=HYPERLINK("http://example.org";"Gagné")',
    "\"guillemets\" & 'apostrophes'",
    "\u202egauche à droite\u202c",
    "Entente " + "très longue " * 40,
]


def hostile_plan(work):
    lines = "\n".join(f"  l{at}: {{name: {json.dumps(name)}, funds: [f], max: {100 + at}, "
                      "benefit: 1, axis: a, territory: t}" for at, name in enumerate(HOSTILE))
    path = work.folder / "hostile.yaml"
    path.write_text(f"""arrimage: 1
title: {json.dumps(HOSTILE[0])}
unit: 1
territories: {{t: {{name: {json.dumps(HOSTILE[1])}, population: 12}}}}
axes: {{a: {{name: {json.dumps(HOSTILE[5])}}}, b: {{name: {json.dumps(HOSTILE[4])}}}}}
funds:
  f: {{name: {json.dumps(HOSTILE[2])}, amount: 10000}}
  g: {{name: {json.dumps(HOSTILE[3])}, amount: 10000}}
lines:
{lines}
""", encoding="utf-8")
    return path


def names_are_shown_whole_and_do_nothing(work):
    work.browser.log("browser")
    work.open("solve", hostile_plan(work))
    assert work.browser.run("return document.title") == HOSTILE[0]
    names = [row["cells"][0]["text"] for row in rows(work.browser, "fr", "lines")]
    assert names == [HOSTILE[1], *(name.strip() for name in HOSTILE), "Total"], names
    assert work.browser.run("return document.querySelectorAll('img, a:not([href^=\"#\"])').length") == 0
    drawn = work.browser.run("return [...document.querySelectorAll('#page-fr svg, #page-fr .legend')]"
                             ".map(part => part.textContent).join()")
    assert "onerror=alert(2)" in drawn.replace("\u00a0", " ") and "très longue" in drawn
    assert work.browser.log("browser") == []
    for width, height in WIDTHS:
        work.browser.resize(width, height)
        assert work.browser.run("return document.scrollingElement.scrollWidth") <= width


def names_in_a_saved_table_are_no_formulas(work):
    work.open("solve", hostile_plan(work))
    names = [row[0] for row in saved(work, "#page-fr [data-file=lines]")[1:-1]]
    inert = [("'" if name[0] == "=" else "") + name.strip() for name in HOSTILE]
    assert names == [HOSTILE[1], *inert], names

"""The sheet in a real browser and in Node: what it saves is what the program would write, and anybody can use it.

Run by `make blad-test`, which looks for the browser first; not a part of the tests of the program.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chromium import Browser
from fillings import Filler, Filling
from zelfscan.cli import main
from zelfscan.domain import Agreement, Assessment, Catalog, DevelopmentPoint, Level, Position, ScaleName, Scan
from zelfscan.reports import sheet_html
from zelfscan.storage import SCHEMA, SIZE_LIMIT, Key, catalog_folder, read_key, read_scan, ready_catalog
from zelfscan.storage.result_writer import dumps

COUNT = int(os.environ.get("FILLINGS", "10000"))
PROGRAM = Path(__file__).parent.parent / "src" / "zelfscan" / "reports" / "forms" / "sheet" / "sheet.js"
AXE = Path(os.environ.get("AXE", "axe.min.js"))
PICTURES = os.environ.get("PICTURES")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalog that ships with the program."""
    return ready_catalog(catalog_folder())


@pytest.fixture
def page(catalog: Catalog, tmp_path: Path) -> Path:
    """An unsealed sheet without a round."""
    path = tmp_path / "vragenlijst.html"
    path.write_text(sheet_html(catalog, schema=SCHEMA, size=SIZE_LIMIT), encoding="utf-8")
    return path


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """A browser whose downloads come in a folder of this test."""
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    with Browser(downloads) as made:
        yield made


def program_of(page: Path) -> str:
    """What the page calls itself in a file."""
    found = re.search(r'"program":"([^"]*)"', page.read_text(encoding="utf-8"))
    assert found
    return found[1]


def test_the_page_writes_as_the_program_does(catalog: Catalog, page: Path) -> None:
    """Every random filling gives the same bytes as our own writer: keys, order, layout, escapes and topics."""
    filler = Filler(catalog, program_of(page), seed=20261127)
    fillings = [filler.filling() for _ in range(COUNT)]
    lines = "".join(f"{json.dumps({'said': one.said, 'round': one.scan.round_name})}\n" for one in fillings)
    node = shutil.which("node")
    assert node
    done = subprocess.run(
        [node, Path(__file__).with_name("writer.mjs"), PROGRAM, page],
        input=lines, encoding="utf-8", capture_output=True, check=True,
    )  # fmt: skip
    written = done.stdout.splitlines()
    assert len(written) == COUNT
    for one, line in zip(fillings, written, strict=True):
        assert json.loads(line).encode() == dumps(one.scan, catalog), one.said


def fill_in(browser: Browser, filling: Filling) -> None:
    """Put a filling in the page by what a person does: choosing, ticking and typing."""
    said = filling.said
    browser.run(
        """
        const [said] = arguments;
        const put = (id, text) => {
          const field = document.getElementById(id);
          field.value = text;
          field.dispatchEvent(new Event("input", {bubbles: true}));
        };
        const choose = (name, value) => document.querySelector(`input[name="${name}"][value="${value}"]`).click();
        put("code", said.participant);
        put("school", said.school);
        choose("assessment", said.assessment);
        for (const key of ["now", "ambition"]) {
          for (const scale of ["differentiation", "self_direction"]) choose(`${key}-${scale}`, said[key][scale] || "");
          put(`${key}-note`, said[key].note);
        }
        for (const key of ["used", "added_value", "pitfalls"]) put(key, said[key]);
        for (const [number, rating] of Object.entries(said.ratings)) {
          const unknown = rating.no_judgement;
          if (rating.importance || unknown.includes("belang")) choose(`i${number}`, rating.importance || 0);
          if (rating.attainment || unknown.includes("aanwezig")) choose(`a${number}`, rating.attainment || 0);
          put(`w${number}`, rating.delegated_to);
          put(`n${number}`, rating.note);
        }
        said.development.forEach((point, index) => {
          const place = `p${index + 1}`;
          put(`${place}-number`, String(point.number));
          for (const id of point.support) choose(`${place}-support`, id);
          put(`${place}-step`, point.step);
          put(`${place}-who`, point.who);
          put(`${place}-when`, point.when);
          put(`${place}-sign`, point.sign);
        });
        if (said.exchange) {
          document.getElementById("exchange").click();
          put("contact", said.exchange.contact);
          if (said.exchange.only) {
            choose("about", "these");
            for (const number of said.exchange.only) choose("shared", number);
          }
        }
        if (said.words) document.getElementById("words").click();
        """,
        said,
    )


def same(scan: Scan, other: Scan) -> Scan:
    """A scan with the id and the times of another, which nobody fills in."""
    return replace(scan, id=other.id, started=other.started, finished=other.finished)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_filled_in_is_what_is_saved(browser: Browser, catalog: Catalog, page: Path, seed: int) -> None:
    """Any scan filled in through the page gives a file that `controleer` takes and that equals the scan."""
    filling = Filler(catalog, program_of(page), seed, typed=True).filling()
    browser.open(page)
    fill_in(browser, filling)
    browser.click("#save")
    file = browser.downloaded()
    assert main(["controleer", str(file)]) == 0
    saved = read_scan(file, catalog)
    assert saved == same(filling.scan, saved)
    assert file.name.endswith(f"_{saved.started.date()}_{str(saved.id)[:8]}.toml")
    assert saved.started.tzinfo is not None
    assert browser.log() == []


def walk(browser: Browser, field: str, *keys: str) -> None:
    """Go on with Tab until a field has the focus, as somebody does who has no mouse, and press keys there."""
    for _ in range(60):
        browser.press("tab")
        if browser.run("return document.activeElement.matches(arguments[0])", field):
            browser.press(*keys)
            return
    raise AssertionError(f"Tab does not lead to {field}")


@pytest.mark.parametrize("sealed", [False, True])
def test_a_sheet_filled_in_by_keyboard_counts_in_its_round(
    browser: Browser, catalog: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str], sealed: bool
) -> None:
    """The whole way: `blad` makes the page, keys alone fill it in and save it, and `controleer` and `groep` count the
    file beside the results of the program.
    """
    page, key, ours = tmp_path / "v.html", tmp_path / "r.sleutel", tmp_path / "ronde"
    ours.mkdir()
    assert main(["ronde-sleutel", str(key)]) == 0
    to = ["--ontvanger", str(key.with_suffix(".ontvanger"))] if sealed else []
    assert main(["blad", "--ronde", "najaar-2026", "-o", str(page), *to]) == 0
    browser.open(page)
    walk(browser, "#code", *"SL-07")
    walk(browser, "#school", *"De Wilg")
    for number, scale in enumerate(("now-differentiation", "now-self_direction", "ambition-differentiation",
                                    "ambition-self_direction"), start=1):  # fmt: skip
        # 'niet ingevuld' is chosen and the last one: after it comes 1 again.
        walk(browser, f"[name={scale}]", *["right"] * number)
    walk(browser, "#used", *"tablets")
    for number in catalog.numbers:
        walk(browser, f"[name=i{number}]", "space", *["right"] * (number % 4))
        walk(browser, f"[name=a{number}]", "space", *["down"] * (number % 3))
    walk(browser, "#p1-number", *["down"] * 2)
    walk(browser, f"[name=p1-support][value={catalog.support[0].id}]", "space")
    walk(browser, "#p1 summary", "enter")
    walk(browser, "#p1-step", *"doen")
    walk(browser, "#exchange", "space")
    walk(browser, "#contact", *"bel mij")
    walk(browser, "#save", "enter")
    file = browser.downloaded()
    assert browser.log() == []
    assert file.suffix == (".age" if sealed else ".toml")

    shutil.copy(file, ours)
    for place in range(4):
        scan = Filler(catalog, "zelfscan", place, typed=True).filling().scan
        named = replace(scan, participant=f"SL-1{place}", round_name="najaar-2026")
        (ours / f"{place}.toml").write_bytes(dumps(named, catalog))
    opens = ["--sleutel", str(key)] if sealed else []
    assert main(["controleer", str(ours), *opens]) == 0
    figures = tmp_path / "cijfers.json"
    assert main(["groep", str(ours), "--naar", str(figures), *opens]) == 0
    assert json.loads(figures.read_bytes())["bestanden"]["geldig"] == 5
    capsys.readouterr()
    saved = read_scan(ours / file.name, catalog, read_key([key]) if sealed else None)
    assert (saved.participant, saved.school, saved.round_name) == ("SL-07", "De Wilg", "najaar-2026")
    assert saved.vision.now == Position(differentiation=Level(1), self_direction=Level(2))
    assert saved.vision.ambition == Position(differentiation=Level(3), self_direction=Level(4))
    assert saved.materials.used == "tablets"
    for number in catalog.numbers:
        rating = saved.rating(number)
        assert (rating.importance, rating.attainment) == (1 + number % 4, 1 + number % 3)
    step = Agreement("doen")
    assert saved.development == (DevelopmentPoint(catalog.numbers[1], (catalog.support[0].id,), step),)
    assert saved.exchange == "bel mij"


def test_a_sealed_sheet_saves_what_only_the_key_opens(browser: Browser, catalog: Catalog, tmp_path: Path) -> None:
    """Sealed in the browser, opened by our own reader; and a sealed file with the right name."""
    key = Key.new()
    path = tmp_path / "verzegeld.html"
    text = sheet_html(catalog, schema=SCHEMA, size=SIZE_LIMIT, round_name="najaar-2026", recipients=[key.recipient])
    path.write_text(text, encoding="utf-8")
    filling = Filler(catalog, program_of(path), 5, typed=True).filling()
    browser.open(path)
    fill_in(browser, filling)
    browser.click("#save")
    file = browser.downloaded()
    assert file.name.endswith(".toml.age")
    assert file.read_bytes().startswith(b"age-encryption.org/v1")
    saved = read_scan(file, catalog, key)
    assert saved == replace(same(filling.scan, saved), round_name="najaar-2026")
    assert browser.log() == []


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(browser: Browser, catalog: Catalog, page: Path, width: int, dark: bool) -> None:
    """No rule of WCAG 2.2 A and AA, nor a good practice, is broken: empty, with everything open, and with mistakes."""
    browser.emulate(width, 900, dark=dark)
    browser.open(page)
    for state in ("", "fill", "open", "wrong"):
        if state == "fill":
            fill_in(browser, Filler(catalog, "", 2, typed=True).filling())
        elif state == "open":
            browser.run("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        elif state == "wrong":
            browser.run("document.getElementById('code').value = ''")
            browser.click("#save")
            assert browser.run("return document.activeElement.id") == "errors"
        browser.run(AXE.read_text(encoding="utf-8") + ";window.axe = axe;")
        found = browser.run("return await axe.run(document).then((found) => found.violations.map((one) => "
                            "[one.id, one.nodes.map((node) => node.html.slice(0, 200))]))")  # fmt: skip
        assert found == [], state
        assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
        if PICTURES:
            browser.picture(Path(PICTURES) / f"blad-{width}-{'donker' if dark else 'licht'}-{state}.png", whole=True)


def test_its_own_check_says_what_is_open_and_what_is_wrong(browser: Browser, page: Path) -> None:
    """Open questions are named and stop nothing; a mistake stops the saving, is told and leads to its field."""
    browser.open(page)
    assert browser.run("return document.querySelectorAll('#open-list a').length") == 29
    browser.click('#i1 input[value="4"]')
    browser.click('#a1 input[value="0"]')
    assert browser.run("return document.querySelectorAll('#open-list a').length") == 28
    assert browser.run("return document.getElementById('progress').textContent") == "1 van 29 competenties klaar"
    browser.run("document.getElementById('code').value = ' '")
    browser.click('#now-differentiation input[value="2"]')
    browser.click("#save")
    told = browser.run("return Array.from(document.querySelectorAll('#errors a'), (one) => one.textContent)")
    assert len(told) == 2
    assert list(browser.downloads.iterdir()) == []
    browser.click("#errors a")
    assert browser.run("return document.activeElement.id") == "code"
    browser.type_in("#code", "SL-07")
    browser.click('#now-self_direction input[value="3"]')
    browser.click("#save")
    assert browser.downloaded().name.startswith("SL-07_")


def test_nothing_is_kept_unless_asked(browser: Browser, page: Path) -> None:
    """After a load of the page all is empty; with the box ticked the tab has it, and without it no more."""
    kept = (
        "return [localStorage.length, sessionStorage.length, document.cookie, "
        "document.querySelectorAll('.item input:checked').length]"
    )
    browser.open(page)
    browser.click('#i1 input[value="4"]')
    browser.type_in("#school", "De Wilg")
    assert browser.run(kept) == [0, 0, "", 1]
    browser.open(page)
    assert browser.run(kept) == [0, 0, "", 0]
    browser.click("#keep")
    browser.click('#i1 input[value="4"]')
    browser.type_in("#school", "De Wilg")
    browser.open(page)
    assert browser.run(kept) == [0, 1, "", 1]
    assert browser.run("return document.getElementById('school').value") == "De Wilg"
    browser.click("#keep")
    assert browser.run(kept)[1] == 0


def test_no_request_leaves_the_page(browser: Browser, page: Path) -> None:
    """The page loads nothing beside itself, and its policy refuses what something else would put in."""
    browser.open(page)
    assert browser.run("return performance.getEntriesByType('resource').length") == 0
    browser.run(
        "const script = document.createElement('script'); script.textContent = 'window.evil = 1';"
        "const image = new Image(); image.src = 'https://example.invalid/x.png'; document.body.append(script, image);"
    )
    assert browser.run("return window.evil === undefined")
    told = browser.log()
    assert len([line for line in told if "Content Security Policy" in line]) == 2


def test_importance_only_asks_no_more(browser: Browser, catalog: Catalog, page: Path) -> None:
    """Who began as a leader gets one question an item, and nothing of the other one is saved."""
    browser.open(page)
    browser.click('#i1 input[value="4"]')
    browser.click('#a1 input[value="4"]')
    browser.click('input[name="assessment"][value="alleen-belang"]')
    assert browser.run("return document.getElementById('a1').hidden")
    browser.type_in("#code", "1")
    browser.click("#save")
    saved = read_scan(browser.downloaded(), catalog)
    assert saved.assessment is Assessment.IMPORTANCE_ONLY
    assert saved.rating(1).level(ScaleName.ATTAINMENT) is None

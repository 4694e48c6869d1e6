"""Another instrument, from `tests/data/instrument`: twelve items in three areas, other words, and no part 2."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from app_harness import LARGE, Laptop, settle
from builders import make_scan
from command_line import Here
from test_other_words import OLD
from zelfscan.domain import Assessment, Catalog, DevelopmentPoint, Level, Position, Scan, Vision
from zelfscan.reports import sheet_html
from zelfscan.storage import check_catalog
from zelfscan.storage.catalog_reader import read_catalog
from zelfscan.storage.result_writer import dumps
from zelfscan.tui.flow import steps_of
from zelfscan.tui.group import GroupApp
from zelfscan.tui.steps.vision import MaterialsScreen, VisionScreen

FOLDER = Path(__file__).parent / "data" / "instrument"
OURS = re.compile(
    rf"{OLD.pattern}|\b(ict|iXperium|directeurenoverleg|Dynamiek|leiders?|schoolleiders?|bestuur(der)?|Snappet|leermiddelen|zelfregie|differentiatie|leerlingen|SL-\d+)\b",
    re.IGNORECASE,
)
"""The words of the instrument that comes with the program."""


@pytest.fixture(scope="module")
def other() -> Catalog:
    """The other instrument."""
    return read_catalog(FOLDER)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command and hears what it says."""
    return Here(capsys)


def scan_of(other: Catalog, place: int) -> Scan:
    """What one librarian said; the last of six rated one scale only."""
    only = place == 6
    ratings = {n: (1 + (n + place) % 4, None if only else 1 + (n * place) % 4) for n in other.numbers}
    scan = make_scan(
        f"BB-{place:02}",
        ratings,
        exchange="bij de koffie",
        assessment=Assessment.IMPORTANCE_ONLY if only else Assessment.FULL,
        round_name="lente",
    )
    return replace(
        scan,
        instrument=other.instrument,
        instrument_version=other.version,
        vision=Vision(
            Position(differentiation=Level(1), self_direction=Level(1 + place % 2)),
            Position(differentiation=Level(4), self_direction=Level(3)),
        ),
        development=(DevelopmentPoint(3),),
    )


@pytest.fixture
def lente(other: Catalog, tmp_path: Path) -> Path:
    """A round of six."""
    folder = tmp_path / "lente"
    folder.mkdir()
    for place in range(1, 7):
        (folder / f"{place}.toml").write_bytes(dumps(scan_of(other, place), other))
    return folder


def ours_in(text: str) -> list[str]:
    """The words of our own instrument in a text, each with what stands around it."""
    flat = " ".join(text.split())
    return [flat[max(0, found.start() - 40) : found.end() + 20] for found in OURS.finditer(flat)]


def said(data: object) -> list[str]:
    """Every text in JSON but the keys, which are the contract's."""
    if isinstance(data, dict):
        return [text for value in data.values() for text in said(value)]
    if isinstance(data, list):
        return [text for value in data for text in said(value)]
    return [data] if isinstance(data, str) else []


def words_of(path: Path) -> str:
    """What somebody reads in a file, without the names of columns and keys that are the contract's."""
    data = path.read_bytes()
    match path.suffix:
        case ".pdf":
            return " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
        case ".xlsx":
            with ZipFile(BytesIO(data)) as book:
                parts = [book.read(name) for name in book.namelist() if re.search(r"strings|charts/chart", name)]
            found = (text for part in parts for text in ElementTree.fromstring(part).itertext())
            return " ".join(found)
        case ".json":
            return " ".join(said(json.loads(data)))
        case ".csv" | ".sps":
            contract = r'(?m)"(belang|aanwezig)"|^\s*/?(belang|aanwezig)\b|belang is|, aanwezig is|belang aanwezig'
            return re.sub(contract, "", data.decode("utf-8-sig"))
        case _:
            return data.decode()


def test_the_other_instrument_is_sound() -> None:
    """Guards the fixture itself."""
    assert check_catalog(FOLDER) == ()


def test_every_output_of_a_round_speaks_its_words(run: Here, lente: Path, tmp_path: Path) -> None:
    """Guards text, JSON, CSV with syntax, raw data, XLSX, PDF, Markdown and SVG of a group."""
    outputs = [tmp_path / name for name in ("r.csv", "ruw.csv", "r.xlsx", "r.pdf", "r.md", "r.svg", "r.json", "r.txt")]
    csv, raw, xlsx, pdf, md, svg, data, text = outputs
    for extra in (("--rapport", pdf, "--naar", data), ("--rapport", md, "--naar", text)):
        told = run(
            "groep", lente, "--catalogus", FOLDER, "--csv", csv, "--ruw", raw, "--xlsx", xlsx, "--svg", svg, *extra
        )
        assert told.status == 0, told.err
    short, meet, together = (tmp_path / name for name in ("kort.pdf", "draaiboek.md", "uitwisseling.pdf"))
    told = run("groep", lente, "--catalogus", FOLDER, "--rapport", short, "--kort", "--draaiboek", meet)
    assert told.status == 0, told.err
    assert run("groep", lente, "--catalogus", FOLDER, "--uitwisseling", together).status == 0
    for path in (short, meet, together):
        assert ours_in(words_of(path)) == [], path.name
    for path in (*outputs, csv.with_suffix(".sps"), raw.with_suffix(".sps")):
        found = words_of(path)
        if path.suffix not in (".csv", ".sps", ".json"):
            assert re.search("gewicht|oefenen", found, re.IGNORECASE), path.name
        header = found.partition("\n")[2] if path.suffix == ".csv" else found
        assert ours_in(header) == [], path.name
    assert json.loads(data.read_bytes())["instrument"] == "schoolbieb"


def test_every_output_of_one_person_speaks_its_words(run: Here, lente: Path, tmp_path: Path) -> None:
    """Guards the report in each form, the catalog as text and JSON, the comparison, and the check of results."""
    for name in ("r.pdf", "r.md"):
        told = run("rapport", lente / "2.toml", "--catalogus", FOLDER, "-o", tmp_path / name)
        assert told.status == 0
        assert ours_in(words_of(tmp_path / name)) == []
    told = run("rapport", lente / "2.toml", "--catalogus", FOLDER, "--svg", tmp_path / "r.svg")
    assert ours_in(words_of(tmp_path / "r.svg")) == []
    shown = run("catalogus", "--catalogus", FOLDER)
    assert ours_in(shown.out) == []
    assert ours_in(" ".join(said(json.loads(run("catalogus", "--catalogus", FOLDER, "--json").out)))) == []
    assert run("controleer", lente, "--catalogus", FOLDER).status == 0
    compared = run("vergelijk", lente / "1.toml", lente / "2.toml", "--tekst", "--catalogus", FOLDER)
    assert ours_in(compared.out) == []


def test_the_sheet_speaks_its_words(run: Here, other: Catalog, tmp_path: Path) -> None:
    """Guards the questionnaire as a page and on paper: its title and levels, and no part that it does not have."""
    for name in ("blad.html", "blad.pdf"):
        assert run("blad", "--catalogus", FOLDER, "-o", tmp_path / name).status == 0
    page = re.sub(r"<(script|style).*?</\1>", "", (tmp_path / "blad.html").read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub("<[^>]+>", " ", page)
    for said_ in (text, words_of(tmp_path / "blad.pdf")):
        assert ours_in(said_) == []
        assert "Zelfscan werken in de schoolbieb" in said_
        assert "vederlicht" in said_
        assert "Deel 2. Competenties" in said_
        assert other.competencies[-1].statement in " ".join(said_.split())
    bare = sheet_html(other._replace(learning=None), schema=1, size=1)
    assert "deel-1" not in bare
    assert '<h2 id="h-deel-3">Competenties</h2>' in bare
    assert 'id="words"' not in bare


def test_a_command_says_when_a_result_is_of_another_instrument(run: Here, lente: Path, tmp_path: Path) -> None:
    """Guards both ways: their results with our instrument, ours with theirs; and the way out."""
    told = run("controleer", lente / "1.toml")
    assert told.status == 1
    assert 'hoort bij de vragenlijst "schoolbieb"' in told.out
    assert "--catalogus MAP" in told.out
    assert run("rapport", lente / "1.toml", "-o", tmp_path / "x.pdf").status == 1
    counted = run("groep", lente, "--tekst")
    assert "schoolbieb" in counted.err


def test_the_variable_and_the_option(run: Here, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Guards that the option goes before the variable, and that a folder that is not there is told."""
    monkeypatch.setenv("ZELFSCAN_CATALOGUS", str(FOLDER))
    assert "vederlicht" in run("catalogus").out
    monkeypatch.setenv("ZELFSCAN_CATALOGUS", str(tmp_path / "weg"))
    told = run("catalogus")
    assert told.status == 1
    assert "uit de variabele ZELFSCAN_CATALOGUS" in told.err
    assert run("catalogus", "--catalogus", FOLDER).status == 0


def test_a_new_catalog_can_be_begun(run: Here, tmp_path: Path) -> None:
    """Guards that the start is sound and used as it stands, and that nothing is written where anything is."""
    assert run("catalogus", "--nieuw", tmp_path / "eigen").status == 0
    assert check_catalog(tmp_path / "eigen") == ()
    assert "uw lessen" in run("catalogus", "--catalogus", tmp_path / "eigen").out
    before = sorted((tmp_path / "eigen").iterdir())
    told = run("catalogus", "--nieuw", tmp_path / "eigen")
    assert (told.status, sorted((tmp_path / "eigen").iterdir())) == (1, before)
    assert "staat al iets" in told.err


def test_the_parts_of_a_questionnaire_can_be_left_out(other: Catalog) -> None:
    """Guards the steps: without a model no part 1, without open questions no part 2."""
    assert MaterialsScreen not in steps_of(other)
    assert VisionScreen in steps_of(other)
    assert VisionScreen not in steps_of(other._replace(learning=None))


async def test_without_part_1_nobody_is_asked_for_an_ambition(other: Catalog, tmp_path: Path) -> None:
    """Guards the card of an item, and that the time that it takes goes by the number of items."""
    async with Laptop(other._replace(learning=None), tmp_path).app(participant="BB-07").run_test() as pilot:
        assert "zo'n vier minuten" in await settle(pilot)
        card = await settle(pilot, "enter")
        assert "1 van 12" in card
        assert "ambitie" not in card


@pytest.mark.heavy
async def test_a_scan_is_filled_in_by_keys(other: Catalog, tmp_path: Path) -> None:
    """Guards the whole way: welcome, part 1, twelve items on two scales, quadrant, points, topics, result."""
    laptop = Laptop(other, tmp_path)
    app = laptop.app(participant="BB-07")
    shown = []
    async with app.run_test(size=LARGE) as pilot:
        shown.append(await settle(pilot))
        shown.append(await settle(pilot, "enter"))
        shown.append(await settle(pilot, "f2"))
        for place in range(24):
            shown.append(await settle(pilot, str(1 + place % 4)))
        for _ in range(4):
            shown.append(await settle(pilot, "enter"))
        await settle(pilot, "enter")
    assert [text for text in shown if ours_in(text)] == []
    assert any("vederlicht" in text for text in shown)
    assert any("oefenen" in text for text in shown)
    (scan,) = laptop.results()
    assert (scan.instrument, scan.instrument_version, len(scan.ratings)) == ("schoolbieb", 3, 12)
    assert not scan.is_draft


def test_a_draft_of_another_instrument_is_left_alone(other: Catalog, catalog: Catalog, tmp_path: Path) -> None:
    """Guards that a draft is neither shown nor set aside as damaged under another instrument, and is there again."""
    drafts = Laptop(other, tmp_path).drafts
    drafts.save(replace(scan_of(other, 1), finished=None, development=()), other)
    found = drafts.all(catalog, None)
    assert (found.drafts, found.set_aside) == ((), ())
    assert len(drafts.all(other, None).drafts) == 1


@pytest.mark.heavy
async def test_the_pages_of_a_group_speak_its_words(other: Catalog) -> None:
    """Guards the group view, page by page, and that the keys open this instrument's own figures."""
    from zelfscan.reports import FilesRead
    from zelfscan.reports.round_report import round_report

    report = round_report(other, tuple(scan_of(other, place) for place in range(1, 7)), FilesRead(6, 6, (), (), 0))
    async with GroupApp(lambda progress: (report, None)).run_test(size=LARGE) as pilot:
        await settle(pilot)
        for key in ("s", "1", "2", "3", "k", "r", "o", "u", "b"):
            assert ours_in(await settle(pilot, key)) == [], key
        assert "Lezers helpen kiezen" in await settle(pilot, "2")

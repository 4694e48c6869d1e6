"""What a round's leaders want, in every form of the report; the page for a board; the exchange with its programme."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from itertools import pairwise

import openpyxl
import pytest
from pypdf import PdfReader

from builders import make_scan, report_round, wishing_round
from paper_reports import HOSTILE, texts_in
from zelfscan.domain import Agreement, Catalog, LookBack, Outcome, Scan, compare_cohorts
from zelfscan.reports import (
    MARKDOWN,
    PDF,
    FilesRead,
    RoundReport,
    board_sheet,
    exchange_document,
    group_json,
    group_report,
    group_xlsx,
    programme_document,
    wishes_csv,
    written,
)
from zelfscan.reports.comparison import progress
from zelfscan.reports.document import Document, GroupField, Table
from zelfscan.reports.exchange import AGREEMENTS, CLOSING, OPENING, TALKS, TOPICS
from zelfscan.reports.round_report import round_report

SEVERAL = "(willen|komen|vragen|gebruiken|hebben|kozen|maakten|keken|blijven|vinden|vonden|gaven|vulden)"
"""The verbs for several people that the report has."""


def report_on(catalog: Catalog, scans: tuple[Scan, ...], minimum: int = 5) -> RoundReport:
    """The report on these scans."""
    return round_report(catalog, scans, FilesRead(len(scans), len(scans)), minimum)


def pages_of(data: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(BytesIO(data)).pages)


@pytest.mark.parametrize("n", [1, 2, 3])
@pytest.mark.heavy
def test_a_small_round_is_told_in_good_dutch(catalog: Catalog, n: int) -> None:
    """Guards that a round of one, two or three, with all figures shown, has no 'van de één' and no verb for several
    beside one person.
    """
    one = catalog.who.one
    for first in range(10 - n + 1):
        agreed = tuple(
            replace(scan, development=tuple(replace(point, agreement=Agreement("Stap")) for point in scan.development))
            for scan in wishing_round()[first : first + n]
        )
        later = tuple(
            replace(
                scan,
                started=scan.started + timedelta(days=200),
                look_back=tuple(LookBack(point.competency, scan.id, Outcome.DONE) for point in scan.development),
            )
            for scan in agreed
        )
        report = report_on(catalog, later, 1)
        compared = compare_cohorts(agreed, later, catalog.numbers, 1)
        told = [
            *texts_in(group_report(report)),
            *texts_in(board_sheet(report)),
            *texts_in(Document("Titel", "", "", None, tuple(progress(catalog, compared)))),
        ]
        for text in told:
            assert "van de één" not in text.casefold()
            assert not re.search(r"\b(1|één) (leiders|mensen)\b", text, re.IGNORECASE), text
            assert not re.search(rf"\b(1|één|de enige|geen) ({one}|mens) {SEVERAL}", text, re.IGNORECASE), text
            assert not re.search(rf"\b(één|geen) van de \w+( \w+)? {SEVERAL}", text, re.IGNORECASE), text
            assert not re.search(rf"\b{SEVERAL} (1|één) {one}\b", text, re.IGNORECASE), text
            assert not re.search(r"\bdan 1 antwoorden\b", text), text
        if n == 1:
            assert "het meest tekort" not in " ".join(told)
            assert not re.search(r"De meeste leiders|van hen\b|De enige leider \w+t\b", " ".join(told))


def test_the_source_can_be_laid_beside_it(catalog: Catalog) -> None:
    """Guards that what the source says of ambition, materials and support is said of a round shaped on its text."""
    told = " ".join(texts_in(group_report(report_on(catalog, wishing_round()))))
    for part in (
        "Negen van de tien leiders willen meer zelfregie; vijf van hen willen ook meer differentiatie.",
        "Negen van de tien leiders die dit invulden, gebruiken adaptieve leermiddelen op school.",
        "Acht leiders kozen ontwikkelpunten. Zij vragen het meest om uitwisseling met andere scholen (zes)",
        "Training of cursus 0 van 8",
        "Meer keuze voor leerlingen 5.",
        "De eigen woorden komen van 6 leiders",
    ):
        assert part in told
    assert "Meer keuze voor leerlingen 6." not in told


def test_the_field_shows_no_single_school(catalog: Catalog) -> None:
    """Guards that places of one or two leaders are in no form, and that the text says that they are elsewhere."""
    report = report_on(catalog, wishing_round())
    (field,) = [block for block in group_report(report).blocks if isinstance(block, GroupField)]
    assert sorted((place.x, place.y, place.now, place.ambition) for place in field.places) == [
        (1, 2, 5, 0), (1, 3, 3, 0), (3, 3, 0, 7),
    ]  # fmt: skip
    assert "2 elders" in field.said[0]
    assert group_json(report)["ambitie"]["nu"]["elders"] == 2


def test_too_few_say_so_in_every_chapter(catalog: Catalog) -> None:
    """Guards that a round without these answers has no number of them anywhere, and says why."""
    report = report_on(catalog, report_round())
    told = " ".join(texts_in(group_report(report)))
    for part in ("Niemand gaf aan waar de school nu staat", "Niemand vulde in welke", "Niemand koos ontwikkelpunten"):
        assert part in told
    data = group_json(report)
    assert data["ambitie"] == {"n": 0, "onderdrukt": True, "stappen": None, "nu": None, "ambitie": None, "pijlen": None}
    assert data["woorden"]["onderdrukt"]
    assert data["leermiddelen"] == {"n": 0, "onderdrukt": True, "gebruikt": None}


def test_below_the_minimum_no_form_tells_any_of_it(catalog: Catalog) -> None:
    """Guards JSON, table and workbook together: with a minimum above the round no count and no word is left."""
    report = report_on(catalog, wishing_round(), 20)
    data = group_json(report)
    assert all(data[key]["onderdrukt"] for key in ("ambitie", "leermiddelen", "ondersteuning", "terugblik", "woorden"))
    rows = list(csv.DictReader(StringIO(wishes_csv(report.wishes, catalog).lstrip("\ufeff")), delimiter=";"))
    assert [(row["hoofdstuk"], row["aantal"], row["onderdrukt"]) for row in rows] == [
        (name, "", "1") for name in ("ambitie", "leermiddelen", "ondersteuning", "terugblik")
    ]
    assert "Meer keuze" not in " ".join(texts_in(group_report(report)))


def test_tables_hold_the_counts_of_the_json(catalog: Catalog) -> None:
    """Guards that table and workbook tell the very counts that scripts get."""
    report = report_on(catalog, wishing_round())
    data = group_json(report)
    rows = list(csv.DictReader(StringIO(wishes_csv(report.wishes, catalog).lstrip("\ufeff")), delimiter=";"))
    steps = [int(row["aantal"]) for row in rows if row["soort"] == "stap"]
    assert steps == list(data["ambitie"]["stappen"].values())
    asked = {row["antwoord"]: int(row["aantal"]) for row in rows if row["soort"] == "steun"}
    assert asked == {catalog.support_name(wish["id"]): wish["aantal"] for wish in data["ondersteuning"]["steun"]}
    book = openpyxl.load_workbook(BytesIO(group_xlsx(report, made=datetime(2026, 11, 22, tzinfo=UTC))))
    cells = [[cell.value for cell in row] for row in book["wensen"].iter_rows()]
    assert [row[7] for row in cells if row[1] == "stap"] == steps
    assert "adaptieve leermiddelen: gebruikt" in [row[1] for row in cells]
    assert sum(row[1] == "ambitie" and row[2] is not None and "Meer keuze" in str(row[2]) for row in cells) == 6


@pytest.mark.parametrize("full", [True, False])
def test_the_page_for_a_board_is_one_page(catalog: Catalog, full: bool) -> None:
    """Guards one page of A4 with the ambition, needs, support and what to make possible; also of hostile names."""
    scans = wishing_round() if full else report_round()[:3]
    named = tuple(replace(scan, round_name=HOSTILE if full else "") for scan in scans)
    sheet = board_sheet(report_on(catalog, named))
    assert pages_of(written(sheet, PDF)) == 1
    text = written(sheet, MARKDOWN).decode()
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == [
        "De ambitie", "De grootste behoeften", "De steun die de leiders vragen", "Wat hiervoor nodig is",
    ]  # fmt: skip
    (needs,) = [block for block in sheet.blocks if isinstance(block, Table)] or [Table((), ())]
    assert len(needs.rows) == (3 if full else 0)


def exchanging() -> tuple[Scan, ...]:
    """Three leaders of whom two can teach each other, and one finds nobody."""
    return (
        make_scan("SL-01", {7: (4, 1), 17: (4, 4)}, exchange="bel mij"),
        make_scan("SL-02", {7: (4, 4), 17: (4, 2)}, exchange=""),
        make_scan("SL-03", {22: (4, 1)}, exchange=""),
        make_scan("SL-04", {7: (4, 1)}),
    )


def test_the_meeting_takes_ninety_minutes(catalog: Catalog) -> None:
    """Guards the minutes, and that without pairs the tables get the time of the pairs."""
    assert OPENING + TALKS + TOPICS + AGREEMENTS + CLOSING == 90
    for scans, parts in ((exchanging(), 5), (report_round(), 4)):
        schedule = next(block for block in programme_document(report_on(catalog, scans)).blocks
                        if isinstance(block, Table))  # fmt: skip
        minutes = [row[0].split("–") for row in schedule.rows]
        assert len(minutes) == parts
        assert minutes[0][0] == "0"
        assert minutes[-1][1] == "90"
        assert all(before[1] == after[0] for before, after in pairwise(minutes))


def test_the_meeting_says_who_with_whom_about_what(catalog: Catalog) -> None:
    """Guards that each pair has its items with a question of a topic about them, and that nobody is forgotten."""
    document = programme_document(report_on(catalog, exchanging()))
    told = " ".join(texts_in(document))
    pairs = [block for block in document.blocks if isinstance(block, Table)][1]
    assert [row[:4] for row in pairs.rows] == [
        ("1", "SL-01", "SL-02", "7 Kennis ontwikkelen en delen"),
        ("1", "SL-02", "SL-01", "17 Strategieën voor ict-gebruik"),
    ]
    questions = {question for topic in catalog.topics for question in topic.questions}
    assert all(row[4] in questions for row in pairs.rows)
    assert "SL-03" in told
    assert "SL-04" not in told


def test_the_meeting_promises_only_what_there_is(catalog: Catalog) -> None:
    """Guards the programme of one leader: no ambition, needs or topics that are not there, and no group to join."""
    told = " ".join(texts_in(programme_document(report_on(catalog, exchanging()[:1]))))
    for promise in ("De ambitie", "grootste behoeften", "Twee tafels", "nog geen groep", "Onderwerpen voor de tafels"):
        assert promise not in told
    assert "Kies samen een onderwerp." in told
    known = " ".join(texts_in(programme_document(report_on(catalog, (*wishing_round(), *exchanging()[:1])))))
    assert "De ambitie en de grootste behoeften van de groep." in known
    assert "Twee tafels, elk met een onderwerp." in known


def test_the_exchange_is_a_document_of_its_own(catalog: Catalog) -> None:
    """Guards that what a board gets holds no code or contact; the exchange holds the proposal and programme."""
    report = report_on(catalog, exchanging(), 2)
    board = " ".join((*texts_in(group_report(report)), *texts_in(board_sheet(report))))
    assert not any(word in board for word in ("SL-0", "bel mij", "zoekt: ", "biedt: "))
    told = " ".join(texts_in(exchange_document(report)))
    assert all(word in told for word in ("SL-01", "bel mij", "Negentig minuten met elkaar"))


def test_without_exchange_nobody_is_named_anywhere(catalog: Catalog) -> None:
    """Guards `--zonder-uitwisseling` in JSON, workbook and report: no names, and no sentence that nobody wants to."""
    report = report_on(catalog, exchanging(), 2).without_exchange()
    data = group_json(report)
    assert {"uitwisseling", "koppels", "ongekoppeld"} & set(data) == set()
    book = openpyxl.load_workbook(BytesIO(group_xlsx(report, made=datetime(2026, 11, 22, tzinfo=UTC))))
    assert "uitwisseling" not in book.sheetnames
    assert {"zoekt", "biedt"}.isdisjoint(cell.value for (cell,) in book["codeboek"].iter_rows(max_col=1))
    told = " ".join(texts_in(group_report(report)))
    assert "Willen uitwisselen" not in told
    assert "SL-0" not in told + str(data)


def test_hostile_words_stay_words(catalog: Catalog) -> None:
    """Guards that what leaders wrote is text in every form of the report, whatever it holds."""
    scans = tuple(
        replace(scan, vision=replace(scan.vision, ambition_note=HOSTILE, now_note=HOSTILE)) for scan in wishing_round()
    )
    document = group_report(report_on(catalog, scans))
    assert pages_of(written(document, PDF)) > 5
    text = written(document, MARKDOWN).decode()
    assert "<script>" not in text
    assert "\x1b" not in text

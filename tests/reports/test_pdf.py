"""The PDF: whole, accessible, the same each time, whatever a person typed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import resources
from io import BytesIO
from typing import get_args

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from builders import make_rating, make_scan
from paper_reports import HOSTILE, LONG, full_leader, group_document, pdf_text, squeezed, texts_in
from zelfscan.domain import Assessment, Catalog, Division, Role, Scan
from zelfscan.errors import ZelfscanError
from zelfscan.reports import FilesRead, RoundReport
from zelfscan.reports.document import Block, Document, QuadrantFigure, ShareQuadrant, Table
from zelfscan.reports.exchange import exchange_document
from zelfscan.reports.forms import pdf as pdf_module
from zelfscan.reports.forms.pdf import NO_GLYPH, page_pictures, pdf
from zelfscan.reports.leader import leader_report
from zelfscan.reports.round_report import round_report


def hard_scans() -> dict[str, Scan]:
    """Scans that are hard to set."""
    all_in_one = {number: make_rating(4, 1) for number in range(1, 30)}
    importance = {number: make_rating(1 + number % 4) for number in range(1, 30)}
    return {
        "vol": full_leader(),
        "leeg": make_scan("SL-01", {}),
        "concept": make_scan("SL-01", {7: (4, None)}, draft=True),
        "alleen belang": make_scan("SL-01", importance, assessment=Assessment.IMPORTANCE_ONLY),
        "alles in een vak": make_scan("SL-01", all_in_one),
        "tien in een vak": make_scan("SL-01", dict.fromkeys(range(1, 11), (4, 2))),
        "lang": replace(full_leader(LONG), participant=LONG, round_name=LONG),
        "vijandig": replace(full_leader(HOSTILE), participant=HOSTILE, round_name=HOSTILE),
    }


@pytest.mark.parametrize("name", hard_scans())
@pytest.mark.heavy
def test_every_report_is_whole(name: str, catalog: Catalog) -> None:
    """Guards that each text, label and number of a report stands in the PDF, which passes the check of PDF/UA-1."""
    document = leader_report(catalog, hard_scans()[name])
    text = squeezed(pdf_text(pdf(document)))
    if name == "vijandig":
        assert squeezed('#read("/etc/passwd")//einde/**/```code```|cel|<script>alert(1)</script>') in text
    else:
        assert [told for told in texts_in(document) if squeezed(told) not in text] == []
    for item in catalog.competencies:
        assert squeezed(item.label) in text


def test_the_group_report_is_whole(catalog: Catalog) -> None:
    """Guards that the figures, the ranking, the exchange and the method all reach the PDF of a group."""
    document = group_document(catalog)
    text = squeezed(pdf_text(pdf(document)))
    assert [told for told in texts_in(document) if squeezed(told) not in text] == []


def test_the_pdf_is_tagged_and_says_its_language_and_title(catalog: Catalog) -> None:
    """Guards what a screen reader needs to begin: tags, Dutch, a title, and words for each drawing."""
    for document in (leader_report(catalog, full_leader()), group_document(catalog)):
        reader = PdfReader(BytesIO(pdf(document)))
        root = reader.root_object
        marks = root["/MarkInfo"].get_object()
        assert isinstance(marks, DictionaryObject)
        assert marks["/Marked"]
        assert str(root["/Lang"]) == "nl-NL"
        assert reader.metadata is not None
        assert reader.metadata.title == f"{document.title}. {document.subtitle}"
        drawings = [block for block in document.blocks if isinstance(block, QuadrantFigure | ShareQuadrant)]
        assert drawings
        told = alternatives(root["/StructTreeRoot"])
        assert all(" ".join(block.said) in told for block in drawings)


def alternatives(node: object) -> list[str]:
    """The words in the place of drawings, anywhere below a tag."""
    found: list[str] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        part = part.get_object() if hasattr(part, "get_object") else part
        if isinstance(part, dict):
            if "/Alt" in part:
                found.append(str(part["/Alt"]))
            waiting.append(part.get("/K"))
        elif isinstance(part, list):
            waiting.extend(part)
    return found


def test_the_same_report_gives_the_same_bytes(catalog: Catalog) -> None:
    """Guards that two PDFs of the same data are equal, and that the date inside is that of the data."""
    scan = replace(full_leader(), finished=datetime(2025, 3, 4, 12, tzinfo=UTC))
    data = pdf(leader_report(catalog, scan))
    assert data == pdf(leader_report(catalog, scan))
    made = PdfReader(BytesIO(data)).metadata
    assert made is not None
    assert made.creation_date is not None
    assert made.creation_date.date() == date(2025, 3, 4)


def test_a_long_text_leaves_room_for_the_columns_beside_it(catalog: Catalog) -> None:
    """Guards tables with texts of people in them: names of roles, contact and codes make no column a word wide."""
    scan = full_leader()
    roles = tuple(Role(f"Coördinator begeleiding en zorg nr {place:02}", {}) for place in range(16))
    division = Division(scan.id, scan.participant, roles)
    exchange = exchange_document(exchange_between(catalog, "SL-01", "SL-02", contact="Bel mij dinsdag na vieren. " * 7))
    assert "SL-01 kan van SL-02 leren over 8" in pdf_text(pdf(exchange))
    assert pages_of(leader_report(catalog, scan, None, division)) - pages_of(leader_report(catalog, scan)) <= 2


def test_the_name_of_a_scale_stands_beside_its_bars_unbroken(catalog: Catalog) -> None:
    """Guards the column left of the bars of a group, and the key above them."""
    lines = pdf_text(pdf(group_document(catalog))).splitlines()
    assert not [line for line in lines if line.startswith("van toepas") and "van toepassing" not in line]


def test_a_code_is_told_whole_to_who_is_to_find_its_leader(catalog: Catalog) -> None:
    """Guards codes as long as a file takes: in the exchange nobody reads as another, and a long one goes on below."""
    long = f"SL_{'0123456789' * 4}"
    document = exchange_document(exchange_between(catalog, f"{'De Regenboog ' * 7}Ede", f"{long}1", f"{long}2"))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    meetings = next(table for table in tables if len(table.heads) == 5)
    assert {row[1] for row in meetings.rows} == {f"{'De Regenboog ' * 7}Ede", f"{long}1", f"{long}2"}
    told = pdf_text(pdf(document))
    assert f"{long}1" in squeezed(told)
    assert long not in told


def pages_of(document: Document) -> int:
    """How many pages its PDF has."""
    return len(PdfReader(BytesIO(pdf(document))).pages)


def exchange_between(catalog: Catalog, *codes: str, contact: str = "") -> RoundReport:
    """A round of leaders who can all learn from each other."""
    scans = [
        make_scan(code, {7 + other: (4, 4 if other == place else 1) for other in range(len(codes))}, exchange=contact)
        for place, code in enumerate(codes)
    ]
    return round_report(catalog, scans, FilesRead(len(scans), len(scans)), 2)


def test_what_a_person_typed_is_never_markup(catalog: Catalog) -> None:
    """Guards that typst's signs are shown and not obeyed, and that no file is read."""
    text = pdf_text(pdf(leader_report(catalog, replace(full_leader(), participant='#read("x") $y$ ] #panic()'))))
    assert '#read("x") $y$ ] #panic()' in text


def test_letters_without_a_font_are_told(catalog: Catalog) -> None:
    """Guards that an emoji does not stop the report: a square stands in its place, and the report says what it is."""
    text = pdf_text(pdf(leader_report(catalog, replace(full_leader(), school="De \U0001f600 School"))))
    assert f"De {NO_GLYPH} School" in text
    assert f"{NO_GLYPH} staat voor een teken" in text
    assert NO_GLYPH not in pdf_text(pdf(leader_report(catalog, full_leader())))


def test_a_narrower_font_still_gives_a_report(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the way out when the fonts know fewer letters than was thought: only Western letters are set then."""
    monkeypatch.setattr(pdf_module, "_UNKNOWN", re.compile("(?!)"))
    text = pdf_text(pdf(leader_report(catalog, replace(full_leader(), school="Caf\u00e9 \U0001f600"))))
    assert f"Caf\u00e9 {NO_GLYPH}" in text


def test_every_block_has_a_form() -> None:
    """Guards that the template has a form for each kind of block."""
    template = (resources.files("zelfscan.reports.forms") / "typst" / "rapport.typ").read_text(encoding="utf-8")
    for block in get_args(Block):
        assert f"  {block.__name__}: " in template


def test_pages_as_pictures(catalog: Catalog) -> None:
    """Guards that the pictures of the pages are as many as the pages, and PNG."""
    document = leader_report(catalog, full_leader())
    pictures = page_pictures(document, 20)
    assert len(pictures) == pages_of(document)
    assert {picture[:4] for picture in pictures} == {b"\x89PNG"}


def test_without_the_typesetter_people_hear_how_to_add_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the message where the extra is not installed."""
    monkeypatch.setattr(pdf_module, "can_make_pdf", lambda: False)
    with pytest.raises(ZelfscanError) as told:
        pdf(Document("t", "s", "f", None, ()))
    assert "zelfscan[pdf]" in str(told.value)
    assert "Markdown" in str(told.value)

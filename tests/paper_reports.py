"""Made-up reports on paper, and reading back what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from builders import make_rating, make_scan, wishing_round
from zelfscan.domain import Catalog, DevelopmentPoint, Level, Materials, Position, Rating, Scan, Vision
from zelfscan.reports import FilesRead, RoundReport, group_report
from zelfscan.reports.document import Bars, Document, GroupField, QuadrantFigure, Ranking, ShareQuadrant, VisionFigure
from zelfscan.reports.round_report import round_report

LONG = "Een lange tekst over leren en lesgeven met ict in onze school. " * 32
HOSTILE = (
    '#panic() $x^2$ ] [ *vet* _schuin_ <lbl> @ref \\ #read("/etc/passwd") // einde /* */ ```code``` | cel | '
    "<script>alert(1)</script> [klik](javascript:x) ![p](x.png) &lt; https://x.nl www.x.nl a@x.nl "
    "\x1b[31m\x1b]52;c;eA==\x07 \u202eomgekeerd\u202c \u0627\u0644\u0639 \u05e9\u05dc\u05d5\u05dd \U0001f600 \u4e2d "
    f"{'W' * 300}\n= kop\n- lijst\n1. een\n+ plus"
)


def full_leader(text: str = "Samen leren.") -> Scan:
    """A leader who filled in everything, every open question with `text`."""
    ratings = {number: make_rating(1 + number % 4, 1 + number // 8) for number in range(1, 30)}
    ratings[7] = replace(make_rating(4, 2), note=text)
    ratings[22] = replace(make_rating(4, 1), note=text)
    ratings[24] = Rating(Level.THREE, Level.TWO, text, text)
    scan = make_scan("SL-07", ratings, exchange=text, round_name="najaar-2026", school=text)
    position = Position(differentiation=Level.TWO, self_direction=Level.ONE)
    ambition = Position(differentiation=Level.FOUR, self_direction=Level.THREE)
    return replace(
        scan,
        vision=Vision(position, ambition, text),
        materials=Materials(text, text, text),
        development=(DevelopmentPoint(22, ("sparren", "tijd")), DevelopmentPoint(7)),
    )


def round_of_ten(catalog: Catalog, minimum: int = 5) -> RoundReport:
    """The round of the source report: ten leaders, two of them on importance alone; four want to exchange."""
    scans = [
        replace(scan, exchange=f"Ik deel {place}." if place % 3 == 0 else None, round_name="najaar-2026")
        for place, scan in enumerate(wishing_round())
    ]
    return round_report(catalog, scans, FilesRead(len(scans), len(scans)), minimum)


def group_document(catalog: Catalog, minimum: int = 5) -> Document:
    """The report of that round."""
    return group_report(round_of_ten(catalog, minimum))


def texts_in(value: object) -> Iterator[str]:
    """Every text and number that a report prints; what only stands in the place of a drawing is left out."""
    if isinstance(value, QuadrantFigure | ShareQuadrant):
        value = replace(value, said=())
    if isinstance(value, VisionFigure | GroupField):
        value = replace(value, corners=("", "", "", ""))
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool | date | float) or value is None:
        return
    elif isinstance(value, int):
        yield str(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif is_dataclass(value):
        layout = {"lines", "level", "wide", "dense", "small", "x", "y", "made", "footer", "percentages"}
        for field in fields(value):
            if field.name not in layout or (field.name == "percentages" and isinstance(value, Bars | Ranking)):
                yield from texts_in(getattr(value, field.name))


def pdf_text(data: bytes) -> str:
    """All text of a PDF, pages one after another."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def squeezed(text: str) -> str:
    """The text without blanks and hyphens, which differ where lines break."""
    return re.sub(r"[\s\-\u00ad\u200b\u2010]", "", text)


def cited(document: Document) -> dict[str, bool]:
    """The works that a report names between brackets ('Borich 1980'), and whether each stands among its sources."""
    texts = list(texts_in(document))
    named = {name for text in texts for name in re.findall(r"\b[A-Z]\w+(?: & [A-Z]\w+)? (?:19|20)\d\d(?=[,)])", text)}
    return {
        name: any(all(word in text for word in re.findall(r"\w+", name)) and f"({name[-4:]})" in text for text in texts)
        for name in named
    }

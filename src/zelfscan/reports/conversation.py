"""What a conversation left behind, for paper and for reading over: the agreements, what was said, and the look back."""

from __future__ import annotations

from collections.abc import Iterator

from zelfscan.domain import (
    Catalog,
    DevelopmentPoint,
    LookBack,
    Outcome,
    Scan,
    agreed_points,
    last_touched,
)
from zelfscan.dutch import code_in_words, date_nl, enumerate_nl
from zelfscan.reports.document import Block, Document, Facts, Heading, Pair, Paragraph, Point, Quote
from zelfscan.safe_text import one_line

OUTCOME_WORDS = {
    Outcome.DONE: "gedaan",
    Outcome.PARTLY: "deels gedaan",
    Outcome.NOT: "niet gedaan",
    Outcome.OTHERWISE: "anders gegaan",
}
"""What came of an agreement, as people read it."""
_TITLE = "Wat u hebt besproken"


def agreement_facts(point: DevelopmentPoint) -> tuple[Pair, ...]:
    """What was agreed on a point, as far as it was: the step, who, when and the sign."""
    agreed = point.agreement
    when = date_nl(agreed.when) if agreed.when else ""
    told = (("Stap", agreed.step), ("Wie", agreed.who), ("Wanneer", when), ("Teken", agreed.sign))
    return tuple((name, text) for name, text in told if text)


def agreement_words(point: DevelopmentPoint) -> str:
    """An agreement in one line: the step, who and when; '' when nothing was agreed."""
    agreed = point.agreement
    when = date_nl(agreed.when) if agreed.when else ""
    said = agreed.step or agreed.sign
    return " · ".join(filter(None, (one_line(said), one_line(agreed.who), when)))


def outcome_words(told: LookBack | None) -> str:
    """What came of an agreement in a line: 'deels gedaan: het lukte half', or that it was not told."""
    if told is None:
        return "nog niet gezegd"
    return ": ".join(filter(None, (OUTCOME_WORDS[told.outcome], one_line(told.note))))


def agreements(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """The agreements, when there are any; they come first in a report."""
    points = agreed_points(scan)
    if not points:
        return
    yield Heading(1, "Wat is afgesproken")
    order = {point.competency: place for place, point in enumerate(scan.development, start=1)}
    for point in points:
        item = catalog.competency(point.competency)
        mark = f"{order[point.competency]}e"
        yield Point(mark, item.number, item.label, item.statement, agreement_facts(point))


def conversation(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """What was said in the conversation, when there was one."""
    held = scan.conversation
    if held is None:
        return
    yield Heading(1, "Het gesprek")
    partner = f", met {one_line(held.partner)}" if held.partner else ""
    yield Paragraph(f"Gehouden op {date_nl(held.held)}{partner}.")
    about = catalog.materials.in_sentence if catalog.materials else "deel 2"
    parts = (
        ("Over uw situatie en uw ambitie", held.vision),
        (f"Over {about}", held.materials),
        ("Over uw eigen rol", held.role),
    )
    yield from (Quote(title, text) for title, text in parts if text)
    for point in held.points:
        item = catalog.competency(point.competency)
        told = (
            ("Wat u ziet", point.sees),
            ("Voorbeeld uit de school", point.example),
            ("Verder gezegd", point.text),
        )
        facts = tuple((name, text) for name, text in told if text)
        answer = ("Uw antwoord", f"{catalog.in_words(scan.rating(item.number))}.")
        yield Point("", item.number, item.label, item.statement, (answer, *facts))


def look_back_blocks(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """What came of agreements in an earlier scan, when the leader told it."""
    if not scan.look_back:
        return
    yield Heading(1, "Terugblik op eerdere afspraken")
    for told in scan.look_back:
        item = catalog.competency(told.competency)
        yield Point("", item.number, item.label, item.statement, tuple(_outcome_facts(told)))


def _outcome_facts(told: LookBack) -> Iterator[Pair]:
    yield "Wat ervan kwam", f"{OUTCOME_WORDS[told.outcome]}."
    if told.note:
        yield "Toelichting", told.note


def talk_report(catalog: Catalog, scan: Scan) -> Document:
    """All that was written in the conversation, to read over before it is kept."""
    blocks = (*conversation(catalog, scan), *_chosen(catalog, scan), *agreements(catalog, scan))
    code = code_in_words(scan.participant)
    return Document(_TITLE, f"Gesprek met {code}", f"Zelfscan · {code}", last_touched(scan).date(), blocks)


def _chosen(catalog: Catalog, scan: Scan) -> Iterator[Block]:
    """The chosen points with the support wanted: both may have changed in the conversation."""
    if scan.development:
        yield Heading(1, "Waar u aan wilt werken, met welke steun")
        yield Facts(
            tuple(
                (
                    f"{point.competency} {catalog.competency(point.competency).label}",
                    enumerate_nl(catalog.support_name(support) for support in point.support) or "nog geen steun",
                )
                for point in scan.development
            )
        )

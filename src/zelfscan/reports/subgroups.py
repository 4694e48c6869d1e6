"""The parts of a round side by side in a report: its schools, or groups that the facilitator made."""

from __future__ import annotations

from collections.abc import Iterator

from zelfscan.domain import Discrepancy, Distribution, ScaleName, Subgroup, Suppressed
from zelfscan.dutch import number_nl, plural
from zelfscan.reports.document import Block, Heading, NewPage, Paragraph, Table
from zelfscan.reports.round_report import RoundReport
from zelfscan.safe_text import clipped

NAME_ROOM = 60
NOT_TOLD = "–"


def subgroups_chapter(report: RoundReport) -> Iterator[Block]:
    """A table per part with shares and `rds`, and how many are in parts too small to tell of; nothing without parts."""
    found = report.subgroups
    if found is None:
        return
    who = report.catalog.who
    yield NewPage()
    yield Heading(1, "Deelgroepen")
    yield Paragraph(
        f"Elke deelgroep heeft ten minste {who.counted(report.cohort.minimum)}. Een cijfer staat er alleen als ook wat "
        f"overblijft geen {who.one} verraadt: {NOT_TOLD} is niet getoond. Er is geen rangorde van groepen.",
        small=True,
    )
    for group in found.told:
        yield Heading(2, f"{clipped(group.name, NAME_ROOM) or 'Zonder groep'} ({who.counted(group.size)})")
        yield _table(report, group)
    if not found.told:
        yield Paragraph("Geen enkele deelgroep is groot genoeg.")
    if found.small:
        yield Paragraph(
            f"Te klein om te tonen: {plural(found.small, 'deelgroep', 'deelgroepen')}, samen "
            f"{who.counted(found.in_small)}.",
            small=True,
        )


def _table(report: RoundReport, group: Subgroup) -> Table:
    catalog = report.catalog
    return Table(
        ("nr", "competentie", *(f"{catalog.scale(scale).name} hoog" for scale in ScaleName), "lager", "rds"),
        tuple(
            (
                str(item.number),
                catalog.competency(item.number).label,
                *(_high(item.on(scale)) for scale in ScaleName),
                *_scores(item.discrepancy),
            )
            for item in group.figures
        ),
        wide=(1,),
        dense=True,
    )


def _high(figures: Distribution | Suppressed) -> str:
    return NOT_TOLD if isinstance(figures, Suppressed) else f"{figures.high_percentage}% (n={figures.n})"


def _scores(figures: Discrepancy | Suppressed) -> tuple[str, str]:
    if isinstance(figures, Suppressed):
        return NOT_TOLD, NOT_TOLD
    return f"{figures.lower} van {figures.n}", number_nl(figures.rds).replace("-", "−")

"""The quadrant of a group in its report: every item at its shares, among the others, and the largest needs marked.

Two crosses. The absolute one lies at one half of the leaders. Where nearly everybody finds nearly everything important,
nearly all items stand in one quarter of it (the ceiling effect of importance-performance analysis); the relative one,
at the medians of the round, then still tells the items apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import dist

from zelfscan.domain import Cohort, CompetencyFigures, Distribution, Quarter, ScaleName, Suppressed
from zelfscan.dutch import enumerate_nl
from zelfscan.reports.document import SPACE, Block, Heading, Paragraph, Share, ShareQuadrant, Table
from zelfscan.reports.round_report import RoundReport
from zelfscan.reports.sentences import median_words, quarter_sentence

NEED = "*"
"""Behind the number of an item that the ranking calls one of the largest needs."""
_QUARTERS = (Quarter.DEVELOP, Quarter.LEVERAGE, Quarter.KEEP_LOW, Quarter.RELEASE)


def quadrant(report: RoundReport) -> Iterator[Block]:
    """The quadrant, in a drawing, in words and as a table."""
    catalog, cohort = report.catalog, report.cohort
    quarters, importance, attainment = catalog.quarters, catalog.importance, catalog.attainment
    figures = cohort.figures
    yield Heading(1, "Kwadrant van de groep")
    if told := quarter_sentence(catalog, cohort):
        yield Paragraph(told)
    yield Paragraph(
        f"Elke competentie staat op het deel van de {catalog.who.many} dat een van de twee hoogste niveaus koos: "
        f"naar boven bij {importance.name}, naar rechts bij {attainment.name}. De assen kruisen bij de helft. "
        f"Een getal met {NEED} is een van de grootste behoeften: de eerste drie plaatsen van de ranglijst."
    )
    middle = cohort.medians()
    if middle is not None:
        names = [quarters.of(quarter) for quarter in _QUARTERS]
        yield ShareQuadrant(
            shares_with_labels(figures),
            (names[0], names[1], names[2], names[3]),
            f"{attainment.name.capitalize()}: deel van de {catalog.who.many} dat een van de twee hoogste niveaus koos",
            f"{importance.name.capitalize()}: deel van de {catalog.who.many} dat een van de twee hoogste niveaus koos",
            tuple(f"{name.capitalize()}: {found}." for name, found in _by_quarter(report, relative=False)),
            tuple(sorted(item.number for item in cohort.needs())),
            (middle[1], middle[0]),
        )
        yield Heading(2, "Vergeleken met de ronde zelf")
        yield Paragraph(median_words(catalog, cohort))
        yield Table(("kwart", "competenties"), tuple(_by_quarter(report, relative=True)), wide=(1,))
        yield Heading(2, "De percentages")
        yield Table(
            ("nr", "competentie", "kwart", f"{importance.name} hoog", f"{attainment.name} hoog"),
            tuple(
                (
                    _marked(item, cohort),
                    catalog.competency(item.number).label,
                    quarters.of(quarter),
                    _high(item.importance),
                    _high(item.attainment),
                )
                for quarter in _QUARTERS
                for item in figures
                if item.quarter is quarter
            ),
            wide=(1,),
            dense=True,
        )
    hidden = [item.number for item in figures if item.quarter is None]
    if hidden:
        yield Paragraph(f"Te weinig antwoorden (minder dan {cohort.minimum}): {enumerate_nl(hidden)}.", small=True)


def _by_quarter(report: RoundReport, *, relative: bool) -> Iterator[tuple[str, str]]:
    """The quarters, each with its numbers."""
    cohort = report.cohort
    for quarter in _QUARTERS:
        found = [
            _marked(item, cohort)
            for item in cohort.figures
            if (cohort.relative_quarter(item) if relative else item.quarter) is quarter
        ]
        yield report.catalog.quarters.of(quarter), enumerate_nl(found) or "geen"


def _marked(item: CompetencyFigures, cohort: Cohort) -> str:
    return f"{item.number}{NEED}" if item in cohort.needs() else str(item.number)


def _high(figures: Distribution | Suppressed) -> str:
    return "" if isinstance(figures, Suppressed) else f"{figures.high_percentage}% (n={figures.n})"


_STEP = SPACE / 4


def shares_with_labels(figures: Iterable[CompetencyFigures]) -> tuple[Share, ...]:
    """The items that have both shares, each number on its own share or as near as there is room.

    A number never leaves its quarter, whose lower edges belong to it. Suppressed items have no place.
    """
    placed: list[Share] = []
    for item in figures:
        x, y = item.share_high(ScaleName.ATTAINMENT), item.share_high(ScaleName.IMPORTANCE)
        if x is not None and y is not None:
            label_x, label_y = _free_place((x, y), [(share.label_x, share.label_y) for share in placed])
            placed.append(Share(item.number, x, y, label_x, label_y))
    return tuple(placed)


def _free_place(share: tuple[float, float], taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The nearest place around a share that is free; in a full quarter the share itself, as far as it lies inside."""
    # Around the field there is room for half a number; at the axes, which numbers may not touch, there is not.
    rooms = [(0.5 + SPACE / 2, 1.0) if value >= 0.5 else (0.0, 0.5 - SPACE / 2) for value in share]
    start = [min(max(value, low), high) for value, (low, high) in zip(share, rooms, strict=True)]
    reach = range(-int(0.5 / _STEP), int(0.5 / _STEP) + 1)
    places = sorted(
        (dist((0, 0), steps), (start[0] + steps[0] * _STEP, start[1] + steps[1] * _STEP))
        for steps in product(reach, reach)
    )
    for _, place in places:
        inside = all(low <= value <= high for value, (low, high) in zip(place, rooms, strict=True))
        if inside and all(dist(place, other) >= SPACE for other in taken):
            return round(place[0], 6), round(place[1], 6)
    return start[0], start[1]

"""What stands out in a round, in sentences with the numbers behind them; on one page, for a board; and as a quadrant.

The rules themselves are `domain.group_advice`. The page for the board names nobody, and holds no word of a leader.

Two crosses in the quadrant. The absolute one lies at one half of the leaders. Where nearly everybody finds nearly
everything important, nearly all items stand in one quarter of it (the ceiling effect of importance-performance
analysis); the relative one, at the medians of the round, then still tells the items apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import dist

from zelfscan.domain import (
    Catalog,
    Cohort,
    CompetencyFigures,
    Discrepancy,
    Distribution,
    Evidence,
    Ground,
    Quarter,
    Remark,
    ScaleName,
    SupportWishes,
    Suppressed,
    remarks,
)
from zelfscan.dutch import count_nl, enumerate_nl, part_nl, period_nl, plural, sentence_nl, verb_nl
from zelfscan.reports.document import SPACE, Block, Bullets, Document, Heading, Paragraph, Share, ShareQuadrant, Table
from zelfscan.reports.group_wishes import ambition_sentence, support_sentence
from zelfscan.reports.round_report import RoundReport
from zelfscan.reports.sentences import group_topics, median_words, needs_sentence, quarter_sentence
from zelfscan.safe_text import clipped

MOST_NEEDS = 3
"""The needs on the page for the board; who shares a place with the last of them is left to the whole report."""
MOST_KINDS = 3
MOST_TOPICS = 3
LABEL_ROOM = 80
"""The characters of a name of somebody's making on a page that has to stay one page."""


def found_remarks(report: RoundReport) -> tuple[Remark, ...]:
    """What stands out in a round."""
    return remarks(report.catalog, report.cohort, report.wishes)


def advice_chapter(report: RoundReport) -> Iterator[Block]:
    """Every recommendation that the figures make, with the figures; nothing when the instrument has none."""
    if not report.catalog.recommendations:
        return
    yield Heading(1, "Wat opvalt")
    found = found_remarks(report)
    if not found:
        few = report.cohort.size < report.cohort.minimum
        told = "Er zijn te weinig antwoorden" if few else "Geen van de regels voor wat opvalt, past bij deze cijfers"
        yield Paragraph(f"{told}.")
        return
    yield Paragraph("Elk punt volgt uit een regel over de cijfers; er staat bij welke cijfers.", small=True)
    for remark in found:
        yield Heading(2, remark.rule.title)
        yield Paragraph(f"{because(report.catalog, remark)} {remark.rule.advice}")


def because(catalog: Catalog, remark: Remark) -> str:
    """The numbers that made a rule speak, in a sentence."""
    told = enumerate_nl(_item(catalog, one) for one in remark.evidence)
    if not remark.n:
        return f"{told}."
    part = part_nl(remark.count, remark.n, catalog.who.one, catalog.who.many)
    if remark.count <= 1:
        # The catalog gives the verb for several people.
        who = f"{sentence_nl(remark.rule.said)}: {part}."
        return f"{who} En toch: {told}." if told else who
    who = sentence_nl(f"{part} {remark.rule.said}")
    return f"{who}, en toch: {told}." if told else f"{who}."


def _item(catalog: Catalog, evidence: Evidence) -> str:
    """'10 Schoolvisie met het team (drie van de acht komen tekort)'."""
    low = f"{catalog.attainment.levels[0]} of {catalog.attainment.levels[1]} {catalog.attainment.said}"
    one = evidence.count == 1
    said = {
        Ground.SHORT: "komt tekort" if one else "komen tekort",
        Ground.LOW: f"{'noemt' if one else 'noemen'} dit {low}",
        Ground.DELEGATED: f"{'heeft' if one else 'hebben'} dit bij een ander belegd",
    }[evidence.ground]
    label = catalog.competency(evidence.number).label
    return f"{evidence.number} {label} ({part_nl(evidence.count, evidence.n)} {said})"


def board_sheet(report: RoundReport) -> Document:
    """One page: the ambition, the largest needs, the support that is asked for, and what to make possible."""
    catalog, minimum = report.catalog, report.cohort.minimum
    rounds = clipped(enumerate_nl(report.rounds.names), LABEL_ROOM)
    last = report.rounds.last
    when = period_nl(report.rounds.first, last) if report.rounds.first and last else ""
    who = f"{count_nl(report.cohort.size)} {catalog.who.word(report.cohort.size)}"
    blocks: tuple[Block, ...] = (
        *(
            (Heading(1, "De ambitie"), Paragraph(ambition_sentence(catalog, report.wishes, minimum)))
            if catalog.learning
            else ()
        ),
        Heading(1, "De grootste behoeften"),
        *_needs(report),
        Heading(1, f"De steun die de {catalog.who.many} vragen"),
        Paragraph(support_sentence(catalog, report.wishes, minimum)),
        Heading(1, "Wat hiervoor nodig is"),
        Bullets(tuple(clipped(text, 4 * LABEL_ROOM) for text in to_make_possible(report))),
        Paragraph(
            f"Zelfbeoordelingen van {who}. Bij minder dan {plural(minimum, 'antwoord', 'antwoorden')} op een vraag "
            "staat er niets. Het hele rapport geeft alle cijfers en zegt hoe ze zijn gemaakt.",
            small=True,
        ),
    )
    subtitle = sentence_nl(", ".join(filter(None, (rounds, who, when))))
    title, day = sentence_nl(f"{catalog.title}, in het kort"), last.date() if last else None
    return Document(title, subtitle, f"Zelfscan · {rounds or 'groep'}", day, blocks)


def _needs(report: RoundReport) -> Iterator[Block]:
    """The first needs with how many fall short and what they are about."""
    found = [item for item in report.cohort.needs() if isinstance(item.discrepancy, Discrepancy)][:MOST_NEEDS]
    if not found:
        yield Paragraph(needs_sentence(report.catalog, report.cohort))
        return
    yield Table(
        ("nr", "competentie", "komt tekort"),
        tuple(
            (
                str(item.number),
                clipped(_in_full(report.catalog, item.number), 3 * LABEL_ROOM),
                f"{item.discrepancy.lower} van {item.discrepancy.n}",
            )
            for item in found
            if isinstance(item.discrepancy, Discrepancy)
        ),
        wide=(1,),
    )


def _in_full(catalog: Catalog, number: int) -> str:
    item = catalog.competency(number)
    return f"{item.label}: ‘{item.statement}’"


def _asking(count: int, n: int) -> str:
    return f"{part_nl(count, n)} {verb_nl(count, 'vraagt', 'vragen')}"


def to_make_possible(report: RoundReport) -> Sequence[str]:
    """What follows for a board: the support most asked for, a place for the topics, and exchange between schools."""
    catalog, support = report.catalog, report.wishes.support
    told: list[str] = []
    if isinstance(support, SupportWishes):
        for wish in support.wanted[:MOST_KINDS]:
            about = enumerate_nl(catalog.competency(number).label for number, _ in wish.items[:MOST_KINDS])
            item = f", vooral over {about}" if about else ""
            told.append(f"{catalog.support_name(wish.id)}: {_asking(wish.count, support.n)} erom{item}.")
    if topics := group_topics(report)[:MOST_TOPICS]:
        titles = enumerate_nl(f"{item.topic.id} {item.topic.title}" for item in topics)
        told.append(f"Ruimte op een gezamenlijke agenda voor {titles}.")
    if pairs := len(report.proposal.groups):
        ready = "ligt een voorstel" if pairs == 1 else f"liggen {count_nl(pairs)} voorstellen"
        told.append(f"Uitwisseling tussen scholen: er {ready} klaar voor gesprekken tussen {catalog.who.many}.")
    else:
        told.append("Uitwisseling tussen scholen: tijd en een vast moment om van elkaar te leren.")
    return told


NEED = "*"
"""Behind the number of an item that the ranking calls one of the largest needs."""


def quadrant(report: RoundReport) -> Iterator[Block]:
    """The quadrant, in a drawing, in words and as a table."""
    catalog, cohort = report.catalog, report.cohort
    quarters, importance, attainment = catalog.quarters, catalog.importance, catalog.attainment
    figures = cohort.figures
    yield Heading(1, "Kwadrant van de groep")
    if told := quarter_sentence(catalog, cohort):
        yield Paragraph(told)
    middle = cohort.medians()
    if middle is not None:
        yield Paragraph(
            f"Elke competentie staat op het deel van de {catalog.who.many} dat een van de twee hoogste niveaus koos: "
            f"naar boven bij {importance.name}, naar rechts bij {attainment.name}. De assen kruisen bij de helft. "
            f"Een getal met {NEED} is een van de grootste behoeften: de eerste drie plaatsen van de ranglijst."
        )
        names = [quarters.of(quarter) for quarter in Quarter]
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
                for quarter in Quarter
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
    for quarter in Quarter:
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

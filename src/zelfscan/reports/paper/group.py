"""A group's report: the round in figures, for the group, its board and whoever studies it.

The same figures as every other form of the round, under the same rule: nothing is told over fewer answers than the
minimum.
"""

from __future__ import annotations

from collections.abc import Iterator

from zelfscan.domain import (
    CohortComparison,
    CompetencyFigures,
    Discrepancy,
    Distribution,
    Quarter,
    ScaleName,
    Suppressed,
)
from zelfscan.dutch import enumerate_nl, number_nl, period_nl, plural, rank_marks
from zelfscan.reports.figures import Figure, figures_of
from zelfscan.reports.forms.text import RANKING_RULE, files_sentence
from zelfscan.reports.paper.blocks import Facts, Heading, NewPage, Pair, Paragraph, Table
from zelfscan.reports.paper.document import Block, Document
from zelfscan.reports.paper.group_blocks import BarPair, Bars, RankedItem, Ranking, ShareQuadrant, StackedBar
from zelfscan.reports.paper.group_talk import exchange, method, progress, topics
from zelfscan.reports.paper.share_labels import shares_with_labels
from zelfscan.reports.round_report import RoundReport
from zelfscan.reports.sentences import figure_sentences
from zelfscan.safe_text import clipped
from zelfscan.texts import QUARTER_NAMES, SCALE_NAMES

TITLE = "Groepsbeeld leidinggeven aan onderwijs en ict"
TITLE_ROOM = 60
"""The characters of the rounds' names that a title shows; all of them stand among the facts."""
RANKING_HEADS = ("rang", "competentie", "rds", "verschil", "mwds", "lager", "gelijk", "hoger", "n")
_QUARTERS = (Quarter.DEVELOP, Quarter.LEVERAGE, Quarter.KEEP_LOW, Quarter.RELEASE)


def group_report(report: RoundReport, comparison: CohortComparison | None = None) -> Document:
    """Everything that may be told of one round, in reading order.

    With `comparison` also what moved since an earlier round.
    """
    blocks = (
        Facts(tuple(_facts(report))),
        *_how_to_read(report),
        *_figures(report),
        NewPage(),
        *_quadrant(report),
        NewPage(),
        *_ranking(report),
        *_delegated(report),
        *topics(report),
        *exchange(report),
        *(() if comparison is None else progress(report, comparison)),
        NewPage(),
        *method(report),
    )
    rounds = clipped(enumerate_nl(report.rounds.names), TITLE_ROOM)
    subtitle = f"Rapport over {rounds}" if rounds else "Rapport over de groep"
    last = report.rounds.last
    return Document(TITLE, subtitle, f"Zelfscan · groepsbeeld{f' · {rounds}' if rounds else ''}",
                    last.date() if last else None, blocks)  # fmt: skip


def _facts(report: RoundReport) -> Iterator[Pair]:
    rounds = report.rounds
    if rounds.names:
        yield ("Ronde" if len(rounds.names) == 1 else "Rondes"), enumerate_nl(rounds.names)
    if rounds.first and rounds.last:
        yield "Ingevuld", period_nl(rounds.first, rounds.last)
    yield "Leiders", str(report.cohort.size)
    yield "Van wie alleen belang", str(rounds.importance_only)
    yield "Minimum", f"{report.cohort.minimum} antwoorden per cijfer"
    yield "Willen uitwisselen", str(len(report.leaders))
    yield "Bestanden", files_sentence(report.files)


def _how_to_read(report: RoundReport) -> Iterator[Block]:
    minimum = plural(report.cohort.minimum, "antwoord", "antwoorden")
    yield Paragraph(
        "Schoolleiders beoordeelden zichzelf op competenties voor leidinggeven aan onderwijs en ict: hoe belangrijk is "
        "elk voor de ambitie van de school, en in hoeverre is die op de leider van toepassing? Dit rapport laat zien "
        "wat de groep van belang vindt, waar de groep is, en waar die van elkaar kan leren."
    )
    yield Paragraph(
        f"Bij minder dan {minimum} op een vraag staat er niets over die vraag. Een vraag zonder antwoord telt nergens "
        "mee. n is het aantal leiders dat antwoord gaf.",
        small=True,
    )


def _figures(report: RoundReport) -> Iterator[Block]:
    yield Heading(1, "Belang en aanwezig, per gebied")
    for figure in figures_of(report.catalog, report.cohort):
        yield _bars(report, figure)


def _bars(report: RoundReport, figure: Figure) -> Bars:
    catalog = report.catalog
    return Bars(
        f"Figuur {figure.number}. {figure.title}",
        figure_sentences(catalog, figure.items, report.cohort.minimum),
        (SCALE_NAMES[ScaleName.IMPORTANCE], SCALE_NAMES[ScaleName.ATTAINMENT]),
        (catalog.importance.levels, catalog.attainment.levels),
        tuple(
            BarPair(item.number, catalog.competency(item.number).label, _bar(item.importance), _bar(item.attainment))
            for item in figure.items
        ),
    )


def _bar(figures: Distribution | Suppressed) -> StackedBar:
    return StackedBar(figures.n, None if isinstance(figures, Suppressed) else figures.percentages)


def _quadrant(report: RoundReport) -> Iterator[Block]:
    yield Heading(1, "Kwadrant van de groep")
    yield Paragraph(
        "Elke competentie staat op het deel van de leiders dat een van de twee hoogste niveaus koos: naar boven bij "
        "belang, naar rechts bij aanwezig. De assen kruisen bij de helft."
    )
    figures = report.cohort.figures
    if any(item.quarter is not None for item in figures):
        names_ = [QUARTER_NAMES[quarter] for quarter in _QUARTERS]
        yield ShareQuadrant(
            shares_with_labels(figures),
            (names_[0], names_[1], names_[2], names_[3]),
            "Aanwezig: deel van de leiders dat een van de twee hoogste niveaus koos",
            "Belang: deel van de leiders dat een van de twee hoogste niveaus koos",
            tuple(
                f"{QUARTER_NAMES[quarter].capitalize()}: "
                f"{enumerate_nl(item.number for item in figures if item.quarter is quarter) or 'geen'}."
                for quarter in _QUARTERS
            ),
        )
        yield Table(
            ("nr", "competentie", "kwart", "belang hoog", "aanwezig hoog"),
            tuple(
                (
                    str(item.number),
                    _label(report, item),
                    QUARTER_NAMES[quarter],
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
        yield Paragraph(
            f"Te weinig antwoorden (minder dan {report.cohort.minimum}): {enumerate_nl(hidden)}.", small=True
        )


def _high(figures: Distribution | Suppressed) -> str:
    return "" if isinstance(figures, Suppressed) else f"{figures.high_percentage}% (n={figures.n})"


def _ranking(report: RoundReport) -> Iterator[Block]:
    yield Heading(1, "Waar is de behoefte het grootst?")
    yield Paragraph(RANKING_RULE)
    ranked = report.cohort.by_rank()
    marks = rank_marks([item.rank for item in ranked if item.rank is not None])
    rows = tuple(
        RankedItem(
            mark,
            item.number,
            _label(report, item),
            scores.rds,
            (
                _signed(scores.rds, 1),
                _signed(scores.mean, 2),
                _signed(scores.mwds, 2),
                *(str(count) for count in (scores.lower, scores.equal, scores.higher, scores.n)),
            ),
        )
        for mark, item in zip(marks, ranked, strict=True)
        if isinstance(scores := item.discrepancy, Discrepancy)
    )
    if rows:
        yield Ranking(RANKING_HEADS, rows)
    hidden = [item.number for item in report.cohort.figures if item.rank is None]
    if hidden:
        yield Paragraph(
            f"Zonder rang, want minder dan {report.cohort.minimum} leiders gaven beide antwoorden: "
            f"{enumerate_nl(hidden)}.",
            small=True,
        )


def _delegated(report: RoundReport) -> Iterator[Block]:
    yield Heading(1, "Belegd bij iemand anders")
    found = [item for item in report.cohort.figures if item.delegated]
    if found:
        yield Table(
            ("nr", "competentie", "leiders"),
            tuple((str(item.number), _label(report, item), str(item.delegated)) for item in found),
            wide=(1,),
        )
    else:
        yield Paragraph("Geen enkele competentie is bij iemand anders belegd.")
    hidden = [item.number for item in report.cohort.figures if isinstance(item.importance, Suppressed)]
    if hidden:
        yield Paragraph(f"Niet getoond, want te weinig antwoorden: {enumerate_nl(hidden)}.", small=True)


def _signed(value: float, decimals: int) -> str:
    """A number with a minus sign as it is printed."""
    return number_nl(value, decimals).replace("-", "−")


def _label(report: RoundReport, item: CompetencyFigures) -> str:
    return report.catalog.competency(item.number).label

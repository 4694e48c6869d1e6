"""The pages of the group view that hold figures: what each shows, as lines. The screen only draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from zelfscan.domain import Catalog, CompetencyFigures, Discrepancy, Quarter
from zelfscan.dutch import number_nl, rank_marks
from zelfscan.reports import (
    Figure,
    RoundReport,
    discrepancy_words,
    figure_sentences,
    high_shares,
    unranked,
    withheld_sentence,
)
from zelfscan.tui.group.bars import figure_lines, legend_lines
from zelfscan.tui.group.page_tabs import Tab
from zelfscan.tui.group.plot import SharePlace, share_places
from zelfscan.tui.widgets.lines import EMPTY_LINE, MARK, Line, Row, line, table_lines, wrapped
from zelfscan.tui.widgets.quadrant import ORDER

FIGURES = "figures"
GROUP = "group"
WIDE = 96
READABLE = 100
RANK_EXPLANATION = (
    "rds: per honderd leiders het aantal bij wie {catalog.attainment.measure} hoger is dan "
    "{catalog.importance.measure}, min het aantal bij wie die lager is; hoe lager, hoe meer behoefte. mwds: het "
    "gemiddelde verschil maal het gemiddelde {catalog.importance.name}."
)


class Page:
    """One page: its tab, the entries that can be pointed at, and its texts.

    `shape` is the style class that says which parts of the screen it uses; `about_items`: its entries are
    competencies; `has_text`: there is a text to read.
    """

    shape: str = ""
    about_items: ClassVar[bool] = False
    has_text: ClassVar[bool] = False

    def __init__(self, report: RoundReport, tab: Tab) -> None:
        self.report = report
        self.catalog = report.catalog
        self.tab = tab
        self.keys: tuple[str, ...] = ()
        self.places: tuple[SharePlace, ...] = ()

    def intro(self, width: int, *, airy: bool) -> list[Line]:
        """What stands above: the heading, the sentences, the legend."""
        raise NotImplementedError

    def entries(self, width: int, height: int) -> list[Line]:
        """The list; its lines carry the keys."""
        return []

    def detail(self, key: str, width: int) -> list[Line]:
        """What is told of the entry that is pointed at."""
        return []

    def text(self, key: str, width: int) -> list[Line]:
        """A text to read, about the page or about the entry that is pointed at."""
        return []

    def statement(self, number: int, width: int, *facts: str) -> list[Line]:
        """An item with its full statement, and what the figures say of it."""
        item = self.catalog.competency(number)
        told = [piece for fact in facts if fact for piece in wrapped(fact, width, style="muted")]
        return [*wrapped(f"{number} {item.label}", width, style="heading"), *told, *wrapped(item.statement, width)]


class FigurePage(Page):
    """One of the report's figures."""

    shape = "-bars"
    about_items = True

    def __init__(self, report: RoundReport, figure: Figure) -> None:
        super().__init__(report, Tab(str(figure.number % 10), str(figure.number), FIGURES))
        self.figure = figure
        self.keys = tuple(str(item.number) for item in figure.items)

    def intro(self, width: int, *, airy: bool) -> list[Line]:
        space = [EMPTY_LINE] if airy else []
        sentences = figure_sentences(self.catalog, self.figure.items, self.report.cohort.minimum)
        return [
            *wrapped(f"Figuur {self.figure.number}. {self.figure.title}", width, style="title"),
            *space,
            *wrapped(" ".join(sentences), width),
            *space,
            *legend_lines(self.catalog, width),
            *space,
        ]

    def entries(self, width: int, height: int) -> list[Line]:
        return figure_lines(self.catalog, self.figure, self.report.cohort.minimum, width, height)

    def detail(self, key: str, width: int) -> list[Line]:
        item = self.catalog.competency(int(key))
        return wrapped(item.statement, width, first=f"{item.number} ", first_style="rank")


class QuadrantPage(Page):
    """All items by the share of leaders that chose the two top levels."""

    shape = "-plot"
    about_items = True

    def __init__(self, report: RoundReport) -> None:
        super().__init__(report, Tab("k", "Kwadrant", GROUP))
        self.places = share_places(report.cohort.figures)
        self._groups = _by_quarter(report.catalog, report.cohort.figures)
        self.keys = tuple(str(item.number) for _, found in self._groups for item in found)

    def intro(self, width: int, *, airy: bool) -> list[Line]:
        text = "Elk getal staat bij het deel van de leiders dat de twee hoogste niveaus koos."
        return [
            *wrapped("Kwadrant van de groep", width, style="title"),
            *wrapped(text, width),
            *([EMPTY_LINE] if airy else []),
        ]

    def entries(self, width: int, height: int) -> list[Line]:
        lines: list[Line] = []
        for heading, found in self._groups:
            lines.append(line(f"{heading} · {len(found)}", "heading"))
            for item in found:
                label = self.catalog.competency(item.number).label
                lines.append(Line(((f"{item.number:>2} ", "rank"), (label, "")), key=str(item.number)))
        return lines

    def detail(self, key: str, width: int) -> list[Line]:
        item = self.report.cohort.of(int(key))
        return self.statement(item.number, width, *high_shares(self.catalog, item).split(", "))


class RankingPage(Page):
    """The items by need, most need first."""

    shape = "-list"
    about_items = True

    def __init__(self, report: RoundReport) -> None:
        super().__init__(report, Tab("r", "Ranglijst", GROUP))
        ranked = report.cohort.by_rank()
        marks = rank_marks([item.rank for item in ranked if item.rank is not None])
        self._ranked = tuple(zip(marks, ranked, strict=True))
        self._hidden = unranked(report.cohort)
        hidden = [item for _, items in self._hidden for item in items]
        self.keys = tuple(str(item.number) for item in (*ranked, *hidden))

    def intro(self, width: int, *, airy: bool) -> list[Line]:
        # The list has the mark before its entries.
        heading = self._table(width - len(MARK))[:1] if self._ranked else []
        return [
            *wrapped("Ranglijst: waar is de behoefte het grootst?", width, style="title"),
            *([EMPTY_LINE] if airy else []),
            *wrapped(RANK_EXPLANATION.format(catalog=self.catalog), min(width, READABLE)),
            *wrapped(withheld_sentence(self.catalog, self.report.cohort), min(width, READABLE), style="muted"),
            *([EMPTY_LINE] if airy else []),
            *(Line(((" " * len(MARK), ""), *item.parts)) for item in heading),
        ]

    def entries(self, width: int, height: int) -> list[Line]:
        lines = self._table(width)[1:] if self._ranked else []
        for reason, items in self._hidden:
            lines += [EMPTY_LINE] if lines else []
            lines += wrapped(reason, width, style="heading")
            rows = [Row(str(item.number), f"    {item.number:>2}", self._label(item)) for item in items]
            lines += table_lines("", "", (), rows, width)[1:]
        return lines

    def detail(self, key: str, width: int) -> list[Line]:
        item = self.report.cohort.of(int(key))
        if not isinstance(item.discrepancy, Discrepancy):
            few = item.discrepancy.n < self.report.cohort.minimum
            why = "te weinig antwoorden" if few else "niet getoond"
            return self.statement(item.number, width, f"{why} (n={item.discrepancy.n})")
        delegated = f"; belegd bij een ander: {item.delegated}" if item.delegated else ""
        return self.statement(item.number, width, discrepancy_words(item.discrepancy) + delegated)

    def _table(self, width: int) -> list[Line]:
        # Where there is no room for all three counts, the other two stand in the detail.
        counts = ("lager", "gelijk", "hoger")[: 3 if width >= WIDE else 1]
        rows = [
            Row(str(item.number), f"{mark:<4}{item.number:>2}", self._label(item), _cells(item, len(counts)))
            for mark, item in self._ranked
        ]
        return table_lines("", "competentie", ("rds", "verschil", "mwds", *counts, "belegd"), rows, width)

    def _label(self, item: CompetencyFigures) -> str:
        return self.catalog.competency(item.number).label


def _cells(item: CompetencyFigures, counts: int) -> tuple[str, ...]:
    figures = item.discrepancy
    if not isinstance(figures, Discrepancy):
        return ()
    told = [f"{count} van {figures.n}" for count in (figures.lower, figures.equal, figures.higher)[:counts]]
    delegated = "" if item.delegated is None else str(item.delegated)
    scores = ["–" if score is None else number_nl(score, 2) for score in (figures.mean, figures.mwds)]
    return number_nl(figures.rds), *scores, *told, delegated


def _by_quarter(catalog: Catalog, figures: Sequence[CompetencyFigures]) -> list[tuple[str, list[CompetencyFigures]]]:
    """The items under the name of their quarter, what to work on first; then what has too few answers."""
    named: list[tuple[str, Quarter | None]] = [(catalog.quarters.of(quarter), quarter) for quarter in ORDER]
    groups = [
        (name, [item for item in figures if item.quarter is quarter])
        for name, quarter in [*named, ("te weinig antwoorden", None)]
    ]
    return [(name, found) for name, found in groups if found]

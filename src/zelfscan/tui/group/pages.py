"""The pages of the group view that hold figures: what each shows, as lines. The screen only draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from zelfscan.domain import (
    Ambition,
    Catalog,
    Cohort,
    CompetencyFigures,
    Discrepancy,
    Distribution,
    Quarter,
    SupportWishes,
)
from zelfscan.dutch import count_nl, enumerate_nl, number_nl, period_nl, rank_marks, sentence_nl
from zelfscan.reports import (
    NEED,
    Figure,
    RoundReport,
    ambition_sentence,
    discrepancy_words,
    figure_sentences,
    high_shares,
    median_words,
    needs_sentence,
    order_sentence,
    quarter_sentence,
    short_words,
    support_words,
    unranked,
    withheld_sentence,
)
from zelfscan.tui.group.figures import SharePlace, figure_lines, legend_lines, share_places
from zelfscan.tui.group.page_tabs import Tab
from zelfscan.tui.widgets.lines import EMPTY_LINE, MARK, Line, TableRow, line, table_lines, wrapped
from zelfscan.tui.widgets.quadrant import ORDER

FIGURES, GROUP = "figures", "group"
_WIDE = 96
ALL_COUNTS = 104
"""The width from which three counts stand clear of each other."""
READABLE = 100
_BAR = (12, 24)
"""The width of a bar of who falls short, where there is little room and where there is much."""
SUMMED_UP = 8
"""So many needs stand on the first page."""
_BESIDE = 104
"""The width from which the support stands in a column of its own, as in the style sheet."""
SUPPORT_NAMED = 3
RANK_EXPLANATION = (
    "rds: per honderd {catalog.who.many} het aantal bij wie {catalog.attainment.measure} hoger is dan "
    "{catalog.importance.measure}, min het aantal bij wie die lager is; hoe lager, hoe meer behoefte. mwds: het "
    "gemiddelde verschil maal het gemiddelde {catalog.importance.name}."
)


class Page:
    """One page: its tab, the entries that can be pointed at, and its texts.

    `shape` is the style class that says which parts of the screen it uses; `about_items`: its entries are
    competencies; `has_text`: there is a text to read; `opens_at_first`: the pointer of another page is not followed.
    A page with an `other_view` can be `turned` over to it.
    """

    shape: str = ""
    about_items: ClassVar[bool] = False
    has_text: ClassVar[bool] = False
    opens_at_first: ClassVar[bool] = False
    other_view: ClassVar[str] = ""

    def __init__(self, report: RoundReport, tab: Tab) -> None:
        self.report = report
        self.catalog = report.catalog
        self.tab = tab
        self.keys: tuple[str, ...] = ()
        self.places: tuple[SharePlace, ...] = ()
        self.turned = False

    def turn_over(self) -> None:
        """Show the other view, or this one again."""
        self.turned = not self.turned

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
        label = self.catalog.competency(number).label
        told = [piece for fact in facts if fact for piece in wrapped(fact, width, style="muted")]
        return [*wrapped(f"{number} {label}", width, style="heading"), *told, *self.statement_lines(number, width)]

    def statement_lines(self, number: int, width: int) -> list[Line]:
        """The full statement of an item."""
        return wrapped(self.catalog.competency(number).statement, width)


class FigurePage(Page):
    """One of the report's figures."""

    shape = "-bars"
    about_items = True

    def __init__(self, report: RoundReport, figure: Figure) -> None:
        # The first says what the row of numbers is.
        first = figure.number == min(area.figure for area in report.catalog.areas)
        name = f"Figuur {figure.number}" if first else str(figure.number)
        super().__init__(report, Tab(str(figure.number % 10), name, FIGURES))
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
    """All items by the share of leaders that chose the two top levels; the cross at one half, or at the medians."""

    shape = "-plot"
    about_items = True
    other_view = "Mediaan"

    def __init__(self, report: RoundReport) -> None:
        super().__init__(report, Tab("k", "Kwadrant", GROUP))
        self._needs = {item.number for item in report.cohort.needs()}
        self._arrange()

    def turn_over(self) -> None:
        super().turn_over()
        self._arrange()

    def _arrange(self) -> None:
        self.places = share_places(self.report.cohort, relative=self.turned)
        self._groups = _by_quarter(self.catalog, self.report.cohort, relative=self.turned)
        self.keys = tuple(str(item.number) for _, found in self._groups for item in found)

    def intro(self, width: int, *, airy: bool) -> list[Line]:
        catalog, cohort = self.catalog, self.report.cohort
        half = f"Het kruis staat bij de helft van de {catalog.who.many}." if self.places else ""
        cross = median_words(catalog, cohort) if self.turned else half
        return [
            *wrapped("Kwadrant van de groep", width, style="title"),
            *wrapped(f"{quarter_sentence(catalog, cohort, relative=self.turned)} {cross}".strip(), width),
            *([EMPTY_LINE] if airy else []),
        ]

    def entries(self, width: int, height: int) -> list[Line]:
        lines: list[Line] = []
        for heading, found in self._groups:
            lines.append(line(f"{heading} · {len(found)}", "heading"))
            for item in found:
                label = self.catalog.competency(item.number).label
                sign = NEED if item.number in self._needs else " "
                lines.append(Line(((f"{item.number:>2}{sign} ", "rank"), (label, "")), key=str(item.number)))
        return lines

    def detail(self, key: str, width: int) -> list[Line]:
        item = self.report.cohort.of(int(key))
        need = "een van de grootste behoeften" if item.number in self._needs else ""
        return self.statement(item.number, width, *high_shares(self.catalog, item).split(", "), need)


class NeedsPage(Page):
    """A page whose entries are items by need, with how many leaders fall short as a bar."""

    shape = "-list"
    about_items = True
    opens_at_first = True

    def detail(self, key: str, width: int) -> list[Line]:
        item = self.report.cohort.of(int(key))
        scores = item.discrepancy
        if not isinstance(scores, Discrepancy):
            few = scores.n < self.report.cohort.minimum
            why = "te weinig antwoorden" if few else "niet getoond"
            return self.statement(item.number, width, f"{why} (n={scores.n})")
        short = short_words(scores)
        told = [f"{short[:1].upper()}{short[1:]}", high_shares(self.catalog, item)]
        if self.turned:
            told = [discrepancy_words(scores)]
        if item.delegated:
            told.append(f"belegd bij een ander: {item.delegated}")
        return self.statement(item.number, width, "; ".join(told))

    def bars(self, ranked: Sequence[tuple[str, CompetencyFigures]], width: int) -> list[Line]:
        """The heading, and per item its rank, number, label, bar and counts."""
        size = _BAR[width >= _WIDE]
        rows = [
            TableRow(str(item.number), f"{mark:<4}{item.number:>2}", self._label(item), _short_cells(item, size))
            for mark, item in ranked
        ]
        return table_lines(
            "", "competentie", ("komt tekort", self.catalog.who.many, self.catalog.importance.name), rows, width
        )

    def _label(self, item: CompetencyFigures) -> str:
        return self.catalog.competency(item.number).label


class SummaryPage(NeedsPage):
    """The first page: what the round says, in sentences, the largest needs and the support that is asked for."""

    shape = "-summary"

    def __init__(self, report: RoundReport) -> None:
        super().__init__(report, Tab("s", "Samenvatting", GROUP))
        ranked = [item for item in report.cohort.by_rank() if _lags(item)]
        marks = rank_marks([item.rank for item in report.cohort.by_rank() if item.rank is not None])
        self._needs = tuple(zip(marks, ranked, strict=False))[:SUMMED_UP]
        self._more = len(ranked) - len(self._needs)
        self.keys = tuple(str(item.number) for _, item in self._needs)

    def intro(self, width: int, *, airy: bool) -> list[Line]:
        catalog, cohort, wishes = self.catalog, self.report.cohort, self.report.wishes
        told = (
            [ambition_sentence(catalog, wishes, cohort.minimum)]
            if catalog.learning and isinstance(wishes.ambition, Ambition)
            else []
        )
        told.append(needs_sentence(catalog, cohort))
        # Where the support has no column of its own it takes the place of what the quadrant tells.
        asked = [quarter_sentence(catalog, cohort)] if width >= _BESIDE else self._support_words()
        width = min(width, READABLE)
        return [
            *wrapped(self._who(), width, style="title"),
            *wrapped(" ".join([*told, *asked]), width),
            EMPTY_LINE,
            *([line("Grootste behoefte", "heading")] if self._needs else []),
        ]

    def _support_words(self) -> list[str]:
        found = self.report.wishes.support
        if not isinstance(found, SupportWishes) or not found.wanted:
            return []
        return [f"Gevraagde steun: {enumerate_nl(support_words(self.catalog, found.wanted[:SUPPORT_NAMED]))}."]

    def entries(self, width: int, height: int) -> list[Line]:
        if not self._needs:
            return []
        lines = self.bars(self._needs, min(width, READABLE - len(MARK)))
        if self._more:
            lines.append(
                line(
                    f"      en nog {self._more} waar {self.catalog.who.many} tekortkomen: zie de Ranglijst (r)", "muted"
                )
            )
        return lines

    def text(self, key: str, width: int) -> list[Line]:
        """The support that is asked for, most wanted first."""
        found, who = self.report.wishes.support, self.catalog.who.many
        lines = [line("Gevraagde steun", "heading")]
        if not isinstance(found, SupportWishes):
            return [*lines, *wrapped(f"Te weinig {who} kozen ontwikkelpunten.", width, style="muted")]
        for wish in found.wanted:
            lines += wrapped(self.catalog.support_name(wish.id), width, first=f"{wish.count:>3}  ", first_style="rank")
        lines += [EMPTY_LINE, *wrapped(f"van {found.n} {who} die ontwikkelpunten kozen", width, style="muted")]
        return lines

    def detail(self, key: str, width: int) -> list[Line]:
        # The statement stands in the figure, one Enter away; here is more room for the needs.
        return super().detail(key, width)[: -len(self.statement_lines(int(key), width))]

    def _who(self) -> str:
        """'Tien leiders, najaar-2026. Twee beoordeelden alleen het belang.'"""
        rounds, count = self.report.rounds, self.report.cohort.size
        when = period_nl(rounds.first, rounds.last) if rounds.first and rounds.last and not rounds.names else ""
        who = f"{count_nl(count)} {self.catalog.who.word(count)}"
        told = f"{', '.join(filter(None, (who, enumerate_nl(rounds.names), when)))}."
        alone = rounds.importance_only
        if alone:
            word = "beoordeelde" if alone == 1 else "beoordeelden"
            told += f" {sentence_nl(count_nl(alone))} {word} alleen {self.catalog.importance.measure}."
        return f"{told[:1].upper()}{told[1:]}"


class RankingPage(NeedsPage):
    """The items by need, most need first; turned over with every score."""

    other_view = "Alle cijfers"

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
        room, (catalog, cohort) = min(width, READABLE), (self.catalog, self.report.cohort)
        told = (
            [RANK_EXPLANATION.format(catalog=catalog), withheld_sentence(catalog, cohort)]
            if self.turned
            else [needs_sentence(catalog, cohort)]
        )
        return [
            *wrapped("Ranglijst: waar is de behoefte het grootst?", width, style="title"),
            *([EMPTY_LINE] if airy else []),
            *(piece for text in told for piece in wrapped(text, room)),
            *wrapped("" if self.turned else order_sentence(catalog, cohort), room, style="muted"),
            *([EMPTY_LINE] if airy else []),
            *(Line(((" " * len(MARK), ""), *item.parts)) for item in heading),
        ]

    def entries(self, width: int, height: int) -> list[Line]:
        lines = self._table(width)[1:] if self._ranked else []
        for reason, items in self._hidden:
            lines += [EMPTY_LINE] if lines else []
            lines += wrapped(reason, width, style="heading")
            rows = [TableRow(str(item.number), f"    {item.number:>2}", self._label(item)) for item in items]
            lines += table_lines("", "", (), rows, width)[1:]
        return lines

    def _table(self, width: int) -> list[Line]:
        if not self.turned:
            return self.bars(self._ranked, width)
        # Where there is no room for all three counts, the other two stand in the detail.
        counts = ("lager", "gelijk", "hoger")[: 3 if width >= ALL_COUNTS else 1]
        rows = [
            TableRow(str(item.number), f"{mark:<4}{item.number:>2}", self._label(item), _cells(item, len(counts)))
            for mark, item in self._ranked
        ]
        return table_lines("", "competentie", ("rds", "verschil", "mwds", *counts, "belegd"), rows, width)


def _lags(item: CompetencyFigures) -> bool:
    return isinstance(item.discrepancy, Discrepancy) and item.discrepancy.rds < 0


def _short_cells(item: CompetencyFigures, size: int) -> tuple[str, ...]:
    """A bar of those who fall short, their number, and the share that finds the item important."""
    figures = item.discrepancy
    if not isinstance(figures, Discrepancy):
        return ()
    full = round(size * figures.lower / figures.n)
    share = f"{item.importance.high_percentage}%" if isinstance(item.importance, Distribution) else ""
    return f"{'█' * full}{'░' * (size - full)}", f"{figures.lower} van {figures.n}", share


def _cells(item: CompetencyFigures, counts: int) -> tuple[str, ...]:
    figures = item.discrepancy
    if not isinstance(figures, Discrepancy):
        return ()
    told = [f"{count} van {figures.n}" for count in (figures.lower, figures.equal, figures.higher)[:counts]]
    delegated = "" if item.delegated is None else str(item.delegated)
    scores = ["–" if score is None else number_nl(score, 2) for score in (figures.mean, figures.mwds)]
    return number_nl(figures.rds), *scores, *told, delegated


def _by_quarter(catalog: Catalog, cohort: Cohort, *, relative: bool) -> list[tuple[str, list[CompetencyFigures]]]:
    """The items under the name of their quarter, what to work on first; then what has too few answers."""
    named: list[tuple[str, Quarter | None]] = [(catalog.quarters.of(quarter), quarter) for quarter in ORDER]
    groups = [
        (
            name,
            [
                item
                for item in cohort.figures
                if (cohort.relative_quarter(item) if relative else item.quarter) is quarter
            ],
        )
        for name, quarter in [*named, ("te weinig antwoorden", None)]
    ]
    return [(name, found) for name, found in groups if found]

"""The group view: one screen on which the pages of a round take turns, its keys, and what F1 tells about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget

from zelfscan.domain import CohortComparison
from zelfscan.dutch import plural
from zelfscan.reports import (
    Block,
    RoundReport,
    advice_chapter,
    ambition_chapter,
    figures_of,
    materials_chapter,
    subgroups_chapter,
    support_chapter,
)
from zelfscan.tui.group.figures import BarList, BarView, GroupPlot
from zelfscan.tui.group.page_tabs import PageTabs, Tab
from zelfscan.tui.group.pages import FIGURES, FigurePage, Page, QuadrantPage, RankingPage, SummaryPage
from zelfscan.tui.group.talk_pages import ChapterPage, ExchangePage, FilesPage, ProgressPage, TopicsPage
from zelfscan.tui.house_screen import HouseScreen, TitleBar
from zelfscan.tui.widgets.drawing import NumberBoard
from zelfscan.tui.widgets.lines import EMPTY_LINE, PAGE_STEP, Line, LineView, PointedList

PAGES = Binding.Group("Bladzijde", compact=True)
ENTRIES = Binding.Group("Kiezen", compact=True)
_LINES = Binding.Group("Schuiven", compact=True)
DIGITS = "1234567890"
LETTERS = "swaltkroduvb"
PAGE_KEYS = DIGITS + LETTERS

GROUP_HELP = (
    "Dit is het beeld van de hele groep; de eerste bladzijde vat het samen. Met ← en → bladert u; "
    "een cijfer of de onderstreepte letter opent een "
    "bladzijde meteen, en klikken kan ook.\n\n"
    "Wat opvalt: regels over de cijfers. De bladzijden daarna: wat {catalog.who.many} over hun school "
    "en hun plannen zeggen; hun woorden staan er alleen als zij dat goed vonden.\n\n"
    "Figuren: per competentie staat boven hoe {catalog.importance.said} de {catalog.who.many} haar vinden en "
    "daaronder in hoeverre zij {catalog.attainment.said} is. Hoe voller het patroon (░ ▒ ▓ █), hoe "
    "hoger het niveau. n is het aantal {catalog.who.many} dat antwoord gaf. Een vraag zonder antwoord telt niet mee. "
    "Zijn er te weinig antwoorden, dan staat er geen staaf, omdat iemand dan te herkennen zou zijn.\n\n"
    "Kwadrant: een getal staat bij het deel van de {catalog.who.many} dat een van de twee hoogste niveaus koos. "
    "Getallen die op dezelfde plaats horen, staan naast elkaar; met ~ staat een getal verder weg, omdat daar geen "
    "plaats is. Een * is een van de grootste behoeften. De percentages staan naast het kwadrant. Met m staat het kruis "
    "bij de mediaan van de ronde: dat helpt als bijna alles hoog is.\n\n"
    "Ranglijst: de competenties met de meeste behoefte eerst. Iemand komt tekort als "
    "{catalog.attainment.measure} lager is dan {catalog.importance.measure}. 1= betekent: deze plaats wordt "
    "gedeeld. Met c ziet u alle cijfers.\n\n"
    "Uitwisseling: alleen {catalog.who.many} die daarvoor hebben gekozen."
)

CHAPTERS: tuple[tuple[str, str, Callable[[RoundReport], Iterator[Block]]], ...] = (
    ("w", "Wat opvalt", advice_chapter),
    ("a", "Ambitie", ambition_chapter),
    ("l", "", materials_chapter),
    ("t", "Steun", support_chapter),
)
"""The chapters of the report that have a page, as far as this instrument has them; part 2 goes by its own name."""
KEYS: tuple[BindingType, ...] = (
    Binding("left", "turn(-1)", "Vorige bladzijde", priority=True, group=PAGES, id="group.left",
            tooltip="De vorige of de volgende bladzijde"),
    Binding("right", "turn(1)", "Volgende bladzijde", priority=True, group=PAGES, id="group.right",
            tooltip="De vorige of de volgende bladzijde"),
    Binding("up", "move(-1)", "Vorige", priority=True, group=ENTRIES, id="group.up",
            tooltip="Het vorige of het volgende uit de lijst kiezen"),
    Binding("down", "move(1)", "Volgende", priority=True, group=ENTRIES, id="group.down",
            tooltip="Het vorige of het volgende uit de lijst kiezen"),
    Binding("up", "scroll(-1)", "Omhoog", priority=True, group=_LINES, id="group.scroll_up",
            tooltip="Een regel verder of terug lezen"),
    Binding("down", "scroll(1)", "Omlaag", priority=True, group=_LINES, id="group.scroll_down",
            tooltip="Een regel verder of terug lezen"),
    Binding("pagedown", "read(1)", "Lezen", priority=True, id="group.read_down",
            tooltip="Een bladzijde verder of terug lezen in de tekst"),
    Binding("pageup", "read(-1)", "Terug lezen", show=False, priority=True, id="group.read_up",
            tooltip="Een bladzijde verder of terug lezen in de tekst"),
    Binding("enter", "figure", "Figuur", priority=True, id="group.figure",
            tooltip="De figuur openen waarin deze competentie staat"),
    Binding("enter", "go_on", "Verder", priority=True, id="group.next",
            tooltip="De volgende bladzijde, waar niets te openen is"),
    *(
        Binding(key, f"move({step})", "Verder in de lijst", show=False, priority=True, id=f"group.{key}",
                tooltip="Met grote stappen door de lijst")
        for key, step in (("pageup", -PAGE_STEP), ("pagedown", PAGE_STEP))
    ),
    *(
        Binding(key, f"jump({end})", "Begin of einde", show=False, priority=True, id=f"group.{key}",
                tooltip="Naar het begin of het einde")
        for key, end in (("home", False), ("end", True))
    ),
    *(
        Binding(key, f"open('{key}')", "Bladzijde openen", show=False, priority=True, id=f"group.page_{key}",
                key_display="1-9, 0" if key in DIGITS else key,
                tooltip="De figuur met dit nummer openen; 10 met 0" if key in DIGITS else "De bladzijde")
        for key in PAGE_KEYS
    ),
    Binding("c", "turn_over('Alle cijfers')", "Alle cijfers", priority=True, id="group.scores",
            tooltip="rds, verschil en mwds tonen, of weer de balken"),
    Binding("m", "turn_over('Mediaan')", "Mediaan", priority=True, id="group.median",
            tooltip="Het kruis bij de mediaan van de ronde zetten, of weer bij de helft van de groep"),
    Binding("escape", "leave", "Terug", key_display="Esc", priority=True, id="group.leave",
            tooltip="Eén stap terug; stoppen gaat met Ctrl+Q"),
)  # fmt: skip


def pages_of(report: RoundReport, comparison: CohortComparison | None) -> tuple[Page, ...]:
    """The pages in order; without a scan there is nothing but the files to show."""
    if not report.files.valid:
        return (FilesPage(report),)
    part_2 = report.catalog.materials.short if report.catalog.materials else ""
    return (
        SummaryPage(report),
        *(
            ChapterPage(
                report,
                Tab(key, name or part_2, FIGURES),
                blocks,
            )
            for key, name, chapter in CHAPTERS
            if (blocks := tuple(chapter(report)))
        ),
        *(FigurePage(report, figure) for figure in figures_of(report.catalog, report.cohort)),
        *(
            [ChapterPage(report, Tab("d", "Deelgroepen", FIGURES), tuple(subgroups_chapter(report))[1:])]
            if report.subgroups is not None
            else []
        ),
        QuadrantPage(report),
        RankingPage(report),
        TopicsPage(report),
        *([ExchangePage(report)] if report.names_leaders else []),
        *([ProgressPage(report, comparison)] if comparison is not None else []),
        FilesPage(report),
    )


class GroupScreen(HouseScreen[None]):
    """Shows the figures of a round; nothing can be changed here."""

    HEADING = "Groepsbeeld"
    HELP = GROUP_HELP
    # Nothing here needs the focus: the keys always work on the page.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    tabs = query_one(PageTabs)
    intro = query_one("#group-intro", BarView)
    plot = query_one(GroupPlot)
    entries = query_one("#group-list", BarList)
    detail = query_one("#group-detail", LineView)
    text = query_one("#group-text", LineView)

    place: reactive[int] = reactive(0, init=False, bindings=True)

    def __init__(self, report: RoundReport, comparison: CohortComparison | None = None, *, alone: bool = False) -> None:
        """`alone` = there is no screen of ours below this one, to go back to."""
        super().__init__()
        self._alone = alone
        self.report = report
        self.pages = pages_of(report, comparison)
        self._left_at: dict[str, str] = {}
        self._came_from: list[int] = []
        self._from_summary = False
        self._heights: dict[tuple[str, int], int] = {}

    def help_text(self) -> str:
        return self.HELP.format(catalog=self.report.catalog)

    def told_of(self, binding: Binding) -> str:
        # A page is called here what stands on its tab.
        names = {f"open('{page.tab.key}')": page.tab.name for page in self.pages if page.tab.key in LETTERS}
        return " ".join(filter(None, (binding.tooltip, names.get(binding.action))))

    def compose_body(self) -> Iterator[Widget]:
        yield PageTabs()
        yield BarView(id="group-intro")
        with Horizontal(id="group-body"):
            yield GroupPlot(self.report.catalog)
            with Vertical(id="group-side"):
                yield BarList(id="group-list")
                yield LineView(id="group-detail")
            yield LineView(id="group-text")

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.pages[self.place]

    @property
    def subject(self) -> int:
        return self.place

    def on_mount(self) -> None:
        files = self.report.files
        refused = plural(len(files.rejected), "bestand afgewezen", "bestanden afgewezen")
        counted = plural(files.valid, "scan", "scans")
        self.query_one(TitleBar).place = f"{counted} · {refused} (b)" if files.rejected else counted
        self.tabs.tabs = tuple(page.tab for page in self.pages)
        self._show_page()

    def on_resize(self, event: events.Resize) -> None:
        # What fits may change although the width of a part stays the same.
        for part in (self.intro, self.entries, self.detail, self.text):
            part.draw()

    def watch_place(self) -> None:
        self._show_page()

    def _show_page(self) -> None:
        page = self.page
        for other in self.pages:
            self.set_class(other.shape == page.shape, other.shape)
        self.tabs.current = page.tab.key
        self.intro.show(lambda width: page.intro(width, airy=self.has_class("-high")))
        self.plot.places = page.places
        self.entries.show(lambda width: page.entries(width, self.entries.scrollable_content_region.height))
        # The first need on the summary is nobody's choice yet.
        follows = self.entries.pointed in page.keys and not page.opens_at_first and not self._from_summary
        key = self.entries.pointed if follows else self._left_at.get(page.tab.key, "")
        self._from_summary = isinstance(page, SummaryPage)
        self.entries.pointed = key if key in page.keys else next(iter(page.keys), "")
        self._show_pointed()

    def _show_pointed(self) -> None:
        """Bring everything about the entry that is pointed at in step with it."""
        page, key = self.page, self.entries.pointed
        self._left_at[page.tab.key] = key
        self.plot.current = int(key) if page.about_items and key else None
        self.detail.show(lambda width: self._detail_lines(page, key, width))
        self.text.show(lambda width: page.text(key, width))

    def _detail_lines(self, page: Page, key: str, width: int) -> list[Line]:
        """The detail of an entry, as high as the highest of its page: the list must not jump while one walks by."""
        if not key:
            return []
        size = (page.tab.key, width)
        if size not in self._heights:
            self._heights[size] = max(len(page.detail(other, width)) for other in page.keys)
        lines = page.detail(key, width)
        return lines + [EMPTY_LINE] * (self._heights[size] - len(lines))

    @on(PointedList.Pointed)
    def follow(self, event: PointedList.Pointed) -> None:
        # A page that was turned since has shown its own entry already.
        if event.key == self.entries.pointed and event.key in self.page.keys:
            self._show_pointed()

    @on(NumberBoard.Picked)
    def pick(self, event: NumberBoard.Picked) -> None:
        self.entries.pointed = str(event.number)

    @on(PageTabs.Picked)
    def open_tab(self, event: PageTabs.Picked) -> None:
        self.action_open(event.key)

    def action_turn(self, step: int) -> None:
        self._came_from = []
        self.place = (self.place + step) % len(self.pages)

    def action_go_on(self) -> None:
        self.action_turn(1)

    def action_open(self, key: str) -> None:
        places = [place for place, page in enumerate(self.pages) if page.tab.key == key]
        if places:
            self._came_from = []
            self.place = places[0]

    def action_move(self, step: int) -> None:
        # The list may not be drawn yet when keys were typed ahead, so the page says what there is.
        keys = self.page.keys
        if keys:
            index = keys.index(self.entries.pointed) + step
            self.entries.pointed = keys[max(0, min(len(keys) - 1, index))]

    def action_scroll(self, step: int) -> None:
        self.text.scroll_relative(y=step, animate=False)

    def action_read(self, step: int) -> None:
        self.text.turn_page(step)

    def action_jump(self, to_end: bool) -> None:
        if self.page.keys:
            self.action_move(len(self.page.keys) if to_end else -len(self.page.keys))
        elif to_end:
            self.text.scroll_end(animate=False)
        else:
            self.text.scroll_home(animate=False)

    def action_figure(self) -> None:
        key = self.entries.pointed
        for place, page in enumerate(self.pages):
            if isinstance(page, FigurePage) and key in page.keys:
                self._came_from.append(self.place)
                self._left_at[page.tab.key] = key
                self.place = place
                return

    def action_turn_over(self, view: str) -> None:
        self.page.turn_over()
        self._show_page()

    def action_leave(self) -> None:
        """One step back: to the page that led here, else to the first, and from there to the screen below."""
        if self._came_from:
            self.place = self._came_from.pop()
        elif self.place:
            self.place = 0
        elif not self._alone:
            self.dismiss()
        else:
            self.notify("Dit is de eerste bladzijde. Stoppen gaat met Ctrl+Q.", timeout=4)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        page = self.page
        opens = page.about_items and bool(page.keys) and not isinstance(page, FigurePage)
        match action:
            case "figure":
                return opens
            case "go_on":
                return not opens
            case "turn_over":
                return page.other_view == parameters[0] and bool(page.keys)
            case "turn":
                return len(self.pages) > 1
            case "open":
                return any(other.tab.key == parameters[0] for other in self.pages)
            case "move":
                return bool(page.keys) and (abs(int(str(parameters[0]))) == 1 or not page.has_text)
            case "scroll":
                return not page.keys
            case "read":
                return page.has_text
        return True

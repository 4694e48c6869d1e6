"""The quadrant: the plot and the list of all items, linked both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from zelfscan.domain import Assessment, Catalog, Cell, Scan, place, place_by_importance
from zelfscan.reports import insight_sentences, scan_sentences
from zelfscan.safe_text import clipped
from zelfscan.tui.steps import Desk, StepScreen
from zelfscan.tui.steps.rating_windows import ItemPicker, what_stands_out
from zelfscan.tui.widgets.drawing import NumberBoard
from zelfscan.tui.widgets.lines import PAGE_STEP, PointedList, bullets
from zelfscan.tui.widgets.quadrant import (
    EMPTY,
    ImportanceRows,
    NumberGroup,
    QuadrantPlot,
    importance_groups,
    listed_numbers,
    number_lines,
    quadrant_groups,
)

_MOVE = Binding.Group("Kiezen", compact=True)
AREA = Binding.Group("Gebied", compact=True)
ALL_AREAS = "alle gebieden"
_OWN_TEXT = 90
_ROOMY = 28
"""From this height on there is room for more than one sentence."""
SPACIOUS = 36
"""From this height on there is room for what stands out as well."""


class QuadrantScreen(StepScreen):
    """Shows what the answers mean together; nothing can be changed here."""

    HEADING = "Kwadrant"
    HELP = (
        "Elk getal is een competentie. Hoe hoger het staat, hoe meer u het {catalog.importance.said} vindt. "
        "Hoe verder naar rechts, hoe meer het {catalog.attainment.said} is. Linksboven "
        "({catalog.quarters.develop}) staat dus wat u {catalog.importance.said} vindt en wat nog niet zo "
        "{catalog.attainment.said} is.\n\n"
        "Loop met ↑ en ↓ door de lijst, druk op g en typ een nummer, of klik erop: het getal licht op met [ ] eromheen "
        "en de stelling staat onder de lijst. Past niet elk getal in een vak, dan staat daar bijvoorbeeld +12; "
        "de lijst noemt ze alle twaalf.\n\n"
        "Wat u bij een ander belegde of niet hebt ingeschat, staat niet in het kwadrant maar onderaan de lijst."
    )
    HELP_IMPORTANCE = (
        "Elk getal is een competentie. Hoe hoger het staat, hoe meer u het {catalog.importance.said} vindt. U gaf "
        "alleen {catalog.importance.measure} aan; daarom is er geen kwadrant met vier vakken.\n\n"
        "Loop met ↑ en ↓ door de lijst, druk op g en typ een nummer, of klik erop: het getal licht op met [ ] eromheen "
        "en de stelling staat onder de lijst.\n\n"
        "Wat u bij een ander belegde of niet hebt ingeschat, staat onderaan de lijst."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Vorige competentie", priority=True, group=_MOVE, id="quadrant.up",
                tooltip="Door de lijst lopen; het getal licht op"),
        Binding("down", "move(1)", "Volgende competentie", priority=True, group=_MOVE, id="quadrant.down",
                tooltip="Door de lijst lopen; het getal licht op"),
        Binding("left", "area(-1)", "Vorig gebied", priority=True, group=AREA, id="quadrant.left",
                tooltip="Alleen de competenties van één gebied tonen"),
        Binding("right", "area(1)", "Volgend gebied", priority=True, group=AREA, id="quadrant.right",
                tooltip="Alleen de competenties van één gebied tonen"),
        Binding("a", "all_areas", "Alles", priority=True, id="quadrant.all",
                tooltip="Weer alle gebieden tonen"),
        Binding("w", "stand_out", "Wat opvalt", priority=True, id="quadrant.stand_out",
                tooltip="Lezen wat opvalt in uw antwoorden, en wat u anderen kunt bieden"),
        Binding("enter", "next", "Verder", priority=True, id="quadrant.next",
                tooltip="Verder naar uw ontwikkelpunten"),
        *(
            Binding(key, f"move({step})", "Verder in de lijst", show=False, priority=True, id=f"quadrant.{key}",
                    tooltip="Met grote stappen door de lijst")
            for key, step in (("pageup", -PAGE_STEP), ("pagedown", PAGE_STEP), ("home", -1000), ("end", 1000))
        ),
        Binding("g", "jump", "Ga naar", priority=True, id="quadrant.jump",
                tooltip="Een competentie kiezen uit de lijst, of door het nummer te typen"),
    ]  # fmt: skip

    board = query_one(NumberBoard)
    told = query_one("#quadrant-told", Static)
    entries = query_one("#quadrant-list", PointedList)
    item = query_one("#quadrant-item", Static)

    number: reactive[int | None] = reactive(None, init=False)
    area: reactive[str | None] = reactive(None, init=False)

    def __init__(self, catalog: Catalog, scan: Scan, desk: Desk | None = None) -> None:
        super().__init__(catalog, scan, desk)
        self._order: tuple[int, ...] = ()
        self._overfull: Mapping[Cell, tuple[int, ...]] = {}

    def compose_body(self) -> Iterator[Widget]:
        only_importance = self.scan.assessment is Assessment.IMPORTANCE_ONLY
        yield Static("", id="quadrant-told", markup=False)
        with Horizontal(id="quadrant"):
            yield ImportanceRows(self.catalog) if only_importance else QuadrantPlot(self.catalog)
            with Vertical(id="quadrant-side"):
                yield PointedList(tight=True, id="quadrant-list")
                yield Static("", id="quadrant-item", markup=False)

    def on_mount(self) -> None:
        self.show_scan()

    def on_resize(self) -> None:
        self._tell()

    def _tell(self) -> None:
        """What the answers come to, and what stands out in them; in a low window the numbers need the rows, and one
        sentence has to do.
        """
        width, height = self.app.size
        low = height < _ROOMY
        told = scan_sentences(self.catalog, self.scan, areas=1) if low else scan_sentences(self.catalog, self.scan)
        lines = [" ".join(told[:1] if low else told)]
        insights = insight_sentences(self.catalog, self.scan)
        if height >= SPACIOUS:
            lines += [piece.text for piece in bullets(insights, width - self.told.gutter.width)]
        elif insights:
            lines[0] += " Er valt nog iets op: druk op w."
        text = Content("\n".join(line for line in lines if line))
        # The size is told again when everything stands; laying it all out anew would show.
        if text != self.told.content:
            self.told.update(text)

    def watch_scan(self) -> None:
        self.show_scan()

    def watch_area(self) -> None:
        self.show_scan()
        self.refresh_bindings()

    def watch_number(self) -> None:
        self.board.current = self.number
        self.entries.pointed = "" if self.number is None else str(self.number)
        self.item.update(self._about(self.number))

    def show_scan(self) -> None:
        """Bring plot, list and statement in step with the scan and the chosen area."""
        groups = self._place(self._numbers())
        self._order = tuple(listed_numbers(groups))
        number = self.number if self.number in self._order else next(iter(self._order), None)
        self.set_reactive(QuadrantScreen.number, number)
        self._tell()
        self.entries.show(lambda width: number_lines(self.catalog, groups))
        self.entries.border_title = Content(f"◂ {self._area_name()} ▸")
        self.watch_number()

    def _numbers(self) -> tuple[int, ...]:
        if self.area is None:
            return self.catalog.numbers
        return tuple(item.number for item in self.catalog.in_area(self.area))

    def _area_name(self) -> str:
        return next((area.label for area in self.catalog.areas if area.id == self.area), ALL_AREAS)

    def _place(self, numbers: tuple[int, ...]) -> list[NumberGroup]:
        """Put the numbers on the board; the list says the same in groups."""
        board = self.board
        if isinstance(board, ImportanceRows):
            places = place_by_importance(self.scan.ratings, numbers)
            board.levels = places.levels
            return importance_groups(self.catalog, places)
        quadrant = place(self.scan.ratings, numbers)
        if isinstance(board, QuadrantPlot):
            board.cells = quadrant.cells
        return quadrant_groups(self.catalog, quadrant, self._overfull)

    def _in_words(self, number: int) -> str:
        return self.catalog.in_words(self.scan.rating(number))

    def _about(self, number: int | None) -> Content:
        if number is None:
            return Content(EMPTY)
        rating = self.scan.rating(number)
        # The leader's own words come last: however long they are, they leave the statement whole.
        named = (("Belegd bij", rating.delegated_to), ("Notitie", rating.note))
        own = [f"{name}: {clipped(text, _OWN_TEXT)}" for name, text in named if text]
        return Content.from_markup(
            "[bold]$number · $area[/]\n[italic]$words[/]\n$statement",
            number=number, area=self.catalog.area_of(number).label, words=self._in_words(number),
            statement="\n".join([self.catalog.competency(number).statement, *own]),
        )  # fmt: skip

    def action_move(self, step: int) -> None:
        if self.number is not None:
            index = self._order.index(self.number) + step
            self.number = self._order[max(0, min(len(self._order) - 1, index))]

    def action_jump(self) -> None:
        """Ask which item; the list shows all areas again when it stands in none that is shown."""

        def go(number: int | None) -> None:
            if number is not None:
                self.area = self.area if number in self._order else None
                self.number = number

        if self.number is not None:
            self.ask(ItemPicker(self.catalog, self.scan, self.number), go)

    def action_area(self, step: int) -> None:
        areas = [None, *(area.id for area in self.catalog.areas)]
        self.area = areas[(areas.index(self.area) + step) % len(areas)]

    def action_all_areas(self) -> None:
        self.area = None

    def action_stand_out(self) -> None:
        """Read what stands out; also where the window is too low to show it beside the numbers."""
        if window := what_stands_out(self.catalog, self.scan):
            self.ask(window)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "stand_out":
            return what_stands_out(self.catalog, self.scan) is not None
        return not (action == "all_areas" and self.area is None)

    @on(NumberBoard.Picked)
    def choose_on_board(self, event: NumberBoard.Picked) -> None:
        event.stop()
        self._choose(event.number)

    @on(PointedList.Clicked)
    def choose_in_list(self, event: PointedList.Clicked) -> None:
        event.stop()
        self._choose(int(event.key))

    def _choose(self, number: int) -> None:
        if number in self._order:
            self.number = number

    @on(QuadrantPlot.Overfull)
    def list_what_does_not_fit(self, event: QuadrantPlot.Overfull) -> None:
        event.stop()
        if event.numbers != self._overfull:
            self._overfull = event.numbers
            self.show_scan()

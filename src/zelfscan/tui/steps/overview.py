"""All items with their answers, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Button, DataTable, Static

from zelfscan.domain import DO_NOT_KNOW, Catalog, Level, Rating, ScaleName
from zelfscan.dutch import count_nl, enumerate_nl, sentence_nl
from zelfscan.reports import FILLS, scan_sentences
from zelfscan.tui.dialogs import ConfirmDialog
from zelfscan.tui.steps import EditItem, StepScreen

OPEN = "nog open"
_FULL, _HOLLOW = "●", "○"
EDGES = 3
"""What margin and scrollbar take of the width."""
NUMBER = 5
_GAP = 3
_ROOMY = 110
_MOST_NUMBERS = 8
"""From this width on, the areas have a column as well."""


class AnswerTable(DataTable[Text]):
    """The items as rows; one click on a row opens it."""

    def on_click(self, event: events.Click) -> None:
        row = event.style.meta.get("row", -1)
        if row >= 0:
            event.prevent_default()
            event.stop()
            self.move_cursor(row=row)
            self.action_select_cursor()


class OverviewScreen(StepScreen):
    """Read everything back, change one answer, or finish; also with items left open."""

    HEADING = "Overzicht"
    HELP = (
        "Hier staan al uw antwoorden onder elkaar. Kies een regel en druk op Spatie om die antwoorden te veranderen. "
        "Met a gaat u naar de eerste vraag die nog open staat.\n\n"
        "Druk op Enter als u klaar bent. U mag vragen open laten: die tellen nergens in mee."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("home", "jump_to(0)", show=False, priority=True),
        Binding("end", "jump_to(-1)", show=False, priority=True),
        Binding("enter", "press", "Klaar: naar kwadrant", priority=True, id="overview.finish",
                tooltip="Afronden en uw kwadrant bekijken"),
        Binding("space", "open", "Veranderen", priority=True, id="overview.open",
                tooltip="De antwoorden op deze regel veranderen"),
        Binding("a", "fill_in", "Open vragen", priority=True, id="overview.fill",
                tooltip="Naar de eerste vraag zonder antwoord"),
        Binding("tab", "app.focus_next", show=False),
    ]  # fmt: skip

    _roomy = False
    _dots = False
    table = query_one(AnswerTable)
    summary = query_one("#summary", Static)

    def compose_body(self) -> Iterator[Widget]:
        with Vertical(id="overview"):
            yield Static("", id="summary", markup=False)
            yield AnswerTable(cursor_type="row", zebra_stripes=True, cell_padding=0)
            with Horizontal(classes="buttons"):
                yield Button("Klaar: naar kwadrant", variant="primary", id="finish")
                yield Button("Open vragen", id="fill")

    def on_mount(self) -> None:
        self._fill_table()
        open_items = self.scan.open_items(self.catalog.numbers)
        told = Content.from_markup("[bold]$told[/]", told=" ".join(scan_sentences(self.catalog, self.scan)))
        self.summary.update(Content("\n").join([told, Content(_how_complete(self.catalog, open_items))]))
        self.query_one("#fill", Button).display = bool(open_items)
        self.table.focus()

    def on_resize(self) -> None:
        if (self._roomy, self._dots) != self._room_for():
            self._fill_table()

    def _room_for(self) -> tuple[bool, bool]:
        """Whether the areas have a column as well, and whether levels are dots."""
        width = self.app.size.width
        words = self._widest_words()
        narrow = NUMBER + self._widest_label() + sum(words) + (len(Level) + 2) * len(words)
        return width >= _ROOMY, narrow <= width - EDGES

    def _widest_words(self) -> list[int]:
        scales = map(self.catalog.scale, self.scan.assessment.scales)
        return [max(map(len, (*scale.levels, DO_NOT_KNOW))) for scale in scales]

    def _widest_label(self) -> int:
        return 1 + max(len(item.label) for item in self.catalog.competencies)

    def _fill_table(self) -> None:
        """The rows and the columns that fit, with the cursor where it was."""
        table, row = self.table, self.table.cursor_row
        self._roomy, self._dots = self._room_for()
        scales = [self.catalog.scale(name) for name in self.scan.assessment.scales]
        words, label = self._widest_words(), self._widest_label()
        gap = _GAP if self._roomy else 1
        table.clear(columns=True)
        table.add_column("nr", width=NUMBER)
        table.add_column("competentie", width=label + gap - 1)
        for scale, widest in zip(scales, words, strict=True):
            table.add_column(Text(scale.name), width=widest + ((len(Level) if self._dots else 1) + 1) + gap)
        if self._roomy:
            table.add_column("gebied", width=max(len(area.label) for area in self.catalog.areas))
        for number in self.catalog.numbers:
            table.add_row(*self._row(number), key=str(number))
        table.move_cursor(row=row)

    def _row(self, number: int) -> list[Text]:
        rating = self.scan.rating(number)
        remarks = f"{'b' if rating.delegated_to else ''}{'n' if rating.note else ''}"
        cells = [Text(f"{number:>2}{remarks}"), Text(self.catalog.competency(number).label)]
        cells += [self._answer(rating, name) for name in self.scan.assessment.scales]
        return [*cells, Text(self.catalog.area_of(number).label)] if self._roomy else cells

    def _answer(self, rating: Rating, name: ScaleName) -> Text:
        """An answer as dots and as it was given: '●●○○ niet echt'; where room is short, one sign for the dots."""
        level = rating.level(name)
        if level is None:
            size = len(Level) if self._dots else 1
            return Text(f"{'·' * size} {OPEN}", "bold") if rating.is_open(name) else Text(f"{'-' * size} {DO_NOT_KNOW}")
        sign = f"{_FULL * level:{_HOLLOW}<{len(Level)}}" if self._dots else FILLS[level - 1]
        return Text(f"{sign} {self.catalog.scale(name).levels[level - 1]}")

    def action_move(self, step: int) -> None:
        self.table.focus()
        self.table.move_cursor(row=self.table.cursor_row + step)

    def action_jump_to(self, row: int) -> None:
        self.table.focus()
        self.table.move_cursor(row=row % len(self.catalog.numbers))

    def action_press(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.action_finish()

    def action_open(self) -> None:
        self.dismiss(EditItem(self.catalog.numbers[self.table.cursor_row]))

    @on(DataTable.RowSelected)
    def open_by_mouse(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.dismiss(EditItem(self.catalog.numbers[event.cursor_row]))

    @on(Button.Pressed, "#fill")
    def action_fill_in(self) -> None:
        self.action_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not (action == "fill_in" and not self.scan.open_items(self.catalog.numbers))

    @on(Button.Pressed, "#finish")
    def action_finish(self) -> None:
        open_items = self.scan.open_items(self.catalog.numbers)
        if not open_items:
            self.action_next()
            return

        def decide(go_on: bool | None) -> None:
            if go_on:
                self.action_next()

        self.ask(
            ConfirmDialog(
                "Nog niet alles is ingevuld",
                f"{_how_complete(self.catalog, open_items)}\n\n"
                "Wat open blijft, telt nergens in mee. Afronden kan gewoon.",
                yes="Toch afronden",
                no="Verder invullen",
            ),
            decide,
        )


def _how_complete(catalog: Catalog, open_items: tuple[int, ...]) -> str:
    if not open_items:
        return "Alles is ingevuld. Een b of n achter een nummer: belegd bij een ander, of een notitie."
    if len(open_items) == 1:
        return f"Eén competentie heeft nog een open vraag: {open_items[0]} {catalog.competency(open_items[0]).label}."
    some = ", onder andere" if len(open_items) > _MOST_NUMBERS else ":"
    listed = enumerate_nl(open_items[:_MOST_NUMBERS])
    return f"{sentence_nl(count_nl(len(open_items)))} competenties hebben nog een open vraag{some} de nummers {listed}."

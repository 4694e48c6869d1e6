"""All items with their answers, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Button, DataTable, Static

from zelfscan.domain import DO_NOT_KNOW, ScaleName
from zelfscan.dutch import enumerate_nl, plural
from zelfscan.tui.dialogs import ConfirmDialog
from zelfscan.tui.steps.step import EditItem, StepScreen

OPEN = "○ open"


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
        "Hier staan al uw antwoorden onder elkaar. Kies een regel en druk op Enter om die antwoorden te veranderen. "
        "Met a gaat u naar de eerste vraag die nog open staat.\n\n"
        "Druk op f als u klaar bent. U mag vragen open laten: die tellen nergens in mee."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("home", "jump_to(0)", show=False, priority=True),
        Binding("end", "jump_to(-1)", show=False, priority=True),
        Binding("enter", "open", "Veranderen", priority=True, id="overview.open",
                tooltip="De antwoorden op deze regel veranderen"),
        Binding("a", "fill_in", "Open vragen", priority=True, id="overview.fill",
                tooltip="Naar de eerste vraag zonder antwoord"),
        Binding("f", "finish", "Klaar: naar kwadrant", priority=True, id="overview.finish",
                tooltip="Afronden en uw kwadrant bekijken"),
        Binding("tab", "app.focus_next", show=False),
    ]  # fmt: skip

    table = query_one(AnswerTable)
    summary = query_one("#summary", Static)

    def compose_body(self) -> Iterator[Widget]:
        yield Static("", id="summary", markup=False)
        yield AnswerTable(cursor_type="row", zebra_stripes=True, cell_padding=0)
        with Horizontal(classes="buttons"):
            yield Button("Klaar: naar kwadrant", variant="primary", id="finish")
            yield Button("Open vragen", id="fill")

    def on_mount(self) -> None:
        table = self.table
        table.add_column("nr", width=3)
        table.add_column("", width=3)
        table.add_column("competentie", width=33)
        for name in self.scan.assessment.scales:
            widest = max(map(len, (*self.catalog.scale(name).levels, DO_NOT_KNOW)))
            table.add_column("belang" if name is ScaleName.IMPORTANCE else "van toepassing", width=widest + 3)
        for number in self.catalog.numbers:
            table.add_row(*self._row(number), key=str(number))
        open_items = self.scan.open_items(self.catalog.numbers)
        self.summary.update(Content(self._summary(open_items)))
        self.query_one("#fill", Button).display = bool(open_items)
        table.focus()

    def _row(self, number: int) -> list[Text]:
        rating = self.scan.rating(number)
        remarks = f"{'b' if rating.delegated_to else ''}{'n' if rating.note else ''}"
        cells = [Text(f"{number:>2}"), Text(remarks), Text(self.catalog.competency(number).label)]
        for name in self.scan.assessment.scales:
            level = rating.level(name)
            words = self.catalog.scale(name).levels
            if level is not None:
                cells.append(Text(f"{level} {words[level - 1]}"))
            else:
                cells.append(Text(OPEN, "bold") if rating.is_open(name) else Text(f"0 {DO_NOT_KNOW}"))
        return cells

    def _summary(self, open_items: tuple[int, ...]) -> str:
        if not open_items:
            return "Alles is ingevuld.   b = belegd bij een ander, n = notitie"
        shown = enumerate_nl(open_items) if len(open_items) <= 8 else f"onder andere {enumerate_nl(open_items[:8])}"
        return f"Nog open: {plural(len(open_items), 'competentie', 'competenties')} ({shown})."

    def action_move(self, step: int) -> None:
        self.table.focus()
        self.table.move_cursor(row=self.table.cursor_row + step)

    def action_jump_to(self, row: int) -> None:
        self.table.focus()
        self.table.move_cursor(row=row % len(self.catalog.numbers))

    def action_open(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
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
                f"Nog open: {enumerate_nl(open_items)}.\n\nWat open blijft, telt nergens in mee. Afronden kan gewoon.",
                yes="Toch afronden",
                no="Verder invullen",
            ),
            decide,
        )

"""A small window that asks which support a leader wants for one development point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Button, Static

from zelfscan.domain import Support
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.widgets.choice_list import Choice, ChoiceList
from zelfscan.tui.widgets.inputs import KeyButton


class SupportDialog(OrderlyScreen[tuple[str, ...] | None]):
    """Dismissed with the ids of the support wanted, in catalog order; None leaves everything as it was."""

    AUTO_FOCUS = "ChoiceList"
    # With priority, and not left to the list: Enter would otherwise overtake a space that was typed before it.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding(
            "space", "pick", "Aan of uit", show=False, priority=True, tooltip="Deze ondersteuning wel of niet kiezen"
        ),
        Binding("enter", "keep", "Klaar", show=False, priority=True, tooltip="De keuze bewaren"),
        Binding("escape", "give_up", "Terug", show=False, priority=True, tooltip="Terug zonder iets te veranderen"),
    ]

    choices = query_one(ChoiceList)
    meaning = query_one("#support-meaning", Static)

    def __init__(self, title: str, support: Sequence[Support], chosen: Sequence[str]) -> None:
        super().__init__(classes="dialog")
        self._title = title
        self._support = tuple(support)
        self._chosen = tuple(chosen)

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            window.border_subtitle = "Spatie: aan of uit · Enter: klaar · Esc: terug"
            yield Static(Content("Welke ondersteuning wilt u hierbij? U mag er meer kiezen."), classes="explanation")
            yield ChoiceList([Choice(item.id, item.name) for item in self._support], self._chosen, several=True)
            yield Static("", id="support-meaning", markup=False)
            with Horizontal(classes="buttons"):
                yield KeyButton("Klaar", variant="primary", id="support-keep")
                yield KeyButton("Terug", id="support-back")

    def on_mount(self) -> None:
        self.watch(self.choices, "cursor", self._explain)

    def _explain(self, cursor: int) -> None:
        self.meaning.update(Content(self._support[cursor].explanation))

    def action_move(self, step: int) -> None:
        self.choices.action_move(step)

    def action_pick(self) -> None:
        self.choices.action_pick()

    @on(Button.Pressed, "#support-keep")
    def action_keep(self) -> None:
        self.dismiss(self.choices.chosen)

    @on(Button.Pressed, "#support-back")
    def action_give_up(self) -> None:
        self.dismiss(None)

"""A question with two answers."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from zelfscan.tui.keys import OrderlyScreen


class ConfirmDialog(OrderlyScreen[bool | None]):
    """Dismissed with True for `yes`, False for `no` and None for Esc; the first button has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Terug", show=False, priority=True, tooltip="Terug zonder iets te veranderen"),
        Binding("left,up", "app.focus_previous", show=False, priority=True),
        Binding("right,down", "app.focus_next", show=False, priority=True),
        Binding("enter", "press", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str, *, yes: str, no: str) -> None:
        super().__init__(classes="dialog")
        self._title = title
        self._text = text
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            yield Static(Content(self._text), classes="explanation")
            with Horizontal(classes="buttons"):
                yield Button(Content(self._yes), variant="primary", id="yes")
                yield Button(Content(self._no), id="no")

    def action_press(self) -> None:
        self.dismiss(not (isinstance(self.focused, Button) and self.focused.id == "no"))

    def action_give_up(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed)
    def decide(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.id == "yes")

"""A small window that asks for another place for the answers so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Button, Static

from zelfscan.errors import ZelfscanError
from zelfscan.storage import Place
from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.widgets.inputs import PlaceChoice


class PlaceDialog(OrderlyScreen[Path | None]):
    """Dismissed with the file that was written in the place of choice, or None when the leader gave up.

    `put(folder)` writes there and returns the file, or why that failed: the window then stays open and says so.
    """

    LEAVING_KEYS = frozenset({"enter", "tab", "shift+tab"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Terug", show=False, priority=True, tooltip="Terug zonder iets te veranderen"),
        Binding("enter", "press", show=False),
        Binding("tab", "next_field", show=False),
        Binding("shift+tab", "previous_field", show=False),
    ]

    why = query_one("#why", Static)
    choice = query_one(PlaceChoice)

    def __init__(self, why: str, places: Sequence[Place], put: Callable[[Path], Path | ZelfscanError]) -> None:
        super().__init__(classes="dialog")
        self._why = why
        self._places = tuple(places)
        self._put = put

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content("Een andere plek voor uw antwoorden")
            window.border_subtitle = "↑↓: kiezen · Tab: zelf typen · Enter: hier bewaren · Esc: terug"
            yield Static(Content(self._why), id="why", classes="explanation")
            yield PlaceChoice()

    def on_mount(self) -> None:
        self.choice.offer(self._places)

    @on(PlaceChoice.Chosen)
    def put(self, event: PlaceChoice.Chosen) -> None:
        event.stop()
        outcome = self._put(event.folder)
        if isinstance(outcome, Path):
            self.dismiss(outcome)
        else:
            self.why.update(Content(str(outcome)))
            self.set_focus(self.choice.field)
            self.take_keys()

    def action_press(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.choice.accept()
        self.take_keys()

    def action_give_up(self) -> None:
        self.dismiss(None)

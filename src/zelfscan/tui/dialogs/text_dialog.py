"""A small window that asks for one text."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from zelfscan.tui.keys import OrderlyScreen
from zelfscan.tui.widgets.inputs import TextField


class TextDialog(OrderlyScreen[str | None]):
    """Dismissed with the stripped text (empty = take it away), or None when the leader gave up."""

    LEAVING_KEYS = frozenset({"enter"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Terug", show=False, priority=True, tooltip="Terug zonder iets te veranderen"),
    ]

    field = query_one(TextField)

    def __init__(self, title: str, text: str, explanation: str = "", *, typed: Callable[[str], None]) -> None:
        """`typed` hears the text after every key, so that a half note survives as well."""
        super().__init__(classes="dialog")
        self._title = title
        self._text = text
        self._explanation = explanation
        self._typed = typed
        self._is_answered = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            window.border_subtitle = "Enter: bewaren · Esc: terug"
            if self._explanation:
                yield Static(Content(self._explanation), classes="explanation")
            yield TextField(self._text)

    @on(TextField.Submitted)
    def keep(self) -> None:
        self._answer(self.field.text.strip())

    @on(TextField.Changed)
    def tell(self) -> None:
        if not self._is_answered:
            self._typed(self.field.text.strip())

    def action_give_up(self) -> None:
        self._answer(None)

    def _answer(self, answer: str | None) -> None:
        # Word of a key that was typed before may still be under way, and must not overtake the answer.
        self._is_answered = True
        self.dismiss(answer)

"""Asks for a code without showing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from zelfscan.tui.keys import OrderlyScreen


class SecretDialog(OrderlyScreen[str | None]):
    """Dismissed with a code that `accepts` takes (it returns '' or what is wrong), or None when the person gave up."""

    LEAVING_KEYS = frozenset({"enter"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Terug", show=False, priority=True, tooltip="Terug zonder code"),
    ]

    field = query_one(Input)
    wrong = query_one("#wrong", Static)

    def __init__(self, title: str, explanation: str, accepts: Callable[[str], str], *, give_up: str = "terug") -> None:
        super().__init__(classes="dialog")
        self._title = title
        self._explanation = explanation
        self._accepts = accepts
        self._give_up = give_up

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            window.border_subtitle = Content(f"Enter: verder · Esc: {self._give_up}")
            yield Static(Content(self._explanation), classes="explanation")
            yield Input(password=True, compact=True, max_length=40)
            yield Static("", id="wrong", markup=False)

    @on(Input.Submitted)
    def check(self) -> None:
        code = self.field.value.strip()
        problem = self._accepts(code)
        if problem:
            self.wrong.update(Content(problem))
            self.field.clear()
            self.take_keys()
        else:
            self.dismiss(code)

    def action_give_up(self) -> None:
        self.dismiss(None)

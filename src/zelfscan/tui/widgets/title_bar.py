"""The line at the top of every screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


class TitleBar(Horizontal):
    """The name of the program, the name of the screen and, on the right, where the leader is."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = heading

    def compose(self) -> ComposeResult:
        yield Static(Content("zelfscan"), id="title-name")
        yield Static(Content(self._heading), id="title-heading")
        yield Static("", id="title-place", markup=False)

    def show_place(self, text: str) -> None:
        """Say on the right where the leader is ('stap 4 van 8 · SL-07')."""
        self.query_one("#title-place", Static).update(Content(text))

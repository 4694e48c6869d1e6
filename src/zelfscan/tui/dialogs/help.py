"""What F1 shows: what this screen is for, and its keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from zelfscan.tui.keys import OrderlyScreen


class HelpScreen(OrderlyScreen[None]):
    """Explains the screen below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,enter,f1,question_mark",
            "dismiss",
            "Sluiten",
            show=False,
            priority=True,
            tooltip="Deze uitleg sluiten",
        ),
    ]

    def __init__(self, heading: str, text: str, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__(classes="dialog")
        self._heading = heading
        self._text = text
        self._keys = keys

    def compose(self) -> ComposeResult:
        width = max((len(key) for key, _ in self._keys), default=0)
        with Vertical(classes="window help") as window:
            window.border_title = Content(f"Uitleg: {self._heading}")
            window.border_subtitle = "Esc: sluiten · ↑ ↓: lezen"
            with VerticalScroll():
                yield Static(Content(self._text), id="help-text")
                lines = [
                    Content.assemble((f"{key:<{width}}", "bold"), f"  {explanation}") for key, explanation in self._keys
                ]
                yield Static(Content("\n").join(lines), id="help-keys")

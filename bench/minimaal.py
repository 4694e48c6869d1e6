"""The smallest Textual app that still is one: the yardstick of scherm.py. The key x counts up."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class Minimal(App[None]):
    """A header, a line and a footer."""

    BINDINGS = [("x", "count", "Count")]
    counted = 0

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("count 0", id="count")
        yield Footer()

    def action_count(self) -> None:
        self.counted += 1
        self.query_one("#count", Static).update(f"count {self.counted}")


if __name__ == "__main__":
    Minimal().run()

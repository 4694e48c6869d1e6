"""The window of Ctrl+P: the app's commands by name, in Dutch, and as orderly as the other windows."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    SearchIcon,
)
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import Input, LoadingIndicator
from textual.worker import Worker

from zelfscan.tui.keys import OrderlyScreen


class HouseCommands(Provider):
    """Searches the app's own commands, and says in Dutch when nothing fits."""

    async def discover(self) -> Hits:
        for title, explanation, run, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(title, run, help=explanation)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        found = False
        for title, explanation, run, _ in self.app.get_system_commands(self.screen):
            if (score := matcher.match(title)) > 0:
                found = True
                yield Hit(score, matcher.highlight(title), run, help=explanation)
        if not found:
            yield Hit(0.01, "Geen opdracht gevonden", _nothing, help="Probeer een ander woord, of sluit met Esc")


class FoundCommands(CommandList):
    """The commands that fit what was typed."""

    def on_click(self, event: events.Click) -> None:
        # The list may have been made anew since the line was painted that somebody clicked.
        if event.style.meta.get("option", -1) >= self.option_count:
            event.prevent_default()


# Textual's own first: its style sheet goes by the first of the two.
class CommandWindow(CommandPalette, OrderlyScreen[None]):
    """Textual's list of commands, which takes keys and leaves as every window here does.

    By itself it would take away the screen below it when it is told to leave twice, by a click and by Esc.
    """

    LEAVING_KEYS = frozenset({"enter"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page('up')", show=False),
        Binding("pagedown", "page('down')", show=False),
    ]

    found = query_one(FoundCommands)

    def __init__(self) -> None:
        super().__init__(id="--command-palette")

    def compose(self) -> ComposeResult:
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                yield CommandInput(placeholder="Zoek een opdracht …", select_on_focus=False)
            with Vertical(id="--results"):
                yield FoundCommands()
                yield LoadingIndicator()

    def on_click(self, event: events.Click) -> None:
        """A click outside of a window that has shrunk meanwhile is for nothing."""
        if not self.region.contains(*event.screen_offset):
            event.prevent_default()

    def run_worker(self, work: Any, *names: Any, **options: Any) -> Worker[Any]:
        # The search looks for the list, which is gone when the window closes meanwhile; that must not end the program.
        return super().run_worker(work, *names, **{**options, "exit_on_error": False})

    async def action_page(self, way: str) -> None:
        """A page down or up in the list."""
        # A list without a place on the screen has no pages, and fails when it is asked for one.
        if self.found.scrollable_content_region:
            await self.found.run_action(f"page_{way}")

    @on(Input.Submitted)
    def go_on(self) -> None:
        """Enter ran a command, or pointed at the first one: then this stays."""
        self.call_later(self.take_keys)


def _nothing() -> None:
    """There is nothing to do."""

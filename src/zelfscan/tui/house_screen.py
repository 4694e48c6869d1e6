"""What all steps of the scan have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import Initialize, var
from textual.widget import Widget
from textual.widgets import Footer

from zelfscan.domain import Catalog, Scan
from zelfscan.tui.keys import OrderlyScreen, ScreenResult
from zelfscan.tui.widgets.title_bar import TitleBar


class Move(Enum):
    """Where the leader wants to go from a step."""

    NEXT = "next"
    BACK = "back"
    LOOK_AGAIN = "look_again"
    DONE = "done"


class EditItem(NamedTuple):
    """Change the answers of one item, then come back to this step."""

    number: int


class HouseScreen(OrderlyScreen[ScreenResult]):
    """A screen with the house's title bar and footer. `HELP` is what F1 tells about it.

    `whereabouts` stands at the right of the title bar, `warning` takes its place; set them before the screen is shown.
    """

    HELP: ClassVar[str] = ""
    HEADING: ClassVar[str] = ""
    whereabouts = ""
    warning = ""

    def compose(self) -> ComposeResult:
        yield TitleBar(self.HEADING, self.whereabouts, self.warning)
        yield from self.compose_body()
        yield Footer(compact=True, show_command_palette=False)

    def compose_body(self) -> Iterator[Widget]:
        """The widgets between title bar and footer."""
        raise NotImplementedError

    def key_help(self) -> list[tuple[str, str]]:
        """The keys of this screen with what they do, for the help screen."""
        found: dict[str, list[str]] = {}
        for active in self.active_bindings.values():
            binding = active.binding
            if binding.tooltip and active.enabled:
                shown = found.setdefault(binding.tooltip, [])
                key = self.app.get_key_display(binding)
                if key not in shown:
                    shown.append(key)
        return [(" ".join(keys), tooltip) for tooltip, keys in found.items()]


def _nowhere(scan: Scan) -> None:
    """Where a change goes as long as nobody set `save_edit`."""


def _given(screen: Any) -> Scan:
    scan: Scan = screen.given
    return scan


class StepScreen(HouseScreen[Move | EditItem]):
    """One step of the scan: takes the scan, says what was edited, and where to go from here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "back", "Terug", key_display="Esc", priority=True, id="step.back",
            tooltip="Terug naar de vorige stap"
        ),
    ]  # fmt: skip

    scan: var[Scan] = var(Initialize(_given), init=False)

    def __init__(self, catalog: Catalog, scan: Scan) -> None:
        super().__init__()
        self.catalog = catalog
        self.given = scan
        self.save_edit: Callable[[Scan], None] = _nowhere

    def edit(self, scan: Scan) -> None:
        """Take over a changed scan; nothing happens when it is the same.

        `save_edit` is called at once and not by message: what the screen shows as taken survives a kill by then.
        """
        if scan != self.scan:
            self.scan = scan
            self.save_edit(scan)

    def action_back(self) -> None:
        self.dismiss(Move.BACK)

    def action_next(self) -> None:
        self.dismiss(Move.NEXT)

"""What the screens of all apps have in common, and the one that stands before them in too small a window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Button, Footer, Static

from zelfscan.dutch import plural
from zelfscan.tui.keys import OrderlyScreen, ScreenResult
from zelfscan.tui.widgets.title_bar import TitleBar

LAST = frozenset({"escape", "ctrl+q"})
SMALLEST = Size(80, 23)
"""A usual terminal of 80 by 24, of which something else may take a line."""


class HouseScreen(OrderlyScreen[ScreenResult]):
    """A screen with the house's title bar and footer. `HELP` is what F1 tells about it."""

    HELP: ClassVar[str] = ""
    HEADING: ClassVar[str] = ""

    def __init__(self, *, whereabouts: str = "", warning: str = "") -> None:
        """`whereabouts` stands at the right of the title bar; as long as there is a `warning`, that takes its place."""
        super().__init__()
        self._whereabouts = whereabouts
        self._warning = warning

    def warn(self, warning: str) -> None:
        """Show another warning in the title bar from now on, or none."""
        self._warning = warning
        for bar in self.query(TitleBar):
            bar.warning = warning

    def compose(self) -> ComposeResult:
        yield self.title_bar()
        yield from self.compose_body()
        yield Footer(compact=True, show_command_palette=False)

    def title_bar(self) -> TitleBar:
        """The line above everything else."""
        return TitleBar(self.heading, self._whereabouts, self._warning)

    @property
    def heading(self) -> str:
        """What this screen is called."""
        return self.HEADING

    def compose_body(self) -> Iterator[Widget]:
        """The widgets between title bar and footer."""
        raise NotImplementedError

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """What Enter does comes first, and the ways out last. On a button Enter does what stands on the button."""
        found = super().active_bindings
        button = self.focused
        if isinstance(button, Button) and "enter" in found:
            binding = replace(found["enter"].binding, description=Content.from_text(button.label).plain, show=True)
            found["enter"] = found["enter"]._replace(binding=binding, tooltip=binding.tooltip)
        return dict(sorted(found.items(), key=lambda each: (each[0] != "enter", each[0] in LAST, each[0] == "ctrl+q")))

    def help_text(self) -> str:
        """What F1 tells. A screen with a catalog fills in the words of the instrument: '{catalog.importance.name}'."""
        return self.HELP

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


class TooSmallScreen(OrderlyScreen[None]):
    """Covers everything; the app takes it away when the window is large enough again."""

    def compose(self) -> ComposeResult:
        yield Static("", id="too-small", markup=False)

    def on_mount(self) -> None:
        self.tell(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        self.tell(event.size)

    def tell(self, size: Size) -> None:
        """Say how large the window is, how large it must be, and what it lacks."""
        lacking = [
            f"{plural(SMALLEST.width - size.width, 'kolom', 'kolommen')} te smal" * (size.width < SMALLEST.width),
            f"{plural(SMALLEST.height - size.height, 'regel', 'regels')} te laag" * (size.height < SMALLEST.height),
        ]
        self.query_one(Static).update(
            Content(
                f"Dit venster is te klein: {size.width} × {size.height}.\n"
                f"Het is {' en '.join(filter(None, lacking))}.\n\n"
                f"Maak het ten minste {SMALLEST.width} breed en {SMALLEST.height} hoog,\n"
                "of kies kleinere letters (Ctrl en -).\n\nUw antwoorden zijn veilig."
            )
        )


def fits(size: Size) -> bool:
    """Whether the screens can be read at this size."""
    return size.width >= SMALLEST.width and size.height >= SMALLEST.height

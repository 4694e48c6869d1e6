"""What people see in a window that is too small for the scan."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from zelfscan.tui.keys import OrderlyScreen

SMALLEST = Size(80, 24)


class TooSmallScreen(OrderlyScreen[None]):
    """Covers everything; the app takes it away when the window is large enough again."""

    def compose(self) -> ComposeResult:
        yield Static("", id="too-small", markup=False)

    def on_mount(self) -> None:
        self.tell(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        self.tell(event.size)

    def tell(self, size: Size) -> None:
        """Say how large the window is, and how large it must be."""
        self.query_one(Static).update(
            Content(
                f"Dit venster is te klein: {size.width} × {size.height}.\n"
                f"Maak het ten minste {SMALLEST.width} breed en {SMALLEST.height} hoog,\n"
                "of kies kleinere letters (Ctrl en -).\n\nUw antwoorden zijn veilig."
            )
        )


def fits(size: Size) -> bool:
    """Whether the screens can be read at this size."""
    return size.width >= SMALLEST.width and size.height >= SMALLEST.height

"""What a terminal would get from an app in a test, and whether any of it came from somebody else's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from textual.containers import ScrollableContainer
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from evil import letters, trouble
from zelfscan.safe_text import one_line
from zelfscan.tui.app import HouseApp
from zelfscan.tui.keys import OrderlyScreen

# What Textual itself writes to draw: styles in true colour, moves, brackets around an update, the shape of the mouse.
_STYLE = r"\x1b\[(?:(?:\d|[34]8;2;\d+;\d+;\d+)(?:;(?=[\d])|(?=m)))+m"
DRAWING = re.compile(rf"{_STYLE}|\x1b\[\d+;\d+H|\x1b\[\?2026[hl]|\x1b\]22;[a-z-]+\x07")
CLIPBOARD = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")

PATIENCE = 50
"""How often a walk looks again, on a busy computer, before it says that a text is missing."""


def _is_at_rest(pilot: Pilot[Any]) -> bool:
    """Whether the top screen takes keys and none are waiting."""
    screen = pilot.app.screen
    takes_keys = screen.takes_keys if isinstance(screen, OrderlyScreen) else True
    return takes_keys and not (isinstance(pilot.app, HouseApp) and pilot.app.has_waiting_keys)


@dataclass
class Watch:
    """Keeps what was written to the terminal, and which screens were looked at."""

    written: list[str] = field(default_factory=list)
    seen: set[type[Screen[Any]]] = field(default_factory=set)

    async def look(self, pilot: Pilot[Any], *texts: str) -> None:
        """Insist that all that is drawn only shows itself, and that each text is there to read, from its begin on."""
        for _ in range(3):
            await pilot.pause()
        for _ in range(PATIENCE):
            if _is_at_rest(pilot) and shows(pilot.app.screen, texts):
                break
            await pilot.pause()
        screen = pilot.app.screen
        self.seen.add(type(screen))
        drawn = all_drawn(screen)
        for start in starts(texts):
            assert any(start in found for found in drawn), (type(screen).__name__, start, drawn)
        for part in screen.query("Button, TitleBar, RatingCard").results(Widget):
            # However long a text is, it pushes nothing off the screen that a person needs.
            assert not is_lost(part), (type(screen).__name__, part, part.region)

    def check_terminal(self, copied: int = 0) -> None:
        """Insist that the terminal was told to draw, and `copied` times to take something over, and nothing else."""
        stream = "".join(self.written)
        assert "\x1b[" in stream, "nothing was recorded"
        assert len(CLIPBOARD.findall(stream)) == copied
        left = DRAWING.sub("", CLIPBOARD.sub("", stream))
        assert trouble(_unjoined(left), lines=True) == []


def starts(texts: Sequence[str]) -> list[str]:
    """What must be there to read of each text: the visible ASCII of its begin."""
    return [letters(one_line(text))[:24] for text in texts]


def all_drawn(screen: Screen[Any]) -> list[str]:
    """What each widget in sight draws."""
    return [drawn_by(widget) for widget in screen.walk_children(Widget) if widget.is_on_screen]


def shows(screen: Screen[Any], texts: Sequence[str]) -> bool:
    """Whether each text is there to read."""
    drawn = all_drawn(screen) if texts else []
    return all(any(start in found for found in drawn) for start in starts(texts))


def is_lost(widget: Widget) -> bool:
    """Whether a widget that should be there stands outside the window, where no scrolling brings it back."""
    if not all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget)):
        return False
    if any(isinstance(node, ScrollableContainer) for node in widget.ancestors):
        return False
    return not widget.screen.region.contains_region(widget.region) or widget.region.area == 0


def drawn_by(widget: Widget) -> str:
    """The visible ASCII of what a widget draws, its border included; fails on signs, links and actions in it."""
    size = widget.outer_size
    found = []
    for strip in widget.render_lines(Region(0, 0, size.width, min(size.height, 400))):
        assert trouble(_unjoined(strip.text)) == [], (widget, strip.text)
        assert strip.cell_length == size.width, (widget, strip.text)
        for _, style, _ in strip:
            if style is not None:
                assert style.link is None, (widget, strip.text)
                assert "@click" not in style.meta, (widget, strip.text)
        found.append(letters(strip.text))
    return "".join(found)


def _unjoined(text: str) -> str:
    """The text without what joins emoji: at the end of a line or under a cursor it may have lost its other half."""
    return text.replace("\u200d", "")

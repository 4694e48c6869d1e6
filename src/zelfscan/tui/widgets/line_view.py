"""Text in lines that scrolls: built anew for every width, coloured by the style sheet."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget

from zelfscan.safe_text import one_line

MARK = "▸ "
STYLES = ("title", "heading", "rank", "chosen", "muted")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `parts` are pieces with a style name out of STYLES ('' = plain).

    In a list, lines with the same `key` are one entry; lines without a key cannot be pointed at.
    """

    parts: tuple[tuple[str, str], ...]
    key: str = ""

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(text for text, _ in self.parts)


EMPTY_LINE = Line(())
Build = Callable[[int], Sequence[Line]]


def line(text: str, style: str = "", key: str = "") -> Line:
    """A line in one style."""
    return Line(((text, style),), key)


def wrapped(text: str, width: int, *, first: str = "", style: str = "", first_style: str = "") -> list[Line]:
    """Folded text as lines of at most `width`; `first` stands before the first, and the others hang under its end."""
    indent = " " * len(first)
    pieces = textwrap.wrap(one_line(text), max(width - len(first), 10), break_on_hyphens=False)
    return [
        Line(((first, first_style), (piece, style)) if index == 0 else ((indent, ""), (piece, style)))
        for index, piece in enumerate(pieces)
    ]


class Lines(Widget):
    """Draws lines; the entry `pointed` has a mark before it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*(f"lines--{name}" for name in STYLES), "lines--pointed"}

    lines: reactive[tuple[Line, ...]] = reactive((), layout=True)
    pointed: reactive[str | None] = reactive(None)

    def render(self) -> Content:
        drawn = []
        previous = ""
        for item in self.lines:
            text = Content("").join(self._part(*part) for part in item.parts)
            if self.pointed is not None:
                here = bool(item.key) and item.key == self.pointed
                text = Content(MARK if here and item.key != previous else " " * len(MARK)) + text
                if here:
                    text = text.pad_right(max(0, self.content_size.width - text.cell_length))
                    text = text.stylize(self.get_visual_style("lines--pointed"))
            previous = item.key
            drawn.append(text)
        return Content("\n").join(drawn)

    def _part(self, text: str, style: str) -> Content:
        return Content(text).stylize(self.get_visual_style(f"lines--{style}")) if style else Content(text)


class LineView(VerticalScroll, can_focus=False):
    """Scrolls lines that a function builds for the width there is."""

    sheet = query_one(Lines)
    _build: Build | None = None

    def compose(self) -> ComposeResult:
        yield Lines()

    @property
    def room(self) -> int:
        """The columns a line may have; 0 before the first layout."""
        return self.scrollable_content_region.width

    def show(self, build: Build) -> None:
        """Show other lines, from the first one on."""
        self._build = build
        self.scroll_home(animate=False)
        self.draw()

    def draw(self) -> None:
        """Build the lines again; waits for the first layout to know the width."""
        if self._build is not None and self.room > 0:
            self.sheet.lines = tuple(self._build(self.room))

    def on_resize(self) -> None:
        self.draw()

    def turn_page(self, step: int) -> None:
        """Scroll one page down (1) or up (-1)."""
        self.scroll_relative(y=step * max(1, self.scrollable_content_region.height - 1), animate=False)

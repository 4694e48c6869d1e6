"""Lines that are painted, for what changes at every key: the title bar, the rating card, the small quadrant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

Piece = tuple[str, str]
"""A piece of text and the component style that it is in; '' is the widget's own."""


class PaintedLines(Widget):
    """Paints the lines that `lines` gives, by Textual's line API.

    Laying out styled text anew takes ten times as long, and would be felt by who types fast. Call `repaint` when what
    `lines` gives has changed.
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown: list[Sequence[Piece]] = []
        self._painted: list[Strip] = []
        self._painted_for = Size()
        self._looks: dict[str, Style] = {}

    def lines(self, size: Size) -> Iterable[Sequence[Piece]]:
        """The lines from the top for so much room; what does not fit in the width is cut off."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Bring the screen in step with `lines`."""
        size = self.content_size
        if not self._painted or size != self._painted_for:
            self.refresh()
            return
        before, self._shown = self._shown, self._lines_of(size)
        changed = [row for row in range(size.height) if before[row] != self._shown[row]]
        for row in changed:
            self._painted[row] = self._paint(self._shown[row], size.width)
        if changed:
            self.refresh(*(Region(0, row, size.width, count) for row, count in _together(changed)))

    def notify_style_update(self) -> None:
        self._looks.clear()
        self._painted = []
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        size = self.content_size
        # A new size is painted before the widget hears of it.
        if not self._painted or size != self._painted_for:
            self._shown = self._lines_of(size)
            self._painted = [self._paint(parts, size.width) for parts in self._shown]
            self._painted_for = size
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return self._painted[y]

    def _lines_of(self, size: Size) -> list[Sequence[Piece]]:
        lines = list(self.lines(size))[: size.height]
        return lines + [()] * (size.height - len(lines))

    def _paint(self, parts: Sequence[Piece], width: int) -> Strip:
        segments = [Segment(text, self._look(name)) for text, name in parts]
        return Strip(segments).adjust_cell_length(width, self._look(""))

    def _look(self, name: str) -> Style:
        # Textual works a style out anew after every refresh.
        if name not in self._looks:
            self._looks[name] = self.get_component_rich_style(name) if name else self.rich_style
        return self._looks[name]


def _together(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other as one: the first and how many."""
    for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        found = [row for _, row in run]
        yield found[0], len(found)

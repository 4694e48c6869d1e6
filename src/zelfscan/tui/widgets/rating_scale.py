"""One scale of four levels with its words, for keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.message import Message

from zelfscan.domain import Level, Scale, ScaleName
from zelfscan.tui.widgets.painted_lines import PaintedLines, Part

ROUND = ("╭", "─", "╮", "│", "╰", "╯")
HEAVY = ("┏", "━", "┓", "┃", "┗", "┛")
MARGIN = 2
"""Columns before the first level: the frame and a blank."""


class RatingScale(PaintedLines):
    """Paints the levels on one line in a frame. The screen decides what a key means; a click is told upwards.

    The frame is not a border of the style sheet: that would be worked out anew at each step to the next question.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rating-scale--option",
        "rating-scale--cursor",
        "rating-scale--chosen",
        "rating-scale--frame",
        "rating-scale--question",
        "rating-scale--current-frame",
        "rating-scale--current-question",
    }

    @dataclass
    class Picked(Message):
        """The leader clicked a level."""

        name: ScaleName
        level: Level

    level: Level | None = None
    cursor: Level | None = None
    current = False

    def __init__(self, scale_name: ScaleName, scale: Scale, word_widths: tuple[int, ...]) -> None:
        super().__init__(id=f"scale-{scale_name.value}")
        self.scale_name = scale_name
        self.scale = scale
        # The same widths in both scales, so that equal levels stand below each other.
        self._word_widths = word_widths

    def show(self, level: Level | None, cursor: Level | None, *, current: bool) -> None:
        """The level that was chosen, the one that is pointed at, and whether this scale is asked now."""
        self.level, self.cursor, self.current = level, cursor, current
        self.repaint()

    def lines(self) -> Iterator[Sequence[Part]]:
        width, height = self.content_size
        left, line, right, side, lower_left, lower_right = HEAVY if self.current else ROUND
        title = f" ▶ {self.scale.question} " if self.current else f" {self.scale.question} "
        rest = line * (width - 3 - cell_len(title))
        frame = "rating-scale--current-frame" if self.current else "rating-scale--frame"
        question = "rating-scale--current-question" if self.current else "rating-scale--question"
        yield ((left, frame), (line, frame), (title, question), (rest, frame), (right, frame))
        options = self._options(width)
        for row in range(1, height - 1):
            parts = options if row == height // 2 else []
            taken = MARGIN + sum(cell_len(text) for text, _ in parts)
            yield ((side, frame), (" " * (MARGIN - 1), ""), *parts, (" " * (width - 1 - taken), ""), (side, frame))
        yield ((lower_left, frame), (line * (width - 2), frame), (lower_right, frame))

    def _options(self, width: int) -> list[Part]:
        parts: list[Part] = []
        labels = self._labels()
        gap = _gap(labels, width)
        for level, label in zip(Level, labels, strict=True):
            name = "option"
            if level is self.level:
                name = "chosen"
            elif self.current and level is self.cursor:
                name = "cursor"
            if parts:
                parts.append((" " * gap, ""))
            parts.append((label, f"rating-scale--{name}"))
        return parts

    def on_click(self, event: events.Click) -> None:
        event.stop()
        column = event.get_content_offset(self)
        if column is None:
            return
        labels = self._labels()
        gap = _gap(labels, self.content_size.width)
        start = MARGIN
        for level, label in zip(Level, labels, strict=True):
            if start <= column.x < start + len(label) + gap:
                self.post_message(self.Picked(self.scale_name, level))
                return
            start += len(label) + gap

    def _labels(self) -> list[str]:
        # The mark and the pointer keep the choice readable without colour.
        return [
            f"{'▸' if self.current and level is self.cursor else ' '}{level} "
            f"{'◉' if level is self.level else '○'} {word:<{width}} "
            for level, word, width in zip(Level, self.scale.levels, self._word_widths, strict=True)
        ]


def _gap(labels: Sequence[str], width: int) -> int:
    """The columns between two levels, in a frame of this width."""
    room = width - 2 * MARGIN - sum(map(len, labels))
    return max(0, min(6, room // 3))

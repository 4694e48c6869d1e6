"""A question and its scales of four levels: painted line by line, as they change at every key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from zelfscan.domain import Level, Scale, ScaleName
from zelfscan.safe_text import one_line

Part = tuple[str, str]
"""A piece of text and the component style that it is in; '' is the widget's own."""


class PaintedLines(Widget):
    """Paints the lines that `lines` gives, by Textual's line API.

    Laying out styled text anew takes ten times as long, and would be felt by who types fast. Call `repaint` when what
    `lines` gives has changed.
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._shown: list[Sequence[Part]] = []
        self._painted: list[Strip] = []
        self._painted_for = Size()
        self._looks: dict[str, Style] = {}

    def lines(self) -> Iterable[Sequence[Part]]:
        """The lines from the top; what does not fit in the width is cut off."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Bring the screen in step with `lines`."""
        size = self.content_size
        if not self._painted or size != self._painted_for:
            self.refresh()
            return
        before, self._shown = self._shown, self._lines_of(size.height)
        changed = [row for row in range(size.height) if before[row] != self._shown[row]]
        for row in changed:
            self._painted[row] = self._paint(self._shown[row], size.width)
        if changed:
            self.refresh(*(Region(0, row, size.width, 1) for row in changed))

    def notify_style_update(self) -> None:
        self._looks.clear()
        self._painted = []
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        size = self.content_size
        # A new size is painted before the widget hears of it.
        if not self._painted or size != self._painted_for:
            self._shown = self._lines_of(size.height)
            self._painted = [self._paint(parts, size.width) for parts in self._shown]
            self._painted_for = size
        return self._painted[y]

    def _lines_of(self, height: int) -> list[Sequence[Part]]:
        lines = list(self.lines())[:height]
        return lines + [()] * (height - len(lines))

    def _paint(self, parts: Sequence[Part], width: int) -> Strip:
        segments = [Segment(text, self._look(name)) for text, name in parts]
        return Strip(segments).adjust_cell_length(width, self._look(""))

    def _look(self, name: str) -> Style:
        # Textual works a style out anew after every refresh.
        if name not in self._looks:
            self._looks[name] = self.get_component_rich_style(name) if name else self.rich_style
        return self._looks[name]


MAX_WIDTH = 100
AMBITION_LINES = 2
REMARK_LINES = 1


@dataclass(frozen=True, slots=True)
class Question:
    """Everything around the two scales: the item, how far the leader is, and what was said beside the levels."""

    number: int
    total: int
    to_do: int
    area: str
    statement: str
    ambition: str
    remarks: tuple[str, ...] = ()


class QuestionView(PaintedLines):
    """Paints a question. One widget of a fixed size: the next question costs a repaint, and no new layout."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "question-view--done",
        "question-view--to-do",
        "question-view--item",
        "question-view--area",
        "question-view--statement",
        "question-view--quiet",
        "question-view--remark",
    }

    question: reactive[Question | None] = reactive[Question | None](None, repaint=False)

    def watch_question(self) -> None:
        self.repaint()

    def lines(self) -> Iterator[Sequence[Part]]:
        question = self.question
        if question is None:
            return
        room = self.content_size.width
        width = max(20, min(MAX_WIDTH, room))
        yield self._progress(question, room)
        yield ()
        yield (
            (f"{question.number} van {question.total}", "question-view--item"),
            ("  ", ""),
            (question.area, "question-view--area"),
        )
        yield ()
        yield from _styled(wrap(question.statement, width), "statement")
        yield ()
        yield from _styled(_clipped(f"Uw ambitie: {question.ambition}", width, AMBITION_LINES), "quiet")
        for remark in question.remarks:
            yield from _styled(_clipped(remark, width, REMARK_LINES), "remark")

    def _progress(self, question: Question, width: int) -> Sequence[Part]:
        label = f"nog {question.to_do}" if question.to_do else "alles ingevuld"
        room = max(0, width - len(label) - 2)
        done = room * (question.total - question.to_do) // question.total
        return (
            ("━" * done, "question-view--done"),
            ("─" * (room - done), "question-view--to-do"),
            ("  ", ""),
            (label, "question-view--quiet"),
        )


def _styled(lines: list[str], name: str) -> Iterator[Sequence[Part]]:
    for line in lines:
        yield ((line, f"question-view--{name}"),)


def _clipped(text: str, width: int, most: int) -> list[str]:
    """At most so many lines; what does not fit ends in an ellipsis."""
    lines = wrap(one_line(text), width)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while cell_len(last) > width - 2:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()} …"]


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

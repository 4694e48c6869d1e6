"""The quadrant model of personalised learning as a small field to place marks in."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from zelfscan.domain import LearningModel, Level, Position, learning_quarter
from zelfscan.tui.widgets.drawing import Glyphs, blank, painted, write

CELL_WIDTH = 12
HALF = 2 * CELL_WIDTH
AXIS_ROW = 6
ROWS = {Level.FOUR: 2, Level.THREE: 4, Level.TWO: 8, Level.ONE: 10}
COLUMNS = {level: (level - 1) * CELL_WIDTH + (1 if level.is_high else 0) for level in Level}
WIDTH, HEIGHT = 2 * HALF + 1, 13
MARKS = {"now": "● nu", "ambition": "★ ambitie"}
BOTH = "●★ beide"
PARTS = ("line", "axis", "quarter", "mark", "moving")


class VisionField(Widget, can_focus=True):
    """A 4 x 4 field: self-direction to the right, differentiation upwards. `mark` is the mark that moves."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"vision-field--{part}" for part in PARTS}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "shift(-1, 0)", show=False, tooltip="Naar links in het veld"),
        Binding("right", "shift(1, 0)", show=False, tooltip="Naar rechts in het veld"),
        Binding("up", "shift(0, 1)", show=False, tooltip="Omhoog in het veld"),
        Binding("down", "shift(0, -1)", show=False, tooltip="Omlaag in het veld"),
        Binding(
            "space", "other_mark", show=False, id="vision.other", tooltip="De andere plaats aanwijzen: nu of ambitie"
        ),
    ]

    @dataclass
    class Placed(Message):
        """A mark got another place."""

        mark: str
        position: Position
        clicked: bool = False

    class OtherMark(Message):
        """The leader wants to move the other mark."""

    mark: reactive[str] = reactive("now")
    now: reactive[Position | None] = reactive(None)
    ambition: reactive[Position | None] = reactive(None)

    def __init__(self, words: LearningModel) -> None:
        super().__init__()
        self._words = words

    def position(self, mark: str) -> Position | None:
        """Where a mark stands; None when it was not placed."""
        return self.now if mark == "now" else self.ambition

    def action_shift(self, right: int, up: int) -> None:
        start = self.position(self.mark) or (self.now if self.mark == "ambition" else None)
        if start is None:
            # The first arrow sets the mark down in the middle, on the side of that arrow.
            self._place(Level.THREE if right > 0 else Level.TWO, Level.THREE if up > 0 else Level.TWO)
        else:
            self._place(_shifted(start.self_direction, right), _shifted(start.differentiation, up))

    def action_other_mark(self) -> None:
        self.post_message(self.OtherMark())

    def _place(self, self_direction: Level, differentiation: Level, *, clicked: bool = False) -> None:
        position = Position(differentiation=differentiation, self_direction=self_direction)
        self.post_message(self.Placed(self.mark, position, clicked))
        if self.mark == "now":
            self.now = position
        else:
            self.ambition = position

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        if place is None or not (0 <= place.x < WIDTH and 0 <= place.y < HEIGHT):
            return
        event.stop()
        self._place(
            max((level for level in Level if COLUMNS[level] <= place.x), default=Level.ONE),
            min(Level, key=lambda level: abs(ROWS[level] - place.y)),
            clicked=True,
        )

    def render(self) -> Content:
        field = blank(WIDTH, HEIGHT)
        for row in range(HEIGHT):
            write(field, row, HALF, "┼" if row == AXIS_ROW else "│", "line")
        left, right = f"{self._words.left} ", f" {self._words.right}"
        write(field, AXIS_ROW, 0, left, "axis")
        write(field, AXIS_ROW, len(left), "─" * (HALF - len(left)), "line")
        write(field, AXIS_ROW, HALF + 1, "─" * (HALF - len(right)), "line")
        write(field, AXIS_ROW, WIDTH - len(right), right, "axis")
        for high in (True, False):
            for own in (True, False):
                self._write_quarter(field, high=high, own=own)
        for differentiation, row in ROWS.items():
            for self_direction, column in COLUMNS.items():
                spot = Position(differentiation=differentiation, self_direction=self_direction)
                here = [mark for mark in MARKS if self.position(mark) == spot]
                text = BOTH if len(here) == 2 else MARKS[here[0]] if here else "·"
                style = "moving" if self.mark in here and self.has_focus else "mark" if here else "line"
                write(field, row, column + (CELL_WIDTH - len(text)) // 2, text, style)
        styles = {part: self.get_visual_style(f"vision-field--{part}") for part in PARTS}
        return Content("\n").join(painted(field, styles))

    def _write_quarter(self, field: Glyphs, *, high: bool, own: bool) -> None:
        level = {True: Level.FOUR, False: Level.ONE}
        name = self._words.of(learning_quarter(Position(differentiation=level[high], self_direction=level[own])))
        words = wrap(name, HALF - 1)
        first = 0 if high else HEIGHT - len(words)
        for row, text in enumerate(words, start=first):
            column = HALF + 1 + (HALF - len(text)) // 2 if own else (HALF - len(text)) // 2
            write(field, row, column, text, "quarter")


def _shifted(level: Level, step: int) -> Level:
    return Level(max(Level.ONE, min(Level.FOUR, level + step)))

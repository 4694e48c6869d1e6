"""What the quadrant and its one-column form have in common: numbers to light up and to click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from zelfscan.tui.widgets.quadrant_layout import Spot, spot_at, spot_of


class NumberBoard(Widget):
    """Lines of text in which some places stand for competencies; `current` is the one that is lit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"number-board--current"}

    @dataclass
    class Picked(Message):
        """The leader clicked a number."""

        number: int

    current: reactive[int | None] = reactive(None)

    def spots(self) -> Sequence[Spot]:
        """The places of the numbers, counted from the corner of the widget."""
        raise NotImplementedError

    def base_lines(self) -> Sequence[Content]:
        """The lines without a lit number."""
        raise NotImplementedError

    def render(self) -> Content:
        lines = list(self.base_lines())
        spot = spot_of(self.spots(), self.current)
        if spot is not None and spot.row < len(lines):
            line = lines[spot.row]
            end = spot.column + len(spot.text)
            # The brackets keep the place findable without colour.
            mark = Content.styled(f"[{spot.text}]", self.get_visual_style("number-board--current"))
            line = line.pad_right(max(0, end + 1 - len(line)))
            lines[spot.row] = Content("").join([line[: spot.column - 1], mark, line[end + 1 :]])
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        place = event.get_content_offset(self)
        spot = None if place is None else spot_at(self.spots(), place.y, place.x)
        if spot is not None:
            self.post_message(self.Picked(spot.numbers[0]))

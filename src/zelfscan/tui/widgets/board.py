"""Numbers to light up and to click: in lines of text, or in a field with the texts of its axes around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from zelfscan.domain import Catalog, Quarter
from zelfscan.tui.widgets.drawing import PARTS, draw_field
from zelfscan.tui.widgets.field import FieldLayout, Spot, centred, shifted, spot_at, spot_of

TOO_SMALL = "Het venster is te klein voor het kwadrant."


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


@dataclass(frozen=True, slots=True)
class Frame:
    """A field with the texts around it; `top` and `left` say where the field starts in the widget."""

    above: tuple[str, ...]
    below: tuple[str, ...]
    layout: FieldLayout
    top: int
    left: int

    def around(self, field: Sequence[Content], style: Style) -> list[Content]:
        """The drawn field with its texts in this style."""
        return [
            *[Content("")] * (self.top - len(self.above)),
            *(Content.styled(line, style) for line in self.above),
            *(line.pad_left(self.left) for line in field),
            *(Content.styled(line, style) for line in self.below),
        ]


class FieldBoard(NumberBoard):
    """Draws a field as large as the widget allows; drawn again when size, numbers or colours change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--text", *(f"field--{part}" for part in PARTS)}

    def __init__(self, catalog: Catalog, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.catalog = catalog
        self.meanings = {quarter: catalog.meaning_of(quarter) for quarter in Quarter}
        self._framed: tuple[object, Size, Frame | None] | None = None
        self._drawn: tuple[Frame, tuple[Style, ...], list[Content]] | None = None

    def shown(self) -> object:
        """What the field is laid out for."""
        raise NotImplementedError

    def frame_for(self, size: Size) -> Frame | None:
        """The largest field in the middle of `size`; None where there is nothing to draw, or no room."""
        raise NotImplementedError

    def instead(self) -> str:
        """What is told where there is no field."""
        return TOO_SMALL

    def frame(self) -> Frame | None:
        """The frame of this moment."""
        shown, size = self.shown(), self.content_size
        if self._framed is None or self._framed[:2] != (shown, size):
            self._framed = (shown, size, self.frame_for(size))
        return self._framed[2]

    def spots(self) -> Sequence[Spot]:
        frame = self.frame()
        return () if frame is None else shifted(frame.layout.spots, frame.top, frame.left)

    def base_lines(self) -> Sequence[Content]:
        frame = self.frame()
        if frame is None:
            return self.said()
        styles = tuple(self.get_visual_style(f"field--{part}") for part in PARTS)
        # A number that lights up needs no new drawing; another theme does.
        if self._drawn is None or self._drawn[:2] != (frame, styles):
            painter = dict(zip(PARTS, styles, strict=True))
            field = draw_field(frame.layout, painter, self.catalog.quarters, self.meanings)
            self._drawn = (frame, styles, frame.around(field, self.get_visual_style("field--text")))
        return self._drawn[2]

    def said(self) -> list[Content]:
        """The sentence that stands in for the field, in the middle."""
        lines = centred(self.instead(), self.content_size.width)
        return [Content("")] * ((self.content_size.height - len(lines)) // 2) + [Content(line) for line in lines]

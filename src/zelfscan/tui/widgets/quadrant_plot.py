"""The competence quadrant: attainment to the right, importance upwards, the marks are the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style

from zelfscan.domain import Cell, Quarter
from zelfscan.texts import AXIS_IMPORTANCE_BOTTOM, AXIS_IMPORTANCE_TOP
from zelfscan.tui.widgets.number_board import NumberBoard
from zelfscan.tui.widgets.quadrant_layout import FieldLayout, Spot, attainment_lines, centred, lay_out, shifted

PARTS = ("axis", "grid", "name", *(quarter.value for quarter in Quarter))
TOO_SMALL = "Het venster is te klein voor het kwadrant."
NO_PLOT = "Het kwadrant kan op deze computer niet worden getekend. De lijst hieronder zegt hetzelfde in woorden."


@dataclass(frozen=True, slots=True)
class Frame:
    """The texts around the field, and where the field starts in the widget."""

    above: tuple[str, ...]
    below: tuple[str, ...]
    layout: FieldLayout | None
    top: int
    left: int


class QuadrantPlot(NumberBoard):
    """Draws `cells` as large as the widget allows; drawn again when size, numbers or colours change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"quadrant-plot--text", *(f"quadrant-plot--{part}" for part in PARTS)}

    @dataclass
    class Overfull(Message):
        """By cell the numbers that stand in the plot as '+12' only."""

        numbers: Mapping[Cell, tuple[int, ...]]

    class Unavailable(Message):
        """The drawing library does not run here; the widget shows one sentence instead."""

    cells: reactive[Mapping[Cell, tuple[int, ...]]] = reactive[Mapping[Cell, tuple[int, ...]]]({})

    def __init__(self) -> None:
        super().__init__(id="quadrant-plot")
        self._framed: tuple[Mapping[Cell, tuple[int, ...]], Size, Frame] | None = None
        self._drawn: tuple[Frame, tuple[Style, ...], list[Content]] | None = None
        self._available = True

    def on_resize(self) -> None:
        self._tell_overfull()

    def watch_cells(self) -> None:
        self._tell_overfull()

    def _tell_overfull(self) -> None:
        if self.is_mounted and self._available:
            layout = self._frame().layout
            self.post_message(self.Overfull(layout.overfull if layout is not None else {}))

    def _frame(self) -> Frame:
        """The frame for the numbers and the size of this moment."""
        key = (self.cells, self.content_size)
        if self._framed is None or self._framed[:2] != key:
            self._framed = (*key, frame_for(*key))
        return self._framed[2]

    def spots(self) -> Sequence[Spot]:
        frame = self._frame()
        if frame.layout is None or not self._available:
            return ()
        return shifted(frame.layout.spots, frame.top, frame.left)

    def base_lines(self) -> Sequence[Content]:
        frame = self._frame()
        if not self._available or frame.layout is None:
            return [Content(TOO_SMALL if self._available else NO_PLOT)]
        styles = tuple(self.get_visual_style(f"quadrant-plot--{part}") for part in PARTS)
        # A number that lights up needs no new drawing; another theme does.
        if self._drawn is None or self._drawn[:2] != (frame, styles):
            try:
                lines = self._draw(frame, frame.layout, dict(zip(PARTS, styles, strict=True)))
            except ImportError:
                self._available = False
                self.post_message(self.Unavailable())
                return [Content(NO_PLOT)]
            self._drawn = (frame, styles, lines)
        return self._drawn[2]

    def _draw(self, frame: Frame, layout: FieldLayout, styles: Mapping[str, Style]) -> list[Content]:
        from zelfscan.tui.widgets.plot_drawing import draw_field

        text = self.get_visual_style("quadrant-plot--text")
        field = draw_field(layout, styles)
        lines = [Content("")] * (frame.top - len(frame.above))
        lines += [Content.styled(line, text) for line in frame.above]
        lines += [line.pad_left(frame.left) for line in field]
        lines += [Content.styled(line, text) for line in frame.below]
        return lines


def frame_for(cells: Mapping[Cell, tuple[int, ...]], size: Size) -> Frame:
    """The largest field with the texts of both axes around it, in the middle of `size`."""
    width = size.width
    above = centred(f"↑ {AXIS_IMPORTANCE_TOP}", width)
    bottom = f"↓ {AXIS_IMPORTANCE_BOTTOM}"
    if len(bottom) > width:
        # The part after 'voor' stands in full above the field.
        bottom = f"{bottom.partition(' voor ')[0]} …"
    below = [bottom.center(width).rstrip(), *attainment_lines(width)]
    layout = lay_out(cells, width, size.height - len(above) - len(below))
    if layout is None:
        return Frame((), (), None, 0, 0)
    left = (width - layout.width) // 2
    below[1:] = [" " * left + line for line in attainment_lines(layout.width)]
    spare = size.height - layout.height - len(above) - len(below)
    return Frame(tuple(above), tuple(below), layout, spare // 2 + len(above), left)

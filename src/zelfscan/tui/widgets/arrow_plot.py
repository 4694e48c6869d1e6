"""The quadrant of a comparison: the numbers where they stand now, and an arrow from where they stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from zelfscan.domain import ItemChange
from zelfscan.texts import AXIS_ATTAINMENT_LEFT, AXIS_ATTAINMENT_RIGHT, AXIS_IMPORTANCE_BOTTOM, AXIS_IMPORTANCE_TOP
from zelfscan.tui.widgets.arrow_field import KINDS, Field, draw_field, light_up, runs
from zelfscan.tui.widgets.arrow_layout import ArrowLayout, lay_out_arrows
from zelfscan.tui.widgets.number_board import NumberBoard
from zelfscan.tui.widgets.quadrant_layout import Spot, attainment_lines, centred, shifted

TOO_SMALL = "Het venster is te klein voor het kwadrant."
NOTHING_TO_DRAW = (
    "Hier is niets te tekenen: van wat nu in de lijst staat, heeft niets een plaats in het kwadrant. "
    "De lijst zegt wat u toen en nu antwoordde."
)
NO_ITEMS = "Hier is niets te tekenen: er veranderde niets. Met ← of → ziet u weer alles."


@dataclass(frozen=True, slots=True)
class Frame:
    """The field with the texts around it, and where it starts in the widget."""

    above: tuple[str, ...]
    below: tuple[str, ...]
    layout: ArrowLayout
    field: Field
    top: int
    left: int


class ArrowPlot(NumberBoard):
    """Draws `items`; of the `current` one in brackets, with its whole arrow."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"arrow-plot--text", *(f"arrow-plot--{kind}" for kind in KINDS)}

    items: reactive[tuple[ItemChange, ...]] = reactive(())

    def __init__(self) -> None:
        super().__init__(id="comparison-plot")
        self._framed: tuple[tuple[ItemChange, ...], Size, Frame | None] | None = None

    def _frame(self) -> Frame | None:
        """The frame for the items and the size of this moment."""
        key = (self.items, self.content_size)
        if self._framed is None or self._framed[:2] != key:
            self._framed = (*key, frame_for(*key))
        return self._framed[2]

    def spots(self) -> Sequence[Spot]:
        frame = self._frame()
        return () if frame is None else shifted(frame.layout.spots, frame.top, frame.left)

    def base_lines(self) -> Sequence[Content]:
        return self._lines(None)

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.current))

    def _lines(self, number: int | None) -> list[Content]:
        frame = self._frame()
        width, height = self.content_size
        if frame is None or not (frame.layout.signs or frame.layout.origins):
            told = TOO_SMALL if frame is None else NOTHING_TO_DRAW if self.items else NO_ITEMS
            lines = centred(told, width)
            return [Content("")] * ((height - len(lines)) // 2) + [Content(line) for line in lines]
        field = frame.field
        item = next((item for item in self.items if item.number == number), None)
        if item is not None:
            field = light_up(field, frame.layout, item)
        styles = {kind: self.get_visual_style(f"arrow-plot--{kind}") for kind in KINDS}
        styles["current"] = self.get_visual_style("number-board--current")
        text = self.get_visual_style("arrow-plot--text")
        drawn = [
            Content.assemble(*(Content.styled(piece, styles.get(kind, "")) for piece, kind in runs(row)))
            for row in field
        ]
        return [
            *[Content("")] * (frame.top - len(frame.above)),
            *(Content.styled(line, text) for line in frame.above),
            *(line.pad_left(frame.left) for line in drawn),
            *(Content.styled(line, text) for line in frame.below),
        ]


def frame_for(items: Sequence[ItemChange], size: Size) -> Frame | None:
    """The largest field with the texts of both axes around it, in the middle of `size`; None when it is too small."""
    above = centred(f"↑ {AXIS_IMPORTANCE_TOP}", size.width)
    layout = lay_out_arrows(items, size.width, size.height - len(above) - len(below_lines(size.width)))
    if layout is None:
        return None
    left = (size.width - layout.width) // 2
    below = [" " * left + line for line in below_lines(layout.width)]
    spare = size.height - layout.height - len(above) - len(below)
    return Frame(tuple(above), tuple(below), layout, draw_field(layout), spare // 2 + len(above), left)


def below_lines(width: int) -> list[str]:
    """The lower end of the vertical axis and both ends of the horizontal one, on two rows."""
    # The part after 'voor' stands in full above the field.
    bottom = f"↓ {AXIS_IMPORTANCE_BOTTOM.partition(' voor ')[0]} …"
    ends = attainment_lines(width)
    if len(ends) == 1:
        return [bottom.center(width).rstrip(), *ends]
    lefts = centred(f"← {AXIS_ATTAINMENT_LEFT}", width // 3)
    rights = centred(f"{AXIS_ATTAINMENT_RIGHT} →", width // 3 + 2)
    middles = centred(bottom, width // 3 - 2)
    count = max(map(len, (lefts, rights, middles)))
    rows = []
    for place in range(count):
        left, middle, right = (texts[place].strip() if place < len(texts) else "" for texts in (lefts, middles, rights))
        room = width - len(left) - len(right)
        rows.append(f"{left}{middle.center(room)}{right}")
    return rows
